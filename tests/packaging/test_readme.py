"""The README says what the program does."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def tables() -> ModuleType:
    spec = importlib.util.spec_from_file_location("tables", ROOT / "screenshots" / "tables.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_tables_of_the_readme_are_the_programs_own() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    assert tables().written(readme) == readme


def test_every_picture_of_the_readme_is_there() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    pictures = [
        part.split(")")[0] for part in readme.split("](")[1:] if part.split(")")[0].endswith(".svg")
    ]
    assert pictures
    assert all((ROOT / picture).exists() for picture in pictures)
