"""Checks a parsed config.toml against the table of settings."""

from collections.abc import Iterator, Mapping

from search.settings.config import DEFAULT_FEEDS, Config
from search.settings.definitions import MISPLACED, SECTIONS, SETTINGS
from search.settings.lines import Lines
from search.settings.mail_settings import Mail, mail_from


def check(table: Mapping[str, object], lines: Lines) -> Config:
    """The settings in force; `lines` is the file that `table` was parsed from."""
    return _Reader(lines, table).config()


class _Reader:
    """Checks a parsed file against the table of settings, and collects what is invalid."""

    def __init__(self, lines: Lines, table: Mapping[str, object]) -> None:
        self._lines = lines
        self._table = table
        self._problems: list[tuple[int, str]] = []
        self._invalid: set[str] = set()  # the names of settings

    def config(self) -> Config:
        checked = {section: self._checked(section) for section in SECTIONS}
        given = (*checked[""], *(section for section in SECTIONS if checked[section] and section))
        preset = checked["keys"].pop("preset", Config().preset)
        return Config(
            **checked[""],  # type: ignore[arg-type]  # as their checks return them
            preset=str(preset),
            keys={name: str(keys) for name, keys in checked["keys"].items()},
            feeds=self._feeds(checked["feeds"]),
            digest=checked["digest"],  # type: ignore[arg-type]  # as its check returns it
            mail=self._mail(checked["mail"]),
            problems=tuple(problem for _, problem in sorted(self._problems)),
            given=given,
            lines=self._lines,
        )

    def _checked(self, section: str) -> dict[str, object]:
        """The values of a section that are valid, by name, each as its check returns it."""
        checked: dict[str, object] = {}
        for name, value in self._values(section):
            path = f"{section}.{name}".lstrip(".")
            setting = SETTINGS.get(path) or SETTINGS.get(f"{section}.*")
            if setting is None:
                self._report(path, MISPLACED.get(path) or _unknown(path))
                continue
            try:
                checked[name] = setting.check(value)
            except ValueError as error:
                self._report(path, str(error))
                self._invalid.add(path)
        return checked

    def _values(self, section: str) -> Iterator[tuple[str, object]]:
        if not section:
            yield from ((name, self._table[name]) for name in self._table if name not in SECTIONS)
            return
        values = self._table.get(section, {})
        if not isinstance(values, dict):
            self._report(section, f"must be a table: [{section}]")
        elif section == "keys":
            yield from _flat(values)
        else:
            yield from values.items()

    def _feeds(self, checked: Mapping[str, object]) -> dict[str, str]:
        given = isinstance(self._table.get("feeds"), dict)
        return {name: str(feed) for name, feed in checked.items()} if given else dict(DEFAULT_FEEDS)

    def _mail(self, checked: Mapping[str, object]) -> Mail | None:
        table = self._table.get("mail")
        if not table or not isinstance(table, dict):
            return None
        if "to" not in table:
            self._report("mail.to", "missing; it must be a mail address, or a list of them")
        if "to" not in checked or any(name.startswith("mail.") for name in self._invalid):
            return None
        return mail_from(checked)

    def _report(self, name: str, problem: str) -> None:
        self._problems.append((self._lines.line(name), self._lines.message(name, problem)))


def _unknown(name: str) -> str:
    from difflib import get_close_matches  # that a file without mistakes need not wait for

    near = get_close_matches(name, SETTINGS, 1, cutoff=0.75)
    return f"unknown setting; did you mean {near[0]}?" if near else "unknown setting"


def _flat(table: Mapping[str, object]) -> Iterator[tuple[str, object]]:
    """`mark.read = "r"` means the same with quotes around the name and without."""
    for key, value in table.items():
        if isinstance(value, dict):
            yield from ((f"{key}.{rest}", inner) for rest, inner in _flat(value))
        else:
            yield key, value
