"""Hugging Face's papers of a day, week or month, and those that trend.

GET {HF_ENDPOINT}/api/daily_papers with one of date=2026-09-24, week=2026-W39, month=2026-09 or
sort=trending, and limit (at most 100) and p (pages, from 0). HF_TOKEN is sent as bearer, by https
or to this machine alone.
"""

import io
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from search.errors import SourceError
from search.sources.formats import hf
from search.sources.live.client import Client, UnansweredError, validators
from search.sources.live.feed_state import FeedMemory, Page

# The parameter of each kind, and how its days, weeks and months are written.
_PERIODS = {
    "daily": ("date", "%Y-%m-%d"),
    "weekly": ("week", "%G-W%V"),
    "monthly": ("month", "%Y-%m"),
}
_AT_FIRST = timedelta(days=7)  # how far back the newest list is looked for, the first time
_GROWING = timedelta(days=14)  # how long upvotes and stars of a list are fetched again, daily
_IN_A_ROW = 3  # so many lists without an answer, and the server is left alone
_NO_SUCH_LIST = (400, 404, 410, 422)
_BEGAN = date(2023, 5, 4)  # the first list that there is
_LIMIT = 100
_ENDPOINT = "https://huggingface.co"
_MOST_PAGES = 50


@dataclass(frozen=True, slots=True)
class HuggingFace:
    """One of `search.settings.feed_names.HUGGING_FACE`."""

    kind: str

    def pages(
        self, client: Client, memory: FeedMemory, since: date | None, today: date
    ) -> Iterator[Page]:
        """All lists since a day, newest first.

        Where no day is given: those since the last sync that are not complete, those that are
        missing and, once a day, those of the last 14 days; the first time, the newest list that
        has papers. A list that cannot be fetched does not keep the others back; a server that
        does not answer for three in a row is asked no more. Raises SourceError at the end.
        """
        if self.kind == "trending":
            yield from self._list(client, memory, {"sort": "trending"}, 1)
            return
        parameter, form = _PERIODS[self.kind]
        changing = {f"{day:{form}}" for day in (today, today - timedelta(days=1))}
        wanted = _wanted(form, memory, since, today)
        first_time = since is None and memory.synced is None
        found = False  # the first time, the newest list that has papers
        failed: SourceError | None = None
        in_a_row = 0
        for number, period in enumerate(wanted):
            if found and period not in memory.missing:
                continue
            held = 0
            try:
                for page in self._period(client, memory, parameter, period, today):
                    held += len(page)
                    yield page
            except SourceError as error:
                failed = failed or error
                memory.missing |= {period} - memory.complete
                in_a_row = in_a_row + _weight(error) if isinstance(error, UnansweredError) else 0
                if in_a_row < _IN_A_ROW:
                    continue
                if not first_time:
                    memory.missing |= set(wanted[number:]) - memory.complete
                break
            in_a_row = 0
            memory.missing.discard(period)
            if period not in changing:
                memory.complete.add(period)
            found = found or (first_time and held > 0)
        if failed:
            raise failed

    def _period(
        self, client: Client, memory: FeedMemory, parameter: str, period: str, today: date
    ) -> Iterator[Page]:
        """The list of a day, week or month; of a week that the server does not have, its days.

        Some servers know no week 53.
        """
        try:
            yield from self._list(client, memory, {parameter: period}, _MOST_PAGES)
        except UnansweredError as error:
            if parameter != "week" or error.status not in _NO_SUCH_LIST:
                raise
            monday = date.fromisoformat(f"{period}-1")
            for day in (monday + timedelta(days=number) for number in range(7)):
                if day <= today:
                    yield from self._list(client, memory, {"date": str(day)}, _MOST_PAGES)

    def _list(
        self, client: Client, memory: FeedMemory, query: dict[str, str], most: int
    ) -> Iterator[Page]:
        token = _token()
        name = next(iter(query.values()))
        held = 0
        for number in range(most):
            address = _address(query, number)
            answer = client.get(address, known=memory.validators.get(address), token=token)
            if answer is None:
                return
            page = list(hf.read(io.BytesIO(answer.body), address))
            held += len(page)
            memory.check_count(name, held)
            yield page
            # A page may hold fewer than asked for, and is still not the last one.
            last = len(page) * 2 < _LIMIT
            if number == 0 and (last or most == 1):  # of a longer list, the first page says little
                memory.validators[address] = validators(answer)
            if last:
                return


def _weight(error: UnansweredError) -> int:
    """How much an answer that did not come says of the next ones, of _IN_A_ROW."""
    if error.status == HTTPStatus.TOO_MANY_REQUESTS:
        return _IN_A_ROW
    return 1 if error.status else 2


def _token() -> str | None:
    """The token of the environment; None where the endpoint must not have it.

    Raises SourceError where it cannot be part of a header. No message has the token itself.
    """
    token = os.environ.get("HF_TOKEN", "").strip()
    if not token:
        return None
    if not (token.isascii() and token.isprintable() and " " not in token):
        raise SourceError("HF_TOKEN holds characters that no token has: set it anew, or unset it")
    endpoint = urlsplit(os.environ.get("HF_ENDPOINT") or _ENDPOINT)
    if endpoint.scheme != "https" and not _is_loopback(endpoint.hostname or ""):
        return None  # anybody on the way could read it
    return token


def _is_loopback(host: str) -> bool:
    """Whether a host is this machine itself, by a name that nobody else can give."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _address(query: dict[str, str], page: int) -> str:
    endpoint = os.environ.get("HF_ENDPOINT") or _ENDPOINT
    parameters = urlencode({**query, "limit": _LIMIT, "p": page})
    return f"{endpoint.rstrip('/')}/api/daily_papers?{parameters}"


def _wanted(form: str, memory: FeedMemory, since: date | None, today: date) -> list[str]:
    """The lists to ask for, newest first."""
    first = since or memory.day or today - _AT_FIRST
    wanted = {*_periods(form, max(first, _BEGAN), today)}
    if since is None:
        wanted = wanted - memory.complete | memory.missing
        if memory.day and memory.day < today:
            fetched = memory.complete | memory.counts.keys()
            wanted |= fetched.intersection(_periods(form, today - _GROWING, today))
    return sorted(wanted, reverse=True)


def _periods(form: str, first: date, last: date) -> list[str]:
    days = (last - timedelta(days=back) for back in range((last - first).days + 1))
    return list(dict.fromkeys(f"{day:{form}}" for day in days))
