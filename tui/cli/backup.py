"""The commands that keep what a person has: a backup, and bringing it back."""

import argparse

import search
from search import Paths
from tui.cli import console, printing


def backup(args: argparse.Namespace) -> int:
    """Write all that the user has to one file."""
    done = search.back_up(Paths.of_user(), args.file)
    if args.json:
        took_s = round(done.took_s, 3)
        console.print_json(
            {"file": args.file, "papers": done.papers, "bytes": done.bytes, "took_s": took_s}
        )
    else:
        print(f"backed up {printing.papers(done.papers)} to {printing.one_line(args.file)}")
    return 0


def restore(args: argparse.Namespace) -> int:
    """Bring a backup back."""
    paths = Paths.of_user()
    done = search.restore(paths, args.file)
    if args.json:
        console.print_json(
            {
                "papers": done.papers,
                "kept": str(done.kept) if done.kept else None,
                "settings": done.settings,
                "took_s": round(done.took_s, 3),
            }
        )
    else:
        print(printing.restored(done, args.file, paths))
    return 0
