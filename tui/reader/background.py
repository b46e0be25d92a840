"""Threads that work for the session; the results come back as messages to the screen."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from functools import partial
from typing import TypeVar

from textual.message import Message
from textual.screen import Screen
from textual.worker import Worker, WorkerError, get_current_worker

from search import Cancelled, LibraryError
from tui.reader.state.contracts import Job

Result = TypeVar("Result")


class Background:
    """Runs work in threads of `screen`. In each group the newest takes the others' place."""

    @dataclass
    class Answered(Message):
        """Work is done; `answer` is to be called on the thread that draws."""

        group: str
        answer: Callable[[], None]

        def can_replace(self, message: Message) -> bool:
            """Only the newest answer of a group is of use."""
            return isinstance(message, Background.Answered) and message.group == self.group

    @dataclass
    class Progressed(Message):
        """What goes on, in words; empty when it is over."""

        text: str

        def can_replace(self, message: Message) -> bool:
            """Only the newest is of use."""
            return isinstance(message, Background.Progressed)

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen

    def run(
        self,
        group: str,
        work: Callable[[Job], Result],
        done: Callable[[Result], None] | None = None,
        failed: Callable[[LibraryError], None] | None = None,
    ) -> None:
        """Run `work` in a thread, then `done` with its result, or `failed`."""

        def answer(call: Callable[[], None]) -> None:
            self._screen.post_message(self.Answered(group, call))

        def run() -> None:
            job = _ThreadJob(self._screen)
            try:
                result = work(job)
            except Cancelled:
                return  # newer work has taken its place
            except LibraryError as error:
                if failed and not job.cancelled():
                    answer(partial(failed, error))
                return
            finally:
                job.end()
            if done and not job.cancelled():
                answer(partial(done, result))

        self._screen.run_worker(run, thread=True, exclusive=True, group=group)

    async def wait(self, group: str) -> None:
        """Wait for the work of `group` that is under way, if any."""
        for worker in list(self._screen.workers):
            if worker.group == group and not worker.is_cancelled:
                with suppress(WorkerError):
                    await worker.wait()


class _ThreadJob:
    """Work in a thread of `screen`, as it sees itself."""

    def __init__(self, screen: Screen[None]) -> None:
        self._screen = screen
        self._worker: Worker[object] | None = get_current_worker()
        self._is_cancelled = False

    def cancelled(self) -> bool:
        """Whether newer work has taken its place."""
        return self._worker.is_cancelled if self._worker else self._is_cancelled

    def end(self) -> None:
        """Let the worker go: results ask for `cancelled`, and would keep all of the past alive."""
        self._is_cancelled = self.cancelled()
        self._worker = None

    def progress(self, text: str) -> None:
        """Report what it is doing."""
        self._screen.post_message(Background.Progressed(text))
