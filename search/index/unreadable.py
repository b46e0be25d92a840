"""What is raised where the index cannot be read."""

import errno
from contextlib import AbstractContextManager

from search.errors import MANY_FILES, SHORT_MEMORY, LibraryError
from search.files.damaged import DamagedFileError


class IndexUnreadable(LibraryError):  # noqa: N818  what the folder is, not what went wrong
    """The folder holds no index of this library that can be used; discard it and build it again."""


class IndexDamaged(IndexUnreadable):
    """A file of the index does not hold what was written."""


class FullTextsDamaged(IndexDamaged):
    """A file of the index of full texts does not hold what was written."""


class _Readable:
    """A class, since every search enters it several times: a generator takes four times as long."""

    def __enter__(self) -> None:
        """Do nothing."""

    def __exit__(self, _kind: object, error: BaseException | None, _traceback: object) -> None:
        if isinstance(error, (ValueError, IndexError, OSError)):
            raise unreadable(error) from error


_READABLE = _Readable()


def readable() -> AbstractContextManager[None]:
    """Raise IndexUnreadable for what a damaged file leads to."""
    return _READABLE


def unreadable(error: Exception) -> LibraryError:
    """What to raise for an error that came of reading the index.

    Where files or memory are short, nothing is wrong with the index, and it stays.
    """
    number = getattr(error, "errno", None)
    if number in (errno.EMFILE, errno.ENFILE):
        return LibraryError(MANY_FILES)
    if number == errno.ENOMEM or isinstance(error, MemoryError):
        return LibraryError(SHORT_MEMORY)
    if isinstance(error, DamagedFileError):
        return IndexDamaged(str(error))
    reason = str(error) if type(error) is ValueError else repr(error)
    return IndexUnreadable(f"the index cannot be read: {reason}")
