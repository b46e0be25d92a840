"""`python -m tui.cli` is `broadsheet`."""

from tui.cli import program

program()
