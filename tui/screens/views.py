"""The views that every library has: a name and the query that it stands for."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class View:
    """A query under a name. `empty` says what to do where it holds no paper."""

    name: str
    key: str
    label: str
    query: str
    empty: str


VIEWS = {
    view.name: view
    for view in (
        View("all", "1", "All", "", "No papers yet. `broadsheet import FILE` brings some in."),
        View("unread", "2", "Unread", "is:unread", "Everything is read. 1 shows all papers."),
        View(
            "bookmarks", "3", "Bookmarks", "is:bookmarked",
            "No bookmarks yet. b bookmarks the paper under the cursor.",
        ),
        View("code", "4", "With code", "has:code", "No paper here has a GitHub link."),
    )
}  # fmt: skip
