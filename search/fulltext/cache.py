"""Whole papers on disk, in the cache folder: a file for each, compressed, private to the person.

A file holds a line of JSON that tells what it is, and behind it, each packed by zlib, the JSON of
the references, so that who cites whom is soon known, and that of the whole document. The document
is kept, and not the page: it opens in milliseconds, where parsing a page takes a second. PARSER
says by which state of the parsers it was read, so that what an older one read is fetched anew when
it is asked for again.
"""

import json
import os
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import IO
from urllib.parse import quote, unquote

from search.errors import LibraryError
from search.files.atomic_file import atomic_write_private
from search.fulltext.document import Document, Reference
from search.fulltext.document_json import (
    from_json,
    references_from_json,
    references_to_json,
    to_json,
)
from search.sources.json_values import count, items, text, values
from search.sources.live.feed_state import Validators

PARSER = 1  # to be raised when the parsers learn to read more
_FORMAT = 2  # of the file; another one is not read
_LONGEST_NAME = 150
_LONGEST_DOCUMENT = 64 * 2**20  # bytes unpacked
_SUFFIX = ".paper"
_DAMAGES = (OSError, zlib.error, ValueError, LibraryError, RecursionError)


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
    """The papers in one folder, of at most `limit` bytes together; the least read ones go first."""

    def __init__(self, folder: Path, limit: int) -> None:
        self._folder = folder
        self._limit = limit

    def load(self, paper: str) -> Document | None:
        """The document of the paper with an id; None where it is not cached or is damaged."""
        document = self.peek(paper)
        with suppress(OSError):
            os.utime(self._file(paper))  # read now, so that it is the last one to go
        return document

    def peek(self, paper: str) -> Document | None:
        """The same for a program, which does not count as reading it."""
        try:
            with self._file(paper).open("rb") as stream:
                stream.seek(_packed_references(stream), os.SEEK_CUR)
                return from_json(_unpacked(stream.read()))
        except _DAMAGES:
            return None

    def references(self, paper: str) -> tuple[Reference, ...]:
        """The references of the paper with an id; none where it is not cached or is damaged."""
        try:
            with self._file(paper).open("rb") as stream:
                return references_from_json(_unpacked(stream.read(_packed_references(stream))))
        except _DAMAGES:
            return ()

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
        return _read(self._file(paper))

    def all(self) -> list[Cached]:
        """All cached papers, the latest fetched first."""
        found = (_read(file) for file in self._files())
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
            stream.write(json.dumps(header).encode() + b"\n" + packed)
        self._shrink(file)
        saved = _read(file)
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
        known = _read(file)  # of a long id the name says nothing
        return known.id if known is not None and self._file(known.id) == file else ""

    def _file(self, paper: str) -> Path:
        name = quote(paper, safe="")
        if len(name) > _LONGEST_NAME:
            name = sha256(paper.encode("utf-8", "replace")).hexdigest()
        return self._folder / f"{name}{_SUFFIX}"


def _read(file: Path) -> Cached | None:
    try:
        with file.open("rb") as stream:
            header = _header(stream.readline())
            size = os.fstat(stream.fileno()).st_size
    except OSError:
        return None
    if header is None:
        return None
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


def _unpacked(packed: bytes) -> object:
    """What was packed. Raises one of _DAMAGES."""
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, _LONGEST_DOCUMENT)
    if unpacker.unconsumed_tail or not unpacker.eof:
        raise ValueError("it is cut off, or too large")
    return json.loads(data)


def _packed_references(stream: IO[bytes]) -> int:
    """How many bytes the references of a file have. Reads its header. Raises ValueError."""
    header = _header(stream.readline())
    size = count(header.get("references")) if header else None
    if size is None:
        raise ValueError("another version of Broadsheet wrote it")
    return size


def _header(line: bytes) -> dict[str, object] | None:
    try:
        header = values(json.loads(line))
    except (ValueError, RecursionError):
        return None
    return header if header.get("format") == _FORMAT else None
