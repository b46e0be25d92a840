"""A personal order, for simulated readers who mark papers of a topic before a day.

topics.py has the topics. The papers after the day are ranked day by day: nDCG@10, and how many of
the topic stand in the first fifth.
"""

import importlib.util
import random
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from finding.data import Corpus, Item
from finding.measures import mean, ndcg
from finding.topics import Topic

Scores = dict[str, float]  # by the id of the paper
Rank = Callable[[Sequence[Item]], Scores]


@dataclass(frozen=True)
class Reader:
    """A simulated reader: the papers that would be marked, and those before the day among them."""

    name: str
    relevant: frozenset[str]
    before: tuple[Item, ...]


class Days:
    """The papers by day: those that a reader has seen, and those that are ranked."""

    def __init__(self, papers: Corpus, cut: float = 0.6, most: int | None = None) -> None:
        """A share `cut` of the days has been seen; of the others the first `most` are ranked."""
        days = sorted({item.day for item in papers.values()})
        first = int(len(days) * cut)
        later: dict[str, list[Item]] = {day: [] for day in days[first:][:most]}
        for item in papers.values():
            later.get(item.day, []).append(item)
        self.before = [item for item in papers.values() if item.day < days[first]]
        self.after = list(later.values())

    def readers(self, topics: Iterable[Topic], most: int) -> Iterator[Reader]:
        """Readers of topics that 20 earlier papers have, and 10 later ones."""
        later = {item.id for day in self.after for item in day}
        found = 0
        for name, relevant in topics:
            before = tuple(item for item in self.before if item.id in relevant)
            if len(before) >= 20 and len(relevant & later) >= 10:
                yield Reader(name, relevant, before)
                found += 1
            if found == most:
                return


def judge(days: Days, reader: Reader, scores: Scores) -> tuple[float, float]:
    """nDCG@10 of the mean day, and the share of the topic in the first fifth of its day."""
    gains, first, total = [], 0, 0
    for day in days.after:
        relevant = {item.id: 1.0 for item in day if item.id in reader.relevant}
        if not relevant or len(day) < 10:
            continue
        order = sorted(day, key=lambda item: -scores.get(item.id, 0.0))
        ids = [item.id for item in order]
        gains.append(ndcg(ids, relevant))
        first += sum(id_ in relevant for id_ in ids[: max(1, round(len(day) / 5))])
        total += len(relevant)
    return mean(gains), first / max(total, 1)


def by_date(days: Days) -> Rank:
    """The newest first; it knows nothing of a reader."""
    later = [item for day in days.after for item in day]
    order = sorted(later, key=lambda item: item.published)
    return lambda _: {item.id: float(place) for place, item in enumerate(order)}


def by_upvotes(days: Days) -> Rank:
    """The most upvoted first."""
    return lambda _: {item.id: float(item.upvotes) for day in days.after for item in day}


def rivals(days: Days) -> Iterator[tuple[str, Rank]]:
    """arxiv-sanity-lite's method and Rocchio's, where scikit-learn is installed."""
    if importlib.util.find_spec("sklearn") is None:
        print("scikit-learn is skipped: not installed")
        return
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.svm import LinearSVC

    later = [item for day in days.after for item in day]
    everything = [*days.before, *later]
    texts = [f"{item.title} {item.abstract} {' '.join(item.authors)}" for item in everything]
    vectors = TfidfVectorizer(
        strip_accents="unicode", stop_words="english", ngram_range=(1, 2), max_features=20_000,
        token_pattern=r"(?u)\b[a-zA-Z_][a-zA-Z0-9_]+\b", sublinear_tf=True, max_df=0.1, min_df=5,
    ).fit_transform(texts).tocsr()  # fmt: skip
    places = {item.id: place for place, item in enumerate(everything)}
    start = len(days.before)

    def svm(marks: Sequence[Item]) -> Scores:
        marked = {item.id for item in marks}
        labels = [item.id in marked for item in days.before]
        model = LinearSVC(class_weight="balanced", max_iter=10_000, tol=1e-4, C=0.01)
        model.fit(vectors[:start], labels)
        decided = model.decision_function(vectors[start:])
        return {item.id: float(score) for item, score in zip(later, decided, strict=True)}

    def rocchio(marks: Sequence[Item]) -> Scores:
        chosen = [places[item.id] for item in marks]
        mean_of_all = vectors[:start].mean(axis=0).A1
        wanted = vectors[chosen].mean(axis=0).A1 - 0.5 * mean_of_all
        scores = vectors[start:] @ wanted
        return {item.id: float(score) for item, score in zip(later, scores, strict=True)}

    yield "LinearSVC, words and pairs", svm
    yield "Rocchio, words and pairs", rocchio


def marked(reader: Reader, days: Days, count: int, wrong: float = 0.0, draw: int = 0) -> list[Item]:
    """So many marks of a reader, a share of them wrong; another draw has others.

    They are the same in every run.
    """
    chance = random.Random(f"{reader.name} {count} {draw}")
    marks = chance.sample(reader.before, count)
    others = [item for item in days.before if item.id not in reader.relevant]
    errors = round(count * wrong)
    return [*marks[: count - errors], *chance.sample(others, errors)]


def judge_two(
    days: Days,
    large: Reader,
    small: Reader,
    rank: Rank,
    counts: tuple[int, int],
    draw: int,
) -> tuple[float, ...]:
    """A reader of two topics: nDCG@10 of both, the share of each in the first fifth of its day.

    Then how many papers of the small one are in the first 20 of all days, and 1 if none is.
    """
    both = Reader("", large.relevant | small.relevant, ())
    alone = Reader("", small.relevant - large.relevant, ())
    marks = [
        item
        for reader, count in zip((large, small), counts, strict=True)
        for item in marked(reader, days, count, draw=draw)
    ]
    scores = rank(list({item.id: item for item in marks}.values()))
    found = [judge(days, each, scores) for each in (both, large, alone)]
    later = [item.id for day in days.after for item in day]
    first = sorted(later, key=lambda id_: -scores.get(id_, 0.0))[:20]
    count = sum(id_ in alone.relevant for id_ in first)
    return found[0][0], found[1][1], found[2][1], float(count), float(count == 0)
