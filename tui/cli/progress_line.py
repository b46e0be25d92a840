"""The progress of a command, on a terminal."""

import time
from typing import TextIO

from tui.appearance import wording
from tui.cli.text_output.lines import fulltexts, one_line, papers


class ProgressLine:
    """The progress of long work as a line on a terminal; silent elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._shown = False
        self._began: float | None = None

    def read(self, done: int) -> None:
        """Show how many papers were read."""
        self._show(f"read {papers(done)}")

    def synced(self, feed: str, done: int) -> None:
        """Show how many papers of a feed came."""
        self._show(f"{one_line(feed)}: {papers(done)}")

    def indexed(self, done: int, total: int) -> None:
        """Show how many papers of all were indexed."""
        if self._began is None:
            self._began = time.monotonic()
        elapsed = time.monotonic() - self._began
        self._show(f"indexing {wording.progress(done, total, elapsed)}")

    def fetching(self, name: str) -> None:
        """Show that a full text is on its way, or opened."""
        self._show(f"opening {one_line(name)}")

    def fetched(self, done: int, total: int) -> None:
        """Show how many full texts of all were fetched."""
        self._show(f"fetched {done:,} of {fulltexts(total)}")

    def end(self) -> None:
        """Leave a clean line."""
        if self._stream and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self, line: str) -> None:
        if self._stream:
            self._stream.write(f"\r\x1b[K{line}")
            self._stream.flush()
            self._shown = True
