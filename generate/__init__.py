"""Files that are made from what the program knows: tables and pages of the documents, completions.

`python -m generate` writes them; `files()` gives each with its text, and a test compares.
"""

from pathlib import Path

from generate import commands, completions, manual

__all__ = ["ROOT", "commands", "files"]

ROOT = Path(__file__).parent.parent


def files() -> dict[str, str]:
    """The text of every generated file, by its path from the root of the project."""
    return {**completions.files(), **manual.files()}
