"""The library: papers, what a person did to them, and the search over them.

Its public names are listed once, in __init__.pyi beside this file. Each is imported at its first
use, so that a start loads no more than it needs.
"""

import warnings

from search import lazy_names

# Whoosh is from 2016. Python warns about its source where it is compiled for the first time, which
# can be on the reader's screen.
for _category in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=_category, module=r".*\bwhoosh\b")

_HOMES = lazy_names.homes(__file__)
__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    """Import a public name (PEP 562)."""
    globals()[name] = value = lazy_names.imported(__name__, _HOMES, name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
