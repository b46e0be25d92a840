"""The tables of a library, and how an older file becomes a newer one: a function for each schema.

Each takes a connection inside a transaction. A migration that was released never changes.
"""

import json
import re
import sqlite3
from collections.abc import Iterator

# Days are date.toordinal(), moments are milliseconds since 1970, lists are one item a line.
# A column is called row or version wherever it holds such a number: see sqlite_copy.restore_into.
_FIRST = """
CREATE TABLE papers (
    row INTEGER PRIMARY KEY,          -- the row number that index, arrays and screen share
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    authors TEXT, published INTEGER, listed INTEGER,
    arxiv TEXT, doi TEXT, url TEXT, pdf TEXT, github TEXT, links TEXT,
    upvotes INTEGER, stars INTEGER, keywords TEXT, categories TEXT, sources TEXT,
    added INTEGER NOT NULL,           -- when this library first saw the paper
    version INTEGER NOT NULL,         -- the library's count of changes when the paper last changed
    abstract TEXT, summary TEXT       -- last, so that a list never reads past them
);
CREATE INDEX papers_by_version ON papers (version);
CREATE TABLE names (                  -- every identity under which a paper is or was known
    name TEXT PRIMARY KEY, row INTEGER NOT NULL
) WITHOUT ROWID;
CREATE INDEX names_by_row ON names (row);
CREATE TABLE removed (row INTEGER PRIMARY KEY, version INTEGER NOT NULL);
CREATE TABLE marks (                  -- what the user did: read, bookmark, note, tag:NAME
    mark TEXT NOT NULL, row INTEGER NOT NULL, value NOT NULL, PRIMARY KEY (mark, row)
) WITHOUT ROWID;
CREATE INDEX marks_by_row ON marks (row);
CREATE TABLE steps (                  -- the history: one step is what one undo takes back
    step INTEGER PRIMARY KEY, at INTEGER NOT NULL, what TEXT NOT NULL,
    undone INTEGER NOT NULL DEFAULT 0
);
CREATE TABLE changes (                -- NULL: the mark was not, or is no longer, there
    step INTEGER NOT NULL, row INTEGER NOT NULL, mark TEXT NOT NULL, before, after,
    PRIMARY KEY (step, row, mark)
) WITHOUT ROWID;
CREATE TABLE memory (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
INSERT INTO memory VALUES ('library', lower(hex(randomblob(16))));
"""

_STEPS = """
CREATE TABLE new_steps (              -- the history: one step is what one undo takes back
    step INTEGER PRIMARY KEY, at INTEGER NOT NULL, undone INTEGER NOT NULL DEFAULT 0,
    kind TEXT NOT NULL,               -- what was done, see search.model.step
    arguments TEXT NOT NULL           -- a JSON object
);
"""

_RENAMED = """
DROP TABLE steps;
ALTER TABLE new_steps RENAME TO steps;
"""

_RECORDS = """
CREATE TABLE new_papers (             -- what the records of a row make, see search.model.building
    row INTEGER PRIMARY KEY,          -- the row number that index, arrays and screen share
    id TEXT NOT NULL UNIQUE,
    title TEXT NOT NULL,
    authors TEXT,
    published INTEGER, listed INTEGER,            -- the first day that it may be
    published_as TEXT, listed_as TEXT,            -- in EDTF, where it is not a day
    arxiv TEXT, doi TEXT, url TEXT, pdf TEXT, github TEXT, links TEXT,
    upvotes INTEGER, stars INTEGER, keywords TEXT, categories TEXT, sources TEXT,
    withdrawn INTEGER NOT NULL DEFAULT 0,
    added INTEGER NOT NULL,           -- when this library first saw the paper
    version INTEGER NOT NULL,         -- the library's count of changes when the paper last changed
    abstract TEXT, summary TEXT,      -- last, so that a list never reads past them
    names TEXT,                       -- the authors with the parts of their names, one a line
    details TEXT                      -- a JSON object of the fields that only references need
);
INSERT INTO new_papers (row, id, title, authors, published, listed, published_as, arxiv, doi, url,
    pdf, github, links, upvotes, stars, keywords, categories, sources, added, version, abstract,
    summary)
SELECT row, id, title, authors, published, listed, {vague}, arxiv, doi, url,
    pdf, github, links, upvotes, stars, keywords, categories, sources, added, version, abstract,
    summary FROM papers;
DROP TABLE papers;
ALTER TABLE new_papers RENAME TO papers;
CREATE INDEX papers_by_version ON papers (version);
CREATE TABLE new_names (              -- every identity under which a paper is or was known
    name TEXT NOT NULL, row INTEGER NOT NULL, PRIMARY KEY (name, row)
) WITHOUT ROWID;
INSERT INTO new_names SELECT name, row FROM names;
DROP TABLE names;
ALTER TABLE new_names RENAME TO names;
CREATE INDEX names_by_row ON names (row);
CREATE TABLE records (                -- what each source said of a paper
    record INTEGER PRIMARY KEY,
    row INTEGER NOT NULL,
    version INTEGER NOT NULL,         -- the count of changes when it last said something else
    format TEXT NOT NULL, name TEXT NOT NULL, live INTEGER NOT NULL,   -- as in search.model.record
    joined TEXT NOT NULL,             -- how it came to its row: 'id', 'title' or 'hand'
    paper TEXT,                       -- a JSON object; NULL: the row is this record alone
    fields TEXT                       -- a JSON list of name and value in turn
);
CREATE INDEX records_by_row ON records (row);
CREATE INDEX records_by_name ON records (name, format);
INSERT INTO records (row, version, format, name, live, joined)
SELECT row, version, '', '', 0, 'id' FROM papers;
CREATE TABLE citation_keys (          -- those that exports gave, the first its own
    number INTEGER PRIMARY KEY, row INTEGER NOT NULL, citation_key TEXT NOT NULL UNIQUE
);
CREATE INDEX citation_keys_by_row ON citation_keys (row);
"""
# 0.1.0 took a year or a month of a reference for its first day.
_VAGUE = """
CASE WHEN published IS NULL OR sources IS NULL
    OR instr(char(10) || sources || char(10), char(10) || 'bibtex' || char(10))
    + instr(char(10) || sources || char(10), char(10) || 'ris' || char(10))
    + instr(char(10) || sources || char(10), char(10) || 'csl-json' || char(10)) = 0 THEN NULL
WHEN strftime('%m-%d', julianday('0001-01-01') + published - 1) = '01-01'
    THEN strftime('%Y', julianday('0001-01-01') + published - 1)
WHEN strftime('%d', julianday('0001-01-01') + published - 1) = '01'
    THEN strftime('%Y-%m', julianday('0001-01-01') + published - 1)
END
"""


def m001_first(connection: sqlite3.Connection) -> None:
    """The tables of 0.1.0."""
    _run(connection, _FIRST)


def m002_steps_as_data(connection: sqlite3.Connection) -> None:
    """Steps as kind and arguments. 0.1.0 kept an English sentence for each."""
    _run(connection, _STEPS)
    for step, at, undone, sentence in connection.execute(
        "SELECT step, at, undone, what FROM steps ORDER BY step"
    ).fetchall():
        kind, arguments = _parsed(str(sentence), _title(connection, step))
        connection.execute(
            "INSERT INTO new_steps VALUES (?, ?, ?, ?, ?)",
            (step, at, undone, kind, json.dumps(arguments, ensure_ascii=False)),
        )
    _run(connection, _RENAMED)


def m003_records(connection: sqlite3.Connection) -> None:
    """Each source's own words, partial dates, and more than one paper of one title."""
    _run(connection, _RECORDS.format(vague=_VAGUE))


ALL = (m001_first, m002_steps_as_data, m003_records)


def _run(connection: sqlite3.Connection, script: str) -> None:
    """Run the statements of a script; executescript() would end the transaction around them."""
    statement = ""
    for line in script.splitlines(keepends=True):
        statement += line
        if sqlite3.complete_statement(statement):
            connection.execute(statement)
            statement = ""


# -- the sentences of 0.1.0 ------------------------------------------------------------------

_SHORT = 48  # characters of a title
_LONGEST = 2_000  # characters that are parsed: a restored file may hold anything
_VIEW = {"saved": "view.save", "removed": "view.remove", "moved": "view.move"}


def _title(connection: sqlite3.Connection, step: int) -> str | None:
    """The title of the only paper that a step changed, as its sentence has it."""
    found = connection.execute(
        "SELECT title FROM papers WHERE row IN (SELECT row FROM changes WHERE step = ?)", (step,)
    ).fetchall()
    if len(found) != 1:
        return None
    title = str(found[0][0])
    return title if len(title) <= _SHORT else f"{title[: _SHORT - 1].rstrip()}…"


def _parsed(sentence: str, title: str | None) -> tuple[str, dict[str, object]]:
    """The kind and the arguments of a sentence of 0.1.0; "legacy" where it is none of its forms.

    `title` is that of the paper, where the step changed only one.
    """
    if len(sentence) > _LONGEST:
        return "legacy", {"text": sentence}
    view = re.fullmatch(r"view (.+) (saved|removed|moved)", sentence)
    if view:
        return _VIEW[view[2]], {"name": view[1]}
    renamed = re.fullmatch(r"view (.+) is now (.+)", sentence)
    if renamed:
        return "view.rename", {"old": renamed[1], "new": renamed[2]}
    if re.fullmatch(r"[\d,]+ papers?: marked as imported", sentence):
        return "import", {}
    for marks in _behind_papers(sentence, title):
        if arguments := _marking(marks.split(", ")):
            return "mark", arguments
    return "legacy", {"text": sentence}


def _behind_papers(sentence: str, title: str | None) -> Iterator[str]:
    """What may stand behind the papers of a sentence; a title can hold anything."""
    counted = re.match(r"[\d,]+ papers: ", sentence)
    named = f"“{title}”: "
    if counted:
        yield sentence[counted.end() :]
    elif title is not None and sentence.startswith(named):
        yield sentence[len(named) :]
    elif sentence.startswith("“"):
        for end in re.finditer("”: ", sentence):
            yield sentence[end.end() :]


def _marking(words: list[str]) -> dict[str, object] | None:
    """The arguments of a marking, from its words as they stood between commas; None for others.

    They come in one order: read, bookmarked, tags, tags taken off, note. A tag may hold a comma.
    """
    arguments: dict[str, object] = {}
    if words and words[0] in ("read", "unread"):
        arguments["read"] = words.pop(0) == "read"
    if words and words[0] in ("bookmarked", "bookmark off"):
        arguments["bookmarked"] = words.pop(0) == "bookmarked"
    if words and words[-1] in ("noted", "note off"):
        arguments["note"] = words.pop() == "noted"
    tags: list[str] = []
    for word in words:
        if word.startswith(("tagged ", "tag ")):
            tags.append(word)
        elif tags:
            tags[-1] += f", {word}"
        else:
            return None
    on = [tag.removeprefix("tagged ") for tag in tags if tag.startswith("tagged ")]
    off = [tag.removeprefix("tag ") for tag in tags if tag.startswith("tag ")]
    if not all(tag.endswith(" off") for tag in off):
        return None
    if on:
        arguments["tag"] = on
    if off:
        arguments["untag"] = [tag.removesuffix(" off") for tag in off]
    return arguments
