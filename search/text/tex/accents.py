r"""TeX's accents outside of mathematics to the letters that they make; all other TeX stays."""

import re
import unicodedata

_MARKS = {
    '"': "\u0308", "'": "\u0301", "`": "\u0300", "^": "\u0302", "~": "\u0303", "=": "\u0304",
    ".": "\u0307", "c": "\u0327", "v": "\u030c", "u": "\u0306", "H": "\u030b", "k": "\u0328",
    "r": "\u030a", "d": "\u0323", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "aa": "å", "AA": "Å", "o": "ø",
    "O": "Ø", "l": "ł", "L": "Ł", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
}  # fmt: skip
_MATHS = re.compile(r"(\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
_BASE = r"(?:\{\s*\\?([A-Za-z])\s*\}|\\([ij])(?![A-Za-z])\s?|([A-Za-z]))"
_ACCENT = re.compile(rf"\\([\"'`^~=.])\s*{_BASE}")
_NAMED = re.compile(
    r"\\([cvuHkrdb])(?:\s*\{\s*\\?([A-Za-z])\s*\}|\s+\\([ij])(?![A-Za-z])|\s+([A-Za-z]))"
)
_LETTER = re.compile(
    rf"\\({'|'.join(sorted(_LETTERS, reverse=True))})(?![A-Za-z])(?:\{{\}}| (?=[a-z]))?"
)
_BRACED = re.compile(r"\{(\\(?:[\"'`^~=.]|[cvuHkrdb](?![A-Za-z]))[^{}]*(?:\{[^{}]*\})?)\}")
_BRACED_LETTER = re.compile(rf"\{{(\\(?:{'|'.join(_LETTERS)}))\s*\}}")


def accented(text: str) -> str:
    r"""`text` with `Schr\"odinger`, `Erd\H{o}s` and `{\O}rsted` in letters."""
    if "\\" not in text:
        return text
    pieces = _MATHS.split(text)
    return "".join(piece if place % 2 else _letters(piece) for place, piece in enumerate(pieces))


def _letters(text: str) -> str:
    text = _BRACED_LETTER.sub(r"\1{}", _BRACED.sub(r"\1", text))
    return _LETTER.sub(
        lambda found: _LETTERS[found[1]], _NAMED.sub(_made, _ACCENT.sub(_made, text))
    )


def _made(found: re.Match[str]) -> str:
    base = next(filter(None, found.groups()[1:]))
    made = unicodedata.normalize("NFC", base + _MARKS[found[1]])
    return made if len(made) == 1 else found[0]
