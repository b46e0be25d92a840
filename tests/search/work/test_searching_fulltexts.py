"""Full texts are searched: below titles and abstracts, by section, in step with their cache."""

from collections.abc import Callable

import pytest

from search import Block, Document, Library, Paper, Paths, Reference, Section, Text
from search.index.fulltext.index import FullTextIndex
from search.sources.live.feed_state import Validators
from search.work.upkeep.health import checks

SHEEP = Paper(title="Counting Sheep", abstract="We count sheep.", arxiv="2406.00001")
GOATS = Paper(
    title="Goats on Rocks", abstract="Goats climb with dropout.", authors=("Cy Ziege",),
    arxiv="2406.00002",
)  # fmt: skip
WOOL = Paper(title="Wool and Silk", abstract="On memory.", arxiv="2406.00003")
TITLES = {"2406.00001": "sheep", "2406.00002": "goats", "2406.00003": "wool"}

Open = Callable[..., Library]


def document(*sections: tuple[int, str, str], references: tuple[Reference, ...] = ()) -> Document:
    """A full text of sections: level, title, words."""
    return Document(
        None, 1, "file", "a title",
        sections=tuple(
            Section(f"S{at}", level, str(at), title)
            for at, (level, title, _) in enumerate(sections)
        ),
        blocks=tuple(
            Block("paragraph", f"S{at}", f"S{at}.p1", (Text(words),))
            for at, (_, _, words) in enumerate(sections)
        ),
        references=references,
    )  # fmt: skip


OF_SHEEP = document(
    (1, "Introduction", "Sheep sleep. Nobody climbs here."),
    (1, "Method", "A first sentence. We use dropout and masks. A last one."),
    (2, "Loss", "The hinge loss is new."),
    references=(
        Reference("b1", "[1]", "Cy Ziege. Goats on Rocks. 2024."),
        Reference("b2", "[2]", "Ada Lamm. Nowhere Known. 2011.", doi="10.1000/nowhere"),
    ),
)
OF_WOOL = document((1, "Related Work", "Dropout is a hinge."))


@pytest.fixture
def library(open_library: Open) -> Library:
    opened = open_library()
    opened.add([SHEEP, GOATS, WOOL])
    opened.fulltexts.save(opened.row("2406.00001"), OF_SHEEP)
    opened.fulltexts.save(opened.row("2406.00003"), OF_WOOL)
    return opened


def found(library: Library, query: str) -> list[str]:
    """The papers with all words in what the library knows, then those with them in full texts."""
    results = library.search(query)
    assert results.ignored == ()
    rows = results.page(0, len(results))
    if results.partial is not None:
        behind = results.partial.page(0, 99)
        rows += [row for row in behind if results.is_in_full_text(row)]
    return [TITLES[entry.paper.id] for entry in library.entries(rows)]


@pytest.mark.parametrize(
    ("query", "papers"),
    [
        ("dropout", {"goats", "sheep", "wool"}),
        ("sheep climbing", {"sheep"}),  # one word here, one word there
        ('"hinge loss"', {"sheep"}),
        ('"loss sheep"', set()),
        ("hing*", {"sheep", "wool"}),
        ("hinge -silk", {"sheep"}),
        ("title:dropout", set()),
        ("hinge is:read", set()),
        ("text:dropout", {"sheep", "wool"}),
        ('text:"hinge loss"', {"sheep"}),
        ("text:goats", set()),
        ("-text:dropout", {"goats"}),
        ("dropout -text:masks", {"goats", "wool"}),
        ("text:*", {"sheep", "wool"}),
        ("has:fulltext", {"sheep", "wool"}),
        ("in:method dropout", {"sheep"}),
        ("in:METHODS hinge", {"sheep"}),  # in a section of that one
        ("in:introduction hinge", set()),
        ("in:method (climb OR hinge)", {"sheep"}),
        ("in:loss", {"sheep"}),
        ('in:"related work" hinge', {"wool"}),
        ("in:method -dropout has:fulltext", set()),
        ("cites:2406.00002", {"sheep"}),
        ("cites:10.1000/nowhere", {"sheep"}),
        ("cites:2406.00003", set()),
        ("citedby:2406.00001", {"goats"}),
        ("citedby:2406.00003", set()),
    ],
)
def test_what_a_query_finds_in_full_texts(library: Library, query: str, papers: set[str]) -> None:
    assert set(found(library, query)) == papers


def test_full_texts_stand_below_and_are_not_counted(library: Library) -> None:
    results = library.search("dropout")
    assert len(results) == 1
    assert results.partial is not None
    assert found(library, "dropout") == ["goats", "wool", "sheep"]
    (reason,) = library.explain("hinge", library.row("2406.00003"))
    partial = library.search("hinge").partial
    assert partial is not None
    assert reason.score == pytest.approx(partial.score(library.row("2406.00003")))


def test_a_word_in_the_abstract_is_worth_more_than_all_in_the_text(library: Library) -> None:
    library.add([Paper(title="A Hinge for Doors", arxiv="2406.00004")])
    partial = library.search("hinge masks dropout").partial
    assert partial is not None
    ids = [entry.paper.id for entry in library.entries(partial.page(0, 9))]
    assert set(ids[:2]) == {"2406.00002", "2406.00004"}
    row = library.row("2406.00001")  # has them in its text, but not in one section
    assert partial.position(row) is None
    both = library.search("masks dropout").partial
    assert both is not None
    total = sum(reason.score for reason in library.explain("masks dropout", row))
    assert total == pytest.approx(both.score(row))


def test_a_hit_says_its_section_and_shows_the_sentence(library: Library) -> None:
    results = library.search("masks dropout")
    assert results.partial is not None
    row = library.row("2406.00001")
    where = library.found_in(row, results, 80)
    assert where is not None
    assert (where.id, where.block, where.heading) == ("S1", 1, "1 Method")
    assert where.text == "We use dropout and masks."
    text, spans = library.passages([row], results, 80)[row]
    assert text == "1 Method: We use dropout and masks."
    assert [text[start:end] for start, end in spans] == ["dropout", "masks"]
    hinge = library.found_in(row, library.search("in:loss sheep OR hinge"), 80)
    assert hinge is not None
    assert hinge.id == "S2"
    assert library.found_in(row, library.search("sheep"), 80) is None


def test_the_index_follows_the_cache(library: Library, open_library: Open, paths: Paths) -> None:
    sheep = library.row("2406.00001")
    library.fulltexts.save(sheep, document((1, "New", "Nothing but lamas.")))
    assert found(library, "lamas") == ["sheep"]
    assert found(library, "masks") == []
    library.fulltexts.clear([sheep])
    assert found(library, "lamas") == []
    assert found(library, "text:*") == ["wool"]
    for file in paths.fulltexts.iterdir():  # as a person may do
        file.unlink()
    assert library.index_behind()
    library.update_index()
    assert found(library, "text:*") == []


def test_a_lost_index_is_built_again_from_the_cache(library: Library, paths: Paths) -> None:
    library.rebuild()
    assert found(library, "hinge") == ["wool", "sheep"]
    (words, *_) = paths.fulltext_index.glob("*.words")
    (check,) = (each for each in checks(paths) if each.name == "full texts")
    assert check.ok
    assert "2 in the cache" in check.what
    assert "2 searched" in check.what
    data = bytearray(words.read_bytes())
    data[10:2000] = bytes(1990)
    words.write_bytes(data)
    (check,) = (each for each in checks(paths) if each.name == "full texts")
    assert not check.ok


def test_a_damaged_index_is_rebuilt_by_the_search_that_meets_it(
    library: Library, open_library: Open, paths: Paths
) -> None:
    library.close()
    for words in paths.fulltext_index.glob("*.words"):
        data = bytearray(words.read_bytes())
        data[10:600] = bytes(590)
        words.write_bytes(data)
    again = open_library()
    assert found(again, "hinge") == ["wool", "sheep"]
    assert any("full texts" in repair for repair in again.repairs())


def test_a_removed_paper_is_not_found_by_its_text(library: Library) -> None:
    library.remove([library.row("2406.00001")])
    assert found(library, "hinge") == ["wool"]
    assert found(library, "text:hinge") == ["wool"]


def test_many_texts_are_indexed_in_another_process(open_library: Open) -> None:
    library = open_library()
    library.add(Paper(title=f"Paper {n}", arxiv=f"2406.1000{n}") for n in range(6))
    cache = library.fulltexts
    for n in range(6):
        cache._cache.save(f"2406.1000{n}", OF_WOOL, 0, "", Validators())
    library.update_index()
    assert len(library.search("text:hinge")) == 6


def test_a_library_without_full_texts_makes_no_index(open_library: Open, paths: Paths) -> None:
    library = open_library()
    library.add([SHEEP])
    assert len(library.search("sheep")) == 1
    assert not library.index_behind()
    assert not paths.fulltext_index.exists()


def test_a_text_stays_with_a_paper_that_gets_another_id(open_library: Open) -> None:
    library = open_library()
    library.add([Paper(title=SHEEP.title, abstract="None.", authors=("Ada Lamm",))])
    (row,) = library.search("sheep").page(0, 1)
    library.fulltexts.save(row, OF_SHEEP)
    library.add([Paper(title=SHEEP.title, authors=("Ada Lamm",), arxiv="2406.00001")])
    assert library.row("2406.00001") == row
    assert library.fulltexts.cached(row) is not None
    assert len(library.search("text:masks")) == 1


def test_the_same_sections_are_found_as_by_looking(library: Library, paths: Paths) -> None:
    with_texts = FullTextIndex(paths.fulltext_index, library._store.identity)
    assert with_texts.count == 6  # a document for each section, and what stands before the first
    with_texts.close()
