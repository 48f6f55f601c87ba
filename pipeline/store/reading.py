"""Reading the datasets of a release back, one document after the other, in memory that does not grow with the archive."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from ggsr_extract.models.tables import TABLES
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.store.parquet import FILE

_BATCH = 512
"""Rows that are made of a dataset at a time: those of some documents."""
PER_DOCUMENT: tuple[str, ...] = tuple(
    name for name, table in TABLES.items() if table.per_document and name != "rejects"
)


def rows_of(place: Path, dataset: str, columns: Sequence[str] | None = None) -> Iterator[Row]:
    """All rows of a dataset, in order; of the ``columns`` named only these. Raises OSError and pyarrow's errors for a file that cannot be read."""
    with pq.ParquetFile(place / dataset / FILE) as file:
        for batch in file.iter_batches(_BATCH, columns=None if columns is None else list(columns)):
            yield from batch.to_pylist()


def table_of(dataset: str, columns: Sequence[str], data: bytes) -> pa.Table:
    """The columns named (none for all of the dataset's) of the bytes of a Parquet file.

    Raises ValueError when one is missing, and pyarrow's errors for bytes that are no Parquet. It is read in this thread
    alone: another one that still lets go of the bytes while Python ends aborts the program.
    """
    wanted = list(columns or TABLES[dataset].names)
    with pq.ParquetFile(pa.BufferReader(data)) as file:
        absent = [name for name in wanted if name not in file.schema_arrow.names]
        if absent:
            raise ValueError(f"{dataset} lacks {', '.join(absent)}: another version of the program wrote it")
        return file.read(columns=wanted, use_threads=False)


class DocumentReader:
    """The rows of all datasets, document by document in the order of ``documents``.

    After the last document, ``stray`` names datasets and documents whose rows stood where no document asked for them.
    """

    def __init__(self, place: Path) -> None:
        self.place = place
        self.stray: list[tuple[str, str]] = []

    def __iter__(self) -> Iterator[dict[str, list[Row]]]:
        streams = {
            name: groupby(rows_of(self.place, name), lambda row: row["document_id"])
            for name in PER_DOCUMENT
            if name != "documents"
        }
        ahead: dict[str, tuple[str, list[Row]] | None] = dict.fromkeys(streams)
        for document in rows_of(self.place, "documents"):
            tables: dict[str, list[Row]] = {"documents": [document]}
            for name, stream in streams.items():
                group = ahead[name] or _next(stream)
                if group is not None and group[0] == document["document_id"]:
                    tables[name], ahead[name] = group[1], None
                else:
                    tables[name], ahead[name] = [], group
            yield tables
        for name, stream in streams.items():
            group = ahead[name] or _next(stream)
            while group is not None:
                self.stray.append((name, group[0]))
                group = _next(stream)


def _next(stream: Iterator[tuple[str, Iterator[Row]]]) -> tuple[str, list[Row]] | None:
    for document_id, rows in stream:
        return document_id, list(rows)
    return None
