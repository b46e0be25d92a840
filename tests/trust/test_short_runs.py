"""The short versions of the long checks, of which `python -m tests.trust` has the long ones."""

import os
from pathlib import Path

import pytest

from tests.trust import crowd, fuzz, kills

pytestmark = pytest.mark.timeout(300)


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_kills(tmp_path: Path) -> None:
    outcome = kills.run(tmp_path, rounds=20, seed=1)
    assert not outcome.faults, "\n".join(outcome.faults)
    assert outcome.kinds["acknowledged changes"] == 20


def test_fuzzed_inputs(tmp_path: Path) -> None:
    outcome = fuzz.run(tmp_path, rounds=20_000, seed=1)
    assert not outcome.faults, "\n".join(outcome.faults[:5])


def test_a_crowd(tmp_path: Path) -> None:
    outcome = crowd.run(tmp_path, rounds=1, seed=1, marks=6)
    assert not outcome.faults, "\n".join(outcome.faults)
