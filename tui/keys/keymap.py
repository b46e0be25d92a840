"""Which key does what: the table's keys, changed by a preset, changed by the config.

Textual takes any key for any command without a word, so all that cannot work is found here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from textual.keys import KEY_NAME_REPLACEMENTS, REPLACED_KEYS, key_to_character

from tui.keys.presets import DEFAULT, PRESETS
from tui.keys.table import COMMANDS, FOOTERS, Command, shown_key

if TYPE_CHECKING:
    from search import Config

_NAMED = {
    "up", "down", "left", "right", "home", "end", "pageup", "pagedown", "insert", "delete",
    "backspace", "enter", "escape", "tab", *(f"f{number}" for number in range(1, 25)),
}  # fmt: skip
_OTHER_NAMES = {
    "esc": "escape", "pgup": "pageup", "pgdn": "pagedown", "del": "delete", "ins": "insert",
    "return": "enter", "↓": "down", "↑": "up", "←": "left", "→": "right",
}  # fmt: skip
_MODIFIERS = {"alt", "ctrl", "hyper", "meta", "shift", "super"}
# A terminal sends the same for both.
_SAME = {"ctrl+i": "tab", "ctrl+m": "enter", "ctrl+left_square_bracket": "escape"}
# What a key is for, and the one command that may have it.
_TAKEN = {
    "enter": ("ends what is typed in a text field", "pane.in"),
    "tab": ("completes what is typed in a text field", "pane.next"),
    "escape": ("leads out of a text field", "escape"),
    "ctrl+c": ("copies from a text field", ""),
    "ctrl+q": ("quits from wherever one is", ""),
    "ctrl+z": ("puts the program to sleep", ""),
}


@dataclass(frozen=True, slots=True)
class Keymap:
    """The commands with the keys in force, and what is wrong with those of the config."""

    commands: tuple[Command, ...]
    problems: tuple[str, ...] = ()

    def key(self, command: str, *, typing: bool = False) -> str:
        """The first key of a command, as people write it, or ""; `typing`: in a text field."""
        keys = next(one.keys for one in self.commands if one.id == command)
        usable = [key for key in keys.split(",") if key and not (typing and _types(key))]
        return shown_key(usable[0]) if usable else ""

    def say(self, text: str) -> str:
        """`text` with the keys of the commands that it names: "{undo} undoes"."""

        def key(named: re.Match[str]) -> str:
            return self.key(named[1]) or f":{named[1]}"

        return re.sub(r"\{([\w.-]+)\}", key, text)

    def footer(self, where: str) -> list[tuple[str, str, str]]:
        """The keys that work where the focus is, each with a word and its command's id."""
        keys = [
            (self.key(name, typing=where == "search"), word, name) for name, word in FOOTERS[where]
        ]
        return [key for key in keys if key[0]]


def keymap(config: Config) -> Keymap:
    """The keys in force by the preset and the keys of `config`."""
    return _Maker(config).keymap()


def key_named(written: str) -> str | None:
    """Textual's name of a key that a person wrote: "?", "Ctrl-R", "ctrl+r"; None: it is none."""
    *modifiers, key = re.split(r"(?<=\w)[-+](?=.)", written.strip() or written)
    held = {modifier.lower() for modifier in modifiers}
    if not held <= _MODIFIERS:
        return None
    if len(key) > 1:
        key = key.lower()
    key = _OTHER_NAMES.get(key, key)
    character = _character(key)
    if character is not None:
        if held == {"shift"} and character.isalpha():
            held, character = set(), character.upper()
        elif "ctrl" in held:
            character = character.lower()
        key = _name(character)
        if _character(key) != character:
            return None  # Textual cannot read the name that it gives to »
    elif key not in _NAMED:
        return None
    name = "+".join([*sorted(held), key])
    return _SAME.get(name, name)


def _types(key: str) -> bool:
    return _character(key) is not None


def _character(key: str) -> str | None:
    """The character that a key types; None where it types none."""
    if key in _NAMED:
        return None  # Unicode, too, has something by the name of TAB
    return key if len(key) == 1 else key_to_character(REPLACED_KEYS.get(key, key))


def _name(character: str) -> str:
    """A character's name as Textual makes it."""
    if character.isalnum():
        return character
    name = unicodedata.name(character, character).lower().replace("-", "_").replace(" ", "_")
    return KEY_NAME_REPLACEMENTS.get(name, name)


def _hint(command: str, commands: Iterable[str]) -> str:
    from difflib import get_close_matches  # that a start without mistakes need not wait for

    near = get_close_matches(command, commands, 1)
    return f"did you mean {near[0]}?" if near else "`broadsheet keys` lists them"


class _Maker:
    """Puts the keys of a config over those of its preset, and collects what cannot be."""

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
                        self._tell_lost(owners[key], key, command, chosen[command])
        commands = tuple(replace(one, keys=",".join(chosen[one.id])) for one in COMMANDS)
        return Keymap(commands, tuple(self._problems))

    def _preset(self) -> Mapping[str, list[str]]:
        preset = PRESETS.get(self._config.preset)
        if preset is None:
            self._tell("preset", f"there is none of this name, only {', '.join(PRESETS)}")
            preset = PRESETS[DEFAULT]
        return {one.id: preset.get(one.id, one.keys).split(",") for one in COMMANDS}

    def _chosen(self, usual: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """The keys that the user gives; a command all of whose keys are wrong keeps the usual."""
        chosen: dict[str, list[str]] = {}
        owners: dict[str, str] = {}
        for command, written in self._config.keys.items():
            if command not in usual:
                self._tell(command, f"there is no such command; {_hint(command, usual)}")
                continue
            keys = list(self._usable(command, written, owners))
            owners.update(dict.fromkeys(keys, command))
            if keys or not written.strip():
                chosen[command] = keys
        return chosen

    def _usable(self, command: str, written: str, owners: Mapping[str, str]) -> Iterator[str]:
        for one in [written] if written == "," else written.split(","):
            key = key_named(one)
            purpose, owner = _TAKEN.get(key or "", ("", command))
            if not one.strip():
                continue
            if key is None:
                self._tell(command, f"{one.strip()!r} is no key that a terminal knows")
            elif owner != command:
                self._tell(command, f"{shown_key(key)} {purpose}, and can do nothing else")
            elif key in owners:
                self._tell(command, f"{shown_key(key)} is the key of {owners[key]} already")
            else:
                yield key

    def _tell_lost(self, winner: str, key: str, loser: str, left: list[str]) -> None:
        rest = f"keeps {' '.join(map(shown_key, left))}" if left else "has no key now"
        self._tell(
            winner, f'{shown_key(key)} was for {loser}, which {rest}; give that one keys, or ""'
        )

    def _tell(self, name: str, what: str) -> None:
        self._problems.append(self._config.lines.told(f"keys.{name}", what))
