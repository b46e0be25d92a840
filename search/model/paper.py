"""What a paper is, and its identity. Text from outside is made safe here, and only here."""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date

from search.errors import PaperError
from search.model.dates import PartialDate
from search.model.names import Name
from search.text import clean, links
from search.text.patterns import LazyPattern

# Fields of one line of text that sources of references know, in the terms of CSL 1.0.2 but for
# `comment` and `journal_ref`, which are arXiv's.
DETAILS = (
    "type", "container_title", "volume", "issue", "pages", "publisher", "place", "edition",
    "series", "number", "genre", "isbn", "issn", "pmid", "language", "version", "comment",
    "journal_ref", "citation_key",
)  # fmt: skip
_ISSN = LazyPattern(r"\d{4}-?\d{3}[\dXx](?:\W.*)?", re.ASCII)
_OF_PREPRINTS = {
    "publisher": LazyPattern("arxiv(?:\\.org)?", re.IGNORECASE),
    "genre": LazyPattern("preprint", re.IGNORECASE),
    "number": LazyPattern(r"arxiv:\s*\S+", re.IGNORECASE),
}
_DASH = LazyPattern(r"\s*(?:--+|[\u2010-\u2014])\s*")
_WITHDRAWN = LazyPattern(
    r"\W*(?:retracted|withdrawn)\b(?: (?:article|paper|chapter))?\s*[:\])\u2014-]", re.IGNORECASE
)
_COMMENT_WITHDRAWN = LazyPattern(
    r"\b(?:has been|have been|was|is|been|being|paper|article|submission|manuscript)\s+"
    r"(?:temporarily )?(?:withdrawn|retracted)\b|^\W*(?:withdrawn|retracted)\b"
    r"|\bwithdrawn (?:by|due|because|from|pending)\b"
    r"|\bwithdraw(?:ing)? (?:this|the|our) (?:paper|submission)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as one or more sources tell it. Missing is None or an empty tuple, never "" or 0.

    `abstract` is the authors' own; `summary` is anybody's short account of the paper.
    `authors` and `editors` are names as people write them; `names` and `editor_names` are the
    same people, in the same order, with the parts of their names as far as a source gave them.
    Where only the latter are given, the former follow.
    `published` is the first version's date, by default the month that the arXiv id tells; `listed`
    is the date it stood on a list.
    `arxiv` is the arXiv id without version; `doi` is lower case, without resolver.
    `github` is `https://github.com/OWNER/REPO`; where none is given it is taken from the
    links, then from the abstract. `upvotes` and `stars` are counts as last heard.
    `type` is one of CSL's item types, by default "article" where there is an arXiv id; `pages` are
    written with a hyphen, as in "3-14"; `version` is arXiv's number of it; `remark` is a note of
    the source, not of the user. `withdrawn`: a source says so, or the title or arXiv's comment.
    `own_id` is an id that the library gave, where another paper has the one that would be due.

    Raises PaperError where no title is left after cleaning.
    """

    title: str
    abstract: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    published: PartialDate | None = None
    listed: PartialDate | None = None
    arxiv: str | None = None
    doi: str | None = None
    url: str | None = None
    pdf: str | None = None
    github: str | None = None
    links: tuple[str, ...] = ()
    upvotes: int | None = None
    stars: int | None = None
    keywords: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    type: str | None = None
    container_title: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    publisher: str | None = None
    place: str | None = None
    edition: str | None = None
    series: str | None = None
    number: str | None = None
    genre: str | None = None
    isbn: str | None = None
    issn: str | None = None
    pmid: str | None = None
    language: str | None = None
    version: str | None = None
    comment: str | None = None
    journal_ref: str | None = None
    citation_key: str | None = None
    editors: tuple[str, ...] = ()
    editor_names: tuple[Name, ...] = ()
    remark: str | None = None
    withdrawn: bool = False
    own_id: str | None = None

    def __post_init__(self) -> None:
        set_field = object.__setattr__
        set_field(self, "title", clean.one_line(self.title))
        if not self.title:
            raise PaperError("a paper without a title")
        for name in ("abstract", "summary", "remark"):
            if given := getattr(self, name):
                set_field(self, name, clean.paragraphs(given) or None)
            elif given is not None:
                set_field(self, name, None)
        for name in DETAILS:
            given = getattr(self, name)
            if given is not None:
                set_field(self, name, clean.one_line(given) or None)
        if self.pages:
            set_field(self, "pages", _DASH.sub("-", self.pages))
        for name in ("keywords", "categories", "sources"):
            if given := getattr(self, name):
                set_field(self, name, _distinct(map(clean.one_line, given)))
        for shown, divided in (("authors", "names"), ("editors", "editor_names")):
            if getattr(self, shown) or getattr(self, divided):
                names = _names(getattr(self, shown), getattr(self, divided))
                set_field(self, divided, tuple(name for name, _ in names))
                set_field(self, shown, tuple(text for _, text in names))
        for name in ("published", "listed"):
            if isinstance(getattr(self, name), date):
                set_field(self, name, PartialDate.of(getattr(self, name)))
        set_field(self, "arxiv", links.arxiv_id(self.arxiv) if self.arxiv else None)
        set_field(self, "doi", links.doi(self.doi) if self.doi else None)
        if self.doi and not self.arxiv:
            set_field(self, "arxiv", links.arxiv_id(self.doi))
        found = (*map(links.web, self.links), *links.in_text(self.abstract or ""))
        if self.type == "document":  # as every paper is
            set_field(self, "type", None)
        if self.isbn and _ISSN.fullmatch(self.isbn):
            set_field(self, "issn", self.issn or self.isbn)
            set_field(self, "isbn", None)
        if self.arxiv and not self.published:
            set_field(self, "published", _month_of(self.arxiv))
        if self.arxiv:
            self._leave_out_what_the_id_says()
        set_field(self, "links", _distinct(link for link in found if link))
        github = links.repository(self.github) if self.github else None
        set_field(self, "github", github or _first_repository(self.links))
        set_field(self, "url", (self.url and links.web(self.url)) or _page_of(self.arxiv, self.doi))
        set_field(self, "pdf", (self.pdf and links.web(self.pdf)) or _pdf_of(self.arxiv))
        for name in ("upvotes", "stars"):
            count = getattr(self, name)
            if count is not None and not 0 <= count < 2**31:
                set_field(self, name, None)
        if not self.withdrawn:
            set_field(self, "withdrawn", _is_withdrawn(self.title, self.comment or ""))

    def _leave_out_what_the_id_says(self) -> None:
        """A preprint's type, and the publisher, genre and number that references put for it."""
        set_field = object.__setattr__
        if self.type in (None, "manuscript", "webpage"):
            set_field(self, "type", "article")
        for name, value_of_id in _OF_PREPRINTS.items():
            given = getattr(self, name)
            if given and value_of_id.fullmatch(given):
                set_field(self, name, None)

    @classmethod
    def as_stored(cls, **values: object) -> "Paper":
        """A paper from values that a Paper gave before; they are not cleaned a second time."""
        paper = object.__new__(cls)
        for name, default in _DEFAULTS.items():
            object.__setattr__(paper, name, values.get(name, default))
        return paper

    def known_as(self, own_id: str | None) -> "Paper":
        """The same paper with another `own_id`."""
        if self.own_id == own_id:
            return self
        values = {name: getattr(self, name) for name in _DEFAULTS}
        return Paper.as_stored(**{**values, "own_id": own_id})

    @property
    def id(self) -> str:
        """The arXiv id, else "doi:..." , else "t-" and 12 hex digits of the title key's SHA-256.

        Where another paper has that id, as one with the same title may, it is `own_id`.
        """
        if self.own_id or self.arxiv:
            return self.own_id or str(self.arxiv)
        return f"doi:{self.doi}" if self.doi else self.title_id

    @property
    def title_id(self) -> str:
        """The identity that the title alone gives."""
        return title_id(self.title)

    @property
    def identities(self) -> tuple[str, ...]:
        """Every name under which this paper may be known, the strongest first."""
        doi = f"doi:{self.doi}" if self.doi else None
        return tuple(
            dict.fromkeys(name for name in (self.own_id, self.arxiv, doi, self.title_id) if name)
        )


def title_id(title: str) -> str:
    """The id that a paper has by its title alone."""
    key = clean.title_key(title) or title
    return f"t-{hashlib.sha256(key.encode()).hexdigest()[:12]}"


_DEFAULTS = {field.name: field.default for field in fields(Paper)}


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _names(shown: Iterable[str], divided: tuple[Name, ...]) -> list[tuple[Name, str]]:
    """The people that `shown` names, each as one of `divided` where that is shown so."""
    names = [(name, text) for name in divided if (text := name.shown)]
    if not shown:
        return names
    written = [each for each in map(clean.one_line, shown) if each]
    if [text for _, text in names] == written:
        return names
    known = {text: name for name, text in names}
    return [(known.get(each) or Name(full=each), each) for each in written]


def _is_withdrawn(title: str, comment: str) -> bool:
    lower = comment.casefold()
    if "withdr" in lower or "retract" in lower:  # far quicker than the pattern
        return bool(_COMMENT_WITHDRAWN.search(comment) or _WITHDRAWN.match(title))
    return bool(_WITHDRAWN.match(title))


def _month_of(arxiv: str) -> PartialDate | None:
    """The month that an arXiv id tells; the first is of 1991."""
    digits = arxiv.rpartition("/")[2]
    year, month = int(digits[:2]), int(digits[2:4])
    return PartialDate.of_parts([year + (1900 if year > 90 else 2000), month])


def _first_repository(found: Iterable[str]) -> str | None:
    return next(filter(None, map(links.repository, found)), None)


def _page_of(arxiv: str | None, doi: str | None) -> str | None:
    if arxiv:
        return f"https://arxiv.org/abs/{arxiv}"
    return links.doi_page(doi) if doi else None


def _pdf_of(arxiv: str | None) -> str | None:
    return f"https://arxiv.org/pdf/{arxiv}" if arxiv else None
