"""Building in another process, from the store's own file."""

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from whoosh.query import Term

import search
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
    progress: list[tuple[int, int]] = []
    build(tmp_path / "library.sqlite3", folder, lambda *numbers: progress.append(numbers))
    index.refresh()
    assert found(index, "text", "text") == [second]
    assert index.version == store.papers.version()


def test_a_build_no_longer_wanted_stops(store: Store, tmp_path: Path) -> None:
    with pytest.raises(Cancelled):
        build(tmp_path / "library.sqlite3", tmp_path / "index", cancelled=lambda: True)
    build(tmp_path / "library.sqlite3", tmp_path / "index")
    assert Index(tmp_path / "index", store.identity).count == 2


def test_what_stops_the_other_process_is_reported(store: Store, tmp_path: Path) -> None:
    Index(tmp_path / "index", "another library")
    with pytest.raises(IndexUnreadable):
        build(tmp_path / "library.sqlite3", tmp_path / "index")


def test_a_failure_of_the_other_process_says_why(store: Store, tmp_path: Path) -> None:
    (tmp_path / "index").write_text("in the way")
    with pytest.raises(IndexUnreadable, match="cannot be read"):
        build(tmp_path / "library.sqlite3", tmp_path / "index")


UNGUARDED = """
import sys
import json
import os
import subprocess
import sys
from pathlib import Path
from search import Library, Paths

print("once")
library = Library(Paths.under(Path(sys.argv[1])))
done = library.import_files([sys.argv[2]])
print(done.added, len(library.search("meadow")), library.status().index)
library.close()
"""


@pytest.mark.parametrize("cwd", ["beside", "hostile"])
def test_a_script_without_a_main_guard_imports_and_searches(tmp_path: Path, cwd: str) -> None:
    """More papers than are indexed in this process; the script itself must run only once."""
    papers = [{"id": f"2401.{n:05}", "title": f"Sheep {n} of the meadow"} for n in range(300)]
    (tmp_path / "papers.jsonl").write_text("\n".join(map(json.dumps, papers)))
    (tmp_path / "script.py").write_text(UNGUARDED)
    (tmp_path / cwd).mkdir()
    if cwd == "hostile":  # a person's own module with the name of one that indexing imports
        (tmp_path / cwd / "whoosh.py").write_text("raise SystemExit('this is not Whoosh')")
    ran = subprocess.run(
        [sys.executable, *map(str, map(tmp_path.joinpath, ("script.py", "home", "papers.jsonl")))],
        cwd=tmp_path / cwd,
        env={**os.environ, "PYTHONPATH": str(Path(search.__file__).parents[1])},
        capture_output=True,
        text=True,
    )
    assert (ran.stdout, ran.stderr) == ("once\n300 300 ready\n", "")


def test_the_other_process_ends_when_nobody_listens(store: Store, tmp_path: Path) -> None:
    command = [sys.executable, "-m", "search.work.indexing"]
    with subprocess.Popen(
        [*command, str(tmp_path / "library.sqlite3"), str(tmp_path / "index")],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdout.close()
        assert process.wait() == 1
        assert process.stderr.read() == b""
