"""Papers as arrays by row number: read from the tables as they change, and kept in a cache file."""

import sqlite3
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from search.files import arrayfile
from search.files.arrayfile import ArrayFile
from search.model.dates import PartialDate
from search.store import values
from search.store.sql import split
from search.text import links

MISSING = -1
_NUMBERS = ("published", "listed", "upvotes", "stars")
_DATES = ("published", "listed")
_LAST = ("published_last", "listed_last", "date_last")
_FLAGS = ("there", "code", "withdrawn", "abstract", "pdf", "project")
_TYPES = {
    **dict.fromkeys(_NUMBERS, np.int32),
    "date": np.int32,
    **dict.fromkeys(_LAST, np.int32),
    "added": np.int64,
    **dict.fromkeys(_FLAGS, np.bool_),
}
_WITHIN = (
    *((name, values.DAYS) for name in _DATES),
    *((name, values.COUNTS) for name in ("upvotes", "stars")),
    ("added", values.MOMENTS),
)
_LIBRARY, _VERSION = "library", "version"
_NAMES = {_LIBRARY, _VERSION, *_TYPES}
_CHANGED = f"""
SELECT row, {", ".join(values.in_range(name, within, str(MISSING)) for name, within in _WITHIN)},
    1, github IS NOT NULL, withdrawn IS 1, abstract IS NOT NULL, pdf IS NOT NULL, links,
    published_as, listed_as, version
FROM papers WHERE version > ?
"""
_AT_ONCE = 50_000


class Papers(NamedTuple):
    """The arrays up to one version of the store: days and counts (MISSING where there is none),
    `added` (ms since 1970), and flags. A date is the first day that it may be; the last stands in
    "published_last", "listed_last" and "date_last"."""

    version: int
    arrays: dict[str, NDArray[np.generic]]

    @classmethod
    def none(cls) -> "Papers":
        """Arrays of no row."""
        return cls(0, _grown({}, 0))

    @property
    def size(self) -> int:
        """The length of every array."""
        return len(self.arrays["there"])

    def numbers(self, name: str) -> NDArray[np.int64]:
        """One array of days, counts or moments. Raises KeyError for a name that is none."""
        if name in _FLAGS:
            raise KeyError(name)
        return self.arrays[name].astype(np.int64)

    def flags(self, name: str) -> NDArray[np.bool_]:
        """One array of yes and no. Raises KeyError for a name that is none."""
        if name not in _FLAGS:
            raise KeyError(name)
        return self.arrays[name].astype(np.bool_, copy=False)


def read(connection: sqlite3.Connection, old: Papers) -> Papers:
    """`old` with all that changed since taken in; `old` itself where nothing did."""
    changed = connection.execute(_CHANGED, (old.version,))
    version, arrays, own = old.version, old.arrays, False
    while found := changed.fetchmany(_AT_ONCE):
        rows, *numbers, linked, published, listed, versions = map(list, zip(*found, strict=True))
        arrays = _grown(arrays, max(rows) + 1, copied=not own)
        own = True
        at = np.array(rows)
        for name, column in zip((*_NUMBERS, "added", *_FLAGS), [*numbers, linked], strict=True):
            arrays[name][at] = (
                [_has_project(text) for text in column] if name == "project" else column
            )
        for name, written in zip(_DATES, (published, listed), strict=True):
            arrays[f"{name}_last"][at] = _last_days(arrays[name][at], written)
        for end in ("", "_last"):
            first, other = arrays[f"listed{end}"][at], arrays[f"published{end}"][at]
            arrays[f"date{end}"][at] = np.where(first == MISSING, other, first)
        version = max(version, *versions)
    gone = connection.execute(
        "SELECT row, version FROM removed WHERE version > ?", (old.version,)
    ).fetchall()
    if gone:
        rows, versions = map(list, zip(*gone, strict=True))
        arrays = _grown(arrays, max(rows) + 1, copied=not own)
        arrays["there"][np.array(rows)] = False
        # Of equal papers the later rows come first, but what a backup brings into them came before.
        arrays["added"][np.array(rows)] = MISSING
        version = max(version, *versions)
    return old if version == old.version else Papers(version, arrays)


def load(path: Path, library: str) -> Papers:
    """Read what `save` wrote for this library; no papers where that is missing or of another.

    Raises DamagedFileError.
    """
    try:
        file = ArrayFile(path, mapped=False)
        file.check_all()
    except OSError:
        return Papers.none()  # a cache: all of it is in the store
    if bytes(file.full_array(_LIBRARY)) != library.encode() or set(file.names()) != _NAMES:
        return Papers.none()
    version = int(file.array(_VERSION, np.int64)[0])
    return Papers(version, {name: file.full_array(name) for name in _TYPES})


def save(path: Path, library: str, papers: Papers) -> None:
    """Write `papers` so that the file is complete or absent. Raises OSError."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    fresh = path.with_name(f"{path.name}.new")
    header: dict[str, NDArray[np.generic]] = {
        _LIBRARY: np.frombuffer(library.encode(), np.uint8),
        _VERSION: np.array([papers.version], np.int64),
    }
    with fresh.open("wb") as file:
        arrayfile.write(file, arrayfile.sections(header | papers.arrays))
    fresh.replace(path)
    path.with_suffix(".npz").unlink(missing_ok=True)  # of version 0.1.0


def _grown(
    old: dict[str, NDArray[np.generic]], size: int, *, copied: bool = True
) -> dict[str, NDArray[np.generic]]:
    """The arrays with room for `size` rows, as copies unless they are ours already."""
    if old and not copied and size <= len(old["there"]):
        return old
    grown: dict[str, NDArray[np.generic]] = {}
    for name, kind in _TYPES.items():
        known = old.get(name, np.zeros(0, kind))
        room: NDArray[np.generic] = np.full(
            max(size, len(known)), 0 if name in _FLAGS else MISSING, kind
        )
        room[: len(known)] = known
        grown[name] = room
    return grown


def _last_days(first: NDArray[np.generic], written: list[object]) -> NDArray[np.generic]:
    """The last days of dates, from their first days and the EDTF of those that are no day."""
    last = first.copy()
    for place, text in enumerate(written):
        when = PartialDate.parse(str(text)) if text else None
        if when:
            last[place] = when.last.toordinal()
    return last


def _has_project(linked: object) -> bool:
    """Whether a paper's links lead to a page that is neither its code nor the paper itself."""
    return any(
        not (links.repository(link) or links.arxiv_id(link) or links.doi(link))
        for link in split(linked)
    )
