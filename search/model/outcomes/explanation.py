"""Why a paper has its score."""

from typing import NamedTuple


class Reason(NamedTuple):
    """What adds `score` to the score of a paper: a term of the query, or a bonus; and how."""

    what: str
    score: float
    how: str = ""
