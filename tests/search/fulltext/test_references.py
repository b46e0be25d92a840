"""References as papers of the library: rather none than a wrong one."""

import re
import time
from datetime import date
from pathlib import Path

import pytest

from search import Paper
from search.fulltext.document import Reference
from search.fulltext.identity import identity
from search.fulltext.reading.naming import named, year_in
from search.fulltext.references import matched, names
from search.text.clean import title_key

WOOL = Paper(
    title="Wool as a Model of Memory", authors=("Ada Lamm", "Bo Schäfer"), arxiv="2406.01234",
    published=date(2024, 6, 3),
)  # fmt: skip
CHAMOIS = Paper(title="On Chamois and Rocks", authors=("Cy Ziege",), doi="10.1234/chamois")
NOBODY = Paper(title="A Handbook of Fences", published=date(1998, 1, 1))
LIBRARY = {name: paper for paper in (WOOL, CHAMOIS, NOBODY) for name in paper.identities}


def found(text: str, **more: str | int) -> str | None:
    what = named([], text)
    year = year_in(text)
    known = {"doi": what.doi, "arxiv": what.arxiv, "year": year} | more
    (reference,) = matched([Reference("bib1", "[1]", text, **known)], LIBRARY)  # type: ignore[arg-type]  # values of a table
    assert set(names(reference)) & LIBRARY.keys() or reference.paper is None
    return reference.paper


@pytest.mark.parametrize(
    "text",
    [
        "A. Lamm and B. Schäfer. Wool as a model of memory. J. Wool, 3:1-9, 2024.",
        "Lamm, A., & Schafer, B. (2024). Wool as a Model of Memory. J. Wool, 3, 1–9.",
        "A. Lamm, B. Schäfer, “Wool as a model of memory,” in Proc. Wool, 2024, pp. 1–9.",
        'A. Lamm, "Wool as a model of memory", 2024.',
        "Lamm A, Schäfer B, Wool as a model of memory, Wool 3 (2024) 1",
        "A. Lamm. Wool as a Model of Memory: arXiv:2406.01234v2",
        "Somebody. arXiv preprint arXiv:2406.01234.",
    ],
)
def test_one_paper_in_many_styles(text: str) -> None:
    assert found(text) == "2406.01234"


@pytest.mark.parametrize(
    "text",
    [
        "A. Lamm. Wool as a model of memory loss. 2024.",
        "A. Lamm. On wool as a model of memory. 2024.",
        "X. Wolf. Wool as a model of memory. 2024.",  # another author
        "A. Lamm. Wool as a Model of Memory. arXiv:2001.00001, 2020.",  # another paper
        "A. Lamm. Memory. 2024.",
        "C. Ziege. On Chamois and Rocks. doi:10.9999/other",
        "X. Y. A Handbook of Fences, 2005.",
        "",
    ],
)
def test_what_is_another_work_is_not_matched(text: str) -> None:
    assert found(text) is None


def test_the_marked_title_counts_before_the_text() -> None:
    assert found("Lamm; wool", title="Wool as a Model of Memory") == "2406.01234"
    assert found("doi:10.1234/CHAMOIS") == "doi:10.1234/chamois"
    assert found("A Handbook of Fences, 1998.") == NOBODY.id


@pytest.mark.parametrize(
    ("text", "year"),
    [
        ("J. Wool, 3:1998-2005, 2019.", 2019),
        ("(2019b). Wool", 2019),
        ("arXiv:2001.00001", None),
        ("pages 1990–1999", None),
        ("10.1000/2015", None),
        ("2020", 2020),
    ],
)
def test_a_year_is_no_other_number(text: str, year: int | None) -> None:
    assert year_in(text) == year


def test_three_hundred_references_by_hand() -> None:
    """Precision first: what is matched is right, and most of the 200 that are there is found."""
    papers, cases = {}, []
    for line in Path(__file__).with_name("references.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            key, title, authors, year, arxiv, doi = map(str.strip, line[1:].split("|"))
            papers[key] = Paper(
                title=title, authors=tuple(filter(None, authors.split("; "))), arxiv=arxiv or None,
                doi=doi or None, published=date(int(year), 6, 1),
            )  # fmt: skip
        elif line and not line.startswith("#"):
            key, _, text = line.partition(": ")
            cases.append((text, papers[key].id if key != "-" else None))
    library = {name: paper for paper in papers.values() for name in paper.identities}
    references = []
    for number, (text, _) in enumerate(cases):
        what = named(re.findall(r"https?://\S+", text), text)
        references.append(
            Reference(f"bib{number}", None, text, what.doi, what.arxiv, year=year_in(text))
        )
    answers = [(each.paper, right) for each, (_, right) in
               zip(matched(references, library), cases, strict=True)]  # fmt: skip
    given = [(answer, right) for answer, right in answers if answer]
    there = [(answer, right) for answer, right in answers if right]
    assert (len(answers), len(there)) == (298, 200)
    assert sum(answer == right for answer, right in given) / len(given) >= 0.99
    assert sum(answer == right for answer, right in there) / len(there) >= 0.98


def test_the_title_of_most_references_is_known() -> None:
    """What a reference is where the library does not have it; the authors stand before it."""
    titles, cases = {}, []
    for line in Path(__file__).with_name("references.txt").read_text("utf-8").splitlines():
        if line.startswith("@"):
            key, title, *_ = map(str.strip, line[1:].split("|"))
            titles[key] = title_key(title)
        elif line and line[0] not in "#-":
            cases.append(line.partition(": ")[::2])
    right = [
        title_key(identity(Reference("b", None, text)).title or "") == titles[key]
        for key, text in cases
    ]
    assert sum(right) / len(right) >= 0.9
    known = identity(Reference("b", None, cases[0][1], year=2021))
    assert (known.authors, known.year) == ("A. Lamm and B. Schäfer", 2021)
    other = identity(Reference("b", None, "Lamm, A., & Schäfer, B. (2021). Counting sheep. Wool."))
    marked = Reference("b", "Lamm et al. (2021)", "On wool. Fibres 7.", title="On wool")
    assert identity(marked).authors == "Lamm et al"
    assert (other.authors, other.title) == ("Lamm, A., & Schäfer, B", "Counting sheep")


@pytest.mark.parametrize(
    "text", ["A. Bc and " * 300, "Abc Def, " * 300 + "0", "‘a b " * 500, "A.-" * 900, "“" * 2000]
)
def test_a_hostile_reference_takes_no_time(text: str) -> None:
    started = time.process_time()
    identity(Reference("b", None, text))
    assert time.process_time() - started < 0.5
