"""The types of the arguments of the command line."""

from __future__ import annotations

import argparse
from collections.abc import Collection, Iterator, Sequence

TYPE_CHECKING = False  # as type checkers take it; typing itself takes time to import
if TYPE_CHECKING:
    from datetime import date


def count(text: str) -> int:
    """A number of papers. Raises ArgumentTypeError, as the others here do."""
    if not (text.isascii() and text.isdigit()):
        raise argparse.ArgumentTypeError(f"{text!r} must be a non-negative integer")
    return int(text)


def output(text: str) -> str | None:
    """The name of a file; None for standard output."""
    return None if text == "-" else text


def order(text: str) -> str:
    """A sort key, with a minus where it is reversed."""
    from search import ORDERS

    text = text.strip()
    if text.removeprefix("-") not in ORDERS:
        raise argparse.ArgumentTypeError(
            f"invalid sort key {text!r}; expected one of {', '.join(ORDERS)}"
        )
    return text


def since(text: str) -> date:
    """The first day of a time span, such as 2026-09-01, 7d or 2w."""
    from datetime import date

    from search import first_day

    day = first_day(text, date.today())
    if day is None:
        raise argparse.ArgumentTypeError(
            f"invalid date {text!r}; expected a day or a time span such as 2026-09-01, 7d or 2w"
        )
    return day


class Names(Collection[str]):
    """The names in a table of the library, which is imported when somebody asks for them."""

    def __init__(self, table: str) -> None:
        self._table = table

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[str]:
        return iter(self._all())

    def __contains__(self, name: object) -> bool:
        return name in self._all()

    def _all(self) -> tuple[str, ...]:
        import search

        return tuple(getattr(search, self._table))


class Version(argparse.Action):
    """Prints the version."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:  # noqa: A002  argparse's word
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        print_version()
        parser.exit()


def print_version() -> None:
    """Print the version of the program."""
    from search import VERSION

    print(f"broadsheet {VERSION}")
