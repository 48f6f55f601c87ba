"""Text that is painted and yet not seen, as pdfium draws it: what was drawn later lies on it, or a clip path leaves it out.

Both are guessed cheaply, from the order and the places of what is drawn, and believed only where a rendering of the place
shows one colour.
"""

from __future__ import annotations

import ctypes
from collections.abc import Sequence

import numpy as np
from ggsr_extract.extractors.readers.drawn.drawing import Bounds
from ggsr_extract.extractors.readers.drawn.shapes import Look
from ggsr_extract.extractors.readers.letters.runs import Glyphs, Ints, is_white
from ggsr_extract.extractors.readers.letters.unseen import PAINTED, UNPAINTED
from ggsr_extract.extractors.readers.pdfium import calls
from ggsr_extract.extractors.readers.pdfium.text import painting_of

Cover = tuple[int, Bounds]
"""Something that is filled: how many text objects of its page were drawn before it, and its place."""
_MOST = 300  # places of a page that are rendered
_PLAIN = 6  # steps of 255 that one colour may differ
_SIGNS = 0x2000  # codes of signs begin here
_MAY_BE_MARK = np.zeros(_SIGNS + 1, dtype=bool)
_MAY_BE_MARK[[_SIGNS, *map(ord, "xXvVÖüûþ")]] = True


def visible(glyphs: Glyphs, pages: int) -> list[Ints]:
    """For each page its upright pieces (from 0 in ``glyphs``) that are painted and not white space."""
    runs, run = glyphs.runs, glyphs.run
    shown = (runs.angle[run] == 0) & (runs.painting[run] != UNPAINTED)
    pieces = np.flatnonzero(shown & ~is_white(glyphs.code[glyphs.first()]))
    page = runs.page[run[pieces]]
    if np.any(page[1:] < page[:-1]):
        by_page = np.argsort(page, kind="stable")
        pieces, page = pieces[by_page], page[by_page]
    return np.split(pieces, np.searchsorted(page, np.arange(1, pages)))


def covered(
    glyphs: Glyphs,
    objects: Sequence[int],
    pieces: Ints,
    order: dict[int, int],
    covers: Sequence[Cover],
    look: Look,
) -> Ints:
    """Those of a page's pieces, see :func:`visible`, that are not seen; ``objects`` are the runs' text objects (addresses).

    ``order`` says which of its page's text objects each is, in the order of drawing.
    """
    doubted = _clipped(glyphs, objects, pieces)
    if covers and len(pieces):
        runs, run = glyphs.runs, glyphs.run[pieces]
        first = int(run.min())
        place = np.array([order.get(address, 0) for address in objects[first : int(run.max()) + 1]])
        x, y = (glyphs.x0[pieces] + glyphs.x1[pieces]) / 2, runs.base[run] - 0.35 * runs.size[run]
        before = np.array([number for number, _ in covers])[:, None]
        left, top, right, bottom = np.array([box for _, box in covers]).T[:, :, None]
        under = (place[run - first] < before) & (left < x) & (x < right) & (top < y) & (y < bottom)
        doubted = np.union1d(doubted, pieces[under.any(axis=0)])
    hidden = [piece for piece in doubted[:_MOST].tolist() if _is_plain(glyphs, piece, look)]
    return np.array(hidden, dtype=np.int64)


def paint_copies(glyphs: Glyphs, objects: Sequence[int], missing: Sequence[int]) -> None:
    """Take runs that are not seen for painted, in place, where one that is seen lies on them.

    Of texts that are drawn twice at one place pdfium gives the first alone, be that a layer for searching under the text;
    ``objects`` are the runs' text objects, ``missing`` those that gave no characters (addresses).
    """
    painting = glyphs.runs.painting
    doubted = np.flatnonzero(painting != PAINTED).tolist()
    if not doubted or not missing:
        return
    again = {
        _bounds(thing)
        for thing, how in zip(missing, painting_of(list(missing)).tolist(), strict=True)
        if how == PAINTED
    }
    for run in doubted if again else ():
        if _bounds(objects[run]) in again:
            painting[run] = PAINTED


def _bounds(thing: int) -> tuple[float, ...]:
    """The box around a text object in whole points."""
    sides = (calls.FLOAT * 4)()
    at = ctypes.addressof(sides)
    calls.object_bounds(thing, at, at + 4, at + 8, at + 12)
    return tuple(map(round, sides))


def _is_plain(glyphs: Glyphs, piece: int, look: Look) -> bool:
    run = glyphs.run[piece]
    size, base = float(glyphs.runs.size[run]), float(glyphs.runs.base[run])
    pixels = look((float(glyphs.x0[piece]), base - 0.75 * size, float(glyphs.x1[piece]), base + 0.1 * size))
    return pixels is not None and bool(np.ptp(pixels.reshape(-1, pixels.shape[-1]), axis=0).max() <= _PLAIN)


def _clipped(glyphs: Glyphs, objects: Sequence[int], pieces: Ints) -> Ints:
    """Signs and letters that may be marks, drawn alone, that lie outside their clip path."""
    code = glyphs.code[glyphs.first()[pieces]]
    alone = (glyphs.count[pieces] == 1) & _MAY_BE_MARK[np.minimum(code, _SIGNS)]
    return np.array(
        [piece for piece in pieces[alone].tolist() if _is_outside(objects[glyphs.run[piece]])], dtype=np.int64
    )


def _is_outside(thing: int) -> bool:
    """Whether a text object lies outside the bounds of its clip path."""
    path = calls.clip_path(thing)
    count = calls.clip_count(path) if path else 0
    if count <= 0:
        return False
    sides = (calls.FLOAT * 4)()
    at = ctypes.addressof(sides)
    if not calls.object_bounds(thing, at, at + 4, at + 8, at + 12):
        return False
    left, bottom, right, top = sides
    spot = (calls.FLOAT * 2)()
    to = ctypes.addressof(spot)
    for number in range(count):
        xs, ys = [], []
        for index in range(calls.clip_segments(path, number)):
            calls.point(calls.clip_segment(path, number, index), to, to + 4)
            xs.append(spot[0])
            ys.append(spot[1])
        if xs and (max(xs) < left or min(xs) > right or max(ys) < bottom or min(ys) > top):
            return True
    return False
