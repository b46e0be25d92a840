"""The commands that the documents, the messages and the help name are there, and work."""

import ast
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import Run

from search import LANGUAGE, Library, Paper, Paths
from tui.cli.parser import parser, with_queries

ROOT = Path(__file__).parents[3]
PAGES = ["README.md", "CONTRIBUTING.md", "SECURITY.md"]
PAGES += sorted(f"docs/{page.name}" for page in (ROOT / "docs").glob("*.md"))
SHOWN = re.compile(r"`(?:\.venv/bin/)?broadsheet ([a-z][^`]*)`")
ARTICLE = """<article class="ltx_document"><h1 class="ltx_title ltx_title_document">On wool</h1>
<section class="ltx_subsection" id="S3.SS1"><h3 class="ltx_title"><span class="ltx_tag">3.1 </span>
Warmth</h3><div class="ltx_para"><p class="ltx_p">Wool is warm.</p></div></section></article>"""

DAILY = '[{"paper": {"id": "2609.00001", "title": "On sheep"}}]'
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><id>http://arxiv.org/api/x</id><entry>
<id>http://arxiv.org/abs/2406.16860v1</id><title>On goats</title><published>2024-06-24T00:00:00Z
</published></entry></feed>"""


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
    """Whether a call needs neither a terminal nor a mail server."""
    return bool(call) and not call[0].startswith("-") and "--mail" not in call


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


@pytest.fixture
def outside(server, monkeypatch: pytest.MonkeyPatch) -> None:
    """The sites that commands ask: they are on this machine."""
    server.plan("/api/daily_papers", server.reply(DAILY))
    server.plan("/api/query", server.reply(ATOM))
    server.plan(
        "/10.1000/182", server.reply('{"type": "book", "DOI": "10.1000/182", "title": "Ink"}')
    )
    server.plan("/html/2406.01234", server.reply(ARTICLE))
    monkeypatch.setattr("search.fulltext.fetch._GAP_S", 0.0)


@pytest.mark.parametrize("page", [page for page in PAGES if commands(page)])
def test_the_commands_of_a_page_work(
    page: str, broadsheet: Run, home: Path, page_of_papers: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(page_of_papers)
    monkeypatch.setattr(
        sys, "stdin", io.TextIOWrapper(io.BytesIO(b'[{"type": "book", "title": "Wool"}]'))
    )
    # Starter papers with a tag stay when others come.
    assert broadsheet("mark", "curriculum", "t-29c1faa3d58b", "--tag", "wool").status == 0
    assert broadsheet("import", "known.bib").status == 0
    assert broadsheet("mark", "2406.01234", "--bookmark").status == 0
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
    (folder / "known.bib").write_text("@misc{a, title={On wool}, eprint={2406.01234}, year={2024}}")
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


@pytest.mark.skipif(not (shutil.which("bash") and shutil.which("jq")), reason="needs bash and jq")
def test_the_recipes_work(broadsheet: Run, tmp_path: Path) -> None:
    """In bash; the choice in fzf falls on the first line."""
    (tmp_path / "known.bib").write_text(
        "@misc{a, title={On wool}, eprint={2406.01234}, abstract={Wool is warm.}, "
        "url={https://github.com/meadow/wool}}"
    )
    assert broadsheet("import", str(tmp_path / "known.bib")).status == 0
    assert broadsheet("mark", "2406.01234", "--bookmark", "--tag", "wool").status == 0
    assert broadsheet("fetch", "2406.01234").status == 0
    programs = {
        "broadsheet": f'exec "{sys.executable}" -m tui.cli "$@"',
        "fzf": "head -n 1",
    }
    for name, script in programs.items():
        (tmp_path / name).write_text(f"#!/bin/sh\n{script}\n")
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    text = (ROOT / "docs" / "scripts.md").read_text("utf-8")
    recipes = re.findall(r"^```bash\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    assert len(recipes) >= 4
    for recipe in recipes:
        ran = subprocess.run(
            ["bash", "-euo", "pipefail", "-c", recipe],
            cwd=tmp_path,
            env={**os.environ, "PATH": path, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
        )
        assert (ran.returncode, ran.stderr) == (0, ""), recipe
        assert re.search("[Ww]ool|wrote 1 paper", ran.stdout), recipe
    assert {file.name for file in tmp_path.glob("*.md")} == {"Bookmarks.md", "2406.01234.md"}


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="systemd is not installed")
def test_systemd_takes_the_units(tmp_path: Path) -> None:
    text = (ROOT / "docs" / "scripts.md").read_text("utf-8")
    names = re.findall(r"In `~/.config/systemd/user/(\S+)`", text)
    units = re.findall(r"^```ini\n(.*?)^```", text, re.DOTALL | re.MULTILINE)
    for name, unit in zip(names, units, strict=True):
        (tmp_path / name).write_text(unit)
    command = tmp_path / ".local" / "bin" / "broadsheet"
    command.parent.mkdir(parents=True)
    command.symlink_to(sys.executable)
    ran = subprocess.run(
        ["systemd-analyze", "--user", "verify", *(str(tmp_path / name) for name in names)],
        env={**os.environ, "HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path)},
        capture_output=True,
        text=True,
    )
    assert (ran.returncode, ran.stdout, ran.stderr) == (0, "", "")
