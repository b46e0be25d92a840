"""One field of the documents of a new segment, as tokens, until it is inverted."""

from array import array
from collections.abc import Sequence
from itertools import chain, compress, count, islice
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import Array
from search.index.building.inversion import Inverted, Keys, arrays, key
from search.index.building.vocabulary import Vocabulary, starts
from search.index.segments.positions import END, PARTS
from search.index.segments.surface import SurfaceForms, occurrences
from search.index.segments.titles import Titles
from search.index.terms.analysis import Analysis, Labels, Words

Numbers = NDArray[np.int32]  # halves of 64 bits: a run has many


class _Numbers(dict[str, int]):
    """A number for each different word, given when it is first asked for."""

    def __missing__(self, word: str) -> int:
        number = self[word] = len(self)
        return number


class FieldPool:
    """One field: the number of each token in order, and the document and part of each stretch."""

    def __init__(self, name: str, analyzer: Words | Labels, *, regions: bool) -> None:
        self._name = name
        self._analyzer = analyzer
        self._regions = regions
        self._numbers = _Numbers()
        self._analyzed: list[str | Analysis] = []  # by number, as far as they were analyzed
        self._begin()

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, document: int, value: Sequence[str], known: dict[str, list[str]]) -> None:
        """Add the tokens of one document, part by part.

        `known`: the tokens of those texts of it that were met before; two fields may have one.
        """
        labels = isinstance(self._analyzer, Labels)
        parts = [self._tokens_of(text, self._labels if labels else known) for text in value]
        for part, tokens in enumerate(parts if self._regions else [list(chain(*parts))]):
            if tokens:
                numbers = map(self._numbers.__getitem__, tokens)
                # In half the time that the array takes for numbers one by one.
                self._tokens.frombytes(np.fromiter(numbers, np.int32, len(tokens)).tobytes())
                self._documents.append(document)
                self._parts.append(part)
                self._lengths.append(len(tokens))

    def inverted(self, documents: int) -> dict[str, Array]:
        """The arrays of the field of so many documents, surface forms and titles among them.

        Uses up the documents. Of the tokens, those that came twice are remembered, and of those
        that were remembered all that came.
        """
        before = len(self._analyzed)
        self._analyzed += map(
            self._analyzer.analyzed, islice(self._numbers, len(self._analyzed), None)
        )
        tokens = np.array(self._tokens, np.int32)
        times = np.bincount(tokens, minlength=len(self._analyzed))
        vocabulary = Vocabulary(self._analyzer, list(self._numbers), self._analyzed, times > 0)
        stretches = _Stretches(
            vocabulary.numbers.take(tokens),
            np.array(self._documents, np.int32),
            np.array(self._parts, np.int32),
            np.array(self._lengths, np.int32),
        )
        del tokens
        times[:before] *= 2
        self._remember((times > 1).tolist())
        self._begin()
        return self._arrays(stretches, vocabulary, documents)

    def _tokens_of(self, text: str, known: dict[str, list[str]]) -> list[str]:
        tokens = known.get(text)
        if tokens is None:
            tokens = known[text] = self._analyzer.tokens(text)
        return tokens

    def _begin(self) -> None:
        self._labels: dict[str, list[str]] = {}  # the tokens of each
        self._tokens = array("i")
        self._documents = array("i")
        self._parts = array("b")
        self._lengths = array("i")

    def _remember(self, kept: list[bool]) -> None:
        self._numbers = _Numbers(zip(compress(self._numbers, kept), count()))
        self._analyzed = list(compress(self._analyzed, kept))

    def _arrays(
        self, stretches: "_Stretches", vocabulary: Vocabulary, documents: int
    ) -> dict[str, Array]:
        keys, lengths = self._occurrences(stretches, vocabulary, documents)
        terms = [term.encode() for term in vocabulary.terms]
        inverted = arrays(Inverted(self._name, terms, keys, lengths))
        if self._analyzer.has_morph():
            inverted |= self._forms(stretches, vocabulary)
        if self._regions:
            inverted |= _titles(stretches, vocabulary, documents)
        return inverted

    def _occurrences(
        self, stretches: "_Stretches", vocabulary: Vocabulary, documents: int
    ) -> tuple[Keys, NDArray[np.int64]]:
        """The keys of all occurrences, and the length of each part of each document."""
        tokens, of_document, parts, sizes = stretches
        positioned, also = vocabulary.positioned, vocabulary.also
        makes = positioned.counts.take(tokens)
        first = starts(makes)  # occurrence at which each token begins
        takes = np.maximum(makes, 1)  # positions: a token without a term keeps its neighbours apart
        heads = starts(sizes)
        in_part = np.add.reduceat(makes, heads, dtype=np.int32) if len(heads) else heads
        before = starts(takes)
        begins = np.array(PARTS, np.int32)[parts] - before[heads]
        limits = np.array(PARTS[1:] if self._regions else (END,), np.int32) - np.int32(1)
        position = np.repeat(begins, in_part)
        position += np.arange(len(position), dtype=np.int32)
        if len(first) and before[-1] != first[-1]:
            position += np.repeat(before - first, makes)
        position = np.minimum(position, np.repeat(limits[parts], in_part))
        del takes, before
        document = np.repeat(of_document, in_part)
        keys = [key(positioned.values.take(positioned.each(tokens)), document, position)]
        if len(also.values):  # the other spellings, each at the place of a term
            which = also.each(tokens)
            at = np.repeat(first, also.counts.take(tokens)) + vocabulary.offsets[which]
            keys.append(key(also.values[which], document[at], position[at]))
        lengths = np.zeros((len(limits), documents), np.int64)
        if len(heads):
            counted = vocabulary.counted.take(tokens)
            lengths[parts, of_document] = np.add.reduceat(counted, heads)
        return np.concatenate(keys), lengths

    def _forms(self, stretches: "_Stretches", vocabulary: Vocabulary) -> dict[str, Array]:
        """The surface forms of all tokens."""
        forms, stems, needed = vocabulary.forms()
        stretch = np.repeat(np.arange(len(stretches.sizes), dtype=np.int32), stretches.sizes)
        of = np.repeat(stretch, needed.counts.take(stretches.tokens))
        keys = occurrences(
            needed.values[needed.each(stretches.tokens)],
            stretches.documents[of],
            stretches.parts[of],
        )
        return SurfaceForms.build(self._name, [form.encode() for form in forms], stems, keys)


class _Stretches(NamedTuple):
    """The tokens of all parts of all documents, and of each part its document and its size."""

    tokens: Numbers
    documents: Numbers
    parts: Numbers
    sizes: Numbers


def _titles(stretches: _Stretches, vocabulary: Vocabulary, documents: int) -> dict[str, Array]:
    """The folded titles, which are the first part of each document."""
    folded = vocabulary.folded()
    titles = [""] * documents
    begins = starts(stretches.sizes)
    of_titles = np.flatnonzero(stretches.parts == 0)
    for document, start, size in zip(
        stretches.documents[of_titles].tolist(),
        begins[of_titles].tolist(),
        stretches.sizes[of_titles].tolist(),
        strict=True,
    ):
        tokens = stretches.tokens[start : start + size].tolist()
        titles[document] = " ".join(map(folded.__getitem__, tokens))
    return Titles.build(titles)
