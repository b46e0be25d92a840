"""Did you mean: the word of the papers that is nearest to one that none of them has."""

from collections.abc import Sequence

from whoosh import query
from whoosh.query import Query

from search.index.postings import BASE
from search.index.statistics import Part, Statistics

_SHORT = 5  # letters from which on two edits are not too many


def nearest(segments: Sequence[Part], statistics: Statistics, tree: Query) -> str | None:
    """The written word nearest to the first term of `tree` that no paper has; None without one.

    Nearest is fewest letters away, then in most papers. Two edits at most, one in a short word.
    """
    for leaf in tree.leaves():
        if (
            isinstance(leaf, query.Term)
            and _worded(segments, leaf.fieldname)
            and not statistics.frequency(leaf.fieldname, leaf.text.encode())
        ):
            return _nearest(segments, statistics, leaf.text)
    return None


def _worded(segments: Sequence[Part], name: str) -> bool:
    fields = [segment.field(name) for segment in segments]
    return any(field is not None and field.base == BASE for field in fields)


def _nearest(segments: Sequence[Part], statistics: Statistics, text: str) -> str | None:
    most = 1 if len(text) < _SHORT else 2
    near: dict[bytes, int] = {}
    for segment in segments:
        field = segment.field(BASE)
        if field is not None:
            found = field.lexicon.near(text, most, prefix=0)
            near |= {field.lexicon[place]: edits for place, edits in found}
    if not near:
        return None
    stem = min(near, key=lambda term: (near[term], -statistics.frequency(BASE, term)))
    words: dict[str, int] = {}
    for segment in segments:
        field = segment.field(BASE)
        place = field.lexicon.find(stem) if field is not None else None
        for word, count in (segment.written.of_stem(place) if place is not None else {}).items():
            words[word] = words.get(word, 0) + count
    return max(words, key=words.__getitem__, default=None)
