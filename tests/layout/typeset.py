"""Sets invented factsheet tables as ``Page`` objects in many looks, so that layout can be tested without any PDF."""

from __future__ import annotations

import random
from dataclasses import dataclass, field

from ggsr_extract.models.framework import framework
from ggsr_extract.models.source import Fill, Page, Rule, Shape, Word

TEXTS = (
    "De gemeente Zandmeer heeft met haar partners afspraken op papier gezet. Iedereen kent ze.",
    "Er is nog geen gedeeld beeld van de gezinnen om wie het gaat, al groeit het overleg daarover.",
    "Twee partners noemen 12 tot 18 gezinnen per jaar; de gemeente houdt geen cijfers bij.",
    "Het wijkteam kijkt samen met het gezin wat het zelf kan. Buren en familie worden gevraagd mee te denken, "
    "en dat staat ook zo in het werkboek van het team dat in het voorjaar is vastgesteld.",
    "Hierover is niets vastgelegd.",
    "Elke coach heeft tijd, mandaat en een vaste vervanger. LET OP: De vervanger is niet bij alle scholen bekend.",
    "De afspraken gelden voor alle leden van het gezin en voor alle terreinen waarop het vastloopt, van wonen tot werk.",
)


@dataclass(frozen=True)
class Entry:
    """What one row prints: the ids of its indicators, its criterion when it is the first of it, and marks with texts per column."""

    indicators: tuple[str, ...]
    values: tuple[tuple[tuple[str | None, str], ...], ...]
    criterion: str = ""


@dataclass(frozen=True)
class Look:
    """How tables are set. Measures in points."""

    lines: str = "none"  # grid, rules, zebra, none, booktabs
    marks: str = "own"  # own, inline, runin, right, middle
    glyph: str = "mark"  # mark, letter, shape
    header: str = "repeat"  # repeat, once, first
    indicator_middle: bool = False
    criterion_middle: bool = False
    justify: bool = False
    header_centred: bool = False
    size: float = 8.6
    leading: float = 1.25
    pad: float = 4.0
    gutter: float = 8.0
    width: float = 595.0
    height: float = 842.0
    split_rows: bool = True
    heading_size: float = 11.5
    running: bool = True
    bold_criterion: bool = False
    paragraph_gap: float = 3.0
    widths: tuple[float, ...] = (75.0, 130.0, 306.0)


@dataclass
class _Sheet:
    look: Look
    words: list[Word] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)
    fills: list[Fill] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)


def wrap(text: str, width: float, size: float) -> list[str]:
    """Lines of a text at 0.5 text sizes per letter."""
    lines: list[str] = []
    for word in text.split():
        if lines and (len(lines[-1]) + 1 + len(word)) * size * 0.5 <= width:
            lines[-1] += " " + word
        else:
            lines.append(word)
    return lines


class Setter:
    """Sets blocks from top to bottom over pages."""

    def __init__(self, look: Look) -> None:
        self.look = look
        self.sheets: list[_Sheet] = []
        self.y = 0.0
        self.shade = False
        self.headed = False
        self.criteria = True
        self.new_page()

    @property
    def sheet(self) -> _Sheet:
        return self.sheets[-1]

    def new_page(self) -> None:
        self.sheets.append(_Sheet(self.look))
        self.y = 50.0
        if self.look.running:
            n = len(self.sheets)
            self.put(f"Uitkomsten toezichtonderzoek Zandmeer | {n}", 300, self.look.height - 30, 7.0)
            if n > 1:
                self.put("Vervolg bevindingen toezichtonderzoek", 42, 24, 12.0)

    @property
    def floor(self) -> float:
        return self.look.height - 55

    def put(
        self,
        text: str,
        x: float,
        y: float,
        size: float,
        bold: bool = False,
        width: float = 0.0,
        last: bool = True,
    ) -> None:
        parts = text.split()
        space = size * 0.28
        natural = sum(len(p) for p in parts) * size * 0.47 + (len(parts) - 1) * space
        if self.look.justify and not last and len(parts) > 1 and natural < width < natural * 1.6:
            space += (width - natural) / (len(parts) - 1)
        for part in parts:
            end = x + len(part) * size * 0.47
            self.sheet.words.append(Word(part, x, y, end, y + size, size, "Sans-Bold" if bold else "Sans"))
            x = end + space

    def mark(self, mark: str, x: float, y: float) -> None:
        look = self.look
        end = x + look.size * 0.65
        if look.glyph == "shape":
            self.sheet.shapes.append(Shape(x, y + 0.5, end, y + look.size - 0.5, mark))
            return
        text, value = {
            "mark": (mark, mark),
            "letter": ("√" if mark == "√" else "x", "√" if mark == "√" else None),
        }[look.glyph]
        self.sheet.words.append(
            Word(text, x, y - 0.4, end, y + look.size + 0.4, look.size + 0.8, "Sans", value)
        )

    def heading(self, text: str) -> None:
        if self.y > self.floor - 90:
            self.new_page()
        self.y += 10
        self.put(text, 42, self.y, self.look.heading_size, bold=True)
        self.y += self.look.heading_size + 6
        self.headed = False

    def edges(self) -> list[float]:
        edges = [42.0]
        for width in self.widths:
            edges.append(edges[-1] + width)
        return edges

    @property
    def widths(self) -> tuple[float, ...]:
        return self.look.widths

    def header(self, titles: tuple[str, ...]) -> None:
        look, edges = self.look, self.edges()
        top = self.y
        for i, title in enumerate(titles):
            x = edges[i] + look.gutter / 2
            if look.header_centred:
                x = (edges[i] + edges[i + 1]) / 2 - len(title) * look.size * 0.25
            self.put(title, x, top + look.pad, look.size, bold=True)
        self.y = top + look.size * look.leading + 2 * look.pad
        if look.lines in ("grid", "rules", "booktabs"):
            self._rule(top, edges[0], edges[-1])
            self._rule(self.y, edges[0], edges[-1])
        if look.lines == "grid":
            self._walls(top, self.y)
        if look.lines == "zebra":
            self.sheet.fills.append(Fill(edges[0], top, edges[-1], self.y, (0.8, 0.85, 0.9)))
        self.shade = False

    def _rule(self, y: float, x0: float, x1: float) -> None:
        self.sheet.rules.append(Rule(x0, y, x1, y))

    def _walls(self, top: float, bottom: float) -> None:
        for x in self.edges():
            self.sheet.rules.append(Rule(x, top, x, bottom))

    def table(self, titles: tuple[str, ...], entries: list[Entry], first: bool = True) -> None:
        look = self.look
        self.criteria = titles[0].startswith("Crit")
        if look.header != "first" or first:
            self.header(titles)
        for number, entry in enumerate(entries):
            self.row(titles, entry, number)
        if look.lines in ("booktabs",):
            self._rule(self.y, 42, self.edges()[-1])
        self.y += 8

    def row(self, titles: tuple[str, ...], entry: Entry, number: int) -> None:
        """Items of each cell as (offset from the row's top, text or mark); split over pages when it does not fit."""
        look, edges = self.look, self.edges()
        step = look.size * look.leading
        count = len(titles)
        offset = 1 if count > 1 and titles[0].startswith("Crit") else 0
        cells: list[list[tuple[float, str, str, bool]]] = [[] for _ in range(count)]
        names = {i.indicator_id: i for i in framework().indicators}
        inner = [edges[i + 1] - edges[i] - look.gutter for i in range(count)]
        if offset and entry.criterion:
            for k, line in enumerate(wrap(entry.criterion, inner[0], look.size)):
                cells[0].append((k * step, "text", line, True))
        y = 0.0
        for name in entry.indicators:
            for line in wrap(names[name].indicator, inner[offset], look.size):
                cells[offset].append((y, "text", line, True))
                y += step
        indent = 0.0 if look.marks in ("runin",) else 16.0
        for c, value in enumerate(entry.values):
            y = 0.0
            for mark, text in value:
                body = ("MARK " if look.marks == "runin" and mark else "") + text
                lines = wrap(body, inner[offset + 1 + c] - indent, look.size)
                if mark and look.marks != "runin":
                    drop = (len(lines) - 1) * step / 2 if look.marks == "middle" else 0.0
                    cells[offset + 1 + c].append((y + drop, "mark", mark, True))
                for k, line in enumerate(lines):
                    cells[offset + 1 + c].append((y, "mark+" + (mark or ""), line, k == len(lines) - 1))
                    y += step
                y += look.paragraph_gap
        heights = [max((o for o, *_ in cell), default=0.0) + step for cell in cells]
        tall = max(heights[offset:])
        if offset and entry.criterion and not look.criterion_middle:
            pass
        if look.indicator_middle:
            shift = (tall - heights[offset]) / 2
            cells[offset] = [(o + shift, *rest) for o, *rest in cells[offset]]
        if look.criterion_middle and cells[0] and offset:
            cells[0] = [(o + max((tall - heights[0]) / 2, 0), *rest) for o, *rest in cells[0]]
        if offset:
            tall = max(tall, heights[0] if heights[0] < tall + 4 * step else tall)
            tall = max(tall, heights[0])
        total = tall + 2 * look.pad
        room = self.floor - self.y
        if total > room and (not look.split_rows or room < 3 * step + look.pad):
            self.page_break(titles)
            room = self.floor - self.y
        top = self.y
        start = 0.0
        while True:
            limit = start + (self.floor - self.y - 2 * look.pad if total > room else 1e9)
            done = True
            for c, cell in enumerate(cells):
                self.set_cell(c, cell, edges, start, limit, offset, inner)
                if any(o >= limit - step for o, *_ in cell):
                    done = False
            if done:
                self.y = top + (tall - start) + 2 * look.pad
                self.frame(top, self.y, number, bool(entry.criterion))
                return
            self.y = self.floor
            self.frame(top, self.y, number, bool(entry.criterion))
            self.page_break(titles)
            start = min(o for cell in cells for o, *_ in cell if o >= limit - step)
            total = tall - start + 2 * look.pad
            room = self.floor - self.y
            top = self.y

    def set_cell(
        self,
        c: int,
        cell: list[tuple[float, str, str, bool]],
        edges: list[float],
        start: float,
        limit: float,
        offset: int,
        inner: list[float],
    ) -> None:
        look = self.look
        step = look.size * look.leading
        for o, kind, text, last in cell:
            if not start <= o < limit - step:
                continue
            y = self.y + look.pad + (o - start)
            x = edges[c] + look.gutter / 2
            if c <= offset:
                self.put(
                    text, x, y, look.size, bold=look.bold_criterion and c < offset, width=inner[c], last=last
                )
            elif kind == "mark":
                self.mark(text, edges[c + 1] - look.gutter / 2 - 8 if look.marks == "right" else x, y)
            else:
                indent = 0.0 if look.marks in ("runin", "right") else 16.0
                if text.startswith("MARK "):
                    self.mark(kind.removeprefix("mark+"), x, y)
                    text, indent = text[5:], look.size * 0.93
                self.put(text, x + indent, y, look.size, width=inner[c] - indent, last=last)

    def frame(self, top: float, bottom: float, number: int, criterion: bool) -> None:
        look, edges = self.look, self.edges()
        wide = self.criteria
        if look.lines in ("grid", "rules"):
            self._rule(top, edges[0] if criterion or not wide else edges[1], edges[-1])
            self._rule(bottom, edges[1] if wide else edges[0], edges[-1])
        if look.lines == "grid":
            self._walls(top, bottom)
        if look.lines == "zebra" and number % 2 == 0:
            self.sheet.fills.append(Fill(edges[0], top, edges[-1], bottom, (0.93, 0.93, 0.93)))

    def page_break(self, titles: tuple[str, ...]) -> None:
        if self.look.lines == "booktabs":
            self._rule(self.y, 42, self.edges()[-1])
        self.new_page()
        if self.look.header == "repeat":
            self.header(titles)

    def pages(self, seed: int = 0) -> list[Page]:
        """The pages, the words of each in random order."""
        rng = random.Random(seed)
        result = []
        for number, sheet in enumerate(self.sheets, start=1):
            rng.shuffle(sheet.words)
            result.append(
                Page(
                    number,
                    self.look.width,
                    self.look.height,
                    tuple(sheet.words),
                    tuple(sheet.rules),
                    tuple(sheet.fills),
                    tuple(sheet.shapes),
                )
            )
        return result


FINDINGS = ("Criteria", "Indicatoren", "Bevindingen")


def findings_entries(theme: str, seed: int, blocks: bool = True) -> list[Entry]:
    """Rows of one theme's table, some of them blocks of indicators."""
    rng = random.Random(seed)
    items = [i for i in framework().indicators if i.theme_id == theme]
    entries: list[Entry] = []
    index = 0
    before = ""
    while index < len(items):
        item = items[index]
        group = [item]
        if blocks and rng.random() < 0.25:
            group = [
                i for i in items[index : index + rng.choice((2, 3))] if i.criterion_id == item.criterion_id
            ]
        marks = rng.choice((1, len(group))) if len(group) > 1 else 1
        value = tuple((rng.choice("√X"), rng.choice(TEXTS)) for _ in range(marks))
        entries.append(
            Entry(
                tuple(i.indicator_id for i in group),
                (value,),
                item.criterion if item.criterion != before else "",
            )
        )
        before = item.criterion
        index += len(group)
    return entries


def findings_document(look: Look, seed: int = 1, blocks: bool = True) -> tuple[list[Page], list[Entry]]:
    """All five themes of one approach, and the rows in order."""
    setter = Setter(look)
    names = framework().themes
    every: list[Entry] = []
    for number, (theme, name) in enumerate(names.items()):
        setter.heading(name)
        entries = findings_entries(theme, seed * 10 + number, blocks)
        setter.table(FINDINGS, entries, first=number == 0)
        every += entries
    return setter.pages(seed), every


def followup_document(look: Look, titles: tuple[str, ...], seed: int = 1) -> tuple[list[Page], list[Entry]]:
    """Follow-up tables for three themes; some cells are empty."""
    rng = random.Random(seed)
    setter = Setter(look)
    every: list[Entry] = []
    for number, theme in enumerate(("1", "3", "4")):
        setter.heading(framework().themes[theme])
        items = [i for i in framework().indicators if i.theme_id == theme][:5]
        entries = []
        for item in items:
            values = []
            for column in range(len(titles) - 1):
                empty = column < len(titles) - 2 and rng.random() < 0.4 and len(titles) > 3
                values.append(() if empty else ((rng.choice("√X"), rng.choice(TEXTS)),))
            entries.append(Entry((item.indicator_id,), tuple(values)))
        setter.table(titles, entries, first=number == 0)
        every += entries
    return setter.pages(seed), every
