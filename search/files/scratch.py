"""Temporary files that a kill leaves, and the next run removes: each is locked while it is used."""

import contextlib
import os
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import IO

AGE_S = 10.0  # between the making of a file and its lock less time passes

try:
    import fcntl

    _fcntl: ModuleType | None = fcntl
except ImportError:  # Windows, where such files stay
    _fcntl = None


@contextlib.contextmanager
def folder(beside: Path, prefix: str) -> Iterator[Path]:
    """A temporary folder in `beside`, which is created for it, and removed where it stays empty.

    Folders of that prefix that a killed program left are removed before.
    """
    from tempfile import TemporaryDirectory  # every start would wait for it

    beside.mkdir(parents=True, exist_ok=True, mode=0o700)
    remove_left(beside.glob(f"{prefix}*"))
    try:
        with (
            TemporaryDirectory(dir=beside, prefix=prefix, ignore_cleanup_errors=True) as name,
            in_use(Path(name)),
        ):
            yield Path(name)
    finally:
        with contextlib.suppress(OSError):  # it is not empty
            beside.rmdir()


@contextlib.contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Let nobody take `path` for left in the block."""
    if _fcntl is None:
        yield
        return
    opened = os.open(path, os.O_RDONLY)
    try:
        with contextlib.suppress(OSError):  # a file system without locks
            _fcntl.flock(opened, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
        yield
    finally:
        os.close(opened)


def remove_left(paths: Iterator[Path]) -> None:
    """Remove those files and folders that no program uses any more."""
    for path in paths:
        with contextlib.suppress(OSError):
            if _is_left(path):
                shutil.rmtree(path) if path.is_dir() else path.unlink()


def _is_left(path: Path) -> bool:
    """Whether a file or folder is old enough to be locked, and is not. Raises OSError."""
    if _fcntl is None or path.is_symlink() or not (path.is_file() or path.is_dir()):
        return False
    if abs(time.time() - path.stat().st_mtime) < AGE_S:
        return False
    opened = os.open(path, os.O_RDONLY)
    try:
        _fcntl.flock(opened, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    finally:
        os.close(opened)
    return True


def locks_work(folder: Path) -> bool:
    """Whether SQLite can lock files in `folder`; network file systems may lack locks (ENOLCK)."""
    return _fcntl is None or _lockable(folder, _fcntl.lockf)


def flock_works(folder: Path) -> bool:
    """Whether a file in `folder` that nobody else has can be locked by flock."""
    return _fcntl is None or _lockable(folder, _fcntl.flock)


def _lockable(folder: Path, lock: Callable[[IO[bytes], int], None]) -> bool:
    from tempfile import TemporaryFile

    assert _fcntl is not None
    try:
        with TemporaryFile(dir=folder) as file:
            lock(file, _fcntl.LOCK_EX | _fcntl.LOCK_NB)
    except OSError:
        return False
    return True
