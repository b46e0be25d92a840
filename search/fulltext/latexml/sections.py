"""Titles and sections, and the bibliography, which is a section without blocks."""

from search.fulltext.document import Block, Cell, Section, plain
from search.fulltext.latexml import bibliography
from search.fulltext.latexml.roles import has_class
from search.fulltext.latexml.text import block, child_of_class
from search.fulltext.latexml.walker import Walker
from search.fulltext.reading.markup import Element
from search.text.clean import one_line


def title(walker: Walker, element: Element, look: str | None) -> None:
    """A title that no section and no theorem has: the document's, of an abstract, of keywords."""
    if walker.flat:
        block(walker, element, look)
        return
    walker.flush()
    with walker.as_kind("authors"):  # a note of the title tells of the authors
        spans = walker.spans(element)
        if has_class(element, "ltx_title_document"):
            walker.title = walker.title or one_line(plain(spans))
        if spans:
            walker.emit(Block("heading", spans=spans))


def section(walker: Walker, element: Element, look: str | None) -> None:
    """A section with its heading; its level is how many sections hold it, and one."""
    walker.flush()
    outer = walker.section
    heading = child_of_class(element, "ltx_title")
    walker.section, spans = _section(walker, element, heading)
    walker.sections.append(walker.section)
    name, level = walker.section.id, walker.section.level
    if spans:
        walker.emit(Block("heading", id=name, spans=spans, level=level))
    else:
        walker.leads_to_next(name)
    walker.children(element, look, but=heading)
    walker.flush()
    walker.section = outer


def references(walker: Walker, element: Element, _look: str | None) -> None:
    """A bibliography: its heading and its entries are no words of the text."""
    walker.flush()

    def read() -> None:
        if has_class(element, "ltx_bibliography"):
            heading = child_of_class(element, "ltx_title")
            found, _ = _section(walker, element, heading)
            walker.sections.append(found)
        walker.references.extend(bibliography.references(element, walker.spans))

    walker.without_blocks(read)


def _section(walker: Walker, element: Element, heading: Element | None) -> tuple[Section, Cell]:
    name = element.attributes.get("id") or f"section{len(walker.sections) + 1}"
    level = walker.section.level + 1 if walker.section else 1
    if heading is None:
        return Section(name, level, None, ""), ()
    tag = next((each for each in heading.elements() if has_class(each, "ltx_tag")), None)
    number = one_line(plain(walker.spans(tag))) if tag else ""
    spans = walker.spans(heading)
    text = one_line(plain(spans)).removeprefix(number).strip()
    return Section(name, level, number or None, text), spans
