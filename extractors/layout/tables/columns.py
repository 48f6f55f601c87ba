"""Columns of a table: one left edge per header cell, found from rulings or from white space over all rows that share a header."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.tables.headers import HeaderRow
from ggsr_extract.extractors.layout.tables.markcolumns import (
    BELOW,
    STAND,
    Opening,
    begin_below,
    end_texts,
    front_of,
    named_remarks,
    remarks_edge,
    right_of_texts,
    signs_of,
    stand_below,
)
from ggsr_extract.extractors.layout.wording import LONE, THEME_COLUMN, VALUES, mark_named
from ggsr_extract.extractors.layout.wordtable import Words
from ggsr_extract.models.source import Rule, Word
from ggsr_extract.models.verdicts import MARKS

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
_WIDEST = 20_000.0  # points: wider than any page; a broken file may stretch a word over far more


class Sides(NamedTuple):
    """Two columns of marks side by side, one for each mark; ``both`` are the signs that stand in both, which say nothing by
    themselves.
    """

    cut: float
    left: str
    right: str
    both: frozenset[str]

    def mark(self, word: Word, told: str) -> str:
        """What a sign says that would say ``told`` elsewhere: ``?`` where it is not that of its column."""
        here = self.left if (word.x0 + word.x1) / 2 < self.cut else self.right
        return here if told in ("?", here) or _form(word) in self.both else "?"

    def moved(self, by: float) -> Sides:
        """The same columns that many points further right."""
        return self._replace(cut=self.cut + by)


def _form(word: Word) -> str:
    return word.mark or word.text.casefold()


@dataclass(frozen=True, slots=True)
class Columns:
    """``cuts`` are the x positions between columns (one fewer than columns), ``edges`` where most lines right of them begin; ``value`` is the first column with marks.

    ``left`` and ``right`` bound the table; ``marks_right`` says that marks stand at the right of their text; ``signs`` are
    characters that stand where marks do in a table that has none that can be told; ``stands`` are the whole points at which
    several signs that are marks beyond doubt begin; ``front`` is between what x positions the middles of marks are where these
    have a column of their own left of the indicators. Columns are numbered criteria first, then the indicators, then findings;
    ``sides`` tells marks where there is a column for each of the two.
    ``order`` are these numbers from left to right where they stand otherwise. ``seen`` are the whole points at which marks or letters that may be marks begin; ``themed`` says that
    the first column names themes; ``remarks``, that the last holds nothing but remarks, ``named``, that its heading says so; ``ticks``, that a V is what meets the norm, since an X stands below it where it does not. ``count`` is the number of columns,
    ``findings`` of those with findings, ``indicator`` the place of that of indicators (0 in a table of conclusions).
    """

    kind: str
    cuts: tuple[float, ...]
    edges: tuple[float, ...]
    value: int
    left: float
    right: float
    marks_right: bool = False
    signs: frozenset[str] = frozenset()
    stands: frozenset[int] = frozenset()
    front: tuple[float, float] | None = None
    order: tuple[int, ...] = ()
    seen: frozenset[int] = frozenset()
    themed: bool = False
    sides: Sides | None = None
    remarks: bool = False
    named: bool = False
    ticks: bool = False

    count: int = field(init=False)
    findings: int = field(init=False)
    indicator: int = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", len(self.cuts) + 1)
        object.__setattr__(self, "findings", self.count - self.value - self.remarks)
        object.__setattr__(self, "indicator", max(self.value - 1, 0))

    def moved(self, by: float) -> Columns:
        """The same columns that many points further right."""
        return replace(
            self,
            cuts=tuple([cut + by for cut in self.cuts]),
            edges=tuple([edge + by for edge in self.edges]),
            left=self.left + by,
            right=self.right + by,
            stands=frozenset(round(x + by) for x in self.stands),
            front=(self.front[0] + by, self.front[1] + by) if self.front else None,
            seen=frozenset(round(x + by) for x in self.seen),
            sides=self.sides and self.sides.moved(by),
        )

    def of(self, x: float) -> int:
        """The column that holds position ``x``."""
        place = bisect_right(self.cuts, x)
        return self.order[place] if self.order else place

    def all_of(self, positions: Floats) -> Ints:
        """The columns that hold some positions."""
        places = np.searchsorted(self.cuts, positions, side="right")
        return np.array(self.order, dtype=np.int64)[places] if self.order else places

    def marked(self, word: Word) -> bool:
        """Whether a word stands where marks do: in a column of findings, or in one of marks left of the indicators."""
        if self.front is not None and self.front[0] < (word.x0 + word.x1) / 2 < self.front[1]:
            return True
        return self.of(word.x0 + 0.6) >= self.value > 0

    def centre(self, column: int) -> float:
        """The middle of a column."""
        edges = (self.left, *self.cuts, self.right)
        place = self.order.index(column) if self.order else column
        return (edges[place] + edges[place + 1]) / 2

    def crossed(self, band: Run) -> int:
        """How many cuts running text crosses: the words next to the cut have a space between them as other words of the line.

        A word too long for its column sticks out over the cut, but no text goes on right after it; and in a narrow gutter
        the text after the cut begins just where the column does, or a mark stands where others do.
        """
        count = 0
        words = band.words
        for cut, edge in zip(self.cuts, self.edges, strict=True):
            before = after = None
            for word in words:
                if word.x0 < cut - 1:
                    before = word
                else:
                    after = word
                    break
            if before is not None and after is not None:
                gap = after.x0 - before.x1
                size = before.size
                if after.size > size and after.text not in LONE:  # a mark may be in larger print
                    size = after.size
                narrow = gap > 0.2 * size and abs(after.x0 - edge) < (1 if gap > 0.36 * size else 0.6)
                narrow = narrow or (after.mark is not None and round(after.x0) in self.stands)
                ordinary = gap < 0.55 * size or (
                    gap < 1.1 * size and after.text not in LONE and _is_even(words)
                )
                count += gap > -1 and ordinary and not narrow
        return count


def _is_even(words: Sequence[Word]) -> bool:
    """Whether no space of a line is wider than most: there is no gap between cells."""
    gaps = sorted(b.x0 - a.x1 for a, b in pairwise(words))
    return len(gaps) > 3 and gaps[-1] < 1.25 * gaps[len(gaps) // 3]


def reading_order(keys: Sequence[str]) -> tuple[int, ...]:
    """The numbers of a table's columns from left to right, see ``Columns.order``; empty where they stand in that order."""
    ranks = [(2 if key in VALUES else key == "indicator", at) for at, key in enumerate(keys)]
    numbers = {at: number for number, (_, at) in enumerate(sorted(ranks))}
    order = tuple([numbers[at] for at in range(len(keys))])
    return () if order == tuple(range(len(keys))) else order


def fit(
    header: HeaderRow,
    bands: Sequence[Run],
    words: Words,
    rules: Sequence[Rule],
    width: float,
    opened: Sequence[Opening],
) -> Columns:
    """Columns below header rows of one form: ``bands`` are the header rows and what stands below them, ``words`` their words,
    ``rules`` the upright ones below all of them, ``opened`` where remarks open in the document.
    """
    spans = header.spans
    keys = header.keys
    order = () if header.kind == "conclusions" else reading_order(keys)
    first = next((at for at, key in enumerate(keys) if key in VALUES), 0)
    value = 0 if header.kind == "conclusions" else sum([key not in VALUES for key in keys])
    told = named_remarks(header.cells[-1], words) if keys[-1] == "finding" else None
    beside = told
    if told is None and keys[-1] == "finding" and not order:
        beside = remarks_edge(opened, spans[-1][0])
    behind = width if beside is None else beside
    if beside is not None and order:
        order = (*order, len(order))
    after = next((spans[at][0] for at in range(first, len(keys)) if value and keys[at] not in VALUES), behind)
    likely = words.which(words.marked | words.lone) if value else []
    marks = [w for w in likely if w.mark or w.text not in "vV"]
    named = _named_marks(header) if value else []
    below = marks
    if named:  # what a header row says of marks is none of the signs that stand below it
        below = [m for m in marks if not any(m.text == w.text and abs(m.x0 - w.x0) < 1 for w, _ in named)]
    signs = signs_of(words.which(words.x0 > spans[first][0] - 30)) if value and not below else frozenset()
    if signs:
        marks = [w for w in words.words.tolist() if w.text in signs]
    front = front_of(marks or likely, spans[first - 1][0], spans[first][0]) if value else None
    if front is None and header.aside:
        # their heading may hold marks of its own: "√/X"
        own = {round(word.x0) for word in header.aside}
        others = [mark for mark in marks if round(mark.x0) not in own]
        front = front_of(others, spans[first - 1][0], spans[first][0])
    sides = _sides(header, named, marks)
    profile = _profile(words.x0, words.x1, width)
    last = max([at for at, key in enumerate(keys) if key in VALUES], default=0)
    right_marks = value > 0 and right_of_texts(marks, words, spans[last], after)
    if value and not right_marks and marks and end_texts(bands, len(likely)):
        marks = []  # those that end texts of a column say nothing about the next
    cuts: list[float] = []
    for index in range(len(spans) - 1):
        low, high = spans[index][1], spans[index + 1][0]
        # the header before may reach over a mark, and a large mark below the header behind it
        near = (
            [m for m in marks if 2 * low < m.x0 + m.x1 and (m.x1 < high + 1 or m.x0 < high - BELOW)]
            if value and first <= index + 1 <= last
            else []
        )
        beyond = spans[index + 2][0] if index + 2 < len(spans) else width
        if near and 2 * stand_below(marks, high, (high + beyond) / 2) >= len(near):
            near = []
        if near and sides is None:
            far = max(m.x0 for m in near)
            near = [m for m in near if m.x0 > far - STAND]
        unmarked = value > 0 and first <= index + 1 <= last and not (near or right_marks)
        begins = unmarked and begin_below(high, marks, words)
        cut = _cut(low, high, near, right_marks, begins, profile, rules, len(words.x0))
        cuts.append(min(cut, high))
    if beside is not None:
        cuts.append(beside - 1)
    left = min(spans[0][0], float(words.x0.min(initial=np.inf)))
    right = max(spans[-1][1], float(words.x1.max(initial=-np.inf)))
    edges = tuple(_edge(cut, words.x0) for cut in cuts)
    stands = Counter(round(m.x0) for m in marks if m.mark in MARKS)
    several = frozenset(x for x, count in stands.items() if count > 2)
    return Columns(
        header.kind,
        tuple(cuts),
        edges,
        value,
        left - 1,
        right + 1,
        right_marks,
        signs,
        several,
        front,
        order,
        frozenset(round(m.x0) for m in marks),
        value == 2 and header.cells[0][0].text.casefold() in THEME_COLUMN,
        sides,
        beside is not None,
        told is not None,
        _are_ticks(likely),
    )


def _are_ticks(likely: Sequence[Word]) -> bool:
    """Whether the letter V is a mark below whose column edge an X is the other: else it may be the first letter of either verdict."""
    begins = {letter: [round(w.x0) for w in likely if w.text == letter] for letter in "VX"}
    return bool(set(begins["V"]) & set(begins["X"]))


def _named_marks(header: HeaderRow) -> list[tuple[Word, str]]:
    """The words of a header row that name marks, with those that they name."""
    return [(word, meant) for cell in header.cells for word in cell if (meant := mark_named(word.text))]


def _sides(header: HeaderRow, named: Sequence[tuple[Word, str]], marks: Sequence[Word]) -> Sides | None:
    """Where marks of each kind stand below a header row that names both, each above a column of its own; None elsewhere."""
    if len(named) != 2 or len({meant for _, meant in named}) != 2:
        return None
    (left, one), (right, other) = sorted(named, key=lambda item: item[0].x0)
    between = [w for cell in header.cells for w in cell if left.x1 <= w.x0 < right.x0 and w is not right]
    if right.x0 - left.x0 < STAND or any(abs(word.top - left.top) < 0.5 * word.size for word in between):
        return None
    low, high = left.x0 - STAND, right.x1 + STAND
    there = sorted((mark for mark in marks if low < mark.x0 < high), key=lambda mark: mark.x0)
    gaps = [(b.x0 - a.x1, (b.x0 + a.x1) / 2) for a, b in pairwise(there)]
    widest, cut = max(gaps, default=(0.0, 0.0))
    if widest < STAND / 2:
        cut = (left.x1 + right.x0) / 2
    forms = [{_form(m) for m in there if (m.x0 + m.x1 < 2 * cut) is side} for side in (True, False)]
    return Sides(cut, one, other, frozenset(forms[0] & forms[1]))


def _profile(begins: Floats, ends: Floats, width: float) -> list[int]:
    """How many words stand over each half point of the page's width."""
    size = int(max(width, min(ends.max(initial=0.0), _WIDEST))) * 2 + 4
    first = np.clip(begins * 2, 0, size - 1).astype(np.int64)
    last = np.minimum(np.clip(ends * 2, -1, size).astype(np.int64) + 1, size - 1)
    steps = np.bincount(first, minlength=size) - np.bincount(last, minlength=size)
    return list(accumulate(steps.tolist()))


def _edge(cut: float, begins: Floats) -> float:
    """Where most words right after a cut begin."""
    after = begins[(begins >= cut) & (begins < cut + 30)]
    counts: Counter[float] = Counter()
    for x, count in Counter(after.tolist()).items():
        counts[round(x, 1)] += count
    return min(counts, key=lambda x: (-counts[x], x), default=cut)


def _cut(
    low: float,
    high: float,
    marks: Sequence[Word],
    right_marks: bool,
    below: bool,
    profile: Sequence[int],
    rules: Sequence[Rule],
    count: int,
) -> float:
    """Where to cut between two header cells that end at ``low`` and begin at ``high``.

    ``marks`` are those that stand left of the second cell; ``below`` says that some stand right below its left edge: its
    column begins there, though words of the column before may reach over it.
    """
    edge = min((m.x0 for m in marks), default=high)
    ruled = sorted({rule.x0 for rule in rules if low - 1 <= rule.x0 <= high + 1})
    if marks and not right_marks:
        # a rule at the right of marks parts them from their text
        before = [x for x in ruled if x <= edge + 1]
        if before:
            return before[-1]
    elif ruled:
        return ruled[-1]
    first = max(int(low * 2) + 1, 0)  # words may stand left of the page
    last = max(int(high * 2), first + 1)
    stretch = profile[first : last + 1] or [0]  # a broken file's header may end far off the page
    level = max(min(stretch), min(count // 400, 2))
    gaps: list[tuple[int, int]] = []
    begin = None
    for offset, crossing in enumerate([*stretch, level + 1]):
        if crossing <= level:
            begin = offset if begin is None else begin
        elif begin is not None:
            gaps.append((first + begin, first + offset))
            begin = None
    if marks and right_marks:
        edge = max(m.x1 for m in marks)
        gaps = [gap for gap in gaps if gap[1] / 2 > edge] or gaps
        chosen = max(gaps, key=lambda gap: (gap[1] - gap[0], gap[1]))
    elif marks:
        before_marks = [gap for gap in gaps if gap[0] / 2 < edge]
        chosen = max(before_marks or gaps, key=lambda gap: (min(gap[1], edge * 2) - gap[0] > 3, gap[1]))
        return min(chosen[1] / 2, edge) - min(1.5, (chosen[1] - chosen[0]) / 4)
    elif below and gaps[-1][1] / 2 < high - 3 * BELOW:
        return high - BELOW
    else:
        chosen = gaps[-1] if below else max(gaps, key=lambda gap: (gap[1] - gap[0], gap[1]))
    return chosen[1] / 2 - min(1.5, (chosen[1] - chosen[0]) / 4)
