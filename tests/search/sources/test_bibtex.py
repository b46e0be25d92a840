"""BibTeX, with what people and programs write into it."""

import io
from pathlib import Path

import pytest
from papers_read import read

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.sources import Skipped

ENTRY = """% Encoding: UTF-8
@string{press = {The Press}}
@Article{byron2024,
  author    = {Byron, Ada and {The Ink Society} and de la Cruz, Jr., Bo and Carl~{\\O}rsted},
  title     = {Slow {{Ink}}: 50\\% of {P}aper -- in $x_{i}$},
  journal   = press # { Quarterly},
  abstract  = {We {print {letters}} at 50% of the cost.},
  year      = 2024,
  month     = jun,
  doi       = {https://doi.org/10.1000/INK},
  url       = {https://press.org/ink},
  note      = {Code: \\url{https://github.com/slow-ink/press}},
  keywords  = {ink, paper; letters},
}
"""


def taken(text: str | bytes) -> list[Paper | Skipped]:
    data = text if isinstance(text, bytes) else text.encode()
    return list(read(io.BytesIO(data), "refs.bib"))


def only(text: str | bytes) -> Paper:
    (paper,) = taken(text)
    assert isinstance(paper, Paper)
    return paper


def test_an_entry() -> None:
    assert only(ENTRY) == Paper(
        title="Slow Ink: 50% of Paper – in $x_{i}$",
        abstract="We print letters at 50% of the cost.",
        names=(
            Name("Byron", "Ada"),
            Name(literal="The Ink Society"),
            Name("Cruz", "Bo", particle="de la", suffix="Jr."),
            Name(full="Carl Ørsted"),
        ),
        type="article-journal",
        container_title="The Press Quarterly",
        remark="Code: <https://github.com/slow-ink/press>",
        citation_key="byron2024",
        published=PartialDate(2024, 6),
        doi="10.1000/ink",
        url="https://press.org/ink",
        github="https://github.com/slow-ink/press",
        links=("https://github.com/slow-ink/press",),
        keywords=("ink", "paper", "letters"),
        sources=("bibtex",),
    )


@pytest.mark.parametrize(
    "entry",
    [
        "@book{,\n title = {Slow Ink}}",
        "@book{\n title = {Slow Ink}}",
        "@book{Müller & Söhne (24),\n title = {Slow Ink}}",
        '@article(Byron:24,\n title = "Slow Ink"\n)',
        "@ARTICLE{b+24, TITLE = {Slow Ink}, with+sign = {x}}",
        "@misc{b, title = {Slow Ink}, title = {Another}, month = UNKNOWN}",
        "@misc{b, title = slow # { Ink}}\n",
        "@comment{jabref-meta: databaseType:bibtex;}\n@misc{b, title = {Slow Ink}}",
        "mail ann@ink.org, then\n@misc{b, title = {Slow Ink}} % a remark, ann@ink.org",
        "@misc{b, title = {Slow Ink}, author = {others}}",
        "@misc{b, title = {Slow}, subtitle = {Ink}}",
    ],
)
def test_what_strict_programs_drop_is_read(entry: str) -> None:
    title = only(entry).title.lower().replace(":", "")
    assert title == "slow ink"


@pytest.mark.parametrize(
    "fields",
    [
        "eprint = {2406.01234}, archiveprefix = {arXiv}",
        "eprint = {2406.01234v2}, eprinttype = {arxiv}",
        "arxivId = {2406.01234}",
        "journal = {arXiv preprint arXiv:2406.01234}",
        "journal = {CoRR}, note = {arXiv: 2406.01234 [cs.CL]}",
        "url = {http://arxiv.org/abs/2406.01234}",
        "doi = {10.48550/arXiv.2406.01234}",
    ],
)
def test_an_arxiv_id_is_found_wherever_it_is_written(fields: str) -> None:
    assert only(f"@misc{{b, title = {{Ink}}, {fields}}}").id == "2406.01234"


@pytest.mark.parametrize(
    ("fields", "day"),
    [
        ("date = {2011-12-24}", PartialDate(2011, 12, 24)),
        ("date = {2011-12}", PartialDate(2011, 12)),
        ("year = {2011}, month = {3}", PartialDate(2011, 3)),
        ('year = 2011, month = "Sept."', PartialDate(2011, 9)),
        ("year = {2011}, month = {soon}", PartialDate(2011)),
        ("year = {in press}", None),
    ],
)
def test_days(fields: str, day: PartialDate | None) -> None:
    assert only(f"@misc{{b, title = {{Ink}}, {fields}}}").published == day


@pytest.mark.parametrize(
    "data",
    [
        "% Encoding: windows-1252\n@misc{b, title = {25° Café}}".encode("cp1252"),
        "@misc{b, title = {25° Café}}".encode("cp1252"),
        "% Encoding: no-such\n@misc{b, title = {25° Café}}".encode(),
        "% Encoding: UTF-16LE\n@misc{b, title = {25° Café}}".encode("utf-16"),
        "@misc{b, title = {25° Café}}".encode("utf-8-sig"),
        b"@misc{b,\r\n title = {25\\textdegree{} Caf\\'{e}}}",
    ],
)
def test_encodings(data: bytes) -> None:
    assert only(data).title == "25° Café"


def test_an_open_brace_spoils_one_entry_and_is_told_with_its_line() -> None:
    text = "@misc{a, title = {One}}\n\n@misc{b,\n title = {Two},\n note = {open {brace}\n\n" + ENTRY
    got = taken(text)
    assert [item.title for item in got if isinstance(item, Paper)][:2] == ["One", "Two"]
    assert len([item for item in got if isinstance(item, Paper)]) == 3
    (skipped,) = [item for item in got if isinstance(item, Skipped)]
    assert skipped.line is not None
    assert 5 <= skipped.line <= 7
    assert skipped.reason.startswith("an entry was read only up to here")


def test_an_entry_without_a_title_is_told_with_its_line() -> None:
    assert taken("\n\n@book{a, author = {Ada}}\n@book{b, title = {}}") == [
        Skipped("refs.bib", 3, "a paper without a title"),
        Skipped("refs.bib", 4, "a paper without a title"),
    ]


def test_the_real_files(real_data: Path) -> None:
    papers = entries = 0
    for path in sorted((real_data / "bibtex").iterdir()):
        with path.open("rb") as stream:
            got = list(read(stream, path.name))
        papers += sum(isinstance(item, Paper) for item in got)
        told = [item.reason for item in got if isinstance(item, Skipped)]
        entries += len(got) - sum(reason.startswith("an entry was read") for reason in told)
    assert (papers, entries) == (2917, 2995)
