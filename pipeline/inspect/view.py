"""What is believed of each page: roles of lines, cells and rows of tables, marks, and what belongs together.

All boxes are in points from the page's top left as it is shown (crop box and /Rotate applied); pages count from 1.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import ClassifiedLine, Factsheet
from ggsr_extract.models.provenance import Box
from ggsr_extract.models.source import Cell, Fragment, Line, Page, PagedDocument, TableBlock, TableRow


@dataclass(frozen=True, slots=True)
class RoleBox:
    """A line, or the part of it that has a role of its own. ``mark`` is what was made of it: √, X or ?; None for text."""

    box: Box
    role: str
    mark: str | None = None


@dataclass(frozen=True, slots=True)
class CellBox:
    """The lines of one cell on one page, as wide as the cell's column there."""

    box: Box
    header: bool


@dataclass(frozen=True, slots=True)
class RowBox:
    """What stands of a table's row on one page; ``label`` counts rows from 1 in the table and tells page breaks."""

    box: Box
    label: str


@dataclass(frozen=True, slots=True)
class Group:
    """What stands of a statement or conclusion on one page: its mark, text and remarks.

    ``mark`` is √, X, ? (printed, but cannot be told) or None; ``kind`` is ``statement`` or ``conclusion``; ``doubts`` are
    the codes of its checks.
    """

    box: Box
    kind: str
    label: str
    mark: str | None = None
    doubts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class PageView:
    """Everything to draw over one page. ``width`` and ``height`` are those of the page as shown, in points."""

    number: int
    width: float
    height: float
    lines: tuple[RoleBox, ...]
    cells: tuple[CellBox, ...]
    rows: tuple[RowBox, ...]
    groups: tuple[Group, ...]
    notes: tuple[str, ...]


def views(pages: Sequence[Page], document: PagedDocument, sheet: Factsheet | None) -> tuple[PageView, ...]:
    """One view per page, in order; without a factsheet (it was refused) every line is ``unclaimed``."""
    lines = sheet.lines if sheet is not None else _unread(document.lines)
    roles = {item.fragment.line.start: item.role for item in lines}
    boxes: dict[int, list[RoleBox]] = defaultdict(list)
    for item in lines:
        box = fragment_box(item.fragment)
        if box is not None:
            boxes[box.page].append(RoleBox(box, item.role, _mark(item, sheet)))
    cells: dict[int, list[CellBox]] = defaultdict(list)
    rows: dict[int, list[RowBox]] = defaultdict(list)
    for block in document.blocks:
        if isinstance(block, TableBlock):
            _table(block, roles, cells, rows)
    groups: dict[int, list[Group]] = defaultdict(list)
    if sheet is not None:
        for group in _groups(sheet):
            groups[group.box.page].append(group)
    return tuple(
        PageView(
            page.number,
            page.width,
            page.height,
            tuple(boxes[page.number]),
            tuple(cells[page.number]),
            tuple(rows[page.number]),
            tuple(groups[page.number]),
            _notes(page, pages[0].number, sheet),
        )
        for page in pages
    )


def fragment_box(fragment: Fragment) -> Box | None:
    """Where part of a line stands, in proportion to its characters; None for text without places."""
    line = fragment.line
    if line.box is None or not line.text or (fragment.begin, fragment.end) == (0, len(line.text)):
        return line.box
    step = (line.box.x1 - line.box.x0) / len(line.text)
    return replace(line.box, x0=line.box.x0 + step * fragment.begin, x1=line.box.x0 + step * fragment.end)


def _unread(lines: Sequence[Line]) -> tuple[ClassifiedLine, ...]:
    return tuple(
        ClassifiedLine(Fragment(line, 0, len(line.text)), "unclaimed")
        for line in lines
        if line.text.strip() or line.mark
    )


def _mark(item: ClassifiedLine, sheet: Factsheet | None) -> str | None:
    if item.role != "mark":
        return item.fragment.line.mark if sheet is None else None
    if item.owner is None or sheet is None:
        return item.fragment.line.mark or "?"
    return sheet.statements[item.owner[1]].mark or "?"


def _hull(boxes: Iterable[Box]) -> list[Box]:
    """The smallest box around all boxes of each page, in the order of pages."""
    pages: dict[int, Box] = {}
    for box in boxes:
        pages[box.page] = pages[box.page].union(box) if box.page in pages else box
    return [pages[page] for page in sorted(pages)]


def _boxes(cell: Cell) -> list[Box]:
    return [line.box for line in cell.lines if line.box is not None]


def _table(
    table: TableBlock,
    roles: dict[int, str],
    cells: dict[int, list[CellBox]],
    rows: dict[int, list[RowBox]],
) -> None:
    columns = [
        {
            box.page: box
            for box in _hull(box for row in (table.header, *_cells(table)) for box in _boxes(row[i]))
        }
        for i in range(len(table.header))
    ]
    for number, row in enumerate((table.header, *_cells(table))):
        for column, cell in zip(columns, row, strict=True):
            for box in _hull(_boxes(cell)):
                wide = replace(box, x0=column[box.page].x0, x1=column[box.page].x1)
                cells[box.page].append(CellBox(wide, number == 0))
    found = [_hull(_row_boxes(row, columns, roles)) for row in table.rows]
    widest = {box.page: box for box in _hull(box for parts in found for box in parts)}
    for number, parts in enumerate(found, 1):
        for index, box in enumerate(parts):
            before = "from the page before, " if index else ""
            after = ", goes on" if index < len(parts) - 1 else ""
            wide = replace(box, x0=widest[box.page].x0, x1=widest[box.page].x1)
            rows[box.page].append(RowBox(wide, f"{before}row {number}{after}"))


def _cells(table: TableBlock) -> list[tuple[Cell, ...]]:
    return [row.cells for row in table.rows]


def _row_boxes(row: TableRow, columns: Sequence[dict[int, Box]], roles: dict[int, str]) -> list[Box]:
    """The boxes of a row's lines, as wide as their columns; a criterion that spans rows does not stretch the first."""
    boxes: list[Box] = []
    for column, cell in zip(columns, row.cells, strict=True):
        if cell.lines and all(roles.get(line.start) == "criterion" for line in cell.lines):
            continue
        boxes += [replace(box, x0=column[box.page].x0, x1=column[box.page].x1) for box in _boxes(cell)]
    return boxes or [box for cell in row.cells for box in _boxes(cell)]


def _groups(sheet: Factsheet) -> list[Group]:
    owned: dict[tuple[str, int], list[Box]] = defaultdict(list)
    glyphs: set[int] = set()
    for item in sheet.lines:
        box = fragment_box(item.fragment)
        if item.owner is not None and box is not None and item.role not in ("indicator", "criterion"):
            owned[item.owner[0], item.owner[1]].append(box)
            if item.role == "mark":
                glyphs.add(item.owner[1])
    years = {item.year for item in sheet.statements}
    result: list[Group] = []
    for index, statement in enumerate(sheet.statements):
        label = "+".join(match.indicator_id for match in statement.indicators)
        if len(sheet.approaches) > 1:
            label += " A?" if statement.approach is None else f" A{statement.approach}"
        if len(years) > 1:
            label += f" {statement.year}"
        mark = statement.mark or ("?" if index in glyphs else None)
        doubts = tuple(check.code for check in statement.checks)
        result += [Group(box, "statement", label, mark, doubts) for box in _hull(owned["finding", index])]
    for index, conclusion in enumerate(sheet.conclusions):
        label = f"theme {conclusion.theme_id} {conclusion.aspect or 'aspect unknown'}"
        doubts = tuple(check.code for check in conclusion.checks)
        result += [Group(box, "conclusion", label, None, doubts) for box in _hull(owned["conclusion", index])]
    return result


def _notes(page: Page, first: int, sheet: Factsheet | None) -> tuple[str, ...]:
    """What is said beside the page: its own problems; on the first page also the doubts about the whole document."""
    notes = [f"damaged: {problem}" for problem in page.problems]
    for check in sheet.checks if sheet is not None else ():
        if check.page == page.number or (check.page is None and page.number == first):
            notes.append(_note(check))
    return tuple(notes)


def _note(check: Check) -> str:
    return f"{check.code}: {check.message}" + (f" [{check.value}]" if check.value else "")
