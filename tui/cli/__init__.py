"""The `broadsheet` command. What costs time to import is imported only where it is used."""

import errno
import gc
import io
import os
import sys
from collections.abc import Sequence
from contextlib import suppress
from importlib import import_module

try:
    from search.errors import MANY_FILES, MANY_PROCESSES, SHORT_MEMORY, LibraryError
except ModuleNotFoundError as error:
    # Anybody may call a package so, and Python takes the first that it finds.
    sys.exit(
        f"broadsheet: another package stands in the place of its own ({error}): "
        "take its folder out of PYTHONPATH, or install Broadsheet by pipx"
    )
except KeyboardInterrupt:
    sys.exit(130)

_YOUNG = 100_000  # objects, with some 70,000 of them in a search


def program() -> None:
    """Run the command as a program of its own, which ends with the status that `main` gives."""
    status = main()
    # All has been closed. Python would first free every object one by one, which takes as long as a
    # search itself.
    with suppress(OSError):
        print(end="", flush=True)  # what a command printed before it failed
    os._exit(status)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; its exit status: 0 done, 1 could not be done, 2 the command was wrong."""
    # Without it numpy starts a thread for each core, in a quarter of the time of its import.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # there is none where it was closed for us
            stream.reconfigure(errors="replace")
    try:
        status = _run(sys.argv[1:] if arguments is None else arguments)
        print(end="", flush=True)  # so that a failure to write shows here
    except LibraryError as error:
        return _failed(str(error))
    except KeyboardInterrupt:
        _failed("interrupted; what was done until now is kept")
        return 130
    except MemoryError:
        return _failed(SHORT_MEMORY)
    except (ImportError, RuntimeError) as error:
        if reason := _short_of(str(error)):
            return _failed(reason)
        raise
    except OSError as error:
        # What is still to be written would fail, and be complained about, at Python's end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        if isinstance(error, BrokenPipeError):
            return 0  # whoever read our output has seen enough
        if error.errno in (errno.EMFILE, errno.ENFILE):  # also of a module that is imported
            return _failed(MANY_FILES)
        return _failed(f"{error.filename or 'the output'} cannot be written: {error.strerror}")
    return status


def _short_of(error: str) -> str | None:
    """What the system is short of, by the words of an error that has no number; None otherwise."""
    if "failed to map segment" in error:  # of a library that is loaded
        return SHORT_MEMORY
    if "can't start new thread" in error:
        return MANY_PROCESSES
    return None


def _run(arguments: Sequence[str]) -> int:
    if not arguments:
        # Nothing may delay the list: the parser costs as much as the store.
        from tui.launch import open_reader

        return open_reader()
    if arguments[0] == "--complete":
        from tui.cli import completing

        return completing.run(arguments[1:])
    if arguments[0] == "--version" and len(arguments) == 1:  # which needs no parser
        from tui.cli.argument_types import print_version

        print_version()
        return 0
    from tui.cli.parser import parser, with_queries

    args = parser(arguments[0]).parse_args(with_queries(arguments))
    if args.run is None:
        from tui.launch import open_reader

        return open_reader(view=args.view, query=args.query, ascii_only=args.ascii)
    # Nearly all that a command makes stays until its end; to look for garbage after every few
    # hundred objects takes a tenth of the time of a search.
    gc.set_threshold(_YOUNG)
    module, _, function = args.run.partition(":")
    run = getattr(import_module(f"tui.cli.commands.{module}"), function)
    return int(run(args))


def _failed(message: str) -> int:
    from tui.cli import console

    return console.failed(message)
