"""What the user configures, read from config.toml and never written.

A value that cannot be used is told with its line; the rest of the file holds.
"""

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from search.errors import SourceError

_FEEDS = {"daily": "huggingface:daily"}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force.

    `read_after` is in seconds; None: a paper is read only when the user says so.
    `keys` gives other keys to commands, by the command's id. `feeds` are what to sync, by name,
    in the words of search.sources.live.feed_of. `problems` are sentences.
    """

    theme: str | None = None
    read_after: float | None = 2.0
    ascii: bool = False
    keys: Mapping[str, str] = field(default_factory=dict)
    feeds: Mapping[str, str] = field(default_factory=_FEEDS.copy)
    problems: tuple[str, ...] = ()


def load(path: Path) -> Config:
    """The settings in the file at `path`; the defaults where there is none."""
    try:
        text = path.read_text("utf-8-sig")  # some editors begin a file with its byte order mark
        table = tomllib.loads(text)
    except FileNotFoundError:
        return Config()
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return Config(problems=(f"{path}: {error}; the defaults are in force",))
    return _Reader(path, text).config(table)


class _Reader:
    """Takes a parsed table apart and collects what is wrong with it."""

    def __init__(self, path: Path, text: str) -> None:
        self._path = path
        self._lines = text.splitlines()
        self._problems: list[tuple[int, str]] = []

    def config(self, table: Mapping[str, object]) -> Config:
        default = Config()
        for key in table.keys() - {"theme", "read_after", "ascii", "keys", "feeds"}:
            self._complain(key, "there is no such setting")
        theme = table.get("theme")
        if theme is not None and not isinstance(theme, str):
            self._complain("theme", "must be a theme's name in quotes")
            theme = None
        plain = table.get("ascii", False)
        if not isinstance(plain, bool):
            self._complain("ascii", "must be true or false")
        return Config(
            theme=theme if isinstance(theme, str) else None,
            read_after=self._read_after(table.get("read_after", default.read_after)),
            ascii=plain is True,
            keys=self._keys(table.get("keys", {})),
            feeds=self._feeds(table["feeds"]) if "feeds" in table else default.feeds,
            problems=tuple(problem for _, problem in sorted(self._problems)),
        )

    def _read_after(self, value: object) -> float | None:
        if value == "never":
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 3600:
            return float(value)
        self._complain("read_after", 'must be seconds from 0 to 3600, or "never"')
        return Config().read_after

    def _keys(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            self._complain("keys", "must be a table: [keys]")
            return {}
        keys: dict[str, str] = {}
        for command, key in value.items():
            if isinstance(key, str):
                keys[command] = key
            else:
                self._complain(command, "must be a key's name in quotes")
        return keys

    def _feeds(self, value: object) -> dict[str, str]:
        if not isinstance(value, dict):
            self._complain("feeds", "must be a table: [feeds]")
            return dict(_FEEDS)
        from search.sources.live import feed_of  # ten milliseconds at every start

        feeds: dict[str, str] = {}
        for name, what in value.items():
            try:
                feed_of(what if isinstance(what, str) else "")
            except SourceError as error:
                self._complain(name, str(error))
            else:
                feeds[name] = what
        return feeds

    def _complain(self, key: str, what: str) -> None:
        named = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=.\]]""")
        line = next((number for number, text in enumerate(self._lines, 1) if named.match(text)), 1)
        self._problems.append((line, f"{self._path}, line {line}: {key}: {what}"))
