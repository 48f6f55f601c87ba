"""Documents one after the other in this process: no start-up cost, no protection against a library that crashes."""

from __future__ import annotations

from collections.abc import Generator, Iterable

from ggsr_extract.pipeline.executors.work import Task, release, work
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import Options


class Serial:
    """Runs every task in this process, in order. Time and memory have no limit here."""

    def __init__(self, options: Options) -> None:
        self._options = options

    def run(self, tasks: Iterable[Task]) -> Generator[Outcome, None, None]:
        """The outcomes in the order of the tasks."""
        try:
            for task in tasks:
                yield work(task, self._options)
        finally:
            release()
