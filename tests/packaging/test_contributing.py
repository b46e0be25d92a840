"""What a contributor is told to run is there."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
GOALS = set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))


def test_every_make_command_that_is_named_is_there() -> None:
    files = ("CONTRIBUTING.md", "README.md", ".pre-commit-config.yaml")
    text = "\n".join((ROOT / file).read_text("utf-8") for file in files)
    named = set(re.findall(r"(?:`|entry: )make (\w+)", text))
    assert len(named) > 5
    assert named - GOALS == set()


@pytest.mark.skipif(shutil.which("make") is None, reason="make is not installed")
def test_make_lists_every_command() -> None:
    ran = subprocess.run(["make", "help"], cwd=ROOT, capture_output=True, text=True)
    assert (ran.returncode, ran.stderr) == (0, "")
    listed = {line.split()[0] for line in ran.stdout.splitlines()}
    assert listed == GOALS
