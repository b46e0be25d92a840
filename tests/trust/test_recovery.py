"""A damaged library: what can be read is saved, the damaged file is kept, backups are made."""

import json
import os
import random
import sqlite3
import stat
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path

import pytest
from commands import Run

from search import Library, Marking, Paper, Paths, StoreError, back_up, recover, restore
from search.errors import LibraryError
from search.files import scratch
from search.store import SCHEMA, migrations
from search.store.backups import automatic, sqlite_copy

PAPERS = 400


@pytest.fixture
def large(paths: Paths) -> Paths:
    """A library of several pages in each table; every tenth paper has marks."""
    with closing(Library(paths)) as library:
        library.add(
            [
                Paper(title=f"Sheep {n}", abstract="meadow " * 60, arxiv=f"2401.{n:05}")
                for n in range(PAPERS)
            ]
        )
        for row in range(1, PAPERS, 10):
            library.mark([row], Marking(read=True, note=f"note of {row}"))
    return paths


def spoil(paths: Paths, pages: list[int]) -> None:
    with paths.store.open("r+b") as file:
        for page in pages:
            file.seek((page - 1) * 4096)
            file.write(b"\xff" * 4096)


def pages_of(paths: Paths, table: str) -> list[int]:
    """The pages of a table behind its first one."""
    with closing(sqlite3.connect(paths.store)) as store:
        query = "SELECT pageno FROM dbstat WHERE name = ? ORDER BY pageno"
        try:
            return [page for (page,) in store.execute(query, (table,))][1:]
        except sqlite3.OperationalError:
            pytest.skip("this SQLite has no table of pages")


@pytest.mark.parametrize("seed", range(3))
def test_most_of_a_damaged_library_is_recovered(large: Paths, broadsheet: Run, seed: int) -> None:
    pages = random.Random(seed).sample(pages_of(large, "papers"), 3)
    spoil(large, pages)
    assert "recover" in broadsheet("doctor").out
    done = recover(large)
    assert PAPERS * 0.7 < done.papers <= PAPERS
    assert done.kept.stat().st_size >= large.store.stat().st_size * 0.5
    assert stat.S_IMODE(done.kept.stat().st_mode) == 0o600
    found = json.loads(broadsheet("search", "meadow", "--json").out)
    assert found["total"] == done.papers
    assert json.loads(broadsheet("search", "has:note", "--json").out)["total"] > 20
    with closing(sqlite3.connect(large.store)) as store:
        assert sqlite_copy.damage(store) is None
        marks = "SELECT count(*) FROM marks WHERE mark = 'note'"
        assert store.execute(marks).fetchone() == (PAPERS // 10,)
    assert "recover" not in broadsheet("doctor").out


def test_papers_are_made_again_from_what_their_sources_said(large: Paths) -> None:
    with closing(Library(large)) as library:
        again = Paper(title="Sheep 5", abstract="More.", arxiv="2401.00005", sources=("other",))
        library.add([again])
    with closing(sqlite3.connect(large.store)) as store, store:
        (row,) = store.execute("SELECT row FROM names WHERE name = '2401.00005'").fetchone()
        store.execute("DELETE FROM papers WHERE row = ?", (row,))
    spoil(large, pages_of(large, "papers")[-2:])
    recover(large)
    with closing(Library(large)) as library:
        assert library.entry(library.row("2401.00005")).paper.title == "Sheep 5"


def test_nothing_is_changed_where_nothing_is_damaged(large: Paths, broadsheet: Run) -> None:
    before = large.store.read_bytes()
    assert "intact" in broadsheet("recover").err
    assert large.store.read_bytes() == before
    large.store.write_bytes(b"\xff" * 9000)
    ran = broadsheet("recover")
    assert (ran.status, "backup" in ran.err) == (1, bool(automatic.kept(large)))
    assert large.store.read_bytes() == b"\xff" * 9000


def test_one_backup_is_made_each_day_and_seven_are_kept(filled: Paths, broadsheet: Run) -> None:
    broadsheet("status")
    (made,) = automatic.kept(filled)
    assert made.file.name == f"daily-{date.today()}.zip"
    assert stat.S_IMODE(made.file.stat().st_mode) == 0o600
    assert stat.S_IMODE(filled.backups.stat().st_mode) == 0o700
    broadsheet("status")
    assert [each.file for each in automatic.kept(filled)] == [made.file]
    for ago in range(1, 12):
        old = filled.backups / f"daily-{date.today() - timedelta(days=ago)}.zip"
        old.write_bytes(made.file.read_bytes())
        os.utime(old, (made.created - ago * 86400,) * 2)
    made.file.unlink()
    broadsheet("status")
    names = [each.file.name for each in automatic.kept(filled)]
    assert names == [f"daily-{date.today() - timedelta(days=ago)}.zip" for ago in range(7)]
    assert "7 automatic" in broadsheet("doctor").out
    assert restore(filled, str(made.file)).papers == 3


def test_backups_together_stay_below_a_limit(
    filled: Paths, broadsheet: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    broadsheet("status")
    (made,) = automatic.kept(filled)
    size = made.bytes
    for ago in range(1, 5):
        old = filled.backups / f"before-restore-{ago}.zip"
        old.write_bytes(made.file.read_bytes())
        os.utime(old, (made.created - ago * 86400,) * 2)
    made.file.unlink()
    monkeypatch.setattr(automatic, "LARGEST", size * 3 + 100)
    with closing(Library(filled)) as library:
        automatic.daily(library.paths, 1 << 30)
    assert len(automatic.kept(filled)) == 3


def test_a_library_of_an_older_schema_is_backed_up_first(paths: Paths) -> None:
    paths.data.mkdir(parents=True)
    with closing(sqlite3.connect(paths.store)) as store, store:
        migrations.ALL[0](store)
        store.execute(
            "INSERT INTO papers (row, id, title, added, version) VALUES (1,'x','Old',1,1)"
        )
        store.execute("PRAGMA user_version = 1")
    with closing(Library(paths)) as library:
        assert library.status().schema == SCHEMA
    (made,) = automatic.kept(paths)
    assert made.file.name.startswith("before-schema-1-")
    assert restore(paths, str(made.file)).papers == 1


def test_a_newer_schema_is_refused_and_untouched(filled: Paths, broadsheet: Run) -> None:
    with closing(sqlite3.connect(filled.store)) as store, store:
        store.execute("PRAGMA journal_mode = DELETE")
        store.execute("PRAGMA user_version = 99")
    before = filled.store.read_bytes()
    for command in (["status"], ["mark", "2401.00001", "--read"], ["search", "x"]):
        assert "newer Broadsheet" in broadsheet(*command).err
    assert filled.store.read_bytes() == before
    with pytest.raises(StoreError):
        Library(filled)


def test_what_a_killed_backup_left_is_removed_by_the_next(filled: Paths) -> None:
    left = filled.data / ".backup-left"
    left.mkdir()
    (left / "library.sqlite3").write_bytes(b"x" * 1000)
    used = filled.data / ".backup-used"
    used.mkdir()
    for folder in (left, used):
        os.utime(folder, (1_000_000_000,) * 2)
    target = filled.data.parent / "all.zip"
    part = target.with_name(".all.zip.1.part")
    part.write_bytes(b"x")
    os.utime(part, (1_000_000_000,) * 2)
    with scratch.in_use(used):
        back_up(filled, str(target))
    assert not left.exists()
    assert not part.exists()
    assert used.exists()


@pytest.mark.skipif(os.name != "posix", reason="pipes and devices of POSIX")
def test_what_is_no_file_is_refused_at_once(filled: Paths, broadsheet: Run) -> None:
    pipe = filled.data / "pipe.zip"
    os.mkfifo(pipe)
    for name in (pipe, "/dev/zero", "/dev/null", filled.data):
        ran = broadsheet("restore", name)
        assert (ran.status, "not a regular file" in ran.err) == (1, True)
    with pytest.raises(LibraryError, match="not a regular file"):
        back_up(filled, str(pipe))
    for target in (filled.store, filled.settings):
        target.parent.mkdir(parents=True, exist_ok=True)
        target.unlink(missing_ok=True)
        os.mkfifo(target)
        broadsheet("status")
        broadsheet("doctor")
        target.unlink()


@pytest.mark.skipif(os.name != "posix", reason="pipes of POSIX")
def test_pipes_in_place_of_the_cache_are_not_waited_for(filled: Paths, broadsheet: Run) -> None:
    for kind in ("*.toc", "*.rows", "*.words", "*LOCK", "*.json", filled.columns.name):
        assert '"total": 3' in broadsheet("search", "meadows", "--json").out
        (file,) = (filled.cache if kind == filled.columns.name else filled.index).glob(kind)
        file.unlink()
        os.mkfifo(file)
        assert "regular file" in broadsheet("doctor").out, kind
        assert '"total": 3' in broadsheet("search", "meadows", "--json").out, kind
        assert "damaged" not in broadsheet("doctor").out


def test_what_a_killed_backup_left_is_removed_and_takes_no_place(large: Paths) -> None:
    restores = [automatic.before_restore(large, lambda _: None) for _ in range(2)]
    for number in range(automatic.KEPT):  # names that were reserved, and then a kill
        (large.backups / f"before-restore-2026-01-0{number + 1}-000000.zip").touch()
    part = large.backups / ".before-restore-2026-01-01-000000.zip.1.part"
    part.write_bytes(b"half")
    old = time.time() - 10 * scratch.AGE_S
    for left in large.backups.iterdir():
        os.utime(left, (old, old))
    restores.append(automatic.before_restore(large, lambda _: None))
    assert sorted(large.backups.iterdir()) == sorted(restores)


@pytest.mark.skipif(sys.platform != "linux", reason="file systems whose names are bytes")
def test_names_that_are_no_utf8_are_names(
    tmp_path: Path, broadsheet: Run, paths: Paths, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / os.fsdecode(b"\xff\xfe")
    folder.mkdir()
    monkeypatch.setenv("XDG_DATA_HOME", str(folder))
    (folder / os.fsdecode(b"\xff.ris")).write_text("TY  - JOUR\nTI  - Wool\nER  - \n")
    assert broadsheet("import", folder / os.fsdecode(b"\xff.ris")).status == 0
    assert broadsheet("backup", folder / os.fsdecode(b"\xff.zip")).status == 0
    assert broadsheet("restore", folder / os.fsdecode(b"\xff.zip")).status == 0
    assert '"papers": 1' in broadsheet("status", "--json").out


@pytest.mark.parametrize("spoiled", [Path.unlink, lambda file: file.write_bytes(b"")])
def test_a_library_that_is_gone_is_reported_and_its_backup_brings_it_back(
    paths: Paths, broadsheet: Run, spoiled: Callable[[Path], object]
) -> None:
    with closing(Library(paths)) as library:
        library.add([Paper(title="Sheep", arxiv="2401.00001")])
        library.back_up_daily()
    spoiled(paths.store)
    (backup,) = paths.backups.iterdir()
    ran = broadsheet("search", "sheep")
    assert ran.status == 0
    assert any(f"`broadsheet restore {backup}`" in line for line in ran.messages)
    assert json.loads(broadsheet("status", "--json").out)["papers"] == 0, "no starter papers"
    assert broadsheet("restore", str(backup)).status == 0
    assert json.loads(broadsheet("status", "--json").out)["papers"] == 1
