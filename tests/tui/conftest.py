"""A reader to press keys in: a small library, the app on it, and ways to see what it shows."""

import asyncio
import contextlib
import json
import shutil
import tempfile
import time
import webbrowser
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping, Sequence
from pathlib import Path

import pytest
from textual import _wait, events
from textual.geometry import Region
from textual.keys import REPLACED_KEYS, _character_to_key, key_to_character
from textual.pilot import Pilot
from textual.screen import Screen
from textual.selection import SELECT_ALL
from textual.widgets import Input

import search
from search import Config, Entry, Library, LibraryError, Paths
from tui.app import Broadsheet
from tui.reader.screen import Reader
from tui.reader.state import liking
from tui.terminal import clipboard, copy_open
from tui.widgets.paper_detail import PaperDetail
from tui.widgets.paper_list import PaperList

_PATIENCE_S = 60.0
_SUBJECTS = ("Curriculum", "Distillation", "Retrieval", "Pruning", "Alignment", "Tokenization")
_KINDS = (
    "{} for Small Language Models",
    "A Survey of {} in Vision",
    "When Does {} Help Reasoning",
    "Scaling {} beyond Benchmarks",
    "{} without Labels",
)


def papers() -> list[dict[str, object]]:
    """Thirty papers; the first of the list is the first here, and every third has code."""
    made: list[dict[str, object]] = []
    for number in range(30):
        subject = _SUBJECTS[number % len(_SUBJECTS)]
        made.append(
            {
                "id": f"2406.{10999 - number:05}",
                "title": _KINDS[number // len(_SUBJECTS)].format(subject),
                "abstract": f"We look at {subject.lower()} from the side of cost. " * 12
                + f"Paper number {number} measures it on a ladder of tasks.",
                "authors": [f"Ada Writer{author}" for author in range(1 + number % 12)],
                "listed": f"2024-06-{30 - number:02}",
                "keywords": [subject.lower(), "cost"],
                "upvotes": number,
                "github": f"https://github.com/lab/paper-{number}" if number % 3 == 0 else None,
                "sources": ["huggingface"],
            }
        )
    return made


async def _until(condition: Callable[[], object], what: str = "the condition") -> None:
    late = time.monotonic() + _PATIENCE_S
    while not condition():
        assert time.monotonic() < late, f"waited in vain for {what}"
        await asyncio.sleep(0.002)


_draw = Screen._compositor_refresh
_pause = Pilot.pause


def _hold_frame(screen: Screen[None]) -> None:
    """Leave what is to be drawn, which the compositor keeps, to the next pause."""
    if screen is screen.app.screen:
        screen._dirty_widgets.clear()
        screen.app._update_mouse_over(screen)
    else:
        _draw(screen)


async def _pause_and_draw(pilot: Pilot[None], delay: float | None = None) -> None:
    await _pause(pilot, delay)
    if pilot.app._running:
        _draw(pilot.app.screen)


class RunningReader:
    """A running reader, driven by keys and seen as a person sees it."""

    def __init__(self, app: Broadsheet, pilot: Pilot[None], library: Library) -> None:
        self.app = app
        self.pilot = pilot
        self.library = library
        self.reader = next(one for one in app.screen_stack if isinstance(one, Reader))
        self.session = self.reader.session
        self.list = self.reader.query_one(PaperList)
        self.detail = self.reader.query_one(PaperDetail)
        self.input = self.reader.query_one("#query", Input)

    # -- doing -------------------------------------------------------------------------------

    async def press(self, *keys: str) -> None:
        """Press keys, as quickly as a terminal sends them, and wait until all is done."""
        for key in keys:
            self.send(key)
        await _pause(self.pilot)
        await self.settle()

    def send(self, key: str) -> None:
        """A key as quickly as the terminal sends it: nothing is waited for."""
        if len(key) == 1:
            event = events.Key(_character_to_key(key), key)
        else:
            event = events.Key(key, key_to_character(REPLACED_KEYS.get(key, key)))
        self.app._driver.send_message(event)

    async def click(self, widget: object, at: tuple[int, int]) -> None:
        """Click into a widget, `at` columns and lines from its corner."""
        await self.pilot.click(widget, offset=at)
        await self.settle()

    async def until(self, condition: Callable[[], object], what: str = "the condition") -> None:
        """Wait until `condition` holds."""
        await _until(condition, what)

    async def settle(self) -> None:
        """Wait until no worker is at work and the paper under the cursor is shown."""
        for _ in range(2):  # what comes to rest may have sent a message that sets off more
            await self.until(self._at_rest, "the reader to come to rest")
            await self.pilot.pause()

    def _at_rest(self) -> bool:
        if any(not worker.is_finished for worker in self.app.workers):
            return False
        session = self.session
        found = session.results  # nothing on the screen tells an answer that is under way
        if found is None or found.query != session.query or not self.reader.attention.at_rest:
            return False
        return (session.paper.entry.row if session.paper.entry else None) == session.row

    # -- seeing ------------------------------------------------------------------------------

    @property
    def lines(self) -> list[str]:
        """The whole screen, a string for each line."""
        return [strip.text for strip in self.app.screen._compositor.render_strips()]

    @property
    def text(self) -> str:
        """The whole screen as one string."""
        return "\n".join(self.lines)

    def shown(self, selector: str) -> str:
        """What one widget of the top screen shows, line by line; also below a notice."""
        widget = self.app.screen.query_one(selector)
        region = widget.region
        if any(toast.region.overlaps(region) for toast in self.app.screen.query("Toast")):
            strips = widget.render_lines(Region(0, 0, region.width, region.height))
            return "\n".join(strip.text.rstrip() for strip in strips)
        rows = self.app.screen._compositor.render_strips()[region.y : region.bottom]
        return "\n".join(strip.crop(region.x, region.right).text.rstrip() for strip in rows)

    @property
    def lines_of_cursor(self) -> Region:
        """Where on the screen the row of the cursor is drawn."""
        pane, height = self.list.content_region, self.list.row_height
        top = pane.y + self.list.cursor * height - self.list.scroll_offset.y
        return Region(pane.x, top, pane.width, height)

    @property
    def paper_text(self) -> str:
        """All of the detail pane's text, also what is scrolled away."""
        text, _ = self.detail.get_selection(SELECT_ALL)
        return text

    @property
    def entry(self) -> Entry:
        """The paper under the cursor, as the store has it."""
        assert self.session.row is not None
        return self.library.entry(self.session.row)

    @property
    def titles(self) -> list[str]:
        """Every title of the list, from the first to the last."""
        results = self.session.results
        rows = results.page(0, len(results)) if results is not None else []
        return [search.readable(one.title) for one in self.library.headlines(rows)]

    @property
    def toasts(self) -> str:
        """Every notice that is up, the newest last."""
        return "\n".join(str(notice.message) for notice in self.app._notifications)

    @property
    def top(self) -> int:
        """The position of the row at the top of the list."""
        assert self.list.scroll_offset.y % self.list.row_height == 0, "the list begins within a row"
        return self.list.scroll_offset.y // self.list.row_height


class Outside:
    """The clipboard, the browser and the network of a test: what was copied, opened, fetched."""

    def __init__(self) -> None:
        self.copied: list[str] = []
        self.opened: list[str] = []
        self.fetched = 0
        self.has_tool = True
        self.has_browser = True
        self.browser = webbrowser.GenericBrowser("firefox")

    def copy(self, text: str) -> bool:
        if self.has_tool:
            self.copied.append(text)
        return self.has_tool

    def open(self, address: str) -> bool:
        if self.has_browser:
            self.opened.append(address)
        return self.has_browser

    def fetch(self, *_: object, **__: object) -> None:
        self.fetched += 1
        raise LibraryError("a test has no network")


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """Look every 4 ms whether the app is idle, not every 20: a third of the time of all tests."""
    monkeypatch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 250)
    monkeypatch.setattr(liking, "REST_S", 0)


@pytest.fixture(autouse=True)
def few_frames(monkeypatch: pytest.MonkeyPatch) -> None:
    """Draw when a test pauses, as a slow terminal would; nobody sees the frames between."""
    monkeypatch.setattr(Screen, "_compositor_refresh", _hold_frame)
    monkeypatch.setattr(Pilot, "pause", _pause_and_draw)


@pytest.fixture(autouse=True)
def plain_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    """A terminal without tmux, screen or SSH, whatever the tests are run in."""
    for name in ("TMUX", "SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "BROWSER", "NO_COLOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("TERM", "xterm-256color")
    monkeypatch.setattr(Input, "cursor_blink", False)


@pytest.fixture(autouse=True)
def outside(monkeypatch: pytest.MonkeyPatch) -> Outside:
    """Stands in for the machine's clipboard, browser and network."""
    made = Outside()
    monkeypatch.setattr(Library, "sync", made.fetch, raising=False)
    monkeypatch.setattr("search.work.fulltexts.fetch", made.fetch)
    monkeypatch.setattr(clipboard, "_native", made.copy)
    monkeypatch.setattr(copy_open.webbrowser, "open", made.open)
    monkeypatch.setattr(copy_open.webbrowser, "get", lambda: made.browser)
    return made


def _library(folder: Path, given: Sequence[Mapping[str, object]], *, indexed: bool) -> Library:
    library = Library(Paths.under(folder))
    if given:
        page = folder / "papers.json"
        page.write_text(json.dumps(list(given)), "utf-8")
        imported = library.import_files([str(page)])
        assert imported.added == len(given)
    library.visits.begin(time.time_ns() // 1_000_000)
    library.visits.look(time.time_ns() // 1_000_000)
    library.visits.end()  # what is there is not news
    if not indexed:
        library.close()
        shutil.rmtree(library.paths.cache, ignore_errors=True)
        return Library(Paths.under(folder))
    return library


@pytest.fixture(scope="session")
def thirty(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an indexed library of thirty papers, to be copied."""
    folder = tmp_path_factory.mktemp("thirty")
    _library(folder, papers(), indexed=True).close()
    return folder


@pytest.fixture
def folder(thirty: Path, tmp_path: Path) -> Path:
    """The folder of this test's own library of thirty papers."""
    made = tmp_path / "library"
    shutil.copytree(thirty, made)
    return made


@pytest.fixture
def open_library() -> Iterator[Callable[[Path], Library]]:
    """Opens libraries, and closes them after the test."""
    with contextlib.ExitStack() as stack:

        def opened(folder: Path, *, with_starter: bool = False) -> Library:
            library = Library(Paths.under(folder), with_starter=with_starter)
            stack.callback(library.close)
            return library

        yield opened


@pytest.fixture
def library(folder: Path, open_library: Callable[[Path], Library]) -> Library:
    """Thirty papers, indexed."""
    return open_library(folder)


@pytest.fixture
def until() -> Callable[..., Awaitable[None]]:
    """Waits until a condition holds."""
    return _until


@pytest.fixture
def library_of(tmp_path: Path) -> Iterator[Callable[..., Library]]:
    """Makes a library of the papers given, as the values of an export."""
    with contextlib.ExitStack() as stack:

        def made(*given: Mapping[str, object], indexed: bool = True) -> Library:
            folder = Path(tempfile.mkdtemp(dir=tmp_path))
            library = _library(folder, given, indexed=indexed)
            stack.callback(library.close)
            return library

        yield made


@pytest.fixture
def run_reader() -> Callable[..., contextlib.AbstractAsyncContextManager[RunningReader]]:
    """Runs the app on a library: `async with run_reader(library) as ui`."""

    @contextlib.asynccontextmanager
    async def running(
        library: Library,
        config: Config | None = None,
        *,
        size: tuple[int, int] = (120, 40),
        settled: bool = True,
        **start: str,
    ) -> AsyncIterator[RunningReader]:
        remembered = search.remembered(library.paths.store)
        app = Broadsheet(lambda: library, config or Config(read_after=None), remembered, **start)
        async with app.run_test(size=size, notifications=True) as pilot:
            ui = RunningReader(app, pilot, library)
            if settled:
                await ui.settle()
            yield ui

    return running
