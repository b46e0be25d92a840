"""The JSON of each command, for people: which shape it has, and the keys of every shape."""

from collections.abc import Mapping
from typing import cast

from tui.cli.json_output.schema import schemas

Schema = Mapping[str, object]


def lists() -> str:
    """The shape of each command, then each shape with its keys and their JSON Schema."""
    parts = cast(dict[str, Schema], schemas()["$defs"])
    commands = cast(dict[str, Schema], parts.pop("commands"))
    lines = ["| command | prints |", "| --- | --- |"]
    lines += [f"| `{name}` | {_kind(schema)} |" for name, schema in commands.items()]
    lines += ["", "The shapes; `?` stands behind a key that may be left out:"]
    for name, schema in parts.items():
        required = cast(list[str], schema["required"])
        properties = cast(dict[str, Schema], schema["properties"])
        lines += ["", f"**{name}.** {schema['description']}", ""]
        lines += [
            f"- `{key}{'' if key in required else '?'}`: {_kind(value)}"
            for key, value in properties.items()
        ]
    return "\n".join(lines)


def _kind(schema: Schema) -> str:
    """A schema in words: "list of Paper", "string or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rpartition("/")[2]
    if "anyOf" in schema:
        return " or ".join(map(_kind, cast(list[Schema], schema["anyOf"])))
    if schema["type"] == "array":
        return f"list of {_kind(cast(Schema, schema['items']))}"
    if schema["type"] == "object":
        return f"object of {_kind(cast(Schema, schema['additionalProperties']))}"
    return " or ".join(schema["type"]) if isinstance(schema["type"], list) else str(schema["type"])
