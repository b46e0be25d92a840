"""The README and the documents: links lead somewhere, and Python and settings in them hold."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from search import load_config

ROOT = Path(__file__).parents[2]
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
NAMES = [str(page.relative_to(ROOT)) for page in PAGES]
LINK = re.compile(r"\]\(([^)\s]+)\)")
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.DOTALL | re.MULTILINE)


def blocks(page: str, language: str) -> list[str]:
    """The blocks of a page that are in a language."""
    text = (ROOT / page).read_text("utf-8")
    return [code for name, code in BLOCK.findall(text) if name == language]


def anchors(page: Path) -> set[str]:
    """The anchors of a page's headings."""
    text = BLOCK.sub("", page.read_text("utf-8"))
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def test_the_readme_is_short_with_one_moving_picture_and_two_still_ones() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert len(readme.splitlines()) <= 120
    pictures = re.findall(r"!\[.*\]\((.*)\)|<img src=\"(.*?)\"", readme)
    shown = [ROOT / (moving or still) for moving, still in pictures]
    assert ["@keyframes" in one.read_text("utf-8") for one in shown] == [True, False, False]


@pytest.mark.parametrize("page", NAMES)
def test_every_link_leads_somewhere(page: str) -> None:
    text = BLOCK.sub("", (ROOT / page).read_text("utf-8"))
    lost = []
    for link in LINK.findall(text):
        place, _, anchor = link.partition("#")
        if re.match(r"[a-z]+:", link):
            continue
        target = (ROOT / page).parent / place if place else ROOT / page
        if not target.exists() or (anchor and anchor not in anchors(target)):
            lost.append(link)
    assert lost == []


def test_every_document_is_linked_from_the_site() -> None:
    nav = (ROOT / "mkdocs.yml").read_text("utf-8").partition("nav:")[2]
    named = set(re.findall(r"[\w-]+\.md", nav))
    assert named == {page.name for page in PAGES if page.parent.name == "docs"}


@pytest.mark.parametrize("page", [name for name in NAMES if blocks(name, "python")])
def test_the_python_of_a_page_runs(page: str, tmp_path: Path) -> None:
    """Its blocks one after the other, in a script without a main guard; comments say the output."""
    code = "\n".join(blocks(page, "python"))
    (tmp_path / "script.py").write_text(code, "utf-8")
    ran = subprocess.run(
        [sys.executable, "-X", "utf8", str(tmp_path / "script.py")],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert (ran.returncode, ran.stderr) == (0, "")
    lines = iter(ran.stdout.splitlines())
    said = re.findall(r"print\(.*\)  # (.+)", code)
    assert said
    assert [each for each in said if each not in lines] == []  # in this order


@pytest.mark.parametrize("page", [name for name in NAMES if blocks(name, "toml")])
def test_the_settings_of_a_page_are_valid(page: str, tmp_path: Path) -> None:
    for number, block in enumerate(blocks(page, "toml")):
        file = tmp_path / f"{number}.toml"
        file.write_text(block, "utf-8")
        assert load_config(file).problems == ()
