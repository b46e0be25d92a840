"""A personal order, for simulated readers who mark papers of a topic before a day.

A reader's topic is one to three keywords that appear together; keywords are not indexed. The papers
after the day are ranked day by day: nDCG@10, and how many of the topic stand in the first fifth.
"""

import importlib.util
import random
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from finding.data import Corpus, Item
from finding.measures import mean, ndcg
from search import Paper

Scores = dict[str, float]  # by the id of the paper
Rank = Callable[[Sequence[Item]], Scores]
_CUT = 0.6  # share of the days before the day on which a reader is asked


@dataclass(frozen=True)
class Reader:
    """A simulated reader: the papers that would be marked, and those before the day among them."""

    name: str
    relevant: frozenset[str]
    before: tuple[Item, ...]


class Days:
    """The papers by day: those that a reader has seen, and those that are ranked."""

    def __init__(self, papers: Corpus) -> None:
        days = sorted({item.day for item in papers.values()})
        cut = days[int(len(days) * _CUT)]
        self.before = [item for item in papers.values() if item.day < cut]
        later = [item for item in papers.values() if item.day >= cut]
        self.after = [[item for item in later if item.day == day] for day in days if day >= cut]

    def readers(self, most: int) -> Iterator[Reader]:
        """Readers whose topics 20 earlier papers have, and 10 later ones."""
        known = {
            item.id: {word.lower().rstrip("s") for word in item.keywords}
            for item in (*self.before, *(item for day in self.after for item in day))
        }
        counts = Counter(word for some in known.values() for word in some)
        together: dict[str, Counter[str]] = {}
        for some in known.values():
            for word in some:
                together.setdefault(word, Counter()).update(sorted(some - {word}))
        seeds = sorted(word for word, count in counts.items() if 12 <= count <= 150)
        random.Random(17).shuffle(seeds)
        found = 0
        for seed in seeds:
            mates = [m for m, n in together[seed].most_common(2) if n >= 4 and counts[m] <= 150]
            topic = {seed, *mates}
            relevant = frozenset(id_ for id_, some in known.items() if some & topic)
            before = tuple(item for item in self.before if item.id in relevant)
            after = sum(item.id in relevant for day in self.after for item in day)
            if len(before) >= 20 and after >= 10:
                yield Reader("+".join(sorted(topic)), relevant, before)
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


def papers_of(marks: Sequence[Item]) -> list[Paper]:
    """The papers as the library has them."""
    return [item.paper() for item in marks]
