"""The JSON of completion and help."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.helping as shapes
    from search import Form


def completion(shell: str, script: str) -> "shapes.Completion":
    """`completion`."""
    return {"shell": shell, "script": script}


def language(forms: "Iterable[Form]") -> "list[shapes.QueryForm]":
    """`help query`."""
    return [{"write": form.write, "means": form.means, "example": form.example} for form in forms]
