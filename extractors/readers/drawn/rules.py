"""Ruling lines and shading from painted paths."""

from __future__ import annotations

from itertools import pairwise

from ggsr_extract.extractors.readers.drawn.drawing import Bounds, Path, Point, bounds_of
from ggsr_extract.models.source import Fill, Rule

THIN = 3.0
"""Points. A filled rectangle that is no thicker is a line; thicker ones shade."""
SHORT = 6.0
"""Points. Shorter pieces are dashes and dots, which count only where they line up."""
SLANT = 0.6
"""Points by which a line may be off level or plumb."""


def rules_and_fills(paths: tuple[Path, ...], width: float, height: float) -> tuple[list[Rule], list[Fill]]:
    """Lines and shaded rectangles that lie on the page (its size in points)."""
    rules: list[Bounds] = []
    fills: list[tuple[Bounds, tuple[float, float, float]]] = []
    dashes: list[Bounds] = []
    for path in paths:
        for piece in path.pieces:
            if path.width is not None:
                _stroked(piece, rules, dashes)
            if path.fill is not None and path.straight:
                _filled(piece, path.fill, path.width is not None, rules, fills, dashes)
    rules.extend(_lined_up(dashes))
    lines = dict.fromkeys(_rounded(box) for box in rules)
    on_page = [Rule(*r) for r in lines if r[2] >= 0 and r[0] <= width and r[3] >= 0 and r[1] <= height]
    shades = dict.fromkeys((_rounded(box), color) for box, color in fills)
    shown = [Fill(*f, c) for f, c in shades if f[2] > 0 and f[0] < width and f[3] > 0 and f[1] < height]
    return on_page, shown


def _rounded(box: Bounds) -> Bounds:
    x0, top, x1, bottom = box
    return (round(x0, 3), round(top, 3), round(x1, 3), round(bottom, 3))


def _stroked(piece: tuple[Point, ...], rules: list[Bounds], dashes: list[Bounds]) -> None:
    for (xa, ya), (xb, yb) in pairwise(piece):
        across, down = abs(xb - xa), abs(yb - ya)
        if (across < SLANT or down < SLANT) and (len(piece) <= 5 or across >= SHORT or down >= SHORT):
            box = (min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb))
            if across >= SHORT or down >= SHORT:
                rules.append(box)
            elif across > 0 or down > 0:
                dashes.append(box)


def _filled(
    piece: tuple[Point, ...],
    color: tuple[float, float, float],
    outlined: bool,
    rules: list[Bounds],
    fills: list[tuple[Bounds, tuple[float, float, float]]],
    dashes: list[Bounds],
) -> None:
    if not _is_rectangle(piece):
        return
    box = bounds_of(list(piece))
    across, down = box[2] - box[0], box[3] - box[1]
    if min(across, down) <= THIN:
        if outlined:
            return
        if max(across, down) >= SHORT:
            rules.append(box)
        elif min(across, down) <= 1.5:
            dashes.append(box)
        return
    fills.append((box, color))
    if not outlined and across > SHORT and down > SHORT and min(color) < 0.995:
        x0, top, x1, bottom = box
        rules += [(x0, top, x1, top), (x0, bottom, x1, bottom), (x0, top, x0, bottom), (x1, top, x1, bottom)]


def _is_rectangle(piece: tuple[Point, ...]) -> bool:
    """Whether a closed piece runs along the four sides of an upright box."""
    corners = [piece[0]]
    for point in piece[1:]:
        if not _near(point, corners[-1]):
            corners.append(point)
    if len(corners) > 1 and _near(corners[0], corners[-1]):
        corners.pop()
    if len(corners) != 4:
        return False
    before = corners[3]
    for point in corners:
        if abs(before[0] - point[0]) >= 0.1 and abs(before[1] - point[1]) >= 0.1:
            return False
        before = point
    box = bounds_of(corners)
    return box[2] > box[0] and box[3] > box[1]


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 0.05 and abs(a[1] - b[1]) < 0.05


def _lined_up(dashes: list[Bounds]) -> list[Bounds]:
    """Lines made of dashes or dots that follow each other at most three points apart."""
    found: list[Bounds] = []
    for level in (True, False):
        along, across = ((0, 2), (1, 3)) if level else ((1, 3), (0, 2))
        pieces = sorted(
            (round((d[across[0]] + d[across[1]]) / 2, 1), d[along[0]], d[along[1]])
            for d in dashes
            if (d[2] - d[0] >= d[3] - d[1]) == level or abs((d[2] - d[0]) - (d[3] - d[1])) < 0.3
        )
        start = 0
        for i in range(1, len(pieces) + 1):
            joined = (
                i < len(pieces)
                and pieces[i][0] == pieces[i - 1][0]
                and pieces[i][1] - pieces[i - 1][2] <= 3.0
            )
            if joined:
                continue
            at, begin, end = pieces[start][0], pieces[start][1], max(p[2] for p in pieces[start:i])
            if i - start >= 4 and end - begin >= 2 * SHORT:
                found.append((begin, at, end, at) if level else (at, begin, at, end))
            start = i
    return found
