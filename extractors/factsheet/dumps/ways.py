"""Ways to deal marks and texts out in order to indicators, weighed by the words that texts and indicators have in common, and by where lines end."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from math import fsum
from types import MappingProxyType
from typing import NamedTuple

from ggsr_extract.extractors.factsheet.rows.rowblock import Item
from ggsr_extract.extractors.factsheet.rows.segments import begins_remark, content_stems, ended, plain_text
from ggsr_extract.models.framework import criterion_id, framework

_SHORT, _FULL = 0.5, -0.3
"""What it is worth that a text ends on a line with room for another word, or on a full one."""
_WITHIN = -0.35
"""The same for a paragraph that ends within a text."""
_UNMARKED, _EMPTY, _CARRIED = -0.6, -0.9, -0.2
"""What it costs that an indicator has no mark, or neither mark nor text, and each paragraph that goes on from the page before."""
FAR = 1.2
"""By so much other ways must be worse than what is taken: more than all the words of an indicator."""
_NEVER = float("-inf")


class Way(NamedTuple):
    """The best of all ways in which indicators ``first`` to ``last`` share mark ``mark`` (None: have none) and units ``begin`` to ``end``."""

    score: float
    first: int
    last: int
    mark: int | None
    begin: int
    end: int


@dataclass(frozen=True, slots=True)
class Unit:
    """Lines up to the end of a sentence at a line's end; ``short`` where another word had room there."""

    lines: tuple[Item, ...]
    short: bool


def blocks_of(stream: Sequence[Item]) -> list[list[Item]]:
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


def units_of(lines: Sequence[Item]) -> list[Unit]:
    """The lines of texts, cut where a text may end: behind each sentence that ends a line."""
    result: list[Unit] = []
    width = max((len(item.fragment.text.strip()) for item in lines), default=0)
    begin = 0
    for index, item in enumerate(lines, start=1):
        text = item.fragment.text.strip()
        if index == len(lines):
            result.append(Unit(tuple(lines[begin:]), short=True))
            break
        following = lines[index].fragment.text.strip()
        if following[:1].islower() or begins_remark(following) or not (ended(text) or lines[index].gap):
            continue
        room = len(text) + 1 + len(following.split()[0]) < width
        result.append(Unit(tuple(lines[begin:index]), short=room))
        begin = index
    return result


def _anywhere(_first: int, _last: int, _mark: int) -> float:
    return 0.0


def ways_of(
    indicators: Sequence[str],
    marks: int,
    units: Sequence[Unit],
    spare: int,
    begins: Mapping[int, int] = MappingProxyType({}),
    near: Callable[[int, int, int], float] = _anywhere,
    longest: int | None = None,
) -> list[Way]:
    """Of each indicator, or block of some, with each mark and each run of units, the best of all ways that have them.

    ``spare``: how many indicators, from the first, may be without a mark; ``begins``: the units with which the text of a mark begins,
    and the mark of each, where the dump tells it; ``near``: what more it is worth that indicators, by the first and the last,
    have a mark; ``longest``: units of a text, at most.
    """
    count, end = len(indicators), len(units)
    begun = {mark: unit for unit, mark in begins.items()}
    bounds = sorted(begins)
    longest = longest or end
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
        if begin == end:
            return
        at = bisect_right(bounds, begin)
        bound = bounds[at] if at < len(bounds) else end
        stops = range(begin + 1, min(bound, begin + longest) + 1)
        for last in blocks[first]:
            for stop in stops if last < count else (end,) if bound == end else ():
                worth = likeness.of(first, last, begin, stop)
                yield last, stop, 1, worth
                if first < spare and last == first + 1:
                    yield last, stop, 0, worth + _UNMARKED

    def worth_of(first: int, last: int, begin: int, stop: int, used: int, taken: int) -> float | None:
        """What it is worth besides that indicators take the next mark, or none, with a unit; None where the dump tells otherwise."""
        if stop == begin:
            return 0.0
        if taken and used < marks:
            return (
                near(first, last, used)
                if begins.get(begin) == used or not (begin in begins or used in begun)
                else None
            )
        return None if taken or begin in begins else 0.0

    # per indicator, unit and number of marks that are behind: the best of all ways up to there, and from there on
    ahead: dict[tuple[int, int], dict[int, float]] = {(0, 0): {0: 0.0}}
    for carried in range(1, min(bounds[0] + 1, end) if bounds else end):
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
                    more = worth_of(first, last, begin, stop, used, taken)
                    if more is not None and marks - (count - last) <= now <= marks:
                        reached[now] = max(reached.get(now, _NEVER), score + worth + more)
    behind: dict[tuple[int, int], dict[int, float]] = {(count, end): {marks: 0.0}}
    result: list[Way] = []
    for first, begin in sorted(found, reverse=True):
        rest = behind.setdefault((first, begin), {})
        for last, stop, taken, worth in found[first, begin]:
            after = behind.get((last, stop), {})
            for used, score in ahead[first, begin].items():
                left = after.get(used + taken)
                more = worth_of(first, last, begin, stop, used, taken)
                if left is not None and more is not None:
                    rest[used] = max(rest.get(used, _NEVER), worth + more + left)
                    mark = used if taken else None
                    result.append(Way(score + worth + more + left, first, last, mark, begin, stop))
    return result


class _Likeness:
    """How well runs of units go with indicators: by the words in common, each worth less where several indicators have it, and by where lines end."""

    def __init__(self, indicators: Sequence[str], units: Sequence[Unit]) -> None:
        self.units = units
        wordings = [content_stems(framework().by_id[indicator].indicator) for indicator in indicators]
        usual = Counter(stem for stems in wordings for stem in stems)
        found = [content_stems(plain_text(unit.lines)) for unit in units]
        self.words: list[list[list[float]]] = []
        for stems in wordings:
            whole = fsum(1 / usual[stem] for stem in stems) or 1.0
            grid = []
            for begin in range(len(units)):
                seen: set[str] = set()
                row = []
                for have in found[begin:]:
                    seen |= stems & have
                    row.append(fsum(1 / usual[stem] for stem in seen) / whole)
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
