"""A search that is settled asks for the last word itself, where any paper has it."""

import pytest

from search import Library, Paper

TITLES = ("GAN training", "Organ music", "Gang of sheep", "Video generation", "Video to image",
          "Text-to-image models", "Text-aware image models", "Reinforcement by sheep")  # fmt: skip


@pytest.fixture
def library(open_library) -> Library:
    library = open_library()
    library.add(Paper(title=title) for title in TITLES)
    return library


def found(library: Library, query: str, **how: bool) -> set[str]:
    results = library.search(query, **how)
    return {entry.paper.title for entry in library.entries(results.page(0, len(results)))}


def test_while_typed_the_last_word_is_a_beginning(library: Library) -> None:
    assert found(library, "gan", typing=True) == {"GAN training", "Gang of sheep"}
    assert found(library, "author:x OR gan", typing=True) == {"GAN training", "Gang of sheep"}


@pytest.mark.parametrize("query", ["gan", "title:gan", "gan sort:date", "(gan)"])
def test_settled_it_is_the_word_itself(library: Library, query: str) -> None:
    assert found(library, query) == {"GAN training"}


def test_settled_it_is_a_beginning_where_no_paper_has_the_word(library: Library) -> None:
    assert found(library, "reinf") == found(library, "sheep reinf") == {"Reinforcement by sheep"}
    assert found(library, "reinf sort:title") == {"Reinforcement by sheep"}
    assert found(library, "sheep -gang") == {"Reinforcement by sheep"}
    assert found(library, "", within="reinf") == {"Reinforcement by sheep"}
    assert found(library, '"reinf"') == found(library, "reinf sheep -by") == set()
    said = ("No paper has reinf: these have words that begin so",)
    assert library.search("sheep reinf is:unread").remarks == said
    assert not library.search("reinf", typing=True).remarks
    assert not library.search("reinf zzz").remarks
    assert not library.search("sheep -reinf").remarks


def test_a_count_is_that_of_the_list(library: Library) -> None:
    for query in ("gan", "reinf", "video gen"):
        assert library.unread(query) == len(library.search(query))


def test_a_hyphened_word_that_is_typed_is_a_phrase_and_a_beginning(library: Library) -> None:
    assert found(library, "text-to-im", typing=True) == {"Text-to-image models"}
    assert found(library, "text-to-image", typing=True) == {"Text-to-image models"}
    assert found(library, "text-a", typing=True) == {"Text-aware image models"}
