"""The two that Broadsheet's index is measured beside, each set up as its manual has it."""

import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import tantivy
from bench_engine_corpus import RECENT, Record

FIRST = 50
_RECENT = RECENT.toordinal()


class Fts5:
    """A table with Porter stems and without the texts, beside a table for days and marks."""

    def __init__(self, folder: Path) -> None:
        self._connection = sqlite3.connect(folder / "fts5.sqlite3")
        self._connection.execute("PRAGMA mmap_size = 4000000000")

    def build(self, some: Iterator[Record]) -> None:
        """Index all records in one transaction."""
        self._connection.execute(
            "CREATE VIRTUAL TABLE papers USING fts5"
            "(title, abstract, authors, content='', tokenize='porter unicode61')"
        )
        self._connection.execute("CREATE TABLE facts (row INTEGER PRIMARY KEY, day, unread)")
        with self._connection as writing:
            for each in some:
                writing.execute(
                    "INSERT INTO papers (rowid, title, abstract, authors) VALUES (?, ?, ?, ?)",
                    (each.row, each.title, each.abstract, each.authors),
                )
                writing.execute(
                    "INSERT INTO facts VALUES (?, ?, ?)", (each.row, each.day, each.unread)
                )
        self._connection.execute("INSERT INTO papers (papers) VALUES ('optimize')")
        self._connection.commit()

    def query(self, text: str, where: str, order: str) -> Callable[[], object]:
        """The search as a thing to call."""
        narrowed = {"recent": f"AND day > {_RECENT}", "unread": "AND unread"}.get(where, "")
        joined = "JOIN facts ON row = papers.rowid" if where or order else ""
        by = "day DESC" if order == "date" else "bm25(papers, 3.0, 1.0, 1.0)"
        sql = (
            f"SELECT papers.rowid FROM papers {joined} WHERE papers MATCH ? {narrowed}"
            f" ORDER BY {by} LIMIT {FIRST}"
        )
        return lambda: self._connection.execute(sql, (text,)).fetchall()


class Tantivy:
    """Title and text with English stems, the days as a fast field."""

    def __init__(self, folder: Path) -> None:
        builder = tantivy.SchemaBuilder()
        for name in ("title", "text"):
            builder.add_text_field(name, tokenizer_name="en_stem")
        builder.add_integer_field("row", stored=True, fast=True)
        builder.add_integer_field("day", indexed=True, fast=True)
        builder.add_boolean_field("unread", indexed=True, fast=True)
        self._schema = builder.build()
        place = folder / "tantivy"
        place.mkdir(exist_ok=True)
        self._index = tantivy.Index(self._schema, path=str(place))

    def build(self, some: Iterator[Record]) -> None:
        """Index all records in one commit, with as many threads as there are cores."""
        writer = self._index.writer(heap_size=256_000_000, num_threads=2)
        for each in some:
            document = tantivy.Document()
            document.add_text("title", each.title)
            document.add_text("text", f"{each.title}\n{each.abstract}\n{each.authors}")
            document.add_integer("row", each.row)
            document.add_integer("day", each.day)
            document.add_boolean("unread", each.unread)
            writer.add_document(document)
        writer.commit()
        writer.wait_merging_threads()
        self._index.reload()

    def query(self, text: str, where: str, order: str) -> Callable[[], object]:
        """The search as a thing to call: words with + must be there, `kind:word` names a kind."""
        searcher = self._index.searcher()

        def asked() -> int | None:
            parsed = self._parsed(text)
            if where:
                parsed = tantivy.Query.boolean_query(
                    [(tantivy.Occur.Must, parsed), (tantivy.Occur.Must, self._narrowed(where))]
                )
            found = searcher.search(parsed, FIRST, order_by_field="day" if order else None)
            for _, address in found.hits:
                searcher.doc(address)["row"]
            return found.count

        return asked

    def _narrowed(self, where: str) -> tantivy.Query:
        if where == "unread":
            return tantivy.Query.term_query(self._schema, "unread", True)
        return tantivy.Query.range_query(
            self._schema, "day", tantivy.FieldType.Integer, _RECENT, None, include_lower=False
        )

    def _parsed(self, text: str) -> tantivy.Query:
        kind, _, word = text.rpartition(" ")[2].partition(":")
        if not word:
            return self._index.parse_query(text, ["text"])
        if kind == "prefix":
            special = tantivy.Query.regex_query(self._schema, "text", f"{word}.*")
        else:
            special = tantivy.Query.fuzzy_term_query(
                self._schema, "text", word, distance=int(kind[-1]), transposition_cost_one=False
            )
        before = text.rpartition(" ")[0]
        if not before:
            return special
        words = self._index.parse_query(before, ["text"])
        return tantivy.Query.boolean_query(
            [(tantivy.Occur.Must, words), (tantivy.Occur.Must, special)]
        )
