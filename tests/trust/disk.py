"""Disks that are full or read-only: reading goes on, and all is well when there is room again.

    python -m tests.trust disk

Mounts small tmpfs, which needs the right to. Prints how many commands ran and what was wrong.
"""

import shutil
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from tests.trust.program import Home, Outcome, wrong

DISKS = tuple((which, how) for which in ("cache", "data") for how in ("full", "read-only"))
READING = (
    ["status"], ["search", "sheep"], ["show", "2401.00003"], ["stats"], ["view", "list"],
    ["export", "is:unread", "--format", "csv"], ["digest"],
)  # fmt: skip
WRITING = (["mark", "2401.00003", "--tag", "x"], ["undo"], ["redo"])


@contextmanager
def tmpfs(place: Path, size: str) -> Iterator[bool]:
    """A small disk at `place` for the block; whether it could be mounted."""
    place.mkdir(parents=True, exist_ok=True)
    mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=700", "none", str(place)]
    try:
        mounted = subprocess.run(mount, capture_output=True).returncode == 0
    except OSError:
        mounted = False
    try:
        yield mounted
    finally:
        if mounted:
            subprocess.run(["umount", "-l", str(place)], capture_output=True)


def remount(place: Path, how: str) -> None:
    subprocess.run(["mount", "-o", f"remount,{how}", str(place)], check=True)


def fill(place: Path) -> None:
    """Leave no byte free."""
    with suppress(OSError), (place / "filler").open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12, 1):
            with suppress(OSError):
                while file.write(b"\0" * size) == size:
                    pass


def run(folder: Path, disks: Sequence[tuple[str, str]] = DISKS, papers: int = 60) -> Outcome | None:
    """Each disk in turn; None where nothing may be mounted."""
    outcome = Outcome()
    for which, how in disks:
        home = Home(folder / f"{which}-{how}")
        home.fill(papers)
        place = home.folder / which
        kept = home.folder / "kept"
        place.rename(kept)
        with tmpfs(place, "8m") as mounted:
            if not mounted:
                return None
            shutil.copytree(kept, place, dirs_exist_ok=True)
            if how == "full":
                fill(place)
            else:
                remount(place, "ro")
            _try(home, which, how, outcome)
            remount(place, "rw" if how == "read-only" else "size=64m")
            (place / "filler").unlink(missing_ok=True)
            _well_again(home, which, how, papers, outcome)
    return outcome


def _try(home: Home, which: str, how: str, outcome: Outcome) -> None:
    for command in (*READING, *WRITING, ["import", "-", "--format", "ris"], ["doctor"]):
        outcome.kinds["commands"] += 1
        must = (0,) if command in READING or (which == "cache" and command in WRITING) else (0, 1)
        if fault := wrong(home, *command, status=must):
            outcome.fault(f"{which} {how}: {fault}")
    if home.json("search", "sheep")["total"] == 0:
        outcome.fault(f"{which} {how}: what was indexed is not found")
    if fault := wrong(home, "backup", home.folder / "elsewhere.zip", status=(0,)):
        outcome.fault(f"{which} {how}: {fault}")


def _well_again(home: Home, which: str, how: str, papers: int, outcome: Outcome) -> None:
    for command in (["mark", "2401.00004", "--tag", "later"], ["rebuild"], ["status"]):
        outcome.kinds["commands"] += 1
        if fault := wrong(home, *command, status=(0,)):
            outcome.fault(f"{which} {how}, with room again: {fault}")
    status = home.json("status")
    if (status["papers"], status["indexed"], status["index"]) != (papers, papers, "ready"):
        outcome.fault(f"{which} {how}, with room again: {status}")
