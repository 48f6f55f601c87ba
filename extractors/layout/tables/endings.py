"""What ends a table: headings, running text over its columns, notes below it."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, median, split_wide
from ggsr_extract.extractors.layout.tables.columns import Columns
from ggsr_extract.extractors.layout.tables.headers import HeaderRow
from ggsr_extract.extractors.layout.wording import HEADINGS, LONE, is_legend, is_note, is_theme
from ggsr_extract.models.source import Page

_HEADING_SIZE = 1.15  # times the table's text size
_NOTES = 3  # lines of text below a table, at most


def size_of(bands: Sequence[Run]) -> float:
    """The usual text size of bands; 0 where there are none."""
    return median([band.words[0].size for band in bands], 0.0)


def is_heading(bands: Sequence[Run], index: int, body_size: float, left: float) -> bool:
    """A line of its own at the table's left: in larger print than the table, or a theme's or a section's name."""
    band = bands[index]
    if band.x0 > left + 25:
        return False
    if index and bands[index - 1].bottom > band.top + 0.15 * band.height:
        return False
    if index + 1 < len(bands) and bands[index + 1].top < band.bottom - 0.15 * band.height:
        return False
    first = band.words[0]
    large = body_size > 0 and first.size > _HEADING_SIZE * body_size and band.size > _HEADING_SIZE * body_size
    if large and first.mark is None and first.text not in LONE:
        return True
    text = band.text
    if not (text[:1].isalpha() or text[:1] in "12345") or not (is_theme(text) or HEADINGS.match(text)):
        return False
    if any(word.mark for word in band.words) or goes_on(bands, index):
        return False
    above = band.top - bands[index - 1].bottom if index else 99.0
    return above > 0.6 * band.height or band.bold


def goes_on(bands: Sequence[Run], index: int) -> bool:
    """Whether the next line continues a sentence: a criterion may begin with the name of a theme."""
    if index + 1 == len(bands):
        return False
    band, below = bands[index], bands[index + 1]
    near = below.mid - band.mid < 1.7 * band.height and abs(below.x0 - band.x0) < 1
    return near and below.words[0].text[:1].islower()


def is_prose(band: Run, columns: Columns, page: Page) -> bool:
    """Whether a band's text runs on over the columns, from the table's left edge, or says what the marks mean."""
    if is_legend(band.text):
        return True
    if len(band.words) <= 2 or band.x0 >= columns.cuts[0] - 8:
        return False
    if is_note(band.text):
        return True
    if any(columns.marked(word) for word in band.words if word.mark):
        return False
    needed = max(min(2, len(columns.cuts)), sum([cut < band.x1 for cut in columns.cuts]))
    return columns.crossed(band) >= needed and not _is_parted(band, columns, page)


def is_below(
    bands: Sequence[Run],
    index: int,
    starts: dict[int, HeaderRow],
    columns: Columns,
    page: Page,
    body_size: float,
) -> bool:
    """Whether nothing but a few lines of running text follow in a table's width, below a ruling that closes it."""
    band = bands[index]
    if not index or band.x0 >= columns.cuts[0] - 8 or not columns.crossed(band):
        return False
    rest = to_heading(bands, index, starts, columns, body_size)
    if len(rest) > _NOTES or any(word.mark or word.text in LONE for some in rest for word in some.words):
        return False
    low, left, right = bands[index - 1].bottom - 1, columns.left + 8, columns.centre(columns.count - 1)
    closing = [
        rule.top
        for rule in page.rules
        if rule.bottom - rule.top < 2.5
        and rule.x0 < left
        and rule.x1 > right
        and low < rule.top < rest[-1].bottom + 99
    ]
    return (
        len(closing) == 1
        and closing[0] < band.top + 1
        and all(len(split_wide(some, 1.3)) == 1 for some in rest)
    )


def _is_parted(band: Run, columns: Columns, page: Page) -> bool:
    """Whether an upright ruling stands at a cut, between two words of a band: in a tight table they are of two cells."""
    for rule in page.rules:
        x = (rule.x0 + rule.x1) / 2
        if rule.x1 - rule.x0 < 2.5 and rule.top < band.mid < rule.bottom:
            beside = any(abs(cut - x) < 3 for cut in columns.cuts)
            if beside and any(a.x1 - 0.5 < x < b.x0 + 0.5 for a, b in pairwise(band.words)):
                return True
    return False


def to_heading(
    bands: Sequence[Run], index: int, starts: dict[int, HeaderRow], columns: Columns, body_size: float
) -> Sequence[Run]:
    """The bands from one on up to a heading, a header row or the end of the page."""
    end = index + 1
    while end < len(bands) and end not in starts and not is_heading(bands, end, body_size, columns.left):
        end += 1
    return bands[index:end]
