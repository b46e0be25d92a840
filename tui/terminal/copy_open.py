"""What is done with a paper's links: copied, or opened in the person's browser."""

from __future__ import annotations

import os
import webbrowser
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import TYPE_CHECKING
from urllib.parse import quote_plus, urlsplit

import search
from tui.appearance import wording
from tui.terminal import clipboard

if TYPE_CHECKING:
    from search import Entry

# What can be copied of a paper, by the name of the command, with its word for people.
# `search` loads a format when it is asked for: the first screen need not wait for them.
_COPIED: dict[str, tuple[str, Callable[[Entry], str | None]]] = {
    "link": ("link", lambda entry: entry.paper.url),
    "arxiv": ("arXiv link", lambda entry: _on_arxiv(entry.paper.arxiv)),
    "github": ("GitHub link", lambda entry: entry.paper.github),
    "pdf": ("PDF link", lambda entry: entry.paper.pdf),
    "markdown": ("Markdown link", lambda entry: search.markdown_link(entry)),
    "bibtex": ("BibTeX entry", lambda entry: search.bibtex_entry(entry)),
    "citation": ("citation", lambda entry: search.citation(entry)),
    "id": ("id", lambda entry: entry.paper.id),
    "abstract": ("abstract", lambda entry: entry.paper.abstract or entry.paper.summary),
}
_OPENED: dict[str, tuple[str, Callable[[Entry], str | None]]] = {
    "page": ("page", lambda entry: entry.paper.url),
    "github": ("GitHub link", lambda entry: entry.paper.github),
    "pdf": ("PDF", lambda entry: entry.paper.pdf),
}

_MANY = {"BibTeX entry": "BibTeX entries"}
_TEXT_BROWSERS = {"w3m", "lynx", "links", "links2", "elinks", "browsh", "www-browser"}


def _on_arxiv(arxiv: str | None) -> str | None:
    return f"https://arxiv.org/abs/{arxiv}" if arxiv else None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened, in words; `done` is False where nothing could be done."""

    text: str
    done: bool = True


def copy(entries: Sequence[Entry], what: str, write: Callable[[str], None]) -> Outcome:
    """Copy what the papers have of a kind; where none has it, leave the clipboard alone.

    May wait for a tool: off the UI thread.
    """
    kind, of = _COPIED[what]
    texts = [text for entry in entries if (text := of(entry))]
    if not texts:
        papers = "This paper has" if len(entries) == 1 else "These papers have"
        return Outcome(f"{papers} no {kind}. The clipboard is unchanged.", done=False)
    text = "\n".join(text.rstrip("\n") for text in texts)
    chosen = texts[0] if what in ("link", "arxiv", "github", "pdf", "id") else kind
    many = wording.count(len(texts), kind, _MANY.get(kind))
    return _copied(text, chosen if len(entries) == 1 else many, write)


def copy_text(text: str, write: Callable[[str], None]) -> Outcome:
    """Copy a text that was selected. May wait for a tool: off the UI thread."""
    return _copied(text, f"{len(text):,} characters" if len(text) > 1 else "1 character", write)


def page_of(entry: Entry, what: str) -> str | None:
    """The address of the "page", "pdf" or "github" page, None where the paper has none.

    A paper of which only the title is known is looked for by it.
    """
    address = _OPENED[what][1](entry)
    if address is None and what == "page":
        return f"https://huggingface.co/papers?q={quote_plus(entry.paper.title)}"
    return address


def without_page(what: str) -> str:
    """That a paper has no such page."""
    return f"This paper has no {_OPENED[what][0]}."


def wants_text_browser() -> bool:
    """Whether $BROWSER names a browser that draws into the terminal, which it then has to have."""
    return "BROWSER" in os.environ and _in_terminal()


def opened(address: str, write: Callable[[str], None], *, done: bool) -> Outcome:
    """What became of opening an address; where that failed, it is copied. Off the UI thread."""
    if done:
        return Outcome(f"Opened {address}")
    copied = _copied(address, address, write)
    return Outcome(f"No browser was found. {copied.text}", copied.done)


def _copied(text: str, name: str, write: Callable[[str], None]) -> Outcome:
    copied = clipboard.copy(text, write, os.environ)
    return Outcome(f"Copied {name} {copied.text}", copied.asked or bool(copied.by))


def browse(address: str) -> bool:
    """Open an address of the web in the person's browser; whether there is one. May wait.

    Where `wants_text_browser`, the reader must be suspended meanwhile.
    """
    if urlsplit(address).scheme not in ("http", "https"):
        return False
    if clipboard.is_remote(os.environ) and "BROWSER" not in os.environ:
        return False  # it would open on the far machine
    if wants_text_browser():
        return webbrowser.get().open(address)
    return not _in_terminal() and webbrowser.open(address)


def _in_terminal() -> bool:
    """Whether the browser would draw into the reader's own screen."""
    try:
        name = getattr(webbrowser.get(), "name", "")
    except webbrowser.Error:
        return False
    return PurePath(name).name in _TEXT_BROWSERS
