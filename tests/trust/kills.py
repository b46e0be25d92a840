"""Commands killed at a random moment: nothing that was acknowledged is lost, nothing piles up.

    python -m tests.trust kills [--rounds N] [--seed N]

Each round starts a command, kills it, then asks the library. Every tag whose `mark` had ended
before is there, the index has the words of all papers, and the files that the kills left are gone
after the next run of each command.
"""

import json
import os
import random
import signal
import sqlite3
import subprocess
import time
from contextlib import closing, suppress
from pathlib import Path

from search import Library, Marking
from search.files import scratch
from search.store.backups import sqlite_copy
from tests.trust.program import Home, Outcome, feed_of_wool, wrong

_PAPERS = 150
_LONGEST_S = 1.5  # until a command is killed


def run(folder: Path, rounds: int, seed: int) -> Outcome:
    """Kill a command in each round."""
    chance, outcome = random.Random(seed), Outcome()
    home = Home(folder)
    home.fill(_PAPERS)
    references = folder / "more.ris"
    backup = folder / "all.zip"
    home.run("backup", backup)
    tags: set[str] = set()
    with feed_of_wool() as address:
        home.paths.config.mkdir(parents=True, exist_ok=True)
        home.paths.settings.write_text(f'[feeds]\nwool = "{address}"\n')
        _rounds(home, rounds, references, backup, tags, chance, outcome)
        _clean(home, references, backup, outcome)
    return outcome


def _rounds(
    home: Home, rounds: int, references: Path, backup: Path, tags: set[str],
    chance: random.Random, outcome: Outcome,
) -> None:  # fmt: skip
    for number in range(rounds):
        references.write_text("".join(
            f"TY  - JOUR\nTI  - Wool {number} {each}\nDO  - 10.1/{number}.{each}\nER  - \n"
            for each in range(60)
        ))  # fmt: skip
        tag = f"tag{number}"
        with closing(Library(home.paths)) as library:
            row = library.row(f"2401.{chance.randrange(_PAPERS):05}")
            if library.mark([row], Marking(tag=(tag,))):
                tags.add(tag)
                outcome.kinds["acknowledged changes"] += 1
        _kill(home, chance, references, backup, tag)
        outcome.kinds["kills"] += 1
        _check(home, tags, outcome, number)


def _kill(home: Home, chance: random.Random, references: Path, backup: Path, tag: str) -> None:
    command = chance.choice((
        ["import", references], ["mark", "sheep", "--tag", f"{tag}-killed"], ["rebuild"],
        ["backup", home.folder / "killed.zip"], ["digest", "-o", home.folder / "digest.txt"],
        ["export", "sheep", "--format", "json", "--force", "-o", home.folder / "all.json"],
        ["sync"], ["restore", backup],
    ))  # fmt: skip
    if command[0] == "restore":  # of all that was acknowledged: both outcomes hold it
        home.run("backup", backup)
    running = home.start(*command)
    with suppress(subprocess.TimeoutExpired):  # the moment of the kill is what is tried
        running.communicate(timeout=chance.uniform(0.2, _LONGEST_S))
    with suppress(ProcessLookupError):
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()


def _check(home: Home, tags: set[str], outcome: Outcome, number: int) -> None:
    with closing(sqlite3.connect(home.paths.store)) as store:
        if damage := sqlite_copy.damage(store):
            outcome.fault(f"round {number}: {damage}")
        there = {tag for (tag,) in store.execute("SELECT substr(mark, 5) FROM marks")}
    if missing := tags - there:
        outcome.fault(f"round {number}: lost {sorted(missing)}")
    with closing(Library(home.paths)) as library:
        library.update_index()
        status = library.status()
        found = len(library.search("sheep OR wool"))
    if not status.papers == status.indexed == found:
        outcome.fault(f"round {number}: {status}, {found} found")


def _clean(home: Home, references: Path, backup: Path, outcome: Outcome) -> None:
    """Run each command once more, when what was left is old enough, and look for the rest."""
    for place in home.folder.rglob("*"):
        if (place.name.startswith(".") or place.suffix == ".new") and place.exists():
            os.utime(place, (time.time() - 10 * scratch.AGE_S,) * 2)
    for command in (
        ["import", references], ["backup", home.folder / "killed.zip"],
        ["digest", "-o", home.folder / "digest.txt"], ["rebuild"], ["restore", backup],
        ["export", "", "--format", "json", "--force", "-o", home.folder / "all.json"],
    ):  # fmt: skip
        if fault := wrong(home, *command, status=(0,)):
            outcome.fault(f"afterwards: {fault}")
    if left := home.litter():
        outcome.fault(f"left behind: {left}")
    status = home.json("status")
    if status["indexed"] != status["papers"]:
        outcome.fault(f"afterwards: {json.dumps(status)}")
