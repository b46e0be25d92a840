"""The names of all themes, for whoever must not import Textual: a test holds them to its list."""

OWN = (
    "broadsheet", "newsprint", "transparent", "transparent-light", "terminal", "terminal-light",
)  # fmt: skip
NAMES = (
    *OWN, "textual-dark", "textual-light", "nord", "gruvbox", "catppuccin-mocha", "dracula",
    "tokyo-night", "monokai", "flexoki", "catppuccin-latte", "catppuccin-frappe",
    "catppuccin-macchiato", "solarized-light", "solarized-dark", "rose-pine", "rose-pine-moon",
    "rose-pine-dawn", "atom-one-dark", "atom-one-light", "ansi-dark", "ansi-light",
)  # fmt: skip
