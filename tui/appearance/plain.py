"""The last sieve for a terminal of plain ASCII: lines, bars and dots that Textual itself draws."""

from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

# One sign for one, so that nothing moves.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("─━═▔▁╌", "-"),
        **dict.fromkeys("│┃║▌▐▎▊▏▕", "|"),
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+"),
        **dict.fromkeys("▂▃▄▅▆▇█", " "),  # a scrollbar's ends; its body is told by its background
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("·–—", "-"),
        **dict.fromkeys("●•", "*"),
        "…": ".", "→": ">", "←": "<", "↑": "^", "↓": "v", "×": "x",
    }
)  # fmt: skip


class PlainSigns(LineFilter):
    """Puts an ASCII sign in the place of each other sign that the screen is furnished with."""

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with plain signs."""
        return [
            Segment(text.translate(_PLAIN), style, control) for text, style, control in segments
        ]
