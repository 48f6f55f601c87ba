"""Pages of flat text whose columns a dump prints one after the other: all indicators, all marks, and then all texts.

As PDFs give them that are drawn column by column. What is sure is the order: with as many marks as indicators each has its
own. With fewer, some indicators share a mark as a block of one criterion, or have none, and the texts tell which: every way
to cut the texts at ends of sentences and to deal them and the marks out in order is weighed by the words that texts and
indicators have in common. A mark or a text is taken where every way that gives another is worse by far; the rest is null.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate, groupby
from typing import NamedTuple

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import CONFLICT, Item, RowBlock, Segment
from ggsr_extract.extractors.factsheet.rows.segments import begins_remark, content_stems, ended, plain_text
from ggsr_extract.models.framework import criterion_id, framework
from ggsr_extract.models.verdicts import IMPROVE, MEETS

_SHORT, _FULL = 0.5, -0.3
"""What it is worth that a text ends on a line with room for another word, or on a full one."""
_WITHIN = -0.35
"""The same for a paragraph that ends within a text."""
_UNMARKED, _EMPTY, _CARRIED = -0.6, -0.9, -0.2
"""What it costs that an indicator has no mark, or neither mark nor text, and each paragraph that goes on from the page before."""
_FAR = 1.2
"""By so much the other ways must be worse: more than all the words of an indicator."""
_MOST, _MOST_UNITS = 20, 50
"""Indicators and units of a page beyond which the ways are too many to weigh."""
_NEVER = float("-inf")


class _Way(NamedTuple):
    """The best of all ways in which indicators ``first`` to ``last`` share mark ``mark`` (None: have none) and units ``begin`` to ``end``."""

    score: float
    first: int
    last: int
    mark: int | None
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines up to the end of a sentence at a line's end; ``short`` where another word had room there."""

    lines: tuple[Item, ...]
    short: bool


def columns_apart(rows: Sequence[RowBlock], ledger: Ledger) -> list[RowBlock]:
    """The rows, with those of a page, a table or a part of one dealt out whose columns stand one after the other."""
    result: list[RowBlock] = []
    pages = [list(run) for _, run in groupby(rows, key=lambda row: row.page)]
    for index, page in enumerate(pages):
        last = index + 1 == len(pages)
        for group in _groups(page):
            at_end = last or group[-1] is not page[-1]
            before = result[-1] if result and result[-1].page != group[0].page else None
            dealt = _dealt(group, ledger, before, last=at_end) if _in_turn(group) else None
            if dealt and group[0] is not page[0] and result:
                result[-1] = _with_open_text(result[-1])
            result.extend(dealt or group)
    return result


def _with_open_text(row: RowBlock) -> RowBlock:
    """A row with one mark, the end of whose text may stand among those that are dealt out behind it."""
    marks = [item for item in row.stream if item.mark]
    if row.settled or len(row.labels) != 1 or len(marks) != 1:
        return row
    return replace(row, mended=(Segment(marks[0], row.stream[1:], certain=False, torn=True),), settled=True)


def _groups(page: Sequence[RowBlock]) -> list[list[RowBlock]]:
    """The rows of a page that are dealt out together: all of them, those of each table, or those up to each that has marks.

    The last only where all others have as many marks as indicators: nothing was moved from one to another.
    """
    if _in_turn(page):
        return [list(page)]
    result: list[list[RowBlock]] = []
    for _, run in groupby(page, key=lambda row: row.labels[0].indicator_id.split(".")[0]):
        table = list(run)
        parts: list[list[RowBlock]] = [[]]
        for row in table:
            parts[-1].append(row)
            if row.stream:
                parts.append([])
        parts = [part for part in parts if part]
        spare = [_spare(part) for part in parts]
        whole = _in_turn(table) or any(more is None for more in spare) or sum(map(bool, spare)) > 1
        result.extend([table] if whole else parts)
    return result


def _spare(part: Sequence[RowBlock]) -> int | None:
    """How many more indicators than marks some rows have; None where they have none, more, or text before the first."""
    marks = sum(bool(item.mark) for row in part for item in row.stream)
    labels = sum(len(row.labels) for row in part)
    return labels - marks if 0 < marks <= labels and part[-1].stream[0].mark else None


def _in_turn(page: Sequence[RowBlock]) -> bool:
    """Whether all indicators of some rows stand before all of their marks and texts, which begin with a mark."""
    if any(row.cells is not None or len(row.columns) > 1 or row.torn for row in page) or any(
        row.stream for row in page[:-1]
    ):
        return False
    stream = page[-1].stream
    labels = [label.indicator_id for row in page for label in row.labels]
    marks = [item.mark for item in stream if item.mark]
    return (
        len({criterion_id(label) for label in labels}) > 1
        and 1 < len(marks) <= len(labels) <= _MOST
        and labels == sorted(labels)
        and set(marks) <= {MEETS, IMPROVE}
        and stream[0].mark is not None
    )


def _dealt(
    page: Sequence[RowBlock], ledger: Ledger, before: RowBlock | None, *, last: bool
) -> list[RowBlock] | None:
    """Rows dealt out; ``before`` is the last one of the page before, ``last`` whether no text goes on behind them."""
    labels = [label for row in page for label in row.labels]
    origins = [row for row in page for _ in row.labels]
    marks = [item for item in page[-1].stream if item.mark]
    texts = [item for item in page[-1].stream if not item.mark]
    units = _units(texts)
    if len(units) > _MOST_UNITS:
        return None
    blocks = _blocks(page[-1].stream)
    # a text without a mark would be one more
    whole = len(blocks) == len(marks) >= sum(unit.short for unit in units)
    if whole:
        units = [_Unit(tuple(block), short=True) for block in blocks]
    # the rest of a block that a page break cuts may have its marks there
    criteria = [criterion_id(label.indicator_id) for label in labels]
    cut = before is not None and criterion_id(before.labels[-1].indicator_id) == criteria[0]
    head = next((at for at, item in enumerate(criteria) if item != criteria[0]), 0) if cut else 0
    spare = head if whole else len(labels) if len(labels) > len(marks) else 0
    ways = _ways([label.indicator_id for label in labels], len(marks), units, spare)
    if not ways:
        return None
    best = max(way.score for way in ways)
    result: list[RowBlock] = []
    at = 0
    while at < len(labels):
        own = [way for way in ways if way.first <= at < way.last]
        chosen = max(own, key=lambda way: way.score)
        signs = {_sign(marks, way) for way in own if way.score > best - _FAR}
        mark = marks[chosen.mark if chosen.mark is not None else own[0].mark or 0]
        if signs == {None}:
            segment = Segment(None, (), certain=False, torn=True)
        elif len(signs) == 1:
            segment = Segment(mark, (), certain=False, torn=True)
        else:
            segment = Segment(replace(mark, mark=CONFLICT), (), certain=False, torn=True)
        covered = 1
        sure = (
            not any(way[1:] != chosen[1:] and way.score > best - _FAR for way in own)
            and chosen.first == at
            and (last or chosen.last < len(labels))
        )
        if sure:
            lines = tuple(item for unit in units[chosen.begin : chosen.end] for item in unit.lines)
            segment = replace(segment, lines=lines, torn=False)
            covered = chosen.last - chosen.first
        stream = ((segment.mark,) if segment.mark else ()) + segment.lines
        result.append(
            replace(
                origins[at],
                labels=tuple(labels[at : at + covered]),
                stream=stream,
                mended=(segment,),
                settled=True,
            )
        )
        at += covered
    ledger.claim([item.fragment for item in texts], "finding")
    ledger.claim([item.fragment for item in marks], "mark")
    return result


def _sign(marks: Sequence[Item], way: _Way) -> str | None:
    return None if way.mark is None else marks[way.mark].mark


def _blocks(stream: Sequence[Item]) -> list[list[Item]]:
    """The texts of a stream, cut behind the end of a sentence at gaps and marks."""
    result: list[list[Item]] = []
    marked = True
    for item in stream:
        if item.mark:
            marked = True
            continue
        begins = (item.gap or marked) and not item.fragment.text.lstrip()[:1].islower()
        if not result or (
            begins and ended(result[-1][-1].fragment.text) and not begins_remark(item.fragment.text)
        ):
            result.append([])
        result[-1].append(item)
        marked = False
    return result


def _units(lines: Sequence[Item]) -> list[_Unit]:
    result: list[_Unit] = []
    width = max((len(item.fragment.text.strip()) for item in lines), default=0)
    begin = 0
    for index, item in enumerate(lines, start=1):
        text = item.fragment.text.strip()
        if index == len(lines):
            result.append(_Unit(tuple(lines[begin:]), short=True))
            break
        following = lines[index].fragment.text.strip()
        if following[:1].islower() or begins_remark(following) or not (ended(text) or lines[index].gap):
            continue
        room = len(text) + 1 + len(following.split()[0]) < width
        result.append(_Unit(tuple(lines[begin:index]), short=room))
        begin = index
    return result


def _ways(indicators: Sequence[str], marks: int, units: Sequence[_Unit], spare: int) -> list[_Way]:
    """Of each indicator, or block of some, with each mark and each run of units, the best of all ways that have them.

    ``spare``: how many indicators, from the first, may be without a mark.
    """
    count, end = len(indicators), len(units)
    likeness = _Likeness(indicators, units)
    blocks = [
        [
            last
            for last in range(first + 1, count + 1)
            if criterion_id(indicators[first]) == criterion_id(indicators[last - 1])
        ]
        for first in range(count)
    ]

    def steps(first: int, begin: int) -> Iterator[tuple[int, int, int, float]]:
        """What may come next: the block's last indicator, its last unit, how many marks it takes, and what that is worth."""
        if first < spare:
            yield first + 1, begin, 0, _EMPTY
        for last in blocks[first]:
            for stop in range(begin + 1, end + 1) if last < count else (end,) if begin < end else ():
                worth = likeness.of(first, last, begin, stop)
                yield last, stop, 1, worth
                if first < spare and last == first + 1:
                    yield last, stop, 0, worth + _UNMARKED

    # per indicator, unit and number of marks that are behind: the best of all ways up to there, and from there on
    ahead: dict[tuple[int, int], dict[int, float]] = {(0, 0): {0: 0.0}}
    for carried in range(1, end):
        ahead[0, carried] = {0: likeness.edge(carried) + _CARRIED * carried}
    found: dict[tuple[int, int], list[tuple[int, int, int, float]]] = {}
    for first in range(count):
        for begin in range(end + 1):
            before = ahead.get((first, begin))
            if before is None:
                continue
            found[first, begin] = list(steps(first, begin))
            for last, stop, taken, worth in found[first, begin]:
                reached = ahead.setdefault((last, stop), {})
                for used, score in before.items():
                    now = used + taken
                    if marks - (count - last) <= now <= marks:
                        reached[now] = max(reached.get(now, _NEVER), score + worth)
    behind: dict[tuple[int, int], dict[int, float]] = {(count, end): {marks: 0.0}}
    result: list[_Way] = []
    for first, begin in sorted(found, reverse=True):
        rest = behind.setdefault((first, begin), {})
        for last, stop, taken, worth in found[first, begin]:
            after = behind.get((last, stop), {})
            for used, score in ahead[first, begin].items():
                left = after.get(used + taken)
                if left is not None:
                    rest[used] = max(rest.get(used, _NEVER), worth + left)
                    mark = used if taken else None
                    result.append(_Way(score + worth + left, first, last, mark, begin, stop))
    return result


class _Likeness:
    """How well runs of units go with indicators: by the words in common, each worth less where several indicators have it, and by where lines end."""

    def __init__(self, indicators: Sequence[str], units: Sequence[_Unit]) -> None:
        self.units = units
        wordings = [content_stems(framework().by_id[indicator].indicator) for indicator in indicators]
        usual = Counter(stem for stems in wordings for stem in stems)
        found = [content_stems(plain_text(unit.lines)) for unit in units]
        self.words: list[list[list[float]]] = []
        for stems in wordings:
            whole = sum(1 / usual[stem] for stem in stems) or 1.0
            grid = []
            for begin in range(len(units)):
                seen: set[str] = set()
                row = []
                for have in found[begin:]:
                    seen |= stems & have
                    row.append(sum(1 / usual[stem] for stem in seen) / whole)
                grid.append(row)
            self.words.append(grid)
        self.inner = [0.0, *accumulate(_WITHIN if unit.short else 0.0 for unit in units)]

    def edge(self, stop: int) -> float:
        """What it is worth that a text ends before unit ``stop``."""
        return 0.0 if stop in (0, len(self.units)) else _SHORT if self.units[stop - 1].short else _FULL

    def of(self, first: int, last: int, begin: int, stop: int) -> float:
        """How well units ``begin`` to ``stop`` are the text of indicators ``first`` to ``last``."""
        words = sum(self.words[at][begin][stop - begin - 1] for at in range(first, last))
        return words + self.edge(stop) + self.inner[stop - 1] - self.inner[begin]
