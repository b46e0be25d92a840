"""The papers page, however it was saved."""

import io
import random
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers_read import read

from search.model.dates import PartialDate
from search.model.paper import Paper
from search.sources import Skipped

HEADER = (
    "new",
    "Get trending papers in your email inbox!",
    "Subscribe",
    "byAK and the research community",
    "Jun 3",
)
NAVIGATION = """Hugging Face

https://huggingface.co/

Models

https://huggingface.co/models

Log In

https://huggingface.co/login

Daily Papers

by

AK

https://huggingface.co/akhaliq

 and the research community

Daily

Weekly

https://huggingface.co/papers/date/2026-03-24

Mar 25"""


@dataclass(frozen=True)
class Invented:
    title: str
    abstract: str | None
    arxiv: str = "2406.01234"
    code: str | None = None


INVENTED = (
    Invented(
        "Slow Ink: Printing Letters on Paper That Remembers",
        "We print letters on paper that remembers them. Earlier presses forgot a page as soon as "
        "it left the drum, so that every edition began anew. Our press keeps what it printed and "
        "prints only the difference, which saves half of the ink on ordinary news. The code is "
        "at https://github.com/slow-ink/press.",
        "2406.01234",
        "https://github.com/slow-ink/press",
    ),
    Invented(
        "Do Kettles Dream of Steam?",
        "Whether kettles dream has been asked since 1871. We answer it for small kettles by "
        "listening to 400 of them through one winter. They do, mostly of rivers, and the dreams "
        "grow longer with the hardness of the water that was boiled in them the day before.",
        "2405.00002",
    ),
    Invented(
        "24 Ways to Fold a Map -- and One to Find It Again",
        "Maps are folded in 24 ways, of which people know one. This survey orders all the ways "
        "by the time they take and by the chance that the map is found again. We release the "
        "creases of 9,000 maps (https://github.com/crease/BIT1.58) for those who would like to "
        "fold along, and a bench that scores them.",
        "2404.00003",
        "https://github.com/crease/BIT1.58",
    ),
)


def plain(papers: tuple[Invented, ...], header: tuple[str, ...] = HEADER) -> str:
    """Title and abstract in turn, as the page is copied."""
    parts = [part for paper in papers for part in (paper.title, paper.abstract) if part]
    return "\n\n".join((*header, *parts))


def with_links(papers: tuple[Invented, ...]) -> str:
    """Every link's target in a paragraph of its own, as a notebook exports the page."""
    parts = [NAVIGATION]
    for paper in papers:
        page = f"https://huggingface.co/papers/{paper.arxiv}"
        parts += [" [-] 7", f"https://huggingface.co/login?next=%2Fpapers%2F{paper.arxiv}"]
        parts += [paper.title, page]
        parts += [paper.abstract, page] if paper.abstract else []
        parts += ["[", f"3 authors]({page})", "·", "Oct 7, 2024"]
    parts += ["Company", "https://huggingface.co/huggingface", "© Hugging Face"]
    return "\n\n".join(parts)


def html2text(papers: tuple[Invented, ...]) -> str:
    """Headings and numbered links, as html2text dumps the page."""
    parts = ["[Hugging Face][1]", "* [Models][2]", "# Daily Papers"]
    targets = ["[1]: https://huggingface.co/", "[2]: https://huggingface.co/models"]
    for number, paper in enumerate(papers, 3):
        parts.append(f"### [{paper.title}][{number}]")
        if paper.abstract:
            parts.append("[ " + textwrap.fill(paper.abstract, 120) + f" ][{number}]")
        parts.append("* 3 authors\n*\n·\nMay 30")
        targets.append(f"[{number}]: /papers/{paper.arxiv}")
    return "\n\n".join((*parts, "\n".join(targets)))


def taken(text: str | bytes) -> tuple[list[Paper], list[Skipped]]:
    data = text if isinstance(text, bytes) else text.encode()
    got = list(read(io.BytesIO(data), "page.txt"))
    return (
        [item for item in got if isinstance(item, Paper)],
        [item for item in got if isinstance(item, Skipped)],
    )


@pytest.mark.parametrize("shape", [plain, with_links, html2text])
def test_every_shape_gives_the_papers_in_order(
    shape: Callable[[tuple["Invented", ...]], str],
) -> None:
    papers, skipped = taken(shape(INVENTED))
    assert [paper.title for paper in papers] == [paper.title for paper in INVENTED]
    assert [paper.abstract for paper in papers] == [paper.abstract for paper in INVENTED]
    assert [paper.github for paper in papers] == [paper.code for paper in INVENTED]
    assert {paper.sources for paper in papers} == {("huggingface",)}
    assert skipped == []


def test_a_plain_page_knows_no_id_and_no_day() -> None:
    papers, _ = taken(plain(INVENTED))
    assert {(paper.arxiv, paper.published, paper.listed) for paper in papers} == {(None,) * 3}


def test_saved_links_give_the_id_the_page_the_day_and_the_votes() -> None:
    papers, _ = taken(with_links(INVENTED))
    assert [paper.arxiv for paper in papers] == [paper.arxiv for paper in INVENTED]
    assert papers[0].url == "https://huggingface.co/papers/2406.01234"
    assert papers[0].published == PartialDate(2024, 10, 7)
    assert papers[0].upvotes == 7


def test_an_abstract_short_or_of_several_paragraphs_is_known_by_the_links_around_it() -> None:
    odd = (
        Invented("Short", "We fold.", "2401.00001"),
        Invented("Long", "We unfold.\n\nThen we fold.\n\nSee the end.", "2401.00002"),
        Invented("A Title Alone", None, "2401.00003"),
    )
    papers, skipped = taken(with_links(odd))
    assert [(p.title, p.abstract, p.arxiv) for p in papers] == [
        (p.title, p.abstract, p.arxiv) for p in odd
    ]
    assert skipped == []


def test_a_missing_abstract_shifts_no_other_paper() -> None:
    first, second, third = INVENTED
    missing = Invented("A Paper Whose Abstract Was Lost", None)
    for order in ((missing, first, second), (first, missing, third), (first, second, missing)):
        papers, skipped = taken(plain(order))
        assert [(p.title, p.abstract) for p in papers] == [(p.title, p.abstract) for p in order]
        assert skipped == []


def test_further_paragraphs_stay_with_their_abstract() -> None:
    first, second, _ = INVENTED
    more = f"{second.abstract}\n\nData: https://crease.org/maps\n\nAnd {first.abstract}"
    papers, _ = taken(plain((Invented(second.title, more), first)))
    assert [paper.abstract for paper in papers] == [more, first.abstract]


def test_what_is_not_understood_is_reported_with_its_line() -> None:
    text = plain(INVENTED, (*HEADER[:2], "Kettles", *HEADER[2:]))
    papers, skipped = taken(text + "\n\nYour Profile")
    assert len(papers) == 3
    assert skipped == [
        Skipped("page.txt", 5, "not understood: 'Kettles'"),
        Skipped("page.txt", 25, "not understood: 'Your Profile'"),
    ]


def test_a_page_without_blank_lines_has_a_paragraph_on_each_line() -> None:
    papers, _ = taken(plain(INVENTED).replace("\n\n", "\n"))
    assert [paper.abstract for paper in papers] == [paper.abstract for paper in INVENTED]


WORD = st.text("abcdefghijklmnopqrstuvwxyzäé", min_size=2, max_size=9)
TITLE = st.lists(WORD, min_size=3, max_size=12).map(" ".join).map(str.capitalize)
ABSTRACT = st.lists(WORD, min_size=130, max_size=200).map(lambda words: f"We {' '.join(words)}.")
PAPER = st.builds(Invented, TITLE, ABSTRACT | st.none())


@given(
    st.lists(PAPER, min_size=1, max_size=6, unique_by=lambda paper: paper.title),
    st.sampled_from(["\n", "\r\n"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"]),
    st.sampled_from([None, 40, 80]),
    st.randoms(use_true_random=False),
)
def test_a_copy_in_any_order_width_and_encoding_gives_the_same_papers(
    invented: list[Invented],
    line_end: str,
    encoding: str,
    width: int | None,
    chance: random.Random,
) -> None:
    invented.append(INVENTED[0])
    chance.shuffle(invented)
    text = plain(tuple(invented))
    if width:
        text = "\n\n".join(textwrap.fill(part, width) for part in text.split("\n\n"))
    papers, skipped = taken(text.replace("\n", line_end).encode(encoding))
    assert [(p.title, p.abstract) for p in papers] == [(p.title, p.abstract) for p in invented]
    assert skipped == []


@given(st.lists(st.sampled_from([*with_links(INVENTED).split("\n\n"), "Folding Ink"])))
def test_no_arrangement_of_the_pieces_loses_text_silently(pieces: list[str]) -> None:
    got = list(read(io.BytesIO("\n\n".join(("x", *pieces)).encode()), "page.txt", "page"))
    joined = " ".join(
        f"{item.title} {item.abstract}" if isinstance(item, Paper) else item.reason for item in got
    )
    for paper in INVENTED:
        if paper.abstract in pieces and paper.title in pieces:
            assert paper.title in joined


def test_the_real_pages(real_data: Path) -> None:
    folder = real_data / "hf_page"
    papers, skipped = taken((folder / "papers_page.txt").read_bytes())
    assert skipped == []
    assert len(papers) == 105
    assert all(paper.abstract for paper in papers)
    repositories = [paper.github for paper in papers if paper.github]
    assert (len(repositories), len(set(repositories))) == (27, 27)
    excerpt = next(path for path in folder.iterdir() if "notebook" in path.name)
    papers, _ = taken(excerpt.read_bytes())
    assert [(paper.arxiv, str(paper.published)) for paper in papers] == [
        ("2410.05434", "2024-10-07"),
        ("2502.06858", "2025-02-07"),
        ("1808.01400", "2018-08-03"),
    ]


def clipped(papers: tuple[Invented, ...]) -> str:
    """Markdown with links and images, as browser extensions clip the page."""
    parts = [
        "Get trending papers in your email inbox!",
        "# Daily Papers",
        "## by [![](https://huggingface.co/ak.png)AK](https://huggingface.co/akhaliq) and the "
        "research community",
        "Oct 2",
    ]
    for votes, paper in enumerate(papers, 99):
        page = f"https://huggingface.co/papers/{paper.arxiv}"
        parts.append(f"[{votes}](https://huggingface.co/login?next=%2Fpapers%2F{paper.arxiv})")
        parts.append(f"### [{paper.title}]({page})")
        wrapped = "\\\\\n".join(textwrap.wrap(paper.abstract or "", 80))
        parts.append(f"[{wrapped}]({page})")
        parts.append(
            "[![ink-lab](https://cdn.huggingface.co/a.png)Ink Lab](https://huggingface.co/ink-lab)"
        )
        parts.append(f"[- ![](https://cdn.huggingface.co/b.png)\\\\\n- 12 authors]({page})")
        parts += ["·", f"May 29, 2025[6]({page}#community)"]
    return "\n\n".join(parts)


def lynx(papers: tuple[Invented, ...]) -> str:
    """Numbered links with their targets at the end, as lynx and elinks dump the page."""
    parts = [
        "   #[1]alternate",
        HEADER[1],
        "   [2]Models",
        "Daily Papers",
        "   by [3]AK and the research community",
    ]
    targets = [
        "https://huggingface.co/rss",
        "https://huggingface.co/models",
        "https://huggingface.co/akhaliq",
    ]
    for paper in papers:
        page = f"https://huggingface.co/papers/{paper.arxiv}"
        targets += [
            f"https://huggingface.co/login?next=%2Fpapers%2F{paper.arxiv}",
            page,
            page,
            page,
        ]
        number = len(targets) - 3
        parts.append(f"   [{number}]12")
        parts.append(f"   [{number + 1}]{paper.title}")
        parts.append(textwrap.indent(textwrap.fill(f"[{number + 2}]{paper.abstract}", 70), "   "))
        parts.append(f"     * [{number + 3}]8 authors")
    listed = "\n".join(f"   {n}. {target}" for n, target in enumerate(targets, 1))
    return "\n\n".join([*parts, "References", "   Visible links", listed])


def w3m(papers: tuple[Invented, ...]) -> str:
    """No links at all, and marks in the place of pictures, as w3m dumps the page."""
    parts = [HEADER[1], "by [x] AK and the research community", "Oct 2"]
    for paper in papers:
        parts += ["[x]\n12", paper.title, textwrap.fill(paper.abstract or "", 78)]
        parts += ["[x] [x] [x] - 8 authors", "· May 29 6"]
    return "\n\n".join(parts)


@pytest.mark.parametrize(("dump", "has_ids"), [(clipped, True), (lynx, True), (w3m, False)])
def test_other_programs_that_save_the_page(
    dump: Callable[[tuple[Invented, ...]], str], has_ids: bool
) -> None:
    papers, skipped = taken(dump(INVENTED))
    assert [paper.title for paper in papers] == [each.title for each in INVENTED]
    assert [paper.abstract for paper in papers] == [each.abstract for each in INVENTED]
    assert [paper.arxiv for paper in papers] == [
        each.arxiv if has_ids else None for each in INVENTED
    ]
    assert [paper.github for paper in papers] == [each.code for each in INVENTED]
    assert not any("huggingface" in link for paper in papers for link in paper.links)
    assert not skipped


def test_a_clipped_page_has_its_votes_and_days() -> None:
    papers, _ = taken(clipped(INVENTED))
    assert [paper.upvotes for paper in papers] == [99, 100, 101]
    assert {paper.published for paper in papers} == {PartialDate(2025, 5, 29)}


def test_a_page_of_titles_alone() -> None:
    """The page of a day shows no abstracts: a card, or a line, for each paper."""
    cards = [
        f"Submitted by\nsomebody\n{votes}\n{each.title}\n·\n8 authors\n6"
        for votes, each in zip(("101", "-", "7"), INVENTED, strict=True)
    ]
    footer = "Previous\nOct 1, 2026\n1\n2\nNext"
    papers, skipped = taken("\n\n".join((*HEADER, *cards, footer)))
    assert [paper.title for paper in papers] == [each.title for each in INVENTED]
    assert [paper.upvotes for paper in papers] == [101, None, 7]
    assert {paper.published for paper in papers} == {None}
    assert not skipped
    papers, skipped = taken(plain(tuple(Invented(each.title, None) for each in INVENTED)))
    assert [paper.title for paper in papers] == [each.title for each in INVENTED]
    assert not skipped
