"""A run whose last document never ends, for being interrupted: python -m tests.pipeline.interrupted INPUT OUT."""

from __future__ import annotations

import sys

from ggsr_extract.pipeline import cli
from ggsr_extract.pipeline import run as job
from ggsr_extract.pipeline.executors.processes import Processes
from ggsr_extract.pipeline.executors.work import Executor, Limits
from ggsr_extract.pipeline.runner import Options

from tests.pipeline import faults


class Told(Processes):
    """Says when three documents have landed."""

    def run(self, tasks):  # type: ignore[no-untyped-def]
        for number, outcome in enumerate(super().run(tasks), 1):
            yield outcome
            if number == 3:
                print("three landed", flush=True)


def choose(*_: object) -> Executor:
    return Told(Options(), 2, Limits(timeout=120), faults.work)


if __name__ == "__main__":
    job.choose = choose
    sys.argv = ["ggsr-extract", "run", sys.argv[1], "--out", sys.argv[2]]
    cli.main()
