"""A document keeps everything through JSON, and finds its own places."""

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from search import LibraryError
from search.fulltext.document import Block, Cite, Document, FootnoteMark, Math, Section, Text
from search.fulltext.document_json import from_json, to_json


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(st.from_type(Document))
def test_json_keeps_everything(document: Document) -> None:
    assert from_json(json.loads(json.dumps(to_json(document)))) == document


def test_the_keys_are_those_of_the_contract() -> None:
    spans = (Text("a"), Math("x", "x"), Cite("bib.bib7", "7"), FootnoteMark("footnote1", "1"))
    block = Block("paragraph", "S1", "S1.p1", spans)
    written = to_json(Document("2406.01234", 2, "arxiv-html", "A title", blocks=(block,)))
    assert written["from"] == "arxiv-html"
    assert written["blocks"] == [
        {
            "kind": "paragraph", "section": "S1", "id": "S1.p1", "rows": [],
            "spans": [
                {"text": "a"},
                {"math": "x", "tex": "x", "display": False, "number": None},
                {"cite": "bib.bib7", "text": "7"},
                {"footnote": "footnote1", "mark": "1"},
            ],
        }
    ]  # fmt: skip
    assert block.text == "ax7"


@pytest.mark.parametrize(
    "value", [None, [], {}, {"id": 1}, to_json(Document("1", None, "pdf", "t")) | {"blocks": [1]}]
)
def test_another_value_is_refused(value: object) -> None:
    with pytest.raises(LibraryError, match="damaged"):
        from_json(value)


def test_a_section_has_the_blocks_of_those_below_it() -> None:
    sections = tuple(
        Section(name, level, None, name)
        for name, level in (("a", 1), ("a.1", 2), ("a.1.1", 3), ("b", 1))
    )
    blocks = tuple(
        Block("paragraph", name, f"{name}.p", (Text(name),), anchors=(f"{name}.x",))
        for name in ("", "a", "a.1", "a.1.1", "b")
    )
    document = Document(None, None, "file", "t", sections, blocks)
    assert [block.text for block in document.within("a")] == ["a", "a.1", "a.1.1"]
    assert [block.text for block in document.within("a.1")] == ["a.1", "a.1.1"]
    assert list(document.within("c")) == []
    assert document.places()["b.x"] == 4
    assert document.texts() == {"": "", "a": "a", "a.1": "a.1", "a.1.1": "a.1.1", "b": "b"}
