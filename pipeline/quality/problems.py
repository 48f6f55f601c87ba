"""What is wrong in datasets, and how rows are named where it is told."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.shown import shown

Tables = Mapping[str, Sequence[Row]]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which dataset, where (document and row), and what."""

    dataset: str
    where: str
    what: str

    def __str__(self) -> str:
        return shown(f"{self.dataset}: {self.where}: {self.what}")


def source_of(tables: Tables) -> str:
    """The source of the document whose rows these are."""
    return str(tables["documents"][0]["source"])


def finding_name(tables: Tables, row: Row) -> str:
    """A finding by its document, approach, year and indicator."""
    return f"{source_of(tables)}, {row['approach'] or 'approach unknown'}, {row['year']}, indicator {row['indicator_id']}"


def line_name(tables: Tables, row: Row) -> str:
    """A line by its document, page and number."""
    page = f"page {row['page']}, " if row["page"] is not None else ""
    return f"{source_of(tables)}, {page}line {row['line_number']}"


def rows_by(rows: Iterable[Row], *columns: str) -> dict[tuple[Any, ...], list[Row]]:
    """Rows with the same values in these columns, by those values."""
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        groups.setdefault(tuple(row[name] for name in columns), []).append(row)
    return groups
