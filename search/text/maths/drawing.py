"""The signs that tall brackets, bars and roots are drawn of, in Unicode or in ASCII."""

from dataclasses import dataclass

from search.text.maths.box import Box

# Top, middle, bottom and what repeats between.
_TALL = {
    "(": "⎛⎜⎝⎜", ")": "⎞⎟⎠⎟", "[": "⎡⎢⎣⎢", "]": "⎤⎥⎦⎥", "{": "⎧⎨⎩⎪", "}": "⎫⎬⎭⎪",
    "⌈": "⎡⎢⎢⎢", "⌉": "⎤⎥⎥⎥", "⌊": "⎢⎢⎣⎢", "⌋": "⎥⎥⎦⎥", "|": "││││", "∣": "││││",
    "❘": "││││", "‖": "║║║║", "∥": "║║║║", "⟦": "⟦⟦⟦⟦", "⟧": "⟧⟧⟧⟧",
}  # fmt: skip
_TALL_ASCII = {
    "(": "/|\\|", ")": "\\|/|", "[": "[[[[", "]": "]]]]", "{": "/<\\|", "}": "\\>/|",
}  # fmt: skip
_ASCII_FOR = {"⌈": "[", "⌊": "[", "⟦": "[", "⌉": "]", "⌋": "]", "⟧": "]", "‖": "|", "∥": "|"}
_OF_TWO = {"{": "⎰⎱", "}": "⎱⎰"}


@dataclass(frozen=True, slots=True)
class Drawing:
    """What is drawn with; `ascii_only` where a terminal's font has nothing else."""

    ascii_only: bool = False

    @property
    def bar(self) -> str:
        """A cell of the bar of a fraction."""
        return "-" if self.ascii_only else "─"

    def bracket(self, sign: str, height: int, base: int) -> Box:
        """A bracket or bar as tall as what it stands beside."""
        if height == 1:
            return Box((sign,), 0)
        if height == 2 and sign in "⟨⟩〈":
            return Box(tuple(sign if line == base else " " for line in range(height)), base)
        if self.ascii_only:
            pieces = _TALL_ASCII.get(_ASCII_FOR.get(sign, sign), "||||")
            if sign in "⟨⟩〈":
                pieces = _TALL_ASCII["{" if sign != "⟩" else "}"]
        else:
            pieces = _TALL.get(sign, "")
            if height == 2 and sign in _OF_TWO:
                return Box(tuple(_OF_TWO[sign]), base)
            if sign in ("⟨", "〈"):
                pieces = "╱⟨╲│"
            elif sign == "⟩":
                pieces = "╲⟩╱│"
        if not pieces:
            return Box(tuple(sign if line == base else " " for line in range(height)), base)
        top, middle, bottom, other = tuple(pieces)
        lines = [other] * height
        if middle != other:
            lines[min(max(base, 1), height - 2) if height > 2 else 0] = middle
        lines[0], lines[-1] = top, bottom
        return Box(tuple(lines), base)

    def root(self, body: Box) -> Box:
        """`body` under the sign of a root."""
        if body.height == 1:
            sign = "\\/" if self.ascii_only else "√"
            return Box((" " * len(sign) + "_" * body.width, sign + body.lines[0]), 1)
        if self.ascii_only:
            corner, side, foot = "  _", " |", "\\|"
        else:
            corner, side, foot = " ┌─", " │", "╲│"
        lines = [corner[:-1] + corner[-1] * (body.width + 1)]
        lines += [f"{side} {line}" for line in body.lines[:-1]]
        lines.append(f"{foot} {body.lines[-1]}")
        wide = len(lines[0]) if self.ascii_only else 0
        return Box(tuple(line.ljust(wide) for line in lines), body.base + 1)

    def over(self, sign: str, wide: int) -> str:
        """An accent over `wide` cells."""
        if sign in "¯‾_ˉ":
            return "_" * wide
        if sign in "→⃗" and wide > 1:
            return self.bar * (wide - 1) + (">" if self.ascii_only else "→")
        if sign == "←" and wide > 1:
            return ("<" if self.ascii_only else "←") + self.bar * (wide - 1)
        if sign == "⏞":
            return self._brace(wide, "╭┴╮")
        return sign.center(wide)

    def under(self, sign: str, wide: int) -> str:
        """An accent under `wide` cells."""
        if sign in "¯‾_ˉ":
            return ("-" if self.ascii_only else "‾") * wide
        if sign == "⏟":
            return self._brace(wide, "╰┬╯")
        return sign.center(wide)

    def _brace(self, wide: int, corners: str) -> str:
        if wide < 3:
            return (
                ("^" if corners[1] == "┬" else "v").center(wide)
                if self.ascii_only
                else ("⏟" if corners[1] == "┬" else "⏞").center(wide)
            )
        if self.ascii_only:
            corners = "\\_/" if corners[1] == "┬" else "/^\\"
        left = (wide - 3) // 2
        return corners[0] + self.bar * left + corners[1] + self.bar * (wide - 3 - left) + corners[2]
