"""The tree of an HTML page, as plain Python objects, read within limits.

The parsers above know this tree alone and not the library that reads HTML.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from search.errors import LibraryError

LONGEST = 16 * 2**20  # bytes; the longest papers with all their formulas have 10 MB
_MOST_ELEMENTS = 250_000
_MOST_ROWS = 50_000  # of all tables
_DEEPEST = 150  # levels of the tree; real papers have up to 40
_MOST_STEPS = 200_000_000  # of the parser, about a second

_DROPPED = frozenset({"script", "style", "template", "annotation-xml"})
# Have no end tag.
_VOID = frozenset(b"area base br col embed hr img input link meta param source track wbr".split())
# End without an end tag where the next one begins.
_IMPLIED = frozenset(b"p li dt dd tr td th thead tbody tfoot colgroup option rt rp".split())
_RAW = frozenset({b"script", b"style", b"textarea", b"title"})  # hold text, where they are HTML
# A comment, or a tag as HTML's tokenizer takes it apart; every quantifier gives nothing back.
_TAG = re.compile(
    rb"<!--(?:-?>|.*?(?:--!?>|\Z))"
    rb"|<(/?)([a-z][^\s/>]*+)"
    rb"(?:[\s/]++|[^\s/>][^\s/>=]*+(?:\s*+=\s*+(?:\"[^\"]*+\"|'[^']*+'|[^\s>\"'][^\s>]*+)?)?)*+>"
    rb"|<[a-z/].*",  # a tag without an end
    re.IGNORECASE | re.DOTALL,
)


@dataclass(slots=True)
class Element:
    """An element: its tag in lower case, its attributes, and its elements and text in order."""

    tag: str
    attributes: dict[str, str] = field(default_factory=dict)
    children: list["Element | str"] = field(default_factory=list)

    @property
    def classes(self) -> list[str]:
        """The words of the attribute `class`."""
        return self.attributes.get("class", "").split()

    def elements(self) -> Iterator["Element"]:
        """The element itself and all below it, in document order."""
        stack = [self]
        while stack:
            element = stack.pop()
            yield element
            for child in reversed(element.children):
                if not isinstance(child, str):
                    stack.append(child)  # noqa: PERF401  a generator here takes twice the time

    def text(self) -> str:
        """All text in it, as written."""
        return "".join(child if isinstance(child, str) else child.text() for child in self.children)


def parse(page: bytes | str) -> Element:
    """The root of an HTML page, without scripts, styles, comments and content MathML.

    Raises LibraryError for a page that is too long, too deep or has too many elements.
    """
    from selectolax.lexbor import LexborHTMLParser  # only whoever opens a whole paper needs it

    data = page.encode("utf-8", "replace") if isinstance(page, str) else page
    if len(data) > LONGEST:
        raise LibraryError(f"the page is longer than {LONGEST // 2**20} MB; read the PDF instead")
    _check_nesting(data)
    root = LexborHTMLParser(data).root
    if root is None:
        raise LibraryError("the page is empty; save it again")
    top = Element("html")
    count = 0
    stack = [(root, top, 1)]
    while stack:
        node, element, depth = stack.pop()
        if depth > _DEEPEST:
            raise _too_complex()
        child = node.first_child
        while child is not None:
            tag = child.tag or ""
            if tag == "-text":
                element.children.append(child.text_content or "")
            elif not tag.startswith("-") and tag not in _DROPPED:
                attributes = {name: value or "" for name, value in child.attributes.items()}
                if not attributes.get("id", "").isprintable():
                    del attributes["id"]
                below = Element(tag.lower(), attributes)  # of foreign elements, too
                element.children.append(below)
                stack.append((child, below, depth + 1))
                count += 1
            child = child.next
        if count > _MOST_ELEMENTS:
            raise _too_complex()
    return top


def _check_nesting(data: bytes) -> None:
    """Raise LibraryError where the parser would take seconds or minutes.

    For each tag it may walk up all open elements, so its time is the sum of the depths.
    """
    opened: list[bytes] = []
    raw: bytes | None = None
    count = steps = rows = 0
    for found in _TAG.finditer(data):
        name = found[2]
        if name is None or (name := name.lower()) in _VOID:
            continue
        count += 1
        steps += len(opened)
        rows += name == b"tr"
        if steps > _MOST_STEPS or count > 2 * _MOST_ELEMENTS or rows > 2 * _MOST_ROWS:
            raise _too_complex()
        if found[1]:
            if raw in (None, name) and opened and opened[-1] == name:
                raw = None
                opened.pop()
        elif name not in _IMPLIED:
            opened.append(name)
            if raw is None and name in _RAW:
                raw = name


def _too_complex() -> LibraryError:
    return LibraryError("the page has too many or too deeply nested elements; read the PDF instead")
