"""How text becomes terms: one regular expression, then a dictionary from word to stems.

The terms are those of Whoosh's StemmingAnalyzer (its words, stop list and Porter stems), with
three differences: a word of one letter counts ("C", "GPT-4"), Latin letters lose their accents
(Müller is muller), and Chinese, Japanese and Korean letters are a term each, so that a run of
them is found as a phrase.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator

from whoosh.analysis import Analyzer, Token
from whoosh.analysis.filters import STOP_WORDS
from whoosh.lang.porter import stem

# A letter may be followed by its accents, which NFKC joins to it where it can.
_REST = r"[\w\u0300-\u036f]*(?:\.\w[\w\u0300-\u036f]*)*"
WORD = re.compile(rf"\w{_REST}")
_REMEMBERED = 1 << 16  # words with their terms: the frequent ones are soon known again
_ACCENT = re.compile("[\u0300-\u036f]")
# Latin letters that have no decomposition into a letter and its accent.
_BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_EAST_ASIAN = re.compile(
    "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f]"
)


def words_with(initials: str) -> re.Pattern[str]:
    """A pattern for those words of an ASCII text that begin with one of some letters.

    The rest of the text is passed over, in a quarter of the time that it takes to look at each of
    its words. In other texts a word may have terms that begin with another letter.
    """
    letters = "".join(form for one in initials for form in (one, one.upper()))
    # Once a first letter was found: nothing of the same word stands before it.
    return re.compile(rf"[{letters}](?<!\w.)(?<!\w\..){_REST}", re.DOTALL | re.ASCII)


def plain(text: str) -> str:
    """`text` in lower case; full-width and other forms of a letter become the letter."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text.casefold())


def bare(word: str) -> str:
    """`word` without accents; `word` is in lower case."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word.translate(_BARE))
    return unicodedata.normalize("NFC", _ACCENT.sub("", apart))


def stems(word: str) -> tuple[str, ...]:
    """The terms of one lower-case word: none (a stop word), its stem, or each East Asian letter."""
    return _terms(word, lambda part: () if part in STOP_WORDS else (stem(part),))


def names(word: str) -> tuple[str, ...]:
    """The terms of one lower-case word of a person's name, which has no stop words and no stems."""
    return _terms(word, lambda part: (part,))


def _terms(word: str, of_part: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
    word = bare(word)
    if word.isascii() or not _EAST_ASIAN.search(word):
        return of_part(word)
    apart = _EAST_ASIAN.sub(r" \g<0> ", word).split()
    return tuple(term for part in apart for term in of_part(part))


class Words(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """The analyzer of running text. `terms` gives the terms of a lower-case word.

    Words met before are looked up; the dictionary stays out of the index's pickle.
    """

    def __init__(self, terms: Callable[[str], tuple[str, ...]]) -> None:
        self._make = terms
        self._known: dict[str, tuple[str, ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        return {"_make": self._make, "_known": {}}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self._make is other._make

    def __hash__(self) -> int:
        return hash(self._make)

    def has_morph(self) -> bool:
        """Whether a term may be another word than the one in the text; a name of Whoosh's."""
        return self._make is stems

    def words(self, text: str) -> list[str]:
        """The words of `text` in order, in lower case."""
        if text.isascii() and text.isalnum():  # one word, the most common case by far
            return [text.lower()]
        return WORD.findall(plain(text))

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms of one word as `words` gives it."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            found = self._known[word] = self._make(word)
        return found

    def spans(self, text: str) -> Iterator[tuple[str, int, int]]:
        """Each word of `text` as written, with its start and end in `text`."""
        return ((found.group(), found.start(), found.end()) for found in WORD.finditer(text))

    def __call__(  # type: ignore[no-untyped-def]  # the signature is Whoosh's
        self, value, positions=False, chars=False, start_pos=0, start_char=0, mode="", **other
    ) -> Iterator[Token]:
        """Whoosh's tokens; the same Token object each time, as Whoosh has it."""
        token = Token(positions, chars, mode=mode, **other)
        position = start_pos
        for word, start, end in self.spans(value):
            for lower in self.words(word):
                for term in self.terms(lower):
                    token.text = token.original = term
                    token.boost = 1.0
                    token.stopped = False
                    token.pos = position
                    token.startchar, token.endchar = start_char + start, start_char + end
                    position += 1
                    yield token


class Labels(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """The analyzer of labels, which are found whole and in any case, such as cs.CL.

    With `parts`, an indexed label is found by its parts too: OWNER/REPO by owner and by name, and
    by the words of both.
    """

    def __init__(self, parts: bool = False) -> None:
        self.parts = parts

    def has_morph(self) -> bool:
        """False: a label is its own term; a name of Whoosh's."""
        return False

    def words(self, label: str) -> list[str]:
        """What an indexed label is found by, in lower case."""
        whole = " ".join(plain(label).split())
        if not self.parts:
            return [whole] if whole else []
        split = (*whole.split("/"), *re.findall(r"[^\W_]+", whole))
        return list(dict.fromkeys(filter(None, (whole, *split))))

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms of one word as `words` gives it: itself."""
        return (word,)

    def __call__(  # type: ignore[no-untyped-def]  # the signature is Whoosh's
        self, value, positions=False, chars=False, start_pos=0, start_char=0, mode="", **other
    ) -> Iterator[Token]:
        """Whoosh's tokens: when indexing all that `words` gives, in a query the label as it is."""
        token = Token(positions, chars, mode=mode, **other)
        whole = " ".join(plain(value).split())
        for place, word in enumerate(
            self.words(value) if mode == "index" else filter(None, [whole])
        ):
            token.text = token.original = word
            token.boost = 1.0
            token.stopped = False
            token.pos = start_pos + place
            token.startchar, token.endchar = start_char, start_char + len(value)
            yield token
