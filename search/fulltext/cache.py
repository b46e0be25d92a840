"""Whole papers on disk, in the cache folder: a file for each, private to the person."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, unquote

from search.errors import LibraryError
from search.files.atomic_file import atomic_write_private
from search.fulltext import cached_file
from search.fulltext.cached_file import Cached, Read

if TYPE_CHECKING:
    from search.fulltext.document import Document, Reference
    from search.sources.live.feed_state import Validators

_LONGEST_NAME = 150
_SUFFIX = ".paper"


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
        return self._sound(self._file(paper), cached_file.document)

    def references(self, paper: str) -> tuple[Reference, ...] | None:
        """The references of the paper with an id; None where it is not cached or is damaged."""
        return self._sound(self._file(paper), cached_file.references)

    def check(self, paper: str) -> bool:
        """Whether a paper is cached, and sound to its end."""
        return self._sound(self._file(paper), cached_file.unpacked_size) is not None

    def damaged(self) -> list[str]:
        """The names of all files that are damaged, which stay."""
        found = []
        for file in self._files():
            try:
                self._read(file, cached_file.unpacked_size)
            except cached_file.DAMAGES:
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
        return self._sound(self._file(paper), cached_file.known)

    def all(self) -> list[Cached]:
        """All cached papers, the latest fetched first."""
        found = (self._sound(file, cached_file.known) for file in self._files())
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
        content = cached_file.content(paper, document, moment, address, validators)
        file = self._file(paper)
        try:
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        except OSError as error:
            raise LibraryError(f"{self._folder} cannot be made: {error.strerror}") from error
        with atomic_write_private(str(file)) as stream:
            stream.write(content)
        self._shrink(file)
        saved = self._sound(file, cached_file.known)
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
        known = self._sound(file, cached_file.known)  # of a long id the name says nothing
        return known.id if known is not None else ""

    def _file(self, paper: str) -> Path:
        name = quote(paper, safe="")
        if len(name) > _LONGEST_NAME:
            name = sha256(paper.encode("utf-8", "replace")).hexdigest()
        return self._folder / f"{name}{_SUFFIX}"

    def _sound(self, file: Path, part: cached_file.Part[Read]) -> Read | None:
        """What `_read` reads; a damaged file is removed."""
        try:
            return self._read(file, part)
        except cached_file.DAMAGES:
            name = unquote(file.stem)
            try:
                file.unlink()
                then = f"is removed; `broadsheet fetch {name}` fetches it again"
            except OSError as error:  # a folder, or a disk that cannot be written
                then = f"cannot be removed ({error.strerror}): {file}"
            self._removed(f"The cached full text of {name} was damaged and {then}.")
            return None

    def _read(self, file: Path, part: cached_file.Part[Read]) -> Read | None:
        """A part of a file, see cached_file.read."""
        return cached_file.read(file, part, lambda paper: self._file(paper) == file)
