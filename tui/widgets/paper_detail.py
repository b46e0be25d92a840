"""The detail pane: one paper, whole, set for reading."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from textual import events
from textual.content import Content
from textual.message import Message
from textual.style import Style

from search import one_line, readable
from tui.appearance.looks import Looks
from tui.appearance.styles import HEADING, KEY, MATCH, QUIET, STRONG, ink
from tui.keys.table import action
from tui.widgets.clicking import clickable, run_clicked
from tui.widgets.facts import AFIELD, BETWEEN, facts_line
from tui.widgets.row import marked
from tui.widgets.text_pane import TextPane

if TYPE_CHECKING:
    from search import Entry, Spans

_WIDEST = 91  # cells of a line that reads well
_SHARED = 2  # lines that two pages have in common
_PASSAGE = 300  # characters of a passage, at most
_FOLDED = 8  # authors shown before "and 12 more"
_FOLDED_BRIEF = 3  # in a pane of a few lines


@dataclass(frozen=True, slots=True)
class Shown:
    """A paper to show, `scrolled` lines down.

    `matches` gives the spans of the words that the search matched in a text of a field. `why` are
    the words by which it is like the marked papers; `afield`: it is shown although it is not.
    """

    entry: Entry
    matches: Callable[[str, str | None], Spans]
    scrolled: int = 0
    why: tuple[str, ...] = ()
    afield: bool = False


class PaperDetail(TextPane, inherit_bindings=False):
    """Shows a paper with the matched words marked. Each link bears the key that uses it."""

    @dataclass
    class Scrolled(Message):
        """The paper was scrolled: so many lines of it are past."""

        row: int
        lines: int

        def can_replace(self, message: Message) -> bool:
            """Only where one ends up counts."""
            return isinstance(message, PaperDetail.Scrolled) and message.row == self.row

    def __init__(
        self,
        looks: Looks,
        key: Callable[[str], str],
        *,
        id: str,  # noqa: A002  Textual's own name
    ) -> None:
        super().__init__(_WIDEST, id=id)
        self._looks = looks
        self._key = key  # of a command, by its id; "" where it has none
        self._shown: Shown | None = None
        self._empty = ""
        self._brief = False
        self._unfolded = False
        self._lines_past = 0  # of the paper, also while the pane is hidden
        self._scrolling_back = False

    def show(self, shown: Shown | None, *, empty: str = "") -> None:
        """Show a paper from where it was left, or from its top.

        With none to show, `empty` stands in its place.
        """
        other = shown is None or self._shown is None or shown.entry.row != self._shown.entry.row
        self._shown, self._empty = shown, empty
        if other:
            self.forget_place()
            self._unfolded = False
            self._lines_past = shown.scrolled if shown else 0
            self._scrolling_back = True
        self._draw()
        if other:
            self._scroll_back()

    def set_brief(self, brief: bool) -> None:
        """Begin the abstract as high as may be, for a pane of a few lines; or set all apart."""
        if brief != self._brief:
            self._brief = brief
            if self.is_mounted:
                self._draw()

    def watch_scroll_y(self, old_value: float, new_value: float) -> None:
        """Remember how far the paper is read."""
        super().watch_scroll_y(old_value, new_value)
        if self._shown and not self._scrolling_back:
            self._lines_past = round(new_value)
            self.post_message(self.Scrolled(self._shown.entry.row, self._lines_past))

    def on_hide(self) -> None:
        """What is hidden has no height, and so no place of its own."""
        self._scrolling_back = True

    def on_show(self) -> None:
        """Back to the place, on a narrow screen, where the list was in the pane's stead."""
        self.call_after_refresh(self._scroll_back)

    def _scroll_back(self) -> None:
        """To where the paper was left; it has no lines while the pane is hidden."""
        if self._shown and self.size:
            self.scroll_to(y=self._lines_past, animate=False, immediate=True)
            self._scrolling_back = False

    def move(self, where: str) -> None:
        """Scroll, see ListState.move: "down", "half_down", "page_down", "first" and so on."""
        half, page = max(self.size.height // 2, 1), max(self.size.height - _SHARED, 1)
        steps = {
            "down": 1, "up": -1, "half_down": half, "half_up": -half,
            "page_down": page, "page_up": -page,
        }  # fmt: skip
        if where in steps:
            self.scroll_relative(y=steps[where], animate=False)
        elif where == "first":
            self.scroll_home(animate=False)
        else:
            self.scroll_end(animate=False)

    def unfold(self) -> None:
        """Show every author, or only the first ones again."""
        self._unfolded = not self._unfolded
        self._draw()

    async def on_click(self, event: events.Click) -> None:
        """Do what the word under the mouse names; the end of a drag is no click."""
        if not self.text_selection:
            await run_clicked(self, event)

    def notify_style_update(self) -> None:
        """Draw again in another theme's colours."""
        super().notify_style_update()
        if self.is_mounted:
            self._draw()

    def _draw(self) -> None:
        if self._shown is None:
            self.set_text(Content.styled(self._empty, ink(QUIET)))
        else:
            blocks = [block for block in self._blocks(self._shown) if block]
            self.set_text(Content("\n\n").join(blocks))

    def _blocks(self, shown: Shown) -> Iterator[Content]:
        head, (text, *texts) = self._head(shown), self._texts(shown)
        if self._brief:
            yield Content("\n").join(
                [*head[:1], Content.styled(BETWEEN, ink(QUIET)).join(head[1:]), text]
            )
            yield from (*texts, *self._about(shown))
        else:
            yield Content("\n").join(head)
            yield from (*self._about(shown), text, *texts)

    def _head(self, shown: Shown) -> list[Content]:
        """Title, authors, and what is known of the paper."""
        paper = shown.entry.paper
        lines = [self._marked(shown, readable(paper.title), "title", ink(STRONG))]
        if paper.authors:
            lines.append(self._authors(shown))
        facts = facts_line(shown.entry, self._looks, date.today())
        lines.append(Content.styled(facts, ink(QUIET)))
        return [*lines, *self._because(shown)]

    def _because(self, shown: Shown) -> Iterator[Content]:
        """Why the paper is in the personal order, with the key that changes it."""
        if shown.afield:
            yield Content.styled(f"{AFIELD}: unlike what you marked", ink(QUIET))
        elif shown.why:
            yield Content.styled(f"because: {', '.join(shown.why)}", ink(QUIET)) + (
                Content.styled(f"{BETWEEN}{key}", clickable(action("foryou.words"))).stylize(QUIET)
                if (key := self._key("foryou.words"))
                else ""
            )

    def _about(self, shown: Shown) -> Iterator[Content]:
        """What belongs to the paper beside its text."""
        entry = shown.entry
        yield self._links(entry)
        if entry.paper.keywords:
            keywords = self._marked(shown, ", ".join(entry.paper.keywords), "keyword")
            yield self._heading("Keywords") + keywords
        if entry.tags:
            yield self._heading("Tags") + Content(" ".join(f"#{tag}" for tag in entry.tags))
        if entry.note:
            yield self._heading("Note") + self._marked(shown, entry.note, "note")
        if entry.passages:
            yield self._heading("Passages") + self._passages(entry)

    def _texts(self, shown: Shown) -> list[Content]:
        """Abstract and summary, or what stands in their place; a brief pane needs no heading."""
        paper = shown.entry.paper
        texts = []
        if paper.abstract:
            heading = Content("") if self._brief else self._heading("Abstract")
            texts.append(heading + self._marked(shown, readable(paper.abstract), "abstract"))
        if paper.summary:
            bare = self._brief and not texts
            summary = self._marked(shown, readable(paper.summary), "abstract")
            texts.append((Content("") if bare else self._heading("Summary")) + summary)
        return texts or [Content.styled("No abstract came with this paper.", ink(QUIET))]

    def _authors(self, shown: Shown) -> Content:
        authors = shown.entry.paper.authors
        folded = _FOLDED_BRIEF if self._brief else _FOLDED
        # One more name takes no more room than the words that would stand for it.
        if self._unfolded or len(authors) <= folded + 1:
            return self._marked(shown, ", ".join(authors), "author")
        first = ", ".join(authors[:folded])
        found = [name for name in authors[folded:] if shown.matches(name, "author")][:1]
        first = " … ".join([first, *found])
        key = self._key("paper.authors")
        rest = len(authors) - folded - len(found)
        more = f" and {rest} more{f'{BETWEEN}{key} shows all' if key else ''}"
        return self._marked(shown, first, "author") + Content.styled(
            more, clickable(action("paper.authors"))
        ).stylize(QUIET)

    def _links(self, entry: Entry) -> Content:
        paper = entry.paper
        keyed = {"copy.github": paper.github, "open.page": paper.url, "open.pdf": paper.pdf}
        width = max(len(self._key(command)) for command in keyed) + 2
        lines = []
        for command, link in keyed.items():
            if link:
                key = Content.styled(f"{self._key(command):<{width}}", ink(KEY))
                lines.append(key + Content.styled(_bare(link), clickable(action(command))))
        seen = {_target(link) for link in keyed.values() if link}
        for link in paper.links:
            if _target(link) not in seen:
                seen.add(_target(link))
                lines.append(Content(" " * width + _bare(link)))
        return Content("\n").join(lines)

    def _passages(self, entry: Entry) -> Content:
        """The passages of the full text, each with its section, and the note behind it."""
        shown = []
        for passage in entry.passages:
            words = one_line(passage.text)
            words = words if len(words) <= _PASSAGE else f"{words[:_PASSAGE].rstrip()}…"
            where = f" ({passage.heading})" if passage.heading else ""
            text = Content(f"“{words}”") + Content.styled(where, ink(QUIET))
            shown.append(text + Content(f" {one_line(passage.note)}" if passage.note else ""))
        return Content("\n").join(shown)

    def _heading(self, text: str) -> Content:
        return Content.styled(f"{text}\n", ink(HEADING))

    def _marked(
        self, shown: Shown, text: str, field: str | None, style: Style | None = None
    ) -> Content:
        return marked(text, shown.matches(text, field), style or Style(), ink(MATCH))


def _target(link: str) -> str:
    """What a link leads to, where it is written in another way."""
    return _bare(link).removeprefix("www.").rstrip("/").casefold()


def _bare(link: str) -> str:
    return link.removeprefix("https://").removeprefix("http://")
