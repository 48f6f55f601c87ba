"""What a small raster shows: a check, a cross, another pictogram, or a bullet; and paths painted on such a raster.

A cross inks both diagonals and leaves the middles of its sides free; a check goes down a little and up a lot in one stroke.
"""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers.drawn.drawing import Bounds, Path, Point

Raster = npt.NDArray[np.bool_]

_CELLS = 40
_LONGER = 0.3  # of a cross: by which one arm may reach further
_GROUND = 0.55  # of a raster that a disc or tile inks at least, with a sign left free in it


def raster_of(paths: list[Path], box: Bounds, solid: bool = False) -> Raster:
    """Paths painted on a square raster that the box fills.

    ``solid``: what lies in any closed piece of a path is inked, be it filled or but drawn round.
    """
    x0, top, x1, bottom = box
    strokes = [max(p.width, 0.4) for p in paths if p.width is not None]
    edge = max(strokes, default=0.0) / 2
    x0, top, x1, bottom = x0 - edge, top - edge, x1 + edge, bottom + edge
    across, down = max(x1 - x0, 0.1), max(bottom - top, 0.1)
    steps = (np.arange(_CELLS) + 0.5) / _CELLS
    xs, ys = np.meshgrid(x0 + steps * across, top + steps * down)
    ink = np.zeros((_CELLS, _CELLS), dtype=bool)
    for path in paths:
        if path.fill is not None:
            inside = np.zeros_like(ink)
            for piece in path.pieces:
                inside ^= _inside(piece, xs, ys)
            ink |= inside if min(path.fill) < 0.97 else False
        if solid:
            for piece in path.pieces:
                ink |= _inside(piece, xs, ys) if piece[0] == piece[-1] else False
        if path.width is not None:
            reach = max(path.width, 0.4) / 2 + 0.35 * max(across, down) / _CELLS
            for piece in path.pieces:
                for a, b in pairwise(piece):
                    ink |= _near_line(a, b, xs, ys) <= reach
    return ink


def _inside(piece: tuple[Point, ...], xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]) -> Raster:
    inside = np.zeros(xs.shape, dtype=bool)
    for (xa, ya), (xb, yb) in zip(piece, (*piece[1:], piece[0]), strict=True):
        if ya == yb:
            continue
        crosses = (ya > ys) != (yb > ys)
        inside ^= crosses & (xs < (xb - xa) * (ys - ya) / (yb - ya) + xa)
    return inside


def _near_line(
    a: Point, b: Point, xs: npt.NDArray[np.float64], ys: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    if length == 0:
        return np.hypot(xs - a[0], ys - a[1])
    t = np.clip(((xs - a[0]) * dx + (ys - a[1]) * dy) / length, 0, 1)
    return np.asarray(np.hypot(xs - a[0] - t * dx, ys - a[1] - t * dy))


def ink_of(pixels: npt.NDArray[np.uint8]) -> Raster:
    """Which pixels of a rendered box differ clearly from its background (what most of its border shows)."""
    rgb = pixels[..., :3].astype(np.int64)
    border = np.concatenate([rgb[0], rgb[-1], rgb[:, 0], rgb[:, -1]])
    away = np.abs(rgb - np.median(border, axis=0)).max(axis=2)
    if away.max(initial=0) < 60:
        return np.zeros(away.shape, dtype=bool)
    return np.asarray(away > 0.45 * away.max())


def without_neighbours(ink: Raster) -> Raster:
    """Ink that does not hang together with the raster's border; all of it where little else is left.

    Pixels that are missing between two others are filled: coarse pictures that are drawn larger have such holes.
    """
    inner = ink & ~_from_border(ink)
    kept = np.pad(inner if inner.sum() >= 0.3 * ink.sum() else ink, 1)
    between = (kept[:-2, 1:-1] & kept[2:, 1:-1]) | (kept[1:-1, :-2] & kept[1:-1, 2:])
    return np.asarray(kept[1:-1, 1:-1] | between)


def turned_upright(ink: Raster, reading: int) -> Raster:
    """A raster of a page whose text reads at ``reading`` degrees (0, 90, 180 or 270, clockwise), as it looks turned upright."""
    return np.rot90(ink, reading // 90)


def _from_border(ink: Raster) -> Raster:
    """Ink that hangs together with the raster's border."""
    reached = np.zeros_like(ink)
    reached[[0, -1], :], reached[:, [0, -1]] = ink[[0, -1], :], ink[:, [0, -1]]
    size = -1
    while size != (size := int(reached.sum())):
        wider = reached.copy()
        for axis in (0, 1):
            wider |= np.roll(reached, 1, axis) | np.roll(reached, -1, axis)
        reached = wider & ink
    return reached


def told(ink: Raster, shape: float = 1.0) -> str | None:
    """What an inked raster shows: √, X, ``?`` for another pictogram, None for nothing, a dot, box, bar or other bullet.

    ``shape`` is width over height of the box that the raster covers.
    """
    cut = _trimmed(ink)
    if cut is None or cut.shape[0] < 6 or cut.shape[1] < 6:
        return None
    shape *= (cut.shape[1] / ink.shape[1]) / (cut.shape[0] / ink.shape[0])
    inner = _enclosed(cut)
    if inner is None and cut.mean() > _GROUND:
        inner = _enclosed_hole(cut)
    if inner is not None:
        shape *= (inner.shape[1] / cut.shape[1]) / (inner.shape[0] / cut.shape[0])
        cut = inner
    cut = _scaled(cut)
    framed = _without_frame(cut)
    if framed is not None:
        inner = _trimmed(framed)
        if inner is None or inner.shape[0] < 6 or inner.shape[1] < 6:
            return None
        shape *= inner.shape[1] / inner.shape[0]
        cut = _scaled(inner)
    if 0.55 < shape < 1.8 and _is_cross(cut):
        return "X"
    if 0.5 < shape < 2.4 and _is_check(cut):
        return "√"
    quarter = _CELLS // 4
    empty = not cut[quarter:-quarter, quarter:-quarter].any()  # a frame, whole or in part
    return None if empty or _is_bullet(cut) or not 0.3 < shape < 3 else "?"


def _trimmed(ink: Raster) -> Raster | None:
    rows, columns = np.flatnonzero(ink.any(axis=1)), np.flatnonzero(ink.any(axis=0))
    if not len(rows):
        return None
    return ink[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]


def _scaled(ink: Raster) -> Raster:
    rows = ((np.arange(_CELLS) + 0.5) * ink.shape[0] / _CELLS).astype(np.int64)
    columns = ((np.arange(_CELLS) + 0.5) * ink.shape[1] / _CELLS).astype(np.int64)
    return ink[np.ix_(rows, columns)]


def _enclosed(ink: Raster) -> Raster | None:
    """What stands in a frame or ring without touching it, or None; the raster ends where the ink does."""
    around = _from_border(ink)
    inner = _large_in(ink & ~around, ink)
    sides = (around[0], around[-1], around[:, 0], around[:, -1])
    return inner if inner is not None and all(side.any() for side in sides) else None


def _enclosed_hole(ink: Raster) -> Raster | None:
    """What is left free within a disc or tile: a sign in white; None where it is small."""
    return _large_in(~ink & ~_from_border(~ink), ink)


def _large_in(part: Raster, whole: Raster) -> Raster | None:
    """A part of a raster, trimmed; None where it is small."""
    inner = _trimmed(part)
    if inner is None or min(inner.shape[0] / whole.shape[0], inner.shape[1] / whole.shape[1]) < 0.4:
        return None
    return inner


def _without_frame(ink: Raster) -> Raster | None:
    """What stands in a frame or ring around the whole, or None when there is no frame."""
    edge = max(2, _CELLS // 12)
    sides = (
        ink[:edge].any(axis=0),
        ink[-edge:].any(axis=0),
        ink[:, :edge].any(axis=1),
        ink[:, -edge:].any(axis=1),
    )
    if any(side.mean() < 0.85 for side in sides):
        return None
    inner = ink.copy()
    depth = edge
    while depth < _CELLS // 4 and any(
        line.mean() > 0.7 for line in (inner[depth], inner[-depth - 1], inner[:, depth], inner[:, -depth - 1])
    ):
        depth += 1
    kept = inner[depth + 1 : -depth - 1, depth + 1 : -depth - 1]
    return kept if kept.mean() < 0.8 else np.zeros_like(kept)


def _runs(line: Raster) -> list[tuple[float, float]]:
    """The inked stretches of a line, as fractions of its length."""
    padded = np.concatenate([[False], line, [False]])
    edges = np.flatnonzero(padded[1:] != padded[:-1])
    return [(begin / len(line), end / len(line)) for begin, end in zip(edges[::2], edges[1::2], strict=True)]


def _is_cross(ink: Raster) -> bool:
    """Two arms apart at each of the four sides that close up towards one crossing, or ink on the diagonals and no other."""
    share = ink.mean()
    if share < 0.62 and _is_diagonal(ink):
        return bool(share > 0.08)
    return 0.08 < share < 0.8 and _closes_up(ink) and _closes_up(ink.T)


def _is_diagonal(ink: Raster) -> bool:
    """Whether both diagonals are inked, the middle too, and the middles of the four sides are free (serifs allowed)."""
    n, tenth = _CELLS, int(0.12 * _CELLS)
    middle = slice(int(0.42 * n), int(0.58 * n))
    sides = (ink[:tenth, middle], ink[-tenth:, middle], ink[middle, :tenth], ink[middle, -tenth:])
    if ink[int(0.4 * n) : int(0.6 * n), int(0.4 * n) : int(0.6 * n)].mean() < 0.35:
        return False
    if any(side.mean() > 0.25 for side in sides):
        return False
    steps = np.linspace(0.12, 0.88, 20)
    falling = np.mean([_inked(ink, t, t) for t in steps])
    rising = np.mean([_inked(ink, t, 1 - t) for t in steps])
    near, far = int(0.18 * n), int(0.82 * n)
    lines = (ink[near], ink[far], ink[:, near], ink[:, far])
    return bool(min(falling, rising) >= 0.8) and all(len(_runs(line)) == 2 for line in lines)


def _inked(ink: Raster, x: float, y: float) -> bool:
    row, column, reach = int(y * _CELLS), int(x * _CELLS), 4
    return bool(ink[max(0, row - reach) : row + reach + 1, max(0, column - reach) : column + reach + 1].any())


def _closes_up(ink: Raster) -> bool:
    """Whether, line by line, two stretches of ink come together into one and part again.

    One arm of a cross that is written by hand may reach further than the others.
    """
    n = _CELLS
    lines = [_runs(line) for line in ink]
    counts = [len(runs) for runs in lines]
    double = [i for i in range(n) if counts[i] == 2]
    if not double or max(double[0], n - 1 - double[-1]) > _LONGER * n:
        return False
    joined = [i for i in range(double[0], double[-1]) if counts[i] == 1 and 0.2 * n <= i <= 0.8 * n]
    if not joined or sum(count > 2 or count == 0 for count in counts) > 0.05 * n:
        return False
    before = [i for i in double if i < joined[0]]
    after = [i for i in double if i > joined[-1]]
    if min(len(before), len(after)) < 0.1 * n or joined[-1] - joined[0] + 1 > len(joined) + 2:
        return False
    return _narrows([lines[i] for i in before]) and _narrows([lines[i] for i in reversed(after)])


def _narrows(lines: list[list[tuple[float, float]]]) -> bool:
    """Whether the gap between two stretches is clear at first and shrinks from line to line."""
    gaps = [runs[1][0] - runs[0][1] for runs in lines]
    shrinks = sum(later <= earlier + 0.03 for earlier, later in pairwise(gaps))
    return max(gaps[: max(1, len(gaps) // 3)]) > 0.2 and shrinks >= 0.85 * (len(gaps) - 1) and gaps[-1] < 0.2


def _is_check(ink: Raster) -> bool:
    n = _CELLS
    lowest = np.array([np.flatnonzero(ink[:, i])[-1] if ink[:, i].any() else -1 for i in range(n)]) / n
    highest = np.array([np.flatnonzero(ink[:, i])[0] if ink[:, i].any() else n for i in range(n)]) / n
    if (lowest < 0).sum() > 1:
        return False
    vertex = int(np.median(np.flatnonzero(lowest >= lowest.max() - 0.03)))
    if not 0.08 * n <= vertex <= 0.72 * n:  # that of a radical sign stands right of the middle
        return False
    tops = highest[lowest >= 0]
    left, right = tops[: max(2, n // 12)].mean(), tops[-max(2, n // 12) :].mean()
    if not (right < 0.25 and right + 0.12 < left < 0.72 and lowest[: max(2, n // 16)].mean() < 0.93):
        return False
    if ink[int(0.75 * n) :, int(0.82 * n) :].any() or ink[: int(0.22 * n), : int(0.25 * n)].any():
        return False
    arm = lowest[
        int(np.flatnonzero(lowest >= lowest[vertex] - 0.06)[-1]) :
    ]  # two strokes may leave a notch between
    if np.any(np.diff(arm[:: max(1, n // 16)]) > 0.05):
        return False
    single = sum(len(_runs(ink[:, i])) <= 1 for i in range(n))
    middle = (highest + lowest) / 2
    bend = middle[vertex] - middle[0]
    return single >= 0.8 * n and bend > 0.03 and ink.mean() < 0.6


def _is_bullet(ink: Raster) -> bool:
    """Dots, squares, diamonds, triangles, bars: whatever fills its own outline from side to side."""
    rows = [_runs(line) for line in ink]
    filled = sum(len(runs) == 1 for runs in rows) >= 0.95 * len(rows)
    columns = [_runs(line) for line in ink.T]
    return filled and sum(len(runs) == 1 for runs in columns) >= 0.95 * len(columns) and ink.mean() > 0.42
