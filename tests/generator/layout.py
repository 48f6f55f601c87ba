"""Setting a factsheet on pages: what stands where, before anything is drawn."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from ggsr_extract.models.framework import framework

from tests.generator import boilerplate as plate
from tests.generator.content import Approach, Row, Sheet, Statement, Table
from tests.generator.labels import Place
from tests.generator.look import Look
from tests.generator.metrics import mark_width, text_width
from tests.generator.wrap import wrap


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text; ``base`` is its baseline, measured from the page's top. ``column`` groups ops that stand in one column."""

    x: float
    base: float
    text: str
    bold: bool = False
    size: float = 0.0
    color: tuple[float, float, float] = (0, 0, 0)
    column: int = 0
    stretch: float = 0.0


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark before a finding; ``base`` as for text."""

    x: float
    base: float
    mark: str
    column: int = 0


@dataclass(frozen=True, slots=True)
class Stroke:
    """A straight line."""

    x0: float
    top: float
    x1: float
    bottom: float
    width: float = 0.6


@dataclass(frozen=True, slots=True)
class Area:
    """A filled rectangle."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: tuple[float, float, float]


Op = Text | Mark | Stroke | Area


@dataclass(frozen=True, slots=True)
class CellLine:
    """A line of a cell: ``gap`` is the extra space above it, ``statement`` is set on the first line of a statement."""

    text: str
    gap: float = 0.0
    statement: Statement | None = None
    last: bool = False


@dataclass(slots=True)
class Setting:
    """Pages as they are set, with the place of each statement's mark (or first line) under the statement's id()."""

    sheet: Sheet
    look: Look
    rng: random.Random
    pages: list[list[Op]] = field(default_factory=list)
    places: dict[int, Place] = field(default_factory=dict)
    y: float = 0.0
    running: tuple[str, ...] = ()
    again: str = ""
    criterion_y: float = 0.0

    @property
    def left(self) -> float:
        return self.look.margin

    @property
    def right(self) -> float:
        return self.look.width - self.look.margin

    @property
    def bottom(self) -> float:
        return self.look.height - self.look.margin - 3 * self.look.leading

    def add(self, op: Op) -> None:
        self.pages[-1].append(op)

    def line(
        self, x: float, text: str, bold: bool = False, size: float = 0.0, column: int = 0, color: bool = False
    ) -> None:
        tint = self.look.color if color else (0.0, 0.0, 0.0)
        self.add(Text(x, self.y + (size or self.look.size), text, bold, size or self.look.size, tint, column))

    def cut(self, text: str, width: float, size: float = 0.0, bold: bool = False) -> list[str]:
        look = self.look
        spaced = look.spacing

        def measure(part: str) -> float:
            return text_width(part, look, size or look.size, bold) + spaced * len(part)

        hyphen = "\u00ad" if look.soft_hyphen else "-"
        return wrap(text, width, measure, look.hyphens, self.rng, hyphen)

    def new_page(self) -> None:
        look, sheet = self.look, self.sheet
        self.pages.append([])
        self.criterion_y = 0.0
        number = len(self.pages)
        foot = look.height - look.margin * 0.6
        text = plate.footer(sheet.title, sheet.month, sheet.year, number, look.footer)
        width = text_width(text, look, look.size - 1) + look.spacing * len(text)
        at = {"left": self.left, "center": (self.left + self.right - width) / 2}.get(
            look.footer_place, self.right - width
        )
        height = look.margin * 0.35 if look.footer_place == "top" else foot
        self.add(Text(at, height, text, False, look.size - 1, (0.3, 0.3, 0.3), 9))
        lines = [text for text in (*self.running,) if text]
        if look.running in ("top", "both"):
            for n, text in enumerate(lines):
                x = self.right - text_width(text, look, look.size, True) - look.spacing * len(text)
                self.add(Text(x, look.margin * 0.5 + n * look.leading, text, True, look.size, look.color, 8))
        if look.running in ("bottom", "both"):
            for n, text in enumerate(lines):
                base = foot - (len(lines) - n) * look.leading
                self.add(Text(self.left, base, text, True, look.size, look.color, 8))
        self.y = look.margin + look.leading
        if self.again and look.running != "none":
            self.heading(self.again, 1.25, again=True)

    def heading(self, text: str, scale: float, again: bool = False) -> None:
        look = self.look
        size = look.size * scale
        for part in self.cut(text, self.right - self.left, size, not again):
            self.line(self.left, part, not again, size, color=True)
            self.y += size * 1.3
        self.y += look.leading * 0.4

    def need(self, height: float) -> None:
        if self.y + height > self.bottom:
            self.new_page()

    def prose(self, paragraphs: Sequence[tuple[str, str]], columns: int) -> None:
        """Paragraphs of kind ``p`` (text), ``h`` (heading) or ``b`` (point), in one or two columns."""
        look = self.look
        gutter = 20.0
        width = (self.right - self.left - gutter * (columns - 1)) / columns
        lines: list[tuple[str, str, bool]] = []
        for kind, text in paragraphs:
            indent = "" if kind != "b" else "• "
            scale = look.size * (1.2 if kind == "h" else 1)
            found = self.cut(indent + text, width - (8 if kind == "b" else 0), scale, kind == "h")
            lines += [(kind, line, n == len(found) - 1) for n, line in enumerate(found)]
        at = 0
        while at < len(lines):
            top = self.y
            room = self.bottom - top
            if columns == 2:
                rest = sum(self._advance(item) for item in lines[at:])
                room = min(room, max(rest / 2 + 2 * look.leading, 4 * look.leading))
            deepest = top
            for column in range(columns):
                self.y = top
                x = self.left + column * (width + gutter)
                while at < len(lines) and self.y + look.leading <= top + room:
                    kind, text, last = lines[at]
                    if kind == "h" and self.y + 3 * look.leading > top + room and self.y > top:
                        break
                    size = look.size * (1.2 if kind == "h" else 1)
                    shift = 8 if kind == "b" and not text.startswith("•") else 0
                    self.set_line(x + shift, text, width - shift, last, kind == "h", size, column + 1)
                    self.y += self._advance(lines[at])
                    at += 1
                deepest = max(deepest, self.y)
            self.y = deepest
            if at < len(lines) and self.y + 2 * look.leading > self.bottom:
                self.new_page()
        self.y += look.leading * 0.6

    def _advance(self, item: tuple[str, str, bool]) -> float:
        kind, _, last = item
        gap = {"p": 0.5, "h": 0.3, "b": 0.1}[kind] if last else 0
        return self.look.leading * (1 + gap + (0.2 if kind == "h" else 0))

    def set_line(
        self,
        x: float,
        text: str,
        width: float,
        last: bool,
        bold: bool = False,
        size: float = 0.0,
        column: int = 0,
    ) -> None:
        """One line at the present height, spaced out to ``width`` where the look sets justified text."""
        look = self.look
        size = size or look.size
        stretch = 0.0
        if look.justify and not last and " " in text:
            stretch = max(0.0, (width - text_width(text, look, size, bold)) / text.count(" "))
            stretch = stretch if stretch < 0.7 * size else 0.0
        color = look.color if bold else (0.0, 0.0, 0.0)
        self.add(Text(x, self.y + size, text, bold, size, color, column, stretch))

    # Tables

    def columns(self, table: Table) -> list[tuple[float, float]]:
        """Left edge and width of each column: criterion and indicator (or indicator alone), then those of findings."""
        total = self.right - self.left
        findings = len(table.columns)
        shares = [0.15, 0.25, 0.6] if findings == 1 else [0.22, *[0.78 / findings] * findings]
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
            return sum(look.leading + (item.gap if n else 0) for n, item in enumerate(lines))

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

    # Pages

    def opening(self) -> None:
        sheet, look = self.sheet, self.look
        self.new_page()
        self.line(self.left, plate.SENDER, True, look.size, color=True)
        self.y += look.leading * 2
        self.heading(sheet.title, 1.9)
        if sheet.kind == "verbeterpunten":
            for text in self.approach_header():
                self.line(self.left, text, True, look.size * 1.1)
                self.y += look.leading * 1.2
        if look.cover:
            self.line(self.left, f"{sheet.month} {sheet.year}")
            self.y += look.leading * 3
        self.y += look.leading
        texts: list[tuple[str, str]] = [("p", text) for text in plate.DEFINITION]
        texts += [("p", f"- {text}") for text in plate.DEFINITION_POINTS]
        if sheet.kind == "toezichtonderzoek":
            texts.append(("h", f"Context {sheet.municipality}"))
            texts += [("p", text) for text in (*sheet.context, *plate.ABOUT)]
        else:
            names = sheet.previous or (sheet.approaches[0].name,)
            first, last = plate.DEVELOPMENT
            texts.append(("h", "Inleiding"))
            texts.append(
                (
                    "p",
                    plate.INTRODUCTION.format(
                        municipality=sheet.municipality, approaches=plate.tested(names)
                    ),
                )
            )
            texts += [("b", f"{name}: {text}") for name, text in plate.THEMES]
            texts.append(("h", "Ontwikkeling 2014"))
            texts.append(("p", first.format(day=12, month="november", municipality=sheet.municipality)))
            texts += [("p", text) for text in (*sheet.context, last)]
        self.prose(texts, look.columns)

    def approach_header(self) -> tuple[str, ...]:
        lines = [f"Aanpak: {self.sheet.approaches[0].name}"]
        if self.sheet.previous:
            lines.append(f"(2013: {' en '.join(self.sheet.previous)})")
        return tuple(lines)

    def introduce(self, approach: Approach) -> None:
        self.running, self.again = (), ""
        self.new_page()
        self.heading("Aanpak:", 1.4, again=True)
        self.heading(approach.name, 1.6)
        texts = [
            ("p", plate.RESPONDENTS[0]),
            *(("b", name) for name in approach.respondents),
            ("p", plate.RESPONDENTS[1]),
        ]
        texts += [("h", "Beschrijving"), *(("p", text) for text in approach.description)]
        self.prose(texts, self.look.columns)

    def findings(self, approach: Approach) -> None:
        self.running = (f"Aanpak: {approach.name}",)
        self.again = ""
        self.new_page()
        self.again = "Vervolg bevindingen toezichtonderzoek"
        self.heading("Bevindingen toezichtonderzoek", 1.6)
        texts = [("p", plate.FINDINGS[0].format(name=approach.name))]
        texts += [("b", f"{name}: {text}") for name, text in plate.THEMES]
        texts.append(("p", plate.FINDINGS[1]))
        self.prose(texts, 1)
        for table in approach.tables:
            self.table(table)

    def conclusions(self, approach: Approach) -> None:
        if not approach.conclusions:
            return
        look = self.look
        self.again = ""
        self.new_page()
        self.again = "Vervolg conclusie"
        self.heading("Conclusie", 1.6)
        self.prose([("p", plate.CONCLUSION.format(municipality=self.sheet.municipality))], 1)
        half = (self.right - self.left) / 2
        edges = [(self.left, half), (self.left + half, half)]
        names = framework().themes
        for part in approach.conclusions:
            cells = []
            for texts in (part.goed, part.beter):
                lines: list[CellLine] = []
                for text in texts:
                    found = self.cut(text, half - 3 * look.pad)
                    for n, line in enumerate(found):
                        lines.append(
                            CellLine(
                                line,
                                look.paragraph_gap() * 1.5 if lines and n == 0 else 0.0,
                                None,
                                n == len(found) - 1,
                            )
                        )
                cells.append(lines)
            tall = max(sum(look.leading + item.gap for item in lines) for lines in cells)
            self.need(tall + look.leading * 5)
            self.heading(names[part.theme_id], 1.15)
            top = self.y
            if look.header_fill:
                self.add(
                    Area(self.left, top, self.right, top + look.leading + 2 * look.pad, (0.85, 0.9, 0.95))
                )
            for (x, _), text in zip(edges, ("Wat gaat goed?", "Wat kan beter?"), strict=True):
                self.y = top + look.pad
                self.line(x + look.pad, text, True, column=1 if x == self.left else 2, color=True)
            self.y = top + look.leading + 2 * look.pad
            self.frame(top, self.y, edges, 0, True)
            top = self.y
            for n, (edge, lines) in enumerate(zip(edges, cells, strict=True)):
                self.cell(edge, lines, top + look.pad, n + 1, False)
            self.y = top + tall + 2 * look.pad
            self.frame(top, self.y, edges, 1, True)
            self.y += look.leading

    def set(self) -> None:
        self.opening()
        if self.sheet.kind == "verbeterpunten":
            self.running = self.approach_header()
            self.again = ""
            self.new_page()
            self.again = "Vervolg uitkomsten verbeterpunten"
            self.heading("Uitkomsten verbeterpunten", 1.6)
            for table in self.sheet.approaches[0].tables:
                self.table(table)
            return
        for approach in self.sheet.approaches:
            self.introduce(approach)
            self.findings(approach)
            self.conclusions(approach)


def layout(sheet: Sheet, look: Look, seed: int | str = 0) -> Setting:
    """The factsheet set on pages."""
    setting = Setting(sheet, look, random.Random(f"layout-{seed}"))
    setting.set()
    return setting
