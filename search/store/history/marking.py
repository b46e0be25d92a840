"""What can be done to papers at once."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.model.passage import Passage
from search.model.step import Argument, Arguments
from search.store import BOOKMARK, HIDDEN, NOTE, PASSAGE, READ, TAG, Change
from search.text import clean


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """Marks to set and to remove. None leaves a mark unchanged; an empty note removes it.

    A passage that is marked already gets the note of the one in `passages`.
    Tags and note are made safe here, as a paper's text is in Paper.
    """

    read: bool | None = None
    bookmarked: bool | None = None
    tag: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()
    note: str | None = None
    hidden: bool | None = None
    passages: tuple[Passage, ...] = ()
    removed_passages: tuple[Passage, ...] = ()

    def __post_init__(self) -> None:
        for name in ("tag", "untag"):
            cleaned = (clean.one_line(tag) for tag in getattr(self, name))
            object.__setattr__(self, name, tuple(dict.fromkeys(filter(None, cleaned))))
        if self.note is not None:
            object.__setattr__(self, "note", clean.lines(self.note))

    def changes(self, rows: Iterable[int], moment: int) -> Iterator[Change]:
        """The change of each mark of each row; `moment` is ms since 1970."""
        for row in rows:
            if self.read is not None:
                yield Change(row, READ, moment if self.read else None)
            if self.bookmarked is not None:
                yield Change(row, BOOKMARK, moment if self.bookmarked else None)
            if self.hidden is not None:
                yield Change(row, HIDDEN, moment if self.hidden else None)
            for tag in self.tag:
                yield Change(row, f"{TAG}{tag}", moment)
            for tag in self.untag:
                yield Change(row, f"{TAG}{tag}", None)
            if self.note is not None:
                yield Change(row, NOTE, self.note or None)
            for passage in self.passages:
                yield Change(row, f"{PASSAGE}{passage.id}", passage.stored)
            for passage in self.removed_passages:
                yield Change(row, f"{PASSAGE}{passage.id}", None)

    def spelled(self, known: Iterable[str]) -> "Marking":
        """The same marking with its tags spelled as in `known`."""
        spellings = {tag.casefold(): tag for tag in known}

        def spell(tags: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(spellings.get(clean.one_line(tag).casefold(), tag) for tag in tags)

        return replace(self, tag=spell(self.tag), untag=spell(self.untag))

    def arguments(self) -> Arguments:
        """What is done, as the arguments of a step; of a note only whether there is one."""
        asked: dict[str, Argument | None] = {
            "read": self.read,
            "bookmarked": self.bookmarked,
            "hidden": self.hidden,
            "tag": self.tag or None,
            "untag": self.untag or None,
            "note": None if self.note is None else bool(self.note),
            "passage": bool(self.passages) if self.passages or self.removed_passages else None,
        }
        return {name: value for name, value in asked.items() if value is not None}
