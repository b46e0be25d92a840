"""`broadsheet digest`: what is new, on the screen, in a file and as JSON."""

import json
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from commands import Run

from search import DIGEST_FORMATS, Library, Paths

PAPER = {"id", "title", "abstract", "authors", "read", "tags", "note"}  # some of its keys


def test_the_last_seven_days_are_reported_as_text(filled: Run) -> None:
    ran = filled("digest")
    assert (ran.status, ran.err) == (0, "")
    assert ran.out.startswith("Broadsheet: 5 new papers since ")
    for title in ("Counting Sheep in Large Meadows", "On Chamois"):
        assert f"\n{title}\n" in ran.out
    assert "  GitHub  https://github.com/meadow/count\n" in ran.out
    assert max(map(len, ran.out.splitlines())) <= 72


def test_a_section_for_each_view(filled: Run) -> None:
    filled("view", "add", "Climbing", "goats OR chamois")
    filled("view", "add", "Sleep", "sleep")
    filled("view", "add", "Wolves", "wolves")
    out = filled("digest", "--limit", "1").out
    assert out.splitlines()[0].startswith("Broadsheet: 3 new papers since ")
    assert "\nClimbing: 2 new papers\n=" in out
    assert "\nNothing new in Wolves.\n" in out
    assert "\n5 new papers in all:\n" in out
    command = out.split("and 1 more:\n  broadsheet ")[1].split("\n")[0]
    search, option, offset, query = command.split(" ", 3)
    assert filled(search, option, offset, query.strip("'")).out.endswith("2-2 of 2\n")


@pytest.mark.parametrize("format_", DIGEST_FORMATS)
def test_every_format_is_printed_and_written(filled: Run, tmp_path: Path, format_: str) -> None:
    file = tmp_path / "digest"
    ran = filled("digest", "--format", format_, "-o", file)
    assert (ran.status, ran.out, ran.err) == (0, f"wrote 5 papers to {file}\n", "")
    printed = filled("digest", "--format", format_)
    assert (printed.status, printed.out, printed.err) == (0, file.read_text("utf-8"), "")


def test_a_feed_that_is_imported_brings_no_paper_twice(filled: Run, tmp_path: Path) -> None:
    file = tmp_path / "digest.atom"
    where = ("--url", "https://ada.example/new.atom")
    assert filled("digest", "--format", "atom", "-o", file, *where).status == 0
    assert '<link rel="self" href="https://ada.example/new.atom" />' in file.read_text("utf-8")
    counts = json.loads(filled("import", file, "--json").out)
    assert (counts["added"], counts["skipped"]) == (0, [])


def test_a_feed_has_more_than_a_person_reads_at_once(broadsheet: Run, tmp_path: Path) -> None:
    file = tmp_path / "list.json"
    file.write_text(json.dumps([{"title": f"Sheep {n}", "sources": []} for n in range(25)]))
    broadsheet("import", file)
    out = broadsheet("digest").out
    assert (out.count("\nSheep "), out.count("\n  - Sheep ")) == (20, 5)
    assert broadsheet("digest", "--format", "markdown").out.count("\n- Sheep ") == 5
    page = broadsheet("digest", "--format", "html").out
    assert all(f"Sheep {n}" in page for n in range(25))
    assert broadsheet("digest", "--format", "atom").out.count("<entry>") == 25
    assert broadsheet("digest", "--format", "atom", "--limit", "3").out.count("<entry>") == 3


def test_the_json_is_as_promised(filled: Run, tmp_path: Path) -> None:
    made = json.loads(filled("digest", "--json", "--since", "2026-01-01").out)
    assert made.keys() == {"since", "views"}
    assert made["since"] == "2026-01-01"
    (view,) = made["views"]
    assert view.keys() == {"name", "query", "total", "papers"}
    assert (view["name"], view["query"], view["total"]) == (None, "", 5)
    assert all(paper.keys() >= PAPER for paper in view["papers"])
    filled("view", "add", "Sleep", "sleep")
    (view,) = json.loads(filled("digest", "--json", "--limit", "0").out)["views"]
    assert view == {"name": "Sleep", "query": "sleep", "total": 1, "papers": []}
    file = tmp_path / "digest.html"
    ran = filled("digest", "--json", "--format", "html", "-o", file)
    assert json.loads(ran.out) == {"papers": 1, "file": str(file)}
    assert file.read_text().startswith("<!doctype html>")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--json", "--format", "html"),
        ("--mail", "--format", "text"),
        ("--mail", "-o", "x"),
        ("--since", "soon"),
        ("--format", "pdf"),
        ("--limit", "-1"),
    ],
)
def test_a_wrong_command(filled: Run, arguments: tuple[str, ...]) -> None:
    ran = filled("digest", *arguments)
    assert (ran.status, ran.out) == (2, "")
    assert ran.err


@pytest.mark.parametrize("format_", DIGEST_FORMATS)
def test_nothing_new_is_said_and_written_all_the_same(
    broadsheet: Run, tmp_path: Path, format_: str
) -> None:
    file = tmp_path / "digest"
    ran = broadsheet("digest", "--format", format_, "-o", file)  # a new library: starter papers
    assert (ran.status, ran.out, ran.err) == (0, f"wrote 0 papers to {file}\n", "")
    assert "othing new since " in file.read_text()
    assert json.loads(broadsheet("digest", "--json").out)["views"][0]["total"] == 0


def test_since_when(filled: Run) -> None:
    today = date.today()
    day = f"{today.day} {today:%b} {today.year}"
    assert f"papers since {day}\n" in filled("digest", "--since", "1d").out
    assert filled("digest", "--since", "2999").out == "Broadsheet: nothing new since 1 Jan 2999\n"


def test_what_a_view_asks_in_vain_is_reported(filled: Run) -> None:
    with closing(Library(Paths.of_user())) as library:
        library.views.save("Odd", "sleep stars:many")
    ran = filled("digest")
    assert (ran.status, ran.out) == (2, "")
    assert ran.messages == [
        "broadsheet: not understood: view Odd: stars:many: invalid number; "
        "expected a number or a range such as 500, 2k, >100 or 50..200"
    ]


def test_a_file_that_cannot_be_written(filled: Run, tmp_path: Path) -> None:
    ran = filled("digest", "-o", tmp_path / "none" / "digest.txt")
    assert (ran.status, ran.out, len(ran.messages)) == (1, "", 1)
    assert "no such folder" in ran.err


def test_mail_wants_to_know_to_whom(filled: Run, home: Path) -> None:
    ran = filled("digest", "--mail")
    assert (ran.status, ran.out) == (1, "")
    (line,) = ran.messages
    assert "no mail was sent: set `to` under [mail] in " in line
    assert str(home) in line
