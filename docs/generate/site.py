"""What mkdocs calls while it builds the site: pages that are filled in from elsewhere."""

import sys
from pathlib import Path

from mkdocs.structure.pages import Page

_ROOT = Path(__file__).parents[2]


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """The text of a page: of the architecture from the root, of Python with every public name."""
    if page.file.src_uri == "architecture.md":
        return (_ROOT / "ARCHITECTURE.md").read_text("utf-8").replace("](docs/", "](")
    if page.file.src_uri == "python-reference.md":
        if str(_ROOT) not in sys.path:  # mkdocs puts its path back after it has read this file
            sys.path.insert(0, str(_ROOT))
        from docs.generate import reference

        return markdown.replace("<!-- reference -->", reference.table())
    return markdown
