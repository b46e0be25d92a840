"""The commands about the library itself: its numbers, its index, its backups, its places."""

import argparse
import sys

import search
from search import Paths
from tui.cli import console
from tui.cli.json_output import upkeep as json_output
from tui.cli.text_output import lines
from tui.cli.text_output import upkeep as text_output


def status(args: argparse.Namespace) -> int:
    """Print the library in numbers."""
    with console.library() as library:
        if library.status().index != "ready":  # opening the index costs more than all the rest
            console.update_index(library)
        status = library.status()
    if args.json:
        console.print_json(json_output.status(status))
    else:
        print(text_output.status(status))
    return 0


def stats(args: argparse.Namespace) -> int:
    """Print the library over time and by kind."""
    from tui.appearance.glyphs import glyphs  # the other commands here draw nothing
    from tui.cli.text_output.statistics import statistics

    with console.library() as library:
        counted = library.statistics()
        config = search.load_config(library.paths.settings)
    if args.json:
        console.print_json(json_output.statistics(counted))
    else:
        # The terminal's encoding; there is no stream where it was closed for us.
        encoding = sys.stdout.encoding if sys.stdout else None
        print(statistics(counted, glyphs(ascii_only=config.ascii, encoding=encoding)))
    return 0


def rebuild(args: argparse.Namespace) -> int:
    """Build the index again."""
    with console.library() as library, console.progress() as progress:
        rebuilt = library.rebuild(progress.indexed)
    if args.json:
        console.print_json(json_output.rebuilt(rebuilt))
    else:
        print(f"indexed {lines.papers(rebuilt.papers)} in {rebuilt.took_s:.1f} s")
    return 0


def backup(args: argparse.Namespace) -> int:
    """Write all that the user has to one file."""
    done = search.back_up(Paths.of_user(), args.file)
    if args.json:
        console.print_json(json_output.backed_up(done, args.file))
    else:
        print(f"backed up {lines.papers(done.papers)} to {lines.one_line(args.file)}")
    return 0


def restore(args: argparse.Namespace) -> int:
    """Restore a backup."""
    paths = Paths.of_user()
    done = search.restore(paths, args.file)
    if args.json:
        console.print_json(json_output.restored(done))
    else:
        print(text_output.restored(done, args.file, paths))
    return 0


def recover(args: argparse.Namespace) -> int:
    """Recover a damaged library."""
    done = search.recover(Paths.of_user())
    if args.json:
        console.print_json(json_output.recovered(done))
    else:
        print(text_output.recovered(done))
    return 0


def paths(args: argparse.Namespace) -> int:
    """Print where files are."""
    named = json_output.paths(Paths.of_user())
    if args.json:
        console.print_json(named)
    else:
        print(lines.pairs({name: str(path) for name, path in named.items()}))
    return 0
