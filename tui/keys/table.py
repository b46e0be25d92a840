"""One table of commands: bindings, footer, palette, help and documents are made from it."""

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """An action of the reader: what a key does.

    `id` is the name that config.toml uses; `keys` are Textual's names with commas between;
    `help` stands in the help and the palette; `group` is a heading of the help. With `in_paper`
    the keys are for the open paper alone, and there go before those of other commands.
    """

    id: str
    keys: str
    help: str
    group: str
    in_paper: bool = False

    @property
    def action(self) -> str:
        """The command as Textual calls it on the reader."""
        return action(self.id)

    @property
    def shown_keys(self) -> str:
        """The keys as people write them, with spaces between: `j ↓`."""
        return " ".join(map(shown_key, self.keys.split(","))) if self.keys else ""


_NUMBERED = {
    1: ": all (digits are views; there are no counts such as 5j)", 2: ": unread", 3: ": bookmarks", 4: ": with code", 5: ": new", 6: ": today",
    7: ": for you", 8: "", 9: "",
}  # fmt: skip

COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "Next paper", "Move"),
    Command("move.up", "k,up", "Previous paper", "Move"),
    Command("move.page-down", "pagedown", "Page down", "Move"),
    Command("move.page-up", "pageup", "Page up", "Move"),
    Command("move.half-down", "ctrl+d", "Half a page down", "Move"),
    Command("move.half-up", "ctrl+u", "Half a page up", "Move"),
    Command("move.first", "g,home", "First paper", "Move"),
    Command("move.last", "G,end", "Last paper", "Move"),
    Command("move.next-unread", "n", "Next unread paper", "Move"),
    Command("move.previous-unread", "p", "Previous unread paper", "Move"),
    Command("paper.next", "greater_than_sign", "Next paper, also while reading", "Move"),
    Command("paper.previous", "less_than_sign", "Previous paper, also while reading", "Move"),
    Command("paper.page-down", "space,f", "In a paper: page down", "Move", in_paper=True),
    Command("paper.page-up", "b,shift+space", "In a paper: page up", "Move", in_paper=True),
    Command("paper.leave", "q", "In a paper: back to the list", "Move", in_paper=True),
    Command("paper.down", "J", "Scroll the open paper down, from the list", "Move"),
    Command("paper.up", "K", "Scroll the open paper up, from the list", "Move"),
    Command("pane.in", "enter,l,right", "Go into the paper; from there, into its full text", "Move"),
    Command("paper.read", "r", "Read the whole paper: text, formulas, tables, references", "Move"),
    Command("paper.authors", "a", "Show all authors, or only the first ones", "Move"),
    Command("pane.out", "h,left", "Back to the list", "Move"),
    Command("pane.next", "tab", "Other pane", "Move"),
    Command("search", "slash", "Search as you type", "Search"),
    Command("escape", "escape", "Go back: leave the paper, then the search", "Search"),
    Command("list.other", "apostrophe", "Go to the search that Esc left, and back again", "Search"),
    Command("search.related", "full_stop", "Papers like this one", "Search"),
    Command("search.filter", "f", "Filter: unread, with code, last days and more", "Search"),
    Command("search.order", "s", "Sort order: date, upvotes, stars, trending and more", "Search"),
    Command("foryou.words", "i", "For you: take a word of this paper out of it, or pin it", "Search"),
    Command("search.turn-round", "S", "Reverse the sort order", "Search"),
    Command("search.explain", "W", "Why this paper is here: what adds to its score", "Search"),
    *(Command(f"view.{n}", str(n), f"View {n}{name}", "Views") for n, name in _NUMBERED.items()),
    Command("view.list", "w", "All views with unread counts; edit them there", "Views"),
    Command("view.save", "V", "Save this search as a view", "Views"),
    Command("day.older", "left_square_bracket", "Papers of the previous day", "Views"),
    Command("day.newer", "right_square_bracket", "Papers of the next day", "Views"),
    Command("mark.read", "m", "Mark read or unread, then go to the next paper", "Mark"),
    Command("mark.bookmark", "b,B", "Bookmark to read later, or remove the bookmark; B in a paper, too", "Mark"),
    Command("mark.all-read", "A", "Mark all papers of this list as read", "Mark"),
    Command("mark.tags", "t", "Edit tags, with completion", "Mark"),
    Command("mark.note", "e", "Edit the note; Ctrl-E there opens your editor", "Mark"),
    Command("mark.hide", "H", "Hide from every view, or no longer; is:hidden finds it", "Mark"),
    Command("paper.remove", "delete", "Remove (delete) for good, after a question", "Mark"),
    Command("select.toggle", "space", "Select the paper, then go to the next one", "Mark"),
    Command("select.range", "v", "Select a range, from the last selected paper to this one", "Mark"),
    Command("select.all", "ctrl+a", "Select all papers of the list; Esc clears the selection", "Mark"),
    Command("undo", "u", "Undo the last change", "Mark"),
    Command("redo", "ctrl+r", "Redo the last undone change", "Mark"),
    Command("copy.github", "c", "Copy the GitHub link", "Links"),
    Command("copy.menu", "y", "Copy: link, GitHub, PDF, Markdown, BibTeX, citation, id or abstract", "Links"),
    Command("open.page", "o", "Open the paper's page in the browser", "Links"),
    Command("open.pdf", "O", "Open the PDF in the browser", "Links"),
    Command("open.github", "x", "Open the GitHub page in the browser", "Links"),
    Command("export", "E", "Export the selection or the list: BibTeX, RIS and more", "Library"),
    Command("sync", "R", "Sync (refresh): fetch today's papers from the feeds", "Library"),
    Command("fetch.ahead", "F", "Fetch the full texts of bookmarks ahead, from now on or no longer", "Library"),
    Command("statistics", "number_sign", "Statistics: papers a day, added and read, keywords, sources, tags", "Library"),
    Command("look.alone", "z", "Focus mode: only the paper", "Look"),
    Command("look.list", "Z", "List alone, or list and paper again", "Look"),
    Command("look.density", "d", "Compact list, one line for each paper, or the usual one", "Look"),
    Command("look.layout", "L", "Layout: automatic, side by side, stacked", "Look"),
    Command("look.larger", "plus,equals_sign", "Larger list, smaller paper", "Look"),
    Command("look.smaller", "minus", "Smaller list, larger paper", "Look"),
    Command("look.usual", "0", "List and paper of the usual size", "Look"),
    Command("palette", "ctrl+p,colon", "Command palette; bulk actions such as mark read: QUERY", "Look"),
    Command("help", "question_mark", "Help: all keys, and the query language", "Look"),
    Command("quit", "q", "Quit; all changes are saved", "Look"),
)  # fmt: skip

# The commands of the footer, by where the focus is, with a word each; the first ones first.
# Those of the first start stand in a panel of their own.
FOOTERS: dict[str, tuple[tuple[str, str], ...]] = {
    "list": (
        ("search", "search"), ("pane.in", "open"), ("mark.bookmark", "bookmark"),
        ("mark.read", "read"), ("copy.github", "copy GitHub"), ("help", "help"),
        ("move.next-unread", "next unread"), ("undo", "undo"), ("quit", "quit"),
        ("look.density", "compact"), ("look.layout", "layout"), ("look.list", "list alone"),
    ),
    "paper": (
        ("paper.leave", "list"), ("pane.in", "full text"), ("paper.page-down", "page down"), ("paper.next", "next paper"), ("mark.bookmark", "bookmark"),
        ("copy.github", "copy GitHub"), ("help", "help"), ("open.page", "open"),
        ("move.next-unread", "next unread"), ("look.alone", "focus"),
    ),
    "search": (("pane.in", "to the list"), ("pane.next", "complete"), ("escape", "clear")),
    "welcome": (
        ("move.down", "next paper"), ("pane.in", "open the paper"),
        ("search", "search as you type"), ("mark.bookmark", "bookmark"),
        ("sync", "fetch today's papers"),
        ("help", "all keys and the query language"),
    ),
    "missing": (
        ("pane.in", "fetch the paper"), ("escape", "clear"), ("search", "search"),
        ("help", "help"), ("quit", "quit"),
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
