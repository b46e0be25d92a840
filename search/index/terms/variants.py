"""Other forms of a word that stemming does not join: American, Greek, irregular plurals.

All go both ways. A form is only looked for where papers have it, so a rule may go too far: vector
makes vectour, which nobody writes.
"""

from collections.abc import Iterator

_GREEK = (
    "alpha beta gamma delta epsilon zeta eta theta iota kappa lambda mu nu xi omicron pi rho sigma"
    " tau upsilon phi chi psi omega"
)
_BRITISH = (
    "defence licence offence grey artefact artefacts programme programmes judgement ageing"
    " paediatric modelled modelling labelled labelling"
)
_AMERICAN = (
    "defense license offense gray artifact artifacts program programs judgment aging"
    " pediatric modeled modeling labeled labeling"
)
_PLURAL = "phenomena criteria automata corpora polyhedra spectra equilibria"
_SINGULAR = "phenomenon criterion automaton corpus polyhedron spectrum equilibrium"
_WORDS = (
    *zip("αβγδεζηθικλμνξοπρστυφχψω", _GREEK.split(), strict=True),
    *zip(_BRITISH.split(), _AMERICAN.split(), strict=True),
    *zip(_PLURAL.split(), _SINGULAR.split(), strict=True),
)
# Ends of words, what may follow both, and how many letters stand before them at least.
_ENDS = (
    ("our", "or", " s ed ing al able er ers ful less ly hood hoods", 3),
    ("is", "iz", "e es ed ing er ers able ation ations ational", 3),
    ("ys", "yz", "e es ed ing er ers", 3),
    ("tre", "ter", " s", 2),
    ("bre", "ber", " s", 2),
    ("logue", "log", " s", 2),
    ("ices", "ix", "", 3),
    ("ices", "ex", "", 2),
    ("ses", "sis", "", 3),
)
_OTHER_WORD = {one: other for pair in _WORDS for one, other in (pair, pair[::-1])}
_OTHER_END = [
    (one + rest, other + rest, least)
    for first, second, more, least in _ENDS
    for rest in more.split(" ")
    for one, other in ((first, second), (second, first))
]
_ANY_END = tuple({end for end, _, _ in _OTHER_END})


def variants(word: str) -> Iterator[str]:
    """The other forms of a lower-case word, without a look at whether anybody writes them."""
    if other := _OTHER_WORD.get(word):
        yield other
    if word.endswith(_ANY_END):
        for end, other, least in _OTHER_END:
            if word.endswith(end) and len(word) >= len(end) + least:
                yield word.removesuffix(end) + other
