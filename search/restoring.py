"""Bringing a backup back: all of it or nothing, and what was there before is kept."""

import os
import shutil
import time
from contextlib import ExitStack, suppress
from dataclasses import dataclass
from datetime import datetime
from itertools import count
from pathlib import Path

from search.backup import pack, unpacked
from search.errors import DamagedError, LibraryError
from search.outfile import whole_private
from search.paths import Paths
from search.store import snapshot


@dataclass(frozen=True, slots=True)
class Restored:
    """A backup that was brought back.

    `kept` is where that is which was there before: a backup, or the file of a damaged library;
    None where there was nothing. `settings` says what became of the backup's settings:
    "restored", or "left" in the backup, where the user had other ones. None where there was
    nothing to do.
    """

    papers: int
    kept: Path | None
    settings: str | None
    took_s: float


def restore(paths: Paths, name: str) -> Restored:
    """Put what is in the backup `name` in the place of what `paths` hold.

    Programs that have the library open go on with what was restored. The index is left to
    whoever searches next. Raises LibraryError where `name` is no backup, or it cannot be brought
    back; nothing is changed then.
    """
    started = time.perf_counter()
    with unpacked(name, paths.data) as backup, ExitStack() as taken_back:
        kept, settings = None, None

        def prepare(held_something: bool) -> None:
            nonlocal kept, settings
            if held_something:
                kept = _reserved(paths.data, "before-restore", ".zip")
                taken_back.callback(kept.unlink)
                pack(paths, str(kept))
            settings = _put_back(paths.settings, backup.settings)
            if settings == "restored":
                taken_back.callback(paths.settings.unlink)

        from search.index import set_aside  # a third of a second that no refusal need wait for

        papers = snapshot.count(backup.store)
        try:
            snapshot.put_back(paths.store, backup.store, prepare)
        except DamagedError:
            taken_back.close()
            prepare(held_something=False)
            kept = _reserved(paths.data, "damaged", paths.store.suffix)
            for side in ("", "-wal"):
                taken_back.callback(kept.with_name(f"{kept.name}{side}").unlink, missing_ok=True)
            _copy(paths.store, kept)
            snapshot.put_over(paths.store, backup.store)
        taken_back.pop_all()
    # It would be brought up to date, but go on counting the words of the papers that went.
    with suppress(OSError):
        set_aside(paths.index)
    return Restored(papers, kept, settings, time.perf_counter() - started)


def _put_back(settings: Path, backed_up: bytes | None) -> str | None:
    """Write the settings of a backup, unless there are others; what Restored says of it."""
    if backed_up is None:
        return None
    if os.path.lexists(settings):  # a link, too, that leads nowhere today
        return None if settings.is_file() and settings.read_bytes() == backed_up else "left"
    try:
        settings.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(f"{settings} cannot be written: {error.strerror}") from error
    with whole_private(str(settings)) as stream:
        stream.write(backed_up)
    return "restored"


def _copy(store: Path, to: Path) -> None:
    """Copy a damaged library, and the changes that SQLite had not written into it yet."""
    shutil.copy(store, to)
    log = store.with_name(f"{store.name}-wal")
    if log.exists():
        shutil.copy(log, to.with_name(f"{to.name}-wal"))


def _reserved(folder: Path, what: str, suffix: str) -> Path:
    """An empty file with the day and the time in its name, which no other file had."""
    for number in count(1):
        again = f"-{number}" if number > 1 else ""
        file = folder / f"{what}-{datetime.now():%Y-%m-%d-%H%M%S}{again}{suffix}"
        with suppress(FileExistsError):
            os.close(os.open(file, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
            return file
    raise AssertionError("there is always another number")
