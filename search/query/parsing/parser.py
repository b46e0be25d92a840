"""Whoosh's QueryParser with the plugins of Broadsheet's language."""

import re
from collections import Counter
from collections.abc import Callable
from datetime import date
from functools import cache
from typing import TYPE_CHECKING

from whoosh.qparser import FieldsPlugin, GroupPlugin, OperatorsPlugin, QueryParser, syntax
from whoosh.qparser.plugins import Plugin
from whoosh.qparser.taggers import RegexTagger
from whoosh.query import Every, NullQuery, Phrase, Query, Term

from search.model.filters import Leaf
from search.query.assist import mistakes
from search.query.parsed import Parsed, Sort
from search.query.parsing import nodes, values
from search.query.parsing.tidy import Tidied, tidy
from search.query.parsing.tokens import LONGEST, PATTERNS, Kind
from search.query.parsing.tree import all_of, any_of, worded
from search.query.vocabulary import FIELDS, ORDERS, STORE_FIELDS
from search.text.clean import one_line

if TYPE_CHECKING:
    from whoosh.fields import Schema

_REPEATS = 8  # of a word that count, at most
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
        correction=parser.correction(),
        worded=worded(tree),
        partial=parser.partial,
        named=parser.named,
        plain=parser.plain,
        half_typed=parser.half_typed,
        last=parser.last_word(tree),
    )


class Parser(QueryParser):  # type: ignore[misc]  # Whoosh has no types
    """Reads one query, once."""

    def __init__(self, schema: "Schema", today: date, text: str, typing: bool) -> None:
        super().__init__("text", schema, [], group=nodes.AndNode)
        self.today = today
        self.typing = typing and len(text) <= LONGEST
        self.text = _UNREADABLE.sub(" ", text[:LONGEST])
        # What the filter and order menus put behind a half-typed word does not complete it.
        self._typed = len(_BEHIND.sub("", self.text))
        self.ignored: list[str] = []
        if len(text) > LONGEST:
            self.ignored.append(f"text after {LONGEST} characters")
        self.sort: Sort | None = None
        self.kept: list[syntax.SyntaxNode] = []
        self.partial: Query | None = None
        self.named: str | None = None
        self.plain = ""
        self.half_typed = False
        self.stop_words_count = False
        self._nonsense: list[str] = []  # words without a letter or digit
        self._invalid = False  # whether a condition is left out for its value
        self._corrections: dict[tuple[int, int], str] = {}  # of stretches of the text
        self._without_terms: list[nodes.Clause] = []

    def tree(self) -> Query:
        """The query tree; to be called once. Afterwards `partial` and `plain` are set."""
        root = self.process(self.text)
        parts = [node.query(self) for node in root.nodes]
        if self._without_terms and not any(map(worded, filter(None, parts))):
            # Nothing but stop words is asked for.
            self._without_terms, self.stop_words_count = [], True
            parts = [node.query(self) for node in root.nodes]
        parts = _counted(parts)
        self._take_plain_words(root.nodes, parts)
        tree = all_of(parts)
        if len(self.kept) == 1 and (paper := values.named(self.kept[0].text)):
            tree, self.partial, self.named = any_of([paper, tree]), None, paper.id
        elif mistakes.is_number(self.text.strip()) and not self._is_last(self.kept[-1]):
            self.ignore(f"{self.text.strip()}: {values.NO_ID}")
            return NullQuery
        if tree is None:
            # More must not be found than was meant.
            nothing = self._invalid or (self._nonsense and not self.kept)
            return NullQuery if nothing else Every()
        return tree

    def _take_plain_words(self, asked: list[syntax.SyntaxNode], parts: list[Query | None]) -> None:
        """Set `plain`, and `partial` where there are several plain words."""
        clauses = [
            (node, part)
            for node, part in zip(asked, parts, strict=True)
            if isinstance(node, nodes.Word) and not node.fieldname
        ]
        self.plain = " ".join(node.text for node, _ in clauses)
        self.half_typed = bool(clauses) and self.is_being_typed(clauses[-1][0])
        words = [part for _, part in clauses if part is not None]
        if len(set(words)) > 1:
            rest = [part for part in parts if part is not None and part not in words]
            self.partial = all_of([*rest, any_of(words)])

    def reading(self) -> str:
        """The query again, from what was kept of it."""
        if self._nonsense and not self.kept:
            return " ".join(self._nonsense)
        written, glue = "", True
        for node in self.kept:
            if not glue and node.kind is not Kind.CLOSE:
                written += " "
            written += "-" if node.kind is Kind.NOT else str(node)
            glue = node.kind in (Kind.OPEN, Kind.FIELD, Kind.NOT)
        return " ".join(filter(None, (written, str(self.sort or ""))))

    def last_word(self, tree: Query) -> Query | None:
        """The part of `tree` that the last word of the text became; None where it is no word."""
        if not self.text[: self._typed][-1:].isalnum():
            return None
        leaves = (leaf for leaf in tree.leaves() if isinstance(leaf, Term | Phrase))
        return all_of([leaf for leaf in leaves if leaf.endchar == self._typed])

    def correction(self) -> str | None:
        """The text with the nearest valid forms in their places; None where there are none."""
        text = self.text
        for (start, end), better in sorted(self._corrections.items(), reverse=True):
            text = f"{text[:start]}{better}{text[end:]}"
        return text if self._corrections else None

    def taggers(self) -> list[object]:
        """The taggers of our plugins, in order. White space is a token that tidying drops."""
        return _ordered("taggers")

    def filters(self) -> list[object]:
        """The filters of our plugins, in order."""
        return _ordered("filters")

    # The context of the nodes: see nodes.Context.

    def is_being_typed(self, node: nodes.Clause) -> bool:
        """See nodes.Context."""
        return self._is_last(node) and node.text[-1].isalnum()

    def condition(self, node: nodes.Clause, field: str) -> Leaf | None:
        """See nodes.Context."""
        leaf = values.leaf(field, node.value, self.today)
        if isinstance(leaf, values.Invalid):
            self._invalid |= not (self._is_last(node) and mistakes.is_begun(field, node.value))
            self._refuse(node, field, leaf.reason, leaf.nearest)
            return None
        return leaf

    def unknown_field(self, node: nodes.Clause, name: str) -> None:
        """See nodes.Context."""
        if values.named(node.text):
            return
        near = mistakes.nearest_field(name)
        why = f"unknown field; expected {', '.join(FIELDS)}"
        self.ignore(f"{name}: {_with_hint(why, near and f'{near}:')}")
        if near:
            self._corrections[node.startchar, node.startchar + len(name)] = near

    def _refuse(self, node: nodes.Clause, field: str, why: str, nearest: str | None) -> None:
        """Note why the value of `node` is ignored, and the valid form nearest to it."""
        self.ignore(f"{field}:{node.value}: {_with_hint(why, nearest)}")
        if nearest is None:
            return
        before = self.text[: node.startchar]
        name = next((end for end in (f"{field}:", field) if before.lower().endswith(end)), "")
        if name:
            self._corrections[node.startchar - len(name), node.endchar] = nearest
        elif nearest.startswith(f"{field}:"):
            self._corrections[node.startchar, node.endchar] = nearest.removeprefix(f"{field}:")

    def _is_last(self, node: nodes.Clause) -> bool:
        return self.typing and node.endchar == self._typed

    def without_terms(self, node: nodes.Clause) -> None:
        """See nodes.Context."""
        self._without_terms.append(node)

    def ignore(self, what: str) -> None:
        """See nodes.Context."""
        self.ignored.append(_LONG.sub(r"\1…", one_line(what)))

    def take(self, tidied: Tidied[syntax.SyntaxNode]) -> None:
        """Keep the well-formed tokens and the last sort order; called by the plugin Tidying."""
        self.kept = tidied.kept
        for node, why in tidied.ignored:
            self.ignore(why)
            if node.kind is Kind.WORD and node.text.strip("-"):
                self._nonsense.append(node.text)
        for node in tidied.sorts:
            key = node.value.lower()
            if key.removeprefix("-") in ORDERS:
                self.sort = Sort(key.removeprefix("-"), key.startswith("-"))
            else:
                near = mistakes.nearest_value("sort", key, self.today)
                why = f"unknown sort key; expected {', '.join(ORDERS)}"
                self._refuse(node, "sort", why, near)


def _with_hint(why: str, nearest: str | None) -> str:
    return why.replace("; expected", f"; did you mean {nearest}? Expected") if nearest else why


def _counted(parts: list[Query | None]) -> list[Query | None]:
    """`parts`, each of those that are equal weighing as much as all of them together."""
    counts = Counter(part for part in parts if part is not None)
    return [
        part if part is None or counts[part] == 1 or not worded(part)
        else part.with_boost(min(counts[part], _REPEATS))
        for part in parts
    ]  # fmt: skip


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
        return nodes.AndNode(list(tidied.kept))


def _operators() -> OperatorsPlugin:
    def tagger(kind: Kind, group: type, node: type) -> tuple[RegexTagger, int]:
        return OperatorsPlugin.OpTagger(PATTERNS[kind], group, node), _FIRST

    return OperatorsPlugin(
        [
            tagger(Kind.NOT, nodes.NotNode, nodes.NotOperator),
            tagger(Kind.AND, nodes.AndNode, nodes.BinaryOperator),
            tagger(Kind.OR, nodes.OrNode, nodes.BinaryOperator),
        ],
        clean=True,
    )


_PLUGINS = [Words(), Brackets(), _operators(), Fields(remove_unknown=False), Tidying()]


@cache
def _ordered(kind: str) -> list[object]:
    """The "taggers" or "filters" of all plugins, by priority; the same for every parser."""
    items = [item for plugin in _PLUGINS for item in getattr(plugin, kind)(None)]
    return [item for item, _ in sorted(items, key=lambda item: item[1])]
