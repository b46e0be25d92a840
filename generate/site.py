"""What mkdocs calls while it builds the site: the page of every public name is filled in."""

from mkdocs.structure.pages import Page

from generate import reference


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """The text of a page, with the reference in its place."""
    return markdown.replace("<!-- reference -->", reference.table())
