"""What is new, put together for reading: a section for each view, and a module for each format."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from importlib import import_module
from typing import TextIO

from search.model.entry import Entry

# Each is the module of its name, which is imported at its first use.
DIGEST_FORMATS = ("text", "html", "markdown", "atom")


@dataclass(frozen=True, slots=True)
class Arrival:
    """A paper, and when the library first saw it, in ms since 1970.

    `revised` is when a replacement came, 0 where none did.
    """

    entry: Entry
    added: int
    revised: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """The first papers of all that is new in a view.

    `name` is None where nobody saved a view, so that one section has everything. `rest` is the
    query that finds all of it in the same order; None where nothing is left out. `titles` are
    papers past the first ones, given by title alone.
    """

    name: str | None
    query: str
    total: int
    papers: tuple[Arrival, ...]
    rest: str | None
    titles: tuple[Entry, ...] = ()


@dataclass(frozen=True, slots=True)
class Digest:
    """What came into a library from the day `since` on.

    `library` is a random number in hex that no other library has. `arrived` papers came in all,
    which the query `scope` finds, and `found` of them are in a section or left out of one.
    `ignored` is what of the views' queries could not be understood, a sentence each. `last_row` is
    the highest row number of those that came. `address` is where the digest
    will be found, if known.
    """

    since: date
    library: str
    scope: str
    arrived: int
    found: int
    sections: tuple[Section, ...]
    ignored: tuple[str, ...]
    last_row: int = 0
    address: str = ""

    @property
    def papers(self) -> tuple[Arrival, ...]:
        """The papers of all sections, each once."""
        every = (paper for section in self.sections for paper in section.papers)
        return tuple({paper.entry.row: paper for paper in every}.values())

    def sections_with_papers(self) -> Iterator[tuple[Section, list[tuple[Entry, str | None]]]]:
        """The sections that have papers, each paper with an earlier section that lists it."""
        above: dict[int, str | None] = {}
        for section in self.sections:
            entries = [paper.entry for paper in section.papers]
            if entries:
                yield section, [(entry, above.get(entry.row)) for entry in entries]
            above = {**{entry.row: section.name for entry in entries}, **above}


Writer = Callable[[Digest, TextIO], None]


def write_digest(digest: Digest, format: str, stream: TextIO) -> None:  # noqa: A002  the command line's word
    """Write the digest in one of DIGEST_FORMATS. Raises KeyError for another."""
    if format not in DIGEST_FORMATS:
        raise KeyError(format)
    writer: Writer = import_module(f"search.exports.digest.{format}").write
    writer(digest, stream)
