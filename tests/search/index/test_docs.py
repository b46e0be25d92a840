"""A union of documents has the documents of all parts, however long each of them is."""

import numpy as np
from hypothesis import example, given
from hypothesis import strategies as st
from strategies import examples

from search.index.segments.docs import Docs, union

SIZE = 400
numbers = st.sets(st.integers(0, SIZE - 1))
few = st.sets(st.integers(0, SIZE - 1), max_size=3)


@given(parts=st.lists(st.one_of(numbers, few), min_size=1, max_size=4), marked=st.booleans())
@example(parts=[set(range(100)), {1, 99}], marked=False)  # one part has all the others
@example(parts=[set(range(100)), {1, 100}], marked=False)
@example(parts=[set(), {1}, {1}], marked=True)
@examples(100)
def test_a_union_has_what_any_part_has(parts: list[set[int]], *, marked: bool) -> None:
    docs = [Docs(SIZE, ids=np.array(sorted(part), np.int64)) for part in parts]
    if marked:
        docs[0] = Docs(SIZE, mask=docs[0].mask)
    assert union(docs).ids.tolist() == sorted(set().union(*parts))
