"""A whole paper out of a file: a saved page, Markdown or a PDF, recognized by the content."""

import io
import sys
from pathlib import Path

from search.errors import LibraryError
from search.fulltext.document import FILE, Document
from search.fulltext.latexml import parse_page
from search.fulltext.reading.markdown import parse_markdown
from search.fulltext.reading.markup import LONGEST
from search.fulltext.reading.pdf import parse_pdf
from search.sources import streams

_LONGEST_FILE = 4 * LONGEST


def read_file(path: str) -> Document:
    """The document in a file, also packed by gzip or xz; "-" is standard input.

    Raises LibraryError where it cannot be read or holds no paper.
    """
    data = _content(path)
    if data.startswith(b"%PDF-"):
        return parse_pdf(data, title=Path(path).stem, source=FILE)
    start = data[:4096].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<?xml", b"<!--")) or b"ltx_" in data:
        return parse_page(data)
    return parse_markdown(data.decode("utf-8", "replace"))


def _content(path: str) -> bytes:
    try:
        with io.BytesIO() if path == "-" else Path(path).open("rb") as file:
            _, unpacked = streams.opened(sys.stdin.buffer if path == "-" else file)
            data = unpacked.read(_LONGEST_FILE + 1)
    except streams.DAMAGE as error:
        reason = error.strerror if isinstance(error, OSError) else None
        raise LibraryError(f"{path} cannot be read: {reason or error}; check the file") from error
    if len(data) > _LONGEST_FILE:
        raise LibraryError(f"{path} is longer than {_LONGEST_FILE // 2**20} MB; it is no paper")
    return data
