"""Long monotonous input: the time of every parser grows with it, and not with its square."""

import io
import json
import time
from collections.abc import Callable, Iterable
from contextlib import suppress

import pytest

from search.errors import LibraryError
from search.sources.formats import bibtex, csl, exported, feed, hf, kaggle, page, ris, weekly

PIECES = (
    "(", "[", "{", "}", '"', "'", "\\", "$", "&", "<", " ", "\n", "a\n", "\r", "\t", "\x85",
    "a b ", "<b>", "<!--", "</", "<![CDATA[", "&#", "http://", "https://a.b/", "10.1000/", "\\'",
    "\\frac{", "{\\bf ", "$a", "\\begin{a}", " and ", "[1](", "![", "\u2029",
)  # fmt: skip
FORMATS: dict[str, tuple[Callable[..., Iterable[object]], Callable[[str], str]]] = {
    "page": (page.read, lambda text: f"A title of words\n\n{text}"),
    "hf": (hf.read, lambda text: json.dumps([{"paper": {"id": "2406.01234", "title": text}}])),
    "feed": (
        feed.read,
        lambda text: (
            "<rss version='2.0'><channel><item><title>t</title><description><![CDATA[<p>"
            + text.replace("]]>", "").replace("<![CDATA[", "<!")
            + "]]></description></item></channel></rss>"
        ),
    ),
    "kaggle": (
        kaggle.read,
        lambda text: json.dumps({"id": "0704.0001", "title": text, "authors": text}) + "\n",
    ),
    "bibtex": (bibtex.read, lambda text: "@misc{k, title={t}, author={" + text + "}}"),
    "ris": (ris.read, lambda text: f"TY  - JOUR\nTI  - t\nAB  - {text}\nER  - \n"),
    "csl": (csl.read, lambda text: json.dumps([{"type": "book", "title": "t", "note": text}])),
    "weekly": (weekly.read, lambda text: f"Title: t\nPDF: http://a.b/\nSummary: {text}\n---\n"),
    "json": (exported.read, lambda text: json.dumps([{"title": "t", "abstract": text}])),
}
SIZE = 1 << 16
LIMIT_S = 8.0  # of processor time for all pieces; with squares in it, one takes as long


def used(read: Callable[..., Iterable[object]], text: str) -> float:
    """The processor's seconds to read a text; a refusal is fine."""
    stream = io.BufferedReader(io.BytesIO(text.encode("utf-8", "replace")))
    began = time.process_time()
    with suppress(LibraryError):
        list(read(stream, "a.txt"))
    return time.process_time() - began


@pytest.mark.parametrize("piece", ["<b>", "<!", "<?"])
def test_a_feed_of_a_megabyte_of_tags_is_refused_or_read(piece: str) -> None:
    text = "<rss version='2.0'><channel><item><title>t</title><description>"
    assert used(feed.read, text + piece * (2**20 // len(piece))) < LIMIT_S


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.timeout(120)
def test_time_grows_with_the_input(name: str) -> None:
    read, wrapped = FORMATS[name]
    took = {piece: used(read, wrapped(piece * (SIZE // len(piece)))) for piece in PIECES}
    assert sum(took.values()) < LIMIT_S, sorted(took.items(), key=lambda each: -each[1])[:5]
