"""What a pasted text asks for: a BibTeX entry, address, reference or file name as a short query.

Loads no Whoosh.
"""

import re
from urllib.parse import unquote, urlsplit

from search.query.identify import named
from search.query.parsing.tokens import LONGEST
from search.text import links

_SOFT_HYPHEN = "\u00ad"  # of a page that is copied
_BIBTEX = re.compile(r"\s*@\w+\s*\{")
_TITLE = re.compile(r"\btitle\s*=\s*[{\"]+(.+?)[}\"]+\s*,?\s*(?=\w+\s*=|\}|$)", re.IGNORECASE)
_IDS = re.compile(
    r"arxiv:\s*[\w.-]+(?:/\d+)?|arxiv\.org/\S+|\beprint\s*=\s*[{\"]([^}\"]+)"
    r"|\b10\.\d{4,9}/[^\s}\"]+|\barxiv\s+(\d{4}\.\d{4,5}(?:v\d+)?)\b",
    re.IGNORECASE,
)
# The name of a file, Lamm_2024_Counting_Sheep.pdf, and no field or negation: tag:to_read_later.
_FILE = re.compile(r"(?!-|[^\W_]+:)(?:[^\s_]+_){2,}\S+")
_SLUG = re.compile(r"/paper/([^/]+)/[0-9a-f]{40}")


def pasted(text: str) -> str:
    """The query for a pasted text, on one line and at most as long as a query is read."""
    line = " ".join(text[: 20 * LONGEST].replace(_SOFT_HYPHEN, "").split())
    return (_meant(line) or line)[:LONGEST]


def _meant(line: str) -> str | None:
    if identity := named(line):
        return identity
    if line.lower().startswith(("http://", "https://")) and " " not in line:
        return _of_page(line)
    for found in _IDS.finditer(line[:LONGEST]):
        if identity := named((found[1] or found[2] or found[0]).rstrip(".,;)")):
            return identity
    if _FILE.fullmatch(line):
        return " ".join(line.removesuffix(".pdf").replace("_", " ").split())
    if _BIBTEX.match(line) and (title := _TITLE.search(line)):
        return " ".join(re.sub(r"[{}\\\"]", "", title[1]).split())
    return None


def _of_page(address: str) -> str | None:
    if repository := links.repository(address):
        return f"code:{repository.removeprefix('https://github.com/')}"
    parts = urlsplit(address)
    if (parts.hostname or "").endswith("semanticscholar.org"):
        if slug := _SLUG.search(parts.path):
            return " ".join(unquote(slug[1]).replace("-", " ").split())
        return named(unquote(parts.path).strip("/").removeprefix("arxiv/"))
    return None
