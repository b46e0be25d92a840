"""The syntax of BibTeX: entries out of a file, wherever they stand in it.

An entry may follow another on its line. A brace that is not closed spoils one entry and not the
rest of the file: what follows is read on from the next line that begins with an entry.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from search.model.record import Skipped
from search.text.clean import paragraphs

_START = re.compile(r"@\s*([A-Za-z][\w:.-]*)\s*([{(])")
_LINE_START = re.compile(r"^[ \t]*(?=@\s*[A-Za-z][\w:.-]*\s*[{(])", re.MULTILINE)
# Nobody asks for the key, and it may be missing, empty, or hold what BibTeX forbids.
_KEYS = {end: re.compile(rf"([^,={{}}\"\{end}]*)(?:,|(?=\{end}))") for end in "})"}
_SPACE = re.compile(r"(?:\s|,|^[ \t]*%[^\n]*$)+", re.MULTILINE)
_NAME = re.compile(r"([^\s=,{}\"#]+)\s*=\s*")
_WORD = re.compile(r"[^\s,#{}()\"]+")
_NEXT_PIECE = re.compile(r"\s*#\s*")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_QUOTE = re.compile(r"\\.|[{}\"]", re.DOTALL)
_LONGEST = 200_000  # characters of an entry that has lines that look like entries
_NO_PAPERS = frozenset(["comment", "preamble"])
_KEYWORDS = frozenset(["keywords", "keyword"])


@dataclass(slots=True)
class Entry:
    """An entry: its type in small letters, its key, and its fields in order, names as written."""

    line: int
    type: str
    key: str
    fields: list[tuple[str, str]] = field(default_factory=list)


class _DamagedError(Exception):
    """An entry breaks off; `place` is where, in characters."""

    def __init__(self, reason: str, place: int) -> None:
        super().__init__(reason)
        self.place = place


def entries(text: str, name: str) -> Iterator[Entry | Skipped]:
    """The entries of a file, with macros in place; what an entry has before damage, and Skipped.

    Comments and the preamble are left out. An unknown macro stands for itself.
    """
    macros: dict[str, str] = {}
    starts = [found.start() for found in _LINE_START.finditer(text)]
    lines = _Lines(text)
    place, following = 0, 0
    while found := _START.search(text, place):
        while following < len(starts) and starts[following] <= found.start():
            following += 1
        reader = _Reader(text, found, macros)
        try:
            place = reader.read()
        except _DamagedError as error:
            place = starts[following] if following < len(starts) else len(text)
            at = lines.at(min(error.place, place))
            reason = f"an entry was read only up to here: {error}"
            line = lines.at(found.start())
            read = [each for each in reader.entries(line) if _has_title(each)]
            yield from read
            yield Skipped(name, at, reason, is_entry=not read)
        else:
            yield from reader.entries(lines.at(found.start()))


def _has_title(entry: Entry) -> bool:
    return any(name.lower() == "title" for name, _ in entry.fields)


class _Lines:
    """Counts lines up to places that only grow."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._place, self._line = 0, 1

    def at(self, place: int) -> int:
        """The number of the line of a place."""
        if place < self._place:
            return self._line - self._text.count("\n", place, self._place)
        self._line += self._text.count("\n", self._place, place)
        self._place = place
        return self._line


class _Reader:
    """Reads one entry from where it begins."""

    def __init__(self, text: str, start: re.Match[str], macros: dict[str, str]) -> None:
        self._text = text
        self._macros = macros
        self._type = start[1].lower()
        self._closing = "}" if start[2] == "{" else ")"
        self._place = start.end()
        self._begin = start.start()
        self._key = ""
        self._fields: list[tuple[str, str]] = []

    def read(self) -> int:
        """Where the entry ends. Raises _DamagedError; what was read until then is kept."""
        if self._type in _NO_PAPERS:
            opening = self._place - 1
            return self._closed(opening) if self._closing == "}" else self._place
        if self._type != "string" and (key := _KEYS[self._closing].match(self._text, self._place)):
            self._key = key[1].strip()
            self._place = key.end()
        while True:
            space = _SPACE.match(self._text, self._place)
            self._place = space.end() if space else self._place
            if self._text.startswith(self._closing, self._place):
                return self._place + 1
            named = _NAME.match(self._text, self._place)
            if not named:
                raise _DamagedError(self._surprise("a field"), self._place)
            self._place = named.end()
            self._add(named[1], paragraphs(self._value()))

    def entries(self, line: int) -> Iterator[Entry]:
        """The entry, unless it only defines macros or is a comment."""
        if self._type == "string":
            self._macros.update((name.lower(), value) for name, value in self._fields)
        elif self._type not in _NO_PAPERS:
            yield Entry(line, self._type, self._key, self._fields)

    def _add(self, name: str, value: str) -> None:
        """Add a field; keywords that are a field each become one, as programs read one only."""
        last, before = self._fields[-1] if self._fields else ("", "")
        if name.lower() == last.lower() in _KEYWORDS:
            apart = "; " if ";" in before + value else ", "
            self._fields[-1] = (last, apart.join(filter(None, (before, value))))
        else:
            self._fields.append((name, value))

    def _value(self) -> str:
        pieces = [self._piece()]
        while again := _NEXT_PIECE.match(self._text, self._place):
            self._place = again.end()
            pieces.append(self._piece())
        return "".join(pieces)

    def _piece(self) -> str:
        start = self._place
        if self._text.startswith("{", start):
            self._place = self._closed(start)
            return self._text[start + 1 : self._place - 1]
        if self._text.startswith('"', start):
            self._place = self._quoted(start)
            return self._text[start + 1 : self._place - 1]
        word = _WORD.match(self._text, start)
        if not word:
            raise _DamagedError(self._surprise("a value"), start)
        self._place = word.end()
        return self._macros.get(word[0].lower(), word[0])

    def _closed(self, start: int) -> int:
        """The place behind the brace that closes the one at `start`."""
        return self._matched(start, _BRACE, "}")

    def _quoted(self, start: int) -> int:
        """The place behind the quotation mark that closes the one at `start`."""
        return self._matched(start, _QUOTE, '"')

    def _matched(self, start: int, signs: re.Pattern[str], closing: str) -> int:
        depth, limit = 0, self._begin + _LONGEST
        inside = _LINE_START.search(self._text, start)
        end = limit if inside and inside.start() < limit else len(self._text)
        for found in signs.finditer(self._text, start + (closing == '"'), end):
            sign = found[0]
            if sign == "{":
                depth += 1
            elif sign == "}":
                depth -= 1
            if sign == closing and depth == 0:
                return found.end()
            if depth < 0:
                break
        what = "brace" if closing == "}" else "quotation mark"
        raise _DamagedError(f"a {what} is not closed", start)

    def _surprise(self, expected: str) -> str:
        met = self._text[self._place : self._place + 20].partition("\n")[0]
        return f"{met!r} where {expected} should be" if met else f"{expected} is missing"
