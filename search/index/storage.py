"""Where Whoosh keeps the table of contents: a file with a checksum, read without unpickling.

Whoosh writes its table of contents by a storage object, and asks the file that this opens to write
and read the list of segments. Here that list is JSON, so that nothing in the file is ever run, and
the file ends with the CRC-32 of all that stands before.
"""

import json
import re
import struct
import zlib
from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

from whoosh.filedb.filestore import FileStorage
from whoosh.filedb.structfile import StructFile

from search.files.damaged import DamagedFileError, ensure_regular
from search.index.segments.codec import Segment

_CHECK = struct.Struct("<I")
_NAME = re.compile("[0-9a-z]+")  # part of a file's name


class Storage(FileStorage):  # type: ignore[misc]  # Whoosh has no types
    """The folder of an index. Raises DamagedFileError for a table of contents that is damaged."""

    def list(self) -> list[str]:
        """The names of the files. Raises OSError, of which Whoosh's own makes an empty folder."""
        return [path.name for path in Path(self.folder).iterdir()]

    def create_file(self, name: str, **options: object) -> "TocFile":
        """A new file for the table of contents, the only one that Whoosh itself writes."""
        return TocFile(super().create_file(name, **options).file, name=name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:
        """Put the new table of contents in force, as a whole or not at all."""
        path = Path(self.folder, oldname)
        with path.open("r+b") as file:
            content = file.read()
            file.write(_CHECK.pack(zlib.crc32(content)))
        super().rename_file(oldname, newname, safe=safe)

    def open_file(self, name: str, **options: object) -> "TocFile":
        """The table of contents, checked."""
        path = Path(self.folder, name)
        ensure_regular(path)
        data = path.read_bytes()
        content = data[: -_CHECK.size]
        if data[-_CHECK.size :] != _CHECK.pack(zlib.crc32(content)):
            raise DamagedFileError(f"{name} is damaged, or of another version")
        return TocFile(BytesIO(content), name=name)


class TocFile(StructFile):  # type: ignore[misc]  # Whoosh has no types
    """A file of Whoosh's, in which JSON takes the place of pickled segments."""

    def write_pickle(self, obj: Iterable[Segment], protocol: int = -1) -> None:
        """Write the list of segments."""
        segments = [
            {
                "name": segment.segid,
                "documents": segment.doc_count_all(),
                "deleted": sorted(segment.deleted_docs()),
            }
            for segment in obj
        ]
        self.write_string(json.dumps(segments).encode())

    def read_pickle(self) -> list[Segment]:
        """Read the list of segments. Raises DamagedFileError."""
        try:
            return [
                Segment(_checked(each["name"]), int(each["documents"]), map(int, each["deleted"]))
                for each in json.loads(self.read_string())
            ]
        except (KeyError, TypeError, ValueError) as error:
            raise DamagedFileError(f"the table of contents is damaged: {error!r}") from error


def _checked(name: str) -> str:
    if not _NAME.fullmatch(name):
        raise ValueError(name)
    return name
