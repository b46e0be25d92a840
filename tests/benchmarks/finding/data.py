"""The papers and judged collections that finding is measured on, read from a data folder.

hf_api/*.json                    days of Hugging Face's daily papers
scale/*.jsonl.xz                 arXiv's metadata snapshot, or a part of it
judged/cran, npl, cacm           Cranfield, NPL (Vaswani), CACM in their classic files, also as .xz
judged/csfcube                   CSFCube's `readable_annotations`, where there are any
"""

import ast
import json
import lzma
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from search import Paper


@dataclass(frozen=True, slots=True)
class Item:
    """One paper of a corpus. `keywords` and `summary` are for judging; no engine indexes them."""

    id: str
    title: str
    abstract: str
    authors: tuple[str, ...] = ()
    day: str = ""
    published: str = ""
    categories: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    upvotes: int = 0

    def paper(self) -> Paper:
        """The paper as the library takes it."""
        day = self.published or self.day
        return Paper(
            title=self.title,
            abstract=self.abstract,
            authors=self.authors,
            arxiv=self.id,
            published=date.fromisoformat(day) if day else None,
            categories=self.categories,
        )


Corpus = dict[str, Item]


def days(data: Path, *, tuning: bool) -> Corpus:
    """Papers of every other day: weights are chosen on the one half, reported on the other."""
    found: Corpus = {}
    for file in sorted((data / "hf_api").glob("*.json"))[0 if tuning else 1 :: 2]:
        for item in _hugging_face(file):
            found.setdefault(item.id, item)
    return found


def all_days(data: Path) -> Corpus:
    """Papers of all days."""
    return {**days(data, tuning=True), **days(data, tuning=False)}


def arxiv(data: Path, most: int | None = None) -> Corpus:
    """The arXiv records of the snapshot, the first `most` of them."""
    found: Corpus = {}
    for file in sorted((data / "scale").glob("*.jsonl.xz")):
        with lzma.open(file, "rt", encoding="utf-8") as lines:
            for line in islice(lines, most):
                item = _arxiv(json.loads(line))
                found[item.id] = item
    return found


def _hugging_face(file: Path) -> Iterator[Item]:
    read = json.loads(file.read_text("utf-8"))
    for entry in read["data"] if isinstance(read, dict) else read:
        paper = (ast.literal_eval(entry) if isinstance(entry, str) else entry)["paper"]
        names = (author.get("name") for author in paper.get("authors") or [])
        yield Item(
            id=paper["id"],
            title=_flat(paper["title"]),
            abstract=_flat(paper["summary"]),
            authors=tuple(filter(None, names)),
            day=file.stem,
            published=str(paper.get("publishedAt") or file.stem)[:10],
            keywords=tuple(paper.get("ai_keywords") or ()),
            upvotes=int(paper.get("upvotes") or 0),
        )


def _arxiv(record: dict[str, object]) -> Item:
    names = record["authors_parsed"]
    assert isinstance(names, list)
    return Item(
        id=str(record["id"]),
        title=_flat(str(record["title"])),
        abstract=_flat(str(record["abstract"])),
        authors=tuple(f"{given} {last}".strip() for last, given, *_ in names),
        day=str(record["update_date"]),
        published=str(record["update_date"]),
        categories=tuple(str(record["categories"]).split()),
    )


@dataclass(frozen=True, slots=True)
class Judged:
    """A collection with judgements: query -> the ids of the papers that answer it, with a grade."""

    name: str
    papers: Corpus
    queries: dict[str, str]
    relevant: dict[str, dict[str, int]] = field(repr=False)


def judged(data: Path) -> Iterator[Judged]:
    """The collections that the data folder has."""
    folder = data / "judged"
    if _there(folder / "cran" / "cran.all.1400"):
        yield cranfield(folder / "cran")
    if _there(folder / "npl" / "doc-text"):
        yield npl(folder / "npl")
    if _there(folder / "cacm" / "cacm.all"):
        yield cacm(folder / "cacm")


def cranfield(folder: Path) -> Judged:
    """1,400 abstracts on aeronautics with 225 queries; queries are numbered by their order."""
    papers: Corpus = {}
    for number, fields in _marked(_text(folder / "cran.all.1400")):
        id_ = f"1501.{int(number):05d}"
        authors = tuple(filter(None, fields.get("A", "").split(" and ")))
        title = fields.get("T") or f"untitled {number}"
        papers[id_] = Item(id_, title, fields.get("W", ""), authors, "2015-01-01")
    asked = enumerate(_marked(_text(folder / "cran.qry")), start=1)
    queries = {str(place): fields["W"] for place, (_, fields) in asked}
    relevant: dict[str, dict[str, int]] = {}
    for line in _text(folder / "cranqrel").splitlines():
        query, paper, grade = (*line.split(), "0", "0")[:3]
        if 1 <= int(grade) <= 4:
            relevant.setdefault(query, {})[f"1501.{int(paper):05d}"] = 1
    return _with_answers("Cranfield", papers, queries, relevant)


def npl(folder: Path) -> Judged:
    """11,429 abstracts on electronics, titles and texts in one, with 93 queries."""
    papers: Corpus = {}
    for number, lines in _slashed(_text(folder / "doc-text")):
        title, _, body = "\n".join(lines).partition("  ")
        if not body:
            title, body = (lines or ["untitled"])[0], "\n".join(lines[1:])
        id_ = f"1503.{number:05d}"
        papers[id_] = Item(id_, _flat(title) or f"untitled {number}", _flat(body), (), "2015-01-01")
    queries = {
        str(number): " ".join(lines).lower()
        for number, lines in _slashed(_text(folder / "query-text"))
    }
    relevant = {
        str(number): {f"1503.{int(paper):05d}": 1 for line in lines for paper in line.split()}
        for number, lines in _slashed(_text(folder / "rlv-ass"))
    }
    return _with_answers("NPL", papers, queries, relevant)


def cacm(folder: Path) -> Judged:
    """3,204 titles, half of them with an abstract, of computer science, with 52 queries."""
    papers: Corpus = {}
    for number, fields in _marked(_text(folder / "cacm.all")):
        id_ = f"1505.{int(number):05d}"
        # "Perlis, A. J." -> "A. J. Perlis"
        names = re.split(r"(?<=\.) (?=[A-Z][^,.]+,)", fields.get("A", ""))
        authors = tuple(" ".join(reversed(name.split(", ", 1))) for name in names if name)
        title = fields.get("T") or f"untitled {number}"
        papers[id_] = Item(id_, title, fields.get("W", ""), authors, "2015-01-01")
    asked = _marked(_text(folder / "query.text"))
    queries = {str(int(key)): each["W"] for key, each in asked if "W" in each}
    relevant: dict[str, dict[str, int]] = {}
    for line in _text(folder / "qrels.text").splitlines():
        query, paper, *_ = line.split()
        relevant.setdefault(str(int(query)), {})[f"1505.{int(paper):05d}"] = 1
    return _with_answers("CACM", papers, queries, relevant)


def csfcube(data: Path) -> Judged | None:
    """34 papers and those like them, graded 0 to 3 by experts; None where it is not there."""
    folder = data / "judged" / "csfcube"
    papers: Corpus = {}
    ids: dict[str, str] = {}
    queries: dict[str, str] = {}
    relevant: dict[str, dict[str, int]] = {}
    for file in sorted(folder.rglob("*.txt")):
        asked = ""
        for block in re.split(r"={20,}\n", file.read_text("utf-8", errors="replace")):
            if not (number := re.search(r"paper_id: (\d+)", block)):
                continue
            id_ = ids.setdefault(number[1], f"1504.{len(ids):05d}")
            title = re.search(r"TITLE: (.*)", block)
            abstract = re.sub(r"\b\w+_label: ", " ", (*block.split("ABSTRACT:", 1), "")[1])
            named = _flat(title[1]) if title else ""
            papers.setdefault(id_, Item(id_, named or "untitled", _flat(abstract)))
            if not asked:
                asked = queries[id_] = id_
                relevant.setdefault(id_, {})
            elif grade := re.search(r"adju relevance: .*\(\+?(-?\d)\)", block):
                known = relevant[asked].get(id_, 0)
                relevant[asked][id_] = max(known, int(grade[1]))
    return Judged("CSFCube", papers, queries, relevant) if papers else None


def _with_answers(
    name: str, papers: Corpus, queries: dict[str, str], relevant: dict[str, dict[str, int]]
) -> Judged:
    return Judged(name, papers, {k: q for k, q in queries.items() if relevant.get(k)}, relevant)


def _marked(text: str) -> Iterator[tuple[str, dict[str, str]]]:
    """The records of a file whose lines `.I 1`, `.T` ... begin a record and a field."""
    for part in re.split(r"(?m)^\.I ", text)[1:]:
        number, _, rest = part.partition("\n")
        pieces = re.split(r"(?m)^\.([A-Z])[ \t]*\n", rest)
        fields = zip(pieces[1::2], map(_flat, pieces[2::2]), strict=True)
        yield number.strip(), dict(fields)


def _slashed(text: str) -> Iterator[tuple[int, list[str]]]:
    """The records of a file in which a line with a lone slash ends each: a number, then lines."""
    for part in re.split(r"(?m)^\s*/\s*$", text):
        lines = part.strip().splitlines()
        if lines and lines[0].split()[0].isdigit():
            number, _, more = lines[0].strip().partition(" ")
            yield int(number), [more, *lines[1:]] if more else lines[1:]


def _there(path: Path) -> bool:
    return path.exists() or path.with_name(f"{path.name}.xz").exists()


def _text(path: Path) -> str:
    if path.exists():
        return path.read_text("utf-8", errors="replace")
    with lzma.open(path.with_name(f"{path.name}.xz"), "rt", errors="replace") as file:
        return file.read()


def _flat(text: str) -> str:
    return " ".join((text or "").split())
