"""One name, many spellings: black-box, blackbox and black box find one another.

What papers write with a hyphen is indexed as one word, too (analysis.py). Here the words of a
query get the other spellings that papers have, at a lower score than what was typed.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from whoosh.query import And, Or, Phrase, Prefix, Query, Term

from search.index.ranking.collection import Statistics
from search.index.ranking.weights import K1
from search.index.segments.postings import BASE
from search.index.terms.analysis import Analysis, Words, is_initial
from search.index.terms.variants import variants
from search.model.filters import Between
from search.model.queries import FullText, Initialed, PhrasePrefix, Spellings

# Where a word is written as if it were two: WildBench, gpt4.
_BORDERS = (re.compile("(?<=[a-z])(?=[A-Z])"), re.compile(r"(?<=[^\W\d_])(?=\d)"))
_SHORTEST = 3  # letters of each half of a word that is written as one
# Only a word that not one paper in _RARE has, or no more than _FEW, is looked for as two,
_RARE, _FEW = 200, 5
_RARER = 4  # and only where each half is so many times as frequent
_GLUE = {"": "", "to": "2"}  # between words that may be one: wild bench, word to vec
_SELDOM = 20  # of so many papers with a word, not one has it written as one with the next


def with_spellings(tree: Query, typed: str, analyzer: Words, statistics: Statistics) -> Query:
    """`tree` with the other spellings of its words that papers have.

    `typed` is what the tree was parsed from; only leaves that know their place in it have others.
    Phrases in quotes, fields without stems, `word*` and `word~` are taken as written.
    """
    return _Spelling(typed, analyzer, statistics).of(tree)


class _Spelling:
    def __init__(self, typed: str, analyzer: Words, statistics: Statistics) -> None:
        self._typed = typed
        self._tokens: dict[str, str] = {}  # by what is written
        self._analyzer = analyzer
        self._statistics = statistics

    def of(self, node: Query) -> Query:
        """The node with other spellings of all its words."""
        if isinstance(node, (And, Or)):
            if _grows(node):
                return self._half_typed(node)
            parts = self._side_by_side(node.subqueries, list(map(self.of, node.subqueries)))
            parts = self._initials(node.subqueries, parts)
            return type(node)(parts, boost=node.boost)
        if isinstance(node, FullText):
            return FullText(self.of(node.tree))
        if isinstance(node, (Term, Phrase)) and (token := self._token(node)):
            return self._of_token(node, token)
        return node if node.is_leaf() else node.apply(self.of)

    def _token(self, node: Query) -> str:
        """The one token that a leaf was typed as; "" where it is not one."""
        if node.startchar is None or node.fieldname not in (BASE, "title", "abstract"):
            return ""
        written = self._typed[node.startchar : node.endchar].rpartition(":")[2]
        token = self._tokens.get(written)
        if token is None:
            tokens = self._analyzer.tokens(written)
            quoted = written[:1] in '"\u201c\u201d*' or written[-1:] == "*"
            token = self._tokens[written] = "" if len(tokens) != 1 or quoted else tokens[0]
        return token

    def _of_token(self, node: Query, token: str) -> Query:
        analysis = self._analyzer.analyze(token)
        field = node.fieldname
        special = [term for _, term in analysis.also] if len(analysis.terms) == 1 else []
        if special and self._has(special):  # IT, C++, müller: not the word that looks like it
            exact = self._leaf(node, special)
            if not token.isascii():  # Müller has both, and its score is their mean
                exact = And([self._leaf(node, list(analysis.terms)), exact], boost=0.5)
                return self._best(exact, field, [tuple(special), analysis.terms])
            others = [analysis.terms] if len(analysis.terms[0]) > 1 and token[-1] in "+#" else []
            return self._best(exact, field, others)
        if special and token[-1] in "+#" and len(analysis.terms[0]) == 1:
            return self._leaf(node, special)  # C# is no C, also where no paper has it
        written = self._typed[node.startchar : node.endchar]
        others = [*_joined(analysis, self._analyzer), *self._split(analysis, written)]
        leaves = [*self._leaves(field, others), *self._varied(field, analysis)]
        return _alternatives(node, leaves) if leaves else node

    def _varied(self, field: str, analysis: Analysis) -> Iterator[Query]:
        """What finds a token with one of its words in another form, which counts no more."""
        if len(analysis.words) != len(analysis.terms):
            return
        for place, word in enumerate(analysis.words):
            own = analysis.terms[place]
            for other in variants(word):
                (term,) = self._analyzer.terms(other)
                spelling = (*analysis.terms[:place], term, *analysis.terms[place + 1 :])
                for leaf in self._leaves(field, [spelling] if term != own else []):
                    leaf.boost *= min(1.0, self._idf(own) / self._idf(term))
                    yield leaf

    def _split(self, analysis: Analysis, written: str) -> Iterator[tuple[str, ...]]:
        """The terms of a word that may also be written as two."""
        if len(analysis.terms) != 1:
            return
        one_case = written.islower() and written.isalpha()
        for border in _BORDERS if written.isalnum() and not one_case else ():
            if len(parts := border.split(written)) > 1:
                yield tuple(term for part in parts for term in self._analyzer.terms(part.lower()))
        one, _, other = written.lower().partition("2")
        if one.isalpha() and other.isalpha():  # text2video is text-to-video
            yield (*self._analyzer.terms(one), "to", *self._analyzer.terms(other))
        count, word = self._frequency(analysis.terms[0]), analysis.words[0]
        if count > max(_FEW, self._statistics.documents / _RARE) or not word.isalpha():
            return
        best: tuple[str, ...] = ()
        most = count * _RARER
        for place in range(_SHORTEST, len(word) - _SHORTEST + 1):
            first = self._analyzer.terms(word[:place])
            if min(map(self._frequency, first)) > most:
                halves = (*first, *self._analyzer.terms(word[place:]))
                least = min(map(self._frequency, halves))
                if least > most:
                    best, most = halves, least
        if best:
            yield best

    def _side_by_side(self, before: list[Query], parts: list[Query]) -> list[Query]:
        """`parts`, where two that were typed side by side may also be one word."""
        words = list(map(self._single_word, before))
        for place, (first, second) in enumerate(pairwise(words)):
            other = before[place + 1]
            glue = (
                _GLUE.get(self._between(before[place], other).strip()) if first and second else None
            )
            if glue is None:
                continue
            one_word = first + glue + second
            term = self._analyzer.terms(one_word)[0]
            grows = _grows(other)
            if not grows and not self._has([term]):
                continue
            for at, word in ((place, first), (place + 1, second)):
                # Found by both words, so each counts half.
                joined: Query = Prefix(BASE, one_word, boost=0.5)
                if not grows:
                    joined = Term(BASE, term, boost=min(0.5, self._most(word, term)))
                parts[at] = _alternatives(parts[at], [joined])
        return parts

    def _initials(self, before: list[Query], parts: list[Query]) -> list[Query]:
        """`parts`, where initials beside a family name also stand for the given names.

        Between two names they may be missing: Geoffrey Hinton, for geoffrey e. hinton.
        """
        words = [self._single_word(node, stop_words=True) for node in before]
        letters = [bool(word) and is_initial(word) for word in words]
        for first, is_letter in enumerate(letters):
            if not is_letter or (first and letters[first - 1]):
                continue
            last = first
            while last + 1 < len(before) and letters[last + 1]:
                last += 1
            names = [
                words[place] if self._touch(before, min(place, at)) else ""
                for place, at in ((first - 1, first), (last + 1, last))
            ]
            names = [name if self._is_author(name) else "" for name in names]
            boost = (K1 + 1) * self._idf(words[first])
            letter = words[first][0]
            others: list[Query] = [Initialed(letter, name, boost) for name in names if name]
            if all(names):
                others.append(Phrase("author", names, boost=0.5))
            if last + 1 < len(before) and _grows(before[last + 1]):
                others.append(Prefix("author", letter, boost=boost))  # the name is on its way
            for place in range(first, last + 1) if others else ():
                parts[place] = _alternatives(parts[place], others)
        return parts

    def _touch(self, nodes: list[Query], place: int) -> bool:
        """Whether a node and the next one were typed side by side."""
        return 0 <= place < len(nodes) - 1 and not self._between(*nodes[place : place + 2]).strip()

    def _is_author(self, name: str) -> bool:
        """Whether an author has a name."""
        return bool(name) and self._statistics.frequency("author", name.encode()) > 0

    def _most(self, word: str, joined: str) -> float:
        """Of its score, what a term counts at most in place of `word`, which is a part of it.

        Video-generation is rare, but says no more than video and generation do.
        """
        (one,) = self._analyzer.terms(word)
        if self._frequency(joined) * _SELDOM >= self._frequency(one):
            return 1.0
        return self._idf(one) / self._idf(joined)

    def _single_word(self, node: Query, *, stop_words: bool = False) -> str:
        """The word of a leaf, half typed or not, that is one word by itself; it may be a year.

        "" for a stop word, but with `stop_words`.
        """
        leaf = node.subqueries[0] if isinstance(node, Or) and len(node) else node
        is_one = leaf is node or _grows(node) or isinstance(node.subqueries[-1], Between)
        if not isinstance(leaf, Term) or leaf.fieldname != BASE or not is_one:
            return ""
        token = self._token(leaf)
        analysis = self._analyzer.analyze(token) if token else None
        if analysis is None or len(analysis.terms) != 1:
            return ""
        return analysis.words[0] if analysis.counted or stop_words else ""

    def _between(self, one: Query, other: Query) -> str:
        ends = max(leaf.endchar or 0 for leaf in one.leaves())
        starts = [leaf.startchar for leaf in other.leaves() if leaf.startchar is not None]
        return self._typed[ends : min(starts, default=0)]

    def _half_typed(self, node: Query) -> Query:
        """A half-typed word with a hyphen may go on as one without; any may be there in full."""
        first = node.subqueries[0]
        token = self._token(first) if isinstance(first, (Term, Phrase)) else ""
        if not token:
            return node
        analysis = self._analyzer.analyze(token)
        field, written = first.fieldname, self._typed[first.startchar : first.endchar]
        others = [
            *self._varied(field, analysis),
            *self._leaves(field, self._split(analysis, written)),
        ]
        one, _, last = analysis.words[0].partition("2")
        if one and last.isalpha():  # text2vid is text-to-video on its way
            others.append(PhrasePrefix(field, [*self._analyzer.terms(one), "to"], last))
        if isinstance(first, Phrase) and len(analysis.words) == 2:
            others.append(Prefix(first.fieldname, "".join(analysis.words)))
        return _alternatives(node, others) if others else node

    def _best(self, exact: Query, field: str, others: Iterable[tuple[str, ...]]) -> Query:
        """What was typed or the others that papers have; only these where it is unknown."""
        leaves = list(self._leaves(field, others))
        return _alternatives(exact, leaves) if leaves else exact

    def _leaves(self, field: str, spellings: Iterable[tuple[str, ...]]) -> Iterator[Query]:
        """What finds each of the spellings that papers have."""
        for terms in dict.fromkeys(spellings):
            if terms and self._has(terms):
                # Two words score no more than one.
                boost = 1 / len(terms)
                yield Term(field, *terms) if boost == 1 else Phrase(field, list(terms), boost=boost)

    def _leaf(self, node: Query, terms: list[str]) -> Query:
        leaf = Term(node.fieldname, terms[0], boost=node.boost)
        leaf.startchar, leaf.endchar = node.startchar, node.endchar
        return leaf

    def _has(self, terms: Iterable[str]) -> bool:
        return all(map(self._frequency, terms))

    def _idf(self, term: str) -> float:
        return self._statistics.idf(BASE, term.encode())

    def _frequency(self, term: str) -> int:
        return self._statistics.frequency(BASE, term.encode())


def _grows(node: Query) -> bool:
    """Whether a node is a word that is still being typed."""
    return isinstance(node, Or) and any(
        isinstance(part, (Prefix, PhrasePrefix)) for part in node.subqueries
    )


def _joined(analysis: Analysis, analyzer: Words) -> Iterator[tuple[str, ...]]:
    """The terms of a token with parts of it written as one, or with its umlauts spelled out."""
    if len(analysis.words) != len(analysis.terms):
        return
    for place, term in analysis.also:
        size = 2 if len(analysis.terms) > 1 else 1
        yield (*analysis.terms[:place], term, *analysis.terms[place + size :])
    if len(analysis.terms) > 2:
        yield analyzer.terms("".join(analysis.words))


def _alternatives(exact: Query, others: Iterable[Query]) -> Query:
    """`exact`, or any of the others."""
    held = list(exact.subqueries) if isinstance(exact, Spellings) else [exact]
    return Spellings([*held, *others])
