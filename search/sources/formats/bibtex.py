"""BibTeX and BibLaTeX, with what people and programs write into them."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import BinaryIO

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records, streams
from search.sources.dates import loose, month_and_days
from search.sources.formats.bibtex_journals import full_name
from search.sources.formats.bibtex_names import is_group, names, split
from search.sources.formats.bibtex_parse import Entry, entries
from search.sources.markup import without_heading, without_pairs
from search.text import links
from search.text.tex.read import readable

# The names under which a record's fields hold the entry's type and key; no field is called so.
TYPE, KEY = "@type", "@key"
# CSL 1.0.2's item type of each entry type of BibTeX, BibLaTeX, JabRef and Mendeley.
TYPES = {
    "article": "article-journal", "audio": "song", "artwork": "graphic", "book": "book",
    "book_section": "chapter", "bookinbook": "chapter", "booklet": "pamphlet", "case": "legal_case",
    "collection": "book", "conference": "paper-conference",
    "conference_proceedings": "paper-conference", "dataset": "dataset", "electronic": "webpage",
    "film": "motion_picture", "generic": "document", "image": "graphic", "inbook": "chapter",
    "incollection": "chapter", "inproceedings": "paper-conference",
    "inreference": "entry-encyclopedia", "journal_article": "article-journal",
    "jurisdiction": "legal_case", "legislation": "legislation", "letter": "personal_communication",
    "magazine_article": "article-magazine", "manual": "book", "mastersthesis": "thesis",
    "misc": "document", "movie": "motion_picture", "music": "song", "mvbook": "book",
    "mvcollection": "book", "mvproceedings": "book", "mvreference": "book",
    "newspaper_article": "article-newspaper", "online": "webpage", "patent": "patent",
    "performance": "performance", "periodical": "periodical", "phdthesis": "thesis",
    "proceedings": "book", "reference": "book", "report": "report", "review": "review",
    "software": "software", "standard": "standard", "statute": "legislation",
    "suppbook": "chapter", "suppcollection": "chapter", "suppperiodical": "article-journal",
    "techreport": "report", "thesis": "thesis", "unpublished": "manuscript",
    "video": "motion_picture", "web_page": "webpage", "www": "webpage",
}  # fmt: skip
_GENRES = {"phdthesis": "PhD thesis", "mastersthesis": "Master's thesis"}
_ENCODING = re.compile(rb"%\s*Encoding:\s*([\w-]+)", re.IGNORECASE)
_PAGES = ("url", "urls", "howpublished", "note")
_ENTITY = re.compile(r"\\(&#?\w{2,8};)", re.ASCII)  # as TeX: \&amp;
_OF_DBLP = re.compile(r"abs/(\S+)")  # the volume of CoRR
_TYPE_SAYS_SO = frozenset(["thesis", "journal article", "book", "book section"])
_ARXIV = re.compile(r"arxiv[:\s]+(\S+)", re.IGNORECASE)
# TeX that links and DOIs are escaped with: {\textless}, $<$, {\%}, {[}.
_ESCAPED = re.compile(
    r"\{?\\text(?P<name>less|greater|underscore|asciitilde)\b\s*(?:\{\})?\}?|\$(?P<maths>[<>])\$"
    r"|\{\\?(?P<braced>[^{}\\])\}|\\(?P<escaped>[_%#&~$])(?:\{\})?"
)
# An angle bracket of a tag, as Mendeley escapes it: {\textless}i{\textgreater}.
_ANGLE = re.compile(
    r"\{\\text(?P<name>less|greater)\}|\$(?P<maths>[<>])\$(?P<braced>)(?P<escaped>)"
)
# Formulas are found so that they stay as they are.
_LIGATURE = re.compile(r"\$[^$]*\$|(?<=[^\s\\])~(?=\S)|(?<!-)---?(?!-)|``|(?<![\\'])''(?!')")
_LIGATURES = {"~": " ", "--": "\u2013", "---": "\u2014", "``": "\u201c", "''": "\u201d"}
_NAMED = {"less": "<", "greater": ">", "underscore": "_", "asciitilde": "~"}
_DASHES = re.compile(r"\s*(?:-+|\u2010|\u2013|\u2014)\s*")
_COMMA, _SEMICOLON = re.compile(r"\s*,\s*"), re.compile(r"\s*;\s*")
_NO_PAPERS = frozenset(["set", "xdata"])  # biblatex's: names of entries, fields for others
# What an entry does not take from the one that its crossref or xdata names.
_OWN = frozenset([
    "abstract", "author", "crossref", "doi", "eprint", "file", "ids", "keywords", "note", "pages",
    "shorttitle", "subtitle", "title", "titleaddon", "url", "xdata",
])  # fmt: skip


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The records of a file; an entry without a title is Skipped, as are others' damaged fields.

    A record's fields are all of the entry's, in TeX, behind TYPE and KEY.
    """
    data = streams.read_all(stream, name)
    claimed = _ENCODING.search(data[:1024])
    text = decoding.decoded(data, claimed[1].decode() if claimed else None)
    found = list(entries(text, name))
    if not found:
        raise SourceError(f"{name} holds no BibTeX entries: name its format with --format")
    parents = {each.key.casefold(): each for each in found if isinstance(each, Entry)}
    pieces = (
        (each.line, each) if isinstance(each, Skipped) else (each.line, _Values.of(each, parents))
        for each in found
        if isinstance(each, Skipped) or each.type not in _NO_PAPERS
    )
    yield from records.read(pieces, _record, name)


@dataclass(frozen=True, slots=True)
class _Values:
    """An entry with its values by lower-case name; of repeated fields the first that has any."""

    entry: Entry
    values: dict[str, str]

    @classmethod
    def of(cls, entry: Entry, parents: Mapping[str, Entry]) -> "_Values":
        values = _by_name(entry)
        for name in ("xdata", "crossref"):
            for key in _COMMA.split(values.get(name, "")):
                parent = parents.get(key.casefold()) if key else None
                if parent and parent is not entry:
                    _inherit(values, _by_name(parent), name)
        return cls(entry, values)

    def value(self, *names: str) -> str:
        """The first of these that has a value, in TeX."""
        return next((value for name in names if (value := self.values.get(name))), "")

    def text(self, *names: str) -> str:
        """The first of these that has a value, in letters."""
        return _read(self.value(*names))

    def printed(self, *names: str) -> str:
        """The first of these that has a value, in letters and without the markup of publishers."""
        marked_up = without_pairs(_ENTITY.sub(r"\1", self.value(*names)))
        return _read(without_pairs(_ANGLE.sub(_sign, marked_up)))


def _read(value: str) -> str:
    """TeX in letters; where nothing else is TeX, ties, dashes and quotation marks are it yet."""
    if "://" not in value:
        value = _LIGATURE.sub(lambda found: _LIGATURES.get(found[0], found[0]), value)
    return readable(value)


def _by_name(entry: Entry) -> dict[str, str]:
    values: dict[str, str] = {}
    for name, value in _written(entry):
        while is_group(value):
            if name.lower() in ("author", "editor"):
                break
            value = value[1:-1].strip()
        values[name.lower()] = values.get(name.lower()) or value
    return values


def _written(entry: Entry) -> Iterator[tuple[str, str]]:
    """The fields of an entry; where an export wrote several ISBNs as `isbns`, they are `isbn`."""
    values = {name.casefold(): value for name, value in entry.fields}
    isbn, isbns = values.get("isbn"), values.get("isbns")
    if not isbn or not isbns or isbn not in isbns:
        yield from entry.fields
        return
    for name, value in entry.fields:
        if name.casefold() != "isbns":
            yield name, isbns if name.casefold() == "isbn" else value


def _inherit(values: dict[str, str], parent: dict[str, str], how: str) -> None:
    if how == "crossref" and (title := parent.get("title")):
        values.setdefault("booktitle", title)
    dated = {"date", "year"} & values.keys()
    for name, value in parent.items():
        if dated and name in ("date", "year", "month", "day"):
            continue
        if how == "xdata" or name not in _OWN:
            values.setdefault(name, value)


def _record(found: _Values) -> Record:
    value, text, printed, kind = found.value, found.text, found.printed, found.entry.type
    pages = [link for name in _PAGES for link in links.in_text(_unescaped(value(name)))]
    # Of the links of notes that no style prints, none is the paper's own page.
    code, notes = links.code(_unescaped(f"{value('annotation')} {value('addendum')}"))
    own = value("eprint") if _is_arxiv(value("archiveprefix", "eprinttype")) else ""
    numbers = [own, value("arxivid"), value("doi"), *pages]
    numbers += _ARXIV.findall(f"{value('journal', 'journaltitle')} {value('note')}")
    numbers += _OF_DBLP.findall(value("volume"))
    title, subtitle = printed("title"), printed("subtitle")
    report = TYPES.get(kind) in ("report", "patent", "standard")
    number = text("number")
    paper = Paper(
        title=f"{title}: {subtitle}" if subtitle else title,
        abstract=without_heading(printed("abstract"), value("abstract")),
        names=names(value("author")),
        editor_names=names(value("editor")),
        published=_published(found),
        arxiv=next(filter(None, map(links.arxiv_id, numbers)), None),
        doi=links.doi(_unescaped(value("doi"))) or links.doi(_unescaped(value("url"))),
        url=next(iter(pages), None),
        github=code,
        links=(
            *(link for link in pages if link != pages[0] or links.repository(link)),
            *links.in_text(notes),
        ),
        keywords=tuple(_keywords(value("keywords", "keyword", "author-keywords", "mendeley-tags"))),
        categories=(value("primaryclass", "eprintclass"),) if own else (),
        sources=("bibtex",),
        type=TYPES.get(kind),
        container_title=full_name(printed("journal", "journaltitle", "booktitle", "maintitle")),
        volume=text("volume"),
        issue=_DASHES.sub("-", text("issue") or ("" if report else number)),
        number=number if report else None,
        pages=_DASHES.sub("-", text("pages", "eid")),
        publisher=text("publisher", "institution", "school", "organization"),
        place=text("address", "location", "city"),  # with an address, that of a conference
        edition=text("edition"),
        series=text("series"),
        genre=_genre(text("type")) or (None if value("type") else _GENRES.get(kind)),
        isbn=text("isbn"),
        issn=text("issn"),
        pmid=text("pmid") or (text("eprint") if value("eprinttype").lower() == "pubmed" else None),
        language=text("language", "langid"),
        version=text("version"),
        remark=text("note"),
        citation_key=found.entry.key,
    )
    framed = ((TYPE, kind), (KEY, found.entry.key), *_written(found.entry))
    return Record(paper, "bibtex", found.entry.key, framed)


def _genre(written: str) -> str | None:
    return None if written.casefold() in _TYPE_SAYS_SO else written


def _is_arxiv(archive: str) -> bool:
    return not archive or archive.casefold() == "arxiv"


def _unescaped(value: str) -> str:
    """A link or a DOI without the TeX that it is escaped with."""
    return _ESCAPED.sub(_sign, value) if {*value} & set("\\{$") else value


def _sign(found: re.Match[str]) -> str:
    if found["name"]:
        return _NAMED[found["name"]]
    return found["maths"] or found["braced"] or found["escaped"] or ""


def _keywords(written: str) -> Iterator[str]:
    """Keywords between semicolons, or where there are none, commas; those in braces are whole."""
    pieces = split(written, _SEMICOLON)
    names = pieces if len(pieces) > 1 and not any(map(_has_comma, pieces)) else None
    for piece in names or [part for each in pieces for part in split(each, _COMMA)]:
        yield readable(piece)


def _has_comma(piece: str) -> bool:
    return len(split(piece, _COMMA)) > 1


def _published(found: _Values) -> PartialDate | None:
    """The date of `date`, or of year, month and day; a month may bring its day along."""
    year = found.text("year")
    if date := loose(found.text("date")):
        return date
    written = found.text("month").replace("\u00a0", " ")
    month, day = month_and_days(written)
    alone = loose(year)
    if alone is None or alone.month:
        return alone
    if not month:
        return loose(written, year=year) or alone
    of_month = found.text("day")
    day = int(of_month) if of_month.isdigit() else day
    parts = PartialDate.of_parts([alone.year, month, day or 0])
    return parts and PartialDate(parts.year, parts.month, parts.day, circa=alone.circa)
