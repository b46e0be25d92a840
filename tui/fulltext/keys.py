"""The keys of the full text, in one table: the screen, its help and docs/full-text.md follow it."""

from tui.keys.table import Command

COMMANDS: tuple[Command, ...] = (
    Command("line.down", "j,down", "Line down", "Read"),
    Command("line.up", "k,up", "Line up", "Read"),
    Command("page.down", "space,f,pagedown", "Page down", "Read"),
    Command("page.up", "b,pageup,ctrl+b", "Page up", "Read"),
    Command("half.down", "ctrl+d", "Half a page down", "Read"),
    Command("half.up", "ctrl+u", "Half a page up", "Read"),
    Command("first", "g,home", "Beginning", "Read"),
    Command("last", "G,end", "End", "Read"),
    Command("left", "left", "Scroll wide formulas and tables to the left", "Read"),
    Command("right", "right,l", "Scroll wide formulas and tables to the right", "Read"),
    Command("section.next", "right_square_bracket", "Next section", "Find the way"),
    Command("section.previous", "left_square_bracket", "Previous section", "Find the way"),
    Command("outline", "s", "Outline: sections, figures, tables; Enter goes there", "Find the way"),
    Command("link.next", "tab", "Next link, footnote, citation or picture", "Find the way"),
    Command("link.previous", "shift+tab", "Previous one", "Find the way"),
    Command("follow", "enter", "Follow it; shows a note or reference below", "Find the way"),
    Command("back", "backspace", "Back to where a link was followed", "Find the way"),
    Command("reference.add", "a", "Add the reference chosen to the library", "Find the way"),
    Command("search", "slash", "Search in this paper", "Find the way"),
    Command("match.next", "n", "Next match", "Find the way"),
    Command("match.previous", "N", "Previous match", "Find the way"),
    Command("passage.mark", "h", "Choose a paragraph; h again marks it, with a note", "Passages"),
    Command("passage.lines", "v", "Choose lines: from here, with j and k", "Passages"),
    Command("passage.remove", "d,delete", "Remove the mark of the passage chosen", "Passages"),
    Command("passage.list", "p", "List the marked passages", "Passages"),
    Command("tex", "T", "Formulas as TeX, or as they read", "Read"),
    Command("refresh", "R", "Fetch the newest version", "Paper"),
    Command("help", "question_mark", "These keys", "Paper"),
    Command("escape", "escape", "One step back: note, search, outline, then the paper", "Paper"),
    Command("leave", "q", "Back to the list", "Paper"),
)  # fmt: skip

# The reader's own commands that work here, too, on the paper that is open.
OF_THE_READER = (
    "mark.bookmark", "mark.read", "mark.tags", "mark.note", "undo", "redo", "copy.github",
    "copy.menu", "open.page", "open.pdf", "open.github",
)  # fmt: skip

# What stands below the text: a command of this table, and a word for it.
HINTS = (
    ("help", "keys"), ("leave", "list"), ("link.next", "link"), ("follow", "follow"),
    ("section.next", "section"), ("outline", "outline"), ("search", "search"),
    ("passage.mark", "mark"), ("tex", "TeX"),
)  # fmt: skip
CHOOSING = (
    ("escape", "cancel"), ("follow", "mark"), ("passage.mark", "mark with a note"),
    ("line.down", "next"), ("passage.lines", "lines from here"), ("passage.remove", "remove"),
)  # fmt: skip


def hints(pairs: tuple[tuple[str, str], ...]) -> list[tuple[str, str, str]]:
    """What the line below the text shows: each key, its word, and the command's id."""
    shown = {command.id: command.shown_keys.split(" ")[0] for command in COMMANDS}
    return [(shown[name], word, name) for name, word in pairs]
