"""The index of one library: opened, searched, added to, and merged when nothing else is to do."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh.index import LockError
from whoosh.query import Every, Query
from whoosh.searching import Searcher

from search.errors import Cancelled, LibraryError
from search.index.codec import Segment as CodecSegment
from search.index.collection import Statistics
from search.index.document import Document, of_paper
from search.index.evaluate import Evaluation, Masks, Rows, wordless
from search.index.folder import Folder
from search.index.hits import Hits, Scores
from search.index.related import Telling, telling
from search.index.segment import Files, Segment
from search.index.spelling import nearest
from search.index.writer import Writer, folding
from search.model.paper import Paper

_WAIT_S = 60.0
_STRIDE = 500  # papers between two reports of progress
_MANY = 8  # segments from which on merging pays
SEGMENT = 1 << 17  # papers in a segment at most, so that the memory to make one is bounded


class IndexUnreadable(LibraryError):  # noqa: N818  what the folder is, not what went wrong
    """The folder holds no index of this library that can be used; begin anew and build it again."""


class IndexBusy(LibraryError):  # noqa: N818  a state, not a fault
    """Another program has been writing to the index for a minute."""


def never() -> bool:
    """The answer of a caller who does not cancel."""
    return False


class Index:
    """The words of the papers of one library. Searching is safe from several threads.

    `folder` is made where it is not there. Raises IndexUnreadable where it holds something else
    than a sound index of `library`.
    """

    def __init__(self, folder: Path, library: str) -> None:
        self._files: dict[str, Files] = {}
        try:
            self._folder = Folder(folder, library)
            self._view = self._read()
        except Exception as error:  # a damaged file makes Whoosh raise all kinds
            raise IndexUnreadable(f"the index in {folder} cannot be read: {error!r}") from error

    @property
    def version(self) -> int:
        """The store's count of changes up to which every paper is in the index."""
        return self._view.version

    @property
    def count(self) -> int:
        """How many papers can be found."""
        return sum(segment.count for segment in self._view.segments)

    def refresh(self) -> None:
        """Take in what another process committed. Raises IndexUnreadable."""
        try:
            self._view = self._read()
        except Exception as error:
            raise IndexUnreadable(f"the index cannot be read: {error!r}") from error

    def search(self, tree: Query, masks: Masks, cancelled: Callable[[], bool] = never) -> Hits:
        """What `tree` matches. `masks` gives, for a leaf of search.model.filters, its rows.

        A tree without words is answered from `masks` alone, with masks(Every()) for all papers.
        Raises Cancelled when `cancelled` says so, IndexUnreadable where the files are damaged.
        """
        if wordless(tree):
            return Hits(Evaluation(Rows(masks(Every())), masks, cancelled).match(tree))
        held = (part for part in self._view.segments if part.count)
        parts = [(Evaluation(part, masks, cancelled), part) for part in held]
        with _readable():
            found = [(evaluation, evaluation.match(tree), part) for evaluation, part in parts]
        rows = [part.rows.take(ids) for _, ids, part in found]

        def scores() -> Scores:
            with _readable():
                each = [evaluation.score(tree, ids) for evaluation, ids, _ in found]
            return np.concatenate([np.zeros(0, np.float32), *each])

        return Hits(np.concatenate([np.zeros(0, np.int64), *rows]), scores)

    def suggest(self, tree: Query, typed: str = "") -> str | None:
        """The query as it was `typed`, its first word that no paper has spelled as papers do.

        None where every word is known, or none is near. Without `typed`, only the word.
        """
        return nearest(self._view.segments, self._view.statistics, tree, typed)

    def telling(self, paper: Paper) -> list[Telling]:
        """The words that tell `paper` from the other papers, the most telling first."""
        return telling(paper, self._view.statistics)

    def add(
        self,
        papers: Iterable[tuple[int, Paper]],
        removed: Iterable[int],
        version: int,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """Index `papers` by row in place of what their rows held, and take `removed` rows out.

        Afterwards the index is complete up to the store's `version`; until then it keeps its own,
        so that whatever ends the work in between only makes it be done again. Each row comes once.
        `progress` hears now and then how many papers are done. Readers go on on what they have.
        Raises IndexBusy where another program keeps writing, Cancelled when `cancelled` says so.
        """
        documents = (of_paper(row, paper) for row, paper in papers)
        self.add_documents(documents, removed, version, progress, cancelled)

    def add_documents(
        self,
        documents: Iterable[Document],
        removed: Iterable[int],
        version: int,
        progress: Callable[[int], None] | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> None:
        """See `add`."""
        rest = iter(documents)
        gone, done = set(removed), 0
        while True:
            some = self._add_some(islice(rest, SEGMENT), gone, done, progress, cancelled)
            gone, done = set(), done + some
            if some < SEGMENT:
                break
        self._folder.write_version(version)
        self.refresh()

    @property
    def crowded(self) -> bool:
        """Whether there are so many segments that fewer would be quicker to search."""
        return len(self._view.segments) > _MANY

    def merge_if_idle(self) -> bool:
        """Make few segments of many, where there are many; whether there was anything to do.

        Takes seconds and a core; to be called when nothing else is to be done. Raises IndexBusy.
        """
        if not self.crowded:
            return False
        writer = self._writer()
        if not _smallest(writer.segments):
            writer.cancel()
            return False
        try:
            writer.commit(mergetype=folding(_smallest))
        except BaseException:
            writer.cancel()
            raise
        self.refresh()
        return True

    def close(self) -> None:
        """Let the files go, when the searches at work are done with them."""
        self._view = View([], 0)
        self._files.clear()

    def _add_some(
        self,
        documents: Iterator[Document],
        gone: set[int],
        before: int,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> int:
        """Commit one segment of the next documents; how many they were."""
        added = 0
        writer = self._writer()
        try:
            for document in documents:
                writer.add_document(**document.fields())
                gone.add(document.row)
                added += 1
                if added % _STRIDE == 0:
                    _report(before + added, progress, cancelled)
            self._delete(writer, gone)
            if added or gone:
                writer.commit(merge=False)
        except BaseException:
            writer.cancel()
            raise
        if added or gone:
            _report(before + added, progress, None)
        else:
            writer.cancel()
        return added

    def _delete(self, writer: Writer, gone: set[int]) -> None:
        """Delete the documents of rows that are gone, or about to be replaced."""
        rows = np.fromiter(gone, np.int64, len(gone))
        base = 0
        for segment in self._read().segments:
            for document in np.flatnonzero(np.isin(segment.rows, rows)).tolist():
                writer.delete_document(base + document)
            base += segment.size

    def _writer(self) -> Writer:
        try:
            return Writer(self._folder.index, _WAIT_S)
        except LockError as error:
            raise IndexBusy("the index is being written by another Broadsheet; wait") from error

    def _read(self) -> "View":
        # The version first: segments may be newer than it says, never older.
        version = self._folder.version()
        reader = self._folder.index.reader()
        if not reader.doc_count_all():
            return View([], version)
        searcher = Searcher(reader)
        leaves = {
            leaf.reader().segment().segment_id(): leaf for leaf, _ in searcher.leaf_searchers()
        }
        known = self._files
        self._files = {
            name: known.get(name) or Files(leaf.reader()) for name, leaf in leaves.items()
        }
        segments = [Segment(self._files[name], searcher, leaf) for name, leaf in leaves.items()]
        return View(segments, version)


class View:
    """The segments at one moment, and the store's version that they are complete up to."""

    def __init__(self, segments: list[Segment], version: int) -> None:
        self.segments = segments
        self.version = version
        self.statistics = Statistics(segments)
        for segment in segments:
            segment.statistics = self.statistics


def _smallest(segments: list[CodecSegment]) -> list[CodecSegment]:
    """Which segments to make one of: the smallest, as long as they are no more than one may be."""
    chosen: list[CodecSegment] = []
    room = SEGMENT
    for segment in sorted(segments, key=CodecSegment.doc_count):
        room -= segment.doc_count()
        if room < 0:
            break
        chosen.append(segment)
    return chosen if len(chosen) > 1 else []


@contextmanager
def _readable() -> Iterator[None]:
    """Numbers that lead nowhere are what a damaged file shows itself by."""
    try:
        yield
    except (ValueError, IndexError, OSError) as error:
        raise IndexUnreadable(f"the index cannot be read: {error!r}") from error


def _report(
    done: int, progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
) -> None:
    if progress:
        progress(done)
    if cancelled and cancelled():
        raise Cancelled("the building of the index was stopped")
