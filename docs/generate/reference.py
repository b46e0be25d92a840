"""The reference of the Python interface: every public name, from its signature and docstring."""

import dataclasses
import enum
import inspect
import re
from collections.abc import Callable

import search


def public_names() -> list[str]:
    """The names that the stub of `search` lists."""
    names: list[str] = search.__dict__["__all__"]
    return names


def table() -> str:
    """A heading for each public name, in the order of the alphabet, classes with their methods."""
    parts = []
    for name in sorted(public_names(), key=str.casefold):
        found = getattr(search, name)
        if inspect.isclass(found):
            parts.append(_class(name, found))
        elif callable(found) and inspect.isfunction(found):
            parts.append(_entry(f"## {name}", f"{name}{_signature(found)}", found))
        else:
            parts.append(f"## {name}\n\n{_constant(found)}")
    return "\n\n".join(parts)


def _class(name: str, found: type) -> str:
    if issubclass(found, Exception) or issubclass(found, enum.Enum):
        head = f"class {name}({found.__bases__[0].__name__})"
    elif dataclasses.is_dataclass(found):
        head = f"{name}({', '.join(field.name for field in dataclasses.fields(found))})"
    else:
        head = f"{name}{_signature(found)}"
    parts = [_entry(f"## {name}", head, found)]
    for method, function in vars(found).items():
        if method.startswith("_"):
            continue
        if isinstance(function, property):
            parts.append(_entry("", f"{name}.{method}", function.fget))
        elif isinstance(function, classmethod | staticmethod):
            parts.append(
                _entry("", f"{name}.{method}{_signature(function.__func__)}", function.__func__)
            )
        elif inspect.isfunction(function):
            parts.append(_entry("", f"{name}.{method}{_signature(function)}", function))
    return "\n\n".join(parts)


def _entry(heading: str, head: str, found: object) -> str:
    doc = inspect.cleandoc(getattr(found, "__doc__", None) or "")
    parts = [heading, f"```text\n{head}\n```", _text(doc)]
    return "\n\n".join(part for part in parts if part)


def _signature(found: Callable[..., object]) -> str:
    """The parameters as they are called, without types; `self` is left out."""
    parameters = [
        each.replace(annotation=inspect.Parameter.empty)
        for each in inspect.signature(found).parameters.values()
        if each.name not in ("self", "cls")
    ]
    written = ", ".join(map(str, parameters))
    return f"({re.sub(r'<function ([^ ]+) at [^>]*>', _function, written)})"


def _function(default: re.Match[str]) -> str:
    return "..." if default[1].startswith("<") else default[1]


def _constant(found: object) -> str:
    if not isinstance(found, dict | tuple):
        return f"`{found}`"
    if all(isinstance(each, str) for each in found):
        return ", ".join(f"`{each}`" for each in found) + "."
    return f"A `{type(found).__name__}` of `{type(found[0]).__name__}`."


def _text(doc: str) -> str:
    """A docstring as Markdown: nothing in it is a heading, a tag or emphasis."""
    return re.sub(r"([<*_|#])(?![^`]*`(?:[^`]*`[^`]*`)*[^`]*$)", r"\\\1", doc)
