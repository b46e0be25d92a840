"""The short version of the flips: see flips.py."""

from pathlib import Path

import pytest
from trust.flips import run


@pytest.mark.timeout(300)
def test_no_changed_byte_of_the_cache_shows_anything_wrong(tmp_path: Path) -> None:
    outcome = run(tmp_path, rounds=200, papers=40, seed=1)
    assert outcome.faults == []
    # Which of them, the layout decides.
    assert outcome.kinds.keys() <= {"repaired", "removed", "unread"}
    assert outcome.kinds["repaired"] > 100
