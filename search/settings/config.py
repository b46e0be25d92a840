"""The settings in force."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from search.settings.lines import Lines

if TYPE_CHECKING:
    from search.settings.mail_settings import Mail

DEFAULT_FEEDS = {"daily": "huggingface:daily"}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force.

    `read_after` is in seconds; None: a paper is read only when the user says so. `density` is
    "normal" or "compact", `layout` "automatic", "side-by-side", "stacked" or "one-pane", `dates`
    "short" or "iso".
    `arxiv_lists` is "all" or "new". `cache_mb` is the room for full texts, in MB of 2**20 bytes.
    `fetch` says which full texts are fetched unasked: "never" or "bookmarked".
    `preset` names a set of keys, and `keys` gives keys to commands, by the command's id; neither
    is checked here, so `lines` helps whoever does. `feeds` are what to sync, by name, in the words
    of search.settings.feed_names. `digest` is how many papers of each saved view a digest has.
    `mail` is how a digest is sent, None where it is missing or
    invalid. `problems` are sentences; `given` are the names of the settings that the file gives.
    """

    theme: str | None = None
    density: str = "normal"
    layout: str = "automatic"
    dates: str = "short"
    read_after: float | None = 2.0
    ascii: bool = False
    cache_mb: int = 500
    fetch: str = "never"
    arxiv_lists: str = "all"
    preset: str = "default"
    keys: Mapping[str, str] = field(default_factory=dict)
    feeds: Mapping[str, str] = field(default_factory=DEFAULT_FEEDS.copy)
    digest: Mapping[str, int] = field(default_factory=dict)
    mail: "Mail | None" = None
    problems: tuple[str, ...] = ()
    given: tuple[str, ...] = field(default=(), compare=False)
    lines: Lines = field(default=Lines(), compare=False, repr=False)
