"""Acronyms in small letters: gan is GAN, unless papers only know authors called so."""

import re

from search.index import Index
from search.store import Store

_SHORTEST, _LONGEST = 2, 4  # letters
_READ = 20  # abstracts


def is_acronym(word: str, index: Index, store: Store) -> bool:
    """Whether a name in small letters is written in capitals in most abstracts that have it."""
    if not (_SHORTEST <= len(word) <= _LONGEST and word.isascii() and word.isalpha()):
        return False
    if not word.islower() or not (rows := index.mentioning(word, _READ)):
        return False
    pattern = re.compile(rf"\b{word}(?=s?\b)", re.IGNORECASE)
    found = [pattern.findall(abstract) for _, abstract, _ in store.papers.texts(rows)]
    written = [any(map(str.isupper, forms)) for forms in found if forms]
    return sum(written) * 2 > len(written)
