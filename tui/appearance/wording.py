"""How dates, counts and names are put in words, the same in every part of the screen."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Paper, PartialDate

_TOO_SHORT_S = 0.2  # to say how quick something is
_STARTER = "starter"
_SOURCES = {"huggingface": "HF", "arxiv": "arXiv", "bibtex": "BibTeX", "ris": "RIS"}


def day(when: PartialDate, today: date) -> str:
    """A date as people write it: 3 Jun, and the year where it is not this one or all there is."""
    exact = when.day and when.year == today.year
    return f"{when.day} {when.first:%b}" if exact else when.words


def short_day(when: PartialDate, today: date) -> str:
    """A date in at most eight cells: 3 Jun, or Jun 2024 where the year is not this one, or 2024."""
    if when.day and when.year == today.year:
        return f"{when.day} {when.first:%b}"
    return f"{when.first:%b} {when.year}" if when.month else str(when.year)


def venue(paper: Paper) -> str:
    """Where a paper was printed: "Journal of Ink 3(2), 1-9, Press"; "" where nobody said."""
    issue = f"({paper.issue})" if paper.issue else ""
    volume = f"{paper.volume or ''}{issue}"
    where = " ".join(filter(None, (paper.container_title, volume)))
    return ", ".join(filter(None, (where, paper.pages, paper.publisher)))


def count(number: int, singular: str, plural: str | None = None) -> str:
    """A number with its word: 1 paper, 1,204 papers."""
    return f"{number:,} {singular if number == 1 else plural or singular + 's'}"


def starter_left(gone: int, kept: int) -> str:
    """That the starter papers left as others came, and how many stay."""
    text = f"{count(gone, 'starter paper')} removed"
    return text + (f", {kept:,} kept (bookmark, tag, note)" if kept else "")


def people(first: str, number: int) -> str:
    """The first author's family name and how many more: Lee +4."""
    family = first.rsplit(maxsplit=1)[-1]
    return f"{family} +{number - 1}" if number > 1 else family


def source(name: str) -> str:
    """A source's name as the screen shows it."""
    return _SOURCES.get(name, name)


def sources(names: Sequence[str]) -> list[str]:
    """The names of a paper's sources; this program's own is none where there are others."""
    others = [name for name in names if name != _STARTER]
    return [source(name) for name in others or names]


def progress(done: int, total: int, elapsed_s: float) -> str:
    """How far a long thing has come: a bar, how many of how many, rate and time left."""
    filled = 10 * done // max(total, 1)
    bar = "#" * filled + "-" * (10 - filled)
    rate = done / elapsed_s if elapsed_s > _TOO_SHORT_S else 0.0
    pace = f" · {rate:,.0f}/s · {duration((total - done) / rate)} left" if rate else ""
    return f"{bar} {done:,} of {count(total, 'paper')}{pace}"


def duration(seconds: float) -> str:
    """A stretch of time in its largest unit: 45 s, 3 min."""
    return f"{seconds / 60:.0f} min" if seconds >= 100 else f"{seconds:.0f} s"
