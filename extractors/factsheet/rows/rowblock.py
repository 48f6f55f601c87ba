"""The meeting point of flat text and layout: lines of tables, table rows with their labels, and cells of marks and lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ggsr_extract.models.source import Fragment, Line

CONFLICT = "conflict"
"""In the place of a mark: several stand there, and which is a statement's cannot be told."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of findings: its year and the approach that its header names (None when it names none)."""

    year: int
    name: str | None = None


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A line of a table region. ``gap``: a paragraph gap stands before it; ``page_break``: a running header, footer or
    header row does; ``columns``: the columns of the table it stands in; ``separators``: tabs or bars hold its cells apart;
    ``page``: how many margins came before."""

    line: Line
    gap: bool
    page_break: bool
    columns: tuple[Column, ...]
    separators: bool = False
    page: int = 0


@dataclass(frozen=True, slots=True)
class Item:
    """A mark (``mark`` is ``√``, ``X``, ``?`` or ``CONFLICT``) or a line of text (``mark`` is None) in a findings cell, in reading order.

    ``gap`` says that a paragraph starts here, ``remark`` that a remark does, by its place alone.
    """

    fragment: Fragment
    mark: str | None = None
    gap: bool = False
    remark: bool = False


@dataclass(frozen=True, slots=True)
class PrintedLabel:
    """An indicator as printed: its framework id and the fragments of its wording; in flat text, whether a paragraph gap stands before it."""

    indicator_id: str
    fragments: tuple[Fragment, ...]
    gap: bool = False


@dataclass(frozen=True, slots=True)
class RowBlock:
    """One row, or a block of rows that share their marks: labels, and one cell per column.

    ``cells`` is None where flat text lost the columns: then ``stream`` holds all items in reading order, and ``mended``
    its statements once they were found, where there is more than one column. ``page`` numbers the pages of flat text, as
    far as margins show them, and ``heads`` are where those of its further lines begin that are the first of a page. ``torn``: what
    stands beside its indicators cannot be told; ``settled``: it was told by the order and the wording of a whole page, or the file tells its cells; ``only``:
    which of the columns all of it stands in; ``paired``: its marks and texts are told by all of its table.
    """

    labels: tuple[PrintedLabel, ...]
    columns: tuple[Column, ...]
    cells: tuple[tuple[Item, ...], ...] | None = None
    stream: tuple[Item, ...] = ()
    mended: tuple[Segment, ...] | None = None
    page: int = 0
    heads: frozenset[int] = frozenset()
    torn: bool = False
    settled: bool = False
    only: int | None = None
    paired: bool = False


@dataclass(frozen=True, slots=True)
class Segment:
    """A mark (None when none is printed) with its lines.

    ``certain`` is False where the split is a weak one; ``torn`` where the dump tore it so that its text cannot be told.
    """

    mark: Item | None
    lines: tuple[Item, ...]
    certain: bool = True
    torn: bool = False


def flat_rows(rows: Iterable[RowBlock]) -> list[RowBlock]:
    """The rows of flat text, each once, where ``rows`` names a row once for each of its statements."""
    return list({id(row): row for row in rows if row.cells is None}.values())
