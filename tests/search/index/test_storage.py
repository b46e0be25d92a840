"""The table of contents: it is checked, and nothing in it is run."""

import pickle
import struct
import zlib
from pathlib import Path

import pytest

from search.files.damaged import DamagedFileError
from search.index import Index, IndexDamaged, IndexUnreadable
from search.index.segments.codec import Segment
from search.index.storage import Storage, TocFile
from search.model.paper import Paper


class Trap:
    """What a pickle would run."""

    def __reduce__(self):
        return Path.touch, (Path("trapped"),)


def signed(content: bytes) -> bytes:
    return content + struct.pack("<I", zlib.crc32(content))


@pytest.fixture
def toc(tmp_path: Path) -> Path:
    index = Index(tmp_path / "index", "mine")
    index.add([(row, Paper(title=f"Swan {row}")) for row in range(1, 9)], [], version=1)
    index.add([(9, Paper(title="Goose"))], [2, 5], version=2)
    index.close()
    return max((tmp_path / "index").glob("*.toc"), key=lambda path: path.name)


def test_segments_and_deleted_documents_come_back(toc: Path) -> None:
    index = Index(toc.parent, "mine")
    assert (index.version, index.count) == (2, 7)


def test_a_pickle_in_its_place_is_never_run(
    toc: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    content = toc.read_bytes()[:-4]
    start = content.index(b'[{"name"')
    trap = pickle.dumps(Trap())
    for tail in (trap, bytes([len(trap)]) + trap, pickle.dumps([Trap()] * 3)):
        for end in (start, start - 1, start - 2):
            toc.write_bytes(signed(content[:end] + tail))
            with pytest.raises(IndexDamaged):
                Index(toc.parent, "mine")
    toc.write_bytes(signed(pickle.dumps(Trap()) + content))
    with pytest.raises(IndexUnreadable):
        Index(toc.parent, "mine")
    assert not (tmp_path / "trapped").exists()


@pytest.mark.parametrize(
    "segments",
    [
        b"{}", b"[{}]", b"[1]", b'[{"name": "../up", "documents": 1, "deleted": []}]',
        b'[{"name": 5, "documents": 1, "deleted": []}]', b'"' + b"[" * 9000, b"\xff",
        b'[{"name": "a", "documents": "x", "deleted": []}]',
        b'[{"name": "a", "documents": 1, "deleted": 5}]',
    ],
)  # fmt: skip
def test_what_is_no_list_of_segments_is_damage(tmp_path: Path, segments: bytes) -> None:
    storage = Storage(str(tmp_path))
    file = storage.create_file("new")
    file.write_string(segments)
    file.close()
    storage.rename_file("new", "file.toc")
    if segments == b"{}":
        assert storage.open_file("file.toc").read_pickle() == []
        return
    with pytest.raises(DamagedFileError):
        storage.open_file("file.toc").read_pickle()


def test_a_list_of_segments_is_written_as_json(tmp_path: Path) -> None:
    storage = Storage(str(tmp_path))
    file = storage.create_file("new")
    assert isinstance(file, TocFile)
    file.write_pickle([Segment("abc", 5, [3, 1])])
    file.close()
    assert (
        (tmp_path / "new")
        .read_bytes()
        .endswith(b'[{"name": "abc", "documents": 5, "deleted": [1, 3]}]')
    )


def test_a_folder_that_cannot_be_read_is_not_an_empty_one(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="No such file"):
        Storage(str(tmp_path / "gone")).list()
