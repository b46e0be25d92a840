"""What reading gives: what one source said of a paper, and the pieces that made none."""

from dataclasses import dataclass

from search.model.paper import Paper


@dataclass(frozen=True, slots=True)
class Record:
    """What one source said of a paper.

    `paper` is what of it has a place here, made safe. `fields` are the fields of the source as it
    wrote them, (name, value) in its order: those that have no place here, and of BibTeX all, as
    TeX says more than its letters. `format` is the language that they are written in, one of
    search.sources.IMPORT_FORMATS; "" where that is not known any more.
    `name` tells the record from all others of its format: a new one of the same name takes its
    place. `live`: it came from a feed just now, so that its counts are the newest.
    """

    paper: Paper
    format: str = ""
    name: str = ""
    fields: tuple[tuple[str, str], ...] = ()
    live: bool = False


@dataclass(frozen=True, slots=True)
class Skipped:
    """A piece of a file that made no paper. `line` counts from 1; None where it is not known."""

    file: str
    line: int | None
    reason: str


@dataclass(frozen=True, slots=True)
class Marked:
    """A paper with what a person did to it in the library that it comes from."""

    paper: Paper
    read: bool
    bookmarked: bool
    tags: tuple[str, ...]
    note: str | None
