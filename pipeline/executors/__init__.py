"""Ways to run documents: in this process, in processes of this machine, on a cluster. Same call, same results."""

from __future__ import annotations

from ggsr_extract.pipeline.executors.work import Executor, Limits, Task

__all__ = ["Executor", "Limits", "Task"]
