"""What starts with the program, and who may know whom."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import search

ROOT = Path(__file__).parents[2]
LINTER = Path(sys.executable).with_name("lint-imports")
# Each costs time that whoever only imports, or asks for a path, need not spend.
HEAVY = ("textual", "rich", "pyperclip", "whoosh", "numpy", "pylatexenc", "selectolax")
# What a search does without, in a library whose papers are indexed and that has no full texts.
NOT_SEARCHED = (
    "difflib", "wcwidth", "search.fulltext.cache", "search.fulltext.document",
    "search.index.building", "search.index.fulltext.index", "search.index.ranking.clusters",
    "search.model.building", "search.model.outcomes.foryou", "search.model.passage",
    "search.query.assist.pasted", "search.store.backups.automatic", "search.store.rows.adding",
    "search.store.statistics", "search.work.foryou", "search.work.indexing",
    "search.work.texts.sentences", "tui.appearance.charts",
    "tui.cli.text_output.fulltext", "tui.views",
)  # fmt: skip


def commands() -> list[str]:
    """The modules of the command line, each as a start would import it."""
    files = (ROOT / "tui" / "cli").rglob("*.py")
    names = (".".join(file.relative_to(ROOT).with_suffix("").parts) for file in files)
    return sorted(name.removesuffix(".__init__") for name in names if "__main__" not in name)


def test_nothing_heavy_comes_along() -> None:
    script = f"""
import sys
from importlib import import_module
for name in {["search", *commands()]}:
    before = set(sys.modules)
    import_module(name)
    if heavy := set({HEAVY}) & (sys.modules.keys() - before):
        print(name, "imports", *heavy)
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("", "")


@pytest.mark.parametrize("command", ["--version", "--help"])
def test_what_opens_no_library_imports_none(command: str) -> None:
    script = f"""
import sys
from tui.cli import main
try:
    main([{command!r}])
except SystemExit:
    pass
print(*[name for name in sys.modules if name.startswith("search.") and name.count(".") > 1])
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout.splitlines()[-1], ran.stderr) == ("", "")


def test_a_command_imports_what_it_uses(tmp_path: Path) -> None:
    """Numpy and Whoosh take several times as long to import as all that `status` and `show` do."""
    homes = {f"XDG_{name}_HOME": str(tmp_path / name) for name in ("DATA", "CACHE", "CONFIG")}
    environ = {**os.environ, **homes}
    fill = "from tui.cli import main; main(['search', 'attention', '--limit', '1'])"
    found = subprocess.run(
        [sys.executable, "-c", fill], env=environ, capture_output=True, text=True
    )
    (name,) = re.findall(r"\bt-[0-9a-f]{12}\b", found.stdout)
    script = f"""
import sys
from tui.cli import main
assert main(["status"]) == main(["show", {name!r}]) == 0
print("imported:", *(set({HEAVY}) & sys.modules.keys()))
assert main(["search", "attention", "--limit", "1"]) == 0
print("imported:", *(set({NOT_SEARCHED}) & sys.modules.keys()))
"""
    ran = subprocess.run(
        [sys.executable, "-c", script], env=environ, capture_output=True, text=True
    )
    assert "index         ready" in ran.stdout
    imported = [line for line in ran.stdout.splitlines() if line.startswith("imported:")]
    assert (imported, ran.stderr) == (["imported:"] * 2, "")


def test_the_first_frame_waits_for_no_library() -> None:
    """The reader opens the library when its first frame stands."""
    late = ("search.store.store", "search.model.paper", "search.text.tex.show", "search.query")
    script = f"""
import sys, tui.launch, tui.app
print(*(set({(*late, *HEAVY[3:])}) & sys.modules.keys()))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout.split(), ran.stderr) == ([], "")


def test_the_library_never_brings_the_terminal(tmp_path: Path) -> None:
    """An import inside a function escapes the static check, so everything is used once."""
    script = f"""
import io, sys
from datetime import date
from pathlib import Path
from search import DIGEST_FORMATS, Library, Marking, Paths, as_json, send_digest, write_digest
library = Library(Paths.under(Path({str(tmp_path)!r})), with_starter=True)
library.update_index()
found = library.entries(library.search("memory is:unread").page(0, 5))
assert found and [as_json(entry) for entry in found]
library.mark([found[0].row], Marking(read=True, tag=("wool",)))
assert library.undo() and library.redo()
assert library.status().papers and library.rebuild().papers
for format in DIGEST_FORMATS:
    write_digest(library.digest(date.today(), 5), format, io.StringIO())
library.close()
print(*({{"textual", "rich", "pyperclip", "tui"}} & sys.modules.keys()))
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout.split(), ran.stderr) == ([], "")


def test_every_public_name_is_there_and_at_home() -> None:
    """The stub is the one list: type checkers read it, and the package imports what it names."""
    script = """
import search
from search import *
homes = {name: getattr(search, name) for name in search.__all__}
assert len(homes) > 50 and homes.items() <= globals().items() and {*homes} <= {*dir(search)}
"""
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True)
    assert (ran.stdout, ran.stderr) == ("", "")
    with pytest.raises(AttributeError, match="has no attribute 'Nonsense'"):
        _ = search.Nonsense


@pytest.mark.skipif(not LINTER.exists(), reason="import-linter is not installed")
def test_the_walls_between_the_rooms_stand() -> None:
    ran = subprocess.run([LINTER, "--no-cache"], cwd=ROOT, capture_output=True, text=True)
    assert ran.returncode == 0, ran.stdout


def test_the_first_start_is_silent(tmp_path: Path) -> None:
    """Whoosh's source warns where it is compiled for the first time, as after an installation."""
    ran = subprocess.run(
        [
            *(sys.executable, "-W", "always", "-X", f"pycache_prefix={tmp_path}"),
            *("-c", "import search, whoosh.analysis, whoosh.query"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert ran.stderr == ""
