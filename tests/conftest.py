"""What every test may ask for: real data, a home, the command, and a server on this machine."""

import gc
import os
import sys
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from commands import ACTING, Ran, Run
from hypothesis import HealthCheck, settings
from promised import assert_as_promised

from search.sources.live.client import Client
from search.sources.live.exchange import Limits
from search.store import database
from tui.cli import main

NOW = 1_790_000_000.0  # 21 September 2026, a Monday, in the afternoon (UTC)

# Writes an answer, or whatever else it likes, to the asker.
Answering = Callable[[BaseHTTPRequestHandler], None]
# The same examples in every run, so that a change fails and not the day; `long` looks for others.
_SLOW_IS_FINE = [HealthCheck.too_slow]  # on a machine that does other work
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.register_profile(
    "long", max_examples=2500, deadline=None, suppress_health_check=_SLOW_IS_FINE
)
settings.load_profile("same")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--real-data",
        type=Path,
        help="a folder of real papers pages, feeds and reference files, for tests that read them",
    )
    parser.addoption(
        "--random-keys",
        type=int,
        metavar="N",
        help="press N random keys in the reader, other ones every time (a fixed 1,000 without it)",
    )


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and only in what tests make: a third of their time goes there.

    What is imported and collected by now stays to the end, some hundred MB of small objects.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(7_000, 10, 10)


@pytest.fixture(scope="session", autouse=True)
def synchronous() -> Iterator[str]:
    """Let no test wait for the disk: only a power cut could tell. The shipped `SYNCHRONOUS`."""
    shipped = database.SYNCHRONOUS
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(database, "SYNCHRONOUS", "OFF")
        patch.setattr(os, "fsync", lambda _: None)
        yield shipped


@pytest.fixture
def real_data(request: pytest.FixtureRequest) -> Path:
    """The folder given with --real-data; the test is skipped where none is given."""
    folder: Path | None = request.config.getoption("--real-data")
    if folder is None:
        pytest.skip("needs --real-data PATH")
    return folder


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home of its own: nothing outside is read or written."""
    for name in ("data", "cache", "config"):
        monkeypatch.setenv(f"XDG_{name.upper()}_HOME", str(tmp_path / "home" / name))
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def broadsheet(home: Path, capfd: pytest.CaptureFixture[str]) -> Run:
    """Calls the command as the shell would; what it prints is checked as far as all commands go."""

    def run(*arguments: object) -> Ran:
        capfd.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as end:
            status = int(end.code or 0)
        ran = Ran(status, *capfd.readouterr())
        assert status in (0, 1, 2, 130)
        assert status == 2 or ran.messages is not None  # of a wrong command its usage is shown
        assert sys.stdout.isatty() or not ACTING.search(ran.out + ran.err), ascii(ran)
        if "--json" in arguments and ran.out:
            assert_as_promised(list(map(str, arguments)), ran.out)
        return ran

    return run


class Server:
    """Answers each path with what was planned for it, in order; the last answer stays."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.headers: list[dict[str, str]] = []
        self.released = threading.Event()  # set at the end, for answers that hang
        self._plans: dict[str, list[Answering]] = {}
        server = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True  # or a body waits 40 ms for the asker's word

            def do_GET(self) -> None:
                server.asked.append(self.path)
                server.headers.append({name.lower(): value for name, value in self.headers.items()})
                server._next(self.path)(self)

            def log_message(self, *args: object) -> None: ...

        class Quiet(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *args: object) -> None: ...  # askers hang up, as they may

        self._http = Quiet(("127.0.0.1", 0), Handler)
        self._thread = threading.Thread(target=self._http.serve_forever, args=(0.01,))
        self._thread.start()
        self.url = f"http://127.0.0.1:{self._http.server_port}"

    def plan(self, path: str, *answers: Answering) -> str:
        """Answer `path` so, with or without its query; its address."""
        self._plans[path] = list(answers)
        return self.url + path

    @staticmethod
    def reply(body: bytes | str = b"", status: int = 200, **headers: str) -> Answering:
        """An answer; the names of headers with _ for -."""
        data = body.encode() if isinstance(body, str) else body

        def answering(handler: BaseHTTPRequestHandler) -> None:
            handler.send_response(status)
            for name, value in headers.items():
                handler.send_header(name.replace("_", "-"), value)
            if status != 304:
                handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data)

        return answering

    @staticmethod
    def hang_up(handler: BaseHTTPRequestHandler) -> None:
        """Promises more than it gives."""
        handler.send_response(200)
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b"only this")
        handler.close_connection = True

    def silent(self, handler: BaseHTTPRequestHandler) -> None:
        """Says nothing until the test is over."""
        self.released.wait(30)

    def close(self) -> None:
        if self.released.is_set():
            return
        self.released.set()
        self._http.shutdown()
        self._http.server_close()
        self._thread.join()

    def _next(self, path: str) -> Answering:
        answers = self._plans.get(path) or self._plans.get(path.partition("?")[0])
        if not answers:
            return self.reply(b"not here", status=404)
        return answers.pop(0) if len(answers) > 1 else answers[0]


@dataclass
class Clock:
    """A clock that runs only while somebody sleeps."""

    now: float = NOW
    naps: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.naps.append(seconds)
        self.now += seconds

    @property
    def slept(self) -> float:
        return sum(self.naps)


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Iterator[Server]:
    """The server, in the place of Hugging Face, arXiv and doi.org."""
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "HF_TOKEN"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)
    made = Server()
    monkeypatch.setenv("HF_ENDPOINT", made.url)
    monkeypatch.setenv("ARXIV_ENDPOINT", made.url)
    monkeypatch.setenv("DOI_ENDPOINT", made.url)
    yield made
    made.close()


@pytest.fixture
def another(server: Server) -> Iterator[Callable[[], Server]]:
    """Makes other servers."""
    made: list[Server] = []

    def make() -> Server:
        made.append(Server())
        return made[-1]

    yield make
    for each in made:
        each.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def client(server: Server, clock: Clock) -> Iterator[Client]:
    """Patient, on a clock that costs no time; 1 MB is too much for it."""
    limits = Limits(size=2**20)
    with Client(limits, clock=lambda: clock.now, sleep=clock.sleep, chance=lambda: 1.0) as made:
        yield made
