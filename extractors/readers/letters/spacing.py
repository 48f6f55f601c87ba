"""Letters that are typed apart: tracking, and words with a space between each two letters."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers.letters.glyphs import UNMAPPED
from ggsr_extract.extractors.readers.letters.runs import Bools, Floats, Ints

WORD_GAP = 0.14
"""Em. A wider gap parts two words even where no space is drawn; the narrowest spaces of justified text are near 0.16."""
_SPACE = 0.25  # em: the width of a usual space
_NARROW = 0.22  # em: the width of a space in narrow letters
_TIGHT = 0.06  # em: letters of one word stand nearer
_SEVERAL = 3
_SPACES = 20  # on a page, at least, to tell whether it draws them


def without_tracking(gap: Floats, spaced: Bools, count: Ints) -> Floats:
    """Gaps with the even distance of letters that are spaced apart taken off.

    A stretch of a line (gaps below one em) counts as spaced apart when most of its letters stand at one and the same
    distance from each other; ordinary text has no distance between the letters of its words. Two letters alone count when
    they stand at the distance of several such stretches.

    ``gap`` and ``spaced`` say how far each piece stands behind the one before, in em, and whether a space is between;
    ``count`` is its number of letters, which follow each other without a gap.
    """
    wide = ~spaced & (gap > _TIGHT) & (gap < 1.0)
    if np.count_nonzero(wide) < 2:
        return gap
    known: list[float] = []
    result = gap.copy()
    first = np.flatnonzero(gap >= 1.0)
    apart = np.add.reduceat((~spaced & (gap < 1.0)) + count - 1, first)
    loose = np.add.reduceat(wide.astype(np.int64), first)
    ends = np.append(first[1:], len(gap))
    for which in np.flatnonzero((apart >= 2) & (loose >= 0.6 * apart)).tolist():
        inner = np.arange(first[which] + 1, ends[which])
        within = np.zeros(int((count[first[which] : ends[which]] - 1).sum()))
        letters = np.append(gap[inner[~spaced[inner]]], within)
        usual = float(np.median(letters))
        even = np.count_nonzero(np.abs(letters - usual) < 0.07)
        # far wider ones lie between words, with or without a drawn space
        if usual > _TIGHT and even >= max(2, 0.6 * np.count_nonzero(letters < usual + _SPACE)):
            result[inner] -= usual
            known.append(usual)
    for which in np.flatnonzero((apart == 1) & (loose == 1)).tolist() if known else ():
        inner = np.arange(first[which] + 1, ends[which])
        usual = float(gap[inner[wide[inner]]][0])
        if np.count_nonzero(np.abs(np.array(known) - usual) < 0.01) >= _SEVERAL:
            result[inner] -= usual
    return result


def word_gaps(gap: Floats, spaced: Bools, run: Ints, count: Ints, page: Ints) -> Floats:
    """The gap, in em, that parts two words without a drawn space, for each piece (see ``without_tracking``) by its ``run``,
    ``count`` and ``page``.

    Where a page draws a space in nearly all gaps as wide as a space, letters that stand a little apart are kerned or tracked,
    single ones of one run; between runs a space that is drawn alone may be lost.
    """
    wide = (gap > _SPACE) & (gap < 1.0)
    gaps = np.bincount(page[wide], minlength=int(page.max()) + 1)
    drawn = np.bincount(page[wide & spaced], minlength=len(gaps))
    written = (gaps >= _SPACES) & (drawn >= 0.9 * gaps)
    found: Floats = np.where(written[page], _SPACE, WORD_GAP)
    near = gap < _TIGHT
    several = ((count > 1) | np.append(near[1:], False))[1:] & ((count > 1) | near)[:-1]
    parted = run[1:] != run[:-1]
    found[1:][written[page[1:]] & (parted | several)] = _NARROW
    found[1:][parted & several] = WORD_GAP
    return found


def join_single_letters(
    code: npt.NDArray[np.uint32], count: Ints, mark: npt.NDArray[np.int8], gap: Floats, start: Bools
) -> None:
    """Undo the cuts within words whose letters were typed with a space between each, in place.

    Four or more letters in a row that each stand alone, with gaps of at most two sizes: the small one lies between letters,
    the large one (half as large again, or more) between words. ``code`` is the first letter of each piece, ``start`` says
    which pieces begin a word.
    """
    first = np.flatnonzero(start)
    alone = (np.add.reduceat(count, first) == 1) & (mark[first] == 0)
    if not (alone[3:] & alone[2:-1] & alone[1:-2] & alone[:-3]).any():
        return
    single = code[first[alone]].tolist()
    alone[alone] = [code < UNMAPPED and chr(code).isalpha() for code in single]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], alone, [False]]).astype(np.int8)))
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        stretch = first[begin:end]
        cuts = [0, *(np.flatnonzero(gap[stretch[1:]] > 1.2) + 1).tolist(), len(stretch)]
        for a, b in pairwise(cuts):
            inner = stretch[a + 1 : b]
            if len(inner) < 3:
                continue
            small = float(gap[inner].min())
            near = gap[inner] <= 1.3 * small
            if np.count_nonzero(near) >= 3 and np.all(near | (gap[inner] >= 1.5 * small)):
                start[inner[near]] = False
