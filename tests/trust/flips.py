"""One changed byte in a file of the cache: nothing wrong may be shown, and nothing may crash.

    python -m tests.trust flips [--rounds N] [--papers N] [--seed N]

Each round changes one byte of one file of a small library's cache. `broadsheet doctor` must report
it. Then the library is opened and asked the same questions as before: either nothing that was read
is damaged, or the damage is reported and the file rebuilt; the answers are the same. A full text
that is damaged is reported and removed; then the answers are those without it.
"""

import os
import random
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from search import Block, Document, Library, LibraryError, Paths, Reference, Section, Text
from search.files import arrayfile
from search.fulltext.cache import Cache
from search.model.dates import PartialDate
from search.model.paper import Paper
from search.sources.live.feed_state import Validators
from search.store.history.marking import Marking
from search.work.texts import live
from search.work.upkeep import versions
from search.work.upkeep.health import checks

_WORDS = (
    "sheep", "meadow", "wool", "learning", "learned", "learn", "based", "basing", "graphs", "graph",
    "easy", "easier", "transformer", "transformers", "训练", "naïve", "théories", "of",
    "the", "gpt-4",
)  # fmt: skip
_QUERIES = (
    "sheep", "graph", "easy", "learning", "transformer", "训练", "gpt-4", "naive", "wool meadow",
    "sheep OR graph", "sheep -graph", '"sheep meadow"', '"learning graphs"~3', "title:wool",
    "abstract:sheep graph", "author:byron", "author:lo", "keyword:learni", "cat:cs.cl",
    "source:flock.txt", "code:byron", "sh*", "learni*", "basi*", "title:learn*", "tra*", "e*",
    "transfomer~", "grahp~2", "sheeep", "date:2024", "date:2024-03", "upvotes:>40", "stars:<100",
    "is:read", "is:unread sheep", "has:code", "tag:later", "added:2d", "sheep sort:date",
    "sheep sort:upvotes", "sort:date", "sort:title", "sort:trending", "sort:added", "sort:-stars",
    "like:{}", "text:wool", "text:sheep in:method", "in:learning graph", "has:fulltext", "cites:{}",
    "citedby:{}", "cites:2403.00007",
)  # fmt: skip
_AGAIN = (*_QUERIES[:5], *_QUERIES[-7:])  # of words, and all that need full texts

Answers = dict[str, object]  # by query


@dataclass
class Outcome:
    """What came of some flips: how many of each kind, and the first of those that were wrong."""

    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)


def run(folder: Path, *, rounds: int, papers: int, seed: int, block: int = 8) -> Outcome:
    """Change a byte `rounds` times in the cache of a library of so many papers below `folder`.

    A block that is checked at once has 2 ** `block` bytes, few enough that no query reads all.
    """
    with (
        patch.multiple(arrayfile, BLOCK=1 << block, _BITS=block),
        patch.object(live, "_FEW", papers),  # another process has larger blocks
        patch.object(versions, "misfits", tuple),  # a tenth of the time, and no file of the cache
    ):
        return _run(folder, rounds, papers, random.Random(seed))


def _run(folder: Path, rounds: int, papers: int, chance: random.Random) -> Outcome:
    paths = _library(folder, papers, chance)
    expected = _answers(paths)[0]
    sound = shutil.copytree(paths.cache, folder / "sound", copy_function=_copy)
    files = sorted(path for path in sound.rglob("*") if path.is_file() and path.stat().st_size)
    outcome = Outcome()
    without: dict[Path, Answers] = {}  # the answers where a full text is missing

    def restore() -> None:
        shutil.rmtree(paths.cache)
        shutil.copytree(sound, paths.cache, copy_function=_copy)

    for number in range(rounds):
        restore()
        original = chance.choice(files)
        file = paths.cache / original.relative_to(sound)
        if _is_text(file) and file not in without:
            file.unlink()
            without[file] = _answers(paths)[0]
            restore()
        content = original.read_bytes()
        change = _flip(file, chance)
        kind = _try(paths, expected, without.get(file))
        original.write_bytes(content)  # a full text is the same file
        outcome.kinds[kind] += 1
        if kind not in ("unread", "repaired", "removed", "reported"):
            outcome.faults.append(f"flip {number} of {file.name}, {change}: {kind}")
    return outcome


def _try(paths: Paths, expected: Answers, without: Answers | None) -> str:
    """What comes of the damage in the cache; `without` are the answers without a damaged full text.

    "unread": no query read it. "repaired": it was reported, and all answers were right. "removed":
    so was a full text, and all answers were right the next time. "reported": a query ended with an
    error, and all answers were right the next time.
    """
    sound = all(check.ok for check in checks(paths) if check.name in ("index", "full texts"))
    if sound and without is None:  # some bits of what zlib packed mean nothing
        return "unknown to doctor"
    try:
        answers, repairs = _answers(paths)
        if repairs and without is not None:
            kind, expected = "removed", without
        elif answers != expected:
            return "wrong although reported" if repairs else "wrong"
        elif not repairs:
            return "unread"
        else:
            kind = "repaired"
    except LibraryError:
        kind = "reported"
    except Exception as error:  # noqa: BLE001  that is what is looked for
        return f"crash: {error!r}"
    again, repairs = _answers(paths, _AGAIN)
    right = all(answer == expected[query] for query, answer in again.items())
    return kind if right and not repairs else f"{kind}, but not for long"


def _answers(paths: Paths, queries: Sequence[str] = _QUERIES) -> tuple[Answers, list[str]]:
    """What the library says to the queries, and what it says of damage."""
    with closing(Library(paths, with_starter=False)) as library:
        library.update_index()
        answers = {query: _answer(library, query.format("2403.00001")) for query in queries}
        if queries is _QUERIES:
            answers["counts"] = library.counts()
        return answers, library.repairs()


def _answer(library: Library, query: str) -> object:
    results = library.search(query)
    rows = results.page(0, len(results))
    scores = [round(results.score(row), 4) for row in rows[:5]]
    passages = library.passages(rows[:5], results, 60) if "text:" in query else {}
    return rows, scores, results.did_you_mean, results.ignored, passages


def _is_text(path: Path | str) -> bool:
    return str(path).endswith(".paper")


def _copy(source: str, target: str) -> None:
    """Copy a file; a full text stays the same one, by which the index knows it."""
    (os.link if _is_text(source) else shutil.copy2)(source, target)


def _flip(path: Path, chance: random.Random) -> str:
    """Change one byte; where, and what to."""
    data = bytearray(path.read_bytes())
    place = chance.randrange(len(data))
    before = data[place]
    data[place] = before ^ chance.randrange(1, 256)
    path.write_bytes(data)
    return f"byte {place}: {before} -> {data[place]}"


def _library(folder: Path, papers: int, chance: random.Random) -> Paths:
    """A library with several segments, deleted documents, marks, and all kinds of values."""
    paths = Paths.under(folder)
    with closing(Library(paths, with_starter=False)) as library:
        made = [_paper(number, chance) for number in range(papers)]
        for start in (0, papers // 2, papers * 3 // 4, papers // 4):  # the last ones come again
            library.add(made[start : start + papers // 2])
        rows = library.search("*").page(0, papers)
        library.mark(rows[::3], Marking(read=True))
        library.mark(rows[::5], Marking(tag="later"))
        cache = Cache(paths.fulltexts, 1 << 30)
        for part in range(4):  # several segments, and few enough that none are merged
            for number in range(part * 8, papers, 32):
                cache.save(f"2403.{number:05}", _text(papers, chance), 0, "", Validators())
            library.update_index()
    return paths


def _words(most: int, chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randrange(1, most)))


def _text(papers: int, chance: random.Random) -> Document:
    """A full text of two sections that cites a few papers."""
    titles = ("Method", f"On {_words(3, chance)}")
    cited = [f"2403.{chance.randrange(papers):05}" for _ in range(3)]
    return Document(
        None, 1, "file", "a title",
        sections=tuple(Section(f"S{at}", 1, str(at), title) for at, title in enumerate(titles)),
        blocks=tuple(
            Block("paragraph", f"S{at}", None, (Text(_words(60, chance)),)) for at in range(2)
        ),
        references=tuple(Reference(f"b{name}", None, name, arxiv=name) for name in cited),
    )  # fmt: skip


def _paper(number: int, chance: random.Random) -> Paper:
    def words(most: int) -> str:
        return _words(most, chance)

    return Paper(
        title=f"Paper {number} {words(6)}",
        abstract=words(40),
        authors=(chance.choice(("Ada Byron", "Ada Lovelace", "Ada Müller")),),
        keywords=(words(3),),
        categories=(chance.choice(("cs.CL", "math.CO")),),
        sources=(chance.choice(("flock.txt", "herd.bib")),),
        arxiv=f"2403.{number:05}",
        published=PartialDate(2024, chance.randrange(1, 13)),
        github=f"https://github.com/byron/wool-{number}" if number % 3 else None,
        upvotes=chance.choice((None, 3, 45, 200)),
        stars=chance.choice((None, 12, 4000)),
    )
