"""Which lines a header row takes up: names below years, words that were cut off, what a ruling or shading closes."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, split_wide
from ggsr_extract.extractors.layout.tables.headercells import CELL_GAP, anchors_of
from ggsr_extract.extractors.layout.wording import HYPHENS, LONE, begins_indicator, is_criterion, is_theme
from ggsr_extract.models.source import Page, Word

_NAME_LINES = 4  # that a name takes below its year in a narrow column, at most
_ROW_APART = 2.2  # of the text's height, between a row of years and the row of names below it at most
_CUT_OFF = 7  # letters on one line of a word that is too long for its header cell, at most
_TIGHT = 0.6  # of the text's height, between lines of a header cell at most
_EDGE_LINES = 3.2  # lines below a header row's first words within which it ends
_CUT_OFF_GAP = 1.4  # of the text's height, between the lines of such a word at most


def first_line(bands: Sequence[Run], index: int, left: float, page: Page, told: bool = True) -> int:
    """The band that a header row begins at whose cells have more lines above its other words, right of ``left``.

    Names of several lengths that are centred beside each other, or end at the bottom, put years and parts of names on one
    line. Where no other word names a column of findings (``told``), the years may have a row of their own. A header row that
    is shaded begins with its shading.
    """
    first = start = index
    band = bands[index]
    closed = _closed_above(page, band)
    while start and index - start < 4:
        above = bands[start - 1]
        cells = split_wide(above, CELL_GAP)
        years = sum(key == "year" for key, _ in anchors_of(above))
        far = (1.3 if told or start < index else _ROW_APART) if years == len(cells) else 0.9
        near = above.bottom > bands[start].top - far * band.height
        tight = above.bottom > bands[start].top - _TIGHT * band.height
        long = any(len(cell.words) > 3 for cell in cells if len(cells) > years)
        within = above.mid > closed or (tight and above.bold and band.bold)
        within = within and not is_theme(above.text) and not any(word.mark for word in above.words)
        if not near or (long and not within) or above.x0 < left:
            break
        start -= 1
        cut_off = all(cell.words[-1].text[-1] in HYPHENS for cell in cells)
        first = start if within or cut_off or years == len(cells) else first
    return first


def _closed_above(page: Page, band: Run) -> float:
    """Where the shading of a header row begins, or the ruling above it stands; infinite where it has neither."""
    limit = band.top - _NAME_LINES * 1.5 * band.height
    tops = [
        fill.top
        for fill in page.fills
        if limit < fill.top < band.mid < fill.bottom < band.bottom + _EDGE_LINES * band.height
        and fill.x0 < band.words[0].x1
    ]
    tops += [
        rule.top
        for rule in page.rules
        if limit < rule.top < band.top
        and rule.bottom - rule.top < 2
        and rule.x0 <= band.x0 + 1
        and rule.x1 >= band.words[-1].x1
    ]
    return max(tops, default=math.inf)


def last_line(
    bands: Sequence[Run],
    index: int,
    words: list[Word],
    kind: str,
    base: Sequence[tuple[str, Run]],
    page: Page,
    rows: Sequence[Counter[str]],
) -> int:
    """The last line of a header row, whose words are added to ``words``; ``rows`` are earlier ones of its kind."""
    bottom = max(cell.bottom for _, cell in base)
    edge = _edge_below(page, bands[index], bottom)
    last = index
    while last + 1 < len(bands):
        below = bands[last + 1]
        told = Counter(word.text for word in words)
        whole = told in rows
        if edge is not None:
            # what is marked is a row above the first shaded one, and so is what stands below a whole header row
            inside = below.mid < edge and not any(word.mark for word in below.words)
            inside = inside and (below.mid <= bottom or not whole)
        else:
            returns = kind == "followup" and any(
                told + Counter(word.text for word in below.words) <= row for row in rows
            )
            goes_on = not whole and (returns or _wraps(bands, last, base) or _goes_on(bands, last, base))
            inside = below.mid <= bottom or goes_on
        inside = inside or _is_rest_of_marks(bands[last], below)
        if not inside or is_criterion(below.text):
            # a criterion may have a row of its own, as wide as the table
            break
        last += 1
        words += below.words
        bottom = max(bottom, below.bottom)
    return last


def _is_rest_of_marks(above: Run, below: Run) -> bool:
    """Whether a sign below a header row ends a cell that names both marks, as "√/" does in a narrow column."""
    return (
        len(below.words) == 1
        and below.words[0].text in LONE
        and below.top - above.bottom < _CUT_OFF_GAP * above.height
        and any(
            word.text.endswith("/") and word.x0 < below.x1 + above.height and below.x0 < word.x1 + 2
            for word in above.words
        )
    )


def _edge_below(page: Page, band: Run, bottom: float) -> float | None:
    """The line or the end of the shading right below a header row, if there is one within three lines."""
    limit = bottom + _EDGE_LINES * band.height
    shades = [
        fill.bottom
        for fill in page.fills
        if fill.top < band.mid < fill.bottom and bottom - 1 <= fill.bottom <= limit and fill.x1 >= band.x0
    ]
    if shades:
        return max(shades)  # cells may be shaded one by one, as high as their text
    level = [
        rule
        for rule in page.rules
        if bottom - 1 <= rule.top <= limit
        and rule.bottom - rule.top < 2
        and rule.x0 <= band.words[-1].x1
        and rule.x1 >= band.x0
    ]
    # one that does not reach the first cell parts a year from the names below it
    edges = [rule.top for rule in level if rule.x0 <= band.x0 + 1] or [rule.top for rule in level]
    # a shaded row right below begins where the header row ends, be it so tight that letters may reach over its edge
    edges += [
        fill.top
        for fill in page.fills
        if bottom - 0.35 * band.height <= fill.top <= limit
        and fill.bottom - fill.top > band.height
        and fill.x0 <= band.x0 + 9
        and fill.x1 >= band.words[-1].x1
    ]
    return min(edges, default=None)


def _wraps(bands: Sequence[Run], last: int, base: Sequence[tuple[str, Run]]) -> bool:
    """Whether the band after ``last`` goes on with a header cell: names below years, in the header's weight and close by.

    Columns of one year are told apart by names, so what stands below those years is a name if it may be one.
    """
    above, below = bands[last], bands[last + 1]
    years = [cell for key, cell in base if key == "year"]
    twice = len({cell.words[0].text for cell in years}) < len(years)
    loose = below.bold and (twice or all(cell.bold for _, cell in base))
    if below.top - above.bottom > (1.5 if loose else 0.6) * above.height:
        return False
    if not years or any(word.mark for word in below.words):
        return False
    before = max((cell.x1 for _, cell in base if cell.x0 < years[0].x0), default=years[0].x0)
    left = min(years[0].x0 - 2 * above.height, before + 0.5 * above.height)
    if below.x0 < left:
        return False
    if below.bold:
        return True
    if any(cell.bold for _, cell in base):
        return False
    if last + 2 >= len(bands):
        # nothing stands below a header row that is left at the end of its page
        return any(abs(below.x0 - cell.x0) < 0.3 * cell.height for cell in years)
    gap = max(below.top - above.bottom, 1.0)
    for upper, lower in pairwise(bands[last + 1 : last + 2 + _NAME_LINES]):
        if lower.top - upper.bottom > (1.25 * gap + 0.5 if twice else 1.5 * gap):
            return True
        if lower.x0 < left:
            return twice
        if any(word.mark for word in lower.words):
            return False
    return False


def _goes_on(bands: Sequence[Run], last: int, base: Sequence[tuple[str, Run]]) -> bool:
    """Whether the band after ``last`` goes on with header cells: a word that was cut off, or more words in the header's bold."""
    above, below = bands[last], bands[last + 1]
    gap = below.top - above.bottom
    if gap > _CUT_OFF_GAP * above.height or any(word.mark for word in below.words):
        return False
    pieces = split_wide(below, CELL_GAP)
    over = [cell for _, cell in base] + split_wide(above, CELL_GAP)
    if not all(any(piece.x0 < cell.x1 + 2 and piece.x1 > cell.x0 - 2 for cell in over) for piece in pieces):
        return False
    if all(_ends_word(piece, over) for piece in pieces):
        return True
    if gap > 0.6 * above.height:
        return False
    cut_off = {round(cell.x0) for _, cell in base if cell.words[-1].text[-1] in HYPHENS}
    if cut_off and all(piece.words[0].text[:1].islower() and round(piece.x0) in cut_off for piece in pieces):
        return True
    return (
        below.bold
        and all(cell.bold for _, cell in base)
        and not any(begins_indicator(piece.text) or is_criterion(piece.text) for piece in pieces)
    )


def _ends_word(piece: Run, over: Sequence[Run]) -> bool:
    """Whether a piece is the end of a word that did not fit its header cell: a few small letters, or capitals below capitals."""
    text = piece.text
    if len(piece.words) > 1 or len(text) > _CUT_OFF or not text.isalpha():
        return False
    above = "".join([cell.text for cell in over if piece.x0 < cell.x1 + 2 and piece.x1 > cell.x0 - 2])
    return text.islower() or (text.isupper() and above.isupper())
