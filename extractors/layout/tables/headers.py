"""Header rows of tables, told by their wording and by the wide gaps between their cells."""

from __future__ import annotations

import math
import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import chain, islice, pairwise, takewhile

from ggsr_extract.extractors.layout.lines import Run, by_middle, gather, run_of, split_wide
from ggsr_extract.extractors.layout.tables.headercells import CELL_GAP, anchors_of, cells_of
from ggsr_extract.extractors.layout.tables.headerends import first_line, last_line
from ggsr_extract.extractors.layout.wording import (
    FIRST,
    HYPHENS,
    LONE,
    THEME_COLUMN,
    THEMES,
    VALUES,
    aspect_of,
    begins_indicator,
    header_key,
    is_criterion,
    is_theme,
    mark_named,
    names_rows,
)
from ggsr_extract.models.source import Page, Word

_WHAT = re.compile(r"^\W*wat\b", re.I)
_EVEN = 1.15  # times the narrowest gap between words of a justified line
_BELOW = 12  # lines within which a mark stands below its heading
_APART = 1.5  # text sizes that header cells without a year stand from those that have one


@dataclass(frozen=True, slots=True)
class HeaderRow:
    """A header row: its kind (``findings``, ``followup``, ``conclusions``), and the words of each of its cells.

    ``spans`` are the left and right edge of each cell's words, but for those that stand ``aside``, over marks left of the
    indicators; header rows with the same ``signature`` stand above the same columns. ``texts`` says how
    often each of its words is printed in it.
    """

    kind: str
    keys: tuple[str, ...]
    cells: tuple[tuple[Word, ...], ...]
    top: float
    bottom: float
    first: int
    last: int
    aside: tuple[Word, ...] = ()

    spans: tuple[tuple[float, float], ...] = field(init=False)
    signature: tuple[object, ...] = field(init=False)
    texts: Counter[str] = field(init=False, compare=False)

    def __post_init__(self) -> None:
        cells = (
            [[w for w in cell if w not in self.aside] for cell in self.cells] if self.aside else self.cells
        )
        spans = tuple([(min([w.x0 for w in cell]), max([w.x1 for w in cell])) for cell in cells])
        object.__setattr__(self, "spans", spans)
        object.__setattr__(self, "signature", (self.keys, *[round(left / 3) for left, _ in spans]))
        object.__setattr__(self, "texts", Counter([word.text for cell in self.cells for word in cell]))


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
    if "indicator" not in keys or not labels:
        return None
    told = bool(keys & {"finding", "year"})
    start = first_line(bands, index, max(labels), page, told)
    if not told and start == index:
        base += _unnamed_finding(bands, index, base)
        told = len(base) > len(keys)
        keys = {key for key, _ in base}
    words: list[Word] = list(band.words)
    for above in bands[start:index]:
        base += [(key, cell) for key, cell in anchors_of(above) if key == "year"]
        words += above.words
    if not told and start == index:
        return None
    base += _theme_over_criteria(bands, index, base)
    base.sort(key=lambda item: item[1].x0)
    if base[-1][0] not in VALUES and not _ends_with_criteria(bands[index + 1 :], base):
        return None
    kind = "findings" if "finding" in keys else "followup"
    # what stood earlier in the document tells more than what happens to follow here
    rows = [row.texts for row in earlier if row.kind == kind]
    last = last_line(bands, index, words, kind, base, page, rows)
    return _make(kind, base, words, start, last, bands)


def _unnamed_finding(
    bands: Sequence[Run], index: int, base: Sequence[tuple[str, Run]]
) -> list[tuple[str, Run]]:
    """The cell over the findings, whatever it says ("Toelichting", "Oordeel"): what stands right of a cell "Indicator" in a
    row that begins with it or with the criteria. At most one of its pieces stands over text, so it heads one column.
    """
    band = bands[index]
    labels = [cell for key, cell in base if key == "indicator" and abs(cell.mid - band.mid) < band.height / 2]
    first = min((cell for _, cell in base), key=lambda cell: cell.x0)
    if len(labels) != 1 or labels[0].words[0].text[:1] != "I" or first.x0 > band.x0 + 1:
        return []
    pieces = [piece for piece in cells_of(band) if piece.x0 > labels[0].x1]
    named = [cell.x0 for _, cell in base]
    pieces = [piece for piece in pieces if piece.x0 not in named]
    if any(pieces[0].x0 < x < pieces[-1].x0 for x in named if pieces):
        return []  # criteria stand between them
    if not pieces or (len(pieces) > 1 and sum(_is_over_text(p, bands[index + 1 :]) for p in pieces) > 1):
        return []
    return [("finding", run_of([word for piece in pieces for word in piece.words]))]


def _ends_with_criteria(bands: Sequence[Run], base: Sequence[tuple[str, Run]]) -> bool:
    """Whether criteria stand behind the findings: what stands below the heading of the indicators is one indeed."""
    keys = [key for key, _ in base]
    if keys[-1] != "criterion" or not any(key in VALUES for key in keys):
        return False
    left = next(cell.x0 for key, cell in base if key == "indicator")
    below = (piece for band in bands[:_BELOW] for piece in split_wide(band, CELL_GAP))
    return any(abs(piece.x0 - left) < piece.size and begins_indicator(piece.text) for piece in below)


def _is_over_text(piece: Run, bands: Sequence[Run]) -> bool:
    """Whether text stands below a piece of a header row, on more lines than a heading goes on for."""
    low, high = 2 * piece.x0 - 2, 2 * piece.x1 + 2
    below = [
        any(len(word.text) > 1 and low < word.x0 + word.x1 < high for word in band.words)
        for band in bands[:_BELOW]
    ]
    return sum(below) > 1


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
    """The cell with a theme's name or the word for themes, left of the indicators' one, where none names criteria: they stand
    below it; or with the word for criteria, broken over lines.
    """
    keys = {key for key, _ in base}
    edge = min(cell.x0 for key, cell in base if key == "indicator")
    if "criterion" in keys or "finding" not in keys or bands[index].x0 >= edge:
        return []
    cell: list[Word] = []
    for band in bands[index : index + 3]:
        cell += [word for word in band.words if word.x0 < edge - 1]
        text = " ".join([word.text for word in cell])
        joined = "".join([word.text.strip(HYPHENS) for word in cell])
        if is_theme(text) or header_key(joined) == "criterion" or joined.casefold() in THEME_COLUMN:
            return [("criterion", run_of(cell[:1]))]
    return []


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
    for piece in split_wide(band, CELL_GAP):
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


def _is_heading(item: tuple[str, Run], band: Run) -> bool:
    """Whether a cell near a header row may be one of its own: text that begins with a year is none."""
    key, cell = item
    return key != "year" or len(cell.words) == 1 or (cell.bold and not band.words[-1].mark)


def _justified(pieces: Sequence[Run], base: Sequence[tuple[str, Run]]) -> list[tuple[str, Run]]:
    """Years with the words of their names where these are typed as far apart as the year stands from them: in justified cells."""
    found: list[tuple[str, Run]] = []
    for at, (key, cell) in enumerate(base):
        right = base[at + 1][1].x0 if at + 1 < len(base) else math.inf
        line = [p for p in pieces if cell.x1 < p.x0 < right and abs(p.mid - cell.mid) < 0.3 * cell.height]
        gaps = [after.x0 - before.x1 for before, after in pairwise([cell, *sorted(line, key=lambda p: p.x0)])]
        single = all(len(piece.words) == 1 for piece in line)
        alone = key == "year" and len(cell.words) == 1 and bool(line)
        if alone and (single or len(line) == 1) and max(gaps) < _EVEN * min(gaps):
            cell = run_of([*cell.words, *(word for piece in line for word in piece.words)])
        found.append((key, cell))
    return found


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


def _without_spanning(
    base: Sequence[tuple[str, Run]], names: Sequence[tuple[str, Run]]
) -> list[tuple[str, Run]]:
    """Cells but for a year alone that begins left of several names below it: it stands over their columns, and over none of its own."""
    found: list[tuple[str, Run]] = []
    for at, (key, cell) in enumerate(base):
        right = base[at + 1][1].x0 if at + 1 < len(base) else math.inf
        under = [name for _, name in names if cell.x1 < name.x0 < right and name.top > cell.mid]
        if not (key == "year" and len(cell.words) == 1 and len(under) > 1):
            found.append((key, cell))
    return found


def _make(
    kind: str, base: Sequence[tuple[str, Run]], words: list[Word], start: int, last: int, bands: Sequence[Run]
) -> HeaderRow | None:
    """Give every word of the header row to the cell whose words it stands over, under or beside."""
    spans: list[list[float]] = []
    keys: list[str] = []
    pieces = _pieces(words)
    if kind == "followup":
        base = _justified(pieces, base)
        names = _unnamed(pieces, base)
        base = sorted([*_without_spanning(base, names), *names], key=lambda item: item[1].x0)
    for key, cell in base:
        if keys[-1:] == ["criterion"] and key == "indicator":
            spans[-1][1] = min(spans[-1][1], cell.x0 - 3)  # a word may reach over the edge of its cell
        if spans and cell.x0 < spans[-1][1] + 2:
            continue
        spans.append([cell.x0, cell.x1])
        keys.append(key)
    cells: list[list[Word]] = [[] for _ in spans]
    first = keys.index("finding") if "finding" in keys else 0
    aside = _over_marks_before(pieces, spans, keys, bands[last + 1 :]) if kind == "findings" else ()
    for piece in pieces:
        marked = first > 0 and _is_over_marks(piece, spans[first - 1][1], spans[first][0], bands[last + 1 :])
        marked = marked or (
            first > 0
            and spans[first - 1][1] < piece.x0 < spans[first][0]
            and mark_named(piece.text) is not None
        )
        places = [first] * len(piece.words) if marked else _places(piece, spans)
        for word, place in zip(piece.words, places, strict=True):
            cells[place].append(word)
    for span, cell_words in zip(spans, cells, strict=True):
        span[0] = min(span[0], *(w.x0 for w in cell_words if w not in aside), span[0])
    if len(spans) < 2 or any(not cell for cell in cells):
        return None
    if "indicator" not in keys or keys[-1] == "indicator":
        # what a broken row leaves: no column of findings stands right of the indicators
        return None
    top = min(band.top for band in bands[start : last + 1])
    bottom = max(band.bottom for band in bands[start : last + 1])
    return HeaderRow(kind, tuple(keys), tuple(map(tuple, cells)), top, bottom, start, last, aside)


def _over_marks_before(
    pieces: Sequence[Run], spans: Sequence[Sequence[float]], keys: Sequence[str], bands: Sequence[Run]
) -> tuple[Word, ...]:
    """The words of a header row that stand over marks which have a column of their own left of the indicators: a mark is
    the first thing below them.
    """
    at = keys.index("indicator") if "indicator" in keys else 0
    low, high = (spans[at - 1][1] if at else -math.inf), spans[at][0]
    found: list[Word] = []
    for piece in pieces:
        inner = [word for word in piece.words if low < word.x0 and word.x1 < high + 2]
        if inner:
            left, right = inner[0].x0 - piece.size, high - 1
            # a criterion may have a row of its own
            words = chain.from_iterable(b.words for b in bands[:_BELOW] if not is_criterion(b.text))
            below = next((word for word in words if word.x0 > left and word.x1 < right), None)
            if below is not None and (below.mark is not None or below.text in LONE):
                found += inner
    return tuple(found)


def _is_over_marks(piece: Run, left: float, right: float, bands: Sequence[Run]) -> bool:
    """Whether a piece between two cells, that over the indicators and that over the findings, stands over marks: they have a
    heading of their own.
    """
    if piece.x0 < left + CELL_GAP * piece.size or piece.x1 > right - CELL_GAP * piece.size:
        return False
    low, high = piece.x0 - 2 * piece.size, piece.x1 + 2 * piece.size
    below = [word for band in bands[:_BELOW] for word in band.words if word.x0 > low and word.x1 < high]
    return any(word.mark is not None or word.text in LONE for word in below)


def _pieces(words: Sequence[Word]) -> list[Run]:
    """Words of a header row as its lines, cut at wide gaps."""
    return [piece for line in gather(by_middle(words)) for piece in split_wide(line, CELL_GAP)]


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
