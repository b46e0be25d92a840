"""What is measured of finding: each function prints one table in Markdown."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from math import log
from pathlib import Path

from finding import data as find_data
from finding import foryou as find_foryou
from finding import topics
from finding.data import Corpus, Item, Judged
from finding.engines import Broadsheet, Engine, Fts5, rivals
from finding.measures import average_precision, mean, ndcg, percentile, reciprocal_rank
from finding.queries import Queries, content, known_items, slip, spellings

MOST_KEYS = 60  # keystrokes of a title
DRAWS = 3  # times that a simulated reader marks papers


class Setting:
    """What the command line asked for: where the data is, how much of it, and where to build."""

    def __init__(
        self, data: Path, folder: Path, most: int, every: int, *, tuning: bool, skipped: set[str]
    ) -> None:
        self.data, self.folder = data, folder
        self.most = most  # arXiv records beside the Hugging Face papers
        self.every = every  # of the queries only each so-many-th is asked
        self.tuning = tuning
        self.skipped = skipped

    def part(self) -> Corpus:
        """The papers that are looked for."""
        return find_data.days(self.data, tuning=self.tuning)

    def papers(self) -> Corpus:
        """All papers that are searched."""
        known = find_data.all_days(self.data)
        return {**find_data.arxiv(self.data, self.most), **known} if self.most else known

    def ours(self, name: str, papers: Corpus) -> Broadsheet:
        """Our library of `papers`, kept under a name for the next run."""
        return Broadsheet(self.folder / f"{name}-{len(papers)}", papers)

    def fewer(self, queries: Queries) -> Queries:
        """Every so-many-th query."""
        return {kind: made[:: self.every] for kind, made in queries.items()}


def known(setting: Setting) -> None:
    """Known items: MRR@10 of each kind of query."""
    papers = setting.papers()
    queries = setting.fewer(known_items(setting.part()))
    print(f"known items among {len(papers):,} papers, MRR@10 (any word / as typed)\n")
    _header([f"{kind} ({len(made)})" for kind, made in queries.items()])
    for engine in _engines(setting, papers):
        cells = []
        started = time.perf_counter()
        for made in queries.values():
            scores = [_mrr(ask, made) for ask in (engine.any, engine.typed)]
            cells.append(" / ".join(f"{score:.3f}" for score in scores))
        took = (time.perf_counter() - started) * 500 / sum(map(len, queries.values()))
        _row(engine.name, cells, f"{took:.1f} ms a query")


def spelled(setting: Setting) -> None:
    """Spelling variants: MRR@10 as typed."""
    papers = setting.papers()
    queries = setting.fewer(spellings(setting.part()))
    engines = list(_engines(setting, papers))
    print(f"one name, many spellings, among {len(papers):,} papers, MRR@10 as typed\n")
    _header([engine.name for engine in engines])
    for kind, made in queries.items():
        scores = [f"{_mrr(engine.typed, made):.3f}" for engine in engines]
        _row(f"{kind} ({len(made)})", scores)


def judged(setting: Setting) -> None:
    """Judged collections: nDCG@10 and mean average precision of any word, and as typed."""
    print("collections with judgements, nDCG@10 / MAP\n")
    collections = list(find_data.judged(setting.data))
    _header([f"{each.name}, {how}" for each in collections for how in ("any word", "as typed")])
    cells: dict[str, list[str]] = {}
    for each in collections:
        for engine in _engines(setting, each.papers, each.name.lower()):
            for ask in (engine.any, engine.typed):
                cells.setdefault(engine.name, []).append(_judge(each, ask))
    for name, scores in cells.items():
        _row(name, scores)


def _judge(collection: Judged, ask: Callable[[str, int], list[str]]) -> str:
    gains, precisions = [], []
    for key, query in collection.queries.items():
        relevant = {id_: float(grade) for id_, grade in collection.relevant[key].items()}
        got = ask(" ".join(find_data.re.findall(r"[A-Za-z0-9]+", query.lower())), 1000)
        gains.append(ndcg(got, relevant))
        precisions.append(average_precision(got, relevant))
    return f"{mean(gains):.3f} / {mean(precisions):.3f}"


def typing(setting: Setting) -> None:
    """A title typed letter by letter."""
    papers, part = setting.papers(), setting.part()
    chosen = random.Random(11).sample(sorted(part), min(100, len(part)))
    print(f"titles typed letter by letter among {len(papers):,} papers\n")
    _header([
        "keys until in the top five, median", "90th percentile", "keystrokes that show nothing",
        "titles with such a keystroke", "lost again within 8 keys", "ms a key, median", "95th",
    ])  # fmt: skip
    engines: list[Broadsheet | Fts5] = [setting.ours("blind", papers)]
    if "FTS5" not in setting.skipped:
        engines.append(Fts5(papers))
    for engine in engines:
        typed = [_typed(part[id_], engine.typing) for id_ in chosen]
        needed = [need for need, _, _, _ in typed]
        took = [ms for each in typed for ms in each[3]]
        _row(engine.name, [
            f"{percentile(needed, 0.5):.0f}", f"{percentile(needed, 0.9):.0f}",
            f"{sum(empty for _, empty, _, _ in typed)}",
            f"{mean([empty > 0 for _, empty, _, _ in typed]):.2f}",
            f"{mean([lost > 0 for _, _, lost, _ in typed]):.2f}",
            f"{percentile(took, 0.5):.1f}", f"{percentile(took, 0.95):.1f}",
        ])  # fmt: skip


def _typed(item: Item, ask: Callable[[str, int], list[str]]) -> tuple[int, int, int, list[float]]:
    """Keys until the paper is in the top five, empty lists, losses in the 8 keys after, times."""
    title = item.title.lower()
    first, empty, lost, took = 0, 0, 0, []
    for keys in range(1, min(len(title), MOST_KEYS) + 1):
        started = time.perf_counter()
        got = ask(title[:keys], 5)
        took.append((time.perf_counter() - started) * 1000)
        empty += not got
        if item.id in got:
            first = first or keys
        elif first:
            lost += 1
        if first and keys > first + 8:
            break
    return first or MOST_KEYS + 1, empty, lost, took


def suggesting(setting: Setting) -> None:
    """Did you mean: for single slips, and for correct words that the library lacks."""
    part = setting.part()
    others = find_data.arxiv(setting.data)
    ours = setting.ours("part-tuning" if setting.tuning else "part", part)
    chance = random.Random(11)
    pool = sorted({word for item in part.values() for word in _long(item.title)})
    chance.shuffle(pool)
    right = asked = 0
    wrong: list[tuple[str, str, str | None]] = []
    for word in pool:
        slipped = slip(word, chance)
        if asked == 400:
            break
        if ours.found(slipped):
            continue
        asked += 1
        suggested = ours.suggestion(slipped)
        right += suggested == word
        if suggested != word:
            wrong.append((word, slipped, suggested))
    counts = Counter(word for item in others.values() for word in set(_long(item.title)))
    correct = sorted(word for word, count in counts.items() if count >= 5)
    chance.shuffle(correct)
    lacking, false = 0, []
    for word in correct:
        if lacking == 400:
            break
        if not ours.found(word):
            lacking += 1
            if suggested := ours.suggestion(word):
                false.append((word, suggested))
    known_words = sorted(word for word in pool if ours.found(word))
    offered = [(w, s) for w in chance.sample(known_words, 400) if (s := ours.suggestion(w))]
    print(f"did you mean, in a library of {len(part):,} papers\n")
    _header(["words", "share"])
    _row("right for one slip", [str(asked), f"{right / asked:.3f}"])
    _row("any for a correct word that it lacks", [str(lacking), f"{len(false) / lacking:.3f}"])
    _row("any for a word of its titles", ["400", f"{len(offered) / 400:.3f}"])
    print(f"\nwrong: {wrong[:12]}\nfalse: {false[:12]}\noffered: {offered[:12]}")


def _long(title: str) -> list[str]:
    return [word for word in content(title) if len(word) > 4 and word.isalpha()]


def related(setting: Setting) -> None:
    """Related papers: two rare keywords in common, and the grades of experts."""
    print("papers like another, nDCG@10\n")
    papers = setting.papers() if setting.most else find_data.all_days(setting.data)
    asked = [item for item in setting.part().values() if item.keywords]
    collections = [_by_keywords(papers, asked)]
    cube = find_data.csfcube(setting.data)
    if cube is None:
        print("CSFCube is skipped: it is not in the data folder")
    else:
        collections.append(cube)
    _header([f"{each.name} ({len(each.queries)})" for each in collections])
    cells: dict[str, list[str]] = {}
    for each in collections:
        for name, like in _likers(setting, each):
            scores = [_like(each, key, like) for key in each.queries]
            cells.setdefault(name, []).append(f"{mean(scores):.3f}")
    for name, scores in cells.items():
        _row(name, scores)


def _by_keywords(papers: Corpus, asked: Sequence[Item]) -> Judged:
    """Relevant are papers with rare keywords in common, the gain is the sum of their rarities."""
    known = {
        id_: {word.lower().rstrip("s") for word in item.keywords} for id_, item in papers.items()
    }
    counts = Counter(word for some in known.values() for word in some)
    rare = {id_: {w for w in some if 2 <= counts[w] <= 60} for id_, some in known.items()}
    having: dict[str, list[str]] = {}
    for id_, some in rare.items():
        for word in some:
            having.setdefault(word, []).append(id_)
    relevant: dict[str, dict[str, float]] = {}
    for item in random.Random(3).sample(list(asked), len(asked)):
        shared = Counter(id_ for word in rare[item.id] for id_ in having[word] if id_ != item.id)
        if sum(count > 1 for count in shared.values()) >= 3 and len(rare[item.id]) >= 4:
            relevant[item.id] = {
                id_: sum(log(len(papers) / counts[w]) for w in rare[item.id] & rare[id_])
                for id_ in shared
            }
        if len(relevant) == 300:
            break
    queries = {id_: id_ for id_ in relevant}
    return Judged("rare keywords", papers, queries, relevant)  # type: ignore[arg-type]  # weights, no whole grades


def _like(collection: Judged, key: str, like: Callable[[str], list[str]]) -> float:
    gains = collection.relevant[key]
    graded = collection.name == "CSFCube"
    got = [id_ for id_ in like(collection.queries[key]) if id_ != key]
    if graded:  # only what was judged is ranked
        got = [id_ for id_ in got if id_ in gains]
        return ndcg(got, {id_: 2.0**grade - 1 for id_, grade in gains.items()})
    return ndcg(got, {id_: float(gain) for id_, gain in gains.items()})


def _likers(setting: Setting, each: Judged) -> Iterator[tuple[str, Callable[[str], list[str]]]]:
    from finding.related import likers

    name = "csfcube" if each.name == "CSFCube" else "blind"
    ours = setting.ours(name, each.papers)
    most = 5000 if each.name == "CSFCube" else 11
    yield "Broadsheet", lambda id_: ours.like(id_, most)
    yield from likers(each.papers, most)


def foryou(setting: Setting) -> None:
    """A personal order, for simulated readers with so many marks; of arXiv with --papers."""
    papers = find_data.all_days(setting.data)
    days = find_foryou.Days(papers)
    readers = list(days.readers(topics.by_keywords(papers), 40))[0 if setting.tuning else 1 :: 2]
    methods: list[tuple[str, find_foryou.Rank]] = [
        ("by date", find_foryou.by_date(days)),
        ("by upvotes", find_foryou.by_upvotes(days)),
        ("Broadsheet", setting.ours("blind", papers).interest),
        *find_foryou.rivals(days),
    ]
    wrong = [(3, 0.0), (5, 0.0), (10, 0.0), (20, 0.0), (5, 0.2), (20, 0.2)]
    _personal("keywords", days, readers, methods, wrong, DRAWS)
    _small_interests(days, readers, methods)
    if not setting.most:
        return
    papers = find_data.arxiv(setting.data, setting.most)
    days = find_foryou.Days(papers, 0.85, 250)
    methods = [
        ("by date", find_foryou.by_date(days)),
        ("Broadsheet", setting.ours("arxiv", papers).interest),
        *list(find_foryou.rivals(days))[1:],  # LinearSVC takes seconds for each reader
    ]
    for kind, found in (
        ("two categories", topics.by_categories(papers)),
        ("authors", topics.by_authors(papers)),
    ):
        print()
        readers = list(days.readers(found, 48))[0 if setting.tuning else 1 :: 2]
        _personal(kind, days, readers, methods, wrong[:4], 1)


def _personal(
    kind: str,
    days: find_foryou.Days,
    readers: Sequence[find_foryou.Reader],
    methods: Sequence[tuple[str, find_foryou.Rank]],
    columns: Sequence[tuple[int, float]],
    draws: int,
) -> None:
    """A column for each number of marks, with the share of them that is wrong."""
    print(
        f"for you, {len(readers)} simulated readers of {kind}, {draws} draws of marks each,"
        " nDCG@10 / in the first fifth of the day\n"
    )
    _header([f"{count}, a fifth wrong" if wrong else f"marks: {count}" for count, wrong in columns])
    for name, rank in methods:
        cells = []
        for count, wrong in columns:
            judged = [
                find_foryou.judge(
                    days, reader, rank(find_foryou.marked(reader, days, count, wrong, draw))
                )
                for reader in readers
                for draw in range(draws)
            ]
            cells.append(" / ".join(f"{mean(column):.3f}" for column in zip(*judged, strict=True)))
        _row(name, cells)


def _small_interests(
    days: find_foryou.Days,
    readers: Sequence[find_foryou.Reader],
    methods: Sequence[tuple[str, find_foryou.Rank]],
) -> None:
    """Readers of two topics, with 20 and 5 marks, and with 5 and 3."""
    pairs = [
        (one, other)
        for one, other in zip(readers, [*readers[1:], *readers[:1]], strict=True)
        if len(one.relevant & other.relevant) < 0.2 * min(len(one.relevant), len(other.relevant))
    ]
    names = ["both, nDCG@10", "the large one in the first fifth", "the small one"]
    for large, small in ((20, 5), (5, 3)):
        print(
            f"\nreaders of two topics, {large} and {small} marks,"
            f" {len(pairs)} pairs who mark {DRAWS} times\n"
        )
        _header([*names, "papers of the small one in the first 20 of all days", "none of them"])
        for name, rank in methods:
            judged = [
                find_foryou.judge_two(days, one, other, rank, (large, small), draw)
                for one, other in pairs
                for draw in range(DRAWS)
            ]
            _row(name, [f"{mean(column):.3f}" for column in zip(*judged, strict=True)])


def _engines(setting: Setting, papers: Corpus, name: str = "blind") -> Iterator[Engine]:
    yield setting.ours(name, papers)
    yield from rivals(papers, skipped=setting.skipped)


def _mrr(ask: Callable[[str], list[str]], queries: Sequence[tuple[str, str]]) -> float:
    return mean([reciprocal_rank(ask(query), id_) for id_, query in queries])


def _header(names: Sequence[str]) -> None:
    print(f"| | {' | '.join(names)} |\n|---|{'---|' * len(names)}", flush=True)


def _row(name: str, cells: Sequence[str], note: str = "") -> None:
    print(f"| {name} | {' | '.join(cells)} |{f' {note}' if note else ''}", flush=True)
