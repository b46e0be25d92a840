"""From nothing to the first paper of today's feed: python first_minute.py PYTHON FILE.

In an empty home and an almost empty environment, FILE (a wheel or a source package) is installed
for PYTHON, the reader is opened on a terminal, `R` is pressed, and the paper is waited for. The
feed is a server on this machine. Fails where anything warns; prints how long it took.
"""

import json
import os
import pty
import re
import select
import subprocess
import sys
import tempfile
import threading
import time
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

TITLE = "Counting sheep in meadows"
PAPER = {"id": "2609.00001", "title": TITLE, "summary": "We count sheep.", "upvotes": 3}
LONGEST_S = 300  # after which something is wrong


class Feed(BaseHTTPRequestHandler):
    """Answers as Hugging Face's daily papers do, with one paper of today."""

    def do_GET(self) -> None:
        now = datetime.now(UTC).isoformat().replace("+00:00", "Z")
        paper = {
            "paper": {**PAPER, "publishedAt": now, "submittedOnDailyAt": now},
            "publishedAt": now,
        }
        body = json.dumps([paper]).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def main(python: str, package: str) -> None:
    """Install, open, fetch, and print how long each took."""
    feed = HTTPServer(("127.0.0.1", 0), Feed)
    threading.Thread(target=feed.serve_forever, daemon=True).start()
    with tempfile.TemporaryDirectory() as home:
        kept = ("PATH", "PIP_INDEX_URL", "PIP_FIND_LINKS", "PIP_CONFIG_FILE", "PIP_CACHE_DIR")
        environment = {name: os.environ[name] for name in kept if name in os.environ} | {
            "HOME": home,
            "TERM": "xterm-256color",
            "HF_ENDPOINT": f"http://127.0.0.1:{feed.server_port}",
        }
        start = time.monotonic()
        for command in (
            [python, "-m", "venv", f"{home}/venv"],
            [f"{home}/venv/bin/pip", "install", "--quiet", "--disable-pip-version-check", package],
        ):
            subprocess.run(command, env=environment, cwd=home, check=True)
        installed = time.monotonic()
        shown = first_paper([f"{home}/venv/bin/broadsheet"], environment, home)
        end = time.monotonic()
        for arguments in (["--version"], ["search", "sheep"], ["doctor"]):
            command = [f"{home}/venv/bin/broadsheet", *arguments]
            ran = subprocess.run(command, env=environment, cwd=home, capture_output=True, text=True)
            if arguments != ["doctor"]:  # which may find that there is no clipboard
                assert (ran.returncode, ran.stderr) == (0, ""), (arguments, ran)
            assert "Warning" not in ran.stderr, ran.stderr
    assert "Warning" not in shown, shown
    print(
        f"installed in {installed - start:.0f} s, the first paper of today's feed "
        f"{end - installed:.1f} s later: {end - start:.0f} s"
    )


def first_paper(command: list[str], environment: dict[str, str], folder: str) -> str:
    """Open the reader, press R once its list is there; what it shows until the paper comes."""
    near, far = pty.openpty()
    os.set_inheritable(far, True)
    environment = {**environment, "COLUMNS": "100", "LINES": "30"}
    reader = subprocess.Popen(
        command, stdin=far, stdout=far, stderr=far, env=environment, cwd=folder, close_fds=True
    )
    os.close(far)
    shown = ""
    pressed = False
    end = time.monotonic() + LONGEST_S
    while TITLE not in plain(shown):
        assert time.monotonic() < end, plain(shown)
        if select.select([near], [], [], 0.1)[0]:
            shown += os.read(near, 65536).decode("utf-8", "replace")
        if not pressed and "105 papers" in plain(shown):
            os.write(near, b"R")
            pressed = True
    os.write(near, b"q")
    while True:
        try:
            if not os.read(near, 65536):
                break
        except OSError:  # the terminal is closed
            break
    assert reader.wait() == 0
    os.close(near)
    return plain(shown)


def plain(text: str) -> str:
    """What a terminal shows, without its commands."""
    return re.sub(
        r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)|[P^_].*?\x1b\\|.)", "", text
    )


if __name__ == "__main__":
    main(sys.argv[1], str(Path(sys.argv[2]).resolve()))
