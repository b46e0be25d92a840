"""TeX in titles and abstracts, shown as it reads: one scanner with all its cases, hence long."""

import re
from collections.abc import Callable

from search.text.maths.signs import lowered, raised
from search.text.patterns import LazyPattern
from search.text.tex import symbols
from search.text.tex.accents import accent_at, letter_at

# What a piece of text is shown as, and where the text after it begins.
Shown = tuple[str, int]

_NEXT = LazyPattern(r"[\\$~{`'-]")
_COMMAND = LazyPattern(r"\\([A-Za-z]+)\*?")
_GROUP = LazyPattern(r"\s*\{")
_BRACE = LazyPattern(r"\\.|[{}]", re.DOTALL)
_OPTION = LazyPattern(r"\s*\[[^\[\]\n]*\]")
_NAME = LazyPattern(r"[A-Z][\w-]*")
_QUOTED = LazyPattern(r"`([^`'\n]{1,80})'(?!\w)")
_DASHES = LazyPattern(r"-+")
# Two words of prose, when commands and their arguments are taken out: no formula.
_PROSE = LazyPattern(r"[A-Za-z]{3,},?\s+(?:[A-Za-z]{1,2}\s+)*[A-Za-z]{3,}")
_ARGUMENTS = LazyPattern(
    r"\\[A-Za-z]+\s*(?:\{[^{}]*\})?|\b(?:" + "|".join(sorted(symbols.NAMES)) + r")\b"
)
_NEGATED = LazyPattern(r"\s*(?:\\[A-Za-z]+|=)")
_FONT = LazyPattern(r"\\(?:text[a-z]+|emph|em|it|bf)\b\s*(?:\{[^{}]*\})?")
_SIGN_OF_TEX = LazyPattern(r"[\\^_{}=<>]")

_ESCAPE = LazyPattern(r"\\([_%#&~])")
# A sign for "about" or "from ... to": `3~5`, `c~3.97`, `O~(n)`, `f(n)~2`.
_ABOUT = LazyPattern(r".?\d~\d|.?\)~\d|(?:^|\W)[A-Za-z]~[\d(]")
_NUMBERED = LazyPattern(r"[~ ]?\d|~?\\ref")
_STRUCTURE = LazyPattern(r"[\\{},]")

_DEEPEST = 20  # groups within groups
_LONGEST_FORMULA = 2_000
_ESCAPED = frozenset("%&#_${}")
_DISPLAYED = {"(": "\\)", "[": "\\]"}
_SPACED = frozenset(" ,;:")
_NOTHING = frozenset("/!@")
_MARKS = {
    "textendash": "–", "textemdash": "—", "ldots": "…", "dots": "…", "textellipsis": "…",
    "textless": "<", "textgreater": ">", "textbar": "|", "textasciitilde": "~",
    "textbackslash": "\\", "textasciicircum": "^", "texttildelow": "~", "textquotesingle": "'",
    "textquoteright": "’", "textquoteleft": "‘", "textquotedblleft": "“",
    "textquotedblright": "”", "textbullet": "•", "textdegree": "°", "textregistered": "®",
    "texttrademark": "™", "textcopyright": "©", "copyright": "©", "pounds": "£", "euro": "€",
    "texteuro": "€", "LaTeX": "LaTeX", "TeX": "TeX", "textmu": "μ", "textunderscore": "_",
    "guillemotleft": "«", "guillemotright": "»", "textdollar": "$", "textpm": "±",
    "texttimes": "×", "lq": "‘", "rq": "’", "noindent": "", "xspace": "",
}  # fmt: skip
_SIZES = frozenset(
    ("tiny", "scriptsize", "footnotesize", "small", "normalsize", "large", "Large", "LARGE", "huge")
)
_FORMULAS = frozenset(
    ("frac", "dfrac", "tfrac", "binom", "sqrt", "overset", "underset", "stackrel", "pmod", "mid")
).union(symbols.FONTS, symbols.ACCENTS, symbols.UNDER)


def as_shown(text: str) -> str:
    """`text` as `readable` gives it, every sign of it looked at."""
    return _Reader(text, 0).read()


class _Reader:
    """Reads a text, or the inside of a group in one, from left to right."""

    def __init__(self, text: str, depth: int) -> None:
        self._text = text
        self._depth = depth
        self._ends = _ends_of_groups(text)
        self._quoting = False

    def read(self) -> str:
        """The text as it reads."""
        text = self._text
        if self._depth > _DEEPEST:
            return text
        parts: list[str] = []
        at = 0
        while found := _NEXT.search(text, at):
            start = found.start()
            parts.append(text[at:start])
            shown, at = _PIECES[found[0]](self, start) or (found[0], found.end())
            parts.append(shown)
        return "".join([*parts, text[at:]])

    def _inside(self, text: str) -> str:
        return _Reader(text, self._depth + 1).read()

    def _before(self, at: int) -> str:
        """The sign before a place, "" at the beginning."""
        return self._text[at - 1 : at] if at else ""

    def _group(self, at: int) -> Shown | None:
        """What stands between the braces that begin here, and where they end."""
        found = _GROUP.match(self._text, at)
        end = self._ends.get(found.end() - 1) if found else None
        return (self._text[found.end() : end], end + 1) if found and end is not None else None

    # -- formulas --------------------------------------------------------------------------------

    def dollars(self, at: int) -> Shown | None:
        """A formula between dollars; None where they are prices."""
        text = self._text
        sign = "$$" if text.startswith("$$", at) else "$"
        start = at + len(sign)
        end = _closing(text, start, sign)
        if end is None or not _is_formula(text[start:end], text[end + len(sign) :][:1]):
            return None
        return self._formula(at, text[start:end], end + len(sign))

    def _formula(self, at: int, tex: str, end: int) -> Shown:
        """The formula in one line, or as written where something in it is not known."""
        # Imported where a formula is met: most texts have none.
        from search.text.maths.line import line
        from search.text.tex.formulas import read
        from search.text.tex.tokens import UnknownTexError

        try:
            shown = line(read(tex)).strip()
        except UnknownTexError:
            shown = ""
        return shown or self._text[at:end], end

    # -- commands --------------------------------------------------------------------------------

    def backslash(self, at: int) -> Shown | None:
        """A command or an escaped sign."""
        text = self._text
        if shown := accent_at(text, at):
            return shown
        if found := _COMMAND.match(text, at):
            return self._command(found) or self._as_written(at, found.end())
        sign = text[at + 1 : at + 2]
        if sign in _ESCAPED:
            return sign, at + 2
        if sign in _SPACED:
            return " ", at + 2
        if sign in _NOTHING or (sign == "-" and self._before(at).isalpha()):
            return "", at + 2
        if sign in _DISPLAYED:
            end = text.find(_DISPLAYED[sign], at, at + _LONGEST_FORMULA)
            return self._formula(at, text[at + 2 : end], end + 2) if end > 0 else None
        return (text[at : at + 2], at + 2) if sign == "\\" else None

    def _command(self, found: re.Match[str]) -> Shown | None:
        """A command that is known, with its arguments."""
        text, name, at, end = self._text, found[1], found.start(), found.end()
        if name in symbols.TEXT_FONTS or name == "underline":
            group = self._group(end)
            return (self._inside(group[0]), group[1]) if group else None
        if name in _ARGUMENT:
            return _ARGUMENT[name](self, end)
        if name in symbols.SWITCHES or name in _SIZES:
            return "", end + text.startswith(" ", end)
        if letter := letter_at(text, at):
            return letter
        if name == "S" and _NUMBERED.match(text, end):
            return "§", end
        sign = _MARKS.get(name, symbols.SIGNS.get(name, symbols.OPERATORS.get(name)))
        if sign is not None:
            return sign, end + 2 * text.startswith("{}", end)
        if name in symbols.NAMES:
            return f" {name}" if self._before(at).isalnum() else name, end
        if name == "not" and (negated := _NEGATED.match(text, end)):
            return self._formula(at, text[at : negated.end()], negated.end())
        if name in _FORMULAS:
            stop = self._end_of_arguments(end)
            return self._formula(at, text[at:stop], stop)
        return None

    def _as_written(self, at: int, end: int) -> Shown:
        """A command that is not known and its arguments."""
        end = self._end_of_arguments(end)
        return self._text[at:end], end

    def _end_of_arguments(self, end: int) -> int:
        """Where the arguments end that follow a command without a space."""
        while True:
            if option := _OPTION.match(self._text, end):
                end = option.end()
            elif end in self._ends:
                end = self._ends[end] + 1
            else:
                return end

    def cited(self, end: int) -> Shown | None:
        """The keys of references, in brackets."""
        option = _OPTION.match(self._text, end)
        group = self._group(option.end() if option else end)
        return (f"[{', '.join(group[0].replace(',', ' ').split())}]", group[1]) if group else None

    def address(self, end: int) -> Shown | None:
        """A web address without its escapes."""
        group = self._group(end)
        return (_ESCAPE.sub(r"\1", group[0]), group[1]) if group else None

    def link(self, end: int) -> Shown | None:
        """The words of a link and its address."""
        address = self.address(end)
        words = self._group(address[1]) if address else None
        if not address or not words:
            return None
        shown = self._inside(words[0])
        return (shown if address[0] in shown else f"{shown} ({address[0]})"), words[1]

    def script(self, end: int, mapped: Callable[[str], str | None]) -> Shown | None:
        """A raised or lowered text, where all of its signs can be."""
        group = self._group(end)
        shown = mapped(group[0]) if group else None
        return (shown, group[1]) if group and shown is not None else None

    # -- other signs -----------------------------------------------------------------------------

    def brace(self, at: int) -> Shown | None:
        """A group that sets a font, an accent or the case of a name; any other stays."""
        group = self._group(at)
        if not group:
            return None
        inside, end = group
        if inside.startswith("\\"):
            shown = self._inside(inside)
            found = _COMMAND.match(inside)
            switched = found and (found[1] in symbols.SWITCHES or found[1] in _SIZES)
            return (shown, end) if switched or not _STRUCTURE.search(shown) else None
        before, after = self._before(at), self._text[end : end + 1]
        begins = not before or before in " \n(-\"'“‘"
        if begins and _NAME.fullmatch(inside) and (len(inside) > 1 or after.isalpha()):
            return inside, end
        return None

    def tie(self, at: int) -> Shown | None:
        """A space at which no line ends; in an address, and between numbers, the sign itself."""
        before, after = self._before(at), self._text[at + 1 : at + 2]
        left = before.isalnum() or (before and before in ".,)}]&")
        right = after.isalnum() or (after and after in "\\$([")
        kept = _ABOUT.match(self._text, max(0, at - 2)) or self._in_address(at)
        return (" ", at + 1) if left and right and not kept else None

    def _in_address(self, at: int) -> bool:
        words_before = self._text[max(0, at - 200) : at].split()
        return bool(words_before) and "://" in words_before[-1]

    def backquote(self, at: int) -> Shown | None:
        """An opening quotation mark, or a word between single ones."""
        if self._text.startswith("``", at):
            self._quoting = True
            return "“", at + 2
        found = _QUOTED.match(self._text, at)
        return (f"‘{self._inside(found[1])}’", found.end()) if found else None

    def quote(self, at: int) -> Shown | None:
        """A closing quotation mark."""
        return ("”", at + 2) if self._quoting and self._text.startswith("''", at) else None

    def dash(self, at: int) -> Shown | None:
        """Two or three hyphens between words."""
        found = _DASHES.match(self._text, at)
        end = found.end() if found else at
        before, after = self._before(at), self._text[end : end + 1]
        apart = before.isspace() and after.isspace()
        left = before.isalnum() or (before and before in ')]}"”’$.%')
        right = after.isalnum() or (after and after in '([\\$"“‘{`')
        if end - at not in (2, 3) or not (apart or (left and right)) or self._in_address(at):
            return self._text[at:end], end
        return ("–" if end - at == 2 else "—"), end


def _ends_of_groups(text: str) -> dict[int, int]:
    """The place of each closing brace by that of its opening one."""
    ends: dict[int, int] = {}
    opened: list[int] = []
    for found in _BRACE.finditer(text):
        if found[0] == "{":
            opened.append(found.start())
        elif found[0] == "}" and opened:
            ends[opened.pop()] = found.start()
    return ends


def _closing(text: str, start: int, sign: str) -> int | None:
    """Where the next `sign` is that no backslash is before."""
    end = text.find(sign, start, start + _LONGEST_FORMULA)
    while end > 0 and text[end - 1] == "\\" and text[end - 2] != "\\":
        end = text.find(sign, end + 1, start + _LONGEST_FORMULA)
    return None if end < 0 else end


def _is_formula(inside: str, after: str) -> bool:
    """Whether what stands between dollars is a formula, and not what two prices are around."""
    if not inside.strip() or "\n\n" in inside or _PROSE.search(_ARGUMENTS.sub("; ", inside)):
        return False
    if not _SIGN_OF_TEX.search(inside) and inside != inside.strip() and len(inside.strip()) > 2:
        return False
    price = after.isdigit() or (inside[0].isdigit() and inside[-1].isspace())
    return not price or bool(_SIGN_OF_TEX.search(_FONT.sub("", inside)))


_PIECES: dict[str, Callable[[_Reader, int], Shown | None]] = {
    "$": _Reader.dollars,
    "\\": _Reader.backslash,
    "{": _Reader.brace,
    "~": _Reader.tie,
    "`": _Reader.backquote,
    "'": _Reader.quote,
    "-": _Reader.dash,
}
_ARGUMENT: dict[str, Callable[[_Reader, int], Shown | None]] = {
    **dict.fromkeys(("cite", "citep", "citet", "citealp", "citealt", "parencite"), _Reader.cited),
    **dict.fromkeys(("url", "path", "nolinkurl"), _Reader.address),
    "href": _Reader.link,
    "textsuperscript": lambda reader, end: reader.script(end, raised),
    "textsubscript": lambda reader, end: reader.script(end, lowered),
}
