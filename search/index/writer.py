"""Whoosh's writer of segments, on a pool and a codec of arrays."""

from collections.abc import Callable

import numpy as np
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.writing import SegmentWriter

from search.index.codec import Codec, Segment
from search.index.inversion import Inverted
from search.index.pool import Pool
from search.index.segment import Files


class Writer(SegmentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Adds one segment to an index. Raises LockError where another writer is at work too long."""

    def __init__(self, index: FileIndex, wait_s: float) -> None:
        super().__init__(index, codec=Codec(), timeout=wait_s)
        self.pool = Pool(self.schema)

    def add_reader(self, reader: SegmentReader) -> None:
        """Take in all of another segment that is not deleted."""
        files = Files(reader)
        live = np.ones(len(files.rows), np.bool_)
        live[list(reader.segment().deleted_docs())] = False
        numbers = np.where(live, self.docnum + np.cumsum(live) - 1, -1)
        for name, pool in self.pool.fields.items():
            field = files.fields[name]
            taken = Inverted(name, list(field.lexicon), field.keys(numbers), pool.regions)
            pool.take(taken, files.written.spelling(taken.terms) if pool.regions else {})
        self.perdocwriter.add_rows(files.rows[live].tolist())
        self.docnum += int(np.count_nonzero(live))
        self._added = True


def folding(chosen: Callable[[list[Segment]], list[Segment]]) -> Callable[..., list[Segment]]:
    """A merge policy for Whoosh's commit: the chosen segments become part of the new one."""

    def fold(writer: Writer, segments: list[Segment]) -> list[Segment]:
        folded = chosen(segments)
        for segment in folded:
            writer.add_reader(SegmentReader(writer.storage, writer.schema, segment))
        return [segment for segment in segments if segment not in folded]

    return fold
