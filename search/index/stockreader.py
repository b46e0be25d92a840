"""A segment of arrays as Whoosh's own queries read one: for the few that nothing else answers."""

from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from whoosh.codec import base
from whoosh.formats import Format
from whoosh.matching import ListMatcher, Matcher
from whoosh.reading import TermInfo
from whoosh.scoring import BaseScorer

from search.index import arrayfile
from search.index.inversion import LENGTHS
from search.index.postings import Field, fields

if TYPE_CHECKING:
    from search.index.codec import Segment

Term = tuple[str, bytes]


class Terms(base.TermsReader):  # type: ignore[misc]  # Whoosh has no types
    """The terms of all fields of one segment; its file is opened when it is first asked for."""

    def __init__(self, path: Path) -> None:
        self._path = path

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by name, ascending."""
        return fields(arrayfile.read(self._path))

    def __contains__(self, term: Term) -> bool:
        return self._place(*term) is not None

    def indexed_field_names(self) -> Iterable[str]:
        """The fields that have terms."""
        return self.fields.keys()

    def terms(self) -> Iterator[Term]:
        """Every field and term, ascending."""
        return ((name, term) for name, field in self.fields.items() for term in field.lexicon)

    def terms_from(self, fieldname: str, prefix: bytes) -> Iterator[Term]:
        """The terms of a field from `prefix` on."""
        lexicon = self.fields[fieldname].lexicon
        return ((fieldname, lexicon[place]) for place in lexicon.between(prefix, None))

    def items(self) -> Iterator[tuple[Term, TermInfo]]:
        """Every term with its statistics."""
        return ((term, self.term_info(*term)) for term in self.terms())

    def items_from(self, fieldname: str, prefix: bytes) -> Iterator[tuple[Term, TermInfo]]:
        """The terms of a field from `prefix` on, with their statistics."""
        return ((term, self.term_info(*term)) for term in self.terms_from(fieldname, prefix))

    def term_info(self, fieldname: str, text: bytes) -> TermInfo:
        """The statistics of one term. Raises KeyError where there is none."""
        place = self._place(fieldname, text)
        if place is None:
            raise KeyError(text)
        postings = self.fields[fieldname].postings(place)
        weights, lengths = postings.codes >> 8, LENGTHS[postings.codes & 0xFF]
        return TermInfo(
            weight=float(weights.sum()),
            df=len(postings.ids),
            minlength=int(lengths.min(initial=0)),
            maxlength=int(lengths.max(initial=0)),
            maxweight=float(weights.max(initial=0)),
            minid=int(postings.ids[0]) if len(postings.ids) else None,
            maxid=int(postings.ids[-1]) if len(postings.ids) else 0,
        )

    def matcher(
        self, fieldname: str, text: bytes, format_: Format, scorer: BaseScorer | None = None
    ) -> Matcher:
        """The postings of one term, positions and all. Raises KeyError where there is none."""
        info = self.term_info(fieldname, text)
        place = self._place(fieldname, text) or 0
        postings = self.fields[fieldname].postings(place)
        starts = postings.starts.tolist()
        spots = [
            postings.spots[start : start + freq].tolist()
            for start, freq in zip(starts, postings.freqs.tolist(), strict=True)
        ]
        return ListMatcher(
            postings.ids.tolist(),
            (postings.codes >> 8).astype(np.float64).tolist(),
            [format_.encode(each) for each in spots],
            format_,
            scorer=scorer,
            term=(fieldname, text),
            terminfo=info,
        )

    def _place(self, fieldname: str, text: bytes) -> int | None:
        field = self.fields.get(fieldname)
        return None if field is None else field.lexicon.find(text)


class Documents(base.PerDocumentReader):  # type: ignore[misc]  # Whoosh has no types
    """The documents of one segment: which are deleted, and how long they are."""

    def __init__(self, path: Path, segment: "Segment") -> None:
        self._path = path
        self._segment = segment

    @cached_property
    def _fields(self) -> dict[str, Field]:
        return fields(arrayfile.read(self._path))

    def doc_count(self) -> int:
        """How many documents are not deleted."""
        return int(self._segment.doc_count())

    def doc_count_all(self) -> int:
        """How many documents there are, deleted or not."""
        return int(self._segment.doc_count_all())

    def has_deletions(self) -> bool:
        """Whether any document is deleted."""
        return bool(self._segment.has_deletions())

    def is_deleted(self, docnum: int) -> bool:
        """Whether this document is deleted."""
        return bool(self._segment.is_deleted(docnum))

    def deleted_docs(self) -> Iterable[int]:
        """The documents that are deleted."""
        deleted: Iterable[int] = self._segment.deleted_docs()
        return deleted

    def stored_fields(self, docnum: int) -> dict[str, object]:
        """Nothing is stored."""
        return {}

    def doc_field_length(self, docnum: int, fieldname: str, default: int = 0) -> int:
        """The length of a document's field, as precisely as a byte has it."""
        return int(LENGTHS[self._fields[fieldname].lengths[docnum]]) or default

    def field_length(self, fieldname: str) -> int:
        """The sum of the lengths of a field."""
        return self._fields[fieldname].total if fieldname in self._fields else 0

    def min_field_length(self, fieldname: str) -> int:
        """The shortest length of a field."""
        return int(LENGTHS[self._fields[fieldname].lengths.min(initial=255)])

    def max_field_length(self, fieldname: str) -> int:
        """The longest length of a field."""
        return int(LENGTHS[self._fields[fieldname].lengths.max(initial=0)])
