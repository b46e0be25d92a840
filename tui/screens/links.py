"""What is done with a paper's links: copied, or opened in the person's browser."""

import os
import webbrowser
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote_plus, urlsplit

from search import Entry
from tui import clipboard

_NAMES = {"page": "link", "link": "link", "pdf": "PDF", "github": "GitHub link"}


@dataclass(frozen=True, slots=True)
class Told:
    """What became of it, in words; `done` is False where nothing could be done."""

    text: str
    done: bool = True


def copy(entry: Entry, what: str, write: Callable[[str], None]) -> Told:
    """Copy the "link", "pdf" or "github" link; where there is none, leave the clipboard alone.

    May wait for a tool: off the UI thread.
    """
    address = _address(entry, what)
    if address is None:
        return Told(f"This paper has no {_NAMES[what]}. The clipboard is as it was.", done=False)
    return _copied(address, write)


def open_page(entry: Entry, what: str, write: Callable[[str], None]) -> Told:
    """Open the "page", "pdf" or "github" page; where no browser can be, copy its address.

    A paper of which only the title is known is looked for by it. May wait: off the UI thread.
    """
    address = _address(entry, what)
    if address is None and what == "page":
        address = f"https://huggingface.co/papers?q={quote_plus(entry.paper.title)}"
    if address is None:
        return Told(f"This paper has no {_NAMES[what]}.", done=False)
    if _browse(address):
        return Told(f"Opened {address}")
    copied = _copied(address, write)
    return Told(f"There is no browser here. {copied.text}", copied.done)


def _address(entry: Entry, what: str) -> str | None:
    paper = entry.paper
    return {"page": paper.url, "link": paper.url, "pdf": paper.pdf, "github": paper.github}[what]


def _copied(address: str, write: Callable[[str], None]) -> Told:
    copied = clipboard.copy(address, write, os.environ)
    return Told(f"Copied {address}\n{copied.told}", copied.asked or bool(copied.by))


def _browse(address: str) -> bool:
    if urlsplit(address).scheme not in ("http", "https"):
        return False
    if clipboard.is_remote(os.environ) and "BROWSER" not in os.environ:
        return False  # it would open on the far machine
    return webbrowser.open(address)
