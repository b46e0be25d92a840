"""What mkdocs calls while it builds the site: the page of every public name is filled in."""

import sys
from pathlib import Path

from mkdocs.structure.pages import Page

_ROOT = str(Path(__file__).parents[1])


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """The text of a page, with the reference in its place."""
    if "<!-- reference -->" not in markdown:
        return markdown
    if _ROOT not in sys.path:  # mkdocs puts its path back after it has read this file
        sys.path.insert(0, _ROOT)
    from generate import reference

    return markdown.replace("<!-- reference -->", reference.table())
