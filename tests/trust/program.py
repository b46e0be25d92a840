"""A home of its own, and the command run in it as a process."""

import json
import os
import signal
import subprocess
import sys
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from search import Library, Paper, Paths


@dataclass
class Outcome:
    """What came of some rounds: how many of each kind, and what was wrong."""

    kinds: Counter[str] = field(default_factory=Counter)
    faults: list[str] = field(default_factory=list)

    def fault(self, text: str) -> None:
        self.kinds["faults"] += 1
        self.faults.append(text)


class Home:
    """The folders of a home below `folder`, and the command in it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.paths = Paths(*(folder / name / "broadsheet" for name in ("data", "cache", "config")))
        (folder / "tmp").mkdir(parents=True, exist_ok=True)
        self.environment = {
            "PATH": os.environ["PATH"], "HOME": str(folder), "TMPDIR": str(folder / "tmp"),
            "LANG": "C.UTF-8", "PYTHONPATH": str(Path(__file__).parents[2]),
            **{f"XDG_{name.upper()}_HOME": str(folder / name)
               for name in ("data", "cache", "config")},
        }  # fmt: skip

    def fill(self, papers: int) -> None:
        """A library of so many papers, indexed."""
        with closing(Library(self.paths)) as library:
            library.add(
                Paper(
                    title=f"Sheep and goats {n}", arxiv=f"2401.{n:05}", keywords=("wool",),
                    abstract=f"We count sheep number {n} in meadows. " * 8,
                )
                for n in range(papers)
            )  # fmt: skip

    def start(self, *arguments: object, **options: Any) -> subprocess.Popen[str]:
        command = [sys.executable, "-m", "tui.cli", *map(str, arguments)]
        return subprocess.Popen(
            command, env=self.environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            encoding="utf-8", cwd=self.folder, start_new_session=True, **options,
        )  # fmt: skip

    def run(self, *arguments: object, **options: Any) -> tuple[int, str, str]:
        """The status, output and errors of a command; killed after two minutes."""
        running = self.start(*arguments, **options)
        try:
            out, err = running.communicate(timeout=120)
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            out, err = running.communicate()
            err += "Traceback: timed out"
        return running.returncode, out, err

    def json(self, *arguments: object) -> Any:
        status, out, err = self.run(*arguments, "--json")
        assert status == 0, (arguments, err)
        return json.loads(out)

    def litter(self) -> list[str]:
        """What is no part of a library at rest."""
        return [
            str(path.relative_to(self.folder))
            for path in self.folder.rglob("*")
            if path.name.startswith((".backup-", ".recover-"))
            or path.name.endswith((".part", ".new", ".aside"))
            or ".toc." in path.name
        ]


def wrong(home: Home, *arguments: object, status: tuple[int, ...] = (0, 1)) -> str | None:
    """What is wrong with how a command ends: a traceback, a signal, another status."""
    ended, _, err = home.run(*arguments)
    if "Traceback" in err or ended not in status:
        return f"{arguments}: status {ended}: {err.strip()[-300:]}"
    if any(not line.startswith("broadsheet: ") for line in err.splitlines()):
        return f"{arguments}: {err.strip()[-300:]}"
    return None


@contextmanager
def feed_of_wool() -> Iterator[str]:
    """A feed that has one more paper at each question."""

    class Answer(BaseHTTPRequestHandler):
        count = 0

        def do_GET(self) -> None:
            Answer.count += 1
            items = "".join(
                f"<item><title>Fresh wool {n}</title><link>http://127.0.0.1/{n}</link>"
                f"<description>New wool number {n}.</description></item>"
                for n in range(max(0, Answer.count - 20), Answer.count)
            )
            body = f"<rss version='2.0'><channel><title>Wool</title>{items}</channel></rss>"
            self.send_response(200)
            self.send_header("Content-Type", "application/rss+xml")
            self.end_headers()
            self.wfile.write(body.encode())

        def log_message(self, *_: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/feed"
    finally:
        server.shutdown()
        server.server_close()
