"""The library over time and by kind, as charts."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from textual import work
from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from search import Library, LibraryError, PartialDate, Statistics
from tui.appearance import charts
from tui.appearance.charts import Row
from tui.appearance.looks import Looks
from tui.dialogs.dialog import Dialog

_HEIGHT = 4  # lines of a chart over time
_ROWS = 10  # of a list: the screen shows what matters, the command line all
_BAR = 16


class StatisticsScreen(Dialog[None]):
    """Counts in a thread, and shows what it counted in as many columns as there is room for."""

    DEFAULT_CSS = """
    #statistics { width: 90%; max-width: 124; height: 90%; }
    #statistics-charts { height: 1fr; margin: 1 0 0 0; scrollbar-gutter: stable; }
    #statistics-charts > Static { height: auto; text-wrap: nowrap; text-overflow: ellipsis; }
    StatisticsScreen.-wide #statistics-charts { layout: horizontal; }
    StatisticsScreen.-wide #statistics-charts > Static { width: 1fr; }
    """

    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (110, "-wide")]
    BINDINGS = [
        Binding("escape,q,number_sign", "dismiss(None)", "close"),
        Binding("down,j", "scroll(1)", "down"),
        Binding("up,k", "scroll(-1)", "up"),
        Binding("pagedown,space", "page_down", "page down"),
        Binding("pageup", "page_up", "page up"),
    ]

    @dataclass
    class Counted(Message):
        """All is counted."""

        statistics: Statistics

    @dataclass
    class Failed(Message):
        """The library could not be read."""

        why: str

    def __init__(self, library: Library, looks: Looks) -> None:
        super().__init__()
        self._library = library
        self._looks = looks
        self._statistics: Statistics | None = None

    def compose(self) -> ComposeResult:
        """What goes with time, what goes by kind, and the keys."""
        with Vertical(id="statistics"):
            yield Static("Counting", id="statistics-title", markup=False)
            with VerticalScroll(id="statistics-charts", can_focus=False):
                yield Static(id="statistics-days", markup=False)
                yield Static(id="statistics-kinds", markup=False)
            yield Static("j k scroll · Esc close", classes="keys", markup=False)

    def on_mount(self) -> None:
        """Count once the screen is painted."""
        self.call_after_refresh(self._count)

    @work(thread=True)
    def _count(self) -> None:
        try:
            self.post_message(self.Counted(self._library.statistics()))
        except LibraryError as error:
            self.post_message(self.Failed(str(error)))

    def on_statistics_screen_counted(self, message: Counted) -> None:
        """Show the charts."""
        self._statistics = message.statistics
        self.query_one("#statistics-title", Static).update(Content.styled("Statistics", "bold"))
        self._draw()

    def on_statistics_screen_failed(self, message: Failed) -> None:
        """Say why there are no statistics."""
        self.query_one("#statistics-title", Static).update(Content(message.why))

    def on_resize(self) -> None:
        """Draw to another width."""
        self.call_after_refresh(self._draw)

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self.query_one("#statistics-charts").scroll_relative(y=lines, animate=False)

    def action_page_down(self) -> None:
        """Scroll by what is seen at once."""
        self.query_one("#statistics-charts").scroll_page_down(animate=False)

    def action_page_up(self) -> None:
        """Scroll by what is seen at once."""
        self.query_one("#statistics-charts").scroll_page_up(animate=False)

    def _draw(self) -> None:
        counted = self._statistics
        if counted is None:
            return
        days, kinds = (self.query_one(f"#statistics-{name}", Static) for name in ("days", "kinds"))
        width = days.content_size.width
        over_time = (counted.days, counted.added, counted.read)
        margin = max(len(f"{count:,} ") for counts in over_time for count in (0, *counts.values()))
        last = f"in the last {len(counted.added)} days"
        added, read = sum(counted.added.values()), sum(counted.read.values())
        days.update(
            _joined(
                self._over_time("Papers a day, where there are any", counted.days, width, margin),
                self._over_time(f"Added {last}: {added:,}", counted.added, width, margin),
                self._over_time(f"Read {last}: {read:,}", counted.read, width, margin),
            )
        )
        width = kinds.content_size.width
        kinds.update(
            _joined(
                self._by_kind("Keywords of most papers", charts.keywords(counted)[:_ROWS], width),
                self._by_kind("Sources: papers, unread", charts.sources(counted), width),
                self._by_kind("Tags: papers, unread", charts.tags(counted), width),
            )
        )

    def _over_time(
        self, title: str, counts: Mapping[date, int], width: int, margin: int
    ) -> list[Content]:
        """A column for each day, the highest number beside it and the days below."""
        room = width - margin
        shown = dict(list(counts.items())[-room:] if room > 0 else ())
        if not any(shown.values()):
            return _section(title, [])
        cells = min(room // len(shown), 3)
        drawn = charts.columns(list(shown.values()), cells, _HEIGHT, self._looks.glyphs)
        today = date.today()
        first, last = (self._looks.day(PartialDate.of(end(shown)), today) for end in (min, max))
        between = max(cells * len(shown) - len(first), len(last) + 1)
        most = f"{max(shown.values()):,}"
        return _section(
            title,
            [
                *(
                    Content.styled(f"{most if at == 0 else '':<{margin}}", "$text-muted")
                    + Content.styled(line, "$text-accent")
                    for at, line in enumerate(drawn)
                ),
                Content.styled(
                    f"{'':{margin}}{self._looks.glyphs.rule * cells * len(shown)}", "$text-muted"
                ),
                Content.styled(f"{'':{margin}}{first}{last:>{between}}", "$text-muted"),
            ],
        )

    def _by_kind(self, title: str, rows: Sequence[Row], width: int) -> list[Content]:
        """A bar for each row, with its numbers before and its name after."""
        lines = [
            Content(f"{line.numbers}  ")
            + Content.styled(line.bar, "$text-accent")
            + Content(f"  {line.name}")
            for line in charts.bars(rows[:_ROWS], min(width // 4, _BAR), self._looks.glyphs)
        ]
        more = len(rows) - _ROWS
        return _section(title, [*lines, Content(f"and {more:,} more")] if more > 0 else lines)


def _section(title: str, lines: list[Content]) -> list[Content]:
    return [Content.styled(title, "bold"), *(lines or [Content("none")]), Content("")]


def _joined(*sections: list[Content]) -> Content:
    return Content("\n").join(line for section in sections for line in section)
