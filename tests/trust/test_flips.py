"""The short version of the flips: see flips.py."""

from pathlib import Path

from trust.flips import run


def test_no_changed_byte_of_the_cache_shows_anything_wrong(tmp_path: Path) -> None:
    outcome = run(tmp_path, rounds=200, papers=40, seed=1)
    assert outcome.faults == []
    assert outcome.kinds.keys() <= {"repaired", "unread"}  # which of both, the layout decides
    assert outcome.kinds["repaired"] > 100
