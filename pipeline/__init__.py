"""Order, effects and people: stages, runner, store, command line.

For data scientists: ``load`` gives the datasets as typed frames, ``extract`` one factsheet's result in memory.
"""

from __future__ import annotations

# Imported here and not on first use: importing the modules of these names later would put them in the functions' place.
from ggsr_extract.pipeline.frames.extract import extract
from ggsr_extract.pipeline.frames.load import load

__all__ = ["extract", "load"]
