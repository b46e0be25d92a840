"""The library: papers, what a person did to them, and the search over them.

Its public names are listed once, in __init__.pyi beside this file. Each is imported at its first
use, so that a start loads no more than it needs.
"""

import warnings
from importlib import import_module

# Whoosh is from 2016. Python warns about its source where it is compiled for the first time, which
# can be on the reader's screen.
for _category in (SyntaxWarning, DeprecationWarning):
    warnings.filterwarnings("ignore", category=_category, module=r".*\bwhoosh\b")


def _homes() -> dict[str, tuple[str, str]]:
    """The module of each public name, and its name there, from lines `from a.b import C as D`."""
    # Without pathlib, whose import takes a tenth of the time of `broadsheet --version`.
    with open(f"{__file__.removesuffix('.py')}.pyi", encoding="utf-8") as stub:  # noqa: PTH123  see above
        imports = [line.split() for line in stub if line.startswith("from ")]
    return {public: (module, name) for _, module, _, name, _, public in imports}


_HOMES = _homes()
__all__ = [*_HOMES]


def __getattr__(name: str) -> object:
    """Import a public name (PEP 562)."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    module, name_in_module = _HOMES[name]
    value: object = getattr(import_module(module), name_in_module)
    globals()[name] = value  # the next use finds it without this function
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOMES})
