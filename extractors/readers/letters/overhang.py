"""Words that stick out of their column into the next one, and touch or cover what stands there."""

from __future__ import annotations

import numpy as np
from ggsr_extract.extractors.readers.letters.runs import COLUMN, PAGE, Bools, Floats, Glyphs, Ints

_GUTTER = 0.8  # em: wider than a space
_OVER = 0.5  # em: what no two letters of a word stand over each other
_KERN = 0.03  # em: what letters of one word may stand apart or over each other


def covers(glyphs: Glyphs, before: Ints, after: Ints, size: Floats) -> Bools:
    """Whether pieces (``after``) lie over the ends of others (``before``) that begin well before them: a word too long for its
    cell reaches over the one in the next cell. Print that is drawn once more, as a shadow is, has the same letters there.

    ``size`` is that of each pair in points.
    """
    count, x0, x1 = glyphs.count, glyphs.x0, glyphs.x1
    far: Bools = (count[before] > 1) & (count[after] > 1) & (glyphs.run[before] != glyphs.run[after])
    far &= (x0[after] - x0[before] > size) & (x1[before] - x0[after] > _OVER * size)
    if not far.any():
        return far
    first = glyphs.first()
    for pair in np.flatnonzero(far).tolist():
        a, b = int(before[pair]), int(after[pair])
        letters = glyphs.code[first[a] : first[a] + count[a]].tolist()
        two = glyphs.code[first[b] : first[b] + 2].tolist()
        at = round((x0[b] - x0[a]) / (x1[a] - x0[a]) * count[a])
        far[pair] = all(two != letters[near : near + 2] for near in range(max(at - 2, 0), at + 3))
    return far


def columns_meet(before: Ints, run: Ints, edges: Floats, size: Floats) -> Bools:
    """Whether runs and those before them each begin at the edge of a column of their own.

    ``edges`` (see ``Glyphs.edges``) and ``size`` tell where each run begins and how large it is, in points.
    """
    found: Bools = edges[run] - edges[before] > 2 * size[run]
    return found


def begins_column(page: Ints, x0: Floats, before: Floats, size: Floats, gap: Floats, several: Bools) -> Bools:
    """Which pieces of words begin a column: several lines begin there, and another one where what is before them begins.

    ``page``, ``x0`` and ``size`` (points) are those of each piece, ``gap`` the white space before it in em (infinite at the
    begin of a line); ``before`` is where the run before a piece of ``several`` letters begins, and the word that a single
    letter may be of. Of letters that are drawn one by one, one that stands as usual behind the one before is of its word,
    wherever that may be. A piece of several letters may stand over the end of any word.
    """
    place = page * PAGE + np.round(x0, 1)
    known, count = np.unique(place[gap > _GUTTER], return_counts=True)
    edges = known[count >= COLUMN]
    found: Bools = (several | (np.abs(gap) > _KERN)) & (x0 - before > 2 * size)
    far = np.flatnonzero(found)  # few are: only their places are looked up
    origin = page[far] * PAGE + np.round(before[far], 1)
    over = several[far] & (gap[far] < -_KERN)
    found[far] = _among(place[far], edges) & (_among(origin, known[count > 1]) | over)
    found[1:] |= (gap[1:] < -_OVER) & several[1:] & several[:-1]
    return found


def _among(values: Floats, known: Floats) -> Bools:
    """Which values are among known ones, which ascend; NaN never is."""
    if not len(known):
        return np.zeros(len(values), dtype=bool)
    found: Bools = known[np.minimum(np.searchsorted(known, values), len(known) - 1)] == values
    return found
