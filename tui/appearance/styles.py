"""The styles of words, in the variables of the theme in force.

Not as component classes: Textual matches every one of those against all of its style sheet for
every widget that has them, at the start and whenever the focus moves.
"""

from textual.style import Style

QUIET = "$text-muted"
HEADING = "bold $text-muted"
ACCENT = "$text-accent"
KEY = "bold $text-accent"
STRONG = "bold $foreground"
RULE = "$rule"
MATCH = "bold underline $text-accent"


def ink(style: str) -> Style:
    """The style for words of one kind; Textual keeps what it has parsed."""
    return Style.parse(style)
