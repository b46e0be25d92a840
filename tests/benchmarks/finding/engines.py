"""One face for Broadsheet and those it is measured beside; who is not installed is skipped."""

import importlib.util
import shutil
import sqlite3
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Protocol

import numpy as np

from finding.data import Corpus, Item
from finding.queries import words
from search import Library, Marking, Paths

Ids = list[str]


class Engine(Protocol):
    """An index of one corpus. Each method gives ids, the best first, `most` at most."""

    name: str

    def typed(self, query: str, most: int = 10) -> Ids:
        """What a person gets who types the query and presses Enter."""

    def any(self, query: str, most: int = 10) -> Ids:
        """Papers with any of the words."""


class Broadsheet:
    """A library of the corpus in `folder`, built where it is not there yet."""

    name = "Broadsheet"

    def __init__(self, folder: Path, papers: Corpus) -> None:
        complete = folder / "complete"
        if not complete.exists():
            shutil.rmtree(folder, ignore_errors=True)
            self._build(folder, papers)
            complete.touch()
        self.library = Library(Paths.under(folder), with_starter=False)
        self.library.update_index()
        with sqlite3.connect(f"file:{self.library.paths.store}?mode=ro", uri=True) as store:
            self.ids: dict[int, str] = dict(store.execute("SELECT row, id FROM papers"))
        self.rows = {id_: row for row, id_ in self.ids.items()}

    def _build(self, folder: Path, papers: Corpus) -> None:
        with_library = Library(Paths.under(folder), with_starter=False)
        started = time.perf_counter()
        with_library.add(item.paper() for item in papers.values())
        took = time.perf_counter() - started
        print(f"added {len(papers):,} papers in {took:.1f} s", flush=True)
        with_library.close()

    def typed(self, query: str, most: int = 10) -> Ids:
        return self._found(query, most, typing=False)

    def typing(self, query: str, most: int = 5) -> Ids:
        """What is shown while the last word is still being typed."""
        return self._found(query, most, typing=True)

    def any(self, query: str, most: int = 10) -> Ids:
        return self._found(" OR ".join(words(query.lower())), most, typing=False)

    def suggestion(self, query: str) -> str | None:
        """The query better spelled."""
        return self.library.search(query).did_you_mean

    def found(self, query: str) -> int:
        """How many papers the strict part has."""
        return len(self.library.search(query))

    def like(self, id_: str, most: int = 10) -> Ids:
        """Papers like another."""
        return self._found(f"like:{id_}", most, typing=False)

    def interest(self, marks: Sequence[Item]) -> dict[str, float]:
        """The score of every paper for a reader who bookmarks these."""
        rows = [self.rows[item.id] for item in marks]
        self.library.mark(rows, Marking(bookmarked=True))
        self.library.learned()
        fits = self.library._finder._foryou._fits
        scores = np.maximum.reduce([fit.scores for fit in fits])  # without the age of papers
        self.library.undo()
        return {id_: float(scores[row]) for row, id_ in self.ids.items()}

    def _found(self, query: str, most: int, *, typing: bool) -> Ids:
        results = self.library.search(query, typing=typing)
        rows = results.page(0, most)
        if len(rows) < most and results.partial is not None:
            rows += results.partial.page(0, most - len(rows))
        return [self.ids[row] for row in rows]


class Fts5:
    """SQLite's FTS5 with Porter stems; a word of the title counts twice."""

    name = "FTS5"

    def __init__(self, papers: Corpus) -> None:
        self._table = sqlite3.connect(":memory:")
        self._table.execute(
            "CREATE VIRTUAL TABLE papers USING fts5(id UNINDEXED, title, abstract, authors,"
            " tokenize='porter unicode61', prefix='2 3')"
        )
        self._table.executemany(
            "INSERT INTO papers VALUES (?, ?, ?, ?)", map(_columns, _all(papers))
        )

    def typed(self, query: str, most: int = 10) -> Ids:
        return self._found(" AND ".join(f'"{word}"' for word in words(query)), most)

    def any(self, query: str, most: int = 10) -> Ids:
        return self._found(" OR ".join(f'"{word}"' for word in words(query)), most)

    def typing(self, query: str, most: int = 5) -> Ids:
        """The last word as a prefix."""
        *before, last = words(query) or [""]
        grown = f'"{last}"*' if query[-1:].isalnum() else f'"{last}"'
        return self._found(" AND ".join([*(f'"{word}"' for word in before), grown]), most)

    def _found(self, match: str, most: int) -> Ids:
        if not match.strip('"*'):
            return []
        rows = self._table.execute(
            "SELECT id FROM papers WHERE papers MATCH ?"
            " ORDER BY bm25(papers, 0.0, 2.0, 1.0, 1.0) LIMIT ?",
            (match, most),
        )
        return [id_ for (id_,) in rows]


class Tantivy:
    """Tantivy with English stems; the title counts twice."""

    name = "Tantivy"
    _FIELDS = ("title", "abstract", "authors")

    def __init__(self, papers: Corpus) -> None:
        import tantivy

        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        for name in self._FIELDS:
            builder.add_text_field(name, tokenizer_name="en_stem")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(heap_size=100_000_000, num_threads=1)
        for item in papers.values():
            fields = zip(("id", *self._FIELDS), _columns(item), strict=True)
            writer.add_document(tantivy.Document(**dict(fields)))
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()
        self._searcher = self._index.searcher()

    def typed(self, query: str, most: int = 10) -> Ids:
        return self._found(" AND ".join(words(query.lower())), most)

    def any(self, query: str, most: int = 10) -> Ids:
        return self._found(" ".join(words(query.lower())), most)

    def _found(self, query: str, most: int) -> Ids:
        parsed = self._index.parse_query(query, list(self._FIELDS), field_boosts={"title": 2.0})
        hits = self._searcher.search(parsed, most).hits
        return [self._searcher.doc(address)["id"][0] for _, address in hits]


class Bm25s:
    """bm25s with its Lucene formula, English stems and stop words; it has no "all words"."""

    name = "bm25s"

    def __init__(self, papers: Corpus) -> None:
        import bm25s
        import Stemmer

        self._bm25s, self._stemmer = bm25s, Stemmer.Stemmer("english")
        self._ids = list(papers)
        self._index = bm25s.BM25(method="lucene")
        self._index.index(
            self._tokens(["\n".join(_columns(item)[1:]) for item in papers.values()], ids=True),
            show_progress=False,
        )

    def typed(self, query: str, most: int = 10) -> Ids:
        return self.any(query, most)

    def any(self, query: str, most: int = 10) -> Ids:
        return self._best(self._tokens([" ".join(words(query))], ids=False)[0], most)

    def like(self, item: Item, most: int = 10) -> Ids:
        """With the whole text of a paper as the query."""
        return self._best(self._tokens([f"{item.title}\n{item.abstract}"], ids=False)[0], most)

    def _best(self, tokens: Sequence[str], most: int) -> Ids:
        if not tokens:
            return []
        scores = self._index.get_scores(tokens)
        order = (-scores).argsort(kind="stable")[:most]
        return [self._ids[place] for place in order if scores[place] > 0]

    def _tokens(self, texts: list[str], *, ids: bool):  # type: ignore[no-untyped-def]  # bm25s has no types
        return self._bm25s.tokenize(
            texts, stopwords="en", stemmer=self._stemmer, show_progress=False, return_ids=ids
        )


def rivals(papers: Corpus, *, skipped: set[str]) -> Iterator[Engine]:
    """Those that are installed; the names of the others, and of the `skipped`, are printed."""
    for kind, needs in ((Fts5, ()), (Tantivy, ("tantivy",)), (Bm25s, ("bm25s", "Stemmer"))):
        missing = [name for name in needs if importlib.util.find_spec(name) is None]
        if kind.name in skipped or missing:
            print(f"{kind.name} is skipped{': not installed' if missing else ''}")
        else:
            yield kind(papers)


def _all(papers: Corpus) -> Iterator[Item]:
    yield from papers.values()


def _columns(item: Item) -> tuple[str, str, str, str]:
    return item.id, item.title, item.abstract, ", ".join(item.authors)
