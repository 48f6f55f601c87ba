"""One run at a time in one output folder.

The lock belongs to the operating system: it ends with the process that holds it, however that process ends.
"""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout
from ggsr_extract.pipeline.store.errors import OutputBusy


@contextmanager
def folder_lock(path: Path, wait: float | None = 0) -> Iterator[None]:
    """Holds the lock file ``path``; waits ``wait`` seconds for another run to end, for ever when None.

    Raises OutputBusy, which names the other run, when that one has not ended by then.
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
        yield
    finally:
        lock.release()


def _who(holder: Path) -> str:
    try:
        data = json.loads(holder.read_text(encoding="utf-8"))
        return f" (process {data['process']} on {data['host']})"
    except (OSError, ValueError, KeyError, TypeError):
        return ""
