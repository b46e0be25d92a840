"""What every command prints with --json, compared with the schema that is promised for it."""

import json
from collections.abc import Sequence
from functools import cache

import jsonschema

from tui.cli.json_output.schema import schemas

_OPTIONS = {
    "sync": ("--list",),
    "foryou": ("--explain", "--without", "--pin", "--reset"),
    "cache": ("--clear",),
    "export": ("--output",),
    "digest": ("--output", "--mail"),
    "help": ("query",),
}


@cache
def _validator(command: str) -> jsonschema.Draft202012Validator:
    schema = schemas()
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator({**schema, "$ref": f"#/$defs/commands/{command}"})


def assert_as_promised(arguments: Sequence[str], out: str) -> None:
    """Fail where what a command printed is not as its schema says."""
    named = ["--output" if each == "-o" else each for each in arguments]
    command = named[0] if named[0] != "--json" else named[1]
    option = next((each for each in _OPTIONS.get(command, ()) if each in named), "")
    if command == "help" and not option:
        jsonschema.Draft202012Validator.check_schema(json.loads(out))
    else:
        _validator(f"{command} {option}".strip()).validate(json.loads(out))
