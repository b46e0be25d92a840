"""Citations in the style of the APA, seventh edition, in plain text.

The rules are those of the Publication Manual, 2020: 9.7 to 9.12 (authors, dates), 10.8 (preprints).
"""

import re

from search.exports.facts import issued
from search.exports.names import parted
from search.model.entry import Entry
from search.model.paper import Paper
from search.text import links

_MOST = 20  # authors; of more, the first nineteen and the last stand for all


def citation(entry: Entry) -> str:
    """One line: authors, year, title, arXiv's number, and the link to arXiv, DOI or page."""
    paper = entry.paper
    day = issued(paper)
    year = f"({day[0] if day else 'n.d.'})"
    title = f"{paper.title} (arXiv:{paper.arxiv})" if paper.arxiv else paper.title
    if authors := _authors([_name(author) for author in paper.authors]):
        parts = [_ended(authors), f"{year}.", _ended(title)]
    else:
        parts = [_ended(title), f"{year}."]
    return " ".join([*parts, *_where(paper)])


def _where(paper: Paper) -> list[str]:
    if paper.arxiv:
        return ["arXiv.", f"https://arxiv.org/abs/{paper.arxiv}"]
    if paper.doi:
        return [links.doi_page(paper.doi)]
    return [paper.url] if paper.url else []


def _authors(names: list[str]) -> str:
    if len(names) > _MOST:
        return ", ".join([*names[: _MOST - 1], f". . . {names[-1]}"])
    *others, last = names or [""]
    return f"{', '.join(others)}, & {last}" if others else last


def _name(written: str) -> str:
    """ "Byron, A. M., Jr."; a group's name as it is."""
    name = parted(written)
    parts = (
        name.family,
        " ".join(map(_initials, re.split(r" |\.(?!-) ?", name.given))),
        name.suffix,
    )
    return ", ".join(part.strip() for part in parts if part.strip())


def _initials(given: str) -> str:
    """ "J.-L." of "Jean-Luc"; "" of what begins with no letter."""
    letters = (next(filter(str.isalpha, part), "") for part in given.split("-"))
    return "-".join(f"{letter.upper()}." for letter in letters if letter)


def _ended(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
