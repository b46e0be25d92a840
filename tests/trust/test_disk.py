"""Full and read-only disks, few file handles, little memory, and a clock that goes back."""

import os
import resource
import shutil
import sqlite3
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from commands import Run

import tui.cli
from search import Library, Marking, Paper, Paths
from tests.trust import disk
from tests.trust.program import Home

pytestmark = pytest.mark.skipif(os.name != "posix", reason="limits and disks of POSIX")


@pytest.mark.timeout(300)
def test_full_and_read_only_disks(tmp_path: Path) -> None:
    outcome = disk.run(tmp_path, disks=[("cache", "full"), ("data", "full")], papers=20)
    if outcome is None:
        pytest.skip("no right to mount a small disk")
    assert not outcome.faults, "\n".join(outcome.faults)


@pytest.mark.parametrize(
    ("limit", "value", "said"),
    [
        (resource.RLIMIT_FSIZE, 4096, ""),
        (resource.RLIMIT_NOFILE, 8, "too many files are open"),
        (resource.RLIMIT_AS, 120_000_000, ""),
    ],
)
def test_limits_end_in_a_line(tmp_path: Path, limit: int, value: int, said: str) -> None:
    home = Home(tmp_path)
    home.fill(5)
    for command in (["mark", "2401.00001", "--read"], ["search", "sheep"]):
        status, _, err = home.run(
            *command, preexec_fn=lambda: resource.setrlimit(limit, (value, value))
        )
        assert "Traceback" not in err, err
        assert said in err, err
        assert status in (0, 1), (command, status, err)
    status, out, err = home.run("search", "sheep", "--json")
    assert '"total": 5' in out
    assert err == ""  # nothing was taken for damaged


def test_a_cache_that_cannot_be_used_at_all(filled: Paths, broadsheet: Run) -> None:
    shutil.rmtree(filled.cache)
    filled.cache.write_text("not a folder")
    assert '"papers": 3' in broadsheet("status", "--json").out
    ran = broadsheet("search", "is:unread", "--json")
    assert (ran.status, '"total": 2' in ran.out, "cannot be used" in ran.err) == (0, True, True)
    assert broadsheet("mark", "2401.00002", "--read").status == 0
    filled.cache.unlink()
    assert '"total": 3' in broadsheet("search", "meadows", "--json").out


def test_a_clock_of_a_time_that_no_zip_knows(
    filled: Paths, broadsheet: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    for year in (1975, 2185):
        moment = datetime(year, 6, 1).timestamp()
        monkeypatch.setattr("time.time", lambda moment=moment: moment)
        shutil.rmtree(filled.backups, ignore_errors=True)
        assert broadsheet("mark", "2401.00001", "--tag", f"in{year}").status == 0
        os.utime(filled.store, (moment, moment))
        backup = filled.data / f"{year}.zip"
        assert broadsheet("backup", backup).status == 0
        assert broadsheet("restore", backup).status == 0


def test_a_clock_that_goes_back_keeps_order_and_history(filled: Paths) -> None:
    with closing(sqlite3.connect(filled.store)) as store, store:  # as if by a clock a year ahead
        store.execute("UPDATE papers SET added = added + 31536000000")
        store.execute("UPDATE steps SET at = at + 31536000000")
        store.execute("UPDATE memory SET value = 2000000000000 WHERE key GLOB '*opened'")
    with closing(Library(filled)) as library, closing(Library(filled)) as other:
        rows = library.search("is:unread").page(0, 9)
        other.mark([rows[0]], Marking(read=True))
        library.changed_outside()
        assert list(library.search("is:unread").page(0, 9)) == list(rows[1:])
        assert other.undo()
        library.changed_outside()
        assert list(library.search("is:unread").page(0, 9)) == list(rows)
        library.visits.begin(1_000)
        library.add([Paper(title="Later")])
        assert len(library.search("is:new later")) == 1


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (ImportError("libm.so: failed to map segment from shared object"), "memory is short"),
        (RuntimeError("can't start new thread"), "no more processes or threads"),
    ],
)
def test_memory_or_threads_that_are_short_end_in_a_line(
    broadsheet: Run, monkeypatch: pytest.MonkeyPatch, error: Exception, said: str
) -> None:
    def fail(_: object) -> int:
        raise error

    monkeypatch.setattr(tui.cli, "_run", fail)
    ran = broadsheet("status")
    assert (ran.status, len(ran.messages), said in ran.err) == (1, 1, True)
