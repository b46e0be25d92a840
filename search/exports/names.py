"""Names of authors, taken apart into what references put in another order."""

import re
from dataclasses import dataclass

_SUFFIX = re.compile(r"(.+ .+?),? ((?:jr|sr)\.?|ii|iii|iv)", re.IGNORECASE)
_PARTICLES = frozenset([
    "af", "al", "da", "de", "del", "dela", "della", "den", "der", "di", "do", "dos", "du", "el",
    "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zur",
])  # fmt: skip
# Words of groups' names, and "and", which no one person bears.
_OF_GROUPS = frozenset([
    "and", "collaboration", "community", "consortium", "foundation", "group", "institute", "lab",
    "labs", "laboratory", "project", "society", "team", "university",
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Name:
    """One name. A group's, and one of a single word, is whole in `family`, without `given`."""

    family: str
    given: str = ""
    suffix: str = ""


def parted(written: str) -> Name:
    """The parts of a name that is written as "given family suffix".

    Particles belong to the family name, in any case: "Ada van der Berg", "Ada Van Gool".
    """
    with_suffix = _SUFFIX.fullmatch(written)
    person, suffix = with_suffix.groups() if with_suffix else (written, "")
    words = person.split(" ")
    group = words[0] == "The" or words[-1] == "AI" or "," in person
    if len(words) == 1 or group or any(word.casefold() in _OF_GROUPS for word in words):
        return Name(written)
    last = len(words) - 1
    start = next((i for i in range(1, last) if words[i].casefold() in _PARTICLES), last)
    return Name(" ".join(words[start:]), " ".join(words[:start]), suffix)
