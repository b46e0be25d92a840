"""Papers and records as the columns of their tables."""

import json
from collections.abc import Mapping, Sequence
from datetime import date

from search.model.dates import PartialDate
from search.model.names import Name
from search.model.paper import DETAILS, Paper
from search.store.sql import split

_LISTS = ("authors", "links", "keywords", "categories", "sources")
_DATES = ("published", "listed")
_DETAILS = (*DETAILS, "remark", "own_id")
# The columns that hold a Paper, in the order of the table, in which rows are read.
COLUMNS = (
    "title", "authors", "published", "listed", "published_as", "listed_as", "arxiv", "doi", "url",
    "pdf", "github", "links", "upvotes", "stars", "keywords", "categories", "sources", "withdrawn",
    "abstract", "summary", "names", "details",
)  # fmt: skip


def columns(paper: Paper) -> list[str | int | None]:
    """The values of COLUMNS."""
    return list(_values(paper).values())


def paper(values: Sequence[object]) -> Paper:
    """The paper whose values of COLUMNS these are."""
    return _paper(dict(zip(COLUMNS, values, strict=True)))


def packed(paper: Paper) -> str:
    """A paper as one JSON text."""
    values = {name: value for name, value in _values(paper).items() if value}
    for name in ("upvotes", "stars"):
        if getattr(paper, name) == 0:
            values[name] = 0
    return json.dumps(values, ensure_ascii=False, separators=(",", ":"))


def unpacked(text: str) -> Paper:
    """The paper that `packed` packed."""
    values: dict[str, object] = json.loads(text)
    return _paper({name: values.get(name) for name in COLUMNS})


def packed_fields(fields: Sequence[tuple[str, str]]) -> str | None:
    """The fields of a record as one JSON text."""
    flat = [text for pair in fields for text in pair]
    return json.dumps(flat, ensure_ascii=False, separators=(",", ":")) if flat else None


def unpacked_fields(text: str | None) -> tuple[tuple[str, str], ...]:
    """The fields that `packed_fields` packed."""
    flat: list[str] = json.loads(text) if text else []
    return tuple(zip(flat[::2], flat[1::2], strict=True))


def shown_date(first: int | None, written: str | None) -> PartialDate | None:
    """A date from its first day, as date.toordinal(), and its EDTF where it is not a day."""
    if written:
        return PartialDate.parse(written)
    return PartialDate.of(date.fromordinal(first)) if first else None


def _values(paper: Paper) -> dict[str, str | int | None]:
    values: dict[str, str | int | None] = {}
    for name in COLUMNS:
        value = getattr(paper, name, None)
        if name in _LISTS:
            value = "\n".join(getattr(paper, name)) or None
        elif name in _DATES:
            values[name] = value and value.first.toordinal()
            continue
        values[name] = value
    for name in _DATES:
        when: PartialDate | None = getattr(paper, name)
        values[f"{name}_as"] = when.edtf if when and (when.precision < 4 or when.circa) else None
    values["withdrawn"] = int(paper.withdrawn)
    divided = any(name.is_divided for name in paper.names)
    values["names"] = "\n".join(name.line for name in paper.names) if divided else None
    values["details"] = _details(paper)
    return values


def _details(paper: Paper) -> str | None:
    told: dict[str, str] = {name: value for name in _DETAILS if (value := getattr(paper, name))}
    if paper.editor_names:
        told["editors"] = "\n".join(name.line for name in paper.editor_names)
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")) if told else None


def _paper(values: Mapping[str, object]) -> Paper:
    made = dict(values)
    for name in _LISTS:
        made[name] = split(made[name])
    for name in _DATES:
        first, written = made[name], made.pop(f"{name}_as")
        made[name] = shown_date(
            first if isinstance(first, int) else None, str(written) if written else None
        )
    made["withdrawn"] = bool(made["withdrawn"])
    lines = made["names"]
    made["names"] = (
        tuple(map(Name.of_line, str(lines).split("\n")))
        if lines
        else tuple(Name(full=name) for name in split(values["authors"]))
    )
    told: dict[str, object] = json.loads(str(made.pop("details") or "{}"))
    editors = tuple(map(Name.of_line, split(told.pop("editors", None))))
    shown = tuple(name.shown for name in editors)
    return Paper.as_stored(**made, **told, editor_names=editors, editors=shown)
