"""The first keys to know, shown until one is pressed."""

from collections.abc import Sequence

from textual.containers import Container
from textual.content import Content
from textual.widgets import Static

from tui.appearance.styles import KEY


class Welcome(Container, can_focus=False):
    """A quiet panel over a corner of the screen; it takes no key and moves nothing."""

    def __init__(self, keys: Sequence[tuple[str, str, str]], *, id: str) -> None:  # noqa: A002  Textual's own name
        # A line for each key; with each comes a word and its command's id.
        width = max((len(key) for key, _, _ in keys), default=0) + 2
        lines = [Content.styled(f"{key:<{width}}", KEY) + Content(word) for key, word, _ in keys]
        title = Content.styled("Keys to begin with", "bold")
        super().__init__(Static(Content("\n").join([title, *lines]), id="welcome-keys"), id=id)
