"""Documents in processes of this machine that may crash, hang or swell without hurting anything but themselves.

Each worker has a connection of its own, so that nothing is shared that a dying process could leave locked or half
written, and whose document was in work is never in doubt. Pools of other libraries share queues between workers.
"""

from __future__ import annotations

import tempfile
import time
from collections import deque
from collections.abc import Generator, Iterable, Iterator
from contextlib import closing, suppress
from dataclasses import replace
from multiprocessing.connection import wait
from pathlib import Path

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.executors.server import context
from ggsr_extract.pipeline.executors.work import ExecutorError, Limits, Task, Unit, fetch, lost, release, work
from ggsr_extract.pipeline.executors.worker import Worker
from ggsr_extract.pipeline.inputs.places import Place
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import Options

AHEAD = 2
"""Tasks that a worker holds: one in work and one so that it need not wait."""
TRIES = 2
"""A document whose process died is read once more in a new one: something else may have killed the first."""
LIFE = 250
"""Tasks of a worker: then a new one takes its place, as libraries remember something of every document."""
_TICK = 0.05
_FAILED_STARTS = 3
_PIPE = 16_384
"""Bytes that a connection takes without anybody reading at its other end, with room to spare."""


class Processes:
    """Runs tasks in ``workers`` processes; a document that dies, swells or takes too long becomes a refusal."""

    def __init__(
        self, options: Options, workers: int, limits: Limits | None = None, unit: Unit = work
    ) -> None:
        if workers < 1:
            raise ValueError(f"{workers} workers cannot do anything")
        self._options, self._count, self._limits = options, workers, limits or Limits()
        self._context, self._unit = context(), unit
        self._workers: list[Worker] = []
        self._deaths: dict[str, int] = {}
        self._failed = 0
        self._looked = 0.0

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """The outcomes as they come. Raises ExecutorError when no worker can be started."""
        try:
            yield from self._run(tasks)
        finally:
            self.close()
            release()

    def one(self, task: Task) -> Outcome:
        """The outcome of one task; the process stays for the next one, until ``close``."""
        (outcome,) = self._run([task])
        return outcome

    def _run(self, tasks: Iterable[Task]) -> Iterator[Outcome]:
        with closing(_Pending(tasks, self._options.max_bytes)) as pending:
            while self._hand_out(pending):
                for outcome in self._collect(pending):
                    pending.done(outcome.source)
                    yield outcome

    def close(self) -> None:
        """Ends all workers, whatever they are doing."""
        for worker in self._workers:
            if not worker.tasks:
                worker.leave()
        for worker in self._workers:
            worker.end()
        self._workers.clear()

    def _hand_out(self, pending: _Pending) -> bool:
        """Keeps every worker busy; whether anything is in work."""
        for worker in [worker for worker in self._workers if worker.given >= LIFE and not worker.tasks]:
            self._workers.remove(worker)
            worker.leave()
            worker.end()
        while True:
            open_to = [
                worker for worker in self._workers if worker.given < LIFE and len(worker.tasks) < AHEAD
            ]
            least = min(open_to, key=lambda worker: len(worker.tasks), default=None)
            may_grow = len(self._workers) < self._count and (least is None or bool(least.tasks))
            if least is None and not may_grow:
                break
            task = pending.take()
            if task is None:
                break
            if least is None or may_grow:
                least = Worker(self._context, self._options, self._limits, self._unit)
                self._workers.append(least)
            least.give(task)
        return any(worker.tasks for worker in self._workers)

    def _collect(self, pending: _Pending) -> Iterator[Outcome]:
        """What has come since: results, and refusals for documents that took their process with them."""
        ready = wait([worker.connection for worker in self._workers if worker.tasks], self._patience())
        for worker in [worker for worker in self._workers if worker.connection in ready]:
            try:
                outcome = worker.receive()
            except EOFError:
                yield from self._bury(worker, pending)
                continue
            self._failed = 0
            if outcome is not None:
                if any(row["error"] == "memory" for row in outcome.tables.get("rejects", ())):
                    # what it could not free would be missing for the documents after this one
                    self._workers.remove(worker)
                    pending.again(worker.tasks)
                    worker.end()
                yield outcome
        if time.monotonic() - self._looked < _TICK:
            return
        self._looked = time.monotonic()
        for worker in [worker for worker in self._workers if worker.tasks and worker.since is not None]:
            verdict = self._verdict(worker)
            if verdict is not None:
                task = self._remove(worker, pending)
                worker.end()
                yield lost(task, *verdict)

    def _patience(self) -> float | None:
        if self._limits.max_memory is not None:
            return _TICK
        if self._limits.timeout is None:
            return None
        now = time.monotonic()
        running = [worker.since for worker in self._workers if worker.tasks and worker.since is not None]
        return max(0.0, min(running, default=now) + self._limits.timeout - now)

    def _verdict(self, worker: Worker) -> tuple[str, str] | None:
        limits = self._limits
        if limits.timeout is not None and worker.since is not None:
            spent = time.monotonic() - worker.since
            if spent >= limits.timeout and not worker.connection.poll():
                return "timeout", f"{limits.timeout:g} s"
        if limits.max_memory is not None and worker.memory() > limits.max_memory:
            return "memory", f"the limit is {limits.max_memory // 2**20} MB"
        return None

    def _remove(self, worker: Worker, pending: _Pending) -> Task:
        """Takes a worker out; gives the task that it was at, the others wait again."""
        self._workers.remove(worker)
        first = worker.tasks.popleft()
        pending.again(worker.tasks)
        worker.tasks.clear()
        return first

    def _bury(self, worker: Worker, pending: _Pending) -> Iterator[Outcome]:
        started = worker.since is not None
        task = self._remove(worker, pending)
        how = worker.died()
        if not started:
            self._failed += 1
            if self._failed >= _FAILED_STARTS:
                raise ExecutorError(f"Workers cannot be started: the last one ended with {how}.")
            pending.again([task])
            return
        deaths = self._deaths[task.source] = self._deaths.get(task.source, 0) + 1
        if deaths < TRIES:
            pending.again([task])
        else:
            yield lost(task, "crashed", how)


class _Pending:
    """Tasks that wait.

    Members of a tar are laid out as files, since it can only be read from front to back; so is what workers cannot see, and
    what would not fit into a connection, since its worker may be busy for long.
    """

    def __init__(self, tasks: Iterable[Task], limit: int) -> None:
        self._tasks, self._limit = iter(tasks), limit
        self._folder: tempfile.TemporaryDirectory[str] | None = (
            None  # made when it is needed, which is seldom
        )
        self._again: deque[Task] = deque()
        self._laid_out: dict[str, Path] = {}
        self._number = 0

    def take(self) -> Task | None:
        """The next task, None when there are no more."""
        if self._again:
            return self._again.popleft()
        task = next(self._tasks, None)
        if task is None or isinstance(task.data, Refusal):
            return task
        if isinstance(task.data, bytes):
            return self._lay_out(task, task.data) if len(task.data) > _PIPE else task
        packed = task.place.member is not None and not task.place.location.lower().endswith(".zip")
        if not (packed or task.place.private):
            return task
        try:
            return self._lay_out(task, fetch(task.place, self._limit))
        except Refusal as refusal:
            return replace(task, data=refusal)

    def close(self) -> None:
        """Removes what is laid out."""
        if self._folder is not None:
            self._folder.cleanup()

    def again(self, tasks: Iterable[Task]) -> None:
        """Puts tasks before all others."""
        self._again.extendleft(reversed(list(tasks)))

    def done(self, source: str) -> None:
        """Frees what was laid out for a task."""
        path = self._laid_out.pop(source, None)
        if path is not None:
            with suppress(OSError):
                path.unlink()

    def _lay_out(self, task: Task, data: bytes) -> Task:
        try:
            if self._folder is None:
                self._folder = tempfile.TemporaryDirectory(prefix="ggsr-extract-")
            path = Path(self._folder.name, str(self._number))
            path.write_bytes(data)
        except OSError as fault:
            raise ExecutorError(
                f"{tempfile.gettempdir()} cannot take a temporary file: {fault.strerror}. Make room there, or name another"
                " folder with the variable TMPDIR."
            ) from None
        self._number += 1
        self._laid_out[task.source] = path
        return replace(task, place=Place(str(path)), data=None)
