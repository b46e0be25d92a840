"""`python -m tui.cli` is `broadsheet`."""

import sys

from tui.cli import program

sys.exit(program())
