"""The shape of the JSON document of each command; schema.py describes them.

A document has all keys of its shape and no others, but for those that are NotRequired. What is
missing is null. Dates are as precise as their source: "2024", "2024-06" or "2024-06-03". Times
of day are in UTC, as "2026-09-24T06:30:00Z"; `took_s` is in seconds.
"""

from tui.cli.json_output.shapes.changes import Changed, Redone, SavedView, Undone
from tui.cli.json_output.shapes.document import Document
from tui.cli.json_output.shapes.fulltext import CachedTexts, CitedWorks, Cleared, Fetched
from tui.cli.json_output.shapes.helping import Completion, QueryForm
from tui.cli.json_output.shapes.intake import Feeds, Imported, StarterRemoved, Synced
from tui.cli.json_output.shapes.lookup import Found, Learned, Paper, Tag
from tui.cli.json_output.shapes.output import Digest, Mailed, Written
from tui.cli.json_output.shapes.setup import Checks, Key
from tui.cli.json_output.shapes.upkeep import (
    BackedUp,
    Places,
    Rebuilt,
    Recovered,
    Restored,
    Statistics,
    Status,
)

# What each command prints with --json; options that change that stand behind its name.
SHAPES: dict[str, object] = {
    "import": Imported,
    "sync": Synced,
    "sync --list": Feeds,
    "add": Imported,
    "starter": StarterRemoved,
    "search": Found,
    "related": Found,
    "show": Paper,
    "foryou": Found,
    "foryou --explain": Learned,
    "foryou --without": Learned,
    "foryou --pin": Learned,
    "foryou --reset": Learned,
    "read": Document,
    "fetch": Fetched,
    "cache": CachedTexts,
    "cache --clear": Cleared,
    "references": CitedWorks,
    "mark": Changed,
    "remove": Changed,
    "split": Changed,
    "join": Changed,
    "undo": Undone,
    "redo": Redone,
    "tags": list[Tag],
    "view": list[SavedView],
    "export": list[Paper],
    "export --output": Written,
    "digest": Digest,
    "digest --output": Written,
    "digest --mail": Mailed,
    "status": Status,
    "stats": Statistics,
    "rebuild": Rebuilt,
    "backup": BackedUp,
    "restore": Restored,
    "recover": Recovered,
    "paths": Places,
    "keys": list[Key],
    "doctor": Checks,
    "completion": Completion,
    "help query": list[QueryForm],
}
