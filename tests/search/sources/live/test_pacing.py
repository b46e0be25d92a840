"""Two programs that ask one site keep their distance."""

import subprocess
import sys
from pathlib import Path

import pytest

from search.errors import Cancelled, SourceError
from search.sources.live.client import Client
from search.sources.live.pacing import turn


def client(clock, turns: Path, **more) -> Client:
    return Client(turns=turns, clock=lambda: clock.now, sleep=clock.sleep, **more)


def test_two_clients_are_three_seconds_apart(server, clock, tmp_path: Path) -> None:
    address = server.plan("/a", server.reply("sheep"))
    with client(clock, tmp_path / "turns") as first, client(clock, tmp_path / "turns") as second:
        first.get(address, gap_s=3.0)
        clock.now += 1
        second.get(address, gap_s=3.0)
        assert clock.slept == pytest.approx(2)
        first.get(address)  # a question that needs no gap
        assert clock.slept == pytest.approx(2)


def test_the_time_is_kept_from_one_program_to_the_next(server, clock, tmp_path: Path) -> None:
    address = server.plan("/a", server.reply("sheep"))
    for _ in range(3):
        with client(clock, tmp_path) as one:
            one.get(address, gap_s=3.0)
    assert clock.slept == pytest.approx(6)
    (file,) = tmp_path.iterdir()
    assert file.stat().st_mode & 0o777 == 0o600


def test_a_clock_that_was_put_back_keeps_nobody_waiting(server, clock, tmp_path: Path) -> None:
    address = server.plan("/a", server.reply("sheep"))
    with client(clock, tmp_path) as one:
        one.get(address, gap_s=3.0)
    clock.now -= 10_000
    with client(clock, tmp_path) as one:
        one.get(address, gap_s=3.0)
    assert clock.slept == pytest.approx(3)


@pytest.mark.parametrize("content", [b"", b"x", b" soon", b"\xff" * 100])
def test_a_damaged_file_is_as_none(server, clock, tmp_path: Path, content: bytes) -> None:
    address = server.plan("/a", server.reply("sheep"))
    (tmp_path / "0.1.turn").write_bytes(content)
    with client(clock, tmp_path) as one:
        one.get(address, gap_s=3.0)
    assert clock.slept == 0


def test_a_folder_that_cannot_be_written_is_no_reason_not_to_ask(server, clock, tmp_path) -> None:
    address = server.plan("/a", server.reply("sheep"))
    (tmp_path / "file").touch()
    with client(clock, tmp_path / "file") as one:
        one.get(address, gap_s=3.0)
        one.get(address, gap_s=3.0)
    assert clock.slept == pytest.approx(3)


def test_who_waits_for_another_program_can_be_stopped(server, clock, tmp_path: Path) -> None:
    address = server.plan("/a", server.reply("sheep"))
    script = (
        "import sys; from pathlib import Path; from search.sources.live.pacing import turn\n"
        f"with turn(Path({str(tmp_path / '0.1.turn')!r}), 3.0, lambda: 0.0, lambda _: None):\n"
        "    print('asking', flush=True); sys.stdin.read()"
    )
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "asking\n"
        with client(clock, tmp_path, cancelled=lambda: clock.slept > 5) as one:
            with pytest.raises(Cancelled):
                one.get(address, gap_s=3.0)
            assert server.asked == []
        other.communicate("")


def test_a_turn_that_fails_is_over(tmp_path: Path) -> None:
    for _ in range(2):
        with (
            pytest.raises(ZeroDivisionError),
            turn(tmp_path / "a", 3.0, lambda: 0.0, lambda seconds: None),
        ):
            1 / 0  # noqa: B018  any error


def test_a_page_is_taken_only_where_one_is_asked_for(server, clock, tmp_path: Path) -> None:
    address = server.plan("/a", server.reply("<!DOCTYPE html><p>sheep"))
    with client(clock, tmp_path) as one:
        answer = one.get(address, page=True)
        assert answer is not None
        assert answer.body.endswith(b"sheep")
        with pytest.raises(SourceError, match="web page"):
            one.get(address)


def test_a_page_comes_from_no_other_site(server, another, clock, tmp_path: Path) -> None:
    elsewhere = another().plan("/b", server.reply("wolf"))
    here = server.plan("/b", server.reply("sheep"))
    with client(clock, tmp_path) as one:
        lamb = server.plan("/a", server.reply(status=302, Location=here))
        answer = one.get(lamb, page=True)
        assert answer is not None
        assert (answer.body, answer.address) == (b"sheep", here)
        wolf = server.plan("/c", server.reply(status=302, Location=elsewhere))
        with pytest.raises(SourceError, match="another site"):
            one.get(wolf, page=True)


def test_one_answer_may_be_longer_or_shorter(server, clock, tmp_path: Path) -> None:
    address = server.plan("/a", server.reply("x" * 1000))
    with client(clock, tmp_path) as one:
        with pytest.raises(SourceError):
            one.get(address, size=100)
        assert one.get(address) is not None
