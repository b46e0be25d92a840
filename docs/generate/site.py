"""What mkdocs calls while it builds the site: pages and pictures that come from elsewhere."""

import sys
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

_ROOT = Path(__file__).parents[2]


def on_files(files: Files, config: MkDocsConfig, **_: object) -> Files:
    """The files of the site, with the pictures of screenshots/."""
    for picture in sorted(_ROOT.glob("screenshots/*.svg")):
        name = f"screenshots/{picture.name}"
        files.append(File.generated(config, name, abs_src_path=str(picture)))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """The text of a page: of the architecture from the root, of Python with every public name."""
    if page.file.src_uri == "architecture.md":
        return (_ROOT / "ARCHITECTURE.md").read_text("utf-8").replace("](docs/", "](")
    if page.file.src_uri == "python-reference.md":
        if str(_ROOT) not in sys.path:  # mkdocs puts its path back after it has read this file
            sys.path.insert(0, str(_ROOT))
        from docs.generate import reference

        return markdown.replace("<!-- reference -->", reference.table())
    return markdown.replace("](../screenshots/", "](screenshots/")
