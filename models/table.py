"""What a dataset is: columns with their meaning, and how rows become Arrow under checks.

The contract itself, every column of every dataset, stands in ``models.tables``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pyarrow as pa

Row = Mapping[str, Any]


class ContractError(ValueError):
    """Rows that break the contract of their dataset: a programming error, never the fault of an input."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column: name, Arrow type and meaning.

    ``null_when`` says when the value is null; a column without it is never null. ``enum`` lists the allowed values (of
    the items, for a list); ``minimum`` and ``maximum`` bound a number. ``references`` is the (dataset, column) in which
    every value must be found. ``unit`` and ``dutch`` (the term that STJ uses) are for people.
    """

    name: str
    type: pa.DataType
    description: str
    null_when: str | None = None
    enum: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    references: tuple[str, str] | None = None
    unit: str | None = None
    dutch: str | None = None

    @property
    def nullable(self) -> bool:
        """Whether null is a value of this column."""
        return self.null_when is not None

    @property
    def field(self) -> pa.Field[Any]:
        """The Arrow field, with the meaning as metadata that Parquet keeps."""
        facts = {
            "description": self.description,
            "unit": self.unit,
            "dutch": self.dutch,
            "null_when": self.null_when,
            "enum": " | ".join(self.enum),
            "references": ".".join(self.references or ()),
        }
        return pa.field(
            self.name, self.type, self.nullable, metadata={key: text for key, text in facts.items() if text}
        )


@dataclass(frozen=True, slots=True, eq=False)
class Table:
    """One dataset. ``key`` names the columns whose values together are unique; ``rows`` says what one row is.

    ``per_document`` tells the datasets that are made document by document (all but the framework).
    """

    name: str
    rows: str
    description: str
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ()
    per_document: bool = True

    @property
    def names(self) -> tuple[str, ...]:
        """Column names in order."""
        return tuple(column.name for column in self.columns)

    def column(self, name: str) -> Column:
        """The column of that name; KeyError when there is none."""
        for column in self.columns:
            if column.name == name:
                return column
        raise KeyError(f"{self.name}.{name}")


@cache
def arrow_schema(table: Table) -> pa.Schema:
    """The Arrow schema of a dataset, descriptions included."""
    return pa.schema(
        [column.field for column in table.columns],
        metadata={"dataset": table.name, "rows": table.rows, "description": table.description},
    )


def rows_to_arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table under the dataset's schema.

    Raises ContractError for a missing or unknown column, a value of another type, a null where none may be, a value
    outside its list or bounds, and a key that comes twice.
    """
    records = list(rows)
    expected = set(table.names)
    for index, record in enumerate(records):
        if record.keys() != expected:
            missing, unknown = sorted(expected - record.keys()), sorted(record.keys() - expected)
            raise ContractError(f"{table.name} row {index}: missing {missing}, unknown {unknown}")
    arrays = [_array(table, column, [record[column.name] for record in records]) for column in table.columns]
    if table.key:
        seen: set[tuple[Any, ...]] = set()
        for index, record in enumerate(records):
            key = tuple(record[name] for name in table.key)
            if key in seen:
                raise ContractError(f"{table.name} row {index}: key {key} comes twice")
            seen.add(key)
    return pa.Table.from_arrays(arrays, schema=arrow_schema(table))


def value_problems(column: Column, values: Iterable[Any]) -> list[tuple[int, str]]:
    """Positions and faults of values that the column does not allow: nulls, unlisted values, numbers out of bounds."""
    problems: list[tuple[int, str]] = []
    allowed = frozenset(column.enum)
    bounded = column.minimum is not None or column.maximum is not None
    nullable, listed = column.nullable, pa.types.is_list(column.type)
    for index, value in enumerate(values):
        if value is None:
            if not nullable:
                problems.append((index, "is null"))
            continue
        if allowed:
            for item in value if listed else (value,):
                if item not in allowed:
                    problems.append((index, f"{item!r} is not one of {', '.join(column.enum)}"))
        if bounded and not (
            (column.minimum is None or value >= column.minimum)
            and (column.maximum is None or value <= column.maximum)
        ):
            problems.append((index, f"{value!r} is not within {column.minimum}..{column.maximum}"))
    return problems


def _array(table: Table, column: Column, values: list[Any]) -> pa.Array[Any]:
    try:
        array = pa.array(values, type=column.type)
    except (pa.ArrowException, TypeError, ValueError, OverflowError) as fault:
        raise ContractError(f"{table.name}.{column.name}: {fault}") from fault
    for index, problem in value_problems(column, values):
        raise ContractError(f"{table.name} row {index}, {column.name}: {problem}")
    if _holds_null(array):
        raise ContractError(f"{table.name}.{column.name}: a value within a list or structure is null")
    return array


def _holds_null(array: Any) -> bool:
    """Whether a null stands inside of a value: Arrow lets it pass, Parquet readers do not."""
    if pa.types.is_list(array.type):
        items = array.flatten()
        return bool(items.null_count) or _holds_null(items)
    if pa.types.is_struct(array.type):
        return any(part.null_count for part in array.drop_null().flatten())
    return False
