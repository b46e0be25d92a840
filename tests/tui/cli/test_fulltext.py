"""The commands about whole papers, with a server on this machine."""

import json
from pathlib import Path

import pytest

from search.fulltext.fetch import fetch

PAGE = (
    "<!DOCTYPE html><html><body><article class='ltx_document'><h1 class='ltx_title "
    "ltx_title_document'>Sleep after Counting</h1><section id='S1' class='ltx_section'><h2 class="
    "'ltx_title'><span class='ltx_tag'>1 </span>Beds</h2><div class='ltx_para'><p class='ltx_p'>"
    "Who counts <em class='ltx_emph'>sleeps</em>.</p></div></section><section id='S2' class="
    "'ltx_section'><h2 class='ltx_title'><span class='ltx_tag'>2 </span>Wool</h2>Baa.</section>"
    "</article></body></html>"
)
HTML = "/html/2401.00001"


@pytest.fixture
def cached(broadsheet, server, references: Path, monkeypatch: pytest.MonkeyPatch):
    """The command, in a library that has the paper, with no wait between questions."""
    monkeypatch.setattr("search.work.fulltexts.fetch", fetch)  # which other tests go without
    monkeypatch.setattr("search.fulltext.fetch._GAP_S", 0.0)
    server.plan(HTML, server.reply(PAGE))
    assert broadsheet("import", str(references)).status == 0
    return broadsheet


def test_read_prints_the_whole_paper_and_keeps_it(cached, server) -> None:
    ran = cached("read", "2401.00001")
    assert ran.status == 0
    assert "1 Beds\n" + "─" * 80 + "\n\nWho counts sleeps.\n" in ran.out
    server.close()
    assert cached("read", "2401.00001").out == ran.out
    assert cached("read", "2401.00001", "--format", "markdown", "--section", "beds").out == (
        "## 1 Beds\n\nWho counts *sleeps*.\n"
    )


@pytest.mark.parametrize("form", [("--json",), ("--format", "json")])
def test_read_prints_json_alone(cached, form: tuple[str, ...]) -> None:
    document = json.loads(cached("read", "2401.00001", *form, "--section", "2").out)
    assert document["id"] == "2401.00001"
    assert document["from"] == "arxiv-html"
    assert document["sections"] == [{"id": "S2", "level": 1, "number": "2", "title": "Wool"}]
    assert [block["kind"] for block in document["blocks"]] == ["heading", "paragraph"]


def test_read_writes_a_file(cached, tmp_path: Path) -> None:
    assert cached("read", "2401.00001", "-o", str(tmp_path / "paper.txt")).out == ""
    assert (tmp_path / "paper.txt").read_text("utf-8").startswith("Sleep after Counting\n═")


def test_read_takes_a_saved_page(broadsheet, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE)
    ran = broadsheet("read", str(tmp_path / "page.html"), "--section", "S2")
    assert ran.out.startswith("2 Wool\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("2401.99999",), "no paper has the id"),
        (("nothing",), "neither an id nor a file"),
        (("2401.00001", "--section", "goats"), "unknown section 'goats'; the sections are 1, 2"),
        (("doi:10.1234/chamois",), "no arXiv id and no PDF"),
    ],
)
def test_what_cannot_be_read_is_reported(cached, arguments: tuple[str, ...], message: str) -> None:
    ran = cached("read", *arguments)
    assert (ran.status, ran.out) == (1, "")
    assert message in ran.messages[0]


def test_fetch_counts_and_reports_what_is_missing(cached) -> None:
    ran = cached("fetch", "*", "2401.99999", "--json")
    done = json.loads(ran.out)
    assert (ran.status, done["fetched"], done["cached"]) == (1, 1, 0)
    assert [each["id"] for each in done["missing"]] == ["doi:10.1234/chamois", None]
    assert any("doi:10.1234/chamois: " in message for message in ran.messages)
    assert any("2401.99999" in message for message in ran.messages)
    ran = cached("fetch", "2401.00001")
    assert (ran.status, ran.out) == (0, "0 fetched, 1 cached, 0 missing\n")


def test_fetch_of_an_invalid_query_fetches_nothing(cached, server) -> None:
    ran = cached("fetch", "date:yesteryear")
    assert (ran.status, ran.out) == (2, "")
    assert server.asked == []


def test_cache_lists_and_clears(cached) -> None:
    assert cached("cache").out == "0 full texts, 0 KB\n"
    cached("fetch", "2401.00001")
    (paper,) = json.loads(cached("cache", "--json").out)["papers"]
    assert (paper["id"], paper["from"], paper["version"]) == ("2401.00001", "arxiv-html", None)
    assert paper["size"] > 0
    assert "Sleep after Counting" in cached("cache").out
    assert json.loads(cached("cache", "--clear", "chamois", "--json").out) == {"cleared": 0}
    assert cached("cache", "--clear", "*").out == "removed 1 full text from the cache\n"
    assert json.loads(cached("cache", "--json").out) == {"papers": [], "size": 0}


BIBLIOGRAPHY = (
    "<ul class='ltx_biblist'><li id='bib.bib1' class='ltx_bibitem'>C. Ziege. On Chamois. Alpine "
    "Letters, 2018. <a href='https://doi.org/10.1234/chamois'>Document</a></li><li id='bib.bib2' "
    "class='ltx_bibitem'>A. Lamm and F. Garn. Wool as a model of memory. arXiv:1904.00003, 2019."
    "</li><li id='bib.bib3' class='ltx_bibitem'>S. Gatter. The pen is mightier. 2005.</li></ul>"
)


def test_references_lists_what_is_cited_and_what_is_missing(cached, server) -> None:
    server.plan(HTML, server.reply(PAGE.replace("</article>", f"{BIBLIOGRAPHY}</article>")))
    assert cached("fetch", "2401.00001").status == 0
    done = json.loads(cached("references", "2401.00001", "--json").out)
    chamois, wool, pen = done["references"]
    assert (done["papers"], done["without_text"]) == (1, 0)
    assert chamois["paper"] == "doi:10.1234/chamois"
    assert (wool["id"], wool["paper"], wool["year"]) == ("1904.00003", None, 2019)
    assert (wool["title"], wool["authors"]) == ("Wool as a model of memory", "A. Lamm and F. Garn")
    assert (pen["id"], pen["cited_by"]) == (None, ["2401.00001"])
    out = cached("references", "2401.00001").out
    assert "3 references, 1 in your library" in out
    missing = cached("references", "2401.00001", "--missing", "--least", "1").out
    assert "On Chamois" not in missing
    assert "The pen is mightier (2005)" in missing
    assert "0 references" in cached("references", "2401.00001", "--least", "2").out
    ran = cached("references", "*")
    assert "1 paper without a cached full text" in ran.messages[0]
    assert json.loads(cached("search", "cites:1904.00003", "--json").out)["total"] == 1
    assert json.loads(cached("search", "citedby:2401.00001", "--json").out)["total"] == 1


def test_search_names_the_section_of_a_hit_in_the_text(cached) -> None:
    assert cached("fetch", "2401.00001").status == 0
    found = json.loads(cached("search", "text:counts", "--json").out)
    assert found["papers"][0]["section"] == {"id": "S1", "number": "1", "title": "Beds"}
    assert found["papers"][0]["snippet"] == "Who **counts** sleeps."
    ran = cached("search", "baa")
    assert "also in full texts" in ran.out
    assert "In 2 Wool: " in ran.out
