"""What keys and doctor print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.text_output.lines import one_line, pairs

if TYPE_CHECKING:
    from search import Check
    from tui.keys.table import Command


def keys(commands: Sequence[Command]) -> str:
    """The key map, a command a line."""
    return pairs({f"{c.id:<24}{c.shown_keys}": c.help for c in commands})


def checks(checks: Sequence[Check]) -> str:
    """The checks of `doctor`, one a line; a failed one begins with FAIL."""
    width = max(len(check.name) for check in checks)
    return "\n".join(
        f"{'ok' if check.ok else 'FAIL':<4}  {check.name:<{width}}  {one_line(check.what)}"
        for check in checks
    )
