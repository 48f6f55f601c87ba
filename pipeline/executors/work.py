"""One document as a unit of work: what is sent to a worker, and what comes back."""

from __future__ import annotations

import time
from collections.abc import Generator, Iterable
from dataclasses import dataclass, replace
from typing import Protocol

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs.archives import Archive
from ggsr_extract.pipeline.inputs.places import Place, refusal_of
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import Options, process, rejected
from ggsr_extract.pipeline.store.state import OF_STATES


class ExecutorError(OSError):
    """Workers cannot be started, or the cluster cannot be reached; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Task:
    """An input to read. ``data`` holds its bytes, or why there are none, where the worker need not fetch them itself."""

    source: str
    place: Place
    sha256: str | None = None
    data: bytes | Refusal | None = None


@dataclass(frozen=True, slots=True)
class Limits:
    """What one document may take: ``timeout`` in seconds and ``max_memory`` in bytes of its process; None for no limit."""

    timeout: float | None = None
    max_memory: int | None = None


class Unit(Protocol):
    """What is done with a task, in whatever process: ``work``, or a function of a module that stands in for it."""

    def __call__(self, task: Task, options: Options) -> Outcome:
        """The outcome of a task."""
        ...


class Executor(Protocol):
    """Runs tasks. Results come in any order, one for every task; at most a bounded number of tasks is taken ahead."""

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """The outcome of every task. Closing the iterator stops all work."""
        ...


_open: list[Archive] = []
"""The archive that this process read from last: its members come one after the other."""


def fetch(place: Place, limit: int) -> bytes:
    """The bytes of a place. Raises Refusal."""
    if place.member is None:
        return place.read(limit)
    if not _open or _open[0].place.location != place.location:
        release()
        _open.append(Archive(place))
    try:
        return _open[0].read(place.member, limit)
    except Exception as error:  # each object store raises its own kinds
        raise refusal_of(error) from None


def release() -> None:
    """Closes the archive that was read last."""
    while _open:
        _open.pop().close()


def work(task: Task, options: Options) -> Outcome:
    """Reads a document and packs its rows for the store. Never raises for bad input."""
    from ggsr_extract.pipeline.store.rows import pack

    started = time.perf_counter()
    data: bytes | Refusal
    if task.data is not None:
        data = task.data
    else:
        try:
            data = fetch(task.place, options.max_bytes)
        except Refusal as refusal:
            data = refusal
    fetched = time.perf_counter() - started
    outcome = process(task.source, data, options)
    started = time.perf_counter()
    try:
        packed = pack(outcome.tables)
    except (
        ValueError,
        TypeError,
        KeyError,
    ) as fault:  # rows against the contract: a fault of ours, told as what it is
        told = Refusal("internal", f"{type(fault).__name__}: {fault}"[:300])
        outcome = rejected(task.source, outcome.content_hash, told, outcome.timings)
        packed = pack(outcome.tables)
    timings = {"fetch": fetched, **outcome.timings, "pack": time.perf_counter() - started}
    tables = {name: rows for name, rows in outcome.tables.items() if name in OF_STATES}
    return replace(outcome, tables=tables, timings=timings, packed=packed)


def lost(task: Task, code: str, detail: str) -> Outcome:
    """The outcome of a document whose process came to an end before it."""
    return rejected(task.source, task.sha256, Refusal(code, detail), {})
