"""The paths and images of a page from pdfium, also those within forms."""

from __future__ import annotations

import ctypes
import math
from typing import TYPE_CHECKING

import pypdfium2.raw as raw
from ggsr_extract.extractors.readers import pdfium_calls as calls
from ggsr_extract.extractors.readers.drawing import (
    Bounds,
    Drawing,
    Matrix,
    Path,
    Point,
    curve,
    placed,
    times,
    unit_square,
)
from ggsr_extract.models.checks import Refusal

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.limits import PdfLimits

_DEEPEST = 12
"""Forms within forms that are followed."""


class Collector:
    """Paths and images of a page, also within forms."""

    def __init__(self, limits: PdfLimits) -> None:
        self._limits = limits
        self._paths: list[Path] = []
        self._images: list[Bounds] = []
        self._texts: list[int] = []
        self._seen = 0

    def drawing(self) -> Drawing:
        """What was found."""
        return Drawing(tuple(self._paths), tuple(self._images))

    def collect(self, page: int, frame: Matrix) -> None:
        """Go through all objects of a page."""
        for at in range(calls.count_objects(page)):
            self._take(calls.object(page, at), frame, 0)

    def lost(self, known: set[int]) -> bool:
        """Whether a text object gave no character because pdfium takes it to be without width."""
        sides = (calls.FLOAT * 4)()
        at = ctypes.addressof(sides)
        return any(
            thing not in known
            and calls.object_bounds(thing, at, at + 4, at + 8, at + 12)
            and abs(sides[2] - sides[0]) < 0.01
            for thing in self._texts
        )

    def _take(self, thing: int, frame: Matrix, depth: int) -> None:
        kind = calls.object_type(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._texts.append(thing)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, frame)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._images.append(unit_square(times(_matrix(thing), frame)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = times(_matrix(thing), frame)
            for at in range(calls.form_count(thing)):
                self._seen += 1
                if self._seen > self._limits.max_objects:
                    raise Refusal("pdf_limit", f"more than {self._limits.max_objects} objects on a page")
                self._take(calls.form_object(thing, at), inner, depth + 1)

    def _path(self, thing: int, frame: Matrix) -> None:
        number = calls.segments(thing)
        mode, stroke = calls.INT(), calls.INT()
        calls.draw_mode(thing, ctypes.addressof(mode), ctypes.addressof(stroke))
        if number < 2 or not (mode.value or stroke.value):
            return
        self._seen += number
        if self._seen > 10 * self._limits.max_objects:
            raise Refusal("pdf_limit", "more path segments on a page than the limit")
        matrix = times(_matrix(thing), frame)
        pieces, straight = _pieces(thing, number, matrix)
        width = None
        if stroke.value:
            value = calls.FLOAT()
            calls.stroke_width(thing, ctypes.addressof(value))
            width = value.value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        if pieces:
            self._paths.append(Path(pieces, _color(thing) if mode.value else None, width, straight))


def _pieces(thing: int, number: int, matrix: Matrix) -> tuple[tuple[tuple[Point, ...], ...], bool]:
    x, y = calls.FLOAT(), calls.FLOAT()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    pieces: list[list[Point]] = []
    controls: list[Point] = []
    straight = True
    for at in range(number):
        segment = calls.segment(thing, at)
        calls.point(segment, at_x, at_y)
        point = placed(matrix, x.value, y.value)
        kind = calls.kind(segment)
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
        if calls.closes(segment):
            pieces[-1].append(pieces[-1][0])
    return tuple(tuple(piece) for piece in pieces if len(piece) > 1), straight


def _color(thing: int) -> tuple[float, float, float]:
    """The fill colour as RGB; patterns count as grey."""
    values = (ctypes.c_uint * 4)()
    start = ctypes.addressof(values)
    if not calls.fill_color(thing, start, start + 4, start + 8, start + 12):
        return (0.5, 0.5, 0.5)
    return (round(values[0] / 255, 3), round(values[1] / 255, 3), round(values[2] / 255, 3))


def _matrix(thing: int) -> Matrix:
    values = (calls.FLOAT * 6)()
    calls.object_matrix(thing, ctypes.addressof(values))
    return (values[0], values[1], values[2], values[3], values[4], values[5])
