"""What each form of the query language means."""

from datetime import date

import pytest
from whoosh.query import And, Every, FuzzyTerm, Not, Or, Phrase, Prefix, Query, Term

from search.index.terms.schema import schema
from search.model.filters import Between, Has, Is, Leaf, Named, Noted, Tagged
from search.query import Parsed, Sort, parse

TODAY = date(2024, 6, 15)
SCHEMA = schema()


def read(text: str, *, typing: bool = False) -> Parsed:
    return parse(text, SCHEMA, TODAY, typing=typing)


def word(text: str, field: str = "text") -> Term:
    return Term(field, text)


def days(column: str, low: date | None, high: date | None) -> Between:
    return Between(column, low and low.toordinal(), high and high.toordinal())


def but(part: Query) -> And:
    return And([Every(), Not(part)])


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("curriculum training", And([word("curriculum"), word("train")])),
        ("(cat)-training", And([word("cat"), word("train")])),
        ("Müller Łukasz", And([word("muller"), word("lukasz")])),
        ("cat cat", Term("text", "cat", boost=1.8)),
        ("cat OR cat OR fowl", Or([Term("text", "cat", boost=1.8), word("fowl")])),
        ('"chain of thought"', Phrase("text", ["chain", "of", "thought"])),
        ("\u201cmasked tokens\u201d", Phrase("text", ["mask", "token"])),
        ('"masked tokens"~3', Phrase("text", ["mask", "token"], slop=3)),
        ('"single"', word("singl")),
        ("fish OR fowl", Or([word("fish"), word("fowl")])),
        ("fish AND fowl OR meat", Or([And([word("fish"), word("fowl")]), word("meat")])),
        ("red fish OR fowl", And([word("red"), Or([word("fish"), word("fowl")])])),
        ("(fish OR fowl) red", And([Or([word("fish"), word("fowl")]), word("red")])),
        ("fish OR (red AND fowl)", Or([word("fish"), And([word("red"), word("fowl")])])),
        ("(fish OR fowl) AND red", And([Or([word("fish"), word("fowl")]), word("red")])),
        ("fish or fowl", And([word("fish"), word("fowl")])),
        ("fish -fowl", And([word("fish"), Not(word("fowl"))])),
        ("fish NOT fowl", And([word("fish"), Not(word("fowl"))])),
        ("-fowl", but(word("fowl"))),
        ("-fish -fowl", And([Every(), Not(word("fish")), Not(word("fowl"))])),
        ("-(fish fowl)", but(And([word("fish"), word("fowl")]))),
        ("fish OR -fowl", Or([word("fish"), but(word("fowl"))])),
        ("NOT NOT fish", word("fish")),
        ("-(-fish)", word("fish")),
        ("* fish", word("fish")),
        ("fish OR *", Every()),
        ("well-known", Phrase("text", ["well", "known"])),
        ("transfomer~", Or([FuzzyTerm("text", "transfom", prefixlength=0),
                            FuzzyTerm("text", "transfomer", prefixlength=0)])),
        ("gans~2", Or([FuzzyTerm("text", "gan", prefixlength=0),
                       FuzzyTerm("text", "gans", prefixlength=0)])),
        ("tok*", Or([word("tok"), Prefix("text", "tok")])),
        ("title:fish", word("fish", "title")),
        ("TITLE:fish", word("fish", "title")),
        ("title:(fish OR fowl) red",
         And([Or([word("fish", "title"), word("fowl", "title")]), word("red")])),
        ('author:"van der Berg"', Phrase("author", ["van", "der", "berg"])),
        ("author:Sch*", Or([word("sch", "author"), Prefix("author", "sch")])),
        ("cat:cs.CL", word("cs.cl", "cat")),
        ("code:google-research", word("google-research", "code")),
        ("-title:fish", but(word("fish", "title"))),
    ],
)  # fmt: skip
def test_words(text: str, tree: Query) -> None:
    assert read(text).tree == tree
    assert read(text).ignored == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("date:2024", days("date", date(2024, 1, 1), date(2024, 12, 31))),
        ("date:2024-02", days("date", date(2024, 2, 1), date(2024, 2, 29))),
        ("date:2024-03-05", days("date", date(2024, 3, 5), date(2024, 3, 5))),
        ("date:2024-01..2024-06", days("date", date(2024, 1, 1), date(2024, 6, 30))),
        ("date:2024-06..2024-01", days("date", date(2024, 1, 1), date(2024, 6, 30))),
        ("date:..2023", days("date", None, date(2023, 12, 31))),
        ("listed:>2024-03-01", days("listed", date(2024, 3, 2), None)),
        ("published:>2023", days("published", date(2024, 1, 1), None)),
        ("published:>=2023", days("published", date(2023, 1, 1), None)),
        ("published:<2023", days("published", None, date(2022, 12, 31))),
        ("published:<=2023", days("published", None, date(2023, 12, 31))),
        ("added:2024-05..", days("added", date(2024, 5, 1), None)),
        ("date:today", days("date", TODAY, TODAY)),
        ("date:yesterday", days("date", date(2024, 6, 14), date(2024, 6, 14))),
        ("date:1d", days("date", TODAY, None)),
        ("date:7d", days("date", date(2024, 6, 9), None)),
        ("date:2W", days("date", date(2024, 6, 2), None)),
        ("date:1m", days("date", date(2024, 5, 16), None)),
        ("date:1y", days("date", date(2023, 6, 16), None)),
        ("date:999999999y", days("date", date.min, None)),
        ("date:30d..yesterday", days("date", date(2024, 5, 17), date(2024, 6, 14))),
        ("date:9999-12", days("date", date(9999, 12, 1), date.max)),
        ("date:*", Between("date", None, None)),
        ("upvotes:50", Between("upvotes", 50, 50)),
        ("upvotes:>50", Between("upvotes", 51, None)),
        ("upvotes:<=50", Between("upvotes", None, 50)),
        ("stars:500..2000", Between("stars", 500, 2000)),
        ("stars:1k..", Between("stars", 1000, None)),
        ("stars:..20", Between("stars", None, 20)),
        ("is:unread", Is("unread")),
        ("-is:read", but(Is("read"))),
        ("IS:Tagged", Is("tagged")),
        ("has:code", Has("code")),
        ("tag:later", Tagged("later")),
        ('tag:"To  Read"', Tagged("to read")),
        ("tag:nlp*", Tagged("nlp*")),
        ("tag:(one OR two)", Or([Tagged("one"), Tagged("two")])),
        ('note:"ask bob"', Noted("ask bob")),
        ("note:ask*", Noted("ask")),
        ("id:2406.01234v2", Named("2406.01234")),
        ("id:10.1000/ABC", Named("doi:10.1000/abc")),
        ("id:t-0123456789ab", Named("t-0123456789ab")),
        (
            "(is:unread OR stars:>50) tok*",
            And(
                [
                    Or([Is("unread"), Between("stars", 51, None)]),
                    Or([word("tok"), Prefix("text", "tok")]),
                ]
            ),
        ),
    ],
)
def test_conditions(text: str, tree: Query) -> None:
    assert read(text).tree == tree
    assert read(text).ignored == ()


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("the fish", word("fish")),
        ("the", word("the")),
        ("of the", And([word("of"), word("the")])),
        ("the is:read", And([word("the"), Is("read")])),
        ('fish "the"', And([word("fish"), word("the")])),
        ('-"of the"', but(Phrase("text", ["of", "the"]))),
        ('"to be or not"', Phrase("text", ["to", "be", "or", "not"])),
        ("title:the fish", And([word("the", "title"), word("fish")])),
        ("title:CAN", word("can", "title")),
        ("IT fish", And([word("it"), word("fish")])),
        ("author:An", word("an", "author")),
    ],
)
def test_stop_words_count_where_they_are_meant(text: str, tree: Query) -> None:
    assert read(text).tree == tree
    assert read(text).ignored == ()


FISH, FOWL = word("fish"), word("fowl")


@pytest.mark.parametrize(
    ("text", "partial"),
    [
        ("fish fowl", Or([FISH, FOWL])),
        ("the fish of fowl", Or([FISH, FOWL])),
        ("fish fowl is:read", And([Is("read"), Or([FISH, FOWL])])),
        ("fish fowl -meat", And([Not(word("meat")), Or([FISH, FOWL])])),
        ('"red meat" fish fowl', And([Phrase("text", ["red", "meat"]), Or([FISH, FOWL])])),
        ("title:red fish fowl", And([word("red", "title"), Or([FISH, FOWL])])),
        ("fish", None),
        ("fish fish", None),
        ("fish is:read", None),
        ("title:fish title:fowl", None),
        ("fish AND fowl", None),
        ("fish OR fowl", None),
        ("(fish fowl) OR meat", None),
        ('"fish" "fowl"', None),
    ],
)
def test_only_plain_words_may_be_missing(text: str, partial: Query | None) -> None:
    assert read(text).partial == partial


@pytest.mark.parametrize("leaf", [Is("read"), Between("stars", 1, None), Tagged("a")])
def test_whoosh_leaves_conditions_as_they_are(leaf: Leaf) -> None:
    other = Has("code")
    assert And([leaf, And([other, leaf])]).normalize() == And([leaf, other])
    assert Or([leaf, Or([other])]).normalize() == Or([leaf, other])
    assert leaf != other
    assert list(And([leaf, Not(other)]).leaves()) == [leaf, other]
    assert And([leaf, other]).copy() == And([leaf, other])


@pytest.mark.parametrize(
    ("text", "sort"),
    [
        ("sort:date", Sort("date")),
        ("sort:-date", Sort("date", reverse=True)),
        ("fish sort:Title", Sort("title")),
        ("fish", None),
        ("sort:title sort:stars", Sort("stars")),
        ("sort:banana", None),
    ],
)
def test_orders(text: str, sort: Sort | None) -> None:
    assert read(text).sort == sort


@pytest.mark.parametrize(
    "text",
    [
        "2406.01234",
        "arXiv:2406.01234v2",
        "https://arxiv.org/abs/2406.01234",
        "https://huggingface.co/papers/2406.01234",
        " 2406.01234 ",
    ],
)
def test_a_bare_id_finds_its_paper_and_what_mentions_it(text: str) -> None:
    tree = read(text).tree
    assert isinstance(tree, Or)
    assert tree[0] == Named("2406.01234")


def test_a_bare_doi_finds_its_paper() -> None:
    tree = read("10.1016/S0140-6736(20)30183-5").tree
    assert Named("doi:10.1016/s0140-6736(20)30183-5") in list(tree.leaves())


def test_a_field_may_be_asked_for_anything_in_it() -> None:
    assert read("code:*").tree == Has("code")
    assert read("tag:*").tree == Is("tagged")
    assert read("note:*").tree == Has("note")


def test_a_word_knows_where_it_was_typed() -> None:
    text = 'is:read (transfomer OR "red fish")'
    places = {
        text[leaf.startchar : leaf.endchar] for leaf in read(text).tree.leaves() if leaf.endchar
    }
    assert places == {"transfomer", '"red fish"'}
