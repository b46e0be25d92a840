"""Damaged and random input to every parser: a LibraryError or a result, and nothing else.

python -m tests.trust fuzz [--rounds N] [--seed N]
"""

import io
import json
import random
import warnings
from collections.abc import Callable, Iterable
from contextlib import suppress
from datetime import date
from pathlib import Path

from search import Paper, load_config
from search.errors import LibraryError
from search.fulltext import references
from search.fulltext.document import Document
from search.fulltext.document_json import from_json, to_json
from search.fulltext.identity import identity
from search.fulltext.latexml import parse_page
from search.fulltext.reading.markdown import parse_markdown
from search.index import schema
from search.query import parse
from search.query.assist.pieces import pieces
from search.sources.formats import bibtex, csl, exported, feed, hf, kaggle, page, ris, weekly
from search.sources.reading import read
from search.store.rows import payload
from search.text import clean, links
from search.work.texts.bringing_up import sections_of
from tests.trust.program import Outcome

_ITEM = {"id": "2406.01234", "title": "Sheep", "abstract": "Wool.", "authors": "Lamm, A. and B. S."}
_SEEDS: dict[str, tuple[Callable[..., Iterable[object]], str]] = {
    "page": (page.read, "# [Sheep in a Meadow][1]\n\n" + "We count sheep. " * 20
             + "\n\n[1]: https://huggingface.co/papers/2406.01234\n[-] 12\nJun 3, 2024\n"),
    "hf": (hf.read, json.dumps([{"paper": {**_ITEM, "summary": "x", "upvotes": 3,
                                           "publishedAt": "2024-06-03T00:00:00.000Z"}}])),
    "feed": (feed.read, "<?xml version='1.0'?><rss version='2.0'><channel><link>http://a.b/</link>"
             "<item><title>Sheep &amp; wool</title><link>http://a.b/1</link><ttl>60</ttl>"
             "<pubDate>Mon, 03 Jun 2024 10:00:00 GMT</pubDate><description>&lt;p&gt;a&lt;/p&gt;"
             "</description></item></channel></rss>"),
    "kaggle": (kaggle.read, json.dumps({**_ITEM, "versions": [{"created": "Mon, 2 Apr 2007"}],
                                        "categories": "cs.CL", "update_date": "2008-01-01"})),
    "bibtex": (bibtex.read, "@article{k, title = {S{\\'e}ep $x^2$}, author = \"Lamm, Ada and B\","
               " year = 2024, month = jun, doi = {10.1/x}, pages = {1--5}, crossref = {z}}"),
    "ris": (ris.read, "TY  - JOUR\nTI  - Sheep\nAU  - Lamm, Ada\nPY  - 2024/06/03\nER  - \n"),
    "csl": (csl.read, json.dumps([{"type": "book", "title": "t", "author": [{"family": "a"}],
                                   "issued": {"date-parts": [[2024, 6, 3]]}, "DOI": "10.1/x"}])),
    "weekly": (weekly.read, "Title: Sheep\nPDF: https://arxiv.org/pdf/2406.01234\nSummary: a\n---"),
    "json": (exported.read, json.dumps([{**_ITEM, "authors": ["a"], "tags": ["x"], "note": "n",
                                         "published": "2024-06", "names": [{"family": "L"}]}])),
    "any": (read, "Sheep in a Meadow\n\n" + "We count sheep in a meadow of ours. " * 9),
}  # fmt: skip
_PAGE = (
    "<!DOCTYPE html><html><base href='/html/2406.01234v2/'><body><article class='ltx_document'>"
    "<h1 class='ltx_title ltx_title_document'>Sheep</h1><div class='ltx_abstract'><p class='ltx_p'>"
    "Wool.</p></div><section id='S1' class='ltx_section'><h2 class='ltx_title'><span class='ltx_tag"
    "'>1 </span>Method</h2><div class='ltx_para' id='S1.p1'><p class='ltx_p'>As <cite class="
    "'ltx_cite'><a class='ltx_ref' href='#bib.bib1'>1</a></cite> <math class='ltx_Math' alttext='x_"
    "{i}'><semantics><msub><mi>x</mi><mi>i</mi></msub></semantics></math><span class='ltx_note "
    "ltx_role_footnote' id='f1'><sup class='ltx_note_mark'>1</sup><span class='ltx_note_outer'>"
    "<span class='ltx_note_content'>Note.</span></span></span>.</p></div><figure class='ltx_table' "
    "id='T1'><figcaption class='ltx_caption'>Table 1</figcaption><table class='ltx_tabular'><tr "
    "class='ltx_tr'><td class='ltx_td' colspan='2' rowspan='2'>a</td><td class='ltx_td'>b</td></tr>"
    "</table></figure></section><ul class='ltx_biblist'><li id='bib.bib1' class='ltx_bibitem'>"
    "<span class='ltx_tag_bibitem'>[1]</span>A. Lamm. Wool. doi:10.1000/x arXiv:2406.01234, "
    "2024.</li></ul></article></body></html>"
)
_MARKDOWN = (
    "# Sheep\n\n## 1 Method\n\nAs *x* in $x_{i}$ and [1](#b).[^1]\n\n- a\n- b\n\n| a | b |\n"
    "|--|--|\n| 1 | 2 |\n\n$$\\frac{1}{n}$$\n\n```\ncode\n```\n\n[^1]: Note.\n\n## References\n\n"
    "[1] A. Lamm.\n"
)
_QUERY = (
    'title:"sheep wool"~3 (is:unread OR -goat*) date:2024-06..2025 sort:-date has:code tag:x '
    "text:a in:b cites:2406.01234"
)
_PIECES = (
    "\x00", "\x1b[31m", "\ud800", "\u202e", "\n", "\r", "{", "}", "[", "]", "(", ")", '"', "'",
    "$", "%", "&", "<", ">", "]]>", "<![CDATA[", "&#x110000;", "&#0;", "9" * 30, "-1", "1e999",
    "NaN", "true", "[]", "{}", "@", "=", ":", "~", "*", "..", "date:", "99999-99-99", "0000",
    "é", "羊", "\u0301" * 5, "http://", "10.1000/", "\t", "  - ", "TY  - ", "Title: ", "---",
    "\\", "null", "\ufeff", "Summer", "///winter", "-21", "0000-21", "Feb 30, 2024", "Sat, 00 ",
)  # fmt: skip


def run(folder: Path, rounds: int, seed: int) -> Outcome:
    """Feed `rounds` inputs to the parsers."""
    chance, outcome = random.Random(seed), Outcome()
    targets: list[tuple[str, str, Callable[[str], object]]] = [
        (name, text, _reader(parser)) for name, (parser, text) in _SEEDS.items()
    ]
    words = schema()
    settings = folder / "config.toml"

    def query(text: str) -> None:
        parse(text, words, date(2026, 1, 1), typing=True)
        pieces(text)

    def configured(text: str) -> None:
        settings.write_text(text, "utf-8", errors="replace")
        load_config(settings)

    targets += [
        ("query", _QUERY, query),
        ("settings", 'theme = "x"\nascii = true\n[feeds]\na = "arxiv:cs.CL"\n[keys]\n', configured),
        ("full text", _PAGE, lambda text: _document(parse_page(text))),
        ("markdown", _MARKDOWN, lambda text: _document(parse_markdown(text))),
        ("text", "Erd\\H{o}s and https://github.com/a/b.", _texts),
        ("stored", payload.packed(Paper(title="Sheep", authors=("A B",))), payload.unpacked),
    ]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for _ in range(rounds):
            name, text, read_it = chance.choice(targets)
            damaged = _damaged(text, chance)
            outcome.kinds["inputs"] += 1
            try:
                read_it(damaged)
            except LibraryError:
                outcome.kinds["refused"] += 1
            except Exception as error:  # noqa: BLE001  whatever else is raised is what is sought
                outcome.fault(f"{name}: {type(error).__name__}: {error}: {damaged[:300]!r}")
    return outcome


def _reader(parser: Callable[..., Iterable[object]]) -> Callable[[str], object]:
    def read_it(text: str) -> object:
        data = text.encode("utf-8", "surrogatepass")
        return list(parser(io.BufferedReader(io.BytesIO(data)), "a.txt"))

    return read_it


def _document(document: Document) -> None:
    """All that is done to a full text before it is shown: kept, indexed, its references named."""
    written = json.loads(json.dumps(to_json(document)))
    assert from_json(written) == document
    sections_of(document)
    for reference in document.references:
        identity(reference)
        list(references.names(reference))


def _texts(text: str) -> None:
    links.in_text(text)
    links.web(text)
    links.doi(text)
    links.arxiv_id(text)
    shown = clean.paragraphs(text)
    assert "\x1b" not in shown
    with suppress(LibraryError):
        Paper(title=text, abstract=text, authors=(text,), links=(text,))


def _damaged(text: str, chance: random.Random) -> str:
    """`text` with a few pieces put in, taken out, doubled or cut off."""
    for _ in range(chance.randrange(1, 6)):
        start = chance.randrange(len(text) + 1)
        end = min(len(text), start + chance.choice((0, 1, 3, 20)))
        match chance.randrange(5):
            case 0:
                text = text[:start] + chance.choice(_PIECES) + text[start:]
            case 1:
                text = text[:start] + text[end:]
            case 2:
                text = text[:start] + chance.choice(_PIECES) * chance.randrange(1, 9) + text[end:]
            case 3:
                text = text[:end] + text[start:]
            case _:
                text = text[:start] if chance.random() < 0.2 else text + text[start:end]
    return text
