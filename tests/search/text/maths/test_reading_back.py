"""The one line of a formula, read back, gives the tree that the page wrote, and no sign is lost."""

import lzma
import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from formulas_read import INVISIBLE, read, written
from hypothesis import given, settings
from hypothesis import strategies as st

from search.fulltext.reading.markup import Element, parse
from search.fulltext.reading.mathematics import render
from search.text.cells import width

# -- formulas of real pages ----------------------------------------------------------------------


def pages(folder: Path) -> Iterator[tuple[str, list[Element]]]:
    """The name of each page and its formulas."""
    for path in sorted(folder.rglob("arxiv_html/*.html*")):
        data = path.read_bytes()
        page = parse(lzma.decompress(data) if path.suffix == ".xz" else data)
        yield path.name, [part for part in page.elements() if part.tag == "math"]


def has_table(element: Element) -> bool:
    return any(part.tag == "mtable" for part in element.elements())


# -- what is lost --------------------------------------------------------------------------------

# Accents and brackets as they are drawn, and what they are.
DRAWN = str.maketrans(
    "\u0302\u0303\u0304\u0305\u0307\u0308\u20d7\u0332ˆ˜‾ˉ⎛⎞⎡⎤⎧⎫⎰⎱│║∥∣°_\u0323",
    "^~¯¯˙¨→¯^~¯¯()[]{}{}|‖‖|∘¯˙",
)


def signs_in(text: str) -> Counter[str]:
    """The signs of a text; a raised one, or one of another alphabet, as the sign that it is."""
    parts = (unicodedata.normalize("NFKD", char.translate(DRAWN)) for char in text)
    signs = "".join(parts).translate(DRAWN)
    return Counter(sign for sign in signs if sign not in INVISIBLE and not sign.isspace())


def leaves(element: Element) -> str:
    if element.tag in ("annotation", "annotation-xml", "mphantom"):
        return ""
    if element.tag in ("mi", "mn", "mo", "mtext"):
        return element.text()
    return "".join(leaves(part) for part in element.children if isinstance(part, Element))


def lost(element: Element) -> Counter[str]:
    """Signs of a formula that are on its line or in its rows less often than in the page."""
    formula = render(element)
    wanted = signs_in(leaves(element))
    drawn = re.sub(
        "[╭╰][─┴┬]*[╮╯]", lambda brace: "⏟" if "┬" in brace[0] else "⏞", "\n".join(formula.rows)
    )
    return (wanted - signs_in(formula.line)) | (wanted - signs_in(drawn))


# -- formulas of all kinds -----------------------------------------------------------------------


def element(tag: str, *children: Element | str, **attributes: str) -> Element:
    return Element(tag, attributes, list(children))


NAMES = st.sampled_from(
    [*"abdfijknxyzTNαθΩ𝐱ℝ∞∅", "log", "sin", "max", "LSTM", "é", "Δt", "H2O", ""]
)
NUMBERS = st.sampled_from(["0", "1", "2", "12", "3.14", "1,000", "𝟏"])
OPERATORS = st.sampled_from(
    [*"+−=<≤∈→,;:./!*∂∇∑∏∫†°′⋯¬∀&", "lim", ":=", "-", "∘", "±", "_", "^", "′′", "arg"]
)
TEXTS = st.sampled_from(["if ", " otherwise", "a_b", "m²", "x^2", "for all", "and/or", "(so)"])
JOINTS = st.sampled_from(["\u2061", "\u2062", "\u2063", "\u200b", ""])
ACCENTS = st.sampled_from(list("^~¯→˙¨"))
FENCES = st.sampled_from(["()", "[]", "{}", "⟨⟩", "[)", "||", "‖‖", "⌈⌉"])


def leaf(tag: str) -> Any:
    return lambda text: element(tag, text)


LEAVES = (
    NAMES.map(leaf("mi")) | NUMBERS.map(leaf("mn")) | OPERATORS.map(leaf("mo"))
    | TEXTS.map(leaf("mtext")) | JOINTS.map(leaf("mo"))
)  # fmt: skip


def fenced(ends: str, body: Element) -> Element:
    return element("mrow", element("mo", ends[0]), body, element("mo", ends[1]))


def larger(parts: st.SearchStrategy[Element]) -> st.SearchStrategy[Element]:
    def node(tag: str, count: int, **attributes: str) -> st.SearchStrategy[Element]:
        return st.tuples(*[parts] * count).map(lambda found: element(tag, *found, **attributes))

    return st.one_of(
        st.lists(parts, max_size=5).map(lambda found: element("mrow", *found)),
        *(node(tag, 2) for tag in ("msub", "msup", "munder", "mover", "mfrac", "mroot")),
        *(node(tag, 3) for tag in ("msubsup", "munderover")),
        node("msqrt", 1),
        node("mstyle", 1),
        node("mfrac", 2, linethickness="0").map(lambda found: fenced("()", found)),
        st.builds(fenced, FENCES, parts),
        st.builds(lambda base, sign: element("mover", base, element("mo", sign)), parts, ACCENTS),
        st.builds(lambda base: element("munder", base, element("mo", "¯")), parts),
        st.tuples(parts, parts, parts).map(
            lambda found: element(
                "mmultiscripts", found[0], element("none"), found[1],
                element("mprescripts"), found[2], element("none"),
            )
        ),
    )  # fmt: skip


TREES = st.recursive(LEAVES, larger, max_leaves=12)
ENOUGH = settings(max_examples=max(400, settings.default.max_examples))


@ENOUGH
@given(TREES)
def test_a_formula_on_one_line_reads_back_as_its_tree(tree: Element) -> None:
    line = render(element("math", tree)).line
    assert read(line) == written(element("math", tree)), line


@ENOUGH
@given(TREES)
def test_no_sign_is_lost(tree: Element) -> None:
    assert lost(element("math", tree)) == Counter()


@ENOUGH
@given(TREES)
def test_the_rows_of_a_formula_have_one_width(tree: Element) -> None:
    formula = render(element("math", tree))
    assert len(set(map(width, formula.rows))) == 1
    assert 0 <= formula.base < len(formula.rows)


def test_formulas_of_real_pages_read_back(real_data: Path) -> None:
    lines = [
        (name, render(part).line, part)
        for name, found in pages(real_data)
        for part in found
        if not has_table(part)
    ]
    assert lines
    assert [(name, line) for name, line, part in lines if read(line) != written(part)] == []


def test_formulas_of_real_pages_lose_no_sign(real_data: Path) -> None:
    found = [(name, part) for name, parts in pages(real_data) for part in parts]
    assert found
    assert [(name, render(part).line, lost(part)) for name, part in found if lost(part)] == []
