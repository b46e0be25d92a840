"""What just happened, told for a moment, and never over the row at work."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from textual.notifications import Notification, Notify, SeverityLevel

from search import lines

if TYPE_CHECKING:
    from tui.reader.screen import Reader
    from tui.terminal.copy_open import Told


class Notices:
    """The toasts of `reader`; the newest takes the place of the one before."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self._newest: Notification | None = None

    def tell(self, message: str, severity: SeverityLevel = "information") -> None:
        """Say what happened."""
        self._take_back()
        self._newest = Notification(lines(message), severity=severity, markup=False)
        self.make_way()
        self._reader.app.post_message(Notify(self._newest))

    def tell_when_done(self, do: Callable[[], Told]) -> None:
        """Do something that may take a while, then say how it went."""

        def work() -> None:
            told = do()
            severity: SeverityLevel = "information" if told.done else "warning"
            self._reader.app.call_from_thread(self.tell, told.text, severity)

        self._reader.run_worker(work, thread=True, group="links")

    def _take_back(self) -> None:
        if self._newest:  # Textual's own way takes all away, also what is wrong with the settings
            app = self._reader.app
            app._unnotify(self._newest, refresh=False)
            # With what Textual wraps each toast in, and would leave behind.
            for screen in app.screen_stack:
                screen.query(f"#--textual-toast-{self._newest.identity}").remove()

    def make_way(self) -> None:
        """Stand where the cursor is not."""
        racks = self._reader.query_children("ToastRack")
        racks.set_class(self._reader.papers.cursor_is_low, "-above")
