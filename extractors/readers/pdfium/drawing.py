"""The paths and images of a page from pdfium, also those within forms."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator, Sequence
from itertools import islice, repeat
from typing import TYPE_CHECKING, Any

import pypdfium2.raw as raw
from ggsr_extract.extractors.readers.drawn.drawing import (
    HIDDEN,
    Bounds,
    Drawing,
    Matrix,
    Path,
    bounds_of,
    times,
    unit_square,
)
from ggsr_extract.extractors.readers.pdfium import calls
from ggsr_extract.extractors.readers.pdfium.covered import Cover
from ggsr_extract.extractors.readers.pdfium.paths import PathObject, paths_of
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


_SIDES = (calls.FLOAT * 6)()
"""What pdfium writes its answers to; one memory for all saves half of what asking costs."""
_SIDES_AT = ctypes.byref(_SIDES)
_NOTHING = (0.0, 0.0, 0.0, 0.0, 0.0, 0.0)


class Collector:
    """Paths and images of a page, also within forms; ``paths`` are as yet unread, ``covers`` are those that may lie on text."""

    def __init__(self, limits: PdfLimits) -> None:
        self._limits = limits
        self._images: list[Bounds] = []
        self._texts: list[int] = []
        self.paths: list[PathObject] = []
        self.covers: list[Cover] = []
        self._seen = self._segments = 0
        self._shaded = False
        self.count = 0

    def drawing(self, paths: Iterator[Path | None]) -> Drawing:
        """What was found; ``paths`` goes on with those of this page (see :func:`drawings_of`)."""
        found = list(islice(paths, len(self.paths)))
        for path, (_, _, _, after) in zip(found, self.paths, strict=True):
            if path is not None and path.fill is not None:
                self._cover(bounds_of([point for piece in path.pieces for point in piece]), after)
        return Drawing(tuple(path for path in found if path), tuple(self._images), self._shaded)

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

    def missing(self, known: set[int]) -> set[int]:
        """The text objects that gave no character; ``known`` are those that did."""
        return set(self._texts) - known

    def lost(self, known: set[int]) -> bool:
        """Whether a text object gave no character because pdfium takes it to be without width.

        One in a font that gives characters elsewhere on the page holds but spaces: browsers draw those as texts of their own.
        """
        missing = self.missing(known)
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
                self._path(thing, frame)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                self._images.append(unit_square(times(_matrix(calls.reference(thing)), frame)))
                self._cover(self._images[-1], len(self._texts))
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

    def _path(self, thing: int, frame: Matrix) -> None:
        number = max(calls.segments(thing), 0)
        self._segments += number
        if self._segments > 10 * self._limits.max_objects:
            raise Refusal("pdf_limit", "more path segments on a page than the limit")
        self.paths.append(PathObject(thing, number, frame, len(self._texts)))

    def _cover(self, box: Bounds, after: int) -> None:
        """Keep what may lie on the ``after`` texts that were drawn before it."""
        if after and min(box[2] - box[0], box[3] - box[1]) > _THIN:
            self.covers.append((after, box))


def drawings_of(collectors: Sequence[Collector]) -> list[Drawing]:
    """What was found on some pages, which must still be open."""
    paths = iter(paths_of([path for collector in collectors for path in collector.paths]))
    return [collector.drawing(paths) for collector in collectors]


def _matrix(thing: Any) -> Matrix:
    if not calls.object_matrix(thing, _SIDES_AT):
        return _NOTHING
    a, b, c, d, e, f = _SIDES
    return (a, b, c, d, e, f)
