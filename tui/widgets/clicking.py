"""Words that can be clicked: each carries the action that its key would run."""

from textual import events
from textual.style import Style
from textual.widget import Widget

_META = "broadsheet"  # not Textual's own "@click", which draws every such word as a link


def clickable(action: str) -> Style:
    """A style that makes a word run the screen's `action` when it is clicked."""
    return Style.from_meta({_META: action})


async def run_clicked(widget: Widget, event: events.Click) -> None:
    """Run the action of the word that was clicked, if it has one."""
    action = event.style.meta.get(_META)
    if isinstance(action, str):
        event.stop()
        await widget.screen.run_action(action)
