"""Text that a page holds but does not show: not painted at all, too small to be seen, or white where nothing dark lies behind it.
Also text that it shows as in a mirror, which nobody reads.

Such text is left from another version or meant for search engines, and may lie over the text that is seen. The text layer
of a scan is not painted either, but is all the text that its page has.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from ggsr_extract.extractors.readers.drawn.drawing import Bounds, Drawing, Path, bounds_of
from ggsr_extract.extractors.readers.letters.runs import Bools, Glyphs, is_white
from ggsr_extract.extractors.readers.letters.words import turned

PAINTED, WHITE, UNPAINTED = 0, 1, 2
"""How a run is painted: so that it is seen, in white, or not at all (text rendering mode 3 of ISO 32000-1, 9.3.6)."""
_TINY = 1.0  # points: letters that nobody can read, as good as not painted
_FEW = 0.05
"""The share of a page's letters that may be shown as in a mirror without being its text."""
PALE = 0.97
"""The least share of each colour in what counts as white."""


def without_unseen(glyphs: Glyphs, drawings: Sequence[Drawing]) -> tuple[Glyphs, list[int], list[bool]]:
    """The glyphs of some pages without those that are not seen, how many letters each page loses by that, and which pages
    have a layer that is kept.

    ``drawings`` is what each page holds beside text. Text that is not painted stays where it is most of its page's.
    """
    painting = np.where(glyphs.runs.size < _TINY, UNPAINTED, glyphs.runs.painting)
    if not painting.any():
        return glyphs, [0] * len(drawings), [False] * len(drawings)
    page, run = glyphs.runs.page[glyphs.run], painting[glyphs.run]
    count = np.where(is_white(glyphs.code[glyphs.first()]), 0, glyphs.count)
    layer, seen = (
        np.bincount(page[chosen], count[chosen], len(drawings))
        for chosen in (run == UNPAINTED, run != UNPAINTED)
    )
    lost = (run == UNPAINTED) & (layer <= 2 * seen)[page]
    lost |= _white_on_white(glyphs, np.flatnonzero(run == WHITE), drawings)
    layered: list[bool] = (layer > 2 * seen).tolist()
    if not lost.any():
        return glyphs, [0] * len(drawings), layered
    letters = np.bincount(page[lost], count[lost], len(drawings))
    return glyphs.picked(np.flatnonzero(~lost)), [int(each) for each in letters], layered


def without_mirrored(glyphs: Glyphs, pages: int) -> tuple[Glyphs, list[int]]:
    """The glyphs without those that are shown as in a mirror, and how many letters each page loses by that.

    Words, columns and marks of a page that was turned over would be read in the wrong places. A few letters of a page may be
    signs that are drawn so, and stay.
    """
    mirrored = glyphs.runs.mirrored
    if not mirrored.any():
        return glyphs, [0] * pages
    page, over = glyphs.runs.page[glyphs.run], mirrored[glyphs.run]
    count = np.where(is_white(glyphs.code[glyphs.first()]), 0, glyphs.count)
    letters, every = (np.bincount(page[chosen], count[chosen], pages) for chosen in (over, slice(None)))
    lost = letters > _FEW * every
    kept = np.flatnonzero(~(over & lost[page]))
    return glyphs.picked(kept), [int(each) for each in np.where(lost, letters, 0)]


def mirror_writing(page: int, letters: int) -> str:
    """What to tell of a page that lost letters so."""
    return f"page {page} shows {letters} letters as in a mirror, which are not read"


def _white_on_white(glyphs: Glyphs, white: np.typing.NDArray[np.int64], drawings: Sequence[Drawing]) -> Bools:
    """Which pieces are white and have nothing behind their middle but white."""
    lost = np.zeros(len(glyphs.run), dtype=bool)
    grounds = [_grounds(drawing) for drawing in drawings]
    runs = glyphs.runs
    for piece in white.tolist():
        run = int(glyphs.run[piece])
        page = int(runs.page[run])
        if drawings[page].shaded:
            continue
        along, across = (glyphs.x0[piece] + glyphs.x1[piece]) / 2, runs.base[run] - 0.3 * runs.size[run]
        x, y, _, _ = turned(along, across, along, across, int(runs.angle[run]))
        lost[piece] = not any(x0 <= x <= x1 and top <= y <= bottom for x0, top, x1, bottom in grounds[page])
    return lost


def _grounds(drawing: Drawing) -> list[Bounds]:
    """What white text may stand on: images, and what is filled in another colour."""
    return [
        *drawing.images,
        *(_bounds(path) for path in drawing.paths if path.fill and min(path.fill) <= PALE),
    ]


def _bounds(path: Path) -> Bounds:
    return bounds_of([point for piece in path.pieces for point in piece])
