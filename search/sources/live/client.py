"""The HTTP client of all feeds: polite to servers, and hard to harm by them."""

import os
import random
import re
import time
import zlib
from collections.abc import Callable, Coroutine, Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import replace
from http import HTTPStatus
from pathlib import Path
from types import TracebackType
from typing import Self, TypeVar
from urllib.parse import quote, urlsplit

from search.errors import Cancelled, SourceError
from search.sources.live import pacing, patience
from search.sources.live.exchange import Answer, Limits, exchange
from search.sources.live.feed_state import Validators
from search.sources.live.unpacking import PACKINGS
from search.text import clean
from search.version import VERSION

Result = TypeVar("Result")

_CHECK = ": check the feed's address"
_HANDLES = 4
_GLANCE_S = 0.1  # between two looks at `cancelled`
_NUMBER = re.compile(r"\[Errno -?[0-9]+\] ")
_WEB_PAGE = (b"<!doctype html", b"<html")


class UnansweredError(SourceError):
    """A server could not be reached, was busy or refused.

    `body` is what it said, if anything; `status` is 0 where there was no answer.
    """

    def __init__(self, message: str, body: bytes = b"", status: int = 0) -> None:
        super().__init__(message)
        self.body = body
        self.status = status


class Client:
    """Asks for addresses, one at a time, from a thread that runs no event loop.

    Proxies and certificates are those of the environment (HTTPS_PROXY, SSL_CERT_FILE and so on).
    `turns` is a folder of files by which all programs that share it keep a gap between questions.
    `clock` gives seconds since 1970 and `chance` a number from 0 to 1.
    Raises SourceError on entering where the environment names a proxy or certificates that
    cannot be used.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        turns: Path | None = None,
        cancelled: Callable[[], bool] = lambda: False,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], None] = time.sleep,
        chance: Callable[[], float] = random.random,
    ) -> None:
        self._limits = limits or Limits()
        self._turns = turns
        self._cancelled = cancelled
        self._clock = clock
        self._sleep = sleep
        self._chance = chance
        self._asked_at: dict[str, float] = {}  # when each site was asked last

    def __enter__(self) -> Self:
        # Together more than a tenth of a second, which nothing but a sync shall wait for.
        import asyncio

        import httpx2

        try:
            self._http = httpx2.AsyncClient(
                headers={
                    "User-Agent": f"broadsheet/{VERSION}",
                    "Accept-Encoding": PACKINGS,
                },
                timeout=httpx2.Timeout(self._limits.read_s, connect=self._limits.connect_s),
            )
        except (ImportError, OSError, ValueError, httpx2.InvalidURL) as error:
            raise SourceError(
                f"invalid network settings ({_words(error)}): check the proxy and certificate "
                "variables of the environment"
            ) from error
        # An event loop, so that a deadline holds in every stage: a server may send one byte of a
        # header at a time for ever, and no time-out of a single reading would notice.
        _ensure_handles()
        self._loop = asyncio.Runner(loop_factory=asyncio.new_event_loop)
        self._loop.get_loop()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._loop.run(self._http.aclose())
        self._loop.close()

    def get(
        self,
        address: str,
        *,
        known: Validators | None = None,
        token: str | None = None,
        accept: str | None = None,
        gap_s: float = 0.0,
        page: bool = False,
        size: int | None = None,
    ) -> Answer | None:
        """The answer with status 200, or None where it is the one of which `known` is kept.

        Asks again, after a while, where the server is busy or the connection fails. At least
        `gap_s` seconds lie between two questions to the same site. `token` is sent as bearer,
        and to no other server. `accept` is the media type to ask for. `page`: the answer may be a
        web page, and no other site may send it. `size` is the limit of its bytes, where not that
        of the client.
        Raises UnansweredError, Cancelled; SourceError where the answer passes a limit or is a web
        page that was not asked for.
        """
        site = urlsplit(address).netloc.rpartition("@")[2]
        headers = _headers(known, token, accept)
        limits = replace(self._limits, size=size or self._limits.size, same_site=page)
        status = 0
        for tried in range(1, self._limits.tries + 1):
            with self._turn(address, gap_s):
                outcome = self._tried(address, headers, limits)
            if isinstance(outcome, Answer) and not patience.passing(outcome.status):
                return _checked(outcome, site, page)
            if isinstance(outcome, Answer):
                status = outcome.status
                problem = _status(outcome.status)
                wait_s = patience.asked(outcome.headers, self._clock())
            else:
                problem, wait_s = outcome, None
            if wait_s is not None and wait_s > self._limits.wait_s:
                raise UnansweredError(
                    f"{site}: {problem}; rate limited, retry after {wait_s:.0f} s"
                )
            if tried < self._limits.tries:
                self._wait(patience.pause(tried, self._chance()) if wait_s is None else wait_s)
        tries = self._limits.tries
        attempts = f", {tries} attempts" if tries > 1 else ""
        raise UnansweredError(f"{site}: {problem}{attempts}: try again later", status=status)

    def _tried(self, address: str, headers: dict[str, str], limits: Limits) -> Answer | str:
        """The answer to one try, or what went wrong and may go right the next time."""
        import httpx2

        site = urlsplit(address).netloc.rpartition("@")[2]
        try:
            return self._loop.run(self._watched(exchange(self._http, address, headers, limits)))
        except SourceError as error:
            raise SourceError(f"{site}: {_words(error)}") from error
        except (httpx2.InvalidURL, httpx2.UnsupportedProtocol, UnicodeError) as error:
            raise SourceError(f"{site}: invalid address ({_words(error)})") from error
        except httpx2.ConnectError as error:
            return f"cannot be reached ({_words(error)})"
        except (httpx2.TimeoutException, TimeoutError):
            return "timed out"
        except (httpx2.HTTPError, zlib.error) as error:
            return f"connection closed early ({_words(error)})"

    async def _watched(self, work: Coroutine[object, object, Result]) -> Result:
        """What `work` makes, given up at the deadline and soon after `cancelled()` is true."""
        import asyncio

        task = asyncio.ensure_future(work)
        try:
            async with asyncio.timeout(self._limits.longest_s):
                while not (await asyncio.wait({task}, timeout=_GLANCE_S))[0]:
                    self._stop_if_cancelled()
        finally:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        return task.result()

    @contextmanager
    def _turn(self, address: str, gap_s: float) -> Iterator[None]:
        """Ask in the block; `gap_s` seconds lie between two questions to a site."""
        host = urlsplit(address).hostname or ""
        site = ".".join(host.split(".")[-2:])  # a site's servers are one to it
        with ExitStack() as stack:
            if gap_s and self._turns and site:
                with suppress(OSError):  # where no file can be written, this program is alone
                    file = self._turns / f"{quote(site, safe='')}.turn"
                    stack.enter_context(pacing.turn(file, gap_s, self._clock, self._wait))
            left_s = self._asked_at.get(site, -gap_s) + gap_s - self._clock()
            self._wait(min(left_s, gap_s))
            self._asked_at[site] = self._clock()
            yield

    def _wait(self, seconds: float) -> None:
        self._stop_if_cancelled()
        while seconds > 0:
            self._sleep(min(seconds, _GLANCE_S))
            seconds -= _GLANCE_S
            self._stop_if_cancelled()

    def _stop_if_cancelled(self) -> None:
        if self._cancelled():
            raise Cancelled("cancelled; what had arrived is kept")


def validators(answer: Answer) -> Validators:
    """By what the server will know `answer` again."""
    values = (answer.headers.get(name, "") for name in ("etag", "last-modified"))
    # What is not ASCII could not be sent back.
    return Validators(*(value if value.isascii() else "" for value in values))


def _headers(known: Validators | None, token: str | None, accept: str | None) -> dict[str, str]:
    headers = {"Accept": accept} if accept else {}
    if known and known.etag:
        headers["If-None-Match"] = known.etag
    if known and known.modified:
        headers["If-Modified-Since"] = known.modified
    if token:
        headers["Authorization"] = f"Bearer {token}"
    return headers


def _ensure_handles() -> None:
    """Raise OSError where too few files may be opened for an event loop and a connection.

    asyncio would complain by itself, on standard error, of a loop that is half made.
    """
    taken: list[int] = []
    try:
        taken.extend(os.open(os.devnull, os.O_RDONLY) for _ in range(_HANDLES))
    finally:
        for handle in taken:
            os.close(handle)


def _checked(answer: Answer, site: str, page: bool) -> Answer | None:
    if answer.status == HTTPStatus.NOT_MODIFIED:
        return None
    if answer.status != HTTPStatus.OK:
        raise UnansweredError(
            f"{site}: {_status(answer.status)}{'' if page else _CHECK}",
            answer.body,
            answer.status,
        )
    if not page and answer.body[:512].lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(_WEB_PAGE):
        raise SourceError(
            f"{site}: unexpected web page instead of a feed: check the feed's address, and whether "
            "this network requires a login"
        )
    return answer


def _status(status: int) -> str:
    known = status in {each.value for each in HTTPStatus}
    return f"answered {status} {HTTPStatus(status).phrase}" if known else f"answered {status}"


def _words(error: Exception) -> str:
    """What an error says, without the number that the system gives it."""
    return clean.one_line(_NUMBER.sub("", str(error))) or type(error).__name__
