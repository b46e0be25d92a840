"""The feeds by the names that the settings have for them."""

from collections.abc import Iterator
from datetime import date
from typing import Protocol

from search.errors import SourceError
from search.settings import feed_names
from search.sources.live.arxiv import ArxivList, ArxivSearch
from search.sources.live.client import Client
from search.sources.live.feed_state import FeedMemory, Page
from search.sources.live.huggingface import HuggingFace
from search.sources.live.syndicated import Syndicated


class Feed(Protocol):
    """Where papers come from, again and again."""

    def pages(
        self, client: Client, memory: FeedMemory, since: date | None, today: date
    ) -> Iterator[Page]:
        """Ask, and hand over each answer as it comes; `today` is the day in UTC."""


def feed_of(name: str) -> Feed:
    """The feed by the name that the settings have for it. Raises SourceError for an invalid one."""
    try:
        kind, rest = feed_names.parse(name)
    except ValueError as error:
        raise SourceError(str(error)) from error
    if kind == "huggingface":
        return HuggingFace(rest)
    if kind == "arxiv":
        return ArxivList(tuple(rest.split(",")))
    return ArxivSearch(rest) if kind == "arxiv-search" else Syndicated(rest)
