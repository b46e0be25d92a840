"""A whole paper as text, as Markdown or as JSON."""

import json
from dataclasses import replace
from typing import TextIO

from search.errors import LibraryError
from search.fulltext.document import Document
from search.fulltext.document_json import to_json
from search.fulltext.writing import markdown, text

FULLTEXT_FORMATS = ("text", "markdown", "json")


def write_fulltext(
    document: Document,
    format: str,  # noqa: A002  the command line's word
    stream: TextIO,
    *,
    section: str | None = None,
) -> None:
    """Write a paper, or one section of it with those below, in one of FULLTEXT_FORMATS.

    `section` is the id, the number or the title of one. Raises LibraryError where there is no
    such section.
    """
    if section is not None:
        document = only_section(document, section)
    if format == "json":
        json.dump(to_json(document), stream, ensure_ascii=False, indent=2)
        stream.write("\n")
        return
    lines = (markdown if format == "markdown" else text).lines(document)
    stream.writelines(f"{line}\n" for line in lines)


def only_section(document: Document, name: str) -> Document:
    """The document with one section and those below it. Raises LibraryError where it is none."""
    section = document.section_named(name)
    if section is None:
        known = ", ".join(each.number or each.title for each in document.sections[:20])
        raise LibraryError(f"unknown section {name!r}; the sections are {known or 'none'}")
    names = set(document.subsections(section.id))
    blocks = tuple(document.within(section.id))
    tables = {block.id for block in blocks}
    has_blocks = bool(blocks)
    return replace(
        document,
        sections=tuple(each for each in document.sections if each.id in names),
        blocks=blocks,
        references=() if has_blocks else document.references,
        figures=tuple(each for each in document.figures if each.id in tables),
        tables=tuple(each for each in document.tables if each.id in tables),
    )
