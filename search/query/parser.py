"""Whoosh's QueryParser with the plugins of Broadsheet's language."""

import re
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING

from whoosh.qparser import FieldsPlugin, GroupPlugin, OperatorsPlugin, QueryParser, syntax
from whoosh.qparser.plugins import Plugin
from whoosh.qparser.taggers import RegexTagger
from whoosh.query import Every, Query

from search.model.filters import Leaf
from search.query import nodes, values
from search.query.parsed import Parsed, Sort
from search.query.tidy import Tidied, tidy
from search.query.tokens import LONGEST, PATTERNS, Kind
from search.query.tree import any_of, worded
from search.query.vocabulary import ORDERS, STORE_FIELDS
from search.text.clean import one_line

if TYPE_CHECKING:
    from whoosh.fields import Schema

_SHOWN = 40  # characters of what was typed, in a message
_LONG = re.compile(rf"(\S{{{_SHOWN}}})\S+")
_BEHIND = re.compile(rf"(?:\s+-?(?:sort|{'|'.join(STORE_FIELDS)}):[^\s\"]+)+$", re.IGNORECASE)
_UNREADABLE = re.compile("[\x00\ud800-\udfff]")

# Whoosh sorts taggers and filters by these: its groups are made at 0, its fields are set at 100.
_FIRST, _BEFORE_GROUPS, _LAST = -1, -10, 200


def read(text: str, schema: "Schema", today: date, *, typing: bool) -> Parsed:
    """The best reading of `text`, as `search.query.parse` promises."""
    parser = Parser(schema, today, text, typing)
    tree = parser.tree()
    return Parsed(
        text=text,
        reading=parser.reading(),
        tree=tree,
        sort=parser.sort,
        ignored=tuple(dict.fromkeys(parser.ignored)),
        worded=worded(tree),
    )


class Parser(QueryParser):  # type: ignore[misc]  # Whoosh has no types
    """Reads one query, once."""

    def __init__(self, schema: "Schema", today: date, text: str, typing: bool) -> None:
        super().__init__("text", schema, _PLUGINS, group=nodes.AllOf)
        self.today = today
        self.typing = typing and len(text) <= LONGEST
        self.asked = _UNREADABLE.sub(" ", text[:LONGEST])
        # What the filter and order menus put behind a half-typed word does not complete it.
        self._typed = len(_BEHIND.sub("", self.asked))
        self.ignored: list[str] = []
        if len(text) > LONGEST:
            self.ignored.append(f"everything past {LONGEST} characters")
        self.sort: Sort | None = None
        self.kept: list[syntax.SyntaxNode] = []
        self._left_out: list[nodes.Asking] = []

    def tree(self) -> Query:
        """The query tree; to be called once."""
        tree = self.process(self.asked).query(self)
        if len(self.kept) == 1 and (paper := values.named(self.kept[0].text)):
            tree = any_of([paper, tree])
        asking = [node for node in self.kept if isinstance(node, nodes.Asking)]
        wordless = all(node in self._left_out or node.fieldname in STORE_FIELDS for node in asking)
        for node in self._left_out:
            if wordless or node.fieldname:
                self.ignore(f"{node}: no word to look for")
        return Every() if tree is None else tree

    def reading(self) -> str:
        """The query again, from what was kept of it."""
        written, glue = "", True
        for node in self.kept:
            if not glue and node.kind is not Kind.CLOSE:
                written += " "
            written += "-" if node.kind is Kind.NOT else str(node)
            glue = node.kind in (Kind.OPEN, Kind.FIELD, Kind.NOT)
        return " ".join(filter(None, (written, str(self.sort or ""))))

    def _add_ws_plugin(self) -> None:
        """Nothing: white space is a token like others, which is left out in tidying."""

    def _priorized(self, methodname: str) -> list[object]:
        # Whoosh's own, which asks every plugin anew; ours give each parser the same.
        if methodname not in _PRIORIZED:
            _PRIORIZED[methodname] = super()._priorized(methodname)
        return _PRIORIZED[methodname]

    # What the nodes ask of their parser.

    def growing(self, node: nodes.Asking) -> bool:
        """Whether `node` is the word that is being typed."""
        return self.typing and node.endchar == self._typed and node.text[-1].isalnum()

    def alone(self, node: nodes.Asking) -> bool:
        """Whether nothing else is asked."""
        return self.kept == [node]

    def condition(self, field: str, text: str) -> Leaf | None:
        """The condition on a field of the store, or None where the value makes no sense."""
        found = values.leaf(field, text, self.today)
        if isinstance(found, str):
            self.ignore(f"{field}:{text}: {found}")
            return None
        return found

    def left_out(self, node: nodes.Asking) -> None:
        """Take note that the index has no term for any word of `node`."""
        self._left_out.append(node)

    # What the plugins tell their parser.

    def take(self, tidied: Tidied[syntax.SyntaxNode]) -> None:
        """Keep what is well-formed, and the order that is asked for last."""
        self.kept = tidied.kept
        for _, why in tidied.ignored:
            self.ignore(why)
        for node in tidied.sorts:
            key = node.value.lower()
            if key.removeprefix("-") in ORDERS:
                self.sort = Sort(key.removeprefix("-"), key.startswith("-"))
            else:
                self.ignore(f"sort:{node.value}: no such order")

    def ignore(self, what: str) -> None:
        """Remember that something was left out, in words that are safe to show."""
        self.ignored.append(_LONG.sub(r"\1…", one_line(what)))


class Tagger(RegexTagger):  # type: ignore[misc]  # Whoosh has no types
    """Makes nodes of one kind of token."""

    def __init__(self, kind: Kind, make: Callable[[re.Match[str]], syntax.SyntaxNode]) -> None:
        super().__init__(PATTERNS[kind])
        self.create = lambda _parser, found: make(found)


class Words(Plugin):  # type: ignore[misc]  # Whoosh has no types
    """White space, phrases and words; a word is what nothing else is."""

    def taggers(self, parser: Parser) -> list[tuple[RegexTagger, int]]:
        """Whoosh's hook."""
        return [
            (Tagger(Kind.SPACE, nodes.Space), _FIRST),
            (Tagger(Kind.PHRASE, nodes.Quoted), _FIRST),
            (Tagger(Kind.WORD, nodes.word), _LAST),
        ]


class Brackets(GroupPlugin):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's groups, with nodes that know their kind."""

    OpenBracket, CloseBracket = nodes.Open, nodes.Close


class Fields(FieldsPlugin):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's fields, with the language's names, in any case."""

    def taggers(self, parser: Parser) -> list[tuple[RegexTagger, int]]:
        """Whoosh's hook."""
        return [(Tagger(Kind.FIELD, nodes.Field), _FIRST)]


class Tidying(Plugin):  # type: ignore[misc]  # Whoosh has no types
    """Leaves out what makes no sense, before the groups are made."""

    def filters(self, parser: Parser) -> list[tuple[Callable[..., syntax.GroupNode], int]]:
        """Whoosh's hook."""
        return [(self.tidy, _BEFORE_GROUPS)]

    def tidy(self, parser: Parser, group: syntax.GroupNode) -> syntax.GroupNode:
        """A group of the nodes that are kept."""
        tidied = tidy(group, nodes.Close())
        parser.take(tidied)
        return nodes.AllOf(list(tidied.kept))


def _operators() -> OperatorsPlugin:
    def tagger(kind: Kind, group: type, node: type) -> tuple[RegexTagger, int]:
        return OperatorsPlugin.OpTagger(PATTERNS[kind], group, node), _FIRST

    return OperatorsPlugin(
        [
            tagger(Kind.NOT, nodes.AllBut, nodes.Negation),
            tagger(Kind.AND, nodes.AllOf, nodes.Joint),
            tagger(Kind.OR, nodes.AnyOf, nodes.Joint),
        ],
        clean=True,
    )


_PLUGINS = [Words(), Brackets(), _operators(), Fields(remove_unknown=False), Tidying()]
_PRIORIZED: dict[str, list[object]] = {}  # taggers and filters in their order
