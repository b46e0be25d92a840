"""The commands that find and print papers and tags: search, related, show, foryou, tags."""

import argparse

from tui.cli import console, result_page
from tui.cli.json_output import lookup as json_output
from tui.cli.text_output import lines
from tui.cli.text_output import lookup as text_output


def search(args: argparse.Namespace) -> int:
    """Print what a query finds."""
    query = f"sort:{args.sort} {args.query}" if args.sort else args.query
    return _find(args, query, args.query, explain=args.explain)


def related(args: argparse.Namespace) -> int:
    """Print the papers like one."""
    with console.library() as library:
        library.row(args.id)  # an unknown id is an error, where a search would find nothing
    query = f"like:{args.id}"
    return _find(args, query, query)


def foryou(args: argparse.Namespace) -> int:
    """Print unread papers like the marked ones, or what was learned from those.

    Words that are given are taken out, pinned, or left to the marks again first.
    """
    words = [
        (each, state)
        for given, state in ((args.without, "out"), (args.pin, "pinned"), (args.reset, None))
        for each in given or ()
    ]
    if not args.explain and not words:
        from tui.views import FOR_YOU  # which only this needs

        return _find(args, FOR_YOU, FOR_YOU, why=True)
    with console.indexed() as library:
        steps = [library.interest_words.set(each, state) for each, state in words]
        learned = library.learned()
    if args.json:
        console.print_json(json_output.learned(learned))
        return 0
    for step in steps:
        print(f"{step.what}; `broadsheet undo` undoes it" if step else "nothing to change")
    if args.explain:
        print(text_output.learned(learned))
    return 0


def _find(
    args: argparse.Namespace, query: str, asked: str, *, why: bool = False, explain: bool = False
) -> int:
    """Print a page of what `query` finds; `asked` is what the person typed."""
    with console.indexed() as library:
        results = library.search(query)
        found = result_page.page(library, results, args.offset, args.limit)
        if why:
            if results.remarks:  # of too few marks
                return console.failed(text_output.too_few(library.learned().marks))
            found = result_page.personal(library, results, found)
        partial_hits = result_page.partial_page(library, results, args.offset, args.limit)
        if explain:
            found, partial_hits = (
                result_page.explained(library, query, part) for part in (found, partial_hits)
            )
    for ignored in results.ignored:
        console.complain(f"ignored: {ignored}")
    for remark in results.remarks:
        console.complain(remark)
    if args.json:
        console.print_json(json_output.found(asked, results, found, partial_hits))
        return 0
    print(text_output.found(found, len(results), args.offset))
    if partial_hits and results.partial is not None:
        first = max(0, args.offset - len(results))
        print(text_output.also_found(partial_hits, results.partial, first))
    if results.likeness:
        print(f"Like that paper by: {', '.join(results.likeness)}")
    if results.did_you_mean:
        print(f"Did you mean: {results.did_you_mean}?")
    return 0


def show(args: argparse.Namespace) -> int:
    """Print one whole paper."""
    with console.library() as library:
        entry = library.entry(library.row(args.id))
    if args.json:
        console.print_json(json_output.paper(entry))
    else:
        print(text_output.paper(entry))
    return 0


def tags(args: argparse.Namespace) -> int:
    """Print every tag with the number of its papers."""
    with console.library() as library:
        tags = library.tags()
    if args.json:
        console.print_json(json_output.tags(tags))
    else:
        shown = {tag: lines.papers(count) for tag, count in tags.items()}
        print(lines.pairs(shown) or "no tags; `broadsheet mark ID --tag TAG` adds one")
    return 0
