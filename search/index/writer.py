"""Whoosh's writer of segments, on a pool and a codec of arrays."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.index import arrayfile
from search.index.codec import ROWS, WORDS, Codec, Segment
from search.index.pool import Pool


class Writer(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds one segment to an index. Raises LockError where another writer is at work too long.

    Both `add_document` and `commit` raise OSError where the disk is full; then `cancel`.
    """

    def __init__(self, index: FileIndex, wait_s: float) -> None:
        super().__init__(index, codec=Codec(), timeout=wait_s)
        # Emptied with every writer's end: of what a killed one left, too.
        self.pool = Pool(self.schema, Path(self.temp_storage().folder))

    def add_document(self, **fields: object) -> None:
        """Whoosh's own, and the pool may lay aside what it holds."""
        super().add_document(**fields)
        self.pool.end_document()

    def add_reader(self, reader: SegmentReader) -> None:
        """Take in all of another segment that is not deleted."""
        segment: Segment = reader.segment()
        rows = arrayfile.read(segment.path(self.storage, ROWS))["rows"]
        live = np.ones(len(rows), np.bool_)
        live[list(segment.deleted_docs())] = False
        self.pool.take(segment.path(self.storage, WORDS), live)
        self.perdocwriter.add_rows(rows[live].tolist())
        self.docnum += int(np.count_nonzero(live))
        self._added = True

    def cancel(self) -> None:
        """Leave the index as it was; nothing more is written, for which there may be no room."""
        self.perdocwriter.is_closed = True
        super().cancel()


def folding(chosen: Callable[[list[Segment]], list[Segment]]) -> Callable[..., list[Segment]]:
    """A merge policy for Whoosh's commit: the chosen segments become part of the new one."""

    def fold(writer: Writer, segments: list[Segment]) -> list[Segment]:
        folded = chosen(segments)
        for segment in folded:
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
        return [segment for segment in segments if segment not in folded]

    return fold
