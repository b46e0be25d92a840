"""Whatever was done to a library, a backup of it brings all of it back."""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from search import Library, Marking, Paper, Paths, Results, back_up, restore
from search.library import now

WORDS = ("sheep", "goat", "wool", "meadow", "Ünder", "羊")
QUERIES = (*WORDS, "wo*", '"sheep goat"', "is:read", "tag:hay sheep", "note:look", "sort:title")
TITLES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=4).map(" ".join)
PAPERS = st.lists(
    st.builds(Paper, title=TITLES, abstract=st.none() | TITLES, upvotes=st.none() | st.just(3)),
    max_size=5,
)
MARKINGS = st.builds(
    Marking,
    read=st.none() | st.booleans(),
    bookmarked=st.none() | st.booleans(),
    tag=st.sampled_from([(), ("hay",), ("hay", "å la carte")]),
    note=st.sampled_from([None, "look again", ""]),
)
DOINGS = st.lists(
    st.one_of(
        PAPERS,
        st.tuples(st.sampled_from(QUERIES), MARKINGS),
        st.tuples(st.just("view"), TITLES),
        st.tuples(st.just("remember"), TITLES),
        st.sampled_from(["undo", "redo", "remove", "open"]),
    ),
    max_size=12,
)


def do(library: Library, doings: list[object]) -> None:
    """What a person may do to a library."""
    for moment, doing in enumerate(doings, start=1):
        match doing:
            case list(papers):
                library._store.papers.add(papers, moment)
                library.update_index()
            case str(query), Marking() as marking:
                found = library.search(query)
                if len(found):
                    library.mark(found.page(0, 9), marking)
            case "view", str(query):
                library.views.save(f"view {moment}", query)
            case "remember", str(value):
                library.remember("theme", value)
            case "undo":
                library.undo()
            case "redo":
                library.redo()
            case "remove":
                library._store.papers.remove(library.search("sort:added").page(0, 1))
                library.update_index()
            case "open":
                library.visits.begin(now())
                library.visits.end()


def seen(paths: Paths, *, anew: bool = False) -> list[object]:
    """All that a person sees of a library, here and at each step back and forth in its history.

    `anew`: with an index that never held anything else.
    """
    with opened(paths) as library:
        if anew:
            library.rebuild()
        library.update_index()
        moments = [_seen(library), library.recall("theme"), library.recall("opened")]
        for turn in (library.undo, library.redo):
            while step := turn():
                moments += [step.what, _seen(library)]
        return moments


def _seen(library: Library) -> object:
    found = [_page(library, library.search(query)) for query in QUERIES]
    papers = {
        e.paper: (e.read, e.bookmarked, e.new, e.tags, e.note)
        for e in library.entries(library.search("").page(0, 99))
    }
    return found, papers, library.views.all(), library.status()


def _page(library: Library, results: Results) -> object:
    rows = results.page(0, 99)
    papers = {entry.row: entry.paper.id for entry in library.entries(rows)}
    passages = library.passages(rows, results, 200)
    return [(papers[row], results.score(row), passages.get(row)) for row in rows]


@contextmanager
def home() -> Iterator[Paths]:
    with TemporaryDirectory() as folder:
        yield Paths.under(Path(folder))


@contextmanager
def opened(paths: Paths) -> Iterator[Library]:
    with closing(Library(paths, with_starter=False)) as library:
        yield library


# Without making what fails as short as it can, which takes minutes.
@settings(max_examples=12, deadline=None, phases=[Phase.reuse, Phase.generate])
@given(doings=DOINGS, others=st.none() | DOINGS)
def test_whatever_was_done_comes_back(doings: list[object], others: list[object] | None) -> None:
    """Into a home where nothing is, and in the place of whatever else was done."""
    with home() as here, home() as there:
        with opened(here) as library:
            do(library, doings)
        file = str(here.data / "all.zip")
        back_up(here, file)
        lost = None
        if others is not None:
            with opened(there) as library:
                do(library, others)
            seen(there)  # it ends where all is done again
            lost = seen(there, anew=True)
        kept = restore(there, file).kept
        assert seen(there) == seen(here, anew=True)
        if kept:
            restore(there, str(kept))
            assert seen(there) == lost
