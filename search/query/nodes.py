"""The nodes of Whoosh's syntax tree that the tokens of a query become.

Each knows its `kind`, its `text` as typed and, if it is a field, its `name`, so that the query can
be tidied and printed; words, phrases and groups make their part of the query tree.
"""

import re
from typing import TYPE_CHECKING

from whoosh.qparser import GroupPlugin, PhrasePlugin, common, syntax
from whoosh.query import Every, NullQuery, Query, Term

from search.model.filters import Has
from search.query import words
from search.query.tokens import Kind
from search.query.tree import all_but, all_of, any_of
from search.query.vocabulary import POSSESSIONS, STORE_FIELDS

if TYPE_CHECKING:
    from search.query.parser import Parser

_NEAR = re.compile(r"(.*\w)~([0-9]?)", re.DOTALL)
_FURTHEST = 2  # letters by which a word may differ; past it everything is alike


class Space(syntax.Whitespace):  # type: ignore[misc]  # Whoosh has no types
    """White space, which only keeps tokens apart."""

    kind, text, name = Kind.SPACE, " ", ""

    def __init__(self, found: re.Match[str]) -> None:
        super().__init__()


class Open(GroupPlugin.OpenBracket):  # type: ignore[misc]  # Whoosh has no types
    """An open bracket."""

    kind, text, name = Kind.OPEN, "(", ""

    def __str__(self) -> str:
        return self.text


class Close(GroupPlugin.CloseBracket):  # type: ignore[misc]  # Whoosh has no types
    """A closing bracket."""

    kind, text, name = Kind.CLOSE, ")", ""

    def __str__(self) -> str:
        return self.text


class Field(syntax.FieldnameNode):  # type: ignore[misc]  # Whoosh has no types
    """A field's name and colon; `name` is in lower case."""

    kind = Kind.FIELD

    def __init__(self, found: re.Match[str]) -> None:
        super().__init__(found["name"].lower(), found.group())
        self.text = found.group()
        self.name = found["name"].lower()

    def __str__(self) -> str:
        return f"{self.name}:"


class AllOf(syntax.AndGroup):  # type: ignore[misc]  # Whoosh has no types
    """Parts that must all match: what stands side by side, in brackets, or between ANDs."""

    def query(self, parser: "Parser") -> Query | None:
        """The query of its parts, or None where none of them asks anything."""
        return all_of([node.query(parser) for node in self.nodes])


class AnyOf(syntax.OrGroup):  # type: ignore[misc]  # Whoosh has no types
    """Parts of which one must match: what stands between ORs."""

    def query(self, parser: "Parser") -> Query | None:
        """The query of its parts, or None where none of them asks anything."""
        return any_of([node.query(parser) for node in self.nodes])


class AllBut(syntax.NotGroup):  # type: ignore[misc]  # Whoosh has no types
    """A part that must not match."""

    def query(self, parser: "Parser") -> Query | None:
        """Everything else, or None where the part asks nothing."""
        typing, parser.typing = parser.typing, False  # "-re" must not hide all that is recent
        part = self.nodes[0].query(parser)
        parser.typing = typing
        return all_but(part)


class Joint(syntax.InfixOperator):  # type: ignore[misc]  # Whoosh has no types
    """AND or OR."""

    name = ""

    @property
    def kind(self) -> Kind:
        """AND or OR."""
        return Kind.OR if self.grouptype is AnyOf else Kind.AND

    def __str__(self) -> str:
        return str(self.text)


class Negation(syntax.PrefixOperator):  # type: ignore[misc]  # Whoosh has no types
    """NOT or a minus."""

    kind, name = Kind.NOT, ""


class Asking(syntax.TextNode):  # type: ignore[misc]  # Whoosh has no types
    """A word or phrase, in its field or the parser's."""

    kind, name = Kind.WORD, ""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.value = text

    def __str__(self) -> str:
        return str(self.text)

    def query(self, parser: "Parser") -> Query | None:
        """What it asks, or None where it asks nothing, which the parser is told."""
        field = self.fieldname or parser.fieldname
        if field in STORE_FIELDS:
            return parser.condition(field, self.value)
        found = self.words(parser, field)
        if found is None:
            parser.left_out(self)
            return None
        for leaf in found.leaves():
            common.attach(leaf, self)
        return found

    def words(self, parser: "Parser", field: str) -> Query | None:
        """What it looks for in a field of the index; None where no word is in it."""
        raise NotImplementedError


class Word(Asking):
    """A word; the half-typed last one matches what begins with it, too."""

    def words(self, parser: "Parser", field: str) -> Query | None:
        if "*" in self.text:
            parser.ignore(f"{self.text}: * counts at the end of a word only")
        # "venue:icml" names no field that there is: both words, wherever they stand.
        *before, last = [self.text] if self.fieldname else self.text.split(":")
        exact = [parser.term_query(field, part, Term) for part in (*before, last)]
        if not self._grows(parser, field, last, exact[-1]):
            return all_of(exact)
        begun = words.starting(parser.schema, field, last)
        return all_of([*exact[:-1], any_of([exact[-1], begun])])

    def _grows(self, parser: "Parser", field: str, last: str, exact: Query | None) -> bool:
        """Whether what begins with `last` is looked for.

        Not for a stop word, unless nothing else is asked; and not for the one letter at the end of
        "GPT-4" or of a run of Chinese, which stands in a phrase.
        """
        if not parser.growing(self) or (exact is None and not parser.alone(self)):
            return False
        parts = words.plain(parser.schema, field, last)
        return len(parts) == 1 or len(parts[-1]) > 1


class Beginning(Asking):
    """`token*`: what begins so."""

    def words(self, parser: "Parser", field: str) -> Query | None:
        return words.starting(parser.schema, field, self.text.rstrip("*"))


class Near(Asking):
    """`transfomer~` or `transfomer~2`: what is spelled nearly so."""

    def words(self, parser: "Parser", field: str) -> Query | None:
        found = _NEAR.fullmatch(self.text)
        assert found  # by `word`
        distance = min(int(found[2] or 1), _FURTHEST)
        return words.near(parser.schema, field, found[1], distance)


class Anything(Asking):
    """A lone `*`: everything, or what has anything in its field."""

    def query(self, parser: "Parser") -> Query | None:
        """What it asks."""
        if self.fieldname in STORE_FIELDS:
            return super().query(parser)
        return Has(self.fieldname) if self.fieldname in POSSESSIONS else Every()


class Quoted(Asking):
    """A phrase; one without its closing quote runs to the end of the query."""

    kind = Kind.PHRASE

    def __init__(self, found: re.Match[str]) -> None:
        super().__init__(found.group())
        self.value = found["text"]
        self.begins = found.start("text")
        self.slop = max(1, int((found["slop"] or "1")[:2]))
        self.closed = bool(found["closed"])

    def __str__(self) -> str:
        return f'"{self.value}"' + (f"~{self.slop}" if self.slop > 1 else "")

    def words(self, parser: "Parser", field: str) -> Query | None:
        text, last = self.value, None
        if parser.growing(self) and not self.closed:
            text, _, half = text.rpartition(" ")
            last = Word(half).set_range(self.startchar, self.endchar).words(parser, field)
        phrase = PhrasePlugin.PhraseNode(text, self.begins, self.slop)
        phrase.set_fieldname(field)
        phrase.set_range(self.startchar, self.endchar)
        found = phrase.query(parser).normalize()
        return all_of([found if found is not NullQuery else None, last])


def word(found: re.Match[str]) -> Asking:
    """The node for a run of characters that is no operator, field or phrase."""
    text = found.group()
    if not text.strip("*"):
        return Anything(text)
    if text.endswith("*"):
        return Beginning(text)
    return Near(text) if _NEAR.fullmatch(text) else Word(text)
