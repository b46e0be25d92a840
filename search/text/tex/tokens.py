"""The tokens of a formula in TeX, read one after the other."""

import re

_TOKEN = re.compile(
    r"\\(?P<command>[A-Za-z]+)\*?|\\(?P<escape>.)|(?P<number>\d+(?:\.\d+|,\d{3}(?!\d))*)"
    r"|(?P<dots>\.{2,})|(?P<pair>[<>:]=|[-=]>|\|\|)|(?P<word>[A-Za-z]{3,})|(?P<space>\s+)|(?P<char>.)",
    re.DOTALL,
)
END = ("", "")


class UnknownTexError(ValueError):
    """TeX that is not known here."""


class Tokens:
    """What is left of a formula. A token is its kind, a group of the pattern, and its text."""

    def __init__(self, tex: str) -> None:
        self._tokens = [
            (found.lastgroup or "", found[found.lastgroup or 0]) for found in _TOKEN.finditer(tex)
        ]
        self._at = 0

    @property
    def first(self) -> tuple[str, str]:
        """The next token; END where there is none."""
        return self._tokens[self._at] if self._at < len(self._tokens) else END

    def take(self) -> tuple[str, str]:
        """The next token, which is read then."""
        token = self.first
        self._at += 1
        return token

    def take_char(self, char: str) -> bool:
        """Whether the next sign, after white space, is `char`; it is read then."""
        self.skip_space()
        if self.first != ("char", char):
            return False
        self._at += 1
        return True

    def take_first_sign(self) -> str:
        """The first sign of a number or word of several; the others stay."""
        kind, text = self.first
        self._tokens[self._at] = kind, text[1:]
        return text[0]

    def skip_space(self) -> bool:
        """Pass over white space; whether there was any."""
        start = self._at
        while self.first[0] == "space":
            self._at += 1
        return start < self._at

    def group_text(self) -> str:
        """The text of a group as written, its braces balanced. Raises UnknownTexError."""
        if not self.take_char("{"):
            raise UnknownTexError("no group")
        depth = 1
        parts: list[str] = []
        while True:
            kind, text = self.take()
            if kind == "":
                raise UnknownTexError("unclosed")
            if kind == "char":
                depth += (text == "{") - (text == "}")
            if not depth:
                return "".join(parts)
            parts.append(f"\\{text}" if kind in ("command", "escape") else text)
