"""The Hugging Face papers page as people save it: as plain text, with links, from html2text.

The page is a list of titles and abstracts among the site's furniture, with nothing that says
which is which. Where links or headings were saved they tell; elsewhere the length does.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise, zip_longest
from typing import BinaryIO

from search.errors import SourceError
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.model.record import Record, Skipped
from search.sources import decoding, records
from search.sources.formats.page_parts import Kind, Part, day, parts, votes
from search.text import links

_TEXT = (Kind.TITLE, Kind.BODY)
_MOST_LABEL_WORDS = 4  # of a link to elsewhere on the site, which stands before its target
_HEADINGS = ("research community", "in your email inbox!", "in your email inbox once a day!")
_ENDS = ("previous", "next", "load more", "company")
_MOST_LINES = 100_000  # seconds of work; a page of a month has a tenth
_LEAST_WORDS = 3  # of a title that nothing but its place tells: shorter ones are menu entries


@dataclass(slots=True)
class _Draft:
    title: Part
    upvotes: int | None = None
    published: PartialDate | None = None
    abstract: list[str] = field(default_factory=list)


def read(stream: BinaryIO, name: str) -> Iterator[Record | Skipped]:
    """The papers of a saved page; each piece that was not understood is Skipped with its line."""
    text = decoding.text(stream, name)
    if text.count("\n") > _MOST_LINES:
        raise SourceError(
            f"{name} has more than {_MOST_LINES:,} lines, and no saved page has: split it, or name "
            "its format with --format"
        )
    found = parts(text)
    _mark_by_links(found)
    drafts = (
        (draft.line, Skipped(name, draft.line, f"not understood: {draft.text[:60]!r}"))
        if isinstance(draft, Part)
        else (draft.title.line, draft)
        for draft in _drafts(found)
    )
    yield from records.read(drafts, _record, name)


def resembles(text: str) -> bool:
    """Whether most of what may be an abstract in `text` is prose that follows a title.

    In programs, licences and letters it is not: their long paragraphs follow one another, or
    what ends as a sentence or a piece of code does.
    """
    found = [part for part in parts(text) if part.kind in _TEXT]
    bodies = sum(part.kind is Kind.BODY for part in found)
    papers = sum(
        part.kind is Kind.TITLE
        and follower.kind is Kind.BODY
        and (part.text[-1].isalnum() or part.text[-1] in "?!)")
        and follower.text[-1] in ".!?"
        for part, follower in pairwise(found)
    )
    return bodies > 0 and papers * 5 >= bodies * 4


def _record(draft: _Draft) -> Record:
    arxiv = draft.title.arxiv
    paper = Paper(
        title=draft.title.text,
        abstract="\n\n".join(draft.abstract),
        published=draft.published,
        arxiv=arxiv,
        url=f"https://huggingface.co/papers/{arxiv}" if arxiv else None,
        upvotes=draft.upvotes,
        sources=("huggingface",),
    )
    return Record(paper, "page")


def _mark_by_links(found: list[Part]) -> None:
    """A paper's page is linked after its title, then after its abstract: so both are known."""
    here: str | None = None
    titled = False
    waiting: list[Part] = []
    for before, part in zip([None, *found], found, strict=False):
        if part.kind in _TEXT:
            waiting.append(part)
        elif part.kind is Kind.LINK and waiting and waiting[-1] is before:
            if len(before.text.split()) <= _MOST_LABEL_WORDS:
                waiting.pop().kind = Kind.FURNITURE
        elif part.kind is Kind.PAGE:
            titled = titled and part.arxiv == here
            here = part.arxiv
            if titled:
                for text in waiting:
                    text.kind, text.sure = Kind.BODY, True
            elif waiting:
                title = waiting[-1]
                title.kind, title.sure, title.arxiv = Kind.TITLE, True, here
                titled = True
            waiting = []


def _drafts(found: list[Part]) -> Iterator[_Draft | Part]:
    """The papers, and the text that is neither a part of one nor the site's furniture."""
    begins = _titles(found)
    draft: _Draft | None = None
    upvotes: int | None = None
    below = False  # the papers: what is there turns to other days
    for part in found:
        if part.kind is Kind.TITLE and part.line in begins:
            if draft:
                yield draft
            draft, upvotes = _Draft(part, upvotes), None
        elif part.kind is Kind.VOTES:
            upvotes = votes(part.text)
        elif part.kind is Kind.FURNITURE and part.text.casefold() in _ENDS:
            below = True
        elif part.kind is Kind.DATE and draft and not below:
            draft.published = day(part.text) or draft.published
        elif draft and (part.kind is Kind.BODY or (part.kind is Kind.TITLE and _goes_on(part))):
            draft.abstract.append(part.text)
        elif part.kind in _TEXT:
            yield part
    if draft:
        yield draft


def _titles(found: list[Part]) -> set[int]:
    """The lines of the titles: those that a link or an abstract proves, and on a page without
    links those that stand among the papers, for an abstract may be missing."""
    texts = [part for part in found if part.kind in _TEXT]
    proved = {
        part.line
        for part, follower in zip_longest(texts, texts[1:])
        if part.kind is Kind.TITLE
        and (part.sure or (follower and follower.kind is Kind.BODY and not _has_link(part)))
    }
    if any(part.sure for part in texts):
        return proved
    if not proved:
        return _alone(found)
    first = min(proved)
    header = max((p.line for p in found if p.line < first and p.kind not in _TEXT), default=0)
    return proved | {
        part.line
        for part in texts
        if part.kind is Kind.TITLE
        and part.line > header
        and len(part.text.split()) >= _LEAST_WORDS
        and not (part.line > first and _goes_on(part))
    }


def _alone(found: list[Part]) -> set[int]:
    """The lines of titles on a page that has no abstract at all: what follows its heading."""
    heading = max((part.line for part in found if _is_heading(part)), default=None)
    return {
        part.line
        for part in found
        if part.kind is Kind.TITLE
        and heading is not None
        and part.line > heading
        and len(part.text.split()) >= _LEAST_WORDS
    }


def _is_heading(part: Part) -> bool:
    return part.kind is Kind.FURNITURE and part.text.casefold().endswith(_HEADINGS)


def _goes_on(part: Part) -> bool:
    """Whether a short `part` that no abstract follows is more of the one before: a title has
    neither a link nor a full stop."""
    return part.text.endswith(".") or _has_link(part)


def _has_link(part: Part) -> bool:
    return bool(links.in_text(part.text))
