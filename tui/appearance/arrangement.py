"""How list and paper share the screen, and how dense the list is: as settings and keys say."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from search import Config, Remembered

KEY = "arrangement"  # under which it is remembered

SIDE_BY_SIDE, STACKED, ONE_PANE = "side-by-side", "stacked", "one-pane"
AUTOMATIC = "automatic"
_LAYOUTS = (AUTOMATIC, SIDE_BY_SIDE, STACKED)  # as one key goes through them

_WIDE = 110  # columns from which list and paper stand side by side
_HIGH = 17  # lines of the panes from which they stand one above the other
_LEAST = {SIDE_BY_SIDE: 60, STACKED: 10}  # columns or lines; with fewer there is one pane

_SIDE_SHARE = 56  # per cent of the columns that are the list's
_LIST_LINES = 12  # of a stacked list on 24 lines, which are six papers; of more it gets half
_PAPER_LINES = 7  # of the paper below it, with the line between
_READING = 3  # the part of the lines that a stacked list keeps while the paper is read
_STEP = 5  # per cent, by which a key changes the share
_SHARES = range(20, 81)  # per cent, that either pane may have


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The layout, the list's share of it, and whether each paper of the list is one line.

    `layout` is automatic, side-by-side, stacked or one-pane. `shares` are those that a person
    chose, in per cent, by layout. `settings` are those under which keys changed it: it holds until
    the settings say something else.
    """

    compact: bool = False
    layout: str = AUTOMATIC
    shares: Mapping[str, int] = field(default_factory=dict)
    settings: tuple[str, ...] = ()

    def panes(self, columns: int, lines: int) -> str:
        """The layout for so many columns and lines of the panes; never the automatic one."""
        layout = self.layout
        if layout == AUTOMATIC:
            fitting = STACKED if lines >= _HIGH else ONE_PANE
            layout = SIDE_BY_SIDE if columns >= _WIDE else fitting
        room = {SIDE_BY_SIDE: columns, STACKED: lines}.get(layout, 0)
        return layout if room >= _LEAST.get(layout, 0) else ONE_PANE

    def list_size(self, layout: str, columns: int, lines: int, *, reading: bool) -> int:
        """The list's columns where panes stand side by side, else its lines.

        `layout` is what `panes` says, `lines` those that both have now. `reading`: a person is in
        the paper, which is below the list.
        """
        share = self.shares.get(layout)
        if layout == SIDE_BY_SIDE:
            return columns * (share or _SIDE_SHARE) // 100
        if layout == ONE_PANE:
            return lines
        if share:
            return lines * share // 100
        most = _LIST_LINES + max(lines - _LIST_LINES - _PAPER_LINES, 0) // 2
        return max(min(most, lines - _PAPER_LINES, lines // _READING if reading else lines), 1)

    def next_layout(self) -> Arrangement:
        """The next one of automatic, side by side and stacked."""
        place = _LAYOUTS.index(self.layout) + 1 if self.layout in _LAYOUTS else 0
        return replace(self, layout=_LAYOUTS[place % len(_LAYOUTS)])

    def list_alone(self) -> Arrangement:
        """One pane at a time, or both again."""
        return replace(self, layout=AUTOMATIC if self.layout == ONE_PANE else ONE_PANE)

    def resized(self, columns: int, lines: int, direction: int) -> Arrangement:
        """The list with a larger (1) or a smaller (-1) share, or with the usual one again (0)."""
        layout = self.panes(columns, lines)
        shares = {name: share for name, share in self.shares.items() if name != layout}
        if direction and layout != ONE_PANE:
            now = self.list_size(layout, columns, lines, reading=False)
            of = columns if layout == SIDE_BY_SIDE else lines
            share = self.shares.get(layout) or round(100 * now / of / _STEP) * _STEP
            shares[layout] = min(max(share + direction * _STEP, _SHARES[0]), _SHARES[-1])
        return replace(self, shares=shares)

    def remembered(self) -> Remembered:
        """The value to remember."""
        return {
            "compact": self.compact,
            "layout": self.layout,
            "shares": dict(self.shares),
            "settings": [*self.settings],
        }


def arrangement(config: Config, remembered: Mapping[str, Remembered]) -> Arrangement:
    """The arrangement of the last time, or that of the settings where these have changed since."""
    settings = (config.density, config.layout)
    usual = Arrangement(config.density == "compact", config.layout, settings=settings)
    kept = remembered.get(KEY)
    if not isinstance(kept, dict) or kept.get("settings") != [*settings]:
        return usual
    layout, shares = kept.get("layout"), kept.get("shares")
    return Arrangement(
        compact=kept.get("compact") is True,
        layout=layout if layout in (*_LAYOUTS, ONE_PANE) else usual.layout,
        shares={
            name: share
            for name, share in (shares.items() if isinstance(shares, dict) else ())
            if name in _LEAST and isinstance(share, int) and share in _SHARES
        },
        settings=settings,
    )
