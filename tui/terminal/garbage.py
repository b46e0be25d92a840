"""Looking for garbage when no key is answered: going through all objects takes longer than a frame.

Textual's strips hold themselves, so there is garbage with every frame.
"""

import gc
import time

from textual.strip import Strip

# Objects made before the young are looked through, and then how often the older ones are. While
# keys come without a rest, this bounds what garbage there can be: all is looked through about once
# in a hundred keys. At 200, a reader whose keys never rested grew by 60 MB.
_THRESHOLDS = (5_000, 10, 5)
_REST_S = 1.0  # without a key


def begin() -> None:
    """Look for garbage from now on; what is here now stays, and is not looked at."""
    gc.freeze()
    gc.set_threshold(*_THRESHOLDS)
    gc.enable()


def pause() -> None:
    """Look for none until the next `Garbage.look`: much is made now, and next to none goes."""
    if gc.get_threshold() == _THRESHOLDS:
        gc.disable()


class Garbage:
    """Collects garbage when keys rest, once `begin` was called."""

    def __init__(self) -> None:
        self._last_key = 0.0
        self._is_new = False  # whether keys came since the last time

    def keyed(self) -> None:
        """A key came."""
        self._last_key = time.monotonic()
        self._is_new = True

    def look(self) -> None:
        """Collect, if the keys rest; to be called again and again."""
        if gc.get_threshold() != _THRESHOLDS:
            return
        gc.enable()
        if self._is_new and time.monotonic() - self._last_key > _REST_S:
            self._is_new = False
            # Textual keeps 16,384 styles here, 10 MB: to it, each place on the screen has its own.
            Strip.render_ansi.cache_clear()
            gc.collect()
            from tui.terminal import allocator  # not before the first frame

            allocator.give_back()
