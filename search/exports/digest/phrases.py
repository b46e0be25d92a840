"""How a digest puts things, the same in every format. Nothing here is escaped yet."""

import re
import shlex
from collections.abc import Iterator
from urllib.parse import urlsplit

from search.exports.digest import Digest, Section
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.text.tex.readable import readable

_SOURCES = {"huggingface": "Hugging Face", "arxiv": "arXiv", "bibtex": "BibTeX", "ris": "RIS"}
_NAMED = 3  # authors; of more, these are named and the others counted
_SENTENCES = 3
_ENOUGH = 420  # characters of an excerpt, past which no further sentence is added
_MOST = 560  # characters of an excerpt, whatever its sentences
_SENTENCE = re.compile(
    r"(?:(?<=[.!?])|(?<=[.!?][)\"'’”]))\s+(?=[\"'“‘(\[$]?[^\W_a-z])|(?<=[。！？])(?![」』）])"
)
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|et al|etc|vs|cf|ca|figs?|eqs?|secs?|tabs?|refs?|resp|approx|no|dr|st)"
    r"|\b[A-Z])\.$",
    re.IGNORECASE,
)


def headline(digest: Digest) -> str:
    """What the digest is in a line: 37 new papers since 16 Nov 2026."""
    since = PartialDate.of(digest.since).words
    return f"{_new(digest.found) if digest.found else 'Nothing new'} since {since}"


def subject(digest: Digest) -> str:
    """The same behind the program's name."""
    line = headline(digest)
    return f"Broadsheet: {line[0].lower()}{line[1:]}"


def heading(section: Section) -> str:
    """What the section of a view is: "Agents: 12 new papers"."""
    return f"{section.name}: {_new(section.total)}"


def title(paper: Paper) -> str:
    """The title, TeX's signs as they read."""
    return readable(paper.title)


def authors(paper: Paper) -> str:
    """The first authors, and how many more; "" where none is known."""
    more = len(paper.authors) - _NAMED
    if more > 1:
        return f"{', '.join(paper.authors[:_NAMED])} and {more:,} more"
    return ", ".join(paper.authors)


def facts(paper: Paper) -> str:
    """Day, sources and counts, as far as they are known."""
    return " · ".join(_facts(paper))


def _facts(paper: Paper) -> Iterator[str]:
    if when := paper.listed or paper.published:
        yield when.words
    if paper.sources:
        yield ", ".join(_SOURCES.get(name, name) for name in paper.sources)
    if paper.upvotes is not None:
        yield _count(paper.upvotes, "upvote")
    if paper.stars is not None:
        yield _count(paper.stars, "star")


def links(paper: Paper) -> list[tuple[str, str]]:
    """Where the paper is to be found: what is there, and its http or https address."""
    found = (("Page", page(paper)), ("PDF", paper.pdf), ("GitHub", paper.github))
    return [(what, address) for what, address in found if address and _is_web(address)]


def page(paper: Paper) -> str | None:
    """The paper's page, where it has one that is http or https."""
    return paper.url if paper.url and _is_web(paper.url) else None


def paragraphs(paper: Paper) -> list[str]:
    """The abstract, or else the summary, TeX's signs as they read."""
    text = readable(paper.abstract or paper.summary or "")
    return text.split("\n\n") if text else []


def excerpt(paper: Paper) -> str:
    """The first two or three sentences of the abstract, or else of the summary."""
    text = ""
    abstract = " ".join(paragraphs(paper))
    for number, end in enumerate(_sentence_ends(abstract), 1):
        if text and end > _ENOUGH:
            break
        text = abstract[:end]
        if number == _SENTENCES:
            break
    if len(text) <= _MOST:
        return text
    return f"{text[:_MOST].rpartition(' ')[0] or text[:_MOST]} …"


def _sentence_ends(text: str) -> Iterator[int]:
    """Where each sentence ends, the last one at the end of the text."""
    for found in _SENTENCE.finditer(text):
        if not _ABBREVIATED.search(text, max(0, found.start() - 12), found.start()):
            yield found.start()
    yield len(text)


def more(section: Section) -> tuple[str, str] | None:
    """How many papers are left out, and the command that shows them; None where all are here."""
    left = section.total - len(section.papers)
    if not left:
        return None
    if section.rest is None:
        return f"and {left:,} more", ""
    offset = len(section.papers)
    return f"and {left:,} more", f"broadsheet search --offset {offset} {shlex.quote(section.rest)}"


def titles(section: Section) -> list[str]:
    """The titles of the papers past the first ones."""
    return [title(entry.paper) for entry in section.titles]


def quiet(digest: Digest) -> str:
    """The views in which nothing is new, in a sentence; "" where there are none."""
    names = [section.name for section in digest.sections if section.name and not section.total]
    return f"Nothing new in {', '.join(names)}." if names and digest.found else ""


def arrived_in_all(digest: Digest) -> tuple[str, str] | None:
    """How many papers came where not all are in the views, and the command that shows them."""
    if digest.arrived <= digest.found:
        return None
    return f"{_new(digest.arrived)} in all", f"broadsheet search {shlex.quote(digest.scope)}"


def _new(count: int) -> str:
    return _count(count, "new paper")


def _count(number: int, singular: str) -> str:
    return f"{number:,} {singular if number == 1 else singular + 's'}"


def _is_web(address: str) -> bool:
    return urlsplit(address).scheme in ("http", "https")
