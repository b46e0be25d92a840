"""`python -m tui.cli` is `broadsheet`."""

import sys

from tui.cli import main

sys.exit(main())
