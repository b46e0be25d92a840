"""The folder of an index: whose library it is of, and up to which version it is complete."""

import json
import shutil
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.index import TOC, FileIndex

from search.index.codec import Segment
from search.index.schema import schema

# Counts up whenever an index made by an older program can no longer be used.
FORMAT = 6
_STATE = "broadsheet.json"


def set_aside(path: Path) -> None:
    """Move an index out of the way, so that a new one is begun. Raises OSError."""
    aside = path.with_name(f"{path.name}.aside")
    shutil.rmtree(aside, ignore_errors=True)
    if path.exists():
        path.rename(aside)


class Folder:
    """The index folder of one library, the user's own; made where it is not there.

    Whatever is wrong with its files, Whoosh and the methods raise all kinds of exceptions.
    """

    def __init__(self, path: Path, library: str) -> None:
        self.path = path
        self._state = path / _STATE
        self._library = library
        self._schema = schema()
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        storage = FileStorage(str(path))
        if not any(path.iterdir()):
            FileIndex.create(storage, self._schema)
            self.write_version(0)
        self.index = FileIndex(storage, self._schema)

    def segments(self, generation: int) -> list[Segment]:
        """The segments as of one generation of the index."""
        index = self.index
        toc = TOC.read(index.storage, index.indexname, gen=generation, schema=self._schema)
        segments: list[Segment] = toc.segments
        return segments

    def version(self) -> int:
        """The store's version that the index is complete up to. Raises ValueError."""
        state = json.loads(self._state.read_text("utf-8"))
        if (state["format"], state["library"]) != (FORMAT, self._library):
            raise ValueError("it is of another library, or of another Broadsheet")
        return int(state["version"])

    def write_version(self, version: int) -> None:
        """Keep the version, so that a kill leaves the old one or the new one."""
        state = {"format": FORMAT, "library": self._library, "version": version}
        fresh = self._state.with_suffix(".new")
        fresh.write_text(json.dumps(state), "utf-8")
        fresh.replace(self._state)
