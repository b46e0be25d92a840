"""The parser of queries: our tokens, put into groups by the filters of Whoosh's plugins."""

import re
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from itertools import pairwise
from typing import TYPE_CHECKING

from whoosh.qparser import FieldsPlugin, GroupPlugin, OperatorsPlugin, syntax
from whoosh.query import Every, NullQuery, Or, Phrase, Query, Term

from search.model.filters import Leaf
from search.model.queries import FullText
from search.query.assist import mistakes
from search.query.parsed import Parsed, Sort
from search.query.parsing import nodes, values, words
from search.query.parsing.tidy import tidy
from search.query.parsing.tokens import LONGEST, Kind, matches
from search.query.parsing.tree import all_of, any_of, apart, counted, worded
from search.query.vocabulary import ORDERS, STORE_FIELDS
from search.text.clean import one_line
from search.text.patterns import LazyPattern

if TYPE_CHECKING:
    from whoosh.fields import Schema

_Filter = Callable[["Parser", syntax.GroupNode], syntax.GroupNode]
_YEAR = LazyPattern("(?:19|20)[0-9]{2}")
_FEW_WORDS = 2  # in capitals they may be acronyms; more are a title in capitals
_WITH_WORDS = (Kind.FIELD, Kind.WORD, Kind.PHRASE)
_SHOWN = 40  # characters of what was typed, in a message
_A_FIELD = "a field such as title, author or tag"
_LONG = LazyPattern(rf"(\S{{{_SHOWN}}})\S+")
_BEHIND = LazyPattern(rf"(?:\s+-?(?:sort|{'|'.join(STORE_FIELDS)}):[^\s\"]+)+$", re.IGNORECASE)
_UNREADABLE = LazyPattern("[\x00\ud800-\udfff]")


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


class Parser:
    """Reads one query, once."""

    fieldname = "text"  # of a word that names none
    group = nodes.Bracketed  # that Whoosh's filters make of a bracket

    def __init__(self, schema: "Schema", today: date, text: str, typing: bool) -> None:
        self.schema = schema
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
        self.sections: list[Query] = []
        self.stop_words_count = False
        self.is_question = self.all_capitals = False
        self._nonsense: list[str] = []  # words without a letter or digit
        self._invalid = False  # whether a condition is left out for its value
        self._corrections: dict[tuple[int, int], str] = {}  # of stretches of the text
        self._without_terms: list[nodes.Clause] = []

    def tree(self) -> Query:
        """The query tree; to be called once. Afterwards `partial` and `plain` are set."""
        self._take(_nodes(self.text))
        root: syntax.GroupNode = nodes.AndNode(list(self.kept))
        kinds = [node.kind for node in self.kept]
        for kind, give_structure in _FILTERS:
            if kind in kinds:
                root = give_structure(self, root)
        root.nodes = list(_without_brackets(root.nodes))
        parts = nodes.side_by_side(root.nodes, self)
        if self._without_terms and not any(map(worded, filter(None, parts))):
            # Nothing but stop words is asked for.
            self._without_terms, self.stop_words_count = [], True
            parts = nodes.side_by_side(root.nodes, self)
        parts = counted(parts)
        self._take_plain_words(root.nodes, parts)
        if sum(worded(part) for part in parts if part is not None) > 1:
            parts = list(map(self._or_of_that_year, root.nodes, parts))
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
        """Set `plain`, and `partial` where there are several plain words, or a compound.

        Words joined by OR are plain, too, where nothing else is asked for.
        """
        if len(asked) == 1 and isinstance(asked[0], nodes.OrNode) and all(map(_is_plain, asked[0])):
            self._take_plain(asked[0].nodes)
            return
        clauses: list[nodes.Word] = []
        words: list[Query] = []
        others: list[Query] = []
        for node, part in zip(asked, parts, strict=True):
            if _is_plain(node) and not isinstance(part, FullText):
                clauses.append(node)
                words += [part] if part is not None else []
            else:
                others += [part] if part is not None else []
        self._take_plain(clauses)
        compounds = list(apart(words))
        if compounds or any(word != words[0] for word in words[1:]):
            rest = [part for part in others if part not in words]
            # Not any_of: a half-typed word, which is an Or itself, stays apart.
            self.partial = all_of([*rest, Or(list(dict.fromkeys([*words, *compounds])))])

    def _take_plain(self, words: list[nodes.Word]) -> None:
        self.plain = " ".join(word.text for word in words)
        self.half_typed = bool(words) and self.is_being_typed(words[-1])

    def _or_of_that_year(self, node: syntax.SyntaxNode, part: Query | None) -> Query | None:
        """`part`; where it is a year beside other words, or a paper of that year."""
        if not _is_plain(node) or not _YEAR.fullmatch(node.text):
            return part
        return any_of([part, values.of_year(node.text, self.today)])

    def reading(self) -> str:
        """The query again, from what was kept of it."""
        if self._nonsense and not self.kept:
            return " ".join(self._nonsense)
        written, glue = "", True
        for node in self.kept:
            if not glue and node.kind is not Kind.CLOSE:
                written += " "
            is_minus = node.kind is Kind.NOT and node.text != "NOT"
            written += "-" if is_minus else str(node)
            glue = is_minus or node.kind in (Kind.OPEN, Kind.FIELD)
        return " ".join(filter(None, (written, str(self.sort or ""))))

    def last_word(self, tree: Query) -> Query | None:
        """The part of `tree` that the last word of the text became; None where it is no word."""
        typed = self.text[: self._typed]
        if not typed[-1:].isalnum() or _YEAR.fullmatch(typed[-4:]):
            return None
        leaves = (leaf for leaf in tree.leaves() if isinstance(leaf, (Term, Phrase)))
        return all_of([leaf for leaf in leaves if leaf.endchar == self._typed])

    def correction(self) -> str | None:
        """The text with the nearest valid forms in their places; None where there are none."""
        text = self.text
        for (start, end), better in sorted(self._corrections.items(), reverse=True):
            text = f"{text[:start]}{better}{text[end:]}"
        return text if self._corrections else None

    # The context of the nodes: see nodes.Context.

    def is_being_typed(self, node: nodes.Clause) -> bool:
        """See nodes.Context."""
        return self._is_last(node) and node.text[-1].isalnum()

    def condition(self, node: nodes.Clause, field: str) -> Leaf | None:
        """See nodes.Context."""
        leaf = values.leaf(field, node.value, self.today)
        if isinstance(leaf, values.Invalid):
            self._invalid |= not (self._is_last(node) and mistakes.is_started(field, node.value))
            self._refuse(node, field, leaf.reason, leaf.nearest)
            return None
        return leaf

    def unknown_field(self, node: nodes.Clause, name: str) -> None:
        """See nodes.Context."""
        if values.named(node.text):
            return
        near = mistakes.nearest_field(name)
        hint = f"did you mean {near}:? Expected" if near else "expected"
        self.ignore(f"{name}: unknown field; {hint} {_A_FIELD}")
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

    def _take(self, typed: Iterator[syntax.SyntaxNode]) -> None:
        """Keep the well-formed tokens and the last sort order."""
        tidied = tidy(typed, nodes.Close())
        self.kept = _without_et_al(tidied.kept)
        self.is_question = words.is_question([node.text for node in self.kept])
        # OR and brackets are no words.
        texts = [node.text for node in self.kept if node.kind in _WITH_WORDS]
        self.all_capitals = len(texts) > _FEW_WORDS and "".join(texts).isupper()
        for node, why in tidied.ignored:
            is_mark = node.kind is Kind.WORD  # that is no word: a dash or an & between others
            if why and not (is_mark and self.kept):
                self.ignore(why)
            if is_mark and node.text.strip("-"):
                self._nonsense.append(node.text)
        for node in tidied.sorts:
            key = node.value.lower()
            if key.removeprefix("-") in ORDERS:
                self.sort = Sort(key.removeprefix("-"), key.startswith("-"))
            else:
                near = mistakes.nearest_value("sort", key, self.today)
                why = f"unknown sort key; expected {', '.join(ORDERS)}"
                self._refuse(node, "sort", why, near)


def _is_plain(node: syntax.SyntaxNode) -> bool:
    """Whether a node is a word without a field."""
    return isinstance(node, nodes.Word) and not node.fieldname


def _without_et_al(kept: list[syntax.SyntaxNode]) -> list[syntax.SyntaxNode]:
    """`kept` without "et al.", which stands for authors, where anything else is left."""
    found = [
        place
        for place, (et, al) in enumerate(pairwise(kept))
        if et.text.lower() == "et"
        and al.text.lower().rstrip(".,;:") == "al"
        and all(node.kind in (Kind.WORD, Kind.PHRASE) for node in kept[max(0, place - 1) : place])
        and all(node.kind not in (Kind.AND, Kind.OR) for node in kept[place + 2 : place + 3])
    ]
    left = [node for place, node in enumerate(kept) if not {place, place - 1} & {*found}]
    return left if found and left else kept


def _without_brackets(asked: Iterable[syntax.SyntaxNode]) -> Iterator[syntax.SyntaxNode]:
    """`asked`, with words in brackets as words like the others: a title (an author, 2017)."""
    for node in asked:
        inside = list(_without_brackets(node)) if isinstance(node, nodes.Bracketed) else []
        yield from inside if inside and all(map(_is_plain, inside)) else [node]


def _with_hint(why: str, nearest: str | None) -> str:
    return why.replace("; expected", f"; did you mean {nearest}? Expected") if nearest else why


class Brackets(GroupPlugin):  # type: ignore[misc]  # Whoosh has no types
    """Whoosh's groups, with nodes that know their kind."""

    OpenBracket, CloseBracket = nodes.Open, nodes.Close


def _operator(group: type[syntax.GroupNode], operator: type[syntax.Operator]) -> _Filter:
    """The filter that puts what stands beside an operator into a group."""
    tagger = OperatorsPlugin.OpTagger("", group, operator)
    filtering: _Filter = OperatorsPlugin([(tagger, 0)], clean=True).do_operators
    return filtering


# Of Whoosh's plugins, only what gives tokens a structure, where there are tokens of that kind; the
# tokens themselves are ours. In the order in which they bind.
_FILTERS = (
    (Kind.OPEN, Brackets().do_groups),
    (Kind.FIELD, FieldsPlugin(remove_unknown=False).do_fieldnames),
    (Kind.NOT, _operator(nodes.NotNode, nodes.NotOperator)),
    (Kind.AND, _operator(nodes.AndNode, nodes.AndOperator)),
    (Kind.OR, _operator(nodes.OrNode, nodes.OrOperator)),
)
_NODES: dict[str | None, Callable[[re.Match[str]], syntax.SyntaxNode]] = {
    Kind.SPACE.name: nodes.Space,
    Kind.OPEN.name: nodes.Open,
    Kind.CLOSE.name: nodes.Close,
    Kind.PHRASE.name: nodes.Quoted,
    Kind.AND.name: nodes.AndOperator,
    Kind.OR.name: nodes.OrOperator,
    Kind.NOT.name: nodes.NotOperator,
    Kind.FIELD.name: nodes.Field,
    Kind.WORD.name: nodes.word,
}


def _nodes(text: str) -> Iterator[syntax.SyntaxNode]:
    """The nodes of all tokens of a query; tidying leaves white space out."""
    for found in matches(text):
        node = _NODES[found.lastgroup](found)
        node.startchar, node.endchar = found.span()
        yield node
