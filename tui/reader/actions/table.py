"""What each command of the table does in the reader."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

from tui.reader.actions import look, navigation, open_help, query, selection, view
from tui.reader.actions.papers import (
    export,
    foryou,
    fulltext,
    hide,
    link,
    mark,
    references,
    works,
)

if TYPE_CHECKING:
    from tui.reader.state.session import Session
    from tui.reader.ui import Panes

Action = Callable[["Session", "Panes"], Awaitable[None] | None]

ACTIONS: Mapping[str, Action] = {
    "move.down": partial(navigation.move, where="down"),
    "move.up": partial(navigation.move, where="up"),
    "move.page-down": partial(navigation.move, where="page_down"),
    "move.page-up": partial(navigation.move, where="page_up"),
    "move.first": partial(navigation.move, where="first"),
    "move.last": partial(navigation.move, where="last"),
    "move.next-unread": partial(navigation.next_unread, direction=1),
    "move.previous-unread": partial(navigation.next_unread, direction=-1),
    "move.half-down": partial(navigation.move, where="half_down"),
    "move.half-up": partial(navigation.move, where="half_up"),
    "paper.next": partial(navigation.next_paper, where="down"),
    "paper.previous": partial(navigation.next_paper, where="up"),
    "paper.page-down": partial(navigation.scroll, where="page_down"),
    "paper.page-up": partial(navigation.scroll, where="page_up"),
    "paper.leave": navigation.go_out,
    "paper.down": partial(navigation.scroll, where="half_down"),
    "paper.up": partial(navigation.scroll, where="half_up"),
    "pane.in": navigation.go_in,
    "paper.read": fulltext.read,
    "paper.authors": navigation.authors,
    "references.paper": references.of_paper,
    "references.missing": references.missing,
    "pane.out": navigation.go_out,
    "pane.next": navigation.next_pane,
    "search": navigation.search,
    "escape": navigation.escape,
    "list.other": navigation.other_list,
    "search.filter": query.filters,
    "search.order": query.order,
    "search.explain": query.explain,
    "foryou.words": foryou.words,
    "search.turn-round": query.turn_round,
    **{f"view.{n}": partial(view.open_numbered, place=n) for n in range(1, 10)},
    "view.list": view.view_list,
    "view.save": view.save,
    "search.related": view.related,
    "day.older": partial(view.walk_days, direction=-1),
    "day.newer": partial(view.walk_days, direction=1),
    "mark.read": mark.toggle_read,
    "mark.bookmark": mark.toggle_bookmark,
    "mark.all-read": mark.mark_all_read,
    "mark.tags": mark.tags,
    "mark.note": mark.note,
    "mark.hide": hide.toggle_hidden,
    "paper.remove": hide.remove,
    "paper.split": works.split,
    "paper.join": works.join,
    "select.toggle": selection.toggle,
    "select.range": selection.extend,
    "select.all": selection.everything,
    "undo": mark.undo,
    "redo": mark.redo,
    "copy.github": partial(link.copy, what="github"),
    "copy.menu": link.copy_menu,
    "open.page": partial(link.open_page, what="page"),
    "open.pdf": partial(link.open_page, what="pdf"),
    "open.github": partial(link.open_page, what="github"),
    "export": export.export,
    "sync": lambda session, _: session.upkeep.sync(),
    "fetch.ahead": fulltext.fetch_ahead,
    "statistics": view.statistics,
    "look.alone": navigation.alone,
    "look.list": look.list_alone,
    "look.density": look.density,
    "look.layout": look.layout,
    "look.larger": partial(look.resize_list, direction=1),
    "look.smaller": partial(look.resize_list, direction=-1),
    "look.usual": partial(look.resize_list, direction=0),
    "palette": lambda _, ui: ui.open_palette(),
    "help": open_help.show,
    "quit": lambda _, ui: ui.leave(),
}
