"""What import, sync, add and starter print."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from tui.appearance import wording
from tui.cli.text_output.lines import one_line, pairs, papers

if TYPE_CHECKING:
    from search import FeedState, FeedSynced, Imported, Skipped, Synced

_NAMED = 5  # ids in a sentence
_NO_FEEDS = "no feeds: add some under [feeds] in config.toml (`broadsheet paths` shows where it is)"


def imported(imported: Imported) -> str:
    """The outcome of an import: a line for each of several files, then the sum."""
    unread = f", {wording.count(imported.unread, 'file')} not read" if imported.unread else ""
    summary = f"{_counts(imported)}{unread}; {imported.took_s:.1f} s"
    if imported.marked:
        summary += (
            f"\nmarks imported with {papers(imported.marked)}; `broadsheet undo` removes them"
        )
    if imported.joined:
        named = ", ".join(imported.joined[:_NAMED])
        more = f" and {len(imported.joined) - _NAMED:,} more" if imported.joined[_NAMED:] else ""
        summary += (
            f"\nonly the title joined records in {papers(len(imported.joined))}: {named}{more}; "
            "`broadsheet split ID` takes one apart"
        )
    if len(imported.files) < 2:
        return summary
    lines = [
        f"{file.papers:>9,}  {one_line(file.name)}"
        + (f"  ({file.skipped:,} skipped)" if file.skipped else "")
        + ("" if file.is_read else "  (not read to its end)" if file.papers else "  (not read)")
        for file in imported.files
    ]
    return "\n".join([*lines, summary])


def synced(done: Synced) -> str:
    """The outcome of a sync, a line for each feed; of a failed one, what came before."""
    if not done.feeds:
        return _NO_FEEDS
    lines = [
        f"{one_line(feed.name)}: {_counts(feed)}"
        for feed in done.feeds
        if not feed.error or feed.added + feed.updated + feed.unchanged
    ]
    if done.liked:
        lines.append(f"{done.liked:,} like those you marked: `broadsheet foryou` lists them")
    return "\n".join(lines)


def _counts(done: Imported | FeedSynced) -> str:
    revised = getattr(done, "revised", 0)
    updated = f"{done.updated:,} updated" + (f" ({revised:,} revised)" if revised else "")
    counts = f"{done.added:,} added, {updated}, {done.unchanged:,} unchanged"
    if relisted := getattr(done, "relisted", 0):
        counts += f", {relisted:,} cross-listed or replaced"
    skipped = sum(piece.is_entry for piece in done.skipped)
    return counts + (f", {skipped:,} skipped" if skipped else "")


def feeds(feeds: Sequence[FeedState]) -> str:
    """The feeds, one a line, and when each was last synced."""
    if not feeds:
        return _NO_FEEDS
    width = max(len(feed.what) for feed in feeds)
    rows = {
        one_line(f.name): f"{one_line(f.what):<{width}}  {last_synced(f.synced)}{_lacking(f)}"
        for f in feeds
    }
    return pairs(rows)


def _lacking(feed: FeedState) -> str:
    missing = f"; missing {lists(feed.missing)}" if feed.missing else ""
    return missing + (f"; no longer available: {lists(feed.gone)}" if feed.gone else "")


def lists(names: Sequence[str]) -> str:
    """The days, weeks or months of a feed's lists, a few by name."""
    shown = one_line(", ".join(names[-_NAMED:]))
    more = len(names) - _NAMED
    return f"{shown} and {more:,} more" if more > 0 else shown


def gone(feed: FeedSynced) -> str:
    """What a feed gives no more, and what to do."""
    return (
        f"{feed.name}: no longer available: {lists(feed.gone)}; arXiv's search has no papers of "
        "these days either: sync daily"
    )


def last_synced(when: int | None) -> str:
    """When a feed was last synced, in the time of this place; `when` is in ms since 1970."""
    if when is None:
        return "never synced"
    return f"last synced {datetime.fromtimestamp(when / 1000):%Y-%m-%d %H:%M}"


def skipped(piece: Skipped) -> str:
    """A piece of a file that made no paper."""
    if piece.line is None:
        return piece.reason if piece.file in piece.reason else f"{piece.file}: {piece.reason}"
    return f"{piece.file}, line {piece.line}: {piece.reason}"


def starter_removed(removed: int, kept: int) -> str:
    """How many starter papers were removed, and how many kept."""
    text = f"{wording.count(removed, 'starter paper')} removed"
    if kept:
        text += f"; {papers(kept)} with your bookmark, tag or note kept"
    return text
