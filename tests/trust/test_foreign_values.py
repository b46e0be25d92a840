"""A library that another program wrote, or that somebody made by hand into a backup."""

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from commands import Run

from search import Block, Cite, Document, FootnoteMark, Link, Math, Paths, Reference, Section, Text
from search.fulltext.cache import Cache
from search.sources.live.feed_state import Validators
from search.store.memory import PREFIX

ESCAPES = "\x1b]0;owned\x07\x1b[31m\u202eevil\x9b2J"
BIG = 2**62
# What stands in a column that should hold something else.
FOREIGN: dict[str, list[object]] = {
    "title": [ESCAPES, b"\x1b[31mblob\xff", 7, "two\nlines"],
    "id": [ESCAPES, b"blob"],
    "authors": [ESCAPES, b"blob", 5],
    "published": [10**15, -5, "yesterday", b"x", 1.5],
    "listed": [10**15, 0, "yesterday"],
    "published_as": ["9999-99", ESCAPES, 3, b"x"],
    "arxiv": ["../../../etc/passwd", ESCAPES, 4],
    "doi": [ESCAPES, "javascript:alert(1)", b"x"],
    "url": ["javascript:alert(1)", ESCAPES, "file:///etc/passwd", 1],
    "pdf": ["javascript:alert(1)", b"x"],
    "github": ["javascript:alert(1)", 3],
    "links": ["javascript:alert(1)\nhttps://example.org/a", b"x", 3],
    "upvotes": [2**40, "many", -1, b"x", 1.5],
    "stars": [2**63 - 1, "many"],
    "keywords": [ESCAPES, b"x", 7],
    "categories": [ESCAPES, 1],
    "sources": [ESCAPES, b"x", 1],
    "withdrawn": ["yes", 7, b"x"],
    "added": ["yesterday", 10**17, -(10**17), b"x"],
    "version": [BIG, "new", -BIG, b"x"],
    "abstract": [ESCAPES, b"\xff\x00", 5],
    "summary": [ESCAPES, b"x"],
    "names": ["\t\t\t\t\t\t\t\n\t", ESCAPES, b"x"],
    "details": ["{", "[1]", '{"comment": 5, "title": "x", "editors": [1]}',
                '{"comment": "\\u001b[31mred"}', '{"comment": "\\b\\rred"}', "[" * 100_000],
    "row": [2**40, -(2**40), 0],
}  # fmt: skip
COMMANDS = (
    ["status"], ["search", "meadows"], ["search", "is:unread sort:title"], ["show", "2401.00001"],
    ["related", "2401.00001"], ["stats"], ["view", "list"], ["digest", "--since", "2000-01-01"],
    ["mark", "2401.00002", "--read", "--tag", "x"], ["undo"], ["redo"],
    *(["export", "*", "--format", name] for name in
      ("bibtex", "ris", "csl-json", "markdown", "json", "csv")),
)  # fmt: skip


def written(paths: Paths, *statements: tuple[str, object]) -> None:
    """Another program writes into the library, without any check."""
    with closing(sqlite3.connect(paths.store)) as connection, connection:
        connection.execute("PRAGMA ignore_check_constraints = ON")
        for statement, value in statements:
            connection.execute(statement, (value,))


STATEMENTS = (
    "INSERT OR REPLACE INTO marks SELECT 'note', 2, ?",
    "INSERT OR REPLACE INTO marks SELECT 'read', 2, ?",
    "INSERT OR REPLACE INTO marks SELECT 'tag:' || ?, 2, 1",
    "INSERT OR REPLACE INTO marks SELECT 'view:' || ?, 0, 'no place'",
    "INSERT OR REPLACE INTO marks SELECT 'view:Meadow', 0, ?",
    "INSERT OR REPLACE INTO marks SELECT 'read', ?, 5",
    "INSERT OR REPLACE INTO names SELECT 'known', ?",
    "UPDATE steps SET kind = ?",
    "UPDATE steps SET arguments = ?",
    "UPDATE steps SET at = ?",
    "UPDATE OR IGNORE changes SET mark = 'record:' || ?",
    "UPDATE changes SET before = ?",
    "UPDATE memory SET value = ? WHERE key <> 'library'",
    "UPDATE memory SET value = ? WHERE key = 'library'",
    "UPDATE records SET paper = ?",
    "UPDATE records SET fields = ?",
    "UPDATE records SET name = ?",
    "UPDATE records SET version = ?",
    "INSERT OR REPLACE INTO removed SELECT ?, 5 WHERE typeof(?1) = 'integer'",
    "INSERT OR REPLACE INTO removed SELECT 99, ?",
    "DELETE FROM memory WHERE ? IS NOT NULL",
)


@pytest.mark.parametrize("column", FOREIGN)
def test_a_value_out_of_range_is_missing_and_all_else_is_read(
    filled: Paths, broadsheet: Run, column: str
) -> None:
    """Each row but the first has another value in one column."""
    papers = len(FOREIGN[column]) + 1
    file = filled.data / "papers.bib"
    file.write_text("".join(
        f"@misc{{k{n}, title = {{Paper {n}}}, abstract = {{meadows}}, eprint = {{2402.{n:05}}}}}\n"
        for n in range(papers)
    ))  # fmt: skip
    assert broadsheet("import", file).status == 0
    moved = "" if column == "version" else ", version = version + 1"
    written(filled, *(
        (f"UPDATE OR IGNORE papers SET {column} = ?{moved} WHERE row = {row}", value)
        for row, value in enumerate(FOREIGN[column], 5)
    ))  # fmt: skip
    for command in COMMANDS:
        ran = broadsheet(*command)
        assert "javascript:" not in ran.out, ran
        assert ran.status == 0, ran
    assert f'"total": {papers + 3}' in broadsheet("search", "*", "--json").out
    assert "mine" in broadsheet("show", "2401.00000").out
    assert broadsheet("import", _more(filled)).status == 0
    assert f'"total": {papers + 4}' in broadsheet("search", "*", "--json").out


@pytest.mark.parametrize(
    "value", [ESCAPES, b"blob\xff", 10**18, -(2**40), "{", '{"title": "\\u001b[31m"}']
)
def test_marks_history_and_memory_of_another_program(
    filled: Paths, broadsheet: Run, value: object
) -> None:
    for statement in STATEMENTS:
        written(filled, (statement, value))
        broadsheet("view", "list")
        broadsheet("undo")
    for command in COMMANDS[:11]:
        broadsheet(*command)
    assert '"total": 3' in broadsheet("search", "*", "--json").out
    assert broadsheet("import", _more(filled)).status == 0


def test_a_full_text_of_another_program(filled: Paths, broadsheet: Run) -> None:
    hostile = f"Sheep. {ESCAPES}\r\b\x9b2J\u2066"
    document = Document(
        hostile, 1, hostile, hostile,
        sections=(Section("S1", 1, hostile, f"Method {hostile}"),),
        blocks=(
            Block("paragraph", "S1", hostile, (
                Text(hostile), Math(hostile, hostile, True, hostile), Link(hostile, hostile),
                Cite("b1", hostile), FootnoteMark("f", hostile),
            )),
            Block("table", "S1", "t", (), rows=(((Text(hostile),),),)),
            Block("code", "S1", None, (Text(hostile),)),
        ),
        references=(Reference("b1", hostile, hostile, doi=hostile, title=hostile),),
        problems=(hostile,),
    )  # fmt: skip
    cache = Cache(filled.fulltexts, 1 << 20)
    cache.save("2401.00000", document, 0, hostile, Validators(hostile, hostile))
    for command in (
        ["read", "2401.00000"], ["read", "2401.00000", "--format", "markdown"],
        ["read", "2401.00000", "--json"], ["references", "2401.00000"], ["cache"],
        ["cache", "--json"], ["search", "text:sheep"], ["show", "2401.00000"],
    ):  # fmt: skip
        assert broadsheet(*command).status == 0, command


@pytest.mark.parametrize("state", ["[", '{"synced": 1000000000000000000}', '{"synced": "x"}'])
def test_a_state_of_a_feed_that_no_sync_wrote(filled: Paths, broadsheet: Run, state: str) -> None:
    filled.config.mkdir(parents=True, exist_ok=True)
    filled.settings.write_text('[feeds]\ndaily = "huggingface:daily"\n')
    key = f"{PREFIX}feed.huggingface:daily"
    written(filled, (f"INSERT OR REPLACE INTO memory SELECT '{key}', ?", state))
    assert "daily never synced" in broadsheet("doctor").out
    assert "never synced" in broadsheet("sync", "--list").out


def _more(paths: Paths) -> Path:
    file = paths.data / "more.bib"
    file.write_text("@article{a, title = {Chamois}, year = {2020}, doi = {10.1/xyz}}")
    return file
