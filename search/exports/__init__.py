"""Papers out of the library: a module for each format, and one table of them."""

from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from io import StringIO
from pathlib import PurePath
from typing import TextIO

from search.errors import LibraryError
from search.exports.apa import citation
from search.exports.bibtex import short as bibtex_entry
from search.exports.markdown import markdown_link
from search.model.entry import Entry

__all__ = [
    "ENDINGS", "EXPORT_FORMATS", "bibtex_entry", "citation", "exported", "format_of", "has_keys",
    "markdown_link", "write",
]  # fmt: skip

# The module of each format, which is imported at its first use, and its function there.
EXPORT_FORMATS = {
    "bibtex": "bibtex:write",
    "biblatex": "bibtex:write_biblatex",
    "ris": "ris:write",
    "csl-json": "csl:write",
    "markdown": "markdown:write",
    "json": "json:write",
    "csv": "csv:write",
}
# The format of each ending of a file's name.
ENDINGS = {
    ".bib": "bibtex",
    ".ris": "ris",
    ".json": "json",
    ".csl": "csl-json",
    ".md": "markdown",
    ".csv": "csv",
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
    module, _, function = EXPORT_FORMATS[format].partition(":")
    writer: Writer = getattr(import_module(f"search.exports.{module}"), function)
    papers = 0

    def counted() -> Iterator[Entry]:
        nonlocal papers
        for entry in entries:
            papers += 1
            yield entry

    writer(counted(), stream)
    return papers


def format_of(name: str) -> str | None:
    """The format that the ending of a file's name says; None where it says none."""
    return ENDINGS.get(PurePath(name).suffix.lower())


def has_keys(format: str) -> bool:  # noqa: A002  as above
    """Whether a format gives each paper a citation key."""
    return format in ("bibtex", "biblatex", "ris", "csl-json")


def exported(entries: Iterable[Entry], format: str) -> str:  # noqa: A002  as above
    """What `write` writes, as one text: for the clipboard. Raises as `write` does."""
    stream = StringIO()
    write(entries, format, stream)
    return stream.getvalue()
