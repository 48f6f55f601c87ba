"""A run of flat text that holds tables: lines to row blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ggsr_extract.extractors.factsheet.align import Alignment, Chunk, FlatLine, align
from ggsr_extract.extractors.factsheet.marks import find_marks
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows import Column, Item, PrintedLabel, RowBlock
from ggsr_extract.extractors.factsheet.wording import tokens
from ggsr_extract.models.source import Fragment, Line

_SENTENCE_END = re.compile(r"[.?!:;][)\]’'”\"*]*\s*$")


@dataclass(frozen=True, slots=True)
class RegionLine:
    """A line of a table region. ``gap``: a paragraph gap stands before it; ``page_break``: a running header, footer or
    header row does; ``columns``: the columns of the table it stands in."""

    line: Line
    gap: bool
    page_break: bool
    columns: tuple[Column, ...]
    tabs: int = 0


def rows(region: Sequence[RegionLine], ledger: Ledger) -> list[RowBlock]:
    """The row blocks of one approach's tables in flat text, in reading order; criteria are claimed on the way."""
    flat = [_flat_line(region, index) for index in range(len(region))]
    alignment = align(flat)
    return _Rows(region, flat, alignment, ledger).build()


def _flat_line(region: Sequence[RegionLine], index: int) -> FlatLine:
    entry = region[index]
    marks = find_marks(entry.line.text)
    limit = marks[0].begin if marks else len(entry.line.text)
    if index == 0:
        return FlatLine(entry.line.text, limit, True, entry.page_break)
    before = region[index - 1].line.text
    opens = entry.gap or bool(_SENTENCE_END.search(before)) or bool(find_marks(before) and not tokens(before))
    return FlatLine(entry.line.text, limit, opens or entry.page_break, entry.page_break)


class _Rows:
    """Walks the aligned lines and closes a block whenever an indicator starts after marks or text were seen."""

    def __init__(self, region: Sequence[RegionLine], flat: Sequence[FlatLine], alignment: Alignment, ledger: Ledger) -> None:
        self.region, self.flat, self.alignment, self.ledger = region, flat, alignment, ledger
        self.result: list[RowBlock] = []
        self.labels: list[tuple[str, list[Fragment]]] = []
        self.stream: list[Item] = []
        self.cells: list[list[Item]] | None = None
        self.columns: tuple[Column, ...] = ()
        self.open: dict[str, list[Fragment]] = {}

    def build(self) -> list[RowBlock]:
        """All blocks; text before the first indicator stays unclaimed."""
        for entry, chunks in zip(self.region, self.alignment.chunks, strict=True):
            end = 0
            for chunk in chunks:
                self._label(entry, chunk, end)
                end = chunk.end
            self._content(entry, end, bool(chunks))
        self._close()
        return self.result

    def _label(self, entry: RegionLine, chunk: Chunk, begin: int) -> None:
        fragment = Fragment(entry.line, begin, chunk.end)
        if chunk.label_id.count(".") == 1:
            self.ledger.claim([fragment], "criterion")
            return
        self.ledger.claim([fragment], "indicator")
        if not chunk.starts:
            if chunk.label_id in self.open:
                self.open[chunk.label_id].append(fragment)
            return
        if self.stream or self.cells:
            self._close()
        if not self.labels:
            self.columns = entry.columns
        self.open[chunk.label_id] = [fragment]
        self.labels.append((chunk.label_id, self.open[chunk.label_id]))

    def _content(self, entry: RegionLine, begin: int, labelled: bool) -> None:
        text = entry.line.text
        if not text[begin:].strip() or not self.labels:
            return
        if entry.tabs and text.count("\t", begin) >= len(self.columns) > 1 and labelled:
            self._tabbed(entry, begin)
            return
        for item in items(Fragment(entry.line, begin, len(text)), gap=entry.gap):
            self.stream.append(item)

    def _tabbed(self, entry: RegionLine, begin: int) -> None:
        """A line whose cells are held apart by tabs, as many as the header row has: the columns are known."""
        text = entry.line.text
        edges = [match.end() for match in re.finditer("\t", text[begin:])][: len(self.columns)]
        starts = [begin + edge for edge in edges]
        ends = [start - 1 for start in starts[1:]] + [len(text)]
        cells = [list(items(Fragment(entry.line, a, b), gap=True)) if text[a:b].strip() else [] for a, b in zip(starts, ends, strict=True)]
        self.cells = cells

    def _close(self) -> None:
        if self.labels:
            labels = tuple(PrintedLabel(id_, tuple(fragments)) for id_, fragments in self.labels)
            if self.cells is not None:
                if self.stream:
                    self.cells[-1].extend(self.stream)
                self.result.append(RowBlock(labels, self.columns, tuple(map(tuple, self.cells))))
            else:
                self.result.append(RowBlock(labels, self.columns, None, tuple(self.stream)))
        self.labels, self.stream, self.cells = [], [], None


def items(fragment: Fragment, *, gap: bool) -> list[Item]:
    """A line's marks and runs of text, in order."""
    text = fragment.line.text[: fragment.end]
    result: list[Item] = []
    at = fragment.begin
    for mark in find_marks(text, fragment.begin):
        if text[at : mark.begin].strip():
            result.append(Item(Fragment(fragment.line, at, mark.begin), None, gap and not result))
        result.append(Item(Fragment(fragment.line, mark.begin, mark.end), mark.mark, gap and not result))
        at = mark.end
    if text[at:].strip():
        result.append(Item(Fragment(fragment.line, at, fragment.end), None, gap and not result))
    return result
