"""The index as the library uses it: adding, replacing, finding, ordering, failing."""

import errno
import os
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest
from whoosh.qparser import QueryParser
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Query, Term

from search.errors import Cancelled
from search.index import Hits, Index, IndexBusy, IndexUnreadable, discard, schema
from search.model.filters import Is
from search.model.paper import Paper

PAPERS = {
    1: Paper(title="Training small parsers", abstract="We train parsers on little text.",
             authors=("Jörg Müller",), categories=("cs.CL",), sources=("page.txt",)),
    2: Paper(title="Graphs that remember", abstract="A memory of parsers. Text is rare.",
             github="https://github.com/Blue-Lab/Graph_Memory", keywords=("graph memory",)),
    3: Paper(title="机器学习入门", summary="The GPT-4 report, read slowly.", authors=("An Can",)),
}  # fmt: skip


def masks(leaf: Query) -> np.ndarray:
    marked = np.zeros(10, bool)
    if leaf == Every():
        marked[1:4] = True
    if leaf == Is("read"):
        marked[2] = True
    return marked


@pytest.fixture
def index(tmp_path: Path) -> Index:
    made = Index(tmp_path / "index", "mine")
    made.add(PAPERS.items(), [], version=7)
    return made


def found(index: Index, query: str | Query) -> set[int]:
    tree = QueryParser("text", schema()).parse(query) if isinstance(query, str) else query
    return set(index.search(tree, masks).rows.tolist())


@pytest.mark.parametrize(
    ("query", "rows"),
    [
        ("parser", {1, 2}),
        ("trained", {1}),
        ("title:parsers", {1}),
        ("abstract:memory", {2}),
        ("abstract:graphs", set()),
        ("author:muller", {1}),
        ("author:Müller", {1}),
        ("muller", {1}),
        ("author:can", {3}),
        ('author:"jörg müller"', {1}),
        ("cat:CS.cl", {1}),
        ("source:page.txt", {1}),
        ("code:blue-lab", {2}),
        ("code:blue-lab/graph_memory", {2}),
        ("code:memory", {2}),
        ("code:lab/graph", set()),
        ("keyword:memories", {2}),
        ("学习", {3}),
        ("习学", set()),
        ("gpt-4", {3}),
        ('"little text"', {1}),
        ('"text little"', set()),
        ('"train text"~4', {1}),
        ("pars* NOT graph", {1}),
        (FuzzyTerm("text", "grahp", maxdist=2), {2}),
        ("nowhere OR text", {1, 2}),
        ("title:nowhere", set()),
    ],
)
def test_words_are_found_where_they_stand(index: Index, query: str | Query, rows: set[int]) -> None:
    assert found(index, query) == rows


def test_filters_join_by_row(index: Index) -> None:
    word = Term("text", "parser")
    assert found(index, And([word, Is("read")])) == {2}
    assert found(index, And([word, Not(Is("read"))])) == {1}
    assert found(index, Or([Term("title", "train"), Is("read")])) == {1, 2}


def test_filters_alone_need_no_index(tmp_path: Path) -> None:
    empty = Index(tmp_path / "index", "mine")
    assert found(empty, Every()) == {1, 2, 3}
    assert found(empty, Not(Is("read"))) == {1, 3}
    assert found(empty, "parser") == set()


def test_words_in_the_title_count_for_more(index: Index) -> None:
    hits = index.search(Term("text", "parser"), masks)
    assert hits.by_score(np.arange(10)).page(0, 9) == [1, 2]


def test_a_paper_added_again_replaces_what_its_row_held(index: Index, tmp_path: Path) -> None:
    other = Index(tmp_path / "index", "mine")
    index.add([(1, Paper(title="Swans"))], removed=[3], version=9)
    assert (index.version, index.count) == (9, 2)
    assert found(index, "swan") == {1}
    assert found(index, "parser") == {2}
    assert found(other, "parser") == {1, 2}  # a reader goes on on what it has
    other.refresh()
    assert found(other, "parser") == {2}
    assert other.version == 9


def test_a_stop_leaves_the_index_as_it_was(index: Index) -> None:
    many = ((row, Paper(title=f"Swan {row}")) for row in range(4, 3000))
    with pytest.raises(Cancelled):
        index.add(many, [], version=8, cancelled=lambda: True)
    assert (index.version, index.count) == (7, 3)
    index.add([(4, Paper(title="Swans"))], [], version=8)
    assert found(index, "swan") == {4}


def test_a_search_no_longer_wanted_stops(index: Index) -> None:
    with pytest.raises(Cancelled):
        index.search(Term("text", "parser"), masks, lambda: True)


# Whoosh leaves the file open that it fails to read.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_an_index_of_another_library_or_a_damaged_one_is_refused(
    index: Index, tmp_path: Path
) -> None:
    folder = tmp_path / "index"
    with pytest.raises(IndexUnreadable):
        Index(folder, "somebody else's")
    for file in folder.glob("*_MAIN_*.toc"):
        file.write_bytes(file.read_bytes()[:20])
    with pytest.raises(IndexUnreadable):
        Index(folder, "mine")
    discard(folder)
    assert Index(folder, "mine").version == 0


def test_a_new_folder_is_the_users_own(index: Index, tmp_path: Path) -> None:
    assert (tmp_path / "index").stat().st_mode & 0o777 == 0o700


def test_hits_are_ordered_by_score_then_rank() -> None:
    rows = np.arange(1, 1001)
    scores = np.where(rows % 2, 1.5, 0.5).astype(np.float32)
    ranks = 1001 - np.arange(1001)
    ranking = Hits(rows, lambda: scores).by_score(ranks)
    expected = sorted(rows.tolist(), key=lambda row: (-scores[row - 1], ranks[row]))
    assert len(ranking) == 1000
    assert ranking.page(0, 50) == expected[:50]
    assert ranking.page(390, 40) == expected[390:430]
    assert ranking.page(990, 50) == expected[990:]
    assert [ranking.position(row) for row in expected[498:503]] == list(range(498, 503))
    assert ranking.position(5000) is None
    by_rank = Hits(rows).by_rank(ranks[:900])
    assert by_rank.page(0, 3) == [899, 898, 897]
    assert by_rank.position(900) == 899


def test_many_papers_at_once_make_several_segments(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.index.segmented.SEGMENT", 4)
    index = Index(tmp_path / "index", "mine")
    index.add([(row, Paper(title=f"Swan {row}")) for row in range(1, 13)], [], version=1)
    assert found(index, "swan") == set(range(1, 13))
    assert found(index, "7") == {7}


def test_merging_keeps_what_is_found_and_drops_what_is_not(index: Index, tmp_path: Path) -> None:
    assert not index.merge_if_idle()
    for row in range(4, 14):
        index.add([(row, Paper(title=f"Swan {row}", abstract="A swan."))], [row - 1], version=row)
    before = {word: found(index, word) for word in ("swan", "parser", "muller", "abstract:swan")}
    scores = index.search(Term("text", "swan"), masks).scores
    assert index.merge_if_idle()
    assert {word: found(index, word) for word in before} == before
    assert found(index, "title:swan") == {13}
    assert index.count == 3
    # A merged index has forgotten the deleted papers, in its statistics too.
    assert index.search(Term("text", "swan"), masks).scores != pytest.approx(scores)
    assert [found(index, "trainin*"), index.version] == [{1}, 13]
    assert len(list((tmp_path / "index").glob("*.words"))) == 1


def test_a_misspelled_word_gets_the_nearest_one_as_it_is_written(index: Index) -> None:
    def meant(typed: str) -> str | None:
        tree = QueryParser("text", schema()).parse(typed)
        return index.suggest(tree, typed)

    assert meant("trainng") == "training"
    assert meant("parsers AND grpahs") == "parsers AND graphs"
    assert meant("title:Mémorry") == "title:memory"
    assert meant("parser") is None
    assert meant("xylophone") is None
    assert meant("pasers trainng") == "parsers training"
    assert meant("parsers NOT trainng") is None
    assert meant("author:mullre") == "author:muller"
    assert index.suggest(Term("text", "grap")) == "graph"


def test_related_papers_share_key_features(index: Index) -> None:
    index.add([(4, Paper(title="Parsers and swans", abstract="Graph memory."))], [], version=8)
    query, words = index.related(PAPERS[2])
    assert index.search(query, masks).by_score(np.arange(10)).page(0, 2) == [2, 4]
    assert "graph memory" in words


def test_a_paper_that_shares_no_word_is_like_no_other(index: Index) -> None:
    query, _ = index.related(Paper(title="Xylophone"))
    assert index.search(query, masks).total == 0


def test_words_of_any_text_are_no_key_features(tmp_path) -> None:
    index = Index(tmp_path / "index", "library")
    papers = [Paper(title="These graphs", abstract="Because these graphs are such graphs.")] * 2
    index.add(list(enumerate(papers)), [], 1)
    assert index.related(papers[0])[1] == ("graphs",)


# What a failed start has mapped or opened is let go by the collector.
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
@pytest.mark.parametrize("pattern", ["*.words", "*.rows", "*.toc", "broadsheet.json"])
@pytest.mark.parametrize("keep", [None, 0, 30, -5])
def test_a_file_that_is_missing_or_cut_off_is_noticed_at_the_start(
    index: Index, tmp_path: Path, pattern: str, keep: int | None
) -> None:
    (file,) = (tmp_path / "index").glob(pattern)
    held = file.read_bytes()
    file.unlink()
    if keep is not None:
        file.write_bytes(held[:keep])
    with pytest.raises(IndexUnreadable):
        Index(tmp_path / "index", "mine")


def test_a_kill_before_the_version_is_written_only_makes_work_be_done_again(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    papers = [(row, Paper(title="Swans")) for row in (1, 4)]
    with monkeypatch.context() as patched:
        patched.setattr("search.index.folder.Folder.write_version", killed)
        with pytest.raises(KeyboardInterrupt):
            index.add(papers, [], version=8)
    again = Index(tmp_path / "index", "mine")
    assert again.version == 7
    again.add(papers, [], version=8)
    assert (again.version, again.count) == (8, 4)
    assert found(again, "swan") == {1, 4}


def test_a_second_writer_waits_and_then_says_so(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.index.segmented._WAIT_S", 0.05)
    other = Index(tmp_path / "index", "mine")

    def papers() -> Iterator[tuple[int, Paper]]:
        with pytest.raises(IndexBusy):
            other.add([], [1], version=9)
        yield 4, Paper(title="Swans")

    left = tmp_path / "index" / "_MAIN_9.toc.1.5"  # by a writer that was killed
    left.touch()
    index.add(papers(), [], version=8)
    assert found(index, "swan") == {4}
    assert not left.exists()


@pytest.mark.skipif(os.name != "posix", reason="locks of POSIX")
@pytest.mark.timeout(30)  # less than it waits for another program
def test_who_waits_for_a_lock_can_cancel_and_is_reported_where_there_are_none(
    index: Index, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    papers = [(4, Paper(title="Swans"))]
    (file,) = (tmp_path / "index").glob("*LOCK")
    with file.open("wb") as held:
        fcntl.flock(held, fcntl.LOCK_EX)
        with pytest.raises(Cancelled):
            index.add(papers, [], 8, cancelled=lambda: True)

    def never(*_: object) -> None:
        raise BlockingIOError(errno.EAGAIN, "Resource temporarily unavailable")

    monkeypatch.setattr(fcntl, "flock", never)
    with pytest.raises(IndexBusy, match="can be locked"):
        index.add(papers, [], 8)


def test_progress_ends_with_every_paper(index: Index) -> None:
    progress: list[int] = []
    index.add(((row, Paper(title="Swans")) for row in range(4, 1204)), [], 8, progress.append)
    assert progress == [500, 1000, 1200]


def test_a_word_written_hundreds_of_times_is_one_paper(tmp_path: Path) -> None:
    index = Index(tmp_path / "index", "mine")
    long = Paper(title="Swans", abstract="goose swan " * 400)
    index.add([(1, long), (2, Paper(title="A goose"))], [], version=1)
    assert found(index, "swan") == {1}
    assert found(index, '"goose swan"') == {1}
    assert found(index, "title:goose") == {2}
    assert (index.search(Term("text", "swan"), masks).scores < 10).all()


@pytest.mark.parametrize("different", [1, 2, 700])
@pytest.mark.parametrize("size", [399, 401, 30_000])
def test_the_first_pages_are_those_of_the_whole_order(size: int, different: int) -> None:
    chance = np.random.default_rng(size + different)
    rows = chance.permutation(size)
    ranks = chance.permutation(size)
    scores = chance.integers(0, different, size).astype(np.float32)
    expected = sorted(range(size), key=lambda at: (-scores[at], ranks[rows[at]]))
    ranking = Hits(rows, lambda: scores).by_score(ranks)
    assert ranking.page(0, 400) == rows[expected[:400]].tolist()
    assert ranking.page(350, 100) == rows[expected[350:450]].tolist()
    by_rank = Hits(rows).by_rank(ranks)
    assert by_rank.page(0, 400) == np.argsort(ranks)[:400].tolist()
