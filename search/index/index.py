"""The index of one library: opened, searched, added to, and merged when nothing else is to do."""

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from pathlib import Path

import numpy as np
from whoosh.index import LockError
from whoosh.query import Every, Query

from search.errors import Cancelled, LibraryError, not_cancelled
from search.files.arrayfile import DamagedFileError
from search.index.folder import Folder
from search.index.matching.evaluate import Evaluation, Masks, Rows, filters_only
from search.index.matching.hits import Hits, Scores
from search.index.ranking.collection import Statistics
from search.index.ranking.emphasis import Emphasis, emphasis
from search.index.ranking.explaining import explain
from search.index.ranking.features import Feature, Features, Key
from search.index.ranking.interest import interest, paper_features
from search.index.ranking.related import key_features, related_to, shown
from search.index.ranking.scoring import emphasized
from search.index.segments.segment import Segment, SegmentData
from search.index.segments.writer import Writer, merge_policy, smallest
from search.index.terms.analysis import Words, stems
from search.index.terms.document import fields
from search.index.terms.spellings import with_spellings
from search.index.terms.suggestions import suggest
from search.index.unreadable import readable, unreadable
from search.model.outcomes.explanation import Reason
from search.model.paper import Paper

NO_EMPHASIS = Emphasis()
_WAIT_S = 60.0
_STRIDE = 500  # papers between two reports of progress
_MANY = 8  # segments from which on merging pays
SEGMENT = 1 << 17  # papers in a segment at most, so that the memory to make one is bounded


class IndexBusy(LibraryError):  # noqa: N818  a state, not a fault
    """Another program has been writing to the index for a minute."""


class Index:
    """The words of the papers of one library. Searching is safe from several threads.

    `folder` is made where it is not there. Raises IndexUnreadable where it holds something else
    than a sound index of `library`.
    """

    def __init__(self, folder: Path, library: str) -> None:
        self._data: dict[str, SegmentData] = {}
        self._words = Words(stems)  # it remembers words
        try:
            self._folder = Folder(folder, library)
            self._view = self._read()
        except Exception as error:  # Whoosh raises all kinds
            raise unreadable(error) from error

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
            raise unreadable(error) from error

    def search(
        self,
        tree: Query,
        masks: Masks,
        cancelled: Callable[[], bool] = not_cancelled,
        wanted: Emphasis = NO_EMPHASIS,
    ) -> Hits:
        """What `tree` matches. `masks` gives, for a leaf of search.model.filters, its rows.

        A tree without words is answered from `masks` alone, with masks(Every()) for all papers.
        `wanted` ranks papers higher. Raises Cancelled when `cancelled` says so, IndexUnreadable
        where the files are damaged.
        """
        if filters_only(tree):
            return Hits(Evaluation(Rows(masks(Every())), masks, cancelled).match(tree))
        segments = [segment for segment in self._view.segments if segment.count]
        evaluations = [Evaluation(segment, masks, cancelled) for segment in segments]
        with readable():
            matched = [evaluation.match(tree) for evaluation in evaluations]
        rows = [segment.rows.take(ids) for segment, ids in zip(segments, matched, strict=True)]

        def scores() -> Scores:
            with readable():
                parts = [
                    evaluation.score(tree, ids)
                    for evaluation, ids in zip(evaluations, matched, strict=True)
                ]
                return emphasized(wanted, segments, matched, parts)

        return Hits(np.concatenate([np.zeros(0, np.int64), *rows]), scores)

    def with_spellings(self, tree: Query, typed: str) -> Query:
        """`tree`, parsed from `typed`, with the other spellings of its words that papers have."""
        with readable():
            return with_spellings(tree, typed, self._words, self._view.statistics)

    def emphasis(self, plain: str, *, half_typed: bool, typing: bool) -> Emphasis:
        """What ranks a paper higher for the `plain` words of a query."""
        return emphasis(self._words, plain, half_typed=half_typed, typing=typing)

    def suggest(self, tree: Query, typed: str = "", *, found: bool = False) -> str | None:
        """The query as it was `typed`, its misspelled words as papers spell them; None without.

        Words that no paper has are; if something was `found`, also those that hardly any paper has
        while very many have one that is one slip away. Without `typed`, only the word.
        """
        with readable():
            return suggest(self._view.segments, self._view.statistics, tree, typed, found=found)

    def explain(self, tree: Query, wanted: Emphasis, row: int, masks: Masks) -> list[Reason]:
        """What adds to the score of the paper in `row`; nothing where `tree` does not match it."""
        with readable():
            for segment in self._view.segments:
                evaluation = Evaluation(segment, masks, not_cancelled)
                matched = evaluation.match(tree) if segment.count else np.zeros(0, np.int64)
                here = matched[segment.rows.take(matched) == row]
                if len(here):
                    return explain(tree, wanted, segment, int(here[0]), evaluation)
        return []

    def related(self, paper: Paper) -> tuple[Query, tuple[str, ...]]:
        """The query for papers like `paper`, and the words that say by what they are like it."""
        with readable():
            features = self._view.features
            found = key_features(paper, features)
            return related_to(found, features), shown(found, features)

    def interest(self, papers: Sequence[Paper]) -> tuple[list[Feature], Query]:
        """What `papers` have in common that others have not, and the query for papers like them."""
        with readable():
            features = self._view.features
            found = interest(papers, features)
            return found, features.query(found)

    def features_of(self, paper: Paper) -> Collection[Key]:
        """The features that a paper has."""
        with readable():
            return paper_features(paper, self._view.features)[0].keys()

    @property
    def view(self) -> object:
        """Another object whenever the index has other papers."""
        return self._view

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
        Raises IndexBusy where another program keeps writing, Cancelled when `cancelled` says so,
        IndexUnreadable.
        """
        rest = iter(papers)
        gone, done = set(removed), 0
        while True:
            some = self._add_some(islice(rest, SEGMENT), gone, done, progress, cancelled)
            gone, done = set(), done + some
            if some < SEGMENT:
                break
        self._folder.write_version(version)
        self.refresh()

    @property
    def needs_merge(self) -> bool:
        """Whether there are so many segments that fewer would be quicker to search."""
        return len(self._view.segments) > _MANY

    def merge_if_idle(self) -> bool:
        """Merge the smallest segments where there are many; whether anything was merged.

        Takes seconds and a core; to be called when the program is idle. Raises IndexBusy,
        IndexDamaged.
        """
        if not self.needs_merge:
            return False
        writer = self._writer()
        choose = partial(smallest, room=SEGMENT)
        if not choose(writer.segments):
            writer.cancel()
            return False
        try:
            writer.commit(mergetype=merge_policy(choose))
        except BaseException as error:
            writer.cancel()
            if isinstance(error, DamagedFileError):
                raise unreadable(error) from error
            raise
        self.refresh()
        return True

    def check(self, cancelled: Callable[[], bool] = not_cancelled) -> None:
        """Check all files, also what no search has read. Raises IndexUnreadable, Cancelled."""
        with readable():
            for data in list(self._data.values()):
                data.check_all(cancelled)

    def close(self) -> None:
        """Let the files go, when the searches at work are done with them."""
        self._view = View([], self._words, 0)
        self._data.clear()

    def _add_some(
        self,
        papers: Iterator[tuple[int, Paper]],
        gone: set[int],
        before: int,
        progress: Callable[[int], None] | None,
        cancelled: Callable[[], bool] | None,
    ) -> int:
        """Commit one segment of the next papers; how many they were."""
        added = 0
        writer = self._writer()
        try:
            for row, paper in papers:
                writer.add_document(**fields(row, paper))
                gone.add(row)
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
        while True:
            generation = self._folder.index.latest_generation()
            try:
                return View(self._segments(generation), self._words, version)
            except FileNotFoundError:
                # A writer that commits deletes the files that are no longer in use.
                if self._folder.index.latest_generation() == generation:
                    raise

    def _segments(self, generation: int) -> list[Segment]:
        """The segments of one generation; those that were open already stay open."""
        files = {file.segment_id(): file for file in self._folder.segments(generation)}
        known = self._data
        self._data = {
            name: known.get(name) or SegmentData(self._folder.path, file)
            for name, file in files.items()
        }
        return [Segment(self._data[name], file.deleted_docs()) for name, file in files.items()]


class View:
    """The segments at one moment, and the store's version that they are complete up to."""

    def __init__(self, segments: list[Segment], words: Words, version: int) -> None:
        self.segments = segments
        self.version = version
        self.statistics = Statistics(segments)
        self.features = Features(words, segments, self.statistics)
        for segment in segments:
            segment.statistics = self.statistics


def _report(
    done: int, progress: Callable[[int], None] | None, cancelled: Callable[[], bool] | None
) -> None:
    if progress:
        progress(done)
    if cancelled and cancelled():
        raise Cancelled("the building of the index was stopped")
