"""Glyphs to words, from geometry alone: shared by both PDF readers.

Glyphs come in the order in which they were drawn; words are made from where they stand. All distances that decide are
relative to the font size (em), so that large headings and small print are cut by the same rules. Several pages are worked
on at once: most steps cost as much for ten pages as for one.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers.letters.glyphs import (
    UNMAPPED,
    is_pictogram_font,
    mark_of_character,
    mark_of_glyph,
)
from ggsr_extract.extractors.readers.letters.overhang import begins_column, chained, columns_meet, covers
from ggsr_extract.extractors.readers.letters.resolve import UNUSUAL, resolved
from ggsr_extract.extractors.readers.letters.runs import (
    SPACING_ACCENTS,
    Bools,
    Floats,
    Glyphs,
    Ints,
    Runs,
    is_accent,
    is_white,
)
from ggsr_extract.extractors.readers.letters.spacing import join_single_letters, without_tracking, word_gaps
from ggsr_extract.models.bulk import tuples_in_bulk
from ggsr_extract.models.source import UNNAMED, Word

SPACE_GAP = 0.02
"""Em. A gap with a drawn space in it parts two words as soon as it is open at all."""
_APART = 0.05
"""Em. Letters of a word that are drawn one by one stand nearer, if they are not typed apart."""
_ROOM = 0.01
"""Em. What follows a space stands further right."""
_LEAN = 0.06
"""Em by which a slanted f may reach over the white space behind it, beyond what it reaches over a letter."""
LINE_TOLERANCE = 0.15
"""Em. Glyphs of one word share their baseline to within this."""
ASCENT, DESCENT = 0.78, 0.22
"""Em above and below the baseline that a word's box covers. One nominal box for all fonts: what fonts declare differs
between the readers and is often wrong."""

_LINE = 65_536.0
"""Points. More than any page is wide: lines one after the other on one scale, so that one sort does."""

_LAST_LETTER = 0x2100
"""Codes above may be marks."""
_LARGE = 3.0  # times the usual size
_DROPPED = 1.8  # times the size of what follows: no letter of one word


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a page, in reading order within a line, lines from top to bottom per reading direction; the places among
    them of those that are marks or pictograms; the fonts whose letters may be pictograms (``Glyphs.icon_fonts``); and the
    direction in which most letters read (see ``Page.reading``).
    """

    words: list[Word]
    signs: list[int]
    icons: frozenset[str] = frozenset()
    reading: int = 0


def words_of(glyphs: Glyphs, sizes: Sequence[tuple[float, float]]) -> list[Written]:
    """The words of each page. ``sizes`` are the pages' widths and heights: what lies wholly outside is left out."""
    if not len(glyphs.code):
        return [Written([], []) for _ in sizes]
    icons = glyphs.icon_fonts()
    angles = sorted(set(glyphs.runs.angle.tolist()))
    directions = _directions(glyphs, len(sizes)) if angles != [0] else [0] * len(sizes)
    found = [Written([], [], icons, reading) for reading in directions]
    for angle in angles:
        chosen = glyphs
        if len(angles) > 1:
            chosen = glyphs.picked(np.flatnonzero((glyphs.runs.angle == angle)[glyphs.run]))
        if len(chosen.code):
            _words_one_way(chosen, angle, sizes, found)
    return found


def _directions(glyphs: Glyphs, pages: int) -> list[int]:
    """For each page the right angle at which most of its letters read; 0 where no direction has most."""
    angle, page = glyphs.runs.angle[glyphs.run], glyphs.runs.page[glyphs.run]
    letters = np.bincount(page, glyphs.count, minlength=pages)
    found = np.zeros(pages, dtype=np.int64)
    for turn in (90, 180, 270):
        found[2 * np.bincount(page, glyphs.count * (angle == turn), minlength=pages) > letters] = turn
    return [int(turn) for turn in found]


@dataclass(slots=True)
class _Inked:
    """The inked pieces of one reading direction, line by line from left to right.

    ``code`` are their letters, ``first`` where each piece begins among these; all else is one row per piece.
    """

    code: npt.NDArray[np.uint32]
    first: Ints
    count: Ints
    x0: Floats
    x1: Floats
    base: Floats
    run: Ints
    size: Floats
    mark: npt.NDArray[np.int8]
    line: Ints


def _words_one_way(
    glyphs: Glyphs, angle: int, sizes: Sequence[tuple[float, float]], found: Sequence[Written]
) -> None:
    runs = glyphs.runs
    run_size = np.maximum(runs.size, 0.1)
    pictorial = np.array([is_pictogram_font(font.name) for font in runs.fonts])[runs.font]
    glyphs = _with_signs_apart(glyphs, pictorial)
    edges = glyphs.edges()
    glyphs, order, line = _in_lines(glyphs, _lines(runs, run_size, angle), edges, run_size)
    code, mark = _marks(glyphs, pictorial)
    glyphs.code = code
    first = code[glyphs.first()[order]]
    white = is_white(first)
    dropped = white.copy()
    dropped[_repeated(first, glyphs, order, line, run_size)] = True
    kept = np.flatnonzero(~dropped)
    if not len(kept):
        return
    inked = glyphs.picked(order[kept])
    run = inked.run
    pieces = _Inked(
        inked.code, inked.first(), inked.count, inked.x0, inked.x1, runs.base[run], run, run_size[run],
        mark[order[kept]], line[kept],
    )  # fmt: skip
    em = pieces.size.copy()
    em[1:] = np.maximum(em[1:], em[:-1])
    gap = np.full(len(em), np.inf)
    gap[1:] = (pieces.x0[1:] - _reached(pieces)[:-1]) / em[1:]
    gap[np.append(True, pieces.line[1:] != pieces.line[:-1])] = np.inf
    # a space that takes no room, as programs draw for a soft hyphen within a line, parts no words
    x0 = glyphs.x0[order]
    white[:-1] &= (x0[1:] - x0[:-1] > _ROOM * run_size[glyphs.run[order]][:-1]) | (line[1:] != line[:-1])
    spaces = np.cumsum(white)[kept]
    spaced = np.append(False, spaces[1:] != spaces[:-1])
    gap = without_tracking(gap, spaced, pieces.count)
    _set_accents(pieces)
    start = _starts(
        pieces, runs.font[run], em, gap, spaced, word_gaps(gap, spaced, run, pieces.count, runs.page[run])
    )
    word = np.flatnonzero(start)[np.cumsum(start) - 1]
    behind = np.append(np.nan, np.where(np.isnan(edges[run]), pieces.x0[word], edges[run])[:-1])
    before = np.where(pieces.count > 1, behind, pieces.x0[word])
    start |= begins_column(runs.page[run], pieces.x0, before, pieces.size, gap, pieces.count > 1)
    join_single_letters(pieces.code[pieces.first], pieces.count, pieces.mark, gap, start)
    _build(pieces, start, runs, angle, sizes, found)


def _with_signs_apart(glyphs: Glyphs, pictorial: Bools) -> Glyphs:
    """Letters that may be marks as pieces of their own."""
    which = pictorial[glyphs.run]
    odd = np.flatnonzero(glyphs.code > _LAST_LETTER)
    which[np.searchsorted(glyphs.first(), odd, side="right") - 1] = True
    which &= glyphs.count > 1
    return glyphs.broken(which) if which.any() else glyphs


def _in_lines(glyphs: Glyphs, line_of: Ints, edges: Floats, size: Floats) -> tuple[Glyphs, Ints, Ints]:
    """Glyphs, the order of their pieces line by line from left to right, and the line of each in that order.

    ``line_of`` is the line of each run, ``edges`` and ``size`` where it begins and how large it is. Where pieces of a line
    reach over each other, the letters of that line are pieces of their own.
    """
    while True:
        line = line_of[glyphs.run]
        order = np.argsort(line * _LINE + np.clip(glyphs.x0, -0.4 * _LINE, 0.4 * _LINE), kind="stable")
        line, x0, x1, count = line[order], glyphs.x0[order], glyphs.x1[order], glyphs.count[order]
        run = glyphs.run[order]
        several = count > 1
        middle = x1 - 0.5 * (x1 - x0) / count  # of the last letter
        clash = [line[several & (x1 <= x0)]]
        for back in (1, 2, 3):
            over = (x0[back:] < middle[:-back]) & (line[back:] == line[:-back])
            over &= ~columns_meet(run[:-back], run[back:], edges, size)
            pairs = np.flatnonzero(over)
            if len(pairs):
                over[pairs] = ~covers(glyphs, order[pairs], order[pairs + back], size[run[pairs]])
                # a space of what reaches over a cell covers nothing
                over[pairs] &= ~is_white(glyphs.code[glyphs.first()[order[pairs + back]]])
            clash.append(line[back:][over & (several[back:] | several[:-back])])
        if not any(map(len, clash)):
            return glyphs, chained(glyphs, order, line, size), line
        glyphs = glyphs.broken((glyphs.count > 1) & np.isin(line_of[glyphs.run], np.concatenate(clash)))


def _reached(pieces: _Inked) -> Floats:
    """How far a line is inked up to and with each piece: an accent may end before the letter that it stands on."""
    reached = np.maximum(pieces.x1, pieces.x0)
    same = (pieces.line[1:] == pieces.line[:-1]) & (pieces.count[1:] == 1)
    reached[1:] = np.where(same, np.maximum(reached[1:], reached[:-1]), reached[1:])
    return reached


def _starts(pieces: _Inked, font: Ints, em: Floats, gap: Floats, spaced: Bools, wide: Floats) -> Bools:
    """Which pieces begin a word; ``wide`` is the gap that parts words without a drawn space.

    A letter without a name beside those of another font may be a mark; right beside those of its font it is one of their word.
    """
    mark, run, base, unmapped = pieces.mark, pieces.run, pieces.base, pieces.code[pieces.first] >= UNMAPPED
    size = pieces.size
    start = (gap > wide) | (spaced & (gap > SPACE_GAP)) | (mark > 0)
    start[1:] |= (mark[:-1] > 0) | (np.abs(base[1:] - base[:-1]) > LINE_TOLERANCE * em[1:])
    parted = run[1:] != run[:-1]
    # a mark over which the word of the cell before reaches
    start |= (gap < -LINE_TOLERANCE) & ((pieces.code[pieces.first] | 0x20) == 0x78) & (pieces.count == 1)
    # a drop capital touches the words of the lines beside it
    start[1:] |= parted & (size[1:] * _DROPPED < size[:-1])
    # a slanted f leans over what follows, and some readers take its box for its width
    leaning = parted & (pieces.code[(pieces.first + pieces.count - 1)[:-1]] == 0x66)
    start[1:] |= leaning & (gap[1:] > wide[1:] - _LEAN)
    start[1:] |= (font[1:] != font[:-1]) & (unmapped[1:] != unmapped[:-1])
    start[1:] |= parted & _touch(pieces, gap)
    start[0] = True
    return start


def _touch(pieces: _Inked, gap: Floats) -> Bools:
    """Which pieces but the first begin a word right at the end of another: a capital behind a small letter, as the words of two
    narrow cells stand. Letters that are drawn one by one must stand apart a little.
    """
    long, small = pieces.count > 2, pieces.code | 0x20
    last = pieces.first + pieces.count - 1
    letters = (small >= 0x61) & (small <= 0x7A)
    capital, lower = letters & (pieces.code != small), letters & (pieces.code == small)
    found: Bools = (
        capital[pieces.first[1:]] & lower[last[:-1]] & ((long[1:] & long[:-1]) | (gap[1:] > _APART))
    )
    begins: Bools = found & lower[np.minimum(pieces.first[1:] + 1, len(small) - 1)]
    return begins


def _marks(glyphs: Glyphs, pictorial: Bools) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int8]]:
    """The codes to keep, and for each piece 1 for √, 2 for X, 3 for a pictogram that cannot be told, 0 for text."""
    found: str | None
    runs, first = glyphs.runs, glyphs.first()
    mark = np.zeros(len(first), dtype=np.int8)
    code = glyphs.code[first]
    asked = pictorial[glyphs.run] | ((code > _LAST_LETTER) & (code < UNMAPPED))
    which = np.flatnonzero(asked & ~is_white(code))
    if not len(which):
        return glyphs.code, mark
    kept = glyphs.code.copy()
    for i, value, run in zip(which.tolist(), code[which].tolist(), glyphs.run[which].tolist(), strict=True):
        font = runs.fonts[runs.font[run]]
        if pictorial[run] and value >= UNMAPPED and font.embedded:
            found = "?"
        elif pictorial[run]:
            found, kept[first[i]] = mark_of_glyph(value % UNMAPPED, value >= UNMAPPED, font.name)
        else:
            found = mark_of_character(chr(value))
        mark[i] = _MARK_NUMBER[found]
    return kept, mark


_MARK_NUMBER: dict[str | None, int] = {None: 0, "√": 1, "X": 2, "?": 3}
_MARK_NAME: tuple[str | None, ...] = (None, "√", "X", "?")
_ALONE = {
    "×": _MARK_NUMBER["X"],
    **dict.fromkeys(["\ufffd", *(chr(UNNAMED + code) for code in range(32))], _MARK_NUMBER["?"]),
}
"""What is a mark only as a word of its own."""


def _lines(runs: Runs, size: Floats, angle: int) -> Ints:
    """The number of the line each run of a reading direction stands on: baselines that lie within a quarter em of the
    line's first, and any right below one of those: a shadow's. Lines of later pages have higher numbers. Far larger
    print, as a watermark's, has lines of its own.
    """
    chosen = np.flatnonzero(runs.angle == angle)
    rounded, pages, sizes = np.round(runs.base[chosen], 2), runs.page[chosen], size[chosen]
    sheets = 2 * pages + (sizes > _LARGE * np.median(sizes)) if len(chosen) else pages
    order = np.lexsort((-sizes, rounded, sheets))
    numbers = []
    current, page, level, first, allowed = -1, -1, -math.inf, -math.inf, 0.0
    for height, here, sheet in zip(
        sizes[order].tolist(), rounded[order].tolist(), sheets[order].tolist(), strict=True
    ):
        if sheet != page or (here - first > allowed and here - level > 0.1 * height):
            current, first, allowed = current + 1, here, 0.25 * height
        page, level = sheet, here
        numbers.append(current)
    number = np.zeros(len(size), dtype=np.int64)
    number[chosen[order]] = numbers
    return number


def _repeated(code: npt.NDArray[np.uint32], glyphs: Glyphs, order: Ints, line: Ints, size: Floats) -> Ints:
    """Glyphs that draw the same letter once more in nearly the same place (fake bold, shadows), by their place in the order.

    ``code`` is the first letter of each piece and ``line`` its line, in that order; ``size`` is that of each run.
    """
    found = []
    x0, x1, run, base = glyphs.x0[order], glyphs.x1[order], glyphs.run[order], glyphs.runs.base
    single = glyphs.count[order] == 1
    for back in (1, 2, 3):
        same = (code[back:] == code[:-back]) & (line[back:] == line[:-back]) & single[back:] & single[:-back]
        before = np.flatnonzero(same)
        here = before + back
        close = x0[here] - x0[before] < 0.5 * (x1[before] - x0[before])
        here, before = here[close], before[close]
        level = np.abs(base[run[here]] - base[run[before]]) < 0.12 * size[run[here]]
        found.append(here[level])
    return np.concatenate(found)


def _set_accents(pieces: _Inked) -> None:
    """Turn accents that are drawn as glyphs of their own into combining marks behind the letter that they stand over."""
    code, first, x0, x1 = pieces.code, pieces.first, pieces.x0, pieces.x1
    for i in np.flatnonzero(is_accent(code[first])).tolist():
        middle = (x0[i] + x1[i]) / 2
        for other in (i - 1, i + 1):
            if not (0 <= other < len(first) and pieces.line[other] == pieces.line[i]):
                continue
            letter = int(code[first[other]])
            if x0[other] < middle < x1[other] and letter < UNMAPPED and chr(letter).isalpha():
                drawn = chr(int(code[first[i]]))
                accent = ord(SPACING_ACCENTS.get(drawn, drawn))
                if other < i:
                    code[first[i]] = accent
                else:
                    code[first[i]], code[first[other]] = letter, accent
                break


def _build(
    pieces: _Inked,
    start: Bools,
    runs: Runs,
    angle: int,
    sizes: Sequence[tuple[float, float]],
    found: Sequence[Written],
) -> None:
    """Add the words to what was found on each page."""
    code = pieces.code
    first = np.flatnonzero(start)
    begins = pieces.first[first]
    texts = _texts(code, begins)
    mark = pieces.mark[first]

    unmapped = code[begins]
    for i in np.flatnonzero(unmapped >= UNMAPPED).tolist():
        if len(texts[i]) == 1:
            texts[i] = f"(cid:{int(unmapped[i]) - UNMAPPED})"
            mark[i] = mark[i] or _MARK_NUMBER["?"]
    special = _words_with(UNUSUAL[np.minimum(code, 0x2028)], begins)
    for i in sorted(set(special[mark[special] == 0].tolist())):
        texts[i] = resolved(texts[i])
    for i in _words_with((code == 0xD7) | (code == 0xFFFD) | (code < 32), begins).tolist():
        if not mark[i] and texts[i] in _ALONE:
            mark[i] = _ALONE[texts[i]]
    signs: list[str | None] = [None] * len(texts)
    signed = np.flatnonzero(mark)
    for i in signed.tolist():
        signs[i] = _MARK_NAME[mark[i]]

    _, largest = _extremes(pieces.size, start, first)
    lowest, highest = _extremes(pieces.base, start, first)
    right = np.maximum.reduceat(pieces.x1, first)
    top, bottom = lowest - ASCENT * largest, highest + DESCENT * largest
    sides = turned(pieces.x0[first], top, right, bottom, angle)
    x0, top, x1, bottom, largest = np.round((*sides, largest), 3)
    run = pieces.run[first]
    page = runs.page[run]
    width, height = np.array(sizes, dtype=np.float64).T[:, page]
    shown = (x1 > 0) & (x0 < width) & (bottom > 0) & (top < height)
    names = np.array([font.name for font in runs.fonts], dtype=object)
    fonts = names[runs.font[run]].tolist()
    numbers = (each.tolist() for each in (x0, top, x1, bottom, largest))
    words = tuples_in_bulk(Word, texts, *numbers, fonts, signs)
    if not shown.all() or not all(texts):
        kept = [i for i, each in enumerate(shown.tolist()) if each and texts[i]]
        words, page, signed = [words[i] for i in kept], page[kept], np.flatnonzero(mark[kept])
    ends = np.searchsorted(page, np.arange(len(found)), side="right")
    begins = np.append(0, ends[:-1])
    for mine, begin, end in zip(found, begins.tolist(), ends.tolist(), strict=True):
        here = signed[(signed >= begin) & (signed < end)]
        mine.signs.extend((here + len(mine.words) - begin).tolist())
        mine.words.extend(words[begin:end])


def _extremes(values: Floats, start: Bools, first: Ints) -> tuple[Floats, Floats]:
    """Least and largest value in each word; most often all are the same."""
    if np.any((values[1:] != values[:-1]) & ~start[1:]):
        return np.minimum.reduceat(values, first), np.maximum.reduceat(values, first)
    return values[first], values[first]


def _words_with(letters: Bools, begins: Ints) -> Ints:
    """The words of some letters; ``begins`` says where each word's letters begin."""
    return np.searchsorted(begins, np.flatnonzero(letters), side="right") - 1


def _texts(code: npt.NDArray[np.uint32], begins: Ints) -> list[str]:
    """The letters of each word; those that the font does not name from ``UNNAMED`` on, what else is no Unicode as U+FFFD."""
    if np.any(code >= 0xD800):
        unnamed = UNNAMED + np.minimum(code - UNMAPPED, 0xFFFD)
        known = (code < 0xD800) | ((code > 0xDFFF) & (code < UNMAPPED))
        code = np.where(code >= UNMAPPED, unnamed, np.where(known, code, 0xFFFD))
    spread = np.insert(code.astype("<u4"), begins[1:], 32)
    return spread.tobytes().decode("utf-32-le").split(" ")


def turned(left: Any, top: Any, right: Any, bottom: Any, angle: int) -> tuple[Any, Any, Any, Any]:
    """Boxes of text that reads at ``angle`` degrees (clockwise), back in the page's own directions."""
    if angle == 0:
        return left, top, right, bottom
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    xs = [x * cosine - y * sine for x in (left, right) for y in (top, bottom)]
    ys = [x * sine + y * cosine for x in (left, right) for y in (top, bottom)]
    return np.minimum.reduce(xs), np.minimum.reduce(ys), np.maximum.reduce(xs), np.maximum.reduce(ys)
