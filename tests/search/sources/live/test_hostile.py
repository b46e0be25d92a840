"""Feeds that mean harm, and feeds that are none: nothing is run, written or read."""

import io
from datetime import date
from pathlib import Path

import pytest

from search import Paper
from search.errors import SourceError
from search.model.record import Record
from search.sources.formats.feed import read
from search.sources.live.client import Client
from search.sources.live.feed_state import FeedMemory
from search.sources.live.feeds import feed_of

RSS = '<?xml version="1.0"?>%s<rss version="2.0"><channel><title>f</title>%s</channel></rss>'
ARXIV = (
    '<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>'
    "<link>http://rss.arxiv.org/rss/cs.LG</link>%s</channel></rss>"
)
ITEM = "<item><title>%s</title><link>%s</link><description>%s</description></item>"
LAUGHS = f'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "{"&a;" * 1000}"><!ENTITY c "{"&b;" * 1000}">]>'


def brought(server, client: Client, body: str | bytes, **headers: str) -> list[object]:
    address = server.plan("/feed", server.reply(body, **headers))
    pages = feed_of(address).pages(client, FeedMemory(), None, date(2026, 9, 21))
    return [piece for page in pages for piece in page]


def only(server, client: Client, body: str | bytes, **headers: str) -> Paper:
    (paper,) = brought(server, client, body, **headers)
    assert isinstance(paper, Record)
    return paper.paper


def test_any_feed_will_do(server, client: Client) -> None:
    paper = only(server, client, RSS % ("", ITEM % ("Sheep", "https://meadow.example/1", "Count.")))
    assert (paper.title, paper.url, paper.abstract) == (
        "Sheep",
        "https://meadow.example/1",
        "Count.",
    )


def test_a_feed_is_reported_by_what_it_says_and_not_by_its_type(server, client: Client) -> None:
    feed = RSS % ("", ITEM % ("Sheep", "https://meadow.example/1", "Count."))
    assert only(server, client, feed, Content_Type="image/png").title == "Sheep"


@pytest.mark.parametrize(
    "body",
    [
        "",
        "{}",
        "sheep",
        b"\x89PNG\r\n\x1a\n\0\0",
        "<rss",
        "<svg xmlns='x'/>",
        b"\xff\xfe<",
        "<a>" * 10**5,
    ],
)
def test_what_is_no_feed_is_reported(server, client: Client, body: str | bytes) -> None:
    with pytest.raises(SourceError):
        brought(server, client, body)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7", "utf-32", "cp037"])
def test_no_file_is_read_for_a_feed(server, client: Client, tmp_path: Path, encoding: str) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("the shepherd's secret")
    doctype = f'<!DOCTYPE rss [<!ENTITY x SYSTEM "{secret.as_uri()}">]>'
    feed = RSS % (doctype, ITEM % ("Sheep &x;", "https://meadow.example/1", "&x;"))
    feed = feed.replace('"1.0"', f'"1.0" encoding="{encoding}"')
    try:
        pieces = brought(server, client, feed.encode(encoding))
    except SourceError:
        return
    assert "secret" not in repr(pieces)


def test_nothing_else_is_fetched_for_a_feed(server, client: Client) -> None:
    away = server.url + "/elsewhere"
    doctype = f'<!DOCTYPE rss SYSTEM "{away}">'
    body = f"&lt;img src='{away}'&gt;&lt;script src='{away}'&gt;&lt;/script&gt;Count."
    style = f'<?xml-stylesheet href="{away}"?>'
    paper = only(
        server, client, RSS % (doctype + style, ITEM % ("Sheep", "https://a.example", body))
    )
    assert server.asked == ["/feed"]
    assert "<" not in (paper.abstract or "")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-7"])
def test_entities_do_not_grow(server, client: Client, encoding: str) -> None:
    feed = (RSS % (LAUGHS, ITEM % ("Sheep", "https://a.example", "&c;"))).replace(
        '"1.0"', f'"1.0" encoding="{encoding}"'
    )
    try:
        pieces = brought(server, client, feed.encode(encoding))
    except SourceError:
        return
    assert len(repr(pieces)) < 10_000


@pytest.mark.parametrize(
    "link", ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "vbscript:x"]
)
def test_links_lead_to_the_web_alone(server, client: Client, link: str) -> None:
    paper = only(server, client, RSS % ("", ITEM % ("Sheep", link, f"See {link}")))
    assert paper.url is None
    assert paper.links == ()


def test_no_text_acts_on_a_terminal(server, client: Client) -> None:
    title = "Sheep \x9b31m &#x9b;2J \u202e goats"
    feed = RSS % (
        "",
        ITEM % (title, "https://a.example", "\u0085\u009d0;owned"),
    )
    shown = repr(only(server, client, feed.encode()))
    assert not any("\x7f" <= char <= "\x9f" or char == "\u202e" for char in shown)
    assert "\\x9" not in shown


def test_an_error_of_a_feed_does_not_act_either(server, client: Client) -> None:
    error = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><entry>'
        "<id>https://arxiv.org/api/errors#bad</id><title>Error</title>"
        "<summary>\x9b2J no</summary></entry></feed>"
    )
    with pytest.raises(SourceError):
        brought(server, client, error.encode())


@pytest.mark.parametrize("place", ["title", "link", "description", "dc:creator", "category"])
@pytest.mark.parametrize(
    "piece",
    [
        "sheep" + " " * 10**6 + "x",
        "sheep" + "\n " * 10**5 + "x",
        "Abstract " + " " * 10**6 + "x",
        "arXiv:1" + " " * 10**6 + "x",
        "&lt;p&gt;" * 10**4,
        "&lt;!--" * 10**5,
        "&lt;p&gt;" + "&lt;!" * 10**5,
        "&lt;a href='" * 10**5,
        "( " * 10**5,
        "https://" * 10**5,
        "https://a.example/" + "(" * 10**6,
        "{" * 10**6,
        "\\" * 10**6,
    ],
    ids=lambda piece: piece[:14].strip(),
)
def test_no_text_takes_for_ever(piece: str, place: str) -> None:
    items = (
        "<item><title>Sheep</title><link>https://arxiv.org/abs/2609.01234</link>"
        f"<{place}>{piece}</{place}></item>"
    )
    list(read(io.BytesIO((ARXIV % items).encode()), "feed"))
