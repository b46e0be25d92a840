"""The themes of Broadsheet's own: two of its colours, and four on the terminal's own background."""

from dataclasses import replace

from textual.theme import Theme

BROADSHEET = Theme(
    name="broadsheet",
    dark=True,
    primary="#d9a05b",
    secondary="#8fb0a3",
    accent="#e8b36b",
    foreground="#e9e2d3",
    background="#1b1916",
    surface="#211f1b",
    panel="#2b2822",
    success="#9cb97f",
    warning="#e0b060",
    error="#e08070",
    variables={
        "text-muted": "#b1a897",
        "primary-muted": "#443823",
        "text-accent": "#f2c078",
        "block-cursor-background": "#d9a05b",
        "block-cursor-foreground": "#1b1916",
        "input-selection-background": "#5a4a30",
    },
)

NEWSPRINT = Theme(
    name="newsprint",
    dark=False,
    primary="#8a4b12",
    secondary="#3f6458",
    accent="#8a4b12",
    foreground="#221f1a",
    background="#f6f1e6",
    surface="#f1ebdd",
    panel="#e8e0cf",
    success="#3f6b2a",
    warning="#7d5200",
    error="#a03020",
    variables={
        "text-muted": "#5f5749",
        "primary-muted": "#e6d5b4",
        "text-accent": "#8a3c00",
        "block-cursor-background": "#8a4b12",
        "block-cursor-foreground": "#f6f1e6",
        "input-selection-background": "#e0c9a0",
    },
)


def _on_own_background(*, dark: bool) -> dict[str, str]:
    """Nothing behind the text but what the terminal has there, which may be a picture."""
    return {
        "background": "ansi_default",
        "surface": "ansi_default",
        "panel": "ansi_default",
        "boost": "ansi_default",
        "scrollbar-background": "ansi_default",
        "ansi-background": "ansi_black" if dark else "ansi_white",  # Textual asks for these two
        "ansi-foreground": "ansi_white" if dark else "ansi_black",
    }


def _transparent(name: str, theme: Theme, rule: str) -> Theme:
    """The colours of `theme` on the terminal's own background, with lines in the colour `rule`."""
    return replace(
        theme,
        name=name,
        ansi=True,
        background="ansi_default",
        variables={
            **theme.variables,
            **_on_own_background(dark=theme.dark),
            "rule": rule,
            "scrollbar": rule,
        },
    )


def _of_terminal(name: str, *, dark: bool) -> Theme:
    """The sixteen colours that the person gave the terminal."""
    behind_cursor, quiet = (
        ("ansi_blue", "ansi_white") if dark else ("ansi_white", "ansi_bright_black")
    )
    accent = "ansi_bright_yellow" if dark else "ansi_blue"
    on_accent = "ansi_black" if dark else "ansi_bright_white"
    return Theme(
        name=name,
        dark=dark,
        ansi=True,
        primary=accent,
        secondary="ansi_cyan",
        accent=accent,
        success="ansi_green",
        warning="ansi_yellow" if dark else "ansi_red",
        error="ansi_red",
        foreground="ansi_default",
        background="ansi_default",
        variables={
            **_on_own_background(dark=dark),
            "rule": "ansi_bright_black",
            "text-muted": quiet,
            "primary-muted": behind_cursor,
            "text-accent": accent,
            "block-cursor-background": accent,
            "block-cursor-foreground": on_accent,
            "input-selection-background": behind_cursor,
            "screen-selection-background": accent,
            "screen-selection-foreground": on_accent,
            "scrollbar": "ansi_bright_black",
        },
    )


THEMES = (
    BROADSHEET,
    NEWSPRINT,
    _transparent("transparent", BROADSHEET, "#5a5244"),
    _transparent("transparent-light", NEWSPRINT, "#b8ac94"),
    _of_terminal("terminal", dark=True),
    _of_terminal("terminal-light", dark=False),
)
