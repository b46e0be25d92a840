"""Hugging Face's lists, as their server answers for them."""

import json
from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from search import Skipped
from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.record import Record
from search.sources.live.client import Client, UnansweredError
from search.sources.live.feed_state import FeedMemory
from search.sources.live.feeds import feed_of

PATH = "/api/daily_papers"
TODAY = date(2026, 9, 21)  # a Monday
SYNCED = 1_789_700_000_000  # 18 September 2026 (UTC), in ms


def item(number: int, **more: object) -> dict[str, object]:
    paper = {
        "id": f"2609.{number:05}",
        "title": f"Counting Sheep, Part {number}",
        "summary": "We count\nsheep.",
        "authors": [{"_id": "1", "name": "Ada Lamm", "hidden": False}],
        "publishedAt": "2026-09-17T10:00:00.000Z",
        "upvotes": number,
        **more,
    }
    return {"paper": paper, "title": paper["title"], "numComments": 0}


def listed(*numbers: int) -> str:
    return json.dumps([item(number) for number in numbers])


def day(server, text: str, *answers: object, parameter: str = "date", page: int = 0) -> None:
    server.plan(f"{PATH}?{parameter}={text}&limit=100&p={page}", *answers)


def brought(
    client: Client, what: str, memory: FeedMemory, since: date | None = None
) -> list[object]:
    pages = feed_of(what).pages(client, memory, since, TODAY)
    return [piece for page in pages for piece in page]


def ids(pieces: list[object]) -> list[str]:
    return [piece.paper.id for piece in pieces if isinstance(piece, Record)]


def periods(server, parameter: str = "date") -> list[str]:
    """The days asked for, in order."""
    return [parse_qs(urlsplit(path).query)[parameter][0] for path in server.asked]


def test_all_that_an_item_says_arrives(server, client: Client) -> None:
    entry = item(
        1,
        githubRepo="https://github.com/meadow/count",
        githubStars=12,
        projectPage="https://meadow.example",
        ai_summary="Sheep, counted.",
        ai_keywords=["sheep"],
    )
    day(server, "2026-09-21", server.reply(json.dumps([entry])))
    (record,) = brought(client, "huggingface:daily", FeedMemory())
    assert isinstance(record, Record)
    paper = record.paper
    assert (paper.id, paper.upvotes, paper.stars) == ("2609.00001", 1, 12)
    assert (paper.github, paper.links) == (
        "https://github.com/meadow/count",
        ("https://meadow.example",),
    )
    assert (paper.summary, paper.keywords) == ("Sheep, counted.", ("sheep",))
    assert (paper.published, paper.listed) == (PartialDate(2026, 9, 17), PartialDate.of(TODAY))


def test_the_first_time_it_takes_the_newest_day_that_has_papers(server, client: Client) -> None:
    server.plan(PATH, server.reply("[]"))
    day(server, "2026-09-18", server.reply(listed(1, 2)))
    assert ids(brought(client, "huggingface:daily", FeedMemory())) == ["2609.00001", "2609.00002"]
    assert periods(server) == ["2026-09-21", "2026-09-20", "2026-09-19", "2026-09-18"]


def test_then_it_takes_what_was_missed(server, client: Client) -> None:
    server.plan(PATH, server.reply("[]"))
    day(server, "2026-09-18", server.reply(listed(1)))
    day(server, "2026-09-21", server.reply(listed(2)))
    memory = FeedMemory(synced=SYNCED)
    assert ids(brought(client, "huggingface:daily", memory)) == ["2609.00002", "2609.00001"]
    assert periods(server) == ["2026-09-21", "2026-09-20", "2026-09-19", "2026-09-18"]


def test_after_two_months_away_no_day_is_left_out(server, client: Client) -> None:
    server.plan(PATH, server.reply("[]"))
    brought(client, "huggingface:daily", FeedMemory(synced=SYNCED - 60 * 86_400_000))
    assert (len(server.asked), periods(server)[-1]) == (64, "2026-07-20")


def test_the_counts_of_fourteen_days_are_fetched_again_once_a_day(server, client: Client) -> None:
    server.plan(PATH, server.reply(listed(1)))
    memory = FeedMemory(synced=SYNCED, complete={"2026-09-10", "2026-09-01"})
    brought(client, "huggingface:daily", memory)
    days = ["2026-09-21", "2026-09-20", "2026-09-19", "2026-09-18"]
    assert periods(server) == [*days, "2026-09-10"]
    server.asked.clear()
    memory.synced = 1_790_000_000_000  # later on the same day
    brought(client, "huggingface:daily", memory)
    assert periods(server) == ["2026-09-21"]


def test_since_a_day_newest_first_and_again(server, client: Client) -> None:
    server.plan(PATH, server.reply(listed(1)))
    memory, since = FeedMemory(synced=SYNCED), date(2026, 9, 16)
    brought(client, "huggingface:daily", memory, since)
    days = ["2026-09-21", "2026-09-20", "2026-09-19", "2026-09-18", "2026-09-17", "2026-09-16"]
    assert periods(server) == days
    server.asked.clear()
    brought(client, "huggingface:daily", memory, date(2026, 9, 15))
    assert periods(server) == [*days, "2026-09-15"]


def test_no_list_is_older_than_the_first(server, client: Client) -> None:
    server.plan(PATH, server.reply("[]"))
    brought(client, "huggingface:monthly", FeedMemory(), date(1, 1, 1))
    assert periods(server, "month")[-1] == "2023-05"


def test_weeks_and_months_come_on_several_pages(server, client: Client) -> None:
    hundred = range(100)
    for page, numbers in enumerate((hundred, range(100, 180), range(180, 190))):
        answer = server.reply(listed(*numbers))
        day(server, "2026-W39", answer, parameter="week", page=page)
        day(server, "2026-09", answer, parameter="month", page=page)
    for what in ("huggingface:weekly", "huggingface:monthly"):
        assert len(set(ids(brought(client, what, FeedMemory())))) == 190


def test_what_trends_is_one_page(server, client: Client) -> None:
    server.plan(f"{PATH}?sort=trending&limit=100&p=0", server.reply(listed(*range(100))))
    assert len(brought(client, "huggingface:trending", FeedMemory())) == 100
    assert len(server.asked) == 1


def test_a_list_that_did_not_change_is_not_sent_again(server, client: Client) -> None:
    day(server, "2026-09-21", server.reply(listed(1), ETag='"v1"'), server.reply(status=304))
    memory = FeedMemory(synced=1_790_000_000_000)
    assert len(brought(client, "huggingface:daily", memory)) == 1
    assert brought(client, "huggingface:daily", memory) == []
    assert server.headers[1]["if-none-match"] == '"v1"'


def test_the_users_token_is_sent(server, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", "hf_secret\n")
    server.plan(PATH, server.reply("[]"))
    brought(client, "huggingface:daily", FeedMemory())
    assert {headers["authorization"] for headers in server.headers} == {"Bearer hf_secret"}


def test_any_type_of_content_will_do_where_it_is_json(server, client: Client) -> None:
    day(server, "2026-09-21", server.reply(listed(1), Content_Type="text/plain"))
    assert ids(brought(client, "huggingface:daily", FeedMemory())) == ["2609.00001"]


def test_a_broken_day_keeps_no_other_day_back(server, client: Client) -> None:
    server.plan(PATH, server.reply(listed(1)))
    day(server, "2026-09-18", server.reply('[{"paper": {"id"'))
    memory, found = FeedMemory(), []
    pages = feed_of("huggingface:daily").pages(client, memory, date(2026, 9, 16), TODAY)
    with pytest.raises(SourceError, match=r"date=2026-09-18.*: invalid JSON, line 1"):
        found.extend(pages)
    assert len(found) == 5
    assert memory.complete == {"2026-09-19", "2026-09-17", "2026-09-16"}


def test_a_server_that_fails_is_not_asked_for_every_day(server, client: Client) -> None:
    server.plan(PATH, server.reply(status=503))
    memory = FeedMemory()
    with pytest.raises(UnansweredError, match="503"):
        brought(client, "huggingface:daily", memory, date(2026, 9, 1))
    assert len(set(server.asked)) == 3
    assert len(memory.missing) == 21  # all of them are asked for the next time


@pytest.mark.parametrize("status", [400, 404, 500])
def test_a_day_without_an_answer_blocks_no_other_and_is_fetched_the_next_time(
    server, client: Client, status: int
) -> None:
    server.plan(PATH, server.reply(listed(1)))
    day(server, "2026-09-17", server.reply(status=status))
    memory, found = FeedMemory(synced=SYNCED), []
    with pytest.raises(UnansweredError, match=str(status)):
        found.extend(feed_of("huggingface:daily").pages(client, memory, date(2026, 9, 15), TODAY))
    assert (len(found), memory.missing) == (6, {"2026-09-17"})
    day(server, "2026-09-17", server.reply(listed(7)))
    memory.synced = 1_790_000_000_000
    assert "2609.00007" in ids(brought(client, "huggingface:daily", memory))
    assert memory.missing == set()


def test_an_empty_answer_where_papers_were_is_a_failure(server, client: Client) -> None:
    server.plan(PATH, server.reply(listed(1)))
    memory = FeedMemory(synced=SYNCED)
    brought(client, "huggingface:daily", memory)
    day(server, "2026-09-21", server.reply("[]"))
    with pytest.raises(SourceError, match="2026-09-21: empty answer; it had 1 papers"):
        brought(client, "huggingface:daily", memory)
    assert memory.missing == {"2026-09-21"}


def test_a_week_53_that_the_server_does_not_know_comes_by_its_days(server, client: Client) -> None:
    server.plan(PATH, server.reply(status=400))
    day(server, "2026-W52", server.reply(listed(1)), parameter="week")
    for number, text in enumerate(("2026-12-28", "2026-12-29", "2026-12-30")):
        day(server, text, server.reply(listed(number + 2)))
    memory = FeedMemory(synced=1_798_200_000_000)  # 25 December 2026
    pages = feed_of("huggingface:weekly").pages(client, memory, None, date(2026, 12, 30))
    found = ids([piece for page in pages for piece in page])
    assert found == ["2609.00002", "2609.00003", "2609.00004", "2609.00001"]
    assert memory.missing == set()


def test_a_piece_that_is_no_paper_is_reported(server, client: Client) -> None:
    day(server, "2026-09-21", server.reply(json.dumps([item(1), {"paper": {"id": "x"}}, 3])))
    pieces = brought(client, "huggingface:daily", FeedMemory())
    assert [type(piece) for piece in pieces] == [Record, Skipped, Skipped]
