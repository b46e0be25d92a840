"""The digest as an Atom feed (RFC 4287)."""

import re
from collections.abc import Iterator
from datetime import UTC, datetime
from html import escape
from typing import TextIO
from uuid import UUID, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from search.exports.digest import Arrival, Digest, html, phrases
from search.model.paper import Paper

_ATOM = "http://www.w3.org/2005/Atom"
# What XML 1.0 has no place for, not even as a reference (section 2.2).
_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write(digest: Digest, stream: TextIO) -> None:
    """Write the feed: an entry for each paper, whichever view has it, the last to arrive first.

    Its ids are the same at every writing: a feed's goes by its library, an entry's by the row,
    which a paper keeps when its title or its own id change.
    """
    library = UUID(hex=digest.library)
    views = _views(digest)
    feed = Element("feed", {"xmlns": _ATOM})
    arrivals = sorted(digest.papers, key=lambda each: (-each.added, -each.entry.row))
    newest = max(map(_updated, arrivals), default=None)
    _put(feed, "id", uuid5(library, "digest").urn)
    _put(feed, "title", "Broadsheet: new papers")
    _put(feed, "subtitle", _subtitle(digest))
    if digest.address:
        SubElement(feed, "link", rel="self", href=_clean(digest.address))
    _put(feed, "updated", f"{digest.since}T00:00:00Z" if newest is None else _moment(newest))
    _put(SubElement(feed, "author"), "name", "Broadsheet")  # of the entries that name none
    _put(feed, "generator", "Broadsheet")
    for arrival in arrivals:
        entry = SubElement(feed, "entry")
        _put(entry, "id", uuid5(library, f"paper {arrival.entry.row}").urn)
        _describe(entry, arrival, views.get(arrival.entry.row, []))
    indent(feed, "")
    stream.write('<?xml version="1.0" encoding="utf-8"?>\n')
    stream.write(tostring(feed, encoding="unicode") + "\n")


def _describe(entry: Element, arrival: Arrival, views: list[str]) -> None:
    paper = arrival.entry.paper
    _put(entry, "title", phrases.title(paper))
    _put(entry, "updated", _moment(_updated(arrival)))
    # When it came: feed readers sort and expire by it, and would bury a paper of another year.
    _put(entry, "published", _moment(arrival.added))
    for name in paper.authors:
        _put(SubElement(entry, "author"), "name", name)
    for term in paper.categories:
        SubElement(entry, "category", term=_clean(term))
    for attributes in _links(paper):
        SubElement(entry, "link", attributes)
    content = html.article(paper, phrases.paragraphs(paper))
    if views:
        content += "\n" + html.paragraph(escape(f"In {', '.join(views)}"), "about")
    if text := paper.abstract or paper.summary:
        _put(entry, "summary", text)
    _put(entry, "content", content, type="html")


def _updated(arrival: Arrival) -> int:
    return max(arrival.added, arrival.revised)


def _links(paper: Paper) -> Iterator[dict[str, str]]:
    for what, address in phrases.links(paper):
        match what:
            case "Page":
                yield {"rel": "alternate", "href": address}
            case "PDF":
                yield {"rel": "related", "type": "application/pdf", "href": address}
            case _:
                yield {"rel": "related", "title": what, "href": address}


def _views(digest: Digest) -> dict[int, list[str]]:
    """The names of the views that have each row."""
    found: dict[int, list[str]] = {}
    for section in digest.sections:
        for arrival in section.papers if section.name else ():
            found.setdefault(arrival.entry.row, []).append(str(section.name))
    return found


def _subtitle(digest: Digest) -> str:
    shown = len(digest.papers)
    first = f"; the first {shown:,} are here" if shown < digest.found else ""
    return phrases.headline(digest) + first


def _moment(when: int) -> str:
    return f"{datetime.fromtimestamp(when / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"


def _put(parent: Element, name: str, text: str, **attributes: str) -> None:
    SubElement(parent, name, attributes).text = _clean(text)


def _clean(text: str) -> str:
    return _NO_XML.sub("\ufffd", text)
