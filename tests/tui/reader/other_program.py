"""Another program on the same library: a process that does what its standard input asks, by lines.

Each line is a JSON list: what to do, then with what. The answer is a line of JSON, when it is done.
"""

import json
import sys
from pathlib import Path

from search import Library, Marking, Paths

_MARKINGS = {
    "read": Marking(read=True),
    "bookmark": Marking(bookmarked=True),
    "hide": Marking(hidden=True),
}


def _import(library: Library, title: str, day: str) -> int:
    """Import one paper; its row."""
    page = Path(library.paths.store.parent / "page.json")
    page.write_text(json.dumps([{"title": title, "listed": day}]))
    library.import_files([str(page)])
    return max(library.search("").page(0, 999))


def main() -> None:
    library: Library | None = None
    for line in sys.stdin:
        what, *arguments = json.loads(line)
        answer: object = None
        if what == "open":
            library = Library(Paths.under(Path(arguments[0])))
        elif library is None:
            raise ValueError(f"{what} before open")
        elif what == "close":
            library.close()
        elif what == "import":
            answer = _import(library, *arguments)
        elif what == "remove":
            answer = library.remove(arguments)
        elif what in _MARKINGS:
            library.mark(arguments, _MARKINGS[what])
        else:
            {"undo": library.undo, "redo": library.redo}[what]()
        print(json.dumps(answer), flush=True)


if __name__ == "__main__":
    main()
