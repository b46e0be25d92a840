"""Draws the pictures of screenshots/ and of tests/tui/pictures from the real app; one moves.

    python screenshots/render.py

The papers are the starter ones. The same pictures come out every time: the day, the clock and the
sizes are fixed.
"""

import asyncio
import itertools
import tempfile
import threading
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from unittest import mock

import page
import record
from textual import events
from textual.geometry import Size
from textual.keys import _character_to_key
from textual.pilot import Pilot

from search import Config, Library, Paper, Paths
from tui.app import Broadsheet
from tui.appearance import wording
from tui.reader.background import Background

ROOT = Path(__file__).parent.parent
DOCS = ROOT / "screenshots"
TESTED = ROOT / "tests" / "tui" / "pictures"  # every screen, at every size
SIZES = ((120, 40), (80, 24), (60, 20))
_TODAY = date(2026, 11, 23)


@dataclass(frozen=True)
class Walk:
    """Pictures of one run of the reader: names, with the keys that lead there from the one before.

    `theme` to `layout` are settings. `papers`: whether the library has any; `first`: whether it is
    the first start; `going_on`: what goes on in the background; `toasts`: whether they are shown.
    `page`: the full text of the only paper, as arXiv's HTML, in place of the starter papers.
    """

    steps: Sequence[tuple[str, Sequence[str]]]
    sizes: Sequence[tuple[int, int]] = SIZES
    theme: str = "broadsheet"
    density: str = "normal"
    layout: str = "automatic"
    ascii: bool = False
    papers: bool = True
    first: bool = False
    going_on: str = ""
    toasts: bool = False
    page: str = ""

    def file(self, name: str, size: tuple[int, int]) -> str:
        """The file of a picture."""
        width, height = size
        return f"{name}-{width}x{height}.svg" if len(self.sizes) > 1 else f"{name}.svg"

    @property
    def files(self) -> list[str]:
        """All files, in the order in which they are drawn."""
        return [self.file(name, size) for name, _ in self.steps for size in self.sizes]


TOUR = Walk(
    [(str(number), keys) for number, (keys, _) in enumerate(record.TOUR)],
    [record.SIZE],
    toasts=True,
)
README = (
    Walk([("light", ["j", "m", "m", "b", "enter"])], [(120, 36)], theme="newsprint"),
    Walk([("paper", ["4", "j", "z"])], [(100, 30)]),
    Walk([("help", ["question_mark"])], [(80, 24)]),
    Walk(
        [
            ("fulltext", ["r", "slash", *"fold", "enter", "g"]),
            ("passage", ["escape", "]", "]", "h", "k", "v", "j", "j", "h", *"ask Ada", "ctrl+s"]),
        ],
        [(120, 36)],
        page=page.PAGE,
    ),
    Walk([("narrow", ["slash", *"distil", "enter"])], [(60, 20)]),
    Walk([("nothing", ["slash", *"curiculum", "enter"])], [(80, 24)]),
)
WALKS = (
    Walk(
        [
            ("list", ["j", "b", "m", "m", *"tsmall, to read", "enter", "b", "k"]),
            ("selection", ["space", "j", "j", "v"]),
            ("paper", ["escape", "enter"]),
            ("alone", ["z"]),
            ("search", ["escape", "slash", *"distil has:code"]),
            ("found", ["enter", "j"]),
            ("related", ["full_stop"]),
            ("ignored", ["escape", "escape", "slash", *"has:nothing is:unread model"]),
            ("nothing", ["escape", "slash", *"curiculum"]),
            ("no-bookmarks", ["escape", "slash", *"agents", "enter", "3"]),
        ],
    ),
    Walk(
        [
            ("help", ["question_mark"]),
            ("help-search", [*"bookmark"]),
            ("copy", ["escape", "y"]),
            ("filter", ["escape", "f"]),
            ("order", ["escape", "s"]),
        ]
    ),
    Walk(
        [
            ("tags", [*"tsmall, to read", "enter", "j", "t", *"s"]),
            ("note", ["escape", "e", *"Read the table", "escape"]),
            ("views", ["escape", "slash", *"distil", "enter", *"VDistillation", "enter", "w"]),
            ("view-renamed", ["G", "end", "r"]),
            ("view-name", ["escape", "slash", *"distil", "enter", "V"]),
            ("file", ["escape", "E"]),
            ("palette", ["escape", "escape", "colon"]),
            ("palette-bulk", [*"mark read: distil"]),
            ("statistics", ["escape", "number_sign"]),
        ],
    ),
    Walk([("compact", ["j", "b", "t", *"small", "enter"]), ("compact-found", ["slash", *"distil"])],
         density="compact"),
    Walk([("ascii", ["j", "b", "m", "enter"]), ("ascii-statistics", ["escape", "number_sign"])],
         ascii=True),
    Walk([("light", ["j", "b", "m"])],
         theme="newsprint"),
    Walk([("stacked", ["j", "b"])], layout="stacked"),
    Walk([("welcome", [])], first=True),
    Walk([("toast", ["A"])], toasts=True),
    Walk([("empty", [])], papers=False),
    Walk([("indexing", [])], going_on=f"indexing {wording.progress(42, 105, 2.0)}"),
    Walk(
        [
            ("fulltext", ["r"]),
            ("fulltext-choosing", ["]", "h", "v", "j"]),
            ("fulltext-outline", ["escape", "s"]),
            ("fulltext-tex", ["escape", "g", "]", "]", "T"]),
            ("fulltext-passages", ["h", "enter", "p"]),
            ("fulltext-help", ["escape", "question_mark"]),
        ],
        page=page.PAGE,
    ),
    Walk([("too-small", [])], sizes=((39, 12),)),
)  # fmt: skip


ALL = (*((DOCS, walk) for walk in README), *((TESTED, walk) for walk in WALKS))


async def draw(walk: Walk) -> AsyncIterator[tuple[str, str]]:
    """The file name of each picture of a walk, with its SVG, from a new library."""
    settings = Config(
        theme=walk.theme,
        density=walk.density,
        layout=walk.layout,
        ascii=walk.ascii,
        read_after=None,
    )
    with tempfile.TemporaryDirectory() as folder, _fixed():
        library = Library(Paths.under(Path(folder)), with_starter=walk.papers and not walk.page)
        if walk.page:
            _add_page(library, Path(folder), walk.page)
        library.update_index()
        app = Broadsheet(lambda: library, settings, {"welcomed": not walk.first})
        async with app.run_test(size=walk.sizes[0], notifications=walk.toasts) as pilot:
            await settled(pilot)
            app.screen.post_message(Background.Progressed(walk.going_on))
            for name, keys in walk.steps:
                for key in keys:  # where Pilot.press() would sleep
                    known = _character_to_key(key) if len(key) == 1 else key
                    app.post_message(events.Key(known, key if len(key) == 1 else None))
                    await _drawn(app)
                    await _done(app)
                for size in walk.sizes:
                    await pilot.resize_terminal(*size)
                    while any(screen.size != Size(*size) for screen in app.screen_stack):
                        await asyncio.sleep(0.005)  # Textual waits whether more sizes come
                    yield walk.file(name, size), await settled(pilot)
        library.close()


def _add_page(library: Library, folder: Path, page: str) -> None:
    """Add a paper with its full text."""
    (folder / "page.html").write_text(page, "utf-8")
    document = library.fulltexts.read_file(str(folder / "page.html"))
    library.add([Paper(title=document.title, authors=("Ada Crease",), arxiv="2611.00001")])
    arxiv = replace(document, id="2611.00001", version=1, source="arxiv-html")
    library.fulltexts.save(library.row("2611.00001"), arxiv)


async def tour() -> str:
    """The moving picture."""
    return record.moving([svg async for _, svg in draw(TOUR)])


async def settled(pilot: Pilot[None]) -> str:
    """The picture, once every search, count and timer that a key set off is done."""
    app = pilot.app
    before = ""
    while True:
        await _done(app)
        await pilot.resize_terminal(*app.size)  # nothing else lays out what is below a dialog anew
        await asyncio.sleep(0.01)  # timers of a few milliseconds are due before this ends
        await _drawn(app)
        shown = app.export_screenshot(title="Broadsheet")
        if shown == before and all(worker.is_finished for worker in app.workers):
            return shown
        before = shown


async def _drawn(app: Broadsheet) -> None:
    """Wait until a key or an answer is taken in, and every screen is laid out and drawn."""
    for _ in range(50):  # turns of the loop: from one widget to the next, however busy the machine
        await asyncio.sleep(0)
    for screen in app.screen_stack:
        drawn = asyncio.Event()
        screen.call_after_refresh(drawn.set)  # comes after what waits for a frame
        await drawn.wait()


async def _done(app: Broadsheet) -> None:
    """Wait for every worker; a newer search may take the place of one that is waited for."""
    while any(not worker.is_finished for worker in app.workers):
        await asyncio.sleep(0.005)


class _Day(date):
    @classmethod
    def today(cls) -> "_Day":
        return cls(_TODAY.year, _TODAY.month, _TODAY.day)


@contextmanager
def _fixed() -> Iterator[None]:
    """A day, a clock that counts two milliseconds for every search, no blink, no delay."""
    with ExitStack() as stack:
        clocks = defaultdict[int, Iterator[float]](lambda: itertools.count(0, 0.002))
        for name, value in (
            ("search.work.finding.time.perf_counter", lambda: next(clocks[threading.get_ident()])),
            ("search.library.now", lambda: int((_TODAY - date(1970, 1, 1)).total_seconds()) * 1000),
            ("search.library.date", _Day),
            ("tui.dialogs.statistics.date", _Day),
            ("tui.reader.attention._REST_S", 0.001),
            ("tui.terminal.clipboard._native", lambda text: True),
            ("textual.widgets.Input.cursor_blink", False),
            ("textual.widgets.TextArea.cursor_blink", False),
            ("tui.app.Broadsheet.NOTIFICATION_TIMEOUT", 3600),
        ):
            stack.enter_context(mock.patch(name, value))
        yield


async def main() -> None:
    """Write every picture anew."""
    for folder, walk in ALL:
        async for name, svg in draw(walk):
            (folder / name).write_text(svg, "utf-8")
    (DOCS / record.NAME).write_text(await tour(), "utf-8")


if __name__ == "__main__":
    asyncio.run(main())
