"""The pictures of the README are what the app draws today, to the byte."""

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


@pytest.mark.parametrize("scene", render.SCENES, ids=lambda scene: scene.name)
async def test_a_picture_is_what_the_app_draws(scene) -> None:
    installed = importlib.metadata.version("textual")
    assert PINNED is not None
    if installed != PINNED[1]:
        pytest.skip(f"pictures are drawn with textual {PINNED[1]}, and this is {installed}")
    drawn = await render.draw(scene)
    picture = ROOT / "screenshots" / f"{scene.name}.svg"
    expected = picture.read_text("utf-8") if picture.exists() else await render.draw(scene)
    assert drawn == expected, f"python screenshots/render.py draws {picture.name} anew"
