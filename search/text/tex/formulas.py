"""TeX between dollars to the tree of a formula: one grammar, hence long. Nothing is guessed."""

import re
import unicodedata
from collections.abc import Callable

from search.text.maths import signs
from search.text.maths.tree import (
    EMPTY,
    Fenced,
    Fraction,
    Leaf,
    Node,
    Root,
    Row,
    Space,
    Table,
    accent,
    is_deep,
    row,
    scripts,
)
from search.text.tex import symbols
from search.text.tex.tokens import END, Tokens, UnknownTexError

_LONGEST = 2_000  # characters; those of abstracts have up to 300
_DEEPEST = 50  # commands and groups within each other

# Two numbers with a hyphen between them are a range, and no difference.
_NUMBERS = re.compile(r"[~\s]*(?:\\sim)?[~\s]*\d[\d.,]*\s*--?\s*\d[\d.,]*\s*(?:\\%|\\times)?[~\s]*")
_RANGE = re.compile(r"\s*--?\s*")
_MATRICES = {
    "matrix": ("", ""), "smallmatrix": ("", ""), "pmatrix": ("(", ")"), "bmatrix": ("[", "]"),
    "Bmatrix": ("{", "}"), "vmatrix": ("|", "|"), "Vmatrix": ("‖", "‖"), "cases": ("{", ""),
}  # fmt: skip


def read(tex: str) -> Node:
    """The tree of a formula. Raises UnknownTexError for what is not known or has no end."""
    if len(tex) > _LONGEST:
        raise UnknownTexError(tex[:20])
    reader = _Reader(_RANGE.sub("–", tex) if _NUMBERS.fullmatch(tex) else tex)
    node = reader.row(frozenset({""}))
    if is_deep(node):
        raise UnknownTexError(tex[:20])
    return node


class _Reader:
    """Reads one formula from left to right."""

    def __init__(self, tex: str) -> None:
        self._tokens = Tokens(tex)
        self._depth = 0

    # -- rows ------------------------------------------------------------------------------------

    def row(self, ends: frozenset[str]) -> Node:
        """Parts up to one of the ends, which is not read: "" is that of the formula."""
        self._deeper()
        parts: list[Node] = []
        while True:
            self._skip_space_between(parts)
            token = self._tokens.first
            name = token[1] if token[0] in ("char", "command", "escape", "") else "word"
            if (token[0] != "escape" and name in ends) or (name == "\\" and "\\" in ends):
                break
            if token == END:
                raise UnknownTexError("unclosed")
            if token[0] == "command" and name in ("over", "choose", "atop"):
                self._tokens.take()
                below = self.row(ends)
                self._depth -= 1
                return self._stacked(name, row(parts), below)
            last = parts[-1] if parts else None
            parts += self._part(last if isinstance(last, Leaf) else None)
        self._depth -= 1
        return row(parts)

    def _skip_space_between(self, parts: list[Node]) -> None:
        """Past white space, which parts two words that are written without a command."""
        skipped = self._tokens.skip_space()
        last = parts[-1] if parts else EMPTY
        words = isinstance(last, Leaf) and last.kind != "operator" and last.text.isalpha()
        if skipped and words and self._tokens.first[0] == "word":
            parts.append(Space(0.33))

    def _part(self, before: Leaf | None = None) -> list[Node]:
        """The next part with its scripts, and the space that applies a function."""
        kind, text = self._tokens.first
        if kind == "char" and text in "^_'’":
            base: Node = EMPTY
        else:
            self._tokens.take()
            base = self._atom(kind, text)
        if isinstance(base, Space):
            # A thin space parts a number from its unit; elsewhere it is less than a cell.
            unit = text == "," and before is not None and before.kind == "number"
            return [Space(0.28) if unit else base]
        limits = False
        below: Node | None = None
        above: Node | None = None
        while True:
            self._skip_limits()
            if self._tokens.take_char("_"):
                below = self._joined(below, self._argument())
            elif self._tokens.take_char("^"):
                above = self._joined(above, self._argument())
            elif primes := self._primes():
                above = row([Leaf(primes, "operator"), *([above] if above else [])])
            else:
                break
        node = scripts(base, below, above, limits=limits)
        function = isinstance(base, Leaf) and base.text in symbols.NAMES
        return [node, Space(0, applies=True)] if function else [node]

    def _skip_limits(self) -> None:
        while self._tokens.first in (("command", "limits"), ("command", "nolimits")):
            self._tokens.take()

    def _primes(self) -> str:
        primes = ""
        while self._tokens.first in (("char", "'"), ("char", "’")):
            self._tokens.take()
            primes += "′"
        return primes

    @staticmethod
    def _joined(before: Node | None, node: Node) -> Node:
        if before is not None:
            raise UnknownTexError("two scripts")
        return node

    def _argument(self) -> Node:
        """A group, or one sign: `^10` raises only the 1."""
        self._tokens.skip_space()
        kind, text = self._tokens.first
        if kind in ("number", "word") and len(text) > 1:
            first = self._tokens.take_first_sign()
            return Leaf(first, "number" if kind == "number" else "name")
        if kind == "" or (kind == "char" and text in "^_}&"):
            raise UnknownTexError(text)
        self._tokens.take()
        return self._atom(kind, text)

    # -- parts -----------------------------------------------------------------------------------

    def _deeper(self) -> None:
        self._depth += 1
        if self._depth > _DEEPEST:
            raise UnknownTexError("nested")

    def _atom(self, kind: str, text: str) -> Node:
        self._deeper()
        node = self._of_kind(kind, text)
        self._depth -= 1
        return node

    def _of_kind(self, kind: str, text: str) -> Node:
        match kind:
            case "number":
                return Leaf(text, "number")
            case "word":
                return Leaf(text, "name")
            case "pair":
                return Leaf("‖" if text == "||" else text, "operator")
            case "dots":
                return Leaf("…", "name")
            case "escape":
                return self._escape(text)
            case "command":
                return self._command(text)
            case "space":
                return EMPTY
        return self._char(text)

    def _char(self, char: str) -> Node:
        if char == "{":
            node = self.row(frozenset({"}"}))
            self._tokens.take()
            return node
        if char == "~":
            return Space(0.33)
        if char in "}&#$\\":
            raise UnknownTexError(char)
        if char.isalpha():
            return Leaf(char, "name")
        return Leaf({"-": "−", "`": "‘"}.get(char, char), "operator")

    def _escape(self, char: str) -> Node:
        if char in symbols.SPACES:
            return Space(symbols.SPACES[char])
        if char == "|":
            return Leaf("‖", "operator")
        if char in "{}":
            return Leaf(char, "operator")
        if char in "%&#$_":
            return Leaf(char, "text")
        raise UnknownTexError(char)

    def _command(self, name: str) -> Node:
        if name in symbols.SIGNS:
            return Leaf(symbols.SIGNS[name], "name")
        if name in symbols.OPERATORS:
            return Leaf(symbols.OPERATORS[name], "operator")
        if name in symbols.NAMES:
            return Leaf(name, "name")
        if name in symbols.SPACES:
            return self._space(name)
        if name in symbols.FONTS:
            return self._in_font(symbols.FONTS[name])
        if name in symbols.SWITCHES:
            return self._switched(symbols.SWITCHES[name])
        if name in symbols.ACCENTS:
            return accent(self._argument(), symbols.ACCENTS[name])
        if name in symbols.UNDER:
            return accent(self._argument(), symbols.UNDER[name], under=True)
        if name in symbols.TEXT_FONTS:
            return self._text()
        if name in _COMMANDS:
            return _COMMANDS[name](self)
        raise UnknownTexError(name)

    def _space(self, name: str) -> Node:
        if name in ("left", "right"):
            self._tokens.take_char(".")  # stands for no bracket
        return Space(symbols.SPACES[name])

    def _in_font(self, alphabet: str) -> Node:
        """An argument in another alphabet; only the plain one reads well for whole words."""
        self._tokens.skip_space()
        return _styled(self._argument(), alphabet)

    def _switched(self, alphabet: str) -> Node:
        """What follows in its group; a bare `\\cal` is meant for one letter."""
        self._tokens.skip_space()
        if self._tokens.first[0] == "" or self._tokens.first == ("char", "}"):
            return EMPTY
        if not alphabet:
            return self._plain_words()
        return row([_styled(part, alphabet) for part in self._part()])

    def _plain_words(self) -> Node:
        """Letters in a font of words are one word."""
        letters = ""
        while self._tokens.first[0] in ("word", "char") and self._tokens.first[1].isalpha():
            letters += self._tokens.take()[1]
        return Leaf(letters, "name") if letters else EMPTY

    def _text(self) -> Node:
        text = self._tokens.group_text()
        if "$" in text or "\\" in text or "{" in text:
            raise UnknownTexError(text)
        text = text.replace("~", " ")
        return Leaf(" ".join(text.split(" ")), "text") if text else EMPTY

    def _stacked(self, name: str, above: Node, below: Node) -> Node:
        fraction = Fraction(above, below, bar=name == "over")
        return Fenced("(", fraction, ")") if name == "choose" else fraction

    def _fraction(self) -> Node:
        return Fraction(self._argument(), self._argument())

    def _binomial(self) -> Node:
        return Fenced("(", Fraction(self._argument(), self._argument(), bar=False), ")")

    def _root(self) -> Node:
        degree = None
        if self._tokens.take_char("["):
            degree = self.row(frozenset({"]"}))
            self._tokens.take()
        return Root(self._argument(), degree)

    def _stack(self, *, under: bool) -> Node:
        other, base = self._argument(), self._argument()
        return scripts(base, other if under else None, None if under else other, limits=True)

    def _negated(self) -> Node:
        self._tokens.skip_space()
        kind, text = self._tokens.take()
        node = self._atom(kind, text)
        negated = (
            unicodedata.normalize("NFC", f"{node.text}\u0338") if isinstance(node, Leaf) else ""
        )
        if len(negated) != 1:
            raise UnknownTexError("not")
        return Leaf(negated, "operator")

    def _modulo(self, *, enclosed: bool) -> Node:
        word = Leaf("mod", "name")
        if not enclosed:
            return row([Space(0.33), word, Space(0.33)])
        return row([Space(0.33), Fenced("(", row([word, self._argument()]), ")")])

    def _color(self) -> Node:
        self._tokens.group_text()
        return self._argument()

    def _without(self) -> Node:
        self._tokens.group_text()
        return EMPTY

    def _environment(self) -> Node:
        name = self._tokens.group_text().rstrip("*")
        if name == "array":
            self._tokens.group_text()
        elif name not in _MATRICES:
            raise UnknownTexError(name)
        rows: list[list[Node]] = [[]]
        while True:
            rows[-1].append(self.row(frozenset({"&", "\\", "end"})))
            _, text = self._tokens.take()
            if text == "end":
                break
            if text == "\\":
                rows.append([])
        if self._tokens.group_text().rstrip("*") != name:
            raise UnknownTexError(name)
        rows = [cells for cells in rows if any(cell != EMPTY for cell in cells)]
        wide = max(map(len, rows), default=0)
        full = tuple((*cells, *[EMPTY] * (wide - len(cells))) for cells in rows)
        opening, closing = _MATRICES.get(name, ("", ""))
        table = Table(full, ("l" if name == "cases" else "c") * wide)
        return Fenced(opening, table, closing) if opening else table


def _styled(node: Node, alphabet: str) -> Node:
    if not alphabet:
        word = _word(node)
        return Leaf(word, "name") if word else node
    if isinstance(node, Leaf) and len(node.text) == 1:
        return Leaf(signs.styled(node.text, alphabet), node.kind)
    if isinstance(node, Row) or (isinstance(node, Leaf) and node.text.isascii()):
        word = _word(node)
        return Leaf(word, "name") if word else node
    return node


def _word(node: Node) -> str:
    """The letters and digits that a row is made of, "" where it has anything else."""
    parts = node.items if isinstance(node, Row) else (node,)
    texts = [part.text if isinstance(part, Leaf) and part.text.isalnum() else "" for part in parts]
    return "".join(texts) if texts and all(texts) else ""


_COMMANDS: dict[str, Callable[[_Reader], Node]] = {
    **dict.fromkeys(("frac", "dfrac", "tfrac", "cfrac"), _Reader._fraction),
    **dict.fromkeys(("binom", "dbinom", "tbinom"), _Reader._binomial),
    "sqrt": _Reader._root,
    "overset": lambda reader: reader._stack(under=False),
    "stackrel": lambda reader: reader._stack(under=False),
    "underset": lambda reader: reader._stack(under=True),
    "not": _Reader._negated,
    "pmod": lambda reader: reader._modulo(enclosed=True),
    "bmod": lambda reader: reader._modulo(enclosed=False),
    "mod": lambda reader: reader._modulo(enclosed=False),
    "mid": lambda reader: Leaf("|", "operator", "infix"),
    "textcolor": _Reader._color,
    "phantom": _Reader._without,
    "hspace": _Reader._without,
    "vspace": _Reader._without,
    "begin": _Reader._environment,
}
