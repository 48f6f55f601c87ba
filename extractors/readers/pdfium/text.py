"""The glyphs of pages from pdfium, through as few calls as will do.

pdfium gives characters one at a time, and a call from Python costs more than the answer. So boxes are asked for at the ends
of words only, font, size and baseline once per text object, and everything else is worked out in arrays, for several pages
at once.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import repeat
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw
from ggsr_extract.extractors.readers.drawn.drawing import Matrix
from ggsr_extract.extractors.readers.letters.glyphs import UNMAPPED, plain_font_name
from ggsr_extract.extractors.readers.letters.runs import (
    Bools,
    Floats,
    Font,
    Glyphs,
    Ints,
    Runs,
    is_accent,
    is_white,
    reading_angle,
)
from ggsr_extract.extractors.readers.letters.unseen import PAINTED, PALE, UNPAINTED, WHITE
from ggsr_extract.extractors.readers.pdfium import calls
from ggsr_extract.extractors.readers.pdfium.said import turn_back
from ggsr_extract.extractors.readers.skew import skew_of, skew_of_layer

_USUAL_SPACE = 0.25  # em
_FEW_ASKED, _MANY_ASKED, _LAYER_ASKED = 4, 60, 1500
"""How many letters of a page are asked how they read: to see whether it lies askew, and how far; and where they stand."""


@dataclass(frozen=True, slots=True)
class TextPage:
    """An open text page of pdfium (a reference), its number of characters, and the way from user space to the page as shown."""

    page: Any
    count: int
    frame: Matrix


def skew_of_text(text: TextPage) -> float:
    """By how many degrees the text of a page runs askew, see `skew`: more than a few letters are asked only where those do, or
    where those are not painted.
    """
    a, b, c, d, e, f = text.frame
    places = _some(text, _FEW_ASKED)
    if not (_directions(text, places).all(axis=1)).any():  # all are upright, or turned by a right angle
        things = [calls.text_object(text.page, place) for place in places]
        if not things or any(calls.text_mode(thing) != raw.FPDF_TEXTRENDERMODE_INVISIBLE for thing in things):
            return 0.0
        places = _some(text, _LAYER_ASKED)
        x, y = calls.POINTS.told(calls.origin, [text.page] * len(places), places).T
        return skew_of_layer(x * a + y * c + e, x * b + y * d + f)
    rows = _directions(text, _some(text, _MANY_ASKED)).tolist()
    return skew_of([(x * a + y * c, x * b + y * d) for x, y in rows])


def _directions(text: TextPage, places: list[int]) -> Floats:
    """In which directions characters of a page read, in its user space."""
    return calls.MATRICES.told(calls.char_matrix, [text.page] * len(places), places)[:, :2]


def _some(text: TextPage, count: int) -> list[int]:
    """The places of about so many characters of a page that are drawn, evenly spread."""
    every = range(text.count // (2 * count), text.count, max(1, text.count // count))
    return [place for place in every if not calls.is_generated(text.page, place)]


class _Characters:
    """Characters of some text pages, as columns: code, page (from 0) and place on it. ``frame`` has one row per page."""

    def __init__(self, texts: Sequence[TextPage]) -> None:
        counts = [text.count for text in texts]
        first = np.cumsum([0, *counts])[:-1]
        self.frame = np.array([text.frame for text in texts], dtype=np.float64).reshape(-1, 6)
        self.code = np.concatenate([np.empty(0, dtype=np.uint32), *(_codes(text) for text in texts)])
        self.page = np.repeat(np.arange(len(texts)), counts)
        self.index = np.arange(len(self.code)) - np.repeat(first, counts)
        self._pages = np.empty(len(texts), dtype=object)
        self._pages[:] = [text.page for text in texts]

    def keep(self, chosen: Bools | Ints) -> None:
        """Drop all others."""
        self.code, self.page, self.index = self.code[chosen], self.page[chosen], self.index[chosen]

    def places(self, which: Ints) -> tuple[list[Any], list[int]]:
        """What pdfium's functions want to know of some characters: references to their pages, and their places there."""
        return self._pages[self.page[which]].tolist(), self.index[which].tolist()

    def follows(self) -> Bools:
        """Whether each character but the first stands on its page right after the one before."""
        found: Bools = (self.index[1:] == self.index[:-1] + 1) & (self.page[1:] == self.page[:-1])
        return found


def glyphs_of(texts: Sequence[TextPage]) -> tuple[Glyphs, list[int]]:
    """The glyphs of some pages, and the text objects (addresses) that their runs come from."""
    characters = _Characters(texts)
    code = characters.code
    returned = np.flatnonzero((code[:-1] == 13) & (code[1:] == 10) & characters.follows())
    drawn = np.ones(len(code), dtype=bool)
    drawn[returned] = drawn[returned + 1] = False
    characters.keep(drawn)
    starts, objects = _stretches(characters)
    known, at, number = np.unique(objects, return_index=True, return_inverse=True)
    at = starts[at]
    run = np.repeat(number, np.diff(np.append(starts, len(characters.code))))
    if len(known) and known[0] == 0:  # characters that pdfium adds where it sees a gap have no text object
        known, at, run = known[1:], at[1:], run - 1
    runs, unmapped, lean = _runs(characters, known.tolist(), at)
    characters.keep(run >= 0)
    run = run[run >= 0]
    turn_back(characters.code, run, known.tolist())
    _set_codes(characters, unmapped[run])
    return _pieces(characters, run, runs, lean), known.tolist()


def _codes(text: TextPage) -> npt.NDArray[np.uint32]:
    buffer = (ctypes.c_uint16 * (max(text.count, 0) + 1))()
    written = calls.text(text.page, 0, text.count, buffer) - 1
    code = np.frombuffer(memoryview(buffer), dtype=np.uint16)[:-1].astype(np.uint32)
    if written == text.count and not np.any((code >= 0xD800) & (code < 0xE000)):
        return code
    each = map(calls.unicode, repeat(text.page), range(text.count))
    return np.fromiter(each, dtype=np.uint32, count=text.count)


def _stretches(characters: _Characters) -> tuple[Ints, Ints]:
    """Where stretches of characters of one text object begin, and those objects' addresses (0 where there is none).

    pdfium gives the characters of an object in one stretch, so the object is asked for at both ends of a line only, and in
    between where those differ.
    """
    breaks = np.flatnonzero(~characters.follows())
    begin = np.append(0, breaks + 1)[: len(characters.code)]
    end = np.append(breaks, len(characters.code) - 1)[: len(characters.code)]
    first, last = _objects(characters, begin), _objects(characters, end)
    starts, objects = [begin[:0]], [first[:0]]
    while len(begin):
        same = (first == last) & ((first != 0) | (begin == end))
        pair = ~same & (end - begin == 1)
        starts += [begin[same | pair], end[pair]]
        objects += [first[same | pair], last[pair]]
        rest = ~(same | pair)
        begin, end, first, last = begin[rest], end[rest], first[rest], last[rest]
        middle = (begin + end) // 2
        between = _objects(characters, middle)
        begin, end = np.append(begin, middle), np.append(middle, end)
        first, last = np.append(first, between), np.append(between, last)
    every = np.concatenate(starts)
    order = np.argsort(every, kind="stable")
    return every[order], np.concatenate(objects)[order]


def _objects(characters: _Characters, which: Ints) -> Ints:
    return np.fromiter(map(calls.text_object, *characters.places(which)), dtype=np.int64, count=len(which))


def _runs(characters: _Characters, things: list[int], at: Ints) -> tuple[Runs, Bools, Floats]:
    """Text objects as runs, which of them begin with a code that is no Unicode, and how far each one's letters lean to the
    right per point down; ``at`` is a character of each.
    """
    places = characters.places(at)
    page = characters.page[at]
    m, n = calls.MATRICES.told(calls.char_matrix, *places).T, characters.frame[page].T
    a, b = m[0] * n[0] + m[1] * n[2], m[0] * n[1] + m[1] * n[3]
    c, d = m[2] * n[0] + m[3] * n[2], m[2] * n[1] + m[3] * n[3]
    e, f = m[4] * n[0] + m[5] * n[2] + n[4], m[4] * n[1] + m[5] * n[3] + n[5]
    size = np.fromiter(map(calls.font_size, *places), dtype=np.float64, count=len(at))
    height, angle, base = np.abs(d), np.zeros(len(at), dtype=np.int64), f
    for i in np.flatnonzero(c != 0).tolist():
        height[i] = math.hypot(c[i], d[i])
    for i in np.flatnonzero((b != 0) | (a <= 0) | (size < 0)).tolist():
        angle[i] = reading_angle(a[i], b[i], size[i])
        if angle[i]:
            turn = math.radians(angle[i])
            base[i] = f[i] * math.cos(turn) - e[i] * math.sin(turn)
    fonts = np.fromiter(map(calls.font, things), dtype=np.int64, count=len(at))
    each, font = np.unique(fonts, return_inverse=True)
    known = [_font(address) for address in each.tolist()]
    unmapped = np.fromiter(map(calls.has_no_unicode, *places), dtype=np.int64, count=len(at)) != 0
    lean = np.divide(c, d, out=np.zeros(len(at)), where=(c != 0) & (d != 0))
    mirrored = a * d > b * c  # as shown, y runs down, so that letters that read well have it the other way
    runs = Runs(known, font, np.abs(size) * height, angle, base, page, painting_of(things), mirrored)
    return runs, unmapped, lean


def painting_of(things: list[int]) -> npt.NDArray[np.int8]:
    """How text objects are painted: see `unseen`."""
    count = len(things)
    mode = np.fromiter(map(calls.text_mode, things), dtype=np.int64, count=count)
    colors = np.zeros((count, 4), dtype=np.uint32)
    at, end = colors.ctypes.data, colors.ctypes.data + colors.nbytes
    parts = [range(at + 4 * part, end, 16) for part in range(4)]
    told = np.fromiter(map(calls.object_color, things, *parts), dtype=np.int64, count=count) != 0
    white = told & (mode == raw.FPDF_TEXTRENDERMODE_FILL) & (colors[:, :3].min(axis=1) > PALE * 255)
    unpainted = (mode == raw.FPDF_TEXTRENDERMODE_INVISIBLE) | (told & (colors[:, 3] == 0))
    return np.where(unpainted, UNPAINTED, np.where(white, WHITE, PAINTED)).astype(np.int8)


def _font(font: int) -> Font:
    if not font:
        return Font("", False)
    size = calls.font_name(font, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    calls.font_name(font, ctypes.addressof(buffer), size)
    name = plain_font_name(buffer.value.decode("utf-8", "replace"))
    return Font(name, calls.font_embedded(font) == 1)


def _set_codes(characters: _Characters, unmapped: Bools) -> None:
    """Mark codes that are no Unicode, and put hyphens in the place of what pdfium gives for those that it takes away."""
    code = characters.code
    odd = np.flatnonzero((code < 32) | unmapped)
    for i, page, index in zip(odd.tolist(), *characters.places(odd), strict=True):
        if calls.has_no_unicode(page, index):
            code[i] += UNMAPPED
        elif code[i] == 2 and calls.is_hyphen(page, index):
            code[i] = 0x2D


def _pieces(
    characters: _Characters, run: Ints, runs: Runs, lean: Floats, apart: Bools | None = None
) -> Glyphs:
    """Words and white space of one text object as pieces, with begin and end along their reading direction.

    Within a word of one text object the letters follow each other, so only the boxes of its first and last letter are
    asked for; white space stands, without width, at the end of what is before it. On pages where that cannot hold (the
    last letter stands before the first, or accents have glyphs of their own) each letter is a piece; ``apart`` says which
    pages those are, where that is known already.
    """
    code, page, total = characters.code, characters.page, len(run)
    if not total:
        return Glyphs(code, run, np.zeros(0), np.zeros(0), run, runs)
    white = is_white(code)
    edge = np.append(True, white[1:] | white[:-1] | (run[1:] != run[:-1]) | ~characters.follows())
    first = np.flatnonzero(edge)
    count = np.diff(np.append(first, total))
    if apart is None:
        apart = np.ones(len(characters.frame), dtype=bool)
        apart[page[first[count > 2]]] = False
        apart[page[is_accent(code)]] = True
    if apart.any():
        first = np.flatnonzero(edge | apart[page])
        count = np.diff(np.append(first, total))
    run, sheet, white = run[first], page[first], white[first]
    x0, x1 = np.zeros(len(first)), np.zeros(len(first))
    inked = np.flatnonzero(~white)
    several = inked[count[inked] > 1]
    asked = np.append(first[inked], (first + count - 1)[several])
    angle = runs.angle[np.append(run[inked], run[several])] if runs.angle.any() else None
    left, right = _ends(characters, asked, angle)
    if lean.any():
        _straighten(characters, asked, np.append(run[inked], run[several]), runs, lean, left, right)
    x0[inked], x1[inked] = left[: len(inked)], right[: len(inked)]
    _set_overhang(characters, first, inked[runs.angle[run[inked]] == 0], x0, x1)
    width = x1[several] - x0[several]
    x1[several] = right[len(inked) :]
    length = count[several]
    advance = (x1[several] - x0[several]) / length
    backwards = advance < 0.5 * width / length
    if backwards.any():
        apart[sheet[several[backwards]]] = True
        return _pieces(characters, np.repeat(run, count), runs, lean, apart)
    x1[several] = x0[several] + length * advance
    if apart.any():
        _part_pieces(x0, x1, code[first], run, apart[sheet])
    added = _added(characters, first, count, white, run, runs, x0, x1)
    if len(added):
        code, white, sheet = np.delete(code, first[added]), np.delete(white, added), np.delete(sheet, added)
        count, run, x0, x1 = (np.delete(each, added) for each in (count, run, x0, x1))
    blank = np.flatnonzero(white)
    before = np.maximum.accumulate(np.where(white, -1, np.arange(len(white))))[blank]
    x0[blank] = x1[blank] = np.where((before >= 0) & (sheet[before] == sheet[blank]), x1[before], 0.0)
    return Glyphs(code, count, x0, x1, run, runs)


def _added(
    characters: _Characters,
    first: Ints,
    count: Ints,
    white: Bools,
    run: Ints,
    runs: Runs,
    x0: Floats,
    x1: Floats,
) -> Ints:
    """Pieces of white space that pdfium adds within a text object where letters stand apart: none is drawn there.

    Only beside a letter alone, and where the letters around it are nearer than a usual space is wide it is asked; elsewhere it
    changes no word.
    """
    inner = white[1:-1] & ~white[:-2] & ~white[2:] & (run[:-2] == run[1:-1]) & (run[2:] == run[1:-1])
    near = x0[2:] - x1[:-2] < _USUAL_SPACE * runs.size[run[1:-1]]
    alone = (count[:-2] == 1) | (count[2:] == 1)
    asked = np.flatnonzero(inner & (near | alone)) + 1
    added = map(calls.is_generated, *characters.places(first[asked]))
    found: Ints = asked[np.fromiter(added, dtype=np.int64, count=len(asked)) > 0]
    return found


def _ends(characters: _Characters, which: Ints, angle: Ints | None) -> tuple[Floats, Floats]:
    """Begin and end of some characters along their reading direction, from their boxes."""
    left, top, right, bottom = calls.BOXES.told(calls.loose_box, *characters.places(which)).T
    a, b, c, d, e, f = characters.frame[characters.page[which]].T
    xa, xb = a * left + c * bottom + e, a * right + c * top + e
    if angle is not None:
        ya, yb = b * left + d * bottom + f, b * right + d * top + f
        turn = np.radians(angle)
        sine, cosine = np.sin(turn), np.cos(turn)
        xa, xb = xa * cosine + ya * sine, xb * cosine + yb * sine
    return np.minimum(xa, xb), np.maximum(xa, xb)


def _straighten(
    characters: _Characters, which: Ints, run: Ints, runs: Runs, lean: Floats, left: Floats, right: Floats
) -> None:
    """Take off the ends of some characters' boxes, in place, what upright letters that were made to lean reach over them.

    ``run`` is the run of each character; ``lean`` is how far each run's letters lean to the right per point down.
    """
    leaning = np.flatnonzero((lean[run] != 0) & (runs.angle[run] == 0))
    which, run = which[leaning], run[leaning]
    _, top, _, bottom = calls.BOXES.told(calls.loose_box, *characters.places(which)).T
    d, f = characters.frame[characters.page[which]][:, [3, 5]].T
    over, under = (lean[run] * (d * y + f - runs.base[run]) for y in (top, bottom))
    left[leaning] -= np.minimum(over, under)
    right[leaning] -= np.maximum(over, under)


def _set_overhang(characters: _Characters, first: Ints, pieces: Ints, x0: Floats, x1: Floats) -> None:
    """Begin letters that reach far back under their neighbour (j) where the pen stood, as the other reader does.

    Where the file says what a text object is to be read as (/ActualText), pdfium spreads that evenly over the object, and
    the pen stands at its begin.
    """
    code = characters.code[first[pieces]]
    pieces = pieces[(code == 0x6A) | (code == 0x4A)]
    which = first[pieces]
    x, y = calls.POINTS.told(calls.origin, *characters.places(which)).T
    a, _, c, _, e, _ = characters.frame[characters.page[which]].T
    pen = a * x + c * y + e
    near = (pen > x0[pieces]) & (pen < x1[pieces])
    x0[pieces[near]] = pen[near]


def _part_pieces(x0: Floats, x1: Floats, code: npt.NDArray[np.uint32], run: Ints, chosen: Bools) -> None:
    """Letters of one ligature glyph share its box; each gets its part, in place."""
    same = (x0[1:] == x0[:-1]) & (x1[1:] == x1[:-1]) & (run[1:] == run[:-1]) & (code[1:] != 32)
    same &= chosen[1:]
    if not same.any():
        return
    starts = np.flatnonzero(same & ~np.append(False, same[:-1]))
    for begin in starts.tolist():
        end = begin + 1
        while end < len(x0) - 1 and same[end]:
            end += 1
        edges = np.linspace(x0[begin], x1[begin], end - begin + 2)
        x0[begin : end + 1], x1[begin : end + 1] = edges[:-1], edges[1:]
