"""The command as a process: pipes, signals, standard input, closed and full outputs."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Start = Callable[..., subprocess.Popen[bytes]]

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")


def ended(program: subprocess.Popen[bytes], given: bytes | None = None) -> tuple[int, str, str]:
    """Status, standard output and standard error."""
    out, err = program.communicate(given)
    return program.returncode, (out or b"").decode(), (err or b"").decode()


def test_another_package_of_the_name_is_reported(tmp_path: Path, program: Start) -> None:
    (tmp_path / "search").mkdir()
    (tmp_path / "search/__init__.py").touch()
    status, out, err = ended(program("status", cwd=tmp_path))
    assert (status, out, len(err.splitlines())) == (1, "", 1)
    assert "another package" in err


def test_the_story_of_two_commands(program: Start, page: Path) -> None:
    status, out, err = ended(program("import", page))
    assert (status, err) == (0, "")
    assert out.startswith("3 added")
    status, out, err = ended(program("search", "curriculum", "--json"))
    assert (status, err) == (0, "")
    assert json.loads(out)["total"] == 2


def test_standard_input(program: Start, page: Path) -> None:
    reading = program("import", "-", "--json", stdin=subprocess.PIPE)
    status, out, err = ended(reading, page.read_bytes())
    assert (status, err) == (0, "")
    assert json.loads(out)["added"] == 3


def test_an_empty_standard_input_is_reported(program: Start) -> None:
    status, _, err = ended(program("import", "-", stdin=subprocess.PIPE), b"")
    assert status == 1
    assert err == "broadsheet: standard input is empty: nothing to import\n"


@pytest.mark.parametrize(
    "arguments", [["search", "", "--limit", "105", "--json"], ["keys"], ["show", "t-cbf91ec62f3b"]]
)
def test_whoever_reads_may_stop_reading(program: Start, arguments: list[str]) -> None:
    """As `broadsheet search ... | head -1` does, whether the output is long or short."""
    reading, writing = os.pipe()
    os.close(reading)
    running = program(*arguments, stdout=writing)
    os.close(writing)
    status, _, err = ended(running)
    assert (status, err) == (0, "")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no disk that is always full")
def test_an_output_that_is_full_is_reported(program: Start) -> None:
    with Path("/dev/full").open("wb") as full:
        status, _, err = ended(program("paths", stdout=full))
    assert status == 1
    assert err.startswith("broadsheet: the output cannot be written: ")
    assert err.count("\n") == 1


def test_a_closed_output_is_no_fault(home: Path, page: Path) -> None:
    command = [sys.executable, "-m", "tui.cli", "import", str(page)]
    ran = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *command], capture_output=True)
    assert (ran.returncode, ran.stderr) == (0, b"")


def test_an_output_that_cannot_spell_a_title(program: Start, tmp_path: Path) -> None:
    file = tmp_path / "list.jsonl"
    file.write_text('{"id": "2401.00001", "title": "Über 羊"}')
    plain = {"LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    assert ended(program("import", file, env=plain))[0] == 0
    status, out, err = ended(program("show", "2401.00001", env=plain))
    assert (status, err) == (0, "")
    assert "ber ?" in out


def test_no_colour_is_sent_anywhere(program: Start, page: Path) -> None:
    eager = {"FORCE_COLOR": "1", "TERM": "xterm-256color"}
    for arguments, environment in (
        (["import", page], eager),
        (["search", "sheep"], eager),
        (["search", "sheep"], {"NO_COLOR": "1"}),
    ):
        status, out, err = ended(program(*arguments, env=environment))
        assert (status, err) == (0, "")
        assert "\x1b" not in out


def feed(count: int) -> bytes:
    """So many papers, as lines."""
    records = ({"id": f"2401.{n:05}", "title": f"Sheep number {n}"} for n in range(count))
    return b"".join(json.dumps(record).encode() + b"\n" for record in records)


def many_then_silence(program: Start) -> Any:
    """An import that has taken in hundreds of papers and waits for more."""
    running = program("import", "-", "--format", "snapshot", stdin=subprocess.PIPE)
    running.stdin.write(feed(4000))
    running.stdin.flush()
    return running


def papers(program: Start) -> int:
    return int(json.loads(ended(program("status", "--json"))[1])["papers"])


def wait_for_papers(home: Path) -> None:
    """Until the store has been written to twice: the log of changes tells."""
    log = home / "data" / "broadsheet" / "library.sqlite3-wal"
    while not log.exists() or log.stat().st_size < 400_000:
        os.sched_yield()


@pytest.mark.parametrize(("sent", "status"), [(signal.SIGINT, 130), (signal.SIGKILL, -9)])
def test_what_was_committed_before_the_end_is_kept(
    program: Start, home: Path, sent: signal.Signals, status: int
) -> None:
    if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
        pytest.skip("the shell that runs the tests in its background ignores interrupts")
    running = many_then_silence(program)
    wait_for_papers(home)
    running.send_signal(sent)
    err = running.stderr.read().decode()
    running.stdin.close()
    running.stdout.close()
    running.stderr.close()
    assert running.wait() == status
    if status == 130:
        assert err == "broadsheet: interrupted; what was done until now is kept\n"
    kept = papers(program)
    assert kept >= 500
    assert kept % 500 == 0
    found = json.loads(ended(program("search", "sheep", "--json"))[1])
    assert found["total"] == kept


def test_two_commands_at_once_wait_for_each_other(program: Start, references: Path) -> None:
    assert ended(program("import", references))[0] == 0
    tags = [f"tag{number}" for number in range(3)]
    running = [program("mark", "2401.00001", "--tag", tag, "--json") for tag in tags]
    for one in running:
        status, out, err = ended(one)
        assert (status, err) == (0, "")
        assert json.loads(out) == {"changed": 1}
    paper = json.loads(ended(program("show", "2401.00001", "--json"))[1])
    assert paper["tags"] == tags
