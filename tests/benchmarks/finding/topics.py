"""Topics of simulated readers: keywords, categories or authors that papers share.

A topic is a name and the ids of the papers that have it. They come in the same order in every run.
"""

import random
from collections import Counter
from collections.abc import Iterator

from finding.data import Corpus

Topic = tuple[str, frozenset[str]]
_OLDEST = "2009-01-01"  # of papers whose categories or authors are topics


def by_keywords(papers: Corpus) -> Iterator[Topic]:
    """One to three keywords that appear together; keywords are not indexed."""
    known = {
        item.id: {word.lower().rstrip("s") for word in item.keywords} for item in papers.values()
    }
    counts = Counter(word for some in known.values() for word in some)
    together = _together(known)
    for seed in _shuffled(word for word, count in counts.items() if 12 <= count <= 150):
        mates = [m for m, n in together[seed].most_common(2) if n >= 4 and counts[m] <= 150]
        yield _topic({seed, *mates}, known)


def by_categories(papers: Corpus) -> Iterator[Topic]:
    """Two categories that 150 to 1,500 papers have both of."""
    known = {i.id: set(i.categories) for i in papers.values() if i.day >= _OLDEST}
    pairs = {
        f"{one} {other}"
        for one, mates in _together(known).items()
        for other, count in mates.items()
        if one < other and 150 <= count <= 1500
    }
    for pair in _shuffled(iter(pairs)):
        both = set(pair.split())
        yield pair, frozenset(id_ for id_, some in known.items() if both <= some)


def by_authors(papers: Corpus) -> Iterator[Topic]:
    """An author of 25 to 120 papers, and the four who wrote most of them, too."""
    known = {
        i.id: {name.lower() for name in i.authors} for i in papers.values() if i.day >= _OLDEST
    }
    counts = Counter(name for some in known.values() for name in some)
    together = _together(known)
    for seed in _shuffled(name for name, count in counts.items() if 25 <= count <= 120):
        mates = (mate for mate, _ in together[seed].most_common(4))
        yield _topic({seed, *mates}, known)


def _topic(names: set[str], known: dict[str, set[str]]) -> Topic:
    return "+".join(sorted(names)), frozenset(id_ for id_, some in known.items() if some & names)


def _together(known: dict[str, set[str]]) -> dict[str, Counter[str]]:
    """How often each appears with others."""
    found: dict[str, Counter[str]] = {}
    for some in known.values():
        for name in some:
            found.setdefault(name, Counter()).update(sorted(some - {name}))
    return found


def _shuffled(names: Iterator[str]) -> list[str]:
    found = sorted(names)
    random.Random(17).shuffle(found)
    return found
