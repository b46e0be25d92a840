"""RIS as reference managers write it, and the tagged files of Web of Science.

Both are lines of a two-letter tag and a value, and differ in how the tag is set off. They are
read here, line by line, so that a record without an end or a line without a tag is reported with
its number.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records
from search.sources.dates import loose
from search.sources.markup import without_pairs
from search.text import links

# CSL 1.0.2's item type of each type of RIS.
TYPES = {
    "ABST": "article-journal", "ART": "graphic", "BILL": "bill", "BLOG": "post-weblog",
    "BOOK": "book", "CASE": "legal_case", "CHAP": "chapter", "COMP": "software",
    "CONF": "paper-conference", "CPAPER": "paper-conference", "DATA": "dataset",
    "DBASE": "dataset", "DICT": "entry-dictionary", "EBOOK": "book", "ECHAP": "chapter",
    "EDBOOK": "book", "EJOUR": "article-journal", "ELEC": "webpage",
    "ENCYC": "entry-encyclopedia", "FIGURE": "figure", "GEN": "document", "HEAR": "hearing",
    "INPR": "article-journal", "JFULL": "periodical", "JOUR": "article-journal",
    "LEGAL": "legislation", "MANSCPT": "manuscript", "MAP": "map", "MGZN": "article-magazine",
    "MPCT": "motion_picture", "MUSIC": "musical_score", "NEWS": "article-newspaper",
    "PAMP": "pamphlet", "PAT": "patent", "PCOMM": "personal_communication",
    "PREPRINT": "article", "RPRT": "report", "SER": "book", "SLIDE": "speech", "SOUND": "song",
    "STAND": "standard", "STAT": "legislation", "THES": "thesis", "UNPB": "manuscript",
    "VIDEO": "motion_picture", "WEB": "webpage",
}  # fmt: skip
_OF_SCIENCE = {"J": "article-journal", "B": "book", "S": "book", "P": "patent"}
_RIS = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|$)")
_TAGGED = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)")
_FRAME = frozenset(["FN", "VR", "EF"])  # the file's own tags
_ISSN = re.compile(r"\d{4}-?\d{3}[\dXx](?![\dXx-])", re.ASCII)
_YEAR = re.compile(r"\d{4}", re.ASCII)


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The records of a file; one without a title, or text outside of records, is Skipped.

    A record's fields are all of its tags.
    """
    yield from records.read(_entries(decoding.text(stream, name), name), _record, name)


class _Entry:
    """The tags of a record, in order."""

    def __init__(self) -> None:
        self.fields: list[tuple[str, str]] = []

    def every(self, *tags: str) -> list[str]:
        """The values of the first of `tags` that has any."""
        for tag in tags:
            if any(found := self.all(tag)):
                return list(filter(None, found))
        return []

    def all(self, *tags: str) -> list[str]:
        """The values of all of `tags`, in order."""
        return [value for wanted in tags for tag, value in self.fields if tag == wanted]

    def authors(self) -> list[str]:
        """The values of AU, and of A1 those that are not among them, in the order of the record."""
        named = {*self.all("AU")}
        return [
            value
            for tag, value in self.fields
            if value and (tag == "AU" or (tag == "A1" and value not in named))
        ]

    def first(self, *tags: str) -> str:
        """The first value of `tags`; "" where they have none."""
        return next(iter(self.every(*tags)), "")


def _entries(text: str, name: str) -> Iterator[tuple[int, _Entry | Skipped]]:
    line_of, begin = (_RIS, "TY") if re.search(r"^TY  ?-", text, re.MULTILINE) else (_TAGGED, "PT")
    start, entry = 0, _Entry()
    for number, line in enumerate(text.split("\n"), 1):
        found = line_of.match(line)
        tag = found[1] if found else ""
        if entry.fields and tag in ("ER", begin):
            yield start, entry
            entry = _Entry()
        if tag == "ER" or tag in _FRAME or not line.strip():
            continue
        if found and (entry.fields or tag == begin):
            start = start if entry.fields else number
            entry.fields.append((tag, (found[2] or "").strip()))
        elif not entry.fields:
            reason = f"outside of any record: {line[:60]!r}"
            yield number, Skipped(name, number, reason, is_entry=False)
        else:
            last, value = entry.fields[-1]
            if line_of is _TAGGED and last in ("AU", "AF", "BA", "BE"):  # a name a line
                entry.fields.append((last, line.strip()))
            else:
                entry.fields[-1] = last, f"{value} {line.strip()}"
    if entry.fields:
        yield start, entry


def _record(entry: _Entry) -> Record:
    first, every = entry.first, entry.every
    is_ris = bool(first("TY"))
    kind = TYPES.get(first("TY").upper()) if is_ris else _OF_SCIENCE.get(first("PT"))
    urls = [link for value in entry.all("UR", "LK", "N1") for link in links.in_text(value)]
    more = [link for value in entry.all("L2") for link in links.in_text(value)]
    numbers = [*urls, *every("L1"), *every("AN", "M3")]
    arxiv = next(filter(None, map(links.arxiv_id, numbers)), None)
    serial = first("SN", "EI")
    key = first("ID") if is_ris else ""  # in Web of Science's files, keywords
    report = kind in ("report", "patent", "standard")
    of_book = not _ISSN.match(serial) and (
        kind in ("book", "chapter") or len(re.findall(r"[\dXx]", serial)) > 9
    )
    paper = Paper(
        title=without_pairs(first("TI", "T1", "CT", "ST", *(("BT",) if kind == "book" else ()))),
        abstract=without_pairs("\n\n".join(every("AB", "N2"))),
        names=tuple(_names(every("AF") or entry.authors())),
        editor_names=tuple(_names(every(*(("ED", "A2") if is_ris else ("BE",))))),
        published=_published(entry) if is_ris else loose(first("PD"), year=first("PY")),
        arxiv=arxiv,
        doi=next(filter(None, map(links.doi, [*every("DO", "DI"), *urls, *every("M3")])), None),
        url=next(iter(urls), None),
        pdf=first("L1"),
        github=links.code(" ".join(entry.all("C1")))[0],
        links=(*(link for link in urls if link != urls[0] or links.repository(link)), *more),
        keywords=tuple(word for value in every("KW", "DE") for word in value.split(";")),
        sources=("ris",),
        type=kind,
        container_title=without_pairs(
            first("JF", "T2", "JO", "JA", "J2", "BT") if is_ris else first("SO")
        ),
        volume=first("VL"),
        issue=first("IS"),
        pages=_pages(entry, "SP" if is_ris else "BP"),
        publisher=first("PB") if is_ris else first("PU"),
        place=first("CY", "PP") if is_ris else first("PI"),
        edition=first("ET"),
        series=first("T3") if is_ris else first("SE"),
        number=serial if report else None,
        genre=first("M3") if kind == "thesis" else None,
        isbn=serial if of_book and not report else first("BN"),
        issn=None if of_book or report else serial,
        pmid=first("PM"),
        language=first("LA"),
        remark="\n\n".join(entry.all("N1")),
        citation_key=key,
    )
    return Record(paper, "ris", key, tuple(entry.fields))


def _published(entry: _Entry) -> PartialDate | None:
    """The finest date of the year of publication: DA may say "Mar 15" alone, or another year."""
    dates = entry.all("DA", "PY", "Y1")
    years = [found[0] for value in entry.all("PY", "Y1", "DA") if (found := _YEAR.search(value))]
    published = [when for value in dates if (when := loose(value, year=years[0] if years else ""))]
    of_year = [when for when in published if str(when.year) == (years[0] if years else "")]
    return max(of_year or published, key=lambda when: when.precision, default=None)


def _pages(entry: _Entry, start: str) -> str:
    """ "101-118" of two tags, or what one says: "101--18"."""
    first, last = entry.first(start), entry.first("EP")
    return f"{first}-{last}" if first and last and "-" not in first else first or last


def _undivided(written: str) -> Name:
    """ "Byron AM", as PubMed has names, or one in any other order; a group's name is whole."""
    name = Name(full=written)
    family, _, last = written.rpartition(" ")
    are_initials = len(last) <= 3 and last.isalpha() and last.isupper() and not family.isupper()
    if not (family and are_initials) or name.divided().literal:
        return name
    return Name(family, " ".join(f"{letter}." for letter in last))


def _names(written: list[str]) -> Iterator[Name]:
    """ "Byron, Ada, Jr."; a comma at the end marks a group. Semicolons may stand between names."""
    for value in written:
        for name in value.split(";"):
            family, *rest = (part.strip() for part in name.split(","))
            given, suffix = (*rest, "", "")[:2]
            if not rest:
                yield _undivided(family)
            elif not any(rest):
                yield Name(literal=family)
            else:
                yield Name(family, given, suffix=suffix)
