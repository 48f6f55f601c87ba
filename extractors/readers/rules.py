"""Ruling lines and shading from painted paths."""

from __future__ import annotations

from itertools import pairwise

from ggsr_extract.extractors.readers.drawing import Bounds, Path, Point, bounds_of
from ggsr_extract.models.source import Fill, Rule

THIN = 3.0
"""Points. A filled rectangle that is no thicker is a line; thicker ones shade."""
SHORT = 6.0
"""Points. Shorter pieces are dashes and dots, which count only where they line up."""
SLANT = 0.6
"""Points by which a line may be off level or plumb."""


def rules_and_fills(paths: tuple[Path, ...], width: float, height: float) -> tuple[list[Rule], list[Fill]]:
    """Lines and shaded rectangles that lie on the page (its size in points)."""
    rules: list[Rule] = []
    fills: list[Fill] = []
    dashes: list[Bounds] = []
    for path in paths:
        for piece in path.pieces:
            if path.width is not None:
                _stroked(piece, rules, dashes)
            if path.fill is not None and path.straight:
                _filled(piece, path.fill, path.width is not None, rules, fills, dashes)
    rules.extend(_lined_up(dashes))
    rules = [Rule(*(round(side, 3) for side in (r.x0, r.top, r.x1, r.bottom))) for r in rules]
    on_page = [r for r in rules if r.x1 >= 0 and r.x0 <= width and r.bottom >= 0 and r.top <= height]
    shown = [f for f in fills if f.x1 > 0 and f.x0 < width and f.bottom > 0 and f.top < height]
    return list(dict.fromkeys(on_page)), list(dict.fromkeys(shown))


def _stroked(piece: tuple[Point, ...], rules: list[Rule], dashes: list[Bounds]) -> None:
    for a, b in pairwise(piece):
        box = bounds_of([a, b])
        across, down = box[2] - box[0], box[3] - box[1]
        if min(across, down) < SLANT and (len(piece) <= 5 or max(across, down) >= SHORT):
            if max(across, down) >= SHORT:
                rules.append(Rule(*box))
            elif max(across, down) > 0:
                dashes.append(box)


def _filled(
    piece: tuple[Point, ...],
    color: tuple[float, float, float],
    outlined: bool,
    rules: list[Rule],
    fills: list[Fill],
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
            rules.append(Rule(*box))
        elif min(across, down) <= 1.5:
            dashes.append(box)
        return
    fills.append(Fill(round(box[0], 3), round(box[1], 3), round(box[2], 3), round(box[3], 3), color))
    if not outlined and across > SHORT and down > SHORT and min(color) < 0.995:
        x0, top, x1, bottom = box
        rules += [Rule(x0, top, x1, top), Rule(x0, bottom, x1, bottom)]
        rules += [Rule(x0, top, x0, bottom), Rule(x1, top, x1, bottom)]


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
    box = bounds_of(corners)
    sides = zip(corners, [*corners[1:], corners[0]], strict=True)
    upright = all(min(abs(a[0] - b[0]), abs(a[1] - b[1])) < 0.1 for a, b in sides)
    return upright and box[2] > box[0] and box[3] > box[1]


def _near(a: Point, b: Point) -> bool:
    return abs(a[0] - b[0]) < 0.05 and abs(a[1] - b[1]) < 0.05


def _lined_up(dashes: list[Bounds]) -> list[Rule]:
    """Lines made of dashes or dots that follow each other at most three points apart."""
    found: list[Rule] = []
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
                found.append(Rule(begin, at, end, at) if level else Rule(at, begin, at, end))
            start = i
    return found
