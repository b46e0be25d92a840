"""A backup comes back whole, whoever has the library open, and what was there before is kept."""

import shutil
import sqlite3
import stat
import threading
import zipfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from search import Library, LibraryError, Marking, Paper, Paths, UnknownPaperError, back_up, restore
from search.store import Store, database, migrations
from search.store.backups import sqlite_copy

Open = Callable[..., Library]
Damage = Callable[[Library], bytes]


def test_a_new_home_gets_all_and_keeps_nothing(file: str, tmp_path: Path) -> None:
    there = Paths.under(tmp_path / "there")
    done = restore(there, file)
    assert (done.papers, done.kept, done.settings) == (3, None, None)
    assert [path.name for path in there.data.iterdir()] == ["library.sqlite3"]
    assert stat.S_IMODE(there.data.stat().st_mode) == 0o700
    assert stat.S_IMODE(there.store.stat().st_mode) == 0o600
    with closing(Library(there, with_starter=True)) as library:  # as the reader opens it
        assert library.status().papers == 3
        assert library.undo()


def test_what_was_there_is_kept_each_time(filled: Library, paths: Paths, file: str) -> None:
    filled.add([Paper(title="hay")])
    first = restore(paths, file).kept
    second = restore(paths, file).kept
    assert first is not None
    assert second is not None
    assert first.parent == second.parent == paths.backups
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    assert restore(paths, str(first)).papers == 4
    assert restore(paths, str(second)).papers == 3


def test_old_words_are_not_found_nor_new_ones_missed(
    filled: Library, paths: Paths, file: str, open_library: Open
) -> None:
    """The index is ahead of the backup, by the same rows and versions with other papers."""
    filled._store.papers.remove([2, 3])
    filled.add([Paper(title=f"straw {n}") for n in range(9)])
    restore(paths, file)
    for library in (filled, open_library()):
        library.update_index()
        found = {word: len(library.search(word)) for word in ("straw", "sheep", "goat", "wool")}
        assert found == {"straw": 0, "sheep": 1, "goat": 1, "wool": 1}
        assert len(library.search("is:read")) == 1
        assert library.status().index == "ready"


def test_row_numbers_of_before_never_mean_another_paper(
    filled: Library, paths: Paths, file: str
) -> None:
    old = filled.search("").page(0, 9)
    restore(paths, file)
    with pytest.raises(UnknownPaperError):
        filled.mark(old[:1], Marking(bookmarked=True))
    assert filled.mark(old, Marking(bookmarked=True)) is None
    assert filled.changed_outside()
    assert filled.status().bookmarked == 0
    filled.add([Paper(title="hay")])
    assert not set(old) & set(filled.search("").page(0, 9))


def test_settings_come_back_where_there_are_none(
    filled: Library, paths: Paths, tmp_path: Path
) -> None:
    file = str(tmp_path / "all.zip")
    paths.settings.parent.mkdir()
    paths.settings.write_text("theme = 'nord'\n")
    back_up(paths, file)
    assert restore(paths, file).settings is None
    for mine in ("density = 'compact'\n", ""):
        paths.settings.write_text(mine)
        assert restore(paths, file).settings == "left"
        assert paths.settings.read_text() == mine
    paths.settings.unlink()
    assert restore(paths, file).settings == "restored"
    assert paths.settings.read_text() == "theme = 'nord'\n"


def test_an_older_library_is_brought_up(
    filled: Library, file: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def add_mood(connection: sqlite3.Connection) -> None:
        connection.execute("ALTER TABLE papers ADD COLUMN mood TEXT DEFAULT 'calm'")

    newer = (*migrations.ALL, add_mood)
    monkeypatch.setattr(migrations, "ALL", newer)
    monkeypatch.setattr(database, "SCHEMA", len(newer))
    monkeypatch.setattr(sqlite_copy, "SCHEMA", len(newer))
    there = Paths.under(tmp_path / "there")
    assert restore(there, file).papers == 3
    with closing(Library(there, with_starter=False)) as library:
        moods = library._store.database.connection.execute("SELECT mood FROM papers").fetchall()
    assert moods == [("calm",)] * 3


def test_others_wait_and_go_on(filled: Library, paths: Paths, file: str) -> None:
    """Programs that write, and one that has not done writing, while a backup comes back."""
    enough, failures = threading.Event(), []
    wrote = [threading.Event() for _ in range(2)]

    def write(which: int) -> None:
        number = 0
        try:
            with closing(Store(paths.store)) as store:
                while not enough.wait(0.002):  # nobody writes without a rest, or others starve
                    number += 1
                    store.papers.add([Paper(title=f"sheep {which} {number}")], number)
                    wrote[which].set()
        except LibraryError as error:
            failures.append(error)

    writers = [threading.Thread(target=write, args=(which,)) for which in range(2)]
    for writer in writers:
        writer.start()
    try:
        for _ in range(3):
            assert restore(paths, file).papers == 3
            for each in wrote:
                each.clear()
                assert each.wait(20)
    finally:
        enough.set()
        for writer in writers:
            writer.join()
    assert failures == []
    with closing(Library(paths, with_starter=False)) as library:
        library.update_index()
        assert len(library.search("goat")) == len(library.search("wool")) == 1
        assert len(library.search("sheep")) == library.status().papers - 2


def test_what_does_not_go_in_changes_nothing(filled: Library, paths: Paths, file: str) -> None:
    """It fails in the midst: here as a table refuses it, elsewhere as the disk is full."""
    filled.add([Paper(title="hay")])
    filled._store.database.connection.execute(
        "CREATE TRIGGER no AFTER INSERT ON marks BEGIN SELECT raise(ABORT, 'no'); END"
    )
    names = sorted(path.name for path in paths.data.iterdir())
    with pytest.raises(LibraryError, match="violates a constraint"):
        restore(paths, file)
    assert sorted(path.name for path in paths.data.iterdir()) == names
    assert not paths.settings.exists()
    assert not filled.changed_outside()
    assert len(filled.search("")) == 4


def test_an_interrupt_when_all_is_done_takes_nothing_away(
    filled: Library, paths: Paths, file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    filled.add([Paper(title="hay")])
    really = sqlite_copy.restore_into

    def interrupted(*what: Any) -> None:
        really(*what)
        raise KeyboardInterrupt

    monkeypatch.setattr(sqlite_copy, "restore_into", interrupted)
    with pytest.raises(KeyboardInterrupt):
        restore(paths, file)
    monkeypatch.undo()
    (kept,) = paths.backups.glob("before-restore-*.zip")
    assert restore(paths, str(kept)).papers == 4


# -- a damaged library -----------------------------------------------------------------------


def test_a_damaged_library_gives_way_and_is_kept(
    filled: Library, paths: Paths, file: str, open_library: Open, damage: Damage
) -> None:
    content = damage(filled)
    filled.close()
    kept = restore(paths, file).kept
    assert kept is not None
    assert kept.read_bytes() == content
    assert stat.S_IMODE(kept.stat().st_mode) == 0o600
    library = open_library()
    library.update_index()
    assert len(library.search("sheep")) == 1
    assert len(library.search("is:read")) == 1


def test_a_file_that_is_no_library_gives_way_and_is_kept(
    filled: Library, paths: Paths, file: str, open_library: Open
) -> None:
    filled.close()
    shutil.copy(Path(file), paths.store)  # a mistake that is easily made
    kept = restore(paths, file).kept
    assert kept is not None
    assert kept.read_bytes() == Path(file).read_bytes()
    assert open_library().status().papers == 3


def test_whoever_had_the_damaged_library_open_writes_nothing_into_the_next(
    filled: Library, paths: Paths, file: str, open_library: Open, damage: Damage
) -> None:
    assert len(filled.search("")) == 3
    damage(filled)
    restore(paths, file)
    with pytest.raises(LibraryError, match="restart Broadsheet"):
        filled.mark([2], Marking(bookmarked=True))
    with pytest.raises(LibraryError, match="restart Broadsheet"):
        filled.changed_outside()
    assert open_library().status().bookmarked == 0


def test_no_trigger_of_a_backup_comes_along(
    filled: Library, paths: Paths, file: str, tmp_path: Path, open_library: Open, damage: Damage
) -> None:
    with zipfile.ZipFile(file) as packed:
        members = {name: packed.read(name) for name in packed.namelist()}
    store = tmp_path / "library.sqlite3"
    store.write_bytes(members[store.name])
    with closing(sqlite3.connect(store)) as connection:
        connection.execute("PRAGMA journal_mode = DELETE")
        connection.execute(
            "CREATE TRIGGER evil AFTER INSERT ON marks BEGIN DELETE FROM papers; END"
        )
        connection.commit()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, content in members.items():
            packed.writestr(name, store.read_bytes() if name == store.name else content)
    damage(filled)
    filled.close()
    restore(paths, file)
    library = open_library()
    library.mark([2], Marking(bookmarked=True))
    assert library.status().papers == 3
