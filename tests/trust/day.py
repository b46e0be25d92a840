"""A day with the reader: memory, open files and threads stay level, and it quits at once.

    python -m tests.trust day [--rounds KEYS] [--papers N] [--seed N]

A real reader in a terminal gets keys, searches and syncs in the proportion 200 : 10 : 1, the feed
from a server on this machine. What it holds is read from /proc after each fifth of the keys.
"""

import fcntl
import os
import pty
import random
import signal
import struct
import subprocess
import sys
import termios
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.trust.program import Home, Outcome, feed_of_wool

_GROWTH = 1.05  # of memory after the first fifth
_QUIT_S = 0.5
_KEYS = (b"j", b"j", b"j", b"k", b"b", b"m", b"\x1b[6~", b"\x1b[5~", b"G", b"gg", b"u", b"\t")
_WORDS = ("sheep", "goats", "wool", "meadows", "number", "count")
_PATIENCE_S = 60.0
_COLLECTED_S = 3.0  # without keys; see tui/terminal/garbage.py


def run(folder: Path, keys: int, papers: int, seed: int) -> Outcome:
    """Press so many keys in a reader with so many papers, and quit readers at work."""
    chance, outcome = random.Random(seed), Outcome()
    home = Home(folder)
    home.fill(papers)
    with feed_of_wool() as address:
        home.paths.config.mkdir(parents=True, exist_ok=True)
        home.paths.settings.write_text(f'[feeds]\nsheep = "{address}"\n')
        _press_all(home, keys, papers, chance, outcome)
        for last in (b"", b"/sheep", b"R", b"/goats\r", b"\x1b[6~"):
            _quit(home, last, outcome)
    return outcome


def _press_all(home: Home, keys: int, papers: int, chance: random.Random, outcome: Outcome) -> None:
    with _reader(home) as reader:
        held = []
        for pressed in range(0, keys, 20):
            for _ in range(20):
                reader.send(chance.choice(_KEYS))
            reader.search(chance.choice(_WORDS))
            outcome.kinds["searches"] += 1
            if pressed % 200 == 0:
                reader.send(b"R")
                outcome.kinds["syncs"] += 1
            reader.rest()
            if pressed // (keys // 5) >= len(held):
                held.append(reader.held())
        held.append(reader.held())
        outcome.kinds["keys"] += keys
    outcome.kinds["papers that came"] = came = home.json("status")["papers"] - papers
    if came < outcome.kinds["syncs"]:
        outcome.fault(f"{outcome.kinds['syncs']} syncs, and {came} papers came")
    first, last = held[1], held[-1]
    for name in first:
        outcome.kinds[f"{name} after a fifth"] = first[name]
        outcome.kinds[f"{name} at the end"] = last[name]
    if last["KB"] > first["KB"] * _GROWTH:
        outcome.fault(f"memory grew from {first['KB']:,} to {last['KB']:,} KB: {held}")
    for name in ("threads", "files", "files that are gone"):
        if last[name] > first[name] + 2:
            outcome.fault(f"{name} grew from {first[name]} to {last[name]}: {held}")
    if last["descriptors of one file"] > last["threads"]:  # each may have a connection of its own
        outcome.fault(f"a file is open more often than there are threads: {held}")


def _quit(home: Home, keys: bytes, outcome: Outcome) -> None:
    """Press keys, and at once the one that quits."""
    with _reader(home) as reader:
        reader.send(keys)
        began = time.monotonic()
        reader.send(b"\x11")  # Ctrl-Q, which quits from everywhere
        took = reader.ended() - began
    outcome.kinds["quits"] += 1
    outcome.kinds["slowest quit, ms"] = max(outcome.kinds["slowest quit, ms"], int(took * 1000))
    if took > _QUIT_S:
        outcome.fault(f"after {keys!r} it took {took:.2f} s to quit")


class _Reader:
    """A reader in a terminal of its own, whose screen is read and thrown away."""

    def __init__(self, home: Home) -> None:
        near, far = pty.openpty()
        fcntl.ioctl(far, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
        self._terminal, self._shown = near, bytearray()
        environment = {**home.environment, "TERM": "xterm-256color"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tui.cli"], stdin=far, stdout=far, stderr=far,
            env=environment, cwd=home.folder, start_new_session=True,
        )  # fmt: skip
        os.close(far)
        self._watcher = threading.Thread(target=self._read, daemon=True)
        self._watcher.start()
        late = time.monotonic() + _PATIENCE_S
        while b"wool" not in self._shown and time.monotonic() < late:
            time.sleep(0.05)
        self.rest()

    def _read(self) -> None:
        try:
            while some := os.read(self._terminal, 65536):
                self._shown[:] = some if len(self._shown) > 1_000_000 else self._shown + some
        except OSError:
            pass  # the reader is gone

    def send(self, keys: bytes) -> None:
        os.write(self._terminal, keys)
        time.sleep(0.005)

    def search(self, word: str) -> None:
        """Type a search, take it, and come back."""
        self.send(b"/")
        for letter in word.encode():
            self.send(bytes([letter]))
        self.send(b"\r")
        self.rest()
        self.send(b"\x1b")
        self.rest()  # else a terminal cannot know Escape and a key from Alt and that key

    def rest(self) -> None:
        """Wait until it has computed nothing for 0.15 s."""
        late = time.monotonic() + _PATIENCE_S
        before = -1
        while before != (now := self._ticks()) and time.monotonic() < late:
            before = now
            time.sleep(0.15)

    def _ticks(self) -> int:
        """What it has computed, in clock ticks of 10 ms; blinking is less than one."""
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) // 2

    def held(self) -> dict[str, int]:
        """Its memory in KB, its threads and open files, once garbage has been collected."""
        time.sleep(_COLLECTED_S)
        place = Path(f"/proc/{self.process.pid}")
        status = dict(line.split(":", 1) for line in (place / "status").read_text().splitlines())
        files = Counter(str(each.readlink()) for each in (place / "fd").iterdir())
        return {
            "KB": int(status["VmRSS"].split()[0]),
            "KB without mapped files": int(status["RssAnon"].split()[0]),
            "threads": int(status["Threads"]),
            "files": len([each for each in files if "/index/" not in each]),
            # It grows by parts of two files each, which are merged from time to time.
            "files of the index": len([each for each in files if "/index/" in each]),
            "files that are gone": len([each for each in files if each.endswith(" (deleted)")]),
            "descriptors of one file": max(files.values()),
        }

    def ended(self) -> float:
        """When the process ended."""
        self.process.wait(_PATIENCE_S)
        return time.monotonic()

    def close(self) -> None:
        if self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self._watcher.join(1)
        os.close(self._terminal)


@contextmanager
def _reader(home: Home) -> Iterator[_Reader]:
    reader = _Reader(home)
    try:
        yield reader
    finally:
        reader.close()
