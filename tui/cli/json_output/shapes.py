"""The shape of the JSON document of each command, hence long; schema.py describes them.

A document has all keys of its shape and no others, but for those that are NotRequired. What is
missing is null. Dates are as precise as their source: "2024", "2024-06" or "2024-06-03". Times
of day are in UTC, as "2026-09-24T06:30:00Z"; `took_s` is in seconds.
"""

from typing import NotRequired, TypedDict


class Skipped(TypedDict):
    """A piece of a file or feed that made no paper, and why."""

    file: str
    line: int | None
    reason: str


class Outcomes(TypedDict):
    """What became of the papers that were read."""

    added: int
    updated: int
    unchanged: int
    skipped: list[Skipped]


class Imported(Outcomes):
    """`joined` are ids of papers that took up a record because of its title alone."""

    joined: list[str]
    took_s: float


class FeedSynced(Outcomes):
    """One feed. `missing` is fetched again by the next sync; `gone` is no longer offered."""

    name: str
    what: str
    error: str | None
    synced: str | None
    missing: list[str]
    gone: list[str]
    revised: int
    relisted: int


class Synced(Outcomes):
    """The outcomes of all feeds together, and of each; `liked` papers are like the marked ones."""

    liked: int
    feeds: list[FeedSynced]
    took_s: float


class FeedState(TypedDict):
    """A feed of the settings, and its last complete sync."""

    name: str
    what: str
    synced: str | None
    missing: list[str]
    gone: list[str]


class Feeds(TypedDict):
    """The feeds of the settings."""

    feeds: list[FeedState]


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


class MissingText(TypedDict):
    """A full text that could not be had; `id` is null where no paper has the id."""

    id: str | None
    reason: str


class Fetched(TypedDict):
    """What came, what was there, and what is missing."""

    fetched: int
    cached: int
    missing: list[MissingText]
    took_s: float


CachedText = TypedDict(
    "CachedText",
    {
        "id": str,
        "title": str,
        "from": str,
        "version": int | None,
        "fetched": str | None,
        "size": int,
    },
)
CachedText.__doc__ = "A full text in the cache; its size in bytes."


class CachedTexts(TypedDict):
    """The full texts in the cache, and their size together."""

    papers: list[CachedText]
    size: int


class CitedWork(TypedDict):
    """A work that papers cite: `id` opens or adds it, `paper` is its id if the library has it."""

    id: str | None
    paper: str | None
    title: str | None
    authors: str | None
    year: int | None
    doi: str | None
    arxiv: str | None
    text: str
    cited_by: list[str]


class CitedWorks(TypedDict):
    """What papers cite, the most cited first; how many papers have a cached full text or none."""

    papers: int
    without_text: int
    references: list[CitedWork]


class Cleared(TypedDict):
    """How many full texts were removed."""

    cleared: int


class Changed(TypedDict):
    """How many papers were changed or removed."""

    changed: int


class Undone(TypedDict):
    """What was undone; null where there was nothing."""

    undone: str | None


class Redone(TypedDict):
    """What was redone; null where there was nothing."""

    redone: str | None


class SavedView(TypedDict):
    """A query under a name."""

    name: str
    query: str


class Tag(TypedDict):
    """A tag, and how many papers have it that are not hidden."""

    tag: str
    papers: int


class Written(TypedDict):
    """How many papers a file has now."""

    papers: int
    file: str


class DigestView(TypedDict):
    """What is new in one view: the first papers of a total; `name` is null for all papers."""

    name: str | None
    query: str
    total: int
    papers: list[Paper]


class Digest(TypedDict):
    """What was added from a day on, for each view."""

    since: str
    views: list[DigestView]


class Mailed(TypedDict):
    """How many papers were mailed, and the addresses that the server accepted."""

    papers: int
    to: list[str]


class Status(TypedDict):
    """The library in numbers; `index` is "ready", "building" or "broken"."""

    papers: int
    unread: int
    bookmarked: int
    new: int
    with_code: int
    hidden: int
    indexed: int
    sources: dict[str, int]
    index: str
    schema: int


class Day(TypedDict):
    """Papers of a day."""

    day: str
    papers: int


class ReadingDay(TypedDict):
    """Papers that were added and read on a day."""

    day: str
    added: int
    read: int


class Keyword(TypedDict):
    """Papers with a keyword."""

    keyword: str
    papers: int


class Share(TypedDict):
    """Papers of a source or tag."""

    papers: int
    unread: int


class Statistics(TypedDict):
    """The library over time and by kind."""

    days: list[Day]
    read: list[ReadingDay]
    keywords: list[Keyword]
    sources: dict[str, Share]
    tags: dict[str, Share]


class Rebuilt(TypedDict):
    """A rebuilt index."""

    papers: int
    took_s: float


class BackedUp(TypedDict):
    """A backup that was written."""

    file: str
    papers: int
    bytes: int
    took_s: float


class Restored(TypedDict):
    """`kept` has what was there before; `settings` is "restored", "left" or null."""

    papers: int
    kept: str | None
    settings: str | None
    took_s: float


class Recovered(TypedDict):
    """`kept` is the damaged file, `backup` the newest automatic backup."""

    papers: int
    kept: str
    backup: str | None
    took_s: float


class Places(TypedDict):
    """Where files are."""

    data: str
    cache: str
    config: str
    store: str
    backups: str
    index: str
    settings: str


class Key(TypedDict):
    """A command of the reader, with the names of its keys."""

    id: str
    keys: list[str]
    help: str


class Check(TypedDict):
    """One thing that was looked at: how it is, or what is wrong and what to do."""

    name: str
    ok: bool
    what: str


class Checks(TypedDict):
    """Whether all is well, and each check."""

    ok: bool
    checks: list[Check]


class StarterRemoved(TypedDict):
    """How many starter papers were removed, and how many were kept for their marks."""

    removed: int
    kept: int


class QueryForm(TypedDict):
    """A form of the query language, and a query that uses it."""

    write: str
    means: str
    example: str


class Completion(TypedDict):
    """The completion script of a shell."""

    shell: str
    script: str


class Section(TypedDict):
    """A section of a paper."""

    id: str
    level: int
    number: str | None
    title: str


class Span(TypedDict, total=False):
    """Words, or one of: a formula, a citation, a link, the mark of a footnote."""

    text: str
    style: str
    math: str
    tex: str
    display: bool
    number: str | None
    rows: list[str]
    base: int
    cite: str | None
    link: str | None
    footnote: str
    mark: str


class Block(TypedDict):
    """A piece of a paper: heading, paragraph, equation, table and so on."""

    kind: str
    section: str | None
    id: str | None
    spans: list[Span]
    rows: list[list[list[Span]]]
    level: NotRequired[int]
    anchors: NotRequired[list[str]]
    merged: NotRequired[list[list[int]]]
    head: NotRequired[int]
    line_numbers: NotRequired[list[str]]


class Reference(TypedDict):
    """An entry of the bibliography; `paper` is the id of the library's paper that it is."""

    id: str
    label: str | None
    text: str
    doi: str | None
    arxiv: str | None
    paper: str | None
    title: NotRequired[str]
    year: NotRequired[int]
    link: NotRequired[str]


class Figure(TypedDict):
    """A figure."""

    id: str
    number: str | None
    caption: str
    images: NotRequired[list[str]]


class Table(TypedDict):
    """A table: its cells are the rows of its block."""

    id: str
    number: str | None
    caption: str
    rows: int
    columns: int


Document = TypedDict(
    "Document",
    {
        "id": str | None,
        "version": int | None,
        "from": str,
        "title": str,
        "sections": list[Section],
        "blocks": list[Block],
        "references": list[Reference],
        "figures": list[Figure],
        "tables": list[Table],
        "problems": list[str],
    },
)
Document.__doc__ = "A whole paper. The blocks in order hold every word of it once."

# What each command prints with --json; options that change that stand behind its name.
SHAPES: dict[str, object] = {
    "import": Imported,
    "sync": Synced,
    "sync --list": Feeds,
    "add": Imported,
    "starter": StarterRemoved,
    "search": Found,
    "related": Found,
    "show": Paper,
    "foryou": Found,
    "foryou --explain": Learned,
    "foryou --without": Learned,
    "foryou --pin": Learned,
    "foryou --reset": Learned,
    "read": Document,
    "fetch": Fetched,
    "cache": CachedTexts,
    "cache --clear": Cleared,
    "references": CitedWorks,
    "mark": Changed,
    "remove": Changed,
    "split": Changed,
    "join": Changed,
    "undo": Undone,
    "redo": Redone,
    "tags": list[Tag],
    "view": list[SavedView],
    "export": list[Paper],
    "export --output": Written,
    "digest": Digest,
    "digest --output": Written,
    "digest --mail": Mailed,
    "status": Status,
    "stats": Statistics,
    "rebuild": Rebuilt,
    "backup": BackedUp,
    "restore": Restored,
    "recover": Recovered,
    "paths": Places,
    "keys": list[Key],
    "doctor": Checks,
    "completion": Completion,
    "help query": list[QueryForm],
}
