"""What a dataset is: columns with their meaning, and how rows become Arrow under checks.

The contract itself, every column of every dataset, stands in ``models.tables``.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from operator import getitem
from typing import Any, NoReturn

import pyarrow as pa
from ggsr_extract.models.records import Records

Row = Mapping[str, Any]
"""What a row of a dataset has under the names of its columns."""


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


@cache
def struct_type(table: Table) -> pa.StructType:
    """The Arrow type of one row of a dataset, without the descriptions."""
    return pa.struct([field.remove_metadata() for field in arrow_schema(table)])


def rows_to_arrow(table: Table, rows: Iterable[Row]) -> pa.Table:
    """Rows as an Arrow table under the dataset's schema.

    Raises ContractError for a missing or unknown column, a value of another type, a null where none may be, a value
    outside its list or bounds, and a key that comes twice.
    """
    return pa.Table.from_arrays(rows_to_structs(table, rows).flatten(), schema=arrow_schema(table))


def rows_to_structs(table: Table, rows: Iterable[Row]) -> Any:
    """Rows as one Arrow array of structs, under the same checks. Raises ContractError."""
    if isinstance(rows, Records) and len(rows):
        held = rows.fields
        if held.keys() != set(table.names):
            _refuse_names(table, rows)
        values: Callable[[str], Sequence[Any]] = partial(getitem, held)
        structs = _converted(table, (_array(column.type, held[column.name]) for column in table.columns))
    else:
        records = list(rows)
        if not records:
            return _no_rows(table)
        names = set(table.names)
        if any(record.keys() != names for record in records):
            _refuse_names(table, records)
        values = partial(_values, records)
        try:
            structs = pa.array(records, struct_type(table))
        except _FAULTS:  # told with the column that holds it
            structs = _converted(
                table, (pa.array(values(column.name), column.type) for column in table.columns)
            )
    for position, column in _with_conditions(table):
        _check(table, column, structs.field(position), values)
    if table.key:
        keys = list(zip(*map(values, table.key), strict=True))
        if len(set(keys)) != len(keys):
            index = next(index for index, key in enumerate(keys) if key in keys[:index])
            raise ContractError(f"{table.name} row {index}: key {keys[index]} comes twice")
    return structs


@cache
def _no_rows(table: Table) -> Any:
    return pa.array([], struct_type(table))


_FAULTS = (pa.ArrowException, TypeError, ValueError, OverflowError)


def _values(records: Sequence[Row], name: str) -> list[Any]:
    return [record[name] for record in records]


def _converted(table: Table, arrays: Iterator[Any]) -> Any:
    """The arrays of a table's columns, made one after the other, as one array of structs."""
    made: list[Any] = []
    try:
        made.extend(arrays)
    except _FAULTS as fault:
        raise ContractError(f"{table.name}.{table.columns[len(made)].name}: {fault}") from fault
    return pa.StructArray.from_arrays(made, fields=list(struct_type(table)))


def _array(kind: Any, values: Sequence[Any]) -> Any:
    if not isinstance(values, Records):
        return pa.array(values, kind)
    arrays = [_array(field.type, values.fields[field.name]) for field in kind]
    return pa.StructArray.from_arrays(arrays, fields=list(kind))


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


def _check(table: Table, column: Column, array: Any, values: Callable[[str], Sequence[Any]]) -> None:
    """Raise ContractError for a value that its column does not allow; ``values`` gives those of a column by its name."""
    missing = array.null_count and not column.nullable
    if missing or (_limited(column) and not _sound(column, values(column.name))):
        for index, problem in value_problems(column, values(column.name)):
            raise ContractError(f"{table.name} row {index}, {column.name}: {problem}")
    if pa.types.is_nested(column.type) and _holds_null(array):
        raise ContractError(f"{table.name}.{column.name}: a value within a list or structure is null")


@cache
def _with_conditions(table: Table) -> tuple[tuple[int, Column], ...]:
    """Columns that do not take every value of their type, with their positions."""
    return tuple(
        (position, column)
        for position, column in enumerate(table.columns)
        if not column.nullable or _limited(column) or pa.types.is_nested(column.type)
    )


def _limited(column: Column) -> bool:
    return bool(column.enum) or column.minimum is not None or column.maximum is not None


def _sound(column: Column, values: Sequence[Any]) -> bool:
    """Whether no value is unlisted or out of bounds: the whole column at once, as nearly all are."""
    if column.enum:
        items = chain.from_iterable(filter(None, values)) if pa.types.is_list(column.type) else values
        if not set(items) <= {*column.enum, None}:
            return False
    if column.minimum is None and column.maximum is None:
        return True
    low = -math.inf if column.minimum is None else column.minimum
    high = math.inf if column.maximum is None else column.maximum
    return all(low <= value <= high for value in set(values) if value is not None)


def _holds_null(array: Any) -> bool:
    """Whether a null stands inside of a value: Arrow lets it pass, Parquet readers do not."""
    if pa.types.is_list(array.type):
        return bool(array.values.null_count) or _holds_null(array.values)
    if pa.types.is_struct(array.type):  # within a null structure everything is null
        return any(field.null_count > array.null_count for field in array.flatten())
    return False
