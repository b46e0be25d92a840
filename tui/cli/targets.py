"""What a command is to work on: ids and queries, told apart in this one place."""

import re
from collections.abc import Iterable

from search import Library, UnknownPaperError

# What can only be meant as an id, also where it is not a valid one: an arXiv number, new or old,
# a DOI, the id of a paper known by its title, an address.
_ID = re.compile(
    r"""(arxiv:)?\d{4}\.\d+(v\d*)? | arxiv:\S+ | [a-z-]+(\.[a-z]{2})?/\d{5,}(v\d*)?
    | (doi:|10\.\d{4,9}/)\S+ | t-[0-9a-f]{8,} | https?://\S+""",
    re.IGNORECASE | re.VERBOSE,
)


def is_id(target: str) -> bool:
    """Whether `target` is meant as an id and not as a query, valid or not."""
    return _ID.fullmatch(target.strip()) is not None


def rows(library: Library, targets: Iterable[str]) -> tuple[list[int], list[str], list[str]]:
    """The rows of ids and of all that queries find; a message for each id that no paper has;
    and the invalid pieces of the queries, because of which nothing should be changed.
    """
    rows: dict[int, None] = {}
    failures: list[str] = []
    ignored: list[str] = []
    for target in targets:
        try:
            rows[library.row(target)] = None
        except UnknownPaperError as error:
            if is_id(target):
                failures.append(str(error))
            elif not target.strip():  # an unset variable of a script: not all papers
                failures.append("an empty query marks nothing; '*' finds all papers")
            else:
                results = library.search(target)
                ignored += results.ignored
                rows.update(dict.fromkeys(results.page(0, len(results))))
    return list(rows), failures, ignored
