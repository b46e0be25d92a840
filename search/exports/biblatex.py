"""The fields of an entry of a .bib file as biber takes them without a warning."""

import re
from collections.abc import Iterable, Iterator

from search.exports.bibtex_fields import MONTHS
from search.model.paper import Paper

# An entry has all that it inherits, and the one that it names need not be in the export.
_OTHER_ENTRIES = frozenset(["crossref", "xdata"])
_DATES = frozenset(["year", "month", "day"])
_WORD = re.compile(r"([A-Za-z]{3})[a-z]*\.?")
_DIGIT = re.compile("[0-9]")
_COMMA = re.compile(r"\s*,\s*")
_ISBN = re.compile(r"(?<![\dXx])(?:\d[ -]?){9}(?:[\dXx]|(?:\d[ -]?){3}\d)(?![\dXx])")
_ISSN = re.compile(r"\d{4}-\d{3}[\dXx]")


def adapted(fields: Iterable[tuple[str, str]], key: str, paper: Paper) -> Iterator[tuple[str, str]]:
    """The fields of the entry of `key`, which tells of `paper`.

    Left out are `crossref` and `xdata`, and the key itself among `ids`. A year and a month that are
    no numbers become a `date` where the paper has one, and what is no year at all the state of
    publication; of several ISBNs the first is `isbn` and all are `isbns`, which biber passes over
    and an import reads; an ISSN goes to its own field.
    """
    written = {name.casefold(): value for name, value in fields}
    date = _date(written, paper)
    for name, value in fields:
        lower = name.casefold()
        if lower in _OTHER_ENTRIES or (date and lower in _DATES):
            continue
        if lower == "month":
            yield name, _month(value)
        elif lower == "year" and not _DIGIT.search(value):  # "in press"
            yield "pubstate", value
        elif lower == "ids":
            yield name, ",".join(each for each in _COMMA.split(value) if each != key)
        elif lower == "isbn":
            yield from _number(name, value, has_issn="issn" in written)
        else:
            yield name, value
    if date:
        yield "date", date


def _date(written: dict[str, str], paper: Paper) -> str | None:
    """The date in place of a year and a month of which one is no number."""
    year, month = written.get("year", ""), _month(written.get("month", ""))
    if (not year or year.isdecimal()) and (not month or month in MONTHS or month.isdecimal()):
        return None
    known = paper.published
    return known.edtf if known and str(known.year) in year and "date" not in written else None


def _month(value: str) -> str:
    """A month as biber knows it, where it is one in words."""
    found = _WORD.fullmatch(value.strip("{} "))
    short = found[1].lower() if found else ""
    return short if short in MONTHS else value


def _number(name: str, value: str, *, has_issn: bool) -> Iterator[tuple[str, str]]:
    if books := _ISBN.findall(value):
        yield name, books[0].strip()
        if books[0].strip() != value.strip():
            yield "isbns", value
    elif (journals := _ISSN.findall(value)) and not has_issn:
        yield "issn", journals[0]
    elif not journals:
        yield name, value
