"""Words that stick out of their column into the next one, and touch or cover what stands there."""

from __future__ import annotations

import numpy as np
from ggsr_extract.extractors.readers.runs import COLUMN, PAGE, Bools, Floats, Ints

_GUTTER = 0.8  # em: wider than a space
_KERN = 0.03  # em: what letters of one word may stand apart or over each other


def columns_meet(before: Ints, run: Ints, edges: Floats, size: Floats) -> Bools:
    """Whether runs and those before them each begin at the edge of a column of their own.

    ``edges`` (see ``Glyphs.edges``) and ``size`` tell where each run begins and how large it is, in points.
    """
    found: Bools = edges[run] - edges[before] > 2 * size[run]
    return found


def begins_column(page: Ints, x0: Floats, before: Floats, size: Floats, gap: Floats, several: Bools) -> Bools:
    """Which pieces of words begin a column: several lines begin there, and several where what is before them begins.

    ``page``, ``x0`` and ``size`` (points) are those of each piece, ``gap`` the white space before it in em (infinite at the
    begin of a line); ``before`` is where the run before a piece of ``several`` letters begins, and the word that a single
    letter may be of. Of letters that are drawn one by one, one that stands as usual behind the one before is of its word,
    wherever that may be.
    """
    place = page * PAGE + np.round(x0, 1)
    known, count = np.unique(place[gap > _GUTTER], return_counts=True)
    edges = known[count >= COLUMN]
    found: Bools = (several | (np.abs(gap) > _KERN)) & (x0 - before > 2 * size)
    far = np.flatnonzero(found)  # few are: only their places are looked up
    origin = page[far] * PAGE + np.round(before[far], 1)
    found[far] = _among(place[far], edges) & _among(origin, edges)
    return found


def _among(values: Floats, known: Floats) -> Bools:
    """Which values are among known ones, which ascend; NaN never is."""
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    found: Bools = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return found
