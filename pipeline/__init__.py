"""Order, effects and people: stages, runner, store, command line.

For data scientists: ``load`` gives the datasets as typed frames, ``extract`` one factsheet's result in memory.
"""

from __future__ import annotations

from typing import Any

# Imported here and not on first use: importing the module `load` later would put it in the place of the function.
from ggsr_extract.pipeline.load import load

__all__ = ["extract", "load"]


def __getattr__(name: str) -> Any:
    if name == "extract":
        from ggsr_extract.pipeline.extract import extract

        globals()["extract"] = extract
        return extract
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
