"""A run of flat text that holds tables: lines to row blocks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.align import Alignment, Chunk, align
from ggsr_extract.extractors.factsheet.rows.byends import by_rows
from ggsr_extract.extractors.factsheet.rows.linewords import FlatLine
from ggsr_extract.extractors.factsheet.rows.regain import regain
from ggsr_extract.extractors.factsheet.rows.rowblock import Column, Item, PrintedLabel, RegionLine, RowBlock
from ggsr_extract.extractors.factsheet.rows.segments import ended, overlap
from ggsr_extract.extractors.factsheet.rows.separated import cuts
from ggsr_extract.extractors.factsheet.rows.wording import similarity
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS
from ggsr_extract.extractors.layout.textmarks import find_marks, last_word_has
from ggsr_extract.models.framework import framework, theme_id
from ggsr_extract.models.source import Fragment

_WHOLE = 0.75
_BULLET = re.compile(r"\s*[•·▪‣◦\uf0b7](?=\s*\S)|\s*(?:[-–—−]|[=-]>|[:.)](?=\s))\s*(?=[^\W_]|[‘’“”'\"„])")
"""A bullet, dash, arrow or colon between a mark and its text."""
_LAST_LETTER = re.compile(r"(?<=\s)[xX]\s*$")
_LISTING = " \t\u00a0-–—•*+"


def rows(region: Sequence[RegionLine], ledger: Ledger) -> list[RowBlock]:
    """The row blocks of one approach's tables in flat text, in reading order; criteria are claimed on the way."""
    flat, alignment = _aligned(region)
    moved = by_rows(region, alignment)
    untold: frozenset[int] = frozenset()
    if moved:
        order, lost = moved
        untold = frozenset(region[index].line.start for index in lost)
        breaks = [entry.page_break for entry in region]
        region = [
            replace(region[index], page_break=broken) for index, broken in zip(order, breaks, strict=True)
        ]
        flat, alignment = _aligned(region)
    return _Rows(region, flat, alignment, ledger, untold).build()


def _aligned(region: Sequence[RegionLine]) -> tuple[list[FlatLine], Alignment]:
    behind = _marks_behind_words(region)
    flat = [_flat_line(region, index, behind) for index in range(len(region))]
    return flat, regain(flat, align(flat))


def _marks_behind_words(region: Sequence[RegionLine]) -> bool:
    """Whether a dump prints its marks right behind the first lines of findings; of an indicator's word it is a hyphen's place."""
    marked = [(entry.line.text, marks[0]) for entry in region if (marks := find_marks(entry.line.text))]
    return 2 * sum(last_word_has(text, mark) for text, mark in marked) > len(marked)


def _flat_line(region: Sequence[RegionLine], index: int, behind: bool) -> FlatLine:
    entry = region[index]
    marks = find_marks(entry.line.text.replace("|", " ") if entry.separators else entry.line.text)
    last = _LAST_LETTER.search(entry.line.text)
    # no wording ends in a lone X: behind an indicator it is the mark of an empty cell, or of a text on the next line
    limit = marks[0].begin if marks else last.start() if last else len(entry.line.text)
    if behind and marks and last_word_has(entry.line.text, marks[0]):
        limit = 0  # printed after the line that it stands left of, which is a finding's
    if index == 0:
        return FlatLine(entry.line.text, limit, True, entry.page_break)
    before = region[index - 1].line.text
    lone = _is_mark(before)
    opens = entry.gap or ended(before) or lone
    # labels begin with a capital: "zorg-" with "coördinatie" on the next line is one word, be its mark printed between them
    above = region[index - 2].line.text if index > 1 and lone else before
    goes_on = above.rstrip().endswith(tuple(HYPHENS)) and entry.line.text.lstrip()[:1].islower()
    return FlatLine(entry.line.text, limit, opens or entry.page_break, entry.page_break, goes_on)


def _is_mark(text: str) -> bool:
    """Whether nothing but marks stands on a line."""
    marks = find_marks(text)
    return bool(marks) and not text[: marks[0].begin].strip() and not text[marks[-1].end :].strip()


class _Rows:
    """Walks the aligned lines and closes a block whenever an indicator starts after marks or text were seen."""

    def __init__(
        self,
        region: Sequence[RegionLine],
        flat: Sequence[FlatLine],
        alignment: Alignment,
        ledger: Ledger,
        untold: frozenset[int],
    ) -> None:
        self.untold = untold
        self.region, self.flat, self.alignment, self.ledger = region, flat, alignment, ledger
        self.result: list[RowBlock] = []
        self.lead: list[Item] = []
        self.labels: list[tuple[str, list[Fragment]]] = []
        self.gaps: list[bool] = []
        self.stream: list[Item] = []
        self.cells: list[list[Item]] | None = None
        self.columns: tuple[Column, ...] = ()
        self.page = self.last = 0
        self.heads: list[int] = []
        self.before = 0
        self.beside = _marks_beside(region, alignment)
        self.open: dict[str, list[Fragment]] = {}
        self.ahead: list[Item] | None = None
        self.broken = False

    def build(self) -> list[RowBlock]:
        """All blocks; text before the first indicator stays unclaimed, unless the dump puts findings before indicators."""
        for entry, chunks in zip(self.region, self.alignment.chunks, strict=True):
            end = 0
            self.broken |= entry.page_break
            for chunk in _whole_cells(entry, chunks):
                self._label(entry, chunk, end)
                end = chunk.end
            self._content(entry, end, bool(chunks))
        self._close()
        self._cut_off()
        self._findings_first()
        return self.result

    def _cut_off(self) -> None:
        """Leave out the last row where the text ends within its first indicator: it says nothing about it."""
        if (
            self.result
            and len(self.result[-1].labels) == 1
            and not self.result[-1].stream
            and not self.result[-1].cells
        ):
            label = self.result[-1].labels[0]
            printed = " ".join(fragment.text for fragment in label.fragments)
            if (
                label.fragments[-1].line is self.region[-1].line
                and similarity(printed, label.indicator_id) < _WHOLE
            ):
                self.result.pop()

    def _findings_first(self) -> None:
        """Some dumps give a row's finding before its indicator: then marks come before the first, and none after the last.

        Where marks stand after the last indicator that was read as well, the wording tells whether the findings belong to
        the indicators behind them, and whether the first thing after the header row is a mark: an indicator that was not
        read would stand before it. What follows the last indicator is then nobody's.
        """
        if (
            not self.result
            or not any(item.mark for item in self.lead)
            or any(row.cells for row in self.result)
        ):
            return
        streams = [tuple(self.lead), *(row.stream for row in self.result)]
        last = streams.pop()
        if any(item.mark for item in last):
            behind = sum(map(_agreement, self.result, streams)) + (1.0 if self.lead[0].mark else -1.0)
            if behind <= sum(map(_agreement, self.result, [*streams[1:], last])):
                return
            last = ()
        self.result = [replace(row, stream=stream) for row, stream in zip(self.result, streams, strict=True)]
        self.result[-1] = replace(self.result[-1], stream=(*self.result[-1].stream, *last))

    def _label(self, entry: RegionLine, chunk: Chunk, begin: int) -> None:
        fragment = Fragment(entry.line, begin, chunk.end)
        if chunk.label_id.count(".") == 1:
            self.ledger.claim([fragment], "criterion")
            another = bool(self.labels) and not self.labels[-1][0].startswith(chunk.label_id)
            if chunk.starts and another and len(self.columns) == 1:
                self._settle(self.ahead or [])
                self.ahead, self.broken = [], False
            return
        self.ledger.claim([fragment], "indicator")
        if not chunk.starts:
            if chunk.label_id in self.open:
                self.open[chunk.label_id].append(fragment)
            return
        carried = self._carried(chunk)
        pending = self.open[self.labels[-1][0]][0].line if self.labels else None
        beside = self.beside and pending is not entry.line and bool(find_marks(entry.line.text, chunk.end))
        waits = len(self.stream) == self.before
        if not waits or self.cells or carried or beside or self._another_table(entry, chunk):
            self._close()
        if not self.labels:
            self.columns, self.page = entry.columns, entry.page
            self.stream.extend(carried)
            # marks that a page's end parts from the indicators of their block
            self.before = len(carried) if all(item.mark for item in carried) else 0
        self.open[chunk.label_id] = [fragment]
        self.gaps.append(entry.gap and not (self.labels and self.labels[-1][1][-1].line is entry.line))
        self.labels.append((chunk.label_id, self.open[chunk.label_id]))

    def _carried(self, chunk: Chunk) -> list[Item]:
        """The finding of a row that a page break cuts behind its criterion: it stands before its indicator."""
        ahead = self.ahead or []
        own = bool(ahead) and ahead[0].mark is not None and self.broken and chunk.label_id.endswith(".1")
        self._settle([] if own else ahead)
        return ahead if own else []

    def _settle(self, items: Sequence[Item]) -> None:
        """End what waits behind a criterion for its indicator; ``items`` are the block's before it."""
        self.stream.extend(items)
        self.ahead = None

    def _another_table(self, entry: RegionLine, chunk: Chunk) -> bool:
        """Whether a label stands in the table of another theme than the labels before, so that they share nothing."""
        themes = {theme_id(id_) for id_, _ in self.labels}
        return entry.page_break and bool(themes) and theme_id(chunk.label_id) not in themes

    def _content(self, entry: RegionLine, begin: int, labelled: bool) -> None:
        text = entry.line.text
        if not text[begin:].strip():
            return
        if entry.page != self.last and self.stream:
            self.heads.append(entry.line.start)
        self.last = entry.page
        target = self.ahead if self.ahead is not None else self.stream if self.labels else self.lead
        if (
            entry.separators
            and labelled
            and len(self.columns) > 1
            and len(cuts(text, begin)) >= len(self.columns)
        ):
            if self._separated(entry, begin):
                return
            self.untold |= {entry.line.start}
        edges = [begin, *(end for _, end in cuts(text, begin))] if entry.separators else [begin]
        stops = [*(start for start, _ in cuts(text, begin)), len(text)] if entry.separators else [len(text)]
        for start, stop in zip(edges, stops, strict=True):
            target.extend(items(Fragment(entry.line, start, stop), gap=entry.gap))

    def _separated(self, entry: RegionLine, begin: int) -> bool:
        """A line whose cells are held apart by tabs or bars, as many as the header row has: the columns are known.

        Marks may have cells of their own, before their texts or behind them; False where they are not told apart so.
        """
        text = entry.line.text
        found = cuts(text, begin)
        stops = [start for start, _ in found[1:]] + [len(text)]
        printed = [
            items(Fragment(entry.line, end, stop), gap=True) if text[end:stop].strip() else []
            for (_, end), stop in zip(found, stops, strict=True)
        ]
        if any(map(_mark_alone, printed)) and len(printed) > len(self.columns):
            printed = _paired(printed)
            if len(printed) < len(self.columns) or any(
                sum(bool(item.mark) for item in cell) > 1 or len(cell) > 2 for cell in printed
            ):
                return False
        self.cells = printed[: len(self.columns)]
        return True

    def _close(self) -> None:
        self._settle(self.ahead or [])
        if self.labels:
            labels = tuple(
                PrintedLabel(id_, tuple(fragments), gap)
                for (id_, fragments), gap in zip(self.labels, self.gaps, strict=True)
            )
            if self.cells is not None:
                if self.stream:
                    self.cells[-1].extend(self.stream)
                self.result.append(RowBlock(labels, self.columns, tuple(map(tuple, self.cells))))
            else:
                stream = tuple(self.stream)
                heads = frozenset(self.heads)
                torn = any(item.line.start in self.untold for label in labels for item in label.fragments)
                row = RowBlock(labels, self.columns, None, stream, page=self.page, heads=heads, torn=torn)
                self.result.append(row)
        self.heads, self.gaps = [], []
        self.labels, self.stream, self.cells, self.before = [], [], None, 0


def _whole_cells(entry: RegionLine, chunks: Sequence[Chunk]) -> Sequence[Chunk]:
    """The chunks of a line whose cells tabs or bars hold apart: all of the cell in which the last of them stands is its label's."""
    if not entry.separators or not chunks or chunks[-1].label_id.count(".") < 2:
        return chunks
    last = len(entry.line.text[: chunks[-1].end].rstrip(" \t|\u00a0"))
    stop = next((start for start, _ in cuts(entry.line.text, last)), chunks[-1].end)
    return (*chunks[:-1], chunks[-1]._replace(end=len(entry.line.text[:stop].rstrip())))


def _marks_beside(region: Sequence[RegionLine], alignment: Alignment) -> bool:
    """Whether a dump prints a row's columns on the same lines, with its mark on the first: most marks stand so."""
    marked = beside = 0
    for entry, chunks in zip(region, alignment.chunks, strict=True):
        found = find_marks(entry.line.text, chunks[-1].end if chunks else 0)
        marked += bool(found)
        beside += bool(found) and any(
            chunk.starts and chunk.label_id.count(".") == 2 and chunk is chunks[-1] for chunk in chunks
        )
    return beside >= 3 and beside > 0.6 * marked


def _mark_alone(cell: Sequence[Item]) -> bool:
    return len(cell) == 1 and cell[0].mark is not None


def _paired(printed: Sequence[list[Item]]) -> list[list[Item]]:
    """Cells of marks and cells of texts, put together two by two; a mark comes first wherever its cell stands."""
    whole = [*printed, []] if len(printed) % 2 else list(printed)
    pairs = zip(whole[::2], whole[1::2], strict=True)
    return [[*second, *first] if _mark_alone(second) else [*first, *second] for first, second in pairs]


def items(fragment: Fragment, *, gap: bool) -> list[Item]:
    """A line's marks and runs of text, in order."""
    text = fragment.line.text[: fragment.end].rstrip(" |\u00a0")
    result: list[Item] = []
    at = fragment.begin
    for mark in find_marks(text, fragment.begin):
        begin = mark.begin
        if text[at:begin].strip().strip(_LISTING):
            result.append(Item(Fragment(fragment.line, at, begin), None, gap and not result))
        elif text[at:begin].strip():
            begin = at
        # a bullet before a mark, or between it and its text, belongs to neither: it is kept with the mark
        bullet = _BULLET.match(text, mark.end)
        at = bullet.end() if bullet else mark.end
        result.append(Item(Fragment(fragment.line, begin, at), mark.mark, gap and not result))
    if text[at:].replace("|", " ").strip():
        result.append(Item(Fragment(fragment.line, at, len(text)), None, gap and not result))
    return result


def _agreement(row: RowBlock, stream: Sequence[Item]) -> float:
    """How much the words of a stream have in common with the wording of a row's indicators."""
    wording = " ".join(framework().by_id[label.indicator_id].indicator for label in row.labels)
    return overlap(wording, " ".join(item.fragment.text for item in stream))
