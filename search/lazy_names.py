"""The names of a package that are imported at their first use, so that a start loads what it needs.

They are listed once, in the __init__.pyi beside the __init__.py, which type checkers read.
"""

from importlib import import_module

Homes = dict[str, tuple[str, str]]  # the module of each name, and its name there


def homes(init: str) -> Homes:
    """The homes of the names of a package, from the lines `from a.b import C as D` of its stub."""
    # Without pathlib, whose import takes a tenth of the time of `broadsheet --version`.
    with open(f"{init.removesuffix('.py')}.pyi", encoding="utf-8") as stub:  # noqa: PTH123  see above
        imports = [line.split() for line in stub if line.startswith("from ")]
    return {public: (module, name) for _, module, _, name, _, public in imports}


def imported(package: str, homes: Homes, name: str) -> object:
    """The value of a name of a package. Raises AttributeError where it has no such name."""
    if name not in homes:
        raise AttributeError(f"module {package!r} has no attribute {name!r}")
    module, name_in_module = homes[name]
    return getattr(import_module(module), name_in_module)
