"""Documents on a running Dask cluster: the same work in the same protection, on other machines.

Each cluster worker reads its documents in a process of its own, as on one machine, so that a document that crashes costs
the cluster no worker, and time and memory are bounded. A cluster worker that is lost is none of the documents' fault:
Dask gives them to another one.
"""

from __future__ import annotations

import logging
import re
import socket
import threading
import time
import warnings
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from itertools import islice
from typing import Any

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.executors.processes import Processes
from ggsr_extract.pipeline.executors.work import (
    ExecutorError,
    Limits,
    Task,
    Unit,
    fetch,
    lost,
    release,
    work,
)
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import STAGES, VERSION, Options

AHEAD = 3
"""Tasks under way per thread of the cluster: one in work, others on their way."""
LOSSES = 3
"""A document is given up when Dask gave up this often to find it a worker that stays."""
_CONNECT = 30
"""Seconds to wait for the scheduler, and for a first worker."""
_ADDRESS = re.compile(r"(?:(?P<scheme>[a-z]+)://)?(?P<host>\[[^\]\s]+\]|[^/:\s]+):(?P<port>\d{1,5})/?")
_LOOK = 5
_DESERTED = 120
"""Seconds without any worker after which the run ends."""


class Cluster:
    """Runs tasks on the workers of a Dask scheduler. Files of this machine are sent, URLs are fetched by the workers."""

    def __init__(
        self, options: Options, address: str, limits: Limits | None = None, unit: Unit = work
    ) -> None:
        self._options, self._address = options, address
        self._limits, self._unit = limits or Limits(), unit
        self._losses: dict[str, int] = {}
        self._seen = 0.0

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """The outcomes as they come. Raises ExecutorError when the cluster cannot be reached or has no workers."""
        client = self._connect()
        under_way: dict[Any, Task] = {}
        waiting = iter(tasks)
        try:
            while True:
                with self._answering():
                    room = AHEAD * max(1, self._threads(client)) - len(under_way)
                    for task in islice(waiting, max(0, room)):
                        under_way[self._submit(client, task)] = task
                    finished = self._finished(client, under_way) if under_way else []
                if not under_way:
                    return
                for future in finished:
                    task = under_way.pop(future)
                    outcome = self._result(future, task)
                    future.release()
                    if outcome is None:
                        with self._answering():
                            under_way[self._submit(client, task)] = task
                    else:
                        yield outcome
        finally:
            release()
            client.cancel(list(under_way), force=True)
            client.close()

    @contextmanager
    def _answering(self) -> Iterator[None]:
        """What Dask raises, of its own kinds, where the scheduler is gone is an ExecutorError that says what to do."""
        try:
            yield
        except ExecutorError:
            raise
        except Exception as fault:
            raise ExecutorError(
                f"The scheduler at {self._address} does not answer any more ({type(fault).__name__}). What was read is"
                " kept: start it again, and run the same command."
            ) from fault

    def _connect(self) -> Any:
        self._call_up()
        try:
            from distributed import Client
        except ImportError:
            raise ExecutorError(
                "A cluster needs the package `distributed`: install ggsr-extract with the extra `distributed`."
            ) from None
        logging.getLogger("distributed.client").setLevel(logging.CRITICAL)  # what it tells is raised as well
        client = None
        try:
            client = Client(self._address, timeout=_CONNECT, set_as_default=False)
            client.wait_for_workers(1, timeout=_CONNECT)
            versions = set(client.run(_version).values())
        except Exception as fault:  # connections, time, and what workers without the package raise
            if client is not None:
                client.close()
            raise ExecutorError(
                f"The cluster at {self._address} cannot be used: {fault}. Check the address, and that it has workers"
                " with ggsr-extract installed."
            ) from None
        if versions != {_version()}:
            client.close()
            raise ExecutorError(
                f"The workers of the cluster have another version of ggsr-extract ({', '.join(sorted(versions))})."
                f" Install {VERSION} there."
            )
        return client

    def _call_up(self) -> None:
        """Raise ExecutorError at once where nobody listens: Dask itself keeps trying until its time is up."""
        found = _ADDRESS.fullmatch(self._address)
        if not found or int(found["port"]) > 65_535:
            raise ExecutorError(
                f"{self._address!r} is no address of a scheduler. Give --scheduler as tcp://host:8786."
            )
        if found["scheme"] not in (None, "tcp", "tls"):
            return
        try:
            socket.create_connection((found["host"].strip("[]"), int(found["port"])), _CONNECT).close()
        except (OSError, UnicodeError) as fault:
            raise ExecutorError(
                f"The cluster at {self._address} cannot be used: {fault}. Check the address, and that the scheduler runs."
            ) from None

    def _submit(self, client: Any, task: Task) -> Any:
        if task.data is None and (task.place.path is not None or task.place.private):
            try:
                task = replace(task, data=fetch(task.place, self._options.max_bytes))
            except Refusal as refusal:
                task = replace(task, data=refusal)
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")  # a document is one piece
            return client.submit(
                perform, task, self._options, self._limits, self._unit, pure=False, retries=2
            )

    def _finished(self, client: Any, under_way: dict[Any, Task]) -> list[Any]:
        from distributed import wait

        try:
            with client.as_current():
                return list(wait(list(under_way), timeout=_LOOK, return_when="FIRST_COMPLETED").done)
        except TimeoutError:
            if not self._threads(client) and time.monotonic() - self._seen > _DESERTED:
                raise ExecutorError(
                    f"The cluster at {self._address} has lost all of its workers. What was read is kept: start workers"
                    " again, and run the same command."
                ) from None
            return []

    def _result(self, future: Any, task: Task) -> Outcome | None:
        """The outcome; None when the task is to be given again."""
        from distributed import KilledWorker

        try:
            outcome: Outcome = future.result()
        except KilledWorker:
            losses = self._losses[task.source] = self._losses.get(task.source, 0) + 1
            return (
                None if losses < LOSSES else lost(task, "crashed", "it was lost with workers of the cluster")
            )
        except Exception as fault:
            raise ExecutorError(f"The cluster at {self._address} failed at {task.source}: {fault}") from fault
        return outcome

    def _threads(self, client: Any) -> int:
        count = int(sum(client.nthreads().values()))
        if count:
            self._seen = time.monotonic()
        return count


def _version() -> str:
    return f"{VERSION} {' '.join(STAGES.values())}"


_local = threading.local()


def perform(task: Task, options: Options, limits: Limits, unit: Unit) -> Outcome:
    """Runs on a cluster worker: one task in a protected process, which stays for the next task of this thread."""
    settings = (options, limits, unit)
    if getattr(_local, "settings", None) != settings:
        keeper = getattr(_local, "keeper", None)
        if keeper is not None:
            keeper.close()
        _local.settings, _local.keeper = settings, Processes(options, 1, limits, unit)
    outcome: Outcome = _local.keeper.one(task)
    return outcome
