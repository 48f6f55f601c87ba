"""Many frozen values at once, from one column per field: less than half the time of as many calls."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import fields
from functools import cache
from itertools import repeat
from typing import Any, TypeVar

Value = TypeVar("Value")


@cache
def _setters(kind: Any) -> tuple[Callable[[Any, Any], None], ...]:
    return tuple(getattr(kind, each.name).__set__ for each in fields(kind))


def in_bulk(kind: type[Value], *columns: Sequence[Any]) -> list[Value]:
    """Instances of a slotted dataclass, the n-th made of the n-th item of each column; one column per field, in order.

    Raises ``ValueError`` where columns and fields differ in number.
    """
    anything: Any = kind
    made = list(map(kind.__new__, repeat(kind, len(columns[0]))))
    for put, column in zip(_setters(anything), columns, strict=True):
        deque(map(put, made, column), 0)
    return made


def tuples_in_bulk(kind: type[Value], *columns: Sequence[Any]) -> list[Value]:
    """As ``in_bulk`` for a ``NamedTuple``: its own constructor takes twice as long."""
    anything: Any = tuple.__new__
    return list(map(anything, repeat(kind), zip(*columns, strict=True)))
