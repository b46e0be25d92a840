"""How the screen is drawn, as the user wants it: handed down to whatever draws."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tui.appearance import wording
from tui.appearance.glyphs import Glyphs, glyphs

if TYPE_CHECKING:
    from search import Config, PartialDate


@dataclass(frozen=True, slots=True)
class Looks:
    """The signs; whether dates are written 2024-06-03."""

    glyphs: Glyphs
    iso: bool = False

    def day(self, when: PartialDate, today: date) -> str:
        """A day as the user wants it."""
        return str(when) if self.iso else wording.day(when, today)

    def short_day(self, when: PartialDate, today: date) -> str:
        """A day for a column of `day_cells` cells."""
        return str(when) if self.iso else wording.short_day(when, today)

    @property
    def day_cells(self) -> int:
        """The width of a short day."""
        return 10 if self.iso else 8


def looks(config: Config) -> Looks:
    """The looks that `config` asks for."""
    return Looks(glyphs=glyphs(ascii_only=config.ascii), iso=config.dates == "iso")
