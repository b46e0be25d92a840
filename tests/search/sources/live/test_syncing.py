"""What a sync leaves in the library, whatever the feeds do."""

import json
import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from http.server import BaseHTTPRequestHandler

import pytest

from search import Cancelled, FeedSynced, Library, Marking, Paths, Synced
from search.sources.live import arxiv

Open = Callable[..., Library]
DAILY = "/api/daily_papers"
FEED = (
    '<rss version="2.0"><channel><title>f</title><link>https://meadow.example</link>'
    "<item><title>%s</title><link>https://meadow.example/1</link></item></channel></rss>"
)


def listed(*papers: dict[str, object]) -> str:
    return json.dumps([{"paper": {"summary": "We count.", **paper}} for paper in papers])


def sheep(number: int, **more: object) -> dict[str, object]:
    return {"id": f"2609.{number:05}", "title": f"Sheep {number}", **more}


def today() -> date:
    return datetime.now(UTC).date()


@pytest.fixture
def configured(
    paths: Paths, open_library: Open, monkeypatch: pytest.MonkeyPatch
) -> Callable[[str], Library]:
    """The library of somebody with these feeds; the server here needs no rest."""
    monkeypatch.setattr(arxiv, "GAP_S", 0.0)

    def configure(feeds: str) -> Library:
        paths.settings.parent.mkdir(parents=True, exist_ok=True)
        paths.settings.write_text(f"[feeds]\n{feeds}\n", "utf-8")
        return open_library()

    return configure


def row(synced: Synced, name: str) -> FeedSynced:
    return next(feed for feed in synced.feeds if feed.name == name)


def test_without_settings_it_asks_hugging_face_for_the_day(server, open_library: Open) -> None:
    server.plan(DAILY, server.reply(listed(sheep(1, upvotes=3), sheep(2))))
    library = open_library()
    heard: list[tuple[str, int]] = []
    synced = library.sync(progress=lambda name, count: heard.append((name, count)))
    assert (synced.added, synced.updated, synced.unchanged) == (2, 0, 0)
    assert heard == [("daily", 2)]
    assert f"date={today()}" in server.asked[0]
    assert len(library.search("sheep")) == 2
    assert library.entry(library.row("2609.00001")).new


def test_again_it_counts_what_is_known_and_takes_the_newest_counts(
    server, open_library: Open
) -> None:
    first, then = listed(sheep(1, upvotes=9), sheep(2)), listed(sheep(1, upvotes=7), sheep(2))
    server.plan(DAILY, server.reply(first), server.reply(then))
    library = open_library()
    library.sync()
    library.mark([library.row("2609.00001")], Marking(bookmarked=True))
    synced = library.sync()
    assert (synced.added, synced.updated, synced.unchanged) == (0, 1, 1)
    entry = library.entry(library.row("2609.00001"))
    assert (entry.paper.upvotes, entry.bookmarked) == (7, True)


def test_one_feed_that_fails_stops_no_other(server, configured: Callable[[str], Library]) -> None:
    good = server.plan("/good", server.reply(FEED % "Goats"))
    gone = server.plan("/gone", server.reply(status=404))
    odd = server.plan("/odd", server.reply(status=302, Location="file:///etc/passwd"))
    library = configured(f'gone = "{gone}"\nodd = "{odd}"\ngood = "{good}"')
    synced = library.sync()
    assert [feed.error is None for feed in synced.feeds] == [False, False, True]
    assert "404" in str(row(synced, "gone").error)
    assert row(synced, "good").added == synced.added == 1
    assert [feed.synced is None for feed in library.feeds()] == [True, True, False]


def test_the_password_of_an_address_is_sent_and_neither_shown_nor_kept(
    server, configured: Callable[[str], Library], paths: Paths
) -> None:
    address = server.plan("/own", server.reply(FEED % "Goats"), server.reply("no feed"))
    library = configured(f'own = "{address.replace("://", "://ada:secret1@")}"')
    asked = [library.sync(), library.sync(), library.feeds()]
    assert asked[0].added == 1
    assert row(asked[1], "own").error
    assert "secret1" not in repr(asked)
    assert library.feeds()[0].what == address
    assert all(sent["authorization"].startswith("Basic ") for sent in server.headers)
    assert not any(b"secret1" in each.read_bytes() for each in paths.store.parent.glob("library*"))


def test_what_came_before_a_failure_is_kept_and_what_did_not_is_asked_for_again(
    server, open_library: Open
) -> None:
    days = [today() - timedelta(days=back) for back in range(4)]
    for number, day in enumerate(days[:3]):
        server.plan(f"{DAILY}?date={day}&limit=100&p=0", server.reply(listed(sheep(number))))
    server.plan(DAILY, server.reply(status=404))
    library = open_library()
    synced = library.sync(since=days[3])
    assert (synced.added, synced.feeds[0].synced) == (3, None)
    server.asked.clear()
    server.plan(DAILY, server.reply(listed(sheep(9))))
    assert library.feeds()[0].missing == synced.feeds[0].missing == (str(days[3]),)
    synced = library.sync()
    assert (synced.added, synced.feeds[0].error) == (1, None)
    asked = [path.partition("date=")[2][:10] for path in server.asked]
    assert str(days[3]) in asked
    assert str(days[2]) not in asked
    assert library.feeds()[0].missing == ()


def test_a_feed_that_did_not_change_costs_nothing(
    server, configured: Callable[[str], Library]
) -> None:
    answers = server.reply(FEED % "Goats", ETag='"v1"'), server.reply(status=304)
    library = configured(f'goats = "{server.plan("/goats", *answers)}"')
    library.sync()
    synced = library.sync()
    assert (synced.added, synced.unchanged, synced.feeds[0].error) == (0, 0, None)
    assert server.headers[1]["if-none-match"] == '"v1"'


def test_an_answer_that_was_not_understood_is_asked_for_again(
    server, configured: Callable[[str], Library]
) -> None:
    answers = server.reply("no feed", ETag='"v1"'), server.reply(FEED % "Goats")
    library = configured(f'goats = "{server.plan("/goats", *answers)}"')
    assert library.sync().feeds[0].error
    assert library.sync().added == 1
    assert "if-none-match" not in server.headers[1]


def test_only_the_feeds_named_are_asked(server, configured: Callable[[str], Library]) -> None:
    one, two = (server.plan(path, server.reply(FEED % path)) for path in ("/one", "/two"))
    library = configured(f'one = "{one}"\ntwo = "{two}"')
    synced = library.sync(["two", "two", "three"])
    assert server.asked == ["/two"]
    assert row(synced, "two").added == 1
    assert "unknown feed; " in str(row(synced, "three").error)


def test_a_cancel_keeps_what_had_arrived(server, configured: Callable[[str], Library]) -> None:
    asked = threading.Event()

    def silent(handler: BaseHTTPRequestHandler) -> None:
        asked.set()
        server.silent(handler)

    good = server.plan("/good", server.reply(FEED % "Goats"))
    library = configured(f'good = "{good}"\nslow = "{server.plan("/slow", silent)}"')
    with pytest.raises(Cancelled):
        library.sync(cancelled=asked.is_set)
    assert library.status().papers == 1
    assert [feed.synced is None for feed in library.feeds()] == [False, True]


def test_what_a_server_says_does_not_act_on_a_terminal(
    server, configured: Callable[[str], Library]
) -> None:
    error = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><entry>'
        "<id>https://arxiv.org/api/errors#bad</id><title>Error</title>"
        "<summary>\x9b2J\n\u202eno</summary></entry></feed>"
    )
    library = configured(f'bad = "{server.plan("/bad", server.reply(error))}"')
    error = str(library.sync().feeds[0].error)
    assert "no" in error
    assert error.isprintable()


def test_a_wrong_feed_is_left_out_and_the_rest_works(
    server, configured: Callable[[str], Library]
) -> None:
    good = server.plan("/good", server.reply(FEED % "Goats"))
    library = configured(f'bad = "arxvi:cs.CL"\ngood = "{good}"')
    assert [feed.name for feed in library.feeds()] == ["good"]
    assert library.sync().added == 1


def announced(kind: str, number: int, title: str, version: int = 1) -> str:
    abstract = f"We count {title}." + " Again." * (3 - version)
    return (
        f"<item><title>{title}</title><link>https://arxiv.org/abs/2609.{number:05}</link>"
        f"<description>arXiv:2609.{number:05}v{version} Announce Type: {kind}\nAbstract: {abstract}"
        f"</description><guid>oai:arXiv.org:2609.{number:05}v{version}</guid>"
        "<pubDate>Mon, 21 Sep 2026 00:00:00 -0400</pubDate></item>"
    )


def arxiv_list(*entries: str) -> str:
    return (
        '<rss version="2.0"><channel><title>cs.CL</title><link>https://rss.arxiv.org/rss/cs.CL</link>'
        f"{''.join(entries)}</channel></rss>"
    )


def test_a_replacement_revises_its_paper_and_is_not_new(
    server, configured: Callable[[str], Library]
) -> None:
    first = arxiv_list(announced("new", 1, "White Sheep"), announced("new", 2, "Wool"))
    then = arxiv_list(
        announced("new", 3, "Goats"),
        announced("cross", 4, "Fences"),
        announced("replace", 5, "Meadows", 2),
        announced("replace", 1, "Black Sheep", 2),
    )
    server.plan("/rss/cs.CL", server.reply(first), server.reply(then))
    library = configured('cl = "arxiv:cs.CL"')
    assert library.sync().added == 2
    synced = library.sync()
    assert (synced.added, synced.updated, synced.revised, synced.relisted) == (1, 1, 1, 2)
    paper = library.entry(library.row("2609.00001")).paper
    assert (paper.title, paper.abstract) == ("Black Sheep", "We count Black Sheep. Again.")
    assert len(library.search("fences")) == 1
    (section,) = library.digest(today() - timedelta(days=2), 20).sections
    assert {each.entry.paper.title for each in section.papers} == {"Black Sheep", "Wool", "Goats"}
    assert library.digest(today() - timedelta(days=2), 20).arrived == 3


def test_a_setting_leaves_out_what_is_not_new(
    paths: Paths, server, configured: Callable[[str], Library]
) -> None:
    entries = announced("new", 1, "Sheep"), announced("cross", 2, "Wool")
    revised = announced("replace", 1, "Black Sheep", 2), announced("replace", 3, "Goats", 2)
    server.plan(
        "/rss/cs.CL", server.reply(arxiv_list(*entries)), server.reply(arxiv_list(*revised))
    )
    library = configured('cl = "arxiv:cs.CL"')
    paths.settings.write_text('arxiv_lists = "new"\n' + paths.settings.read_text("utf-8"), "utf-8")
    assert (library.sync().added, library.status().papers) == (1, 1)
    synced = library.sync()
    assert (synced.revised, synced.relisted, library.status().papers) == (1, 0, 1)
