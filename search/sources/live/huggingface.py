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
from ipaddress import ip_address
from urllib.parse import urlencode, urlsplit

from search.errors import SourceError
from search.sources import hf
from search.sources.live.client import Client, UnansweredError, validators
from search.sources.live.feed_state import FeedMemory, Page

# The parameter of each kind, and how its days, weeks and months are written.
_PERIODS = {
    "daily": ("date", "%Y-%m-%d"),
    "weekly": ("week", "%G-W%V"),
    "monthly": ("month", "%Y-%m"),
}
_AT_FIRST = timedelta(days=7)  # how far back the newest list is looked for, the first time
_CATCH_UP = timedelta(days=31)  # how far back a sync goes by itself
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
        """The lists since a day, newest first, without those known to be complete.

        Where no day is given: since the last sync, up to 31 days; the first time, the newest
        list that has papers. A list that cannot be read does not keep the others back.
        Raises UnansweredError and SourceError, the latter after all else is done.
        """
        if self.kind == "trending":
            yield from self._list(client, memory, {"sort": "trending"}, 1)
            return
        parameter, form = _PERIODS[self.kind]
        first = since or max(memory.day or today - _AT_FIRST, today - _CATCH_UP)
        first = max(first, _BEGAN)
        changing = {f"{day:{form}}" for day in (today, today - timedelta(days=1))}
        unread: SourceError | None = None
        for period in _periods(form, first, today):
            if period in memory.complete:
                continue
            held = 0
            try:
                for page in self._list(client, memory, {parameter: period}, _MOST_PAGES):
                    held += len(page)
                    yield page
            except UnansweredError:
                raise
            except SourceError as error:
                unread = unread or error
                continue
            if period not in changing:
                memory.complete.add(period)
                memory.validators.pop(_address({parameter: period}, 0), None)
            if held and not since and memory.synced is None:
                break
        if unread:
            raise unread

    def _list(
        self, client: Client, memory: FeedMemory, query: dict[str, str], most: int
    ) -> Iterator[Page]:
        token = _token()
        for number in range(most):
            address = _address(query, number)
            answer = client.get(address, known=memory.validators.get(address), token=token)
            if answer is None:
                return
            page = list(hf.read(io.BytesIO(answer.body), address))
            yield page
            # A page may hold fewer than asked for, and is still not the last one.
            last = len(page) * 2 < _LIMIT
            if number == 0 and (last or most == 1):  # of a longer list, the first page says little
                memory.validators[address] = validators(answer)
            if last:
                return


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
    told = urlencode({**query, "limit": _LIMIT, "p": page})
    return f"{endpoint.rstrip('/')}/api/daily_papers?{told}"


def _periods(form: str, first: date, last: date) -> list[str]:
    days = (last - timedelta(days=back) for back in range((last - first).days + 1))
    return list(dict.fromkeys(f"{day:{form}}" for day in days))
