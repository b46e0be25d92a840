"""A pasted text becomes the query that finds its paper."""

import pytest

from search import Paper, pasted

BIBTEX = """@misc{lamm2024sheep,
  title = {{Counting} Sheep,
           a Survey},
  author = {Lamm, Ada},
  year = {2024}%s
}"""


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Counting Sheep,\n a Survey \n", "Counting Sheep, a Survey"),
        (BIBTEX % ",\n eprint = {2406.16860}, archivePrefix = {arXiv}", "2406.16860"),
        (BIBTEX % ", doi={10.1234/Ink}", "doi:10.1234/ink"),
        (BIBTEX % "", "Counting Sheep, a Survey"),
        ("arXiv:2406.16860 [cs.CV]", "2406.16860"),
        ("see arXiv 2406.16860v2 of June", "2406.16860"),
        ("https://huggingface.co/papers/2406.16860", "2406.16860"),
        ("https://www.semanticscholar.org/arxiv/2406.16860", "2406.16860"),
        ("https://www.semanticscholar.org/paper/Counting-Sheep-Lamm/" + "0a" * 20,
         "Counting Sheep Lamm"),
        ("https://github.com/flock/sheep/tree/main", "code:flock/sheep"),
        ("Lamm_2024_Counting-Sheep:_a_Survey.pdf", "Lamm 2024 Counting-Sheep: a Survey"),
        ("count_sheep", "count_sheep"),
        ("tag:to_read_later", "tag:to_read_later"),
        ("-count_all_sheep", "-count_all_sheep"),
        ("Count\u00ading Sheep", "Counting Sheep"),
        ("Ada Lamm. Counting Sheep. arXiv preprint arXiv:2406.16860, 2024.", "2406.16860"),
        ("Lamm, A. (2024). Counting. Pen, 3. https://doi.org/10.1234/ink.", "doi:10.1234/ink"),
    ],
)  # fmt: skip
def test_the_query_for_a_pasted_text(text: str, query: str) -> None:
    assert pasted(text) == query


def test_a_very_long_text_is_cut() -> None:
    assert len(pasted("sheep " * 200_000)) <= 2000


def test_an_id_that_no_paper_has_is_offered_to_be_fetched(open_library) -> None:
    results = open_library().search("arXiv:2406.16860")
    assert results.missing == "2406.16860"
    (reason,) = results.ignored
    assert reason.endswith("`broadsheet add 2406.16860` fetches it")
    assert len(results) == 0


@pytest.mark.parametrize(
    "reference",
    [
        "Lamm, A., & Schaf, B. (2023). Counting sheep in large meadows. Journal of Ink, 3(2), 1-9.",
        "[12] A. Lamm and B. Schaf, “Counting Sheep in Large Meadows,” in Proc. of Flocks: the\n"
        "3rd Symposium, vol. 3, pp. 1–9, 2023.",
        "Lamm A, Schaf B. Counting Sheep in Large Meadows. J Ink. 2023;3(2):1-9.",
    ],
)
def test_a_reference_without_an_id_finds_its_paper_by_title(open_library, reference: str) -> None:
    library = open_library()
    library.add([Paper(title="Counting Sheep"), Paper(title="Counting Sheep in Large Meadows")])
    results = library.search(pasted(reference), typing=True)
    assert [line.title for line in library.headlines(results.page(0, 9))] == [
        "Counting Sheep in Large Meadows"
    ]
    assert (results.ignored, results.did_you_mean) == ((), None)
    assert len(library.search(pasted(reference), within="is:read")) == 0
    assert len(library.search(pasted(reference.replace("eadows", "ills")))) == 0


def test_a_typed_id_behind_the_name_of_its_archive_finds_its_paper(open_library) -> None:
    library = open_library()
    library.add([Paper(title="Sheep", arxiv="2406.16860"), Paper(title="On arXiv itself")])
    results = library.search("arxiv 2406.16860")
    assert [line.title for line in library.headlines(results.page(0, 9))] == ["Sheep"]
    assert results.remarks == ("Searched for 2406.16860",)


def test_a_repository_finds_its_paper(open_library) -> None:
    library = open_library()
    library.add([Paper(title="Sheep", github="https://github.com/flock/sheep-1")])
    for query in (pasted("https://github.com/flock/sheep-1"), "flock/sheep-1"):
        assert len(library.search(query)) == 1
        assert len(library.search(query, within="is:read")) == 0
    assert len(library.search("https://github.com/flock/sheep-1/")) == 1
    assert len(library.search("and/or")) == 0
    assert len(library.search(pasted("https://github.com/flock/goats"))) == 0
