"""Papers out of the library: a module for each format, and one table of them."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from io import StringIO
from typing import TextIO

from search.errors import LibraryError
from search.exports.apa import citation
from search.exports.markdown import markdown_link
from search.model.entry import Entry

__all__ = ["EXPORT_FORMATS", "citation", "exported", "markdown_link", "write"]

# The module of each format; it is imported at its first use.
EXPORT_FORMATS = {
    "bibtex": "bibtex",
    "ris": "ris",
    "csl-json": "csl",
    "markdown": "markdown",
    "json": "json",
    "csv": "csv",
}

Writer = Callable[[Iterable[Entry], TextIO], None]


def write(entries: Iterable[Entry], format: str, stream: TextIO) -> int:  # noqa: A002  the command line's word
    """Write the entries one by one in one of EXPORT_FORMATS; how many there were.

    Raises LibraryError, before anything is written, where there is no such format.
    """
    if format not in EXPORT_FORMATS:
        raise LibraryError(
            f"unknown format {format!r}; expected one of {', '.join(EXPORT_FORMATS)}"
        )
    writer: Writer = import_module(f"search.exports.{EXPORT_FORMATS[format]}").write
    papers = 0

    def counted() -> Iterator[Entry]:
        nonlocal papers
        for entry in entries:
            papers += 1
            yield entry

    writer(counted(), stream)
    return papers


def exported(entries: Iterable[Entry], format: str) -> str:  # noqa: A002  as above
    """What `write` writes, as one text: for the clipboard. Raises as `write` does."""
    stream = StringIO()
    write(entries, format, stream)
    return stream.getvalue()
