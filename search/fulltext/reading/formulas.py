"""Formulas of a document, from what the renderer of mathematics gives."""

from search.fulltext.document import Math
from search.text.clean import one_line
from search.text.maths.formula import Formula, formula
from search.text.tex.formulas import read
from search.text.tex.tokens import UnknownTexError


def as_math(formula: Formula, display: bool, number: str | None = None) -> Math:
    """A rendered formula as a span; two dimensions are kept where they say more than its line."""
    is_flat = formula.rows == (formula.line,)
    rows, base = ((), 0) if is_flat else (formula.rows, formula.base)
    return Math(formula.line, formula.tex, display, number, rows, base)


def as_formula(span: Math) -> Formula:
    """The rendered formula of a span."""
    return Formula(span.math, span.rows or (span.math,), span.base, span.tex)


def of_tex(tex: str, display: bool, number: str | None = None) -> Math:
    """A formula in TeX as a span; one with an unknown command is shown as it is written."""
    tex = one_line(tex)
    try:
        return as_math(formula(read(tex), tex), display, number)
    except UnknownTexError:
        return Math(tex, tex, display, number)
