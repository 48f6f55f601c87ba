"""Cells of a line that name columns of a table."""

from __future__ import annotations

from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, run_of, split_wide
from ggsr_extract.extractors.layout.wording import header_key

CELL_GAP = 0.9
"""In text sizes: wider than a space in justified headings, narrower than any gutter."""
_AND = ("en", "&", "+", "/")  # between criteria and indicators that share a column
_YEAR_GAP = 0.4  # wider than a space between words
_YEAR_WORDS = 9  # of a year and a name, at most
_FEW_WORDS = 3  # of what names another column, at most
_WORDS = 7  # where it begins with a capital ("Indicatoren uit het toetsingskader van STJ")


def anchors_of(band: Run) -> list[tuple[str, Run]]:
    """Cells of a band that begin with a word which names a column."""
    if not any(header_key(word.text) for word in band.words):
        return []  # as nearly all lines
    found = []
    for cell in cells_of(band):
        key = header_key(cell.words[0].text)
        if key in (None, "finding") and any(header_key(word.text) == "year" for word in cell.words[1:4]):
            key = "year"  # "Oordeel 2013", or a name and its year
        if key is None and header_key(cell.words[-1].text) == "finding":
            key = "finding"  # "Toelichting bevindingen"
        if key is None or (len(cell.words) > _FEW_WORDS and not _may_be_long(cell, key)):
            continue
        if key == "criterion" and len(cell.words) == 3 and header_key(cell.words[2].text) == "indicator":
            key = "indicator"
        found.append((key, cell))
    return found


def cells_of(band: Run) -> list[Run]:
    """The cells of a header row: its pieces, cut where one names another column."""
    return [part for piece in split_wide(band, CELL_GAP) for part in _split_headings(piece)]


def _may_be_long(cell: Run, key: str) -> bool:
    """Whether a cell of several words may name a column: a year may have a name, and other headings begin with a capital."""
    return len(cell.words) <= (_YEAR_WORDS if key == "year" else _WORDS if cell.text[:1].isupper() else 0)


def _split_headings(cell: Run) -> list[Run]:
    """A cell of a header row whose words reach the next one: what names another column begins a cell of its own.

    A year inside a name is another one than the column's, with an ordinary space before it. What reaches the cell over the
    indicators or the criteria may be a theme's name, or signs over marks.
    """
    words = cell.words
    own = header_key(words[0].text)
    if own is None:
        rows = ("indicator", "criterion")
        at = next((i for i, w in enumerate(words) if w.text[:1] in "IC" and header_key(w.text) in rows), 0)
        return [run_of(words[:at]), *_split_headings(run_of(words[at:]))] if at else [cell]
    if own == "finding":
        return [cell]
    starts = [0]
    for index in range(1, len(words)):
        word = words[index]
        key = header_key(word.text)
        if own != "year":
            begins = key is not None and key != own and words[index - 1].text not in _AND
        else:
            wide = word.x0 - words[index - 1].x1 > _YEAR_GAP * max(word.size, 1.0)
            begins = key == "year" and (word.text == words[0].text or wide)
        if begins:
            starts.append(index)
            own = key
    return [run_of(words[a:b]) for a, b in pairwise([*starts, len(words)])]
