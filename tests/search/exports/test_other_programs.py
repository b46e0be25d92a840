"""Exports of real files of references, read by other programs; each is skipped where missing.

biber and pandoc take seconds for a thousand entries, so they get every sixth. pandoc's styles are
looked for where systems keep them for all programs.
"""

import io
import json
import os
import shutil
import subprocess
import warnings
from collections.abc import Iterator
from pathlib import Path

import pytest
import rispy

from search import Library, Paths

STYLES = ("apa", "ieee", "nature")
# An alias that is the key of another entry of the same file: biber takes that entry. And an entry
# that is related to one that is left out here.
HARMLESS = ("is also a real entry key", "for related entry")


@pytest.fixture(scope="module")
def library(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Library]:
    real_data: Path | None = request.config.getoption("--real-data")
    if real_data is None:
        pytest.skip("needs --real-data PATH")
    made = Library(Paths.under(tmp_path_factory.mktemp("library")), with_starter=False)
    made.import_files([str(real_data / name) for name in ("bibtex", "ris", "csl_json")])
    yield made
    made.close()


def written(library: Library, format_: str, path: Path) -> int:
    stream = io.StringIO()
    count = library.export("*", format_, stream).papers
    path.write_text(stream.getvalue(), "utf-8")
    return count


def output(program: str, *arguments: str, folder: Path) -> str:
    """What a program prints, warnings included; the test is skipped where it is not installed."""
    if not shutil.which(program):
        pytest.skip(f"needs {program}")
    done = subprocess.run(
        [program, *arguments], cwd=folder, capture_output=True, text=True, check=True, timeout=120
    )
    return done.stdout + done.stderr


@pytest.mark.parametrize("format_", ["bibtex", "biblatex"])
def test_bibtexparser_and_pybtex_read_every_entry(
    library: Library, format_: str, tmp_path: Path
) -> None:
    bibtexparser = pytest.importorskip("bibtexparser", "2")
    pybtex = pytest.importorskip("pybtex.database")
    path = tmp_path / "refs.bib"
    count = written(library, format_, path)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        parsed = bibtexparser.parse_file(str(path))
        assert len(parsed.entries) >= count
        assert not parsed.failed_blocks
        assert len(pybtex.parse_file(str(path), "bibtex").entries) == len(parsed.entries)


def test_rispy_reads_every_record(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "refs.ris"
    count = written(library, "ris", path)
    with warnings.catch_warnings(), path.open(encoding="utf-8") as stream:
        warnings.simplefilter("error")
        assert len(rispy.load(stream)) == count


def test_biber_reads_every_entry_without_a_warning(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "refs.bib"
    written(library, "biblatex", path)
    entries = path.read_text("utf-8").split("\n\n@")
    path.write_text("\n\n@".join(["", *entries[1::6]]), "utf-8")
    printed = output("biber", "--tool", "--output-file", "out.bib", "refs.bib", folder=tmp_path)
    warned = [line for line in printed.splitlines() if line.startswith(("WARN", "ERROR"))]
    assert [line for line in warned if not any(each in line for each in HARMLESS)] == []


@pytest.mark.parametrize("style", STYLES)
def test_pandoc_cites_every_item_without_a_warning(
    library: Library, style: str, tmp_path: Path
) -> None:
    shared = os.environ.get("XDG_DATA_DIRS") or "/usr/local/share:/usr/share"
    names = (
        Path(each) / f"citation-style-language/styles/{style}.csl" for each in shared.split(":")
    )
    csl = next(filter(Path.exists, names), None) or pytest.skip(f"needs the style {style}")
    path = tmp_path / "refs.json"
    written(library, "csl-json", path)
    items = json.loads(path.read_text("utf-8"))[::6]
    path.write_text(json.dumps(items), "utf-8")
    (tmp_path / "all.md").write_text('---\nnocite: "@*"\n---\n', "utf-8")
    printed = output(
        "pandoc", "all.md", "--citeproc", "--bibliography", "refs.json", "--csl", str(csl),
        "--to", "html", folder=tmp_path,
    )  # fmt: skip
    assert printed.count('class="csl-entry"') == len(items)
    assert "WARNING" not in printed
