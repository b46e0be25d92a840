"""The JSON documents that commands print: a contract, so all of them are made here.

What the commands of tui/cli/commands/X.py print is made by X.py here, and its shape is in
shapes/X.py. Missing is null, never 0 and never "". Times of day are in UTC; `took_s` is in seconds.
"""

from datetime import UTC, datetime


def moment(when: int | None) -> str | None:
    """A moment in ms since 1970 as 2026-09-24T06:30:00Z."""
    if when is None:
        return None
    return f"{datetime.fromtimestamp(when / 1000, UTC):%Y-%m-%dT%H:%M:%SZ}"
