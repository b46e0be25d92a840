"""No module of either package depends, by any way, on one that depends on it."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGES = ("search", "tui")


def modules(root: Path, packages: tuple[str, ...]) -> dict[str, Path]:
    """The file of each module, by its dotted name."""
    return {
        ".".join(path.relative_to(root).with_suffix("").parts).removesuffix(".__init__"): path
        for package in packages
        for path in (root / package).rglob("*.py")
    }


def imports(path: Path, known: dict[str, Path]) -> Iterator[str]:
    """The known modules that a file imports, wherever in it: for types only, or in a function."""
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module:
            for alias in node.names:
                inner = f"{node.module}.{alias.name}"
                if inner in known:
                    yield inner
                elif node.module in known:
                    yield node.module


def cycles(graph: dict[str, set[str]]) -> list[list[str]]:
    """The groups of modules of which each leads to all others (strongly connected components)."""
    reached = {name: _reached(name, graph) for name in graph}
    groups = {
        tuple(sorted(other for other in reached[name] if name in reached[other]))
        for name in graph
        if name in reached[name]
    }
    return sorted(map(list, groups))


def _reached(start: str, graph: dict[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(graph[start])
    while ahead:
        name = ahead.pop()
        if name not in reached:
            reached.add(name)
            ahead += graph[name]
    return reached


def test_a_cycle_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"d"}, "e": {"a"}}
    assert cycles(graph) == [["b", "c"], ["d"]]


@pytest.mark.parametrize("package", PACKAGES)
def test_the_imports_have_no_cycle(package: str) -> None:
    known = modules(ROOT, PACKAGES)
    graph = {
        # A package's own list of public names stands for its modules; it is not one of them.
        name: set(imports(path, known)) - {package}
        for name, path in known.items()
        if name.startswith(f"{package}.")
    }
    graph = {name: {one for one in found if one in graph} for name, found in graph.items()}
    assert cycles(graph) == []
