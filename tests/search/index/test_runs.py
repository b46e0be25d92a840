"""A segment made of several runs, or of other segments, is the one that its papers make at once."""

import errno
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from strategies import examples
from whoosh.query import Term

from search.files import arrayfile
from search.files.arrayfile import ArrayFile
from search.index import Index, IndexDamaged
from search.index.building.writer import Writer, merge_policy
from search.index.folder import Folder
from search.index.terms.document import fields
from search.index.terms.schema import schema
from search.model.paper import Paper

WORDS = ["train", "training", "trained", "graph", "graphs", "the", "x", "学习", "müller", "gpt-4"]
phrases = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
papers = st.builds(
    lambda title, abstract, author, keyword: Paper(
        title=f"Paper {title}", abstract=abstract or None,
        authors=(author,) if author else (), keywords=(keyword,) if keyword else (),
    ),
    phrases, phrases, phrases, phrases,
)  # fmt: skip
# What is counted, and where a word stands, goes up to a number; so some texts are longer.
endless = st.builds(
    Paper,
    title=st.sampled_from(["swan " * 300, "graphs of words " * 90]),
    abstract=st.sampled_from(["swan " * 300, None]),
)
rows = st.integers(1, 12)
changes = st.lists(
    st.tuples(st.dictionaries(rows, papers, min_size=1, max_size=6), st.sets(rows, max_size=3)),
    min_size=2,
    max_size=4,
)


@contextmanager
def small_runs() -> Iterator[None]:
    """Runs of few words, merged few occurrences at a time, by one that remembers few words."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("search.index.building.pool.RUN", 12)
        patch.setattr("search.index.building.runs._WINDOW", 30)
        patch.setattr("search.index.terms.analysis._REMEMBERED", 2)
        yield


def segment(folder: Path) -> tuple[list[int], dict[str, list[int]]]:
    """The rows and the arrays of the one segment in an index."""
    (numbers,), (words,) = folder.glob("*.rows"), folder.glob("*.words")
    file = ArrayFile(words)
    arrays = {name: file.full_array(name).tolist() for name in file.names()}
    return ArrayFile(numbers).full_array("rows").tolist(), arrays


def forms(arrays: dict[str, list[int]], field: str) -> dict[str, list[int]]:
    """The documents of each surface form of a field."""
    words = bytes(arrays[f"{field}.forms.text"]).decode().split("\n")[:-1]
    starts, documents = arrays[f"{field}.forms.starts"], arrays[f"{field}.forms.documents"]
    return {
        word: documents[start:end]
        for word, (start, end) in zip(words, pairwise(starts), strict=True)
    }


def made(folder: Path, numbered: Iterable[tuple[int, Paper]]) -> Index:
    index = Index(folder, "mine")
    index.add(numbered, [], 1)
    return index


def found(index: Index, word: str) -> list[int]:
    return sorted(index.search(Term("text", word), lambda _: np.ones(99, bool)).rows.tolist())


@examples(50)
@given(added=st.lists(papers | endless, min_size=1, max_size=12))
def test_many_runs_make_the_segment_that_one_would(added: list[Paper]) -> None:
    numbered = list(enumerate(added, start=1))
    with TemporaryDirectory() as folder:
        made(Path(folder, "one"), numbered)
        with small_runs():
            made(Path(folder, "many"), numbered)
        assert segment(Path(folder, "many")) == segment(Path(folder, "one"))


@examples(30)
@given(steps=changes)
def test_merged_segments_are_as_if_their_papers_came_at_once(
    steps: list[tuple[dict[int, Paper], set[int]]],
) -> None:
    with TemporaryDirectory() as folder, small_runs():
        index = Index(Path(folder, "merged"), "mine")
        held: dict[int, Paper] = {}
        for version, (added, removed) in enumerate(steps, start=1):
            index.add(added.items(), removed, version)
            held = {row: paper for row, paper in held.items() if row not in removed} | added
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("search.index.segmented._MANY", 1)
            assume(index.merge_if_idle())
        order, merged = segment(Path(folder, "merged"))
        assert sorted(order) == sorted(held)
        made(Path(folder, "at once"), [(row, held[row]) for row in order])
        _, at_once = segment(Path(folder, "at once"))
        assert merged.keys() == at_once.keys()
        for name in at_once:
            if ".forms." not in name:
                assert merged[name] == at_once[name], name
        for field in ("text", "keyword"):
            found, expected = (forms(arrays, field) for arrays in (merged, at_once))
            assert found.items() >= expected.items()
            # A form of deleted papers stays where it is the stem of other forms.
            assert not any(found[form] for form in found.keys() - expected.keys())


SWANS = [(row, Paper(title=f"Swan {row}", abstract="Swans swim. " * 9)) for row in range(1, 7)]


@pytest.mark.parametrize("room", [0, 3, 7], ids=["first run", "a later run", "segment"])
def test_where_the_disk_is_full_the_index_stays_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    index = made(tmp_path / "index", [(9, Paper(title="A swan"))])
    write, left = arrayfile.write, iter(range(room))

    def into_little_room(*asked: object) -> None:
        if next(left, None) is None:
            raise OSError(errno.ENOSPC, "No space left on device")
        write(*asked)

    with small_runs(), monkeypatch.context() as patch:
        patch.setattr("search.files.arrayfile.write", into_little_room)
        with pytest.raises(OSError, match="No space left"):
            index.add(SWANS, [9], version=2)
    assert (index.version, index.count) == (1, 1)
    assert not list((tmp_path / "index").rglob("*.run"))
    monkeypatch.setattr("search.index.segmented._WAIT_S", 0)
    index.add(SWANS, [9], version=2)
    assert found(index, "swan") == [row for row, _ in SWANS]


def test_documents_and_segments_join_in_one_commit(tmp_path: Path) -> None:
    made(tmp_path / "index", SWANS[:3])
    writer = Writer(Folder(tmp_path / "index", "mine", schema()).index)
    for row, paper in SWANS[3:]:
        writer.add_document(**fields(row, paper))
    writer.commit(mergetype=merge_policy(lambda segments: segments))
    assert segment(tmp_path / "index")[0] == [4, 5, 6, 1, 2, 3]
    index = Index(tmp_path / "index", "mine")
    assert [found(index, str(row)) for row, _ in SWANS] == [[row] for row, _ in SWANS]


def test_what_a_killed_build_laid_aside_is_taken_away(tmp_path: Path) -> None:
    folder = tmp_path / "index"
    made(folder, [(9, Paper(title="A swan"))])

    class Killed(BaseException):
        pass

    def ending() -> Iterator[tuple[int, Paper]]:
        yield from SWANS
        assert list(folder.rglob("*.run"))
        left.extend(path for path in folder.rglob("*") if path.is_file())
        copies.extend(path.read_bytes() for path in left)
        raise Killed

    left: list[Path] = []
    copies: list[bytes] = []
    with small_runs(), pytest.raises(Killed):
        Index(folder, "mine").add(ending(), [], version=2)
    # As a kill leaves it: no line of ours has run since.
    for path, held in zip(left, copies, strict=True):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(held)
    index = Index(folder, "mine")
    assert (index.version, found(index, "swan")) == (1, [9])
    index.add(SWANS[:1], [], version=2)
    assert found(index, "swan") == [1, 9]
    assert not list(folder.rglob("*.run"))


def test_a_merge_copies_no_damage(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = made(tmp_path / "index", SWANS[:3])
    index.add(SWANS[3:], [], version=2)
    index.close()
    for path in (tmp_path / "index").glob("*.words"):
        with path.open("r+b") as damaged:
            damaged.write(b"\xff" * 9)
    monkeypatch.setattr("search.index.segmented._MANY", 1)
    index = Index(tmp_path / "index", "mine")  # the start does not read it
    with pytest.raises(IndexDamaged):
        index.merge_if_idle()
    assert Index(tmp_path / "index", "mine").count == len(SWANS)
    monkeypatch.setattr("search.index.segmented._WAIT_S", 0)
    with pytest.raises(IndexDamaged):  # the lock was let go
        index.merge_if_idle()
