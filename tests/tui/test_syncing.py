"""What the reader shows after a sync: the outcome, the new papers, and the cursor in its place."""

import json
from dataclasses import replace

import pytest

from search import Library, LibraryError
from search.model.outcomes.sync import FeedState, FeedSynced, Synced


def outcome(error: str | None = None) -> Synced:
    """One feed that added 1, updated 2 and left 3 unchanged."""
    feed = FeedSynced(
        name="daily",
        what="huggingface",
        added=1,
        updated=2,
        unchanged=3,
        skipped=(),
        error=error,
        synced=None,
    )
    return Synced((feed,), 0.1)


@pytest.fixture
def bring(library, tmp_path, monkeypatch):
    """Makes a sync bring one paper, with an outcome."""

    def set_up(synced: Synced) -> None:
        page = tmp_path / "new.json"
        page.write_text(json.dumps([{"title": "Fresh Pruning", "listed": "2026-01-02"}]), "utf-8")

        def sync(_: Library, **__: object) -> Synced:
            library.import_files([str(page)])
            return synced

        monkeypatch.setattr(Library, "sync", sync)

    return set_up


async def test_new_papers_are_shown_and_counted_and_the_cursor_stays(
    run_reader, library, bring
) -> None:
    bring(outcome())
    async with run_reader(library) as ui:
        await ui.press("j", "j")
        title = ui.entry.paper.title
        await ui.press("R")
        await ui.until(lambda: len(ui.titles) == 31, "the new paper")
        await ui.settle()
        assert "1 added, 2 updated, 3 unchanged · 5 shows the new ones" in ui.toasts
        assert ui.titles[0] == "Fresh Pruning"
        assert ui.entry.paper.title == title
        assert "31 papers" in ui.shown("#views")


async def test_a_feed_that_fails_is_named_beside_what_came(run_reader, library, bring) -> None:
    bring(outcome(error="rate limited: retry after 30 s"))
    async with run_reader(library) as ui:
        await ui.press("R")
        await ui.until(lambda: "rate limited" in ui.toasts, "the notice")
        came, fault = ui.toasts.splitlines()
        assert came.startswith("1 added")
        assert fault == "daily: rate limited: retry after 30 s"
        (toast,) = ui.app.screen.query("Toast")
        assert toast.region.y == ui.reader.query_one("#status").region.y, "below all papers"
        none = {"added": 0, "updated": 0, "unchanged": 0}
        bring(Synced(tuple(replace(feed, **none) for feed in outcome("no network").feeds), 0.1))
        await ui.press("R")
        await ui.until(lambda: "no network" in ui.toasts, "the notice")
        assert ui.toasts == "daily: no network"


async def test_a_sync_that_cannot_begin_says_why(run_reader, library, monkeypatch) -> None:
    def sync(_: Library, **__: object) -> Synced:
        raise LibraryError("the proxy cannot be used")

    monkeypatch.setattr(Library, "sync", sync)
    async with run_reader(library) as ui:
        await ui.press("R")
        await ui.until(lambda: "the proxy cannot be used" in ui.shown("#status"), "the reason")


async def test_what_a_feed_could_not_fetch_stays_in_the_status_bar(
    run_reader, library, monkeypatch
) -> None:
    state = FeedState("daily", "huggingface:daily", None, missing=("2026-01-02", "2026-01-03"))
    monkeypatch.setattr(Library, "feeds", lambda _: (state,))
    async with run_reader(library) as ui:
        said = "daily: 2 lists missing, sync again"
        await ui.until(lambda: said in ui.shown("#status"), "what is missing")
