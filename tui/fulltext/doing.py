"""What the full text needs the reader for."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.notifications import SeverityLevel

    from search import Marking


@dataclass(frozen=True, slots=True)
class Doing:
    """What the screen needs the reader for, on the paper that is open."""

    command: Callable[[str], Awaitable[None]]  # runs one of the reader's
    mark: Callable[[Marking], Awaitable[None]]
    open_address: Callable[[str], None]  # of the web
    copy: Callable[[str], None]
    add: Callable[[str], None]  # fetches a paper by its id and adds it
    say: Callable[[str, SeverityLevel], None]
