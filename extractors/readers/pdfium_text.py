"""The glyphs of a page from pdfium, through as few calls as will do.

pdfium gives characters one at a time, and a call from Python costs more than the answer. So boxes are asked for at the ends
of words only, font, size and baseline once per text object, and everything else is worked out in arrays.
"""

from __future__ import annotations

import ctypes
import math
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers import pdfium_calls as calls
from ggsr_extract.extractors.readers.drawing import (
    Matrix,
    placed,
    times,
)
from ggsr_extract.extractors.readers.glyphs import UNMAPPED, plain_font_name
from ggsr_extract.extractors.readers.words import ACCENT_CODES, Glyphs, Run, is_white, reading_angle

if TYPE_CHECKING:
    pass


def glyphs_of(text_page: int, frame: Matrix) -> tuple[Glyphs, set[int]]:
    """The glyphs of a page, and the text objects that they come from."""
    count = calls.count_chars(text_page)
    if count <= 0:
        none = np.empty(0)
        return Glyphs(none.astype(np.uint32), none, none, none, none.astype(np.int64)), set()
    code = _codes(text_page, count)
    runs = _Runs(text_page, frame)
    returned = (code[:-1] == 13) & (code[1:] == 10)
    drawn = np.flatnonzero(~(np.append(returned, False) | np.append(False, returned)))
    place = runs.places(code, drawn)
    drawn = drawn[place[drawn] != runs.added]
    code, place = code[drawn], place[drawn]
    angle = np.array([run.angle for run in runs.runs], dtype=np.float64)[place]
    x0, x1 = _extents(text_page, code, drawn, place, frame, angle)
    base = np.array(runs.bases)[place]
    return Glyphs(code, x0, x1, base, place, runs.runs), runs.objects


def _extents(
    text_page: int,
    code: npt.NDArray[np.uint32],
    drawn: npt.NDArray[np.int64],
    place: npt.NDArray[np.int64],
    frame: Matrix,
    angle: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Begin and end of each character along its reading direction.

    Within a word of one text object the letters follow each other, so only the boxes of its first and last letter are
    asked for and the rest is spread evenly between; white space stands, without width, at the end of what is before it.
    Where that cannot hold (the last letter stands before the first, or accents have glyphs of their own) each character is
    asked for.
    """
    white = is_white(code)
    edge = np.ones(len(code), dtype=bool)
    edge[1:] = white[1:] | white[:-1] | (place[1:] != place[:-1]) | (drawn[1:] != drawn[:-1] + 1)
    first = np.flatnonzero(edge)
    last = np.append(first[1:], len(code)) - 1
    count = last - first + 1
    inked = ~white[first]
    asked = np.union1d(first[inked], last[inked])
    if np.isin(code, ACCENT_CODES).any():
        asked = np.flatnonzero(~white)
    x0, x1 = np.zeros(len(code)), np.zeros(len(code))
    x0[asked], x1[asked] = _boxes(text_page, drawn[asked], frame, angle[asked])
    if not angle.any():
        _set_overhang(text_page, code, drawn, x0, frame, first)
    advance = (x1[last] - x0[first]) / count
    backwards = inked & (count > 1) & (advance < 0.5 * (x1[first] - x0[first]) / count)
    if backwards.any() or len(asked) == np.count_nonzero(~white):
        asked = np.flatnonzero(~white)
        x0[asked], x1[asked] = _boxes(text_page, drawn[asked], frame, angle[asked])
        if not angle.any():
            _set_overhang(text_page, code, drawn, x0, frame, asked)
        _part_pieces(x0, x1, code, place)
    else:
        nth = np.arange(len(code)) - np.repeat(first, count)
        step, begin = np.repeat(advance, count), np.repeat(x0[first], count)
        inner = np.repeat(inked & (count > 1), count)
        x0[inner] = (begin + nth * step)[inner]
        x1[inner] = (begin + (nth + 1) * step)[inner]
    ahead = np.maximum.accumulate(np.where(white, -1, np.arange(len(code))))
    x0[white] = x1[white] = np.where(ahead[white] >= 0, x1[ahead[white]], 0.0)
    return x0, x1


def _boxes(
    text_page: int, characters: npt.NDArray[np.int64], frame: Matrix, angle: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Begin and end of the boxes of these characters along their reading direction."""
    boxes = np.zeros((len(characters), 4), dtype=np.float32)
    start = boxes.ctypes.data
    end = start + 16 * len(characters)
    for _ in map(calls.loose_box, repeat(text_page), characters.tolist(), range(start, end, 16)):
        pass
    left, top, right, bottom = (boxes[:, side].astype(np.float64) for side in range(4))
    return _along(left, top, right, bottom, frame, angle)


def _codes(text_page: int, count: int) -> npt.NDArray[np.uint32]:
    buffer = np.zeros(count + 1, dtype="<u2")
    written = calls.text(text_page, 0, count, buffer.ctypes.data) - 1
    if written == count and not np.any((buffer >= 0xD800) & (buffer < 0xE000)):
        return buffer[:count].astype(np.uint32)
    return np.fromiter(map(calls.unicode, repeat(text_page), range(count)), dtype=np.uint32, count=count)


def _along(left: Any, top: Any, right: Any, bottom: Any, frame: Matrix, angle: Any) -> tuple[Any, Any]:
    """Begin and end of each box along its reading direction."""
    a, b, c, d, e, f = frame
    xa, ya = a * left + c * bottom + e, b * left + d * bottom + f
    xb, yb = a * right + c * top + e, b * right + d * top + f
    if not angle.any():
        return np.minimum(xa, xb), np.maximum(xa, xb)
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    ends = [xa * cosine + ya * sine, xb * cosine + yb * sine]
    return np.minimum(*ends), np.maximum(*ends)


_OVERHANGING = np.array([ord(letter) for letter in "jJ"], dtype=np.uint32)


def _set_overhang(
    text_page: int,
    code: npt.NDArray[np.uint32],
    drawn: npt.NDArray[np.int64],
    x0: npt.NDArray[np.float64],
    frame: Matrix,
    which: npt.NDArray[np.int64],
) -> None:
    """Begin letters that reach far back under their neighbour (j) where the pen stood, as the other reader does."""
    values = (ctypes.c_double * 2)()
    at = ctypes.addressof(values)
    for i in which[np.isin(code[which], _OVERHANGING)].tolist():
        if calls.origin(text_page, int(drawn[i]), at, at + 8):
            x0[i] = placed(frame, values[0], values[1])[0]


def _part_pieces(x0: Any, x1: Any, code: Any, place: Any) -> None:
    """Letters of one ligature glyph share its box; each gets its part, in place."""
    same = (x0[1:] == x0[:-1]) & (x1[1:] == x1[:-1]) & (place[1:] == place[:-1]) & (code[1:] != 32)
    if not same.any():
        return
    starts = np.flatnonzero(same & ~np.concatenate([[False], same[:-1]]))
    for begin in starts.tolist():
        end = begin + 1
        while end < len(x0) - 1 and same[end]:
            end += 1
        number = end - begin + 1
        edges = np.linspace(x0[begin], x1[begin], number + 1)
        x0[begin : end + 1], x1[begin : end + 1] = edges[:-1], edges[1:]


class _Runs:
    """The text objects of a page as runs, with the baseline of each."""

    def __init__(self, text_page: int, frame: Matrix) -> None:
        self.runs: list[Run] = []
        self.bases: list[float] = []
        self._text_page = text_page
        self._frame = frame
        self._numbers: dict[int, int] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._unmapped: set[int] = set()
        self._values = (calls.FLOAT * 6)()
        self._values_at = ctypes.addressof(self._values)

    def places(self, code: npt.NDArray[np.uint32], drawn: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The run of each character. pdfium gives the characters of an object in one stretch, so the object is asked for
        at both ends of a line only, and in between where those differ. Codes that are no Unicode are replaced in place.
        """
        place = np.zeros(len(code), dtype=np.int64)
        if not len(drawn):
            self.runs, self.bases = [Run("", 1.0)], [0.0]
            return place
        breaks = np.flatnonzero(drawn[1:] != drawn[:-1] + 1)
        starts = drawn[np.append(0, breaks + 1)].tolist()
        ends = drawn[np.append(breaks, len(drawn) - 1)].tolist()
        for begin, end in zip(starts, ends, strict=True):
            self._stretch(place, begin, self._at(begin), end, self._at(end))
        odd = drawn[code[drawn] < 32]
        if self._unmapped:
            odd = np.union1d(odd, drawn[np.isin(place[drawn], sorted(self._unmapped))])
        for at in odd.tolist():
            if calls.has_no_unicode(self._text_page, at):
                code[at] += UNMAPPED
            elif code[at] == 2 and calls.is_hyphen(self._text_page, at):
                code[at] = 0x2D
        return place

    @property
    def added(self) -> int:
        """The run of characters that pdfium adds where it sees a gap: they have no text object."""
        return self._numbers.get(0, -1)

    @property
    def objects(self) -> set[int]:
        """The text objects that characters come from."""
        return set(self._numbers)

    def _stretch(self, place: npt.NDArray[np.int64], begin: int, first: int, end: int, last: int) -> None:
        """Fill in the runs of characters ``begin`` to ``end``, whose objects are known at both ends."""
        if first == last and (first or begin == end):
            place[begin : end + 1] = self._number(begin, first)
        elif end - begin == 1:
            place[begin], place[end] = self._number(begin, first), self._number(end, last)
        else:
            middle = (begin + end) // 2
            between = self._at(middle)
            self._stretch(place, begin, first, middle, between)
            self._stretch(place, middle, between, end, last)

    def _at(self, index: int) -> int:
        return calls.text_object(self._text_page, index) or 0

    def _number(self, at: int, thing: int) -> int:
        number = self._numbers.get(thing)
        if number is None:
            number = self._numbers[thing] = len(self.runs)
            self._add(at, thing)
            if calls.has_no_unicode(self._text_page, at):
                self._unmapped.add(number)
        return number

    def _add(self, at: int, thing: int) -> None:
        values = self._values
        calls.char_matrix(self._text_page, at, self._values_at)
        a, b, c, d, e, f = times(
            (values[0], values[1], values[2], values[3], values[4], values[5]), self._frame
        )
        size = abs(calls.font_size(self._text_page, at)) * (abs(d) if c == 0 else math.hypot(c, d))
        font = (calls.font(thing) if thing else None) or 0
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = (_name(font), bool(font and calls.font_embedded(font) == 1))
        angle = 0 if b == 0 and a > 0 else reading_angle(a, b)
        turn = math.radians(angle)
        self.runs.append(Run(known[0], size, angle, known[1]))
        self.bases.append(f if angle == 0 else f * math.cos(turn) - e * math.sin(turn))


def _name(font: int) -> str:
    if not font:
        return ""
    size = calls.font_name(font, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    calls.font_name(font, ctypes.addressof(buffer), size)
    return plain_font_name(buffer.value.decode("utf-8", "replace"))
