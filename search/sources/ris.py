"""RIS as reference managers write it, and the tagged files of Web of Science.

Both are lines of a two-letter tag and a value, and differ in how the tag is set off. They are
read here, line by line, so that a record without an end or a line without a tag is told with
its number.
"""

import re
from collections.abc import Iterator
from typing import BinaryIO

from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records
from search.sources.json_values import day
from search.text import links

Entry = dict[str, list[str]]

_RIS = re.compile(r"([A-Z][A-Z0-9])  ?-(?: (.*)|$)")
_TAGGED = re.compile(r"([A-Z][A-Z0-9])(?: (.*)|$)")
_FRAME = frozenset(["FN", "VR", "EF"])  # the file's own tags


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The papers of a file; a record without a title, or text outside of records, is Skipped."""
    yield from records.read(_records(decoding.text(stream, name), name), _record, name)


def _records(text: str, name: str) -> Iterator[tuple[int, Entry | Skipped]]:
    line_of = _RIS if re.search(r"^TY  ?-", text, re.MULTILINE) else _TAGGED
    start, fields, last = 0, Entry(), ""
    for number, line in enumerate(text.split("\n"), 1):
        found = line_of.match(line)
        tag = found[1] if found else ""
        if fields and tag in ("ER", "TY", "PT"):
            yield start, fields
            fields = Entry()
        if tag == "ER" or tag in _FRAME or not line.strip():
            continue
        if found and (fields or tag in ("TY", "PT")):
            start = start if fields else number
            last = tag
            fields.setdefault(tag, []).append((found[2] or "").strip())
        elif not fields:
            yield number, Skipped(name, number, f"outside of any record: {line[:60]!r}")
        elif line_of is _TAGGED and last in ("AU", "AF"):  # a name a line
            fields[last].append(line.strip())
        else:
            fields[last][-1] += f" {line.strip()}"
    if fields:
        yield start, fields


def _record(fields: Entry) -> Record:
    def every(*tags: str) -> list[str]:
        return next((found for tag in tags if any(found := fields.get(tag, []))), [])

    def first(*tags: str) -> str:
        return next(iter(every(*tags)), "")

    told = [value for tag in ("UR", "L2", "LK", "N1") for value in fields.get(tag, [])]
    urls = [link for value in told for link in links.in_text(value)]
    numbers = [*urls, *every("L1"), *every("AN", "M3")]
    paper = Paper(
        title=first("TI", "T1", "CT", "ST"),
        abstract=first("AB", "N2"),
        authors=tuple(map(_name, every("AF", "AU", "A1"))),
        # In Web of Science's files DA is the day of the export.
        published=day(first(*(("DA", "PY", "Y1") if "TY" in fields else ("PY",)))),
        arxiv=next(filter(None, map(links.arxiv_id, numbers)), None),
        doi=next(filter(None, map(links.doi, [*every("DO", "DI"), *urls])), None),
        url=next(iter(urls), None),
        pdf=first("L1"),
        links=tuple(link for link in urls if link != urls[0] or links.repository(link)),
        keywords=tuple(word for value in every("KW", "DE") for word in value.split(";")),
        sources=("ris",),
    )
    return Record(paper, "ris")


def _name(written: str) -> str:
    """ "Ada Byron" of "Byron, Ada"; a name of one part stays."""
    last, _, rest = written.partition(",")
    given, _, suffix = rest.partition(",")
    return " ".join(f"{given} {last} {suffix}".split())
