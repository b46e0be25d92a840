r"""Letters that TeX writes as commands: `\'e`, `\c{c}`, `\ss`; of the rest nothing is changed."""

import re
import unicodedata

from search.text.patterns import LazyPattern

_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306",
    ".": "\u0307", '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323",
    "c": "\u0327", "k": "\u0328", "b": "\u0331",
}  # fmt: skip
_LETTERS = {
    "ss": "ß", "ae": "æ", "AE": "Æ", "oe": "œ", "OE": "Œ", "o": "ø", "O": "Ø", "l": "ł", "L": "Ł",
    "aa": "å", "AA": "Å", "i": "ı", "j": "ȷ", "dh": "ð", "DH": "Ð", "th": "þ", "TH": "Þ",
    "dj": "đ", "DJ": "Đ", "ng": "ŋ", "NG": "Ŋ",
}  # fmt: skip
_ACCENT = LazyPattern(
    r"\\(?:(?P<sign>[`'^~=.\"])|(?P<name>[urHvdckb])(?:\s+|(?=[{\\])))"
    r"(?:\{\s*(?:\\(?P<dotless>[ij])|(?P<inside>[^\W\d_]))\s*\}|\\(?P<bare>[ij])(?![A-Za-z])\s?"
    r"|(?P<next>[^\W\d_]))"
)
_COMMAND = LazyPattern(r"\\([A-Za-z]+)")
_MATHS = LazyPattern(r"(\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\])", re.DOTALL)
_BEGIN = LazyPattern(r"(\{)?\\")
_MAYBE = LazyPattern(rf"\\(?:[`'^~=.\"]|[urHvdckb][\s{{\\]|(?:{'|'.join(_LETTERS)})(?![A-Za-z]))")
# Other programs write `\'` and `\"` for quotation marks.
_CONTRACTION = LazyPattern(r"\\'(?:s|ll|re|ve|d|t|m)(?![A-Za-z\\])")
_CLOSING_QUOTE = LazyPattern(r'\\"(?![A-Za-z{\\])')
_NEAR = 2_000  # characters in which a quotation ends


def accented(text: str) -> str:
    r"""`text` with `Schr\"odinger`, `Erd\H{o}s` and `{\O}rsted` in letters; formulas stay."""
    if "\\" not in text or not _MAYBE.search(text):
        return text
    pieces = _MATHS.split(text)
    return "".join(piece if place % 2 else _letters(piece) for place, piece in enumerate(pieces))


def _letters(text: str) -> str:
    parts: list[str] = []
    at = 0
    for found in _BEGIN.finditer(text):
        if found.start() < at:
            continue
        letter = accent_at(text, found.end() - 1) or letter_at(text, found.end() - 1)
        if letter is None:
            continue
        shown, end = letter
        closed = bool(found[1]) and text.startswith("}", end)
        parts += [text[at : found.start()], "" if closed else found[1] or "", shown]
        at = end + closed
    return "".join([*parts, text[at:]])


def accent_at(text: str, at: int) -> tuple[str, int] | None:
    """The accented letter at a backslash, and where it ends; None for anything else."""
    found = _ACCENT.match(text, at)
    if not found or _is_no_accent(text, found):
        return None
    base = found["dotless"] or found["inside"] or found["bare"] or found["next"]
    letter = unicodedata.normalize("NFC", base + _MARKS[found["sign"] or found["name"]])
    return (letter, found.end()) if len(letter) == 1 else None


def _is_no_accent(text: str, found: re.Match[str]) -> bool:
    """Whether a backslash is before a quote or a full stop, as files of other programs have it."""
    at, end = found.start(), found.end()
    before = text[at - 1 : at] if at else ""
    match found["sign"]:
        case "'":
            return before.isalpha() and bool(_CONTRACTION.match(text, at))
        case '"':
            return not before.isalpha() and bool(_CLOSING_QUOTE.search(text, end, end + _NEAR))
        case ".":
            return text[end : end + 1] == "." or text.startswith("\\.", end)
        case "^" | "~" | "=":
            return before.isdigit() or before in ("/", ")", "]")
    return False


def letter_at(text: str, at: int) -> tuple[str, int] | None:
    """The letter that the command at a backslash is the name of, and where it ends."""
    found = _COMMAND.match(text, at)
    letter = _LETTERS.get(found[1]) if found else None
    if not found or letter is None:
        return None
    end = found.end()
    if text.startswith("{}", end):
        return letter, end + 2
    rest = text[end : end + 20]
    if rest[:1] in tuple("(_^[{=") or rest[:1].isdigit():
        return None  # a command of the author's own
    spaces = len(rest) - len(rest.lstrip(" "))
    in_word = rest[spaces : spaces + 1].islower()
    return letter, end + spaces if in_word else end
