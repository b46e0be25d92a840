"""A query as it is asked of an index: parsed, with spellings, within another one."""

from whoosh.query import And

from search.index import Index
from search.model.filters import Is
from search.query import Parsed

HIDDEN = Is("hidden")


class Question:
    """A parsed query, or one within another."""

    def __init__(self, parsed: Parsed, index: Index, *, typing: bool = False) -> None:
        self.tree = self.typed = index.with_spellings(parsed.tree, parsed.text)
        self.partial = parsed.partial
        if parsed.partial is not None:
            self.partial = index.with_spellings(parsed.partial, parsed.text)
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

    def within(self, scope: "Question") -> "Question":
        """The same within what `scope` finds, in its sort order where this has none of its own."""
        self.tree = And([scope.tree, self.tree])
        if self.partial is not None:
            self.partial = And([scope.tree, self.partial])
        self.sort = self.sort or scope.sort
        if not self.plain:
            self.emphasis = scope.emphasis
        self.worded = self.worded or scope.worded
        self.ignored = (*self.ignored, *scope.ignored)
        self.asks_hidden |= scope.asks_hidden
        return self
