"""Which key does what: the table's keys, changed by a preset, changed by the config.

Textual takes any key for any command without a word, so invalid bindings are found here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from tui.keys.key_names import character_of, key_named
from tui.keys.presets import DEFAULT, PRESETS
from tui.keys.table import COMMANDS, FOOTERS, Command, shown_key

if TYPE_CHECKING:
    from search import Config

# What a key is for, and the one command that may have it.
_RESERVED = {
    "enter": ("ends what is typed in a text field", "pane.in"),
    "tab": ("completes what is typed in a text field", "pane.next"),
    "escape": ("leaves a text field", "escape"),
    "ctrl+c": ("copies from a text field", ""),
    "ctrl+q": ("quits from anywhere", ""),
    "ctrl+z": ("suspends the program", ""),
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The commands with the keys in force, and what is wrong with those of the config."""

    commands: tuple[Command, ...]
    problems: tuple[str, ...] = ()

    def key(self, command: str, *, where: str = "") -> str:
        """The first key of a command, as people write it, or "".

        `where`: one that works in a text field ("search") or in a paper ("paper").
        """
        keys = next(each.keys for each in self.commands if each.id == command)
        usable = [key for key in keys.split(",") if key and self._works(key, command, where)]
        return shown_key(usable[0]) if usable else ""

    def _works(self, key: str, command: str, where: str) -> bool:
        if where == "search":
            return not character_of(key)
        others = (each for each in self.commands if each.in_paper and each.id != command)
        return where != "paper" or not any(key in each.keys.split(",") for each in others)

    def bindings(self, *, in_paper: bool) -> Iterator[tuple[str, str]]:
        """Each key with its action: those for the open paper alone, or all the others."""
        for command in self.commands:
            if command.in_paper == in_paper:
                for key in filter(None, command.keys.split(",")):
                    yield key, command.action

    def say(self, text: str) -> str:
        """`text` with the keys of the commands that it names: "{undo} undoes"."""

        def key(named: re.Match[str]) -> str:
            return self.key(named[1]) or f":{named[1]}"

        return re.sub(r"\{([\w.-]+)\}", key, text)

    def footer(self, where: str) -> list[tuple[str, str, str]]:
        """The keys that work where the focus is, each with a word and its command's id."""
        keys = [(self.key(name, where=where), word, name) for name, word in FOOTERS[where]]
        return [key for key in keys if key[0]]


def keymap(config: Config) -> Keymap:
    """The keys in force by the preset and the keys of `config`."""
    return _Maker(config).keymap()


def _hint(command: str, commands: Iterable[str]) -> str:
    from difflib import get_close_matches  # that a start without mistakes need not wait for

    near = get_close_matches(command, commands, 1)
    return f"did you mean {near[0]}?" if near else "`broadsheet keys` lists them"


class _Maker:
    """Puts the keys of a config over those of its preset, and collects what is invalid."""

    def __init__(self, config: Config) -> None:
        self._config = config
        self._problems: list[str] = []

    def keymap(self) -> Keymap:
        usual = self._preset()
        chosen = self._chosen(usual)
        owners = {key: command for command, keys in chosen.items() for key in keys}
        for command, keys in usual.items():
            if command not in chosen:
                chosen[command] = [key for key in keys if key not in owners]
                for key in keys:
                    if key in owners:
                        self._report_lost(owners[key], key, command, chosen[command])
        commands = tuple(replace(each, keys=",".join(chosen[each.id])) for each in COMMANDS)
        return Keymap(commands, tuple(self._problems))

    def _preset(self) -> Mapping[str, list[str]]:
        preset = PRESETS.get(self._config.preset)
        if preset is None:
            self._report("preset", f"unknown preset; expected {', '.join(PRESETS)}")
            preset = PRESETS[DEFAULT]
        return {each.id: preset.get(each.id, each.keys).split(",") for each in COMMANDS}

    def _chosen(self, usual: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """The keys that the user gives; a command all of whose keys are wrong keeps the usual."""
        chosen: dict[str, list[str]] = {}
        owners: dict[str, str] = {}
        for command, written in self._config.keys.items():
            if command not in usual:
                self._report(command, f"unknown command; {_hint(command, usual)}")
                continue
            keys = list(self._usable(command, written, owners))
            owners.update(dict.fromkeys(keys, command))
            if keys or not written.strip():
                chosen[command] = keys
        return chosen

    def _usable(self, command: str, written: str, owners: Mapping[str, str]) -> Iterator[str]:
        for each in [written] if written == "," else written.split(","):
            key = key_named(each)
            purpose, owner = _RESERVED.get(key or "", ("", command))
            if not each.strip():
                continue
            if key is None:
                self._report(command, f"unknown key {each.strip()!r}")
            elif owner != command:
                self._report(command, f"{shown_key(key)} is reserved: it {purpose}")
            elif key in owners:
                self._report(command, f"{shown_key(key)} is already bound to {owners[key]}")
            else:
                yield key

    def _report_lost(self, winner: str, key: str, loser: str, left: list[str]) -> None:
        rest = f"keeps {' '.join(map(shown_key, left))}" if left else "is now unbound"
        self._report(
            winner,
            f"{shown_key(key)} was bound to {loser}, which {rest}; "
            f'set {loser} to another key, or to ""',
        )

    def _report(self, name: str, problem: str) -> None:
        self._problems.append(self._config.lines.message(f"keys.{name}", problem))
