"""One name, many spellings: black-box, blackbox and black box find one another.

What papers write with a hyphen is indexed as one word, too (analysis.py). Here the words of a
query get the other spellings that papers have, at a lower score than what was typed.
"""

from collections.abc import Iterable
from itertools import pairwise

from whoosh.query import And, Or, Phrase, Prefix, Query, Term

from search.index.ranking.weights import K1
from search.index.segments.postings import BASE
from search.index.terms.alternatives import Alternatives
from search.index.terms.analysis import is_initial
from search.model.filters import Between
from search.model.queries import FullText, Initialed, PhrasePrefix, Spellings

_GLUE = {"": "", "to": "2"}  # between words that may be one: wild bench, word to vec


def with_spellings(tree: Query, typed: str, alternatives: Alternatives) -> Query:
    """`tree` with the other spellings of its words that papers have.

    `typed` is what the tree was parsed from; only leaves that know their place in it have others.
    Phrases in quotes, fields without stems, `word*` and `word~` are taken as written.
    """
    return _Spelling(typed, alternatives).of(tree)


class _Spelling:
    def __init__(self, typed: str, alternatives: Alternatives) -> None:
        self._typed = typed
        self._tokens: dict[str, str] = {}  # by what is written
        self._analyzer = alternatives.analyzer
        self._others = alternatives

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
            is_one = len(tokens) == 1 and not _is_quoted(written)
            token = self._tokens[written] = tokens[0] if is_one else ""
        return token

    def _of_token(self, node: Query, token: str) -> Query:
        analysis = self._analyzer.analyze(token)
        field = node.fieldname
        special = [term for _, term in analysis.also] if len(analysis.terms) == 1 else []
        if special and self._others.has(special):
            # IT, C++, müller: not the word that looks like it
            exact = self._leaf(node, special)
            if not token.isascii():  # Müller has both, and its score is their mean
                exact = And([self._leaf(node, list(analysis.terms)), exact], boost=0.5)
                return self._best(exact, field, [tuple(special), analysis.terms])
            others = [analysis.terms] if len(analysis.terms[0]) > 1 and token[-1] in "+#" else []
            return self._best(exact, field, others)
        if special and token[-1] in "+#" and len(analysis.terms[0]) == 1:
            return self._leaf(node, special)  # C# is no C, also where no paper has it
        written = self._typed[node.startchar : node.endchar]
        leaves = self._others.of_word(field, token, written)
        with_signs = [term for _, term in analysis.also[-1:] if term[-1] in "+#"]
        if with_signs and self._others.has(with_signs):
            # k-means++, and k-means as another spelling
            exact = Phrase(field, [*analysis.terms[:-1], *with_signs])
            return _alternatives(exact, [*self._others.leaves(field, [analysis.terms]), *leaves])
        return _alternatives(node, leaves) if leaves else node

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
            for at, leaf in enumerate(self._others.as_one(first, second, one_word), place):
                parts[at] = _alternatives(parts[at], [leaf])
            for at in (place, place + 1) if _grows(other) else ():
                parts[at] = _alternatives(parts[at], [Prefix(BASE, one_word, boost=0.5)])
        return parts

    def _initials(self, before: list[Query], parts: list[Query]) -> list[Query]:
        """`parts`, where initials beside a family name also stand for the given names.

        Between two names they may be missing: Geoffrey Hinton, for geoffrey e. hinton.
        """
        words = list(map(self._written_words, before))
        letters = [bool(each) and all(map(is_initial, each)) for each in words]
        for first, is_letter in enumerate(letters):
            if not is_letter or (first and letters[first - 1]):
                continue
            last = first
            while last + 1 < len(before) and letters[last + 1]:
                last += 1
            beside = [
                words[place] if self._touch(before, min(place, at)) else []
                for place, at in ((first - 1, first), (last + 1, last))
            ]
            # Ben of Ben-David, Brien of O'Brien.
            names = [next((word for word in each if not is_initial(word)), "") for each in beside]
            names = [name if self._others.is_author(name) else "" for name in names]
            boost = (K1 + 1) * self._others.idf(words[first][0])
            letter = words[first][0][0]
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

    def _written_words(self, node: Query) -> list[str]:
        """The words of a leaf without a field, half typed or not: J.-B., Ben-David.

        None of one in quotes or with signs, such as C++.
        """
        leaf = node.subqueries[0] if _grows(node) else node
        is_leaf = isinstance(leaf, (Term, Phrase)) and leaf.fieldname == BASE
        if not is_leaf or leaf.startchar is None:
            return []
        written = self._typed[leaf.startchar : leaf.endchar]
        tokens = self._analyzer.tokens(written)
        if _is_quoted(written) or any(token[-1] in "+#" for token in tokens):
            return []
        return [word for token in tokens for word in self._analyzer.analyze(token).words]

    def _single_word(self, node: Query) -> str:
        """The word of a leaf, half typed or not, that is one word by itself; it may be a year.

        "" for a stop word, and for one with signs, such as C++.
        """
        leaf = node.subqueries[0] if isinstance(node, Or) and len(node) else node
        is_one = leaf is node or _grows(node) or isinstance(node.subqueries[-1], Between)
        if not isinstance(leaf, Term) or leaf.fieldname != BASE or not is_one:
            return ""
        token = self._token(leaf)
        analysis = self._analyzer.analyze(token) if token else None
        if analysis is None or len(analysis.terms) != 1 or token[-1] in "+#":
            return ""
        return analysis.words[0] if analysis.counted else ""

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
            *self._others.varied(field, token),
            *self._others.split(field, token, written),
        ]
        one, _, last = analysis.words[0].partition("2")
        if one and last.isalpha():  # text2vid is text-to-video on its way
            others.append(PhrasePrefix(field, [*self._analyzer.terms(one), "to"], last))
        if isinstance(first, Phrase) and len(analysis.words) == 2:
            others.append(Prefix(first.fieldname, "".join(analysis.words)))
        return _alternatives(node, others) if others else node

    def _best(self, exact: Query, field: str, others: Iterable[tuple[str, ...]]) -> Query:
        """What was typed or the others that papers have; only these where it is unknown."""
        leaves = list(self._others.leaves(field, others))
        return _alternatives(exact, leaves) if leaves else exact

    def _leaf(self, node: Query, terms: list[str]) -> Query:
        leaf = Term(node.fieldname, terms[0], boost=node.boost)
        leaf.startchar, leaf.endchar = node.startchar, node.endchar
        return leaf


def _is_quoted(written: str) -> bool:
    """Whether a word was typed in quotes, or as a prefix."""
    return written[:1] in '"\u201c\u201d*' or written[-1:] == "*"


def _grows(node: Query) -> bool:
    """Whether a node is a word that is still being typed."""
    return isinstance(node, Or) and any(
        isinstance(part, (Prefix, PhrasePrefix)) for part in node.subqueries
    )


def _alternatives(exact: Query, others: Iterable[Query]) -> Query:
    """`exact`, or any of the others."""
    held = list(exact.subqueries) if isinstance(exact, Spellings) else [exact]
    return Spellings([*held, *others])
