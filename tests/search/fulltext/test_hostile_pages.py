"""Whatever a page holds, it becomes a document or a LibraryError, and soon."""

import contextlib
import json
import lzma
import random
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from commands import ACTING
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples

from search import LibraryError
from search.fulltext.document import Document
from search.fulltext.document_json import from_json, to_json
from search.fulltext.latexml import parse_page
from search.fulltext.latexml.roles import _BY_CLASS, _BY_TAG

TAGS = [*_BY_TAG, "span", "tr", "td", "table", "mi", "mrow", "mfrac", "msub", "semantics", "merror"]
CLASSES = [
    *_BY_CLASS, "ltx_document", "ltx_title_document", "ltx_tag", "ltx_tr", "ltx_td", "ltx_thead",
    "ltx_eqn_row", "ltx_role_footnote", "ltx_listingline", "ltx_bibitem", "ltx_tag_bibitem",
    "ltx_bib_title", "ltx_bib_external", "ltx_figure", "ltx_note_content", "ltx_lstlisting",
]  # fmt: skip
ATTRIBUTES = ["id=a", "id=b", "id=\x1b[2J", "href='#a'", "href='#zz'", "href='https://doi.org/10.1000/1'",
              "colspan=3", "rowspan=2", "colspan=x", "display=block", "alttext='x'",
              "src=x"]  # fmt: skip
HEAD = "<article class=ltx_document><h1 class='ltx_title ltx_title_document'>T</h1>"

opening = st.builds(
    lambda tag, classes, attributes: f"<{tag} class='{' '.join(classes)}' {' '.join(attributes)}>",
    st.sampled_from(TAGS),
    st.lists(st.sampled_from(CLASSES), max_size=2),
    st.lists(st.sampled_from(ATTRIBUTES), max_size=2),
)
pieces = st.one_of(
    opening, st.sampled_from(TAGS).map("</{}>".format), st.text(max_size=5), st.just(" word ")
)


def texts(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for each in value.values() if isinstance(value, dict) else value:
            yield from texts(each)


def outcome(page: str | bytes) -> Document | None:
    """The document of the page, safe and whole; None where it is refused."""
    try:
        document = parse_page(page)
    except LibraryError:
        return None
    written = json.loads(json.dumps(to_json(document)))
    assert from_json(written) == document
    assert not any(ACTING.search(text) for text in texts(written))
    places = document.places()
    assert all(block.id is None or block.id in places for block in document.blocks)
    return document


@examples(400)
@given(st.lists(pieces, max_size=60))
def test_any_elements_in_any_order(parts: list[str]) -> None:
    outcome(HEAD + "".join(parts))


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("tag", ["div", "span", "figure", "table", "math", "li"])
def test_a_deep_nest_of_one_kind(tag: str, name: str) -> None:
    for depth in (30, 140):
        outcome(HEAD + f"<{tag} class='{name}'>a" * depth)


def test_a_page_of_noughts_and_ones() -> None:
    chance = random.Random(14)
    for _ in range(50):
        outcome(HEAD.encode() + chance.randbytes(2000))


TABLE = "<table class='ltx_tabular'>"


@pytest.mark.parametrize(
    ("begin", "piece", "times"),
    [
        ("", "<section class='ltx_section'>", 100_000),
        ("<p class='ltx_p'>", "<em>a", 100_000),
        ("", "<div class='ltx_para'>word</div>", 1_600_000),
        (TABLE, "<tr class='ltx_tr'><td>1</td></tr>", 300_000),
        (TABLE, "<tr class='ltx_tr'><td rowspan=9999 colspan=99>", 99),
        (TABLE, "<tr class='ltx_tr'><td>1</td></tr>", 120_000),
        ("<math>", "<msup><mi>x</mi>", 100_000),
        ("", "x", 50_000_000),
    ],
)
def test_a_hostile_page_is_refused_within_two_seconds(begin: str, piece: str, times: int) -> None:
    page = HEAD + begin + piece * times
    started = time.process_time()
    assert outcome(page) is None
    assert time.process_time() - started < 2


def test_real_pages_that_were_damaged(real_data: Path) -> None:
    chance = random.Random(1)
    pages = [path.read_bytes() for path in sorted((real_data / "arxiv_html").glob("*.html"))]
    pages += [
        lzma.decompress(path.read_bytes())[:150_000]
        for path in sorted((real_data / "arxiv_html").glob("*.html.xz"))
    ]
    for page in pages * 4:
        damaged = bytearray(page)
        for _ in range(chance.randrange(1, 40)):
            start = chance.randrange(len(damaged))
            end = min(len(damaged), start + chance.randrange(1, 400))
            piece = damaged[start:end]
            with contextlib.suppress(ValueError):
                match chance.randrange(4):
                    case 0:
                        del damaged[start:end]
                    case 1:
                        damaged[start:start] = piece * chance.randrange(1, 5)
                    case 2:
                        other = chance.randrange(len(damaged))
                        damaged[other:other] = piece
                    case 3:
                        damaged[start:end] = chance.randbytes(end - start)
        outcome(bytes(damaged))
