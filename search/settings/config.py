"""What the user configures, read from config.toml and never changed.

A value that cannot be used is told with its line; the rest of the file holds.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from search.errors import SourceError
from search.settings.lines import Lines

if TYPE_CHECKING:
    from search.settings.mail import Mail

_FEEDS = {"daily": "huggingface:daily"}


@dataclass(frozen=True, slots=True)
class Config:
    """The settings in force.

    `read_after` is in seconds; None: a paper is read only when the user says so. `density` is
    "normal" or "compact", `layout` "side-by-side" or "stacked", `dates` "short" or "iso".
    `preset` names a set of keys, and `keys` gives keys to commands, by the command's id; neither
    is checked here, so `lines` helps whoever does. `feeds` are what to sync, by name, in the words
    of search.sources.live.feed_of. `mail` is how a digest is sent, None where it is not said or
    not rightly. `problems` are sentences.
    """

    theme: str | None = None
    density: str = "normal"
    layout: str = "side-by-side"
    dates: str = "short"
    read_after: float | None = 2.0
    ascii: bool = False
    preset: str = "default"
    keys: Mapping[str, str] = field(default_factory=dict)
    feeds: Mapping[str, str] = field(default_factory=_FEEDS.copy)
    mail: "Mail | None" = None
    problems: tuple[str, ...] = ()
    lines: Lines = field(default=Lines(), compare=False, repr=False)


def load(path: Path) -> Config:
    """The settings in the file at `path`; the defaults where there is none."""
    try:
        text = path.read_text("utf-8-sig")  # some editors begin a file with its byte order mark
        import tomllib  # five milliseconds that a start without settings need not wait

        table = tomllib.loads(text)
    except (FileNotFoundError, NotADirectoryError):
        return Config()
    except (OSError, ValueError) as error:  # that of TOML, and of UTF-8
        return Config(problems=(f"{path}: {error}; the defaults are in force",))
    return _Reader(Lines(path, tuple(text.splitlines())), table).config()


class _Reader:
    """Takes a parsed table apart and collects what is wrong with it."""

    def __init__(self, lines: Lines, table: Mapping[str, object]) -> None:
        self._lines = lines
        self._table = table
        self._known: set[str] = set()
        self._problems: list[tuple[int, str]] = []

    def config(self) -> Config:
        default = Config()
        keys = self._keys()
        return Config(
            theme=self._theme(),
            density=self._one_of("density", default.density, "compact"),
            layout=self._one_of("layout", default.layout, "stacked"),
            dates=self._one_of("dates", default.dates, "iso"),
            read_after=self._read_after(default.read_after),
            ascii=self._flag("ascii"),
            preset=keys.pop("preset", default.preset),
            keys=keys,
            feeds=self._feeds(),
            mail=self._mail(),
            problems=self._all_problems(),
            lines=self._lines,
        )

    def _theme(self) -> str | None:
        value = self._value("theme", None)
        if value is None or isinstance(value, str):
            return value
        self._complain("theme", "must be a theme's name in quotes")
        return None

    def _one_of(self, name: str, default: str, other: str) -> str:
        value = self._value(name, default)
        if value in (default, other):
            return str(value)
        self._complain(name, f'must be "{default}" or "{other}"')
        return default

    def _flag(self, name: str) -> bool:
        value = self._value(name, False)
        if not isinstance(value, bool):
            self._complain(name, "must be true or false")
        return value is True

    def _read_after(self, default: float | None) -> float | None:
        value = self._value("read_after", default)
        if value == "never":
            return None
        if isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 3600:
            return float(value)
        self._complain("read_after", 'must be seconds from 0 to 3600, or "never"')
        return default

    def _keys(self) -> dict[str, str]:
        keys: dict[str, str] = {}
        for command, key in _flat(self._under("keys")):
            if isinstance(key, str):
                keys[command] = key
            else:
                self._complain(f"keys.{command}", "must be a key's name in quotes")
        return keys

    def _feeds(self) -> dict[str, str]:
        if "feeds" not in self._table:
            self._known.add("feeds")
            return dict(_FEEDS)
        from search.sources.live import feed_of  # ten milliseconds at every start

        feeds: dict[str, str] = {}
        for name, what in self._under("feeds", _FEEDS).items():
            try:
                feed_of(what if isinstance(what, str) else "")
            except SourceError as error:
                self._complain(f"feeds.{name}", str(error))
            else:
                feeds[name] = str(what)
        return feeds

    def _mail(self) -> "Mail | None":
        table = self._under("mail")
        if not table:
            return None
        from search.settings.mail import Reader  # a start without mail need not wait for it

        return Reader(table, self._complain).mail()

    def _under(self, name: str, default: Mapping[str, object] | None = None) -> dict[str, object]:
        value = self._value(name, {})
        if isinstance(value, dict):
            return value
        self._complain(name, f"must be a table: [{name}]")
        return dict(default or {})

    def _value(self, name: str, default: object) -> object:
        self._known.add(name)
        return self._table.get(name, default)

    def _all_problems(self) -> tuple[str, ...]:
        for name in self._table.keys() - self._known:
            self._complain(name, "there is no such setting")
        return tuple(problem for _, problem in sorted(self._problems))

    def _complain(self, name: str, what: str) -> None:
        self._problems.append((self._lines.line(name), self._lines.told(name, what)))


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """`mark.read = "r"` means the same with quotes around the name and without."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{rest}", inner) for rest, inner in _flat(value))
        else:
            yield key, value
