"""The first keys to know, shown until one is pressed."""

from collections.abc import Sequence

from textual.app import ComposeResult
from textual.containers import Container
from textual.content import Content
from textual.widgets import Static


class Welcome(Container, can_focus=False):
    """A quiet panel over a corner of the screen; it takes no key and moves nothing."""

    def __init__(self, keys: Sequence[tuple[str, str, str]], *, id: str) -> None:  # noqa: A002  Textual's own name
        super().__init__(id=id)
        self._keys = keys  # each with a word and its command's id

    def compose(self) -> ComposeResult:
        """A line for each key."""
        width = max((len(key) for key, _, _ in self._keys), default=0) + 2
        lines = [
            Content.styled(f"{key:<{width}}", "bold $text-accent") + Content(word)
            for key, word, _ in self._keys
        ]
        title = Content.styled("Five keys to begin with", "bold")
        yield Static(Content("\n").join([title, *lines]), id="welcome-keys")
