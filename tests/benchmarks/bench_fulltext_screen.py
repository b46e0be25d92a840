"""How quickly a whole paper opens on the screen and answers keys, and what memory it takes.

    python tests/benchmarks/bench_fulltext_screen.py [PAGE.html[.xz]]

The page is parsed into the cache of a library of its own, and the reader opens it there without a
terminal, at 120x40: from the key until its lines are painted; the first time with what is imported
for it. Then come page down from the beginning to the end, jumps from section to section, and words
searched key by key; each from the key until its lines are painted. Without a page one of
17,000 words is made up. Beside the time by the clock stands that of the processor: other work on
the machine hardly changes it, and waiting for a frame is no part of it. The goals: opened in
100 ms, keys in 17 ms at the 95th percentile, 60 MB.
"""

import argparse
import asyncio
import gc
import os
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

os.environ.setdefault("TEXTUAL_FPS", "250")  # as tui.launch does

from bench_fulltext import made_up
from textual import events
from textual.keys import _character_to_key

from search import Config, Document, Library, Paper, Paths
from tui.app import Broadsheet
from tui.fulltext.screen import FullTextScreen
from tui.fulltext.view import FullTextView

_OPENINGS = 6
_GLANCE_S = 0.0005
_LONGEST_MS = 1000  # a key that changes nothing by then changes nothing at all
_WORDS = ("sheep", "the model", "a", "section")
Took = tuple[float, float]
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE")


def memory() -> float:
    """Megabytes that this process has in memory now; the most it had, where that is unknown."""
    try:
        return int(Path("/proc/self/statm").read_text().split()[1]) * _PAGE_BYTES / 2**20
    except OSError:
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**10


async def painted(view: FullTextView) -> None:
    """Wait until what is asked for is on the screen."""
    done = asyncio.Event()
    view.call_after_refresh(done.set)
    await done.wait()


async def until(condition: Callable[[], object]) -> None:
    """Wait, as long as it takes."""
    while not condition():
        await asyncio.sleep(_GLANCE_S)


class Watch:
    """Milliseconds since it was started, by the clock and of the processor."""

    def __init__(self) -> None:
        self._clock, self._processor = time.perf_counter(), time.process_time()

    def read(self) -> Took:
        """Both."""
        clock, processor = time.perf_counter(), time.process_time()
        return (clock - self._clock) * 1000, (processor - self._processor) * 1000


def send(app: Broadsheet, key: str) -> None:
    """A key as the terminal sends it."""
    known = _character_to_key(key) if len(key) == 1 else key
    app.post_message(events.Key(known, key if len(key) == 1 else None))


async def opened(app: Broadsheet) -> tuple[Took, FullTextView]:
    """Milliseconds from the key until the lines are painted."""
    watch = Watch()
    send(app, "r")
    await until(lambda: isinstance(app.screen, FullTextScreen) and app.screen.query(FullTextView))
    view = app.screen.query_one(FullTextView)
    await until(lambda: view.layout_ is not None)
    await painted(view)
    return watch.read(), view


async def keys(app: Broadsheet, view: FullTextView, key: str) -> list[Took]:
    """Milliseconds of each `key` from the beginning of the paper to where it moves no further."""
    send(app, "g")
    await until(lambda: view.top == 0)
    await painted(view)
    took = []
    while True:
        before, watch = view.top, Watch()
        send(app, key)
        while view.top == before and watch.read()[0] < _LONGEST_MS:
            await asyncio.sleep(_GLANCE_S)
        if view.top == before:
            return took
        await painted(view)
        took.append(watch.read())


async def letters(app: Broadsheet, view: FullTextView) -> list[Took]:
    """Milliseconds of each key of a search: / and Enter, the letters, n to the next match."""
    took = []

    def state() -> object:
        return view.matches, view.match, view.has_focus

    for words in _WORDS:
        for letter in ["slash", *words, "enter", *"nnnnn"]:
            before, watch = state(), Watch()
            send(app, letter if letter != " " else "space")
            while state() == before and watch.read()[0] < _LONGEST_MS:
                await asyncio.sleep(_GLANCE_S)
            if state() != before:
                await painted(view)
                took.append(watch.read())
        send(app, "escape")
        await painted(view)
    return took


async def measure(library: Library) -> dict[str, list[Took]]:
    """Print what the paper costs."""
    gc.disable()  # as tui.launch does, until the first list is there
    app = Broadsheet(lambda: library, Config(read_after=None), {}, query="")
    figures: dict[str, list[Took]] = {}
    async with app.run_test(size=(120, 40)) as pilot:
        await app.screen.session.ready.wait()
        await pilot.pause()
        gc.collect()
        before = memory()
        first, view = await opened(app)
        again = []
        for _ in range(_OPENINGS):
            send(app, "q")
            await until(lambda: not isinstance(app.screen, FullTextScreen))
            await pilot.pause()
            took, view = await opened(app)
            again.append(took)
        figures["opened"] = again
        figures["page down"] = await keys(app, view, "space")
        figures["next section"] = await keys(app, view, "]")
        figures["a key of a search"] = await letters(app, view)
        gc.collect()
        after = memory()
    print(
        f"opened for the first time in {first[0]:.0f} ms ({first[1]:.0f} of the processor), "
        f"{after - before:.0f} MB above the reader"
    )
    return figures


def main() -> None:
    """Print a table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("page", nargs="?", help="a saved page of arXiv's HTML")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        page = args.page
        if page is None:
            page = str(Path(folder) / "made-up.html")
            Path(page).write_text(made_up())
        library = Library(Paths.under(Path(folder)))
        document: Document = library.fulltexts.read_file(page)
        library.add([Paper(title=document.title, arxiv="2401.00001", abstract="A paper.")])
        library.fulltexts.save(library.row("2401.00001"), document)
        words = sum(len(block.text.split()) for block in document.blocks)
        print(f"{document.title[:60]}: {words:,} words, {len(document.blocks):,} blocks")
        figures = asyncio.run(measure(library))
        library.close()
    print(
        "| ms | keys | median | p95 | of the processor: median | p95 |\n|---|---|---|---|---|---|"
    )
    for name, took in figures.items():
        cells = (cell for column in zip(*took, strict=True) for cell in row(column))
        print(f"| {name} | {len(took)} | {' | '.join(cells)} |")


def row(took: Sequence[float]) -> tuple[str, str]:
    """Median and 95th percentile."""
    return f"{statistics.median(took):.1f}", f"{statistics.quantiles(took, n=20)[18]:.1f}"


if __name__ == "__main__":
    main()
