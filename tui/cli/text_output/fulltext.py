"""What fetch, references and cache print."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.cli.text_output.lines import fulltexts, indented, one_line, wrapped

if TYPE_CHECKING:
    from search import Cached, Cited, FullTextsFetched, References


def fetched(done: FullTextsFetched) -> str:
    """What became of a fetch."""
    return f"{done.fetched:,} fetched, {done.cached:,} cached, {len(done.missing):,} missing"


def cached(papers: Sequence[Cached]) -> str:
    """The full texts in the cache, a line for each, and their size together."""
    lines = []
    for each in papers:
        version = f"v{each.version}" if each.version else ""
        lines.append(
            f"{each.id + version:<18} {each.source:<12} {_size(each.size):>8}  {each.title}"
        )
    total = _size(sum(each.size for each in papers))
    return "\n".join([*lines, f"{fulltexts(len(papers))}, {total}"])


def references(found: References, works: Sequence[Cited]) -> str:
    """What papers cite, each work with how many of them do, and whether the library has it."""
    blocks = []
    for work in works:
        names = work.identity
        title = f"{names.title} ({names.year})" if names.title and names.year else names.title
        count = f"{len(work.by):>3} " if found.papers > 1 else ""
        known = "in your library" if work.paper else ""
        facts = " · ".join(filter(None, (work.id, known)))
        lines = [wrapped(one_line(title or work.text))]
        lines += [one_line(names.authors)] if title and names.authors else []
        lines += [facts] if facts else []
        indent = " " * len(count)
        blocks.append(count + indented("\n".join(lines), indent).strip())
    owned = sum(1 for work in works if work.paper)
    total = f"{len(works):,} reference{'' if len(works) == 1 else 's'}, {owned:,} in your library"
    return "\n".join([*blocks, total])


def _size(count: int) -> str:
    return f"{count / 2**20:.1f} MB" if count >= 2**20 else f"{count / 2**10:.0f} KB"
