"""What a personal order has learned, as it is shown."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Profile:
    """One interest: of the papers with the tag `name`, or of other marked ones ("").

    `terms`: words and pairs of words with their weights, the strongest first.
    """

    name: str
    papers: int
    terms: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Learned:
    """How many papers are marked, and what their profiles are; none while they are too few.

    `words`: those that the person took out ("out") or pinned ("pinned").
    """

    marks: int
    profiles: tuple[Profile, ...]
    words: Mapping[str, str] = field(default_factory=dict)
