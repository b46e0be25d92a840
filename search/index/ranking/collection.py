"""Collection statistics, over all segments together."""

from collections.abc import Sequence
from typing import Protocol

from search.index.ranking import weights
from search.index.segments.positions import NAMES
from search.index.segments.postings import BASE, Field

_COMMON = 10  # no name is so common that one paper in so many has it,
_FEW = 5000  # but where there are few papers
_REMEMBERED = 1 << 15  # terms whose frequency is kept for the next key


class Part(Protocol):
    """What the statistics ask of a segment."""

    size: int

    def field(self, name: str) -> Field | None:
        """One of its fields, None where it has none of that name."""


class Statistics:
    """The statistics of a set of segments, each worked out when it is first asked for."""

    def __init__(self, parts: Sequence[Part]) -> None:
        self._parts = parts
        self.documents = sum(part.size for part in parts)
        self._frequencies: dict[tuple[str, bytes], int] = {}
        self._idf: dict[tuple[str, bytes], float] = {}
        self._names: dict[str, bool] = {}

    def frequency(self, field: str, term: bytes) -> int:
        """In how many documents the term is, deleted ones among them."""
        found = self._frequencies.get((field, term))
        if found is None:
            if len(self._frequencies) >= _REMEMBERED:
                self._frequencies.clear()
            found = self._frequencies[field, term] = self._counted(field, term)
        return found

    def is_known(self, term: str) -> bool:
        """Whether any paper has a term."""
        return self.frequency(BASE, term.encode()) > 0

    def idf(self, field: str, term: bytes) -> float:
        """The inverse document frequency of a term."""
        found = self._idf.get((field, term))
        if found is None:
            found = weights.idf(self.documents, self.frequency(field, term))
            self._idf[field, term] = found
        return found

    def is_name(self, term: str) -> bool:
        """Whether most papers that have a term have it in an author's name."""
        found = self._names.get(term)
        if found is None:
            named = frequency = 0
            for part in self._parts:
                field = part.field(BASE)
                place = None if field is None else field.lexicon.find(term.encode())
                if field is not None and place is not None:
                    postings = field.postings(place)
                    frequency += len(postings.freqs)
                    if frequency > max(_FEW, self.documents / _COMMON):
                        break  # costly to look through, and no name is so common
                    named += postings.count_from(NAMES)
            found = self._names[term] = named * 2 > frequency
        return found

    def _counted(self, field: str, term: bytes) -> int:
        count = 0
        for part in self._parts:
            held = part.field(field)
            place = None if held is None else held.lexicon.find(term)
            if held is not None and place is not None:
                count += held.frequency(place)
        return count
