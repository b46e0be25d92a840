"""What is wrong with the settings, reported at startup and by `broadsheet keys`."""

from collections.abc import Collection, Iterator

from search import Config
from tui.appearance.theme_names import NAMES
from tui.keys.keymap import Keymap


def problems(config: Config, keymap: Keymap, themes: Collection[str] = NAMES) -> Iterator[str]:
    """Each problem as a sentence, with its line; `themes` are the names of all that there are."""
    yield from config.problems
    if config.theme is not None and config.theme not in themes:
        yield config.lines.message(
            "theme", f"unknown theme {config.theme!r}; the palette lists them"
        )
    yield from keymap.problems
