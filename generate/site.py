"""What mkdocs calls while it builds the site: the page of every public name is filled in."""

import sys
from pathlib import Path

from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parents[1]))  # the checkout, whatever is installed


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """The text of a page, with the reference in its place."""
    from generate import reference

    return markdown.replace("<!-- reference -->", reference.table())
