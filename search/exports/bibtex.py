"""BibTeX, for BibTeX and biber alike: in UTF-8, with all that TeX would act on escaped.

Every entry is a @misc, as arXiv's own are: an @article needs a journal, and none is known.
"""

from collections.abc import Iterable, Iterator
from typing import TextIO

from search.exports.facts import Keys, issued, more_links
from search.exports.names import parted
from search.model.entry import Entry
from search.model.paper import Paper
from search.text import links
from search.text.tex import write as tex

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def write(entries: Iterable[Entry], stream: TextIO) -> None:
    """Write an entry for each paper, under a key of its own."""
    keys = Keys()
    for entry in entries:
        fields = [f"  {name:<13} = {value},\n" for name, value in _fields(entry.paper)]
        stream.write(f"@misc{{{keys.key(entry.paper)},\n{''.join(fields)}}}\n\n")


def _fields(paper: Paper) -> Iterator[tuple[str, str]]:
    day = issued(paper)
    given = {
        "title": tex.title(paper.title),
        "author": " and ".join(map(_name, paper.authors)),
        "year": f"{day[0]:04}" if day else "",
        "eprint": paper.arxiv,
        "archivePrefix": paper.arxiv and "arXiv",
        "primaryClass": paper.arxiv and tex.escaped("".join(paper.categories[:1])),
        "doi": paper.doi and _doi(paper.doi),
        "url": paper.url,
        "keywords": tex.escaped(", ".join(paper.keywords)),
        "abstract": _paragraphs(paper.abstract or ""),
        # Styles do not print it, as they do a note.
        "annotation": " ".join(map(tex.link, more_links(paper))),
    }
    for name, value in given.items():
        if value:
            yield name, f"{{{value}}}"
        if name == "year" and len(day) > 1:
            yield "month", _MONTHS[day[1] - 1]


def _name(written: str) -> str:
    """ "Byron, Ada" or "King, Jr., Ben"; in braces what is no one person's."""
    name = parted(written)
    if not name.given:
        return f"{{{tex.escaped(name.family)}}}"
    return ", ".join(tex.escaped(part) for part in (name.family, name.suffix, name.given) if part)


def _doi(doi: str) -> str:
    """The DOI, or its page where it has braces: BibTeX counts them, and one may stand alone."""
    return links.doi_page(doi) if set(doi) & set("{}\\") else doi


def _paragraphs(text: str) -> str:
    """The text with its blank lines; programs take a line that begins with @ for an entry."""
    return "\n\n".join(
        f"{{@}}{part[1:]}" if part.startswith("@") else part
        for part in map(tex.escaped, text.split("\n\n"))
    )
