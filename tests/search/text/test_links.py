"""Links as papers write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.text import links

REPOSITORY = "https://github.com/Quill-Lab/paper_mill"


@pytest.mark.parametrize(
    "written",
    [
        "https://github.com/Quill-Lab/paper_mill",
        "http://github.com/Quill-Lab/paper_mill",
        "https://github.com/Quill-Lab/paper_mill.",
        "https://github.com/Quill-Lab/paper_mill,",
        "https://github.com/Quill-Lab/paper_mill).",
        "https://github.com/Quill-Lab/paper_mill},",
        "https://github.com/Quill-Lab/paper_mill/}.",
        "https://github.com/Quill-Lab/paper_mill;",
        "https://github.com/Quill-Lab/paper_mill .",
        "https://github.com/Quill-Lab/paper_mill/",
        "https://github.com/Quill-Lab/paper_mill.git",
        "https://github.com/Quill-Lab/paper_mill.git.",
        "https://github.com/Quill-Lab/paper_mill/tree/main/code.",
        "https://github.com/Quill-Lab/paper_mill/blob/main/README.md",
        "https://github.com/Quill-Lab/paper_mill#readme",
        "https://github.com/Quill-Lab/paper_mill?tab=readme",
        "https://github.com/Quill-Lab/paper_mill{https://github.com/Quill-Lab/paper_mill}.",
        "https://github.com/Quill-Lab/paper_mill{github.com/Quill-Lab/paper_mill}.",
        "https://github.com/Quill-Lab/paper_mill.git{https://github.com/Quill-Lab/paper_mill.git}",
        "https://github.com/Quill-Lab/paper_mill{this",
        "https://github.com/Quill-Lab/paper_mill](https://github.com/Quill-Lab/paper_mill)",
        "https://github.com/Quill-Lab/paper\\_mill",
        "https://github.com/Quill-Lab/paper\\\\_mill.",
        "https://github.com/Quill-Lab/paper{\\_}mill.",
        "github.com/Quill-Lab/paper_mill}.",
        "github.com/Quill-Lab/paper_mill/)",
        "www.github.com/Quill-Lab/paper_mill",
        "HTTPS://WWW.GitHub.com/Quill-Lab/paper_mill",
        "https://somebody:secret@github.com/Quill-Lab/paper_mill",
    ],
)
def test_every_way_of_writing_a_repository_gives_its_address(written: str) -> None:
    assert links.repository(written) == REPOSITORY
    found = links.in_text(f"Our code is at ({written} and more.")
    assert {links.repository(link) for link in found} == {REPOSITORY}


def test_a_repository_keeps_the_dot_inside_its_name_and_loses_the_sentences() -> None:
    assert links.in_text("Code: https://github.com/ann/BIT1.58. We") == [
        "https://github.com/ann/BIT1.58"
    ]
    assert links.repository("https://github.com/ann/next.js") == "https://github.com/ann/next.js"


@pytest.mark.parametrize(
    "other",
    [
        "https://github.com/Quill-Lab",
        "https://github.com/Quill-Lab/",
        "https://github.com/",
        "https://github.com/features/actions",
        "https://github.com/orgs/Quill-Lab/repositories",
        "https://github.com/topics/reading",
        "https://github.com/sponsors/ann",
        "https://gist.github.com/ann/0123456789abcdef",
        "https://gitlab.com/ann/mill",
        "https://ann.github.io/mill",
        "https://huggingface.co/ann/mill",
        "https://anonymous.4open.science/r/MILL-1234/",
    ],
)
def test_what_is_no_repository_is_kept_as_a_link(other: str) -> None:
    assert links.repository(other) is None
    assert links.in_text(f"See {other}.") == [other]


@pytest.mark.parametrize(
    ("written", "link"),
    [
        ("ann.github.io/mill.", "https://ann.github.io/mill"),
        (
            "https://en.wikipedia.org/wiki/Ink_(liquid)",
            "https://en.wikipedia.org/wiki/Ink_(liquid)",
        ),
        ("(https://ink.org/a)", None),
        ("https://Ink.ORG/Über", "https://ink.org/%C3%9Cber"),
        ("https://ink.org:8080/a", "https://ink.org:8080/a"),
        ("https://ink.org:99999/a", None),
        ("https://ink.org/a\x1b]8;;b", None),
        ("https://ink.org/a\\%20b", "https://ink.org/a%20b"),
        ("https://ink.org/a b", "https://ink.org/a"),
        ("ink.org/a", None),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("data:text/html,x", None),
        ("https://", None),
        ("https://localhost/a", None),
        ("https://ink.org/" + "a" * 3000, None),
        ("", None),
    ],
)
def test_only_whole_http_links_come_out(written: str, link: str | None) -> None:
    assert links.web(written) == link


def test_links_in_text_come_in_order_and_once() -> None:
    text = (
        "Pages: https://b.org/x, https://a.org/y; again https://b.org/x. Mail ann@github.com, "
        "见https://github.com/ann/mill。谢谢 and huggingface.co/ann/mill-7b!"
    )
    assert links.in_text(text) == [
        "https://b.org/x",
        "https://a.org/y",
        "https://github.com/ann/mill",
        "https://huggingface.co/ann/mill-7b",
    ]


@pytest.mark.parametrize(
    "written",
    [
        "2406.01234",
        "2406.01234v3",
        " arXiv:2406.01234v1 ",
        "arXiv: 2406.01234 [cs.CL]",
        "https://arxiv.org/abs/2406.01234",
        "http://www.arxiv.org/pdf/2406.01234v2.pdf",
        "https://export.arxiv.org/abs/2406.01234?context=cs",
        "https://arxiv.org/html/2406.01234v1#S1",
        "arxiv.org/abs/2406.01234",
        "oai:arXiv.org:2406.01234v1",
        "https://huggingface.co/papers/2406.01234",
        "https://www.alphaxiv.org/abs/2406.01234",
        "https://ar5iv.labs.arxiv.org/html/2406.01234",
        "10.48550/arXiv.2406.01234",
        "https://doi.org/10.48550/ARXIV.2406.01234",
    ],
)
def test_every_way_of_writing_an_arxiv_id(written: str) -> None:
    assert links.arxiv_id(written) == "2406.01234"


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("cs/9909009", "cs/9909009"),
        ("http://arxiv.org/abs/cs/9909009v1", "cs/9909009"),
        ("math.GT/0309136", "math/0309136"),
        ("arXiv:hep-th/9608091v2", "hep-th/9608091"),
        ("https://arxiv.org/pdf/astro-ph%2F0601001", "astro-ph/0601001"),
        ("0704.0001", "0704.0001"),
        ("2413.01234", None),
        ("12406.01234", None),
        ("ink/0309136", None),
        ("2406.012345", None),
        ("https://arxiv.org/list/cs.CL/recent", None),
        ("https://ink.org/2406.01234", None),
        ("", None),
    ],
)
def test_old_ids_and_what_is_none(written: str, name: str | None) -> None:
    assert links.arxiv_id(written) == name


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("10.1000/Ink.5", "10.1000/ink.5"),
        ("doi:10.1000/ink.5.", "10.1000/ink.5"),
        ("https://doi.org/10.1000/ink%2F5", "10.1000/ink/5"),
        ("http://dx.doi.org/10.1000/ink_5", "10.1000/ink_5"),
        ("https://press.org/doi/full/10.1000/ink.5", "10.1000/ink.5"),
        ("10.1000/ink\\_5", "10.1000/ink_5"),
        ("10.1000/(ab)12:3<4::ab>5.0.co;2-2", "10.1000/(ab)12:3<4::ab>5.0.co;2-2"),
        ("10.1000/ink)", "10.1000/ink"),
        ("10/abc", None),
        ("ink", None),
        ("https://ink.org/10.1000/ink", None),
    ],
)
def test_dois(written: str, name: str | None) -> None:
    assert links.doi(written) == name


@pytest.mark.timeout(20)
@pytest.mark.parametrize(
    "run", ["\\", "(", "@", "a.", "a-", "github.com/", "x.github.io", "http://a."]
)
def test_a_long_run_of_anything_takes_no_long_time(run: str) -> None:
    text = run * 50_000
    for find in (links.web, links.doi, links.arxiv_id, links.in_text, links.repository):
        find(text)


@given(
    st.text()
    | st.text("ab:/.,{}()\\_@\x1b%é字?# ")
    | st.lists(
        st.sampled_from(["https://", "github.com", "/", "ink.org", ".git", "www.", "a", "\\_", "@"])
    ).map("".join)
)
def test_no_text_breaks_it_and_every_link_is_safe(text: str) -> None:
    links.doi(text)
    name = links.arxiv_id(text)
    assert name is None or links.arxiv_id(name) == name
    repository = links.repository(text)
    assert repository is None or links.repository(repository) == repository
    for link in [*links.in_text(text), *filter(None, [links.web(text), repository])]:
        assert link.startswith(("https://", "http://"))
        assert link.isprintable()
        assert link.isascii()
        assert not any(char.isspace() for char in link)
        assert "@" not in link.split("/")[2]
        assert links.web(link) == link
