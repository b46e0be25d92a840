"""What every reader of the cache raises where a file is not what was written. Loads no numpy."""


class DamagedFileError(ValueError):
    """The content of a file is not what was written."""
