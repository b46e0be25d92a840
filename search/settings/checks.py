"""The checks of settings: each returns the value in force, or raises ValueError with what is valid.

Nothing is compiled or imported here that a start without settings would have to wait for.
"""

import re
from collections.abc import Callable

from search.settings import feed_names

Validator = Callable[[object], object]

_LABEL = r"[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?"
_HOST = rf"{_LABEL}(?:\.{_LABEL})*"
_SERVER = rf"({_HOST}|\[[0-9A-Fa-f:.]+\])(?::([0-9]{{1,5}}))?"
# Without quotes, comments and letters past ASCII, which few servers take.
_ATOM = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+"
_ADDRESS = rf"{_ATOM}(?:\.{_ATOM})*@{_HOST}"
_LONGEST_S = 3600
_MOST_PAPERS = 10_000
_MOST_MB = 1_000_000


def text(value: object) -> str:
    """Any text."""
    if isinstance(value, str):
        return value
    raise ValueError("must be a text in quotes")


def one_of(*choices: str) -> Validator:
    """One of a few texts."""
    expected = " or ".join(f'"{choice}"' for choice in choices)

    def check(value: object) -> str:
        if value in choices:
            return str(value)
        raise ValueError(f"must be {expected}")

    return check


def flag(value: object) -> bool:
    """True or false."""
    if isinstance(value, bool):
        return value
    raise ValueError("must be true or false")


def seconds_or_never(value: object) -> float | None:
    """A time in seconds; None for "never"."""
    if value == "never":
        return None
    if isinstance(value, int | float) and not isinstance(value, bool):
        seconds = float(value)
        if 0 <= seconds <= _LONGEST_S:
            return seconds
    raise ValueError(f'must be seconds from 0 to {_LONGEST_S}, or "never"')


def megabytes(value: object) -> int:
    """A number of megabytes."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_MB:
        return value
    raise ValueError(f"must be a whole number of MB from 1 to {_MOST_MB}")


def papers(value: object) -> int:
    """A number of papers."""
    if isinstance(value, int) and not isinstance(value, bool) and 1 <= value <= _MOST_PAPERS:
        return value
    raise ValueError(f"must be a whole number of papers from 1 to {_MOST_PAPERS}")


def feed(value: object) -> str:
    """The name of a feed; see feed_names."""
    name = text(value)
    feed_names.parse(name)
    return name


def address(value: object) -> str:
    """A mail address."""
    if isinstance(value, str) and re.fullmatch(_ADDRESS, value):
        return value
    raise ValueError('must be a mail address, as "ada@example.org"')


def addresses(value: object) -> tuple[str, ...]:
    """One mail address or several, each once."""
    try:
        found = tuple(dict.fromkeys(map(address, value if isinstance(value, list) else [value])))
    except ValueError as error:
        raise ValueError(f"{error}, or a list of them") from None
    if found:
        return found
    raise ValueError('must be a mail address, as "ada@example.org", or a list of them')


def sender(value: object) -> tuple[str, str]:
    """A name, which may be empty, and a mail address: "Broadsheet <sheet@example.org>"."""
    found = re.fullmatch(rf"(?:([^<>\"]*)<({_ADDRESS})>|({_ADDRESS}))", str(value))
    if isinstance(value, str) and value.isprintable() and found:
        return (found[1] or "").strip(), found[2] or found[3]
    raise ValueError('must be a mail address, as "ada@example.org" or "Ada <ada@example.org>"')


def server(value: object) -> tuple[str, int | None]:
    """A mail server's host and port; None: the usual one."""
    found = re.fullmatch(_SERVER, value) if isinstance(value, str) else None
    if found and (not found[2] or 0 < int(found[2]) < 2**16):
        return found[1].strip("[]").lower(), int(found[2]) if found[2] else None
    raise ValueError('must be a host, as "smtp.example.org" or "smtp.example.org:465"')


def user(value: object) -> str:
    """A name to log in by."""
    if isinstance(value, str) and value and value.isprintable():
        return value
    raise ValueError("must be a name in quotes")
