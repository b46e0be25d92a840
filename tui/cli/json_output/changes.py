"""The JSON of mark, remove, split, join, undo, redo and view."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import tui.cli.json_output.shapes.changes as shapes
    from search import SavedView, Step


def changed(papers: int) -> "shapes.Changed":
    """`mark`, `split` and `join`: how many papers it changed."""
    return {"changed": papers}


def stepped(done: str, step: "Step | None") -> dict[str, str | None]:
    """`undo` and `redo`: what was undone or redone, null where there was nothing."""
    return {done: step.what if step else None}


def views(views: Iterable["SavedView"]) -> list["shapes.SavedView"]:
    """`view`: the saved views in their order."""
    return [{"name": view.name, "query": view.query} for view in views]
