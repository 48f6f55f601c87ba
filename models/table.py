"""What a dataset is: columns with their meaning, and how rows become Arrow under checks.

The contract itself, every column of every dataset, stands in ``models.tables``.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from operator import itemgetter
from typing import Any, NoReturn

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
    return pa.Table.from_arrays(rows_to_arrays(table, rows), schema=arrow_schema(table))


def rows_to_arrays(table: Table, rows: Iterable[Row]) -> list[pa.Array[Any]]:
    """Rows as one Arrow array per column, under the same checks. Raises ContractError."""
    records = list(rows)
    if not records:
        return _no_rows(table)
    names = table.names
    if set(map(len, records)) != {len(names)}:
        _refuse_names(table, records)
    try:
        columns = {name: list(map(itemgetter(name), records)) for name in names}
    except KeyError:
        _refuse_names(table, records)
    arrays = [_array(table, column, columns[column.name]) for column in table.columns]
    if table.key:
        keys = list(zip(*(columns[name] for name in table.key), strict=True))
        if len(set(keys)) != len(keys):
            index = next(index for index, key in enumerate(keys) if key in keys[:index])
            raise ContractError(f"{table.name} row {index}: key {keys[index]} comes twice")
    return arrays


@cache
def _no_rows(table: Table) -> list[pa.Array[Any]]:
    return [pa.array([], column.type) for column in table.columns]


def _refuse_names(table: Table, records: Iterable[Row]) -> NoReturn:
    expected = set(table.names)
    for index, record in enumerate(records):
        if record.keys() != expected:
            missing, unknown = sorted(expected - record.keys()), sorted(record.keys() - expected)
            raise ContractError(f"{table.name} row {index}: missing {missing}, unknown {unknown}")
    raise AssertionError("the rows have the columns of their dataset")


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
    if not _sound(column, values):
        for index, problem in value_problems(column, values):
            raise ContractError(f"{table.name} row {index}, {column.name}: {problem}")
    if _holds_null(array):
        raise ContractError(f"{table.name}.{column.name}: a value within a list or structure is null")
    return array


def _sound(column: Column, values: Sequence[Any]) -> bool:
    """Whether ``value_problems`` would find nothing: the whole column at once, as nearly all are."""
    if not column.nullable and None in values:
        return False
    if column.enum:
        items = chain.from_iterable(filter(None, values)) if pa.types.is_list(column.type) else values
        if not set(items) <= {*column.enum, None}:
            return False
    if column.minimum is None and column.maximum is None:
        return True
    low = -math.inf if column.minimum is None else column.minimum
    high = math.inf if column.maximum is None else column.maximum
    return all(low <= value <= high for value in values if value is not None)


def _holds_null(array: Any) -> bool:
    """Whether a null stands inside of a value: Arrow lets it pass, Parquet readers do not."""
    if pa.types.is_list(array.type):
        return bool(array.values.null_count) or _holds_null(array.values)
    if pa.types.is_struct(array.type):  # within a null structure everything is null
        return any(array.field(index).null_count > array.null_count for index in range(len(array.type)))
    return False
