"""Did you mean: what a misspelled query was probably meant to be.

Of the words that papers have, the one is chosen that a person who types this probably meant: it
is frequent, and the slip is a likely one (a noisy channel, as in Kernighan, Church and Gale, "A
spelling correction program based on a noisy channel model", 1990). Who drops a letter or swaps two
has few ways to do so; who adds or replaces one has some 25 for each place.

A word that no paper has may be right all the same. Long words have few others near them by chance,
short ones many, so that a short one must be near to a frequent word, and an acronym to none.
"""

from collections.abc import Iterator, Sequence
from math import log

from whoosh import query
from whoosh.query import Query

from search.index.ranking.collection import Statistics
from search.index.segments.docs import intersection
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment
from search.index.terms.analysis import WORD, bare, plain, stems
from search.model.queries import Spellings

_WAYS = log(25)  # ways to replace or add a letter, for each one to drop or swap it
_FIRST = 4.0  # the first letter is seldom wrong
_SECOND = 12.0  # two slips in one word are far rarer than one
_LONG = 9  # letters of a word in which two slips are looked for
_SHORTEST = 4  # letters of a word that is looked for
_LIKELY = 0.6  # how likely such a word must be meant, as _likelihood has it,
_PER_LETTER = 1.6  # and how much less so for each letter more
_PAPERS = 2000  # of so many papers the frequencies are, where a library has fewer
_ACRONYM = 5  # letters at most
_AUTHOR = "author"  # the field of names
_KNOWN = 3  # papers that have a word, so that it may be two slips away
# A word that at most _RARE papers have, but another one slip away _COMMONER times as many. Long
# words are seldom so near to another: more papers may have made the same slip.
_RARE, _RARE_LONG, _COMMONER = 3, 12, 300
_WRITTEN = 10  # papers with another word, where none writes this one, but some have its stem


def suggest(
    segments: Sequence[Segment], statistics: Statistics, tree: Query, typed: str, *, found: bool
) -> str | None:
    """The query as `typed`, with its misspelled words spelled as papers spell them; None without.

    A word is misspelled if no paper has it, or if few papers have it while far more have one that
    is one slip away. Without `typed`, only the word, and none where something was `found`.
    """
    better: dict[tuple[int, int], str] = {}
    words = list(_typed_words(tree, segments))
    for leaf in words:
        field = segments[0].field(leaf.fieldname) if segments else None
        if field is None or field.base not in (BASE, _AUTHOR):
            continue  # a label, which has no surface forms
        if leaf.startchar is None or leaf.endchar is None:
            return None if found else _meant(segments, leaf.text, 1)
        named = field.base == _AUTHOR
        count = statistics.frequency(leaf.fieldname, leaf.text.encode())
        start, end = _span(leaf, typed)
        word = bare(plain(typed[start:end])) or leaf.text
        is_written = named or _is_written(word, segments)
        most = _RARE_LONG if end - start >= _LONG else _RARE
        if (is_written and count > most) or (start, end) in better:
            continue
        if _is_acronym(typed, start, end):
            continue
        least = (count * _COMMONER if is_written else _WRITTEN) if count else 1
        meant = _meant(segments, word, least, _AUTHOR if named else BASE)
        term = stems(meant)[0] if meant and not named else ""
        if meant and not (statistics.is_name(term) and _is_stranger(term, words, segments)):
            better[start, end] = meant
    for (start, end), word in sorted(better.items(), reverse=True):
        typed = f"{typed[:start]}{word}{typed[end:]}"
    return typed if better else None


def _span(leaf: query.Term, typed: str) -> tuple[int, int]:
    """Where the word of a leaf stands, without a field or marks around it."""
    start: int = leaf.startchar
    for found in WORD.finditer(typed[start : leaf.endchar]):
        if leaf.text in (word := plain(found[0]), *stems(word)):
            return start + found.start(), start + found.end()
    return start, leaf.endchar


def _is_written(word: str, segments: Sequence[Segment]) -> bool:
    """Whether any paper has a word in this form; nature, not natureal, which has its stem."""
    fields = [segment.field(BASE) for segment in segments]
    forms = [field.forms.lexicon for field in fields if field is not None and field.forms]
    return any(lexicon.find(word.encode()) is not None for lexicon in forms)


def _is_acronym(typed: str, start: int, end: int) -> bool:
    """Whether a word is short and in capitals, but not all of several words are."""
    all_capitals = typed.isupper() and len(typed.split()) > 1
    return typed[start:end].isupper() and end - start <= _ACRONYM and not all_capitals


def _is_stranger(name: str, words: Sequence[query.Term], segments: Sequence[Segment]) -> bool:
    """Whether no paper that has a name has the other words that papers have."""
    for segment in segments:
        own = segment.term(name)
        others = [docs for word in words if len((docs := segment.leaf(word).docs).ids)]
        if own is not None and len(intersection([own.docs, *others]).ids):
            return False
    return True


def _typed_words(node: Query, segments: Sequence[Segment]) -> Iterator[query.Term]:
    """The words that must be there; one that papers have in another spelling is none of them."""
    match node:
        case query.Term():
            yield node
        case query.Not():
            return
        case Spellings():
            others = node.subqueries[1:]
            if not any(len(each.leaf(other).docs.ids) for each in segments for other in others):
                yield from _typed_words(node.subqueries[0], segments)
        case _:
            for part in node.children():
                yield from _typed_words(part, segments)


def _meant(segments: Sequence[Segment], word: str, least: int, field: str = BASE) -> str | None:
    """The word that was probably meant, which so many papers have at least.

    That is more than one where some papers have `word`, if only by its stem.
    """
    if not word.isalpha() or len(word) < _SHORTEST:
        return None
    edits: dict[str, int] = {}
    counts: dict[str, int] = {}
    for segment in segments:
        for form, away, number in _near(segment, word, field):
            edits[form] = away
            counts[form] = counts.get(form, 0) + number
    papers = sum(segment.count for segment in segments)  # none, where all were removed
    more = max(1, _PAPERS / max(1, papers))
    is_known = least > 1
    likely = {
        form: likelihood
        for form in edits
        if form != word
        and not any(map(str.isdigit, form))
        and counts[form] >= (least if edits[form] == 1 else _KNOWN)
        and (edits[form] == 1 or (form[0] == word[0] and not is_known))
        and (likelihood := _likelihood(word, form, edits[form], more * counts[form]))
        >= _LIKELY - _PER_LETTER * (len(word) - _SHORTEST)
    }
    best = max(likely, key=lambda form: (likely[form], form), default=None)
    # Another form of the same word is found already.
    return None if best and is_known and stems(best) == stems(word) else best


def _likelihood(word: str, form: str, edits: int, count: float) -> float:
    """The logarithm of how likely `form` was meant, up to a constant."""
    dropped_or_swapped = len(word) < len(form) or sorted(word) == sorted(form)
    likely = log(count + 1) - (0 if dropped_or_swapped else _WAYS)
    likely -= 0 if form[0] == word[0] else _FIRST
    return likely - _SECOND * (edits - 1)


def _near(segment: Segment, word: str, name: str) -> Iterator[tuple[str, int, int]]:
    """The surface forms near `word`, how far away, and in how many documents each is.

    Of the field with a `name`; those of authors are its terms.

    Of a form that is its own stem only those are counted that have no other form: range has the
    stem rang, which hardly any paper writes.
    """
    field = segment.field(name)
    if field is None:
        return
    most = 2 if len(word) >= _LONG else 1
    if field.forms is None:
        for place, edits in field.lexicon.near(word, most, prefix=0, swaps=True):
            yield field.lexicon[place].decode(), edits, field.frequency(place)
        return
    for place, edits in field.forms.lexicon.near(word, most, prefix=0, swaps=True):
        form = field.forms.lexicon[place]
        count = field.forms.count(place)
        if not count and (stem := field.lexicon.find(form)) is not None:
            count = max(1, field.forms.only_as_stem(stem, field.frequency(stem)))
        yield form.decode(), edits, count
