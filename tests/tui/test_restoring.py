"""A backup that comes back while the reader is open."""

import asyncio
import threading

import pytest

from search import Library, Marking, Paths, Step, back_up, restore
from tui.reader import screen


@pytest.fixture
def backup(library, tmp_path) -> str:
    """Of thirty papers, of which the second is bookmarked, and a view."""
    library.mark([library.row("2406.10998")], Marking(bookmarked=True))
    library.views.save("Cheap", "cost")
    name = str(tmp_path / "all.zip")
    back_up(library.paths, name)
    return name


async def test_the_reader_shows_what_came_back(run_reader, library, backup) -> None:
    library.views.remove("Cheap")
    gone = [library.row(f"2406.{10999 - number:05}") for number in range(5)]
    library._store.papers.remove(gone)
    library.update_index()
    async with run_reader(library) as ui:
        assert len(ui.titles) == 25
        await asyncio.to_thread(restore, library.paths, backup)
        ui.session.upkeep.look_outside()  # what it does every other second
        await ui.until(lambda: len(ui.titles) == 30, "the papers of the backup")
        await ui.settle()
        assert "1 bookmarked" in ui.shown("#status")
        assert "Cheap" in ui.shown("#views")
        await ui.press("home", "j")
        assert ui.entry.bookmarked
        await ui.press("slash", *"curriculum")
        await ui.until(lambda: len(ui.titles) == 5, "the words of the backup")
        assert library.status().index == "ready"


async def test_what_is_marked_before_the_reader_has_looked_marks_nothing(
    run_reader, library, backup, monkeypatch
) -> None:
    made: list[Step | None] = []
    really = library.mark
    monkeypatch.setattr(library, "mark", lambda *what: made.append(really(*what)))
    monkeypatch.setattr(screen, "_LOOK_OUTSIDE_S", 3600)
    async with run_reader(library) as ui:
        await ui.press("t")  # a dialog that stays open meanwhile
        await asyncio.to_thread(restore, library.paths, backup)
        await ui.press(*"hay", "enter")
        assert "removed" in ui.toasts
        for key in "bmA":
            ui.send(key)
        await ui.until(lambda: made, "all to be marked")
        assert made == [None]
        ui.session.upkeep.look_outside()
        await ui.until(lambda: ui.session.row is not None, "the papers of the backup")
        await ui.settle()
        counts = library.counts()
        assert (counts.papers, counts.unread, counts.bookmarked) == (30, 30, 1)


async def test_the_reader_of_a_damaged_library_reports_that_another_came(
    run_reader, library, backup
) -> None:
    paths: Paths = library.paths
    async with run_reader(library) as ui:
        library._store.database.connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        content = paths.store.read_bytes()
        with paths.store.open("r+b") as file:
            file.seek(4096)
            file.write(b"\xff" * (len(content) - 4096))
        kept = await asyncio.to_thread(restore, paths, backup)
        assert kept.kept
        ui.session.upkeep.look_outside()
        await ui.until(lambda: "restart Broadsheet" in ui.shown("#status"), "to be told")
        await ui.press("b")
        assert "restart Broadsheet" in ui.toasts


async def test_two_looks_at_once_lose_nothing_of_what_the_first_sees(
    run_reader, library, backup, monkeypatch
) -> None:
    really, seen, go_on = library.changed_outside, threading.Event(), threading.Event()

    def slow() -> bool:
        changed = bool(really())
        seen.set()
        go_on.wait()  # as on a busy machine: another look is asked for before this one is done
        return changed

    monkeypatch.setattr(screen, "_LOOK_OUTSIDE_S", 3600)
    async with run_reader(library) as ui:
        monkeypatch.setattr(library, "changed_outside", slow)
        with Library(library.paths) as other:
            other.views.save("Dear", "cost")
        ui.session.upkeep.look_outside()
        await asyncio.to_thread(seen.wait)
        ui.session.upkeep.look_outside()
        go_on.set()
        await ui.until(lambda: "Dear" in ui.shown("#views"), "the view of the other program")
