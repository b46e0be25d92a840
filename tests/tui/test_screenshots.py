"""The pictures of the README, and of every screen at every size, are what the app draws today.

They are compared to the byte. `python screenshots/render.py` draws them anew: look at them, then
keep them.
"""

import importlib.metadata
import importlib.util
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PINNED = re.search(r'"textual==([\d.]+)"', (ROOT / "pyproject.toml").read_text("utf-8"))


def _render():
    spec = importlib.util.spec_from_file_location("render", ROOT / "screenshots" / "render.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["render"] = module  # a dataclass looks its own module up
    spec.loader.exec_module(module)
    return module


render = _render()


@pytest.mark.parametrize(
    ("folder", "walk"),
    render.ALL,
    ids=[f"{folder.name}-{walk.steps[0][0]}" for folder, walk in render.ALL],
)
async def test_a_picture_is_what_the_app_draws(folder, walk, tmp_path) -> None:
    skip_other_versions()
    kept = {path.name: path.read_text("utf-8") for path in folder.glob("*.svg")}
    other = {name: svg async for name, svg in render.draw(walk) if svg != kept.get(name)}
    for name, svg in other.items():
        (tmp_path / name).write_text(svg, "utf-8")
    assert not list(other), f"look at them in {tmp_path}; `python screenshots/render.py` keeps them"


async def test_the_moving_picture_is_what_the_app_draws() -> None:
    skip_other_versions()
    kept = (render.DOCS / render.record.NAME).read_text("utf-8")
    assert kept == await render.tour(), "`python screenshots/render.py` draws it anew"


def skip_other_versions() -> None:
    """Skip the test where another version of Textual would draw."""
    installed = importlib.metadata.version("textual")
    assert PINNED is not None
    if installed != PINNED[1]:
        pytest.skip(f"pictures are drawn with textual {PINNED[1]}, and this is {installed}")


def test_no_picture_is_kept_that_nobody_draws() -> None:
    drawn = {folder / name for folder, walk in render.ALL for name in walk.files}
    drawn.add(render.DOCS / render.record.NAME)
    assert drawn == {path for folder, _ in render.ALL for path in folder.glob("*.svg")}
