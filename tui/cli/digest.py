"""The digest on the command line: printed, in a file, by mail, or as JSON."""

import argparse
import os
from typing import TYPE_CHECKING

from search import LibraryError, as_json, load_config, write_digest
from tui.cli import console, printing

if TYPE_CHECKING:
    from search import Digest, Library, Mail

_LIMIT = 20  # papers of a view: as many as a person reads
_LIMIT_OF_FEED = 500  # feed readers keep what was there once, and miss what never was


def digest(args: argparse.Namespace) -> int:
    """Tell what is new for each view."""
    if args.mail and args.format:
        console.complain("a mail holds both text and page: leave --format out")
        return 2
    if args.json and args.format and not args.output:
        console.complain("--json tells of a file: name it with -o, or leave --format out")
        return 2
    usual = _LIMIT_OF_FEED if args.format == "atom" else _LIMIT
    with console.indexed() as library:
        mail = _settings(library) if args.mail else None
        digest = library.digest(args.since, usual if args.limit is None else args.limit)
    for ignored in digest.ignored:
        console.complain(ignored)
    if mail:
        return _send(args, digest, mail)
    if args.json and not args.output:
        console.print_json(_record(digest))
        return 0
    with console.out(args.output) as stream:
        write_digest(digest, args.format or "text", stream)
    papers = len(digest.papers)
    if args.output and args.json:
        console.print_json({"papers": papers, "file": args.output})
    elif args.output:
        print(f"wrote {printing.papers(papers)} to {printing.one_line(args.output)}")
    return 0


def _settings(library: "Library") -> "Mail":
    config = load_config(library.paths.settings)
    for problem in config.problems:
        console.complain(problem)
    if config.mail is None:
        raise LibraryError(
            f'there is nobody to mail to: say to = "ada@example.org" under [mail] in '
            f"{library.paths.settings}"
        )
    return config.mail


def _send(args: argparse.Namespace, digest: "Digest", mail: "Mail") -> int:
    """Mail the digest where there is something new, and tell who got it."""
    from search import MAIL_PASSWORD, send_digest  # Python's mail and TLS, for mail alone

    refused = send_digest(digest, mail, os.environ.get(MAIL_PASSWORD)) if digest.found else {}
    papers = len(digest.papers)
    to = [address for address in mail.to if digest.found and address not in refused]
    if args.json:
        console.print_json({"papers": papers, "to": to})
    elif to:
        print(f"sent {printing.papers(papers)} to {', '.join(to)}")
    else:
        print("nothing is new: no mail was sent")
    for address, why in refused.items():
        console.complain(f"{address} was refused by {mail.host} ({why}): check `to` under [mail]")
    return 1 if refused else 0


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
