"""How much of files of references comes out again: python measure_survival.py FILE...

Each file goes into an empty library and comes out in its own format. Of the records of the export
with the same citation key or title, a record of the source is paired with the one that has most of
its values: files repeat keys and titles of different works. Each value of the source is looked for
under its name in the export, by its letters and digits. Printed are a line for each file, and for
each field of which something is lost. No export can give a key twice.
"""

import io
import sys
import tempfile
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from search import Library, Paths
from search.model.record import Marked, Record
from search.sources import read
from search.sources.formats.bibtex import KEY, TYPE
from search.text.tex.read import readable

# The format in which an export is written, by the format of the record.
_FORMATS = {"bibtex": "bibtex", "ris": "ris", "csl-json": "csl-json"}
# BibLaTeX has names of its own for fields of BibTeX.
_SAME = {"journaltitle": "journal", "address": "location", "school": "institution"}


def main(files: Iterable[str]) -> None:
    """Print what survives of each file."""
    for file in files:
        data = Path(file).read_bytes()
        source = list(_records(data, file))
        formats = {_FORMATS[record.format] for record in source if record.format in _FORMATS}
        for format_ in formats:
            export = list(_records(_exported(file, format_), f"export.{format_}"))
            _report(Path(file).name, source, export)


def _records(data: bytes, name: str) -> Iterator[Record]:
    for each in read(io.BytesIO(data), name):
        if isinstance(each, Record | Marked):
            yield each if isinstance(each, Record) else each.record


def _exported(file: str, format_: str) -> bytes:
    with tempfile.TemporaryDirectory() as folder:
        library = Library(Paths.under(Path(folder)), with_starter=False)
        library.import_files([file])
        stream = io.StringIO()
        library.export("*", format_, stream)
        library.close()
    return stream.getvalue().encode()


def _report(name: str, source: list[Record], export: list[Record]) -> None:
    known = defaultdict[str, list[set[tuple[str, str]]]](list)
    for record in export:
        values = set(_values(record))
        for each in _names(record):
            known[each].append(values)
    had, kept = Counter[str](), Counter[str]()
    for record in source:
        wanted = list(_values(record))
        like = [values for each in _names(record) for values in known[each]]
        pair = max(like, key=lambda values: len(values.intersection(wanted)), default=set())
        had.update(field for field, _ in wanted)
        kept.update(field for field, letters in wanted if (field, letters) in pair)
    whole = 100 * kept.total() / max(had.total(), 1)
    print(f"{name}: {len(source):,} records, {kept.total():,} of {had.total():,} = {whole:.2f} %")
    for field, count in had.most_common():
        if kept[field] < count:
            print(f"    {field:24} {kept[field]:6,} of {count:6,}")


def _names(record: Record) -> Iterator[str]:
    yield record.paper.title_id
    if record.paper.citation_key:
        yield f"key {record.paper.citation_key}"


def _values(record: Record) -> Iterator[tuple[str, str]]:
    for name, value in record.fields:
        field = name if name in (TYPE, KEY) or record.format != "bibtex" else name.lower()
        if letters := _letters(value):
            yield _SAME.get(field, field), letters


def _letters(value: str) -> str:
    plain = unicodedata.normalize("NFKD", readable(value)).casefold()
    return "".join(filter(str.isalnum, plain))


if __name__ == "__main__":
    main(sys.argv[1:])
