"""What is wrong with the settings, told when the reader starts and by `broadsheet keys`."""

from collections.abc import Iterator

from textual.theme import BUILTIN_THEMES

from search import Config
from tui.appearance.themes import THEMES
from tui.keys.keymap import Keymap


def problems(config: Config, keymap: Keymap) -> Iterator[str]:
    """Each problem as a sentence, with the line that it stands in."""
    yield from config.problems
    known = {*BUILTIN_THEMES, *(theme.name for theme in THEMES)}
    if config.theme is not None and config.theme not in known:
        yield config.lines.told(
            "theme", f"there is no theme {config.theme!r}; the palette lists them"
        )
    yield from keymap.problems
