"""Building in a process of its own, so that the screen stays quick: for more than a handful.

The process reads the papers from the store's file by itself; only numbers pass between the two.
"""

import multiprocessing
import sqlite3
import sys
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr
from multiprocessing.connection import Connection
from pathlib import Path

from search.errors import Cancelled
from search.index.document import Document, repository
from search.index.index import Index, IndexBusy, IndexUnreadable

_ASKED_EVERY_S = 0.1
_VERSION = (
    "SELECT max(ifnull((SELECT max(version) FROM papers), 0),"
    " ifnull((SELECT max(version) FROM removed), 0))"
)
_PAPERS = (
    "SELECT row, title, abstract, summary, authors, keywords, categories, sources, github"
    " FROM papers WHERE {} > ? ORDER BY row"
)


def build(
    store: Path,
    folder: Path,
    progress: Callable[[int, int], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Bring the index in `folder` up to the store in the file `store`, in another process.

    Where many small additions have made many segments, that process makes few of them, too.

    Returns when that is done; `progress` hears how many papers are done and how many there are.
    Whoever holds an Index of the folder calls its `refresh` afterwards. Raises Cancelled soon
    after `cancelled` says so, IndexUnreadable where the folder is damaged or the process failed,
    IndexBusy where another one keeps writing.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe(duplex=False)
    process = context.Process(target=_work, args=(store, folder, theirs), daemon=True)
    # Python asks for the number of sys.stderr, which is none where a screen has put itself there.
    with redirect_stderr(sys.__stderr__):
        process.start()
    theirs.close()
    try:
        _listen(ours, progress, cancelled)
    finally:
        # What it had not committed is as if it had never been.
        process.terminate()
        process.join()
        ours.close()


def bring_up(store: Path, folder: Path, progress: Callable[[int, int], None]) -> None:
    """What the other process does, here and now. Raises as `build` does, but is not cancelled."""
    connection = sqlite3.connect(f"{store.absolute().as_uri()}?mode=ro", uri=True)
    try:
        connection.execute("BEGIN")  # papers and version of one moment
        (library,) = connection.execute("SELECT value FROM memory WHERE key = 'library'").fetchone()
        (version,) = connection.execute(_VERSION).fetchone()
        index = Index(folder, library)
        since = index.version
        (total,) = connection.execute(
            "SELECT count(*) FROM papers WHERE version > ?", (since,)
        ).fetchone()
        removed = connection.execute("SELECT row FROM removed WHERE version > ?", (since,))
        index.add_documents(
            _documents(connection, since),
            [row for (row,) in removed],
            version,
            lambda done: progress(done, total),
        )
        index.merge_if_idle()
    finally:
        connection.close()


def _documents(connection: sqlite3.Connection, since: int) -> Iterator[Document]:
    # From the beginning on, reading the table from end to end beats the index on the version.
    papers = connection.execute(_PAPERS.format("version" if since else "+version"), (since,))
    for row, title, abstract, summary, authors, keywords, categories, sources, github in papers:
        yield Document(
            row=row,
            title=title,
            body="\n".join(filter(None, (abstract, summary))),
            authors=authors or "",
            keywords=keywords or "",
            categories=(categories or "").split("\n"),
            sources=(sources or "").split("\n"),
            code=repository(github),
        )


def _work(store: Path, folder: Path, told: Connection) -> None:
    """The other process: numbers while it works, then nothing, or the error it ended with."""
    try:
        bring_up(store, folder, lambda done, total: told.send((done, total)))
        told.send(None)
    except BrokenPipeError:
        pass  # nobody listens any more
    except (IndexBusy, IndexUnreadable) as error:
        told.send(error)
    except Exception as error:  # noqa: BLE001  told to whoever waits, who raises it
        told.send(IndexUnreadable(f"the index could not be built: {error!r}"))


def _listen(
    told: Connection,
    progress: Callable[[int, int], None] | None,
    cancelled: Callable[[], bool] | None,
) -> None:
    while True:
        if cancelled and cancelled():
            raise Cancelled("the building of the index was stopped")
        if not told.poll(_ASKED_EVERY_S):
            continue
        try:
            message = told.recv()
        except EOFError as error:
            raise IndexUnreadable("the process that builds the index ended early") from error
        if message is None:
            return
        if isinstance(message, Exception):
            raise message
        if progress:
            progress(*message)
