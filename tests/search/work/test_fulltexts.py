"""Whole papers of a library: cached, fetched from a server on this machine, matched."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from search import Library, LibraryError, Paper
from search.errors import Cancelled
from search.library import now
from search.work.upkeep.health import checks

PAGE = (
    "<!DOCTYPE html><html><body><article class='ltx_document'><h1 class='ltx_title "
    "ltx_title_document'>Counting Sheep</h1><section id='S1' class='ltx_section'><h2 class="
    "'ltx_title'>{}</h2><div class='ltx_para'><p class='ltx_p'>Baa.</p></div></section><ul class="
    "'ltx_biblist'><li id='bib.bib1' class='ltx_bibitem'>Lamm, A. Wool as a model of memory. 2024."
    "</li></ul></article></body></html>"
)
SHEEP = Paper(title="Counting Sheep", arxiv="2406.01234")
WOOL = Paper(title="Wool as a Model of Memory", authors=("Ada Lamm",), arxiv="2406.01235")
HTML = "/html/2406.01234"

Open = Callable[..., Library]


@pytest.fixture
def library(open_library: Open, server, monkeypatch: pytest.MonkeyPatch) -> Library:
    monkeypatch.setattr("search.sources.live.client.pacing.turn", _no_turn)
    monkeypatch.setattr("search.fulltext.fetch._GAP_S", 0.0)
    opened = open_library()
    opened.add([SHEEP, WOOL])
    return opened


def _no_turn(*_args: object) -> None:
    raise AssertionError("nobody waits here")


def test_a_paper_is_fetched_once_and_read_offline(library: Library, server, paths) -> None:
    server.plan(HTML, server.reply(PAGE.format("One"), ETag='"1"'))
    row = library.row("2406.01234")
    assert library.fulltexts.cached(row) is None
    document = library.fulltexts.get(row)
    assert document.blocks[1].text == "One"
    server.close()
    assert library.fulltexts.get(row) == library.fulltexts.cached(row) == document
    assert server.asked == [HTML]
    (cached,) = library.fulltexts.all()
    assert (cached.id, cached.title, cached.source) == (
        "2406.01234", "Counting Sheep", "arxiv-html",
    )  # fmt: skip
    assert [file.parent for file in paths.fulltexts.iterdir()] == [paths.cache / "fulltext"]


def test_a_damaged_text_is_reported_and_fetched_anew(library: Library, server, paths) -> None:
    server.plan(HTML, server.reply(PAGE.format("One"), ETag='"1"'))
    row = library.row("2406.01234")
    text = library.fulltexts.get(row)
    (file,) = paths.fulltexts.iterdir()
    assert library.fulltexts.references([row]).papers == 1
    asks = (
        lambda: library.fulltexts.fetch([row]).fetched == 1,
        lambda: library.fulltexts.fetch([row], refresh=True).fetched == 1,
        lambda: library.fulltexts.references([row]).without == 1,
        lambda: library.cites(row) is None,
        lambda: len(library.search("cites:2406.01235")) == 0,
        lambda: library.search("citedby:2406.01234").ignored,
        lambda: library.rebuild().papers == 2,
    )
    for ask in asks:
        assert library.fulltexts.get(row) == text
        library.update_index()
        assert library.repairs() == []
        file.write_bytes(file.read_bytes()[:-9])
        assert not next(each for each in checks(paths) if each.name == "full texts").ok
        with file.open("r+b") as stream:  # in the references as well
            stream.seek(file.read_bytes().index(b"\n") + 9)
            stream.write(b"wolf")
        assert ask()
        assert ["2406.01234 was damaged" in repair for repair in library.repairs()] == [True]
    assert len(library.search("text:one")) == 0  # nor in the index
    assert "If-None-Match" not in server.headers[1]


def test_references_name_papers_of_the_library(library: Library, server) -> None:
    server.plan(HTML, server.reply(PAGE.format("One")))
    row = library.row("2406.01234")
    (reference,) = library.fulltexts.get(row).references
    assert reference.paper == "2406.01235"


def test_a_fetch_counts_what_came_and_names_what_did_not(library: Library, server) -> None:
    server.plan(HTML, server.reply(PAGE.format("One")))
    rows = [library.row("2406.01234"), library.row("2406.01235")]
    seen: list[tuple[int, int]] = []
    done = library.fulltexts.fetch(rows, progress=lambda *each: seen.append(each))
    assert (done.fetched, done.cached) == (1, 0)
    assert [missing.id for missing in done.missing] == ["2406.01235"]
    assert "arXiv: none" in done.missing[0].reason
    assert seen == [(0, 2), (1, 2), (2, 2)]
    again = library.fulltexts.fetch(rows[:1])
    assert (again.fetched, again.cached, again.missing) == (0, 1, ())
    assert server.asked.count(HTML) == 1


def test_offline_is_found_out_once(library: Library, server) -> None:
    server.plan(HTML, server.hang_up)
    server.plan("/papers/2406.01234.md", server.hang_up)
    done = library.fulltexts.fetch([library.row("2406.01234"), library.row("2406.01235")])
    assert [missing.reason.partition(":")[0] for missing in done.missing] == ["offline"] * 2
    assert not any("2406.01235" in path for path in server.asked)


def test_what_no_source_has_is_asked_for_again_after_a_week(
    library: Library, server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.plan(HTML, server.reply(PAGE.format("One")))
    rows = [library.row("2406.01234"), library.row("2406.01235")]
    assert library.fulltexts.wanted(rows) == rows
    library.fulltexts.fetch(rows)
    assert library.fulltexts.wanted(rows) == []
    monkeypatch.setattr("search.library.now", lambda: now() + 8 * 24 * 3600 * 1000)
    assert library.fulltexts.wanted(rows) == rows[1:]


def test_offline_is_asked_again_at_once(library: Library, server) -> None:
    server.plan(HTML, server.hang_up)
    server.plan("/papers/2406.01234.md", server.hang_up)
    row = library.row("2406.01234")
    library.fulltexts.fetch([row])
    assert library.fulltexts.wanted([row]) == [row]


def test_a_newer_version_is_asked_for_and_taken(library: Library, server) -> None:
    changed = server.reply(PAGE.format("Two"), ETag='"2"')
    server.plan(
        HTML, server.reply(PAGE.format("One"), ETag='"1"'), server.reply(status=304), changed
    )
    row = library.row("2406.01234")
    library.fulltexts.get(row)
    unchanged = library.fulltexts.fetch([row], refresh=True)
    assert (unchanged.fetched, unchanged.cached) == (0, 1)
    assert server.headers[-1]["if-none-match"] == '"1"'
    assert library.fulltexts.fetch([row], refresh=True).fetched == 1
    assert library.fulltexts.get(row).blocks[1].text == "Two"


def test_a_failed_refresh_keeps_what_is_there(library: Library, server) -> None:
    server.plan(HTML, server.reply(PAGE.format("One")), server.reply("<html>maintenance"))
    row = library.row("2406.01234")
    document = library.fulltexts.get(row)
    assert len(library.fulltexts.fetch([row], refresh=True).missing) == 1
    assert library.fulltexts.get(row) == document


def test_a_damaged_file_is_fetched_again(library: Library, server, paths) -> None:
    server.plan(HTML, server.reply(PAGE.format("One")))
    row = library.row("2406.01234")
    library.fulltexts.get(row)
    (file,) = paths.fulltexts.iterdir()
    file.write_bytes(file.read_bytes()[:-10])
    assert library.fulltexts.get(row).blocks[1].text == "One"
    assert server.asked.count(HTML) == 2


def test_papers_leave_the_cache_one_by_one_or_all(library: Library, server) -> None:
    for number in (4, 5):
        page = PAGE.format("One")
        page = page.replace("Counting Sheep", WOOL.title) if number == 5 else page
        server.plan(f"/html/2406.0123{number}", server.reply(page))
    rows = [library.row("2406.01234"), library.row("2406.01235")]
    assert library.fulltexts.fetch(rows).fetched == 2
    assert library.fulltexts.clear(rows[:1]) == 1
    assert [each.id for each in library.fulltexts.all()] == ["2406.01235"]
    assert library.fulltexts.clear() == 1
    assert library.fulltexts.all() == []


def test_a_fetch_can_be_stopped(library: Library, server) -> None:
    row = library.row("2406.01234")
    with pytest.raises(Cancelled):
        library.fulltexts.get(row, cancelled=lambda: True)
    assert library.fulltexts.all() == []


def test_the_room_in_the_settings_is_kept(library: Library, server, paths) -> None:
    paths.config.mkdir(parents=True)
    paths.settings.write_text("cache_mb = 1")
    huge = PAGE.format("One").replace("Baa.", os.urandom(1_500_000).hex())
    server.plan(HTML, server.reply(huge))
    server.plan("/html/2406.01235", server.reply(PAGE.replace("Counting Sheep", WOOL.title)))
    for name in ("2406.01234", "2406.01235"):
        library.fulltexts.get(library.row(name))
    assert [each.id for each in library.fulltexts.all()] == ["2406.01235"]


def test_a_saved_page_is_read_without_a_network(library: Library, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format("One"))
    document = library.fulltexts.read_file(str(tmp_path / "page.html"))
    assert (document.source, document.references[0].paper) == ("file", "2406.01235")
    with pytest.raises(LibraryError):
        library.fulltexts.read_file(str(tmp_path / "none.html"))
