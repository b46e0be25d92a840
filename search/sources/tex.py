"""TeX's accents and braces to the letters that they stand for."""

import re
from collections.abc import Callable
from functools import cache, lru_cache

_MATHS_OR_BRACE = re.compile(r"(\$[^$]*\$)|[{}]")
_PERCENT = re.compile(r"(?<!\\)%")


@lru_cache(maxsize=4096)
def readable(text: str) -> str:
    r"""`text` with `Bal\'azs` as "Balázs" and braces gone; maths and unknown macros are kept."""
    if "\\" not in text:
        return _MATHS_OR_BRACE.sub(r"\1", text)
    # A bare % is a percent sign to all who write BibTeX, but begins a comment in TeX.
    return _converter()(_PERCENT.sub(r"\\%", text))


@cache
def _converter() -> Callable[[str], str]:
    # Imported where TeX is met: it takes 40 ms, and most text has none.
    from pylatexenc.latex2text import (
        LatexNodes2Text,
        MacroTextSpec,
        get_default_latex_context_db,
    )

    known = get_default_latex_context_db()
    known.set_unknown_macro_spec(MacroTextSpec("", lambda node: f"\\{node.macroname}"))
    made = LatexNodes2Text(latex_context=known, math_mode="verbatim", keep_comments=True)
    convert: Callable[[str], str] = made.latex_to_text
    return convert
