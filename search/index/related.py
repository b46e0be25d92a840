"""The words that tell a paper from others, by which papers like it are found."""

from typing import NamedTuple

import numpy as np
from whoosh.lang.stopwords import stoplists
from whoosh.query import NullQuery, Or, Query, Term

from search.index.analysis import Words, stems
from search.index.collection import Statistics
from search.index.postings import BASE
from search.model.paper import Paper

_TELLING = 12  # words
_COMMON = stoplists["en"]  # words of any English text, rare as they may be in few papers
_IN_TITLE = 3


class Telling(NamedTuple):
    """A word that tells a paper from others: as the paper writes it, its stem, how much it says."""

    word: str
    stem: str
    weight: float


def telling(paper: Paper, statistics: Statistics) -> list[Telling]:
    """The words that tell `paper` from others, the most telling first.

    A word tells the more, the oftener the title (three times) and the abstract have it and the
    fewer papers do; a word that no other paper has tells nothing.
    """
    analyzer = Words(stems)
    counts: dict[str, int] = {}
    written: dict[str, str] = {}
    for text, worth in ((paper.title, _IN_TITLE), (paper.abstract or paper.summary or "", 1)):
        for word in analyzer.words(text):
            for stem in () if word in _COMMON else analyzer.terms(word):
                counts[stem] = counts.get(stem, 0) + worth
                written.setdefault(stem, word)
    rated = [
        Telling(written[stem], stem, float(np.sqrt(count)) * statistics.idf(BASE, stem.encode()))
        for stem, count in counts.items()
        if len(stem) > 1 and statistics.frequency(BASE, stem.encode()) > 1
    ]
    return sorted(rated, key=lambda one: -one.weight)[:_TELLING]


def alike(words: list[Telling]) -> Query:
    """What finds the papers that share some of the words, those with the most telling ones best."""
    return Or([Term(BASE, one.stem, boost=one.weight) for one in words]) if words else NullQuery
