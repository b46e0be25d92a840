"""The digest on the command line: printed, in a file, or as JSON."""

import argparse
from typing import TYPE_CHECKING

from search import as_json, write_digest
from tui import console, outfile, printing

if TYPE_CHECKING:
    from search import Digest

_LIMIT = 20  # papers of a view: as many as a person reads
_LIMIT_OF_FEED = 500  # feed readers keep what was there once, and miss what never was


def digest(args: argparse.Namespace) -> int:
    """Tell what is new for each view."""
    if args.json and args.format and not args.output:
        console.complain("--json tells of a file: name it with -o, or leave --format out")
        return 2
    usual = _LIMIT_OF_FEED if args.format == "atom" else _LIMIT
    with console.indexed() as library:
        digest = library.digest(args.since, usual if args.limit is None else args.limit)
    for ignored in digest.ignored:
        console.complain(ignored)
    if args.json and not args.output:
        console.print_json(_record(digest))
        return 0
    with outfile.opened(args.output) as stream:
        write_digest(digest, args.format or "text", stream)
    papers = len(digest.papers)
    if args.output and args.json:
        console.print_json({"papers": papers, "file": args.output})
    elif args.output:
        print(f"wrote {printing.papers(papers)} to {printing.one_line(args.output)}")
    return 0


def _record(digest: "Digest") -> dict[str, object]:
    """The digest as JSON has it."""
    return {
        "since": digest.since.isoformat(),
        "views": [
            {
                "name": section.name,
                "query": section.query,
                "total": section.total,
                "papers": [as_json(arrival.entry) for arrival in section.papers],
            }
            for section in digest.sections
        ],
    }
