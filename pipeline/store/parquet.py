"""Writing a dataset as Parquet, the same bytes for the same rows however they arrive."""

from __future__ import annotations

from concurrent.futures import Executor, Future
from contextlib import suppress
from pathlib import Path
from threading import Lock

import pyarrow as pa
import pyarrow.parquet as pq
from ggsr_extract.models.tables import Column, Table, arrow_schema

FILE = "part-0.parquet"
GROUP_ROWS = 4096
"""Rows of a row group."""
FRESH = 16
"""Pieces of rows that are held as they came, before they are put together."""


def _is_text(column: Column) -> bool:
    return pa.types.is_string(column.type) or pa.types.is_nested(column.type)


class DatasetWriter:
    """Appends rows to one Parquet file in row groups of a fixed size.

    Groups are compressed and written by ``helpers``, one after the other, while the next one is gathered; two groups are
    held in memory at most.
    """

    def __init__(self, path: Path, table: Table, helpers: Executor) -> None:
        self.rows = 0
        self._helpers = helpers
        self._writing: Future[None] | None = None
        self._using = Lock()  # closing a file that is being written ends the process
        self._schema = arrow_schema(table)
        self._held: list[pa.Table] = []
        self._fresh: list[pa.Table] = []
        self._held_rows = 0
        path.parent.mkdir(parents=True, exist_ok=True)
        listed = [column.name for column in table.columns if column.enum or column.references]
        self._writer = pq.ParquetWriter(
            path,
            self._schema,
            compression="zstd",
            compression_level=3,
            version="2.6",
            # For texts, which do not come twice and are not sought by range, both would be work for nothing.
            use_dictionary=listed,  # type: ignore[arg-type]  # columns, which the stubs do not know of
            write_statistics=[*listed, *(column.name for column in table.columns if not _is_text(column))],
        )

    def append(self, rows: pa.Table) -> None:
        """Adds rows; raises OSError when the disk does not take them."""
        if not rows.num_rows:
            return
        self.rows += rows.num_rows
        self._fresh.append(rows)
        self._held_rows += rows.num_rows
        if len(self._fresh) == FRESH:
            # Few rows can hold on to a whole document's memory: copy them out of it.
            self._held.append(pa.concat_tables(self._fresh).combine_chunks())
            self._fresh = []
        while self._held_rows >= GROUP_ROWS:
            self._write(GROUP_ROWS)

    def close(self) -> None:
        """Writes what is held and ends the file. Raises OSError."""
        if self._held_rows:
            self._write(self._held_rows)
        self._settle()
        self._writer.close()

    def abandon(self) -> None:
        """Lets go of the file, whatever state it is in; does nothing after ``close``."""
        with suppress(OSError, pa.ArrowException):
            self._settle()
        with suppress(OSError, pa.ArrowException), self._using:
            self._writer.close()
        self._writer.is_open = False  # or it would try, and complain, once more when it is collected

    def _write(self, count: int) -> None:
        held = pa.concat_tables([*self._held, *self._fresh])
        self._settle()
        self._writing = self._helpers.submit(self._put, held.slice(0, count))
        rest = held.slice(count)
        self._held, self._fresh = ([rest] if rest.num_rows else []), []
        self._held_rows = rest.num_rows

    def _put(self, group: pa.Table) -> None:
        # One contiguous chunk: pages must not depend on how the rows arrived.
        rows = group.combine_chunks()
        with self._using:
            if self._writer.is_open:
                self._writer.write_table(rows, row_group_size=GROUP_ROWS)

    def _settle(self) -> None:
        """Waits for the group that is being written. Raises what went wrong there."""
        if self._writing is not None:
            try:
                self._writing.result()
            finally:
                if self._writing.done():  # not so when the wait is interrupted
                    self._writing = None
