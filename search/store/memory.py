"""What the program remembers from one run to the next, read before the library is opened.

A module that imports nothing else of the store: the reader's first frame needs it at once.
"""

import json
from pathlib import Path

Remembered = str | int | float | bool | None | list["Remembered"] | dict[str, "Remembered"]

PREFIX = "reader."  # of the keys in the table


def remembered(store: Path) -> dict[str, Remembered]:
    """Every value by its key, read from the file `store` without opening the library.

    Empty where there is no such file, or it cannot be read: opening the library reports that.
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
