"""What search, related, show and foryou print."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import TYPE_CHECKING

from tui.appearance import wording
from tui.cli.text_output.lines import (
    WIDEST,
    emphasized,
    hung,
    indented,
    one_line,
    pairs,
    papers,
    wrapped,
)

if TYPE_CHECKING:
    from search import Entry, Learned, Part, Passage
    from tui.cli.result_page import Hit

_TERMS = 40  # words of a profile


def found(hits: Sequence[Hit], total: int, offset: int) -> str:
    """A page of results."""
    blocks = ["\n".join(_lines(hit)) for hit in hits]
    shown = f"{offset + 1}-{offset + len(hits)} of {total:,}" if hits else f"{total:,} found"
    return "\n\n".join([*blocks, shown])


def also_found(hits: Sequence[Hit], part: Part, offset: int) -> str:
    """Papers with some of the words, or by their full texts, below a rule that says so."""
    words = "also in full texts" if part.is_full_text else "also with some of the words"
    if part.respelled:
        words = f"found for “{part.respelled}”"
    rule = f" {words} ".center(WIDEST, "-")
    return f"\n{rule}\n\n{found(hits, len(part), offset)}"


def too_few(marks: int) -> str:
    """Why nothing is learned, and what is needed."""
    return f"Nothing is learned yet: {_marked(marks)}; three are needed"


def _marked(marks: int) -> str:
    return f"{papers(marks)} with a bookmark, tag or note"


def learned(learned: Learned) -> str:
    """What the personal order has learned: the strongest words of each profile."""
    if not learned.profiles:
        blocks = [f"{too_few(learned.marks)}."]
    else:
        blocks = [f"Learned from {_marked(learned.marks)}."]
    for state, label in (("pinned", "pinned"), ("out", "taken out")):
        if words := [each for each, known in learned.words.items() if known == state]:
            blocks.append(f"{label}:\n{indented(wrapped(', '.join(words)), '   ')}")
    for profile in learned.profiles:
        name = f"tag {profile.name}" if profile.name else "marked papers"
        terms = ", ".join(term for term, _ in profile.terms[:_TERMS])
        blocks.append(f"{name} ({profile.papers:,}):\n{indented(wrapped(terms), '   ')}")
    return "\n\n".join(blocks)


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
    blocks = [wrapped(_readable(paper.title))]
    if paper.authors:
        blocks.append(wrapped(", ".join(paper.authors)))
    blocks.append(pairs({name: fact for name, fact in facts.items() if fact}))
    texts = ((name, _readable(text)) for name, text in _texts(entry) if text)
    blocks += [f"{name}\n{wrapped(text)}" for name, text in texts]
    blocks += map(_passage, entry.passages)
    return "\n\n".join(blocks)


def _lines(hit: Hit) -> Iterator[str]:
    paper = hit.entry.paper
    state = f"{' ' if hit.entry.read else '*'}{'B' if hit.entry.bookmarked else ' '}"
    yield hung(f"{state} {_readable(paper.title)}")
    day = paper.listed or paper.published
    facts = [wording.day(day, date.today())] if day else []
    if paper.authors:
        facts.append(wording.people(paper.authors[0], len(paper.authors)))
    facts += [wording.source(name) for name in paper.sources]
    yield hung(f"   {paper.id} · {' · '.join(facts)}")
    if paper.github:
        yield f"   {paper.github}"
    if hit.snippet:
        where = f"In {hit.found_in.heading or 'the full text'}: " if hit.found_in else ""
        yield indented(emphasized(f"{where}{hit.snippet}"), "   ")
    if hit.reasons is not None:
        yield f"   score {hit.score:.2f}"
        for reason in hit.reasons:
            how = f" ({reason.how})" if reason.how else ""
            yield f"   {reason.score:7.2f}  {one_line(reason.what)}{how}"
    if hit.afield:
        yield "   from further afield"
    elif hit.why:
        yield indented(wrapped(f"because: {', '.join(hit.why)}"), "   ")


def _passage(passage: Passage) -> str:
    """The words with their section before them and the note below."""
    heading = f"Passage in {passage.heading}" if passage.heading else "Passage"
    note = f"\n{indented(wrapped(passage.note), '  ')}" if passage.note else ""
    return f"{heading}\n{wrapped(passage.text)}{note}"


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
