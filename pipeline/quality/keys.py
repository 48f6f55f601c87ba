"""The keys of a dataset in eight bytes each: whether one comes twice is asked of an archive of any size."""

from __future__ import annotations

from array import array
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
from ggsr_extract.models.tables import Table
from ggsr_extract.pipeline.store.parquet import FILE

Key = tuple[Any, ...]
_ROWS = 4096


class Keys:
    """The keys of a dataset below ``place``. Raises OSError and pyarrow's errors for a file that cannot be read."""

    def __init__(self, place: Path, table: Table) -> None:
        sums = array("q")
        if table.key:
            with pq.ParquetFile(place / table.name / FILE) as file:
                for batch in file.iter_batches(_ROWS, columns=list(table.key)):
                    columns = [batch.column(name).to_pylist() for name in table.key]
                    sums.extend(map(hash, zip(*columns, strict=True)))
        self._sums = np.sort(np.array(sums, np.int64))
        # Only keys that share a checksum with another one need be kept to be compared.
        self._suspects = set(self._sums[1:][self._sums[1:] == self._sums[:-1]].tolist())
        self._seen: set[Key] = set()

    def again(self, key: Key) -> bool:
        """Whether this key was asked for before; to be asked once per row."""
        if hash(key) not in self._suspects:
            return False
        if key in self._seen:
            return True
        self._seen.add(key)
        return False

    def __contains__(self, key: Key) -> bool:
        """Whether a row has this key (or, once in 2**64, another one of the same checksum)."""
        at = int(np.searchsorted(self._sums, hash(key)))
        return at < len(self._sums) and int(self._sums[at]) == hash(key)
