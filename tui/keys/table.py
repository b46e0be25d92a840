"""One table of commands: bindings, footer, palette, help and README are made from it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does in the reader.

    `id` is the name that config.toml uses; `keys` are Textual's names with commas between;
    `help` stands in the help and the palette; `group` is a heading of the help.
    """

    id: str
    keys: str
    help: str
    group: str

    @property
    def action(self) -> str:
        """The command as Textual calls it on the reader."""
        return action(self.id)

    @property
    def shown_keys(self) -> str:
        """The keys as people write them, with spaces between: `j ↓`."""
        return " ".join(map(shown_key, self.keys.split(","))) if self.keys else ""


_NUMBERED = {
    1: ": all", 2: ": unread", 3: ": bookmarks", 4: ": with code", 5: ": new", 6: ": today",
    7: "", 8: "", 9: "",
}  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "Next paper", "Move"),
    Command("move.up", "k,up", "Previous paper", "Move"),
    Command("move.page-down", "pagedown,ctrl+d", "A page down", "Move"),
    Command("move.page-up", "pageup,ctrl+u", "A page up", "Move"),
    Command("move.first", "g,home", "First paper (gg does, too)", "Move"),
    Command("move.last", "G,end", "Last paper", "Move"),
    Command("move.next-unread", "n", "Next unread paper", "Move"),
    Command("move.previous-unread", "p", "Previous unread paper", "Move"),
    Command("paper.down", "J", "Scroll the paper down, from the list", "Move"),
    Command("paper.up", "K", "Scroll the paper up, from the list", "Move"),
    Command("pane.in", "enter,l,right", "Into the paper; there Enter unfolds the authors", "Move"),
    Command("pane.out", "h,left", "Back to the list", "Move"),
    Command("pane.next", "tab", "The other pane", "Move"),
    Command("search", "slash", "Search as you type", "Search"),
    Command("escape", "escape", "One step back: out of the paper, then clear the search", "Search"),
    Command("search.related", "full_stop", "Papers like this one", "Search"),
    Command("search.filter", "f", "Filter: unread, with code, of the last days and more", "Search"),
    Command("search.order", "s", "Order: date, upvotes, stars, trending and more", "Search"),
    Command("search.turn-round", "S", "The opposite order", "Search"),
    *(Command(f"view.{n}", str(n), f"View {n}{name}", "Views") for n, name in _NUMBERED.items()),
    Command("view.list", "w", "All views with their unread papers; arrange them there", "Views"),
    Command("view.save", "V", "Save this search as a view", "Views"),
    Command("day.older", "left_square_bracket", "The papers of the next older day", "Views"),
    Command("day.newer", "right_square_bracket", "The papers of the next newer day", "Views"),
    Command("mark.read", "m", "Read or unread, and on to the next", "Mark"),
    Command("mark.bookmark", "b", "Bookmark to read later, or take the bookmark off", "Mark"),
    Command("mark.all-read", "A", "Mark every paper of this list read", "Mark"),
    Command("mark.tags", "t", "Tags, with completion", "Mark"),
    Command("mark.note", "e", "Write a note; Ctrl-E in it opens your editor", "Mark"),
    Command("select.toggle", "space", "Select the paper, and on to the next", "Mark"),
    Command("select.range", "v", "Select from the paper selected last to this one", "Mark"),
    Command("select.all", "ctrl+a", "Select every paper of the list; Esc selects none", "Mark"),
    Command("undo", "u", "Take back the last change", "Mark"),
    Command("redo", "ctrl+r", "Make the undone change again", "Mark"),
    Command("copy.github", "c", "Copy the GitHub link", "Links"),
    Command("copy.menu", "y", "Copy: link, GitHub, PDF, Markdown, BibTeX, citation, id or abstract", "Links"),
    Command("open.page", "o", "Open the paper's page in the browser", "Links"),
    Command("open.pdf", "O", "Open the PDF in the browser", "Links"),
    Command("open.github", "x", "Open the GitHub page in the browser", "Links"),
    Command("export", "E", "Write the selection or the list to a file: BibTeX, RIS and more", "Library"),
    Command("sync", "R", "Fetch the live feeds", "Library"),
    Command("statistics", "number_sign", "Statistics: papers a day, added and read, keywords, sources, tags", "Library"),
    Command("look.alone", "z", "Only the paper, set for reading", "Look"),
    Command("palette", "ctrl+p,colon", "Every command by name; mark read: SEARCH and its like", "Look"),
    Command("help", "question_mark", "Every key, and the query language", "Look"),
    Command("quit", "q", "Quit; everything is kept", "Look"),
)  # fmt: skip

# The commands of the footer, by where the focus is, with a word each; the first ones first.
# Those of the first start stand in a panel of their own.
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "list": (
        ("search", "search"), ("pane.in", "open"), ("mark.bookmark", "bookmark"),
        ("mark.read", "read"), ("copy.github", "copy GitHub"), ("help", "help"),
        ("move.next-unread", "next unread"), ("undo", "undo"), ("quit", "quit"),
    ),
    "paper": (
        ("escape", "list"), ("move.down", "scroll"), ("mark.bookmark", "bookmark"),
        ("copy.github", "copy GitHub"), ("help", "help"), ("open.page", "open"),
        ("move.next-unread", "next unread"), ("look.alone", "paper only"), ("quit", "quit"),
    ),
    "search": (("pane.in", "to the list"), ("pane.next", "complete"), ("escape", "clear")),
    "welcome": (
        ("move.down", "the next paper"), ("pane.in", "into the paper"),
        ("search", "search as you type"), ("mark.bookmark", "bookmark for later"),
        ("help", "every key, and the search's language"),
    ),
    "empty": (
        ("search", "search"), ("escape", "clear"), ("view.1", "all papers"), ("undo", "undo"),
        ("help", "help"), ("quit", "quit"),
    ),
}  # fmt: skip

_SHOWN = {
    "down": "↓", "up": "↑", "left": "←", "right": "→", "enter": "Enter", "escape": "Esc",
    "tab": "Tab", "home": "Home", "end": "End", "pagedown": "PgDn", "pageup": "PgUp",
    "space": "Space", "insert": "Ins", "delete": "Del", "backspace": "Backspace",
    "slash": "/", "backslash": "\\", "at": "@", "minus": "-", "plus": "+", "underscore": "_",
    "less_than_sign": "<", "greater_than_sign": ">",
}  # fmt: skip


def action(command: str) -> str:
    """The command with an id, as Textual calls it on the reader."""
    return f"do('{command}')"


def shown_key(key: str) -> str:
    """A key as people write it: "ctrl+r" is Ctrl-R, "question_mark" is ?."""
    *held, name = key.split("+")
    shown = _SHOWN.get(name) or _character(name)
    if "ctrl" in held and len(shown) == 1:
        shown = shown.upper()
    return "-".join([*(modifier.capitalize() for modifier in held), shown])


def _character(name: str) -> str:
    try:
        return name if len(name) == 1 else unicodedata.lookup(name.replace("_", " "))
    except KeyError:
        return name.upper()  # a key that types nothing: F1


def groups(commands: tuple[Command, ...]) -> Iterator[tuple[str, list[Command]]]:
    """The commands under their headings, in the order of the table."""
    for group in dict.fromkeys(command.group for command in commands):
        yield group, [command for command in commands if command.group == group]
