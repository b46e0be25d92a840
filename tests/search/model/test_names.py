"""Names as their source divided them."""

import pytest
from hypothesis import given
from strategies import NAMES

from search.model.names import Name


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        (Name("Berg", "Ada", particle="van der"), "Ada van der Berg"),
        (Name("Beethoven", "Ludwig", dropping="van"), "Ludwig van Beethoven"),
        (Name("Alembert", "Jean", particle="d'"), "Jean d'Alembert"),
        (Name("King", "Ben", suffix="Jr."), "Ben King Jr."),
        (Name("李", "四"), "李四"),
        (Name("김", "철수"), "김철수"),
        (Name("García Lorenzo", "Inés"), "Inés García Lorenzo"),
        (Name(literal="World Ink Organization"), "World Ink Organization"),
        (Name(full="Ada  van der\nBerg"), "Ada van der Berg"),
        (Name(given="Plato"), "Plato"),
        (Name(), ""),
    ],
)
def test_names_are_shown_as_people_write_them(name: Name, shown: str) -> None:
    assert name.shown == shown


@pytest.mark.parametrize(
    ("full", "divided"),
    [
        ("Ada Byron", Name("Byron", "Ada")),
        ("Ada van der Berg", Name("van der Berg", "Ada")),
        ("Ben King Jr.", Name("King", "Ben", suffix="Jr.")),
        ("Ink Laboratory", Name(literal="Ink Laboratory")),
        ("Plato", Name(literal="Plato")),
        ("鈴木 花子", Name(literal="鈴木 花子")),
    ],
)
def test_only_a_name_that_nobody_divided_is_divided_by_guess(full: str, divided: Name) -> None:
    assert Name(full=full).divided() == divided
    known = Name("Van", "Ada Gool")
    assert known.divided() is known


@given(NAMES)
def test_a_name_fits_on_a_line_and_comes_back(name: Name) -> None:
    assert Name.of_line(name.line) == name
    assert "\n" not in name.line
    assert name.divided().shown == name.shown
