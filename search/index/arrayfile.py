"""A file of named arrays: written once, then read over the memory map without a copy.

The arrays stand one after another, each at a multiple of 64 bytes; behind them a directory in
JSON, and at the very end where it begins. A file that was cut off has no such end.
"""

import json
import struct
from collections.abc import Mapping
from io import BufferedWriter
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

_ALIGNED = 64
_END = struct.Struct("<Q8s")
_MAGIC = b"arrays\x00\x01"

Arrays = Mapping[str, NDArray[np.generic]]


def write(file: BufferedWriter, arrays: Arrays) -> None:
    """Write one-dimensional `arrays` to an empty `file`. Raises OSError."""
    directory: dict[str, tuple[str, int, int]] = {}
    for name, array in arrays.items():
        file.write(bytes(-file.tell() % _ALIGNED))
        directory[name] = (array.dtype.str, file.tell(), len(array))
        file.write(array.tobytes())
    start = file.tell()
    file.write(json.dumps(directory).encode())
    file.write(_END.pack(start, _MAGIC))


def read(path: Path) -> dict[str, NDArray[np.generic]]:
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
    found: dict[str, NDArray[np.generic]] = {}
    for name, (kind, offset, length) in directory.items():
        dtype = np.dtype(kind)
        found[name] = whole[offset : offset + length * dtype.itemsize].view(dtype)
        if len(found[name]) != length:
            raise ValueError(f"{path.name} lacks a part of {name}")
    return found
