"""The commands that the documents, the messages and the help name are there, and work."""

import ast
import io
import re
import shlex
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from search import LANGUAGE, Library, Paper, Paths
from tui.cli.parser import parser, with_queries

Run = Callable[..., Any]

ROOT = Path(__file__).parents[3]
PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md"]
PAGES += sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))
SHOWN = re.compile(r"`(?:\.venv/bin/)?broadsheet ([a-z][^`]*)`")
ARTICLE = """<article class="ltx_document"><h1 class="ltx_title ltx_title_document">On wool</h1>
<div class="ltx_para"><p class="ltx_p">Wool is warm.</p></div></article>"""


def commands(page: str) -> list[list[str]]:
    """The calls of `broadsheet` in a page's examples, as a shell takes them apart."""
    text = (ROOT / page).read_text("utf-8")
    blocks = re.findall(r"^```bash\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    lines = re.findall(
        r"^    (.*broadsheet.*)$", re.sub(r"```.*?```", "", text, flags=re.DOTALL), re.MULTILINE
    )
    lines += [line.strip() for block in blocks for line in block.splitlines()]
    return [found for line in lines if "broadsheet " in line for found in calls(line)]


def calls(line: str) -> Iterator[list[str]]:
    """The arguments of each call in a line; the times of a crontab before it are passed over."""
    reader = shlex.shlex(re.sub(r"^[\d*]+ [\d* ]+ ", "", line), posix=True, punctuation_chars=True)
    reader.whitespace_split = True
    call: list[str] = []
    for word in [*reader, ";"]:
        if not word or not set(word) <= set("();<>|&"):
            call.append(word)
            continue
        if call and Path(call[0]).name == "broadsheet":
            yield call[1:]
        call = []


def runs_here(call: list[str]) -> bool:
    """Whether a call needs neither a terminal nor another machine."""
    if not call or call[0].startswith("-") or call[0] in ("add", "fetch"):
        return False
    outside = {
        "sync": "--list" not in call,
        "digest": "--mail" in call,
        "read": "page.html" not in call,
    }
    return not outside.get(call[0], False)


def messages(file: Path) -> Iterator[str]:
    """Every text in a module that is no docstring."""
    tree = ast.parse(file.read_text("utf-8"))
    docs = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docs:
            yield node.value


def test_the_documents_have_examples() -> None:
    found = [call for page in PAGES for call in commands(page)]
    assert ["digest", "--mail"] in found
    assert ["search", "is:unread has:code", "--json", "--limit", "200"] in found
    assert len([call for call in found if runs_here(call)]) > 30


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)])
def test_the_commands_of_a_page_work(
    page: str, broadsheet: Run, home: Path, page_of_papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page_of_papers)
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b'[{"type": "book", "title": "Wool"}]'))
    )
    assert broadsheet("mark", "curriculum", "--bookmark", "--tag", "wool").status == 0
    for call in commands(page):
        parser().parse_args(with_queries(call) if call else [])
        if runs_here(call):
            ran = broadsheet(*(word.replace("~", str(home)) for word in call))
            assert ran.status == 0, (call, ran.err)
            assert ran.err == "" or call[0] == "import", call  # which says that others leave
            assert ran.out, call


def test_every_query_of_the_table_is_answered(tmp_path: Path) -> None:
    """The examples that searching.md, the help and the manual have of each form."""
    library = Library(Paths.under(tmp_path))
    sheep = Paper(title="Counting sheep", abstract="By curriculum learning.", arxiv="2406.01234")
    library.add([sheep, Paper(title="Counting goats", arxiv="2406.01235")])
    answers = {form.example: library.search(form.example) for form in LANGUAGE}
    library.close()
    assert [query for query, found in answers.items() if found.ignored] == []
    found = {query: len(answers[query]) for query in ("*", "curriculum learning", "id:2406.01234")}
    assert found == {"*": 2, "curriculum learning": 1, "id:2406.01234": 1}


@pytest.fixture
def page_of_papers(tmp_path: Path, page: str, home: Path) -> Path:
    """A folder with every file that the examples name."""
    folder = tmp_path / "here"
    for each in (folder, home / "papers", home / "public_html"):
        each.mkdir(parents=True)
    (folder / "papers_page.txt").write_text(PAPERS)
    (folder / "refs.bib").write_text("@article{a, title={On wool}, year={2023}}")
    (home / "papers" / "more.ris").write_text("TY  - JOUR\nTI  - On felt\nER  - \n")
    (folder / "page.html").write_text(ARTICLE)
    return folder


PAPERS = """Counting Sheep in Large Meadows

We count sheep in meadows of every size, and show that the count depends on the fence. Our method
walks along the fence once and asks each sheep for its number. It is fast, it is fair to the sheep,
and it finds more of them than any method before. The code is at https://github.com/meadow/count.
"""


@pytest.mark.parametrize("place", [*PAGES, "tui", "search"])
def test_every_command_that_is_named_is_there(place: str) -> None:
    if place.endswith(".md"):
        texts = [(ROOT / place).read_text("utf-8")]
    else:
        texts = [text for each in (ROOT / place).rglob("*.py") for text in messages(each)]
    known = set(re.findall(r"^    ([a-z]+) ", parser().format_help(), re.MULTILINE))
    named = {name.split()[0] for text in texts for name in SHOWN.findall(text)}
    assert named - known == set()
