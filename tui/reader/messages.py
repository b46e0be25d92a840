"""The reader's sentences: what was found, where one is, what to do next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from textual.notifications import SeverityLevel

from tui.appearance import wording
from tui.keys.keymap import Keymap
from tui.views import View

if TYPE_CHECKING:
    from search import Counts, Results, Synced
    from tui.reader.state.list_state import ListState
    from tui.reader.state.listed import Listed

_LIKENESS = 52  # characters of the words by which papers are alike


def library(counts: Counts) -> str:
    """The library in a few words."""
    papers = wording.count(counts.papers, "paper")
    return f"{papers} · {counts.new:,} new" if counts.new else papers


def arrived(counts: Counts, keymap: Keymap) -> str:
    """Where the new papers are, at the start."""
    return keymap.say(f"{wording.count(counts.new, 'new paper')} · {{view.5}} shows them")


def found(results: Results) -> str:
    """What the query found, and how quickly."""
    return f"{len(results):,} found · {results.took_ms:.0f} ms"


def place(shown: ListState, counts: Counts, view: View, selected: int) -> tuple[str, ...]:
    """Where the cursor is, and the counts; the most important first."""
    at = _at(shown.position, shown.listed)
    if not (shown.listed and shown.listed.partly) and len(shown.results or ()) != counts.papers:
        at = f"{at} shown, {counts.papers:,} in all"
    unread, bookmarked = f"{counts.unread:,} unread", f"{counts.bookmarked:,} bookmarked"
    rest = (at, unread, bookmarked, view.label)
    return (f"{selected:,} selected", *rest) if selected else rest


def _at(position: int | None, listed: Listed | None) -> str:
    """The number of the paper under the cursor, of those on its side of the rule."""
    if position is None or listed is None:
        return "no paper"
    complete, partly = len(listed.results), listed.partly
    if listed.rule is None:
        return f"{position + 1:,} of {complete:,}"
    if listed.is_full_text:
        if position < listed.rule:
            return f"{position + 1:,} of {complete:,}, {partly:,} by full text"
        return f"{position - listed.rule:,} of {partly:,} by full text, {complete:,} others"
    if listed.respelled:
        return f"{position - listed.rule:,} of {partly:,} for “{listed.respelled}”"
    if position < listed.rule:
        return f"{position + 1:,} of {complete:,} with all words, {partly:,} with some"
    return f"{position - listed.rule:,} of {partly:,} with some words, {complete:,} with all"


def rule(listed: Listed | None) -> str:
    """The words in the rule above the papers with some of the words."""
    if listed is None or not listed.partly:
        return ""
    where = "in full texts" if listed.is_full_text else "with some of the words"
    if listed.respelled:
        where = f"for “{listed.respelled}”"
    return f"{listed.partly:,} {where}"  # the number first: the rest may be cut


def nothing(results: Results, view: View, keymap: Keymap) -> str:
    """The sentence in the place of an empty list."""
    if not results.query.strip():
        return keymap.say(view.empty)
    if results.missing:
        offer = "" if results.missing.startswith("t-") else "{pane.in} fetches it. "
        return keymap.say(
            f"No paper has the id {results.missing}. {offer}{{escape}} clears the search."
        )
    takes, all_papers, clears = map(
        keymap.say,
        ("{pane.next} takes it", "{view.1} looks in all papers", "{escape} clears the search"),
    )
    better = (results.did_you_mean or "").strip()
    hint = f"Did you mean {better}? {takes}. " if better else ""
    where = "" if view.name == "all" else f" in {view.label}; {all_papers}"
    return f"Nothing found{where}. {hint}{clears}."


def notice(
    results: Results, view: View, keymap: Keymap, *, partly: bool, only_starter: bool
) -> str:
    """The line under the search bar: what was ignored, or a hint; mostly empty.

    `partly`: the list goes on with papers that have some of the words.
    """
    said = [*_notices(results, keymap, only_starter=only_starter)]
    if partly and not len(results) and not (results.partial and results.partial.respelled):
        where = (
            "" if view.name == "all" else keymap.say(f" in {view.label} ({{view.1}}: all papers)")
        )
        said.insert(0, f"No paper{where} has all words")
    return " · ".join(said)


def synced(synced: Synced, keymap: Keymap) -> tuple[str, SeverityLevel]:
    """The outcome of a sync and where the new papers are, then each failure, on lines of its own.

    Where every feed failed and nothing came, there is no outcome but the failures.
    """
    faults = [
        fault
        for feed in synced.feeds
        for fault in (
            f"{feed.name}: no longer available: {', '.join(feed.gone)}" if feed.gone else "",
            f"{feed.name}: {feed.error}" if feed.error else "",
        )
        if fault
    ]
    came = synced.added or synced.updated or synced.unchanged
    is_worth_it = came or not all(feed.error for feed in synced.feeds)
    lines = [_outcomes(synced, keymap), *faults] if is_worth_it else faults
    return "\n".join(lines), "warning" if faults else "information"


def _outcomes(synced: Synced, keymap: Keymap) -> str:
    skipped = sum(piece.is_entry for piece in synced.skipped)
    if not (synced.added or synced.updated or synced.unchanged or synced.relisted or skipped):
        return "Nothing new"
    return (
        f"{synced.added:,} added, {synced.updated:,} updated"
        + (f" ({synced.revised:,} revised)" if synced.revised else "")
        + f", {synced.unchanged:,} unchanged"
        + (f", {synced.relisted:,} cross-listed or replaced" if synced.relisted else "")
        + (f", {skipped:,} skipped" if skipped else "")
        + (keymap.say(" · {view.5} shows the new ones") if synced.added else "")
        + (f" · {synced.liked:,} like those you marked" if synced.liked else "")
    )


def _as_fits(words: Sequence[str]) -> str:
    """As many of the words as stand on one line of a narrow screen."""
    shown = words[0]
    for word in words[1:]:
        if len(shown) + len(word) > _LIKENESS:
            break
        shown += f", {word}"
    return shown


def _notices(results: Results, keymap: Keymap, *, only_starter: bool) -> Iterator[str]:
    better = (results.did_you_mean or "").strip()
    if better and not results.ignored:
        yield f"Did you mean: {better}? ({keymap.say('{pane.next}')})"
    if results.ignored and not results.missing:
        yield f"Ignored: {'; '.join(results.ignored)}"
        if better:
            yield f"{keymap.say('{pane.next} takes')} {better}"
    yield from results.remarks
    if results.likeness:
        yield f"Like that paper by: {_as_fits(results.likeness)}"
    if only_starter and not results.query:
        yield (
            f"These are starter papers. {keymap.say('{sync} fetches')} today's papers, "
            "`broadsheet import FILE` reads yours; then these leave."
        )
