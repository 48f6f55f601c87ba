"""Values that are worked out when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Generic, TypeVar

Value = TypeVar("Value")


class lazy(Generic[Value]):  # noqa: N801 - a decorator
    """``functools.cached_property`` without its lock, which costs more than many small values themselves.

    For objects that one thread works on.
    """

    def __init__(self, make: Callable[[Any], Value]) -> None:
        self._make, self._name, self.__doc__ = make, make.__name__, make.__doc__

    def __get__(self, owner: Any, kind: type | None = None) -> Value:
        value = self._make(owner)
        owner.__dict__[self._name] = value
        return value
