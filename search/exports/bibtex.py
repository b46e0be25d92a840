"""BibTeX, for BibTeX and biber alike: in UTF-8, with all that TeX would act on escaped.

An entry that came from a .bib file keeps its type and its fields in the words of that file, and
gets what else the library knows. The types and fields of others are those of BibTeX's standard
styles, or in the dialect of biblatex those of its manual.
"""

import re
from collections.abc import Iterable, Iterator
from typing import TextIO

from search.exports.biblatex import adapted
from search.exports.bibtex_fields import MONTHS, PLACES, entry_type, known
from search.exports.facts import annotation, completed, fields_of
from search.exports.keys import key_of, own, wanted
from search.model.entry import Entry
from search.model.record import Record
from search.text.tex import write as tex
from search.text.tex.read import readable

_TYPE, _KEY = "@type", "@key"  # of a record's fields, see search.sources.formats.bibtex
# What a pasted entry needs: the fields that styles print.
_PRINTED = frozenset(
    [
        "address",
        "author",
        "booktitle",
        "chapter",
        "date",
        "day",
        "doi",
        "edition",
        "editor",
        "eprint",
        "eprintclass",
        "eprinttype",
        "archiveprefix",
        "primaryclass",
        "howpublished",
        "institution",
        "isbn",
        "issue",
        "issuetitle",
        "journal",
        "journaltitle",
        "location",
        "month",
        "number",
        "organization",
        "pages",
        "publisher",
        "school",
        "series",
        "subtitle",
        "title",
        "translator",
        "type",
        "url",
        "urldate",
        "volume",
        "year",
    ]
)
# BibTeX's styles know no field of biblatex.
_STRICT_PLACES = {**PLACES, "date": "date", "journaltitle": "journaltitle"}
_GROUP = re.compile(r"\{[^{}]*\}")
_NAME = re.compile(r"[^\s\"#%'(),={}]+")
_TAGGED = ("keywords", "keyword")


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write an entry for each paper, for BibTeX."""
    for entry in entries:
        stream.writelines(_all(entry, biblatex=False))


def write_biblatex(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write an entry for each paper, for biblatex and biber."""
    for entry in entries:
        stream.writelines(_all(entry, biblatex=True))


def short(entry: Entry) -> str:
    """An entry to paste: what styles print, without abstract, notes and keywords."""
    return _entry(entry, key_of(entry), biblatex=False, names=_PRINTED)


def _all(entry: Entry, *, biblatex: bool) -> Iterator[str]:
    """An entry for each key under which documents may cite the paper."""
    for key in entry.citation_keys or wanted(entry):
        yield f"{_entry(entry, key, biblatex=biblatex)}\n"


def _entry(entry: Entry, key: str, *, biblatex: bool, names: frozenset[str] | None = None) -> str:
    own_fields = fields_of(_records(entry, key))
    kind = dict(own_fields).get(_TYPE, "")
    if not kind or (biblatex and "_" in kind):  # readers of biblatex give a whole file up for one
        kind = entry_type(entry.paper, biblatex=biblatex)
    fields = [
        (name, value)
        for name, value in _once(
            (name, value) for name, value in own_fields if _NAME.fullmatch(name)
        )
        if not _is_unreadable(name, value)
    ]
    places = PLACES if biblatex else _STRICT_PLACES
    more = _adding_something(fields, known(entry.paper, kind, biblatex=biblatex))
    fields = list(completed(fields, more, places))
    if biblatex:
        fields = list(adapted(fields, key, entry.paper))
    lines = [
        f"  {name:<13} = {_written(name, value)},\n"
        for name, value in _with_marks(fields, entry)
        if names is None or name.casefold() in names
    ]
    return f"@{kind}{{{key},\n{''.join(lines)}}}\n"


def _records(entry: Entry, key: str) -> list[Record]:
    """The records of .bib files that speak under a key; the paper's own key speaks for the rest."""
    keys = entry.citation_keys or wanted(entry)
    given = [record for record in entry.records if record.format == "bibtex"]
    named = [record for record in given if own(record) == key]
    rest = [record for record in given if own(record) not in keys]
    return [*named, *rest] if key == keys[0] else named


def _is_unreadable(name: str, value: str) -> bool:
    """Whether a list of names has one with commas for which BibTeX knows no meaning."""
    if name.casefold() not in ("author", "editor"):
        return False
    bare = _GROUP.sub("", value)
    names = re.split(r"\s+and\s+", bare.strip())
    return any(each.count(",") > 2 or each.endswith(",") for each in names)


def _once(fields: Iterable[tuple[str, str]]) -> Iterator[tuple[str, str]]:
    """The fields of an entry without its type and key; of repeated ones the first with a value."""
    seen = {_TYPE, _KEY}
    for name, value in fields:
        if value and name.casefold() not in seen:
            seen.add(name.casefold())
            yield name, value


def _adding_something(
    fields: list[tuple[str, str]], known: Iterable[tuple[str, str]]
) -> Iterator[tuple[str, str]]:
    """Those known fields that tell more: no links that are there, no month of another year."""
    written = "\n".join(value for _, value in fields).replace("\\", "")
    dated = "".join(value for name, value in fields if name.casefold() in ("year", "date"))
    known = list(known)
    year = dict(known).get("year", "")
    for name, value in known:
        if name in ("url", "annotation"):
            links = value.replace("\\", "").split()
            if fields and all(link in written for link in links):
                continue
        if name in ("month", "day") and dated and (year not in dated or not _is_plain(name, value)):
            continue
        yield name, value


def _is_plain(name: str, value: str) -> bool:
    """Whether a month is one, and no season, which programs that know `date` do not take so."""
    return name != "month" or value in MONTHS


def _with_marks(fields: list[tuple[str, str]], entry: Entry) -> Iterator[tuple[str, str]]:
    """The fields with the user's tags as keywords, and the note and passages as annotation."""
    own = {"keywords": tags_after("", entry.tags), "annote": _paragraphs(annotation(entry))}
    for name, value in fields:
        lower = name.casefold()
        if lower in _TAGGED and own["keywords"]:
            own["keywords"] = ""
            yield name, tags_after(value, entry.tags)
        elif lower == "annote" and own["annote"]:
            yield name, f"{value}\n\n{own.pop('annote')}"
        else:
            yield name, value
    for name, value in own.items():
        if value:
            yield name, value


def tags_after(keywords: str, tags: Iterable[str]) -> str:
    """Keywords in TeX with tags behind them, apart as they are, each once."""
    apart = "; " if ";" in keywords and "," not in keywords else ", "
    known = {readable(word).strip() for word in re.split("[;,]", keywords)}
    new = [keyword(tag) for tag in tags if tag not in known]
    return apart.join(filter(None, (keywords, *new)))


def keyword(text: str) -> str:
    """A keyword in TeX; commas and semicolons would part it."""
    return re.sub("[,;]", r"{\g<0>}", tex.escaped(text))


def _written(name: str, value: str) -> str:
    if name.casefold() == "month" and value in MONTHS:
        return value
    # Programs take a line that begins with @ for an entry.
    return f"{{{re.sub('^@', '{@}', _closed(value), flags=re.MULTILINE)}}}"


def _closed(value: str) -> str:
    r"""TeX with as many braces closed as opened: BibTeX counts those of \{ too."""
    depth = 0
    for sign in re.findall("[{}]", value):
        depth += 1 if sign == "{" else -1
        if depth < 0:
            break
    return tex.escaped(readable(value)) if depth else value


def _paragraphs(text: str) -> str:
    return "\n\n".join(map(tex.escaped, text.split("\n\n")))
