"""The outcomes of what a library was asked to do."""

from dataclasses import dataclass
from pathlib import Path

from search.model.record import Skipped


@dataclass(frozen=True, slots=True)
class FileRead:
    """The papers of one file, and how many of its entries were skipped.

    Together they are what it holds, unless it could not be read to its end.
    """

    name: str
    papers: int
    skipped: int
    is_read: bool = True


@dataclass(frozen=True, slots=True)
class Added:
    """The outcomes of papers that were added, and the rows that they are in, each once."""

    added: int
    updated: int
    unchanged: int
    rows: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import; `took_s` includes indexing."""

    added: int
    updated: int
    unchanged: int
    skipped: tuple[Skipped, ...]
    unread: int  # files of which nothing could be read; each is among the skipped
    files: tuple[FileRead, ...]
    marked: int  # papers that took up marks of a file; one step of the history
    joined: tuple[str, ...]  # ids of papers that took up a record for the title's sake alone
    took_s: float

    @property
    def papers(self) -> int:
        """How many papers were read."""
        return self.added + self.updated + self.unchanged


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """The outcome of a rebuild of the index."""

    papers: int
    took_s: float


@dataclass(frozen=True, slots=True)
class Exported:
    """The number of papers written, and the parts of the query that were ignored."""

    papers: int
    ignored: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class BackedUp:
    """The outcome of a backup: the number of papers, and the size of the file."""

    papers: int
    bytes: int
    took_s: float


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was brought back.

    `kept` is where that is which was there before: a backup, or the file of a damaged library;
    None where there was nothing. `settings` says what became of the backup's settings:
    "restored", or "left" in the backup, where the user had other ones. None where there was
    nothing to do.
    """

    papers: int
    kept: Path | None
    settings: str | None
    took_s: float


@dataclass(frozen=True, slots=True)
class Recovered:
    """What could be read of a damaged library, which is kept in `kept`.

    `backup` is the newest automatic backup, if there is one.
    """

    papers: int
    kept: Path
    backup: Path | None
    took_s: float


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at: how it is, or what is wrong with it and what to do."""

    name: str
    ok: bool
    what: str


@dataclass(frozen=True, slots=True)
class Missing:
    """A paper whose full text could not be had, by its id, and why."""

    id: str
    reason: str


@dataclass(frozen=True, slots=True)
class FullTextsFetched:
    """How many full texts came, how many were there or are unchanged, and which are missing."""

    fetched: int
    cached: int
    missing: tuple[Missing, ...]
    took_s: float
