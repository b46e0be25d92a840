"""Adding single papers by id or address, fetched one after the other."""

import time
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import replace

from search.errors import SourceError
from search.model.outcomes.commands import Imported
from search.query.identify import named
from search.sources import Skipped
from search.sources.live.by_id import fetch
from search.sources.live.client import Client
from search.store import Outcome, Store
from search.text import clean


def add_by_id(
    store: Store, names: Iterable[str], client: Callable[[], Client], moment: int
) -> Imported:
    """See Library.add_by_id. `moment` is now, in ms since 1970."""
    started = time.perf_counter()
    outcomes = Counter[Outcome]()
    skipped: list[Skipped] = []
    with client() as opened:
        for name in dict.fromkeys(names):
            try:
                record = fetch(opened, _id(name))
                record = replace(record, name=record.paper.id, live=True)
                (added,) = store.papers.add([record], moment)
                outcomes[added[1]] += 1
            except SourceError as error:
                skipped.append(Skipped(clean.one_line(name), None, clean.one_line(str(error))))
    return Imported(
        added=outcomes[Outcome.ADDED],
        updated=outcomes[Outcome.UPDATED],
        unchanged=outcomes[Outcome.UNCHANGED],
        skipped=tuple(skipped),
        unread=len(skipped),
        files=(),
        marked=0,
        joined=(),
        took_s=time.perf_counter() - started,
    )


def _id(name: str) -> str:
    identity = named(name)
    if identity is None or identity.startswith("t-"):
        raise SourceError("neither an arXiv id, a DOI nor the address of a paper")
    return identity
