"""Pages to a document of text blocks and tables in reading order, each line exactly once."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, by_middle, gather
from ggsr_extract.extractors.layout.margins import split_margins
from ggsr_extract.extractors.layout.pagebreaks import join_over_breaks
from ggsr_extract.extractors.layout.prose import prose_blocks
from ggsr_extract.extractors.layout.rows import DraftRow
from ggsr_extract.extractors.layout.tables import Part, Prose, find_parts
from ggsr_extract.models.provenance import Box
from ggsr_extract.models.source import (
    Block,
    Cell,
    Line,
    Page,
    PagedDocument,
    TableBlock,
    TableRow,
    TextBlock,
    Word,
)

LineMaker = Callable[[Run, int, int, int], Line]


def layout(pages: Sequence[Page]) -> PagedDocument:
    """Text blocks and tables of a document in reading order, from geometry and header wording alone.

    The order of ``Page.words`` never matters. Every word is on exactly one line; drawn marks in tables are lines without
    text. ``Line.number`` counts from 1 on each page and ``Line.start`` over the document, both in reading order.
    """
    return arrange(pages, _pdf_line)


def _pdf_line(run: Run, page: int, number: int, start: int) -> Line:
    return Line(
        number,
        page,
        run.text,
        start,
        Box(page, round(run.x0, 2), round(run.top, 2), round(run.x1, 2), round(run.bottom, 2)),
        run.mark,
        run.size,
        run.bold,
    )


class _Builder:
    """Numbers lines in the order in which blocks are built."""

    def __init__(self, make: LineMaker) -> None:
        self.make = make
        self.lines: list[Line] = []
        self.counts: dict[int, int] = {}
        self.offset = 0
        self.pages: dict[int, int] = {}

    def line(self, run: Run) -> Line:
        page = self.pages[id(run.words[0])]
        number = self.counts.get(page, 0) + 1
        self.counts[page] = number
        line = self.make(run, page, number, self.offset)
        self.offset += len(line.text) + 1
        self.lines.append(line)
        return line

    def cell(self, runs: Sequence[Run]) -> Cell:
        lines = tuple(self.line(run) for run in runs)
        return Cell(lines, _paragraph_starts(runs, [line.page or 0 for line in lines]))


def _paragraph_starts(runs: Sequence[Run], pages: Sequence[int]) -> tuple[int, ...]:
    """Lines after a gap clearly larger than the cell's line spacing; the first text line; the first after a mark."""
    texts = [(i, run) for i, run in enumerate(runs) if not run.mark]
    steps = [
        b.mid - a.mid
        for (i, a), (j, b) in pairwise(texts)
        if pages[i] == pages[j] and 0 < b.mid - a.mid < 3 * a.height
    ]
    usual = min(steps, default=0.0)
    starts: list[int] = []
    before: tuple[int, Run] | None = None
    for i, run in texts:
        if (
            before is None
            or runs[i - 1].mark
            or (pages[i] == pages[before[0]] and run.mid - before[1].mid > max(1.2 * usual, usual + 1.5))
        ):
            starts.append(i)
        before = (i, run)
    return tuple(starts)


def arrange(pages: Sequence[Page], make: LineMaker) -> PagedDocument:
    """As ``layout``, with ``make`` (run, page, number, offset) to turn runs into lines."""
    words = [page.words + _drawn_marks(page) for page in pages]
    bands = [gather(by_middle(some)) for some in words]
    margins = split_margins(pages, bands)
    items = find_parts(pages, [margin.body for margin in margins])
    join_over_breaks(items)
    builder = _Builder(make)
    for page, some in zip(pages, words, strict=True):
        for word in some:
            builder.pages[id(word)] = page.number
    blocks: list[Block] = []
    open_table: tuple[tuple[Cell, ...], list[TableRow], int] | None = None
    for page, margin, page_items in zip(pages, margins, items, strict=True):
        for run in _written(margin.header, page):
            blocks.append(TextBlock((builder.line(run),), "header"))
        for item in page_items:
            if isinstance(item, Prose):
                for block in prose_blocks(_written(item.bands, page), page):
                    blocks.append(TextBlock(tuple(builder.line(run) for run in block)))
                open_table = None
                continue
            if item.header is not None or open_table is None:
                header = tuple(builder.cell(gather(by_middle(cell))) for cell in _header_cells(item))
                rows: list[TableRow] = []
                open_table = (header, rows, len(blocks))
                blocks.append(TableBlock(header, ()))
            header, rows, place = open_table
            rows += [_row(builder, row) for row in item.rows]
            blocks[place] = TableBlock(header, tuple(rows))
        for run in _written(margin.footer, page):
            blocks.append(TextBlock((builder.line(run),), "footer"))
    problems = tuple(f"{page.number}: {problem}" for page in pages for problem in page.problems)
    return PagedDocument(tuple(blocks), tuple(builder.lines), len(pages), problems)


def _header_cells(part: Part) -> Sequence[Sequence[Word]]:
    """The words of a part's own header row; empty cells where it has none."""
    if part.header is None:
        return tuple(() for _ in range(part.columns.count))
    return part.header.cells


def _row(builder: _Builder, row: DraftRow) -> TableRow:
    return TableRow(tuple(builder.cell(runs) for runs in row.cells), row.joined)


def _drawn_marks(page: Page) -> tuple[Word, ...]:
    """Drawn marks as words without letters, so that one kind of thing stands in cells."""
    return tuple(Word("", s.x0, s.top, s.x1, s.bottom, s.bottom - s.top, mark=s.mark) for s in page.shapes)


def _written(runs: Sequence[Run], page: Page) -> list[Run]:
    """Runs outside tables: drawn things are no text there and are left out."""
    if not page.shapes:
        return list(runs)
    kept = ([word for word in run.words if word.text] for run in runs)
    return [Run(words) for words in kept if words]
