"""Work that goes wrong on purpose, by the name of the document."""

from __future__ import annotations

import os
import re
import signal

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.executors import work as real
from ggsr_extract.pipeline.executors.work import Task
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import Options, rejected


def work(task: Task, options: Options) -> Outcome:
    name = task.source.rsplit("/", 1)[-1].removeprefix("zz-")
    if name.startswith("segfault"):
        os.kill(os.getpid(), signal.SIGSEGV)
    if name.startswith("exit"):
        os._exit(3)
    if name.startswith("hang"):  # inside C code that holds the interpreter
        re.match(r"(a+)+$", "a" * 60 + "b")
    if name.startswith("swell"):
        held = []
        while True:
            held.append(b"x" * (16 << 20))
    if name.startswith("pid"):
        return rejected(task.source, None, Refusal("unreadable", str(os.getpid())), {})
    if name.startswith("once") and task.place.path is not None:
        mark = task.place.path.with_name(".died")
        if not mark.exists():
            mark.touch()
            os.kill(os.getpid(), signal.SIGKILL)
    if name.startswith("noise"):
        raise MemoryError
    return real.work(task, options)
