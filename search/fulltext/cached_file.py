"""The file of one whole paper in the cache: how it is written, and which part of it is read.

A file holds a line of JSON that says what it is, behind the CRC-32 of that, and then, each packed
by zlib, whose checksums they have, the JSON of the references, so that who cites whom is soon
known, and that of the whole document. The document is kept, and not the page: it opens in
milliseconds, where parsing a page takes a second. PARSER says by which state of the parsers it was
read, so that what an older one read is fetched anew when it is asked for again.
"""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, TypeVar

from search.errors import LibraryError
from search.files.damaged import DamagedFileError, ensure_regular
from search.sources.json_values import count, items, text, values
from search.text import safe_json

# Documents are imported where one is read or written: most searches need none.
if TYPE_CHECKING:
    from search.fulltext.document import Document, Reference
    from search.sources.live.feed_state import Validators

PARSER = 1  # to be raised when the parsers learn to read more
DAMAGES = (zlib.error, ValueError, LibraryError, RecursionError)
_FORMAT = 3  # of the file; another one is not read
_LONGEST_HEADER = 1 << 16  # bytes
_LONGEST_DOCUMENT = 64 * 2**20  # bytes, also unpacked

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


# Reads a part of a file: from its header, the size of its references, and what stands behind both.
Part = Callable[[Cached, int, IO[bytes]], Read]


def read(file: Path, part: Part[Read], is_of: Callable[[str], bool]) -> Read | None:
    """What `part` reads of a file, of whose paper's id `is_of` is true.

    None where the file is not there or of another version. Raises one of DAMAGES.
    """
    try:
        ensure_regular(file)
        with file.open("rb") as stream:
            header = _header(stream.readline(_LONGEST_HEADER))
            if header is None:
                return None
            known = _cached(header, os.fstat(stream.fileno()).st_size)
            if not is_of(known.id):
                raise DamagedFileError("it is another paper's")
            return part(known, count(header.get("references")) or 0, stream)
    except OSError:
        return None


def content(
    paper: str, document: Document, moment: int, address: str, validators: Validators
) -> bytes:
    """The file of a document under the paper's id, see Cached."""
    from search.fulltext.document_json import references_to_json, to_json

    references = _packed(references_to_json(document.references))
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
        "references": len(references),
    }
    return _line(header) + references + _packed(to_json(document))


def known(known: Cached, _size: int, _stream: IO[bytes]) -> Cached:
    """What the header says."""
    return known


def document(_known: Cached, size: int, stream: IO[bytes]) -> Document:
    """The whole document."""
    from search.fulltext.document_json import from_json

    stream.seek(size, os.SEEK_CUR)
    return from_json(_parsed(_unpacked(stream.read(_LONGEST_DOCUMENT))))


def references(_known: Cached, size: int, stream: IO[bytes]) -> tuple[Reference, ...]:
    """The references alone."""
    from search.fulltext.document_json import references_from_json

    return references_from_json(_parsed(_unpacked(stream.read(size))))


def unpacked_size(_known: Cached, size: int, stream: IO[bytes]) -> int:
    """The size of all of it, unpacked: all checksums are looked at."""
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
    """What was packed. Raises one of DAMAGES."""
    unpacker = zlib.decompressobj()
    data = unpacker.decompress(packed, _LONGEST_DOCUMENT)
    if unpacker.unconsumed_tail or unpacker.unused_data or not unpacker.eof:
        raise DamagedFileError("it is cut off, or more than what was written")
    return data


def _parsed(content: bytes) -> object:
    """JSON with texts that are safe to show, whoever wrote the file. Raises one of DAMAGES."""
    return safe_json.parsed(content.decode())


def _line(header: Mapping[str, object]) -> bytes:
    """The first line of a file."""
    content = json.dumps(header).encode()
    return b"%08x %b\n" % (zlib.crc32(content), content)


def _header(line: bytes) -> dict[str, object] | None:
    """The header in the first line; None where it is of another version. Raises one of DAMAGES."""
    if line.startswith(b"{"):  # an older one, without a checksum
        return None
    check, _, content = line.removesuffix(b"\n").partition(b" ")
    if check != b"%08x" % zlib.crc32(content):
        raise DamagedFileError("its first line is damaged")
    header = values(_parsed(content))
    return header if header.get("format") == _FORMAT else None
