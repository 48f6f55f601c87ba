"""Rows held by field: one list per field instead of one dict per row, as most rows are only made to become columns."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, overload


class Records(Sequence[dict[str, Any]]):
    """A sequence of dicts with the same keys, kept as one sequence per key; all of the same length.

    Each dict is made when it is asked for, so a change to one stays without effect here.
    """

    __slots__ = ("fields",)
    __hash__ = None  # type: ignore[assignment]  # it equals lists, which have none either

    def __init__(self, fields: Mapping[str, Sequence[Any]]) -> None:
        self.fields = fields

    def __len__(self) -> int:
        return len(next(iter(self.fields.values())))

    def __iter__(self) -> Iterator[dict[str, Any]]:
        names = tuple(self.fields)
        return (dict(zip(names, values, strict=True)) for values in zip(*self.fields.values(), strict=True))

    @overload
    def __getitem__(self, index: int) -> dict[str, Any]: ...
    @overload
    def __getitem__(self, index: slice) -> Records: ...
    def __getitem__(self, index: int | slice) -> dict[str, Any] | Records:
        picked = {name: values[index] for name, values in self.fields.items()}
        return Records(picked) if isinstance(index, slice) else picked

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sequence):
            return NotImplemented
        return len(self) == len(other) and all(one == two for one, two in zip(self, other, strict=True))

    def __repr__(self) -> str:
        return repr(list(self))
