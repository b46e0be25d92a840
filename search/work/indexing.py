"""Indexing in a process of its own, so that the caller stays quick: for more than a few papers.

The process is `python -m search.work.indexing STORE FOLDER`. It reads the papers from the store's
file, or with a third argument CACHE the full texts of the papers from that folder. It writes a JSON
object a line: {"done": 500, "total": 3262} now and then, at the end {"finished": true} or
{"error": "IndexBusy", "message": "..."}. It never runs the caller's script.
"""

import gc
import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from contextlib import closing, suppress
from pathlib import Path
from queue import Empty, SimpleQueue
from tempfile import TemporaryFile
from threading import Thread
from typing import IO

from search.errors import SHORT_MEMORY, Cancelled, LibraryError
from search.index import Index, IndexBusy, IndexDamaged, IndexUnreadable
from search.store import Store
from search.work.texts import bringing_up

Progress = Callable[[int, int], None]  # papers done, of how many

_POLL_S = 0.1
_OTHER = LibraryError.__name__
_ERRORS = {
    error.__name__: error for error in (IndexBusy, IndexDamaged, IndexUnreadable, LibraryError)
}


def build(
    store: Path,
    folder: Path,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
    cache: Path | None = None,
) -> None:
    """Bring the index in `folder` up to the store in the file `store`, in another process.

    With `cache` it is the index of the full texts in that folder. Where many small additions have
    made many segments, that process merges them, too.

    Returns when that is done. Whoever holds an Index of the folder calls its `refresh` afterwards.
    Raises Cancelled soon after `cancelled` says so, IndexUnreadable where the folder is damaged or
    the process failed, IndexBusy where another one keeps writing.
    """
    # -P: a module in the current folder must not stand in for one of ours.
    folders = map(str, filter(None, (store, folder, cache)))
    command = [sys.executable, "-P", "-m", __name__, *folders]
    with (
        TemporaryFile("w+") as errors,
        subprocess.Popen(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=errors,
            env=_environment(),
            encoding="utf-8",
        ) as process,
    ):
        assert process.stdout is not None
        lines: SimpleQueue[str] = SimpleQueue()
        reader = Thread(target=_read, args=(process.stdout, lines), daemon=True)
        reader.start()
        try:
            finished = _follow(lines, progress, cancelled)
        finally:
            # What it had not committed is as if it had never been.
            process.terminate()
            reader.join()
        process.wait()
        if not finished:
            errors.seek(0)
            reason = (errors.read().strip().splitlines() or ["it was ended"])[-1]
            raise IndexUnreadable(f"the index could not be built: {reason}")


def bring_up(store: Path, folder: Path, progress: Progress) -> None:
    """Bring the index up to the store in this process, which does nothing else before it ends.

    Raises as `build` does, except Cancelled.
    """
    # Indexing makes many small objects and no cycles; looking for some takes an eighth of its time.
    gc.disable()
    with closing(Store(store)) as opened:
        index = Index(folder, opened.identity)
        update(opened, index, progress)
        index.merge_if_idle()


def update(
    store: Store,
    index: Index,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Index what the store has and the index lacks, as of one moment."""
    with store.papers.changes(index.version) as changes:
        total = changes.total

        def report(done: int) -> None:
            if progress:
                progress(done, total)

        index.add(changes.papers, changes.removed, changes.version, report, cancelled)


def _environment() -> dict[str, str]:
    """The environment in which the process finds what this one can import."""
    path = os.pathsep.join(
        entry or str(Path.cwd()) for entry in sys.path
    )  # "" is the current folder
    return {**os.environ, "PYTHONPATH": path}


def _read(stream: IO[str], lines: "SimpleQueue[str]") -> None:
    """Pass lines on until the process ends; "" is the end."""
    for line in stream:
        lines.put(line)
    lines.put("")


def _follow(
    lines: "SimpleQueue[str]",
    progress: Progress | None,
    cancelled: Callable[[], bool] | None,
) -> bool:
    """Hear what the process writes; whether it finished. Raises what it reports."""
    while True:
        if cancelled and cancelled():
            raise Cancelled("indexing was cancelled")
        with suppress(Empty):
            line = lines.get(timeout=_POLL_S)
            if not line:
                return False
            message = json.loads(line)
            if "finished" in message:
                return True
            if "error" in message:
                raise _ERRORS[message["error"]](message["message"])
            if progress:
                progress(message["done"], message["total"])


def _main(store: str, folder: str, cache: str = "") -> int:
    """Index, and report on standard output; the exit status."""
    pipe, sys.stdout = sys.stdout, sys.stderr  # nothing else may stand between the lines

    def send(message: Mapping[str, object]) -> None:
        print(json.dumps(message), file=pipe, flush=True)

    def progress(done: int, total: int) -> None:
        send({"done": done, "total": total})

    try:
        if cache:
            bringing_up.bring_up(Path(store), Path(folder), Path(cache), progress)
        else:
            bring_up(Path(store), Path(folder), progress)
        send({"finished": True})
    except LibraryError as error:
        kind = next((name for name, known in _ERRORS.items() if type(error) is known), _OTHER)
        send({"error": kind, "message": str(error)})
    except MemoryError:
        send({"error": _OTHER, "message": f"the index could not be built: {SHORT_MEMORY}"})
    except (BrokenPipeError, KeyboardInterrupt):
        os._exit(1)  # nobody listens any more
    return 0


if __name__ == "__main__":
    sys.exit(_main(*sys.argv[1:]))
