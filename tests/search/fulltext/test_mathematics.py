"""Formulas of a page: on one line, in two dimensions, in TeX, and the hostile ones."""

import time
from collections.abc import Callable
from functools import partial

import pytest

from search.fulltext.reading.markup import Element, parse
from search.fulltext.reading.mathematics import render
from search.text.maths.formula import Formula, aligned


def shown(mathml: str, *, ascii_only: bool = False) -> Formula:
    page = parse(f"<math>{mathml}</math>")
    (tree,) = (part for part in page.elements() if part.tag == "math")
    return render(tree, ascii_only=ascii_only)


def row(*parts: str) -> str:
    return f"<mrow>{''.join(parts)}</mrow>"


def sub(base: str, below: str) -> str:
    return f"<msub>{base}{below}</msub>"


def sup(base: str, above: str) -> str:
    return f"<msup>{base}{above}</msup>"


def over(above: str, below: str) -> str:
    return f"<mfrac>{above}{below}</mfrac>"


A, B, C, X, N = (f"<mi>{name}</mi>" for name in "abcxn")
TWO, PLUS, EQUALS = "<mn>2</mn>", "<mo>+</mo>", "<mo>=</mo>"
SUM = row(A, PLUS, B)
THETA = "<mi>θ</mi>"


def table(*rows: tuple[str, ...], align: str = "center") -> str:
    cells = (
        "".join(f'<mtd columnalign="{align}">{cell}</mtd>' for cell in cells) for cells in rows
    )
    return f"<mtable>{''.join(f'<mtr>{line}</mtr>' for line in cells)}</mtable>"


@pytest.mark.parametrize(
    ("mathml", "line"),
    [
        (over(A, B), "a/b"),
        (over(SUM, C), "(a + b)/c"),
        (row("<mn>1</mn>", PLUS, over(A, B)), "1 + a/b"),
        (row(over("<mn>1</mn>", N), "<mo>\u2062</mo>", X), "(1/n) x"),
        (f"<msqrt>{over(SUM, C)}</msqrt>", "√((a + b)/c)"),
        (over(f"<msqrt>{SUM}</msqrt>", C), "√(a + b)/c"),
        (f"<mroot>{row(X)}<mn>3</mn></mroot>", "√[3]x"),
        (sub(X, "<mi>i</mi>"), "xᵢ"),
        (f"<msubsup>{X}<mi>i</mi>{TWO}</msubsup>", "xᵢ²"),
        (sub(X, row("<mi>i</mi>", "<mo>,</mo>", "<mi>j</mi>")), "x_{i,j}"),
        (sup(X, "<mi>q</mi>"), "x^q"),
        (sup(row(A, "<mo>\u2062</mo>", B), TWO), "(ab)²"),
        (row(A, "<mo>\u2062</mo>", sup(B, TWO)), "a b²"),
        (row("<mi>sin</mi>", "<mo>\u2061</mo>", X), "sin x"),
        (row(sup("<mi>sin</mi>", TWO), "<mo>\u2061</mo>", X), "sin² x"),
        (row("<mo>−</mo>", X, "<mo>−</mo>", A), "−x − a"),
        (row(A, "<mo>,</mo>", B), "a, b"),
        (sup(row("<mo>(</mo>", SUM, "<mo>)</mo>"), TWO), "(a + b)²"),
        (sub(row("<mo>‖</mo>", X, "<mo>‖</mo>"), TWO), "‖x‖₂"),
        (sup(X, row("<mo>(</mo>", N, "<mo>)</mo>")), "x⁽ⁿ⁾"),
        (sup(X, "<mo>′</mo>"), "x′"),
        (sup("<mn>90</mn>", "<mo>∘</mo>"), "90°"),
        (
            f"<munderover><mo>∑</mo>{row('<mi>i</mi>', EQUALS, '<mn>1</mn>')}{N}</munderover>{X}",
            "∑ᵢ₌₁ⁿ x",
        ),
        (f"<munder><mi>max</mi>{THETA}</munder>{X}", "max_θ x"),
        (f"<munder>{row('<mi>arg</mi>', '<mi>max</mi>')}{THETA}</munder>{X}", "argmax_θ x"),
        (f"<mover accent='true'>{X}<mo>^</mo></mover>", "x̂"),
        (f"<mover>{SUM}<mo>¯</mo></mover>", "(a + b)^¯"),
        (f"<mover><mo>=</mo><mtext>is q</mtext></mover>{X}", "=^{is q} x"),
        (
            f"<mmultiscripts>{C}<mprescripts></mprescripts><mn>6</mn><mn>14</mn></mmultiscripts>",
            "₆¹⁴c",
        ),
        (
            row("<mo>(</mo>", f"<mfrac linethickness='0pt'>{N}{A}</mfrac>", "<mo>)</mo>"),
            "(n choose a)",
        ),
        (over(row("<mo>∂</mo>", A), row("<mo>∂</mo>", X)), "∂a/∂x"),
        (over(row(N, "<mo>!</mo>"), TWO), "n!/2"),
        ("<mi mathvariant='bold'>x</mi>", "𝐱"),
        ("<mi mathvariant='double-struck'>R</mi>", "ℝ"),
        ("<mi mathvariant='script'>L</mi><mi mathvariant='fraktur'>g</mi>", "ℒ𝔤"),
        ("<mi>x</mi><mo>\u200b</mo><mo>[</mo><mi>n</mi><mo>]</mo>", "x[n]"),
        (f"<mfenced open='[' close=')'>{A}{B}</mfenced>", "[a, b)"),
        (f"<mi>_</mi>{A}", r"\_a"),
        ("<merror><mtext>\\undefined</mtext></merror>", r"\undefined"),
        (f"{A}<mphantom>{B}</mphantom>", "a"),
        (row("<mo>[</mo>", table((A, B), (C, X)), "<mo>]</mo>"), "[a, b; c, x]"),
        (row("<mo>{</mo>", table((A, "<mtext>if so,</mtext>"), (B, ""))), "{a if so, b}"),
        (f"<semantics>{X}<annotation encoding='application/x-tex'>y</annotation></semantics>", "x"),
    ],
)  # fmt: skip
def test_a_formula_on_one_line(mathml: str, line: str) -> None:
    assert shown(mathml).line == line


def drawn(formula: Formula) -> str:
    return "\n" + "\n".join(line.rstrip() for line in formula.rows)


@pytest.mark.parametrize(
    ("mathml", "rows"),
    [
        (
            row(X, EQUALS, over(SUM, C)),
            """
    a + b
x = ─────
      c""",
        ),
        (
            row("<mo>(</mo>", over(A, B), "<mo>)</mo>"),
            """
⎛a⎞
⎜─⎟
⎝b⎠""",
        ),
        (
            f"<munderover><mo>∑</mo>{row('<mi>i</mi>', EQUALS, '<mn>1</mn>')}{N}</munderover>"
            + sup(X, "<mi>q</mi>"),
            """
 n   q
 ∑  x
i=1""",
        ),
        (
            f"<msqrt>{over(A, B)}</msqrt>",
            """
 ┌──
 │ a
 │ ─
╲│ b""",
        ),
        (
            f"<msqrt>{SUM}</msqrt>",
            """
 _____
√a + b""",
        ),
        (
            row(X, EQUALS, "<mo>{</mo>", table((A, "<mtext>if so</mtext>"), (B, C), align="left")),
            """
    ⎧ a  if so
x = ⎨
    ⎩ b  c""",
        ),
        (
            f"<munder><munder>{SUM}<mo>⏟</mo></munder><mtext>two</mtext></munder>",
            """
a + b
╰─┬─╯
 two""",
        ),
        (
            row("<mo>[</mo>", sub(X, THETA), "<mo>]</mo>"),
            """
[x ]
  θ""",
        ),
        (
            sub(row(over(A, B), "<mo>|</mo>"), row(X, EQUALS, "<mn>0</mn>")),
            """
a│
─│
b│ₓ₌₀""",
        ),
    ],
)
def test_a_formula_in_two_dimensions(mathml: str, rows: str) -> None:
    assert drawn(shown(mathml)) == rows


def test_what_needs_no_second_dimension_is_its_line() -> None:
    formula = shown(row(A, EQUALS, sup(B, TWO)))
    assert formula.rows == (formula.line,) == ("a = b²",)


def test_without_unicode_brackets_are_drawn_in_ascii() -> None:
    formula = shown(row("<mo>(</mo>", over(A, B), "<mo>)</mo>"), ascii_only=True)
    assert drawn(formula) == "\n/a\\\n|-|\n\\b/"
    assert all(line.isascii() for line in formula.rows)


def test_the_base_is_the_line_of_the_text_around() -> None:
    formula = shown(row(X, EQUALS, over(over(A, B), C)))
    assert formula.rows[formula.base].startswith("x = ───")


def test_rows_of_an_alignment_stand_under_each_other() -> None:
    left, right = shown(row(A, PLUS, B)), shown(row(EQUALS, C))
    other = shown(row(EQUALS, over(C, TWO)))
    first, second = aligned([[left, right], [shown(X), other]])
    assert first.line == "a + b = c"
    assert first.rows == ("a + b = c  ".rstrip() + " " * (len(second.rows[0]) - 9),)
    assert second.rows[second.base].index("=") == first.rows[0].index("=")


def test_the_tex_of_a_formula_is_on_one_line() -> None:
    tex = r"<annotation encoding='application/x-tex'>a+%" + "\n" + r" 50\%b</annotation>"
    assert shown(f"<semantics>{A}{tex}</semantics>").tex == r"a+50\%b"
    page = parse("<math alttext='x%\ny'><mi>x</mi></math>")
    (tree,) = (part for part in page.elements() if part.tag == "math")
    assert render(tree).tex == "xy"


def test_control_characters_do_not_pass() -> None:
    formula = shown("<mtext>a\x1b[31m\u202eb\x9b</mtext><mo>\x07</mo>")
    assert formula.line == "a[31mb"
    assert formula.rows == ("a[31mb",)


def nested(tag: str, depth: int, *others: Element) -> Element:
    tree = Element("mi", {}, ["x"])
    for _ in range(depth):
        tree = Element(tag, {}, [tree, *others])
    return Element("math", {}, [tree])


def signs(text: str) -> Element:
    return Element("math", {}, [Element("mo", {}, [sign]) for sign in text])


ONE = Element("mn", {}, ["1"])
CELL = Element("mtd", {"rowspan": "9" * 99, "columnspan": "999"}, [ONE])
WIDE = Element("mtr", {}, [CELL] * 900)


# Large, so made when its test begins.
HOSTILE: dict[str, Callable[[], Element]] = {
    **{f"deep {tag}": partial(nested, tag, 100_000) for tag in ("mrow", "msqrt", "mstyle", "x")},
    **{f"deep {tag}": partial(nested, tag, 100_000, ONE) for tag in ("msub", "mfrac", "mover")},
    **{
        f"nested {tag}": partial(nested, tag, 55, ONE)
        for tag in ("msub", "msup", "mfrac", "mroot", "munder", "mover")
    },
    **{f"nested {tag}": partial(nested, tag, 55) for tag in ("msqrt", "mrow")},
    "hats": partial(nested, "mover", 55, Element("mo", {}, ["^"])),
    "table": partial(nested, "mtable", 1, *[WIDE] * 900),
    "numbers": lambda: Element("math", {}, [ONE] * 1_000_000),
    "fewer numbers": lambda: Element("math", {}, [ONE] * 19_000),
    "fractions": lambda: Element("math", {}, [Element("mfrac", {}, [ONE, ONE])] * 6_000),
    "open brackets": lambda: signs("([{|" * 4_000),
    "brackets": lambda: signs("(" * 9_000 + ")" * 9_000),
    "bars": lambda: signs("|" * 19_000),
    "signs": lambda: signs("^_/√" * 4_000),
    "divisions": lambda: signs("x/" * 9_000),
    "signs of operations": lambda: signs("+-" * 9_000),
    "text": lambda: Element("math", {}, [Element("mtext", {}, ["x" * 5_000_000])]),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_formula_is_bounded(name: str) -> None:
    tree = HOSTILE[name]()
    start = time.process_time()
    formula = render(tree)
    assert time.process_time() - start < 2
    assert formula.line
    assert sum(map(len, formula.rows)) < 400_000
