"""Two works, two rows; one work, one row."""

from itertools import permutations

import pytest

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.works import same_by_id, same_by_title

ADA, BO, CY = Name("Byron", "Ada"), Name("Ek", "Bo"), Name("Cray", "Cy")


def of(title: str = "Deep Ink", **fields: object) -> Paper:
    year = fields.pop("year", None)
    published = PartialDate(year) if isinstance(year, int) else None
    return Paper(title=title, published=published, **fields)  # type: ignore[arg-type]  # of Paper


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of(), of()),
        (of(summary="Short.", sources=("starter",)), of(arxiv="2401.00001", names=(ADA,))),
        (of(arxiv="2401.00001", year=2024, names=(ADA, BO)), of(doi="10.1000/ink", year=2025)),
        (of(names=(ADA, BO), year=2016), of(names=(Name(full="A. Byron"),), year=2017)),
        (of(names=(Name("Müller", "Jörg"),)), of(names=(Name(full="J. Mueller"),))),
        (of(names=(ADA, BO)), of(names=(BO, ADA))),
        (
            of(type="article-journal", volume="22", pages="573-595"),
            of(type="article-journal", volume="22", pages="572-595"),
        ),
        (of(type="book", volume="1"), of(type="book")),
        (of(type="paper-conference", pages="1-9"), of(type="chapter", pages="1-9")),
        (of("Editorial", names=(ADA,), year=2019), of("Editorial", names=(ADA,), year=2019)),
    ],
)
def test_nothing_contradicts_one_work(one: Paper, other: Paper) -> None:
    for pair in permutations((one, other)):
        assert same_by_title(*pair)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (of(names=(ADA, BO)), of(names=(CY,))),
        # One of three is not enough: two works of one name may share an author.
        (of(names=(ADA, BO, Name("Lee", "Di"))), of(names=(CY, BO, Name("Wu", "Ed")))),
        (of(year=2015), of(year=2019)),
        (of(doi="10.1000/a"), of(doi="10.1000/b")),
        (of(arxiv="2401.00001"), of(arxiv="2401.00002")),
        (of(type="thesis"), of(type="article-journal")),
        (of(type="book"), of(type="chapter")),
        (of(type="book", volume="1"), of(type="book", volume="2")),
        (of(type="book", edition="1"), of(type="book", edition="2")),
        (of(type="report"), of(type="article-journal", volume="76")),
        (
            of("Introduction", type="chapter", container_title="Lead Type"),
            of("Introduction", type="chapter", container_title="Wood Type"),
        ),
        (of("Editorial", names=(ADA,), year=2019), of("Editorial", names=(ADA,), year=2020)),
        (of("Preface", year=1950), of("Preface", year=1950)),
        (of(volume="1", pages="1-2"), of(volume="2", pages="7-9")),
    ],
)
def test_what_contradicts_keeps_two_works_apart(one: Paper, other: Paper) -> None:
    for pair in permutations((one, other)):
        assert not same_by_title(*pair)


def test_what_one_file_lists_twice_is_two_works_where_the_years_differ() -> None:
    one, other = of(year=1995), of(year=1997)
    assert same_by_title(one, other)
    assert not same_by_title(one, other, listed_apart=True)
    assert same_by_title(of(year=1995, arxiv="cs/9909009"), other, listed_apart=True)


def test_pages_of_one_name_that_a_file_lists_apart_are_two() -> None:
    one, other = (of(type="software", url=f"https://{name}.org/ink") for name in "ab")
    assert same_by_title(one, other)
    assert not same_by_title(one, other, listed_apart=True)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (of("Ink", doi="10.1000/ink"), of("On the nature of inks", doi="10.1000/ink"), True),
        (
            of("Soot", doi="10.1000/ink", type="chapter"),
            of("Gall", doi="10.1000/ink", type="chapter"),
            False,
        ),
        (of("Soot", doi="10.1000/ink", type="chapter"), of("Inks", doi="10.1000/ink"), False),
        (of("Soot", year=1991, doi="10.1000/ink"), of("Inks", year=2018, doi="10.1000/ink"), False),
        (of("Soot", year=1991, doi="10.1000/ink"), of("Tinte", year=1991, doi="10.1000/ink"), True),
        (of("Inks", arxiv="2401.00001"), of("A study of soot", arxiv="2401.00001"), True),
        (
            of("Inks", arxiv="2401.00001", doi="10.1000/a"),
            of("A study of soot", arxiv="2401.00001", doi="10.1000/b"),
            False,
        ),
        (
            of("Inks", arxiv="2401.00001", doi="10.1000/a"),
            of("Inks of the world", arxiv="2401.00001", doi="10.1000/b"),
            True,
        ),
    ],
)
def test_an_id_joins_what_is_not_a_part_of_a_book(one: Paper, other: Paper, same: bool) -> None:
    for pair in permutations((one, other)):
        assert same_by_id(*pair) is same
