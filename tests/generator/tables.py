"""Setting tables of findings: rows, cells and marks, over page breaks where the look lets rows break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import fsum

from ggsr_extract.models.framework import framework

from tests.generator.content import Row, Statement, Table
from tests.generator.metrics import mark_width
from tests.generator.pages import Area, Mark, Pages, Stroke


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell: ``gap`` is the extra space above it, ``statement`` is set on the first line of a statement."""

    text: str
    gap: float = 0.0
    statement: Statement | None = None
    last: bool = False


@dataclass(slots=True)
class Tables(Pages):
    """Pages with tables."""

    def columns(self, table: Table) -> list[tuple[float, float]]:
        """Left edge and width of each column: criterion and indicator (or indicator alone), then those of findings."""
        total = self.right - self.left
        findings = len(table.columns)
        first, second = self.look.shares
        shares = (
            [first, second, 1 - first - second] if findings == 1 else [0.22, *[0.78 / findings] * findings]
        )
        edges: list[tuple[float, float]] = []
        x = self.left
        for share in shares:
            edges.append((x, total * share))
            x += total * share
        return edges

    def header(self, table: Table) -> None:
        look = self.look
        edges = self.columns(table)
        names = (
            ["Criteria", "Indicatoren", *table.columns]
            if len(table.columns) == 1
            else ["Indicator", *table.columns]
        )
        if look.header_caps:
            names = [name.upper() for name in names]
        cells = []
        for n, (name, (_, width)) in enumerate(zip(names, edges, strict=True)):
            shift = (
                look.mark_gap if n >= len(names) - len(table.columns) and look.mark_place != "inline" else 0
            )
            cells.append(
                (shift if len(table.columns) == 1 else 0, self.cut(name, width - 2 * look.pad, bold=True))
            )
        height = max(len(lines) for _, lines in cells) * look.leading + 2 * look.pad
        if look.header_fill:
            self.add(Area(self.left, self.y, self.right, self.y + height, (0.85, 0.9, 0.95)))
        top = self.y
        for n, ((shift, lines), (x, _)) in enumerate(zip(cells, edges, strict=True)):
            self.y = top + look.pad
            for text in lines:
                self.line(x + look.pad + shift, text, True, column=n + 1, color=True)
                self.y += look.leading
        self.y = top + height
        self.frame(top, self.y, edges, 0, True)

    def frame(
        self, top: float, bottom: float, edges: list[tuple[float, float]], number: int, group_end: bool
    ) -> None:
        """Rules or shading of one row (or part of one)."""
        look = self.look
        if look.rules == "zebra" and number % 2 == 1:
            self.pages[-1].insert(0, Area(self.left, top, self.right, bottom, (0.94, 0.95, 0.97)))
        if look.rules == "grid":
            for x, _ in edges:
                self.add(Stroke(x, top, x, bottom))
            self.add(Stroke(self.right, top, self.right, bottom))
            first = self.left if group_end or len(edges) > 3 else edges[1][0]
            self.add(
                Stroke(self.left, top, self.right, top)
                if number == 0
                else Stroke(edges[-1][0], top, self.right, top)
            )
            self.add(Stroke(first, bottom, self.right, bottom))
        elif look.rules == "horizontal":
            first = self.left if group_end or len(edges) != 3 else edges[1][0]
            self.add(Stroke(first, bottom, self.right, bottom))
        elif look.rules == "rows" and group_end:
            self.add(Stroke(self.left, bottom, self.right, bottom))

    def cell_lines(self, cell: Iterable[Statement], width: float) -> list[CellLine]:
        look = self.look
        found: list[CellLine] = []
        for item in cell:
            first: Statement | None = item
            texts = [*item.paragraphs, *(f"{item.let_op_label} {text}" for text in item.let_op)]
            for text in texts:
                head = ""
                if first is not None and look.mark_place == "inline" and item.mark:
                    head = "\x01"  # where the mark goes
                lines = self.cut(head + text, width - mark_width(look) if head else width)
                for n, line in enumerate(lines):
                    gap = look.paragraph_gap() if found and n == 0 else 0.0
                    found.append(CellLine(line, gap, first, n == len(lines) - 1))
                    first = None
        return found

    def theme(self, table: Table, again: bool) -> None:
        if not again or self.look.theme_again:
            self.heading(table.heading, 1.15)
        if not again or self.look.header == "every":
            self.header(table)

    def table(self, table: Table) -> None:
        look = self.look
        edges = self.columns(table)
        findings = len(table.columns)
        names = framework().criteria
        self.need(look.leading * 9)
        seen = any(isinstance(op, Mark) for page in self.pages for op in page)
        self.heading(table.heading, 1.15)
        if not (seen and look.header == "never" and findings == 1):
            self.header(table)
        pending: list[str] = []
        for index, row in enumerate(table.rows):
            fresh = index == 0 or table.rows[index - 1].criterion_id != row.criterion_id
            ends = index + 1 == len(table.rows) or table.rows[index + 1].criterion_id != row.criterion_id
            cells: list[list[CellLine]] = []
            if findings == 1:
                if fresh:
                    self.criterion_y = 0.0
                    pending = self.cut(names[row.criterion_id], edges[0][1] - 2 * look.pad)
                cells.append([])
            cells.append(self.indicator_lines(row, edges[findings == 1][1] - 2 * look.pad))
            for cell, (_, width) in zip(row.cells, edges[-findings:], strict=True):
                inner = width - 2 * look.pad - (look.mark_gap if look.mark_place != "inline" else 0)
                cells.append(self.cell_lines(cell, inner))
            pending = self.row(table, edges, cells, pending, index + 1, ends)
        self.y += look.leading

    def indicator_lines(self, row: Row, width: float) -> list[CellLine]:
        found: list[CellLine] = []
        for _, printed in row.printed:
            for n, text in enumerate(self.cut(printed, width)):
                gap = self.look.paragraph_gap() * 0.5 if found and n == 0 else 0.0
                found.append(CellLine(text, gap))
        return found

    def row(
        self, table: Table, edges: list[tuple[float, float]], cells: list[list[CellLine]], pending: list[str], number: int, ends: bool
    ) -> list[str]:  # fmt: skip
        """Set one row, over page breaks where the look lets rows break; returns what is left of the criterion's lines."""
        look = self.look

        def height(lines: Sequence[CellLine]) -> float:
            return fsum(look.leading + (item.gap if n else 0) for n, item in enumerate(lines))

        rest = [list(lines) for lines in cells]
        while True:
            room = self.bottom - self.y - 2 * look.pad
            full = max(height(lines) for lines in rest)
            whole = full <= room
            if (
                not whole
                and (look.split == "keep" or room < 3 * look.leading)
                and full <= self.bottom - 3 * look.margin
            ):
                self.new_page()
                self.theme(table, again=True)
                continue
            parts: list[list[CellLine]] = []
            for n, lines in enumerate(rest):
                count = len(lines)
                while height(lines[:count]) > room:
                    count -= 1
                parts.append(lines[:count])
                rest[n] = lines[count:]
            tall = max(height(part) for part in parts)
            left_over = any(rest)
            if ends and not left_over and pending:
                tall = min(max(tall, len(pending) * look.leading), max(room, tall))
            top = self.y
            pending = self.criterion(
                edges[0], pending, top, top + tall + 2 * look.pad, ends and not left_over
            )
            for n, part in enumerate(parts):
                self.cell(edges[n], part, top + look.pad, n + 1, n >= len(edges) - len(table.columns))
            self.y = top + tall + 2 * look.pad
            self.frame(top, self.y, edges, number, ends and not left_over)
            if not left_over:
                return pending
            self.new_page()
            self.theme(table, again=True)

    def criterion(
        self, edge: tuple[float, float], pending: list[str], top: float, bottom: float, last: bool
    ) -> list[str]:
        """As many of the criterion's lines as fit above ``bottom``: its cell spans rows, so they run on past the row's end."""
        look = self.look
        start = self.criterion_y or top + look.pad
        if look.criterion_valign == "middle" and last and not self.criterion_y:
            start += max(0.0, (bottom - top - 2 * look.pad - len(pending) * look.leading) / 2)
        shown = 0
        while shown < len(pending) and start + look.leading <= bottom - 0.5:
            self.y = start
            self.set_line(edge[0] + look.pad, pending[shown], edge[1], True, column=1)
            start += look.leading
            shown += 1
        self.criterion_y = start
        return pending[shown:]

    def cell(
        self, edge: tuple[float, float], lines: list[CellLine], top: float, column: int, finding: bool
    ) -> None:
        look = self.look
        x = edge[0] + look.pad
        gap = look.mark_gap if finding and look.mark_place != "inline" else 0
        width = edge[1] - 2 * look.pad - gap
        y = top
        for n, item in enumerate(lines):
            y += item.gap if n else 0
            self.y = y
            text, shift = item.text, 0.0
            base = y + look.size
            if item.statement is not None:
                mark = item.statement.mark
                if mark is not None:
                    at = x if look.mark_place != "column" else x + (gap - mark_width(look)) / 3
                    self.add(Mark(at, base, mark, column * 10 + (0 if look.mark_place == "column" else 1)))
                    box = (at, base - 0.75 * look.size, at + mark_width(look), base + 0.2 * look.size)
                    if text.startswith("\x01"):
                        text, shift = text[1:], mark_width(look) + 2
                else:
                    box = (x + gap, base - 0.75 * look.size, x + edge[1], base + 0.2 * look.size)
                self.places[id(item.statement)] = (len(self.pages), box)
            self.set_line(x + gap + shift, text.strip(), width - shift, item.last, column=column * 10 + 1)
            y += look.leading
