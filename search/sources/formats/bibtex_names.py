"""Names as BibTeX and biblatex write them, taken apart as their source did."""

import re
from collections.abc import Iterator

from search.model.names import Name
from search.text.tex.read import readable

_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_AND_AT_AN_END = re.compile(r"^\s*and\s+|\s+and\s*$", re.IGNORECASE)
_SEMICOLON = re.compile(r"\s*;\s*")
_COMMA = re.compile(r"\s*,\s*")
_AMPERSAND = re.compile(r"\s+\\?&\s+")
_SPACE = re.compile(r"\s+")
_TIE = re.compile(r"(?<!\\)~")
_OTHERS = re.compile(r"others|et\.? al\.?|u\. ?a\.?|\.\.\.|…", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr)\.?|ii|iii|iv", re.IGNORECASE)
_TOKEN = re.compile(r"\\.|[{}]", re.DOTALL)
_NUMBER = re.compile(r"00\d\d", re.ASCII)  # of a person, among those of one name in DBLP
_EXTENDED = re.compile(r"(family|given|prefix|suffix)\s*=\s*(.*)", re.DOTALL | re.IGNORECASE)


def names(written: str) -> tuple[Name, ...]:
    """The people whom a field names, without "others".

    They are apart by "and"; where that is missing, by what people write in its place.
    """
    found = (_name(_TIE.sub(" ", piece).strip()) for piece in _apart(written))
    return tuple(name for name in found if name and name.shown)


def split(text: str, separator: re.Pattern[str]) -> list[str]:
    """The pieces of `text` between separators that stand in no braces."""
    if "{" not in text:
        return separator.split(text)
    depth, inside, start = 0, [], 0
    for sign in _TOKEN.finditer(text):
        if sign[0] == "{":
            depth += 1
            start = sign.start() if depth == 1 else start
        elif sign[0] == "}" and depth:
            depth -= 1
            if not depth:
                inside.append((start, sign.end()))
    if depth:
        inside.append((start, len(text)))
    pieces, begin = [], 0
    for found in separator.finditer(text):
        if not any(start < found.end() and found.start() < end for start, end in inside):
            pieces.append(text[begin : found.start()])
            begin = found.end()
    return [*pieces, text[begin:]]


def is_group(text: str) -> bool:
    """Whether `text` stands in one pair of braces as a whole."""
    if not (text.startswith("{") and text.endswith("}")):
        return False
    depth = 0
    for sign in _TOKEN.finditer(text):
        depth += (sign[0] == "{") - (sign[0] == "}")
        if not depth:
            return sign.end() == len(text)
    return False


def _apart(written: str) -> Iterator[str]:
    listed = split(_AND_AT_AN_END.sub("", written), _AND)
    for place, piece in enumerate(listed, 1):
        pieces = split(piece, _SEMICOLON)
        if len(pieces) == 1:
            pieces = _by_ampersand(piece)
        if len(pieces) == 1:
            pieces = _by_comma(piece, before_and=place < len(listed))
        yield from pieces


def _by_ampersand(piece: str) -> list[str]:
    """Two whole names around "&", which a group's name also has: "Ink & Sons" is one."""
    pieces = split(piece, _AMPERSAND)
    return pieces if all(len(part.split()) > 1 for part in pieces) else [piece]


def _by_comma(piece: str, *, before_and: bool) -> list[str]:
    """Three and more whole names between commas; of two, the first may be a long family name.

    Not so where a comma stands before "and", as in "Ada Byron, Ben Lee, and Cy Ox".
    """
    pieces = [part for part in split(piece, _COMMA) if part]
    all_full = all(len(part.split()) > 1 and "=" not in part for part in pieces)
    fewest = 2 if before_and and piece.endswith(",") else 3
    return pieces if len(pieces) >= fewest and all_full else [piece]


def _name(written: str) -> Name | None:
    if not written or _OTHERS.fullmatch(written):
        return None
    if is_group(written):
        return Name(literal=readable(written))
    parts = split(written, _COMMA)
    if len(parts) > 2 and not (parts[-1] or _SUFFIX.fullmatch(parts[-2])):  # "Lee, Ben,"
        parts.pop()
    extended = [found for part in parts if (found := _EXTENDED.fullmatch(part.strip('{}" ')))]
    if extended:
        parts_by_name = {found[1].lower(): readable(found[2].strip('{}" ')) for found in extended}
        return Name(
            family=parts_by_name.get("family", ""),
            given=parts_by_name.get("given", ""),
            particle=parts_by_name.get("prefix", ""),
            suffix=parts_by_name.get("suffix", ""),
        )
    if len(parts) == 1:
        return _undivided(written)
    if len(parts) == 2 and " " in parts[0] and _SUFFIX.fullmatch(parts[1]):  # "Ben King, Jr."
        return Name(full=readable(written))
    particle, family = _particle(parts[0])
    given, suffix = parts[-1], " ".join(parts[1:-1])
    family, given, particle, suffix = map(readable, (family, given, particle, suffix))
    return Name(family, given, particle, suffix=suffix)


def _undivided(written: str) -> Name:
    """A name without a comma; braces around its family name divide it."""
    words = split(written, _SPACE)
    if len(words) > 2 and _NUMBER.fullmatch(words[-1]):
        words.pop()
    if len(words) > 1 and is_group(words[-1]) and " " in words[-1]:
        return Name(family=readable(words[-1]), given=readable(" ".join(words[:-1])))
    return Name(full=readable(" ".join(words)))


def _particle(last: str) -> tuple[str, str]:
    """The words in small letters before a family name, and the family name."""
    words = split(last, _SPACE)
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])
