"""The ids of a page, and what its addresses lead to."""

import re
from dataclasses import dataclass, field
from urllib.parse import unquote, urljoin

from search.fulltext.latexml.roles import has_class
from search.fulltext.reading.markup import Element
from search.text import links
from search.text.clean import one_line

_ON_ARXIV = re.compile(
    r"https?://(?:www\.|services\.)?(?:ar5iv\.labs\.)?(?:ar5iv|arxiv)\.org/html/([^#]+)#(.+)"
)
_OUTSIDE = ("http://", "https://", "mailto:", "ftp://")


@dataclass(slots=True)
class Anchors:
    """All ids of a page, those of its references, and those that a link in the article leads to.

    `paper` is the arXiv id of the page, `base` the address that relative ones begin at.
    """

    paper: str | None = None
    base: str | None = None
    ids: set[str] = field(default_factory=set)
    references: set[str] = field(default_factory=set)
    linked: set[str] = field(default_factory=set)

    def read(self, elements: list[Element], article: Element) -> None:
        """Gather the ids of all `elements` of the page and the links of its article."""
        self.ids.update(name for each in elements if (name := each.attributes.get("id")))
        for element in article.elements():
            if element.tag == "a":
                if target := self.inside(element.attributes.get("href", "")):
                    self.linked.add(target)
            elif (name := element.attributes.get("id")) and has_class(element, "ltx_bibitem"):
                self.references.add(name)

    def inside(self, address: str) -> str | None:
        """The id that an address of this page leads to, whether there is such one or not."""
        if address.startswith("#"):
            return self._known(address[1:])
        found = _ON_ARXIV.match(address)
        if found is None or self.paper not in (None, links.arxiv_id(found[1].rstrip("/"))):
            return None
        return self._known(found[2])

    def outside(self, address: str) -> str | None:
        """An address that leads out of the page, where it is one for a browser or for mail."""
        address = address.strip()
        safe = address.startswith(_OUTSIDE) and address == one_line(address)
        return address if safe else None

    def picture(self, address: str) -> str | None:
        """The address of a picture, complete where the page's own is known."""
        if not address or address.startswith("data:") or address != one_line(address):
            return None
        return urljoin(self.base, address) if self.base else address

    def _known(self, name: str) -> str | None:
        return name if name in self.ids or not name else unquote(name)
