"""The commands that write papers for elsewhere: export, and digest to a file or by mail."""

import argparse
import os
from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING

from search import ENDINGS, LibraryError, format_of, is_replaced, load_config, write_digest
from tui.cli import console
from tui.cli.json_output import output as json_output
from tui.cli.text_output import lines

if TYPE_CHECKING:
    from search import Digest, Library, Mail

_USUAL = timedelta(days=6)  # before today
_LIMIT = 20  # papers of a view: as many as a person reads
_LIMIT_OF_FEED = 500  # feed readers keep what was there once, and miss what never was


def export(args: argparse.Namespace) -> int:
    """Write what a query finds, for other programs."""
    kind = args.format or format_of(args.output or "")
    if kind is None:
        endings = " ".join(ENDINGS)
        return console.misused(f"no format: give --format, or -o FILE that ends in {endings}")
    if args.json and not (args.output or "json" in kind):
        return console.misused("--json needs -o FILE here, or --format json")
    if args.output and is_replaced(args.output) and not args.force:
        return console.failed(
            f"{args.output} exists: replace it with --force, or choose another name"
        )
    console.check_out(args.output)
    with console.indexed() as library:
        results = library.search(args.query)
        if results.ignored:
            return console.not_understood(results.ignored)
        only = " with all words" if args.output and results.partial else ""
        with console.out(args.output) as stream:
            exported = library.export(args.query, kind, stream)
    return _written(args, exported.papers, only)


def digest(args: argparse.Namespace) -> int:
    """Write or mail what is new for each view."""
    if args.mail and args.format:
        return console.misused("a mail has text and HTML: remove --format")
    if args.json and args.format and not args.output:
        return console.misused("--json needs -o FILE here, or no --format")
    console.check_out(args.output)
    usual = _LIMIT_OF_FEED if args.format == "atom" else _LIMIT
    since = args.since or (None if args.mail else date.today() - _USUAL)
    with console.indexed() as library:
        limits = {} if args.limit else load_config(library.paths.settings).digest
        mail = _settings(library) if args.mail else None
        limit = usual if args.limit is None else args.limit
        digest = library.digest(since, limit, limits=limits, newest_first=args.format == "atom")
        if mail and not digest.ignored:
            return _send(args, library, digest, mail)
    if digest.ignored:
        return console.not_understood(digest.ignored)
    if args.json and not args.output:
        console.print_json(json_output.digest(digest))
        return 0
    with console.out(args.output) as stream:
        write_digest(replace(digest, address=args.url), args.format or "text", stream)
    return _written(args, len(digest.papers))


def _written(args: argparse.Namespace, papers: int, only: str = "") -> int:
    """Say what was written, where that is not on standard output itself; `only`: of what kind."""
    if args.output and args.json:
        console.print_json(json_output.written(papers, args.output))
    elif args.output and is_replaced(args.output):  # a device may be standard output
        print(f"wrote {lines.papers(papers)}{only} to {lines.one_line(args.output)}")
    return 0


def _settings(library: "Library") -> "Mail":
    config = load_config(library.paths.settings)
    for problem in config.problems:
        console.complain(problem)
    if config.mail is None:
        also = ", and correct what is invalid," if config.problems else ""
        raise LibraryError(
            f"no mail was sent: set `to`{also} under [mail] in {library.paths.settings}"
        )
    return config.mail


def _send(args: argparse.Namespace, library: "Library", digest: "Digest", mail: "Mail") -> int:
    """Mail the digest where there is something new, and say who got it."""
    from search import MAIL_PASSWORD, send_digest  # Python's mail and TLS, for mail alone

    refused = send_digest(digest, mail, os.environ.get(MAIL_PASSWORD)) if digest.found else {}
    if digest.found and args.since is None:
        library.digest_sent(digest)
    papers = digest.found
    to = [address for address in mail.to if digest.found and address not in refused]
    if args.json:
        console.print_json(json_output.mailed(papers, to))
    elif to:
        print(f"sent {lines.papers(papers)} to {', '.join(to)}")
    else:
        print("nothing is new: no mail was sent")
    for address, why in refused.items():
        console.complain(f"{mail.host} refused {address} ({why}): check `to` under [mail]")
    return 1 if refused else 0
