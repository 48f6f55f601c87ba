"""What a reader gives: pages of words, ruling lines and drawn shapes; and lines of text with their places.

All measures are in points from the page's top left as the page is shown (crop box and /Rotate applied).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, NamedTuple

from ggsr_extract.models.provenance import Anchor, Box, Span

FILLING: Final = "\ufe0e"
"""What fills the place of signs within words that are no letters of them: a variation selector, a part of the sign before it and without width."""

UNNAMED: Final = 0x100000
"""Code point (the first of a plane for private use) from which letters stand that a PDF's font does not name: plus their code."""


class Word(NamedTuple):
    """A run of letters without white space, as printed (NFC; ligatures and soft hyphens already resolved).

    A tuple, unlike the rest: there are hundreds on a page, and tuples are made and taken apart at a third of the price.

    ``mark`` is ``√`` or ``X`` where the glyph itself (its Unicode value, or its font and code) says so beyond doubt, also
    where ``text`` is a private-use character; ``?`` for a pictogram that cannot be told; None for ordinary text. A letter x
    or X is ordinary text here: whether it is a mark is decided from where it stands.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    size: float = 0.0
    font: str = ""
    mark: str | None = None

    @property
    def bold(self) -> bool:
        """Whether the font's name says that it is bold."""
        name = self.font.lower()
        return "bold" in name or "black" in name or "heavy" in name or "Demi" in self.font


@dataclass(frozen=True, slots=True)
class Rule:
    """A ruling line: horizontal when ``bottom - top`` is small, vertical when ``x1 - x0`` is. Edges of rectangles count."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(frozen=True, slots=True)
class Fill:
    """A filled rectangle (shading behind a header row, a zebra row, an info box); ``color`` is its fill as RGB 0..1."""

    x0: float
    top: float
    x1: float
    bottom: float
    color: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """A small drawn thing (vector path or image, at most about 30 points) that may be a mark without text.

    ``mark`` is ``√`` or ``X`` where its form tells it, ``?`` where it looks like a pictogram but cannot be told; it is empty for
    dots, boxes, bullets and things in a row, which are marks only where their place says so.
    """

    x0: float
    top: float
    x1: float
    bottom: float
    mark: str


@dataclass(frozen=True, slots=True)
class Page:
    """One page as a reader gives it. ``words`` may come in any order: layout never relies on it.

    ``reading`` is the direction in which most of its letters read, clockwise from the usual one: 0, 90, 180 or 270 degrees.
    ``unseen`` is the number of letters that the page holds but does not show; they are no part of ``words``.
    ``layer`` says that most of its letters are not painted and read all the same, as the text layer of a scan is.
    ``picture`` says that it shows a picture, or letters drawn as outlines, and has no text but in its margins, as a scan has.
    ``skew`` is by how many degrees (clockwise) the page was turned back, because its text runs askew: all places on it are
    those of the straightened page.
    """

    number: int
    width: float
    height: float
    words: tuple[Word, ...]
    rules: tuple[Rule, ...] = ()
    fills: tuple[Fill, ...] = ()
    shapes: tuple[Shape, ...] = ()
    problems: tuple[str, ...] = ()
    reading: int = 0
    unseen: int = 0
    layer: bool = False
    picture: bool = False
    skew: float = 0.0


@dataclass(frozen=True, slots=True)
class Line:
    """A run of text on one line (of one column, for PDF), as read.

    ``number`` is 1-based: in the file for text, on its page for PDF. ``start`` is the offset of its first character in the
    decoded text of the file; for PDF, in the page-by-page concatenation of all lines. A line of a text has a span
    (``start`` to ``start + len(text)``); a line of a PDF has a box. ``mark`` is given where the reader or the layout knows
    that the line is nothing but a mark; ``size`` and ``bold`` are 0 and False for text.
    """

    number: int
    page: int | None
    text: str
    start: int
    box: Box | None = None
    mark: str | None = None
    size: float = 0.0
    bold: bool = False


class Fragment(NamedTuple):
    """Characters ``begin`` to ``end`` of a line: what roles are given to and what texts are made of."""

    line: Line
    begin: int
    end: int

    @property
    def text(self) -> str:
        """The characters, as read."""
        return self.line.text[self.begin : self.end]

    @property
    def anchor(self) -> Anchor:
        """Its place: the line's box for PDF, its own span for text."""
        box = self.line.box
        if box is not None:
            return Anchor((box,))
        return Anchor(spans=(Span(self.line.start + self.begin, self.line.start + self.end),))


@dataclass(frozen=True, slots=True)
class TextBlock:
    """Lines of running text that belong together (a column of prose, a heading, a running header), in reading order.

    ``region`` is ``header`` or ``footer`` where the layout knows that the block stands in the page's margin and returns on
    other pages, else ``body``.
    """

    lines: tuple[Line, ...]
    region: str = "body"


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row, with its lines in reading order; ``paragraphs`` holds the index of each line that starts one.

    ``remarks`` are the indices of lines that begin a remark by their place, without words that say so.
    """

    lines: tuple[Line, ...] = ()
    paragraphs: tuple[int, ...] = ()
    remarks: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class TableRow:
    """A row of cells, one per column of its table. ``joined`` says that it was put together over a page break."""

    cells: tuple[Cell, ...]
    joined: bool = False


@dataclass(frozen=True, slots=True)
class TableBlock:
    """A table under one header row, rows in reading order, page breaks already joined.

    ``header`` has one cell per column. Columns are those of the header row's words, so a column of findings holds marks
    and text; within a findings cell a mark is a line of its own (``Line.mark`` set) that stands before the lines it is
    level with. Criterion cells that span several rows stand in the first of them. ``indicator`` is the position of the
    indicators' column where the layout knows it: criteria and numbers stand before it, findings behind it. ``certain``: the
    cells of a text are known, as those of Markdown are.
    """

    header: tuple[Cell, ...]
    rows: tuple[TableRow, ...]
    indicator: int | None = None
    certain: bool = False


Block = TextBlock | TableBlock


@dataclass(frozen=True, slots=True)
class PagedDocument:
    """What layout makes of pages: blocks in reading order, and every line that was made (each exactly once)."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    page_count: int
    problems: tuple[str, ...] = field(default=())
