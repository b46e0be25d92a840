"""The folder of an index: whose library it is of, and up to which version it is complete."""

import shutil
from pathlib import Path

from whoosh.fields import Schema
from whoosh.index import TOC, FileIndex

from search.files import index_state
from search.files.damaged import ensure_regular
from search.files.index_state import IndexState
from search.index.segments.codec import Segment
from search.index.storage import Storage


def discard(path: Path) -> None:
    """Remove an index, so that a new one can be built. Raises OSError.

    It is moved away first: no program ever finds a part of it.
    """
    aside = path.with_name(f"{path.name}.aside")
    shutil.rmtree(aside, ignore_errors=True)
    if path.exists():
        path.rename(aside)
        shutil.rmtree(aside, ignore_errors=True)


class Folder:
    """The index folder of one library, the user's own; made where it is not there.

    Whatever is wrong with its files, Whoosh and the methods raise all kinds of exceptions.
    """

    def __init__(self, path: Path, library: str, schema: Schema) -> None:
        self.path = path
        self._library = library
        self._schema = schema
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        storage = Storage(str(path))
        if not any(path.iterdir()):
            FileIndex.create(storage, self._schema)
            index_state.write(path, library, IndexState(0, 0))
        self.index = FileIndex(storage, self._schema)
        lock = path / f"{self.index.indexname}_WRITELOCK"
        if lock.exists():
            ensure_regular(lock)  # Whoosh opens it to write, and would wait for a reader of a pipe

    def segments(self, generation: int) -> list[Segment]:
        """The segments as of one generation of the index."""
        index = self.index
        toc = TOC.read(index.storage, index.indexname, gen=generation, schema=self._schema)
        segments: list[Segment] = toc.segments
        return segments

    def version(self) -> int:
        """The store's version that the index is complete up to. Raises ValueError."""
        return index_state.read(self.path, self._library).version

    def write_version(self, version: int) -> None:
        """Save the version, with the number of documents that there are now."""
        segments = self.segments(self.index.latest_generation())
        documents = sum(segment.doc_count() for segment in segments)
        index_state.write(self.path, self._library, IndexState(version, documents))
