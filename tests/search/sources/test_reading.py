"""Any stream of bytes: which format it is in, and what is refused."""

import gzip
import io
import lzma
import subprocess
import sys
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from papers_read import read

from search.errors import SourceError
from search.model.paper import Paper
from search.sources import IMPORT_FORMATS, Skipped, streams
from search.sources.recognition import recognised

ABSTRACT = "We print letters on paper that remembers them, and we fold the paper. " * 5
SAMPLES = {
    "page": f"Jun 3\n\nSlow Ink and Paper\n\n{ABSTRACT}\n",
    "hf": '[{"paper": {"id": "2406.01234", "title": "Ink"}}]',
    "weekly": "Title: Ink\nPDF: https://arxiv.org/pdf/2406.01234\nSummary: We.\n---\n",
    "arxiv": '<?xml version="1.0"?>\n<feed xmlns="http://www.w3.org/2005/Atom">'
    "<id>http://arxiv.org/api/x</id><entry><title>Ink</title></entry></feed>",
    "rss": "<rss version='2.0'><channel><item><title>Ink</title></item></channel></rss>",
    "snapshot": '{"id": "2406.01234", "title": "Ink", "abstract": "We."}\n{"id": "2406.01235"',
    "bibtex": "% refs\n\n@misc{a,\n title = {Ink}}",
    "ris": "\nTY  - JOUR\nTI  - Ink\nER  - \n",
    "csl-json": '[{"id": "a", "type": "book", "title": "Ink", "author": [{"family": "Ek"}]}]',
    "json": '{"papers": [{"id": "2406.01234", "title": "Ink", "sources": []}]}',
}


def first_title(data: bytes, format_: str | None = None) -> str:
    (paper, *_) = read(io.BytesIO(data), "a file", format_)
    assert isinstance(paper, Paper)
    return paper.title


def test_the_formats_are_those_of_the_samples() -> None:
    assert set(IMPORT_FORMATS) == set(SAMPLES)


@pytest.mark.parametrize("format_", SAMPLES)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
def test_a_format_is_recognised_in_any_encoding(format_: str, encoding: str) -> None:
    text = SAMPLES[format_].replace('version="1.0"', f'version="1.0" encoding="{encoding[:6]}"')
    data = text.encode(encoding)
    assert recognised(data, "a file") == format_
    if format_ not in ("arxiv", "rss") or encoding.startswith("utf-8"):
        assert first_title(data) == first_title(data, format_)
        assert "Ink" in first_title(data)


@pytest.mark.parametrize("pack", [gzip.compress, lzma.compress])
def test_packed_files_are_unpacked(pack: Callable[[bytes], bytes]) -> None:
    for text in SAMPLES.values():
        assert "Ink" in first_title(pack(text.encode()))


def test_a_stream_that_gives_a_byte_at_a_time() -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            return super().read(1 if size is None or size > 0 else size)

    (paper,) = read(Slow(SAMPLES["ris"].encode()), "slow")
    assert isinstance(paper, Paper)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \r\n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (gzip.compress(b"", mtime=0), "empty"),
        (bytes(range(256)) * 10, "not text"),
        (b"\x00" * 1000, "empty"),
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "a zip archive"),
        (b"<html><body>ink</body></html>", "web page"),
        (b"<!DOCTYPE html><html></html>", "a web page, not a feed"),
        (b"MIME-Version: 1.0\nContent-Type: multipart/related;\n", "a web page in MHTML"),
        (b"<xml><records><record/></records></xml>", "EndNote's XML: export it as BibTeX"),
        (b"<OAI-PMH><ListRecords/></OAI-PMH>", "OAI-PMH, not a feed"),
        (b"<opml><body/></opml>", "list of feeds"),
        (b"<resource><titles/></resource>", "not read \\(resource\\): export it as BibTeX"),
        (
            b'<rdf:RDF xmlns:rdf="r" xmlns:z="http://www.zotero.org/namespaces/export#"/>',
            "Zotero's RDF: export it as BibTeX",
        ),
        (b'"Key","Author","Title"\n"A","Byron, Ada","Ink"\n', "a table .CSV.: export it as"),
        ("@misc{a, title={Чайники и вода}}".encode("koi8-r"), "not in UTF-8: save it so"),
        ("@misc{a, title={茶壶与水的历史研究}}".encode("gbk"), "not in UTF-8: save it so"),
        (b"# A program\n\nIt prints.\n\n    make\n", "unrecognized format"),
        (b"PMID- 1\nTI  - Ink\n", "PubMed's own format: export it as RIS"),
        (gzip.compress(SAMPLES["ris"].encode() * 99, mtime=0)[:-20], "damaged or truncated"),
        (b"\x1f\x8bnot gzip at all", "damaged or truncated"),
        (b"[[[" * 99999, "cannot be read|invalid JSON|unrecognized format"),
    ],
)
def test_what_cannot_be_read_is_an_error_that_names_the_file(data: bytes, reason: str) -> None:
    with pytest.raises(SourceError, match=reason) as caught:
        list(read(io.BytesIO(data), "notes/a file"))
    assert "notes/a file" in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_unknown_format_is_an_error_that_names_those_there_are() -> None:
    with pytest.raises(SourceError, match="expected one of page, hf"):
        list(read(io.BytesIO(b"x"), "a file", "word"))


def test_a_file_that_unpacks_without_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(streams, "LIMIT", 100_000)
    bomb = gzip.compress(SAMPLES["page"].encode() + b" " * 10**7)
    with pytest.raises(SourceError, match="holds more than"):
        list(read(io.BytesIO(bomb), "a file"))


@pytest.mark.parametrize(
    "text",
    [
        f"The Licence of Ink\n\nCopyright (c) 2024 Ada Byron\n\n{ABSTRACT}\n\n{ABSTRACT}",
        f"Dear Bo,\n\n{ABSTRACT}\n\nAs I said.\n\n{ABSTRACT}\n\nYours, Ada",
        f"# Ink\n\nHow to print\n\n{ABSTRACT}",
        f'"""Ink."""\n\nimport ink\n\n@dataclass(frozen=True)\nclass Ink:\n    """{ABSTRACT}"""\n',
        f"@given(ink, paper)\ndef test(ink):\n    {'assert ink; ' * 30}\n",
    ],
)
def test_a_licence_a_letter_or_a_program_is_no_list_of_papers(text: str) -> None:
    with pytest.raises(SourceError, match="unrecognized format"):
        list(read(io.BytesIO(text.encode()), "notes.txt"))


@given(
    st.sampled_from(IMPORT_FORMATS),
    st.sampled_from(sorted(SAMPLES.values())),
    st.integers(0, 300),
    st.binary(max_size=9),
)
def test_no_bytes_break_any_reader(format_: str, sample: str, place: int, bytes_: bytes) -> None:
    data = sample.encode()
    try:
        got = list(read(io.BytesIO(data[:place] + bytes_ + data[place:]), "a file", format_))
    except SourceError:
        return
    assert all(isinstance(item, Paper | Skipped) for item in got)


def test_the_libraries_of_single_formats_are_imported_where_they_are_needed() -> None:
    code = (
        "import sys, search.sources;"
        "print({'feedparser', 'pybtex', 'pylatexenc', 'lxml', 'rich'} & set(sys.modules))"
    )
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "set()"
