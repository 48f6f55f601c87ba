"""Factsheets as the flat text that tools make of them: columns lost, wording broken over lines."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable

from ggsr_extract.models.framework import framework

from tests.generator import boilerplate as plate
from tests.generator.content import Approach, Row, Sheet, Statement, Table
from tests.generator.flatstyle import FlatStyle
from tests.generator.wrap import wrap


class _Flat:
    def __init__(self, sheet: Sheet, style: FlatStyle, rng: random.Random) -> None:
        self.sheet, self.style, self.rng = sheet, style, rng
        self.lines: list[str] = []
        self.page = 1
        self.running: tuple[str, ...] = ()
        self.heading: Table | None = None

    def blank(self) -> None:
        if self.lines and self.lines[-1].strip():
            self.lines.append("")

    def put(self, *lines: str) -> None:
        for line in lines:
            space = ""
            if line.endswith("-") and line[-2:-1].isalpha():
                space = " " if self.rng.random() < self.style.hyphen_space else ""
            elif self.rng.random() < self.style.trailing:
                space = self.rng.choice((" ", "  "))
            self.lines.append(line + space)

    def wrapped(self, text: str, width: int) -> list[str]:
        hyphen = "\u00ad" if "soft" in self.style.noise else "-"
        return wrap(text, width, hyphens=self.style.hyphens, rng=self.rng, hyphen=hyphen)

    def prose(self, paragraphs: Iterable[str], width: int | None = None) -> None:
        for text in paragraphs:
            self.put(*self.wrapped(text, width or self.style.prose))
            self.blank()

    def strong(self, text: str, level: int = 0) -> str:
        if not self.style.markdown:
            return text
        return f"{'#' * level} {text}" if level else f"**{text}**"

    def points(self, texts: Iterable[tuple[str, str]], width: int) -> None:
        for name, text in texts:
            head = f"{self.strong(name + ':')} " if name else ""
            self.put(*self.wrapped(f"{self.style.bullet}{head}{text}", width))

    def end_page(self) -> None:
        """What stands at the foot of a page, the break, and what stands at the head of the next."""
        if self.style.headers == "end" and self.running:
            self.blank()
            self.put(*self.running)
        if self.style.footer is not None:
            self.blank()
            sheet = self.sheet
            self.put(plate.footer(sheet.title, sheet.month, sheet.year, self.page, self.style.footer))
        self.page += 1
        self.lines.append(self.style.break_.removesuffix("\n"))
        if self.style.headers == "start" and self.running:
            self.put(*self.running)
            self.blank()

    def cover(self) -> None:
        sheet = self.sheet
        if self.style.cover:
            self.put(plate.SENDER, *plate.MINISTRY)
            self.blank()
            self.put(self.strong(sheet.title, 1))
            self.blank()
            if sheet.kind == "verbeterpunten":
                self.put(*self.approach_header())
                self.blank()
            self.put(f"{sheet.month} {sheet.year}")
            self.blank()
        self.prose(plate.DEFINITION)
        if self.lines[-1] == "":
            self.lines.pop()
        for point in plate.DEFINITION_POINTS:
            self.put(*self.wrapped(f"- {point}", self.style.prose))
        self.blank()
        if sheet.kind == "toezichtonderzoek":
            self.put(self.strong(f"Context {sheet.municipality}", 2))
            self.blank()
            self.prose(sheet.context)
            self.prose(plate.ABOUT)
            return
        names = sheet.previous or (sheet.approaches[0].name,)
        self.put(self.strong("Inleiding", 2))
        self.blank()
        self.prose(
            [plate.INTRODUCTION.format(municipality=sheet.municipality, approaches=plate.tested(names))]
        )
        self.points(plate.THEMES, self.style.prose)
        self.blank()
        self.put(self.strong("Ontwikkeling 2014", 2))
        self.blank()
        day, month = self.rng.randint(3, 28), self.rng.choice(("oktober", "november", "december"))
        first, last = plate.DEVELOPMENT
        self.prose(
            [first.format(day=day, month=month, municipality=sheet.municipality), *sheet.context, last]
        )

    def approach_header(self) -> tuple[str, ...]:
        lines = [f"Aanpak: {self.sheet.approaches[0].name}"]
        if self.sheet.previous:
            lines.append(f"(2013: {' en '.join(self.sheet.previous)})")
        return tuple(lines)

    def introduce(self, approach: Approach) -> None:
        self.put(self.strong("Aanpak:"), approach.name)
        self.blank()
        self.prose([plate.RESPONDENTS[0]])
        self.lines.pop()
        self.points((("", name) for name in approach.respondents), 200)
        self.blank()
        self.prose([plate.RESPONDENTS[1]])
        self.put(self.strong("Beschrijving", 2))
        self.blank()
        self.prose(approach.description)

    def theme(self, table: Table) -> None:
        self.heading = table
        self.put((" " if self.rng.random() < self.style.indent else "") + self.strong(table.heading, 3))
        self.blank()
        first = "Criteria Indicatoren" if len(table.columns) == 1 else "Indicator"
        self.put(" ".join((first, *table.columns)))
        self.blank()

    def mark(self, item: Statement) -> str | None:
        if item.mark is None or self.style.marks == "lost":
            return None
        return self.style.good if item.mark == "√" else self.style.bad

    @property
    def finding_width(self) -> int:
        """Follow-ups have three or four columns, so theirs are narrower."""
        if self.sheet.kind == "verbeterpunten" and self.style.table == "cells":
            return self.style.finding * 2 // 5
        return self.style.finding

    def text(self, item: Statement) -> list[str]:
        lines: list[str] = []
        mark = self.mark(item)
        for number, paragraph in enumerate(item.paragraphs):
            head = f"{mark} " if number == 0 and mark and self.style.marks == "before" else ""
            if number and self.style.paragraph_gap:
                lines.append("")
            lines += self.wrapped(head + paragraph, self.finding_width)
        if mark and self.style.marks == "after":
            lines[-1] += f" {mark}"
        for remark in item.let_op:
            lines += self.wrapped(f"{self.strong(item.let_op_label)} {remark}", self.finding_width)
        if mark and self.style.marks == "own":
            lines.insert(0, mark)
        if mark and self.style.marks == "after_own":
            lines.append(mark)
        return lines

    def findings(self, cell: tuple[Statement, ...]) -> None:
        if len(cell) > 1:  # a block: the marks are listed, then the paragraphs follow
            marks = [self.mark(item) or "" for item in cell]
            gap = self.rng.random() < 0.6
            for number, mark in enumerate(marks):
                if number and gap:
                    self.blank()
                self.put(mark)
            self.blank()
            for item in cell:
                for number, paragraph in enumerate(item.paragraphs):
                    self.broken(self.wrapped(paragraph, self.finding_width))
                    if number < len(item.paragraphs) - 1 and self.style.paragraph_gap:
                        self.blank()
                for remark in item.let_op:
                    self.broken(
                        self.wrapped(f"{self.strong(item.let_op_label)} {remark}", self.finding_width)
                    )
                self.blank()
            return
        for item in cell:
            self.broken(self.text(item))
            self.blank()

    def broken(self, lines: list[str]) -> None:
        """The lines, at a rate with a page break in their middle."""
        cut = 0
        if len(lines) > 2 and self.rng.random() < self.style.break_in_finding:
            cut = self.rng.randint(1, len(lines) - 1)
            self.put(*lines[:cut])
            self.end_page()
            if self.style.repeat_header and self.heading is not None:
                self.theme(self.heading)
        self.put(*lines[cut:])

    def row(self, row: Row, criterion: str | None) -> None:
        style = self.style
        left = self.wrapped(criterion, style.criterion) if criterion else []
        right: list[str] = []
        for _, printed in row.printed:
            right += self.wrapped(printed, style.indicator)
        if style.order == "finding_first":
            self.findings(row.cells[0])
        if style.order == "interleaved":
            for number in range(max(len(left), len(right))):
                parts = [lines[number] for lines in (left, right) if number < len(lines)]
                self.put(" ".join(parts))
        elif len(left) == 1:
            self.put(f"{left[0]} {right[0]}", *right[1:])
        else:
            indent = " " if self.rng.random() < style.indent else ""
            if left:
                self.put(indent + left[0], *left[1:])
                self.blank()
            self.put(indent + right[0], *right[1:])
        self.blank()
        if style.order != "finding_first":
            self.findings(row.cells[0])

    def findings_tables(self, approach: Approach) -> None:
        names = framework().criteria
        cut = {2, self.rng.randint(3, 5)}
        heading, again = "Bevindingen toezichtonderzoek", "Vervolg bevindingen toezichtonderzoek"
        self.put((" " if self.rng.random() < self.style.indent else "") + self.strong(heading, 2))
        self.blank()
        self.prose([plate.FINDINGS[0].format(name=approach.name)], self.style.wide)
        self.lines.pop()
        self.points(plate.THEMES, self.style.wide)
        self.blank()
        self.prose([plate.FINDINGS[1]], self.style.wide)
        self.running = (f"Aanpak: {approach.name}",)
        last = ""
        for number, table in enumerate(approach.tables):
            if number in cut:
                self.end_page()
                self.running = (
                    (again, "", f"Aanpak: {approach.name}") if self.rng.random() < 0.7 else self.running
                )
            if self.style.table != "cells":
                self.table_lines(table)
                continue
            self.theme(table)
            rows = tuple(reversed(table.rows)) if self.style.rows_reversed else table.rows
            for row in rows:
                fresh = row.criterion_id != last or self.style.rows_reversed
                self.row(row, names[row.criterion_id] if fresh else None)
                last = row.criterion_id
        self.end_page()

    def conclusions(self, approach: Approach) -> None:
        if not approach.conclusions:
            return
        self.running = (f"Aanpak: {approach.name}",)
        self.put(self.strong("Conclusie", 2))
        self.blank()
        self.prose([plate.CONCLUSION.format(municipality=self.sheet.municipality)], self.style.wide)
        names = framework().themes
        cut = self.rng.choice((0, 3, 4))
        for number, part in enumerate(approach.conclusions):
            if cut and number == cut:
                self.end_page()
                self.running = ("Vervolg conclusie", "", f"Aanpak: {approach.name}")
            self.put(self.strong(names[part.theme_id], 3))
            self.blank()
            if self.style.table == "cells":
                self.put("Wat gaat goed? Wat kan beter?")
                self.blank()
                self.prose((*part.goed, *part.beter))
                continue
            self.lines.append(self.join(["Wat gaat goed?", "Wat kan beter?"]))
            if self.style.table == "pipes":
                self.lines.append("|---|---|")
            self.lines += [self.join([" ".join(part.goed), " ".join(part.beter)]), ""]
        self.end_page()

    def followup(self) -> None:
        approach = self.sheet.approaches[0]
        self.running = self.approach_header()
        self.put(self.strong("Uitkomsten verbeterpunten", 2))
        self.blank()
        cut = self.rng.randint(1, max(1, len(approach.tables) - 1))
        for number, table in enumerate(approach.tables):
            if number == cut:
                self.end_page()
                self.put("Vervolg uitkomsten verbeterpunten")
                self.blank()
            if self.style.table == "cells":
                self.followup_cells(table)
            else:
                self.table_lines(table)
        self.end_page()

    def followup_cells(self, table: Table) -> None:
        self.theme(table)
        for row in table.rows:
            wording = " ".join(printed for _, printed in row.printed)
            self.put(*self.wrapped(wording, self.style.indicator - 6))
            self.blank()
            for cell in row.cells:
                self.findings(cell)

    def join(self, cells: list[str]) -> str:
        return "| " + " | ".join(cells) + " |" if self.style.table == "pipes" else "\t".join(cells)

    def table_lines(self, table: Table) -> None:
        """A table with one line per row, its cells held apart by tabs or upright strokes."""
        pipes = self.style.table == "pipes"
        names = ["Criteria", "Indicatoren"] if len(table.columns) == 1 else ["Indicator"]
        width = len(table.columns) + len(names)
        if pipes:
            self.lines += [self.strong(table.heading, 3), ""]
        else:
            self.lines.append(self.join([table.heading, *[""] * (width - 1)]))
        self.lines.append(self.join([*names, *table.columns]))
        if pipes:
            self.lines.append("|" + "---|" * width)
        last = ""
        for row in table.rows:
            cells = [". ".join(printed.rstrip(".") for _, printed in row.printed)]
            if len(names) == 2:
                cells.insert(0, framework().criteria[row.criterion_id] if row.criterion_id != last else "")
                last = row.criterion_id
            for cell in row.cells:
                parts = []
                for item in cell:
                    remarks = "".join(f" {item.let_op_label} {text}" for text in item.let_op)
                    mark = self.mark(item)
                    parts.append(f"{mark + ' ' if mark else ''}{' '.join(item.paragraphs)}{remarks}")
                cells.append(" ".join(parts))
            self.lines.append(self.join(cells))
        self.lines.append("")

    def noisy(self, text: str) -> str:
        """The text with the characters that some tools leave in it."""
        noise = self.style.noise
        if "ligatures" in noise:
            text = text.replace("fi", "ﬁ").replace("fl", "ﬂ")
        if "nbsp" in noise:
            text = text.replace("de gemeente", "de\u00a0gemeente").replace(" van ", " van\u00a0")
        return unicodedata.normalize("NFD", text) if "decomposed" in noise else text

    def render(self) -> str:
        if self.style.opening:
            self.cover()
            self.end_page()
        if self.sheet.kind == "verbeterpunten":
            self.followup()
        else:
            for approach in self.sheet.approaches:
                self.running = ()
                self.introduce(approach)
                self.end_page()
                self.findings_tables(approach)
                self.conclusions(approach)
        lines: list[str] = []
        for line in self.lines:
            if lines and not line and not lines[-1] and not self.style.double:
                continue
            lines.append(line)
            if self.style.double and line:
                lines.append("")
        return self.noisy("\n".join(lines).rstrip("\n") + "\n")


def flat(sheet: Sheet, style: FlatStyle, seed: int | str = 0) -> str:
    """The factsheet as text, with ``\\n`` line ends."""
    return _Flat(sheet, style, random.Random(f"flat-{seed}")).render()


def flat_bytes(sheet: Sheet, style: FlatStyle, seed: int | str = 0) -> bytes:
    """The factsheet as a text file with the style's line ends and encoding."""
    return flat(sheet, style, seed).replace("\n", style.eol).encode(style.encoding)


def prints_published(style: FlatStyle) -> bool:
    """Whether month and year of publication stand in the text."""
    return style.cover or (style.footer is not None and plate.prints_date(style.footer))


def names_municipality(sheet: Sheet, style: FlatStyle) -> bool:
    """Whether the text prints the municipality: in opening or footer, or in the description of the approach."""
    if style.opening or style.footer in (0, 1, 3):
        return True
    return any(
        f"De gemeente {sheet.municipality}" in text for a in sheet.approaches for text in a.description
    )


def columns_known(style: FlatStyle) -> bool:
    """Whether the text still tells in which 2013 column a statement stands."""
    return style.table != "cells"
