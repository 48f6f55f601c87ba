"""The process that workers are forked from. Imports nothing of ours, so that it can begin to load before anything else."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import resource_tracker
from multiprocessing.context import ForkServerContext, SpawnContext

_PRELOAD = "ggsr_extract.pipeline.executors.preload"
FEW = 3
"""So many small texts are read sooner than workers are there."""


def context() -> ForkServerContext | SpawnContext:
    """How workers are made: forked by a small server that has loaded everything, where the system can do that.

    Forking the program itself would copy its threads' locks in whatever state they are; starting each worker anew would
    load everything once per worker, also for each one that is replaced.
    """
    if "forkserver" in multiprocessing.get_all_start_methods():
        server = multiprocessing.get_context("forkserver")
        server.set_forkserver_preload([_PRELOAD])
        return server
    return multiprocessing.get_context("spawn")


def load_ahead() -> None:
    """Lets the server load while this process does; a server that nobody needs ends with this process."""
    if isinstance(context(), ForkServerContext):
        from multiprocessing import forkserver

        with uninterrupted():
            forkserver.ensure_running()


@contextmanager
def uninterrupted() -> Iterator[None]:
    """Holds interrupts back from this thread; processes that it starts meanwhile never get any."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # would let interrupts through again, were it not there yet
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
