"""`broadsheet stats`: the JSON as it is promised, and bars that say the same to people."""

import json
from datetime import date
from pathlib import Path

import pytest
from commands import Run


@pytest.fixture
def counted(broadsheet: Run, tmp_path: Path) -> Run:
    """The command, with four papers of two days, one of them read, two tagged."""
    papers = [
        {"id": f"2406.0000{number}", "title": f"On Meadows {number}", "keywords": ["Sheep", "wool"],
         "listed": f"2024-06-0{1 + number // 3}", "sources": ["arxiv"]}
        for number in range(4)
    ]  # fmt: skip
    file = tmp_path / "papers.json"
    file.write_text(json.dumps(papers))
    assert broadsheet("import", file).status == 0
    assert broadsheet("mark", "2406.00000", "--read").status == 0
    assert broadsheet("mark", "2406.00000", "2406.00001", "--tag", "to read").status == 0
    return broadsheet


def test_the_json_is_as_promised(counted: Run) -> None:
    ran = counted("stats", "--json")
    assert (ran.status, ran.err) == (0, "")
    found = json.loads(ran.out)
    today = date.today().isoformat()
    assert found["days"] == [
        {"day": "2024-06-01", "papers": 3},
        {"day": "2024-06-02", "papers": 1},
    ]
    assert len(found["read"]) == 30
    assert found["read"][-1] == {"day": today, "added": 4, "read": 1}
    assert found["keywords"] == [
        {"keyword": "sheep", "papers": 4},
        {"keyword": "wool", "papers": 4},
    ]
    assert found["sources"] == {"arxiv": {"papers": 4, "unread": 3}}
    assert found["tags"] == {"to read": {"papers": 2, "unread": 1}}
    assert list(found) == ["days", "read", "keywords", "sources", "tags"]


def test_a_bar_is_as_long_as_its_number_says(counted: Run) -> None:
    lines = counted("stats").out.splitlines()
    most, least = (next(line for line in lines if day in line) for day in ("06-01", "06-02"))
    assert most.split() == ["3", "━" * 40, "2024-06-01"]
    assert least.split() == ["1", "━" * 13, "2024-06-02"]


def test_what_is_unread_stands_out_in_the_bar_and_as_a_number(counted: Run) -> None:
    lines = counted("stats").out.splitlines()
    assert next(line for line in lines if "arXiv" in line).split() == [
        "4", "3", "━" * 30 + "─" * 10, "arXiv",
    ]  # fmt: skip
    assert next(line for line in lines if "#to read" in line).split()[:2] == ["2", "1"]


def test_an_output_that_knows_only_ascii_gets_only_that(counted: Run, program: Run) -> None:
    with program("stats", env={"PYTHONIOENCODING": "ascii"}) as running:
        out, err = running.communicate()
    assert not err
    assert b"=" * 40 in out
    assert b"?" not in out
    assert out.isascii()


def test_the_settings_may_ask_for_ascii(counted: Run, home: Path) -> None:
    (home / "config" / "broadsheet").mkdir(parents=True)
    (home / "config" / "broadsheet" / "config.toml").write_text("ascii = true\n")
    assert counted("stats").out.isascii()


def test_an_empty_library_says_none(broadsheet: Run) -> None:
    assert broadsheet("starter", "--remove").status == 0
    ran = broadsheet("stats")
    assert ran.status == 0
    assert ran.out.split("\n\n")[0] == "Papers a day\n  none"
