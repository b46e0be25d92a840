"""A file of named arrays: written once, then read over the memory map without a copy.

The arrays stand one after another, each at a multiple of 64 bytes; behind them a directory in
JSON, and at the very end where it begins. A file that was cut off has no such end.
"""

import json
import struct
from collections.abc import Iterable, Iterator, Mapping
from io import BufferedWriter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_ALIGNED = 64
_END = struct.Struct("<Q8s")
_MAGIC = b"arrays\x00\x01"

Array = NDArray[np.generic]
Arrays = Mapping[str, Array]
# The name of one array and its pieces, of one type, one at least: so no array need be held whole.
Section = tuple[str, Iterable[Array]]


def sections(arrays: Arrays) -> Iterator[Section]:
    """Arrays that are held whole, for `write`."""
    return ((name, [array]) for name, array in arrays.items())


def write(file: BufferedWriter, some: Iterable[Section]) -> None:
    """Write one-dimensional arrays to an empty `file`. Raises OSError."""
    directory: dict[str, tuple[str, int, int]] = {}
    for name, pieces in some:
        file.write(bytes(-file.tell() % _ALIGNED))
        start, kind, length = file.tell(), "", 0
        for piece in pieces:
            kind, length = piece.dtype.str, length + len(piece)
            file.write(piece.data)
        directory[name] = (kind, start, length)
    start = file.tell()
    file.write(json.dumps(directory).encode())
    file.write(_END.pack(start, _MAGIC))


def read(path: Path) -> dict[str, Array]:
    """The arrays in `path`, as views of its map. Raises OSError, ValueError where damaged."""
    data = np.memmap(path, np.uint8, mode="r")
    # The map stays open for as long as an array looks at it; the class of each is the plain one.
    whole = data.view(np.ndarray)
    if len(whole) < _END.size:
        raise ValueError(f"{path.name} is cut off")
    start, magic = _END.unpack(whole[-_END.size :].tobytes())
    if magic != _MAGIC or start > len(whole):
        raise ValueError(f"{path.name} is cut off, or no file of arrays")
    directory = json.loads(whole[start : -_END.size].tobytes())
    found: dict[str, Array] = {}
    for name, (kind, offset, length) in directory.items():
        dtype = np.dtype(kind)
        found[name] = whole[offset : offset + length * dtype.itemsize].view(dtype)
        if len(found[name]) != length:
            raise ValueError(f"{path.name} lacks a part of {name}")
    return found
