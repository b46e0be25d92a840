"""What glibc's malloc does with memory that is free; nothing where there is another C library."""

import ctypes  # numpy needs it, too
import sys
from contextlib import suppress

_M_ARENA_MAX = -8  # of glibc's malloc.h


def share() -> None:
    """Let all threads take memory from one place.

    Else each thread has its own, which keeps what its largest job needed: the reader grew by a
    tenth in the course of a day.
    """
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 1)


def give_back() -> None:
    """Give free pages back to the system, also those between others that are in use."""
    if sys.platform == "linux":
        with suppress(AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
