"""How text becomes terms: one regular expression, then a dictionary from token to terms.

A token is a written word: letters and digits, parts joined by hyphens, with the "++" or "#" of
C++ and F#. Each part makes a term at a position of its own: its Porter stem, or, of Chinese,
Japanese and Korean, each letter. Latin letters lose their accents (Müller is muller), Hebrew and
Arabic words their points. Every word is a term, stop words too, so that phrases are exact.

Other spellings of a token are terms at the position where it stands: fine-tuning is finetuning
too, Müller is mueller, C++ is c++, and a stop word in capitals (IT, US) is itself in capitals.

An underscore by itself makes no term, but takes a position: what stands around it is not side by
side.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import chain, pairwise
from typing import NamedTuple

from whoosh.analysis import Analyzer, Token
from whoosh.analysis.filters import STOP_WORDS
from whoosh.lang.porter import stem

from search.text.patterns import LazyPattern

# Points of Hebrew and Arabic, which a writer may leave out.
_POINTS = (
    "\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u0640\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
)
# What may follow a letter within a word and is no letter to Python: accents, which NFKC joins to
# their letter where it can, points, and vowel signs of Indic scripts, Thai, Lao, Burmese, Khmer.
_MARKS = (
    f"\u0300-\u036f{_POINTS}\u0900-\u0963\u0971-\u0df3\u0e31-\u0e3a\u0e47-\u0e4e\u0eb1-\u0ecd"
    "\u0f71-\u0f84\u102b-\u103e\u1056-\u109d\u17b4-\u17d3"
)
_REST = rf"[\w{_MARKS}]*(?:\.\w[\w{_MARKS}]*)*"
WORD = LazyPattern(rf"\w{_REST}")
_HYPHENS = "-\u2010\u2011"
TOKEN = LazyPattern(rf"\w{_REST}(?:[{_HYPHENS}]\w{_REST})*(?:(?:\+\+|\#)(?!\w))?")
# The same for a text of ASCII, as most are: it takes two thirds of the time.
_ASCII_REST = r"\w*(?:\.\w+)*"
_ASCII_TOKEN = LazyPattern(rf"\w{_ASCII_REST}(?:-\w{_ASCII_REST})*(?:(?:\+\+|\#)(?!\w))?", re.ASCII)
GAP = "_"
_TWO_CAPITALS = LazyPattern("[A-Z]{2,}")
_CAPITALS = frozenset(word.upper() for word in STOP_WORDS if len(word) > 1)
_REMEMBERED = 1 << 15  # words with their terms, or tokens: the frequent ones are soon known again
_ACCENT = LazyPattern(f"[\u0300-\u036f{_POINTS}]")
# Latin letters that have no decomposition into a letter and its accent.
_BARE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ħ": "h", "ı": "i", "æ": "ae", "œ": "oe"})
_UMLAUTS = {"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"}
_WITH_UMLAUT = LazyPattern("[äöüåø]")
# Letters that are terms, one each.
_EAST_ASIAN = LazyPattern(
    "[\u3041-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7a3\uf900-\ufaff\U00020000-\U0003134f]"
)


class Analysis(NamedTuple):
    """What one token makes.

    `words`: its parts in lower case, without accents; `terms`: the terms, one at each position;
    `also`: the terms of its other spellings, each behind the place of the term where it stands;
    `forms`: its surface forms, each with its term; `counted`: how many of the terms count to the
    length of a text, as stop words do not.
    """

    words: tuple[str, ...]
    terms: tuple[str, ...]
    also: tuple[tuple[int, str], ...]
    forms: tuple[tuple[str, str], ...]
    counted: int


def words_with(initials: str) -> re.Pattern[str]:
    """A pattern for those words of an ASCII text that begin with one of some letters.

    The rest of the text is passed over, in a quarter of the time that it takes to look at each of
    its words. In other texts a word may have terms that begin with another letter.
    """
    letters = "".join(form for one in initials for form in (one, one.upper()))
    # Once a first letter was found: nothing of the same word stands before it.
    return re.compile(rf"[{letters}](?<!\w.)(?<!\w\..){_ASCII_REST}", re.DOTALL | re.ASCII)


def plain(text: str) -> str:
    """`text` in lower case; full-width and other forms of a letter become the letter."""
    return text.lower() if text.isascii() else unicodedata.normalize("NFKC", text.casefold())


def bare(word: str) -> str:
    """`word` without accents; `word` is in lower case."""
    if word.isascii():
        return word
    apart = unicodedata.normalize("NFD", word.translate(_BARE))
    return unicodedata.normalize("NFC", _ACCENT.sub("", apart))


@lru_cache(_REMEMBERED)
def stems(word: str) -> tuple[str, ...]:
    """The terms of one lower-case word of a text: its stem, or each East Asian letter."""
    return _terms(word, stem)


@lru_cache(_REMEMBERED)
def names(word: str) -> tuple[str, ...]:
    """The terms of one lower-case word of a person's name, which has no stem."""
    return _terms(word, str)


def with_umlauts_spelled(word: str) -> str:
    """A lower-case word with ae for ä and the like; the same word where it has none."""
    return _WITH_UMLAUT.sub(lambda found: _UMLAUTS[found[0]], word)


def is_initial(word: str) -> bool:
    """Whether a lower-case word is one letter, or several with stops between: j, j.r."""
    return word[:1].isalpha() and all(map(_is_letter, word.split(".")))


def _is_letter(text: str) -> bool:
    return len(text) == 1 and text.isascii()


def _terms(word: str, of_part: Callable[[str], str]) -> tuple[str, ...]:
    word = bare(word)
    if word.isascii() or not _EAST_ASIAN.search(word):
        return (of_part(word),)
    return tuple(map(of_part, _EAST_ASIAN.sub(r" \g<0> ", word).split()))


def _is_plain(token: str) -> bool:
    return token.isascii() and token.isalnum() and (token.islower() or token.isdigit())


class Words(Analyzer):  # type: ignore[misc]  # Whoosh has no types
    """The analyzer of running text. `terms` gives the terms of a lower-case word.

    Tokens met before are looked up; the dictionaries stay out of the index's pickle.
    """

    stop_words = STOP_WORDS

    def __init__(self, terms: Callable[[str], tuple[str, ...]]) -> None:
        self.terms = terms  # of one word as `words` gives it
        self._analyses: dict[str, Analysis] = {}

    def __getstate__(self) -> dict[str, object]:
        return {"terms": self.terms, "_analyses": {}}

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and self.terms is other.terms

    def __hash__(self) -> int:
        return hash(self.terms)

    def has_morph(self) -> bool:
        """Whether a term may be another word than the one in the text; a name of Whoosh's."""
        return self.terms is stems

    def tokens(self, text: str) -> list[str]:
        """The tokens of `text` in order, in lower case but for stop words in capitals."""
        is_ascii = text.isascii()
        if is_ascii and text.isalnum():  # one word, as in a query
            return [text if text in _CAPITALS else text.lower()]
        if is_ascii and _CAPITALS.isdisjoint(_TWO_CAPITALS.findall(text)):
            return _ASCII_TOKEN.findall(text.lower())
        if is_ascii:
            tokens = _ASCII_TOKEN.findall(text)
        else:
            tokens = TOKEN.findall(unicodedata.normalize("NFKC", text))
        return [token if token in _CAPITALS else plain(token) for token in tokens]

    def analyze(self, token: str) -> Analysis:
        """What a token of `tokens` makes."""
        found = self._analyses.get(token)
        if found is None:
            if len(self._analyses) >= _REMEMBERED:
                self._analyses.clear()
            if _is_plain(token):
                (term,) = self.terms(token)
                counted = 0 if token in STOP_WORDS else 1
                found = Analysis((token,), (term,), (), ((token, term),), counted)
            else:
                found = self._analyze(token)
            self._analyses[token] = found
        return found

    def analyzed(self, token: str) -> str | Analysis:
        """What a token makes; the term alone of one that is one word of small ASCII letters,
        or a number.

        Such a word is its only form, and counts where it is no stop word. Most tokens are so.
        An index asks for each token once, so nothing is remembered.
        """
        if _is_plain(token):
            return stem(token) if self.has_morph() else token
        return self._analyze(token)

    def _analyze(self, token: str) -> Analysis:
        if token == GAP:
            return Analysis((GAP,), (), (), (), 0)
        parts = token.lower().split("-") if token.isascii() else []
        if not parts or not all(map(str.isalnum, parts)):
            parts = [bare(part) for written in WORD.findall(token) for part in self.words(written)]
        by_part = list(map(self.terms, parts))
        both = list(zip(parts, by_part, strict=True))
        forms = [(part, terms[0]) for part, terms in both if len(terms) == 1]
        counted = sum(len(terms) for part, terms in both if part not in STOP_WORDS)
        also = []
        for place, word in self._other_spellings(token, parts):
            if word.islower() and word[-1] not in "+#":
                (term,) = self.terms(word)
                forms.append((word, term))
                also.append((place, term))
            else:  # what is no word of small letters is its own term
                also.append((place, word))
        terms = tuple(chain.from_iterable(by_part))
        return Analysis(tuple(parts), terms, tuple(also), tuple(forms), counted)

    def _other_spellings(self, token: str, parts: list[str]) -> Iterator[tuple[int, str]]:
        """Words that a token may also be written as, each with the part at whose place it stands.

        None for East Asian tokens, whose letters are terms.
        """
        if not token.isascii():
            if _EAST_ASIAN.search(token):
                return
            written = [word for part in WORD.findall(token) for word in self.words(part)]
            for place, word in enumerate(written):
                if (spelled := with_umlauts_spelled(word)) != word:
                    yield place, bare(spelled)
        for place, (first, second) in enumerate(pairwise(parts)):
            yield place, first + second
        if token[-1] in "+#":
            yield len(parts) - 1, parts[-1] + token[len(token.rstrip("+#")) :]
        elif token in _CAPITALS:
            yield 0, token

    def words(self, text: str) -> list[str]:
        """The words of `text` in order, in lower case; the parts of a token are words too."""
        if text.isascii() and text.isalnum():  # one word, the most common case by far
            return [text.lower()]
        return WORD.findall(plain(text))

    def query_terms(self, text: str) -> list[str]:
        """The terms of a word in a query, or of several."""
        if text.isascii() and text.isalnum():
            return list(self.terms(text.lower()))
        words = (word for written, _, _ in self.spans(text) for word in self.words(written))
        return [term for word in words for term in self.terms(word)]

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

    stop_words: frozenset[str] = frozenset()

    def __init__(self, parts: bool = False) -> None:
        self.parts = parts

    def has_morph(self) -> bool:
        """False: a label is its own term; a name of Whoosh's."""
        return False

    def tokens(self, label: str) -> list[str]:
        """What an indexed label is found by, in lower case."""
        folded = " ".join(plain(label).split())
        if not self.parts:
            return [folded] if folded else []
        split = (*folded.split("/"), *re.findall(r"[^\W_]+", folded))
        return list(dict.fromkeys(filter(None, (folded, *split))))

    def query_terms(self, label: str) -> list[str]:
        """The term of a label in a query: the whole of it."""
        folded = " ".join(plain(label).split())
        return [folded] if folded else []

    def analyzed(self, token: str) -> str | Analysis:
        """What a token of `tokens` makes: itself, as its term."""
        return token

    def __call__(  # type: ignore[no-untyped-def]  # the signature is Whoosh's
        self, value, positions=False, chars=False, start_pos=0, start_char=0, mode="", **other
    ) -> Iterator[Token]:
        """Whoosh's tokens: when indexing all that `tokens` gives, in a query the label as it is."""
        token = Token(positions, chars, mode=mode, **other)
        folded = " ".join(plain(value).split())
        for place, word in enumerate(
            self.tokens(value) if mode == "index" else filter(None, [folded])
        ):
            token.text = token.original = word
            token.boost = 1.0
            token.stopped = False
            token.pos = start_pos + place
            token.startchar, token.endchar = start_char, start_char + len(value)
            yield token
