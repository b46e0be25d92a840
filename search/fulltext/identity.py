"""What a reference that the library does not have is: DOI, arXiv id, else title, year, authors.

Styles of bibliographies differ, so the title is the likeliest piece, and may be wrong: it is good
for showing and for counting who else cites the same, not for taking a paper for another.
"""

import re
from dataclasses import dataclass

from search.fulltext.document import Reference
from search.text.clean import title_key

_LABEL = re.compile(r"^\s*\[[^\]]{1,20}\]\s*")
_QUOTED = re.compile(r"[“\"‘'](?=\S)([^“”\"]{8,300}?)[,.]?[”\"’'](?=[\s,.;]|$)")
_AFTER_YEAR = re.compile(r"[(\s,.](?:19|20)\d\d[a-z]?\)?[.,:]\s+(?=[^\W\d_])")
# "Ada Lamm", "A. B. van Lamm", "Lamm, A.", "Lamm A", "A. Lamm et al."
_CAPITAL = "[^\\W\\d_a-zß-öø-ÿа-я]"
_INITIALS = rf"{_CAPITAL}\.(?:[\s-]?{_CAPITAL}\.)*"
_WORD = r"(?!(?:and|AND|und|et|y)\b)[^\W\d_]+(?:['’-][^\W\d_]+)*"
_SURNAME = rf"(?:(?:van|von|de|der|den|di|da|la|le|el|al)\s+)*{_WORD}"
_NAME = (
    rf"(?:{_INITIALS}\s*{_SURNAME}(?:\s+{_SURNAME})?|{_SURNAME},?\s+{_INITIALS}"
    rf"|{_SURNAME}\s+{_CAPITAL}{{1,3}}(?=[,.:;]|\s+(?:and|\())"
    rf"|{_SURNAME},\s+{_CAPITAL}\w+(?=;|:|\s+and)"
    rf"|{_CAPITAL}\w+(?:\s+{_CAPITAL}\.?)*\s+{_SURNAME})"
)
_FIRST = re.compile(rf"(?:\d+\.\s+)?{_NAME}")
_NEXT = re.compile(rf"(?:,?\s+(?:and|AND|und|et|y|&)\s+|[,;/]\s*|,?\s+et\s+al\.?,?\s*){_NAME}")
_BEHIND = re.compile(
    r"(?:,?\s+(?:and\s+others|et\s+al)\.?)?"
    r"(?:\s*\((?:19|20)\d\d[a-z]?\)[.,:]?\s+|\s*[.,:—]\s+|(?<=\.)\s+(?=[^\W\d_]))"
)
_YEAR = re.compile(r"\(?(?:19|20)\d\d[a-z]?\)?[.,:]\s+")
_YEAR_BEHIND = re.compile(r"[\s(]*(?:19|20)\d\d[a-z]?[\s).,:;]*$")
_END = re.compile(
    r"(?<=[.?!])(?<!\bvs\.)\s|,\s(?=in\b|arXiv|[A-Z][\w.]*\s(?:[A-Z][\w.]*\s)*\d)|\s\("
)
_LONGEST = 2000  # characters of a reference that are looked at
_FEWEST = 8  # characters of a title


@dataclass(frozen=True, slots=True)
class Identity:
    """What a reference names. `authors` are as printed; "" and None are unknown."""

    doi: str | None
    arxiv: str | None
    title: str | None
    year: int | None
    authors: str

    @property
    def id(self) -> str | None:
        """The id by which `broadsheet add` fetches it."""
        return self.arxiv or (f"doi:{self.doi}" if self.doi else None)

    def keys(self) -> tuple[str, ...]:
        """What is the same for two references to one work; the surest first."""
        doi = f"doi:{self.doi}" if self.doi else None
        title = title_key(self.title) if self.title else None
        return tuple(filter(None, (self.arxiv, doi, title)))


def identity(reference: Reference) -> Identity:
    """What a reference names."""
    authors, title = _authors_and_title(_LABEL.sub("", reference.text[:_LONGEST]))
    if reference.title:
        before, found, _ = reference.text.partition(reference.title)
        # LaTeXML's own bibliographies have the authors in the label alone.
        authors = (before if found else authors) or (reference.label or "").strip("[] ")
        title = reference.title
    title = title.strip(" .,;") if title else None
    return Identity(
        doi=reference.doi,
        arxiv=reference.arxiv,
        title=title if title and len(title) >= _FEWEST else None,
        year=reference.year,
        authors=_YEAR_BEHIND.sub("", authors).strip(" .,:;(“\"‘'—–-"),
    )


def _end_of_names(text: str) -> int:
    """Where the names end with which a text begins, and the title may begin; 0 without any."""
    # Name by name, as one pattern for all of them takes time without bounds on hostile text.
    ends: list[int] = []
    found = _FIRST.match(text)
    while found:
        ends.append(found.end())
        found = _NEXT.match(text, found.end())
    behind = (_BEHIND.match(text, end) for end in reversed(ends))
    return next((found.end() for found in behind if found), 0)


def _authors_and_title(text: str) -> tuple[str, str | None]:
    if (quoted := _QUOTED.search(text)) and " " in quoted[1]:
        return text[: quoted.start()], quoted[1]
    if end := _end_of_names(text):
        before, after = text[:end], text[end:]
        if year := _YEAR.match(after):
            before, after = before + after[: year.end()], after[year.end() :]
    elif year := _AFTER_YEAR.search(text):
        before, after = text[: year.start()], text[year.end() :]
    else:
        before, _, after = text.partition(". ")
        if not after:
            return "", None
    return before, _END.split(after, maxsplit=1)[0]
