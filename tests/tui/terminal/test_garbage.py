"""When garbage is collected."""

import gc
from collections.abc import Iterator

import pytest

from tui.terminal import garbage


@pytest.fixture
def collected(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[float]]:
    """The moments at which everything was collected; the first of the list is the clock."""
    thresholds, moments = gc.get_threshold(), [100.0]
    gc.set_threshold(700, 10, 10)  # as Python starts; a test that opened the reader may have begun
    monkeypatch.setattr(garbage.time, "monotonic", lambda: moments[0])
    monkeypatch.setattr(garbage.gc, "collect", lambda: moments.append(moments[0]))
    yield moments
    gc.set_threshold(*thresholds)
    gc.unfreeze()
    gc.enable()


def test_garbage_waits_until_keys_rest(collected: list[float]) -> None:
    found = garbage.Garbage()
    found.keyed()
    collected[0] += 5
    found.look()
    assert collected[1:] == []  # the reader does not do so itself yet
    garbage.begin()
    found.keyed()
    collected[0] += 0.5
    found.look()
    assert collected[1:] == []
    collected[0] += 1
    found.look()
    found.look()  # nothing was done meanwhile
    assert collected[1:] == [106.5]


def test_a_pause_ends_by_itself(collected: list[float]) -> None:
    garbage.pause()
    assert gc.isenabled()  # the program that runs this decides for itself
    garbage.begin()
    garbage.pause()
    assert not gc.isenabled()
    garbage.Garbage().look()
    assert gc.isenabled()
