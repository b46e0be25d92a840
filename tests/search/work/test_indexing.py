"""Building in another process, from the store's own file."""

from pathlib import Path

import numpy as np
import pytest
from whoosh.query import Term

from search.errors import Cancelled
from search.index import Index, IndexUnreadable
from search.model.paper import Paper
from search.store import Store
from search.work.indexing import build


@pytest.fixture
def store(tmp_path: Path) -> Store:
    made = Store(tmp_path / "library.sqlite3")
    made.papers.add(
        [
            Paper(title="Parsers of text", authors=("Ada Byron",), categories=("cs.CL", "cs.AI")),
            Paper(title="Graphs", abstract="Of text.", github="https://github.com/blue/graphs"),
        ],
        moment=1,
    )
    yield made
    made.close()


def found(index: Index, field: str, word: str) -> list[int]:
    return sorted(index.search(Term(field, word), lambda _: np.ones(9, bool)).rows.tolist())


def test_another_process_brings_the_index_up_to_the_store(store: Store, tmp_path: Path) -> None:
    folder = tmp_path / "index"
    index = Index(folder, store.identity)
    build(tmp_path / "library.sqlite3", folder)
    index.refresh()
    assert index.version == store.papers.version()
    first, second = found(index, "text", "text")
    assert found(index, "cat", "cs.ai") == [first]
    assert found(index, "author", "byron") == [first]
    assert found(index, "code", "blue/graphs") == [second]
    store.papers.remove([first])
    told: list[tuple[int, int]] = []
    build(tmp_path / "library.sqlite3", folder, lambda *numbers: told.append(numbers))
    index.refresh()
    assert found(index, "text", "text") == [second]
    assert index.version == store.papers.version()


def test_a_build_no_longer_wanted_stops(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        build(tmp_path / "library.sqlite3", tmp_path / "index", cancelled=lambda: True)
    build(tmp_path / "library.sqlite3", tmp_path / "index")
    assert Index(tmp_path / "index", store.identity).count == 2


def test_what_stops_the_other_process_is_told(store: Store, tmp_path: Path) -> None:
    Index(tmp_path / "index", "another library")
    with pytest.raises(IndexUnreadable):
        build(tmp_path / "library.sqlite3", tmp_path / "index")
