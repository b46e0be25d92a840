"""Real pages, against what another program and hand counting found on them.

With --real-data: a folder arxiv_html with pages, expectations.json and words.json.xz.
"""

import json
import lzma
import re
import unicodedata
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from search.fulltext.document import Block, Cite, Document, FootnoteMark, Link, Math, Span
from search.fulltext.latexml import parse_page

PAGES = (
    "h01_roots", "h02_norms", "h03_matrix_cases", "h04_aligned", "h05_footnotes", "h06_tables",
    "h07_algorithm", "h08_bibliography", "h09_structure", "h10_scripts_broken", "o1_oxide_shape",
    "arxiv_2508.08468v6", "arxiv_sampleA", "s2orc_1911.02782", "engrafo_1707.08043", "tidy_data",
    "celerite",
)  # fmt: skip


def content(folder: Path, name: str) -> bytes:
    packed = folder / "arxiv_html" / f"{name}.html.xz"
    if packed.exists():
        return lzma.decompress(packed.read_bytes())
    return packed.with_suffix("").read_bytes()


@pytest.fixture(scope="module")
def expected(request: pytest.FixtureRequest) -> dict[str, Any]:
    folder = request.config.getoption("--real-data")
    if folder is None:
        pytest.skip("needs --real-data PATH")
    found = json.loads((folder / "arxiv_html" / "expectations.json").read_text())
    pages = {page["file"].removesuffix(".html"): page for page in found["pages"]}
    words = json.loads(lzma.decompress((folder / "arxiv_html" / "words.json.xz").read_bytes()))
    return {name: pages[name] | {"list": words[f"{name}.html"]} for name in PAGES}


@pytest.fixture(scope="module", params=PAGES)
def page(request: pytest.FixtureRequest, expected: dict[str, Any]) -> tuple[Document, Any]:
    folder = request.config.getoption("--real-data")
    return parse_page(content(folder, request.param)), expected[request.param]


def words_of(block: Block) -> list[str]:
    """The words that a block shows; a formula parts words, and a cell does."""

    def text(spans: tuple[Span, ...]) -> str:
        parts = []
        for span in spans:
            if isinstance(span, Math):
                parts.append(" ")
            elif not isinstance(span, FootnoteMark):
                parts.append(span.text)
        return "".join(parts)

    cells = [block.spans, *(cell for row in block.rows for cell in row)]
    return re.findall(r"\w+", unicodedata.normalize("NFC", "\n".join(map(text, cells))))


def test_all_words_are_there_once(page: tuple[Document, Any]) -> None:
    document, expected = page
    shown = Counter(word for block in document.blocks for word in words_of(block))
    sought = Counter(expected["list"])
    common = (shown & sought).total()
    lost, added = sought - shown, shown - sought
    message = f"lost {lost.most_common(20)}, added {added.most_common(20)}"
    assert common / sought.total() >= 0.997, message
    assert common / shown.total() >= 0.997, message


def bare(text: str | None) -> str:
    """`text` without spaces and signs that formulas are written with in more than one way."""
    return re.sub(r"[\s\u200b\u2060-\u2064\ufeff$]", "", unicodedata.normalize("NFKC", text or ""))


def test_the_title_and_the_sections(page: tuple[Document, Any]) -> None:
    document, expected = page
    if not expected["title_has_math"]:
        assert bare(document.title) == bare(expected["title"] or expected["head_title"])
    found = [(each.level, each.number) for each in document.sections]
    assert found == [(each["level"], each["tag"]) for each in expected["sections"]]
    for section, sought in zip(document.sections, expected["sections"], strict=True):
        assert sought["id"] in (section.id, None)
    if not expected["section_title_has_math"]:
        titles = [bare(each.title) for each in document.sections]
        assert titles == [bare(each["title"]) for each in expected["sections"]]


def test_figures_and_their_captions(page: tuple[Document, Any]) -> None:
    document, expected = page
    sought = [each["id"] for each in expected["figures"]]
    found = {each.id: each for each in document.figures}
    assert [name for name in found if name in sought] == sought
    for each in expected["figures"]:
        start = bare(each["caption"]).partition("$")[0][:40]
        if "$" not in (each["caption"] or ""):
            assert bare(found[each["id"]].caption).startswith(start)
        assert bool(found[each["id"]].caption) == bool(each["caption"])


def test_the_size_and_caption_of_every_table(page: tuple[Document, Any]) -> None:
    document, expected = page
    found = [(each.rows, each.columns) for each in document.tables]
    assert found == [(each["rows"], each["cols"]) for each in expected["tables"]]
    for table, sought in zip(document.tables, expected["tables"], strict=True):
        assert bool(table.caption) == bool(sought["caption"])
    tables = [block for block in document.blocks if block.kind == "table"]
    assert sum(len(block.merged) for block in tables) <= sum(
        each["spanning"] for each in expected["tables"]
    )


def test_footnotes_and_their_marks(page: tuple[Document, Any]) -> None:
    document, expected = page
    notes = [block for block in document.blocks if block.kind == "footnote"]
    assert len(notes) == expected["n_footnotes"]
    sought = [each for each in expected["notes"] if each["role"] in ("footnote", "footnotetext")]
    texts = {block.id: bare(block.text) for block in notes}
    for each in sought:
        assert texts[each["id"]].startswith(bare(each["text"].partition("$")[0])[:30])
    marks = {span.target for block in document.blocks for span in spans_of(block)
             if isinstance(span, FootnoteMark)}  # fmt: skip
    assert {block.id for block in notes} <= marks


def spans_of(block: Block) -> list[Span]:
    return [*block.spans, *(span for row in block.rows for cell in row for span in cell)]


def test_references_with_what_they_name(page: tuple[Document, Any]) -> None:
    document, expected = page
    assert len(document.references) == expected["n_references"]
    for found, sought in zip(document.references, expected["references"], strict=True):
        assert found.id == sought["id"]
        assert bare(found.label) == bare(sought["tag"]) or "$" in (sought["tag"] or "")
        assert bool(found.doi) == bool(sought["doi"]), (found, sought)
        if sought["doi"] and "%" not in sought["doi"]:
            assert found.doi == sought["doi"].lower()
        if sought["arxiv"]:
            assert found.arxiv == re.sub(r"v\d+$", "", sought["arxiv"])
        elif not (found.doi or "").startswith("10.48550/"):
            assert found.arxiv is None


def test_formulas_and_listings(page: tuple[Document, Any]) -> None:
    document, expected = page
    formulas = [span for block in document.blocks for span in spans_of(block)
                if isinstance(span, Math)]  # fmt: skip
    counted = expected["math"]
    assert sum(span.display and bool(span.math) for span in formulas) == counted["display"]
    code = [block for block in document.blocks if block.kind == "code"]
    lines = sorted(block.text.count("\n") + 1 for block in code)
    for each in expected["listings"]:
        assert not each["lines"] or each["lines"] in lines, (each, lines)


def test_links_lead_where_the_page_leads(page: tuple[Document, Any]) -> None:
    document, expected = page
    spans = [span for block in document.blocks for span in spans_of(block)]
    cites = [span for span in spans if isinstance(span, Cite) and span.target]
    links = [span for span in spans if isinstance(span, Link)]
    places = document.places()
    references = {each.id for each in document.references}
    sections = {each.id for each in document.sections}
    for cite in cites:
        assert cite.target in references
    for link in links:
        if link.target and not re.match(r"\w+:", link.target):
            assert link.target in places or link.target in sections, link
    missing = expected["missing_citations"] + expected["missing_labels"]
    dead = sum(1 for span in spans if isinstance(span, Cite | Link) and span.target is None)
    assert dead == expected["n_broken_anchors"] + missing
    if not expected["toc_inside_article"]:
        to_bib = sum(1 for span in links if span.target == "bib")
        broken = sum(1 for span in spans if isinstance(span, Cite) and span.target is None)
        assert len(cites) + to_bib + broken - expected["missing_citations"] == expected["citations"]


def test_the_pages_own_faults_are_named(page: tuple[Document, Any]) -> None:
    document, expected = page
    named = [each for each in document.problems if "undefined macro" in each]
    count = expected["errors"]
    assert named[0].startswith(f"{count} ") if count else not named
