"""What the session asks of its surroundings: someone who draws it, and threads that work for it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from search import Imported, LibraryError, Synced
    from tui.listing import Viewport

Result = TypeVar("Result")


class Watcher(Protocol):
    """Draws a session: each method says what is to be drawn anew."""

    def list_changed(self, offset: int | None, *, same: bool) -> None:
        """Other results: `offset` rows are scrolled past, if given; `same`: of the same search."""

    def rows_changed(self) -> None:
        """Rows of the list were loaded, or are different."""

    def cursor_changed(self) -> None:
        """The cursor stands on another row."""

    def paper_opened(self) -> None:
        """The cursor rests, and the paper under it is loaded."""

    def paper_changed(self) -> None:
        """The paper under the cursor is different."""

    def query_changed(self) -> None:
        """The query is another than the one that was typed."""

    def status_changed(self) -> None:
        """Counts, views, selection or activity are different."""

    def synced(self, synced: Synced) -> None:
        """The feeds were fetched."""

    def fetched(self, name: str, added: Imported) -> None:
        """The paper with an id was fetched, or could not be."""

    def starter_left(self, gone: int, kept: int) -> None:
        """That many starter papers made room for others, and that many stay."""

    def repaired(self, sentence: str) -> None:
        """A damaged file of the cache was rebuilt."""

    def failed(self, error: LibraryError) -> None:
        """The library can no longer be read."""

    def viewport(self) -> Viewport:
        """The part of the list that is on screen now."""


class Job(Protocol):
    """Work off the thread that draws, as it sees itself."""

    def cancelled(self) -> bool:
        """Whether newer work has taken its place."""

    def progress(self, text: str) -> None:
        """Report what it is doing."""


class Jobs(Protocol):
    """Runs work off the thread that draws; in each group the newest takes the others' place."""

    def run(
        self,
        group: str,
        work: Callable[[Job], Result],
        done: Callable[[Result], None] | None = None,
        failed: Callable[[LibraryError], None] | None = None,
    ) -> None:
        """Run `work`, then `done` with its result, or `failed`, on the thread that draws."""

    async def wait(self, group: str) -> None:
        """Wait for the work of `group`."""
