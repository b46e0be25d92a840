"""Adding the papers of the live feeds to the store, feed by feed and page by page."""

import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from datetime import date

from search.errors import SourceError
from search.model.outcomes.sync import FeedState, FeedSynced, Synced
from search.model.record import Record
from search.settings.feed_names import without_password
from search.sources import Skipped
from search.sources.json_values import count, items, values
from search.sources.json_values import text as string
from search.sources.live.client import Client
from search.sources.live.feed_state import FeedMemory, Validators, day_of
from search.sources.live.feeds import Feed, feed_of
from search.store import Outcome, Store
from search.store.memory import Remembered
from search.store.values import MOMENTS, number
from search.text import clean
from search.work.incoming import news
from search.work.incoming.news import Tally
from search.work.incoming.removing import wanted

Progress = Callable[[str, int], None]  # a feed's name, and how many of its papers came


class Syncer:
    """Syncs the feeds of the settings, given as name -> what, into a store.

    `only_new` leaves out unknown papers that arXiv announces as cross-lists or replacements.
    """

    def __init__(self, store: Store, feeds: Mapping[str, str], *, only_new: bool = False) -> None:
        self._store = store
        self._only_new = only_new
        self._feeds = feeds

    def states(self) -> tuple[FeedState, ...]:
        """The feeds, in the order of the settings."""
        return tuple(
            self._state(name, without_password(what)) for name, what in self._feeds.items()
        )

    def _state(self, name: str, what: str) -> FeedState:
        memory = self._memory(what)
        missing, gone = tuple(sorted(memory.missing)), tuple(sorted(memory.gone))
        return FeedState(name, what, memory.synced, missing, gone)

    def sync(
        self,
        names: Iterable[str],
        client: Client,
        moment: int,
        *,
        since: date | None = None,
        progress: Progress | None = None,
    ) -> Synced:
        """See Library.sync. `moment` is now, in ms since 1970."""
        started = time.perf_counter()
        asked = tuple(dict.fromkeys(names)) or tuple(self._feeds)
        done = tuple(self._sync_feed(name, client, moment, since, progress) for name in asked)
        return Synced(done, time.perf_counter() - started)

    def _sync_feed(
        self,
        name: str,
        client: Client,
        moment: int,
        since: date | None,
        progress: Progress | None,
    ) -> FeedSynced:
        what = without_password(self._feeds.get(name, ""))
        tally = Tally(self._store)
        skipped: list[Skipped] = []
        error: str | None = None
        memory = self._memory(what)
        gone = memory.gone
        today = day_of(moment)
        try:
            for page in self._feed(name).pages(client, memory, since, today):
                records = [
                    replace(piece, name=piece.paper.id, live=True)
                    for piece in page
                    if isinstance(piece, Record)
                ]
                skipped += [_safe(piece) for piece in page if isinstance(piece, Skipped)]
                records = list(wanted(self._store, self._with_new(records)))
                tally.count(records, moment)
                if progress:
                    progress(name, tally.papers)
            memory.synced = moment
            memory.missing.clear()
        except SourceError as problem:
            error = clean.one_line(str(problem))
            memory.missing = memory.missing or {str(today)}
        finally:
            if what:
                self._store.memory[f"feed.{what}"] = _kept(memory)
        return FeedSynced(
            name=name,
            what=what,
            added=tally.outcomes[Outcome.ADDED],
            updated=tally.outcomes[Outcome.UPDATED],
            unchanged=tally.outcomes[Outcome.UNCHANGED],
            skipped=tuple(skipped),
            error=error,
            synced=memory.synced,
            missing=tuple(sorted(memory.missing)) if what else (),
            gone=tuple(sorted(memory.gone - gone)),
            revised=tally.revised,
            relisted=tally.relisted,
        )

    def _with_new(self, records: list[Record]) -> list[Record]:
        if not self._only_new:
            return records
        known = self._store.papers.named(record.paper.id for record in records)
        return [
            record
            for record in records
            if record.announced not in news.NOT_NEW or record.paper.id in known
        ]

    def _feed(self, name: str) -> Feed:
        if name in self._feeds:
            return feed_of(self._feeds[name])
        raise SourceError("unknown feed; `broadsheet sync --list` lists the feeds")

    def _memory(self, what: str) -> FeedMemory:
        kept = values(self._store.memory[f"feed.{what}"])
        known = {
            address: Validators(*map(string, items(pair)))
            for address, pair in values(kept.get("validators")).items()
        }
        complete, missing, gone = (
            set(map(string, items(kept.get(name)))) for name in ("complete", "missing", "gone")
        )
        counts = {name: count(many) or 0 for name, many in values(kept.get("counts")).items()}
        return FeedMemory(
            number(kept.get("synced"), MOMENTS), complete, known, missing, gone, counts
        )


def _kept(memory: FeedMemory) -> Remembered:
    lists: dict[str, Remembered] = {
        name: [*sorted(names)]
        for name, names in (
            ("complete", memory.complete), ("missing", memory.missing), ("gone", memory.gone),
        )
    }  # fmt: skip
    known: dict[str, Remembered] = {
        address: [each.etag, each.modified] for address, each in memory.validators.items()
    }
    counts: dict[str, Remembered] = {**memory.counts}
    return {"synced": memory.synced, **lists, "validators": known, "counts": counts}


def _safe(piece: Skipped) -> Skipped:
    return Skipped(clean.one_line(piece.file), piece.line, clean.one_line(piece.reason))
