"""A file of named arrays: written once, then read over its memory map, and checked as it is read.

The arrays stand one after another, each at a multiple of 64 bytes. Behind them stand the CRC-32 of
each block of BLOCK bytes of them, a directory in JSON, and a footer with the places of both and
their CRC-32. A block is checked when it is first read, the footer and the directory at the start.
"""

import json
import struct
import zlib
from array import array
from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from io import BufferedWriter
from pathlib import Path
from typing import Generic, TypeVar

import numpy as np
from numpy.typing import NDArray

from search.errors import Cancelled, not_cancelled
from search.files.damaged import DamagedFileError, ensure_regular

_BITS = 14
BLOCK = 1 << _BITS
_AT_ONCE = 64  # blocks
_ALIGNED = 64
_FOOTER = struct.Struct("<QQI8s")  # start of the checksums, of the directory, CRC-32, magic
_MAGIC = b"arrays\x00\x02"

Array = NDArray[np.generic]
# The name of one array and its pieces, of one type, one at least: so no array need be held whole.
Section = tuple[str, Iterable[Array]]
Kind = TypeVar("Kind", bound=np.generic)


def sections(arrays: Mapping[str, Array]) -> Iterator[Section]:
    """Arrays that are held whole, for `write`."""
    return ((name, [array]) for name, array in arrays.items())


def write(file: BufferedWriter, arrays: Iterable[Section]) -> None:
    """Write one-dimensional arrays to an empty `file`. Raises OSError."""
    output = _Output(file)
    directory: dict[str, tuple[str, int, int]] = {}
    for name, pieces in arrays:
        output.write(bytes(-output.size % _ALIGNED))
        start, kind, length = output.size, "", 0
        for piece in pieces:
            kind, length = piece.dtype.str, length + len(piece)
            output.write(piece.tobytes() if not len(piece) else piece.data.cast("B"))
        directory[name] = (kind, start, length)
    checksums = output.checksums()
    listing = json.dumps(directory).encode()
    starts = output.size, output.size + len(checksums)
    check = _footer_check(starts, checksums + listing)
    file.write(checksums + listing + _FOOTER.pack(*starts, check, _MAGIC))


class _Output:
    """Writes bytes, and computes the checksum of each block of them."""

    def __init__(self, file: BufferedWriter) -> None:
        self.size = 0
        self._file = file
        self._done = array("I")
        self._check = 0

    def write(self, data: bytes | memoryview) -> None:
        self._file.write(data)
        view = memoryview(data)
        while len(view):
            piece = view[: BLOCK - self.size % BLOCK]
            self._check = zlib.crc32(piece, self._check)
            self.size += len(piece)
            view = view[len(piece) :]
            if self.size % BLOCK == 0:
                self._done.append(self._check)
                self._check = 0

    def checksums(self) -> bytes:
        """The checksums of all blocks, the last of which may be shorter."""
        if self.size % BLOCK:
            self._done.append(self._check)
        return self._done.tobytes()


class ArrayFile:
    """The arrays in one file. Raises OSError, and DamagedFileError where the file is damaged.

    `mapped`: the file is read as far as its arrays are used; or else all of it at once.
    """

    def __init__(self, path: Path, *, mapped: bool = True) -> None:
        ensure_regular(path)
        self._path = path
        self._data = _mapped(path) if mapped else np.fromfile(path, np.uint8)
        self._checksums, self._directory = self._read_footer()
        # 1 for each block that is still to be checked.
        self._unchecked = bytearray(b"\x01") * len(self._checksums)

    def __contains__(self, name: str) -> bool:
        return name in self._directory

    def names(self) -> list[str]:
        """The names of the arrays."""
        return list(self._directory)

    def column(self, name: str, kind: type[Kind]) -> "Column[Kind]":
        """One array, to be read in parts. Raises KeyError."""
        _, start, length = self._directory[name]
        size = np.dtype(kind).itemsize
        values = self._data[start : start + length * size].view(kind)
        return Column(values, start, self._unchecked, self.check)

    def array(self, name: str, kind: type[Kind]) -> NDArray[Kind]:
        """One whole array. Raises KeyError."""
        return self.column(name, kind).all()

    def full_array(self, name: str) -> Array:
        """One whole array, of the type that it was written with. Raises KeyError."""
        return self.array(name, np.dtype(self._directory[name][0]).type)

    def remapped(self) -> "ArrayFile":
        """The same over a new map: what was read of the old one can leave the memory with it."""
        other = copy(self)
        other._data = _mapped(self._path)
        return other

    def check_all(self, cancelled: Callable[[], bool] = not_cancelled) -> None:
        """Check every block that was not read yet. Raises Cancelled.

        The blocks are read from the file, since what is read of a map counts as memory in use.
        """
        with self._path.open("rb") as file:
            for first in range(0, len(self._unchecked), _AT_ONCE):
                if cancelled():
                    raise Cancelled("the check was cancelled")
                last = min(first + _AT_ONCE, len(self._unchecked))
                if self._unchecked.find(1, first, last) >= 0:
                    file.seek(first << _BITS)
                    data = file.read(min(last << _BITS, self._end) - (first << _BITS))
                    self._check(first, last, memoryview(data), first << _BITS)

    def check(self, first: int, last: int) -> None:
        """Check the blocks from number `first` up to, not including, `last`, each of them once."""
        self._check(first, last, self._data.data, 0)

    def _check(self, first: int, last: int, data: memoryview, start: int) -> None:
        """Check blocks; `data` are the bytes of the file from `start` on."""
        unchecked, checksums, end = self._unchecked, self._checksums, self._end - start
        block = unchecked.find(1, first, last)
        while block >= 0:
            low = (block << _BITS) - start
            if zlib.crc32(data[low : min(low + BLOCK, end)]) != checksums[block]:
                raise DamagedFileError(f"{self._path.name} is damaged at byte {low + start:,}")
            unchecked[block] = 0
            block = unchecked.find(1, block + 1, last)

    def _read_footer(self) -> tuple["memoryview[int]", dict[str, tuple[str, int, int]]]:
        data, name = self._data, self._path.name
        if len(data) < _FOOTER.size:
            raise DamagedFileError(f"{name} is cut off")
        first, second, check, magic = _FOOTER.unpack(data[-_FOOTER.size :].tobytes())
        if magic != _MAGIC:
            raise DamagedFileError(f"{name} is cut off, or no file of arrays")
        tail = data[first : -_FOOTER.size].tobytes()
        if not first <= second <= len(data) or check != _footer_check((first, second), tail):
            raise DamagedFileError(f"{name} is damaged at its end")
        self._end = first
        size = second - first
        return memoryview(tail)[:size].cast("I"), json.loads(tail[size:])


class Column(Generic[Kind]):
    """One array of a file, checked as it is read."""

    __slots__ = ("_array", "_check", "_size", "_start", "_unchecked")

    def __init__(
        self,
        array: NDArray[Kind],
        start: int,
        unchecked: bytearray,
        check: Callable[[int, int], None],
    ) -> None:
        self._array = array
        self._start = start
        self._size = array.itemsize
        self._unchecked = unchecked
        self._check = check

    def __len__(self) -> int:
        return len(self._array)

    def all(self) -> NDArray[Kind]:
        """The whole array."""
        return self.part(0, len(self._array))

    def part(self, low: int, high: int) -> NDArray[Kind]:
        """The values from `low` up to, not including, `high`."""
        first = self._start + low * self._size >> _BITS
        last = (self._start + high * self._size - 1 >> _BITS) + 1
        if self._unchecked.find(1, first, last) >= 0:  # for a search, every microsecond counts
            self._check(first, last)
        return self._array[low:high]


def _mapped(path: Path) -> NDArray[np.uint8]:
    # The map stays open for as long as an array looks at it; the class of each is the plain one.
    return np.memmap(path, np.uint8, mode="r").view(np.ndarray)


def _footer_check(starts: tuple[int, int], tail: bytes) -> int:
    return zlib.crc32(tail, zlib.crc32(struct.pack("<QQ", *starts)))
