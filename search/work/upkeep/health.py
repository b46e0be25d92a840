"""The checks of the library's side of an installation. Nothing is changed."""

import os
import sqlite3
import stat
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from search.files.arrayfile import ArrayFile
from search.files.damaged import DamagedFileError
from search.fulltext.cache import Cache
from search.index import Index, IndexUnreadable
from search.index.fulltext.index import FullTextIndex
from search.model.outcomes.commands import Check
from search.paths import Paths
from search.settings.feed_names import without_password
from search.settings.load import load_config
from search.sources.json_values import texts
from search.store import SCHEMA
from search.store.backups import automatic, sqlite_copy
from search.store.database import IDENTITY, newer
from search.store.memory import PREFIX
from search.store.rows.numbers import latest_version
from search.store.values import MOMENTS, number, parsed_object
from search.work.upkeep import versions

_FEED = f"{PREFIX}feed."
_FEW = 3  # names in a sentence
_UNKNOWN = "skipped: the library cannot be read"


@dataclass(frozen=True, slots=True)
class _Library:
    """What a library holds; `synced` tells when each feed last was, in ms since 1970.

    `missing` are the lists of each feed that could not be fetched.
    """

    identity: str
    version: int
    papers: int
    synced: Mapping[str, int]
    missing: Mapping[str, Sequence[str]]


def checks(paths: Paths) -> Iterator[Check]:
    """Check everything, whatever is broken. Nothing is made or changed."""
    misfits = "; ".join(versions.misfits())
    yield Check("versions", not misfits, misfits or versions.described())
    for name, folder, writes in (
        ("data folder", paths.data, True),
        ("cache folder", paths.cache, True),
        ("config folder", paths.config, False),
    ):
        fault = _folder_fault(folder, writes=writes)
        yield Check(name, fault is None, fault or str(folder))
    check, library = _library(paths.store)
    yield check
    yield _backups(paths, exists=library is not None)
    yield _index(paths, library) if check.ok else Check("index", False, _UNKNOWN)
    yield _feeds(paths, library) if check.ok else Check("feeds", False, _UNKNOWN)
    yield _fulltexts(paths, library)


def _fulltexts(paths: Paths, library: _Library | None) -> Check:
    """How many full texts are kept and searched, and how much room they and their index take."""
    limit = load_config(paths.settings).cache_mb
    cache = Cache(paths.fulltexts, limit * 2**20)
    if damaged := cache.damaged():
        names = ", ".join(damaged[:_FEW]) + (", ..." if len(damaged) > _FEW else "")
        fault = f"{len(damaged):,} damaged in {paths.fulltexts} ({names}): run `broadsheet rebuild`"
        return Check("full texts", False, f"{fault}, and `broadsheet fetch ID` for each")
    cached = cache.all()
    size = sum(each.size for each in cached) / 2**20
    kept = f"{len(cached):,} in the cache, {size:.1f} of {limit:,} MB"
    folder = paths.fulltext_index
    if library is None or not folder.is_dir():
        return Check("full texts", True, f"{kept}, none searched" if cached else kept)
    try:
        with closing(FullTextIndex(folder, library.identity)) as index:
            index.check()
            indexed = len(index.texts().papers)
        used = sum(file.stat().st_size for file in folder.iterdir()) / 2**20
    except (IndexUnreadable, OSError) as error:
        return Check("full texts", False, f"{kept}; damaged ({error}): run `broadsheet rebuild`")
    return Check("full texts", True, f"{kept}; {indexed:,} searched, index {used:.1f} MB")


def _folder_fault(folder: Path, *, writes: bool) -> str | None:
    """What is wrong with a folder, or with the place where it would be made."""
    nearest = next(place for place in (folder, *folder.parents) if os.path.lexists(place))
    if not nearest.is_dir():
        return f"{nearest} is not a folder: move it away"
    if nearest != folder and not writes:
        return None  # it need not be there
    if os.access(nearest, os.R_OK | os.X_OK | (os.W_OK if writes else 0)):
        return None
    return f"no permission to {'write to' if writes else 'read'} {nearest}: change its permissions"


# -- the library -----------------------------------------------------------------------------


def _library(store: Path) -> tuple[Check, _Library | None]:
    """The library, and what it holds where it is there and can be read."""
    try:
        found = store.stat()
    except (FileNotFoundError, NotADirectoryError):
        found = None
    except OSError as error:
        return Check("library", False, f"{store} cannot be read: {error.strerror}"), None
    if found is not None and not stat.S_ISREG(found.st_mode):
        return Check("library", False, f"{store} is not a regular file: move it away"), None
    if found is None or not found.st_size:
        return Check("library", True, "not created yet: the first start creates it"), None
    try:
        fault, library = _read(store)
    except sqlite3.Error as error:
        fault, library = f"{store} cannot be read: {error}", None
    if fault is None and os.name == "posix" and stat.S_IMODE(found.st_mode) & 0o077:
        fault = f"other users can read your notes: run `chmod 600 {store}`"
    papers = f"{library.papers:,} papers, intact, schema {SCHEMA}" if library else ""
    return Check("library", fault is None, fault or papers), library


def _read(store: Path) -> tuple[str | None, _Library | None]:
    """What is wrong with the library, and what it holds."""
    alone = not _logged(store)
    with closing(_connection(store, alone=alone)) as connection:
        damage = sqlite_copy.damage(connection)
        if damage and alone and _logged(store):  # somebody has begun to write meanwhile
            return _read(store)
        if damage:
            return (
                f"{store} is damaged ({damage}): `broadsheet recover` saves what can be read and "
                "keeps the damaged file; `broadsheet restore FILE` restores a backup"
            ), None
        (schema,) = connection.execute("PRAGMA user_version").fetchone()
        if schema > SCHEMA:
            return f"{store} {newer(schema)}", None
        return None, _held(connection)


def _logged(store: Path) -> bool:
    """Whether there are changes that SQLite has not written into the library's own file yet."""
    log = store.with_name(f"{store.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _connection(store: Path, *, alone: bool) -> sqlite3.Connection:
    """A connection that makes no file beside the library, where it is `alone` on the disk."""
    how = "mode=ro&immutable=1" if alone else "mode=ro"
    return sqlite3.connect(f"{store.absolute().as_uri()}?{how}", uri=True)


def _held(connection: sqlite3.Connection) -> _Library:
    (identity,) = connection.execute(IDENTITY).fetchone() or ("",)
    (papers,) = connection.execute("SELECT count(*) FROM papers").fetchone()
    kept = {
        key.removeprefix(_FEED): parsed_object(value)
        for key, value in connection.execute(
            "SELECT key, value FROM memory WHERE key GLOB ?", (f"{_FEED}*",)
        )
    }
    synced = {
        what: when for what, state in kept.items() if (when := number(state.get("synced"), MOMENTS))
    }
    missing = {what: texts(state.get("missing")) for what, state in kept.items()}
    return _Library(identity, latest_version(connection), papers, synced, missing)


def _backups(paths: Paths, *, exists: bool) -> Check:
    """How many automatic backups there are, and of when the newest is."""
    found = automatic.kept(paths)
    if not found:
        large = exists and paths.store.stat().st_size > automatic.LARGEST
        none = "none: the library is too large for them" if large else "none yet"
        return Check("backups", True, f"{none}; `broadsheet backup FILE` makes one")
    newest = found[0]
    when = f"{datetime.fromtimestamp(newest.created):%Y-%m-%d %H:%M}"
    size = sum(each.bytes for each in found) / 2**20
    return Check(
        "backups", True, f"{len(found)} automatic, {size:.1f} MB, newest {newest.file} of {when}"
    )


# -- index and feeds ------------------------------------------------------------------------


def _index(paths: Paths, library: _Library | None) -> Check:
    """How far the index has the words of the library, and whether all of the cache is sound."""
    folder = paths.index
    if library is None:
        return Check("index", True, "not created yet: the first start creates it")
    papers = library.papers
    try:
        if not folder.is_dir() or not any(folder.iterdir()):
            return Check(
                "index", True, f"not built yet for {papers:,} papers: the next start builds it"
            )
        with closing(Index(folder, library.identity)) as index:
            version, indexed = index.version, index.count
            index.check()
        if paths.columns.exists():
            ArrayFile(paths.columns).check_all()
    except (IndexUnreadable, DamagedFileError, OSError) as error:
        return Check("index", False, f"damaged ({error}): run `broadsheet rebuild`")
    if (version, indexed) == (library.version, library.papers):
        return Check("index", True, f"ready, {papers:,} papers")
    counts = f"it has {indexed:,} papers, the library {papers:,}"
    if version < library.version:
        return Check("index", True, f"incomplete: {counts}; the next start continues it")
    return Check("index", False, f"outdated: {counts}; run `broadsheet rebuild`")


def _lists(names: Collection[str]) -> str:
    """What a feed lacks: lists by their days, or all since one day."""
    first = min(names)
    if first.startswith("since "):
        return f"papers {first}"
    return f"the list of {first}" if len(names) == 1 else f"{len(names):,} lists, from {first} on"


def _feeds(paths: Paths, library: _Library | None) -> Check:
    """When each feed of the settings was last synced, and what is missing. Nothing is fetched."""
    synced = library.synced if library else {}
    feeds = {
        name: without_password(what) for name, what in load_config(paths.settings).feeds.items()
    }
    if lacking := [
        f"{name} misses {_lists(names)}"
        for name, what in feeds.items()
        if (names := library.missing.get(what) if library else None)
    ]:
        return Check("feeds", False, f"{', '.join(lacking)}: `broadsheet sync` fetches them")
    synced_at = [
        f"{name} last synced {datetime.fromtimestamp(synced[what] / 1000):%Y-%m-%d %H:%M}"
        if what in synced
        else f"{name} never synced"
        for name, what in feeds.items()
    ]
    return Check("feeds", True, ", ".join(synced_at) or "none in the settings")
