"""The posting pool: the tokens of the documents of a new segment, until it is written.

It takes the place of Whoosh's pool, and has the tokens of a document in order, part by part,
instead of one posting a word. Whenever it grows large, its content is spilled to disk as a run
(search.index.building.runs).
"""

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from whoosh.fields import Schema

from search.files import arrayfile
from search.files.arrayfile import Section, sections
from search.index.building.field_pool import FieldPool
from search.index.building.runs import Run, merge
from search.index.segments.positions import REGIONS
from search.index.segments.postings import BASE
from search.index.terms.schema import Parts

RUN = 7 << 17  # words in a run, about; inverting them takes some 40 bytes for each


class Pool:
    """The fields of a new segment. The methods are those of Whoosh's pool, and more.

    `folder` is where runs are spilled; the caller empties it. Raises OSError.
    """

    def __init__(self, schema: Schema, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Run] = []
        self._first = 0  # the number of the first document in memory
        self._held = 0
        self._fields = {
            name: FieldPool(name, field.analyzer, regions=field.regions)
            for name, field in schema.items()
            if isinstance(field, Parts) and name not in REGIONS
        }

    def add(self, document: Mapping[str, Sequence[str]]) -> None:
        """Add the texts of a document by field; spill a run if it is full."""
        known: dict[str, list[str]] = {}
        for name, value in document.items():
            if any(value):
                self._fields[name].add(self._held, value, known)
        self._held += 1
        if len(self._fields[BASE]) >= RUN:
            self._spill()

    def take(self, path: Path, live: NDArray[np.bool_]) -> None:
        """Add the live documents of another segment, whose words are in the file `path`."""
        self._spill()
        self._append(path, live)

    def iter_postings(self) -> Iterator[Section]:
        """The arrays of the whole segment, for the codec's writer."""
        if not self._runs:
            return self._inverted()
        self._spill()
        names = list(self._fields)
        self._fields.clear()  # what it remembers is memory that merging can use
        return merge(self._runs, names)

    def cleanup(self) -> None:
        """Whoosh's writer removes the runs with their folder."""

    def _spill(self) -> None:
        if self._held:
            path = self._folder / f"{len(self._runs)}.run"
            with path.open("wb") as file:
                arrayfile.write(file, self._inverted())
            self._append(path, np.ones(self._held, np.bool_))
            self._held = 0

    def _inverted(self) -> Iterator[Section]:
        for field in self._fields.values():
            yield from sections(field.inverted(self._held))

    def _append(self, path: Path, live: NDArray[np.bool_]) -> None:
        numbers = np.where(live, self._first + np.cumsum(live) - 1, -1)
        self._runs.append(Run(path, numbers))
        self._first += int(np.count_nonzero(live))
