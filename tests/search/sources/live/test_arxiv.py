"""arXiv's lists and searches, as their servers answer for them."""

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.record import Record
from search.sources.live.client import Client
from search.sources.live.feed_state import FeedMemory
from search.sources.live.feeds import feed_of

TODAY = date(2026, 9, 21)
SYNCED = 1_789_700_000_000  # 18 September 2026 (UTC), in ms
LIST = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
xmlns:arxiv="http://arxiv.org/schemas/atom" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>cs.CL, cs.LG updates</title><link>http://rss.arxiv.org/rss/cs.CL+cs.LG</link>%s
</channel></rss>"""
ANNOUNCED = """<item><title>Counting Sheep</title><link>https://arxiv.org/abs/2609.01234</link>
<description>arXiv:2609.01234v1 Announce Type: new \nAbstract: We count sheep.</description>
<guid isPermaLink="false">oai:arXiv.org:2609.01234v1</guid><category>cs.CL</category>
<pubDate>Mon, 21 Sep 2026 00:00:00 -0400</pubDate><dc:creator>Ada Lamm, Bo Schaf</dc:creator>
</item>"""


def found(total: int, days: list[date]) -> str:
    entries = "".join(
        f"<entry><id>http://arxiv.org/abs/2609.{number:05}v1</id><title>Sheep {number}</title>"
        f"<published>{day}T10:00:00Z</published><updated>{day}T10:00:00Z</updated>"
        f"<summary>We count.</summary><author><name>Ada Lamm</name></author></entry>"
        for number, day in enumerate(days)
    )
    return (
        '<feed xmlns="http://www.w3.org/2005/Atom" '
        'xmlns:opensearch="http://a9.com/-/spec/opensearch/1.1/">'
        '<link href="https://arxiv.org/api/query?search_query=all:sheep" rel="self"/>'
        f"<opensearch:totalResults>{total}</opensearch:totalResults>{entries}</feed>"
    )


def plan(server, start: int, *answers: object) -> None:
    query = "search_query=all%3Asheep&sortBy=submittedDate&sortOrder=descending"
    server.plan(f"/api/query?{query}&start={start}&max_results=200", *answers)


def brought(
    client: Client, what: str, memory: FeedMemory, since: date | None = None
) -> list[object]:
    pages = feed_of(what).pages(client, memory, since, TODAY)
    return [piece for page in pages for piece in page]


def starts(server) -> list[str]:
    return [parse_qs(urlsplit(path).query)["start"][0] for path in server.asked]


def test_the_list_of_the_day(server, client: Client) -> None:
    server.plan("/rss/cs.CL+cs.LG", server.reply(LIST % ANNOUNCED))
    (record,) = brought(client, "arxiv:cs.CL, cs.LG", FeedMemory())
    assert isinstance(record, Record)
    paper = record.paper
    assert (paper.id, paper.abstract, paper.listed) == (
        "2609.01234",
        "We count sheep.",
        PartialDate.of(TODAY),
    )
    assert (paper.authors, paper.sources) == (("Ada Lamm", "Bo Schaf"), ("arxiv",))


def test_a_day_without_papers(server, client: Client) -> None:
    server.plan("/rss/cs.CL", server.reply(LIST % ""))
    assert brought(client, "arxiv:cs.CL", FeedMemory()) == []


def test_a_list_that_did_not_change_is_not_sent_again(server, client: Client) -> None:
    answer = server.reply(LIST % ANNOUNCED, Last_Modified="Mon, 21 Sep 2026 04:00:00 GMT")
    server.plan("/rss/cs.CL", answer, server.reply(status=304))
    memory = FeedMemory()
    assert len(brought(client, "arxiv:cs.CL", memory)) == 1
    assert brought(client, "arxiv:cs.CL", memory) == []
    assert server.headers[1]["if-modified-since"] == "Mon, 21 Sep 2026 04:00:00 GMT"


def test_a_search_brings_one_page_at_first(server, client: Client) -> None:
    plan(server, 0, server.reply(found(450, [TODAY] * 200)))
    assert len(brought(client, "arxiv-search:all:sheep", FeedMemory())) == 200
    assert starts(server) == ["0"]


def test_then_it_goes_back_to_a_week_before_the_last_time(server, client: Client, clock) -> None:
    plan(server, 0, server.reply(found(450, [TODAY] * 200)))
    plan(server, 200, server.reply(found(450, [date(2026, 9, 12)] * 199 + [date(2026, 9, 10)])))
    assert len(brought(client, "arxiv-search:all:sheep", FeedMemory(synced=SYNCED))) == 400
    assert starts(server) == ["0", "200"]
    assert clock.slept == pytest.approx(3)


def test_since_a_day_it_goes_on_to_that_day_or_the_end(server, client: Client) -> None:
    plan(server, 0, server.reply(found(250, [TODAY] * 200)))
    plan(server, 200, server.reply(found(250, [TODAY] * 50)))
    assert len(brought(client, "arxiv-search:all:sheep", FeedMemory(), date(2026, 1, 1))) == 250
    assert starts(server) == ["0", "200"]


def test_a_page_with_fewer_than_asked_for_is_not_the_end(server, client: Client) -> None:
    plan(server, 0, server.reply(found(250, [TODAY] * 150)))
    plan(server, 200, server.reply(found(250, [TODAY] * 50)))
    assert len(brought(client, "arxiv-search:all:sheep", FeedMemory(), date(2026, 1, 1))) == 200


def test_an_empty_page_before_the_end_is_reported(server, client: Client) -> None:
    plan(server, 0, server.reply(found(450, [TODAY] * 200), ETag='"v1"'))
    plan(server, 200, server.reply(found(450, [])))
    memory = FeedMemory()
    with pytest.raises(SourceError, match="sent 200 of 450 papers"):
        brought(client, "arxiv-search:all:sheep", memory, date(2026, 1, 1))
    assert memory.validators == {}  # or the next sync would take the rest for known


def test_nothing_found_is_no_failure(server, client: Client) -> None:
    plan(server, 0, server.reply(found(0, [])))
    assert brought(client, "arxiv-search:all:sheep", FeedMemory()) == []


@pytest.mark.parametrize("status", [200, 400])
def test_what_arxiv_has_against_a_query_is_reported(server, client: Client, status: int) -> None:
    error = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><id>x</id><entry>'
        "<id>https://arxiv.org/api/errors#bad</id><title>Error</title>"
        "<summary>unbalanced brackets</summary></entry></feed>"
    )
    plan(server, 0, server.reply(error, status=status))
    with pytest.raises(SourceError, match="unbalanced brackets"):
        brought(client, "arxiv-search:all:sheep", FeedMemory())


def test_a_list_and_a_search_are_three_seconds_apart(server, client: Client, clock) -> None:
    server.plan("/rss/cs.CL", server.reply(LIST % ""))
    plan(server, 0, server.reply(found(0, [])))
    brought(client, "arxiv:cs.CL", FeedMemory())
    brought(client, "arxiv-search:all:sheep", FeedMemory())
    assert clock.slept == pytest.approx(3)


def test_lists_that_arxiv_gives_no_more_come_from_its_search(server, client: Client) -> None:
    server.plan("/rss/cs.CL", server.reply(LIST % ANNOUNCED), server.reply(status=304))
    missed = server.reply(found(1, [date(2026, 9, 17)]))
    server.plan("/api/query", server.reply(status=404), missed, server.reply(found(0, [])))
    memory = FeedMemory(synced=SYNCED - 2 * 86_400_000)  # Wednesday the 16th
    with pytest.raises(SourceError, match="404"):
        brought(client, "arxiv:cs.CL", memory)
    days = {"2026-09-17", "2026-09-18"}  # the 19th and 20th are a weekend
    assert (memory.missing, memory.gone) == (days, set())
    assert len(brought(client, "arxiv:cs.CL", memory)) == 1  # the list itself is as it was
    (query,) = parse_qs(urlsplit(server.asked[-1]).query)["search_query"]
    assert query == "(cat:cs.CL) AND submittedDate:[202609120000 TO 202609182359]"
    assert (memory.missing, memory.gone) == (set(), set())
    memory.missing = {*days}
    assert brought(client, "arxiv:cs.CL", memory) == []
    assert (memory.missing, memory.gone) == (set(), days)


def test_no_day_is_missing_after_the_day_before(server, client: Client) -> None:
    server.plan("/rss/cs.CL", server.reply(LIST % ANNOUNCED))
    server.plan("/api/query", server.reply(found(1, [TODAY])))
    memory = FeedMemory(synced=SYNCED)
    brought(client, "arxiv:cs.CL", memory)
    assert len(server.asked) == 1
    assert len(brought(client, "arxiv:cs.CL", memory, date(2026, 9, 17))) == 2


def test_no_papers_where_there_were_some_is_a_failure(server, client: Client) -> None:
    plan(server, 0, server.reply(found(1, [TODAY])), server.reply(found(0, [])))
    memory = FeedMemory()
    brought(client, "arxiv-search:all:sheep", memory)
    with pytest.raises(SourceError, match="empty answer; it had 1 papers"):
        brought(client, "arxiv-search:all:sheep", memory)


def test_a_search_that_broke_off_goes_back_as_far_the_next_time(server, client: Client) -> None:
    plan(server, 0, server.reply(found(400, [TODAY] * 200)))
    plan(server, 200, server.reply(found(400, [])), server.reply(found(400, [TODAY] * 200)))
    memory = FeedMemory(synced=1_790_000_000_000)
    with pytest.raises(SourceError, match="200 of 400"):
        brought(client, "arxiv-search:all:sheep", memory, date(2026, 1, 1))
    assert memory.missing == {"since 2026-01-01"}
    assert len(brought(client, "arxiv-search:all:sheep", memory)) == 400
