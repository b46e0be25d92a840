"""What the program remembers from one run to the next, as it lies in the store's file.

A module apart from the store's room, since the reader's first frame wants it before anything else
of a library is even imported.
"""

import json
from pathlib import Path

Remembered = str | int | float | bool | None | list["Remembered"] | dict[str, "Remembered"]

PREFIX = "reader."  # of the keys in the table that the store shares with nobody else


def remembered(store: Path) -> dict[str, Remembered]:
    """Every value by its key, read from the file `store` without opening the library.

    Empty where there is no such file yet, or none that can be read: whoever opens it says why.
    """
    if not store.exists():
        return {}
    import sqlite3  # not before there is something to read

    try:
        connection = sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)
        try:
            found = connection.execute(
                "SELECT key, value FROM memory WHERE key LIKE ?", (f"{PREFIX}%",)
            ).fetchall()
        finally:
            connection.close()
        return {key.removeprefix(PREFIX): json.loads(value) for key, value in found}
    except (sqlite3.Error, ValueError):
        return {}
