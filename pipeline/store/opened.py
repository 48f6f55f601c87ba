"""Datasets of one release, open to be read in pieces: in memory that does not grow with the archive."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from functools import lru_cache
from itertools import accumulate, groupby, pairwise
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.store.manifest import Manifest
from ggsr_extract.pipeline.store.remote import release_at
from ggsr_extract.pipeline.store.view import of_one_release

_GROUPS = 2
"""Row groups of a file that are kept: documents stand one behind the other, and one may reach into the next group."""


@contextmanager
def opened(
    folder: str | os.PathLike[str], columns: Mapping[str, Sequence[str]]
) -> Iterator[dict[str, pq.ParquetFile]]:
    """The datasets that ``columns`` names, all of the release that the manifest of a folder or URL describes.

    Each file is checked against its checksum and has the columns that are named for it. What is open stays as it is when
    a run replaces the release. Raises NoRelease and StoreError.
    """
    with ExitStack() as stack:
        yield _opened(stack.enter_context(release_at(folder, columns)), columns, stack)


def _opened(
    folder: Path, columns: Mapping[str, Sequence[str]], stack: ExitStack
) -> dict[str, pq.ParquetFile]:
    def opened(place: Path, manifest: Manifest) -> dict[str, pq.ParquetFile]:
        files: dict[str, pq.ParquetFile] = {}
        for entry in manifest.files:
            if entry.dataset in columns and entry.dataset is not None:
                files[entry.dataset] = _file(place / entry.path, entry.sha256, stack)
        for name, wanted in columns.items():
            if name not in files:
                raise ValueError(f"the manifest names no {name}")
            absent = [column for column in wanted if column not in files[name].schema_arrow.names]
            if absent:
                raise ValueError(f"{name} lacks {', '.join(absent)}: another version of the program wrote it")
        return files

    return of_one_release(folder, opened)


def _file(path: Path, sha256: str, stack: ExitStack) -> pq.ParquetFile:
    stream = stack.enter_context(path.open("rb"))
    if hashlib.file_digest(stream, "sha256").hexdigest() != sha256:
        raise ValueError(f"{path.parent.name}/{path.name} does not have the checksum that the manifest gives")
    stream.seek(0)
    return stack.enter_context(pq.ParquetFile(stream))


class RowsOfDocuments:
    """The rows of a dataset, of one document after the other in any order; quick in the order in which they stand."""

    def __init__(self, file: pq.ParquetFile, columns: Sequence[str]) -> None:
        self._file, self._columns = file, list(columns)
        sizes = [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)]
        self._begins = [0, *accumulate(sizes)]
        self._runs: dict[str | None, list[range]] = {}
        at = 0
        for batch in file.iter_batches(columns=["document_id"], use_threads=False):
            for document_id, rows in groupby(batch.column(0).to_pylist()):
                begin, at = at, at + sum(1 for _ in rows)
                self._runs.setdefault(document_id, []).append(range(begin, at))
        self._group = lru_cache(_GROUPS)(self._read)

    def of(self, document_id: str) -> list[Row]:
        """The rows of a document, in order; none when there are none."""
        return [row for run in self._runs.get(document_id, ()) for row in self._rows(run)]

    def _rows(self, run: range) -> Iterator[Row]:
        for number, (begin, end) in enumerate(pairwise(self._begins)):
            if begin < run.stop and run.start < end:
                first = max(run.start, begin)
                yield from (self._group(number).slice(first - begin, min(run.stop, end) - first).to_pylist())

    def _read(self, number: int) -> pa.Table:
        return self._file.read_row_group(number, columns=self._columns, use_threads=False)
