"""Leaving the terminal at once: Textual waits up to 0.2 s for the thread that reads keys."""

from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message


class QuickDriver(LinuxDriver):
    """Textual's driver, whose thread that reads keys is let go at the end of the app.

    It then ends by itself. Where the app goes on, as after an editor, it is waited for: what is
    typed is for the other program.
    """

    _is_over = False

    def disable_input(self) -> None:
        """Read no more keys."""
        if not self._app._exit:
            super().disable_input()
            return
        self._is_over = True
        self._key_thread = None
        super().disable_input()
        self.exit_event.set()  # which the line before takes back

    def process_message(self, message: Message) -> None:
        """Hand a key on to the app, while there is one."""
        if not self._is_over:
            super().process_message(message)
