"""One question and its answer over HTTP, within limits of time, size and redirects."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from search.errors import SourceError
from search.sources.live.unpacking import Body

if TYPE_CHECKING:
    import httpx2


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is borne: times in seconds, `size` in bytes unpacked, `tries` of one question.

    `longest_s` is for one try from the first name looked up to the last byte; `wait_s` is the
    longest time that a server may ask to be left alone before the question is given up.
    `same_site`: no other site may send the answer, whatever the first one redirects to.
    """

    connect_s: float = 10.0
    read_s: float = 20.0
    longest_s: float = 90.0
    wait_s: float = 60.0
    size: int = 8 * 2**20
    redirects: int = 5
    tries: int = 4
    same_site: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said last, after redirects. The names of `headers` are in any case.

    `address` is the one that answered.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    address: str


async def exchange(
    client: "httpx2.AsyncClient", address: str, headers: Mapping[str, str], limits: Limits
) -> Answer:
    """Ask for `address` and follow where it leads, by http and https alone.

    httpx2's own following would read the body of each redirect, however long. It does build the
    next request, and leaves out the credentials where that goes to another server.
    Raises SourceError where a limit is passed, and what httpx2 and zlib raise.
    """
    request = client.build_request("GET", address, headers=headers)
    site = _site(request.url)
    for _ in range(limits.redirects + 1):
        if not _on_the_web(request.url):
            raise SourceError(f"redirect to {request.url} refused")
        if limits.same_site and _site(request.url) != site:
            raise SourceError(f"redirect to another site, {request.url.host}, refused")
        response = await client.send(request, stream=True, follow_redirects=False)
        try:
            if response.next_request is None:
                body = Body(response.headers.get("content-encoding", "").lower(), limits.size)
                async for piece in response.aiter_raw():
                    body.take(piece)
                return Answer(
                    response.status_code, response.headers, body.content(), str(response.url)
                )
            if request.url.scheme == "https" and response.next_request.url.scheme != "https":
                raise SourceError("redirect from https to http refused")
            request = response.next_request
        finally:
            await response.aclose()
    raise SourceError(f"more than {limits.redirects} redirects")


def _site(url: "httpx2.URL") -> tuple[str, int | None]:
    """What a server belongs to: arxiv.org and export.arxiv.org are one site."""
    return ".".join(url.host.split(".")[-2:]), url.port


def _on_the_web(url: "httpx2.URL") -> bool:
    # A port beyond all ports would raise what nobody expects, deep below httpx2.
    return url.scheme in ("http", "https") and bool(url.host) and (url.port or 0) < 2**16
