"""Whoosh's writer of segments, on a pool and a codec of arrays."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import EmptyReader
from whoosh.writing import SegmentWriter

from search.files.arrayfile import ArrayFile
from search.index.building.pool import Pool
from search.index.segments.codec import ROWS, WORDS, Codec, Segment


class Writer(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds one segment to an index. Raises LockError where another writer is at work.

    Both `add_document` and `commit` raise OSError where the disk is full; then `cancel`.
    """

    def __init__(self, index: FileIndex) -> None:
        super().__init__(index, codec=Codec(), timeout=0)
        for left in Path(self.storage.folder).glob("*.toc.*"):  # of a writer that was killed
            left.unlink(missing_ok=True)
        # Whoosh empties the folder when the writer ends, of what a killed writer left too.
        self.pool = Pool(self.schema, Path(self.temp_storage().folder))

    def add_document(self, **fields: object) -> None:
        """Add a document: its `row`, and texts by field. The pool may spill what it holds."""
        if not self.docnum:
            self._expect_documents()
        self.perdocwriter.add_rows([cast(int, fields.pop("row"))])
        self.pool.add(cast(dict[str, Sequence[str]], fields))
        self.docnum += 1

    def add_segment(self, segment: Segment) -> None:
        """Add the documents of another segment that are not deleted."""
        folder = Path(self.storage.folder)
        rows = ArrayFile(segment.path(folder, ROWS)).array("rows", np.uint32)
        live = np.ones(len(rows), np.bool_)
        live[list(segment.deleted_docs())] = False
        self.pool.take(segment.path(folder, WORDS), live)
        self.perdocwriter.add_rows(rows[live].tolist())
        self.docnum += int(np.count_nonzero(live))
        self._expect_documents()

    def _expect_documents(self) -> None:
        """Tell Whoosh that something is added."""
        self.add_reader(EmptyReader(self.schema))

    def cancel(self) -> None:
        """Leave the index as it was. Nothing more is written: the disk may be full."""
        self.perdocwriter.is_closed = True
        super().cancel()


def merge_policy(chosen: Callable[[list[Segment]], list[Segment]]) -> Callable[..., list[Segment]]:
    """A merge policy for Whoosh's commit: the chosen segments become part of the new one."""

    def merge(writer: Writer, segments: list[Segment]) -> list[Segment]:
        merged = chosen(segments)
        for segment in merged:
            writer.add_segment(segment)
        return [segment for segment in segments if segment not in merged]

    return merge


def smallest(segments: list[Segment], room: int) -> list[Segment]:
    """Which segments to make one of: the smallest that have at most `room` papers together."""
    chosen: list[Segment] = []
    for segment in sorted(segments, key=Segment.doc_count):
        room -= segment.doc_count()
        if room < 0:
            break
        chosen.append(segment)
    return chosen if len(chosen) > 1 else []
