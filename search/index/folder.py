"""The folder of an index: whose library it is of, and up to which version it is complete."""

import json
import os
import shutil
import time
import zlib
from contextlib import suppress
from pathlib import Path

from whoosh.fields import Schema
from whoosh.index import TOC, FileIndex

from search.files.arrayfile import DamagedFileError
from search.index.segments.codec import Segment
from search.index.storage import Storage

# Counts up whenever an index made by an older program can no longer be used.
FORMAT = 8
_LEFT_S = 60.0
_STATE = "broadsheet.json"


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
        self._state = path / _STATE
        self._library = library
        self._schema = schema
        path.mkdir(parents=True, exist_ok=True, mode=0o700)
        storage = Storage(str(path))
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
        content, _, check = self._state.read_text("utf-8").partition("\n")
        if not check:
            raise ValueError("another version of Broadsheet made it")
        if check.strip() != _checksum(content):
            raise DamagedFileError(f"{_STATE} is damaged")
        state = json.loads(content)
        if (state["format"], state["library"]) != (FORMAT, self._library):
            raise ValueError("it is of another library, or another version of Broadsheet made it")
        return int(state["version"])

    def write_version(self, version: int) -> None:
        """Save the version, so that a kill leaves the old one or the new one."""
        content = json.dumps({"format": FORMAT, "library": self._library, "version": version})
        for left in self.path.glob(f"{self._state.stem}.*.new"):
            with suppress(OSError):  # of a killed program; another one is there for no second
                if abs(time.time() - left.stat().st_mtime) > _LEFT_S:
                    left.unlink()
        fresh = self._state.with_suffix(f".{os.getpid()}.new")
        fresh.write_text(f"{content}\n{_checksum(content)}\n", "utf-8")
        fresh.replace(self._state)


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
