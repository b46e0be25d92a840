"""The shapes of all documents as JSON Schema (draft 2020-12)."""

import types
from collections.abc import Mapping
from typing import Union, get_args, get_origin, get_type_hints, is_typeddict

from tui.cli.json_output.shapes import SHAPES

Json = dict[str, object]

_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_SIMPLE = {str: "string", int: "integer", float: "number", bool: "boolean", type(None): "null"}


def schemas(command: str | None = None) -> Json:
    """One document: a schema for each command, under `$defs/commands`, and those of the parts.

    Where `command` names one, those of its forms.
    """
    parts: Json = {}
    commands: Json = {
        name: _schema(shape, parts)
        for name, shape in SHAPES.items()
        if command in (None, name.split()[0])
    }
    return {"$schema": _DRAFT, "$defs": {"commands": commands, **dict(sorted(parts.items()))}}


def _schema(shape: object, parts: Json) -> Json:
    """The schema of a type; what a TypedDict has goes into `parts`, under its name."""
    if is_typeddict(shape):
        name = getattr(shape, "__name__", "")
        if name not in parts:
            parts[name] = {}  # so that a shape may hold its own kind
            parts[name] = _object(shape, parts)
        return {"$ref": f"#/$defs/{name}"}
    origin, arguments = get_origin(shape), get_args(shape)
    if origin is list:
        return {"type": "array", "items": _schema(arguments[0], parts)}
    if origin is dict:
        return {"type": "object", "additionalProperties": _schema(arguments[1], parts)}
    if origin in (types.UnionType, Union):
        kinds = [_schema(each, parts) for each in arguments]
        if all(kind.keys() == {"type"} for kind in kinds):
            return {"type": [kind["type"] for kind in kinds]}
        return {"anyOf": kinds}
    return {"type": _SIMPLE[shape]}  # type: ignore[index]  # what is not known raises KeyError


def _object(shape: object, parts: Json) -> Json:
    hints: Mapping[str, object] = get_type_hints(shape)
    required: frozenset[str] = getattr(shape, "__required_keys__", frozenset())
    return {
        "description": " ".join((getattr(shape, "__doc__", None) or "").split()),
        "type": "object",
        "properties": {name: _schema(each, parts) for name, each in hints.items()},
        "required": [name for name in hints if name in required],
        "additionalProperties": False,
    }
