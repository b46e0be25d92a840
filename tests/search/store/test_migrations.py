"""Libraries that released versions wrote, opened by this one: nothing of them is lost."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from search.model.paper import Paper
from search.model.record import Record
from search.model.step import Step, shortened
from search.store import SCHEMA, Outcome, Store
from search.store.history.marking import Marking
from search.store.migrations import m001_first, m002_steps_as_data, m003_records
from search.store.rows.payload import shown_date

Released = Callable[[str], Path]
RELEASED = ["0.1.0"]


def kept(file: Path) -> dict[str, list[tuple[object, ...]]]:
    """All that a person would miss: papers, marks, views and what undo goes back over."""
    queries = {
        "papers": "SELECT row, id, title, abstract, added FROM papers ORDER BY row",
        "names": "SELECT name, row FROM names ORDER BY name",
        "marks": "SELECT mark, row, value FROM marks ORDER BY mark, row",
        "steps": "SELECT step, at, undone FROM steps ORDER BY step",
        "changes": "SELECT step, row, mark, before, after FROM changes ORDER BY step, row, mark",
        "memory": "SELECT key, value FROM memory ORDER BY key",
    }
    with closing(sqlite3.connect(file)) as connection:
        return {name: connection.execute(query).fetchall() for name, query in queries.items()}


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_library_is_kept_whole(
    version: str, released: Released, open_store: Callable[[], Store]
) -> None:
    file = released(version)
    before = kept(file)
    store = open_store()
    (schema,) = store.database.connection.execute("PRAGMA user_version").fetchone()
    assert schema == SCHEMA
    assert kept(file) == before
    assert all(before.values())


def test_the_sentences_of_0_1_0_become_steps(
    released: Released, open_store: Callable[[], Store]
) -> None:
    """What is undone is worded anew, with the number of papers that it changes."""
    released("0.1.0")
    store = open_store()
    tag = "“Grüße aus dem Wald — “sieben” Bäume”: tagged forest"
    for what in (tag, "2 papers: read"):
        step = store.marks.redo()
        assert step is not None
        assert step.what == what
    undone = []
    while step := store.marks.undo():
        undone.append(step.what)
    assert undone == [
        "2 papers: read",
        tag,
        "“Counting sheep by night”: marks imported",
        "view Sheep removed",
        "view Code moved",
        "view Old renamed to Before: 2000",
        "view Old saved",
        "view Code saved",
        "view Sheep saved",
        "“Tidal pools of the north”: read, note saved",
        "“Tidal pools of the north”: tagged coast, note saved",
        "“On 3 papers: a study”: bookmark removed",
        "“On 3 papers: a study”: bookmarked",
        "“Notes: read, tagged night”: tagged night shift, off",
        "“Notes: read, tagged night”: note removed",
        "4 papers: unread, bookmarked, tagged night, tag ocean removed",
        "“A map of every lighthouse, with an index of the…”: read",
        "“Notes: read, tagged night”: note saved",
        "“A map of every lighthouse, with an index of the…”: tagged ocean, tagged to read",
        "“Counting sheep by night”: bookmarked",
        "“Counting sheep by night”: read",
    ]
    rows = [row for row, _ in store.papers.changed(0)]
    assert store.marks.of_rows([0, *rows]) == {}


def migrated(sentence: str, title: str | None = None) -> tuple[str, dict[str, object]]:
    """What a sentence of 0.1.0 becomes, about the paper with `title` where there is only one."""
    with closing(sqlite3.connect(":memory:")) as connection:
        m001_first(connection)
        connection.execute("INSERT INTO steps (at, what) VALUES (1, ?)", (sentence,))
        if title is not None:
            connection.execute(
                "INSERT INTO papers (row, id, title, added, version) VALUES (7, 'x', ?, 1, 1)",
                (title,),
            )
            connection.execute("INSERT INTO changes VALUES (1, 7, 'read', NULL, 1)")
        m002_steps_as_data(connection)
        kind, arguments = connection.execute("SELECT kind, arguments FROM steps").fetchone()
    return kind, json.loads(arguments)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "view",
        "view Sheep admired",
        "3 papers: ",
        "3 papers: eaten",
        "“No end: read",
        "“An end”: read aloud",
        "Ein Satz in einer anderen Sprache: gelesen",
        "“Long”: tagged " + "x" * 5_000,
    ],
)
def test_a_sentence_of_no_known_form_is_kept_as_it_is(sentence: str) -> None:
    kind, arguments = migrated(sentence)
    assert (kind, arguments) == ("legacy", {"text": sentence})
    assert Step(kind, {"text": sentence}, (1,)).what == sentence.strip()


names = st.text(st.sampled_from("abö -”“:0"), min_size=1, max_size=12).filter(str.strip)
markings = st.builds(
    Marking,
    read=st.none() | st.booleans(),
    bookmarked=st.none() | st.booleans(),
    tag=st.lists(names, max_size=3).map(tuple),
    untag=st.lists(names, max_size=3).map(tuple),
    note=st.sampled_from((None, "", "a note")),
).filter(lambda marking: marking != Marking())


def sentence(marking: Marking, papers: str) -> str:
    """A marking as 0.1.0 worded it."""
    words = []
    if marking.read is not None:
        words.append("read" if marking.read else "unread")
    if marking.bookmarked is not None:
        words.append("bookmarked" if marking.bookmarked else "bookmark off")
    words += [f"tagged {tag}" for tag in marking.tag]
    words += [f"tag {tag} off" for tag in marking.untag]
    if marking.note is not None:
        words.append("noted" if marking.note else "note off")
    return f"{papers}: {', '.join(words)}"


@example(Marking(tag=("off",), untag=("tagged", "noted")), None)
@example(Marking(tag=("night, day",), note="x"), "A title”: read, tagged b")
@given(marking=markings, title=st.none() | names)
def test_a_marking_of_0_1_0_means_what_it_meant(marking: Marking, title: str | None) -> None:
    papers = "1,204 papers" if title is None else f"“{shortened(title)}”"
    kind, arguments = migrated(sentence(marking, papers), title)
    expected = json.loads(json.dumps(marking.arguments()))
    assert (kind, arguments) == ("mark", expected)


def test_each_paper_of_0_1_0_becomes_one_record(
    released: Released, open_store: Callable[[], Store]
) -> None:
    released("0.1.0")
    store = open_store()
    papers = dict(store.papers.papers(row for row, _ in store.papers.changed(0)))
    records = store.papers.records(papers)
    assert records.keys() == papers.keys()
    for row, (record,) in records.items():
        assert record.paper == papers[row]
        assert (record.format, record.name, record.fields) == ("", "", ())


@pytest.mark.parametrize(
    ("sources", "day", "known"),
    [
        ("bibtex", "1985-01-01", "1985"),
        ("huggingface\nris", "1985-03-01", "1985-03"),
        ("csl-json", "1985-03-07", "1985-03-07"),
        ("arxiv", "1985-01-01", "1985-01-01"),
        (None, "1985-01-01", "1985-01-01"),
    ],
)
def test_a_day_that_0_1_0_made_up_goes(sources: str | None, day: str, known: str) -> None:
    with closing(sqlite3.connect(":memory:")) as connection:
        m001_first(connection)
        connection.execute(
            "INSERT INTO papers (row, id, title, published, sources, added, version)"
            " VALUES (7, 'x', 'Ink', ?, ?, 1, 1)",
            (date.fromisoformat(day).toordinal(), sources),
        )
        m002_steps_as_data(connection)
        m003_records(connection)
        found = connection.execute("SELECT published, published_as FROM papers").fetchone()
        assert str(shown_date(*found)) == known


def test_a_reference_read_again_takes_the_place_of_what_0_1_0_had(
    store: Store,
) -> None:
    ((row, _),) = store.papers.add([Paper(title="Ink", volume="1", sources=("bibtex",))], 1)
    record = Record(Paper(title="Ink", volume="2", sources=("bibtex",)), "bibtex", "a.bib/ink")
    assert store.papers.add([record], 2) == [(row, Outcome.UPDATED)]
    assert store.papers.records([row])[row] == (record,)
