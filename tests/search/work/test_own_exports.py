"""What the library wrote itself and reads again changes nothing."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from search import Entry, Library, Marking, Paths

REFS = r"""
@book_section{one, title = {The {B}ayesian Ink}, author = {Ada van der Berg and {Ink Society}},
  booktitle = {A Handbook}, year = 1999, pages = {3--14}, note = {see \url{https://ink.org/a}}}
@article{two, title = {Ink}, author = {Li Wang}, journal = {J. Ink}, year = 2010}
@article{three, title = {Ink}, author = {Li Wang}, journal = {J. Ink}, year = 2011, volume = {7}}
@misc{four, title = {Ink}, author = {Bo Ek}}
"""
LISTED = [
    {"title": "Slow Wool", "id": "2406.01234", "authors": ["Ada van der Berg", "Gemma Team"],
     "url": "https://huggingface.co/papers/2406.01234", "github": "https://github.com/a/wool",
     "listed": "2024-06-04", "keywords": ["Databases, Protein"], "upvotes": 3,
     "sources": ["huggingface"]},
    {"title": "No Date", "id": "t-0", "authors": ["Plato"], "container_title": "J. Ink"},
]  # fmt: skip


@pytest.fixture
def library(open_library: Callable[..., Library], tmp_path: Path) -> Library:
    (tmp_path / "refs.bib").write_text(REFS)
    (tmp_path / "listed.json").write_text(json.dumps(LISTED))
    made = open_library()
    made.import_files([str(tmp_path / "refs.bib"), str(tmp_path / "listed.json")])
    rows = made.search("*").page(0, 10)
    made.mark(rows, Marking(tag=("later", "wool"), note="mine\n\nand more"))
    return made


def everything(library: Library) -> list[Entry]:
    rows = library.search("sort:added").page(0, 10)
    return sorted(library.entries(rows), key=lambda entry: entry.row)


def written(library: Library, format_: str, file: Path) -> Path:
    stream = io.StringIO()
    library.export("*", format_, stream)
    file.write_text(stream.getvalue())
    return file


@pytest.mark.parametrize("format_", ["bibtex", "biblatex", "ris", "csl-json", "json"])
def test_an_export_changes_nothing_in_its_library(
    library: Library, tmp_path: Path, format_: str
) -> None:
    before = everything(library)
    file = written(library, format_, tmp_path / "export")
    done = library.import_files([str(file)], format=format_.replace("latex", "tex"))
    assert (done.added, done.updated, done.unchanged, done.skipped) == (0, 0, len(before), ())
    after = everything(library)
    assert [entry.paper for entry in after] == [entry.paper for entry in before]
    if format_ != "json":
        assert after == before


@pytest.mark.parametrize(
    ("format_", "old", "new"),
    [
        ("bibtex", "url           = {", "publisher = {Reed}, url = {"),
        ("ris", "UR  - ", "PB  - Reed\nUR  - "),
        ("csl-json", '"archive_location": ', '"publisher": "Reed", "archive_location": '),
    ],
)
def test_of_an_export_that_was_edited_the_edit_alone_is_taken(
    library: Library, tmp_path: Path, format_: str, old: str, new: str
) -> None:
    (row,) = library.search('"slow wool"').page(0, 1)
    before = library.entry(row)
    stream = io.StringIO()
    library.export_rows([row], format_, stream)
    text = stream.getvalue().replace("PB  - arXiv\n", "").replace('"publisher": "arXiv", ', "")
    (tmp_path / "edited").write_text(text.replace(old, new))
    assert library.import_files([str(tmp_path / "edited")], format=format_).updated == 1
    paper = library.entry(row).paper
    assert paper.publisher == "Reed"
    assert (paper.names, paper.url, paper.keywords, paper.citation_key, paper.published) == (
        before.paper.names, before.paper.url, before.paper.keywords, None, before.paper.published,
    )  # fmt: skip


def test_json_goes_into_an_empty_library_exactly(
    library: Library, open_library: Callable[..., Library], tmp_path: Path
) -> None:
    file = written(library, "json", tmp_path / "export.json")
    other = open_library(Paths.under(tmp_path / "other"))
    other.import_files([str(file)])
    found = {entry.paper.id: entry for entry in everything(other)}
    for entry in everything(library):
        again = found.pop(entry.paper.id)
        assert again.paper == entry.paper
        assert (again.tags, again.note) == (entry.tags, entry.note)
    assert not found
