"""A worker process as the pool sees it, and what runs inside it."""

from __future__ import annotations

import logging
import math
import multiprocessing
import os
import signal
import sys
import threading
import time
from collections import deque
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing.connection import Connection
from multiprocessing.context import ForkServerContext, SpawnContext
from multiprocessing.process import BaseProcess
from types import ModuleType
from typing import Any

from ggsr_extract.pipeline.executors.server import uninterrupted
from ggsr_extract.pipeline.executors.work import ExecutorError, Limits, Task, Unit
from ggsr_extract.pipeline.lean import few_collections
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import Options

READY = "ready"
_GRACE = 15.0
"""Seconds after the timeout at which a worker ends by itself, should its parent be gone."""
_HEADROOM = 1 << 30
"""Bytes above the limit that the system refuses at once: a leap that nobody would see in time."""


class Worker:
    """A process that reads the tasks it is given, one after the other.

    ``tasks`` are those without a result yet, the first of them in work; ``since`` is when that began (monotonic seconds),
    None before the process is ready; ``given`` is how many tasks it was ever given.
    """

    def __init__(
        self, make: ForkServerContext | SpawnContext, options: Options, limits: Limits, unit: Unit
    ) -> None:
        self.tasks: deque[Task] = deque()
        self.since: float | None = None
        self.given = 0
        self._watched: Any = None
        self.connection, other = make.Pipe()
        self._process: BaseProcess = make.Process(
            target=serve,
            args=(other, options, limits, unit, dict(os.environ)),
            daemon=True,
            name="ggsr-worker",
        )
        try:
            with _apart():
                self._process.start()
        except EOFError:  # the fork server ended while it loaded
            raise ExecutorError("Workers cannot be started: what they need does not load.") from None
        finally:
            other.close()

    @property
    def pid(self) -> int:
        """Its process id."""
        return self._process.pid or 0

    def give(self, task: Task) -> None:
        """Adds a task."""
        self.tasks.append(task)
        self.given += 1
        if len(self.tasks) == 1 and self.since is not None:
            self.since = time.monotonic()
        with suppress(OSError):  # it has died: that is seen, and told, where its results are read
            self.connection.send(task)

    def receive(self) -> Outcome | None:
        """What it sent: an outcome of the first task, or None when it has become ready. Raises EOFError when it is dead."""
        try:
            message: Outcome | str = self.connection.recv()
        except OSError:
            raise EOFError from None
        self.since = time.monotonic()
        if isinstance(message, str):
            return None
        self.tasks.popleft()
        return message

    def memory(self) -> int:
        """Bytes of its memory that are in use, 0 when it is gone."""
        import psutil

        try:
            if self._watched is None:
                self._watched = psutil.Process(self.pid)
            return int(self._watched.memory_info().rss)
        except psutil.Error:
            return 0

    def end(self) -> str:
        """Kills the process if it still lives, frees what it held, and says how it ended."""
        self._process.join(0.5 if self._process.exitcode is None and not self.tasks else 0)
        if self._process.exitcode is None:
            self._process.kill()
        self._process.join()
        self.connection.close()
        return _how(self._process.exitcode or 0)

    def died(self) -> str:
        """How a process ended whose connection has closed."""
        self._process.join(2.0)
        return self.end()

    def leave(self) -> None:
        """Asks an idle process to end."""
        with suppress(OSError):
            self.connection.send(None)


def _how(status: int) -> str:
    if status >= 0:
        return f"exit status {status}"
    try:
        return signal.Signals(-status).name
    except ValueError:
        return f"signal {-status}"


_starting = threading.Lock()


@contextmanager
def _apart() -> Iterator[None]:
    """Starts a process that has nothing to do with the program that starts it.

    Python would run the program's main script in it again, guarded or not; and would refuse to start one from a worker of
    a cluster, itself a daemon of its keeper. Both are there for targets and clean-up that this one has no need of: its
    target is in this module, and it ends when its connection does. Nor do interrupts concern it, from its first moment
    on: the program decides what they mean.
    """
    with _starting, uninterrupted():
        main = sys.modules["__main__"]
        settings: dict[str, Any] = vars(multiprocessing.current_process()).get("_config", {})
        daemon = settings.pop("daemon", None)
        sys.modules["__main__"] = ModuleType("__main__")
        try:
            yield
        finally:
            sys.modules["__main__"] = main
            if daemon is not None:
                settings["daemon"] = daemon


def serve(
    connection: Connection, options: Options, limits: Limits, unit: Unit, environment: Mapping[str, str]
) -> None:
    """Runs in the worker: tasks in, outcomes out, until there are no more or the other side is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # where it could not be held back
    os.environ.update(
        environment
    )  # the fork server has that of its own start: access to a store may be newer
    logging.disable(logging.CRITICAL)  # what libraries think of a document is told by its checks
    _confine(limits)
    import ggsr_extract.pipeline.executors.preload  # noqa: F401
    from ggsr_extract.pipeline.executors.work import lost

    with suppress(EOFError, BrokenPipeError, ConnectionResetError), few_collections():
        connection.send(READY)
        while (task := connection.recv()) is not None:
            _alarm(limits.timeout)
            try:
                outcome = unit(task, options)
            except MemoryError:
                outcome = lost(task, "memory", "the system gave no more")
            _alarm(None)
            connection.send(outcome)


def _confine(limits: Limits) -> None:
    try:
        import resource
    except ImportError:
        return
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if limits.max_memory is not None:
        bound = limits.max_memory + _HEADROOM
        with suppress(ValueError, OSError):
            resource.setrlimit(resource.RLIMIT_DATA, (bound, bound))


def _alarm(timeout: float | None) -> None:
    """Sets when the system is to end this process, should nobody else; with None no more."""
    if hasattr(signal, "alarm"):
        signal.alarm(math.ceil(timeout + _GRACE) if timeout is not None else 0)
