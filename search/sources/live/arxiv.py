"""arXiv: the day's list of categories (RSS), and the newest papers of a search (Atom).

ARXIV_ENDPOINT names another server in the place of rss.arxiv.org and export.arxiv.org. All
questions to arXiv are 3 seconds apart, as its terms of use ask.
"""

import io
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from urllib.parse import urlencode

from search.errors import SourceError
from search.model.record import Record
from search.sources.formats import feed
from search.sources.live.client import Client, UnansweredError, validators
from search.sources.live.exchange import Answer
from search.sources.live.feed_state import FeedMemory, Page, Validators

GAP_S = 3.0
_SIZE = 200  # papers on a page; more are slow to come
_MOST = 30_000  # arXiv answers no further
_TOTAL = re.compile(rb"totalResults[^>]*>\s*(\d{1,9})\s*<")
_SINCE = "since "  # of a search that broke off: what is missing goes back to this day
_SATURDAY = 5
_TELLING = timedelta(days=31)  # how long a list that is gone is reported
_LISTED_AFTER = timedelta(days=5)  # between handing a paper in and its list, over a weekend
_HELD_BACK = timedelta(days=7)  # between the day of a paper and the day it can be found


@dataclass(frozen=True, slots=True)
class ArxivList:
    """What arXiv announced today in some categories, such as "cs.CL"."""

    categories: tuple[str, ...]

    def pages(
        self, client: Client, memory: FeedMemory, since: date | None, today: date
    ) -> Iterator[Page]:
        """The one list there is, and what was handed in for those that are gone.

        arXiv lists one day: papers of the working days before it, since `since` or the last list,
        come from its search. Days of which that has none are `gone`. Raises SourceError.
        """
        address = f"{endpoint('rss')}/rss/{'+'.join(self.categories)}"
        known = None if since else memory.validators.get(address)
        answer = client.get(address, known=known, gap_s=GAP_S)
        if answer is not None:
            page = list(feed.read(io.BytesIO(answer.body), address))
            yield page
            memory.validators[address] = validators(answer)
            days = [
                each.paper.listed.first
                for each in page
                if isinstance(each, Record) and each.paper.listed
            ]
            if days:
                _note_missing(memory, since, max(days))
        yield from self._missed(client, memory)

    def _missed(self, client: Client, memory: FeedMemory) -> Iterator[Page]:
        """The papers of the days that are missing, from arXiv's search."""
        days = memory.missing - memory.complete
        if not days:
            return
        first, last = map(date.fromisoformat, (min(days), max(days)))
        categories = " OR ".join(f"cat:{name}" for name in self.categories)
        dates = f"[{first - _LISTED_AFTER:%Y%m%d}0000 TO {last:%Y%m%d}2359]"
        query, found = f"({categories}) AND submittedDate:{dates}", False
        for start in range(0, _MOST, _SIZE):
            address = _search(query, start)
            answer = client.get(address, gap_s=GAP_S)
            assert answer is not None  # nothing is known that it could be the same as
            page, total = _page_of(answer, address, start)
            found = found or bool(page)
            yield page
            if total <= start + _SIZE:
                break
        memory.missing -= days
        if not found:
            memory.gone |= days


@dataclass(frozen=True, slots=True)
class ArxivSearch:
    """The newest papers that a query in arXiv's own language finds, such as "all:agents"."""

    query: str

    def pages(
        self, client: Client, memory: FeedMemory, since: date | None, today: date
    ) -> Iterator[Page]:
        """Newest first, back to `since`, else to a week before the last sync; at first one page.

        Raises SourceError, also where arXiv breaks off before the end, as it does under load.
        """
        oldest = since or (memory.day and memory.day - _HELD_BACK)
        missing = [date.fromisoformat(each.removeprefix(_SINCE)) for each in memory.missing]
        if oldest:
            oldest = min([oldest, *missing])
            memory.missing = {f"{_SINCE}{oldest}"}  # until all has come
        newest = _search(self.query, 0)
        known = None if since or missing else memory.validators.get(newest)
        met = None
        for start in range(0, _MOST, _SIZE):
            address = _search(self.query, start)
            answer = self._answer(client, address, known if start == 0 else None)
            if answer is None:
                return
            met = met or validators(answer)
            page, total = _page_of(answer, address, start)
            if start == 0:
                memory.check_count(self.query, total)
            yield page
            days = [
                each.paper.published.first
                for each in page
                if isinstance(each, Record) and each.paper.published
            ]
            if total <= start + _SIZE or oldest is None or (days and min(days) < oldest):
                break
        if met:
            memory.validators[newest] = met

    def _answer(self, client: Client, address: str, known: Validators | None) -> Answer | None:
        try:
            return client.get(address, known=known, gap_s=GAP_S)
        except UnansweredError as error:
            if error.body.lstrip().startswith(b"<"):  # what is wrong with a query, as a feed
                list(feed.read(io.BytesIO(error.body), address))
            raise


def _search(query: str, start: int) -> str:
    """The address of a page of a search, the newest papers first."""
    asked = {
        "search_query": query,
        "sortBy": "submittedDate",
        "sortOrder": "descending",
        "start": start,
        "max_results": _SIZE,
    }
    return f"{endpoint('export')}/api/query?{urlencode(asked)}"


def _page_of(answer: Answer, address: str, start: int) -> tuple[Page, int]:
    """The papers of a page that begins at `start`, and how many there are on all pages.

    Raises SourceError where arXiv breaks off before the end, as it does under load.
    """
    page = list(feed.read(io.BytesIO(answer.body), address))
    total = int(found[1]) if (found := _TOTAL.search(answer.body)) else 0
    if not page and total > start:
        raise SourceError(f"arXiv sent {start:,} of {total:,} papers: try again later")
    return page, total


def _note_missing(memory: FeedMemory, since: date | None, listed: date) -> None:
    """Note the list of `listed`, and the working days before it whose lists never came."""
    last = max(map(date.fromisoformat, memory.complete), default=memory.day)
    first = since or (listed if last is None else last + timedelta(days=1))
    days = (first + timedelta(days=number) for number in range((listed - first).days))
    memory.complete.add(str(listed))
    missing = memory.missing | {str(day) for day in days if day.weekday() < _SATURDAY}
    memory.missing = missing - memory.complete - memory.gone
    memory.gone = {day for day in memory.gone if day > str(listed - _TELLING)} - memory.complete


def endpoint(server: str) -> str:
    """The address of arXiv's `server`, "rss" or "export", or of what stands in its place."""
    named = os.environ.get("ARXIV_ENDPOINT", "").rstrip("/")
    return named or f"https://{server}.arxiv.org"
