"""Papers, what finds them, and what the personal order learned."""

from typing import NotRequired, TypedDict


class PassageBlock(TypedDict):
    """What a passage has of one block of the text."""

    section: str | None
    digest: str
    nth: int
    words: str
    start: int
    text: str


class Passage(TypedDict):
    """Words of the full text that were marked."""

    id: str
    version: int | None
    section: str | None
    heading: str | None
    text: str
    note: str | None
    place: int
    blocks: list[PassageBlock]


class Paper(TypedDict):
    """A paper. `type` and `names` are as in CSL 1.0.2; `new` since the last visit but one."""

    id: str
    title: str
    abstract: str | None
    authors: list[str]
    published: str | None
    listed: str | None
    url: str | None
    pdf: str | None
    github: str | None
    links: list[str]
    upvotes: int | None
    stars: int | None
    summary: str | None
    keywords: list[str]
    categories: list[str]
    doi: str | None
    sources: list[str]
    type: str | None
    container_title: str | None
    volume: str | None
    issue: str | None
    pages: str | None
    publisher: str | None
    place: str | None
    edition: str | None
    series: str | None
    number: str | None
    genre: str | None
    isbn: str | None
    issn: str | None
    pmid: str | None
    language: str | None
    version: str | None
    comment: str | None
    journal_ref: str | None
    citation_key: str | None
    editors: list[str]
    names: list[dict[str, str]]
    editor_names: list[dict[str, str]]
    issued: str | None
    remark: str | None
    withdrawn: bool
    read: bool
    bookmarked: bool
    new: bool
    hidden: bool
    tags: list[str]
    note: str | None
    passages: list[Passage]


class Reason(TypedDict):
    """A word or a bonus that adds to a score."""

    what: str
    score: float
    how: str | None


class FoundIn(TypedDict):
    """A section of a full text."""

    id: str | None
    number: str | None
    title: str


class Hit(Paper):
    """A paper that was found. Matched words of `snippet` stand between `**`.

    `section` is that of the full text in which the words are, where they are nowhere else; in
    `related`, which compares titles and abstracts, it is null. `why` and `afield` (one of the two
    from further afield) stand in the personal order, `reasons` with --explain.
    """

    score: float
    snippet: str | None
    section: FoundIn | None
    why: NotRequired[list[str]]
    afield: NotRequired[bool]
    reasons: NotRequired[list[Reason]]


class Partial(TypedDict):
    """Papers with some of the words of the query, below those with all."""

    total: int
    papers: list[Hit]


class Found(TypedDict):
    """A page of papers, and how many there are on all pages."""

    query: str
    total: int
    took_ms: float
    ignored: list[str]
    papers: list[Hit]
    partial: Partial


class Term(TypedDict):
    """A term of a profile."""

    term: str
    weight: float


class Profile(TypedDict):
    """What the papers of a tag, or the others, have in common; the strongest terms first."""

    name: str
    papers: int
    terms: list[Term]


class InterestWord(TypedDict):
    """A word or two that was taken out of the personal order ("out"), or pinned ("pinned")."""

    words: str
    state: str


class Learned(TypedDict):
    """What the personal order has learned."""

    marks: int
    profiles: list[Profile]
    words: list[InterestWord]


class Tag(TypedDict):
    """A tag, and how many papers have it that are not hidden."""

    tag: str
    papers: int
