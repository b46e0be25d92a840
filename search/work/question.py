"""A query as it is asked of an index: parsed, with spellings, within another one."""

from functools import cached_property

from whoosh.query import And, Query

from search.index import Index
from search.model.filters import Is
from search.query import Parsed

HIDDEN = Is("hidden")


class Question:
    """A parsed query, or one within another."""

    def __init__(self, parsed: Parsed, index: Index, *, typing: bool = False) -> None:
        self._parsed, self._index = parsed, index
        self._scope: Query | None = None
        self.tree = self.typed = index.with_spellings(parsed.tree, parsed.text)
        self.sort = parsed.sort
        self.worded = parsed.worded
        self.ignored = parsed.ignored
        self.remarks: tuple[str, ...] = ()
        self.correction = parsed.correction
        self.named = parsed.named
        self.asks_hidden = HIDDEN in parsed.tree.leaves()
        self.typing = typing
        self.goes_on = ""  # the last word, which no paper has but as the beginning of others
        self.plain = parsed.plain
        self.beyond = True  # whether words are looked for in full texts, too
        self.emphasis = index.emphasis(parsed.plain, half_typed=parsed.half_typed, typing=typing)

    @cached_property
    def partial(self) -> Query | None:
        """What has any of the plain words, with spellings; None where there are not two of them.

        Made when it is asked for, which a list full of papers with all words never does.
        """
        if self._parsed.partial is None:
            return None
        partial = self._index.with_spellings(self._parsed.partial, self._parsed.text)
        return partial if self._scope is None else And([self._scope, partial])

    def within(self, scope: "Question") -> "Question":
        """The same within what `scope` finds, in its sort order where this has none of its own.

        To be called once, and before `partial` is asked for.
        """
        self._scope = scope.tree
        self.tree = And([scope.tree, self.tree])
        self.sort = self.sort or scope.sort
        if not self.plain:
            self.emphasis = scope.emphasis
        self.worded = self.worded or scope.worded
        self.ignored = (*self.ignored, *scope.ignored)
        self.asks_hidden |= scope.asks_hidden
        return self
