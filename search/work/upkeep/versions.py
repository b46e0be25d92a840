"""The versions that the program runs on, and whether they are those that it requires."""

import operator
import re
import sqlite3
import sys
from collections.abc import Iterator
from importlib import metadata

_PROJECT = "broadsheet"
_FITS = {">=": operator.ge, "<": operator.lt, "==": operator.eq}


def described() -> str:
    """The versions that matter, in words."""
    named = {
        "Broadsheet": _installed(_PROJECT),
        "Python": ".".join(map(str, sys.version_info[:3])),
        "SQLite": sqlite3.sqlite_version,
        "Textual": _installed("textual"),
        "Whoosh": _installed("whoosh"),
    }
    return ", ".join(f"{name} {version or 'not installed'}" for name, version in named.items())


def misfits() -> Iterator[str]:
    """What is missing, or installed in a version that the project does not support."""
    try:
        required = metadata.requires(_PROJECT) or []
    except metadata.PackageNotFoundError:
        return  # it runs from a copy of the repository
    for requirement in required:
        if "extra ==" in requirement:
            continue
        name = re.split(r"[<>=!~;\s]", requirement)[0]
        version = _installed(name)
        if version is None:
            yield f"{name} is not installed"
        elif not all(
            _FITS[sign](_numbers(version), _numbers(bound))
            for sign, bound in re.findall(r"(>=|<|==)([\d.]+)", requirement)
        ):
            yield f"{name} {version} is installed, but {requirement} is required"


def _installed(name: str) -> str | None:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return None


def _numbers(version: str) -> tuple[int, ...]:
    """As many numbers as tell versions apart: 9 is not before 9.0."""
    numbers = [int(number) for number in re.findall(r"\d+", version)][:4]
    return (*numbers, *[0] * (4 - len(numbers)))
