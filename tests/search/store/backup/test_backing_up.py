"""A backup is of one moment, the user's alone, and written whole or not at all."""

import json
import stat
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from search import Library, LibraryError, Paper, Paths, back_up, restore
from search.store import Store

Damage = Callable[[Library], bytes]
Files = Callable[[Path], dict[str, bytes]]


def test_a_backup_reports_what_it_is_and_is_the_users_alone(
    filled: Library, paths: Paths, tmp_path: Path
) -> None:
    file = tmp_path / "all.zip"
    paths.settings.parent.mkdir()
    paths.settings.write_text("theme = 'nord'\n")
    file.touch(0o644)
    done = back_up(paths, str(file))
    assert (done.papers, done.bytes) == (3, file.stat().st_size)
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    with zipfile.ZipFile(file) as packed:
        assert packed.namelist() == ["backup.json", "library.sqlite3", "config.toml"]
        about = json.loads(packed.read("backup.json"))
        assert packed.read("config.toml") == b"theme = 'nord'\n"
    assert (about["broadsheet"], about["papers"]) == (1, 3)
    assert [path.name for path in tmp_path.iterdir() if path != file] == ["home"]
    assert not list(paths.data.glob(".backup*"))


def test_a_backup_takes_the_place_of_an_older_one(
    filled: Library, paths: Paths, file: str, tmp_path: Path
) -> None:
    filled.add([Paper(title="hay")])
    back_up(paths, file)
    there = Paths.under(tmp_path / "there")
    assert restore(there, file).papers == 4


def test_no_other_file_is_overwritten(
    filled: Library, paths: Paths, tmp_path: Path, files: Files
) -> None:
    thesis = tmp_path / "thesis.zip"
    with zipfile.ZipFile(thesis, "w") as packed:
        packed.writestr("thesis.txt", "On sheep")
    for name in (str(thesis), str(paths.store), str(tmp_path)):
        before = files(tmp_path)
        with pytest.raises(LibraryError, match="choose another"):
            back_up(paths, name)
        assert files(tmp_path).keys() == before.keys()
        assert thesis.read_bytes() == before[str(thesis)]
    assert filled.status().papers == 3


def test_where_there_is_no_library_there_is_nothing_to_back_up(
    paths: Paths, tmp_path: Path
) -> None:
    with pytest.raises(LibraryError, match="no library"):
        back_up(paths, str(tmp_path / "all.zip"))
    assert list(tmp_path.iterdir()) == []


def test_a_backup_that_fails_leaves_the_one_before(
    filled: Library, paths: Paths, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Path(file).read_bytes()

    def fails(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", fails)
    with pytest.raises(LibraryError, match="No space"):
        back_up(paths, file)
    assert Path(file).read_bytes() == before
    assert not list(Path(file).parent.glob(".all*"))
    assert not list(paths.data.glob(".backup*"))


def test_a_damaged_library_is_no_backup(
    filled: Library, paths: Paths, file: str, damage: Damage
) -> None:
    before = Path(file).read_bytes()
    damage(filled)
    with pytest.raises(LibraryError, match="malformed"):
        back_up(paths, file)
    assert Path(file).read_bytes() == before


def test_a_backup_is_of_one_moment_while_others_write(
    filled: Library, paths: Paths, tmp_path: Path
) -> None:
    wrote, enough = threading.Event(), threading.Event()

    def write() -> None:
        with closing(Store(paths.store)) as store:
            number = 0
            while not enough.is_set():
                number += 1  # two and two, so that an odd count is of no moment
                store.papers.add([Paper(title=f"sheep {number}{side}") for side in "ab"], number)
                wrote.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert wrote.wait(20)
        counts = []
        for each in range(4):
            back_up(paths, str(tmp_path / f"{each}.zip"))
            there = Paths.under(tmp_path / f"there{each}")
            counts.append(restore(there, str(tmp_path / f"{each}.zip")).papers)
    finally:
        enough.set()
        writer.join()
    assert all(number % 2 for number in counts)  # and the three there were
    assert counts == sorted(counts)
    assert counts[-1] > 3
