"""What the text of a reference names: DOI, arXiv id, year, an address."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote

from search.text import links

_DOI_ADDRESS = re.compile(r"(?:^|//)[^/]*doi\.org/(10\..+)", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>\u201d]+")
# Parted by a line's end; bounded, so that no page takes long.
_LINE_IN_DOI = re.compile(r"(10\.\d{4,9}/(?:\S{0,80}[-/_])?) (?=\S{0,80}\d)")
_ARXIV_ADDRESS = re.compile(r"arxiv\.org/(?:abs|pdf|html|ftp/arxiv/papers)/(\S+)", re.IGNORECASE)
_NUMBER = r"(?:[a-z-]+(?:\.[a-z]{2})?/\d{7}|\d{4}\.\d{4,5})(?:v\d+)?"
_ARXIV = re.compile(
    r"(?<![\w.])(?:arxiv\s*[:.]?\s*(?:abs/|preprint\s*)?(?:arxiv\s*:\s*)?"
    rf"|arxiv\.org/(?:abs|pdf|html)/)({_NUMBER})",
    re.IGNORECASE,
)
_BARE = re.compile(rf"(?:arxiv:)?({_NUMBER})", re.IGNORECASE)
_YEAR = re.compile(r"(?<![\d.:/–-])(1[89]\d\d|20\d\d)(?=[a-z]?(?![\d/–]|-\d|\.\d))")


@dataclass(frozen=True, slots=True)
class Named:
    """What a reference names."""

    doi: str | None = None
    arxiv: str | None = None
    link: str | None = None


def named(addresses: Iterable[str], text: str, bare: Iterable[str] = ()) -> Named:
    """The DOI and arXiv id of the first address that has one, else of the text.

    `bare`: pieces of text that may be an arXiv id and nothing else.
    """
    addresses = [unquote(address) for address in addresses]
    doi = arxiv = link = None
    for address in addresses:
        if found := _DOI_ADDRESS.search(address):
            doi = doi or _doi(found[1])
        elif found := _ARXIV_ADDRESS.search(address):
            arxiv = arxiv or links.arxiv_id(found[1])
        elif address.startswith(("http://", "https://")):
            link = link or links.web(address)
    if doi is None and (found := _DOI.search(_LINE_IN_DOI.sub(r"\1", text))):
        doi = _doi(found[0])
    if arxiv is None and (found := _ARXIV.search(text)):
        arxiv = links.arxiv_id(found[1])
    if arxiv is None:
        found_bare = (_BARE.fullmatch(each) for each in bare)
        arxiv = next((links.arxiv_id(each[1]) for each in found_bare if each), None)
    if doi and arxiv is None and (of_doi := links.arxiv_id(doi)):
        arxiv = of_doi
    return Named(doi, arxiv, link)


def year_in(text: str) -> int | None:
    """The last number in `text` that may be the year of a work."""
    found = _YEAR.findall(text)
    return int(found[-1]) if found else None


def _doi(text: str) -> str | None:
    return links.doi(text.rstrip(".,;"))
