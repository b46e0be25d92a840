"""Bytes as they come: unpacked where they are packed, peeked at, and never more than stated."""

import gzip
import io
import lzma
import zlib
from typing import TYPE_CHECKING, BinaryIO, cast

from search.errors import SourceError

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LIMIT = 512 * 2**20  # bytes, unpacked, of a file that is read as a whole
HEAD = 2**16  # bytes that are looked at to tell the format
DAMAGE = (OSError, EOFError, zlib.error, lzma.LZMAError)  # what a broken file or archive raises


class _Joined(io.RawIOBase):
    """What was read already, then the rest of the stream. Closing it leaves the stream open."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = head, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer") -> int:
        view = memoryview(buffer).cast("B")
        taken, self._head = self._head[: len(view)], self._head[len(view) :]
        taken = taken or self._rest.read(len(view))
        view[: len(taken)] = taken
        return len(taken)


def opened(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    """The first HEAD bytes of `stream`, unpacked from gzip or xz, and a stream of all of it."""
    head, packed = _peeked(stream)
    if head.startswith(b"\x1f\x8b"):
        return _peeked(cast(BinaryIO, gzip.GzipFile(fileobj=packed, mode="rb")))
    if head.startswith(b"\xfd7zXZ\x00"):
        return _peeked(cast(BinaryIO, lzma.LZMAFile(packed)))
    return head, packed


def read_all(stream: BinaryIO, name: str) -> bytes:
    """All of `stream`; raises SourceError where that is more than LIMIT bytes."""
    data = stream.read(LIMIT + 1)
    if len(data) > LIMIT:
        raise SourceError(
            f"{name} holds more than {LIMIT >> 20} MB: split it, or give it as JSON lines"
        )
    return data


def _peeked(stream: BinaryIO) -> tuple[bytes, io.BufferedReader]:
    head = b""
    while len(head) < HEAD and (more := stream.read(HEAD - len(head))):
        head += more
    return head, io.BufferedReader(_Joined(head, stream), HEAD)
