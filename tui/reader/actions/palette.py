"""The palette's commands: found by id, key or help; without a search, the most used come first."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Protocol, cast

from textual.command import Hit, Hits, Provider
from textual.content import Content

from tui.keys.table import Command
from tui.reader.actions.papers.bulk import FORMS

if TYPE_CHECKING:
    from tui.keys.keymap import Keymap

_WITHOUT_KEYS = (
    Command("theme", "", "Choose another set of colours", "Look"),
    Command("paper.split", "", "Take works apart that a title alone joined", "Mark"),
    Command("references.paper", "", "What the paper cites: open it, or add it", "Read"),
    Command("references.missing", "", "What bookmarked papers cite and the library lacks", "Read"),
    Command("paper.join", "", "Make two selected papers one", "Mark"),
)


class _Control(Protocol):
    keymap: Keymap
    used: dict[str, int]  # how often each command was run from the palette

    def run_from_palette(self, command: str) -> Awaitable[None]:
        """Run the command with this id, and count that."""


class _Reader(Protocol):
    """The screen that the palette lies over."""

    control: _Control


class Commands(Provider):
    """Offers every command of the table, those without keys, and the forms of changes in bulk."""

    async def discover(self) -> Hits:
        """All commands, the most used first, then in the order of the table."""
        for place, (command, used) in enumerate(self._commands()):
            yield self._hit(command, used - place / 1000)

    async def search(self, query: str) -> Hits:
        """The commands that `query` names."""
        for form in FORMS:
            if form.casefold().startswith(query.strip().casefold()):
                start = form.partition("NAME")[0].removesuffix("SEARCH")
                yield Hit(_FORM, Content(form), self._palette(start), help=_IN_BULK)
        for place, (command, used) in enumerate(self._commands()):
            score = fit(command, query)
            if score:
                yield self._hit(command, score + min(used, 9) / 10 - place / 10_000)

    def _commands(self) -> Iterator[tuple[Command, int]]:
        control = cast("_Reader", self.screen).control
        for command in (*control.keymap.commands, *_WITHOUT_KEYS):
            yield command, control.used.get(command.id, 0)

    def _hit(self, command: Command, score: float) -> Hit:
        run = partial(cast("_Reader", self.screen).control.run_from_palette, command.id)
        shown = Content(f"{command.id} · {command.help}")
        return Hit(score, shown, run, help=f"{command.group} · {command.shown_keys}".rstrip(" ·"))

    def _palette(self, typed: str) -> Callable[[], None]:
        return partial(self.app.action_command_palette, typed)  # type: ignore[call-arg]  # ours


_IN_BULK = "Every paper that a search finds, in one step"
_FORM = 70.0  # how well the beginning of a form fits


def fit(command: Command, query: str) -> float:
    """How well a command fits what is typed into the palette: from 0, not at all, to 60."""
    typed = query.strip()
    folded, parts = typed.casefold(), command.id.split(".")
    if folded in (command.id, parts[-1]):
        return 60
    if typed in command.shown_keys.split():
        return 50
    if folded == parts[0]:
        return 40
    if command.id.startswith(folded):
        return 35
    if any(part.startswith(folded) for part in parts):
        return 30
    words = [*parts, *re.findall(r"[\w-]+", f"{command.help} {command.group}".casefold())]
    asked = folded.replace(".", " ").split()
    if asked and all(any(word.startswith(each) for word in words) for each in asked):
        return 20
    return 10 if folded in command.help.casefold() else 0
