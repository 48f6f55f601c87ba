"""Setting a factsheet on pages: what stands where, before anything is drawn."""

from __future__ import annotations

import random
from dataclasses import dataclass
from math import fsum

from ggsr_extract.models.framework import framework

from tests.generator import boilerplate as plate
from tests.generator.content import Approach, Sheet
from tests.generator.look import Look
from tests.generator.pages import Area, Text
from tests.generator.tables import CellLine, Tables


@dataclass(slots=True)
class Setting(Tables):
    """A factsheet set on pages, with the place of each statement's mark (or first line) under the statement's id()."""

    def opening(self) -> None:
        sheet, look = self.sheet, self.look
        if look.front_page:
            self.front_page()
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
        if look.box:
            top, here = self.y - 4, len(self.pages[-1])
            self.prose(texts, 1)
            self.pages[-1].insert(
                here, Area(self.left - 4, top, self.right + 4, self.y - 2, (0.9, 0.94, 0.97))
            )
            self.y += look.leading
            texts = []
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

    def front_page(self) -> None:
        """A first page with a coloured area and the title in white."""
        sheet, look = self.sheet, self.look
        self.pages.append([])
        self.add(Area(0, 0, look.width, look.height * 0.35, look.color))
        self.y = look.margin
        white = (1.0, 1.0, 1.0)
        self.add(Text(self.left, self.y, plate.SENDER, False, look.size, white))
        for text in self.cut(sheet.title, self.right - self.left, look.size * 2.4, True):
            self.y += look.size * 3
            self.add(Text(self.left, self.y, text, True, look.size * 2.4, white))
        self.y = look.height * 0.4
        if sheet.kind == "verbeterpunten":
            for text in self.approach_header():
                self.line(self.left, text, False, look.size * 1.2)
                self.y += look.leading * 1.4
        self.y += look.leading * 2
        self.line(self.left, f"{sheet.month} {sheet.year}")

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
            tall = max(fsum(look.leading + item.gap for item in lines) for lines in cells)
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
