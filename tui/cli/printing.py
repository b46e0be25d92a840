"""What the command line prints for people."""

from __future__ import annotations

import os
import re
import shutil
import sys
import textwrap
import time
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING, TextIO

from tui.appearance import charts, wording

if TYPE_CHECKING:
    from search import (
        Cached,
        Check,
        Entry,
        FeedState,
        FeedSynced,
        FullTextsFetched,
        Imported,
        Learned,
        Paths,
        Recovered,
        Restored,
        Skipped,
        Statistics,
        Status,
    )
    from tui.appearance.glyphs import Glyphs
    from tui.cli.result_page import Hit
    from tui.keys.table import Command

_WIDEST = 88
_NAMED = 5  # ids in a sentence
_TERMS = 40  # words of a profile
_BAR = 40  # cells of the longest bar
_NO_FEEDS = "no feeds: add some under [feeds] in config.toml (`broadsheet paths` shows where it is)"
# Beyond what JSON itself escapes: C1, what turns the direction of writing, halves of characters.
_CONTROL = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def one_line(message: str) -> str:
    """`message` on one line, without control characters: a file's name may hold any."""
    return " ".join("".join(c if c.isprintable() else " " for c in message).split())


def harmless(document: str) -> str:
    """A JSON document with control characters as JSON's escapes; it means the same."""
    return _CONTROL.sub(lambda found: f"\\u{ord(found[0]):04x}", document)


class ProgressLine:
    """The progress of long work as a line on a terminal; silent elsewhere."""

    def __init__(self, stream: TextIO) -> None:
        self._stream = stream if stream.isatty() else None
        self._shown = False
        self._began: float | None = None

    def read(self, done: int) -> None:
        """Show how many papers were read."""
        self._show(f"read {papers(done)}")

    def synced(self, feed: str, done: int) -> None:
        """Show how many papers of a feed came."""
        self._show(f"{one_line(feed)}: {papers(done)}")

    def indexed(self, done: int, total: int) -> None:
        """Show how many papers of all were indexed."""
        if self._began is None:
            self._began = time.monotonic()
        elapsed = time.monotonic() - self._began
        self._show(f"indexing {wording.progress(done, total, elapsed)}")

    def fetching(self, name: str) -> None:
        """Show that a full text is on its way, or opened."""
        self._show(f"opening {one_line(name)}")

    def fetched(self, done: int, total: int) -> None:
        """Show how many full texts of all were fetched."""
        self._show(f"fetched {done:,} of {fulltexts(total)}")

    def end(self) -> None:
        """Leave a clean line."""
        if self._stream and self._shown:
            self._stream.write("\r\x1b[K")
            self._stream.flush()

    def _show(self, line: str) -> None:
        if self._stream:
            self._stream.write(f"\r\x1b[K{line}")
            self._stream.flush()
            self._shown = True


def papers(count: int) -> str:
    """1 paper, 1,204 papers."""
    return wording.count(count, "paper")


def fulltexts(count: int) -> str:
    """How many full texts, in words."""
    return f"{count:,} full text{'' if count == 1 else 's'}"


def fetched(done: FullTextsFetched) -> str:
    """What became of a fetch."""
    return f"{done.fetched:,} fetched, {done.cached:,} cached, {len(done.missing):,} missing"


def cached(papers: Sequence[Cached]) -> str:
    """The full texts in the cache, a line for each, and their size together."""
    lines = []
    for each in papers:
        version = f"v{each.version}" if each.version else ""
        lines.append(
            f"{each.id + version:<18} {each.source:<12} {_size(each.size):>8}  {each.title}"
        )
    total = _size(sum(each.size for each in papers))
    return "\n".join([*lines, f"{fulltexts(len(papers))}, {total}"])


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{count / 2**10:.0f} KB"


def imported(imported: Imported) -> str:
    """The outcome of an import: a line for each of several files, then the sum."""
    summary = f"{_counts(imported)}; {imported.took_s:.1f} s"
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
        for file in imported.files
    ]
    return "\n".join([*lines, summary])


def synced(feeds: Sequence[FeedSynced]) -> str:
    """The outcome of a sync, a line for each feed; of a failed one, what came before."""
    if not feeds:
        return _NO_FEEDS
    shown = (feed for feed in feeds if not feed.error or feed.added + feed.updated + feed.unchanged)
    return "\n".join(f"{one_line(feed.name)}: {_counts(feed)}" for feed in shown)


def _counts(done: Imported | FeedSynced) -> str:
    revised = getattr(done, "revised", 0)
    updated = f"{done.updated:,} updated" + (f" ({revised:,} revised)" if revised else "")
    counts = f"{done.added:,} added, {updated}, {done.unchanged:,} unchanged"
    if relisted := getattr(done, "relisted", 0):
        counts += f", {relisted:,} cross-listed or replaced"
    return counts + (f", {len(done.skipped):,} skipped" if done.skipped else "")


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
    what = feed.what.removeprefix("arxiv:").replace(",", " OR cat:")
    return (
        f"{feed.name}: no longer available: {lists(feed.gone)}; arXiv lists one day: sync daily, "
        f'or add a feed "arxiv-search:cat:{what}" and sync it with --since'
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


def found(hits: Sequence[Hit], total: int, offset: int) -> str:
    """A page of results."""
    blocks = ["\n".join(_lines(hit)) for hit in hits]
    shown = f"{offset + 1}-{offset + len(hits)} of {total:,}" if hits else f"{total:,} found"
    return "\n\n".join([*blocks, shown])


def learned(learned: Learned) -> str:
    """What the personal order has learned: the strongest words of each profile."""
    marked = f"{papers(learned.marks)} with a bookmark, tag or note"
    if not learned.profiles:
        return f"Nothing is learned yet: {marked}; three are needed."
    blocks = [f"Learned from {marked}."]
    for profile in learned.profiles:
        name = f"tag {profile.name}" if profile.name else "marked papers"
        terms = ", ".join(term for term, _ in profile.terms[:_TERMS])
        blocks.append(f"{name} ({profile.papers:,}):\n{textwrap.indent(_wrapped(terms), '   ')}")
    return "\n\n".join(blocks)


def also_found(hits: Sequence[Hit], total: int, offset: int) -> str:
    """Papers with some of the words, below a rule that says so."""
    rule = " also with some of the words ".center(_WIDEST, "-")
    return f"\n{rule}\n\n{found(hits, total, offset)}"


def _lines(hit: Hit) -> Iterator[str]:
    paper = hit.entry.paper
    state = f"{' ' if hit.entry.read else '*'}{'B' if hit.entry.bookmarked else ' '}"
    yield f"{state} {_readable(paper.title)}"
    day = paper.listed or paper.published
    facts = [wording.day(day, date.today())] if day else []
    if paper.authors:
        facts.append(wording.people(paper.authors[0], len(paper.authors)))
    facts += [wording.source(name) for name in paper.sources]
    yield f"   {paper.id} · {' · '.join(facts)}"
    if paper.github:
        yield f"   {paper.github}"
    if hit.snippet:
        yield textwrap.indent(_emphasized(_wrapped(hit.snippet)), "   ")
    if hit.reasons is not None:
        yield f"   score {hit.score:.2f}"
        for reason in hit.reasons:
            how = f" ({reason.how})" if reason.how else ""
            yield f"   {reason.score:7.2f}  {one_line(reason.what)}{how}"
    if hit.why:
        yield textwrap.indent(_wrapped(f"because: {', '.join(hit.why)}"), "   ")


def paper(entry: Entry) -> str:
    """One paper, whole."""
    paper = entry.paper
    facts = {
        "id": paper.id,
        "published": paper.published and str(paper.published),
        "listed": paper.listed and str(paper.listed),
        "in": wording.venue(paper),
        "editors": ", ".join(paper.editors),
        "comment": paper.comment,
        "page": paper.url,
        "PDF": paper.pdf,
        "GitHub": paper.github,
        "upvotes": None if paper.upvotes is None else f"{paper.upvotes:,}",
        "stars": None if paper.stars is None else f"{paper.stars:,}",
        "keywords": ", ".join(paper.keywords),
        "categories": " ".join(paper.categories),
        "sources": ", ".join(map(wording.source, paper.sources)),
        "state": ", ".join(_states(entry)),
        "tags": " ".join(f"#{tag}" for tag in entry.tags),
        "note": entry.note,
    }
    blocks = [_wrapped(_readable(paper.title))]
    if paper.authors:
        blocks.append(_wrapped(", ".join(paper.authors)))
    blocks.append(pairs({name: fact for name, fact in facts.items() if fact}))
    texts = ((name, _readable(text)) for name, text in _texts(entry) if text)
    blocks += [f"{name}\n{_wrapped(text)}" for name, text in texts]
    return "\n\n".join(blocks)


def _readable(text: str) -> str:
    from search import readable  # most commands print no paper

    return readable(text)


def _texts(entry: Entry) -> tuple[tuple[str, str | None], ...]:
    return ("Abstract", entry.paper.abstract), ("Summary", entry.paper.summary)


def _states(entry: Entry) -> Iterator[str]:
    if entry.paper.withdrawn:
        yield "withdrawn"
    yield "read" if entry.read else "unread"
    if entry.bookmarked:
        yield "bookmarked"
    if entry.new:
        yield "new"


def status(status: Status) -> str:
    """The library in numbers."""
    counts = {
        "papers": f"{status.papers:,}",
        "unread": f"{status.unread:,}",
        "bookmarked": f"{status.bookmarked:,}",
        "new": f"{status.new:,}",
        "with code": f"{status.with_code:,}",
        "indexed": f"{status.indexed:,}",
        "index": status.index,
    }
    for name, count in status.sources.items():
        counts[f"from {wording.source(name)}"] = f"{count:,}"
    return pairs(counts)


def statistics(statistics: Statistics, glyphs: Glyphs) -> str:
    """The statistics with a bar for each number."""
    return "\n\n".join(
        "\n".join([title, *(f"  {line}" for line in _bars(rows, glyphs))])
        for title, rows in _charts(statistics)
    )


def _charts(statistics: Statistics) -> Iterator[tuple[str, list[charts.Row]]]:
    yield "Papers a day", [charts.Row(f"{day}", count) for day, count in statistics.days.items()]
    for title, days in (("Added", statistics.added), ("Read", statistics.read)):
        rows = [charts.Row(f"{day}", count) for day, count in days.items() if count]
        yield f"{title} a day, of the last {len(days)} days", rows
    yield "Keywords of most papers", charts.keywords(statistics)
    yield "Sources: papers, unread", charts.sources(statistics)
    yield "Tags: papers, unread", charts.tags(statistics)


def _bars(rows: list[charts.Row], glyphs: Glyphs) -> list[str]:
    drawn = charts.bars(rows, _BAR, glyphs)
    return [f"{line.numbers}  {line.bar}  {line.name}" for line in drawn] or ["none"]


def keys(commands: Sequence[Command]) -> str:
    """The key map, a command a line."""
    return pairs({f"{c.id:<24}{c.shown_keys}": c.help for c in commands})


def starter_removed(removed: int, kept: int) -> str:
    """How many starter papers were removed, and how many kept."""
    text = f"{wording.count(removed, 'starter paper')} removed"
    if kept:
        text += f"; {papers(kept)} with your bookmark, tag or note kept"
    return text


def restored(restored: Restored, file: str, paths: Paths) -> str:
    """The outcome of a restore, and where the previous library is."""
    lines = [f"restored {papers(restored.papers)} from {one_line(file)}"]
    if restored.kept:
        lines.append(f"the previous library is kept in {one_line(str(restored.kept))}")
    if restored.settings:
        settings = one_line(str(paths.settings))
        lines.append(
            f"settings restored to {settings}"
            if restored.settings == "restored"
            else f"{settings} is unchanged; the backup, a zip file, has its own config.toml"
        )
    return "\n".join(lines)


def recovered(recovered: Recovered) -> str:
    """The outcome of a recovery, and what else there is."""
    lines = [
        f"recovered {papers(recovered.papers)}; the damaged library is kept in "
        f"{one_line(str(recovered.kept))}"
    ]
    if recovered.backup:
        lines.append(
            "if something is missing: "
            f"`broadsheet restore {one_line(str(recovered.backup))}` restores the newest backup"
        )
    return "\n".join(lines)


def checks(checks: Sequence[Check]) -> str:
    """The checks of `doctor`, one a line; a failed one begins with FAIL."""
    width = max(len(check.name) for check in checks)
    return "\n".join(
        f"{'ok' if check.ok else 'FAIL':<4}  {check.name:<{width}}  {one_line(check.what)}"
        for check in checks
    )


def pairs(values: Mapping[str, str]) -> str:
    """Names and values in two columns."""
    width = max(map(len, values), default=0)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in values.items())


def _emphasized(text: str) -> str:
    """`text` with what stands between `**` in bold on a terminal, and plain elsewhere."""
    bold = sys.stdout.isatty() and not os.environ.get("NO_COLOR")
    return re.sub(r"\*\*(.+?)\*\*", "\x1b[1m\\1\x1b[22m" if bold else r"\1", text, flags=re.DOTALL)


def _wrapped(text: str) -> str:
    width = min(shutil.get_terminal_size().columns, _WIDEST) - 3
    return "\n\n".join(textwrap.fill(part, max(width, 20)) for part in text.split("\n\n"))
