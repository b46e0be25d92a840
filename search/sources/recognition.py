"""Which format a file is in, known by its first bytes and never by its name."""

import re

from search.errors import SourceError
from search.sources import decoding
from search.sources.formats import page

_PACKED = {b"PK\x03\x04": "a zip archive", b"%PDF": "a PDF", b"BZh": "packed by bzip2"}
_UNREAD = {"PMID- ": "PubMed's", "%0 ": "EndNote's"}
_EXPORT_AGAIN = "export it as BibTeX, RIS or CSL-JSON"
_XML = {
    "xml": f"EndNote's XML: {_EXPORT_AGAIN}",
    "oai": "an answer of OAI-PMH, not a feed: sync a feed such as arxiv:cs.CL",
    "opml": "a list of feeds: put their addresses into [feeds] of config.toml, then sync",
}
_FRONT = 2000  # characters, where the root of a document declares its namespaces
_BINARY = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
_JSON = re.compile(r"\{\s*[\"}]|\[\s*(?:[\]{]|[\"']\{)")
_NOT_LINES = {"sources", "papers", "paper", "data", "items"}  # keys of other lists, on one line
_OF_CSL = {"type", "issued", "container-title", "citation-key", "DOI", "family"}
_OF_HF = {"submittedOnDailyAt", "publishedAt", "published_at", "upvotes"}
_KEY = re.compile(r'"([\w-]+)"\s*:')
_PAGE = r"get trending papers in your|^https?://huggingface\.co/papers/\S+$|^#+ \[.+\]\[\d+\]$"
_PATTERNS = (
    ("ris", re.compile(r"\A(?:.*\n){0,9}?(?:TY  ?- |FN .|PT [A-Z]\n)")),
    # The second form is that of a program's decorator too, but for the key.
    (
        "bibtex",
        re.compile(r"^\s*@\s*[A-Za-z][\w:.-]*\s*(?:\{|\([^,={}()\"'\n]+,\s*$)", re.MULTILINE),
    ),
    ("weekly", re.compile(r"^Title: .+\n(?:.*\n){0,3}?(?:PDF|Summary): ", re.MULTILINE)),
    ("page", re.compile(_PAGE, re.IGNORECASE | re.MULTILINE)),
)


def recognised(head: bytes, name: str) -> str:
    """The format of a file that begins with `head`; raises SourceError where it has none."""
    for mark, what in _PACKED.items():
        if head.startswith(mark):
            raise SourceError(f"{name} is {what}: import the text or the list inside it")
    text = decoding.decoded(head).lstrip("\ufeff \t\n")
    if len(_BINARY.findall(text)) * 100 > len(text):
        raise SourceError(f"{name} is not text: import a saved page, a feed or a list of papers")
    if text.startswith("<"):
        return _xml(text, name)
    if _JSON.match(text):
        return _json(text)
    for format_, pattern in _PATTERNS:
        if pattern.search(text):
            return format_
    if page.resembles(text) and not re.search(r"^(?:#|```)", text, re.MULTILINE):
        return "page"
    if re.search(r"^Content-Type: multipart/related", text, re.MULTILINE | re.IGNORECASE):
        raise SourceError(f"{name} is a web page in MHTML: save the page as text instead")
    if _is_table(text.partition("\n")[0]):
        raise SourceError(f"{name} is a table (CSV): {_EXPORT_AGAIN}")
    for sign, whose in _UNREAD.items():
        if text.startswith(sign):
            raise SourceError(f"{name} is in {whose} own format: export it as RIS or BibTeX")
    raise SourceError(f"unrecognized format of {name}; choose one with --format")


def _is_table(first_line: str) -> bool:
    cells = [cell.strip(' "\r').casefold() for cell in re.split("[,;\t]", first_line)]
    return len(cells) > 2 and "title" in cells


def _xml(text: str, name: str) -> str:
    root = re.search(r"<(?![?!])(?:\w+:)?(\w+)", text)
    kind = root[1].lower() if root else ""
    if kind == "feed":
        return "arxiv" if re.search(r"arxiv\.org/(?:api|schemas)", text) else "rss"
    if "zotero.org/namespaces/export" in text[:_FRONT]:
        raise SourceError(f"{name} is Zotero's RDF: {_EXPORT_AGAIN}")
    if kind in ("rss", "rdf"):
        return "rss"
    if kind in _XML:
        raise SourceError(f"{name} is {_XML[kind]}")
    if kind in ("html", "") or "<html" in text[:_FRONT].lower():
        raise SourceError(f"{name} is a web page, not a feed: save the page as text instead")
    raise SourceError(f"{name} is XML of a kind that is not read ({kind}): {_EXPORT_AGAIN}")


def _json(text: str) -> str:
    """A daily list, an export, CSL-JSON, or JSON lines, by the keys of the first records."""
    first, _, more = text.partition("\n")
    keys = set(_KEY.findall(first if more else text[:16384]))
    if text.startswith("{") and {"id", "title"} <= keys and not keys & _NOT_LINES:
        return "csl-json" if keys & _OF_CSL else "hf" if keys & _OF_HF else "snapshot"
    keys |= set(_KEY.findall(text[:16384]))
    if re.match(r"\[\s*[\"']\{\s*\\?[\"']", text) or keys & {"paper", *_OF_HF} - _ours(keys):
        return "hf"
    if {"status", "data"} <= keys:
        return "hf"
    return "csl-json" if keys & _OF_CSL and "sources" not in keys else "json"


def _ours(keys: set[str]) -> set[str]:
    """Keys that our own JSON has too."""
    return {"upvotes"} if "sources" in keys else set()
