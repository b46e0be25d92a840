"""Pages of LaTeXML and latexml-oxide, as arXiv shows them, to documents.

The shape of the pages is that of LaTeXML's class names (`ltx_...`), which LaTeXML's manual and
its schema describe; what it leaves open is read from the elements themselves.
"""

from search.fulltext.latexml.page import parse_page

__all__ = ["parse_page"]
