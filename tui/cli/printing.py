"""What the command line prints for people: a function for each outcome, hence long."""

from __future__ import annotations

import os
import re
import shutil
import sys
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import accumulate
from typing import TYPE_CHECKING

from tui.appearance import wording

if TYPE_CHECKING:
    from search import (
        Cached,
        Check,
        Cited,
        Entry,
        FullTextsFetched,
        Learned,
        Part,
        Passage,
        Paths,
        Recovered,
        References,
        Restored,
        Status,
    )
    from tui.cli.result_page import Hit
    from tui.keys.table import Command

_WIDEST = 88
_TERMS = 40  # words of a profile
# Beyond what JSON itself escapes: C1, what turns the direction of writing, halves of characters.
_CONTROL = r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def one_line(message: str) -> str:
    """`message` on one line, without control characters: a file's name may hold any."""
    return " ".join("".join(c if c.isprintable() else " " for c in message).split())


def harmless(document: str) -> str:
    """A JSON document with control characters as JSON's escapes; it means the same."""
    return re.sub(_CONTROL, lambda found: f"\\u{ord(found[0]):04x}", document)


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


def references(found: References, works: Sequence[Cited]) -> str:
    """What papers cite, each work with how many of them do, and whether the library has it."""
    blocks = []
    for work in works:
        names = work.identity
        title = f"{names.title} ({names.year})" if names.title and names.year else names.title
        count = f"{len(work.by):>3} " if found.papers > 1 else ""
        known = "in your library" if work.paper else ""
        facts = " · ".join(filter(None, (work.id, known)))
        lines = [_wrapped(one_line(title or work.text))]
        lines += [one_line(names.authors)] if title and names.authors else []
        lines += [facts] if facts else []
        indent = " " * len(count)
        blocks.append(count + _indented("\n".join(lines), indent).strip())
    owned = sum(1 for work in works if work.paper)
    total = f"{len(works):,} reference{'' if len(works) == 1 else 's'}, {owned:,} in your library"
    return "\n".join([*blocks, total])


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{count / 2**10:.0f} KB"


def found(hits: Sequence[Hit], total: int, offset: int) -> str:
    """A page of results."""
    blocks = ["\n".join(_lines(hit)) for hit in hits]
    shown = f"{offset + 1}-{offset + len(hits)} of {total:,}" if hits else f"{total:,} found"
    return "\n\n".join([*blocks, shown])


def learned(learned: Learned) -> str:
    """What the personal order has learned: the strongest words of each profile."""
    marked = f"{papers(learned.marks)} with a bookmark, tag or note"
    if not learned.profiles:
        blocks = [f"Nothing is learned yet: {marked}; three are needed."]
    else:
        blocks = [f"Learned from {marked}."]
    for state, label in (("pinned", "pinned"), ("out", "taken out")):
        if words := [each for each, known in learned.words.items() if known == state]:
            blocks.append(f"{label}:\n{_indented(_wrapped(', '.join(words)), '   ')}")
    for profile in learned.profiles:
        name = f"tag {profile.name}" if profile.name else "marked papers"
        terms = ", ".join(term for term, _ in profile.terms[:_TERMS])
        blocks.append(f"{name} ({profile.papers:,}):\n{_indented(_wrapped(terms), '   ')}")
    return "\n\n".join(blocks)


def also_found(hits: Sequence[Hit], part: Part, offset: int) -> str:
    """Papers with some of the words, or by their full texts, below a rule that says so."""
    words = "also in full texts" if part.is_full_text else "also with some of the words"
    if part.respelled:
        words = f"found for “{part.respelled}”"
    rule = f" {words} ".center(_WIDEST, "-")
    return f"\n{rule}\n\n{found(hits, len(part), offset)}"


def _lines(hit: Hit) -> Iterator[str]:
    paper = hit.entry.paper
    state = f"{' ' if hit.entry.read else '*'}{'B' if hit.entry.bookmarked else ' '}"
    yield _hung(f"{state} {_readable(paper.title)}")
    day = paper.listed or paper.published
    facts = [wording.day(day, date.today())] if day else []
    if paper.authors:
        facts.append(wording.people(paper.authors[0], len(paper.authors)))
    facts += [wording.source(name) for name in paper.sources]
    yield _hung(f"   {paper.id} · {' · '.join(facts)}")
    if paper.github:
        yield f"   {paper.github}"
    if hit.snippet:
        where = f"In {hit.found_in.heading or 'the full text'}: " if hit.found_in else ""
        yield _indented(_emphasized(f"{where}{hit.snippet}"), "   ")
    if hit.reasons is not None:
        yield f"   score {hit.score:.2f}"
        for reason in hit.reasons:
            how = f" ({reason.how})" if reason.how else ""
            yield f"   {reason.score:7.2f}  {one_line(reason.what)}{how}"
    if hit.afield:
        yield "   from further afield"
    elif hit.why:
        yield _indented(_wrapped(f"because: {', '.join(hit.why)}"), "   ")


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
    blocks += map(_passage, entry.passages)
    return "\n\n".join(blocks)


def _passage(passage: Passage) -> str:
    """The words with their section before them and the note below."""
    heading = f"Passage in {passage.heading}" if passage.heading else "Passage"
    note = f"\n{_indented(_wrapped(passage.note), '  ')}" if passage.note else ""
    return f"{heading}\n{_wrapped(passage.text)}{note}"


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
    if entry.hidden:
        yield "hidden"


def status(status: Status) -> str:
    """The library in numbers."""
    counts = {
        "papers": f"{status.papers:,}",
        "unread": f"{status.unread:,}",
        "bookmarked": f"{status.bookmarked:,}",
        "new": f"{status.new:,}",
        "with code": f"{status.with_code:,}",
        "hidden": f"{status.hidden:,}",
        "indexed": f"{status.indexed:,}",
        "index": status.index,
    }
    for name, count in status.sources.items():
        counts[f"from {wording.source(name)}"] = f"{count:,}"
    return pairs(counts)


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
    width = max(map(len, values), default=0) + 2
    return "\n".join(_hung(f"{name:<{width}}{value}", width) for name, value in values.items())


def _emphasized(text: str) -> str:
    """`text`, wrapped, with what stands between `**` in bold on a terminal and plain elsewhere."""
    parts = text.split("**")
    shown = _wrapped("".join(parts))
    if not sys.stdout.isatty() or os.environ.get("NO_COLOR"):
        return shown
    # Wrapping changes nothing but white space, so each part is found by its other signs.
    places = [place for place, sign in enumerate(shown) if not sign.isspace()]
    ends = list(accumulate(sum(not sign.isspace() for sign in part) for part in parts))
    for first, end in reversed([*zip(ends[::2], ends[1::2], strict=False)]):
        if first < end:
            start, stop = places[first], places[end - 1] + 1
            shown = f"{shown[:start]}\x1b[1m{shown[start:stop]}\x1b[22m{shown[stop:]}"
    return shown


def _hung(line: str, indent: int = 3) -> str:
    """A line wrapped at words below its text, on a terminal; elsewhere it stays whole."""
    if not sys.stdout.isatty():
        return line
    text = _wrapped(line[indent:], indent) if line[indent:].strip() else ""
    return f"{line[:indent]}{text}".replace("\n", "\n" + " " * indent)


def _indented(text: str, by: str) -> str:
    """As textwrap.indent, which takes a millisecond to import."""
    lines = text.splitlines(keepends=True)
    return "".join(f"{by}{line}" if line.strip() else line for line in lines)


def _wrapped(text: str, indent: int = 3) -> str:
    from search import wrapped  # most commands print nothing that is long

    width = max(min(shutil.get_terminal_size().columns, _WIDEST) - indent, 20)
    parts = (" ".join(part.split()) for part in text.split("\n\n"))
    return "\n\n".join("\n".join(wrapped(part, width)) for part in parts)
