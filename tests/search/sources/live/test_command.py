"""`broadsheet sync`, as the shell would call it."""

import json
from functools import partial
from pathlib import Path

import pytest
from commands import Run

from tui.cli import main

DAILY = "/api/daily_papers"
PAPERS = json.dumps([{"paper": {"id": "2609.00001", "title": "Sheep", "upvotes": 3}}, {}])


@pytest.fixture
def settings(home: Path) -> Path:
    """The settings file of the home."""
    file = home / "config" / "broadsheet" / "config.toml"
    file.parent.mkdir(parents=True)
    return file


@pytest.fixture
def sync(server, settings: Path, broadsheet: Run) -> Run:
    """Calls `broadsheet sync` with the server as all feeds."""
    return partial(broadsheet, "sync")


def test_it_reports_what_became_of_each_feed(server, sync: Run) -> None:
    server.plan(DAILY, server.reply(PAPERS))
    status, out, err = sync()
    assert (status, out) == (0, "daily: 1 added, 0 updated, 0 unchanged, 1 skipped\n")
    assert "a paper without a title" in err
    assert main(["search", "sheep"]) == 0


def test_json_has_a_row_for_each_feed(server, sync: Run) -> None:
    server.plan(DAILY, server.reply(PAPERS))
    status, out, _ = sync("--json")
    printed = json.loads(out)
    assert status == 0
    counted = {"added", "updated", "unchanged", "skipped", "liked"}
    assert printed.keys() == {*counted, "feeds", "took_s"}
    (feed,) = printed["feeds"]
    assert (printed["added"], feed["added"], feed["error"]) == (1, 1, None)
    assert (feed["name"], feed["what"]) == ("daily", "huggingface:daily")
    assert printed["skipped"] == feed["skipped"]
    assert feed["synced"].endswith("Z")


def test_offline_each_feed_has_one_line_that_says_since_when(
    server, sync: Run, settings: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("search.sources.live.patience._FIRST_S", 0.0)
    settings.write_text('[feeds]\ndaily = "huggingface:daily"\ncl = "arxiv:cs.CL"\n')
    server.plan(DAILY, server.reply(PAPERS))
    sync("daily")
    server.close()
    status, out, err = sync("daily")
    assert (status, out.strip()) == (1, "")
    (line,) = err.splitlines()
    assert line.startswith("broadsheet: daily: 127.0.0.1:")
    assert "cannot be reached" in line
    assert "; last synced 20" in line


def test_a_feed_that_fails_is_reported_in_the_json_too(server, sync: Run) -> None:
    server.plan(DAILY, server.reply(status=404))
    status, out, err = sync("--json")
    (feed,) = json.loads(out)["feeds"]
    assert (status, feed["synced"]) == (1, None)
    assert "404 Not Found" in feed["error"]
    assert "; never synced; missing 20" in err
    assert feed["missing"][0][:2] == "20"
    assert "never synced; missing 20" in sync("--list")[1]
    assert main(["doctor"]) == 1


def test_the_feeds_and_when_they_were_synced(server, sync: Run, settings: Path) -> None:
    settings.write_text('[feeds]\nnews = "huggingface:daily"\nwrong = 3\nweek = "arxiv:cs.CL"\n')
    server.plan(DAILY, server.reply(PAPERS))
    sync("news")
    status, out, err = sync("--list")
    assert status == 0
    assert [line.split()[:2] for line in out.splitlines()] == [
        ["news", "huggingface:daily"],
        ["week", "arxiv:cs.CL"],
    ]
    assert [line.endswith("never synced") for line in out.splitlines()] == [False, True]
    assert f"{settings}, line 3: wrong: " in err
    assert [feed["name"] for feed in json.loads(sync("--list", "--json")[1])["feeds"]] == [
        "news",
        "week",
    ]


def test_since_so_many_days(server, sync: Run) -> None:
    server.plan(DAILY, server.reply("[]"))
    assert sync("--since", "5d")[0] == 0
    assert len(server.asked) in (5, 6)  # days here, and in UTC


def test_since_nonsense_is_a_wrong_command(server, sync: Run) -> None:
    status, _, err = sync("--since", "soon")
    assert status == 2
    assert "invalid date 'soon'; expected a day or a time span such as 2026-09-01, 7d or 2w" in err
    assert server.asked == []


def test_without_feeds_it_says_where_to_name_some(sync: Run, settings: Path) -> None:
    settings.write_text("[feeds]\n")
    assert sync()[1].startswith("no feeds: add some under [feeds] in config.toml")
