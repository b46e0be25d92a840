"""What an index says of itself in a small file: whose it is, and up to where it is complete.

It stands in the folder of the index, and is read without opening that. Loads no numpy, no Whoosh.
"""

import json
import os
import time
import zlib
from contextlib import suppress
from pathlib import Path
from typing import NamedTuple

from search.files.damaged import DamagedFileError, ensure_regular

# Counts up whenever an index made by an older program can no longer be used.
FORMAT = 11
_LEFT_S = 60.0
_NAME = "broadsheet.json"


class IndexState(NamedTuple):
    """The store's version up to which an index is complete, and how many documents it has."""

    version: int
    documents: int


def read(folder: Path, library: str) -> IndexState:
    """The state of the index of a library. Raises OSError, ValueError, KeyError."""
    ensure_regular(folder / _NAME)
    content, _, check = (folder / _NAME).read_text("utf-8").partition("\n")
    if not check:
        raise ValueError("another version of Broadsheet made it")
    if check.strip() != _checksum(content):
        raise DamagedFileError(f"{_NAME} is damaged")
    state = json.loads(content)
    if (state["format"], state["library"]) != (FORMAT, library):
        raise ValueError("it is of another library, or another version of Broadsheet made it")
    return IndexState(int(state["version"]), int(state["documents"]))


def write(folder: Path, library: str, state: IndexState) -> None:
    """Save the state, so that a kill leaves the old one or the new one. Raises OSError."""
    content = json.dumps({"format": FORMAT, "library": library, **state._asdict()})
    path = folder / _NAME
    for left in folder.glob(f"{path.stem}.*.new"):
        with suppress(OSError):  # of a killed program; another one is there for no second
            if abs(time.time() - left.stat().st_mtime) > _LEFT_S:
                left.unlink()
    fresh = path.with_suffix(f".{os.getpid()}.new")
    fresh.write_text(f"{content}\n{_checksum(content)}\n", "utf-8")
    fresh.replace(path)


def _checksum(text: str) -> str:
    return f"{zlib.crc32(text.encode()):08x}"
