"""What status, restore and recover print."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.appearance import wording
from tui.cli.text_output.lines import one_line, pairs, papers

if TYPE_CHECKING:
    from search import Paths, Recovered, Restored, Status


def status(status: Status) -> str:
    """The library in numbers."""
    counts = {
        "papers": f"{status.papers:,}",
        "unread": f"{status.unread:,}",
        "bookmarked": f"{status.bookmarked:,}",
        "new": f"{status.new:,}",
        "with code": f"{status.with_code:,}",
        "hidden": f"{status.hidden:,}",
        "indexed": f"{status.indexed:,}",
        "index": status.index,
    }
    for name, count in status.sources.items():
        counts[f"from {wording.source(name)}"] = f"{count:,}"
    return pairs(counts)


def restored(restored: Restored, file: str, paths: Paths) -> str:
    """The outcome of a restore, and where the previous library is."""
    lines = [f"restored {papers(restored.papers)} from {one_line(file)}"]
    if restored.kept:
        lines.append(f"the previous library is kept in {one_line(str(restored.kept))}")
    if restored.settings:
        settings = one_line(str(paths.settings))
        lines.append(
            f"settings restored to {settings}"
            if restored.settings == "restored"
            else f"{settings} is unchanged; the backup, a zip file, has its own config.toml"
        )
    return "\n".join(lines)


def recovered(recovered: Recovered) -> str:
    """The outcome of a recovery, and what else there is."""
    lines = [
        f"recovered {papers(recovered.papers)}; the damaged library is kept in "
        f"{one_line(str(recovered.kept))}"
    ]
    if recovered.backup:
        lines.append(
            "if something is missing: "
            f"`broadsheet restore {one_line(str(recovered.backup))}` restores the newest backup"
        )
    return "\n".join(lines)
