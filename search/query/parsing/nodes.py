"""The nodes of Whoosh's syntax tree that tokens become; long, with a class for each kind.

Each knows its `kind`, its `text` as typed and, if it is a field, its `name`, so that the query can
be tidied and printed; words, phrases and groups make their part of the query tree.
"""

import re
from collections.abc import Sequence
from typing import Protocol

from whoosh.fields import Schema
from whoosh.qparser import GroupPlugin, common, syntax
from whoosh.query import Every, Phrase, Query

from search.model.filters import Has, Leaf
from search.model.queries import FullText
from search.query.assist import mistakes
from search.query.parsing import words
from search.query.parsing.tokens import Kind
from search.query.parsing.tree import all_but, all_of, any_of, counted
from search.query.vocabulary import FULLTEXT_FIELDS, POSSESSIONS, STORE_FIELDS
from search.text.patterns import LazyPattern

_FUZZY = LazyPattern(r"(.*\w)~([0-9]?)", re.DOTALL)
_MOST_EDITS = 2  # past it everything is alike


class Context(Protocol):
    """What a node needs of its parser to make a query."""

    schema: Schema
    fieldname: str  # the field of a word that names none
    typing: bool  # whether the last word is still being typed
    sections: list[Query]  # what the titles of the sections that words are looked for in match
    stop_words_count: bool  # whether a stop word is looked for like another word
    is_question: bool  # whether the text begins as a question does
    all_capitals: bool  # whether the whole text is in capitals, so that they say nothing

    def is_being_typed(self, node: "Clause") -> bool:
        """Whether `node` is the word that is still being typed."""

    def condition(self, node: "Clause", field: str) -> Leaf | None:
        """The filter on a field of the store; None where the value of `node` is invalid."""

    def without_terms(self, node: "Clause") -> None:
        """Note that the index has no term for any word of `node`."""

    def unknown_field(self, node: "Clause", name: str) -> None:
        """Note that a word begins with a name and a colon, and no field has that name."""

    def ignore(self, what: str) -> None:
        """Note that a part of the query is ignored, in words that are safe to show."""


class Space(syntax.Whitespace):  # type: ignore[misc]  # Whoosh has no types
    """White space, which only keeps tokens apart."""

    kind, text, name = Kind.SPACE, " ", ""

    def __init__(self, found: re.Match[str]) -> None:
        super().__init__()


class Open(GroupPlugin.OpenBracket):  # type: ignore[misc]  # Whoosh has no types
    """An open bracket."""

    kind, text, name = Kind.OPEN, "(", ""

    def __init__(self, _found: re.Match[str]) -> None:
        super().__init__()

    def __str__(self) -> str:
        return self.text


class Close(GroupPlugin.CloseBracket):  # type: ignore[misc]  # Whoosh has no types
    """A closing bracket."""

    kind, text, name = Kind.CLOSE, ")", ""

    def __init__(self, _found: re.Match[str] | None = None) -> None:
        super().__init__()

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


class AndNode(syntax.AndGroup):  # type: ignore[misc]  # Whoosh has no types
    """Parts that must all match: side by side, in brackets, or between ANDs."""

    def query(self, parser: Context) -> Query | None:
        """The query of its parts, or None where they ask for nothing."""
        return all_of(side_by_side(self.nodes, parser))


class Bracketed(AndNode):
    """Parts in brackets, side by side."""


class OrNode(syntax.OrGroup):  # type: ignore[misc]  # Whoosh has no types
    """Parts of which one must match: between ORs."""

    def query(self, parser: Context) -> Query | None:
        """The query of its parts, or None where they ask for nothing."""
        return any_of(counted([node.query(parser) for node in self.nodes]))


class NotNode(syntax.NotGroup):  # type: ignore[misc]  # Whoosh has no types
    """A part that must not match."""

    def query(self, parser: Context) -> Query | None:
        """Everything else, or None where the part asks for nothing."""
        typing, parser.typing = parser.typing, False  # "-re" must not hide all that is recent
        part = self.nodes[0].query(parser)
        parser.typing = typing
        return all_but(part)


class BinaryOperator(syntax.InfixOperator):  # type: ignore[misc]  # Whoosh has no types
    """AND or OR."""

    name = ""

    def __str__(self) -> str:
        return str(self.text)


class AndOperator(BinaryOperator):
    """AND."""

    kind = Kind.AND

    def __init__(self, found: re.Match[str]) -> None:
        super().__init__(found.group(), AndNode)


class OrOperator(BinaryOperator):
    """OR."""

    kind = Kind.OR

    def __init__(self, found: re.Match[str]) -> None:
        super().__init__(found.group(), OrNode)


class NotOperator(syntax.PrefixOperator):  # type: ignore[misc]  # Whoosh has no types
    """NOT or a minus."""

    kind, name = Kind.NOT, ""

    def __init__(self, found: re.Match[str]) -> None:
        super().__init__(found.group(), NotNode)

    def __str__(self) -> str:
        return str(self.text)


class Clause(syntax.TextNode):  # type: ignore[misc]  # Whoosh has no types
    """A word or phrase, in its own field or the parser's."""

    kind, name = Kind.WORD, ""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.value = text

    def __str__(self) -> str:
        return str(self.text)

    def query(self, parser: Context) -> Query | None:
        """Its query, or None where it asks for nothing."""
        field = self.fieldname or parser.fieldname
        if field in STORE_FIELDS:
            return parser.condition(self, field)
        # The titles of sections are analyzed as keywords are.
        tree = self.words(parser, "keyword" if field == "in" else field)
        if tree is None:
            parser.without_terms(self)
            return None
        for leaf in tree.leaves():
            common.attach(leaf, self)
        if field == "in":
            return FullText(in_titles(tree))
        if field == "text" and (self.fieldname or parser.sections):
            return FullText(all_of([*parser.sections, tree]))
        return tree

    def words(self, parser: Context, field: str) -> Query | None:
        """Its query in a field of the index; None where there is no word in it."""
        raise NotImplementedError


class Word(Clause):
    """A word; one that is being typed matches as a prefix, too.

    Behind no field, a stop word asks for nothing, unless it is in capitals (IT, US) or there are
    only such words.
    """

    def query(self, parser: Context) -> Query | None:
        """Its query; a day or a category without a field is one all the same."""
        if not (self._is_plain or self.fieldname) and (field := mistakes.field_of(self.text)):
            self.set_fieldname(field)
        return super().query(parser)

    @property
    def _is_plain(self) -> bool:
        """Whether it has letters and digits only, as most words do."""
        plain: bool = self.text.isalnum()
        return plain

    def words(self, parser: Context, field: str) -> Query | None:
        if not (self._is_plain or self.fieldname) and (name := mistakes.unknown_field(self.text)):
            parser.unknown_field(self, name)
        if "*" in self.text:
            parser.ignore(f"{self.text}: * works only at the end of a word")
        optional = field == parser.fieldname and not parser.stop_words_count
        meant = self.text.isupper() and not parser.all_capitals
        if optional and not meant and words.only_stop_words(self.text):
            return None
        if optional and parser.is_question and words.only_asks(self.text):
            return None
        ending = words.prefixed if parser.is_being_typed(self) else words.written
        if self.fieldname or ":" not in self.text:
            return ending(parser.schema, field, self.text)
        # "venue:icml" names no field that there is: both words, wherever they stand.
        *before, last = self.text.split(":")
        exact = [words.written(parser.schema, field, part) for part in before]
        return all_of([*exact, ending(parser.schema, field, last)])


class PrefixWord(Clause):
    """`token*`: a prefix."""

    def words(self, parser: Context, field: str) -> Query | None:
        return words.prefixed(parser.schema, field, self.text.rstrip("*"))


class FuzzyWord(Clause):
    """`transfomer~` or `transfomer~2`: a word with up to so many edits."""

    def words(self, parser: Context, field: str) -> Query | None:
        parts = _FUZZY.fullmatch(self.text)
        assert parts  # by `word`
        edits = min(int(parts[2] or 1), _MOST_EDITS)
        return words.near(parser.schema, field, parts[1], edits)


class Star(Clause):
    """A lone `*`: everything, or every paper with a value in its field."""

    def query(self, parser: Context) -> Query | None:
        """Its query."""
        if self.fieldname in STORE_FIELDS:
            return super().query(parser)
        if self.fieldname in FULLTEXT_FIELDS:
            return FullText(Every())
        return Has(self.fieldname) if self.fieldname in POSSESSIONS else Every()


def side_by_side(parts: Sequence[syntax.SyntaxNode], parser: Context) -> list[Query | None]:
    """The query of each of some nodes that must all match.

    With `in:` among them, the words of the others are looked for in those sections.
    """
    outside = parser.sections
    clauses = [part for part in parts if isinstance(part, Clause)]
    scopes = [clause.query(parser) for clause in clauses if clause.fieldname == "in"]
    parser.sections = [*outside, *(each.tree for each in scopes if isinstance(each, FullText))]
    found = [part.query(parser) for part in parts]
    parser.sections = outside
    return found


def in_titles(tree: Query) -> Query:
    """`tree`, its leaves looked for in the titles of sections."""
    for leaf in tree.leaves():
        leaf.fieldname = "section"
    return tree


class Quoted(Clause):
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

    def words(self, parser: Context, field: str) -> Query | None:
        half_typed = not self.closed and parser.is_being_typed(self)
        ending = words.prefixed if half_typed else words.written
        tree = ending(parser.schema, field, self.value)
        if isinstance(tree, Phrase):
            tree.slop = self.slop
        return tree


def word(found: re.Match[str]) -> Clause:
    """The node for a run of characters that is no operator, field or phrase."""
    text = found.group()
    if text.isalnum():
        return Word(text)
    if not text.strip("*"):
        return Star(text)
    if text.endswith("*"):
        return PrefixWord(text)
    return FuzzyWord(text) if _FUZZY.fullmatch(text) else Word(text)
