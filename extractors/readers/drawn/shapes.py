"""Marks that are drawn instead of written: small paths and images, told by their form.

Paths that touch are taken together, painted on a small raster, and looked at with the same test as images are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers.drawn.drawing import Bounds, Drawing, Path, bounds_of
from ggsr_extract.extractors.readers.drawn.forms import (
    ink_of,
    raster_of,
    told,
    turned_upright,
    without_neighbours,
)
from ggsr_extract.models.source import Shape, Word
from ggsr_extract.models.verdicts import MARKS

LARGEST, SMALLEST = 30.0, 3.0
"""Points. Larger things are pictures, smaller ones dots."""
Look = Callable[[Bounds], npt.NDArray[np.uint8] | None]
"""Renders a box of the page (points as shown) as RGB pixels, or None where that cannot be done cheaply."""
PLAIN = ""
"""What stands for the mark of a dot, a box, a bullet, or one of a row of things: none, unless its place makes it one."""
_LETTER = 15.0  # points
_SLANT = 0.5  # points by which a line may be off level or upright
_MOST = 4000
"""Candidates on a page above which it is an illustration and nothing on it is taken for a mark."""
_MOST_GROUPS = 300
"""Things drawn apart on a page above which they are letters drawn as outlines, and none is a mark."""


def shapes_of(drawing: Drawing, words: Iterable[Word], look: Look | None, reading: int = 0) -> list[Shape]:
    """Drawn marks and pictograms of a page.

    ``look`` renders a box of the page as RGB pixels; it is called for small images only, and for none that holds a mark
    that is written. ``reading`` is the direction in which the page's text reads (see ``Page.reading``).
    """
    written = [word for word in words if word.mark is not None]
    found = []
    plain: list[Bounds] = []
    groups = _groups([p for p in drawing.paths if not _is_level(p) and _is_candidate(p, plain)])
    for box, paths in groups if len(groups) <= _MOST_GROUPS else ():
        if not _holds(box, written):
            found.append(Shape(*box, _told(paths, box, drawing.paths, reading) or PLAIN))
    for box in dict.fromkeys(drawing.images):
        if look is None or not _is_small(box) or _holds(box, written):
            continue
        pixels = look(box)
        if pixels is None:
            continue
        ink = without_neighbours(ink_of(pixels))
        mark = told(turned_upright(ink, reading), _shape(box, reading))
        if mark is not None or ink.any():
            found.append(Shape(*box, mark or PLAIN))
    found = _isolated(found, reading in (90, 270))
    found += [
        Shape(*box, PLAIN)
        for box in dict.fromkeys(plain)
        if not any(_meet(box, shape) for shape in found) and not _holds(box, written)
    ]
    return sorted(found, key=lambda each: (each.top, each.x0, each.x1, each.bottom, each.mark))


def shapes_to_scale(
    drawing: Drawing, words: Sequence[Word], look: Look | None, reading: int, scale: float
) -> list[Shape]:
    """As `shapes_of`, on a page whose text is set ``scale`` times larger than usual, and its marks with it."""
    small = 1 / scale
    paths = tuple([_resized(path, small) for path in drawing.paths])
    images = tuple([_times(box, small) for box in drawing.images])
    signs = [
        word._replace(
            x0=word.x0 * small, top=word.top * small, x1=word.x1 * small, bottom=word.bottom * small
        )
        for word in words
    ]
    far = None if look is None else lambda box: look(_times(box, scale))
    found = shapes_of(Drawing(paths, images), signs, far, reading)
    return [Shape(*_times((each.x0, each.top, each.x1, each.bottom), scale), each.mark) for each in found]


def _resized(path: Path, scale: float) -> Path:
    pieces = tuple([tuple([(x * scale, y * scale) for x, y in piece]) for piece in path.pieces])
    return replace(path, pieces=pieces, width=None if path.width is None else path.width * scale)


def _times(box: Bounds, scale: float) -> Bounds:
    return box[0] * scale, box[1] * scale, box[2] * scale, box[3] * scale


def _told(paths: list[Path], box: Bounds, every: Iterable[Path], reading: int) -> str | None:
    """What paths that touch show, as `told` says it; a ground or frame behind a mark and outlines of one are seen through."""
    mark = _form(paths, box, reading)
    if mark in MARKS:
        return mark
    inner = _in_front(paths, box, every)
    form = _form(inner, _around(inner), reading) if inner else _form(paths, box, reading, solid=True)
    return form if form in MARKS else mark


def _around(paths: list[Path]) -> Bounds:
    return bounds_of([point for path in paths for piece in path.pieces for point in piece])


def _form(paths: list[Path], box: Bounds, reading: int, solid: bool = False) -> str | None:
    return told(turned_upright(raster_of(paths, box, solid), reading), _shape(box, reading))


def _shape(box: Bounds, reading: int) -> float:
    """Width over height of a box on a page that is turned upright."""
    across, down = max(box[2] - box[0], 0.1), max(box[3] - box[1], 0.1)
    return down / across if reading in (90, 270) else across / down


def _in_front(paths: list[Path], box: Bounds, every: Iterable[Path]) -> list[Path]:
    """What stands on a coloured disc or tile, or in a ring or frame, as large as the whole; as a rule in white on a ground."""
    around = [path for path in paths if _spans(path, box)]
    if not around:
        return []
    front = [path for path in paths if not _spans(path, box)]
    if any(path.fill is not None for path in around):
        white = [path for path in every if _is_white(path) and _lies_in(_bounds(path), box)]
        front += [replace(path, fill=(0.0, 0.0, 0.0)) for path in white]
    return [path if path.fill is None else replace(path, fill=(0.0, 0.0, 0.0)) for path in front]


def _bounds(path: Path) -> Bounds:
    return bounds_of([point for piece in path.pieces for point in piece])


def _spans(path: Path, box: Bounds) -> bool:
    return all(abs(a - b) < 0.8 for a, b in zip(_bounds(path), box, strict=True))


def _lies_in(inner: Bounds, box: Bounds) -> bool:
    return inner[0] > box[0] and inner[1] > box[1] and inner[2] < box[2] and inner[3] < box[3]


def _is_white(path: Path) -> bool:
    return path.fill is not None and path.width is None and min(path.fill) > 0.97


def _is_small(box: Bounds, stroke: float = 0.0) -> bool:
    """Whether a box is as large as a mark may be; ``stroke`` is how wide lines are that were drawn around its edges, in points."""
    across, down = box[2] - box[0], box[3] - box[1]
    return max(across, down) < LARGEST and min(across, down) + stroke >= SMALLEST


def _holds(box: Bounds, words: list[Word]) -> bool:
    return any(
        box[0] - 1 <= (w.x0 + w.x1) / 2 <= box[2] + 1 and box[1] - 1 <= (w.top + w.bottom) / 2 <= box[3] + 1
        for w in words
    )


def _is_level(path: Path) -> bool:
    """Whether a path is a line that is level or upright, as nearly all are."""
    if len(path.pieces) != 1 or len(path.pieces[0]) != 2 or not path.straight:
        return False
    (xa, ya), (xb, yb) = path.pieces[0]
    return abs(xa - xb) <= _SLANT or abs(ya - yb) <= _SLANT


def _is_candidate(path: Path, plain: list[Bounds]) -> bool:
    """Small, and somewhere slanted or curved: not a rule, frame or box. Boxes as large as a letter are added to ``plain``."""
    box = _bounds(path)
    across, down = box[2] - box[0], box[3] - box[1]
    if not 1.5 <= max(across, down) < LARGEST or _is_white(path):
        return False
    if not path.straight or any(
        min(abs(a[0] - b[0]), abs(a[1] - b[1])) > _SLANT for piece in path.pieces for a, b in pairwise(piece)
    ):
        return True
    if min(across, down) >= SMALLEST and max(across, down) <= min(_LETTER, 1.5 * min(across, down)):
        plain.append(box)
    return False


def _meet(box: Bounds, shape: Shape) -> bool:
    return box[0] < shape.x1 and shape.x0 < box[2] and box[1] < shape.bottom and shape.top < box[3]


def _groups(paths: list[Path]) -> list[tuple[Bounds, list[Path]]]:
    """Paths that touch or overlap, with the box around each group; groups too large or too small are left out."""
    if len(paths) > _MOST:
        return []
    open_groups: list[tuple[Bounds, list[Path]]] = []
    done: list[tuple[Bounds, list[Path]]] = []
    boxed = [(bounds_of([point for piece in p.pieces for point in piece]), p) for p in paths]
    for box, path in sorted(boxed, key=lambda each: each[0]):
        still_open = []
        members = [path]
        for other, group in open_groups:
            if other[2] < box[0] - 1.0 and other[2] < min(box[0], other[0]) + 4 * LARGEST:
                done.append((other, group))
            elif _touch(other, box):
                box = (
                    min(box[0], other[0]),
                    min(box[1], other[1]),
                    max(box[2], other[2]),
                    max(box[3], other[3]),
                )
                members = group + members
            else:
                still_open.append((other, group))
        open_groups = [*still_open, (box, members)]
    groups = sorted(done + open_groups, key=lambda each: each[0])
    return [(box, some) for box, some in groups if _is_small(box, max(path.width or 0.0 for path in some))]


def _touch(a: Bounds, b: Bounds) -> bool:
    return a[0] <= b[2] + 0.8 and b[0] <= a[2] + 0.8 and a[1] <= b[3] + 0.8 and b[1] <= a[3] + 0.8


def _isolated(shapes: list[Shape], sideways: bool) -> list[Shape]:
    """Shapes, those with a neighbour close by on the same line as ``PLAIN``: letters drawn as outlines stand in rows, marks alone."""
    kept = []
    signs = [shape for shape in shapes if shape.mark]
    for shape in shapes:
        reach = 0.6 * max(shape.bottom - shape.top, shape.x1 - shape.x0)
        along, across = (0.0, reach) if sideways else (reach, 0.0)
        crowd = [
            other
            for other in signs
            if other is not shape
            and other.top - across < shape.bottom
            and shape.top - across < other.bottom
            and other.x0 - shape.x1 < along
            and shape.x0 - other.x1 < along
        ]
        kept.append(replace(shape, mark=PLAIN) if crowd and shape.mark else shape)
    return kept
