"""Dates that tell no more than is known."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import PARTIAL_DATES

from search.model.dates import PartialDate, best


@pytest.mark.parametrize(
    ("when", "written", "edtf", "words"),
    [
        (PartialDate(1985), "1985", "1985", "1985"),
        (PartialDate(1985, 3), "1985-03", "1985-03", "Mar 1985"),
        (PartialDate(1985, 3, 7), "1985-03-07", "1985-03-07", "7 Mar 1985"),
        (PartialDate(1985, season=2), "1985", "1985-22", "summer 1985"),
        (PartialDate(850, circa=True), "0850", "0850~", "c. 850"),
    ],
)
def test_a_date_is_written_as_precise_as_it_is(
    when: PartialDate, written: str, edtf: str, words: str
) -> None:
    assert (str(when), when.edtf, when.words) == (written, edtf, words)


@given(PARTIAL_DATES)
def test_what_is_written_is_read_back(when: PartialDate) -> None:
    assert PartialDate.parse(when.edtf) == when
    assert when.first <= when.last
    assert when.first.year == when.last.year == when.year
    assert (when.first == when.last) == (when.precision == 4)


@pytest.mark.parametrize("text", ["", "85", "1985-13", "1985-02-30", "1985-25", "0000", "1985-3"])
def test_what_is_no_date_is_none(text: str) -> None:
    assert PartialDate.parse(text) is None


@pytest.mark.parametrize(
    ("parts", "known"),
    [
        ((2012, 2, 30), PartialDate(2012, 2)),
        ((2004, 21), PartialDate(2004)),
        ((2008, 0, 0), PartialDate(2008)),
        ((0,), None),
        ((), None),
    ],
)
def test_an_impossible_day_takes_nothing_else_along(
    parts: tuple[int, ...], known: PartialDate | None
) -> None:
    assert PartialDate.of_parts(parts) == known


@given(st.lists(st.none() | PARTIAL_DATES, max_size=5), st.randoms())
def test_a_vaguer_date_never_beats_a_finer_one(
    dates: list[PartialDate | None], chance: object
) -> None:
    found = best(dates)
    known = [when for when in dates if when]
    assert (found is None) == (not known)
    if found:
        assert found.precision == max(when.precision for when in known)
        assert best(sorted(known, key=str)) == found


def test_a_day_is_the_day() -> None:
    assert PartialDate.of(date(2024, 6, 3)) == PartialDate(2024, 6, 3)
