"""Every generated file."""

from pathlib import Path

from docs.generate import completions, manual, tables

_SCRIPTS = "docs/scripts.md"  # which `broadsheet help scripts` prints, so the package has it
ROOT = Path(__file__).parents[2]


def files() -> dict[str, str]:
    """The text of every generated file, by its path from the root of the project."""
    pages = tables.files(ROOT)
    scripts = {
        "tui/cli/help/scripts.md": pages.get(_SCRIPTS) or (ROOT / _SCRIPTS).read_text("utf-8")
    }
    return {**completions.files(), **manual.files(), **pages, **scripts}
