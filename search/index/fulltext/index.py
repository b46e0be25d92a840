"""The words of the full texts of one library: opened, added to, searched."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.query import Query

from search.errors import not_cancelled
from search.index.fulltext.schema import FILE, schema
from search.index.matching.evaluate import Evaluation
from search.index.matching.hits import Rows, Scores
from search.index.segmented import SegmentedIndex, View
from search.index.segments.docs import Mask
from search.index.segments.segment import Segment
from search.index.unreadable import FullTextsDamaged, readable

LEAST = np.float32(1e-6)  # scored by what matches, so that 0 is only what does not


@dataclass(frozen=True, slots=True)
class SectionText:
    """A section: its title, the titles of it and of those that it stands in, its own words."""

    title: str
    names: str
    body: str


@dataclass(frozen=True, slots=True)
class Text:
    """A full text: which file it is, and its sections. `file` is in lower case, without spaces."""

    file: str
    sections: Sequence[SectionText]


class FullTextIndex(SegmentedIndex[Text, "TextsView"]):
    """The full texts by row. See SegmentedIndex."""

    def __init__(self, folder: Path, library: str) -> None:
        super().__init__(folder, library, schema())

    def files(self) -> dict[str, int]:
        """The rows of the texts that are indexed, by file. Raises IndexUnreadable."""
        with readable():
            return self._view.files()

    def texts(self) -> "TextsView":
        """What is indexed at this moment."""
        return self._view

    def _documents(self, row: int, item: Text) -> Iterable[Mapping[str, object]]:
        for number, section in enumerate(item.sections):
            yield {
                "row": row,
                "text": (section.title, section.body, "", ""),
                "section": (section.names,),
                "file": () if number else (item.file,),
            }

    def _viewed(self, segments: list[Segment], version: int) -> "TextsView":
        return TextsView(segments, version)


class TextsView(View):
    """The full texts at one moment. `papers` are the rows that have one, ascending."""

    def __init__(self, segments: list[Segment], version: int) -> None:
        super().__init__(segments, version)
        rows = [segment.rows[segment.all().ids] for segment in self.segments]
        self.papers: Rows = np.unique(np.concatenate([np.zeros(0, np.int64), *rows]))
        # Where the paper of each section stands among the papers; of deleted ones, anywhere.
        self._places = [self.papers.searchsorted(segment.rows) for segment in self.segments]

    def scores(self, tree: Query, cancelled: Callable[[], bool] = not_cancelled) -> Scores:
        """How well the best section of each of `papers` matches; 0 where none does.

        Raises Cancelled, FullTextsDamaged.
        """
        try:
            return self._scores(tree, cancelled)
        except (ValueError, IndexError, OSError) as error:
            raise FullTextsDamaged(str(error)) from error

    def _scores(self, tree: Query, cancelled: Callable[[], bool]) -> Scores:
        best = np.zeros(len(self.papers), np.float32)
        for segment, places in zip(self.segments, self._places, strict=True):
            if not segment.count:
                continue
            evaluation = Evaluation(segment, _no_filter, cancelled)
            ids = evaluation.match(tree)
            if len(ids):
                np.maximum.at(best, places.take(ids), evaluation.score(tree, ids) + LEAST)
        return best

    def files(self) -> dict[str, int]:
        """See FullTextIndex.files."""
        found = {}
        for segment in self.segments:
            field = segment.field(FILE)
            if field is None:
                continue
            live = segment.all().mask
            for place, file in enumerate(field.lexicon):
                documents = field.documents(range(place, place + 1))
                kept: NDArray[np.uint32] = documents[live.take(documents)]
                if len(kept):
                    found[file.decode()] = int(segment.rows[kept[0]])
        return found


def _no_filter(node: Query) -> Mask:
    """Raise TypeError: sections have no state."""
    raise TypeError(f"{node!r} is no condition on a section")
