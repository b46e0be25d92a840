"""The index folder: opened, searched, added to, and begun anew when it cannot be read."""

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
from whoosh.filedb.filestore import FileStorage
from whoosh.index import FileIndex, LockError
from whoosh.query import Every, Query
from whoosh.searching import Searcher

from search.errors import Cancelled, LibraryError
from search.index.document import fields
from search.index.evaluate import Evaluation, Masks, Rows, wordless
from search.index.hits import Hits
from search.index.schema import schema
from search.index.segment import Segment
from search.paper import Paper

# Counts up whenever an index made by an older program can no longer be used.
FORMAT = 1
_STATE = "broadsheet.json"
_WAIT_S = 60.0
_STRIDE = 500  # papers between two reports of progress


class IndexUnreadable(LibraryError):  # noqa: N818  what the folder is, not what went wrong
    """The folder holds no index of this library that can be used; begin anew and build it again."""


class IndexBusy(LibraryError):  # noqa: N818  a state, not a fault
    """Another program has been writing to the index for a minute."""


def never() -> bool:
    """The answer of a caller who does not cancel."""
    return False


def set_aside(folder: Path) -> None:
    """Move an index out of the way, so that `Index` begins anew. Raises OSError."""
    aside = folder.with_name(f"{folder.name}.aside")
    shutil.rmtree(aside, ignore_errors=True)
    if folder.exists():
        folder.rename(aside)


class Index:
    """The words of the papers of one library. Searching is safe from several threads.

    `folder` is made where it is not there. Raises IndexUnreadable where it holds something else
    than a sound index of `library`.
    """

    def __init__(self, folder: Path, library: str) -> None:
        self._folder = folder
        self._library = library
        try:
            self._index = self._opened()
            self._segments = self._read()
            self._version = self._state()
        except Exception as error:
            raise IndexUnreadable(f"the index in {folder} cannot be read: {error!r}") from error

    @property
    def version(self) -> int:
        """The store's count of changes up to which every paper is in the index."""
        return self._version

    @property
    def count(self) -> int:
        """How many papers can be found."""
        return sum(segment.count for segment in self._segments)

    def refresh(self) -> None:
        """Take in what another process committed. Raises IndexUnreadable."""
        try:
            self._segments = self._read()
            self._version = self._state()
        except Exception as error:
            raise IndexUnreadable(f"the index cannot be read: {error!r}") from error

    def search(self, tree: Query, masks: Masks, cancelled: Callable[[], bool] = never) -> Hits:
        """What `tree` matches. `masks` gives, for a leaf of search.filters, the rows it holds for.

        A tree without words is answered from `masks` alone, with masks(Every()) for all papers.
        Raises Cancelled when `cancelled` says so, IndexUnreadable where the files are damaged.
        """
        try:
            if wordless(tree):
                return Hits(Evaluation(Rows(masks(Every())), masks, cancelled).match(tree))
            parts = [(Evaluation(part, masks, cancelled), part) for part in self._segments]
            found = [(evaluation, evaluation.match(tree), part) for evaluation, part in parts]
        except LibraryError:
            raise
        except (ValueError, IndexError, EOFError, OSError) as error:
            raise IndexUnreadable(f"the index cannot be read: {error!r}") from error
        rows = [part.rows.take(ids) for _, ids, part in found]
        return Hits(
            np.concatenate([np.zeros(0, np.int64), *rows]),
            lambda: np.concatenate(
                [np.zeros(0, np.float32), *(done.score(tree, ids) for done, ids, _ in found)]
            ),
        )

    def add(
        self,
        papers: Iterable[tuple[int, Paper]],
        removed: Iterable[int],
        version: int,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Index `papers` by row in place of what their rows held, and take `removed` rows out.

        Afterwards the index is complete up to the store's `version`. `progress` hears now and then
        how many papers are done. Readers go on on what they have. Raises IndexBusy where another
        program keeps writing, Cancelled (with nothing changed) when `cancelled` says so.
        """
        try:
            writer = self._index.writer(timeout=_WAIT_S)
        except LockError as error:
            raise IndexBusy("the index is being written by another Broadsheet; wait") from error
        try:
            gone = set(removed)
            for done, (row, paper) in enumerate(papers, start=1):
                writer.add_document(**fields(row, paper))
                gone.add(row)
                if done % _STRIDE == 0:
                    _report(done, progress, cancelled)
            self._segments = self._read()
            base = 0
            for segment in self._segments:
                for place in np.flatnonzero(np.isin(segment.rows, list(gone))):
                    writer.delete_document(base + int(place))
                base += segment.size
        except BaseException:
            writer.cancel()
            raise
        writer.commit(merge=False)
        self._write_state(version)
        self.refresh()

    def suggest(self, tree: Query) -> str | None:
        """The index's own word that is nearest to the first word of `tree` that it lacks."""
        if not self._segments:
            return None
        reader = self._index.reader()
        lacking = (text for field, text in tree.iter_all_terms() if (field, text) not in reader)
        for text in lacking:
            for near in reader.corrector("text").suggest(text, limit=1, maxdist=2):
                return str(near)
        return None

    def close(self) -> None:
        """Nothing is held open but what a search still uses."""
        self._segments = []

    def _opened(self) -> FileIndex:
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        storage = FileStorage(str(self._folder))
        if not any(self._folder.iterdir()):
            FileIndex.create(storage, schema())
            self._write_state(0)
        return FileIndex(storage, schema())

    def _read(self) -> list[Segment]:
        searcher = Searcher(self._index.reader())
        return [Segment(searcher, part) for part, _ in searcher.leaf_searchers()]

    def _state(self) -> int:
        state = json.loads((self._folder / _STATE).read_text("utf-8"))
        if (state["format"], state["library"]) != (FORMAT, self._library):
            raise ValueError("it is of another library, or of another Broadsheet")
        return int(state["version"])

    def _write_state(self, version: int) -> None:
        state = {"format": FORMAT, "library": self._library, "version": version}
        fresh = self._folder / f"{_STATE}.new"
        fresh.write_text(json.dumps(state), "utf-8")
        fresh.replace(self._folder / _STATE)


def _report(
    done: int, progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
) -> None:
    if progress:
        progress(done)
    if cancelled and cancelled():
        raise Cancelled("the building of the index was stopped")
