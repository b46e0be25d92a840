"""Many programs at once: no error of a lock, nothing lost, and each sees the others' changes.

    python -m tests.trust crowd [--rounds N] [--seed N]

Each round has two open libraries, an import, a backup and
marks, all at once; the commands are processes.
"""

import random
import time
from contextlib import closing
from pathlib import Path

from search import Library
from tests.trust.program import Home, Outcome

_PAPERS = 60
_SEEN_S = 1.0  # within which an open library sees a change


def run(folder: Path, rounds: int, seed: int, marks: int = 20) -> Outcome:
    """Let so many rounds of programs run at once."""
    chance, outcome = random.Random(seed), Outcome()
    home = Home(folder)
    home.fill(_PAPERS)
    home.paths.config.mkdir(parents=True)
    home.paths.settings.write_text('[feeds]\nnone = "http://127.0.0.1:9/feed"\n')
    for number in range(rounds):
        _round(home, number, marks, chance, outcome)
    return outcome


def _round(home: Home, number: int, marks: int, chance: random.Random, outcome: Outcome) -> None:
    file = home.folder / f"more{number}.ris"
    file.write_text("".join(
        f"TY  - JOUR\nTI  - Wool {number} {each}\nDO  - 10.1/{number}.{each}\nER  - \n"
        for each in range(300)
    ))  # fmt: skip
    with closing(Library(home.paths)) as one, closing(Library(home.paths)) as other:
        before = one.status().papers
        other.status()
        running = [home.start("import", file), home.start("backup", home.folder / "all.zip")]
        tags = [f"t{number}x{each}" for each in range(marks)]
        for tag in tags:
            paper = f"2401.{chance.randrange(_PAPERS):05}"
            running.append(home.start("mark", paper, "--tag", tag))
            one.search("sheep")
            other.search("is:tagged")
        for each in running:
            _, err = each.communicate()
            outcome.kinds["programs"] += 1
            if each.returncode or err:
                outcome.fault(f"round {number}: {each.args}: {err.strip()[-300:]}")
        began = time.monotonic()
        for library in (one, other):
            library.changed_outside()
            missing = [tag for tag in tags if not len(library.search(f"tag:{tag}"))]
            if missing or library.status().papers != before + 300:
                outcome.fault(f"round {number}: not seen: {missing}, {library.status()}")
        outcome.kinds["changes"] += marks + 1
        took = time.monotonic() - began
        outcome.kinds["slowest look, ms"] = max(outcome.kinds["slowest look, ms"], int(took * 1000))
