"""Painted paths from pdfium, many at once: asking for one path after the other costs three times as much."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from itertools import accumulate, chain, repeat
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw
from ggsr_extract.extractors.readers.drawn.drawing import Matrix, Path, Point, curve
from ggsr_extract.extractors.readers.pdfium import calls
from ggsr_extract.models.bulk import in_bulk

_AT_ONCE = 8192
"""Segments that are asked for at once."""
_GREY = (0.5, 0.5, 0.5)
_SHARES = tuple(round(value / 255, 3) for value in range(256))


class PathObject(NamedTuple):
    """A path on a page: its address, how many segments it has, the matrix around it, and how many texts were drawn before."""

    thing: int
    segments: int
    frame: Matrix
    after: int


def paths_of(objects: Sequence[PathObject]) -> list[Path | None]:
    """The path of each; None for what is not painted, or holds no more than a point."""
    found: list[Path | None] = []
    while len(found) < len(objects):
        begin = end = len(found)
        segments = 0
        while end < len(objects) and (end == begin or segments + objects[end].segments <= _AT_ONCE):
            segments += objects[end].segments
            end += 1
        found += _paths(objects[begin:end])
    return found


def _told(kind: Any, width: int, function: Any, things: Sequence[int]) -> npt.NDArray[Any]:
    """What pdfium writes about some things: ``width`` numbers each, through as many pointers; zeros for nothing."""
    values = np.zeros((len(things), width), kind)
    size, at = values.itemsize, values.ctypes.data
    places = [
        range(at + size * part, at + values.nbytes + size * part, size * width) for part in range(width)
    ]
    deque(map(function, things, *places), 0)
    return values


def _paths(objects: Sequence[PathObject]) -> list[Path | None]:
    found: list[Path | None] = [None] * len(objects)
    modes = _told(np.int32, 2, calls.draw_mode, [each.thing for each in objects])
    painted = (modes != 0).any(axis=1) & (np.array([each.segments for each in objects]) > 1)
    kept = np.flatnonzero(painted).tolist()
    if not kept:
        return found
    objects = [objects[i] for i in kept]
    things, counts = [each.thing for each in objects], [each.segments for each in objects]
    filled, stroked = (modes[kept] != 0).T.tolist()
    matrix = _matrices(things, [each.frame for each in objects])
    widths = _told(np.float32, 1, calls.stroke_width, things)[:, 0].astype(np.float64)
    widths *= np.sqrt(np.abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
    strokes = [width if each else None for width, each in zip(widths.tolist(), stroked, strict=True)]
    fills: list[tuple[float, float, float] | None] = [None] * len(things)
    inked = [i for i, each in enumerate(filled) if each]
    for i, color in zip(inked, _colors([things[i] for i in inked]), strict=True):
        fills[i] = color
    pieces, straight = _pieces(things, counts, matrix)
    made = in_bulk(Path, pieces, fills, strokes, straight)
    for i, path in zip(kept, made, strict=True):
        found[i] = path if path.pieces else None
    return found


def _matrices(things: Sequence[int], frames: Sequence[Matrix]) -> npt.NDArray[np.float64]:
    """From each path's own coordinates to points on the page as shown: six rows of one number per path."""
    own = np.zeros((len(things), 6), np.float32)
    deque(map(calls.path_matrix, things, range(own.ctypes.data, own.ctypes.data + own.nbytes, 24)), 0)
    a, b, c, d, e, f = own.T.astype(np.float64)
    p, q, r, s, t, u = np.array(frames).T
    return np.array(
        [a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u]
    )


def _colors(things: Sequence[int]) -> Iterator[tuple[float, float, float]]:
    """The fill colours as RGB; patterns count as grey."""
    values = np.zeros((len(things), 4), np.uint32)
    at, end = values.ctypes.data, values.ctypes.data + values.nbytes
    told = map(calls.object_color, things, *[range(at + 4 * part, end, 16) for part in range(4)])
    for found, (red, green, blue, _) in zip(list(told), values.tolist(), strict=True):
        yield (_SHARES[red], _SHARES[green], _SHARES[blue]) if found else _GREY


def _pieces(
    things: Sequence[int], counts: Sequence[int], matrix: npt.NDArray[np.float64]
) -> tuple[list[tuple[tuple[Point, ...], ...]], list[bool]]:
    """The polylines of each path, and whether it has no curve."""
    each = chain.from_iterable(map(repeat, things, counts))
    segments = list(map(calls.segment, each, chain.from_iterable(map(range, counts))))
    x, y = _told(np.float32, 2, calls.point, segments).astype(np.float64).T
    a, b, c, d, e, f = np.repeat(matrix, counts, axis=1)
    points = list(zip((a * x + c * y + e).tolist(), (b * x + d * y + f).tolist(), strict=True))
    kinds, closes = list(map(calls.kind, segments)), list(map(calls.closes, segments))
    ends = list(accumulate(counts))
    begins = [0, *ends[:-1]]
    odd, closed = np.array(kinds) != raw.FPDF_SEGMENT_LINETO, np.array(closes) != 0
    odd[begins] = False
    closed[np.array(ends) - 1] = False
    plain = ~np.logical_or.reduceat(odd | closed, begins)
    pieces: list[tuple[tuple[Point, ...], ...]] = []
    straight = []
    for begin, end, is_plain in zip(begins, ends, plain.tolist(), strict=True):
        if is_plain:  # one polyline
            piece = points[begin:end]
            pieces.append(((*piece, piece[0]) if closes[end - 1] else tuple(piece),))
            straight.append(True)
        else:
            found, without_curve = _parted(points[begin:end], kinds[begin:end], closes[begin:end])
            pieces.append(found)
            straight.append(without_curve)
    return pieces, straight


def _parted(
    points: Sequence[Point], kinds: Sequence[int], closes: Sequence[int]
) -> tuple[tuple[tuple[Point, ...], ...], bool]:
    pieces: list[list[Point]] = []
    controls: list[Point] = []
    straight = True
    for point, kind, closed in zip(points, kinds, closes, strict=True):
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
