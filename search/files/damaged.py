"""What every reader of the cache raises where a file is not what was written. Loads no numpy."""

import stat
from pathlib import Path


class DamagedFileError(ValueError):
    """The content of a file is not what was written."""


def ensure_regular(path: Path) -> None:
    """Raise DamagedFileError for a pipe, device or folder, which might be read without end.

    Raises OSError where there is nothing.
    """
    if not stat.S_ISREG(path.stat().st_mode):
        raise DamagedFileError(f"{path.name} is not a regular file")
