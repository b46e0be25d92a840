"""The commands that change what a person keeps, and undo changes: mark, remove, split, join, undo,
redo, view."""

import argparse

from search import Marking, Step, UnknownPaperError
from tui.cli import console, targets
from tui.cli.json_output import changes as json_output
from tui.cli.text_output import lines

_MARKS = "--read, --unread, --bookmark, --unbookmark, --hide, --unhide, --tag, --untag, --note"


def mark(args: argparse.Namespace) -> int:
    """Mark papers, in one step."""
    marking = Marking(
        read=args.read,
        bookmarked=args.bookmark,
        tag=tuple(args.tag),
        untag=tuple(args.untag),
        note=args.note,
        hidden=args.hide,
    )
    if marking == Marking():
        return console.misused(f"nothing to do: give at least one of {_MARKS}")
    with console.indexed() as library:
        rows, failures, ignored = targets.rows(library, args.targets)
        if ignored:
            return console.not_understood(ignored)
        step = library.mark(rows, marking) if rows else None
    changed = len(step.rows) if step else 0
    if args.json:
        console.print_json(json_output.changed(changed))
    elif step:
        print(f"{step.what}; `broadsheet undo` undoes it")
    elif not failures:
        print("nothing to change")
    for failure in failures:
        console.complain(failure)
    return 1 if failures else 0


def remove(args: argparse.Namespace) -> int:
    """Remove papers for good."""
    if not args.force:
        return console.misused(
            "nothing undoes a removal: repeat it with --force; `broadsheet mark ID --hide` hides"
        )
    rows, failures = [], []
    with console.library() as library:
        for name in args.ids:
            try:
                rows.append(library.row(name))
            except UnknownPaperError as error:
                failures.append(str(error))
        removed = library.remove(rows)
    if args.json:
        console.print_json(json_output.changed(removed))
    else:
        print(f"removed {lines.papers(removed)} for good; no sync brings them back")
    for failure in failures:
        console.complain(failure)
    return 1 if failures else 0


def split(args: argparse.Namespace) -> int:
    """Take works apart that a title alone had joined."""
    with console.indexed() as library:
        return _done(args, library.split(library.row(args.id)))


def join(args: argparse.Namespace) -> int:
    """Make two papers one, under the id of the first."""
    with console.indexed() as library:
        return _done(args, library.join(library.row(args.id), library.row(args.other)))


def _done(args: argparse.Namespace, step: Step) -> int:
    if args.json:
        console.print_json(json_output.changed(len(step.rows)))
    else:
        print(f"{step.what}; `broadsheet undo` undoes it")
    return 0


def undo(args: argparse.Namespace) -> int:
    """Undo the last change."""
    with console.library() as library:
        return _stepped(args, library.undo(), "undo", "undone")


def redo(args: argparse.Namespace) -> int:
    """Redo the last undone change."""
    with console.library() as library:
        return _stepped(args, library.redo(), "redo", "redone")


def _stepped(args: argparse.Namespace, step: Step | None, verb: str, done: str) -> int:
    if args.json:
        console.print_json(json_output.stepped(done, step))
    elif step:
        print(f"{done}: {step.what}")
    return 0 if step else console.failed(f"nothing to {verb}")


def views(args: argparse.Namespace) -> int:
    """List, add, rename or remove saved views."""
    step = None
    with console.indexed() if args.do == "add" else console.library() as library:
        if args.do == "add":
            if ignored := library.search(args.query).ignored:
                return console.not_understood(ignored)
            step = library.views.save(args.name, args.query)
        elif args.do == "rename":
            step = library.views.rename(args.name, args.new)
        elif args.do == "remove":
            step = library.views.remove(args.name)
        saved = library.views.all()
    if args.json:
        console.print_json(json_output.views(saved))
    elif step:
        print(f"{step.what}; `broadsheet undo` undoes it")
    else:
        print(lines.pairs({view.name: view.query for view in saved}) or "no saved views")
    return 0
