"""The notice of what just happened, over the status bar."""

from __future__ import annotations

from textual._styles_cache import StylesCache
from textual.notifications import Notification, Notify, SeverityLevel
from textual.screen import Screen

from search import lines


class Notices:
    """The toasts of `screen`; the newest takes the place of the one before."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._newest: Notification | None = None

    def say(self, message: str, severity: SeverityLevel) -> None:
        """Show what happened."""
        self._take_back()
        timeout = self._screen.app.NOTIFICATION_TIMEOUT
        self._newest = Notification(
            lines(message), severity=severity, timeout=timeout, markup=False
        )
        self._screen.app.post_message(Notify(self._newest))

    def _take_back(self) -> None:
        if self._newest:  # Textual's own way takes all away, also what is wrong with the settings
            app = self._screen.app
            app._unnotify(self._newest, refresh=False)
            # With what Textual wraps each toast in, and would leave behind. Not by a selector of
            # its own, since Textual keeps a thousand of them; as many dead toasts it keeps here.
            name = f"--textual-toast-{self._newest.identity}"
            for screen in app.screen_stack:
                for holder in screen.query("ToastHolder"):
                    if holder.id == name:
                        holder.remove()
            StylesCache.get_inner_outer.cache_clear()
