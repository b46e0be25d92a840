"""What references tell of a paper beside its own fields: its day, its other links, its key."""

import unicodedata
from collections import Counter

from search.exports.names import parted
from search.model.paper import Paper
from search.text import links

# Letters that have no accent to take off.
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe"})
_SMALL_WORDS = frozenset([
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how",
    "in", "into", "is", "it", "its", "of", "on", "or", "the", "to", "toward", "towards", "using",
    "via", "we", "what", "when", "where", "which", "who", "why", "with",
])  # fmt: skip


def issued(paper: Paper) -> tuple[int, ...]:
    """Year, month and day as far as they are known; empty where nothing is.

    The day of a first version, else the month that the arXiv id tells, else the day on a list.
    """
    if paper.published:
        return paper.published.parts
    if paper.arxiv:
        digits = paper.arxiv.rpartition("/")[2]
        year, month = int(digits[:2]), int(digits[2:4])
        return (year + (1900 if year > 90 else 2000), month)  # arXiv began in 1991
    return paper.listed.parts if paper.listed else ()


def more_links(paper: Paper) -> list[str]:
    """The repository and the other links of a paper, each once, without its own page.

    Links to pages of other papers are left out: programs take them for the paper's own.
    """
    found = dict.fromkeys(filter(None, (paper.github, *paper.links)))
    return [
        link
        for link in found
        if link not in (paper.url, paper.pdf) and not links.arxiv_id(link) and not links.doi(link)
    ]


class Keys:
    """Citation keys as in lee2024curriculum, each given once."""

    def __init__(self) -> None:
        self._given: Counter[str] = Counter()

    def key(self, paper: Paper) -> str:
        """The key that family name, year and title give; a second one of it ends in -2."""
        key = "".join((_family(paper), *map(str, issued(paper)[:1]), _telling_word(paper)))
        self._given[key] += 1
        return key if self._given[key] == 1 else f"{key}-{self._given[key]}"


def _family(paper: Paper) -> str:
    return (_ascii(parted(paper.authors[0]).family) if paper.authors else "") or "anon"


def _telling_word(paper: Paper) -> str:
    words = (_ascii(word) for word in paper.title.split())
    return next((word for word in words if word and word not in _SMALL_WORDS), "")


def _ascii(text: str) -> str:
    """The letters and digits of `text`, small and without accents; those of other scripts go."""
    plain = unicodedata.normalize("NFKD", text.casefold().translate(_PLAIN))
    return "".join(char for char in plain if char.isascii() and char.isalnum())
