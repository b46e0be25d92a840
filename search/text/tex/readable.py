"""Texts with TeX as they read. Those without any, which most are, are given back at once."""

from functools import lru_cache

from search.text.patterns import LazyPattern

# Most texts have none of these, and to look for them is quick; for the signs first, quicker still.
_SIGNS = ("\\", "$", "~", "`", "--", "{")
_HINT = LazyPattern(r"[\\$]|[\w.)]~|`[`\w]|\S---?\S|\s---?\s|\{[A-Z]")
_LONGEST = 50_000  # characters; a longer text is no abstract


def readable(text: str) -> str:
    r"""`text` with formulas, accents and fonts of TeX as they read.

    `$O(n \log n)$` is O(n log n), `\textbf{x}` is x, `Erd\H{o}s` is Erdős. Prices in dollars,
    commands that are not known, and formulas that have any stay as written.
    """
    if not any(sign in text for sign in _SIGNS) or not _HINT.search(text):
        return text
    return _shown(text) if len(text) <= _LONGEST else text


@lru_cache(maxsize=1024)
def _shown(text: str) -> str:
    from search.text.tex.show import as_shown  # with all its signs, milliseconds to import

    return as_shown(text)
