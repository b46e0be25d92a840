"""Other ways to find papers like another: tf-idf of words and of pairs, BM25 of the whole text."""

import importlib.util
from collections.abc import Callable, Iterator

from finding.data import Corpus
from finding.engines import Bm25s

Like = Callable[[str], list[str]]


def likers(papers: Corpus, most: int) -> Iterator[tuple[str, Like]]:
    """Each method that is installed, by its name; the names of the others are printed."""
    if importlib.util.find_spec("sklearn"):
        yield "scikit-learn, tf-idf of words", _tfidf(papers, most, pairs=False)
        yield "scikit-learn, tf-idf of words and pairs", _tfidf(papers, most, pairs=True)
    else:
        print("scikit-learn is skipped: not installed")
    if importlib.util.find_spec("bm25s") and importlib.util.find_spec("Stemmer"):
        index = Bm25s(papers)
        yield "bm25s, whole text", lambda id_: index.like(papers[id_], most)
    else:
        print("bm25s is skipped: not installed")


def _tfidf(papers: Corpus, most: int, *, pairs: bool) -> Like:
    from sklearn.feature_extraction.text import TfidfVectorizer

    ids = list(papers)
    places = {id_: place for place, id_ in enumerate(ids)}
    texts = [f"{item.title} {item.abstract}" for item in papers.values()]
    settings = (
        {"ngram_range": (1, 2), "max_features": 20_000, "max_df": 0.1, "min_df": 5}
        if pairs
        else {"min_df": 2}
    )
    vectorizer = TfidfVectorizer(stop_words="english", sublinear_tf=True, **settings)
    vectors = vectorizer.fit_transform(texts).tocsr()
    across = vectors.T.tocsr()

    def like(id_: str) -> list[str]:
        scores = (vectors[places[id_]] @ across).toarray().ravel()
        return [ids[place] for place in (-scores).argsort(kind="stable")[:most]]

    return like
