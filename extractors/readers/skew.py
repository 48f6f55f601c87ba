"""Pages whose text runs a little askew, as on a scan that lay crooked: read as if they lay straight.

The readers turn all that is on such a page about its middle; the layout puts what it makes of it back where it stands.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from statistics import median

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers.drawn.drawing import Bounds, Matrix, bounds_of, placed, times
from ggsr_extract.extractors.readers.drawn.shapes import Look
from ggsr_extract.extractors.readers.letters.runs import ASKEW

_LEAST = 0.05
"""Degrees: less shifts no line by a letter's height over a page's width."""
_ALIKE, _SHARE = 0.5, 0.8
"""How many degrees two letters of one page may differ, and how many of them must agree."""
_STEPS = (0.25, 0.02)
"""Degrees between the angles that are tried for lines of upright letters, at first and around the best."""
_CLEARER = 1.3
"""How much clearer lines must be at an angle than they are as they stand."""


def skew_of(directions: Sequence[tuple[float, float]]) -> float:
    """By how many degrees (clockwise as shown) a page's text is off the nearest right angle; 0 where it is straight.

    ``directions`` are those in which some of its letters read, as the first two numbers of their matrices to the page as shown.
    """
    off = [_off(a, b) for a, b in directions if a or b]
    if not off:
        return 0.0
    usual = median(off)
    alike = sum(abs(each - usual) <= _ALIKE for each in off)
    return usual if _LEAST <= abs(usual) <= ASKEW and alike >= _SHARE * len(off) else 0.0


def _off(a: float, b: float) -> float:
    angle = math.degrees(math.atan2(b, a))
    return angle - 90 * round(angle / 90)


def skew_of_layer(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64]) -> float:
    """By how many degrees (clockwise as shown) lines of letters that stand upright themselves run askew; 0 where they do not.

    ``x`` and ``y`` are where letters of a page stand. A scan's text layer may set each word level at the height of its part of
    the line. At the right angle the letters' heights gather in the fewest places.
    """
    placed_well = np.isfinite(x) & np.isfinite(y)
    x, y = x[placed_well], y[placed_well]
    best, reach = 0.0, ASKEW
    for step in _STEPS:
        tried = [best + step * n for n in range(-round(reach / step), round(reach / step) + 1)]
        gathered = [_gathered(x, y, angle) for angle in tried]
        most = max(gathered)
        clearest = [angle for angle, how in zip(tried, gathered, strict=True) if how == most]
        best, reach = clearest[len(clearest) // 2], step
    clear = _gathered(x, y, best) >= _CLEARER * _gathered(x, y, 0.0)
    return best if clear and abs(best) >= _LEAST else 0.0


def _gathered(x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], degrees: float) -> int:
    """How far the heights of letters, seen along an angle, gather in few places (half points)."""
    heights = np.round(2 * (y - x * math.tan(math.radians(degrees))))
    return int((np.unique(heights, return_counts=True)[1] ** 2).sum())


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
