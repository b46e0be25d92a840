"""Half-typed and senseless queries made well-formed, before Whoosh gives them a structure.

So is running text that is pasted: a title with a dash in it, a reference with "et al.".

It works on anything that has a kind, so that the parser's nodes and the search bar's tokens are
judged alike.
"""

from collections.abc import Iterable, Sequence
from typing import Generic, Protocol, TypeVar

from search.query.parsing.tokens import Kind
from search.query.vocabulary import STORE_FIELDS

DEEPEST = 30  # brackets within brackets: Whoosh recurses, and nobody can read more
# So many words, one of them one of these, are running text, in which a minus is a dash.
_RUNNING = 6
_LITTLE_WORDS = frozenset(["a", "an", "and", "by", "for", "from", "in", "of", "on", "the", "to"])


class Tokenlike(Protocol):
    """A token, or a syntax node with the same attributes."""

    @property
    def kind(self) -> Kind: ...

    @property
    def text(self) -> str: ...

    @property
    def name(self) -> str: ...


T = TypeVar("T", bound=Tokenlike)


class Tidied(Generic[T]):
    """`kept`: the tokens in order, without white space, all brackets in pairs, every operator and
    field name before its word. `sorts`: the words after `sort:`. `ignored`: each token that was
    left out, and what to say of it, "" for nothing.
    """

    def __init__(self) -> None:
        self.kept: list[T] = []
        self.sorts: list[T] = []
        self.ignored: list[tuple[T, str]] = []


class _Level(Generic[T]):
    """The whole query, or what stands in an open bracket; and what waits there for its word."""

    def __init__(self, opened: T | None = None) -> None:
        self.opened = opened
        self.kept: list[T] = []
        self.terms = 0
        self.join: T | None = None
        self.negation: T | None = None
        self.scope: T | None = None  # the name of a field, before its word or bracket

    def add(self, term: list[T]) -> None:
        waiting = (self.join, self.negation, self.scope)
        self.kept += [token for token in waiting if token is not None]
        self.kept += term
        self.terms += 1
        self.join = self.negation = self.scope = None


def tidy(tokens: Iterable[T], close: T) -> Tidied[T]:
    """The well-formed query nearest to `tokens`; `close` stands where a bracket was not closed."""
    tidying = _Tidying(close)
    found = list(tokens)
    dashes = _dashes(found)
    for place, token in enumerate(found):
        if place in dashes:
            tidying.done.ignored.append((token, ""))
        else:
            tidying.take(token)
    return tidying.finish()


def _dashes(tokens: Sequence[T]) -> set[int]:
    """The places of each minus that is a dash in running text: words stand before and behind it."""
    minuses: list[int] = []
    wanted: list[int] = []  # words that must be there
    negation: int | None = None
    scope: T | None = None
    running = False
    for place, token in enumerate(tokens):
        if token.kind is Kind.WORD and scope is None and _says_something(token, None):
            running = running or token.text in _LITTLE_WORDS
            if negation is None:
                wanted.append(place)
            elif tokens[negation].text != "NOT":
                minuses.append(negation)
        scope = token if token.kind is Kind.FIELD else None
        if token.kind is not Kind.SPACE:
            negation = place if token.kind is Kind.NOT else None
    if not running or len(wanted) + len(minuses) < _RUNNING:
        return set()
    return {place for place in minuses if wanted and wanted[0] < place < wanted[-1]}


class _Tidying(Generic[T]):
    """One pass over the tokens, with a level for each open bracket."""

    def __init__(self, close: T) -> None:
        self.close = close
        self.done: Tidied[T] = Tidied()
        self.levels: list[_Level[T]] = [_Level()]
        self.too_deep = 0

    def take(self, token: T) -> None:
        level, kind = self.levels[-1], token.kind
        if kind is Kind.WORD or kind is Kind.PHRASE:
            self._term(level, token)
        elif kind is Kind.OPEN:
            self._open(level, token)
        elif kind is Kind.CLOSE:
            self._close(token)
        elif kind is Kind.NOT:
            level.negation = None if level.negation else token
        else:
            self._forget_scope(level)
            if kind is Kind.FIELD:
                level.scope = token
            elif kind is Kind.AND or kind is Kind.OR:
                self._forget_negation(level)
                if level.terms and not level.join:
                    level.join = token
                else:
                    self._ignore(token, f"{token.text}: missing word beside it")

    def finish(self) -> Tidied[T]:
        while len(self.levels) > 1:
            opened = self.levels[-1].opened
            if opened is not None:
                self._ignore(opened, "unmatched (")
            self._leave()
        self._forget(self.levels[0])
        self.done.kept = self.levels[0].kept
        return self.done

    def _term(self, level: _Level[T], token: T) -> None:
        if level.scope is not None and level.scope.name == "sort":
            self.done.sorts.append(token)
            level.scope = None
            self._forget_negation(level)
        elif _says_something(token, level.scope):
            level.add([token])
        else:
            self._ignore(token, f"{token.text}: missing word")
            self._forget_scope(level)
            if level.negation is not None:  # an arrow, as in x -> y
                self._ignore(level.negation, "")
                level.negation = None

    def _open(self, level: _Level[T], token: T) -> None:
        if level.scope is not None and level.scope.name == "sort":
            self._forget_scope(level)
        if len(self.levels) > DEEPEST:
            self.too_deep += 1
            self._ignore(token, f"brackets nested deeper than {DEEPEST}")
        else:
            self.levels.append(_Level(opened=token))

    def _close(self, token: T) -> None:
        if self.too_deep:
            self.too_deep -= 1
        elif len(self.levels) > 1:
            self._leave(token)
        else:
            self._forget(self.levels[0])
            self._ignore(token, "unmatched )")

    def _leave(self, close: T | None = None) -> None:
        """Close the innermost bracket; one around a single term is left out."""
        inner = self.levels.pop()
        outer = self.levels[-1]
        self._forget(inner)
        if not inner.terms or inner.opened is None:
            if inner.opened is not None and close is not None:
                self._ignore(inner.opened, "() is empty")
            self._forget_scope(outer)
            self._forget_negation(outer)
        elif len(inner.kept) == 1 or (inner.terms == 1 and not outer.negation and not outer.scope):
            outer.add(inner.kept)
        else:
            outer.add([inner.opened, *inner.kept, close or self.close])

    def _forget(self, level: _Level[T]) -> None:
        """At the end of a level: what still waits has no word to come."""
        self._forget_scope(level)
        self._forget_negation(level)
        if level.join is not None:
            self._ignore(level.join, f"{level.join.text}: missing word beside it")
            level.join = None

    def _forget_scope(self, level: _Level[T]) -> None:
        if level.scope is not None:
            what = {"sort": "sort key"} | dict.fromkeys(STORE_FIELDS, "value")
            name = level.scope.name
            self._ignore(level.scope, f"{name}: missing {what.get(name, 'word')}")
            level.scope = None

    def _forget_negation(self, level: _Level[T]) -> None:
        if level.negation is not None:
            self._ignore(level.negation, f"{level.negation.text}: missing word")
            level.negation = None

    def _ignore(self, token: T, why: str) -> None:
        self.done.ignored.append((token, why))


def _says_something(token: Tokenlike, field: Tokenlike | None) -> bool:
    """Whether a word has a letter or digit, or is one that another field may understand."""
    text = token.text
    if field is not None and field.name in STORE_FIELDS:
        return True
    return any(map(str.isalnum, text)) or (token.kind is Kind.WORD and not text.strip("*"))
