"""A paper in Markdown, to a document."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search import LibraryError
from search.fulltext.document import Link, Math, Text
from search.fulltext.reading.markdown import parse_markdown

PAPER = r"""# Counting Sheep

Ann Lee, Bo Ram

## Abstract

We count *all* sheep, of which there are $n_1 + n_2$, at [the meadow](https://meadow.example/).

## 1 Introduction

A sheep costs $5$.

$$
s = \frac{a}{b}
$$

- one
- two
  1. deep

> Baa.

```python
for sheep in flock:
    count(sheep)
```

### 1.1 Flocks

| Kind | Count |
|------|------:|
| Ewe  | 12 |

![Figure 1: A ewe](x1.png)

## References

[1] A. Fox. Wool. arXiv:2101.12345, 2021.

- B. Ram. Horns, 2020. doi:10.1000/182
"""


def test_a_paper_has_its_parts() -> None:
    document = parse_markdown(PAPER, source="huggingface", paper="2406.01234")
    assert (document.id, document.source) == ("2406.01234", "huggingface")
    assert document.title == "Counting Sheep"
    assert [(each.level, each.number, each.title) for each in document.sections] == [
        (1, None, "Abstract"), (1, "1", "Introduction"), (2, "1.1", "Flocks"),
        (1, None, "References"),
    ]  # fmt: skip
    assert [(block.kind, block.level, block.text) for block in document.blocks] == [
        ("heading", 0, "Counting Sheep"),
        ("paragraph", 0, "Ann Lee, Bo Ram"),
        ("heading", 1, "Abstract"),
        ("abstract", 0, "We count all sheep, of which there are n₁ + n₂, at the meadow."),
        ("heading", 1, "1 Introduction"),
        ("paragraph", 0, "A sheep costs 5."),
        ("equation", 0, "s = a/b"),
        ("item", 1, "• one"),
        ("item", 1, "• two"),
        ("item", 2, "1. deep"),
        ("quote", 0, "Baa."),
        ("code", 0, "for sheep in flock:\n    count(sheep)"),
        ("heading", 2, "1.1 Flocks"),
        ("table", 0, "Kind\tCount\nEwe\t12"),
        ("caption", 0, "Figure 1: A ewe"),
    ]
    assert document.blocks[3].spans[1:5] == (
        Text("all", "emphasis"), Text(" sheep, of which there are "),
        Math("n₁ + n₂", "n_1 + n_2"), Text(", at "),
    )  # fmt: skip
    assert Link("https://meadow.example/", "the meadow") in document.blocks[3].spans
    assert [(each.rows, each.columns) for each in document.tables] == [(2, 2)]
    assert document.figures[0].caption == "Figure 1: A ewe"
    assert [(each.label, each.arxiv, each.doi) for each in document.references] == [
        ("[1]", "2101.12345", None), ("•", None, "10.1000/182"),
    ]  # fmt: skip


def test_a_formula_with_an_unknown_command_is_shown_as_written() -> None:
    document = parse_markdown("# T\n\nLet $\\sheep{x}$.")
    assert document.blocks[1].spans[1] == Math(r"\sheep{x}", r"\sheep{x}")


def test_a_link_that_runs_something_is_text() -> None:
    document = parse_markdown("# T\n\n[a](javascript:alert(1)) <script>x</script>\x1b[31m")
    assert not any(isinstance(span, Link) for span in document.blocks[1].spans)
    assert "\x1b" not in document.blocks[1].text


@pytest.mark.parametrize("text", ["", "no title", "x" * 9_000_000])
def test_what_is_no_paper_is_refused(text: str) -> None:
    with pytest.raises(LibraryError):
        parse_markdown(text)


@given(st.lists(st.sampled_from([
    "# ", "## 1 ", "- ", "  ", "> ", "| a | b |", "|---|---|", "$", "$$", "```", "![", "](x)", "*",
    "\n", "\n\n", "[", "<b>", "1. ", "word", "\\", "\x1b", "## References\n\n",
]), max_size=40))  # fmt: skip
def test_any_text_is_read(parts: list[str]) -> None:
    parse_markdown("# T\n\n" + "".join(parts))
