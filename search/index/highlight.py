"""Which words of a text a query matched: marked where they stand, and the passage to show."""

from collections.abc import Callable, Iterator
from functools import partial

from whoosh import query
from whoosh.analysis.filters import STOP_WORDS
from whoosh.query import Query

from search.index.matching.distance import distances_of
from search.index.terms.analysis import WORD, Words, bare, plain, stems, words_with
from search.model.queries import FullText
from search.text.clean import one_line

Span = tuple[int, int]

_FIELDS = frozenset({"text", "title", "abstract", "author", "keyword"})


class Highlighter:
    """The words that one query looks for. Keep it while the query stands: it learns words.

    Only what the query wants counts, not what it excludes. With `field`, the query's words for
    other fields (`title:`, `author:`) are left out. The field "section" is the titles that `in:`
    asks for, alone.
    """

    def __init__(self, tree: Query, field: str | None = None) -> None:
        wanted = _FIELDS if field is None else {"text", field} if field != "section" else {field}
        leaves = [leaf for leaf in _positive(tree) if leaf.field() in wanted]
        self._phrases = [leaf for leaf in leaves if isinstance(leaf, query.Phrase)]
        tests = {leaf: test for leaf in leaves if (test := _test(leaf))}
        self._tests = list(tests.values())
        initials = [_initial(leaf) for leaf in tests]
        # In ASCII, only words with these initials can match.
        self._candidates = words_with("".join(initials)) if tests and all(initials) else WORD
        self._words = Words(stems)
        self._verdicts: dict[str, bool] = {}

    def spans(self, text: str) -> list[Span]:
        """Start and end of every part of `text` that matched, in order, none overlapping."""
        verdicts = self._verdicts
        found: list[Span] = []
        words = self._candidates if text.isascii() else WORD
        for word in words.finditer(text) if self._tests else ():
            verdict = verdicts.get(word[0])
            if verdict is None:
                verdict = verdicts[word[0]] = self._matches(word[0])
            if verdict:
                found.append(word.span())
        for phrase in self._phrases:
            found += self._of_phrase(text, phrase.words, phrase.slop)
        return _merged(sorted(found))

    def snippet(self, text: str, width: int = 160) -> tuple[str, list[Span]]:
        """The passage of `text` with the most matches, on one line of `width` characters at most.

        It is cut between words, with "…" where something was left out, and comes with the spans
        of its own matches.
        """
        line = one_line(text)
        spans = self.spans(line)
        start, end = _passage(line, spans, width)
        before, after = "…" * (start > 0), "…" * (end < len(line))
        shift = len(before) - start
        inside = [(low + shift, high + shift) for low, high in spans if start <= low < high <= end]
        return f"{before}{line[start:end]}{after}", inside

    def _matches(self, written: str) -> bool:
        words = [bare(word) for word in self._words.words(written)]
        return any(test(word, self._words.terms) for test in self._tests for word in words)

    def _sequence(self, written: str, initials: set[str]) -> list[str]:
        """The terms of a written word; a blank for a word that begins with another letter."""
        words = self._words.words(written)
        if all(word.isascii() and word[0] not in initials for word in words):
            return [" " for word in words if word not in STOP_WORDS]
        return [term for word in words for term in self._words.terms(word)]

    def _of_phrase(self, text: str, words: list[str], slop: int) -> Iterator[Span]:
        """Matches of a phrase: the whole of it, or its words where others may stand between."""
        places: dict[str, list[int]] = {word: [] for word in words}
        spans: list[Span] = []
        initials = {word[0] for word in words}
        known: dict[str, list[str]] = {}
        for written, start, end in self._words.spans(text):
            terms = known.get(written)
            if terms is None:
                terms = known[written] = self._sequence(written, initials)
            for term in terms:
                if term in places:
                    places[term].append(len(spans))
                spans.append((start, end))
        for first in places[words[0]]:
            chain = [first]
            for word in words[1:]:
                chain += [at for at in places[word] if chain[-1] < at <= chain[-1] + slop][:1]
            if len(chain) == len(words):
                if slop <= 1:
                    yield spans[chain[0]][0], spans[chain[-1]][1]
                else:
                    yield from (spans[at] for at in chain)


def asks_full_text(tree: Query) -> bool:
    """Whether what a document should have is to be in its full text."""
    match tree:
        case query.Not():
            return False
        case FullText():
            return any(True for _ in _positive(tree))
        case _:
            return not tree.is_leaf() and any(map(asks_full_text, tree.children()))


def spans(text: str, tree: Query) -> list[Span]:
    """See Highlighter.spans; for one text only."""
    return Highlighter(tree).spans(text)


def snippet(text: str, tree: Query, width: int = 160) -> tuple[str, list[Span]]:
    """See Highlighter.snippet; for one text only."""
    return Highlighter(tree).snippet(text, width)


Terms = Callable[[str], tuple[str, ...]]
Test = Callable[[str, Terms], bool]


def _positive(node: Query) -> Iterator[Query]:
    """The leaves that make a document match."""
    match node:
        case query.Not():
            return
        case FullText():
            yield from _positive(node.tree)
        case _ if node.is_leaf():
            yield node
        case _:
            for part in node.children():
                yield from _positive(part)


def _test(leaf: Query) -> Test | None:
    """Whether a leaf matches a bare lower-case word, whose terms are asked for only if need be."""
    match leaf:
        case query.Term():
            return partial(_is_term, leaf.text)
        case query.Prefix():
            return partial(_begins, bare(plain(leaf.text)))
        case query.FuzzyTerm():
            return partial(_is_near, leaf.text, leaf.maxdist, leaf.prefixlength)
    return None


def _initial(leaf: Query) -> str:
    """A letter or digit with which every word begins that a leaf matches, or ""."""
    if isinstance(leaf, query.FuzzyTerm) and not leaf.prefixlength:
        return ""
    first = bare(plain(leaf.text))[:1] if isinstance(leaf.text, str) else ""
    return first if first.isascii() and first.isalnum() else ""


def _is_term(term: str, word: str, terms: Terms) -> bool:
    # A stem keeps its word's first letters; looking at them first spares most of the stemming.
    if word.isascii() and word[: min(2, len(term) - 1)] != term[: min(2, len(term) - 1)]:
        return False
    return word == term or term in terms(word)


def _begins(start: str, word: str, terms: Terms) -> bool:
    if word.startswith(start):
        return True
    # A stem may end in another letter than its word has there (easy, easi).
    return word.startswith(start[:-1]) and any(term.startswith(start) for term in terms(word))


def _is_near(term: str, most: int, shared: int, word: str, terms: Terms) -> bool:
    if word[:shared] != term[:shared]:
        return False
    alike = [found for found in terms(word) if abs(len(found) - len(term)) <= most]
    return bool(alike) and int(distances_of(term, alike, most).min()) <= most


def _merged(found: list[Span]) -> list[Span]:
    merged: list[Span] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _passage(line: str, spans: list[Span], width: int) -> Span:
    """Where the best passage begins and ends, room for its ellipses taken off."""
    if len(line) <= width:
        return 0, len(line)
    room = max(width - 2, 1)
    best, held = (0, 0), 0
    for place, (start, _) in enumerate(spans):
        inside = [span for span in spans[place:] if span[1] <= start + room]
        # Different words say more than one word again and again.
        worth = len({line[low:high].lower() for low, high in inside}) * 100 + len(inside)
        if worth > held:
            best, held = (start, inside[-1][1]), worth
    start = max(0, min(best[0] - (room - (best[1] - best[0])) // 3, len(line) - room))
    if start and not line[start - 1].isspace():
        start = _next_space(line, start, best[0] if held else start + room)
    end = min(len(line), start + room)
    if end < len(line) and not line[end].isspace():
        end = max(line.rfind(" ", start, end), best[1]) if " " in line[start:end] else end
    return start, end


def _next_space(line: str, start: int, limit: int) -> int:
    found = line.find(" ", start, limit)
    return found + 1 if found >= 0 else start
