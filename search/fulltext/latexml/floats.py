"""Figures, their captions and pictures, and tables."""

import re
from collections.abc import Iterator

from search.fulltext.document import Block, plain
from search.fulltext.latexml.roles import has_class
from search.fulltext.latexml.tables import grid
from search.fulltext.latexml.text import block
from search.fulltext.latexml.walker import Float, Tabular, Walker
from search.fulltext.reading.markup import Element
from search.text.clean import one_line

_SENTENCE = 8  # words
_NUMBER = re.compile(r"([\w.–-]*\w)\W*\Z")


def figure(walker: Walker, element: Element, look: str | None) -> None:
    """A float: a figure, a table or an algorithm with its caption, or a panel of one."""
    if walker.flat:
        with walker.apart(element):
            walker.later(lambda: figure(walker, element, look))
        return
    walker.flush()
    outer = walker.around
    name = element.attributes.get("id")
    walker.around = Float(name, has_class(element, "ltx_figure"))
    walker.floats.append(walker.around)
    before = len(walker.blocks)
    with walker.as_kind("paragraph"):
        walker.children(element, look)
        walker.flush()
    if len(walker.blocks) == before:
        walker.emit(Block("caption", id=name))  # a picture without a caption has a place, too
    walker.around = outer


def caption(walker: Walker, element: Element, look: str | None) -> None:
    """The caption of a float."""
    if walker.flat:
        block(walker, element, look)
        return
    walker.flush()
    spans = walker.spans(element)
    around = walker.around
    name = element.attributes.get("id")
    if around is not None and not around.has_caption:
        tags = (each for each in element.elements() if has_class(each, "ltx_tag"))
        number = _NUMBER.search(one_line(next(tags, Element("span")).text()))
        around.has_caption = True
        around.number = number[1] if number else None
        around.caption = one_line(plain(spans))
        name = around.id or name
    if spans:
        walker.emit(Block("caption", id=name, spans=spans))


def image(walker: Walker, element: Element, _look: str | None) -> None:
    """A picture; it is never fetched, but its address is kept."""
    address = walker.anchors.picture(element.attributes.get("src", ""))
    if address is None or has_class(element, "ltx_missing", "ltx_missing_image"):
        walker.faults["missing picture"] += 1
    elif walker.around is not None:
        walker.around.images.append(address)


def drawing(walker: Walker, element: Element, look: str | None) -> None:
    """A drawing: what stands in its boxes, where one has a sentence, as in a framed text."""
    boxes = list(_boxes(element))
    if all(len(box.text().split()) < _SENTENCE for box in boxes):
        return  # labels are nothing without the lines between them
    walker.flush()
    with walker.as_kind("quote"):
        for box in boxes:
            block(walker, box, look)


def _boxes(element: Element) -> Iterator[Element]:
    for child in element.children:
        if isinstance(child, Element):
            if child.tag == "foreignobject":
                yield child
            else:
                yield from _boxes(child)


def table(walker: Walker, element: Element, look: str | None) -> None:
    """A table; one in a cell stands behind the table around it, but for a single column."""
    if walker.flat and not _is_column(element):
        with walker.apart(element):
            walker.later(lambda: table(walker, element, look))
        return
    walker.flush()
    listed = _listed(walker, element)
    rows, merged, head = grid(element, walker.spans)
    listed.rows, listed.columns = len(rows), len(rows[0]) if rows else 0
    if not walker.flat:
        name = element.attributes.get("id") or listed.id
        walker.emit(
            Block("table", id=name, rows=rows, merged=merged, head=head, level=walker.lists)
        )
        return
    with walker.apart(element):
        for row in rows:
            walker.buffer.separate()
            walker.buffer.extend(row[0] if row else ())


def _listed(walker: Walker, element: Element) -> Tabular:
    """The entry of a table; the first one of a float stands for it, under the float's id."""
    around = walker.around
    stands_for = around is not None and not around.tables
    name = element.attributes.get("id") or f"table{len(walker.tabulars) + 1}"
    if around is not None:
        around.tables += 1
        name = around.id or name if stands_for else name
    walker.tabulars.append(Tabular(name, around, stands_for))
    return walker.tabulars[-1]


def _is_column(element: Element) -> bool:
    """Whether a table has one column alone, as an author uses it to break lines in a cell."""
    rows = [each for each in element.elements() if each.tag == "tr" or has_class(each, "ltx_tr")]
    return all(sum(isinstance(child, Element) for child in row.children) < 2 for row in rows)
