"""Bytes to text: the byte order mark, a name for the encoding in the file, then the bytes."""

import codecs
import re
from typing import BinaryIO

from search.sources import streams

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CLAIM = re.compile(rb"encoding\s*[:=]", re.IGNORECASE)
_BEYOND_ASCII = re.compile(rb"[\x80-\xff]+")
_FEWEST = 12  # bytes beyond ASCII that say something of a file


def text(stream: BinaryIO, name: str) -> str:
    """All of `stream` as text with "\\n" line breaks; SourceError where it is too long."""
    return decoded(streams.read_all(stream, name))


def decoded(data: bytes, named: str | None = None) -> str:
    """`data` as text with "\\n" line breaks. `named` is the encoding that the file claims."""
    result = _marked(data) or _as_named(data, named) or _guessed(data)
    return result.replace("\r\n", "\n").replace("\r", "\n")


def wide(head: bytes) -> str | None:
    """The encoding of a file that begins with `head` where it is one of the UTF-16 or UTF-32."""
    for mark, encoding in _MARKS[1:]:
        if head.startswith(mark):
            return encoding
    return _unmarked_utf16(head)


def is_of_no_known_encoding(head: bytes) -> bool:
    """Whether the letters of a file that begins with `head` are neither UTF-8 nor Western.

    As of Windows-1252, letters beyond ASCII seldom stand side by side; in Cyrillic, Greek,
    Chinese or Japanese encodings nearly all do.
    """
    if _marked(head) or _unmarked_utf16(head) or _CLAIM.search(head[:1024]):
        return False
    if _mostly_utf8(head.decode("utf-8", "replace")):
        return False
    runs = [len(run) for run in _BEYOND_ASCII.findall(head)]
    side_by_side = sum(length for length in runs if length > 1)
    return sum(runs) >= _FEWEST and side_by_side * 4 > sum(runs) * 3


def _marked(data: bytes) -> str | None:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data.decode(encoding, "replace")
    return None


def _as_named(data: bytes, named: str | None) -> str | None:
    try:
        return data.decode(named) if named else None
    except (LookupError, UnicodeError):  # the claim is wrong: the bytes tell
        return None


def _guessed(data: bytes) -> str:
    if encoding := _unmarked_utf16(data):
        return data.decode(encoding, "replace")
    guess = data.decode("utf-8", "replace")
    return guess if _mostly_utf8(guess) else data.decode("cp1252", "replace")


def _mostly_utf8(guess: str) -> bool:
    """A few bad bytes among many good ones are damage; bad bytes alone are another encoding."""
    wrong = guess.count("\ufffd")
    return not wrong or wrong <= sum(char > "\x7f" for char in guess) - wrong


def _unmarked_utf16(data: bytes) -> str | None:
    """Western text in UTF-16 has a zero in almost every second byte, and no other text has."""
    sample = data[:4096]
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if max(even, odd) * 4 <= len(sample) or min(even, odd) * 8 > max(even, odd):
        return None
    return "utf-16-le" if odd > even else "utf-16-be"
