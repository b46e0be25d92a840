"""The corpus of the engine's benchmark, and the store it is put into."""

import bz2
import gzip
import json
import lzma
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path
from typing import IO

from search.store.database import Database

OPENERS: dict[str, Callable[..., IO[str]]] = {".gz": gzip.open, ".bz2": bz2.open, ".xz": lzma.open}
FIRST_DAY, LAST_DAY = date(2007, 1, 1).toordinal(), date(2024, 12, 31).toordinal()
# Papers after this day are the newest quarter.
RECENT = date.fromordinal(LAST_DAY - (LAST_DAY - FIRST_DAY) // 4)


@dataclass(frozen=True, slots=True)
class Record:
    """One paper to index. `day` and `unread` are made up, evenly spread, the same in every run."""

    row: int
    title: str
    abstract: str
    authors: str
    categories: str
    day: int
    unread: bool


def records(corpus: Path, papers: int, copies: int) -> Iterator[Record]:
    """The first `papers` of the corpus, `copies` times over, with rows from 1 on."""
    chance = random.Random(7)
    opener = OPENERS.get(corpus.suffix, open)
    with opener(corpus, "rt", encoding="utf-8") as lines:
        held = [json.loads(line) for line in islice(lines, papers)]
    row = 0
    for _ in range(copies):
        for paper in held:
            row += 1
            yield Record(
                row=row,
                title=" ".join(paper["title"].split()),
                abstract=" ".join(paper["abstract"].split()),
                authors="\n".join(f"{given} {last}" for last, given, *_ in paper["authors_parsed"]),
                categories="\n".join(paper["categories"].split()),
                day=chance.randint(FIRST_DAY, LAST_DAY),
                unread=chance.random() < 0.9,
            )


def fill(database: Database, some: Iterator[Record]) -> None:
    """Put records into an empty store as if each was a paper of its own."""
    with database.transaction() as connection:
        for record in some:
            connection.execute(
                "INSERT INTO papers (row, id, title, abstract, authors, categories, published,"
                " added, version) VALUES (?, ?, ?, ?, ?, ?, ?, 0, 1)",
                (record.row, f"t-{record.row}", record.title, record.abstract, record.authors,
                 record.categories, record.day),
            )  # fmt: skip
            if not record.unread:
                connection.execute("INSERT INTO marks VALUES ('read', ?, 1)", (record.row,))
