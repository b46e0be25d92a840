"""RIS: a line for each field, its tag before it.

A record that came from an RIS file keeps its tags in their order. A paragraph of an abstract is a
line of its own: the format knows no others.
"""

from collections.abc import Iterable, Iterator
from typing import TextIO

from search.exports.facts import (  # fmt: skip
    annotation,
    completed,
    fields_of,
    issued,
    more_links,
    page,
    repository,
)
from search.exports.keys import key_of
from search.model.dates import PartialDate
from search.model.entry import Entry
from search.model.names import Name
from search.model.paper import Paper

_TYPES = {
    "article": "UNPB", "article-journal": "JOUR", "article-magazine": "MGZN",
    "article-newspaper": "NEWS", "bill": "BILL", "book": "BOOK", "chapter": "CHAP",
    "classic": "CLSWK", "collection": "BOOK", "dataset": "DATA", "entry": "ENCYC",
    "entry-dictionary": "DICT", "entry-encyclopedia": "ENCYC", "figure": "FIGURE",
    "graphic": "ART", "hearing": "HEAR", "legal_case": "CASE", "legislation": "STAT",
    "manuscript": "MANSCPT", "map": "MAP", "motion_picture": "MPCT", "musical_score": "MUSIC",
    "pamphlet": "PAMP", "paper-conference": "CPAPER", "patent": "PAT", "periodical": "JFULL",
    "personal_communication": "PCOMM", "post": "BLOG", "post-weblog": "BLOG", "report": "RPRT",
    "review": "JOUR", "review-book": "JOUR", "software": "COMP", "song": "SOUND",
    "speech": "SLIDE", "standard": "STAND", "thesis": "THES", "webpage": "ELEC",
}  # fmt: skip
# Tags that stand for one thing, by the place that they take.
_PLACES = {
    **dict.fromkeys(("t1", "ct", "st"), "ti"),
    **dict.fromkeys(("af", "a1"), "au"),
    **dict.fromkeys(("a2",), "ed"),
    **dict.fromkeys(("y1", "da"), "py"),
    **dict.fromkeys(("n2",), "ab"),
    **dict.fromkeys(("jf", "jo", "ja", "j2", "bt"), "t2"),
    **dict.fromkeys(("ep",), "sp"),
    **dict.fromkeys(("pp",), "cy"),
    **dict.fromkeys(("ei",), "sn"),
    **dict.fromkeys(("di",), "do"),
}
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write a record for each paper."""
    for entry in entries:
        own_fields = fields_of(each for each in entry.records if each.format == "ris")
        if "TY" not in dict(own_fields):
            own_fields = []  # tags of Web of Science, which mean something else
        kind = dict(own_fields).get("TY") or _type(entry.paper)
        fields = [(tag, value) for tag, value in own_fields if tag not in ("TY", "ID")]
        fields = list(completed(fields, _known(entry.paper), _PLACES))
        words = {value for tag, value in fields if tag == "KW"}
        fields += [("KW", tag) for tag in entry.tags if tag not in words]
        fields += [("N1", annotation(entry))]
        lines = [f"{tag}  - {' '.join(text.split())}\n" for tag, text in fields if text]
        key = key_of(entry)
        stream.write(f"TY  - {kind}\nID  - {key}\n{''.join(lines)}ER  - \n\n")


def _type(paper: Paper) -> str:
    kind = paper.type or ("article-journal" if paper.container_title else "")
    if paper.arxiv and kind in ("", "document"):
        return "UNPB"  # RIS's word for a preprint
    if kind == "book" and paper.editors and not paper.authors:
        return "EDBOOK"
    return _TYPES.get(kind, "GEN")


def _known(paper: Paper) -> Iterator[tuple[str, str]]:
    yield "TI", paper.title
    for author in paper.names:
        yield "AU", _name(author)
    for editor in paper.editor_names:
        yield "ED", _name(editor)
    if when := issued(paper):
        yield "PY", f"{when.year:04}"
        yield "DA", _date(when)
    yield "T2", paper.container_title or ""
    yield "VL", paper.volume or ""
    yield "IS", paper.issue or ""
    yield from _pages(paper.pages or "")
    yield "PB", paper.publisher or ("arXiv" if paper.arxiv else "")
    yield "CY", paper.place or ""
    yield "ET", paper.edition or ""
    yield "T3", paper.series or ""
    if paper.type == "thesis":
        yield "M3", paper.genre or ""
    report = paper.type in ("report", "patent", "standard")
    yield "SN", (paper.number if report else paper.isbn or paper.issn) or ""
    yield "AN", f"arXiv:{paper.arxiv}" if paper.arxiv else ""
    yield "PM", paper.pmid or ""
    yield "LA", paper.language or ""
    for paragraph in (paper.abstract or "").split("\n\n"):
        yield "AB", paragraph
    for paragraph in (paper.remark or "").split("\n\n"):
        yield "N1", paragraph
    yield "DO", paper.doi or ""
    yield "UR", page(paper) or ""
    yield "L1", paper.pdf or ""
    if found := repository(paper):
        yield "C1", f"Code: {found}"
    for link in more_links(paper):
        yield "L2", link
    for keyword in paper.keywords:
        yield "KW", keyword


def _pages(pages: str) -> Iterator[tuple[str, str]]:
    first, dash, last = pages.partition("-")
    if dash and first and last and "-" not in last:
        yield "SP", first
        yield "EP", last
    else:
        yield "SP", pages


def _date(when: PartialDate) -> str:
    """ "1985/03/07", "1985///Spring" or "c. 1985"."""
    if when.season:
        return f"{when.year:04}///{'c. ' if when.circa else ''}{_SEASONS[when.season - 1]}"
    written = "/".join((f"{when.year:04}", *(f"{part:02}" for part in when.parts[1:])))
    return f"c. {written}" if when.circa else written


def _name(written: Name) -> str:
    """ "Byron, Ada, Jr.", and "Ink Society," of a group; a comma means nothing else here."""
    parts = written.divided()
    if parts.literal:
        unbroken = parts.literal.replace(",", "").replace(";", "")
        return f"{unbroken}," if " " in unbroken else unbroken
    close = parts.particle.endswith(("'", "\u2019", "-"))
    family = f"{parts.particle}{'' if close or not parts.particle else ' '}{parts.family}"
    given = " ".join(filter(None, (parts.given, parts.dropping)))
    named = (family, given, parts.suffix) if parts.suffix else (family, given)
    return ", ".join(part.replace(",", "").replace(";", "") for part in named).rstrip(" ")
