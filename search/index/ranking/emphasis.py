"""What ranks a matching paper higher: a title that begins with the query, and adjacent terms."""

from collections.abc import Callable, Iterator, Sequence
from itertools import chain, pairwise
from typing import NamedTuple

from search.index.terms.analysis import Analysis, Words, is_initial


class Pair(NamedTuple):
    """Two terms side by side in the query, or with stop words between them, as in text to image.

    `joined`: the term of both words written as one, or "".
    """

    terms: tuple[str, ...]
    joined: str = ""


class Emphasis(NamedTuple):
    """What the plain words of a query ask for beside their match.

    `pairs`: terms side by side in the query; `titles`: the words, folded as titles are, and the
    same with two of them written as one; `terms`: their terms; `forms`: the words that are not
    their own stem, each with its term; `name`: all terms in order, if they may be an author's name;
    `person`: the first initial and the family name, where the query is these;
    `acronym`: whether `name` is one short word in capitals; `half_typed`: whether the last word may
    go on; `typing`: whether the query is still being typed.
    """

    pairs: tuple[Pair, ...] = ()
    titles: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    forms: tuple[tuple[str, str], ...] = ()
    name: tuple[str, ...] = ()
    person: tuple[str, str] | None = None
    acronym: bool = False
    half_typed: bool = False
    typing: bool = False


_LONGEST_NAME = 4  # words
_ACRONYM = 4  # letters of a name in capitals that is rather an acronym


def emphasis(
    analyzer: Words, text: str, known: Callable[[str], bool], *, half_typed: bool, typing: bool
) -> Emphasis:
    """What the plain words `text` ask for.

    `known`: whether papers have a term.
    """
    analyses = [each for each in map(analyzer.analyze, analyzer.tokens(text)) if each.terms]
    complete = analyses[:-1] if half_typed else analyses
    name = tuple(term for each in analyses for term in _as_written(each, known))
    pairs = list(_pairs(analyzer, complete, known))
    person = _person(analyses)
    may_be_name = person is not None or all(each.counted for each in analyses)
    # Titles are folded without the ++ of k-means++.
    has_signs = any(
        term[-1] in "+#" for each in analyses if each.words[1:] for _, term in each.also
    )
    words = [] if has_signs else [word for each in analyses for word in each.words]
    joined = {pair.joined for pair in pairs if pair.joined}
    return Emphasis(
        pairs=tuple(dict.fromkeys(pairs)),
        titles=tuple(_titles(words, lambda word: analyzer.terms(word)[0] in joined)),
        terms=tuple(dict.fromkeys(t for each in complete if each.counted for t in each.terms)),
        forms=tuple(dict.fromkeys(form for each in complete for form in _forms(each))),
        name=name if len(name) <= _LONGEST_NAME and may_be_name else (),
        person=person,
        acronym=1 < len(text) <= _ACRONYM and text.isupper(),
        half_typed=half_typed,
        typing=typing,
    )


def _pairs(
    analyzer: Words, analyses: Sequence[Analysis], known: Callable[[str], bool]
) -> Iterator[Pair]:
    """Each two words that are no stop words, with the stop words between them."""
    telling = [place for place, each in enumerate(analyses) if each.counted]
    for first, second in pairwise(telling):
        one, other = analyses[first], analyses[second]
        if one.terms[-1] == other.terms[0]:
            continue
        between = list(chain.from_iterable(each.terms for each in analyses[first + 1 : second]))
        joined = _joined(analyzer, one, other, between, known)
        yield Pair((one.terms[-1], *between, other.terms[0]), joined)


def _joined(
    analyzer: Words,
    one: Analysis,
    other: Analysis,
    between: Sequence[str],
    known: Callable[[str], bool],
) -> str:
    """The term of two words written as one, such as word2vec; "" where papers have none."""
    glue = "2" if between == ["to"] else ""
    if between and not glue:
        return ""
    terms = analyzer.terms(one.words[-1] + glue + other.words[0])
    return terms[0] if len(terms) == 1 and known(terms[0]) else ""


def _as_written(analysis: Analysis, known: Callable[[str], bool]) -> Sequence[str]:
    """The terms of a token; that of its umlauts spelled out, where papers have it."""
    spelled = [term for _, term in analysis.also if len(analysis.terms) == 1 and known(term)]
    return spelled[:1] or analysis.terms


def _person(analyses: Sequence[Analysis]) -> tuple[str, str] | None:
    """The first initial and the family name that a query is: J. Schmidhuber, Knuth D. E."""
    words = [each.words[0] for each in analyses]
    initials = list(filter(is_initial, words))
    if not initials or len(words) - len(initials) != 1:
        return None
    (family,) = (word for word in words if not is_initial(word))
    return initials[0][0], family


def _forms(analysis: Analysis) -> Sequence[tuple[str, str]]:
    """The form of a token with its term, if it is one word and not its own stem."""
    form, term = analysis.words[0], analysis.terms[0]
    return ((form, term),) if len(analysis.words) == analysis.counted == 1 and form != term else ()


def _titles(words: Sequence[str], is_joined: Callable[[str], bool]) -> Iterator[str]:
    """The beginnings of titles that `words` ask for."""
    if words:
        yield " ".join(words)
    for place, (one, other) in enumerate(pairwise(words)):
        if is_joined(one + other):
            yield " ".join((*words[:place], one + other, *words[place + 2 :]))
