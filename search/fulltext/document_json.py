"""A document as the JSON of `broadsheet read --format json`, and back, exactly.

Keys that are needed for the screen alone stand only where they say something.
"""

from collections.abc import Iterable, Mapping
from typing import cast

from search.errors import LibraryError
from search.fulltext.document import (
    Block,
    Cell,
    Cite,
    Document,
    Figure,
    FootnoteMark,
    Link,
    Math,
    Merged,
    Reference,
    Section,
    Span,
    Table,
    Text,
)

Json = dict[str, object]


def to_json(document: Document) -> Json:
    """The document as values that the module json writes."""
    return {
        "id": document.id,
        "version": document.version,
        "from": document.source,
        "title": document.title,
        "sections": [
            {"id": each.id, "level": each.level, "number": each.number, "title": each.title}
            for each in document.sections
        ],
        "blocks": [_block(block) for block in document.blocks],
        "references": references_to_json(document.references),
        "figures": [
            {"id": each.id, "number": each.number, "caption": each.caption}
            | _stated(images=list(each.images))
            for each in document.figures
        ],
        "tables": [
            {
                "id": each.id,
                "number": each.number,
                "caption": each.caption,
                "rows": each.rows,
                "columns": each.columns,
            }
            for each in document.tables
        ],
        "problems": list(document.problems),
    }


def from_json(value: object) -> Document:
    """The document that `to_json` gave `value` for. Raises LibraryError for any other value."""
    try:
        top = _object(value)
        return Document(
            id=_text_or_none(top["id"]),
            version=_number_or_none(top["version"]),
            source=_text(top["from"]),
            title=_text(top["title"]),
            sections=tuple(_read_section(_object(each)) for each in _list(top["sections"])),
            blocks=tuple(_read_block(_object(each)) for each in _list(top["blocks"])),
            references=references_from_json(top["references"]),
            figures=tuple(_read_figure(_object(each)) for each in _list(top["figures"])),
            tables=tuple(_read_table(_object(each)) for each in _list(top["tables"])),
            problems=_texts(top["problems"]),
        )
    except (KeyError, TypeError) as error:
        raise LibraryError(f"the document is damaged: {error}; fetch the paper again") from error


def references_to_json(references: Iterable[Reference]) -> list[Json]:
    """References as values that the module json writes."""
    return [_reference(each) for each in references]


def references_from_json(value: object) -> tuple[Reference, ...]:
    """The references that `references_to_json` gave `value` for.

    Raises LibraryError for any other value.
    """
    try:
        return tuple(_read_reference(_object(each)) for each in _list(value))
    except (KeyError, TypeError) as error:
        raise LibraryError(f"the references are damaged: {error}; fetch the paper again") from error


def _stated(**values: object) -> Json:
    return {name: value for name, value in values.items() if value not in (None, 0, [])}


def _block(block: Block) -> Json:
    return {
        "kind": block.kind,
        "section": block.section,
        "id": block.id,
        "spans": _spans(block.spans),
        "rows": [[_spans(cell) for cell in row] for row in block.rows],
    } | _stated(
        level=block.level,
        anchors=list(block.anchors),
        merged=[[each.row, each.column, each.rows, each.columns] for each in block.merged],
        head=block.head,
        line_numbers=list(block.line_numbers),
    )


def _spans(spans: Iterable[Span]) -> list[Json]:
    return [_span(span) for span in spans]


def _span(span: Span) -> Json:
    match span:
        case Text(text, style):
            return {"text": text} | _stated(style=style)
        case Math(math, tex, display, number, rows, base):
            return {"math": math, "tex": tex, "display": display, "number": number} | _stated(
                rows=list(rows), base=base
            )
        case Cite(target, text):
            return {"cite": target, "text": text}
        case Link(target, text):
            return {"link": target, "text": text}
        case FootnoteMark(target, mark):
            return {"footnote": target, "mark": mark}


def _reference(each: Reference) -> Json:
    return {
        "id": each.id,
        "label": each.label,
        "text": each.text,
        "doi": each.doi,
        "arxiv": each.arxiv,
        "paper": each.paper,
    } | _stated(title=each.title, year=each.year, link=each.link)


def _read_section(each: Mapping[str, object]) -> Section:
    return Section(
        _text(each["id"]),
        _number(each["level"]),
        _text_or_none(each["number"]),
        _text(each["title"]),
    )


def _read_block(each: Mapping[str, object]) -> Block:
    return Block(
        kind=_text(each["kind"]),
        section=_text_or_none(each["section"]),
        id=_text_or_none(each["id"]),
        spans=_read_spans(each["spans"]),
        rows=tuple(tuple(map(_read_spans, _list(row))) for row in _list(each["rows"])),
        level=_number(each.get("level", 0)),
        anchors=_texts(each.get("anchors", [])),
        merged=tuple(
            Merged(*map(_number, _list(place))) for place in _list(each.get("merged", []))
        ),
        head=_number(each.get("head", 0)),
        line_numbers=_texts(each.get("line_numbers", [])),
    )


def _read_spans(value: object) -> Cell:
    return tuple(_read_span(_object(each)) for each in _list(value))


def _read_span(each: Mapping[str, object]) -> Span:
    if "math" in each:
        return Math(
            _text(each["math"]),
            _text(each["tex"]),
            each["display"] is True,
            _text_or_none(each["number"]),
            _texts(each.get("rows", [])),
            _number(each.get("base", 0)),
        )
    if "cite" in each:
        return Cite(_text_or_none(each["cite"]), _text(each["text"]))
    if "link" in each:
        return Link(_text_or_none(each["link"]), _text(each["text"]))
    if "footnote" in each:
        return FootnoteMark(_text(each["footnote"]), _text(each["mark"]))
    return Text(_text(each["text"]), _text_or_none(each.get("style")))


def _read_reference(each: Mapping[str, object]) -> Reference:
    return Reference(
        id=_text(each["id"]),
        label=_text_or_none(each["label"]),
        text=_text(each["text"]),
        doi=_text_or_none(each["doi"]),
        arxiv=_text_or_none(each["arxiv"]),
        paper=_text_or_none(each["paper"]),
        title=_text_or_none(each.get("title")),
        year=_number_or_none(each.get("year")),
        link=_text_or_none(each.get("link")),
    )


def _read_figure(each: Mapping[str, object]) -> Figure:
    return Figure(
        _text(each["id"]),
        _text_or_none(each["number"]),
        _text(each["caption"]),
        _texts(each.get("images", [])),
    )


def _read_table(each: Mapping[str, object]) -> Table:
    return Table(
        _text(each["id"]),
        _text_or_none(each["number"]),
        _text(each["caption"]),
        _number(each["rows"]),
        _number(each["columns"]),
    )


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise TypeError("an object is expected")
    return cast(Mapping[str, object], value)


def _list(value: object) -> list[object]:
    if not isinstance(value, list):
        raise TypeError("a list is expected")
    return cast(list[object], value)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("text is expected")
    return value


def _text_or_none(value: object) -> str | None:
    return None if value is None else _text(value)


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(_text, _list(value)))


def _number(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError("a number is expected")
    return value


def _number_or_none(value: object) -> int | None:
    return None if value is None else _number(value)
