"""What each command of the table does in the reader."""

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tui.screens import asking, exporting, helping, linking, marking, moving, selecting, viewing

if TYPE_CHECKING:
    from tui.screens.reader import Reader

Action = Callable[["Reader"], Awaitable[None] | None]

ACTIONS: Mapping[str, Action] = {
    "move.down": partial(moving.move, where="down"),
    "move.up": partial(moving.move, where="up"),
    "move.page-down": partial(moving.move, where="page_down"),
    "move.page-up": partial(moving.move, where="page_up"),
    "move.first": partial(moving.move, where="first"),
    "move.last": partial(moving.move, where="last"),
    "move.next-unread": partial(moving.next_unread, direction=1),
    "move.previous-unread": partial(moving.next_unread, direction=-1),
    "paper.down": partial(moving.scroll, where="page_down"),
    "paper.up": partial(moving.scroll, where="page_up"),
    "pane.in": moving.go_in,
    "pane.out": moving.go_out,
    "pane.next": moving.next_pane,
    "search": moving.search,
    "escape": moving.escape,
    "search.filter": asking.filters,
    "search.order": asking.order,
    "search.turn-round": asking.turn_round,
    **{f"view.{n}": partial(viewing.open_numbered, place=n) for n in range(1, 10)},
    "view.list": viewing.side_list,
    "view.save": viewing.save,
    "search.related": viewing.related,
    "day.older": partial(viewing.walk_days, direction=-1),
    "day.newer": partial(viewing.walk_days, direction=1),
    "mark.read": marking.toggle_read,
    "mark.bookmark": marking.toggle_bookmark,
    "mark.all-read": marking.mark_all_read,
    "mark.tags": marking.tags,
    "mark.note": marking.note,
    "select.toggle": selecting.toggle,
    "select.range": selecting.extend,
    "select.all": selecting.everything,
    "undo": marking.undo,
    "redo": marking.redo,
    "copy.github": partial(linking.copy, what="github"),
    "copy.menu": linking.copy_menu,
    "open.page": partial(linking.open_page, what="page"),
    "open.pdf": partial(linking.open_page, what="pdf"),
    "open.github": partial(linking.open_page, what="github"),
    "export": exporting.export,
    "sync": lambda reader: reader.sync(),
    "statistics": viewing.statistics,
    "look.alone": moving.alone,
    "palette": lambda reader: reader.app.action_command_palette(),
    "help": helping.show,
    "quit": lambda reader: reader.leave(),
}
