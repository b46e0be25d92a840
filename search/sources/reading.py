"""One way into every format: a stream of bytes in, papers out."""

from collections.abc import Callable, Iterator
from importlib import import_module
from io import BufferedReader
from typing import BinaryIO

from search.errors import SourceError
from search.model.record import Marked, Record, Skipped

Reader = Callable[[BufferedReader, str], Iterator[Record | Marked | Skipped]]

# The module that reads each format; it is imported when the first such file comes.
_MODULES = {
    "page": "page",
    "hf": "hf",
    "weekly": "weekly",
    "arxiv": "feed",
    "rss": "feed",
    "snapshot": "kaggle",
    "bibtex": "bibtex",
    "ris": "ris",
    "csl-json": "csl",
    "json": "exported",
}
IMPORT_FORMATS = tuple(_MODULES)


def read(
    stream: BinaryIO,
    name: str,
    format: str | None = None,  # noqa: A002  the word of the command line
) -> Iterator[Record | Marked | Skipped]:
    """The records that `stream` holds, and Skipped for each record that makes none, in order.

    `name` stands for the file in messages, and a day in it dates a daily list. The format, one
    of IMPORT_FORMATS, is recognised from the content where it is not given; gzip and xz are
    unpacked. Raises SourceError, once iterated, where nothing can be read: empty, binary, damaged,
    too long, in no known format. JSON lines of any length are read in constant memory.
    """
    if format is not None and format not in _MODULES:
        raise SourceError(f"unknown format {format!r}; expected one of {', '.join(IMPORT_FORMATS)}")
    from search.sources import decoding, streams
    from search.sources.recognition import recognised  # a millisecond of patterns for each format

    try:
        head, rewound = streams.opened(stream)
        if not head.strip(b" \t\r\n\xef\xbb\xbf\0"):
            raise SourceError(f"{name} is empty: nothing to import")
        module = import_module(
            f"search.sources.formats.{_MODULES[format or recognised(head, name)]}"
        )
        if decoding.is_of_no_known_encoding(head):
            raise SourceError(f"{name} is not in UTF-8: save it so, then import it again")
        reader: Reader = module.read
        yield from reader(rewound, name)
    except streams.DAMAGE as error:
        raise SourceError(f"{name}: damaged or truncated ({error}): download it again") from error
