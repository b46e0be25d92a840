"""A dialog that is a list: a title, what there is to choose from, and the keys."""

from abc import abstractmethod
from collections.abc import Sequence

from textual.app import ComposeResult
from textual.binding import Binding
from textual.containers import Vertical
from textual.content import Content
from textual.screen import ScreenResultType
from textual.widgets import OptionList, Static
from textual.widgets.option_list import Option

from tui.dialogs.dialog import Dialog

_WIDEST = 84  # cells
_FRAME = 6  # of them around the list, and as many lines: title, keys, space, border


class ListDialog(Dialog[ScreenResultType]):
    """Shows `drawn` below a title and above the words for the keys, at any width."""

    DEFAULT_CSS = """
    #list-dialog { width: 84; max-height: 90%; }
    #list-dialog OptionList {
        height: auto; border: none; margin: 1 0; padding: 0; background: $surface;
    }
    """

    BINDINGS = [
        Binding("escape,q", "dismiss(None)", "close"),
        Binding("j", "move('cursor_down')", "down"),
        Binding("k", "move('cursor_up')", "up"),
    ]

    def __init__(self, title: str, keys: str) -> None:
        super().__init__()
        self._title = title
        self._keys = keys

    @abstractmethod
    def drawn(self, room: int) -> Sequence[Content]:
        """What there is to choose from, each as it is shown in `room` cells."""

    @property
    def options(self) -> OptionList:
        """The list on the screen."""
        return self.query_one(OptionList)

    def compose(self) -> ComposeResult:
        """The title, the list, and the keys."""
        with Vertical(id="list-dialog"):
            yield Static(Content.styled(self._title, "bold"), markup=False)
            yield OptionList(compact=True, markup=False)
            yield Static(self._keys, classes="keys", markup=False)

    def on_resize(self) -> None:
        """Draw the list for the width."""
        at = self.options.highlighted or 0
        # Of a list that is as high as it likes the keys would be out of sight.
        self.options.styles.max_height = max(self.size.height * 9 // 10 - _FRAME, 3)
        self.options.clear_options()
        room = max(min(self.size.width, _WIDEST) - _FRAME, 20)
        self.options.add_options([Option(each) for each in self.drawn(room)])
        self.options.highlighted = at

    def action_move(self, where: str) -> None:
        """Choose another one: "cursor_down" or "cursor_up"."""
        getattr(self.options, f"action_{where}")()
