"""Pages set in two columns with tables of their own in each: read column by column, each stretch as a page of its own.

Running text in two columns needs none of this. The columns of a page and those of a table are told apart by header rows: one
that begins in the right half of a page and names all its columns there stands in a column of the page. Where none is printed
there, one in the left half and white space beside it tell, if the lines right of it begin as those left of it do.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise
from statistics import median_low
from typing import NamedTuple, TypeVar

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, apart, piece_starts, places_of, split_wide
from ggsr_extract.extractors.layout.tables.headercells import anchors_of
from ggsr_extract.extractors.layout.wording import (
    FIRST,
    HEADINGS,
    THEMES,
    VALUES,
    aspect_of,
    header_key,
    is_theme,
    may_name,
)
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Fill, Page, Rule

_RIGHT, _MOST = 0.4, 0.7  # of the page's width: between these a right column's header row begins
_FIRST = ("criterion", "indicator", "goed")  # what the first cell of a header row names
_BACK = 0.1  # of the page's width: how far left of that header row the white space ends, at most
_SPACE = 0.6  # of the text size: running text has no wider spaces
_GAP = 0.9  # of the text size: header cells stand wider apart
_NARROWEST = 6.0  # points of white space between columns
_HANG = 12.0  # points that headings stand left of the text in cells, at most
_CENTRED = 7.0  # points that a header cell stands right of the lines that it is centred over, at least
_EDGE = 3.0  # points beside the edge of a column at which its lines begin
_CROSSING = 0.1  # of the lines, whose text runs on over the white space all the same, at most
_FOLD = (0.42, 0.62)  # of the page's width: between these columns meet that no header row tells
_MOST_ALIKE = 0.8  # of the cells in the right column begin as cells in the left one do
_ALIKE = 8  # words that begin in both columns at the same places, at least
_WORDS = 16  # to each of which one begins so, in wide columns at least
_MARKS = 12.0  # points that marks of one column stand apart, at most
_LEAST = 3  # lines that begin there; where there are fewer, there is no column


@dataclass(frozen=True, slots=True)
class Strip:
    """What is read as one page: the page (with the rulings and shading of one column) and bands; ``place`` is the page's.

    ``named`` are the numbers of its words that may name a column; ``first`` and ``last`` say that it begins and ends its page.
    All of it is ``moved`` so far to the left: a column stands where the first one does, since tables go on from one to the next.
    """

    place: int
    page: Page
    bands: Sequence[Run]
    named: Sequence[int]
    first: bool = True
    last: bool = True
    moved: float = 0.0

    def put_back(self, runs: Sequence[Run], words: WordTable) -> None:
        """Move runs of it to where they stand on the page, in place."""
        for run in runs if self.moved else ():
            run.x0 += self.moved
            run.x1 += self.moved
            run.words = [words.original(word) for word in run.words]


@dataclass(frozen=True, slots=True)
class _Gutter:
    """Where columns of a page meet: what begins right of the ``middle`` is of the right one, whose lines mostly begin at the ``edge``."""

    middle: float
    edge: float

    def crossed(self, band: Run) -> bool:
        """Whether a band's text runs on over it."""
        before = None
        for word in band.words:
            if word.x0 >= self.middle:
                return before is not None and word.x0 - before.x1 < _SPACE * max(word.size, 1.0)
            if word.x1 > self.middle:
                return True
            before = word
        return False


def strips(pages: Sequence[Page], bodies: Sequence[Sequence[Run]], words: WordTable) -> list[Strip]:
    """The stretches that pages are read by: each page as a whole, as nearly always, or full widths and columns in turn."""
    named = words.named_by_page(len(pages))
    each = list(zip(pages, bodies, named, strict=True))
    unheaded = None
    if not any(_starts(*one).right for one in each if _may_begin_right(one[0], one[2], words)):
        doubted = (one for place, one in enumerate(each) if _on_both_sides(words, place, one[0].width))
        unheaded = next((told for one in doubted if (told := _unheaded(*one, words)) is not None), None)
        if unheaded is None:
            return [Strip(place, *one) for place, one in enumerate(each)]
    starts = [_starts(*one) for one in each]
    known = [x for some in starts for _, x in some.right] if unheaded is None else [unheaded.start]
    found: list[Strip] = []
    over = False
    for place, (page, bands, own, names) in enumerate(zip(pages, bodies, starts, named, strict=True)):
        if not bands:
            found.append(Strip(place, page, bands, names))
            continue
        begin = min([at for at, _ in own.right], default=0)
        start = min([x for _, x in own.right], default=median_low(known))
        first = own.left or [x for some in starts for x in some.left] or [min(band.x0 for band in bands)]
        by = start - min(first) if unheaded is None else unheaded.by
        # a header cell may be centred over its column
        left = Counter(math.floor(band.x0) for band in bands if band.x0 < min(first) - _CENTRED)
        edge = min([start, *(x + by for x, count in left.items() if count >= _LEAST)])
        if edge < start and _begin_at(bands, edge) < _begin_at(bands, start):
            edge = start
        gutter = _gutter(page, bands[begin:], words, edge)
        if gutter is None:
            over = over and any(words.marked[at] or words.lone[at] for at in places_of(bands))
            found.append(Strip(place, page, bands, names))
            continue
        least = 1 if own.right or _begin_alike(bands, gutter, by) else _LEAST
        kinds, over = _kinds(bands, gutter, over, least)
        pieces: list[tuple[Page, Sequence[Run], float]] = []
        for columns, some in groupby(zip(kinds, bands, strict=True), key=lambda item: item[0]):
            stretch = [band for _, band in some]
            pieces += _columns(page, stretch, gutter, by, words) if columns else [(page, stretch, 0.0)]
        for at, (part, some_bands, moved) in enumerate(pieces):
            inside = set(places_of(some_bands))
            mine = [number for number in names if number in inside]
            found.append(Strip(place, part, some_bands, mine, at == 0, at + 1 == len(pieces), moved))
    return found


def _may_begin_right(page: Page, named: Sequence[int], words: WordTable) -> bool:
    """Whether words in the right part of a page may begin a header row that has all its columns there."""
    right = [number for number in named if words.x0[number] > _RIGHT * page.width]
    if any(header_key(words.text(number)) in _FIRST for number in right):
        return True
    aspects = sorted(
        [
            (words.top[number], words.size[number])
            for number in right
            if words.text(number).casefold() == "wat"
        ]
    )
    return any(low - top < 2 * size for (top, size), (low, _) in pairwise(aspects))


def _on_both_sides(words: WordTable, place: int, width: float) -> bool:
    """Whether marks, or letters that may be some, stand in the left part of a page as well as in the right one."""
    here = words.on_page(place)
    signs = words.x0[here][words.marked[here] | words.lone[here]]
    return len(signs) > 1 and bool(signs.min() <= _FOLD[0] * width <= signs.max())


class _Unheaded(NamedTuple):
    """Where the first column of a table begins in the right column of a page, and how far right of that in the left one."""

    start: float
    by: float


def _unheaded(page: Page, bands: Sequence[Run], named: Sequence[int], words: WordTable) -> _Unheaded | None:
    """Where the columns of a table stand in the right column of a page whose only header rows stand in the left one."""
    if not named:
        return None
    numbers = np.array(places_of(bands), dtype=np.int64)
    signs = words.x0[numbers[words.marked[numbers] | words.lone[numbers]]]
    low, high = _FOLD[0] * page.width, _FOLD[1] * page.width
    if not len(signs) or signs.min() > low or signs.max() < low:
        return None
    begins = [min(band.places) for band in bands]
    rows = []
    for at in sorted({bisect_right(begins, n) - 1 for n in named} - {-1}):
        row = sorted(_keys(bands, at, called=False))
        if _is_whole([key for _, key in row]):
            if row[-1][0] > high:
                return None
            rows.append(row)
    if not rows:
        return None
    first = bands[max(bisect_right(begins, named[0]) - 1, 0) :]
    gutter = _gutter(page, first, words, high, low)
    if gutter is not None and signs.max() < gutter.middle:
        # marks left of the indicators are few in a column of criteria, which then looks like white space as a whole
        gutter = _gutter(page, first, words, max(float(signs.max()) - _MARKS, low), low)
    if gutter is None or signs.max() < gutter.middle:
        return None
    # the last column of a table takes some room, be it over its marks and texts
    if max(row[-1][0] for row in rows) > gutter.middle - _BACK * page.width:
        return None
    x0 = words.x0[np.array(places_of(first), dtype=np.int64)]
    left, right = x0[x0 < gutter.middle].tolist(), x0[x0 >= gutter.middle].tolist()
    by, count = apart(left, right, 0.3 * page.width, 0.7 * page.width)
    start = rows[0][0][0] + by
    if low < start <= gutter.middle:
        # criteria stand far apart: their column looks like white space as well
        gutter = _gutter(page, first, words, start, low) or gutter
    alike = count >= max(_ALIKE, len(right) // _WORDS)
    start = float(signs[signs > gutter.middle].min(initial=start))  # marks may have the first column
    within = gutter.middle < start < gutter.edge + _BACK * page.width
    return _Unheaded(start, float(by)) if alike and within else None


class _Starts(NamedTuple):
    """Where header rows begin that name all their columns in one half of a page; right ones with the numbers of their bands."""

    left: list[float]
    right: list[tuple[int, float]]


def _starts(page: Page, bands: Sequence[Run], named: Sequence[int]) -> _Starts:
    """The header rows of a page that may stand in columns of it."""
    found = _Starts([], [])
    if not named:
        return found
    begins = [min(band.places) for band in bands]
    for at in sorted({bisect_right(begins, number) - 1 for number in named} - {-1}):
        keys = sorted(_keys(bands, at))
        start = next((x for x, key in keys if key in _FIRST and x > _RIGHT * page.width), page.width)
        left = [key for x, key in keys if x < start]
        right = [key for x, key in keys if x >= start]
        if _is_whole(left) and (not right or _is_whole(right)):
            found.left.append(_first_cell(bands[at], keys[0][0], 0.0))
        # without an indicator's heading, what stands left of a whole header row is text
        if start < _MOST * page.width and _is_whole(right) and (not {*left} & {*_FIRST} or _is_whole(left)):
            found.right.append((at, _first_cell(bands[at], start, _RIGHT * page.width)))
    return found


def _first_cell(band: Run, begin: float, least: float) -> float:
    """Where a header row begins that has a theme's name over the criteria, or a column of themes; else ``begin``, where its
    first known cell does.
    """
    before = [piece for piece in split_wide(band, _GAP) if least < piece.x0 < begin]
    themed = before and (is_theme(before[-1].text) or THEMES.match(before[-1].text))
    return before[-1].x0 if themed else begin


def _keys(bands: Sequence[Run], at: int, called: bool = True) -> list[tuple[float, str]]:
    """What the pieces of a band, and of the next ones right below it, name as header cells, and where they begin.

    Where no column of findings is named, what stands right of "Indicator" heads it, whatever it is ``called``.
    """
    found: list[tuple[float, str]] = []
    for band in bands[at : at + 3]:
        if band.mid > bands[at].mid + 2.2 * bands[at].height:
            break
        found += [(cell.x0, key) for key, cell in anchors_of(band)]
        if "wat" in band.text.casefold():
            aspects = [(piece.x0, aspect_of(piece.text)) for piece in split_wide(band, _GAP)]
            found += [(x, key) for x, key in aspects if key]
    named = dict(found)
    if called and "indicator" in named.values() and not {*VALUES} & {*named.values()}:
        found += [
            (right.x0, "finding")
            for left, right in pairwise(split_wide(bands[at], _GAP))
            if named.get(left.x0) == "indicator" and left.text[:1] == "I" and right.x0 not in named
        ]
    return found


def _is_whole(keys: Sequence[str]) -> bool:
    """Whether header cells name all that a table needs."""
    found = set(keys)
    return ("indicator" in found and bool(found & {"finding", "year"})) or found >= {"goed", "beter"}


def _gutter(
    page: Page, bands: Sequence[Run], words: WordTable, start: float, least: float | None = None
) -> _Gutter | None:
    """The widest white space that ends where a right column's header row begins, or a little left of it (not left of ``least``);
    few words cross it.
    """
    low, high = int(2 * (start - _BACK * page.width if least is None else least)), int(2 * start) + 2
    numbers = np.array(places_of(bands), dtype=np.int64)
    x0, x1 = words.x0[numbers], words.x1[numbers]
    here = (x0 < start + 1) & (2 * x1 > low)
    # bounded before they are whole numbers: broken files stretch words past any
    begins = np.maximum(2 * x0[here], low).astype(np.int64) - low
    ends = np.minimum(np.minimum(2 * x1[here], high).astype(np.int64) + 1 - low, high - low)
    steps = np.bincount(begins, minlength=high - low + 1) - np.bincount(ends, minlength=high - low + 1)
    best, begin = (0, 0), -1
    for at, count in enumerate([*np.cumsum(steps)[:-1].tolist(), len(bands)]):
        if count <= _CROSSING * len(bands):
            begin = at if begin < 0 else begin
        elif begin >= 0:
            best, begin = max(best, (at - begin, at)), -1
    edge = min((low + best[1]) / 2, start)
    return _Gutter(edge - min(best[0] / 4, _HANG), edge) if best[0] >= 2 * _NARROWEST else None


def _begin_at(bands: Sequence[Run], x: float) -> int:
    """How many lines have a word that begins at ``x``."""
    return sum(any(abs(word.x0 - x) < _EDGE for word in band.words) for band in bands)


def _begin_alike(bands: Sequence[Run], gutter: _Gutter, by: float) -> bool:
    """Whether nearly all cells right of the gutter begin ``by`` right of where some at the left do: a table goes on in both.

    In justified text pieces begin anywhere, but hardly twice at one place.
    """
    begins = [x for band in bands for x in piece_starts(band, _GAP)]
    left = Counter(round(x + by) for x in begins if x < gutter.middle)
    right = Counter(round(x) for x in begins if x >= gutter.middle)
    again = sum(count for count in right.values() if count > 1)
    alike = sum(right[x] for x in right if right[x] > 1 and any(left[at] > 1 for at in (x - 1, x, x + 1)))
    return alike >= max(_MOST_ALIKE * again, _LEAST)


def _kinds(bands: Sequence[Run], gutter: _Gutter, over: bool, least: int) -> tuple[list[bool], bool]:
    """For each band, whether it is of columns; and whether a table over the full width may go on on the next page.

    ``over`` says so of the page before; ``least`` lines begin at the right column's edge in a stretch of columns.
    """
    kinds = []
    for at, band in enumerate(bands):
        named = any(word.text[:1] in FIRST and may_name(word.text) for word in band.words)
        keys = _keys(bands, at) if named else []
        left = [key for x, key in keys if x < gutter.middle]
        right = [key for x, key in keys if x >= gutter.middle]
        if _is_whole(left) or _is_whole(right):
            over = False
        elif left and right and _is_whole(left + right):
            over = over or not any(_whats(bands[at : at + 2], gutter, side) > 1 for side in (True, False))
        full = gutter.crossed(band) or _heads_both(bands, at, gutter)
        over = over and not (full and _is_heading(band))
        kinds.append(not full and not over)
    begins = [_begin_at([band], gutter.edge) > 0 for band in bands]
    result: list[bool] = []
    for columns, some in groupby(enumerate(kinds), key=lambda item: item[1]):
        places = [at for at, _ in some]
        result += [columns and sum(begins[at] for at in places) >= least] * len(places)
    return result, over


def _whats(bands: Sequence[Run], gutter: _Gutter, left: bool) -> int:
    """How many cells of a table of conclusions bands name on one side of the gutter, be they cut off after the first word."""
    words = [word for band in bands for word in band.words if (word.x0 < gutter.middle) == left]
    return sum(word.text.casefold() == "wat" for word in words)


def _is_heading(band: Run) -> bool:
    return is_theme(band.text) or bool(HEADINGS.match(band.text))


def _heads_both(bands: Sequence[Run], at: int, gutter: _Gutter) -> bool:
    """Whether a heading at the left stands above both columns: at its height, the right one has as much white space."""
    band = bands[at]
    if band.x1 > gutter.middle or not _is_heading(band):
        return False
    above = [word for other in bands[max(at - 6, 0) : at] for word in other.words]
    below = [word for other in bands[at + 1 : at + 4] for word in other.words]
    left = min([word.top for word in below if word.x0 < gutter.middle], default=0.0)
    right = min([word.top for word in below if word.x0 > gutter.middle], default=left + 99)
    end = max([word.bottom for word in above if word.x0 > gutter.middle], default=0.0)
    return abs(right - left) < 2 and right - end > 2 * band.height


def _columns(
    page: Page, bands: Sequence[Run], gutter: _Gutter, by: float, words: WordTable
) -> list[tuple[Page, Sequence[Run], float]]:
    """The two columns of a stretch of a page with the rulings and shading that stand in each, the right one moved over the left one."""
    numbers = np.sort(np.array(places_of(bands), dtype=np.int64))
    side = words.x0[numbers] >= gutter.middle
    words.move(numbers[side], -by)
    order = np.argsort(side, kind="stable")
    runs, begins = words.runs(numbers[order], side[order].astype(np.int64))
    first = bisect_left(begins, int(np.count_nonzero(~side)))
    left = replace(
        page,
        rules=tuple([rule for rule in page.rules if rule.x0 < gutter.middle]),
        fills=tuple([fill for fill in page.fills if fill.x0 < gutter.middle]),
    )
    right = replace(
        page,
        rules=tuple([_moved(rule, by) for rule in page.rules if rule.x1 > gutter.middle]),
        fills=tuple([_moved(fill, by) for fill in page.fills if fill.x1 > gutter.middle]),
    )
    return [(left, runs[:first], 0.0), (right, runs[first:], by)]


Thing = TypeVar("Thing", Rule, Fill)


def _moved(thing: Thing, by: float) -> Thing:
    return replace(thing, x0=thing.x0 - by, x1=thing.x1 - by)
