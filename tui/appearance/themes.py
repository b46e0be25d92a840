"""The two themes of Broadsheet's own."""

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

THEMES = (BROADSHEET, NEWSPRINT)
