"""An expression, however it is written, finds the papers that logic says it finds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from itertools import chain, combinations

from hypothesis import given
from hypothesis import strategies as st
from strategies import examples
from whoosh.query import And, Every, Not, Or, Query, Term

from search.index.terms.schema import schema
from search.model.filters import Tagged
from search.query import parse

SCHEMA = schema()
WORDS = ("fish", "fowl", "meat")
PAPERS = [frozenset(some) for some in chain.from_iterable(combinations(WORDS, n) for n in range(4))]


@dataclass(frozen=True)
class Expression:
    """A query text and whether it fits a paper that holds some words."""

    text: str
    fits: Callable[[frozenset[str]], bool]


def _leaf(word: str, form: str) -> Expression:
    return Expression(form.format(word), lambda paper: word in paper)


def _without(part: Expression, form: str) -> Expression:
    return Expression(form.format(part.text), lambda paper: not part.fits(paper))


def _both(parts: list[Expression], joint: str) -> Expression:
    text = joint.join(part.text for part in parts)
    return Expression(f"({text})", lambda paper: all(part.fits(paper) for part in parts))


def _either(parts: list[Expression]) -> Expression:
    text = " OR ".join(part.text for part in parts)
    return Expression(f"({text})", lambda paper: any(part.fits(paper) for part in parts))


LEAVES = st.builds(_leaf, st.sampled_from(WORDS), st.sampled_from(["{}", '"{}"', "tag:{}", "({})"]))
EXPRESSIONS = st.recursive(
    LEAVES,
    lambda inner: st.one_of(
        st.builds(_without, inner, st.sampled_from(["NOT {}", "-({})"])),
        st.builds(_both, st.lists(inner, min_size=1, max_size=4), st.sampled_from([" ", " AND "])),
        st.builds(_either, st.lists(inner, min_size=1, max_size=4)),
    ),
    max_leaves=12,
)


def fits(tree: Query, paper: frozenset[str]) -> bool:
    """What the tree means, by the letter of Whoosh's nodes."""
    match tree:
        case And():
            return all(fits(part, paper) for part in tree)
        case Or():
            return any(fits(part, paper) for part in tree)
        case Not():
            return not fits(tree.query, paper)
        case Term():
            return tree.text in paper
        case Tagged():
            return tree.name in paper
    return tree == Every()


@examples(300)
@given(EXPRESSIONS)
def test_an_expression_means_what_it_says(expression: Expression) -> None:
    parsed = parse(expression.text, SCHEMA, date(2024, 6, 15))
    assert parsed.ignored == ()
    for paper in PAPERS:
        assert fits(parsed.tree, paper) == expression.fits(paper)
