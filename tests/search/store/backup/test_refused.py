"""What is no backup, or not all of one, changes nothing."""

import json
import sqlite3
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search import Library, LibraryError, Paper, Paths, back_up, restore

Members = dict[str, bytes]
ABOUT, STORE = "backup.json", "library.sqlite3"


def zipped(file: Path, members: Members, how: int = zipfile.ZIP_DEFLATED) -> None:
    with zipfile.ZipFile(file, "w", how) as packed:
        for name, content in members.items():
            packed.writestr(name, content)


def unzipped(file: Path) -> Members:
    with zipfile.ZipFile(file) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def after(sql: str) -> Callable[[Members], Members]:
    """The backup with a statement done to its library."""

    def changed(members: Members) -> Members:
        with TemporaryDirectory() as folder:
            store = Path(folder) / "store"
            store.write_bytes(members[STORE])
            with closing(sqlite3.connect(store)) as connection, connection:
                connection.execute(sql)
            return {**members, STORE: store.read_bytes()}

    return changed


def folder_instead(file: Path) -> None:
    file.unlink()
    file.mkdir()


def twice(file: Path) -> None:
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(file, "a") as packed:
        packed.writestr(STORE, b"another", zipfile.ZIP_DEFLATED)


NO_BACKUP = "is not a Broadsheet backup"
# What is done to the file, and what is said of it.
SPOILED: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (Path.unlink, "No such file"),
    "a folder": (folder_instead, "not a regular file"),
    "empty": (lambda file: file.write_bytes(b""), NO_BACKUP),
    "text": (lambda file: file.write_text("Dear diary"), NO_BACKUP),
    "a library": (lambda file: file.write_bytes(unzipped(file)[STORE]), NO_BACKUP),
    "another zip": (lambda file: zipped(file, {"thesis.txt": b"On sheep"}), NO_BACKUP),
    "cut off": (lambda file: file.write_bytes(file.read_bytes()[:-40]), NO_BACKUP),
    "cut off in front": (lambda file: file.write_bytes(file.read_bytes()[40:]), NO_BACKUP),
    "not compressed": (
        lambda file: zipped(file, unzipped(file), zipfile.ZIP_STORED), NO_BACKUP
    ),
    "a library twice": (twice, NO_BACKUP),
}  # fmt: skip
# What is done to the files in it, and what is said of it.
REPACKED: dict[str, tuple[Callable[[Members], Members], str]] = {
    "no library": (lambda members: {ABOUT: members[ABOUT]}, NO_BACKUP),
    "nothing that says what it is": (lambda members: {STORE: members[STORE]}, NO_BACKUP),
    "one file more": (lambda members: {**members, "../../.bashrc": b"rm"}, NO_BACKUP),
    "a list": (lambda members: {**members, ABOUT: b"[]"}, NO_BACKUP),
    "brackets": (lambda members: {**members, ABOUT: b"[" * 9999}, NO_BACKUP),
    "of a newer program": (
        lambda members: {**members, ABOUT: json.dumps({"broadsheet": 2}).encode()}, "newer"
    ),
    "a newer library": (after("PRAGMA user_version = 99"), "newer"),
    "a library of nothing": (lambda members: {**members, STORE: b""}, "not a Broadsheet library"),
    "no history": (after("DROP TABLE steps"), "missing: steps"),
    "a damaged library": (
        lambda members: {**members, STORE: members[STORE][:4096] + b"\xff" * 50_000}, "damaged"
    ),
    "a library of text": (lambda members: {**members, STORE: b"Dear diary" * 999}, "damaged"),
    "a full disk": (lambda members: {**members, STORE: bytes(1 << 27)}, NO_BACKUP),
}  # fmt: skip


@pytest.mark.parametrize("what", [*SPOILED, *REPACKED])
def test_what_is_no_backup_changes_nothing(
    filled: Library,
    paths: Paths,
    file: str,
    tmp_path: Path,
    files: Callable[[Path], dict[str, bytes]],
    what: str,
) -> None:
    if what in SPOILED:
        spoil, reason = SPOILED[what]
        spoil(Path(file))
    else:
        repack, reason = REPACKED[what]
        zipped(Path(file), repack(unzipped(Path(file))))
    filled.close()
    before = files(tmp_path)
    for home in (paths, Paths.under(tmp_path / "there")):
        with pytest.raises(LibraryError, match=reason) as error:
            restore(home, file)
        assert "\n" not in str(error.value)
        assert files(tmp_path) == before
    assert not (tmp_path / "there" / "data").exists()


@examples(60)
@given(damages=st.dictionaries(st.integers(0, 5000), st.integers(0, 255), min_size=1, max_size=4))
def test_no_damage_to_the_file_is_taken_for_papers(damages: dict[int, int]) -> None:
    with TemporaryDirectory() as one, TemporaryDirectory() as other:
        here, there = Paths.under(Path(one)), Paths.under(Path(other))
        with closing(Library(here, with_starter=False)) as library:
            library.add([Paper(title=f"sheep {n}") for n in range(9)])
        file = here.data / "all.zip"
        back_up(here, str(file))
        content = bytearray(file.read_bytes())
        for place, byte in damages.items():
            content[-place % len(content)] = byte
        file.write_bytes(content)
        try:
            assert restore(there, str(file)).papers == 9
        except LibraryError:
            assert not there.store.exists()
