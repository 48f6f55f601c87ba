"""Words that stick out of their column into the next one, and touch or cover what stands there."""

from __future__ import annotations

import numpy as np
from ggsr_extract.extractors.readers.letters.runs import (
    COLUMN,
    PAGE,
    Bools,
    Floats,
    Glyphs,
    Ints,
    is_accent,
    is_white,
)

_MARKS = frozenset(map(ord, "xX"))  # letters that are marks
_GUTTER = 0.8  # em: wider than a space
_OVER = 0.5  # em: what no two letters of a word stand over each other
_NEAR = 0.15  # em: what letters of one word that are drawn one by one stand apart or over each other, at most
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


def chained(glyphs: Glyphs, order: Ints, line: Ints, size: Floats) -> Ints:
    """The order of pieces where words whose letters are drawn one by one reach over others: the letters of each before those of
    the one that begins further right. Each letter is of the word that ends nearest to where it begins.

    ``order`` has the pieces line by line from left to right, ``line`` the line of each in that order.
    """
    x0, x1, code = glyphs.x0[order], glyphs.x1[order], glyphs.code[glyphs.first()[order]]
    over = (2 * x0[1:] < x0[:-1] + x1[:-1]) & (line[1:] == line[:-1]) & (code[1:] != code[:-1])
    over &= (glyphs.count[order[1:]] == 1) & (glyphs.count[order[:-1]] == 1) & (x1[1:] > x0[1:])
    if not over.any():
        return order
    white, accent = is_white(code), is_accent(code)
    odd = white | accent
    over &= ~(odd[1:] | odd[:-1])
    result = order.copy()
    for each in set(line[1:][over].tolist()):
        here = np.flatnonzero(line == each)
        if accent[here].any():
            continue  # drawn where the letter before stands, though of no other word
        em = float(size[glyphs.run[order[here[0]]]])
        words = _dealt(x0[here].tolist(), x1[here].tolist(), white[here].tolist(), em)
        spans = [(x0[here[word[0]]], x1[here[word]].max(), len(word)) for word in words]
        # those of a cell begin well behind those of the cell before, or are a mark
        if any(
            right[0] < left[1]
            and right[0] - left[0] > 2 * em
            and left[2] > 2
            and (right[2] > 2 or int(code[here[word[0]]]) in _MARKS)
            for left, right, word in zip(spans, spans[1:], words[1:], strict=False)
        ):
            result[here] = order[here[[at for word in words for at in word]]]
    return result


def _dealt(begins: list[float], ends: list[float], white: list[bool], em: float) -> list[list[int]]:
    """The pieces of a line as words, by their places from left to right; the words by where they begin. White space is of the
    word that it stands behind.
    """
    words: list[list[int]] = []
    reached: list[float] = []
    for at, (begin, end, after) in enumerate(zip(begins, ends, [*begins[1:], np.inf], strict=True)):
        near = min(range(len(reached)), key=lambda word: abs(begin - reached[word]), default=-1)
        apart = abs(begin - reached[near]) if words else np.inf
        # where the next letter stands right behind a word, one that does not is of another
        other = words and apart > _KERN * em > abs(after - reached[near])
        if words and (white[at] or (apart < _NEAR * em and not other)):
            words[near].append(at)
            reached[near] = reached[near] if white[at] else end
        else:
            words.append([at])
            reached.append(end)
    return words


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
