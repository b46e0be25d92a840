"""The format of a segment: a codec for Whoosh's writer, with arrays for postings.

A segment is two files: `.rows` with the store's row of each document, `.words` with the arrays of
every field (see ../building/inversion.py). Whoosh's readers and searchers cannot open it;
segment.py can.
"""

from array import array
from collections.abc import Iterable
from pathlib import Path

import numpy as np
from whoosh.codec import base
from whoosh.fields import FieldType, Schema
from whoosh.filedb.filestore import FileStorage

from search.files import arrayfile
from search.files.arrayfile import Section

WORDS, ROWS = ".words", ".rows"


class Codec(base.Codec):  # type: ignore[misc]  # Whoosh has no types
    """Writes segments of arrays."""

    length_stats = False  # they come with the arrays

    def new_segment(self, storage: FileStorage, indexname: str) -> "Segment":
        """A segment without files yet."""
        return Segment()

    def per_document_writer(self, storage: FileStorage, segment: "Segment") -> "RowWriter":
        """The writer of the row of each document."""
        return RowWriter(segment.path(Path(storage.folder), ROWS))

    def field_writer(self, storage: FileStorage, segment: "Segment") -> "FieldWriter":
        """The writer of the words of all documents."""
        return FieldWriter(segment.path(Path(storage.folder), WORDS))


class Segment(base.Segment):  # type: ignore[misc]  # Whoosh has no types
    """One segment of the index, as the table of contents lists it."""

    def __init__(
        self, name: str | None = None, documents: int = 0, deleted: Iterable[int] = ()
    ) -> None:
        super().__init__("MAIN")
        if name is not None:
            self.segid = name
        self._documents = documents
        self._deleted = set(deleted)

    def path(self, folder: Path, ending: str) -> Path:
        """One of the segment's files."""
        name: str = self.make_filename(ending)
        return folder / name

    def doc_count_all(self) -> int:
        """The number of documents, deleted ones among them."""
        return self._documents

    def set_doc_count(self, doccount: int) -> None:
        """Set the number of documents, which ends the writing of them."""
        self._documents = doccount

    def deleted_count(self) -> int:
        """The number of deleted documents."""
        return len(self._deleted)

    def deleted_docs(self) -> set[int]:
        """The deleted documents."""
        return self._deleted

    def delete_document(self, docnum: int, delete: bool = True) -> None:
        """Mark a document as deleted, or no longer."""
        (self._deleted.add if delete else self._deleted.discard)(docnum)

    def is_deleted(self, docnum: int) -> bool:
        """Whether a document is deleted."""
        return docnum in self._deleted

    def should_assemble(self) -> bool:
        """False: its files are mapped, so they are not packed into one."""
        return False


class RowWriter(base.PerDocumentWriter):  # type: ignore[misc]  # Whoosh has no types
    """Writes the row of each document; nothing else of a document is stored."""

    def __init__(self, path: Path) -> None:
        self.is_closed = False
        self._path = path
        self._rows = array("I")

    def start_doc(self, docnum: int) -> None:
        """Do nothing."""

    def add_field(self, fieldname: str, fieldobj: FieldType, value: object, length: int) -> None:
        """Do nothing: no field is stored."""

    def add_column_value(self, fieldname: str, columnobj: object, value: int) -> None:
        """Add the value of `row`, the only column."""
        self._rows.append(value)

    def add_rows(self, rows: Iterable[int]) -> None:
        """Add the rows of many documents."""
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
        """Write the arrays that the pool makes."""
        with self._path.open("wb") as file:
            arrayfile.write(file, items)

    def close(self) -> None:
        """Close: the file is complete already."""
        self.is_closed = True
