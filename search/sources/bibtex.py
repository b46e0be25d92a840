"""BibTeX and BibLaTeX, with what people and programs write into them.

Each entry is cut out and parsed on its own: a brace that is not closed spoils one entry and
not the rest of the file, and what is wrong is told with its line.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records, streams
from search.sources.json_values import day
from search.text import links
from search.text.clean import paragraphs
from search.text.tex.read import readable

Entry = dict[str, str]

_ENCODING = re.compile(rb"%\s*Encoding:\s*([\w-]+)", re.IGNORECASE)
_ENTRY = re.compile(r"^[ \t]*@\s*([A-Za-z]+)\s*([{(])", re.MULTILINE)
# Nobody asks for the key, and it may be missing, empty, or hold what BibTeX forbids.
_KEY = re.compile(r"(@\s*\w+\s*[{(])(?:[^,={}\"]*,)?")
_NO_PAPERS = frozenset(["comment", "preamble"])
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LINKED = ("url", "urls", "howpublished", "note", "addendum", "annotation")
_ARXIV = re.compile(r"arxiv[:\s]+(\S+)", re.IGNORECASE)


class _Macros(dict[str, str]):
    """The file's abbreviations, in any case; an unknown one stands for itself."""

    def __setitem__(self, name: str, value: str) -> None:
        super().__setitem__(name.lower(), value)

    def __getitem__(self, name: str) -> str:
        return self.get(name.lower(), name)


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The papers of a file; an entry without a title is Skipped, as are others' damaged fields."""
    data = streams.whole(stream, name)
    claimed = _ENCODING.search(data[:1024])
    text = decoding.decoded(data, claimed[1].decode() if claimed else None)
    yield from records.read(_records(text, name), _record, name)


def _records(text: str, name: str) -> Iterator[tuple[int, Entry | Skipped]]:
    # Imported where a file needs it: it takes 60 ms.
    from pybtex.database.input.bibtex import LowLevelParser
    from pybtex.scanner import PybtexSyntaxError

    macros = _Macros()
    starts = list(_ENTRY.finditer(text))
    if not starts:
        raise SourceError(f"{name} holds no BibTeX entries: name its format with --format")
    ends = [*(start.start() for start in starts[1:]), len(text)]
    line, counted = 1, 0
    for start, end in zip(starts, ends, strict=True):
        line += text.count("\n", counted, start.start())
        counted = start.start()
        if start[1].lower() in _NO_PAPERS:
            continue
        body = text[start.start() : end].lstrip()
        if start[1].lower() != "string":
            body = _KEY.sub(r"\1-,", body, count=1)
        wrong: list[PybtexSyntaxError] = []
        for kind, content in LowLevelParser(body, macros=macros, handle_error=wrong.append):
            if kind.lower() != "string":
                yield line, _fields(content[1])
            break  # what follows the entry is a remark
        for error in wrong[:1]:
            at = line + error.lineno - 1
            yield at, Skipped(name, at, f"an entry was read only up to here: {error.args[0]}")


def _fields(pairs: list[tuple[str, list[str]]]) -> Entry:
    """Values by lower-case name; of repeated fields the first that says something."""
    fields = Entry()
    for name, parts in pairs:
        value = paragraphs("".join(parts))
        fields[name.lower()] = fields.get(name.lower()) or value
    return fields


def _record(fields: Entry) -> Record:
    def told(*names: str) -> str:
        return next((value for name in names if (value := fields.get(name))), "")

    pages = [link for name in _LINKED for link in links.in_text(fields.get(name, ""))]
    numbers = [told("eprint"), told("arxivid"), told("doi"), *pages]
    numbers += _ARXIV.findall(f"{told('journal', 'journaltitle')} {told('note')}")
    subtitle = told("subtitle")
    title = f"{told('title')}: {subtitle}" if subtitle else told("title")
    paper = Paper(
        title=readable(title),
        abstract=readable(told("abstract", "annote")),
        authors=tuple(_names(told("author"))),
        published=_published(told("date"), told("year"), told("month")),
        arxiv=next(filter(None, map(links.arxiv_id, numbers)), None),
        doi=told("doi"),
        url=next(iter(pages), None),
        links=tuple(link for link in pages if link != pages[0] or links.repository(link)),
        keywords=tuple(map(readable, re.split("[,;]", told("keywords", "mendeley-tags")))),
        categories=(told("primaryclass", "eprintclass"),),
        sources=("bibtex",),
    )
    return Record(paper, "bibtex")


def _names(written: str) -> Iterator[str]:
    """ "Ada Byron" of "Byron, Ada" and of "Ada Byron", from names apart by "and"."""
    from pybtex.bibtex.utils import split_name_list, split_tex_string

    for name in split_name_list(written):
        parts = split_tex_string(name, ",")
        last, given = parts[0], parts[-1] if parts[1:] else ""
        if name != "others":
            yield readable(" ".join((given, last, *parts[1:-1])).replace("~", " "))


def _published(told: str, year: str, month: str) -> PartialDate | None:
    """The day of a date; of year and month, told by number or name, the first."""
    name = month[:3].lower()
    number = _MONTHS.index(name) + 1 if name in _MONTHS else month
    return day(told) or day(f"{year}-{number}") or day(year)
