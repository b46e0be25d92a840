"""The entries of a bibliography: label, text, and what they name."""

import re
from collections.abc import Callable, Iterator

from search.fulltext.document import Cell, Reference, plain
from search.fulltext.latexml.roles import has_class
from search.fulltext.reading.markup import Element
from search.fulltext.reading.naming import named, year_in
from search.text.clean import one_line

# What LaTeXML prints for links without words of their own, and arXiv ids, which are read as such.
_ONLY_LINKS = re.compile(
    r"\s*External Links:(?:[\s,]+(?:Document|Link|[a-z.-]*/?\d{4}\.?\d{3,5}(?:v\d+)?))+[\s.]*"
)
Spans = Callable[[Element], Cell]


def references(bibliography: Element, spans: Spans) -> Iterator[Reference]:
    """The entries below an element, in order. `spans` reads what an element shows."""
    for number, entry in enumerate(each for each in bibliography.elements() if _is_entry(each)):
        yield _reference(entry, number, spans)


def _is_entry(element: Element) -> bool:
    return has_class(element, "ltx_bibitem")


def _reference(entry: Element, number: int, spans: Spans) -> Reference:
    def shown(name: str) -> str:
        found = (each for each in entry.elements() if has_class(each, name))
        return " ".join(one_line(plain(spans(each))) for each in found)

    label = shown("ltx_tag_bibitem")
    text = one_line(plain(spans(Element("div", {}, _text_of(entry)))))
    found = named(_addresses(entry), text, _names_elsewhere(entry))
    return Reference(
        id=entry.attributes.get("id") or f"bib.bib{number + 1}",
        label=label or None,
        text=text,
        doi=found.doi,
        arxiv=found.arxiv,
        title=shown("ltx_bib_title").rstrip(".,") or None,
        year=year_in(shown("ltx_bib_year")) or year_in(text) or year_in(label),
        link=found.link,
    )


def _text_of(entry: Element) -> list[Element | str]:
    """What an entry says, without its label and links that only say that they are links."""
    return [
        child
        for child in entry.children
        if isinstance(child, str)
        or not (has_class(child, "ltx_tag_bibitem") or _ONLY_LINKS.fullmatch(child.text()))
    ]


def _addresses(entry: Element) -> Iterator[str]:
    for element in entry.elements():
        if element.tag == "a" and not has_class(element, "ltx_bib_cited"):
            yield element.attributes.get("href", "")


def _names_elsewhere(entry: Element) -> list[str]:
    """What LaTeXML's own bibliographies print as the name of the work elsewhere."""
    return [
        one_line(element.text())
        for element in entry.elements()
        if has_class(element, "ltx_bib_external")
    ]
