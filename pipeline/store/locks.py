"""One run at a time in one output folder.

The lock belongs to the operating system: it ends with the process that holds it, however that process ends.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from ggsr_extract.pipeline.store.errors import OutputBusy


@contextmanager
def folder_lock(path: Path, wait: float | None = 0) -> Iterator[Callable[[], bool]]:
    """Holds the lock file ``path``; waits ``wait`` seconds for another run to end, for ever when None.

    Gives what tells whether the lock still stands there: who removes the folder removes its lock, and the next run has
    another one. Raises OutputBusy, which names the other run, when that one has not ended by then.
    """
    lock = FileLock(path)
    holder = path.with_suffix(".json")
    try:
        lock.acquire(timeout=-1 if wait is None else wait)
    except Timeout as fault:
        raise OutputBusy(
            f"Another run{_who(holder)} is writing into {path.parent.parent}. Wait until it has ended, or give --wait."
        ) from fault
    try:
        holder.write_text(
            json.dumps({"process": os.getpid(), "host": socket.gethostname()}), encoding="utf-8"
        )
        mine = _identity(path)
        yield lambda: _identity(path) == mine
    finally:
        lock.release()


def _identity(path: Path) -> tuple[int, int] | None:
    """What tells a file from all others, as long as it is open."""
    try:
        about = path.stat()
    except OSError:
        return None
    return about.st_dev, about.st_ino


def _who(holder: Path) -> str:
    try:
        data = json.loads(holder.read_text(encoding="utf-8"))
        return f" (process {data['process']} on {data['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
