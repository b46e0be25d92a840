"""The command as a shell calls it, and what it may print."""

import re
from collections.abc import Callable
from typing import NamedTuple

# What acts on a terminal, or reorders what stands around it.
ACTING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Ran(NamedTuple):
    """What became of a command."""

    status: int
    out: str
    err: str

    @property
    def messages(self) -> list[str]:
        """The lines of standard error, each of which must be a message of ours."""
        lines = self.err.splitlines()
        assert all(line.startswith("broadsheet: ") for line in lines), self.err
        return lines


Run = Callable[..., Ran]
