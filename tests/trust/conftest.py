"""The folders of a home, and a library in them."""

from contextlib import closing
from pathlib import Path

import pytest

from search import Library, Marking, Paper, Paths


@pytest.fixture
def paths(home: Path) -> Paths:
    """The folders of the home."""
    return Paths.of_user()


@pytest.fixture
def filled(paths: Paths) -> Paths:
    """A library of three papers with marks of each kind, closed."""
    with closing(Library(paths)) as library:
        library.add(
            [
                Paper(
                    title=title,
                    abstract=f"We count {title} in meadows.",
                    authors=("Ada Lamm", "Bo Schaf"),
                    arxiv=f"2401.0000{number}",
                    keywords=("counting",),
                    upvotes=number,
                )
                for number, title in enumerate(("sheep", "goats", "wool"))
            ]
        )
        library.mark([1], Marking(read=True, tag=("night",), note="mine"))
        library.views.save("Meadow", "meadows")
    return paths
