"""What is drawn on a page, as both PDF readers hand it on: paths and images in points from the page's top left."""

from __future__ import annotations

from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float]
Point = tuple[float, float]
Bounds = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Path:
    """A painted path: its pieces as polylines (curves flattened), fill colour (RGB 0..1) or None, and stroke width or None.

    ``width`` is in points; ``straight`` says that no piece is curved.
    """

    pieces: tuple[tuple[Point, ...], ...]
    fill: tuple[float, float, float] | None
    width: float | None
    straight: bool = True


@dataclass(frozen=True, slots=True)
class Drawing:
    """Everything on a page that is not text. ``images`` are their bounds as shown, and those of annotations that show more
    than the page's own content: check boxes, stamps, pen strokes, typed notes. ``shaded``: gradients lie somewhere.
    """

    paths: tuple[Path, ...] = ()
    images: tuple[Bounds, ...] = ()
    shaded: bool = False


HIDDEN = 1 | 2 | 32
"""Flags of an annotation that is not shown: invisible, hidden, no view (ISO 32000-1, table 165)."""


def times(m: Matrix, n: Matrix) -> Matrix:
    """The matrix that applies ``m`` first and ``n`` after it."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def placed(m: Matrix, x: float, y: float) -> Point:
    """A point after a matrix."""
    a, b, c, d, e, f = m
    return (a * x + c * y + e, b * x + d * y + f)


def bounds_of(points: list[Point]) -> Bounds:
    """The smallest upright box around points."""
    xs, ys = [p[0] for p in points], [p[1] for p in points]
    return (min(xs), min(ys), max(xs), max(ys))


def unit_square(m: Matrix) -> Bounds:
    """Where the unit square (an image) lands."""
    return bounds_of([placed(m, x, y) for x in (0.0, 1.0) for y in (0.0, 1.0)])


def curve(a: Point, b: Point, c: Point, d: Point) -> list[Point]:
    """A Bézier curve as four straight pieces (its start is left out)."""
    points = []
    for t in (0.25, 0.5, 0.75, 1.0):
        s = 1 - t
        w = (s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t)
        points.append(
            (
                w[0] * a[0] + w[1] * b[0] + w[2] * c[0] + w[3] * d[0],
                w[0] * a[1] + w[1] * b[1] + w[2] * c[1] + w[3] * d[1],
            )
        )
    return points


def shown(box: Bounds, rotation: int, unit: float = 1.0) -> Matrix:
    """From PDF user space to points from the top left of the page as shown.

    ``box`` is left, bottom, right, top of what is shown in user space; ``rotation`` is /Rotate (clockwise, a multiple of
    90); ``unit`` is /UserUnit.
    """
    left, bottom, right, top = box
    turned: dict[int, Matrix] = {
        0: (1.0, 0.0, 0.0, -1.0, -left, top),
        90: (0.0, 1.0, 1.0, 0.0, -bottom, -left),
        180: (-1.0, 0.0, 0.0, 1.0, right, -bottom),
        270: (0.0, -1.0, -1.0, 0.0, top, right),
    }
    return times(turned[rotation % 360], (unit, 0.0, 0.0, unit, 0.0, 0.0))
