"""Key terms: the terms that distinguish a paper, by which related papers are found."""

from typing import NamedTuple

import numpy as np
from whoosh.lang.stopwords import stoplists
from whoosh.query import NullQuery, Or, Query, Term

from search.index.analysis import Words, stems
from search.index.collection import Statistics
from search.index.postings import BASE
from search.model.paper import Paper

_MOST = 12  # terms
_COMMON = stoplists["en"]  # words of any English text, rare as they may be in few papers
_TITLE_WEIGHT = 3


class KeyTerm(NamedTuple):
    """A term that distinguishes a paper: its surface form there, its stem, its weight."""

    word: str
    stem: str
    weight: float


def key_terms(paper: Paper, statistics: Statistics) -> list[KeyTerm]:
    """The terms that distinguish `paper` from the others, the best first.

    The weight is sqrt(tf) * idf, where an occurrence in the title counts three times; a term that
    no other paper has is left out.
    """
    analyzer = Words(stems)
    counts: dict[str, int] = {}
    forms: dict[str, str] = {}
    for text, weight in ((paper.title, _TITLE_WEIGHT), (paper.abstract or paper.summary or "", 1)):
        for word in analyzer.words(text):
            for stem in () if word in _COMMON else analyzer.terms(word):
                counts[stem] = counts.get(stem, 0) + weight
                forms.setdefault(stem, word)
    weighed = [
        KeyTerm(forms[stem], stem, float(np.sqrt(count)) * statistics.idf(BASE, stem.encode()))
        for stem, count in counts.items()
        if len(stem) > 1 and statistics.frequency(BASE, stem.encode()) > 1
    ]
    return sorted(weighed, key=lambda term: -term.weight)[:_MOST]


def related_to(terms: list[KeyTerm]) -> Query:
    """The query for papers that share some of the terms, scored by their weights."""
    return Or([Term(BASE, term.stem, boost=term.weight) for term in terms]) if terms else NullQuery
