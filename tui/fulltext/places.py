"""The place in each paper that was read, from one run of the program to the next."""

from search import Library, Remembered

_KEY = "fulltext.places"
_MOST = 500  # papers, those read last


def place(library: Library, name: str) -> int:
    """The number of the block where the paper with the id `name` was left; 0 in a new one."""
    return _all(library).get(name, 0)


def save(library: Library, name: str, place: int) -> None:
    """Keep the place in a paper."""
    places = _all(library)
    places.pop(name, None)
    places[name] = place
    kept: dict[str, Remembered] = dict(list(places.items())[-_MOST:])
    library.remember(_KEY, kept)


def _all(library: Library) -> dict[str, int]:
    kept = library.recall(_KEY)
    if not isinstance(kept, dict):
        return {}
    return {name: place for name, place in kept.items() if isinstance(place, int)}
