"""What reading gives: what one source said of a paper, and the pieces that made none."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, NamedTuple

from search.model.paper import Paper
from search.text.clean import one_line, paragraphs

if TYPE_CHECKING:
    from search.model.passage import Passage


@dataclass(frozen=True, slots=True)
class Record:
    """What one source said of a paper.

    `paper` is what of it has a place here, made safe. `fields` are the fields of the source as it
    wrote them, (name, value) in its order: those that have no place here, and of BibTeX all, as
    TeX says more than its letters. `format` is the language that they are written in, one of
    search.sources.IMPORT_FORMATS; "" where that is not known any more.
    `name` tells the record from all others of its format: a new one of the same name takes its
    place. `live`: it came from a feed just now, so that its counts are the newest. `announced` is
    how arXiv's list announces it: "new", "cross", "replace" or "replace-cross"; it is not stored.
    """

    paper: Paper
    format: str = ""
    name: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    live: bool = False
    announced: str = field(default="", compare=False)

    def __post_init__(self) -> None:
        if not all(name.isprintable() and value.isprintable() for name, value in self.fields):
            safe = tuple((one_line(name), paragraphs(value)) for name, value in self.fields)
            object.__setattr__(self, "fields", safe)
        if not self.name.isprintable():  # a file's name may be no UTF-8
            object.__setattr__(self, "name", self.name.encode("utf-8", "replace").decode())

    def named(self, name: str) -> Record:
        """The same record under another name."""
        return replace(self, name=name)


class Skipped(NamedTuple):
    """A piece of a file that was not understood. `line` counts from 1; None if unknown.

    Where it is no entry (the rest of one, a line between two, a whole file), it is not counted:
    papers and skipped entries add up to what a file holds.
    """

    file: str
    line: int | None
    reason: str
    is_entry: bool = True


class Marked(NamedTuple):
    """A record with what a person did to its paper in the library that it comes from."""

    record: Record
    read: bool
    bookmarked: bool
    tags: tuple[str, ...]
    note: str | None
    passages: tuple[Passage, ...] = ()
    hidden: bool = False

    @property
    def paper(self) -> Paper:
        """The paper that the record tells of."""
        return self.record.paper

    @property
    def name(self) -> str:
        """The name of the record."""
        return self.record.name

    @property
    def format(self) -> str:
        """The format of the record."""
        return self.record.format

    def named(self, name: str) -> Marked:
        """The same with another name of the record."""
        return self._replace(record=self.record.named(name))
