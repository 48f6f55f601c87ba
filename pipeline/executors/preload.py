"""What workers share: importing this module loads the libraries and the Dutch pipeline.

The fork server imports it once; every worker is then forked with all of it in memory already.
"""

from __future__ import annotations

import gc
import os

for _name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(
        _name, "1"
    )  # a worker is one process on one core, and threads do not survive a fork

gc.disable()  # what is loaded stays, and looking for garbage in it meanwhile takes time

import numpy.ma  # noqa: E402, F401 - each worker would load it at its first np.unique
import pyarrow as pa  # noqa: E402
from ggsr_extract.extractors.layout import document  # noqa: E402, F401
from ggsr_extract.extractors.readers.plumber import reader as plumber  # noqa: E402, F401
from ggsr_extract.pipeline import documents, lean, runner  # noqa: E402, F401
from ggsr_extract.pipeline.executors import work  # noqa: E402, F401

lean.without_pandas()
lean.without_commands_of_spacy()
pa.set_cpu_count(1)
runner.warm(None)
gc.collect()
gc.freeze()  # looking through it for garbage would give every worker a copy of its own
gc.enable()
