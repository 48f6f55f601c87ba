"""Pages to a document of text blocks and tables in reading order, each line exactly once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, by_middle, ends_sentence, gather, run_of
from ggsr_extract.extractors.layout.page.drawn import drawn_marks
from ggsr_extract.extractors.layout.page.dropcaps import with_drop_capitals
from ggsr_extract.extractors.layout.page.margins import split_margins
from ggsr_extract.extractors.layout.page.newspaper import Strip, strips
from ggsr_extract.extractors.layout.page.paper import trimmed
from ggsr_extract.extractors.layout.page.shading import without_highlights
from ggsr_extract.extractors.layout.page.sheets import halves
from ggsr_extract.extractors.layout.page.sidelines import without_side_lines
from ggsr_extract.extractors.layout.page.upright import upright
from ggsr_extract.extractors.layout.page.watermarks import without_watermarks
from ggsr_extract.extractors.layout.prose import prose_blocks
from ggsr_extract.extractors.layout.tables.extents import find_parts
from ggsr_extract.extractors.layout.tables.pagebreaks import join_over_breaks
from ggsr_extract.extractors.layout.tables.parts import Part, Prose
from ggsr_extract.extractors.layout.tables.remarkcolumns import join_remarks
from ggsr_extract.extractors.layout.tables.rows import DraftRow
from ggsr_extract.extractors.layout.tables.wordings import join_wordings
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.bulk import in_bulk
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
from ggsr_extract.models.verdicts import MARKS

LineMaker = Callable[[Sequence[Run], Sequence[int]], Sequence[Line]]


def layout(pages: Sequence[Page]) -> PagedDocument:
    """Text blocks and tables of a document in reading order, from geometry and header wording alone.

    The order of ``Page.words`` never matters. Every word is on exactly one line; drawn marks in tables are lines without
    text. ``Line.number`` counts from 1 on each page and ``Line.start`` over the document, both in reading order. Sheets of
    two pages are read page by page, pages that read sideways as shown are read upright, and paper wider than its pages is cut; boxes are those of the page as shown.
    """
    turned = upright(pages)
    upright_pages = turned.pages if turned is not None else pages
    cut = trimmed(upright_pages)
    bare = cut.pages if cut is not None else upright_pages
    sheets = halves(bare)
    if sheets is None and cut is None and turned is None:
        return arrange(pages, _pdf_lines)

    def make(runs: Sequence[Run], numbers: Sequence[int]) -> Sequence[Line]:
        if sheets is not None:
            numbers = sheets.put_back(runs, numbers)
        if cut is not None:
            cut.put_back(runs, numbers)
        if turned is not None:
            turned.put_back(runs, numbers)
        return _pdf_lines(runs, numbers)

    arranged = arrange(sheets.pages if sheets is not None else bare, make)
    return replace(arranged, page_count=len(pages), problems=_problems(pages))


def _problems(pages: Sequence[Page]) -> tuple[str, ...]:
    return tuple(f"{page.number}: {problem}" for page in pages for problem in page.problems)


def _pdf_lines(runs: Sequence[Run], pages: Sequence[int]) -> list[Line]:
    counts: Counter[int] = Counter()
    numbers = []
    for page in pages:
        counts[page] += 1
        numbers.append(counts[page])
    texts = [run.text for run in runs]
    sides = zip(*[(run.x0, run.top, run.x1, run.bottom) for run in runs], strict=True)
    boxes = in_bulk(Box, pages, *map(hundredths, sides)) if runs else []
    return in_bulk(
        Line,
        numbers,
        pages,
        texts,
        list(accumulate([len(text) + 1 for text in texts[:-1]], initial=0)),
        boxes,
        [run.mark for run in runs],
        [run.size for run in runs],
        [run.bold for run in runs],
    )


def hundredths(values: Sequence[float]) -> list[float]:
    """Numbers rounded to two places as ``round`` does, at a tenth of its price."""
    exact = np.array(values, dtype=np.float64)
    scaled = exact * 100
    found: list[float] = (np.rint(scaled) / 100).tolist()
    # half-way between two hundredths, what is printed decides; multiplied, it no longer tells
    for i in np.flatnonzero(np.abs(scaled - np.floor(scaled) - 0.5) < 1e-6).tolist():
        found[i] = round(values[i], 2)
    return found


@dataclass(slots=True)
class _Draft:
    """A block before its lines are made: the runs of a text, or the header cells and rows of a table."""

    runs: Sequence[Run] = ()
    region: str = "body"
    header: Sequence[Sequence[Run]] = ()
    rows: list[DraftRow] = field(default_factory=list)
    indicator: int | None = None

    def block(self, lines: Mapping[int, Line]) -> Block:
        """The block, with each run's line by the run's identity."""
        if self.runs:
            return TextBlock(tuple([lines[id(run)] for run in self.runs]), self.region)
        header = tuple([_cell(runs, lines) for runs in self.header])
        rows = [
            TableRow(tuple([_cell(runs, lines, row.pitch) for runs in row.cells]), row.joined)
            for row in self.rows
        ]
        return TableBlock(header, tuple(rows), self.indicator)


def _cell(runs: Sequence[Run], lines: Mapping[int, Line], pitch: float = 0.0) -> Cell:
    if not runs:
        return _EMPTY
    mine = tuple([lines[id(run)] for run in runs])
    remarks = tuple([at for at, run in enumerate(runs) if run.remark])
    return Cell(mine, _paragraph_starts(runs, [line.page or 0 for line in mine], pitch), remarks)


_EMPTY = Cell()


def _paragraph_starts(runs: Sequence[Run], pages: Sequence[int], pitch: float) -> tuple[int, ...]:
    """Lines after a gap clearly larger than the cell's line spacing; the first text line; the first after a mark.

    In a cell whose paragraphs all have one line, only the line spacing of other cells (``pitch``, 0 where unknown) tells,
    and where sentences end.
    """
    texts = [(i, run) for i, run in enumerate(runs) if not run.mark]
    if len(texts) < 2:
        return tuple([i for i, _ in texts])
    steps = [
        b.mid - a.mid
        for (i, a), (j, b) in pairwise(texts)
        if pages[i] == pages[j] and 0 < b.mid - a.mid < 3 * a.height
    ]
    usual = min(steps, default=0.0)
    loose = usual > 1.2 * pitch > 0
    if loose:
        usual = pitch
    widest = max(1.2 * usual, usual + 1.5)
    starts = [texts[0][0]]
    for (j, before), (i, run) in pairwise(texts):
        apart = pages[i] == pages[j] and run.mid - before.mid > widest
        if runs[i - 1].mark or (apart and (not loose or ends_sentence(before.text, run.text))):
            starts.append(i)
    return tuple(starts)


@dataclass(slots=True)
class _Reading:
    """Blocks in reading order before their lines are made: all their runs, and the page that each run is printed on."""

    drafts: list[_Draft] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)

    def text(self, runs: Sequence[Run], page: int, region: str = "body") -> None:
        """Go on with a block of text on a page."""
        self.drafts.append(_Draft(runs, region))
        self._take(runs, page)

    def table(self, part: Part, header: Sequence[Sequence[Run]], page: int) -> _Draft:
        """Go on with a table whose header cells are given, as yet without rows."""
        told = part.columns.indicator if part.columns.value else None
        draft = _Draft(header=header, indicator=told)
        self.drafts.append(draft)
        for cell in header:
            self._take(cell, page)
        return draft

    def rows(self, table: _Draft, rows: Sequence[DraftRow], page_of: Mapping[int, int]) -> None:
        """Go on with rows of a table, with the page of each run by the run's identity."""
        table.rows += rows
        runs = list(_runs_of(rows))
        self.runs += runs
        self.pages += [page_of[id(run)] for run in runs]

    def _take(self, runs: Sequence[Run], page: int) -> None:
        self.runs += runs
        self.pages += [page] * len(runs)

    def document(self, make: LineMaker, pages: Sequence[Page]) -> PagedDocument:
        """The document, when ``make`` has turned the runs into lines."""
        lines = make(self.runs, self.pages)
        line_of = dict(zip(map(id, self.runs), lines, strict=True))
        blocks = tuple([draft.block(line_of) for draft in self.drafts])
        return PagedDocument(blocks, tuple(lines), len(pages), _problems(pages))


def _runs_of(rows: Sequence[DraftRow]) -> Iterator[Run]:
    return (run for row in rows for cell in row.cells for run in cell)


def arrange(pages: Sequence[Page], make: LineMaker) -> PagedDocument:
    """As ``layout``, with ``make`` to turn runs in reading order, and the page of each, into lines."""
    printed = [page.words + drawn for page, drawn in zip(pages, drawn_marks(pages), strict=True)]
    words, written, beside = without_side_lines(WordTable(printed), pages, printed)
    words, written = with_drop_capitals(words, written)
    words, across = without_watermarks(words, written)
    pages = [without_highlights(page, words, place) for place, page in enumerate(pages)]
    bands = words.bands(len(pages))
    margins = split_margins(pages, bands)
    for place, runs in (*beside.items(), *across.items()):
        margins[place].header += runs
    read = strips(pages, [margin.body for margin in margins], words)
    items = find_parts(
        [strip.page for strip in read],
        [strip.bands for strip in read],
        words,
        [strip.named for strip in read],
    )
    page_of = _put_back_rows(read, items, words)
    join_over_breaks(items)
    parts = [item for page_items in items for item in page_items if isinstance(item, Part)]
    join_wordings(parts)
    join_remarks(parts)
    told = all(part.columns.kind == "conclusions" for part in parts)
    prose = iter(prose_blocks(_stretches(read, items, signs=told)))
    reading = _Reading()
    table: _Draft | None = None
    for strip, page_items in zip(read, items, strict=True):
        page, margin = strip.page, margins[strip.place]
        for run in _written(margin.header if strip.first else (), page):
            reading.text([run], page.number, "header")
        for item in page_items:
            if isinstance(item, Prose):
                for block in next(prose):
                    strip.put_back(block, words)
                    reading.text(block, page.number)
                table = None
                continue
            if item.header is not None or table is None or item.columns.count != len(table.header):
                # words of a header may have been moved in another column of the page than this one
                shown = ([words.original(word) for word in cell] for cell in _header_cells(item))
                header = [gather(by_middle(cell)) for cell in shown]
                table = reading.table(item, header, page.number)
            reading.rows(table, item.rows, page_of)
        for run in _written(margin.footer if strip.last else (), page):
            reading.text([run], page.number, "footer")
    return reading.document(make, pages)


def _put_back_rows(
    read: Sequence[Strip], items: Sequence[Sequence[Part | Prose]], words: WordTable
) -> dict[int, int]:
    """Put the rows of moved strips back to their places; the page of each run of a row, by its identity."""
    page_of: dict[int, int] = {}
    for strip, page_items in zip(read, items, strict=True):
        for item in page_items:
            if isinstance(item, Part):
                if strip.moved:
                    strip.put_back(list(_runs_of(item.rows)), words)
                page_of |= {id(run): row.page for row in item.rows for run in _runs_of([row])}
    return page_of


def _stretches(
    read: Sequence[Strip], items: Sequence[Sequence[Part | Prose]], *, signs: bool
) -> list[tuple[list[Run], Page]]:
    """The runs of each stretch of prose, with its page. ``signs``: without any table of findings, drawn marks stand in the text for their signs."""
    return [
        (_written(item.bands, strip.page, signs=signs), strip.page)
        for strip, page_items in zip(read, items, strict=True)
        for item in page_items
        if isinstance(item, Prose)
    ]


def _header_cells(part: Part) -> Sequence[Sequence[Word]]:
    """The words of a part's own header row, in the order of its columns; empty cells where it has none."""
    if part.header is None:
        return tuple(() for _ in range(part.columns.count))
    order = part.columns.order or range(part.columns.count)
    return [cell for _, cell in sorted(zip(order, part.header.cells, strict=True), key=lambda item: item[0])]


def _written(runs: Sequence[Run], page: Page, *, signs: bool = False) -> list[Run]:
    """Runs outside tables: drawn things are no text there and are left out, but for marks that stand for ``signs``."""
    if not page.shapes:
        return list(runs)
    written = []
    for run in runs:
        kept = [i for i, word in enumerate(run.words) if word.text or (signs and word.mark in MARKS)]
        if kept and (len(kept) < len(run.words) or signs):
            places = [run.places[i] for i in kept] if run.places else ()
            words = [run.words[i] for i in kept]
            written.append(
                run_of([w if w.text else w._replace(text=w.mark or "") for w in words], None, places)
            )
        elif kept:
            written.append(run)
    return written
