"""Paragraphs, lists, theorems, and what stands in a sentence: links, powers."""

from itertools import groupby

from search.fulltext.document import Cite, Link, Text, plain
from search.fulltext.latexml.roles import has_class
from search.fulltext.latexml.walker import Walker
from search.fulltext.reading.markup import Element

_RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")


def block(walker: Walker, element: Element, look: str | None) -> None:
    """What stands for itself, as a paragraph or a division."""
    with walker.apart(element):
        walker.children(element, look)


def spaced(walker: Walker, element: Element, look: str | None) -> None:
    """What stands in a sentence with room around it, as a box does."""
    walker.buffer.separate()
    walker.children(element, look)
    walker.buffer.separate()


def authors(walker: Walker, element: Element, look: str | None) -> None:
    """Names, affiliations, dates."""
    with walker.as_kind("authors"):
        block(walker, element, look)


def abstract(walker: Walker, element: Element, look: str | None) -> None:
    """The abstract, with its title."""
    with walker.as_kind("abstract"):
        block(walker, element, look)


def quote(walker: Walker, element: Element, look: str | None) -> None:
    """A quotation."""
    with walker.as_kind("quote"):
        block(walker, element, look)


def listed(walker: Walker, element: Element, look: str | None) -> None:
    """A list of items."""
    if walker.flat:
        block(walker, element, look)
        return
    walker.flush()
    walker.lists += 1
    with walker.as_kind("item"):
        walker.children(element, look)
        walker.flush()
    walker.lists -= 1


def item(walker: Walker, element: Element, look: str | None) -> None:
    """An item of a list, a term or its meaning; its mark begins its first paragraph."""
    tag = child_of_class(element, "ltx_tag")
    if walker.flat:
        walker.buffer.newline()
    elif not walker.has_only_lead:
        walker.flush()
        walker.id, walker.kind = element.attributes.get("id"), "item"
    else:
        walker.buffer.separate()
        walker.lead()
    is_term = element.tag == "dt"
    if tag is not None:
        walker.buffer.extend(walker.spans(tag, "strong" if is_term else None))
        walker.buffer.text(" ")
        walker.lead()
    walker.children(element, look, but=tag)
    if is_term:
        walker.lead()  # its meaning follows in an element of its own
    else:
        walker.flush()


def theorem(walker: Walker, element: Element, look: str | None) -> None:
    """A theorem or a proof; its title runs into its first paragraph."""
    title = child_of_class(element, "ltx_title")
    with walker.as_kind(walker.kind if walker.flat else "theorem"), walker.apart(element):
        if title is not None:
            walker.buffer.extend(walker.spans(title, "strong"))
            walker.buffer.text(" ")
            walker.lead()
        walker.children(element, look, but=title)
        walker.flush()


def line_break(walker: Walker, _element: Element, _look: str | None) -> None:
    """A new line inside a paragraph."""
    walker.buffer.newline()


def superscript(walker: Walker, element: Element, look: str | None) -> None:
    """A power, behind a number written as such; all else stays as it stands."""
    spans = walker.spans(element, look)
    text = plain(spans)
    raised = text.translate(_RAISED)
    if walker.buffer.last_character.isdigit() and not set(text) & set(raised):
        walker.buffer.text(raised, look)
    else:
        walker.buffer.extend(spans)


def link(walker: Walker, element: Element, look: str | None) -> None:
    """A citation, or a link inside the page or out of it; a formula beside its text stays one."""
    address = element.attributes.get("href", "")
    target = walker.anchors.inside(address)
    outside = walker.anchors.outside(address)
    spans = walker.spans(element, look)
    if not spans or (target is None and outside is None):
        walker.buffer.extend(spans)
        return
    is_cite = target in walker.anchors.references
    if target is not None and target not in walker.anchors.ids:
        walker.faults["dead link"] += 1
        is_cite, target = target.startswith("bib"), None
    has_text = any(isinstance(span, Text) and span.text.strip() for span in spans)
    for is_text, run in groupby(spans, lambda span: isinstance(span, Text)):
        if is_text or not has_text:
            text = plain(tuple(run))
            walker.buffer.add(Cite(target, text) if is_cite else Link(target or outside, text))
        else:
            walker.buffer.extend(tuple(run))


def missing(walker: Walker, element: Element, look: str | None) -> None:
    """A reference to what the paper does not have: LaTeXML prints its key."""
    text = plain(walker.spans(element, look))
    is_citation = has_class(element, "ltx_missing_citation")
    walker.faults["missing citation" if is_citation else "missing label"] += 1
    if text:
        walker.buffer.add(Cite(None, text) if is_citation else Link(None, text))


def child_of_class(element: Element, name: str) -> Element | None:
    """The first child with a class."""
    children = (child for child in element.children if not isinstance(child, str))
    return next((child for child in children if has_class(child, name)), None)
