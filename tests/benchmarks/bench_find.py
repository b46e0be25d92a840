"""How well papers are found, beside FTS5, Tantivy, bm25s and scikit-learn where installed.

    python tests/benchmarks/bench_find.py TASK ... --data PATH [--papers N] [--every N] [--tune]

The data folder is described in finding/data.py. TASK is one or more of known, spelling, judged,
typing, suggest, related, foryou, or all. Papers are searched blind: keywords and summaries out of
which queries are made are not indexed. --papers: how many arXiv records stand beside the Hugging
Face papers (none without it). --tune looks for the papers of the days on which weights are chosen;
without it for those of the other days, which no weight was chosen on. What is built is kept in
--folder. Tables are Markdown. Needs the extra `bench`.
"""

import argparse
import tempfile
from pathlib import Path

from finding import tasks as find_tasks
from finding.tasks import Setting

TASKS = {
    "known": find_tasks.known,
    "spelling": find_tasks.spelled,
    "judged": find_tasks.judged,
    "typing": find_tasks.typing,
    "suggest": find_tasks.suggesting,
    "related": find_tasks.related,
    "foryou": find_tasks.foryou,
}


def main() -> None:
    """Measure what is asked for."""
    asked = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    asked.add_argument("task", nargs="+", choices=(*TASKS, "all"))
    asked.add_argument("--data", type=Path, required=True)
    asked.add_argument("--papers", type=int, default=0)
    asked.add_argument("--every", type=int, default=1, help="ask only every Nth query")
    asked.add_argument("--tune", action="store_true")
    asked.add_argument("--folder", type=Path)
    asked.add_argument("--skip", action="append", default=[], help="the name of a rival")
    wanted = asked.parse_args()
    folder = wanted.folder or Path(tempfile.mkdtemp(prefix="bench-find-"))
    setting = Setting(
        wanted.data, folder, wanted.papers, wanted.every,
        tuning=wanted.tune, skipped=set(wanted.skip),
    )  # fmt: skip
    for name in TASKS if "all" in wanted.task else wanted.task:
        TASKS[name](setting)
        print()


if __name__ == "__main__":
    main()
