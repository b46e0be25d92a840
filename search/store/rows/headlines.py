"""What a list shows of its papers, a page at a time."""

from collections.abc import Sequence
from dataclasses import dataclass

from search.model.dates import PartialDate
from search.store import values
from search.store.database import Database
from search.store.rows import payload
from search.store.rows.payload import UNTITLED
from search.store.sql import ROWS, json_rows, split


@dataclass(frozen=True, slots=True)
class Headline:
    """What a list shows of a paper. `date` is the day it was listed, else published."""

    row: int
    id: str
    title: str
    date: PartialDate | None
    first_author: str | None
    authors: int
    sources: tuple[str, ...]
    keywords: tuple[str, ...]
    upvotes: int | None
    stars: int | None
    withdrawn: bool
    has_code: bool
    read: bool
    bookmarked: bool
    noted: bool
    tags: tuple[str, ...]
    added: int


# Only columns that stand before the long ones, and marks by their key: no abstract is touched.
_QUERY = f"""
SELECT row, id, title, ifnull(listed, published),
    iif(listed IS NULL, published_as, listed_as), authors, sources, upvotes, stars, keywords,
    withdrawn, github IS NOT NULL,
    EXISTS (SELECT 1 FROM marks WHERE mark = 'read' AND marks.row = papers.row),
    EXISTS (SELECT 1 FROM marks WHERE mark = 'bookmark' AND marks.row = papers.row),
    EXISTS (SELECT 1 FROM marks WHERE mark = 'note' AND marks.row = papers.row),
    (SELECT group_concat(substr(mark, 5), char(10)) FROM marks
        WHERE marks.row = papers.row AND mark GLOB 'tag:*'),
    added
FROM papers WHERE row IN {ROWS}
"""


def headlines(database: Database, rows: Sequence[int]) -> list[Headline]:
    """What a list shows, in the order of `rows`; rows that are not there are left out."""
    found: dict[int, Headline] = {}
    for row, *line in database.connection.execute(_QUERY, (json_rows(rows),)):
        found[row] = _headline(row, line)
    return [found[row] for row in rows if row in found]


def _headline(row: int, line: Sequence[object]) -> Headline:
    (
        id_, title, day, written, authors, sources, upvotes, stars, keywords,
        withdrawn, code, read, bookmarked, noted, tags, added,
    ) = line  # fmt: skip
    names = split(authors)
    return Headline(
        row=row,
        id=values.line(id_) or "",
        title=values.line(title) or UNTITLED,
        date=payload.shown_date(day, written),
        first_author=names[0] if names else None,
        authors=len(names),
        sources=split(sources),
        keywords=split(keywords),
        upvotes=values.number(upvotes, values.COUNTS),
        stars=values.number(stars, values.COUNTS),
        withdrawn=bool(withdrawn),
        has_code=bool(code),
        read=bool(read),
        bookmarked=bool(bookmarked),
        noted=bool(noted),
        tags=tuple(sorted(split(tags))),
        added=values.number(added, values.MOMENTS) or 0,
    )
