"""Whole papers from the network, of a server on this machine."""

from pathlib import Path

import pytest

from search import LibraryError
from search.errors import Cancelled
from search.fulltext.document import Document
from search.fulltext.fetch import OfflineError, Wanted, check_title, fetch
from search.sources.live.client import Client
from search.sources.live.feed_state import Validators

SHEEP = Wanted("Counting Sheep in $O(n)$ Steps", "2406.01234")
PAGE = (
    "<!DOCTYPE html><html><body><article class='ltx_document'><h1 class='ltx_title "
    "ltx_title_document'>{}</h1><section id='S1' class='ltx_section'><h2 class='ltx_title'>One"
    "</h2><div class='ltx_para'><p class='ltx_p'>Baa.</p></div></section></article></body></html>"
)
GOOD = PAGE.format("Counting sheep in O(n) steps")
MARKDOWN = "# Counting Sheep\n\n## One\n\n" + "baa " * 400 + "\n\n## Two\n\nBaa."
HTML, MD, PDF = "/html/2406.01234", "/papers/2406.01234.md", "/pdf/2406.01234"


def nothing(_address: str) -> Validators | None:
    return None


def test_arxiv_comes_first(server, client: Client) -> None:
    server.plan(HTML, server.reply(GOOD, Content_Type="text/html", ETag='"1"'))
    found = fetch(client, SHEEP, nothing)
    assert found is not None
    assert (found.document.source, found.document.id) == ("arxiv-html", "2406.01234")
    assert (found.address, found.validators.etag) == (server.url + HTML, '"1"')
    assert server.asked == [HTML]


def test_the_version_is_that_of_the_page_or_its_address(server, client: Client) -> None:
    server.plan(HTML, server.reply(status=302, Location="/html/2406.01234v3"))
    server.plan("/html/2406.01234v3", server.reply(GOOD))
    found = fetch(client, SHEEP, nothing)
    assert found is not None
    assert found.document.version == 3


def test_an_unchanged_paper_is_not_sent_again(server, client: Client) -> None:
    server.plan(HTML, server.reply(status=304))
    assert fetch(client, SHEEP, lambda _: Validators('"1"')) is None
    assert server.headers[0]["if-none-match"] == '"1"'


def test_questions_to_arxiv_are_three_seconds_apart(server, client: Client, clock) -> None:
    server.plan(HTML, server.reply(GOOD))
    for _ in range(3):
        fetch(client, SHEEP, nothing)
    assert clock.slept == pytest.approx(6)


def test_hugging_face_comes_second(server, client: Client) -> None:
    server.plan(MD, server.reply(MARKDOWN, Content_Type="text/markdown; charset=utf-8"))
    found = fetch(client, SHEEP, nothing)
    assert found is not None
    assert found.document.source == "huggingface"
    assert server.asked == [HTML, MD]


@pytest.mark.parametrize(
    ("page", "reason"),
    [
        (PAGE.format("AASTeX Symbols and Their Use"), "another paper"),
        (PAGE.format("Untitled Document"), "not the paper"),
        ("<html><p>Please log in", "no paper"),
        ("<html>" + "<div>" * 50_000, "nested"),
        ("<html>" + "x" * 17_000_000, "longer than 16 MB"),
    ],
)
def test_what_is_not_the_paper_is_refused(server, client: Client, page: str, reason: str) -> None:
    server.plan(HTML, server.reply(page))
    server.plan(MD, server.reply("# Counting Sheep\n\nWe count.", Content_Type="text/markdown"))
    with pytest.raises(LibraryError, match=reason) as raised:
        fetch(client, SHEEP, nothing)
    assert "Hugging Face: only an abstract" in str(raised.value)
    assert "PDF: none" in str(raised.value)


def test_a_page_of_errors_is_no_markdown(server, client: Client) -> None:
    server.plan(MD, server.reply(GOOD, Content_Type="text/html"))
    with pytest.raises(LibraryError, match="unexpected text/html"):
        fetch(client, SHEEP, nothing)


def test_the_pdf_comes_last(server, client: Client) -> None:
    server.plan(PDF, server.reply(b"%PDF-1.4 wool"))
    with pytest.raises(LibraryError, match="PDF: the PDF is damaged"):
        fetch(client, SHEEP, nothing)
    assert server.asked == [HTML, MD, PDF]
    server.plan(PDF, server.reply("<html>"))
    with pytest.raises(LibraryError, match="instead of a PDF"):
        fetch(client, SHEEP, nothing)


def test_a_paper_of_no_archive_has_its_pdf_alone(server, client: Client) -> None:
    address = server.plan("/sheep.pdf", server.reply(b"%PDF-1.4 wool"))
    with pytest.raises(LibraryError):
        fetch(client, Wanted("Sheep", None, address), nothing)
    assert server.asked == ["/sheep.pdf"]
    with pytest.raises(LibraryError, match="no arXiv id and no PDF"):
        fetch(client, Wanted("Sheep"), nothing)


def test_whoever_is_offline_is_reported(server, client: Client) -> None:
    server.close()
    with pytest.raises(OfflineError, match=r"^offline: arXiv: .* cannot be reached"):
        fetch(client, SHEEP, nothing)


def test_arxiv_that_is_down_is_not_asked_for_the_pdf(server, client: Client) -> None:
    server.plan(HTML, server.hang_up)
    with pytest.raises(LibraryError, match=r"arXiv: .* closed early .* Hugging Face: none"):
        fetch(client, SHEEP, nothing)
    assert PDF not in server.asked


def test_a_fetch_can_be_stopped(server, clock, tmp_path: Path) -> None:
    server.plan(HTML, server.silent)
    with Client(cancelled=lambda: bool(server.asked)) as client, pytest.raises(Cancelled):
        fetch(client, SHEEP, nothing)


@pytest.mark.parametrize(
    ("page", "paper", "same"),
    [
        ("Counting Sheep", "Counting Sheep: A Survey", True),
        ("Wool: Counting sheep in big meadows", "Counting Sheep in Large Meadows", True),
        (r"The 𝒪(n) method", r"The $\mathcal{O}(n)$ Method", True),
        ("羊を数える", "羊を数える", True),
        ("Instructions for Authors", "Counting Sheep", False),
        ("Responsible NLP Checklist", "Responsible Sheep", False),
        ("", "Counting Sheep", False),
    ],
)
def test_titles_of_one_paper(page: str, paper: str, same: bool) -> None:
    document = Document(None, None, "file", page)
    if same:
        check_title(document, paper)
    else:
        with pytest.raises(LibraryError, match="another paper"):
            check_title(document, paper)
