"""What references tell of a paper beside its own fields, and how they add to its source's words."""

from collections.abc import Iterable, Iterator, Mapping

from search.model.dates import PartialDate
from search.model.entry import Entry
from search.model.paper import Paper
from search.model.passage import Passage
from search.model.record import Record
from search.text import links

Fields = list[tuple[str, str]]


def issued(paper: Paper) -> PartialDate | None:
    """The date of a first version, else the month that the arXiv id tells, else that of a list."""
    if paper.published:
        return paper.published
    if paper.arxiv:
        digits = paper.arxiv.rpartition("/")[2]
        year, month = int(digits[:2]), int(digits[2:4])
        return PartialDate(year + (1900 if year > 90 else 2000), month)  # arXiv began in 1991
    return paper.listed


def annotation(entry: Entry) -> str:
    """The user's note and passages, with a blank line between; "" where there is neither."""
    return "\n\n".join(filter(None, (entry.note, *map(_passage, entry.passages))))


def _passage(passage: Passage) -> str:
    section = f" ({passage.heading})" if passage.heading else ""
    note = f"\n\n{passage.note}" if passage.note else ""
    return f"“{passage.text}”{section}{note}"


def page(paper: Paper) -> str | None:
    """The paper's page: arXiv's in place of a list's; None where it is the page of its DOI."""
    if paper.arxiv and (not paper.url or links.arxiv_id(paper.url)):
        return f"https://arxiv.org/abs/{paper.arxiv}"
    return None if paper.doi and paper.url == links.doi_page(paper.doi) else paper.url


def more_links(paper: Paper) -> tuple[str, ...]:
    """The links of a paper beside its own page, where the abstract does not give them all."""
    if Paper(title=paper.title, abstract=paper.abstract).links == paper.links:
        return ()
    return paper.links


def repository(paper: Paper) -> str | None:
    """The repository of a paper, where its links do not say it."""
    known = Paper(title=paper.title, abstract=paper.abstract, links=paper.links).github
    return None if known == paper.github else paper.github


def fields_of(records: Iterable[Record]) -> Fields:
    """What records said of a paper, in their own words.

    Of the later ones come the fields that are not there yet, by their name in any case.
    """
    found: Fields = []
    for record in records:
        known = {name.casefold() for name, _ in found}
        found += [field for field in record.fields if field[0].casefold() not in known]
    return found


def completed(
    fields: Iterable[tuple[str, str]], known: Iterable[tuple[str, str]], places: Mapping[str, str]
) -> Iterator[tuple[str, str]]:
    """What a source said, and what else is known and has no place among it yet.

    `places` gives the place of names that are others for one thing: `issue` is in that of `number`.
    """
    taken = set()
    for name, value in fields:
        if value:
            taken.add(places.get(name.casefold(), name.casefold()))
            yield name, value
    for name, value in known:
        if value and places.get(name.casefold(), name.casefold()) not in taken:
            yield name, value
