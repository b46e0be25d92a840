"""One field of the documents of a new segment, as tokens, until it is inverted."""

from array import array
from collections.abc import Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from search.files.arrayfile import Array
from search.index.segments.inversion import END, PARTS, Inverted, Keys, arrays, key
from search.index.segments.surface import SurfaceForms, occurrences
from search.index.segments.titles import Titles
from search.index.terms.analysis import Analysis, Labels, Words

Numbers = NDArray[np.int64]


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
        self._tokens = array("i")
        self._documents = array("i")
        self._parts = array("b")
        self._lengths = array("i")
        self._titles: dict[int, list[str]] = {}

    def __len__(self) -> int:
        return len(self._tokens)

    def add(self, document: int, parts: Sequence[list[str]]) -> None:
        """Add the tokens of one document, part by part."""
        if self._regions:
            self._titles[document] = parts[0]
        for part, tokens in enumerate(parts):
            if tokens:
                self._tokens.extend(map(self._numbers.__getitem__, tokens))
                self._documents.append(document)
                self._parts.append(part)
                self._lengths.append(len(tokens))

    def inverted(self, documents: int) -> dict[str, Array]:
        """The arrays of the field of so many documents, surface forms and titles among them."""
        analyses = list(map(self._analyzer.analyze, self._numbers))
        terms = sorted(
            {term for made in analyses for term in (*made.terms, *(also[1] for also in made.also))}
        )
        places = {term: place for place, term in enumerate(terms)}
        tokens = np.array(self._tokens, np.int64)
        keys, lengths = self._occurrences(tokens, analyses, places, documents)
        inverted = arrays(Inverted(self._name, [term.encode() for term in terms], keys, lengths))
        if self._analyzer.has_morph():
            inverted |= self._forms(tokens, analyses, places)
        if self._regions:
            inverted |= self._folded_titles(analyses, documents)
        return inverted

    def _occurrences(
        self, tokens: Numbers, analyses: list[Analysis], places: dict[str, int], documents: int
    ) -> tuple[Keys, Numbers]:
        """The keys of all occurrences, and the length of each part of each document."""
        terms = np.array([places[term] for made in analyses for term in made.terms], np.int64)
        counts = np.array([len(made.terms) for made in analyses], np.int64)
        stretches = np.array(self._lengths, np.int64)
        parts, of_document = np.array(self._parts, np.int64), np.array(self._documents, np.int64)
        makes = counts[tokens]
        first = np.cumsum(makes) - makes  # occurrence at which each token begins
        heads = np.cumsum(stretches) - stretches
        in_part = np.add.reduceat(makes, heads) if len(heads) else heads
        begins = np.array(PARTS)[parts] - (np.cumsum(in_part) - in_part)
        limits = np.array(PARTS[1:] if self._regions else (END,)) - 1
        position = np.arange(makes.sum()) + np.repeat(begins, in_part)
        position = np.minimum(position, np.repeat(limits[parts], in_part))
        document = np.repeat(of_document, in_part)
        keys = [key(terms[_each(tokens, counts)], document, position)]
        # The other spellings, each at the place of a term.
        others = np.array([len(made.also) for made in analyses], np.int64)
        if others.any():
            other = np.array([places[term] for made in analyses for _, term in made.also], np.int64)
            offset = np.array([place for made in analyses for place, _ in made.also], np.int64)
            which = _each(tokens, others)
            at = np.repeat(first, others[tokens]) + offset[which]
            keys.append(key(other[which], document[at], position[at]))
        counted = np.array([made.counted for made in analyses], np.int64)[tokens]
        lengths = np.zeros((len(limits), documents), np.int64)
        if len(heads):
            lengths[parts, of_document] = np.add.reduceat(counted, heads)
        return np.concatenate(keys), lengths

    def _forms(
        self, tokens: Numbers, analyses: list[Analysis], terms: dict[str, int]
    ) -> dict[str, Array]:
        """The surface forms of all tokens; `terms` gives the places of the terms."""
        stems = {form: terms[term] for made in analyses for form, term in made.forms}
        forms = sorted(stems)
        places = {form: place for place, form in enumerate(forms)}
        # The postings of the term answer for a form that is its own term.
        needed = [[places[f] for f, term in made.forms if f != term] for made in analyses]
        counts = np.fromiter(map(len, needed), np.int64, len(needed))
        flat = np.fromiter(chain.from_iterable(needed), np.int64)
        stretch = np.repeat(np.arange(len(self._lengths)), self._lengths)
        of = np.repeat(stretch, counts[tokens])
        keys = occurrences(
            flat[_each(tokens, counts)],
            np.array(self._documents, np.int64)[of],
            np.array(self._parts, np.int64)[of],
        )
        encoded = [form.encode() for form in forms]
        places_of_stems = np.fromiter((stems[form] for form in forms), np.int64, len(forms))
        return SurfaceForms.build(self._name, encoded, places_of_stems, keys)

    def _folded_titles(self, analyses: list[Analysis], documents: int) -> dict[str, Array]:
        folded = [" ".join(made.words) for made in analyses]
        numbers, titles = self._numbers, self._titles
        return Titles.build(
            [
                " ".join(folded[numbers[token]] for token in titles.get(document, ()))
                for document in range(documents)
            ]
        )


def _each(tokens: Numbers, counts: Numbers) -> Numbers:
    """Where what all tokens make stands in a list of what each different token makes, in order.

    `counts`: how much each different token makes.
    """
    makes = counts[tokens]
    starts = np.cumsum(counts) - counts
    places: Numbers = np.repeat(starts[tokens] - (np.cumsum(makes) - makes), makes)
    places += np.arange(len(places))
    return places
