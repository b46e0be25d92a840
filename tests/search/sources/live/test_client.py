"""The HTTP client, against a server that does what servers do. Only the clock is not real."""

import gzip
import os
import resource
import subprocess
import sys
import threading
import tracemalloc
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import format_datetime
from http.server import BaseHTTPRequestHandler
from importlib.metadata import version

import httpx2
import pytest

from search.errors import Cancelled, SourceError
from search.sources.live.client import Client, UnansweredError
from search.sources.live.exchange import Limits
from search.sources.live.feed_state import Validators


def body(client: Client, address: str) -> bytes | None:
    answer = client.get(address)
    return answer.body if answer else None


def test_it_says_who_asks(server, client: Client) -> None:
    assert body(client, server.plan("/a", server.reply("sheep"))) == b"sheep"
    assert server.headers[0]["user-agent"] == f"broadsheet/{version('broadsheet')}"


# -- asking again ----------------------------------------------------------------------------


def test_it_waits_as_long_as_it_is_asked_to(server, client: Client, clock) -> None:
    busy = server.reply(status=429, Retry_After="7")
    assert body(client, server.plan("/a", busy, server.reply("sheep"))) == b"sheep"
    assert clock.slept == pytest.approx(7)


def test_it_waits_until_the_moment_it_is_asked_to(server, client: Client, clock) -> None:
    moment = format_datetime(datetime.fromtimestamp(clock.now + 30, UTC), usegmt=True)
    busy = server.reply(status=503, Retry_After=moment)
    assert body(client, server.plan("/a", busy, server.reply("sheep"))) == b"sheep"
    assert clock.slept == pytest.approx(30)


@pytest.mark.parametrize("asked", ["soon", "", "-5", "Fri, 99 Foo 2026 00:00:00 GMT", "1.5", "²"])
def test_what_no_wait_can_be_read_from_is_not_used(
    server, client: Client, clock, asked: str
) -> None:
    busy = server.reply(status=429, Retry_After=asked.encode().decode("latin-1"))
    assert body(client, server.plan("/a", busy, server.reply("sheep"))) == b"sheep"
    assert clock.slept <= 1.01


def test_a_moment_that_is_past_is_no_wait(server, client: Client, clock) -> None:
    busy = server.reply(status=429, Retry_After="Wed, 21 Oct 2015 07:28:00 GMT")
    assert body(client, server.plan("/a", busy, server.reply("sheep"))) == b"sheep"
    assert clock.slept == 0


def test_who_wants_to_be_left_alone_for_an_hour_is(server, client: Client, clock) -> None:
    address = server.plan("/a", server.reply(status=429, Retry_After="3600"))
    with pytest.raises(
        UnansweredError, match=r"429 Too Many Requests; rate limited, retry after 3600 s"
    ):
        client.get(address)
    assert (len(server.asked), clock.slept) == (1, 0)


@pytest.mark.parametrize("status", [429, 500, 502, 503, 504, 599])
def test_it_asks_again_where_the_server_is_in_trouble(server, client: Client, status: int) -> None:
    answers = (server.reply("oh", status=status), server.reply("sheep"))
    assert body(client, server.plan("/a", *answers)) == b"sheep"


def test_it_waits_longer_each_time_and_then_gives_up(server, client: Client, clock) -> None:
    address = server.plan("/a", server.reply(status=500))
    with pytest.raises(UnansweredError, match=r"500 Internal Server Error, 4 attempts"):
        client.get(address)
    assert len(server.asked) == 4
    assert clock.slept == pytest.approx(1 + 2 + 4)


def test_many_that_were_turned_away_do_not_come_back_at_once(server, clock) -> None:
    address = server.plan("/a", server.reply(status=500))
    waits = set()
    for chance in (0.0, 0.5, 1.0):
        clock.naps.clear()
        with (
            Client(
                Limits(tries=2),
                clock=lambda: clock.now,
                sleep=clock.sleep,
                chance=lambda c=chance: c,
            ) as client,
            pytest.raises(UnansweredError),
        ):
            client.get(address)
        waits.add(round(clock.slept, 3))
    assert waits == {0.5, 0.75, 1.0}


@pytest.mark.parametrize("status", [400, 401, 403, 404, 410, 204, 206])
def test_a_refusal_is_reported_and_not_argued_with(server, client: Client, status: int) -> None:
    with pytest.raises(UnansweredError, match=f"answered {status} .*check the feed's address"):
        client.get(server.plan("/a", server.reply(status=status)))
    assert len(server.asked) == 1


def test_a_connection_that_breaks_off_is_asked_again(server, client: Client) -> None:
    assert body(client, server.plan("/a", server.hang_up, server.reply("sheep"))) == b"sheep"


def test_no_half_answer_is_taken_for_a_whole_one(server, client: Client) -> None:
    with pytest.raises(UnansweredError, match="connection closed early"):
        client.get(server.plan("/a", server.hang_up))


def test_a_server_that_is_not_there_is_reported_in_one_line(server, client: Client) -> None:
    server.close()
    with pytest.raises(
        UnansweredError,
        match=r"^127.0.0.1:\d+: cannot be reached \([^\[].*\), 4 attempts: try again",
    ) as raised:
        client.get(server.url)
    assert "\n" not in str(raised.value)


# -- time ------------------------------------------------------------------------------------


def test_a_server_that_says_nothing_is_left(server) -> None:
    with (
        Client(Limits(read_s=0.05, tries=1)) as client,
        pytest.raises(UnansweredError, match="timed out"),
    ):
        client.get(server.plan("/a", server.silent))


@pytest.mark.parametrize("head", [b"HTTP/1.1 200 OK\r\nX: ", b"HTTP/1.1 200 OK\r\n\r\n"])
def test_a_server_that_speaks_for_ever_is_left(server, head: bytes) -> None:
    def drip(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(head)
        while not server.released.wait(0.01):
            handler.wfile.write(b"x")

    with (
        Client(Limits(longest_s=0.3, tries=1)) as client,
        pytest.raises(UnansweredError, match="timed out"),
    ):
        client.get(server.plan("/a", drip))


def test_a_cancel_is_heard_while_the_server_is_silent(server) -> None:
    asked = threading.Event()

    def silent(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        server.silent(handler)

    with Client(cancelled=asked.is_set) as client, pytest.raises(Cancelled):
        client.get(server.plan("/a", silent))


def test_a_cancel_is_heard_while_it_waits(server, clock) -> None:
    address = server.plan("/a", server.reply(status=429, Retry_After="50"))
    with (
        Client(
            cancelled=lambda: clock.slept > 3, clock=lambda: clock.now, sleep=clock.sleep
        ) as client,
        pytest.raises(Cancelled),
    ):
        client.get(address)
    assert clock.slept < 4


def test_questions_to_a_site_are_kept_apart(server, client: Client, clock) -> None:
    address = server.plan("/a", server.reply(status=500), server.reply("sheep"))
    for _ in range(2):
        client.get(address, gap_s=3.0)
    assert clock.slept == pytest.approx(6)  # three questions; the pause after 500 counts
    client.get(address)
    assert clock.slept == pytest.approx(6)


# -- size and packing ------------------------------------------------------------------------


def test_a_hundred_megabytes_of_nothing_end_early(server, client: Client) -> None:
    sent = 0

    def nothing(handler: BaseHTTPRequestHandler) -> None:
        nonlocal sent
        handler.send_response(200)
        handler.send_header("Content-Length", str(100 * 2**20))
        handler.end_headers()
        while sent < 100 * 2**20:
            handler.wfile.write(bytes(2**16))
            sent += 2**16

    with pytest.raises(SourceError, match="longer than 1 MB"):
        client.get(server.plan("/a", nothing))
    assert sent < 20 * 2**20
    assert len(server.asked) == 1


def bomb(members: int) -> bytes:
    return gzip.compress(bytes(100 * 2**20)) * members


@pytest.mark.parametrize("members", [1, 3])
def test_a_bomb_is_not_unpacked(server, client: Client, members: int) -> None:
    address = server.plan("/a", server.reply(bomb(members), Content_Encoding="gzip"))
    tracemalloc.start()
    try:
        with pytest.raises(SourceError, match="longer than 1 MB"):
            client.get(address)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert peak < 10 * 2**20


@pytest.mark.parametrize(
    ("packing", "packed"),
    [
        ("gzip", gzip.compress(b"many sheep", mtime=0)),
        ("GZIP", gzip.compress(b"many sheep", mtime=0)),
        ("gzip", gzip.compress(b"many ", mtime=0) + gzip.compress(b"sheep", mtime=0)),
        ("deflate", zlib.compress(b"many sheep")),
        ("identity", b"many sheep"),
    ],
)
def test_packed_answers(server, client: Client, packing: str, packed: bytes) -> None:
    address = server.plan("/a", server.reply(packed, Content_Encoding=packing))
    assert body(client, address) == b"many sheep"


@pytest.mark.parametrize("damaged", [gzip.compress(b"many sheep", mtime=0)[:-6], b"no gzip at all"])
def test_a_damaged_packing_is_reported(server, client: Client, damaged: bytes) -> None:
    with pytest.raises(UnansweredError, match="connection closed early"):
        client.get(server.plan("/a", server.reply(damaged, Content_Encoding="gzip")))


def test_a_packing_not_asked_for_is_reported(server, client: Client) -> None:
    with pytest.raises(SourceError, match="unexpected content encoding br"):
        client.get(server.plan("/a", server.reply(b"?", Content_Encoding="br")))


# -- redirects -------------------------------------------------------------------------------


def test_it_follows_where_it_is_led(server, client: Client) -> None:
    server.plan("/b", server.reply("sheep"))
    assert body(client, server.plan("/a", server.reply(status=301, Location="/b"))) == b"sheep"


def test_a_circle_ends(server, client: Client) -> None:
    server.plan("/b", server.reply(status=302, Location="/a"))
    with pytest.raises(SourceError, match="more than 5 redirects"):
        client.get(server.plan("/a", server.reply(status=302, Location="/b")))
    assert len(server.asked) == 6


@pytest.mark.parametrize("elsewhere", ["file:///etc/passwd", "ftp://127.0.0.1/x", "sheep://x/"])
def test_only_the_web_is_followed(server, client: Client, elsewhere: str) -> None:
    with pytest.raises(SourceError, match="refused"):
        client.get(server.plan("/a", server.reply(status=302, Location=elsewhere)))


@pytest.mark.parametrize(
    "elsewhere",
    ["http://[", "http://127.0.0.1:99999/", "//\u20ac\x7f", "javascript:alert(1)", "data:,x"],
)
def test_a_redirect_to_nonsense_is_reported(server, client: Client, elsewhere: str) -> None:
    location = elsewhere.encode().decode("latin-1")
    with pytest.raises(SourceError):
        client.get(server.plan("/a", server.reply(status=302, Location=location)))


@pytest.mark.parametrize("address", ["file:///etc/passwd", "ftp://127.0.0.1/x", "http://", "sheep"])
def test_only_the_web_is_asked(client: Client, address: str) -> None:
    with pytest.raises(SourceError):
        client.get(address)


def test_what_a_redirect_says_besides_is_not_read(server, client: Client) -> None:
    def endless(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(302)
        handler.send_header("Location", "/b")
        handler.send_header("Content-Length", str(10**12))
        handler.end_headers()
        handler.wfile.write(b"some")
        server.silent(handler)

    server.plan("/b", server.reply("sheep"))
    assert body(client, server.plan("/a", endless)) == b"sheep"


def test_a_token_goes_to_nobody_else(server, client: Client, another: Callable[[], object]) -> None:
    stranger = another()
    there = stranger.plan("/b", stranger.reply("sheep"))
    address = server.plan("/a", server.reply(status=302, Location=there))
    assert client.get(address, token="secret")
    assert server.headers[0]["authorization"] == "Bearer secret"
    assert "authorization" not in stranger.headers[0]


# -- what is known already -------------------------------------------------------------------


def test_what_did_not_change_is_not_sent_again(server, client: Client) -> None:
    address = server.plan("/a", server.reply(status=304))
    known = Validators('"v1"', "Mon, 21 Sep 2026 10:00:00 GMT")
    assert client.get(address, known=known) is None
    assert server.headers[0]["if-none-match"] == '"v1"'
    assert server.headers[0]["if-modified-since"] == "Mon, 21 Sep 2026 10:00:00 GMT"


# -- what surrounds it -----------------------------------------------------------------------


@pytest.mark.parametrize("page", ["<!DOCTYPE html><p>Log in", "\ufeff\n <HTML lang=en>"])
def test_a_page_to_log_in_is_no_feed(server, client: Client, page: str) -> None:
    with pytest.raises(SourceError, match=r"unexpected web page.* login"):
        client.get(server.plan("/a", server.reply(page, Content_Type="application/json")))


def test_the_environment_names_a_proxy(server, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", server.url)
    server.plan("http://papers.invalid/a", server.reply("sheep"))
    with Client() as client:
        assert body(client, "http://papers.invalid/a") == b"sheep"


@pytest.mark.parametrize(
    ("variable", "value"), [("HTTPS_PROXY", "gopher://x"), ("SSL_CERT_FILE", "/not/there.pem")]
)
def test_an_environment_that_cannot_be_used_is_reported(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    monkeypatch.setenv(variable, value)
    with pytest.raises(SourceError, match="invalid network settings"), Client():
        pass


def test_nothing_but_a_sync_waits_for_it_to_be_imported() -> None:
    program = (
        "import sys, tui.cli, search.sources.live;"
        "assert not {'httpx2', 'asyncio', 'ssl'} & sys.modules.keys()"
    )
    subprocess.run([sys.executable, "-c", program], check=True)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
def test_too_few_file_handles_are_noticed_before_a_question() -> None:
    free = os.open(os.devnull, os.O_RDONLY)  # the lowest number that no file has
    os.close(free)
    limits = resource.getrlimit(resource.RLIMIT_NOFILE)
    client = Client()
    with httpx2.Client():
        pass  # the certificates are read once
    resource.setrlimit(resource.RLIMIT_NOFILE, (free + 2, limits[1]))
    try:
        with pytest.raises(OSError, match="Too many open files"):
            client.__enter__()
    finally:
        resource.setrlimit(resource.RLIMIT_NOFILE, limits)
