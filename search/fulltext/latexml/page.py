"""A page to a document: the article on it, its paper's id, and its own faults."""

import re
from collections import Counter
from collections.abc import Iterable

from search.errors import LibraryError
from search.fulltext.document import FILE, Document, Figure, Table
from search.fulltext.latexml import displayed, floats, notes, sections, text
from search.fulltext.latexml.anchors import Anchors
from search.fulltext.latexml.roles import has_class
from search.fulltext.latexml.walker import Float, Reader, Tabular, Walker
from search.fulltext.reading.markup import Element, parse
from search.text import links
from search.text.clean import one_line

_UNTITLED = "Untitled Document"
_ADDRESS = re.compile(r"(?:^|arxiv\.org)/(?:html|abs)/([^#?]+)")
_WATERMARK = re.compile(r"arXiv:(\S+)")
_VERSION = re.compile(r".+v(\d{1,3})/?")
_READERS: dict[str, Reader] = {
    "abstract": text.abstract,
    "authors": text.authors,
    "bibliography": sections.references,
    "block": text.block,
    "break": text.line_break,
    "caption": floats.caption,
    "equations": displayed.equation,
    "figure": floats.figure,
    "image": floats.image,
    "item": text.item,
    "link": text.link,
    "list": text.listed,
    "listing": displayed.listing,
    "math": displayed.formula,
    "missing": text.missing,
    "note": notes.note,
    "quote": text.quote,
    "drawing": floats.drawing,
    "references": sections.references,
    "section": sections.section,
    "spaced": text.spaced,
    "superscript": text.superscript,
    "table": floats.table,
    "theorem": text.theorem,
    "title": sections.title,
    "verbatim": displayed.verbatim,
}


def parse_page(
    page: bytes | str,
    *,
    source: str = FILE,
    paper: str | None = None,
    version: int | None = None,
) -> Document:
    """The document that an HTML page of LaTeXML or latexml-oxide holds.

    `paper`, its arXiv id, and `version` are read from the page where they are not given. Raises
    LibraryError where the page holds no paper, or is too long, too deep or too complex.
    """
    root = parse(page)
    elements = list(root.elements())
    article = next((each for each in elements if has_class(each, "ltx_document")), None)
    if article is None:
        raise LibraryError(
            "the page holds no paper: no element has the class ltx_document; save arXiv's HTML page"
        )
    named_id, named_version = _identity(elements)
    paper, version = paper or named_id, version or named_version
    anchors = Anchors(paper, _base(elements, paper, version))
    anchors.read(elements, article)
    walker = Walker(anchors, _READERS)
    try:
        walker.children(article, None)
    except RecursionError as error:  # where the caller's stack is deep already
        raise LibraryError("the page has too deeply nested elements; read the PDF") from error
    walker.finish()
    title = walker.title or _head_title(elements)
    if title in ("", _UNTITLED):
        raise LibraryError(
            "the page is not the paper: its conversion failed, and it has no title; read the PDF"
        )
    return Document(
        id=paper,
        version=version,
        source=source,
        title=title,
        sections=tuple(walker.sections),
        blocks=tuple(notes.with_notes(block, walker.notes) for block in walker.blocks),
        references=tuple(walker.references),
        figures=tuple(_figures(walker.floats)),
        tables=tuple(map(_table, walker.tabulars)),
        problems=_problems(walker.faults, _undefined(article)),
    )


def _head_title(elements: list[Element]) -> str:
    return one_line(
        next((each for each in elements if each.tag == "title"), Element("title")).text()
    )


def _identity(elements: list[Element]) -> tuple[str | None, int | None]:
    """The arXiv id and version that a page of arXiv's names of itself."""
    for element in elements:
        found = None
        if element.attributes.get("id") == "watermark-tr":
            found = _WATERMARK.search(element.text())
        elif element.tag == "base" or (element.tag == "a" and has_class(element, "header-button")):
            found = _ADDRESS.search(element.attributes.get("href", ""))
        if found and (name := links.arxiv_id(found[1].rstrip("/"))):
            of_version = _VERSION.fullmatch(found[1])
            return name, int(of_version[1]) if of_version else None
    return None, None


def _base(elements: list[Element], paper: str | None, version: int | None) -> str | None:
    """The address that the page's relative ones begin at, where the paper is known."""
    if paper is None:
        return None
    given = next((each.attributes.get("href", "") for each in elements if each.tag == "base"), "")
    if given.startswith("/html/"):
        return f"https://arxiv.org{given}"
    return f"https://arxiv.org/html/{paper}{f'v{version}' if version else ''}"


def _figures(found: list[Float]) -> Iterable[Figure]:
    """Figures, and floats of another kind that hold a picture and no table."""
    for number, each in enumerate(found):
        if each.is_figure or (each.images and not each.tables):
            name = each.id or f"figure{number + 1}"
            yield Figure(name, each.number, each.caption, tuple(each.images))


def _table(each: Tabular) -> Table:
    caption = each.around.caption if each.around else ""
    number = each.around.number if each.around and each.stands_for else None
    return Table(each.id, number, caption, each.rows, each.columns)


def _undefined(article: Element) -> Counter[str]:
    """What LaTeXML could not read, in text and in formulas."""
    errors = (each for each in article.elements() if has_class(each, "ltx_ERROR"))
    return Counter(one_line(each.text()) or "?" for each in errors)


def _problems(faults: Counter[str], undefined: Counter[str]) -> tuple[str, ...]:
    names = ", ".join(name for name, _ in undefined.most_common(5))
    found = [
        (undefined.total(), "undefined macro", "undefined macros", f": {names}"),
        (faults["dead link"], "link that leads nowhere", "links that lead nowhere", ""),
        (faults["missing label"], "missing label", "missing labels", ""),
        (faults["missing citation"], "missing reference", "missing references", ""),
        (faults["empty equation"], "empty equation", "empty equations", ""),
        (faults["missing picture"], "missing picture", "missing pictures", ""),
    ]
    return tuple(
        f"{count} {singular if count == 1 else many}{more}"
        for count, singular, many, more in found
        if count
    )
