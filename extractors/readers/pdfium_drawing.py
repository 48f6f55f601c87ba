"""The paths and images of a page from pdfium, also those within forms."""

from __future__ import annotations

import ctypes
import math
from collections import deque
from itertools import repeat
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw
from ggsr_extract.extractors.readers import pdfium_calls as calls
from ggsr_extract.extractors.readers.covered import Cover
from ggsr_extract.extractors.readers.drawing import (
    HIDDEN,
    Bounds,
    Drawing,
    Matrix,
    Path,
    Point,
    bounds_of,
    curve,
    times,
    unit_square,
)
from ggsr_extract.models.checks import Refusal

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.limits import PdfLimits

_SHOWN = frozenset(
    (
        raw.FPDF_ANNOT_WIDGET,
        raw.FPDF_ANNOT_STAMP,
        raw.FPDF_ANNOT_INK,
        raw.FPDF_ANNOT_FREETEXT,
        raw.FPDF_ANNOT_LINE,
        raw.FPDF_ANNOT_POLYGON,
        raw.FPDF_ANNOT_POLYLINE,
    )
)
"""Annotations that may show a mark."""
_THIN = 3.0  # points: rulings cover no text
_DEEPEST = 12
"""Forms within forms that are followed."""


_MODES, _COLOR, _SIDES = (calls.INT * 2)(), (ctypes.c_uint * 4)(), (calls.FLOAT * 6)()
"""What pdfium writes its answers to; one memory for all saves half of what asking costs."""
_MODES_AT = (ctypes.byref(_MODES), ctypes.byref(_MODES, 4))
_COLOR_AT = tuple(ctypes.byref(_COLOR, at) for at in (0, 4, 8, 12))
_SIDES_AT = ctypes.byref(_SIDES)
_NOTHING = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)
_SHARES = tuple(round(value / 255, 3) for value in range(256))


class Collector:
    """Paths and images of a page, also within forms; ``covers`` are those that may lie on text."""

    def __init__(self, limits: PdfLimits) -> None:
        self._limits = limits
        self._paths: list[Path] = []
        self._images: list[Bounds] = []
        self._texts: list[int] = []
        self.covers: list[Cover] = []
        self._seen = 0
        self._shaded = False
        self.count = 0

    def drawing(self) -> Drawing:
        """What was found."""
        return Drawing(tuple(self._paths), tuple(self._images), self._shaded)

    def collect(self, page: Any, number: int, frame: Matrix) -> None:
        """Go through all objects of a page (a reference); ``count`` says how many there are.

        Raises ``Refusal`` (``pdf_limit``).
        """
        self.count = calls.count_objects(page)
        if self.count > self._limits.max_objects:
            raise Refusal("pdf_limit", f"more than {self._limits.max_objects} objects on page {number}")
        self._take(list(map(calls.object, repeat(page), range(self.count))), frame, 0)
        for index in range(min(calls.count_annotations(page), self._limits.max_objects)):
            self._annotation(page, index, frame)

    def order(self) -> dict[int, int]:
        """The text objects (addresses), each with its place in the order of drawing."""
        return {thing: place for place, thing in enumerate(self._texts)}

    def lost(self, known: set[int]) -> bool:
        """Whether a text object gave no character because pdfium takes it to be without width.

        One in a font that gives characters elsewhere on the page holds but spaces: browsers draw those as texts of their own.
        """
        missing = set(self._texts) - known
        if not missing:
            return False
        fonts = {calls.font(thing) for thing in known.intersection(self._texts)}
        missing = {thing for thing in missing if calls.font(thing) not in fonts}
        sides = (calls.FLOAT * 4)()
        at = ctypes.addressof(sides)
        return any(
            calls.object_bounds(thing, at, at + 4, at + 8, at + 12) and abs(sides[2] - sides[0]) < 0.01
            for thing in sorted(missing)
        )

    def _take(self, things: list[int], frame: Matrix, depth: int) -> None:
        for thing, kind in zip(things, map(calls.object_type, things), strict=True):
            if kind == raw.FPDF_PAGEOBJ_TEXT:
                self._texts.append(thing)
            elif kind == raw.FPDF_PAGEOBJ_PATH:
                self._path(calls.reference(thing), frame)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._images.append(unit_square(times(_matrix(calls.reference(thing)), frame)))
                self._cover(self._images[-1])
            elif kind == raw.FPDF_PAGEOBJ_SHADING:
                self._shaded = True
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
                self._form(calls.reference(thing), frame, depth)

    def _annotation(self, page: Any, index: int, frame: Matrix) -> None:
        address = calls.annotation(page, index)
        if not address:
            return
        thing = calls.reference(address)
        if calls.annotation_kind(thing) in _SHOWN and not calls.annotation_flags(thing) & HIDDEN:
            calls.annotation_box(thing, _SIDES_AT)
            left, top, right, bottom = _SIDES[:4]
            self._images.append(
                unit_square(times((right - left, 0.0, 0.0, top - bottom, left, bottom), frame))
            )
        calls.close_annotation(thing)

    def _form(self, form: Any, frame: Matrix, depth: int) -> None:
        count = calls.form_count(form)
        self._seen += max(count, 0)
        if self._seen > self._limits.max_objects:
            raise Refusal("pdf_limit", f"more than {self._limits.max_objects} objects on a page")
        inner = list(map(calls.form_object, repeat(form), range(count)))
        self._take(inner, times(_matrix(form), frame), depth + 1)

    def _path(self, path: Any, frame: Matrix) -> None:
        number = calls.segments(path)
        _MODES[0] = _MODES[1] = 0
        calls.draw_mode(path, *_MODES_AT)
        filled, stroked = _MODES
        if number < 2 or not (filled or stroked):
            return
        self._seen += number
        if self._seen > 10 * self._limits.max_objects:
            raise Refusal("pdf_limit", "more path segments on a page than the limit")
        matrix = times(_matrix(path), frame)
        pieces, straight = _pieces(path, number, matrix)
        width = None
        if stroked:
            _SIDES[0] = 0.0
            calls.stroke_width(path, _SIDES_AT)
            width = _SIDES[0] * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        if pieces:
            self._paths.append(Path(pieces, _color(path) if filled else None, width, straight))
            if filled and self._texts:
                self._cover(bounds_of([point for piece in pieces for point in piece]))

    def _cover(self, box: Bounds) -> None:
        """Keep what may lie on text that was drawn before it."""
        if self._texts and min(box[2] - box[0], box[3] - box[1]) > _THIN:
            self.covers.append((len(self._texts), box))


def _pieces(path: Any, number: int, matrix: Matrix) -> tuple[tuple[tuple[Point, ...], ...], bool]:
    segments = list(map(calls.segment, repeat(path), range(number)))
    numbers = (calls.FLOAT * (2 * number))()
    at = ctypes.addressof(numbers)
    end = at + 8 * number
    deque(map(calls.point, segments, range(at, end, 8), range(at + 4, end, 8)), 0)
    a, b, c, d, e, f = matrix
    each = iter(numbers)
    points = [(a * x + c * y + e, b * x + d * y + f) for x, y in zip(each, each, strict=True)]
    kinds, ends = list(map(calls.kind, segments)), list(map(calls.closes, segments))
    if kinds[1:].count(raw.FPDF_SEGMENT_LINETO) == number - 1 and not any(ends[:-1]):
        return ((*points, points[0]) if ends[-1] else tuple(points),), True
    pieces: list[list[Point]] = []
    controls: list[Point] = []
    straight = True
    for point, kind, closed in zip(points, kinds, ends, strict=True):
        if kind == raw.FPDF_SEGMENT_MOVETO or not pieces:
            pieces.append([point])
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            straight = False
            controls.append(point)
            if len(controls) == 3:
                pieces[-1].extend(curve(pieces[-1][-1], *controls))
                controls = []
        else:
            pieces[-1].append(point)
        if closed:
            pieces[-1].append(pieces[-1][0])
    return tuple(tuple(piece) for piece in pieces if len(piece) > 1), straight


def _color(path: Any) -> tuple[float, float, float]:
    """The fill colour as RGB; patterns count as grey."""
    if not calls.fill_color(path, *_COLOR_AT):
        return (0.5, 0.5, 0.5)
    red, green, blue, _ = _COLOR
    return (_SHARES[red], _SHARES[green], _SHARES[blue])


def _matrix(thing: Any) -> Matrix:
    if not calls.object_matrix(thing, _SIDES_AT):
        return _NOTHING
    a, b, c, d, e, f = _SIDES
    return (a, b, c, d, e, f)
