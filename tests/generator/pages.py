"""Pages as they are set: what is drawn where, running headers and footers, and running text."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, field
from math import fsum

from tests.generator import boilerplate as plate
from tests.generator.content import Sheet
from tests.generator.labels import Place
from tests.generator.look import Look
from tests.generator.metrics import text_width
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


@dataclass(slots=True)
class Pages:
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
                rest = fsum(self._advance(item) for item in lines[at:])
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
        for label in ("LET OP:", "Let op:"):
            if look.bold_remark and text.startswith(label):
                self.add(Text(x, self.y + size, label, True, size, (0, 0, 0), column))
                x += text_width(label + " ", look, size, True) + look.spacing * len(label)
                text = text.removeprefix(label).strip()
        if look.justify and not last and " " in text:
            taken = text_width(text, look, size, bold) + look.spacing * len(text)
            stretch = max(0.0, (width - taken) / text.count(" "))
            stretch = stretch if stretch < 0.7 * size else 0.0
        color = look.color if bold else (0.0, 0.0, 0.0)
        self.add(Text(x, self.y + size, text, bold, size, color, column, stretch))
