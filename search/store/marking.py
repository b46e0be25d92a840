"""What can be done to papers at once, and how it is told."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from search.store import BOOKMARK, NOTE, READ, TAG, Change
from search.text import clean

_TITLE = 48  # characters of a title in a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Marking:
    """Marks to set and take off. None leaves a mark as it is; an empty note takes it off.

    Tags and note are made safe here, as a paper's text is in Paper.
    """

    read: bool | None = None
    bookmarked: bool | None = None
    tag: tuple[str, ...] = ()
    untag: tuple[str, ...] = ()
    note: str | None = None

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
            for tag in self.tag:
                yield Change(row, f"{TAG}{tag}", moment)
            for tag in self.untag:
                yield Change(row, f"{TAG}{tag}", None)
            if self.note is not None:
                yield Change(row, NOTE, self.note or None)

    def spelled(self, known: Iterable[str]) -> "Marking":
        """The same with its tags in the spelling in which they are `known`."""
        spellings = {tag.casefold(): tag for tag in known}

        def spell(tags: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(spellings.get(clean.one_line(tag).casefold(), tag) for tag in tags)

        return replace(self, tag=spell(self.tag), untag=spell(self.untag))

    def told(self, count: int, title: str | None) -> str:
        """The marking in words: `count` papers, or the one with `title`."""
        papers = f"{count:,} papers" if title is None else f"“{_short(title)}”"
        return f"{papers}: {', '.join(self._done())}"

    def _done(self) -> Iterator[str]:
        if self.read is not None:
            yield "read" if self.read else "unread"
        if self.bookmarked is not None:
            yield "bookmarked" if self.bookmarked else "bookmark off"
        yield from (f"tagged {tag}" for tag in self.tag)
        yield from (f"tag {tag} off" for tag in self.untag)
        if self.note is not None:
            yield "noted" if self.note else "note off"


def _short(title: str) -> str:
    return title if len(title) <= _TITLE else f"{title[: _TITLE - 1].rstrip()}…"
