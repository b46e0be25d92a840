"""Draws the pictures of this folder from the real app, on the starter papers.

    python screenshots/render.py [FOLDER]

The same pictures come out every time: the day, the clock and the size are fixed.
"""

import asyncio
import itertools
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest import mock

from search import Config, Library, Paths
from tui.app import Broadsheet

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Scene:
    """A picture: its name, the size in cells, and the keys that lead to it."""

    name: str
    width: int
    height: int
    keys: Sequence[str]
    theme: str = "broadsheet"


SCENES = (
    Scene("reader", 120, 36, ["j", "b", "m", "k", "slash", *"curriculum", "enter", "down", "b"]),
    Scene("light", 120, 36, ["j", "m", "m", "b", "enter"], theme="newsprint"),
    Scene("paper", 100, 30, ["4", "j", "z"]),
    Scene("help", 80, 24, ["question_mark"]),
    Scene("narrow", 60, 20, ["slash", *"distil", "enter"]),
    Scene("nothing", 80, 24, ["slash", *"curiculum", "enter"]),
)


async def draw(scene: Scene) -> str:
    """The scene as SVG, from a new library of its own."""
    with tempfile.TemporaryDirectory() as folder, _fixed():
        library = Library(Paths.under(Path(folder)))
        library.update_index()
        app = Broadsheet(lambda: library, Config(theme=scene.theme, read_after=None), {})
        async with app.run_test(size=(scene.width, scene.height), notifications=False) as pilot:
            await settle(app)
            for key in scene.keys:
                await pilot.press(key)
                await settle(app)
            svg = app.export_screenshot(title="Broadsheet")
        library.close()
        return svg


async def settle(app: Broadsheet) -> None:
    """Wait until every search, count and timer that a key set off is done."""
    before = ""
    while True:
        await app.workers.wait_for_complete()
        await asyncio.sleep(0.1)  # more than the cursor's rest, after which the paper is shown
        shown = app.export_screenshot()
        if shown == before and all(worker.is_finished for worker in app.workers):
            return
        before = shown


@contextmanager
def _fixed() -> Iterator[None]:
    """A clock that counts two milliseconds for every search, and a cursor that does not blink."""
    with ExitStack() as stack:
        clock = itertools.count(0, 0.002)
        stack.enter_context(mock.patch("search.finding.time.perf_counter", clock.__next__))
        stack.enter_context(mock.patch("textual.widgets.Input.cursor_blink", False))
        yield


def main() -> None:
    """Write every picture into the folder named, or beside this file."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE
    for scene in SCENES:
        (folder / f"{scene.name}.svg").write_text(asyncio.run(draw(scene)), "utf-8")


if __name__ == "__main__":
    main()
