"""Citation keys: whether one serves, and one made of a paper, as in lee2024curriculum."""

import re

from search.exports.facts import issued
from search.model.entry import Entry
from search.model.names import Name
from search.model.paper import Paper
from search.model.record import Record

_SMALL_WORDS = frozenset([
    "a", "an", "and", "are", "as", "at", "be", "by", "can", "do", "does", "for", "from", "how",
    "in", "into", "is", "it", "its", "of", "on", "or", "the", "to", "toward", "towards", "using",
    "via", "we", "what", "when", "where", "which", "who", "why", "with",
])  # fmt: skip
_LONGEST = 24  # letters of a word: a Chinese title has no spaces
# What BibTeX, biber or the \cite of LaTeX takes for something else.
_FORBIDDEN = re.compile(r"[\s\"#%'(),={}\\~^$&\[\]]|[^ -\U0010ffff]")


def wanted(entry: Entry) -> tuple[str, ...]:
    """The keys that a paper's sources gave, the first else one made; those of .bib files are more.

    Left out are keys that not every program can read.
    """
    first = entry.paper.citation_key or ""
    more = (own(record) for record in entry.records if record.format == "bibtex")
    given = [key for key in (first, *more) if key and not _FORBIDDEN.search(key)]
    return tuple(dict.fromkeys(given)) or (generated(entry.paper),)


def key_of(entry: Entry) -> str:
    """The key that the library gave an entry, else the one that it would give first."""
    return (entry.citation_keys or wanted(entry))[0]


def own(record: Record) -> str:
    """The key of a record of a .bib file; "" where it has none."""
    return dict(record.fields).get("@key", "")


def generated(paper: Paper) -> str:
    """The key that family name, year and title give, in small letters of ASCII."""
    when = issued(paper)
    family = _family(paper.names[0]) if paper.names else ""
    return f"{family or 'anon'}{when.year if when else ''}{_first_word(paper)}"


def _family(name: Name) -> str:
    parts = name.divided()
    return _ascii(f"{parts.particle}{parts.family}" or parts.literal)


def _first_word(paper: Paper) -> str:
    words = map(_ascii, paper.title.split())
    return next((word for word in words if word and word not in _SMALL_WORDS), "")[:_LONGEST]


def _ascii(text: str) -> str:
    """The letters and digits of `text`, small, without accents, all in Latin script."""
    if not text.isascii():
        from anyascii import anyascii  # most names need none of it

        text = anyascii(text)
    return "".join(filter(str.isalnum, text.casefold()))
