"""Citations in the style of the APA, seventh edition, in plain text.

The rules are those of the Publication Manual, 2020: 9.7 to 9.12 (authors, dates), 9.29 to 9.32
(publishers, editions), 10.1 to 10.8 (articles, books, chapters, reports, theses, preprints).
"""

import re
from collections.abc import Iterator, Sequence
from itertools import chain
from urllib.parse import quote

from search.exports.facts import issued, page
from search.model.dates import PartialDate
from search.model.entry import Entry
from search.model.names import Name
from search.model.paper import Paper

_MOST = 20  # authors; of more, the first nineteen and the last stand for all
_PARTS = ("chapter", "paper-conference", "entry", "entry-dictionary", "entry-encyclopedia")
_SERIAL = ("article-journal", "article-magazine", "article-newspaper", "review", "review-book")
_DAILY = (
    "article-newspaper", "article-magazine", "webpage", "post", "post-weblog", "motion_picture",
    "song",
)  # fmt: skip
_NUMBERED = ("report", "patent", "standard")
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_KINDS = {
    "dataset": "Data set", "software": "Computer software", "motion_picture": "Film",
    "manuscript": "Unpublished manuscript",
}  # fmt: skip
_EDITION = re.compile(r"(\d+)(?:st|nd|rd|th|\.)?", re.ASCII)
_EDITION_WORD = re.compile(r"[\s.]*\b(?:ed\b\.*|edition)$", re.IGNORECASE)
_SHORTENED = re.compile(r"[A-Z][a-z]{1,2}\.")  # a name that the person shortens so: Yu., Ph.
_NUMBERS = re.compile(r"[\d\s,&\u2013-]+")
_SHORT_RANGE = re.compile(r"\b(\d+)\u2013(\d+)\b", re.ASCII)
_RANGE = re.compile(r"(?<=\w)-+(?=\w)")


def citation(entry: Entry) -> str:
    """One line: authors, or editors, date, title, what it stands in, and the link to it."""
    paper = entry.paper
    when = f"({_date(paper)})."
    title = _ended(_title(paper))
    people = _people(paper.names)
    if not people and paper.editor_names and paper.type not in _PARTS:
        people = f"{_people(paper.editor_names)} {_editors(paper.editor_names)}"
    parts = [_ended(people), when, title] if people else [title, when]
    return " ".join([*parts, *filter(None, (_ended(_container(paper)), *_where(paper)))])


def _date(paper: Paper) -> str:
    when = issued(paper)
    if when is None:
        return "n.d."
    year = f"ca. {when.year}" if when.circa else str(when.year)
    return f"{year}{_day(when)}" if paper.type in _DAILY else year


def _day(when: PartialDate) -> str:
    if not when.month:
        return ""
    return f", {_MONTHS[when.month - 1]}{f' {when.day}' if when.day else ''}"


def _title(paper: Paper) -> str:
    """The title with what stands behind it: edition and volume, number, kind."""
    beside: list[str] = []
    if not (_is_part(paper) or _is_serial(paper)):
        beside = [_edition(paper.edition), _volume(paper)]
        if paper.type == "book":
            beside.append(_page_range(paper))
        if paper.type == "software" and paper.version:
            beside.append(f"Version {paper.version.removeprefix('v')}")
        if paper.type in _NUMBERED and paper.number:
            number = f"No. {paper.number}" if _NUMBERS.fullmatch(paper.number) else paper.number
            beside.append(f"{paper.genre or ''} {number}".strip())
    elif not _is_serial(paper) and not paper.container_title:
        beside = [_page_range(paper)]
    if paper.arxiv and not _is_published(paper):
        beside.append(f"arXiv:{paper.arxiv}")
    details = ", ".join(filter(None, beside))
    if paper.names and paper.editor_names and not (_is_part(paper) or _is_serial(paper)):
        listed = _listed([_in_order(name) for name in paper.editor_names], two="")
        mark = _editors(paper.editor_names).strip("()")
        details = "; ".join(filter(None, (f"{listed}, {mark}", details)))
    title = f"{paper.title} ({details})" if details else paper.title
    kind = _KINDS.get(paper.type or "")
    if paper.type == "thesis":
        school = None if _is_unpublished(paper) else paper.publisher
        kind = ", ".join(filter(None, (_thesis(paper.genre), school)))
    return f"{title} [{kind}]" if kind else title


def _is_part(paper: Paper) -> bool:
    """Whether a paper stands in a book."""
    return paper.type in _PARTS or bool(paper.type in ("book", "song") and paper.container_title)


def _is_serial(paper: Paper) -> bool:
    """Whether a paper stands in a journal, or in proceedings without editors, as in one."""
    if paper.type == "paper-conference":
        return not paper.editor_names
    return paper.type in _SERIAL or bool(paper.container_title and not paper.type)


def _is_unpublished(paper: Paper) -> bool:
    return (paper.genre or "").casefold().startswith("unpublished")


def _thesis(genre: str | None) -> str:
    """The APA's words for the two that are common."""
    if genre and re.fullmatch(r"ph\.?\s?d\.?(?: thesis| dissertation)?", genre, re.IGNORECASE):
        return "Doctoral dissertation"
    return genre or "Thesis"


def _container(paper: Paper) -> str:
    """What a part stands in, and who published the whole."""
    if _is_part(paper) and not _is_serial(paper):
        return " ".join(filter(None, (_ended(_book(paper)), paper.publisher or "")))
    if paper.container_title or paper.type == "paper-conference":
        issue = f"({paper.issue})" if paper.issue and paper.volume else paper.issue or ""
        volume = f"{paper.volume or ''}{issue}"
        parts = (paper.container_title, volume, _pages(paper.pages))
        return ", ".join(filter(None, parts)) or paper.publisher or ""
    if paper.type == "thesis" and not _is_unpublished(paper):
        return ""
    return paper.publisher or ("arXiv" if paper.arxiv else "")


def _book(paper: Paper) -> str:
    """ "In A. Byron & B. King (Eds.), Slow Ink (2nd ed., Vol. 3, pp. 1-9)"."""
    if not paper.container_title:
        return ""
    editors = ""
    if paper.editor_names:
        listed = _listed([_in_order(name) for name in paper.editor_names], two="")
        editors = f"{listed} {_editors(paper.editor_names)}, "
    beside = (_edition(paper.edition), _volume(paper), _page_range(paper))
    listed = ", ".join(filter(None, beside))
    return f"In {editors}{paper.container_title}{f' ({listed})' if listed else ''}"


def _page_range(paper: Paper) -> str:
    pages = _pages(paper.pages)
    mark = "pp." if re.search("[\u2013,]", pages) else "p."
    return f"{mark} {pages}" if pages else ""


def _where(paper: Paper) -> Iterator[str]:
    if paper.doi and (_is_published(paper) or not paper.arxiv):
        yield f"https://doi.org/{quote(paper.doi, safe='/():;')}"
    elif address := page(paper):
        yield address


def _is_published(paper: Paper) -> bool:
    """Whether a paper of arXiv came out elsewhere, as far as the library knows."""
    return bool(paper.container_title)


def _edition(edition: str | None) -> str:
    """ "3rd ed." of "3", "3rd" and "Third": "Third ed."."""
    if not edition or edition.casefold().startswith("version"):
        return edition or ""
    bare = _EDITION_WORD.sub("", edition)
    found = _EDITION.fullmatch(bare)
    if not found:
        return f"{bare} ed."
    if found[1] == "1":
        return ""
    return f"{found[1]}{_ordinal(int(found[1]))} ed."


def _ordinal(number: int) -> str:
    if number % 100 in (11, 12, 13):
        return "th"
    return {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")


def _volume(paper: Paper) -> str:
    return f"Vol. {paper.volume}" if paper.volume and paper.type != "webpage" else ""


def _pages(pages: str | None) -> str:
    """Pages with a dash, and the last one in full: "1300-5" is 1300 to 1305."""
    return _SHORT_RANGE.sub(_full_range, _RANGE.sub("\u2013", pages or ""))


def _full_range(found: re.Match[str]) -> str:
    first, last = found.groups()
    return f"{first}\u2013{first[: max(len(first) - len(last), 0)]}{last}"


def _editors(names: Sequence[Name]) -> str:
    return "(Ed.)" if len(names) == 1 else "(Eds.)"


def _people(names: Sequence[Name]) -> str:
    return _listed([_family_first(name) for name in names], two=",")


def _listed(names: list[str], two: str) -> str:
    """Names with "&" before the last; `two` is what stands before it where there are two."""
    if len(names) > _MOST:
        return ", ".join([*names[: _MOST - 1], f". . . {names[-1]}"])
    *others, last = names or [""]
    comma = two if len(names) == 2 else ","
    return f"{', '.join(others)}{comma} & {last}" if others else last


def _family_first(name: Name) -> str:
    """ "Byron, A. M., Jr."; a group's name as it is."""
    parts = name.divided()
    given = " ".join(filter(None, (_initials(parts.given), parts.dropping)))
    written = (parts.literal or _family(parts), given, parts.suffix)
    return ", ".join(filter(None, written))


def _in_order(name: Name) -> str:
    """ "A. M. Byron Jr."."""
    parts = name.divided()
    written = (
        _initials(parts.given),
        parts.dropping,
        parts.literal or _family(parts),
        parts.suffix,
    )
    return " ".join(filter(None, written))


def _family(parts: Name) -> str:
    close = parts.particle.endswith(("'", "\u2019", "-"))
    return f"{parts.particle}{'' if close or not parts.particle else ' '}{parts.family}"


def _initials(given: str) -> str:
    """ "J.-L. B. Yu." of "Jean-Luc Ben Yu."; what begins with no letter goes."""
    words = (
        [word] if _SHORTENED.fullmatch(word) else map(_initial, re.split(r"\.(?!-)", word))
        for word in given.split()
    )
    return " ".join(filter(None, chain.from_iterable(words)))


def _initial(word: str) -> str:
    letters = (next(filter(str.isalpha, part), "") for part in word.split("-"))
    return "-".join(f"{letter.upper()}." for letter in letters if letter)


def _ended(text: str) -> str:
    """A text with its full stop, which stands before a closing quotation mark."""
    bare, mark = (text[:-1], text[-1]) if text.endswith(('"', "\u201d")) else (text, "")
    return text if not text or bare.endswith((".", "?", "!")) else f"{bare}.{mark}"
