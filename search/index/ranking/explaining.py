"""Why a paper has its score: what each word of a query and each bonus adds to it."""

from collections.abc import Callable, Iterator

import numpy as np
from whoosh import query
from whoosh.query import Query

from search.index.matching.evaluate import FILTERS, Evaluation
from search.index.ranking.emphasis import Emphasis
from search.index.ranking.scoring import Bonus
from search.index.ranking.weights import ADJACENT, TITLE_FORM
from search.index.segments.docs import Ids
from search.index.segments.positions import PARTS
from search.index.segments.postings import BASE
from search.index.segments.segment import Segment
from search.model.outcomes.explanation import Reason
from search.model.queries import FullText, Initialed, PhrasePrefix, Spellings

_PARTS = ("title", "abstract", "keywords", "authors")


def explain(
    tree: Query, emphasis: Emphasis, segment: Segment, document: int, evaluation: Evaluation
) -> list[Reason]:
    """What adds to the score of one document, in the order of the query; bonuses come last."""
    ids = np.array([document], np.int64)

    def score(node: Query) -> float:
        is_match = evaluation.documents(node).contains(ids)[0]
        return float(evaluation.score(node, ids)[0]) if is_match else 0.0

    reasons = list(_words(tree, segment, ids, score))
    bonus = Bonus(segment, emphasis)
    words = evaluation.score(tree, ids)
    scores = words.copy()
    if emphasis.titles:
        bonus.add_title(ids, scores)
    if gained := float((scores - words)[0]):
        is_equal = bonus.titles_starting(ids)[1].any() and not emphasis.typing
        what = "the title is the query" if is_equal else "the title begins with the query"
        reasons.append(Reason(what, gained))
    by_pairs = bonus.of_pairs(ids)
    for pair, by_pair in by_pairs.items():
        scores = scores + by_pair
        what = f"{' '.join(pair.terms)}: side by side"
        reasons.append(Reason(what, float(by_pair[0]), f"{ADJACENT} idf"))
    if together := float(bonus.together(by_pairs, ids)[0]):
        scores = scores + together
        having = sum(bool(by_pair[0]) for by_pair in by_pairs.values())
        how = f"{having} of {len(by_pairs)} pairs"
        reasons.append(Reason("side by side as typed", together, how))
    for form, by_form in bonus.of_forms(ids).items():
        scores = scores + by_form
        reasons.append(Reason(f"{form}: in the title", float(by_form[0]), f"{TITLE_FORM} idf"))
    if in_title := float(bonus.of_title(ids)[0]):
        scores = scores + in_title
        idf = sum(segment.statistics.idf(BASE, term.encode()) for term in emphasis.terms)
        reasons.append(Reason("all words in the title", in_title, f"{in_title / idf:.2f} idf"))
    about, least = bonus.of_name(ids)
    if named := float((np.maximum(scores + about, least) - scores)[0]):
        is_about = len(emphasis.name) == 1 and bonus.is_about(emphasis.name, ids)[0]
        what = "about what is also a name" if is_about else "an author of that name"
        reasons.append(Reason(what, named, "as the most for its words"))
    return [reason for reason in reasons if reason.score]


def _words(
    node: Query, segment: Segment, ids: Ids, score: Callable[[Query], float]
) -> Iterator[Reason]:
    match node:
        case query.Not():
            return
        case Spellings():
            total = score(node)
            best = max(node.subqueries, key=score)
            first = node.subqueries[0]
            how = _detail(best, segment, ids)
            if best is not first:
                how = "; ".join(filter(None, (f"spelled {_name(best)}", how)))
            yield Reason(_name(first), total, how)
        case query.And() if not score(node):
            return  # words of a bracket that are not all there
        case query.And() | query.Or():
            for part in node.subqueries:
                for reason in _words(part, segment, ids, score):
                    yield reason._replace(score=reason.score * node.boost)
        case _ if isinstance(node, FILTERS) or not node.is_leaf():
            return
        case _:
            yield Reason(_name(node), score(node), _detail(node, segment, ids))


def _name(leaf: Query) -> str:
    match leaf:
        case FullText():
            return f"full text: {' '.join(_name(each) for each in leaf.tree.leaves())}"
        case PhrasePrefix():
            return f"{' '.join(leaf.words)} {leaf.prefix}*"
        case Initialed():
            return f"{leaf.letter}. {leaf.words[0]}"
        case query.Phrase():
            return " ".join(leaf.words)
        case query.Prefix():
            return f"{leaf.text}*"
        case query.FuzzyTerm():
            return f"{leaf.text}~"
        case query.Term():
            return str(leaf.text)
        case query.And():
            return _name(leaf.subqueries[0])
    worded = [part for part in leaf.children() if not isinstance(part, FILTERS)]
    return " or ".join(map(_name, worded))


def _detail(leaf: Query, segment: Segment, ids: Ids) -> str:
    """The idf of a term, and how often each part of the paper has it."""
    if type(leaf) is not query.Term or leaf.fieldname != BASE:
        return ""
    found = segment.term(leaf.text)
    if found is None or not found.docs.contains(ids)[0]:
        return ""
    place = found.docs.ids.searchsorted(ids)
    positions, _ = found.postings.positions_of(place)
    times = np.histogram(positions, PARTS)[0].tolist()
    parts = [f"{name} {count}" for name, count in zip(_PARTS, times, strict=True) if count]
    idf = segment.statistics.idf(BASE, leaf.text.encode())
    return f"idf {idf:.2f}; {', '.join(parts)}"
