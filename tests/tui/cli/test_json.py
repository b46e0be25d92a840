"""The JSON of every command, key by key and type by type, as it is promised."""

import json
import re
from datetime import date
from typing import Any

import pytest
from commands import Run

from tui.cli.json_output.shapes import SHAPES
from tui.cli.parser import parser


class Maybe:
    """A value that is null where it is missing, and never empty."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


class Each:
    """A list, or an object with names of any kind, of values of one shape."""

    def __init__(self, shape: Any) -> None:
        self.shape = shape


def day(text: str) -> date:
    """A day, or the first of a month or a year."""
    return date.fromisoformat(f"{text}-01-01"[:10] if len(text) < 10 else text)


DAY = day
DETAILS = (
    "type", "container_title", "volume", "issue", "pages", "publisher", "place", "edition",
    "series", "number", "genre", "isbn", "issn", "pmid", "language", "version", "comment",
    "journal_ref", "citation_key", "issued", "remark",
)  # fmt: skip
PASSAGE = {
    "id": str, "version": Maybe(int), "section": Maybe(str), "heading": Maybe(str), "text": str,
    "note": Maybe(str), "place": int,
    "blocks": Each({
        "section": Maybe(str), "digest": str, "nth": int, "words": str, "start": int, "text": str,
    }),
}  # fmt: skip
PAPER = {
    "id": str, "title": str, "abstract": Maybe(str), "authors": Each(str),
    "published": Maybe(DAY), "listed": Maybe(DAY), "url": Maybe(str), "pdf": Maybe(str),
    "github": Maybe(str), "links": Each(str), "upvotes": Maybe(int), "stars": Maybe(int),
    "summary": Maybe(str), "keywords": Each(str), "categories": Each(str), "doi": Maybe(str),
    "sources": Each(str), **dict.fromkeys(DETAILS, Maybe(str)), "editors": Each(str),
    "names": Each(Each(str)), "editor_names": Each(Each(str)), "withdrawn": bool,
    "read": bool, "bookmarked": bool, "new": bool, "hidden": bool, "tags": Each(str),
    "note": Maybe(str), "passages": Each(PASSAGE),
}  # fmt: skip
LEARNED = {
    "marks": int,
    "profiles": Each({"name": str, "papers": int, "terms": Each({"term": str, "weight": float})}),
    "words": Each({"words": str, "state": str}),
}
SECTION = {"id": Maybe(str), "number": Maybe(str), "title": str}
HIT = {**PAPER, "score": float, "snippet": Maybe(str), "section": Maybe(SECTION)}
HITS = Each(HIT)
SEARCH = {
    "query": str, "total": int, "took_ms": float, "ignored": Each(str),
    "papers": HITS, "partial": {"total": int, "papers": HITS},
}  # fmt: skip
IMPORT = {
    "added": int, "updated": int, "unchanged": int, "took_s": float, "joined": Each(str),
    "skipped": Each({"file": str, "line": Maybe(int), "reason": str}),
}  # fmt: skip
STATUS = {
    "papers": int, "unread": int, "bookmarked": int, "new": int, "with_code": int, "hidden": int,
    "indexed": int, "sources": Each(int), "index": str, "schema": int,
}  # fmt: skip
PATHS = dict.fromkeys(("data", "cache", "config", "store", "backups", "index", "settings"), str)


def check(value: Any, shape: Any, where: str = "$") -> None:
    """Fail where `value` has not exactly this shape."""
    if isinstance(shape, Maybe):
        if value is not None:
            check(value, shape.shape, where)
            assert value != "", where
    elif isinstance(shape, Each):
        assert isinstance(value, list | dict), where
        for name, item in value.items() if isinstance(value, dict) else enumerate(value):
            check(item, shape.shape, f"{where}.{name}")
    elif isinstance(shape, dict):
        assert isinstance(value, dict), where
        assert value.keys() == shape.keys(), where
        for name, item in shape.items():
            check(value[name], item, f"{where}.{name}")
    elif shape is DAY:
        assert DAY(value).isoformat().startswith(value), where
    else:
        assert type(value) is shape, (where, value)


def document(ran: Any, status: int = 0) -> Any:
    """The one JSON document on standard output."""
    assert ran.status == status, ran.err
    return json.loads(ran.out)


def test_import(broadsheet: Run, page: Any) -> None:
    found = document(broadsheet("import", "--json", page))
    check(found, IMPORT)
    assert (found["added"], found["updated"], found["unchanged"]) == (3, 0, 0)
    again = document(broadsheet("import", "--json", page))
    assert (again["added"], again["updated"], again["unchanged"]) == (0, 0, 3)


def test_import_reports_what_it_skipped(broadsheet: Run, tmp_path: Any) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text('{"id": "2401.00001", "title": "Sheep"}\n{"id": "2401.00002", "title": ""}\n')
    ran = broadsheet("import", "--json", file, tmp_path / "gone.txt")
    found = document(ran, 1)
    check(found, IMPORT)
    assert found["added"] == 1
    assert [(piece["file"], piece["line"]) for piece in found["skipped"]] == [
        (str(file), 2),
        (str(tmp_path / "gone.txt"), None),
    ]
    assert len(ran.messages) == 2


def test_search(filled: Run) -> None:
    found = document(filled("search", "--json", "curriculum"))
    check(found, SEARCH)
    assert (found["query"], found["total"]) == ("curriculum", 2)
    assert all("**curriculum**" in paper["snippet"] for paper in found["papers"])
    assert all(paper["score"] > 0 for paper in found["papers"])
    whole = document(filled("search", "--json", ""))
    check(whole, SEARCH)
    assert whole["total"] == len(whole["papers"]) == 5
    assert document(filled("search", "--json", "nowhere"))["papers"] == []


def test_explained(filled: Run) -> None:
    found = document(filled("search", "--json", "--explain", "sheep curriculum"))
    reason = {"what": str, "score": float, "how": Maybe(str)}
    hits = Each({**HIT, "reasons": Each(reason)})
    check(found, {**SEARCH, "papers": hits, "partial": {"total": int, "papers": hits}})
    for paper in [*found["papers"], *found["partial"]["papers"]]:
        total = sum(reason["score"] for reason in paper["reasons"])
        assert abs(total - paper["score"]) < 0.01


def test_foryou(broadsheet: Run) -> None:
    check(document(broadsheet("foryou", "--explain", "--json")), LEARNED)
    broadsheet("mark", "reasoning", "--bookmark")
    learned = document(broadsheet("foryou", "--explain", "--json"))
    check(learned, LEARNED)
    assert learned["marks"] == sum(each["papers"] for each in learned["profiles"]) > 3
    found = document(broadsheet("foryou", "--json", "--limit", 2))
    personal = {**HIT, "why": Each(str), "afield": bool}
    check(found, {**SEARCH, "papers": Each(personal)})
    assert len(found["papers"]) == 2
    assert all(paper["why"] for paper in found["papers"])
    assert not any(paper["bookmarked"] for paper in found["papers"])


def test_show(filled: Run) -> None:
    paper = document(filled("show", "--json", "2401.00001"))
    check(paper, PAPER)
    assert paper["title"] == "Sleep after Counting"
    assert paper["authors"] == ["Ada Lamm", "Bo Schaf"]
    assert paper["abstract"] == "Those who count sleep well."
    assert (paper["upvotes"], paper["stars"], paper["summary"]) == (None, None, None)
    by_doi = document(filled("show", "--json", "doi:10.1234/chamois"))
    check(by_doi, PAPER)
    assert by_doi["doi"] == "10.1234/chamois"
    assert by_doi["abstract"] is None


def test_a_starter_paper(broadsheet: Run) -> None:
    found = document(broadsheet("search", "--json", "--limit", 200, ""))
    check(found, SEARCH)
    assert found["total"] == 105
    for paper in found["papers"]:
        assert paper["abstract"] is None
        assert paper["summary"]
        assert (paper["read"], paper["bookmarked"], paper["new"]) == (False, False, False)
        assert paper["sources"] == ["starter"]


def test_marks(filled: Run) -> None:
    arguments = ("--read", "--bookmark", "--tag", "wool", "--note", "look again")
    assert document(filled("mark", "--json", "2401.00001", *arguments)) == {"changed": 1}
    paper = document(filled("show", "--json", "2401.00001"))
    check(paper, PAPER)
    assert (paper["read"], paper["bookmarked"]) == (True, True)
    assert (paper["tags"], paper["note"]) == (["wool"], "look again")
    assert document(filled("mark", "--json", "2401.00001", "--read")) == {"changed": 0}


def test_undo_and_redo(filled: Run) -> None:
    filled("mark", "2401.00001", "--read")
    undone = document(filled("undo", "--json"))
    check(undone, {"undone": str})
    redone = document(filled("redo", "--json"))
    check(redone, {"redone": str})
    assert undone["undone"] == redone["redone"]
    filled("undo")
    assert document(filled("undo", "--json"), 1) == {"undone": None}


def test_status(filled: Run) -> None:
    filled("mark", "2401.00001", "--bookmark", "--read")
    filled("mark", "doi:10.1234/chamois", "--hide")
    found = document(filled("status", "--json"))
    check(found, STATUS)
    del found["schema"]
    assert found == {
        "papers": 4, "unread": 3, "bookmarked": 1, "new": 4, "with_code": 1, "hidden": 1,
        "indexed": 5, "sources": {"huggingface": 3, "bibtex": 2}, "index": "ready",
    }  # fmt: skip


def test_rebuild(filled: Run) -> None:
    found = document(filled("rebuild", "--json"))
    check(found, {"papers": int, "took_s": float})
    assert found["papers"] == 5


def test_backup_and_restore(filled: Run, tmp_path: Any) -> None:
    file = tmp_path / "all.zip"
    found = document(filled("backup", file, "--json"))
    check(found, {"file": str, "papers": int, "bytes": int, "took_s": float})
    assert (found["file"], found["papers"]) == (str(file), 5)
    assert found["bytes"] == file.stat().st_size
    found = document(filled("restore", file, "--json"))
    check(found, {"papers": int, "kept": str, "settings": Maybe(str), "took_s": float})
    assert (found["papers"], found["settings"]) == (5, None)


def test_starter(broadsheet: Run) -> None:
    broadsheet("mark", "memory", "--bookmark")
    kept = document(broadsheet("status", "--json"))["bookmarked"]
    found = document(broadsheet("starter", "--remove", "--json"))
    check(found, {"removed": int, "kept": int})
    assert found == {"removed": 105 - kept, "kept": kept}
    assert kept > 0


def test_paths(broadsheet: Run, home: Any) -> None:
    found = document(broadsheet("paths", "--json"))
    check(found, PATHS)
    assert all(path.startswith(str(home)) for path in found.values())
    assert not home.exists()


def test_keys(broadsheet: Run, home: Any) -> None:
    found = document(broadsheet("keys", "--json"))
    check(found, Each({"id": str, "keys": Each(str), "help": str}))
    assert len({command["id"] for command in found}) == len(found) > 20


@pytest.mark.parametrize("hostile", ["\x9b31m", "\u202etxet", "\x1b[2J", "\x07", "\udc80"])
def test_what_a_terminal_obeys_is_written_as_an_escape(filled: Run, hostile: str) -> None:
    ran = filled("search", "--json", f"sheep {hostile}")
    assert document(ran)["query"] == f"sheep {hostile}"
    assert hostile not in ran.out


@pytest.mark.parametrize(
    "arguments",
    [
        ("view", "add", "Sheep", "sheep"),
        ("tags",),
        ("sync", "--list"),
        ("digest",),
        ("digest", "-o", "digest.txt"),
        ("export", "sheep", "-o", "sheep.ris"),
        ("export", "sheep", "--format", "json"),
        ("related", "2401.00001"),
        ("foryou", "--without", "wool"),
        ("cache",),
        ("stats",),
        ("doctor",),
        ("remove", "2401.00001", "--force"),
        ("completion", "bash"),
        ("help", "scripts"),
        ("help", "query"),
    ],
    ids=" ".join,
)
def test_the_json_of_a_command_is_as_its_schema_says(
    filled: Run, tmp_path: Any, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    """So it is in every test that uses these fixtures: they compare all JSON."""
    monkeypatch.chdir(tmp_path)
    assert filled("mark", "2401.00001", "--tag", "wool", "--note", "look again").status == 0
    assert document(filled(*arguments, "--json"))


def test_every_command_has_a_schema() -> None:
    named = {name.split()[0] for name in SHAPES}
    commands = set(re.findall(r"^    ([a-z]+) ", parser().format_help(), re.MULTILINE))
    assert named == commands


def test_the_schema_of_one_command(broadsheet: Run) -> None:
    schema = json.loads(broadsheet("help", "cache", "--json").out)
    assert schema["$defs"].keys() == {"CachedText", "CachedTexts", "Cleared", "commands"}
    assert schema["$defs"]["commands"].keys() == {"cache", "cache --clear"}
