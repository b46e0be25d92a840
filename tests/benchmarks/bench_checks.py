"""What the checksums of the cache cost: CPU time of a start and of searches, with and without them.

    python tests/benchmarks/bench_checks.py FILE... [--rounds N]

FILE: papers to import. In each round a process with the checks and one without take turns. Printed
are the medians of `broadsheet search`, of opening a library with its first search, and of the 95th
percentile of searches that read something for the first time, and of those when all is checked.
"""

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

ROOT = Path(__file__).parents[2]
QUERIES = (
    "network", "graph learning", '"neural network"', "algorithm complexity", "quantum", "optim*",
    "title:logic", "author:lee", "wireless -sensor", "code OR channel", "secur* protocol", "proba~",
    "sort:title graph", "date:2007 system", "is:unread data", "transfomer", "entropy bound", "t*",
)  # fmt: skip
_SETUP = """
import sys
from search.files import arrayfile

class Nothing(bytearray):  # to be checked
    def find(self, *_):
        return -1

if sys.argv[1] == "without":
    arrayfile.ArrayFile._check = lambda *_: None
    arrayfile.bytearray = Nothing
"""
_COMMAND = f"""{_SETUP}
from tui.cli import main
raise SystemExit(main(["search", "graph learning"]))
"""
_SEARCHES = f"""{_SETUP}
import json, time
from contextlib import closing
from search import Library, Paths

def timed(library, query):
    began = time.process_time()
    library.search(query).page(0, 20)
    return (time.process_time() - began) * 1000

def p95(took):
    return sorted(took)[int(len(took) * 0.95)]

queries = json.loads(sys.argv[2])
began = time.process_time()
with closing(Library(Paths.of_user())) as library:
    timed(library, "graph")
    found = {{"opening and first search": (time.process_time() - began) * 1000}}
    found["p95 at first"] = p95([timed(library, query) for query in queries])
    library.check_index()
    found["p95 later"] = p95([timed(library, query) for _ in range(40) for query in queries])
print(json.dumps(found))
"""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    options.add_argument("files", nargs="+")
    options.add_argument("--rounds", type=int, default=10)
    asked = options.parse_args()
    found: dict[str, dict[str, list[float]]] = defaultdict(lambda: defaultdict(list))
    with tempfile.TemporaryDirectory() as folder:
        places = {f"XDG_{name}_HOME": folder + f"/{name}" for name in ("DATA", "CACHE", "CONFIG")}
        environment = {**os.environ, **places, "HOME": folder, "PYTHONPATH": str(ROOT)}
        environment.pop("PYTHONDONTWRITEBYTECODE", None)

        def run(*arguments: str) -> str:
            command = [sys.executable, *arguments]
            done = subprocess.run(command, env=environment, check=True, capture_output=True)
            return done.stdout.decode()

        run("-m", "tui.cli", "import", *asked.files)
        for _ in range(asked.rounds):
            for mode in ("with", "without"):
                before = _children_ms()
                run("-c", _COMMAND, mode)
                found["broadsheet search"][mode].append(_children_ms() - before)
                for name, took in json.loads(
                    run("-c", _SEARCHES, mode, json.dumps(QUERIES))
                ).items():
                    found[name][mode].append(took)
    for name, both in found.items():
        checked, unchecked = (statistics.median(both[mode]) for mode in ("with", "without"))
        ratio = f"{checked / unchecked:.3f} times"
        print(f"{name}: {checked:.2f} ms with, {unchecked:.2f} ms without, {ratio}")


def _children_ms() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return (used.ru_utime + used.ru_stime) * 1000


if __name__ == "__main__":
    main()
