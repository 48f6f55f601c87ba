"""Tables of findings in dumps that print the cells of each column from the top down, however they mix the columns.

Tools that group lines to boxes and keep the lines as they are, as `pdfminer` does, may print indicators, marks and findings
of a table in turns, one after the other, or anything between; what stands in one column always keeps its order. (`pdftotext`
does not: it may print a cell, or a part of one, late. It never leaves a line's end or its spaces as they were, which shows
which of the two made a dump.) So all the tables of an approach are one sequence of indicators, one of marks and one of texts,
and a mark that stands on a line of text shows where a text begins. Every way to put the three beside each other is
weighed by the words that indicators and texts have in common and by where they stand; a value is told where every way that
gives another is worse by far.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import pairwise

from ggsr_extract.extractors.factsheet.dumps.regroup import is_heading, lines_shared
from ggsr_extract.extractors.factsheet.dumps.ways import FAR, Unit, Way, ways_of
from ggsr_extract.extractors.factsheet.dumps.withheld import without_mark, without_text
from ggsr_extract.extractors.factsheet.rows.rowblock import Item, PrintedLabel, RowBlock, Segment
from ggsr_extract.extractors.factsheet.rows.segments import begins_remark, ended
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Statement
from ggsr_extract.models.framework import criterion_id, framework
from ggsr_extract.models.provenance import Anchor
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_AS_PRINTED = re.compile(r"\S(?: $|  +(?:$|\S))")
"""A space at a line's end, or several within it."""
_BROKEN = re.compile(r"[^\W\d_]-$")
_FEW = 2
_LONGEST = 12
"""Units of a text, at most."""
_MOST = 0.75
"""Of so many of its indicators an approach has marks, or more: with fewer, a dump has lost some."""
_TURN, _PAGE = 0.3, 0.5
"""What it costs that an indicator and its mark do not stand in the same turn of the columns, or not on the same page."""


def keeps_lines(entries: Iterable[Entry]) -> bool:
    """Whether a dump has its lines as they were printed: with spaces at their ends or several within, or with broken words."""
    signs = 0
    for before, entry in pairwise(entries):
        if before.line is None or entry.line is None:
            continue
        broken = _BROKEN.search(before.line.text) and not entry.gap and entry.text[:1].islower()
        signs += bool(broken or _AS_PRINTED.search(before.line.text))
        if signs >= _FEW:
            return True
    return False


@dataclass(frozen=True, slots=True)
class Told:
    """What is told of an indicator: its mark (None: not told), the lines of its text (none: not told), and whether both are its alone."""

    mark: Item | None
    lines: tuple[Item, ...]
    alone: bool


Place = tuple[int, str]
"""Where an indicator's line begins, and its id."""


def place(label: PrintedLabel) -> Place:
    """Where an indicator stands, to find it again."""
    return label.fragments[0].line.start, label.indicator_id


def told_in_order(rows: Sequence[RowBlock]) -> dict[Place, Told]:
    """What the order of each column and the words tell of the indicators of an approach's tables; ``rows`` are as the dump has them."""
    if any(row.cells is not None or len(row.columns) > 1 or row.torn for row in rows):
        return {}
    found = _Sequences(rows)
    marks = [item for item in found.stream if item.mark]
    ids = [label.indicator_id for label in found.labels]
    criteria = [criterion_id(item) for item in ids]
    units, begins = _units(found.stream)
    # words of an indicator and of a finding on one line may have been taken for each other; and without a mark beside the
    # beginnings of most texts, a line before a mark may be the first of its text
    parted = not lines_shared(rows) and 2 * len(begins) >= len(marks)
    if (
        # with one that was not found, or twice, all behind it would be moved
        sorted(ids) != [item.indicator_id for item in framework().indicators]
        or not _MOST * len(ids) <= len(marks) <= len(ids)
        or criteria != sorted(criteria)
        or any(item.mark not in (MEETS, IMPROVE) for item in marks)
        # a dump may have lost all marks of one kind
        or (len(marks) < len(ids) and len({item.mark for item in marks}) < 2)
    ):
        return {}
    ways = ways_of(ids, len(marks), units, len(ids), begins, found.near, _LONGEST)
    best = max((way.score for way in ways), default=0.0)
    near = [way for way in ways if way.score > best - FAR]
    result: dict[Place, Told] = {}
    for at, label in enumerate(found.labels):
        own = [way for way in near if way.first <= at < way.last]
        if not own:
            continue
        signs = {None if way.mark is None else marks[way.mark].mark for way in own}
        texts = {(way.begin, way.end) for way in own}
        lines: tuple[Item, ...] = ()
        if parted and len(texts) == 1:
            ((begin, end),) = texts
            lines = tuple(item for unit in units[begin:end] for item in unit.lines)
        chosen: Way = max(own, key=lambda way: way.score)
        mark = marks[chosen.mark] if chosen.mark is not None and len(signs) == 1 else None
        alone = all(way.last - way.first == 1 for way in own)
        result[place(label)] = Told(mark, lines if lines and _whole(lines) else (), alone)
    return result


def with_told(
    stated: Sequence[Statement],
    rows: Sequence[RowBlock],
    told: Mapping[Place, Told],
    read: Callable[[int, RowBlock], Statement],
    *,
    boxed: bool,
) -> list[Statement]:
    """The statements, with the marks and texts that were told of those that lack them.

    ``rows`` holds the row of each; ``read`` makes the statement at an index from a row of its own. What another statement has
    is given to none. ``boxed``: the dump prints each cell apart, so that what stands between two indicators need not be of the row before it,
    nor are indicators with nothing between of one block.
    """
    result = list(stated)
    kept = [span for item in stated if item.text or item.remarks for span in item.anchor.spans]
    for index, (item, row) in enumerate(zip(stated, rows, strict=True)):
        explained = bool(item.text or item.remarks)
        covered = {match.indicator_id for match in item.indicators}
        labels = tuple(label for label in row.labels if label.indicator_id in covered)
        own = [told.get(place(label)) for label in labels]
        signs = {each.mark.mark for each in own if each is not None and each.mark}
        open_ = (
            boxed
            and any(label.gap for label in labels[1:])
            and any(each is not None and each.mark is None for each in own)
        )
        if item.mark and (open_ or signs - {item.mark}):
            # the columns tell otherwise than the rows, or not that they are a block
            result[index] = without_mark(without_text(item))
            continue
        found = own[0] if own and all(each == own[0] for each in own) else None
        if found is None or found.mark is None or (item.mark and explained):
            continue
        if explained and not (found.lines and all(map(partial(_within, item), found.lines))):
            continue
        lines = () if explained else found.lines
        starts = [part.fragment.line.start + part.fragment.begin for part in (found.mark, *lines)]
        if not explained and any(span.start <= start < span.end for start in starts for span in kept):
            continue
        if not lines and item.mark:
            continue
        segment = Segment(found.mark, lines, certain=found.alone, torn=not lines)
        stream = (found.mark, *lines)
        given = read(index, replace(row, labels=labels, stream=stream, mended=(segment,), torn=False))
        result[index] = _completed(item, given) if explained else replace(given, present=item.present)
        others = tuple(check for check in result[index].checks if check.code != _TOLD.code)
        result[index] = replace(result[index], checks=(*others, _TOLD))
    return result


_TOLD = Check(
    "mark_inferred",
    "The dump prints the columns in turns; what stands in this row is told by the order of each and by the words.",
    "finding",
)


def _within(item: Statement, line: Item) -> bool:
    """Whether a line is of a statement's text."""
    start = line.fragment.line.start + line.fragment.begin
    return any(span.start <= start < span.end for span in item.anchor.spans)


def _completed(item: Statement, given: Statement) -> Statement:
    """A statement with the mark that it lacks."""
    checks = tuple(check for check in item.checks if not check.code.startswith("mark_"))
    return replace(item, mark=given.mark, anchor=Anchor.merge([given.anchor, item.anchor]), checks=checks)


class _Sequences:
    """The indicators of tables, and their marks and lines of text, each in the order of the dump, with the page and the turn of each."""

    def __init__(self, rows: Sequence[RowBlock]) -> None:
        found: list[tuple[int, int, int, PrintedLabel | Item]] = []
        for row in rows:
            for label in row.labels:
                fragment = label.fragments[0]
                found.append((fragment.line.start, fragment.begin, row.page, label))
            for item in row.stream:
                start = item.fragment.line.start
                page = row.page + sum(head <= start for head in row.heads)
                found.append((start, item.fragment.begin, page, item))
        self.labels: list[PrintedLabel] = []
        self.stream: list[Item] = []
        self._labels: list[tuple[int, int]] = []
        self._marks: list[tuple[int, int]] = []
        turn, marked = 0, True
        for _, _, page, thing in sorted(found, key=lambda each: each[:2]):
            if isinstance(thing, PrintedLabel):
                turn += marked
                marked = False
                self.labels.append(thing)
                self._labels.append((page, turn))
                continue
            if thing.mark:
                marked = True
                self._marks.append((page, turn))
            self.stream.append(thing)

    def near(self, first: int, last: int, mark: int) -> float:
        """What it is worth where indicators ``first`` to ``last`` and their mark stand in the dump: it costs that they are apart."""
        page, turn = self._marks[mark]
        return -sum(_PAGE * (own != page) + _TURN * (by != turn) for own, by in self._labels[first:last])


def _units(stream: Sequence[Item]) -> tuple[list[Unit], dict[int, int]]:
    """The lines of texts, cut behind each sentence that ends a line and before each line that a mark stands on; the marks of those.

    By their numbers: of units, and of marks.
    """
    width = max((len(item.fragment.text.strip()) for item in stream if not item.mark), default=0)
    units: list[Unit] = []
    begins: dict[int, int] = {}
    lines: list[Item] = []
    marks = -1
    beside: int | None = None
    for item in stream:
        if item.mark:
            marks += 1
            beside = item.fragment.line.start
            continue
        paired = beside == item.fragment.line.start
        beside = None
        if lines and (paired or _may_begin(lines[-1], item)):
            above, below = lines[-1].fragment.text.strip(), item.fragment.text.split()
            room = len(above) + 1 + len(below[0]) < width
            units.append(Unit(tuple(lines), short=paired or item.gap or room))
            lines = []
        if paired:
            begins[len(units)] = marks
        lines.append(item)
    if lines:
        units.append(Unit(tuple(lines), short=True))
    return units, begins


def _may_begin(before: Item, item: Item) -> bool:
    """Whether a text may begin on a line: no remark, and behind the end of a sentence."""
    return ended(before.fragment.text) and not _goes_on(item) and not begins_remark(item.fragment.text)


def _whole(lines: Sequence[Item]) -> bool:
    """Whether lines are whole sentences, without another column's lines or a heading between, also where boxes meet.

    None goes on with a sentence that has ended. Where one begins with a capital within a sentence, as with a name, it ends with a
    sentence: what is no finding's does not.
    """
    boxes = [[lines[0]]]
    for above, item in pairwise(lines):
        if item.gap:
            boxes.append([])
        elif item.fragment.line.number != above.fragment.line.number + 1:
            return False
        boxes[-1].append(item)
    return (
        not _goes_on(lines[0])
        and ended(lines[-1].fragment.text)
        and not any(is_heading(" ".join(item.fragment.text for item in box)) for box in boxes)
        and all(
            not _goes_on(box[0])
            if ended(before[-1].fragment.text)
            else _goes_on(box[0]) or ended(box[-1].fragment.text)
            for before, box in pairwise(boxes)
        )
    )


def _goes_on(item: Item) -> bool:
    return item.fragment.text.lstrip()[:1].islower()
