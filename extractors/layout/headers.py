"""Header rows of tables, told by their wording and by the wide gaps between their cells."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice, pairwise, takewhile

from ggsr_extract.extractors.layout.lines import Run, by_middle, gather, run_of, split_wide
from ggsr_extract.extractors.layout.wording import (
    FIRST,
    HYPHENS,
    THEMES,
    aspect_of,
    begins_indicator,
    header_key,
    is_criterion,
    is_theme,
    names_rows,
)
from ggsr_extract.models.source import Page, Word

_WHAT = re.compile(r"^\W*wat\b", re.I)
_CELL_GAP = 0.9  # in text sizes: wider than a space in justified headings, narrower than any gutter

_AND = ("en", "&", "+", "/")  # between criteria and indicators that share a column
_YEAR_GAP = 0.4  # wider than a space between words
_YEAR_WORDS = 9  # of a year and a name, at most
_APART = 1.5  # text sizes that header cells without a year stand from those that have one
_NAME_LINES = 4  # that a name takes below its year in a narrow column, at most
_CUT_OFF = 7  # letters on one line of a word that is too long for its header cell, at most
_CUT_OFF_GAP = 1.4  # of the text's height, between the lines of such a word at most


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A header row: its kind (``findings``, ``followup``, ``conclusions``), and the words of each of its cells.

    ``spans`` are the left and right edge of each cell's words; header rows with the same ``signature`` stand above the same
    columns.
    """

    kind: str
    keys: tuple[str, ...]
    cells: tuple[tuple[Word, ...], ...]
    top: float
    bottom: float
    first: int
    last: int

    spans: tuple[tuple[float, float], ...] = field(init=False)
    signature: tuple[object, ...] = field(init=False)

    def __post_init__(self) -> None:
        spans = tuple([(min([w.x0 for w in cell]), max([w.x1 for w in cell])) for cell in self.cells])
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "signature", (self.keys, *(round(left / 3) for left, _ in spans)))

    def texts(self) -> Counter[str]:
        """How often each of its words is printed in it."""
        return Counter(word.text for cell in self.cells for word in cell)


def find_headers(
    bands: Sequence[Run], page: Page, named: Sequence[int], earlier: Sequence[HeaderRow] = ()
) -> list[HeaderRow]:
    """All header rows on a page, from top to bottom; ``first`` and ``last`` are the bands that they take up.

    ``named`` are the numbers of words that may name a column, in the order of the document. ``earlier`` are the header
    rows of the pages before, one of which may return.
    """
    found: list[HeaderRow] = []
    if not named or not bands:
        return found
    after = 0
    begins = [min(band.places) for band in bands]
    for number in named:
        index = bisect_right(begins, number) - 1
        if index >= after and number in bands[index].places:
            header = _header_at(bands, index, page, [*earlier, *found])
            after = index + 1
            if header is not None:
                found.append(header)
                after = header.last + 1
    return found


def _header_at(
    bands: Sequence[Run], index: int, page: Page, earlier: Sequence[HeaderRow]
) -> HeaderRow | None:
    band = bands[index]
    texts = [word.text.casefold() for word in band.words if word.text[:1] in FIRST]
    if any(text.startswith("wat") for text in texts):
        aspects = _aspects(bands, index)
        if aspects is not None:
            return aspects
    if not any(map(names_rows, texts)):
        return None
    own = anchors_of(band)
    base = _named_cells(bands, index, own)
    keys = {key for key, _ in base}
    labels = [cell.x1 for key, cell in own if key in ("indicator", "criterion")]
    if "indicator" not in keys or not keys & {"finding", "year"} or not labels:
        return None
    start = _first_line(bands, index, max(labels))
    words: list[Word] = list(band.words)
    for above in bands[start:index]:
        base += [(key, cell) for key, cell in anchors_of(above) if key == "year"]
        words += above.words
    base += _theme_over_criteria(bands, index, base)
    base.sort(key=lambda item: item[1].x0)
    kind = "findings" if "finding" in keys else "followup"
    # what stood earlier in the document tells more than what happens to follow here
    rows = [row.texts() for row in earlier if row.kind == kind]
    last = _last_line(bands, index, words, kind, base, page, rows)
    return _make(kind, base, words, start, last, bands)


def _named_cells(bands: Sequence[Run], index: int, own: Sequence[tuple[str, Run]]) -> list[tuple[str, Run]]:
    """The cells that name columns on a line (``own``) and on those right below it."""
    band = bands[index]
    limit = band.mid + 2.2 * band.height
    found = list(own)
    named = any(key == "finding" for key, _ in own)
    for below in takewhile(lambda other: other.mid < limit, islice(bands, index + 1, None)):
        cells = anchors_of(below)
        found += [item for item in cells if (item[0] != "year" if named else _is_heading(item, band))]
    return sorted(
        [(key, cell) for key, cell in found if abs(cell.mid - band.mid) < 2.2 * band.height],
        key=lambda item: item[1].x0,
    )


def _theme_over_criteria(
    bands: Sequence[Run], index: int, base: Sequence[tuple[str, Run]]
) -> list[tuple[str, Run]]:
    """The cell with a theme's name, left of the indicators' one, where none names criteria: they stand below it."""
    keys = {key for key, _ in base}
    edge = min(cell.x0 for key, cell in base if key == "indicator")
    if "criterion" in keys or "finding" not in keys or bands[index].x0 >= edge:
        return []
    cell: list[Run] = []
    for band in bands[index : index + 2]:
        cell += [piece for piece in split_wide(band, _CELL_GAP) if piece.x1 < edge]
        text = " ".join([piece.text for piece in cell])
        if is_theme(text) or is_theme(text.replace("- ", "")):
            return [("criterion", cell[0])]
    return []


def _last_line(
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
        if not inside or is_criterion(below.text):
            # a criterion may have a row of its own, as wide as the table
            break
        last += 1
        words += below.words
        bottom = max(bottom, below.bottom)
    return last


def _aspects(bands: Sequence[Run], index: int) -> HeaderRow | None:
    """The header row of a table of conclusions; in narrow columns one of its two cells may need a second line.

    Where cells are centred, the lines of that cell stand above and below the middle of the other one's. One table for all
    themes names them in a column of their own.
    """
    first = bands[index]
    themes = first.words[:1] if THEMES.match(first.words[0].text) else []
    if not themes and not _WHAT.match(first.text):
        return None
    for last in range(index, min(index + 3, len(bands))):
        if last > index and bands[last].top - bands[last - 1].bottom > 0.9 * first.height:
            break
        pieces = [piece for band in bands[index : last + 1] for piece in _headed(band)]
        cells = _two_cells([piece for piece in pieces if piece.words[0] not in themes])
        if cells and all(aspect_of(" ".join([word.text for word in cell])) for cell in cells):
            top = min(band.top for band in bands[index : last + 1])
            bottom = max(band.bottom for band in bands[index : last + 1])
            keys = ("theme", "aspect", "aspect") if themes else ("aspect", "aspect")
            every = (tuple(themes), *cells) if themes else cells
            return HeaderRow("conclusions", keys, every, top, bottom, index, last)
    return None


def _headed(band: Run) -> list[Run]:
    """A band's pieces, cut at wide gaps and before each "Wat"."""
    found = []
    for piece in split_wide(band, _CELL_GAP):
        starts = [at for at, word in enumerate(piece.words) if at and _WHAT.match(word.text)]
        found += [run_of(piece.words[a:b]) for a, b in pairwise([0, *starts, len(piece.words)])]
    return found


def _two_cells(pieces: Sequence[Run]) -> tuple[tuple[Word, ...], tuple[Word, ...]] | None:
    """The words of two cells beside each other, line by line; None where pieces make more or fewer."""
    groups: list[list[Run]] = []
    reached = -math.inf
    for piece in sorted(pieces, key=lambda run: run.x0):
        if piece.x0 < reached:
            groups[-1].append(piece)
        else:
            groups.append([piece])
        reached = max(reached, piece.x1)
    if len(groups) != 2:
        return None
    left, right = (
        tuple([word for run in sorted(group, key=lambda run: run.mid) for word in run.words])
        for group in groups
    )
    return left, right


def _first_line(bands: Sequence[Run], index: int, left: float) -> int:
    """The band that a header row begins at whose years stand above its other words, right of ``left``.

    Names of several lengths that are centred beside each other put years and parts of names on one line.
    """
    first = start = index
    while start and index - start < 4:
        above = bands[start - 1]
        cells = split_wide(above, _CELL_GAP)
        years = sum(key == "year" for key, _ in anchors_of(above))
        near = above.bottom > bands[start].top - (1.3 if years == len(cells) else 0.9) * bands[index].height
        long = any(len(cell.words) > 3 for cell in cells if len(cells) > years)
        if not near or long or above.x0 < left:
            break
        start -= 1
        first = start if years == len(cells) else first
    return first


def anchors_of(band: Run) -> list[tuple[str, Run]]:
    """Cells of a band that begin with a word which names a column."""
    found = []
    for cell in (part for piece in split_wide(band, _CELL_GAP) for part in _split_headings(piece)):
        key = header_key(cell.words[0].text)
        if key in (None, "finding") and any(header_key(word.text) == "year" for word in cell.words[1:4]):
            key = "year"  # "Oordeel 2013", or a name and its year
        if key is None and header_key(cell.words[-1].text) == "finding":
            key = "finding"  # "Toelichting bevindingen"
        if key is None or len(cell.words) > (_YEAR_WORDS if key == "year" else 3):
            continue
        if key == "criterion" and len(cell.words) == 3 and header_key(cell.words[2].text) == "indicator":
            key = "indicator"
        found.append((key, cell))
    return found


def _split_headings(cell: Run) -> list[Run]:
    """A cell of a header row whose words reach the next one: what names another column begins a cell of its own.

    A year inside a name is another one than the column's, with an ordinary space before it.
    """
    words = cell.words
    own = header_key(words[0].text)
    if own is None or own == "finding":
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


def _is_heading(item: tuple[str, Run], band: Run) -> bool:
    """Whether a cell near a header row may be one of its own: text that begins with a year is none."""
    key, cell = item
    return key != "year" or len(cell.words) == 1 or (cell.bold and not band.words[-1].mark)


def _edge_below(page: Page, band: Run, bottom: float) -> float | None:
    """The line or the end of the shading right below a header row, if there is one within three lines."""
    limit = bottom + 3.2 * band.height
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
    edges += [
        fill.bottom
        for fill in page.fills
        if fill.top < band.mid < fill.bottom and bottom - 1 <= fill.bottom <= limit and fill.x1 >= band.x0
    ]
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
    pieces = split_wide(below, _CELL_GAP)
    over = [cell for _, cell in base] + split_wide(above, _CELL_GAP)
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


def _unnamed(pieces: Sequence[Run], base: Sequence[tuple[str, Run]]) -> list[tuple[str, Run]]:
    """Cells of a follow-up's header row that hold no year, well apart from those that do: names below a year over several columns."""
    indicator = max((cell.x1 for key, cell in base if key == "indicator"), default=math.inf)
    found: list[tuple[str, Run]] = []
    for piece in pieces:
        far = _APART * piece.size
        if piece.x0 > indicator and all(
            piece.x0 > cell.x1 + far or piece.x1 < cell.x0 - far for _, cell in (*base, *found)
        ):
            found.append(("year", piece))
    return found


def _make(
    kind: str, base: Sequence[tuple[str, Run]], words: list[Word], start: int, last: int, bands: Sequence[Run]
) -> HeaderRow | None:
    """Give every word of the header row to the cell whose words it stands over, under or beside."""
    spans: list[list[float]] = []
    keys: list[str] = []
    pieces = _pieces(words)
    if kind == "followup":
        base = sorted([*base, *_unnamed(pieces, base)], key=lambda item: item[1].x0)
    for key, cell in base:
        if spans and cell.x0 < spans[-1][1] + 2:
            continue
        spans.append([cell.x0, cell.x1])
        keys.append(key)
    cells: list[list[Word]] = [[] for _ in spans]
    for piece in pieces:
        for word, place in zip(piece.words, _places(piece, spans), strict=True):
            cells[place].append(word)
    for span, cell_words in zip(spans, cells, strict=True):
        span[0] = min(span[0], *(w.x0 for w in cell_words), span[0])
    if len(spans) < 2 or any(not cell for cell in cells):
        return None
    if "indicator" not in keys or keys[-1] == "indicator":
        # what a broken row leaves: no column of findings stands right of the indicators
        return None
    top = min(band.top for band in bands[start : last + 1])
    bottom = max(band.bottom for band in bands[start : last + 1])
    return HeaderRow(kind, tuple(keys), tuple(map(tuple, cells)), top, bottom, start, last)


def _pieces(words: Sequence[Word]) -> list[Run]:
    """Words of a header row as its lines, cut at wide gaps."""
    return [piece for line in gather(by_middle(words)) for piece in split_wide(line, _CELL_GAP)]


def _places(piece: Run, spans: Sequence[Sequence[float]]) -> list[int]:
    """The cell of each word. A piece below one heading is that heading's as a whole, however far it runs to the right."""
    over = [i for i, (left, right) in enumerate(spans) if piece.x0 < right + 2 and piece.x1 > left - 2]
    if len(over) == 1:
        return over * len(piece.words)
    if len(over) > 1 and all(any(abs(w.x0 - spans[i][0]) < 2 for w in piece.words) for i in over):
        lefts = [spans[i][0] - 2 for i in over]
        return [over[max(bisect_right(lefts, w.x0) - 1, 0)] for w in piece.words]
    result = []
    for word in piece.words:
        distance = [max(left - word.x1, word.x0 - right, 0.0) for left, right in spans]
        result.append(min(range(len(spans)), key=lambda i: (distance[i], i)))
    return result
