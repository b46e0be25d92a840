"""What a command is to work on: only here are ids distinguished from queries."""

from collections.abc import Iterable

from search import Library, UnknownPaperError, is_id


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
