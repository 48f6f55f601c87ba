"""Which executor a run needs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.executors.serial import Serial
from ggsr_extract.pipeline.executors.server import FEW
from ggsr_extract.pipeline.executors.work import Executor, Limits
from ggsr_extract.pipeline.inputs.discover import Found, Patterns
from ggsr_extract.pipeline.runner import Options

TIMEOUT = 300.0
"""Seconds per document unless told otherwise: a factsheet takes a fraction of one."""
MAX_MEMORY = 2 * 2**30
"""Bytes per worker unless told otherwise: a worker takes about an eighth of it."""
SMALL = 1 << 20
"""Bytes of a text that is read without the protection of a worker."""


@dataclass(frozen=True, slots=True)
class Batch:
    """How a run works, with no influence on what it gives.

    ``workers`` are processes: None for as many as there are cores, 0 for none but this one, without limits and without
    protection. ``timeout`` (seconds) and ``max_memory`` (bytes) bound each document, None for the usual bounds.
    ``scheduler`` is the address of a Dask cluster. ``patterns`` choose among the inputs.
    """

    workers: int | None = None
    timeout: float | None = None
    max_memory: int | None = None
    scheduler: str | None = None
    patterns: Patterns = field(default_factory=Patterns)

    @property
    def limits(self) -> Limits:
        """What each document may take."""
        return Limits(self.timeout or TIMEOUT, self.max_memory or MAX_MEMORY)


def choose(batch: Batch, options: Options, items: Sequence[Found]) -> Executor:
    """The executor for these inputs.

    A few small texts are read in this process, as no library outside Python touches them, unless workers or limits were
    asked for. Raises ExecutorError when the cluster cannot be reached.
    """
    if batch.scheduler is not None:
        from ggsr_extract.pipeline.executors.cluster import Cluster

        return Cluster(options, batch.scheduler, batch.limits)
    asked = batch.workers is not None or batch.timeout is not None or batch.max_memory is not None
    if batch.workers == 0 or (not asked and len(items) <= FEW and all(map(_harmless, items))):
        return Serial(options)
    from ggsr_extract.pipeline.executors.processes import Processes

    return Processes(options, max(1, min(batch.workers or cores(), len(items))), batch.limits)


def cores() -> int:
    """Cores that this process may use, also in a container that is allowed a share of them."""
    affinity = getattr(os, "sched_getaffinity", None)
    count = len(affinity(0)) if affinity is not None else os.cpu_count() or 1
    try:
        quota, period = Path("/sys/fs/cgroup/cpu.max").read_text(encoding="ascii").split()
        return max(1, min(count, round(int(quota) / int(period))))
    except (OSError, ValueError):
        return count


def _harmless(item: Found) -> bool:
    if item.refusal is not None:
        return True
    if item.place.path is None or item.place.member is not None:
        return False
    try:
        with item.place.open() as stream:
            return (item.place.size() or 0) <= SMALL and b"%PDF-" not in stream.read(1024)
    except (OSError, Refusal):
        return True
