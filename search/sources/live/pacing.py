"""Questions to one site that keep their distance, from all programs of one person together.

Who asks holds a lock on a file until the answer is there, and leaves the time of the question in
it. The operating system opens the lock when a program ends, however it does.
"""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

from search.files import scratch

_GLANCE_S = 0.1


@contextmanager
def turn(
    file: Path, gap_s: float, clock: Callable[[], float], wait: Callable[[float], None]
) -> Iterator[None]:
    """Wait until nobody else asks and the last question is `gap_s` seconds old; then, the block.

    `clock` gives seconds since 1970; `wait` waits for seconds, and may raise. Raises OSError
    where the file cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(file, os.O_RDWR | os.O_CREAT, 0o600), "r+b") as stream:
        while not _locked(stream):
            if not scratch.flock_works(file.parent):  # it would never be locked
                break
            wait(_GLANCE_S)
        # A clock that was put back must not keep anybody waiting for more than the gap.
        wait(min(_last(stream) + gap_s - clock(), gap_s))
        _write(stream, clock())
        try:
            yield
        finally:
            _unlock(stream)


def _last(stream: BinaryIO) -> float:
    stream.seek(1)
    with suppress(ValueError):
        return float(stream.read(32))
    return 0.0


def _write(stream: BinaryIO, moment: float) -> None:
    stream.seek(0)
    stream.truncate()
    stream.write(b" %.3f" % moment)  # the first byte is what is locked
    stream.flush()


if sys.platform == "win32":
    import msvcrt

    def _locked(stream: BinaryIO) -> bool:
        stream.seek(0)
        with suppress(OSError):
            msvcrt.locking(stream.fileno(), msvcrt.LK_NBLCK, 1)
            return True
        return False

    def _unlock(stream: BinaryIO) -> None:
        stream.seek(0)
        msvcrt.locking(stream.fileno(), msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _locked(stream: BinaryIO) -> bool:
        with suppress(BlockingIOError):
            fcntl.flock(stream, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return True
        return False

    def _unlock(stream: BinaryIO) -> None:
        fcntl.flock(stream, fcntl.LOCK_UN)
