"""What a paper is, and its identity. Text from outside is made safe here, and only here."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from search.errors import PaperError
from search.text import clean, links


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """A paper as the sources tell it. Missing is None or an empty tuple, never "" and never 0.

    `abstract` is the authors' own; `summary` is anybody's short account of the paper.
    `published` is the first version's day, `listed` the day it stood on a list.
    `arxiv` is the arXiv id without version; `doi` is lower case, without resolver.
    `github` is `https://github.com/OWNER/REPO`; where none is given it is taken from the
    links, then from the abstract. `upvotes` and `stars` are counts as last heard.

    Raises PaperError where no title is left after cleaning.
    """

    title: str
    abstract: str | None = None
    summary: str | None = None
    authors: tuple[str, ...] = ()
    published: date | None = None
    listed: date | None = None
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

    def __post_init__(self) -> None:
        made = object.__setattr__
        made(self, "title", clean.one_line(self.title))
        if not self.title:
            raise PaperError("a paper without a title")
        for name in ("abstract", "summary"):
            given = getattr(self, name)
            made(self, name, (given and clean.paragraphs(given)) or None)
        for name in ("authors", "keywords", "categories", "sources"):
            made(self, name, _distinct(map(clean.one_line, getattr(self, name))))
        made(self, "arxiv", links.arxiv_id(self.arxiv or ""))
        made(self, "doi", links.doi(self.doi or ""))
        if self.doi and not self.arxiv:
            made(self, "arxiv", links.arxiv_id(self.doi))
        found = (*map(links.web, self.links), *links.in_text(self.abstract or ""))
        made(self, "links", _distinct(link for link in found if link))
        made(self, "github", links.repository(self.github or "") or _first_repository(self.links))
        made(self, "url", links.web(self.url or "") or _page_of(self.arxiv, self.doi))
        made(self, "pdf", links.web(self.pdf or "") or _pdf_of(self.arxiv))
        for name in ("upvotes", "stars"):
            count = getattr(self, name)
            if count is not None and not 0 <= count < 2**31:
                made(self, name, None)

    @classmethod
    def as_stored(cls, **fields: object) -> "Paper":
        """A paper from fields that a Paper gave before; they are not cleaned a second time."""
        paper = object.__new__(cls)
        for name, value in fields.items():
            object.__setattr__(paper, name, value)
        return paper

    def without_source(self, name: str) -> "Paper":
        """The same paper as if `name` had not told of it."""
        sources = tuple(source for source in self.sources if source != name)
        return replace(self, sources=sources)

    @property
    def id(self) -> str:
        """The arXiv id, else "doi:..." , else "t-" and 12 hex digits of the title key's SHA-256."""
        if self.arxiv:
            return self.arxiv
        return f"doi:{self.doi}" if self.doi else self.title_id

    @property
    def title_id(self) -> str:
        """The identity that the title alone gives."""
        key = clean.title_key(self.title) or self.title
        return f"t-{hashlib.sha256(key.encode()).hexdigest()[:12]}"

    @property
    def identities(self) -> tuple[str, ...]:
        """Every name under which this paper may be known, the strongest first."""
        doi = f"doi:{self.doi}" if self.doi else None
        return tuple(name for name in (self.arxiv, doi, self.title_id) if name)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for value in values if value))


def _first_repository(found: Iterable[str]) -> str | None:
    return next(filter(None, map(links.repository, found)), None)


def _page_of(arxiv: str | None, doi: str | None) -> str | None:
    if arxiv:
        return f"https://arxiv.org/abs/{arxiv}"
    return links.doi_page(doi) if doi else None


def _pdf_of(arxiv: str | None) -> str | None:
    return f"https://arxiv.org/pdf/{arxiv}" if arxiv else None
