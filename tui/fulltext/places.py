"""The place in each paper that was read, from one run of the program to the next."""

from contextlib import suppress

from search import Entry, Library, Remembered, UnknownPaperError

_KEY = "fulltext.places"
_MOST = 500  # papers, those read last
_END = 95  # per cent: behind it are references, which few people read


def place(library: Library, name: str) -> int:
    """The number of the block where the paper with the id `name` was left; 0 in a new one."""
    return _all(library).get(name, 0)


def save(library: Library, entry: Entry, place: int, share_read: int) -> None:
    """Keep the place in a paper, and whether it was read to its end; `share_read` in per cent."""
    places = _all(library)
    name = entry.paper.id
    places.pop(name, None)
    places[name] = place
    kept: dict[str, Remembered] = dict(list(places.items())[-_MOST:])
    library.remember(_KEY, kept)
    if share_read >= _END:
        with suppress(UnknownPaperError):  # another program has just removed it
            library.finish(entry.row)


def _all(library: Library) -> dict[str, int]:
    kept = library.recall(_KEY)
    if not isinstance(kept, dict):
        return {}
    return {name: place for name, place in kept.items() if isinstance(place, int)}
