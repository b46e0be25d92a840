"""The ranking is the one that docs/ranking.md describes: worked out here word by word."""

from collections import Counter
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from math import log
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import examples
from whoosh.query import And, Query

from search.index import Index, schema
from search.model.filters import Is
from search.model.paper import Paper
from search.query import parse

K1 = 1.6
PARTS = {"title": (8, 0.5, 8), "body": (1, 0.6, 100), "keywords": (3, 0.5, 8), "names": (5, 0.3, 8)}
STOP = {"the", "of"}
STEMS = {"fishes": "fish", "salted": "salt"}
WORDS = ["fish", "fowl", "meat", "salt", "pepper", "the", "of", *STEMS]
SCHEMA = schema()

texts = st.lists(st.sampled_from(WORDS), max_size=8).map(" ".join)
papers = st.builds(
    lambda title, body, keyword, *names: Paper(
        title=f"{title} paper", abstract=body or None,
        keywords=(keyword,) if keyword else (), authors=tuple(filter(None, names)),
    ),
    texts, texts, texts, texts, texts,
)  # fmt: skip


def parts(paper: Paper) -> dict[str, list[str]]:
    return {
        "title": stemmed(paper.title.split()),
        "body": stemmed((paper.abstract or "").split()),
        "keywords": stemmed(" ".join(paper.keywords).split()),
        "names": stemmed(" ".join(paper.authors).split()),
    }


def stemmed(words: list[str]) -> list[str]:
    return [STEMS.get(word, word) for word in words]


def idf(word: str, among: list[Paper]) -> float:
    having = sum(any(word in text for text in parts(paper).values()) for paper in among)
    return log(1 + (len(among) - having + 0.5) / (having + 0.5))


def of_word(word: str, paper: Paper, among: list[Paper]) -> float:
    weight = 0.0
    for name, text in parts(paper).items():
        part_weight, b, typical = PARTS[name]
        length = sum(each not in STOP for each in text)
        weight += part_weight * text.count(word) / (1 - b + b * length / typical)
    return idf(word, among) * weight * (K1 + 1) / (weight + K1)


def expected(typed: list[str], paper: Paper, among: list[Paper]) -> float:
    query, title, text_of = stemmed(typed), paper.title.split(), parts(paper)
    asked = [word for word in query if word not in STOP] or query
    counts = Counter(asked)
    score = sum(9 * n / (8 + n) * of_word(word, paper, among) for word, n in counts.items())
    telling = [place for place, word in enumerate(query) if word not in STOP]
    pairs = {tuple(query[first : second + 1]) for first, second in pairwise(telling)}
    lower = {
        pair: min(idf(pair[0], among), idf(pair[-1], among))
        for pair in pairs
        if pair[0] != pair[-1]
    }
    names = [stemmed(name.split()) for name in paper.authors]
    together: list[float] = []
    for pair, least in lower.items():
        stretches = [text_of["title"], text_of["body"], text_of["keywords"], *names]
        times = sum(times_in(pair, text) for text in stretches)
        score += 0.35 * least * times * (K1 + 1) / (times + K1)
        together += [least] * (times > 0)
    score += 3 * sum(together) * (max(len(together) - 1, 0) / max(len(lower), 1)) ** 2
    score += sum(
        0.25 * idf(STEMS[word], among) for word in STEMS if word in typed and word in title
    )
    distinct = [word for word in dict.fromkeys(query) if word not in STOP]
    if len(distinct) > 1 and set(distinct) <= set(text_of["title"]):
        places = [text_of["title"].index(word) for word in distinct]
        early = min(1, (len(places) + 1) / (max(places) + 1)) if sorted(places) == places else 0
        score += (1 + 0.25 * early) * sum(idf(word, among) for word in distinct)
    if title[: len(typed)] == typed:
        whole = 1 + (title == typed)
        score += whole * 0.5 * sum(idf(word, among) for word in counts if word not in STOP)
    if is_name(query, among):
        words = sum(idf(word, among) for word in query)
        most = (K1 + 1) * (words + 0.35 * sum(lower.values())) + (1.25 * words if query[1:] else 0)
        most += 3 * sum(lower.values()) * (max(len(lower) - 1, 0) / max(len(lower), 1)) ** 2
        same = {typed[0], query[0], f"{query[0]}es"}
        others = any(word not in same for word in title if STEMS.get(word) == query[0])
        about = query[0] in [*text_of["title"], *text_of["keywords"]]
        if len(query) == 1 and about and not others:
            score += most
        orders = [query, query[::-1]] if len(query) == 2 else [query]
        if any(times_in(order, name) for order in orders for name in names):
            score = max(score, most)
    return score


def times_in(sequence: Sequence[str], text: list[str]) -> int:
    size = len(sequence)
    return sum(text[at : at + size] == list(sequence) for at in range(len(text) - size + 1))


def is_name(query: list[str], among: list[Paper]) -> bool:
    if set(query) & STOP:
        return False
    named = sum(query[0] in parts(paper)["names"] for paper in among)
    having = sum(any(query[0] in text for text in parts(paper).values()) for paper in among)
    return len(query) > 1 or named * 2 > having


def all_papers(_: Query) -> np.ndarray:
    return np.ones(20, bool)


@examples(80)
@given(
    st.lists(papers, min_size=1, max_size=8),
    st.lists(papers, max_size=4),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4),
)
def test_papers_score_as_the_formula_says(
    first: list[Paper], second: list[Paper], query: list[str]
) -> None:
    among = [*first, *second]
    asked = set(stemmed([word for word in query if word not in STOP] or query))
    parsed = parse(" ".join(query), SCHEMA, date(2024, 6, 15))
    with TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index", "mine")
        index.add(enumerate(first, start=1), [], 1)
        index.add(enumerate(second, start=1 + len(first)), [], 2)
        wanted = index.emphasis(parsed.plain, half_typed=False, typing=False)
        tree = index.with_spellings(parsed.tree, parsed.text)
        found = index.search(tree, all_papers, wanted=wanted)
        for row, score in zip(found.rows.tolist(), found.scores.tolist(), strict=True):
            reasons = index.explain(tree, wanted, row, all_papers)
            assert sum(reason.score for reason in reasons) == pytest.approx(score, rel=1e-3)
        some = parsed.partial and index.search(
            index.with_spellings(parsed.partial, parsed.text), all_papers, wanted=wanted
        )
    for hits, enough in ((found, len(asked)), (some, 1)):
        if hits is None:
            continue
        scores = {
            row: expected(query, paper, among)
            for row, paper in enumerate(among, start=1)
            if sum(any(w in text for text in parts(paper).values()) for w in asked) >= enough
        }
        assert sorted(hits.rows.tolist()) == sorted(scores)
        np.testing.assert_allclose(
            hits.scores, [scores[row] for row in hits.rows.tolist()], rtol=1e-3, atol=1e-4
        )


def ranked(papers: list[Paper], query: str, *, typing: bool = False) -> list[str]:
    """The titles that a query finds, the best first."""
    parsed = parse(query, SCHEMA, date(2024, 6, 15), typing=typing)
    with TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index", "mine")
        index.add(enumerate(papers), [], 1)
        hits = index.search(
            index.with_spellings(parsed.tree, parsed.text),
            all_papers,
            wanted=index.emphasis(parsed.plain, half_typed=parsed.half_typed, typing=typing),
        )
        order = hits.by_score(np.arange(len(papers)))
        return [papers[row].title for row in order.page(0, len(papers))]


def explained(papers: list[Paper], query: str, row: int) -> list[str]:
    """What adds to the score of the paper in a row."""
    with TemporaryDirectory() as folder:
        index = Index(Path(folder) / "index", "mine")
        index.add(enumerate(papers), [], 1)
        wanted = index.emphasis(query, half_typed=False, typing=False)
        tree = index.with_spellings(parse(query, SCHEMA, date(2024, 6, 15)).tree, query)
        return [reason.what for reason in index.explain(tree, wanted, row, all_papers)]


NAMES = [
    ("black-box attacks", "black-box", ["blackbox", "black box", "Black-Box", "BlackBox"]),
    ("blackbox attacks", "blackbox", ["black-box", "black box", "BlackBox"]),
    ("black box attacks", "black box", ["black-box", "blackbox", "BlackBox"]),
    ("Scores on WildBench", "WildBench", ["wild bench", "wild-bench", "wildbench"]),
    ("GPT-4 in the wild", "GPT-4", ["gpt4", "gpt 4", "GPT4"]),
    ("The GPT4 report", "GPT4", ["gpt-4", "gpt 4"]),
    ("A zero-shot model", "zero-shot", ["zeroshot", "zero shot"]),
    ("Qwen2.5 in the wild", "Qwen2.5", ["qwen 2.5", "qwen-2.5", "qwen2"]),
    ("LLaMA-2-7B speaks", "LLaMA-2-7B", ["llama2", "llama-2 7b", "llama 2"]),
    ("A letter to Müller", "Müller", ["mueller", "muller", "MÜLLER"]),
    ("A letter to Mueller", "Mueller", ["müller"]),
    ("Straße und Gleis", "Straße", ["strasse"]),
    ("Programming in C++", "C++", ["c++", "C++"]),
    ("Programming in C#", "C#", ["c#"]),
    ("Programming in F#", "F#", ["f#"]),
    ("UNet++ segments", "UNet++", ["unet++", "unet"]),
    ("Graph colouring", "colouring", ["coloring", "graph coloring", "graph-coloring"]),
    ("Generalized optimization", "generalized", ["generalised", "generalised optimisation"]),
    ("Eigenvalues of matrices", "matrices", ["matrix", "eigenvalue of a matrix"]),
    ("A typed λ-calculus", "λ-calculus", ["lambda calculus", "lambda-calculus"]),
    ("Lambda calculus", "lambda calculus", ["λ-calculus", "λ calculus"]),
    ("On word2vec", "word2vec", ["word to vec", "Word2Vec"]),
    ("Text-to-video models", "text to video", ["text2video", "text-to-video"]),
    ("हिन्दी में लेख", "हिन्दी", ["हिन्दी"]),
    ("كِتَابٌ جديد", "كِتَابٌ", ["كتاب"]),
    ("סֵפֶר חדש", "סֵפֶר", ["ספר"]),
]


@pytest.mark.parametrize(("title", "written", "typed"), NAMES)
def test_a_name_is_found_however_it_is_spelled(title: str, written: str, typed: list[str]) -> None:
    common = [Paper(title=f"Nothing else {n}: a box is black at zero, a bench") for n in range(9)]
    for query in [written, *typed]:
        assert ranked([*common, Paper(title=title)], query)[:1] == [title], query


@pytest.mark.parametrize(
    ("title", "query"),
    [
        ("Programming in C", "c++"),
        ("A note in F", "f#"),
        ("It is us", "US"),
        ("It is us", "IT"),
        ("किताब", "का"),
        ("Segments by UNet", "unet++ -unet"),
        ("Programming in J", "j#"),
        ("Programming in C", "c++ programming"),
        ("A tour of the world", "tor"),
        ("Filling a cup", "filing"),
    ],
)
def test_what_only_looks_alike_is_not_found(title: str, query: str) -> None:
    other = Paper(title="C++, F# and US IT: UNet++ का")
    assert title not in ranked([Paper(title=title), other], query)


@pytest.mark.parametrize(
    ("query", "spellings"),
    [
        ("fine-tuning", ["On fine-tuning", "On finetuning"]),
        ("finetuning", ["On finetuning", "On fine tuning"]),
        ("GPT4", ["On GPT4", "On GPT 4"]),
        ("müller", ["On Müller", "On Mueller"]),
        ("behavior", ["On behavior", "On behaviour"]),
        ("k-means++", ["On k-means++", "On k-means"]),
        ("behaviour", ["On behaviour", "On behavior"]),
    ],
)
def test_as_written_ranks_above_as_varied(query: str, spellings: list[str]) -> None:
    papers = [Paper(title=title) for title in reversed(spellings)]
    common = [Paper(title=f"Fine number {n}", abstract="A tuning for a GPT.") for n in range(9)]
    assert ranked([*papers, *common], query) == spellings


def test_a_title_with_the_word_as_typed_ranks_above_others_of_its_stem() -> None:
    papers = [Paper(title="Fast transforms"), Paper(title="A transformer")]
    assert ranked(papers, "transformer") == ["A transformer", "Fast transforms"]


def test_a_phrase_in_quotes_is_taken_as_written() -> None:
    papers = [Paper(title="On finetuning"), Paper(title="On fine-tuning")]
    assert ranked(papers, '"fine tuning"') == ["On fine-tuning"]
    assert ranked([Paper(title="To be or not to be")], '"be or not to"') == ["To be or not to be"]
    assert ranked([Paper(title="State of an art")], '"state of the art"') == []


def test_an_author_ranks_above_those_who_are_cited() -> None:
    papers = [
        Paper(title="A survey", abstract="We thank Ada Hinton for Hinton diagrams. " * 3),
        Paper(title="Capsules", abstract="A long text of words. " * 30, authors=("Ada Hinton",)),
    ]
    papers += [Paper(title=f"A note {n}", authors=("Ada Hinton",)) for n in range(3)]
    papers.append(Paper(title="E", authors=("Fi Wu", "Ada E. Hinton")))
    papers.append(Paper(title="Last", abstract="Ada Hinton", authors=("B Fi", "Ada Hinton")))
    for query in ("hinton", "ada hinton"):
        titles = [paper.title for paper in papers if paper.authors]  # all alike: as they stand
        assert ranked(papers, query) == [*titles, "A survey"]


def test_a_family_name_may_come_first_and_both_words_are_of_one_author() -> None:
    papers = [
        Paper(title="By two", authors=("Ren Wu", "Ada Fi")),
        Paper(title="By one", abstract="A long text of words. " * 30, authors=("Ada Wu", "Ren Fi")),
    ]
    for query in ("ada wu", "wu ada"):
        assert ranked(papers, query) == ["By one", "By two"]
    assert ranked(papers, 'author:"wu ada"') == []
    assert ranked(papers, 'author:"ada wu"') == ["By one"]


def test_initials_stand_for_given_names() -> None:
    papers = [
        Paper(title="Cited", abstract="J. Ada D. E. Wu. " * 9),
        Paper(title="Jo", abstract="A long text of words. " * 30, authors=("Ren Fi", "Jo Wu")),
        Paper(title="Dora", authors=("Dora E. Wu",)),
        Paper(title="Short", authors=("J. Wu",)),
        Paper(title="Ada", authors=("Ada Wu", "Jo Fi")),
        Paper(title="Two", authors=("Jo Fi", "Wu Ren")),
    ]
    for query in ("J. Wu", "wu j", "Wu, J."):
        assert ranked(papers, query) == ["Jo", "Short", "Cited", "Two"][:3], query
    for query in ("D. E. Wu", "Wu, D.E.", "d wu"):
        assert ranked(papers, query)[0] == "Dora", query
    assert ranked(papers, "ada e. wu") == ["Ada", "Cited"]
    assert ranked(papers, "A. Wu")[0] == "Ada"
    assert ranked(papers, "j wu ada")[-1] == "Cited"
    assert explained(papers, "J. Wu", 1)[-1] == "an author of that name"
    hyphened = [Paper(title="Two names", authors=("Jean-Luc Ben-Wu", "Sam O'Wu"))]
    for query in ("J. Ben-Wu", "Ben-Wu, J.-L.", "J.-L. Ben-Wu", "S. O'Wu"):
        assert ranked([*papers, *hyphened], query)[:1] == ["Two names"], query


def test_papers_about_a_name_stand_above_those_of_its_bearers() -> None:
    papers = [
        *(Paper(title=f"By one of that name {n}", authors=("Zhe Gan",)) for n in range(4)),
        Paper(title="Named in passing", abstract="Here is a GAN. " + "A long text of words. " * 30),
        Paper(title="Of a subject", abstract="A long text of words. " * 30, keywords=("GANs",)),
        Paper(title="A long title that names a GAN", abstract="A long text of words. " * 30),
    ]
    about = ["A long title that names a GAN", "Of a subject"]
    assert ranked(papers, "gan")[:3] == [*about, "By one of that name 0"]
    assert ranked(papers, "GAN")[:3] == [*about, "Named in passing"]
    assert explained(papers, "gan", len(papers) - 1)[-1] == "about what is also a name"
    assert explained(papers, "gan", 0)[-1] == "an author of that name"


def test_a_word_with_the_stem_of_a_name_is_not_that_name() -> None:
    papers = [
        *(Paper(title=f"By one of that name {n}", authors=("Zhe Lai",)) for n in range(4)),
        Paper(title="Laying the ground"),
        Paper(title="On a theorem of Lai"),
    ]
    assert ranked(papers, "lai") == ["On a theorem of Lai", *(p.title for p in papers[:5])]


def test_two_common_words_that_are_seldom_written_as_one_count_no_more_so() -> None:
    papers = [
        *(Paper(title=f"Video generation {n}") for n in range(30)),
        Paper(title="A note", abstract="For a video-generation model. " * 9),
    ]
    assert ranked(papers, "video generation")[-1] == "A note"


def test_letters_that_are_words_each_are_no_one_word() -> None:
    assert ranked([Paper(title="羊"), Paper(title="毛"), Paper(title="羊毛")], "羊 毛") == ["羊毛"]


def test_titles_with_all_words_stand_first() -> None:
    papers = [
        Paper(title="Space", abstract="Reasoning on space, reasoning on space. " * 9),
        Paper(title="Some space for many words of a long title and for reasoning in the world"),
        *(Paper(title=f"On reasoning {n}") for n in range(9)),
    ]
    assert ranked(papers, "reasoning space") == [papers[1].title, "Space"]


def test_a_lone_underscore_is_no_word() -> None:
    assert ranked([Paper(title="A set x _ y"), Paper(title="Nothing")], "x _ y") == ["A set x _ y"]


def test_a_title_that_begins_with_all_words_in_their_order_stands_first() -> None:
    papers = [
        Paper(title="Space for reasoning", abstract="Much reasoning of a space."),
        Paper(title="Reasoning in space"),
        *(Paper(title=f"On reasoning {n}") for n in range(9)),
    ]
    assert ranked(papers, "reasoning space")[0] == "Reasoning in space"


def test_words_side_by_side_as_typed_say_more_the_more_of_them_there_are() -> None:
    papers = [
        Paper(title="Red wolf and hare", abstract="A grey hare, a white deer, a red wolf."),
        Paper(title="Animals", abstract="A red deer, a grey wolf and a white hare."),
    ]
    assert ranked(papers, "red deer grey wolf white hare")[0] == "Animals"
    assert "side by side as typed" in explained(papers, "red deer grey wolf white hare", 1)


def test_words_joined_by_or_rank_by_the_same_bonuses() -> None:
    papers = [Paper(title="Salt, or fish"), Paper(title="Fresh salt fish"), Paper(title="Salt")]
    assert ranked(papers, "salt OR fish")[0] == "Fresh salt fish"
    assert ranked(papers, "(salt OR fish) OR fresh")[0] == "Fresh salt fish"


@pytest.mark.parametrize("query", ["fish OR meat", "(salt fish) OR fowl", '"salt pepper" OR meat'])
def test_a_filter_changes_no_score(query: str, tmp_path: Path) -> None:
    chance = Random(1)
    index = Index(tmp_path / "index", "mine")
    titles = (" ".join(chance.choices(WORDS, k=6)) for _ in range(200))
    index.add(((row, Paper(title=title)) for row, title in enumerate(titles)), [], 1)
    tree = parse(query, SCHEMA, date(2024, 6, 15)).tree
    wanted = index.emphasis(query.replace(" OR", ""), half_typed=False, typing=False)
    hits = index.search(tree, all_papers, wanted=wanted)
    marked = np.isin(np.arange(200), hits.rows[::40])
    few = index.search(And([tree, Is("read")]), lambda _: marked, wanted=wanted)
    assert few.total > 2
    assert {row: few.score(row) for row in few.rows} == {row: hits.score(row) for row in few.rows}


def test_stop_words_between_two_words_count_where_they_are_side_by_side() -> None:
    papers = [
        Paper(title="An image of a text", abstract="Text, image. " * 9),
        Paper(title="Text-to-image models"),
    ]
    assert ranked(papers, "text to image")[0] == "Text-to-image models"


def test_a_name_with_an_umlaut_is_another_one() -> None:
    codes = [Paper(title=f"Reed-Muller codes {n}", abstract="Muller, Muller") for n in range(4)]
    long = Paper(title="Sheep", abstract="Wool. " * 90, authors=("A B", "C D", "E F", "Jo Müller"))
    assert ranked([*codes, long], "müller")[0] == "Sheep"
    assert ranked([*codes, long], "muller")[-1] == "Sheep"


def test_two_words_are_side_by_side_where_they_are_written_as_one() -> None:
    papers = [
        Paper(title="A note", abstract="Qwen is 2.5 times as good"),
        Paper(title="Qwen2.5 Technical Report", abstract="Here is Qwen2.5. " * 3),
        *(Paper(title=f"Nothing else {n}") for n in range(9)),
    ]
    assert ranked(papers, "qwen 2.5")[0] == "Qwen2.5 Technical Report"


@pytest.mark.parametrize("query", ["P=NP", "sheep counting", "sheep"])
def test_a_title_that_is_the_query_comes_first(query: str) -> None:
    longer = [
        Paper(title=f"{query} and its friends, {query}", abstract=f"{query}, {query}, {query}"),
        Paper(title=f"{query}: {query} again and again"),
    ]
    assert ranked([*longer, Paper(title=query)], query)[0] == query


def test_a_title_that_begins_so_comes_first_while_it_is_typed() -> None:
    papers = [
        Paper(title="A video on VID", abstract="vid " * 9),
        Paper(title="Videos of birds", abstract="A long text of words. " * 30),
        Paper(title="A bird video"),
    ]
    assert ranked(papers, "vid", typing=True)[0] == "Videos of birds"
    assert ranked(papers, "a bird v", typing=True)[0] == "A bird video"


def test_the_word_itself_stands_above_what_begins_so() -> None:
    papers = [Paper(title="On samples and sampling"), Paper(title="Trained by SAM alone")]
    assert ranked(papers, "sam", typing=True) == ["Trained by SAM alone", "On samples and sampling"]


@pytest.mark.parametrize(
    ("title", "typed"),
    [("Text-to-video models", "text2v"), ("On a black box", "blackbox"), ("By one", "d. e. wu")],
)
def test_a_half_typed_word_finds_its_other_spellings(title: str, typed: str) -> None:
    common = [Paper(title=f"A text, black {n}", abstract="Videos of a box.") for n in range(9)]
    papers = [*common, Paper(title=title, authors=("Dora Wu",))]
    assert ranked(papers, typed, typing=True) == [title]


@pytest.mark.parametrize("keys", range(1, len("Skyfall-GS: 3D from the sky") + 1))
def test_no_key_on_the_way_to_a_title_empties_the_list(keys: int) -> None:
    title = "Skyfall-GS: 3D from the sky"
    papers = [Paper(title=title), Paper(title="A gsx of skyfalls"), Paper(title="Skyfall at night")]
    assert title in ranked(papers, title[:keys].lower(), typing=True)
