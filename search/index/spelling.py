"""Did you mean: the word of the papers that is nearest to one that none of them has."""

from collections.abc import Iterator, Sequence

from whoosh import query
from whoosh.query import Query

from search.index.analysis import bare, plain
from search.index.collection import Part, Statistics
from search.index.postings import BASE

_SHORT = 5  # letters from which on two edits are not too many
_RARE = 2  # a word in fewer papers may be a misspelling itself


def nearest(
    segments: Sequence[Part], statistics: Statistics, tree: Query, typed: str
) -> str | None:
    """The query as `typed` with its first unknown word spelled as papers spell it; None without.

    Where the term of `tree` that no paper has knows its place in what was typed, the word there
    is compared and replaced; else the term is, and only the word comes back. Nearest is fewest
    letters away, then written most often. Two edits at most, one in a short word.
    """
    for leaf in tree.leaves():
        if isinstance(leaf, query.Term) and _unknown(segments, statistics, leaf):
            start, end = leaf.startchar, leaf.endchar
            if start is None or end is None:
                return _nearest(segments, leaf.text)
            word = _nearest(segments, bare(plain(typed[start:end])) or leaf.text)
            return word and f"{typed[:start]}{word}{typed[end:]}"
    return None


def _unknown(segments: Sequence[Part], statistics: Statistics, leaf: query.Term) -> bool:
    fields = [segment.field(leaf.fieldname) for segment in segments]
    if all(field is None or field.base != BASE for field in fields):
        return False  # an author or a label, which has no surface forms
    return not statistics.frequency(leaf.fieldname, leaf.text.encode())


def _nearest(segments: Sequence[Part], word: str) -> str | None:
    most = 1 if len(word) < _SHORT else 2
    edits: dict[str, int] = {}
    counts: dict[str, int] = {}
    for segment in segments:
        for form, away, count in _near(segment, word, most):
            edits[form] = away
            counts[form] = counts.get(form, 0) + count
    known = [form for form in edits if counts[form] >= _RARE] or list(edits)
    return min(known, key=lambda form: (edits[form], -counts[form]), default=None)


def _near(segment: Part, word: str, most: int) -> Iterator[tuple[str, int, int]]:
    """The surface forms near `word`, how far away, and in how many documents each is."""
    field = segment.field(BASE)
    if field is None or field.forms is None:
        return
    for place, edits in field.forms.lexicon.near(word, most, prefix=0):
        form = field.forms.lexicon[place]
        count = field.forms.count(place)
        if not count and (stem := field.lexicon.find(form)) is not None:
            count = field.frequency(stem)
        yield form.decode(), edits, count
