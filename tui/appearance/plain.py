"""The last sieve for a terminal of plain ASCII: lines, bars and dots that Textual itself draws."""

import unicodedata

from rich.cells import split_graphemes
from rich.segment import Segment
from textual.color import Color
from textual.filter import LineFilter

from tui.appearance.glyphs import can_encode

# One sign for one, so that nothing moves.
_PLAIN = str.maketrans(
    {
        **dict.fromkeys("─━═▔▁╌", "-"),
        **dict.fromkeys("│┃║▌▐▎▊▏▕", "|"),
        **dict.fromkeys("╭╮╰╯┌┐└┘├┤┬┴┼", "+"),
        **dict.fromkeys("▂▃▄▅▆▇█", " "),  # a scrollbar's ends; its body is seen by its background
        **dict.fromkeys("“”", '"'),
        **dict.fromkeys("‘’", "'"),
        **dict.fromkeys("·–—", "-"),
        **dict.fromkeys("●•", "*"),
        "…": ".", "→": ">", "›": ">", "★": "*", "←": "<", "↑": "^", "↓": "v", "×": "x",
    }
)  # fmt: skip


class PlainSigns(LineFilter):
    """Puts an ASCII sign in the place of each other sign that the screen is furnished with.

    Where the terminal's `encoding` has not all letters, a letter without its accent, or a question
    mark for each cell, stands for one that it has not, so that nothing moves.
    """

    def __init__(self, encoding: str) -> None:
        super().__init__()
        self._encoding = encoding

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """The segments with plain signs."""
        return [
            Segment(self._writable(text.translate(_PLAIN)), style, control)
            for text, style, control in segments
        ]

    def _writable(self, text: str) -> str:
        if can_encode(text, self._encoding):
            return text
        graphemes, _ = split_graphemes(text)
        return "".join(self._plain(text[start:end], cells) for start, end, cells in graphemes)

    def _plain(self, grapheme: str, cells: int) -> str:
        if can_encode(grapheme, self._encoding):
            return grapheme
        letter = unicodedata.normalize("NFKD", grapheme)[:1]
        return letter if cells == 1 and letter.isascii() else "?" * cells
