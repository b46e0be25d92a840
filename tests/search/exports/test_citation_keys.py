"""A citation key is given once: it never changes, and never comes to mean another paper."""

import io
import json
import re
from collections.abc import Callable

import pytest

from search import Library

REFS = "@article{{{key}, title={{Ink {number}}}, author={{Wang, Li}}, year={{2024}}}}"


@pytest.fixture
def library(open_library: Callable[..., Library]) -> Library:
    return open_library(with_starter=False)


def keys(library: Library, query: str = "sort:title", format_: str = "bibtex") -> dict[str, str]:
    """The key of each title."""
    stream = io.StringIO()
    library.export(query, format_, stream)
    if format_ == "csl-json":
        return {item["title"]: item["id"] for item in json.loads(stream.getvalue())}
    patterns = {"ris": r"ID  - (.*)\n(?:.*\n)*?TI  - (.*)\n"}
    pattern = patterns.get(format_, r"@\w+\{(.*),\n +title += \{(.*)\}")
    return {title: key for key, title in re.findall(pattern, stream.getvalue())}


def add(library: Library, tmp_path, name: str, *titles: str, **fields: object) -> None:
    file = tmp_path / name
    papers = [{"title": title, "authors": ["Li Wang"], "published": "2024"} for title in titles]
    file.write_text(json.dumps([{**paper, "sources": [], **fields} for paper in papers]))
    library.import_files([str(file)])


def test_a_key_stays_whatever_is_added_and_exported(library: Library, tmp_path) -> None:
    add(library, tmp_path, "one.json", "Efficient Ink", "Efficient Wool")
    first = keys(library, 'title:"efficient wool"')
    assert first == {"Efficient Wool": "wang2024efficient"}
    both = keys(library)
    assert both == {"Efficient Wool": "wang2024efficient", "Efficient Ink": "wang2024efficient-2"}
    add(library, tmp_path, "two.json", "Efficient Art")
    assert keys(library) == {**both, "Efficient Art": "wang2024efficient-3"}
    assert keys(library, "ink") == {"Efficient Ink": "wang2024efficient-2"}
    add(library, tmp_path, "three.json", "Efficient Ink", authors=["Ada Byron", "Li Wang"])
    assert keys(library, "ink") == {"Efficient Ink": "wang2024efficient-2"}


@pytest.mark.parametrize("format_", ["bibtex", "biblatex", "ris", "csl-json"])
def test_the_key_is_the_same_in_every_format(library: Library, tmp_path, format_: str) -> None:
    add(library, tmp_path, "one.json", "Efficient Ink", "Efficient Wool")
    assert keys(library, format_=format_) == keys(library)


def test_the_key_that_is_pasted_is_that_of_the_file(library: Library, tmp_path) -> None:
    add(library, tmp_path, "one.json", "Efficient Ink", "Efficient Wool")
    given = keys(library)
    rows = library.search("wool").page(0, 1)
    (entry,) = library.with_citation_keys(library.entries(rows))
    assert entry.citation_keys == (given["Efficient Wool"],)


def test_a_source_s_own_key_is_kept_and_two_of_one_told_apart(library: Library, tmp_path) -> None:
    (tmp_path / "a.bib").write_text(REFS.format(key="wang:ink", number=1))
    (tmp_path / "b.bib").write_text(REFS.format(key="wang:ink", number=2).replace("Wang", "Ek"))
    library.import_files([str(tmp_path / "a.bib"), str(tmp_path / "b.bib")])
    found = keys(library)
    assert sorted(found.values()) == ["wang:ink", "wang:ink-2"]
    assert keys(library) == found


def test_many_of_one_key_take_no_longer(library: Library, tmp_path) -> None:
    add(library, tmp_path, "many.json", *(f"The {'x' * number}" for number in range(1, 4)))
    add(library, tmp_path, "more.json", *(f"Ink {number}" for number in range(900)))
    found = keys(library, "ink")
    assert len(set(found.values())) == 900
    assert "wang2024ink-900" in found.values()
