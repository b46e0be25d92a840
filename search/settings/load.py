"""What the user configures, read from config.toml and never changed.

An invalid value is reported with its line; the rest of the file holds.
"""

from pathlib import Path

from search.settings.config import Config
from search.settings.lines import Lines

_LARGEST = 2**20  # bytes


def load_config(path: Path) -> Config:
    """The settings in the file at `path`; the defaults where there is none."""
    try:
        if path.exists() and not path.is_file():  # reading a pipe would wait for ever
            return Config(problems=(f"{path} is not a regular file; all settings are default",))
        if path.exists() and path.stat().st_size > _LARGEST:
            return Config(problems=(f"{path} is larger than 1 MB; all settings are default",))
        text = path.read_text("utf-8-sig")  # some editors begin a file with its byte order mark
        import tomllib  # five milliseconds that a start without settings need not wait

        table = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except RecursionError:
        return Config(problems=(f"{path} is nested too deeply; all settings are default",))
    except (OSError, ValueError) as error:  # that of TOML, and of UTF-8
        return Config(problems=(f"{path}: {error}; all settings are default",))
    from search.settings.checking import check  # nor for the table

    return check(table, Lines(path, tuple(text.splitlines())))
