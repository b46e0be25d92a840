"""The words of the full texts of one library: opened, added to, searched."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from search.index.fulltext.schema import FILE, schema
from search.index.matching.hits import Rows
from search.index.segmented import SegmentedIndex, View
from search.index.segments.docs import Docs, Ids, unique
from search.index.segments.segment import Segment
from search.index.unreadable import readable

Places = NDArray[np.int64]
_KEPT = 64  # segments of papers of which it is known which full texts are theirs


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
    """The full texts at one moment. `papers` are the rows that have one, ascending.

    `places`: where the paper of each section of each segment stands among the papers; of deleted
    sections, behind them.
    """

    def __init__(self, segments: list[Segment], version: int) -> None:
        super().__init__(segments, version)
        rows = [segment.rows[segment.all().ids] for segment in self.segments]
        self.papers: Rows = unique(np.sort(np.concatenate([np.zeros(0, np.int64), *rows])))
        self.places = [
            np.where(segment.all().mask, self.papers.searchsorted(segment.rows), len(self.papers))
            for segment in self.segments
        ]
        self._documents: dict[int, tuple[Segment, Ids, Places]] = {}

    def documents_of(self, segment: Segment) -> tuple[Ids, Places]:
        """The documents of a segment of papers that are of `papers`, and their places there."""
        known = self._documents.get(id(segment))
        if known is None:
            if len(self._documents) >= _KEPT:  # of segments that were merged since
                self._documents.clear()
            ids, places = _documents_of(segment, self.papers)
            known = self._documents[id(segment)] = segment, ids, places
        return known[1], known[2]

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


def _documents_of(segment: Segment, papers: Rows) -> tuple[Ids, Places]:
    if not len(papers):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    marked = np.zeros(int(papers[-1]) + 2, np.bool_)
    marked[papers] = True
    ids = segment.live(Docs(segment.size, mask=marked.take(segment.rows, mode="clip"))).ids
    return ids, papers.searchsorted(segment.rows.take(ids))
