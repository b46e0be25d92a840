"""The JSON of keys and doctor."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.setup as shapes
    from search import Check
    from tui.keys.table import Command


def keys(commands: Iterable["Command"]) -> list["shapes.Key"]:
    """`keys`: every command of the reader with its keys, by Textual's names of them."""
    return [
        {"id": each.id, "keys": each.keys.split(",") if each.keys else [], "help": each.help}
        for each in commands
    ]


def checks(checks: Sequence["Check"]) -> "shapes.Checks":
    """`doctor`."""
    return {
        "ok": all(check.ok for check in checks),
        "checks": [{"name": each.name, "ok": each.ok, "what": each.what} for each in checks],
    }
