"""Names of people and groups: as the source divided them, and divided by guess where it did not."""

import re
from dataclasses import dataclass, fields
from typing import Self

from search.text.clean import one_line
from search.text.patterns import LazyPattern

_SUFFIX = LazyPattern(r"(.+ .+?),? ((?:jr|sr)\.?|ii|iii|iv)", re.IGNORECASE)
_PARTICLES = frozenset([
    "af", "al", "da", "de", "del", "dela", "della", "den", "der", "di", "do", "dos", "du", "el",
    "la", "le", "ten", "ter", "van", "vom", "von", "zu", "zur",
])  # fmt: skip
# Words of groups' names, and "and", which no one person bears.
_OF_GROUPS = frozenset([
    "and", "collaboration", "community", "consortium", "foundation", "group", "institute", "lab",
    "labs", "laboratory", "project", "society", "team", "university",
])  # fmt: skip
_APART = "\t"  # between the parts of a name on one line; no part holds it
# Han, kana and Hangul: the family name stands first, and no space after it.
_EAST_ASIAN = LazyPattern(r"[\u3005-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff]+")


@dataclass(frozen=True, slots=True)
class Name:
    """One name in the terms of CSL 1.0.2. Parts that are missing are "".

    A person has `family` and more where the source divided the name: `particle` is the
    non-dropping particle ("van der"), `dropping` the dropping one. A group, whoever the source
    says is not to be divided, and who has a given name alone is `literal`. `full` is a name that
    the source wrote as one text and did not divide: "Ada van der Berg".
    """

    family: str = ""
    given: str = ""
    particle: str = ""
    dropping: str = ""
    suffix: str = ""
    literal: str = ""
    full: str = ""

    def __post_init__(self) -> None:
        for name in _FIELDS:
            part = getattr(self, name)
            if part and (line := one_line(part)) is not part:
                object.__setattr__(self, name, line)
        if self.given and not (self.family or self.particle or self.dropping or self.suffix):
            object.__setattr__(self, "literal", self.literal or self.given)
        if self.full or self.literal:
            for name in _FIELDS[:-1] if self.full else _FIELDS[:-2]:
                object.__setattr__(self, name, "")

    @classmethod
    def as_stored(cls, full: str) -> Self:
        """A name that was not divided, from its line as a Name gave it; not cleaned again."""
        name = object.__new__(cls)
        for part in _FIELDS:
            object.__setattr__(name, part, "")
        object.__setattr__(name, "full", full)
        return name

    @property
    def shown(self) -> str:
        """The name as people write it: "Ada van der Berg Jr.", "李四"; "" where there is none."""
        if self.full or self.literal:
            return self.full or self.literal
        family = self.family
        if not family.isascii() and _EAST_ASIAN.fullmatch(family + self.given) and self.given:
            return f"{family}{self.given}"
        if self.particle:
            family = f"{self.particle}{'' if self.particle.endswith(_JOINED) else ' '}{family}"
        return " ".join(filter(None, (self.given, self.dropping, family, self.suffix)))

    @property
    def is_divided(self) -> bool:
        """Whether the source itself said what is family name and what is given name, or neither."""
        return not self.full

    @property
    def is_as_guessed(self) -> bool:
        """Whether the parts are those that a guess makes of the name as it is shown."""
        guess = type(self)(full=self.shown).divided()
        parts = (f"{self.particle} {self.family}".strip(), self.given, self.suffix, self.literal)
        return parts == (guess.family, guess.given, guess.suffix, guess.literal)

    def divided(self) -> Self:
        """The name with its parts: itself, or where the source wrote one text, the best guess.

        Particles then belong to the family name, in any case: "Ada van der Berg", "Ada Van Gool".
        """
        if not self.full:
            return self
        with_suffix = _SUFFIX.fullmatch(self.full)
        person, suffix = with_suffix.groups() if with_suffix else (self.full, "")
        words = person.split(" ")
        group = words[0] == "The" or words[-1] == "AI" or "," in person
        if not person.isascii() and _EAST_ASIAN.fullmatch("".join(words)):
            return type(self)(literal=self.full)  # the family name may be the first or the last
        if len(words) == 1 or group or any(word.casefold() in _OF_GROUPS for word in words):
            return type(self)(literal=self.full)
        last = len(words) - 1
        start = next((i for i in range(1, last) if words[i].casefold() in _PARTICLES), last)
        return type(self)(
            family=" ".join(words[start:]), given=" ".join(words[:start]), suffix=suffix
        )

    @property
    def line(self) -> str:
        """The name as one line of text, which `of_line` reads back."""
        if self.full:
            return self.full
        parts = (self.family, self.literal or self.given, self.particle, self.dropping, self.suffix)
        return _APART.join(parts).rstrip(_APART) + (_APART if not any(parts[1:]) else "")

    @classmethod
    def of_line(cls, line: str) -> Self:
        """The name that `line` gave."""
        if _APART not in line:
            return cls(full=line)
        family, second, particle, dropping, suffix, *_ = (*line.split(_APART), *_NOTHING)
        if not (family or particle or dropping or suffix):
            return cls(literal=second)
        return cls(family, second, particle, dropping, suffix)


_FIELDS = tuple(field.name for field in fields(Name))
PARTS = _FIELDS[:-1]  # of a divided name
_NOTHING = ("",) * 4
_JOINED = ("'", "\u2019", "-")  # particles that end so stand close to the name: d'Alembert
