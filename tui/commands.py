"""One table of commands: bindings, footer, palette, help and README are made from it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Command:
    """Something that a key does in the reader.

    `id` is the name that config.toml uses; `keys` are Textual's names with commas between;
    `help` stands in the help and the palette; `group` is a heading of the help.
    """

    id: str
    keys: str
    action: str
    help: str
    group: str

    @property
    def shown_keys(self) -> str:
        """The keys as people write them, with spaces between: `j ↓`."""
        return " ".join(map(shown_key, self.keys.split(",")))


COMMANDS: tuple[Command, ...] = (
    Command("move.down", "j,down", "move('down')", "Next paper", "Move"),
    Command("move.up", "k,up", "move('up')", "Previous paper", "Move"),
    Command("move.page-down", "pagedown,ctrl+d", "move('page_down')", "A page down", "Move"),
    Command("move.page-up", "pageup,ctrl+u", "move('page_up')", "A page up", "Move"),
    Command("move.first", "g,home", "move('first')", "First paper (gg does, too)", "Move"),
    Command("move.last", "G,end", "move('last')", "Last paper", "Move"),
    Command("move.next-unread", "n", "next_unread(1)", "Next unread paper", "Move"),
    Command("move.previous-unread", "p", "next_unread(-1)", "Previous unread paper", "Move"),
    Command("paper.down", "J", "scroll_paper(1)", "Scroll the paper down, from the list", "Move"),
    Command("paper.up", "K", "scroll_paper(-1)", "Scroll the paper up, from the list", "Move"),
    Command("pane.in", "enter,l,right", "go_in", "Into the paper; there Enter unfolds the authors", "Move"),
    Command("pane.out", "h,left", "go_out", "Back to the list", "Move"),
    Command("pane.next", "tab", "next_pane", "The other pane", "Move"),
    Command("search", "slash", "search", "Search as you type", "Search"),
    Command("escape", "escape", "escape", "One step back: out of the paper, then clear the search", "Search"),
    Command("view.all", "1", "view('all')", "View: all papers", "Search"),
    Command("view.unread", "2", "view('unread')", "View: unread", "Search"),
    Command("view.bookmarks", "3", "view('bookmarks')", "View: bookmarks", "Search"),
    Command("view.code", "4", "view('code')", "View: with code", "Search"),
    Command("mark.read", "m", "toggle_read", "Read or unread, and on to the next", "Mark"),
    Command("mark.bookmark", "b", "toggle_bookmark", "Bookmark to read later, or take the bookmark off", "Mark"),
    Command("mark.all-read", "A", "mark_all_read", "Mark every paper of this list read", "Mark"),
    Command("undo", "u", "undo", "Take back the last change", "Mark"),
    Command("redo", "ctrl+r", "redo", "Make the undone change again", "Mark"),
    Command("copy.github", "c", "copy('github')", "Copy the GitHub link", "Links"),
    Command("copy.menu", "y", "copy_menu", "Copy: then l for the link, g for the GitHub link", "Links"),
    Command("open.page", "o", "open('page')", "Open the paper's page in the browser", "Links"),
    Command("open.pdf", "O", "open('pdf')", "Open the PDF in the browser", "Links"),
    Command("open.github", "x", "open('github')", "Open the GitHub page in the browser", "Links"),
    Command("look.alone", "z", "alone", "Only the paper, set for reading", "Look"),
    Command("palette", "ctrl+p,colon", "app.command_palette", "Every command by name", "Look"),
    Command("help", "question_mark", "help", "Every key, and the query language", "Look"),
    Command("quit", "q", "quit", "Quit; everything is kept", "Look"),
)  # fmt: skip

# The commands of the footer, by where the focus is, with a word each; the first ones first.
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
    "empty": (
        ("search", "search"), ("escape", "clear"), ("view.all", "all papers"), ("undo", "undo"),
        ("help", "help"), ("quit", "quit"),
    ),
}  # fmt: skip

_SHOWN = {
    "slash": "/", "question_mark": "?", "colon": ":", "down": "↓", "up": "↑", "left": "←",
    "right": "→", "enter": "Enter", "escape": "Esc", "tab": "Tab", "home": "Home", "end": "End",
    "pagedown": "PgDn", "pageup": "PgUp", "space": "Space", "full_stop": ".", "comma": ",",
}  # fmt: skip


def shown_key(key: str) -> str:
    """A key as people write it: "ctrl+r" is Ctrl-R, "slash" is /."""
    if key.startswith("ctrl+"):
        return f"Ctrl-{key.removeprefix('ctrl+').upper()}"
    return _SHOWN.get(key, key)


def with_keys(keys: Mapping[str, str]) -> tuple[Command, ...]:
    """The table with other keys for the commands that `keys` names."""
    return tuple(replace(command, keys=keys.get(command.id, command.keys)) for command in COMMANDS)


def groups(commands: tuple[Command, ...]) -> Iterator[tuple[str, list[Command]]]:
    """The commands under their headings, in the order of the table."""
    for group in dict.fromkeys(command.group for command in commands):
        yield group, [command for command in commands if command.group == group]
