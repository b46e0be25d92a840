"""What the commands do and print, and how they end."""

import argparse
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing
from importlib import import_module
from importlib.metadata import version
from itertools import pairwise
from pathlib import Path

import pytest
from commands import Run

from search import ORDERS, is_id
from tui.cli.parser import parser, with_queries
from tui.views import BUILT_IN

COMMANDS = {
    "import", "add", "sync", "starter", "search", "related", "show", "mark", "split", "join",
    "undo", "redo", "view", "remove", "tags",
    "export", "digest", "status", "stats", "rebuild", "backup", "restore", "recover", "paths",
    "keys", "doctor", "fetch", "read", "cache", "foryou", "completion", "help", "references",
}  # fmt: skip
HOSTILE = (
    "Sheep \x1b]0;owned\x07 and \x1b[2J goats",
    "Sheep \x9b31m in red \x85 and \x90 out",
    "Sheep [/b] [red]in markup[/red] [MASK]",
    "Sheep \u202etxt.exe\u202c and \u2066isolated\u2069",
    "Sheep \ufeffwith\u200b nothing\u00ad between",
    "羊 और भेड़ خروف 🐑",
)


def titles(run: Run, query: str) -> list[str]:
    found = json.loads(run("search", "--json", "--limit", 1000, query).out)
    return [paper["title"] for paper in found["papers"]]


# -- help, version and wrong commands --------------------------------------------------------


@pytest.mark.parametrize("command", [(), *((name,) for name in sorted(COMMANDS))])
def test_help(broadsheet: Run, home: Path, command: tuple[str, ...]) -> None:
    ran = broadsheet(*command, "--help")
    assert ran.status == 0
    assert ran.out.startswith(f"usage: {' '.join(('broadsheet', *command))}")
    assert ran.err == ""
    assert not home.exists()


def test_help_of_a_topic(broadsheet: Run, home: Path) -> None:
    assert broadsheet("help").out == broadsheet("--help").out
    assert broadsheet("help", "search").out == broadsheet("search", "--help").out
    assert broadsheet("help", "nonsense").status == 2
    assert "systemctl" in broadsheet("help", "scripts").out
    assert not home.exists()


def test_every_command_has_help_of_its_own(broadsheet: Run) -> None:
    out = broadsheet("--help").out
    assert set(re.findall(r"^    ([a-z]+) ", out, re.MULTILINE)) == COMMANDS


def parsers(top: argparse.ArgumentParser) -> Iterator[argparse.ArgumentParser]:
    """Every parser of the command line, from the outermost."""
    yield top
    for action in top._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from parsers(inner)


def test_every_argument_has_help_and_names_its_default() -> None:
    for each in parsers(parser()):
        for action in each._actions:
            if isinstance(action, argparse._SubParsersAction):
                continue
            assert action.help, (each.prog, action.dest)
            takes_a_value = action.option_strings and action.nargs != 0
            if takes_a_value and not action.required and action.default != []:
                known = "(default: " in action.help or action.dest == "note"
                assert known, (each.prog, action.dest)
            assert each.format_help()


def test_the_help_of_search_names_every_sort_key(broadsheet: Run) -> None:
    assert f"sort key: {', '.join(ORDERS)}; " in " ".join(
        broadsheet("search", "--help").out.split()
    )


@pytest.mark.parametrize(("query", "found"), [("-sheep", 2), ("-hay", 5), ("-or", 5)])
def test_a_query_may_begin_with_a_minus(
    filled: Run, tmp_path: Path, query: str, found: int
) -> None:
    assert len(titles(filled, query)) == found
    assert filled("mark", query, "--read").status == 0
    assert filled("export", query, "-o", tmp_path / "x.bib").status == 0
    assert filled("cache", "--clear", query).status == 0
    assert parser().parse_args(with_queries(["--query", query])).query.strip() == query


def test_on_a_terminal_lines_end_at_words(filled: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdout.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "30")
    out = filled("search", "climb").out + filled("show", "2401.00001").out
    plain = re.sub("\x1b\\[[0-9]+m", "", out)
    assert "**" not in plain
    assert max(len(line) for line in plain.splitlines() if "://" not in line) <= 30
    assert plain.splitlines()[:2] == ["*  Goats That Climb: A", "   Curriculum"]
    assert "\x1b[1mclimb\x1b[22m" in out
    # The passage fills its lines, whatever is bold in it.
    passage = plain.partition("   We teach")[2].partition("\n\n")[0].splitlines()
    assert len(passage) > 3
    assert all(len(line) + len(after.split()[0]) >= 30 for line, after in pairwise(passage[1:]))
    monkeypatch.setattr("sys.stdout.isatty", lambda: False)
    assert "Goats That Climb: A Curriculum" in filled("search", "climb").out


def test_the_help_names_every_view(broadsheet: Run) -> None:
    names = ", ".join(view.name for view in BUILT_IN)
    assert f"open in this view: {names} or " in " ".join(broadsheet("--help").out.split())


def test_every_command_leads_to_its_function() -> None:
    for each in parsers(parser()):
        run = each.get_default("run")
        if run:
            module, _, function = run.partition(":")
            assert callable(getattr(import_module(f"tui.cli.commands.{module}"), function)), run


def test_the_version_is_the_project_s(broadsheet: Run) -> None:
    assert broadsheet("--version").out == f"broadsheet {version('broadsheet')}\n"


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["--nonsense"],
        ["import"],
        ["search"],
        ["search", "a", "--limit", "-1"],
        ["search", "a", "--limit", "many"],
        ["search", "a", "--offset", "1.5"],
        ["search", "a", "--sort", "nonsense"],
        ["show"],
        ["mark"],
        ["mark", "2401.00001"],
        ["mark", "2401.00001", "--tag", " "],
        ["mark", "2401.00001", "--read", "--unread"],
        ["mark", "2401.00001", "--bookmark", "--unbookmark"],
        ["starter"],
        ["backup"],
        ["restore"],
        ["restore", "a.zip", "b.zip"],
        ["doctor", "all"],
    ],
)
def test_a_wrong_command(broadsheet: Run, home: Path, arguments: list[str]) -> None:
    ran = broadsheet(*arguments)
    assert ran.status == 2
    assert ran.out == ""
    assert re.match(r"broadsheet( \w+)?: ", ran.err.splitlines()[-1])
    assert "_count" not in ran.err
    assert not home.exists()


def test_the_reader_needs_a_terminal(broadsheet: Run, home: Path) -> None:
    ran = broadsheet()
    assert ran.status == 1
    assert ran.messages == [
        "broadsheet: the reader needs a terminal; `broadsheet --help` lists the commands"
    ]
    assert not home.exists()


@pytest.mark.parametrize("term", ["dumb", "unknown"])
def test_the_reader_says_that_a_terminal_cannot_show_it(
    broadsheet: Run, home: Path, monkeypatch: pytest.MonkeyPatch, term: str
) -> None:
    for stream in ("stdin", "stdout"):
        monkeypatch.setattr(f"sys.{stream}.isatty", lambda: True)
    monkeypatch.setenv("TERM", term)
    ran = broadsheet()
    assert ran.status == 1
    assert f"cannot draw on a terminal that is {term}; set TERM" in ran.messages[0]
    assert not home.exists()


def test_a_library_that_cannot_be_opened(broadsheet: Run, home: Path) -> None:
    store = home / "data" / "broadsheet" / "library.sqlite3"
    store.mkdir(parents=True)
    for command in (["status"], ["search", "sheep"], ["undo"], ["import", "x"], ["show", "x"]):
        ran = broadsheet(*command, "--json")
        assert (ran.status, ran.out) == (1, "")
        (line,) = ran.messages
        assert str(store) in line


@pytest.mark.parametrize("command", [["show", "2401.00001"], ["search", "sheep"], ["rebuild"]])
def test_a_library_that_is_damaged(
    filled: Run, program: Run, home: Path, command: list[str]
) -> None:
    file = home / "data" / "broadsheet" / "library.sqlite3"
    with closing(sqlite3.connect(file)) as store:
        (page,) = store.execute(
            "SELECT rootpage FROM sqlite_schema WHERE name = 'papers'"
        ).fetchone()
        (size,) = store.execute("PRAGMA page_size").fetchone()
    with file.open("r+b") as damaged:
        damaged.seek((page - 1) * size)
        damaged.write(b"\xff" * size)
    shutil.rmtree(home / "cache")
    running = program(*command, "--json")
    out, err = running.communicate()
    assert (running.returncode, out) == (1, b"")
    (line,) = err.decode().splitlines()
    assert line.startswith("broadsheet: the library is damaged")
    assert "backup" in line


def test_what_was_printed_before_a_failure_is_written() -> None:
    failing = "from tui import cli; cli.main = lambda: print('one paper') or 1; cli.program()"
    ran = subprocess.run(
        [sys.executable, "-c", failing],
        capture_output=True,
        env={**os.environ, "PYTHONUNBUFFERED": ""},
    )
    assert (ran.returncode, ran.stdout) == (1, b"one paper\n")


# -- searching and showing -------------------------------------------------------------------


def test_a_search_for_people(filled: Run) -> None:
    out = filled("search", "curriculum").out
    assert "Goats That Climb: A Curriculum" in out
    assert "by a curriculum of ever steeper" in out
    assert out.endswith("1-2 of 2\n")
    assert filled("search", "nowhere").out == "0 found\n"


def test_papers_with_some_of_the_words_stand_below_a_rule(filled: Run) -> None:
    out = filled("search", "curriculum goats sheep").out
    above, rule, below = out.partition(" also with some of the words ")
    assert above.startswith("0 found\n")
    assert rule
    assert "Goats That Climb: A Curriculum" in below
    found = json.loads(filled("search", "--json", "--limit", 3, "curriculum goats").out)
    assert found["total"] == len(found["papers"]) == 1
    assert 0 < len(found["partial"]["papers"]) <= 2
    ids = {paper["id"] for paper in [*found["papers"], *found["partial"]["papers"]]}
    assert len(ids) == 1 + len(found["partial"]["papers"])
    last = json.loads(filled("search", "--json", "--offset", 2, "curriculum goats").out)
    assert last["papers"] == []
    assert last["partial"]["papers"] == found["partial"]["papers"][1:2]


def test_a_page_of_results(filled: Run) -> None:
    whole = json.loads(filled("search", "--json", "").out)["papers"]
    pages = [
        paper
        for offset in range(0, 6, 2)
        for paper in json.loads(
            filled("search", "--json", "--limit", 2, "--offset", offset, "").out
        )["papers"]
    ]
    assert pages == whole
    assert json.loads(filled("search", "--json", "--limit", 0, "").out)["total"] == 5


def test_results_in_an_order(filled: Run) -> None:
    forth = titles(filled, "sort:title")
    assert forth == sorted(forth)
    out = filled("search", "--json", "--sort", "title", "sheep OR goats").out
    found = json.loads(out)
    assert found["query"] == "sheep OR goats"
    by_title = [paper["title"] for paper in found["papers"]]
    assert by_title == sorted(by_title)
    assert len(by_title) >= 3
    back = json.loads(filled("search", "--json", "--sort=-title", "sheep OR goats").out)
    assert [paper["title"] for paper in back["papers"]] == by_title[::-1]


def test_what_was_not_understood_is_reported(filled: Run) -> None:
    ran = filled("search", "--json", "sort:colour sheep")
    assert ran.status == 0
    (line,) = ran.messages
    assert line.startswith("broadsheet: ignored: sort:colour: unknown sort key; expected ")
    assert line == f"broadsheet: ignored: {json.loads(ran.out)['ignored'][0]}"


@pytest.mark.parametrize(
    "command",
    [["mark", "2401.00001", "sleep is:unred", "--read"], ["view", "add", "Odd", "is:unred"],
     ["export", "sheep is:unred", "--format", "ris"], ["mark", "(", "--tag", "wool"],
     ["fetch", "is:unred"], ["cache", "--clear", "is:unred"],
     ["export", "2401.99999", "--format", "ris"], ["view", "add", "Odd", "from:lamm"]],
)  # fmt: skip
@pytest.mark.parametrize("json_too", [[], ["--json"]])
def test_a_query_that_is_invalid_changes_and_writes_nothing(
    filled: Run, tmp_path: Path, command: list[str], json_too: list[str]
) -> None:
    more = ["-o", tmp_path / "refs.ris"] if command[0] == "export" else []
    ran = filled(*command, *more, *json_too)
    assert (ran.status, ran.out) == (2, "")
    (line,) = ran.messages
    assert line.startswith("broadsheet: not understood: ")
    assert any(
        piece in line
        for piece in (
            "unmatched (",
            "is:unred: unknown value; did you mean is:unread? Expected unread, read",
            "2401.99999: no paper has this id",
            "from: unknown field; did you mean author:? Expected a field such as title",
        )
    )
    assert titles(filled, "is:read OR is:tagged") == []
    assert filled("view").out == "no saved views\n"
    assert not (tmp_path / "refs.ris").exists()


def test_a_paper_for_people(filled: Run) -> None:
    filled("mark", "2401.00001", "--tag", "wool", "--note", "look again")
    out = filled("show", "2401.00001").out
    for part in ("Sleep after Counting", "Ada Lamm", "2401.00001", "#wool", "look again"):
        assert part in out
    assert "None" not in out
    for name in ("arXiv:2401.00001", "https://arxiv.org/abs/2401.00001v2"):
        assert filled("show", name).out == out


@pytest.mark.parametrize("name", ["2401.99999", "doi:10.1234/none", "t-000000000000", "sheep", ""])
def test_an_unknown_id(filled: Run, name: str) -> None:
    ran = filled("show", "--json", name)
    assert (ran.status, ran.out) == (1, "")
    (line,) = ran.messages
    assert line.startswith(f"broadsheet: no paper has the id {name!r}; ")


def test_papers_for_a_person(broadsheet: Run) -> None:
    assert "three are needed" in broadsheet("foryou", "--explain").out
    ran = broadsheet("foryou", "--json")
    assert (ran.status, ran.out) == (1, "")
    assert "three are needed" in ran.messages[0]
    broadsheet("mark", "reasoning", "--tag", "thinking")
    assert "   because: " in broadsheet("foryou", "--limit", 1).out
    explained = broadsheet("foryou", "--explain").out
    assert "tag thinking (" in explained
    assert "reasoning" in explained
    changed = broadsheet("foryou", "--without", "reasoning", "--pin", "sleep", "--explain").out
    assert changed.startswith("“reasoning”: taken out of For you; `broadsheet undo` undoes it")
    assert "pinned:\n   sleep\n\ntaken out:\n   reasoning\n\ntag thinking" in changed
    broadsheet("undo")
    assert "pinned" not in broadsheet("foryou", "--explain").out


def test_papers_like_one(filled: Run) -> None:
    found = json.loads(filled("related", "--json", "2401.00001").out)
    assert found["query"] == "like:2401.00001"
    assert found["total"] == len(found["papers"]) > 0
    assert "2401.00001" not in [paper["id"] for paper in found["papers"]]
    lines = filled("related", "2401.00001", "--limit", 1).out.splitlines()
    assert lines[-2] == f"1-1 of {found['total']}"
    assert lines[-1].startswith("Like that paper by: ")
    (line,) = filled("related", "2401.99999").messages
    assert "no paper has the id '2401.99999'" in line


def test_a_slip_of_the_pen_is_corrected(filled: Run) -> None:
    ran = filled("search", "curriculim")
    assert ran.status == 0
    found, *_, suggested = ran.out.splitlines()
    assert (found, suggested) == ("0 found", "Did you mean: curriculum?")
    assert " found for “curriculum” " in ran.out


def test_a_sort_key_may_begin_with_a_minus(filled: Run) -> None:
    by_title = filled("search", "--sort", "-title", "sheep OR goats").out
    assert by_title == filled("search", "--sort=-title", "sheep OR goats").out


def test_the_help_of_search_shows_the_language(filled: Run) -> None:
    assert "is:unread has:code" in filled("search", "--help").out


def test_stars_of_a_passage_are_for_json_alone(filled: Run) -> None:
    assert "**" in filled("search", "--json", "sleep").out
    assert "**" not in filled("search", "sleep").out


# -- marking ---------------------------------------------------------------------------------


def test_a_paper_is_hidden_and_removed(filled: Run) -> None:
    assert filled("mark", "2401.00001", "--hide").out.startswith("“Sleep after Counting”: hidden; ")
    assert titles(filled, "sleep") == []
    assert titles(filled, "is:hidden") == ["Sleep after Counting"]
    assert filled("remove", "2401.00001").status == 2
    assert titles(filled, "is:hidden") == ["Sleep after Counting"]
    assert filled("mark", "2401.00001", "--unhide").status == 0
    assert titles(filled, "sleep") == ["Sleep after Counting"]
    ran = filled("remove", "2401.00001", "2401.99999", "--force", "--json")
    assert (ran.status, json.loads(ran.out)) == (1, {"changed": 1})
    assert titles(filled, "sleep") == []


def test_several_at_once_by_id_and_by_query_are_one_step(filled: Run) -> None:
    ran = filled("mark", "2401.00001", "goats", "doi:10.1234/chamois", "--read", "--json")
    assert json.loads(ran.out) == {"changed": 3}
    assert len(titles(filled, "is:read")) == 3
    assert filled("undo").status == 0
    assert titles(filled, "is:read") == []
    assert filled("undo").status == 1


def test_an_unknown_id_does_not_stop_the_others(filled: Run) -> None:
    ran = filled("mark", "2401.99999", "2401.00001", "t-000000000000", "--bookmark", "--json")
    assert ran.status == 1
    assert json.loads(ran.out) == {"changed": 1}
    assert len(ran.messages) == 2
    assert titles(filled, "is:bookmarked") == ["Sleep after Counting"]


@pytest.mark.parametrize(
    "target",
    ["2401.1", "2401.000001", "2401.00001v", "arXiv:24", "math/12345", "doi:10.1", "10.1234/none",
     "t-0123456789", "https://arxiv.org/abs/2401.1", " 2401.1 "],
)  # fmt: skip
def test_what_is_meant_as_an_id_is_never_a_query(filled: Run, target: str) -> None:
    ran = filled("mark", target, "--read", "--json")
    assert (ran.status, json.loads(ran.out)) == (1, {"changed": 0})
    (line,) = ran.messages
    assert f"no paper has the id {target!r}" in line


@pytest.mark.parametrize("query", ["sleep", "t-sne", "author:lamm", "count/sleep", "10.5", "24.1"])
def test_what_is_meant_as_a_query_is_no_id(query: str) -> None:
    assert not is_id(query)


def test_a_query_that_finds_nothing_changes_nothing(filled: Run) -> None:
    ran = filled("mark", "nowhere", "--read")
    assert (ran.status, ran.out) == (0, "nothing to change\n")


def test_marks_are_set_and_taken_off(filled: Run) -> None:
    on = ("--read", "--bookmark", "--tag", "wool", "--tag", "sleep", "--note", "one\ntwo")
    off = ("--unread", "--unbookmark", "--untag", "wool", "--note", "")
    filled("mark", "2401.00001", *on)
    paper = json.loads(filled("show", "--json", "2401.00001").out)
    marks = ("read", "bookmarked", "tags", "note")
    assert [paper[name] for name in marks] == [True, True, ["sleep", "wool"], "one\ntwo"]
    filled("mark", "2401.00001", *off)
    paper = json.loads(filled("show", "--json", "2401.00001").out)
    assert [paper[name] for name in marks] == [False, False, ["sleep"], None]
    filled("undo")
    paper = json.loads(filled("show", "--json", "2401.00001").out)
    assert [paper[name] for name in marks] == [True, True, ["sleep", "wool"], "one\ntwo"]


def test_a_step_is_reported_and_taken_back(filled: Run) -> None:
    printed = filled("mark", "goats", "--bookmark").out
    assert "“Goats That Climb: A Curriculum”: bookmarked" in printed
    assert filled("undo").out == "undone: “Goats That Climb: A Curriculum”: bookmarked\n"
    assert filled("redo").out == "redone: “Goats That Climb: A Curriculum”: bookmarked\n"
    ran = filled("redo")
    assert (ran.status, ran.out) == (1, "")
    assert ran.messages == ["broadsheet: nothing to redo"]


def test_what_was_undone_is_gone_after_another_change(filled: Run) -> None:
    filled("mark", "goats", "--bookmark")
    filled("undo")
    filled("mark", "sleep", "--read")
    assert filled("redo").status == 1


# -- the rest --------------------------------------------------------------------------------


def test_starter_papers_that_stay_are_reported(broadsheet: Run) -> None:
    broadsheet("mark", "memory", "--bookmark")
    stay = len(titles(broadsheet, "is:bookmarked"))
    out = broadsheet("starter", "--remove").out
    assert out.startswith(f"{105 - stay} starter papers removed; {stay} papers with your bookmark")
    assert len(titles(broadsheet, "")) == stay
    assert broadsheet("starter", "--remove").out.startswith("0 starter papers")


def test_starter_papers_leave_when_others_come_and_that_is_reported_once(
    broadsheet: Run, page: Path
) -> None:
    broadsheet("mark", "memory", "--bookmark")
    stay = len(titles(broadsheet, "is:bookmarked"))
    ran = broadsheet("import", str(page))
    assert (ran.status, ran.out.splitlines()[-1][:7]) == (0, "3 added")
    assert ran.messages == [
        f"broadsheet: {105 - stay} starter papers removed, {stay} kept (bookmark, tag, note)"
    ]
    assert len(titles(broadsheet, "")) == stay + 3
    assert broadsheet("import", str(page)).messages == []


# Whoosh leaves its table of contents open where it cannot read it.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_lost_index_is_no_loss(filled: Run, home: Path) -> None:
    for file in (home / "cache").rglob("*"):
        if file.is_file():
            file.write_bytes(b"mice were here")
    assert len(titles(filled, "curriculum")) == 2
    assert filled("rebuild").out.startswith("indexed 5 papers")


def test_settings_that_are_wrong_are_reported(broadsheet: Run, home: Path) -> None:
    settings = home / "config" / "broadsheet" / "config.toml"
    settings.parent.mkdir(parents=True)
    settings.write_text("read_after = 'soon'\n")
    ran = broadsheet("keys", "--json")
    assert ran.status == 0
    json.loads(ran.out)
    (line,) = ran.messages
    assert "line 1" in line


@pytest.fixture
def hostile(broadsheet: Run, tmp_path: Path) -> Run:
    """The command, with a library of titles that would act on a terminal."""
    records = [
        {"id": f"2401.{number:05}", "title": title, "abstract": f"{title} in an abstract"}
        for number, title in enumerate(HOSTILE)
    ]
    file = tmp_path / "hostile.jsonl"
    file.write_text("\n".join(map(json.dumps, records)))
    assert broadsheet("import", file).status == 0
    return broadsheet


@pytest.mark.parametrize("colour", ["", "1"])
def test_no_text_of_a_paper_acts_on_a_terminal(
    hostile: Run, monkeypatch: pytest.MonkeyPatch, colour: str
) -> None:
    monkeypatch.setenv("NO_COLOR", colour)
    hostile("mark", "2401.00000", "--tag", "a\x1b[2Jb", "--note", "one\x9b31m\ntwo\u202e")
    shown = [hostile("show", f"2401.{number:05}").out for number in range(len(HOSTILE))]
    asked = [
        hostile("search", "sheep").out,
        hostile("search", "--json", "\x1b[2J\x9b\u202e").out,
        hostile("search", "").out,
        hostile("status").out,
        hostile("undo").out,
        hostile("redo", "--json").out,
    ]
    for out in (*shown, *asked):
        assert all(line.isprintable() or "\u200b" in line for line in out.split("\n")), repr(out)
        assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", out)
    assert "Sheep [/b] [red]in markup[/red] [MASK]" in shown[2]
    assert "羊 और भेड़ خروف 🐑" in shown[5]


def test_views_as_json_wherever_the_option_stands(broadsheet: Run) -> None:
    before, after = (
        ("view", "--json", "add", "Wool", "wool"),
        ("view", "add", "Wool", "wool", "--json"),
    )
    for arguments in (before, after):
        assert json.loads(broadsheet(*arguments).out) == [{"name": "Wool", "query": "wool"}]
    renamed = [{"name": "Sheep", "query": "wool"}]
    assert json.loads(broadsheet("view", "rename", "Wool", "Sheep", "--json").out) == renamed
    assert json.loads(broadsheet("view", "--json", "remove", "Sheep").out) == []


def test_a_view_is_renamed_in_its_place(broadsheet: Run) -> None:
    for name in ("Wool", "Milk"):
        broadsheet("view", "add", name, name.lower())
    assert broadsheet("view", "rename", "Wool", "Sheep").out == (
        "view Wool renamed to Sheep; `broadsheet undo` undoes it\n"
    )
    assert broadsheet("view").out == "Sheep  wool\nMilk   milk\n"
    for old, new, message in (
        ("Sheep", "Milk", "a view named 'Milk' already exists; choose another name"),
        ("Wool", "Goat", "unknown view 'Wool'; `broadsheet view list` shows the saved views"),
    ):
        refused = broadsheet("view", "rename", old, new)
        assert (refused.status, refused.messages) == (1, [f"broadsheet: {message}"])
    broadsheet("undo")
    assert broadsheet("view").out == "Wool  wool\nMilk  milk\n"


def test_tags_are_listed_with_the_number_of_their_papers(filled: Run) -> None:
    assert filled("tags").out == "no tags; `broadsheet mark ID --tag TAG` adds one\n"
    filled("mark", "sheep", "--tag", "flock")
    filled("mark", "2401.00001", "--tag", "to read")
    found = json.loads(filled("tags", "--json").out)
    assert [each["tag"] for each in found] == ["flock", "to read"]
    for each in found:
        query = f'tag:"{each["tag"]}"'
        assert json.loads(filled("search", query, "--json").out)["total"] == each["papers"] > 0
    assert filled("tags").out.splitlines()[1] == "to read  1 paper"
