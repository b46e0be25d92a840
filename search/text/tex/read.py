"""TeX's accents and braces to the letters that they stand for."""

import re
from collections.abc import Callable
from contextlib import suppress
from functools import cache, lru_cache

from search.text.tex.accents import accented

_BRACE = re.compile("[{}]")
_MATHS_OR_BRACE = re.compile(r"(\$[^$]*\$)|[{}]")
# What means more to TeX than the sign that it is, and commands whose end is not plain to see.
_ACTING = re.compile(
    r"""\\\\|(?<!\\)[$%&#_^~]|\\~|--|``|''|<<|>>|,,|[?!]`|(?<!\\)"|\s\s|[\n\t]|\\[A-Za-z]+[^!-~]"""
)
_ESCAPED = re.compile(r"\\([$%&#_])")
_MOST_COMMANDS = 2_000  # of a text: the converter's time grows with the square of them
# Signs that mean themselves to all who write BibTeX, but not to TeX; & separates in formulas.
_BARE = re.compile(r"(?<!\\)%|(\$[^$]*\$)|(?<!\\)&")
# These set a font or a space; all other macros that are not known are words.
_SETTING = (
    "bf em it itshape normalfont relax rm sc scshape sf sl tt upshape vphantom hphantom"
    " textsubscript textsuperscript /"
)
# The signs that the converter does not know, or draws otherwise, each \textNAME.
_LOGOS = ("TeX", "LaTeX", "LaTeXe", "BibTeX", "XeTeX", "XeLaTeX", "LuaTeX", "LuaLaTeX")
_SYMBOLS = {
    "glqq": "„", "grqq": "“", "flqq": "«", "frqq": "»", "glq": "‚", "grq": "‘", "degree": "°",
}  # fmt: skip
# Commands whose first argument is no text: \href{address}{text}, \noop{what sorts}.
_UNSEEN = re.compile(
    r"\\(?:href|foreignlanguage|selectlanguage|textcolor|noop|sortnoop)\s*\{[^{}]*\}",
    re.IGNORECASE,
)
_EMPTY_ACCENT = re.compile(r"\\([~^])\{\}")
_NAMES = {"~": "tilde", "^": "circum"}
_SIGNS = {"less": "<", "greater": ">", "braceleft": "{", "braceright": "}", "asciicircum": "^"}


def readable(text: str) -> str:
    r"""`text` with `Bal\'azs` as "Balázs" and braces gone; maths and unknown macros are kept."""
    if "\\" in text:
        return _converted(text)
    return _MATHS_OR_BRACE.sub(r"\1", text) if "{" in text or "}" in text else text


@lru_cache(maxsize=4096)
def _converted(text: str) -> str:
    text = _EMPTY_ACCENT.sub(lambda found: rf"\textascii{_NAMES[found[1]]}{{}}", text)
    text = _UNSEEN.sub("", text)
    if (letters := _simple(text)) is not None:
        return letters
    if text.count("\\") <= _MOST_COMMANDS:
        with suppress(AttributeError, IndexError, RecursionError, TypeError, ValueError):
            return _converter()(_BARE.sub(lambda found: found[1] or f"\\{found[0]}", text))
        # The converter gives up on a macro without its arguments: it is shown as it is.
    return _MATHS_OR_BRACE.sub(r"\1", text)


def _simple(text: str) -> str | None:
    """The letters of TeX that has accents and escaped signs only, many times faster; else None."""
    if _ACTING.search(text):
        return None
    letters = _ESCAPED.sub(r"\1", accented(text))
    return None if "\\" in letters else _BRACE.sub("", letters)


@cache
def _converter() -> Callable[[str], str]:
    # Imported where TeX is met: it takes 40 ms, and most text has none.
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )
    from pylatexenc.latexwalker import LatexMacroNode

    def arguments(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
        found = node.nodeargd.argnlist if node.nodeargd else []
        return "".join(l2tobj.nodelist_to_text([part]) for part in found if part)

    def words(node: LatexMacroNode, l2tobj: LatexNodes2Text) -> str:
        return arguments(node, l2tobj) or f"\\{node.macroname}{node.macro_post_space}"

    known = get_default_latex_context_db()
    setting = [MacroTextSpec(name, arguments) for name in _SETTING.split()]
    signs = [MacroTextSpec(f"text{name}", sign) for name, sign in _SIGNS.items()]
    signs += [MacroTextSpec(name, sign) for name, sign in _SYMBOLS.items()]
    logos = [MacroTextSpec(name, name) for name in _LOGOS]
    known.add_context_category("setting", macros=[*setting, *signs, *logos], prepend=True)
    known.set_unknown_macro_spec(MacroTextSpec("", words))
    converter = LatexNodes2Text(latex_context=known, math_mode="verbatim", keep_comments=True)
    convert: Callable[[str], str] = converter.latex_to_text
    return convert
