"""The SQLite file: papers, marks and their history, and what the program remembers.

The names are listed in __init__.pyi beside this file and imported at their first use: the reader's
first frame needs `search.store.memory` and nothing else of it.
"""

from search import lazy_names

_HOMES = lazy_names.homes(__file__)
__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    """Import a name (PEP 562)."""
    globals()[name] = value = lazy_names.imported(__name__, _HOMES, name)
    return value
