"""Errors that a user can cause. Each message is one line and says what to do."""

SHORT_MEMORY = "memory is short; close other programs, or raise the limit (`ulimit -v`)"
MANY_PROCESSES = (
    "no more processes or threads can be started; close other programs, or raise the limits "
    "(`ulimit -u`, `ulimit -v`)"
)
MANY_FILES = "too many files are open; close other programs, or raise the limit (`ulimit -n`)"


class LibraryError(Exception):
    """The thing asked for could not be done; the message says why and what to do."""


class PaperError(LibraryError):
    """The data of a source is not a paper: it has no title."""


class SourceError(LibraryError):
    """A file or feed could not be read at all; nothing of it was added."""


class StoreError(LibraryError):
    """The store could not be opened, or was written by a newer Broadsheet."""


class DamagedError(StoreError):
    """The store's file is damaged."""


class ReplacedError(StoreError):
    """The store's file is another one now, or no longer there."""

    def __init__(self) -> None:
        super().__init__("the library file was replaced or moved; restart Broadsheet")


class MailError(LibraryError):
    """A mail could not be sent to any recipient."""


class UnknownPaperError(LibraryError):
    """No paper has the id asked for."""


class Cancelled(LibraryError):  # noqa: N818  an answer to `cancelled()`, not a fault
    """The caller cancelled the call."""


def not_cancelled() -> bool:
    """The default of a parameter `cancelled`: the call is not cancelled."""
    return False
