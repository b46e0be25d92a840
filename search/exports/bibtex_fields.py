"""A paper as an entry of BibTeX: its type, and the fields that a library knows of it, in TeX."""

import re
from collections.abc import Iterator

from search.exports.facts import issued, more_links, page, repository
from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.text import links
from search.text.tex import write as tex

_BIBTEX = {
    "article-journal": "article", "article-magazine": "article", "article-newspaper": "article",
    "review": "article", "review-book": "article", "book": "book", "collection": "book",
    "classic": "book", "chapter": "incollection", "entry": "incollection",
    "entry-dictionary": "incollection", "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings", "report": "techreport", "standard": "techreport",
    "thesis": "phdthesis", "manuscript": "unpublished", "pamphlet": "booklet",
}  # fmt: skip
_BIBLATEX = {
    **_BIBTEX, "collection": "collection", "report": "report", "standard": "report",
    "thesis": "thesis", "webpage": "online", "post": "online", "post-weblog": "online",
    "dataset": "dataset", "software": "software", "patent": "patent", "periodical": "periodical",
    "entry": "inreference", "entry-dictionary": "inreference", "article": "online",
    "entry-encyclopedia": "inreference", "motion_picture": "movie", "song": "audio",
    "graphic": "image", "legal_case": "jurisdiction", "legislation": "legislation",
    "personal_communication": "letter", "performance": "performance",
}  # fmt: skip
# Names that stand for one thing, by the place that they take.
PLACES = {
    **dict.fromkeys(("journaltitle", "booktitle", "maintitle"), "journal"),
    **dict.fromkeys(("date",), "year"),
    **dict.fromkeys(("issue",), "number"),
    **dict.fromkeys(("eid",), "pages"),
    **dict.fromkeys(("location", "city"), "address"),
    **dict.fromkeys(("institution", "school", "organization"), "publisher"),
    **dict.fromkeys(("keyword", "author-keywords", "mendeley-tags"), "keywords"),
    **dict.fromkeys(("langid",), "language"),
    **dict.fromkeys(("urls", "howpublished"), "url"),
    **dict.fromkeys(
        ("arxivid", "archiveprefix", "eprinttype", "primaryclass", "eprintclass"), "eprint"
    ),
}
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_SEASONS = ("spring", "summer", "autumn", "winter")
_JOINED = ("'", "\u2019", "-")  # particles that end so stand close to the name
_APART = re.compile(r",|(?:^|\s)and(?:$|\s)|^others$", re.IGNORECASE)
_THESIS = "PhD thesis"  # what BibTeX's styles print of a phdthesis


def entry_type(paper: Paper, *, biblatex: bool) -> str:
    """The entry type of a paper; "misc", as in arXiv's own entries, where none is known."""
    kind = paper.type or ("article-journal" if paper.container_title else "")
    if paper.arxiv and kind in ("", "article", "document", "manuscript"):
        return "online" if biblatex else "misc"
    if kind == "thesis" and not biblatex and "master" in (paper.genre or "").casefold():
        return "mastersthesis"
    return (_BIBLATEX if biblatex else _BIBTEX).get(kind, "misc")


def known(paper: Paper, kind: str, *, biblatex: bool) -> Iterator[tuple[str, str]]:
    """The fields of a paper for an entry of the type `kind`, in TeX; some are ""."""
    yield "title", tex.title(paper.title)
    yield "author", " and ".join(map(name, paper.names))
    yield "editor", " and ".join(map(name, paper.editor_names))
    yield _container(kind, biblatex=biblatex), _text(paper.container_title)
    yield from _dates(issued(paper), biblatex=biblatex)
    yield "volume", _text(paper.volume)
    if kind in ("techreport", "report", "patent", "standard"):
        yield "number", _text(paper.number)
        yield "issue", _text(paper.issue)
    else:
        yield "number", _text(paper.issue)
    yield "pages", _text(paper.pages).replace("{}-", "-").replace("-", "--")
    yield _publisher(kind), _text(paper.publisher)
    yield "location" if biblatex else "address", _text(paper.place)
    yield "edition", _text(paper.edition)
    yield "series", _text(paper.series)
    yield "type", _genre(paper, kind)
    yield "isbn", _text(paper.isbn)
    yield "issn", _text(paper.issn)
    yield "pmid", _text(paper.pmid)
    yield "language", _text(paper.language)
    yield "note", paragraphs(paper.remark)
    if paper.arxiv:
        yield "eprint", paper.arxiv
        yield "eprinttype" if biblatex else "archivePrefix", "arxiv" if biblatex else "arXiv"
        category = "".join(paper.categories[:1])
        yield "eprintclass" if biblatex else "primaryClass", tex.escaped(category)
    yield "version", _text(paper.version)
    yield "doi", _doi(paper.doi) if paper.doi else ""
    yield "url", page(paper) or ""
    yield "keywords", ", ".join(re.sub("[,;]", r"{\g<0>}", _text(each)) for each in paper.keywords)
    yield "abstract", paragraphs(paper.abstract)
    # Styles do not print it, as they do a note.
    code = f"Code: {tex.link(found)}" if (found := repository(paper)) else ""
    yield "annotation", " ".join(filter(None, (code, *map(tex.link, more_links(paper)))))


def name(written: Name) -> str:
    """ "Byron, Ada" or "van der Berg, Jr., Ben"; in braces what is no one person's."""
    parts = written.divided()
    if parts.literal or not (parts.given or parts.particle or parts.dropping or parts.suffix):
        return f"{{{tex.escaped(parts.literal or parts.family)}}}"
    particle = f"{parts.particle}{'' if parts.particle.endswith(_JOINED) else ' '}"
    family = _part(f"{particle if parts.particle else ''}{parts.family}")
    given = " ".join(filter(None, (_part(parts.given), _part(parts.dropping))))
    if parts.suffix:
        return f"{family}, {_part(parts.suffix)}, {given}"
    return f"{family}, {given}"


def paragraphs(text: str | None) -> str:
    """A text in TeX with its blank lines."""
    return "\n\n".join(map(tex.escaped, (text or "").split("\n\n")))


def _text(text: str | None) -> str:
    return tex.escaped(text or "")


def _container(kind: str, *, biblatex: bool) -> str:
    if kind in ("article", "misc", "online", "unpublished", "periodical", "review"):
        return "journaltitle" if biblatex else "journal"
    return "booktitle"


def _publisher(kind: str) -> str:
    if kind in ("phdthesis", "mastersthesis"):
        return "school"
    if kind in ("techreport", "report", "thesis"):
        return "institution"
    return "organization" if kind in ("manual", "online") else "publisher"


def _genre(paper: Paper, kind: str) -> str:
    """What the type of the entry does not say: BibTeX's styles call each phdthesis so."""
    if kind in ("phdthesis", "thesis", "mastersthesis") and not paper.genre:
        return "Thesis"
    usual = {"phdthesis": _THESIS, "mastersthesis": "Master's thesis"}
    return "" if paper.genre == usual.get(kind) else _text(paper.genre)


def _dates(when: PartialDate | None, *, biblatex: bool) -> Iterator[tuple[str, str]]:
    if when is None:
        return
    if biblatex:
        yield "date", when.edtf
        return
    yield "year", f"{'c. ' if when.circa else ''}{when.year:04}"
    if when.season:
        yield "month", _SEASONS[when.season - 1]
    if when.month:
        yield "month", MONTHS[when.month - 1]
    if when.day:
        yield "day", str(when.day)


def _doi(doi: str) -> str:
    """The DOI, or its page where it has braces: BibTeX counts them, and one may stand alone."""
    return links.doi_page(doi) if set(doi) & set("{}\\") else doi


def _part(part: str) -> str:
    """A part of a name in TeX, in braces where BibTeX would take it apart or leave it out."""
    written = tex.escaped(part)
    return f"{{{written}}}" if _APART.search(part) else written
