"""Single papers by id, as the shell would ask for them."""

import json

import pytest
from commands import Run

from search.sources.live import by_id

ARXIV = "/api/query?id_list=2609.01234&max_results=1"
ENTRY = """<entry><id>http://arxiv.org/abs/2609.01234v2</id><title>Counting Sheep</title>
<published>2026-09-01T10:00:00Z</published><updated>2026-09-02T10:00:00Z</updated>
<summary>We count.</summary><author><name>Ada Lamm</name></author></entry>"""
FEED = '<feed xmlns="http://www.w3.org/2005/Atom">%s</feed>'
CSL = {"type": "article-journal", "DOI": "10.1234/ink", "title": "On Ink", "container-title": "Pen"}


@pytest.mark.parametrize(
    "name", ["2609.01234", "arXiv:2609.01234v1", "https://huggingface.co/papers/2609.01234"]
)
def test_an_arxiv_paper(server, broadsheet: Run, name: str) -> None:
    server.plan(ARXIV, server.reply(FEED % ENTRY))
    status, out, err = broadsheet("add", name, "--json")
    result = json.loads(out)
    assert (status, err) == (0, "")
    assert (result["added"], result["updated"], result["unchanged"], result["skipped"]) == (
        1,
        0,
        0,
        [],
    )
    assert "Counting Sheep" in broadsheet("show", "2609.01234")[1]
    assert "Counting Sheep" in broadsheet("search", "sheep")[1]


def test_a_doi_is_asked_for_as_csl(server, broadsheet: Run) -> None:
    server.plan("/10.1234/ink", server.reply(json.dumps(CSL)))
    status, out, _ = broadsheet("add", "https://doi.org/10.1234/INK")
    assert status == 0
    assert out.startswith("1 added, 0 updated, 0 unchanged")
    assert json.loads(broadsheet("show", "doi:10.1234/ink", "--json")[1])["title"] == "On Ink"
    assert server.headers[-1]["accept"] == "application/vnd.citationstyles.csl+json"


def test_what_cannot_be_had_stops_no_other(
    server, broadsheet: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_id, "GAP_S", 0.0)
    server.plan("/10.1234/none", server.reply("no", 404))
    server.plan("/api/query?id_list=2609.09999&max_results=1", server.reply(FEED % ""))
    server.plan("/10.1234/ink", server.reply(json.dumps(CSL)))
    names = ("doi:10.1234/none", "2609.09999", "banana", "10.1234/ink")
    status, out, err = broadsheet("add", *names, "--json")
    result = json.loads(out)
    assert (status, result["added"]) == (1, 1)
    assert [piece["file"] for piece in result["skipped"]] == list(names[:3])
    assert len(err.splitlines()) == 3
    assert "2609.09999 was not found" in err
