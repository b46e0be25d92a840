"""A step of the history: what one undo takes back, kept as kind and arguments, worded here."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from search.text import clean

# JSON values. Their meaning depends on the kind, see the functions below.
Argument = bool | str | Sequence[str]
Arguments = Mapping[str, Argument]

MARK, IMPORT = "mark", "import"
SPLIT, JOIN = "split", "join"
INTEREST = "interest"
OUT, PINNED = "out", "pinned"  # what a person did to a word of For you
VIEW_SAVE, VIEW_REMOVE, VIEW_RENAME, VIEW_MOVE = (
    "view.save", "view.remove", "view.rename", "view.move",
)  # fmt: skip

_TITLE = 48  # characters of a title in a sentence


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the history.

    `rows` are those that it changed, now; `title` is the paper's where that is a single one.
    `number` is the step's in the history; a later step may have it again, once this one is undone.
    `is_void`: it was undone or redone and changed nothing, as the timer had read all of `rows`.
    """

    kind: str
    arguments: Arguments
    rows: tuple[int, ...]
    title: str | None = None
    number: int = field(default=0, compare=False)
    is_void: bool = False

    @property
    def rearranges(self) -> bool:
        """Whether papers come and go with it, as one is split or two are joined."""
        return self.kind in (SPLIT, JOIN)

    @property
    def reorders(self) -> bool:
        """Whether the personal order is another one with it."""
        return self.kind == INTEREST

    @property
    def what(self) -> str:
        """The step in words, on one line."""
        text = self.arguments.get
        match self.kind:
            case "mark":
                words = f"{self._papers()}: {', '.join(_marks(self.arguments)) or 'marked'}"
                words += " (no mark changed)" if self.is_void else ""
            case "import":
                words = f"{self._papers()}: marks imported"
            case "split":
                words = f"“{shortened(str(text('title')))}”: split into {len(self.rows)} papers"
            case "join":
                words = f"“{shortened(str(text('title')))}”: joined with another paper"
            case "interest":
                done = {"out": "taken out of For you", "pinned": "pinned in For you"}
                state = done.get(str(text("state")), "left to the marks in For you")
                words = f"“{shortened(str(text('words')))}”: {state}"
            case "view.save":
                words = f"view {text('name')} saved"
            case "view.remove":
                words = f"view {text('name')} removed"
            case "view.rename":
                words = f"view {text('old')} renamed to {text('new')}"
            case "view.move":
                words = f"view {text('name')} moved"
            case _:
                words = str(text("text", self.kind))
        return clean.one_line(words)

    def _papers(self) -> str:
        if self.title is not None:
            return f"“{shortened(self.title)}”"
        count = len(self.rows)
        return f"{count:,} {'paper' if count == 1 else 'papers'}"


def _marks(arguments: Arguments) -> Iterator[str]:
    """The words for "read", "bookmarked" and "hidden" (booleans), "tag" and "untag" (lists of
    names), "note" and "passage" (whether there is one afterwards)."""
    if "read" in arguments:
        yield "read" if arguments["read"] else "unread"
    if "bookmarked" in arguments:
        yield "bookmarked" if arguments["bookmarked"] else "bookmark removed"
    if "hidden" in arguments:
        yield "hidden" if arguments["hidden"] else "no longer hidden"
    yield from (f"tagged {name}" for name in _names(arguments.get("tag")))
    yield from (f"tag {name} removed" for name in _names(arguments.get("untag")))
    if "note" in arguments:
        yield "note saved" if arguments["note"] else "note removed"
    if "passage" in arguments:
        yield "passage marked" if arguments["passage"] else "passage removed"


def _names(value: Argument | None) -> Sequence[str]:
    return value if isinstance(value, list | tuple) else ()


def shortened(title: str) -> str:
    """The beginning of a title that is too long for a sentence."""
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
