"""What the program remembers from one run to the next, read before the library is opened.

A module that imports next to nothing: the reader's first frame needs it at once.
"""

from pathlib import Path
from typing import cast

from search.store import values

Remembered = str | int | float | bool | None | list["Remembered"] | dict[str, "Remembered"]

PREFIX = "reader."  # of the keys in the table


def remembered(store: Path) -> dict[str, Remembered]:
    """Every value by its key, read from the file `store` without opening the library.

    Empty where there is no such file, or it cannot be read: opening the library reports that.
    """
    if not store.is_file():
        return {}
    import sqlite3  # not before there is something to read

    try:
        connection = sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)
        connection.text_factory = values.decoded
        try:
            found = connection.execute(
                "SELECT key, value FROM memory WHERE key LIKE ?", (f"{PREFIX}%",)
            ).fetchall()
        finally:
            connection.close()
        return {key.removeprefix(PREFIX): remembered_value(value) for key, value in found}
    except sqlite3.Error:
        return {}


def remembered_value(json_text: object) -> Remembered:
    """The value that a JSON text of the table is; None where it is no JSON."""
    return cast(Remembered, values.parsed(json_text))
