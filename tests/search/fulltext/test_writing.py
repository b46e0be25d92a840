"""A whole paper as text and as Markdown."""

import io
import json
import lzma
from pathlib import Path

import pytest

from search import LibraryError
from search.fulltext.document import (
    Block,
    Cite,
    Document,
    FootnoteMark,
    Link,
    Math,
    Merged,
    Reference,
    Section,
    Text,
    plain,
)
from search.fulltext.document_json import to_json
from search.fulltext.latexml import parse_page
from search.fulltext.reading.files import read_file
from search.fulltext.reading.markdown import parse_markdown
from search.fulltext.writing import write_fulltext
from search.fulltext.writing.table import table_lines
from search.text.cells import width


def cell(text: str) -> tuple[Text, ...]:
    return (Text(text),) if text else ()


PAPER = Document(
    "2406.01234", 2, "arxiv-html", "On Sheep",
    sections=(Section("S1", 1, "1", "Sheep"), Section("S1.SS1", 2, "1.1", "Wool")),
    blocks=(
        Block("heading", spans=cell("On Sheep")),
        Block("authors", spans=cell("Ann Lee")),
        Block("heading", "S1", "S1", cell("1 Sheep"), level=1),
        Block("paragraph", "S1", "S1.p1", (
            Text("A "), Text("long", "emphasis"), Text(" sentence*, of " + "many words " * 9),
            Math("x²", "x^2"), FootnoteMark("footnote1", "1"), Text(", see "),
            Cite("bib.bib1", "1"), Text(" and "), Link("https://meadow.example/", "here"),
            Text("."),
        )),
        Block("footnote", "S1", "footnote1", cell("Baa.")),
        Block("equation", "S1", "S1.E1", (
            Math("a/b", r"\frac{a}{b}", True, "1", ("a", "─", "b"), 1),
        )),
        Block("item", "S1", "i1", cell("• one"), level=1),
        Block("item", "S1", "i2", cell("• two"), level=1),
        Block("heading", "S1.SS1", "S1.SS1", cell("1.1 Wool"), level=2),
        Block("code", "S1.SS1", None, (Text("if x:\n    y", "code"),), line_numbers=("1", "2")),
        Block(
            "table", "S1.SS1", "T1",
            rows=(
                (cell("Kind"), cell("Count"), ()),
                (cell("羊"), cell("1"), cell("20.5")),
                (cell("Goat"), cell("100"), cell("–")),
            ),
            merged=(Merged(0, 1, 1, 2),), head=1,
        ),
    ),
    references=(Reference("bib.bib1", "[1]", "A. Fox. Wool.", "10.1000/182", "2101.12345"),),
    problems=("1 empty equation",),
)  # fmt: skip


def written(document: Document, format: str, section: str | None = None) -> str:  # noqa: A002  the command line's word
    stream = io.StringIO()
    write_fulltext(document, format, stream, section=section)
    return stream.getvalue()


def test_text_is_eighty_cells_wide() -> None:
    assert written(PAPER, "text") == (
        "On Sheep\n"
        + "═" * 80
        + "\n\nAnn Lee\n\n1 Sheep\n"
        + "─" * 80
        + """

A long sentence*, of many words many words many words many words many words many
words many words many words many words x²¹, see 1 and here.

  ¹ Baa.

    a
    ─                                                                        (1)
    b

• one
• two

1.1 Wool

    1 if x:
    2     y

Kind  Count
───────────────
羊      1  20.5
Goat  100     –

References
"""
        + "─" * 80
        + """
[1] A. Fox. Wool.
    doi:10.1000/182
    arXiv:2101.12345

From arXiv's HTML of 2406.01234, version 2.
The page has 1 empty equation.
"""
    )


def test_markdown_has_formulas_in_tex() -> None:
    assert (
        written(PAPER, "markdown")
        == r"""# On Sheep

Ann Lee

## 1 Sheep

A *long* sentence\*, of MANY$x^2$[^footnote1], see 1 and [here](https://meadow.example/).

[^footnote1]: Baa.

$$\frac{a}{b} \tag{1}$$

- one
- two

### 1.1 Wool

```
if x:
    y
```

| Kind | Count |  |
| --- | --- | --- |
| 羊 | 1 | 20.5 |
| Goat | 100 | – |

## References

- \[1\] A. Fox. Wool. [doi:10.1000/182](https://doi.org/10.1000/182) [arXiv:2101.12345](https://arxiv.org/abs/2101.12345)
""".replace("MANY", "many words " * 9)
    )


def test_json_is_that_of_the_document() -> None:
    assert json.loads(written(PAPER, "json")) == to_json(PAPER)


@pytest.mark.parametrize("name", ["S1.SS1", "1.1", "wool", " Wool "])
def test_a_section_by_id_number_or_title(name: str) -> None:
    assert written(PAPER, "text", name).startswith("1.1 Wool\n\n    1 if x:")
    assert "One" not in written(PAPER, "markdown", name)


def test_a_section_has_those_below_it_and_another_is_refused() -> None:
    assert "1.1 Wool" in written(PAPER, "text", "1")
    with pytest.raises(LibraryError, match=r"unknown section 'goats'; the sections are 1, 1\.1"):
        written(PAPER, "text", "goats")


def test_a_wide_table_is_wrapped_and_no_word_is_lost() -> None:
    words = " ".join(f"word{number}" for number in range(40))
    table = Block("table", rows=((cell("a"), cell(words), cell(words)), (cell("b"), (), cell("3"))))
    text = written(Document(None, None, "file", "T", blocks=(table,)), "text")
    assert max(map(width, text.splitlines())) <= 80
    assert sorted(text.split())[:-3].count("word7") == 2


def test_the_columns_of_a_wide_table_stay_below_each_other() -> None:
    rows = [
        (cell("Name"), cell("some words on it"), cell("left of it"), cell("9")),
        (cell("unbreakable-names"), cell("a second row of words here"), cell("b"), cell("12")),
        (cell("x" * 40), cell("c"), cell("2 Pac"), cell("3 ms")),
    ]
    assert table_lines(Block("table", rows=tuple(rows)), 50, plain) == [
        "Name                      some      left of      9",
        "                          words on  it",
        "                          it",
        "unbreakable-names         a second  b           12",
        "                          row of",
        "                          words",
        "                          here",
        "xxxxxxxxxxxxxxxxxxxxxxxx  c         2 Pac     3 ms",
        "xxxxxxxxxxxxxxxx",
    ]


def test_files_are_recognized_by_their_content(tmp_path: Path) -> None:
    html = (
        b"<!DOCTYPE html><article class='ltx_document'><h1 class='ltx_title ltx_title_document'>T"
    )
    (tmp_path / "a.txt").write_bytes(html)
    (tmp_path / "b.xz").write_bytes(lzma.compress(html))
    (tmp_path / "c.html").write_text("# T\n\nBaa.")
    assert (
        read_file(str(tmp_path / "a.txt")) == read_file(str(tmp_path / "b.xz")) == parse_page(html)
    )
    assert read_file(str(tmp_path / "c.html")) == parse_markdown("# T\n\nBaa.")
    (tmp_path / "d.xz").write_bytes(lzma.compress(html)[:-4])
    for name in ("d.xz", "none", "."):
        with pytest.raises(LibraryError, match="cannot be read"):
            read_file(str(tmp_path / name))
