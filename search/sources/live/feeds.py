"""The feeds by the words that the settings have for them."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol
from urllib.parse import urlsplit

from search.errors import SourceError
from search.sources.live.arxiv import CATEGORY, ArxivList, ArxivSearch
from search.sources.live.client import Client
from search.sources.live.feed_state import Memory, Page
from search.sources.live.huggingface import KINDS, HuggingFace
from search.sources.live.syndicated import Syndicated


class Feed(Protocol):
    """Where papers come from, again and again."""

    def pages(
        self, client: Client, memory: Memory, since: date | None, today: date
    ) -> Iterator[Page]:
        """Ask, and hand over each answer as it comes; `today` is the day in UTC."""


def feed_of(what: str) -> Feed:
    """The feed that `what` names. Raises SourceError where it names none."""
    kind, _, rest = what.strip().partition(":")
    if kind == "huggingface" and rest in KINDS:
        return HuggingFace(rest)
    if kind == "arxiv":
        categories = tuple(part.strip() for part in rest.split(","))
        if all(map(CATEGORY.fullmatch, categories)):
            return ArxivList(categories)
    if kind == "arxiv-search" and rest.strip():
        return ArxivSearch(rest.strip())
    if kind in ("http", "https") and _host(what):
        return Syndicated(what.strip())
    raise SourceError(
        f'{what!r} is no feed: write "huggingface:daily" (or weekly, monthly, trending), '
        '"arxiv:cs.CL,cs.LG", "arxiv-search:all:agents" or the address of an RSS or Atom feed'
    )


def _host(address: str) -> str | None:
    try:
        return urlsplit(address.strip()).hostname
    except ValueError:  # a bracket that does not close
        return None
