"""Pages whose text runs a little askew, as on a scan that lay crooked: read as if they lay straight.

The readers turn all that is on such a page about its middle; the layout puts what it makes of it back where it stands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

from ggsr_extract.extractors.readers.drawing import Bounds, Matrix, bounds_of, placed, times
from ggsr_extract.extractors.readers.shapes import Look

_LEAST, _MOST = 0.05, 5.0
"""Degrees: what shifts no line by a letter's height over a page's width, and more than any paper lies askew."""
_ALIKE, _SHARE = 0.5, 0.8
"""How many degrees two letters of one page may differ, and how many of them must agree."""


def skew_of(directions: Sequence[tuple[float, float]]) -> float:
    """By how many degrees (clockwise as shown) a page's text is off the nearest right angle; 0 where it is straight.

    ``directions`` are those in which some of its letters read, as the first two numbers of their matrices to the page as shown.
    """
    off = [_off(a, b) for a, b in directions if a or b]
    if not off:
        return 0.0
    usual = median(off)
    alike = sum(abs(each - usual) <= _ALIKE for each in off)
    return usual if _LEAST <= abs(usual) <= _MOST and alike >= _SHARE * len(off) else 0.0


def _off(a: float, b: float) -> float:
    angle = math.degrees(math.atan2(b, a))
    return angle - 90 * round(angle / 90)


def straightened(frame: Matrix, skew: float, size: tuple[float, float]) -> Matrix:
    """The way from user space to a page of this width and height as shown, with the page turned back by ``skew`` degrees."""
    return times(frame, _turn(-skew, size))


def askew(box: Bounds, skew: float, size: tuple[float, float]) -> Bounds:
    """Where a box of the straightened page stands on the page as shown: the smallest upright box around it."""
    matrix, (x0, top, x1, bottom) = _turn(skew, size), box
    return bounds_of([placed(matrix, x, y) for x in (x0, x1) for y in (top, bottom)])


def looking_askew(look: Look, skew: float, size: tuple[float, float]) -> Look:
    """What renders boxes of the straightened page, from what renders boxes of the page as shown."""
    return lambda box: look(askew(box, skew, size))


def _turn(degrees: float, size: tuple[float, float]) -> Matrix:
    """The matrix that turns a page clockwise about its middle."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = size[0] / 2, size[1] / 2
    return (cosine, sine, -sine, cosine, x - x * cosine + y * sine, y - x * sine - y * cosine)
