"""References as papers of the library: by DOI or arXiv id, else by title, sure ones alone.

A title counts where all its letters and digits are the paper's, an author of the paper stands in
the reference, and neither names another DOI or arXiv id.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from search.fulltext.document import Reference
from search.model.paper import Paper, title_id

_PIECES = re.compile(r"(?<=[.?!,;:)”\"])\s+|[“\"{}]|\s[—–]\s")
_MOST_PIECES = 60
_MOST_JOINED = 6
_SHORTEST, _LONGEST = 12, 300  # characters of a title that is trusted
_FEWEST_WORDS = 3


def names(reference: Reference) -> Iterator[str]:
    """The ids under which the library may know what a reference names, the surest first."""
    if reference.arxiv:
        yield reference.arxiv
    if reference.doi:
        yield f"doi:{reference.doi}"
    yield from dict.fromkeys(map(title_id, _titles(reference)))


def matched(references: Sequence[Reference], papers: Mapping[str, Paper]) -> tuple[Reference, ...]:
    """The references with the id of the paper that each one is, of `papers` by their names."""
    return tuple(_matched(reference, papers) for reference in references)


def _matched(reference: Reference, papers: Mapping[str, Paper]) -> Reference:
    for name in names(reference):
        paper = papers.get(name)
        if paper and (not name.startswith("t-") or _is_same(reference, paper)):
            return replace(reference, paper=paper.id)
    return replace(reference, paper=None)


def _is_same(reference: Reference, paper: Paper) -> bool:
    """Whether a reference with the title of a paper is that paper."""
    if reference.arxiv and paper.arxiv and reference.arxiv != paper.arxiv:
        return False
    if reference.doi and paper.doi and reference.doi != paper.doi:
        return False
    text = _folded(f"{reference.label or ''} {reference.text}")
    families = {_folded(name.family or name.shown.split(" ")[-1]) for name in paper.names}
    written = set(re.findall(r"\w+", text))
    if families:
        return any(set(family.split()) <= written for family in families if family)
    return bool(paper.published and reference.year == paper.published.first.year)


def _titles(reference: Reference) -> Iterator[str]:
    """What may be the title: what the page marks as one, else runs of pieces of the text."""
    if reference.title:
        yield reference.title
    pieces = [piece for piece in _PIECES.split(reference.text) if piece.strip()][:_MOST_PIECES]
    for start in range(len(pieces)):
        joined = ""
        for piece in pieces[start : start + _MOST_JOINED]:
            joined = f"{joined} {piece}".strip()
            if len(joined) > _LONGEST:
                break
            is_whole = not piece.endswith(":")  # else a subtitle follows, and another work
            if is_whole and len(joined) >= _SHORTEST and len(joined.split()) >= _FEWEST_WORDS:
                yield joined


def _folded(text: str) -> str:
    """`text` in lower case without accents, letters and digits alone."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    bare = "".join(char for char in apart if not unicodedata.combining(char))
    return re.sub(r"[^\w]+", " ", bare).strip()
