"""How a segment is kept: Whoosh's codec, with arrays for postings.

The module's name is pickled in every index, so it must stay. A segment is two files: `.rows` with
the store's row of each document, `.words` with the arrays of every field (search.index.inversion).
"""

from array import array
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from whoosh.codec import base
from whoosh.codec.whoosh3 import W3Codec, W3Segment
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage

from search.index import arrayfile
from search.index.arrayfile import Section
from search.index.stockreader import Documents, Terms

WORDS, ROWS = ".words", ".rows"


class Codec(W3Codec):  # type: ignore[misc]  # Whoosh has no types
    """Writes and opens segments of arrays."""

    length_stats = False  # they come with the arrays

    def new_segment(self, storage: FileStorage, indexname: str) -> "Segment":
        """A segment without files yet."""
        return Segment(self, indexname)

    def per_document_writer(self, storage: FileStorage, segment: "Segment") -> "RowWriter":
        """What takes the row of each document."""
        return RowWriter(segment.path(storage, ROWS))

    def field_writer(self, storage: FileStorage, segment: "Segment") -> "FieldWriter":
        """What takes the words of all documents."""
        return FieldWriter(segment.path(storage, WORDS))

    def terms_reader(self, storage: FileStorage, segment: "Segment") -> Terms:
        """The terms and postings, as Whoosh's own queries ask for them."""
        return Terms(segment.path(storage, WORDS))

    def per_document_reader(self, storage: FileStorage, segment: "Segment") -> Documents:
        """The documents, as Whoosh's own queries ask for them."""
        return Documents(segment.path(storage, WORDS), segment)


class Segment(W3Segment):  # type: ignore[misc]  # Whoosh has no types
    """One segment of the index, as the table of contents names it."""

    def should_assemble(self) -> bool:
        """Its files stay as they are, to be mapped."""
        return False

    def path(self, storage: FileStorage, ending: str) -> Path:
        """One of the segment's files."""
        name: str = self.make_filename(ending)
        return Path(storage.folder) / name


class RowWriter(base.PerDocumentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Keeps the row of each document; nothing else of a document is stored."""

    def __init__(self, path: Path) -> None:
        self.is_closed = False
        self._path = path
        self._rows = array("I")

    def start_doc(self, docnum: int) -> None:
        """Nothing is known of the document yet."""

    def add_field(self, fieldname: str, fieldobj: FieldType, value: object, length: int) -> None:
        """No field is stored."""

    def add_column_value(self, fieldname: str, columnobj: object, value: int) -> None:
        """`row` is the one column there is."""
        self._rows.append(value)

    def add_rows(self, rows: Iterable[int]) -> None:
        """The rows of many documents."""
        self._rows.extend(rows)

    def close(self) -> None:
        """Write the file."""
        if not self.is_closed:
            self.is_closed = True
            with self._path.open("wb") as file:
                arrayfile.write(file, [("rows", [np.array(self._rows, np.uint32)])])


class FieldWriter(base.FieldWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the arrays of all fields of a segment."""

    def __init__(self, path: Path) -> None:
        self.is_closed = False
        self._path = path

    def add_postings(self, schema: Schema, lengths: object, items: Iterable[Section]) -> None:
        """Write the file of what the pool makes."""
        with self._path.open("wb") as file:
            arrayfile.write(file, items)

    def close(self) -> None:
        """Nothing is held."""
        self.is_closed = True
