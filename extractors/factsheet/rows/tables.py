"""Tables of the layout to row blocks: the indicators of each row are found in its own cell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, islice, pairwise

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.align import align
from ggsr_extract.extractors.factsheet.rows.cells import cell_items, whole, whole_cells
from ggsr_extract.extractors.factsheet.rows.linewords import FlatLine
from ggsr_extract.extractors.factsheet.rows.rowblock import Column, Item, PrintedLabel, RowBlock
from ggsr_extract.extractors.factsheet.rows.wording import labels, norm
from ggsr_extract.models.framework import framework
from ggsr_extract.models.source import FILLING, Cell, Fragment, Line, TableBlock
from rapidfuzz import fuzz, process


def is_conclusions(table: TableBlock) -> bool:
    """Whether a table holds conclusions, not findings."""
    return any(phrases.aspect_heading(_text(cell)) for cell in table.header)


def _text(cell: Cell) -> str:
    return " ".join([line.text for line in cell.lines]).replace(FILLING, "")


def year_columns(table: TableBlock) -> list[tuple[int, Column]]:
    """The columns of findings that a follow-up's header row prints, with their positions.

    A year may stand once over several columns: then all but the first have a name alone.
    """
    found: list[tuple[int, Column]] = []
    for index, cell in enumerate(table.header):
        text = _text(cell)
        columns = phrases.header_columns(text + " ")[:1]
        if not columns and text and found and found[-1][0] == index - 1 and found[-1][1].name:
            columns = [(found[-1][1].year, text)]
        found += [(index, Column(year, name)) for year, name in columns]
    return found


def _roles(table: TableBlock) -> tuple[int, list[tuple[int, Column]]]:
    """The position of the indicators' column, before which criteria stand, and the columns of findings."""
    header = [_text(cell).casefold() for cell in table.header]
    years = year_columns(table)
    indicator = table.indicator
    if indicator is None:
        named = (index for index, text in enumerate(header) if text.strip().startswith("indicator"))
        indicator = next(named, 0 if years else 1)
    return indicator, years or [(len(header) - 1, Column(2013))]


def table_rows(tables: Sequence[TableBlock], ledger: Ledger) -> list[RowBlock]:
    """Row blocks of all findings tables of one approach; each indicator at most once."""
    columns: list[tuple[Column, ...]] = []
    indicators: list[Cell] = []
    findings: list[Cell] = []
    criteria: list[Cell] = []
    for table in tables:
        indicator, told = _roles(table)
        for row in table.rows:
            columns.append(tuple(column for _, column in told))
            indicators.append(row.cells[indicator])
            findings.extend(row.cells[index] for index, _ in told)
            criteria += row.cells[:indicator]
    printed = whole_cells(indicators)
    ledger.claim(chain.from_iterable(printed), "indicator")
    ledger.claim(chain.from_iterable(whole_cells(criteria)), "criterion")
    certain = all(table.certain for table in tables)
    found = _indicators(indicators, printed)
    used = {id_ for own in found for id_, _ in own}
    items = iter(cell_items(findings))
    result: list[RowBlock] = []
    for own_columns, cell, own in zip(columns, indicators, found, strict=True):
        cells = list(islice(items, len(own_columns)))
        if not own and any(item.mark for own_items in cells for item in own_items):
            own = _guess(cell, used)
        if not own:
            _append(result, cells)
            continue
        for labels_of, cells_of in _rows_of(own, cells):
            names = tuple(PrintedLabel(id_, tuple(fragments)) for id_, fragments in labels_of)
            result.append(RowBlock(names, own_columns, tuple(map(tuple, cells_of)), settled=certain))
    return result


def _rows_of(own: Labels, cells: Sequence[list[Item]]) -> list[tuple[Labels, Sequence[list[Item]]]]:
    """A row that is two: without ruling lines, neighbouring rows may come as one.

    As in the 2015 follow-ups, a cell beside others holds one statement at most. So where it has a second mark, a row begins
    at the indicator that the mark is level with. In the tables of 2013 blocks share marks, but never those of two criteria.
    """
    if len(own) < 2 or all(sum(bool(item.mark) for item in cell) < 2 for cell in cells):
        return [(own, cells)]
    blocks = len(cells) < 2
    tops = [_top(fragments[0]) for _, fragments in own]
    marks = [_top(item.fragment) for cell in cells for item in cell if item.mark]
    if any(place is None for place in (*tops, *marks)):
        return [(own, cells)]
    cuts = [0]
    for index in range(1, len(own)):
        same = own[index][0].rpartition(".")[0] == own[index - 1][0].rpartition(".")[0]
        if not (blocks and same) and any(_level(tops[index], mark) for mark in marks):
            cuts.append(index)
    edges = [*cuts, len(own)]
    starts = [tops[index] for index in cuts]
    dealt: list[list[list[Item]]] = [[[] for _ in cells] for _ in cuts]
    for column, cell in enumerate(cells):
        row = 0
        for item in cell:
            if item.mark:
                row = max(
                    index
                    for index, start in enumerate(starts)
                    if index == 0 or _above(start, _top(item.fragment))
                )
            dealt[row][column].append(item)
    return [(own[a:b], dealt[index]) for index, (a, b) in enumerate(pairwise(edges))]


Place = tuple[int, float, float]


def _top(fragment: Fragment) -> Place | None:
    """Page, middle and height of a line, in points; None for text."""
    box = fragment.line.box
    return None if box is None else (box.page, (box.top + box.bottom) / 2, box.bottom - box.top)


def _level(one: Place | None, other: Place | None) -> bool:
    return (
        one is not None
        and other is not None
        and one[0] == other[0]
        and abs(one[1] - other[1]) < 0.6 * max(one[2], other[2])
    )


def _above(start: Place | None, mark: Place | None) -> bool:
    """Whether a mark stands at or below the start of a row."""
    if start is None or mark is None:
        return False
    return start[0] < mark[0] or (start[0] == mark[0] and start[1] - 0.6 * start[2] <= mark[1])


Labels = list[tuple[str, list[Fragment]]]


def _indicators(cells: Sequence[Cell], printed: Sequence[list[Fragment]]) -> list[Labels]:
    """The indicators that begin in each cell, with the fragments of their wording; ``printed`` holds the cells' lines.

    Nearly all cells print the framework's wording to the letter, or nearly so; only other lines are searched, together,
    since a wording may go on in the cell below (a row broken over a page).
    """
    runs = [_exact(cell) for cell in cells]
    ids = [run.id for own in runs for run in own if run.id]
    if len(set(ids)) < len(ids):
        runs = [[_Run(None, 0, len(cell.lines))] for cell in cells]
    else:
        runs = _close(cells, runs, frozenset(ids))
    result: list[Labels] = []
    owners: list[tuple[int, Line]] = []
    lines: list[FlatLine] = []
    first_of: dict[str, int] = {}
    for number, (cell, own) in enumerate(zip(cells, runs, strict=True)):
        result.append([])
        for run in own:
            if run.id is not None:
                result[-1].append((run.id, printed[number][run.first : run.end]))
                first_of[run.id] = run.first
                continue
            for index in range(run.first, run.end):
                line = cell.lines[index]
                lines.append(FlatLine(line.text, len(line.text), index == 0, False))
                owners.append((number, line))
    open_labels: dict[str, list[Fragment]] = {}
    for (number, line), chunks in zip(owners, align(lines, frozenset(first_of)).chunks, strict=True):
        for chunk in chunks:
            if chunk.label_id.count(".") != 2:
                continue
            fragment = Fragment(line, chunk.begin, chunk.end)
            if chunk.starts:
                open_labels[chunk.label_id] = [fragment]
                result[number].append((chunk.label_id, open_labels[chunk.label_id]))
            elif chunk.label_id in open_labels:
                open_labels[chunk.label_id].append(fragment)
    for cell, labels_of in zip(cells, result, strict=True):
        if len(labels_of) > 1:
            places = {id(line): index for index, line in enumerate(cell.lines)}
            labels_of.sort(key=lambda item: (places[id(item[1][0].line)], item[1][0].begin))
    return result


@dataclass(frozen=True, slots=True)
class _Run:
    """Lines ``first`` to ``end`` (exclusive) of a cell: one indicator's wording, or (``id`` None) not yet known."""

    id: str | None
    first: int
    end: int


@cache
def _letters() -> dict[str, str]:
    """The indicators' ids by their wording as a run of letters."""
    return {"".join(label.words): label.id for label in labels() if label.is_indicator}


@cache
def _longest() -> int:
    return max(map(len, _letters()))


def _exact(cell: Cell) -> list[_Run]:
    """A cell's lines in runs: those that are the framework's wording to the letter, and the lines between."""
    printed = [norm(_unnumbered(line.text)) for line in cell.lines]
    result: list[_Run] = []
    at = unknown = 0
    while at < len(printed):
        match = _indicator_at(printed, at)
        if match is None:
            at += 1
            continue
        if unknown < at:
            result.append(_Run(None, unknown, at))
        result.append(match)
        at = unknown = match.end
    if unknown < len(printed):
        result.append(_Run(None, unknown, len(printed)))
    return result


_NUMBER = re.compile(r"\d{1,2}(\.\d){0,2}[.:)]?(\s+|$)")


def _unnumbered(text: str) -> str:
    """A line without the number before its wording: the framework's, or that of the row."""
    return _NUMBER.sub("", text, count=1) if text[:1].isdigit() else text


def _indicator_at(printed: Sequence[str], at: int) -> _Run | None:
    """The indicator whose wording is lines ``at`` and following, to the letter; the longest where there are two."""
    known = _letters()
    run = ""
    best = None
    for end in range(at, len(printed)):
        run += printed[end]
        if len(run) > _longest():
            break
        if run in known:
            best = _Run(known[run], at, end + 1)
    return best


# Two indicators' wordings are at most 80 % alike; the framework's own variants between the years at least 88 %.
_CLOSE, _AHEAD = 85.0, 12.0


def _close(cells: Sequence[Cell], runs: Sequence[list[_Run]], used: frozenset[str]) -> list[list[_Run]]:
    """Give unknown runs the indicator that nearly is their wording, where no other comes near and no other run has it.

    The last word must agree, so that a wording that goes on in the cell below is not taken for whole.
    """
    if all(run.id for own in runs for run in own):
        return list(runs)
    choices = {id_: letters for letters, id_ in _letters().items() if id_ not in used}
    last_words = {label.id: label.words[-1] for label in labels()}
    found: list[list[_Run]] = []
    for cell, own in zip(cells, runs, strict=True):
        found.append([])
        for run in own:
            if run.id is None:
                text = " ".join(line.text for line in cell.lines[run.first : run.end])
                best = process.extract(norm(text), choices, scorer=fuzz.ratio, limit=2)
                if (
                    len(best) == 2
                    and best[0][1] >= max(_CLOSE, best[1][1] + _AHEAD)
                    and norm(text).endswith(last_words[best[0][2]])
                ):
                    run = replace(run, id=best[0][2])
            found[-1].append(run)
    counts = Counter(run.id for own in found for run in own)
    return [[run if counts[run.id] == 1 else replace(run, id=None) for run in own] for own in found]


def _guess(cell: Cell, used: set[str]) -> Labels:
    """A wording that follows no indicator word by word: the one that is most like it, when it is like one at all."""
    text = " ".join(map(norm, _text(cell).split()))
    choices = {
        item.indicator_id: " ".join(map(norm, item.indicator.split()))
        for item in framework().indicators
        if item.indicator_id not in used
    }
    best = process.extractOne(text, choices, scorer=fuzz.token_set_ratio, score_cutoff=70) if text else None
    if best is None:
        return []
    used.add(best[2])
    return [(best[2], whole(cell.lines))]


def _append(result: list[RowBlock], cells: Sequence[Sequence[Item]]) -> None:
    """A row without an indicator goes on with the row before it (broken over a page)."""
    if not result or result[-1].cells is None or len(result[-1].cells) != len(cells):
        return
    last = result[-1]
    joined = tuple((*before, *more) for before, more in zip(last.cells or (), cells, strict=True))
    result[-1] = replace(last, cells=joined)
