"""Whole papers on disk, in the cache folder: a file for each, compressed, private to the person.

A file holds a line of JSON that tells what it is, behind the CRC-32 of that, and then, each packed
by zlib, whose checksums they have, the JSON of the references, so that who cites whom is soon
known, and that of the whole document. The document is kept, and not the page: it opens in
milliseconds, where parsing a page takes a second. PARSER says by which state of the parsers it was
read, so that what an older one read is fetched anew when it is asked for again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar
from urllib.parse import quote, unquote

from search.errors import LibraryError
from search.files.atomic_file import atomic_write_private
from search.files.damaged import DamagedFileError, ensure_regular
from search.sources.json_values import count, items, text, values
from search.text import safe_json

# Documents are imported where one is read or written: most searches need none.
if TYPE_CHECKING:
    from search.fulltext.document import Document, Reference
    from search.sources.live.feed_state import Validators

PARSER = 1  # to be raised when the parsers learn to read more
_FORMAT = 3  # of the file; another one is not read
_LONGEST_NAME = 150
_LONGEST_HEADER = 1 << 16  # bytes
_LONGEST_DOCUMENT = 64 * 2**20  # bytes, also unpacked
_SUFFIX = ".paper"
_DAMAGES = (zlib.error, ValueError, LibraryError, RecursionError)

Read = TypeVar("Read")


@dataclass(frozen=True, slots=True)
class Cached:
    """A paper in the cache: which, from where, and how large its file is, in bytes.

    `fetched` is in ms since 1970. `address` and `validators` are for asking whether there is a
    newer one. `is_current`: the parsers would read no more of its page today.
    """

    id: str
    title: str
    source: str
    version: int | None
    fetched: int
    size: int
    address: str
    validators: Validators
    is_current: bool


class Cache:
    """The papers in one folder, of at most `limit` bytes together; the least read ones go first.

    A damaged file is removed when it is met, and `removed` is called with a sentence that says so.
    """

    def __init__(
        self, folder: Path, limit: int, removed: Callable[[str], object] = lambda _: None
    ) -> None:
        self._folder = folder
        self._limit = limit
        self._removed = removed

    def load(self, paper: str) -> Document | None:
        """The document of the paper with an id; None where it is not cached or is damaged."""
        document = self.peek(paper)
        with suppress(OSError):
            os.utime(self._file(paper))  # read now, so that it is the last one to go
        return document

    def peek(self, paper: str) -> Document | None:
        """The same for a program, which does not count as reading it."""
        return self._sound(self._file(paper), _document)

    def references(self, paper: str) -> tuple[Reference, ...] | None:
        """The references of the paper with an id; None where it is not cached or is damaged."""
        return self._sound(self._file(paper), _references)

    def check(self, paper: str) -> bool:
        """Whether a paper is cached, and sound to its end."""
        return self._sound(self._file(paper), _unpacked_all) is not None

    def damaged(self) -> list[str]:
        """The names of all files that are damaged, which stay."""
        found = []
        for file in self._files():
            try:
                self._read(file, _unpacked_all)
            except _DAMAGES:
                found.append(file.name)
        return found

    def state(self) -> int:
        """Another number whenever a paper came, went or was replaced; -1 where there is none."""
        try:
            return self._folder.stat().st_mtime_ns
        except OSError:
            return -1

    def stamps(self) -> dict[str, str]:
        """What each cached paper is known by until it is replaced, by id; no file is read."""
        found = {}
        for file in self._files():
            with suppress(OSError):
                state = file.stat()
                found[self._id(file)] = f"{state.st_size}-{state.st_ino}"
        found.pop("", None)
        return found

    def known_as(self, names: Iterable[str]) -> str | None:
        """The first of the ids of one paper under which it is cached; None where it is not."""
        return next((name for name in names if self.find(name)), None)

    def find(self, paper: str) -> Cached | None:
        """What is known of a cached paper without opening it; None where it is not cached."""
        return self._sound(self._file(paper), _known)

    def all(self) -> list[Cached]:
        """All cached papers, the latest fetched first."""
        found = (self._sound(file, _known) for file in self._files())
        return sorted((each for each in found if each), key=lambda each: (-each.fetched, each.id))

    def save(
        self,
        paper: str,
        document: Document,
        moment: int,
        address: str,
        validators: Validators,
    ) -> Cached:
        """Keep a document under the paper's id. Raises LibraryError where it cannot be written."""
        from search.fulltext.document_json import references_to_json, to_json

        header: dict[str, object] = {
            "format": _FORMAT,
            "parser": PARSER,
            "id": paper,
            "title": document.title,
            "source": document.source,
            "version": document.version,
            "fetched": moment,
            "address": address,
            "validators": [validators.etag, validators.modified],
        }
        references = _packed(references_to_json(document.references))
        header["references"] = len(references)
        packed = references + _packed(to_json(document))
        file = self._file(paper)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise LibraryError(f"{self._folder} cannot be made: {error.strerror}") from error
        with atomic_write_private(str(file)) as stream:
            stream.write(_line(header) + packed)
        self._shrink(file)
        saved = self._sound(file, _known)
        if saved is None:
            raise LibraryError(f"{file} was removed while it was written; try again")
        return saved

    def remove(self, ids: Iterable[str]) -> int:
        """Remove papers from the cache; how many there were."""
        removed = 0
        for file in map(self._file, ids):
            with suppress(OSError):
                file.unlink()
                removed += 1
        return removed

    def size(self) -> int:
        """The bytes of all files together."""
        return sum(size for _, size, _ in self._sizes())

    def _shrink(self, but: Path) -> None:
        """Remove the least read papers until the others fit; the one just saved stays."""
        found = sorted(self._sizes())
        total = sum(size for _, size, _ in found)
        for _, size, file in found:
            if total <= self._limit:
                return
            if file != but:
                with suppress(OSError):
                    file.unlink()
                    total -= size

    def _sizes(self) -> Iterator[tuple[int, int, Path]]:
        """When each file was last read, its size, and the file."""
        for file in self._files():
            with suppress(OSError):
                state = file.stat()
                yield state.st_mtime_ns, state.st_size, file

    def _files(self) -> list[Path]:
        return sorted(self._folder.glob(f"*{_SUFFIX}"))

    def _id(self, file: Path) -> str:
        """The id of the paper in a file; "" where it is no such file."""
        name = unquote(file.stem)
        if self._file(name) == file:
            return name
        known = self._sound(file, _known)  # of a long id the name says nothing
        return known.id if known is not None else ""

    def _file(self, paper: str) -> Path:
        name = quote(paper, safe="")
        if len(name) > _LONGEST_NAME:
            name = sha256(paper.encode("utf-8", "replace")).hexdigest()
        return self._folder / f"{name}{_SUFFIX}"

    def _sound(self, file: Path, read: Callable[[Cached, int, IO[bytes]], Read]) -> Read | None:
        """What `_read` reads; a damaged file is removed."""
        try:
            return self._read(file, read)
        except _DAMAGES:
            name = unquote(file.stem)
            try:
                file.unlink()
                then = f"is removed; `broadsheet fetch {name}` fetches it again"
            except OSError as error:  # a folder, or a disk that cannot be written
                then = f"cannot be removed ({error.strerror}): {file}"
            self._removed(f"The cached full text of {name} was damaged and {then}.")
            return None

    def _read(self, file: Path, read: Callable[[Cached, int, IO[bytes]], Read]) -> Read | None:
        """What `read` reads of a file: from its header, the size of its references, and the rest.

        None where the file is not there or of another version. Raises one of _DAMAGES.
        """
        try:
            ensure_regular(file)
            with file.open("rb") as stream:
                header = _header(stream.readline(_LONGEST_HEADER))
                if header is None:
                    return None
                known = _cached(header, os.fstat(stream.fileno()).st_size)
                if self._file(known.id) != file:
                    raise DamagedFileError("it is another paper's")
                return read(known, count(header.get("references")) or 0, stream)
        except OSError:
            return None


def _known(known: Cached, _size: int, _stream: IO[bytes]) -> Cached:
    return known


def _document(_known: Cached, size: int, stream: IO[bytes]) -> Document:
    from search.fulltext.document_json import from_json

    stream.seek(size, os.SEEK_CUR)
    return from_json(_parsed(_unpacked(stream.read(_LONGEST_DOCUMENT))))


def _references(_known: Cached, size: int, stream: IO[bytes]) -> tuple[Reference, ...]:
    from search.fulltext.document_json import references_from_json

    return references_from_json(_parsed(_unpacked(stream.read(size))))


def _unpacked_all(_known: Cached, size: int, stream: IO[bytes]) -> int:
    """The size of all of it."""
    return len(_unpacked(stream.read(size))) + len(_unpacked(stream.read(_LONGEST_DOCUMENT)))


def _cached(header: Mapping[str, object], size: int) -> Cached:
    from search.sources.live.feed_state import Validators

    etag, modified, *_ = (*map(text, items(header.get("validators"))), "", "")
    return Cached(
        id=text(header.get("id")),
        title=text(header.get("title")),
        source=text(header.get("source")),
        version=count(header.get("version")),
        fetched=count(header.get("fetched")) or 0,
        size=size,
        address=text(header.get("address")),
        validators=Validators(etag, modified),
        is_current=header.get("parser") == PARSER,
    )


def _packed(value: object) -> bytes:
    return zlib.compress(json.dumps(value, ensure_ascii=False).encode())


def _unpacked(packed: bytes) -> bytes:
    """What was packed. Raises one of _DAMAGES."""
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, _LONGEST_DOCUMENT)
    if unpacker.unconsumed_tail or unpacker.unused_data or not unpacker.eof:
        raise DamagedFileError("it is cut off, or more than what was written")
    return data


def _parsed(content: bytes) -> object:
    """JSON with texts that are safe to show, whoever wrote the file. Raises one of _DAMAGES."""
    return safe_json.parsed(content.decode())


def _line(header: Mapping[str, object]) -> bytes:
    """The first line of a file."""
    content = json.dumps(header).encode()
    return b"%08x %b\n" % (zlib.crc32(content), content)


def _header(line: bytes) -> dict[str, object] | None:
    """The header in the first line; None where it is of another version. Raises one of _DAMAGES."""
    if line.startswith(b"{"):  # an older one, without a checksum
        return None
    check, _, content = line.removesuffix(b"\n").partition(b" ")
    if check != b"%08x" % zlib.crc32(content):
        raise DamagedFileError("its first line is damaged")
    header = values(_parsed(content))
    return header if header.get("format") == _FORMAT else None
