"""The library over time and by kind: what came on which day, what was read, and of what it is."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import chain

from search.store import values
from search.store.database import Database
from search.store.history.marks import HIDDEN, READ, TAG
from search.store.sql import split

_DAYS = 30
_TOP = 20
_UNREAD = f"""
NOT EXISTS (SELECT 1 FROM marks AS other WHERE (other.mark, other.row) = ('{READ}', {{0}}.row))
"""
# To read through the papers is what takes time: once for all but the keywords.
_PAPERS = f"""
SELECT iif(iif(listed IS NULL, published_as, listed_as) IS NULL,
        {values.in_range("ifnull(listed, published)", values.DAYS)}, NULL),
    {values.in_range("added", values.MOMENTS, "0")}, sources, {_UNREAD.format("papers")}, count(*)
FROM papers GROUP BY 1, 2, 3, 4
"""
_KEYWORDS = "SELECT keywords FROM papers WHERE keywords IS NOT NULL"
_READINGS = f"""
SELECT {values.in_range("value", values.MOMENTS, "0")}, count(*) FROM marks
WHERE mark = '{READ}' GROUP BY 1
"""
_TAGS = f"""
SELECT substr(mark, {len(TAG) + 1}), {_UNREAD.format("marks")}, count(*) FROM marks
WHERE mark GLOB '{TAG}*' AND row NOT IN (SELECT row FROM marks WHERE mark = '{HIDDEN}')
GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Share:
    """A part of the library: how many papers it has, and how many of them are unread."""

    papers: int
    unread: int


@dataclass(frozen=True, slots=True)
class Statistics:
    """The library in numbers over time and by kind; days are those of this place.

    `days`: papers of each of the last 30 days that have any, by the day they were listed, else
    published. `added` and `read`: papers of each of the 30 days until today, by the day they came
    into the library and the day they were marked read. All three begin with the oldest day.
    `keywords` are the 20 that most papers have, in small letters; they, `sources` and `tags`
    begin with what most papers have.
    """

    days: dict[date, int]
    added: dict[date, int]
    read: dict[date, int]
    keywords: dict[str, int]
    sources: dict[str, Share]
    tags: dict[str, Share]


def statistics(database: Database, today: date) -> Statistics:
    """The statistics of a library, as they stand on `today`."""
    execute = database.connection.execute
    papers = execute(_PAPERS).fetchall()
    return Statistics(
        days=_with_papers((day, count) for day, _, _, _, count in papers),
        added=_until(today, ((added, count) for _, added, _, _, count in papers)),
        read=_until(today, execute(_READINGS)),
        keywords=_commonest(execute(_KEYWORDS)),
        sources=_shares(
            (source, unread, count)
            for _, _, sources, unread, count in papers
            for source in split(sources)
        ),
        tags=_shares(execute(_TAGS)),
    )


def _with_papers(counted: Iterable[tuple[int | None, int]]) -> dict[date, int]:
    """The last days that have papers; a day comes as date.toordinal()."""
    found: Counter[int] = Counter()
    for day, count in counted:
        if day is not None:
            found[day] += count
    return {date.fromordinal(day): found[day] for day in sorted(found)[-_DAYS:]}


def _until(today: date, counted: Iterable[tuple[int, int]]) -> dict[date, int]:
    """Counts at moments, in ms since 1970, as those of the last days; 0 where there are none."""
    found = {today - timedelta(days=ago): 0 for ago in reversed(range(_DAYS))}
    for moment, count in counted:
        day = datetime.fromtimestamp(moment / 1000).date()
        if day in found:
            found[day] += count
    return found


def _commonest(joined: Iterable[tuple[str]]) -> dict[str, int]:
    """How many papers have each of the commonest keywords, whatever their capitals."""
    counts = Counter(chain.from_iterable(set(split(str(words).lower())) for (words,) in joined))
    return dict(sorted(counts.items(), key=_most_first)[:_TOP])


def _shares(counted: Iterable[tuple[str, int, int]]) -> dict[str, Share]:
    """A share for each name, of counts of papers that are all unread (1) or read (0)."""
    papers: Counter[str] = Counter()
    unread: Counter[str] = Counter()
    for name, is_unread, count in counted:
        papers[name] += count
        unread[name] += count * is_unread
    return {
        name: Share(count, unread[name]) for name, count in sorted(papers.items(), key=_most_first)
    }


def _most_first(counted: tuple[str, int]) -> tuple[int, str]:
    name, papers = counted
    return -papers, name
