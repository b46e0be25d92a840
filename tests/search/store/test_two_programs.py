"""Several programs at one library file, and a program that is killed."""

import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from search import Library, Paper, Paths
from search.store import READ, Store

OPENING = """
import sys
from pathlib import Path
from search.store import Store
Store(Path(sys.argv[1])).close()
"""

MARKING = """
import sys
from pathlib import Path
from search.model.paper import Paper
from search.store import BOOKMARK, READ, Change, Store

me = sys.argv[2]
store = Store(Path(sys.argv[1]))
for n in range(150):
    ((row, _),) = store.papers.add([Paper(title=f"Sheep {n} of {me}")], n + 1)
    store.marks.change([Change(row, READ, 1)], "mark")
    store.memory["last"] = me
    if n % 3 == 0:
        store.marks.undo()
store.close()
"""

IMPORTING = """
import sys
from itertools import count
from pathlib import Path
from search.model.paper import Paper
from search.store import Store

store = Store(Path(sys.argv[1]))
for n in count():
    store.papers.add([Paper(title=f"Sheep {10 * n + each}") for each in range(10)], 1)
    print(10 * n + 10, flush=True)
"""


def run(script: str, *arguments: object) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-c", script, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_programs_that_begin_together_make_one_library(file: Path) -> None:
    for program in [run(OPENING, file) for _ in range(4)]:
        assert program.communicate()[1] == ""
    store = Store(file)
    assert store.papers.count() == 0
    store.close()


def test_programs_that_write_in_turn_wait_for_each_other(file: Path) -> None:
    programs = [run(MARKING, file, name) for name in ("one", "two")]
    for program in programs:
        assert program.communicate()[1] == ""
    store = Store(file)
    assert store.papers.count() == 300
    undone = 0
    while store.marks.undo():
        undone += 1
    # An undo takes back the last step, whoever made it; none is lost and none counts twice.
    assert undone == 2 * 150 - 2 * 50
    assert not any(READ in store.marks.of(row) for row, _ in store.papers.changed(0))
    store.close()


def test_a_killed_program_loses_nothing_that_it_had_done(
    file: Path, open_store: Callable[[], Store]
) -> None:
    program = run(IMPORTING, file)
    assert program.stdout
    for _ in range(20):
        done = int(program.stdout.readline())
    program.kill()
    done = int((program.communicate()[0].split() or [done])[-1])
    store = open_store()
    assert store.papers.count() >= done
    assert store.papers.count() % 10 == 0
    (sound,) = store.database.connection.execute("PRAGMA integrity_check").fetchone()
    assert sound == "ok"


def test_two_libraries_of_one_program_see_what_others_do(tmp_path: Path) -> None:
    """Opening the second must not drop the locks of the first, on which its log depends."""
    paths = Paths.under(tmp_path / "home")
    script = (
        "import sys; from pathlib import Path; from search import Library, Marking, Paths\n"
        "library = Library(Paths.under(Path(sys.argv[1])))\n"
        "library.mark([library.row('2401.00001')], Marking(tag=(sys.argv[2],)))\n"
        "library.close()\n"
    )
    with closing(Library(paths)) as one, closing(Library(paths)) as other:
        one.add([Paper(title="Sheep", arxiv="2401.00001")])
        for tag in ("first", "second"):
            command = [sys.executable, "-c", script, str(tmp_path / "home"), tag]
            subprocess.run(command, check=True)
            for library in (one, other):
                library.changed_outside()
                assert len(library.search(f"tag:{tag}")) == 1
