"""A damaged file of the cache is reported and rebuilt; what is printed is right all the same."""

from pathlib import Path
from typing import Any

import pytest
from commands import Run


def damage(file: Path) -> None:
    """Change one byte in the middle."""
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)


@pytest.mark.parametrize("query", ["sheep", "curricul*", "sheep sort:date", "is:unread"])
@pytest.mark.parametrize(
    "pattern", ["index/*.words", "index/*.rows", "index/*.toc", "index/*.json", "columns.arrays"]
)
def test_a_search_is_right_and_says_what_was_damaged(
    filled: Run, home: Path, query: str, pattern: str
) -> None:
    before = filled("search", query, "--json")
    assert before.messages == []
    files = list((home / "cache" / "broadsheet").glob(pattern))
    for file in files:
        damage(file)
    assert "damaged" in filled("doctor").out
    after = filled("search", query, "--json")
    if query != "is:unread" or pattern != "index/*.words":  # no word is read for a filter
        (message,) = after.messages
        assert "rebuilt from the library" in message
        assert "doctor" not in message
    assert (after.status, _papers(after)) == (0, _papers(before))
    filled("search", "sheep")
    assert filled("search", query, "--json").messages == []
    assert "damaged" not in filled("doctor").out


def _papers(ran: Any) -> str:
    """What was printed, but for the time that the search took."""
    return "\n".join(line for line in ran.out.splitlines() if "took_ms" not in line)
