"""Full texts of bookmarks are fetched ahead where the settings or the person say so."""

import threading

import pytest

from search import Config, FullTextsFetched, Missing
from search.work.fulltexts import FullTexts


class Network:
    """Stands in for the fetching: what was asked for, and what comes."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.asked: list[list[int]] = []
        self.missing: tuple[Missing, ...] = ()
        self.free = threading.Event()
        self.free.set()
        monkeypatch.setattr(FullTexts, "fetch", self._fetch)
        monkeypatch.setattr(FullTexts, "wanted", lambda _, rows: sorted(rows))

    def _fetch(self, rows, *, progress, cancelled) -> FullTextsFetched:
        self.asked.append(list(rows))
        progress(1, len(rows) + 1)
        while not self.free.wait(0.01):
            if cancelled():
                break
        return FullTextsFetched(len(rows), 0, self.missing, 0.1)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    return Network(monkeypatch)


async def test_bookmarks_are_fetched_as_they_are_made(run_reader, library, network) -> None:
    network.free.clear()
    async with run_reader(
        library, Config(read_after=None, fetch="bookmarked", given=("fetch",)), settled=False
    ) as ui:
        await ui.until(lambda: ui.session.ready.is_set())
        ui.send("b")
        await ui.until(lambda: "fetching full texts: 1 of 2" in ui.text, "the progress")
        network.free.set()
        await ui.settle()
        assert network.asked == [[ui.entry.row]]
        assert "fetching" not in ui.text
        network.missing = (Missing("2406.10998", "offline: no route"),)
        await ui.press("j", "b")
        assert "offline: full texts are fetched later" in ui.shown("#status")
        assert len(network.asked[-1]) == 2


async def test_a_key_begins_and_stops_it_and_that_is_remembered(
    run_reader, library, network
) -> None:
    async with run_reader(library) as ui:
        await ui.press("b")
        assert network.asked == []
        network.free.clear()
        ui.send("F")
        await ui.until(lambda: network.asked, "the fetching")
        await ui.press("F")  # stops it, else nothing would come to rest
        assert "no longer" in ui.toasts
        network.free.set()
        await ui.press("F", "q")
    async with run_reader(library) as ui:
        assert len(network.asked) == 3
