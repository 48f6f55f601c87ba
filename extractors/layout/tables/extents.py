"""Where tables begin and end on each page, with and without a header row of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, field
from itertools import chain, pairwise

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, places_of
from ggsr_extract.extractors.layout.tables.centred import centred_cuts, is_level, placing
from ggsr_extract.extractors.layout.tables.columns import Columns, fit
from ggsr_extract.extractors.layout.tables.endings import (
    goes_on,
    is_below,
    is_heading,
    is_prose,
    size_of,
    to_heading,
)
from ggsr_extract.extractors.layout.tables.headerless import assumed, moved_aside, set_otherwise, told_alone
from ggsr_extract.extractors.layout.tables.headers import HeaderRow, find_headers
from ggsr_extract.extractors.layout.tables.marks import marks_begin_texts
from ggsr_extract.extractors.layout.tables.rows import DraftRow, cut_rows, fill_grids, is_closed
from ggsr_extract.extractors.layout.tables.seams import (
    Grid,
    Seam,
    find_seams,
    is_ruled,
    parts_marks,
    row_gap,
    usual_pitch,
)
from ggsr_extract.extractors.layout.wording import HEADINGS, LONE, is_criterion, is_legend, is_theme
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Page, Rule

Known = tuple[HeaderRow, Columns] | None
_ROW = 12  # lines within which an indicator's first line and its mark stand
_BLOCKS = 0.3  # of the rows have several marks, at most
_TALLEST = 40  # lines of a row
_FEW = 2  # marks that a cell of findings may have; rows with several that tell nothing


@dataclass(slots=True)
class Part:
    """A table, or what a page holds of it: its header row (None when it has none here) and the bands of its body.

    ``open_end``: its last row lacks the ruling that closes the other tables, so it may go on on the next page.
    """

    page: Page
    header: HeaderRow | None
    columns: Columns
    bands: list[Run] = field(default_factory=list)
    rows: list[DraftRow] = field(default_factory=list)
    source: HeaderRow | None = None
    pitch: float = 12.0
    open_end: bool = False


@dataclass(slots=True)
class Prose:
    """Bands outside tables."""

    page: Page
    bands: list[Run]


def find_parts(
    pages: Sequence[Page], bodies: Sequence[Sequence[Run]], words: WordTable, named: Sequence[Sequence[int]]
) -> list[list[Part | Prose]]:
    """Per page, tables and stretches of running text from top to bottom; rows of the tables are worked out.

    ``named`` are the numbers of each page's words that may name a column.
    """
    headers: list[list[HeaderRow]] = []
    whole: list[HeaderRow] = []
    for bands, page, mine in zip(bodies, pages, named, strict=True):
        headers.append(find_headers(bands, page, mine, whole))
        # one that ends a page may go on on the next
        whole += [header for header in headers[-1] if header.last + 1 < len(bands)]
    known = _fit_all(pages, bodies, headers, words)
    result: list[list[Part | Prose]] = []
    printed = any(header.kind != "conclusions" for header in chain.from_iterable(headers))
    current: Known = None if printed else assumed(pages, bodies, words)
    latest = current
    open_end = False
    before: Sequence[Run] = ()
    signs = set(np.flatnonzero(words.marked | words.lone).tolist())
    for page, bands, page_headers in zip(pages, bodies, headers, strict=True):
        items, current, latest, open_end = _page_items(
            page, bands, page_headers, known, current, latest, open_end, before, words, signs
        )
        before = bands or before
        result.append(items)
    first = {id(part) for items in result for part in _resuming(items)}
    last = {id(items[-1]) for items in result if items}
    _cut_all([item for items in result for item in items if isinstance(item, Part)], first, last, words)
    return result


def _fit_all(
    pages: Sequence[Page],
    bodies: Sequence[Sequence[Run]],
    headers: Sequence[Sequence[HeaderRow]],
    words: WordTable,
) -> dict[tuple[object, ...], Columns]:
    """Columns for every form of header row, from all that stands below header rows of that form."""
    pools: dict[tuple[object, ...], tuple[HeaderRow, list[Run], list[Rule], float]] = {}
    alone: dict[tuple[object, ...], int] = {}
    for place, (page, bands, page_headers) in enumerate(zip(pages, bodies, headers, strict=True)):
        for number, header in enumerate(page_headers):
            limit = page_headers[number + 1].first if number + 1 < len(page_headers) else len(bands)
            last = header.last + 1
            if last < limit and is_theme(bands[last].text):
                last += 1  # the first theme's name may stand in the table, below the header row of all
            body_size, left = size_of(bands[last:limit]), header.spans[0][0]
            while last < limit and not is_heading(bands, last, body_size, left):
                last += 1
            _, pool, rules, _ = pools.setdefault(header.signature, (header, [], [], page.width))
            pool += bands[header.first : last]
            if header.last + 1 == len(bands):
                alone.setdefault(header.signature, place)
            else:
                alone[header.signature] = len(pages)
            low, high = header.bottom, bands[last - 1].bottom
            tall: dict[float, float] = {}
            for rule in page.rules:
                if rule.x1 - rule.x0 < 2.5 and rule.bottom > low and rule.top < high:
                    x = round(rule.x0 * 2) / 2
                    tall[x] = tall.get(x, 0.0) + min(rule.bottom, high) - max(rule.top, low)
            rules += [
                Rule(x, low, x, high) for x, length in sorted(tall.items()) if length > 0.4 * (high - low)
            ]
    for key, place in alone.items():
        if place + 1 < len(pages):
            header, pool, _, _ = pools[key]
            pool += _goes_on_with(bodies[place + 1], headers[place + 1], header.spans[0][0])
    return {
        key: fit(header, pool, words.some(places_of(pool)), rules, width)
        for key, (header, pool, rules, width) in pools.items()
    }


def _goes_on_with(bands: Sequence[Run], headers: Sequence[HeaderRow], left: float) -> Sequence[Run]:
    """What stands at the top of a page, below a header row that is left alone at the end of the page before."""
    size = size_of(bands[:12])
    limit = headers[0].first if headers else len(bands)
    return bands[: next((i for i in range(limit) if is_heading(bands, i, size, left)), limit)]


def _resumes(bands: Sequence[Run], index: int, columns: Columns, at_top: bool) -> bool:
    """Whether a row begins or goes on here, below a header row that stood earlier.

    At the top of a page after a table one band in the table's columns is enough; elsewhere an indicator's line and a mark
    must stand within a few lines. Right below a theme's name the row may be taller, with the indicator at its bottom; and at
    the end of a page a mark is enough there and below a criterion's, as the indicator may stand on the next.
    """
    marked = labelled = False
    reach = _TALLEST if index and is_theme(bands[index - 1].text) else _ROW
    for at, band in enumerate(bands[index : index + reach], index):
        left, right = columns.left - 0.6 * band.height, columns.right + 4 * band.height
        if columns.crossed(band) or band.x0 < left or band.x1 > right:
            return False
        if is_theme(band.text) and not goes_on(bands, at):
            return False
        if at_top:
            return True
        for word in band.words:
            column = columns.of(word.x0 + 0.6)
            if columns.marked(word):
                marked = marked or word.mark is not None or word.text in LONE
            elif column == columns.indicator:
                labelled = True
        if marked and labelled:
            return True
    if not marked or not index or index + _ROW < len(bands):
        return False
    above = bands[index - 1].text
    return is_theme(above) or is_criterion(above)


def _page_items(
    page: Page,
    bands: Sequence[Run],
    headers: Sequence[HeaderRow],
    known: dict[tuple[object, ...], Columns],
    current: Known,
    latest: Known,
    open_end: bool,
    before: Sequence[Run],
    words: WordTable,
    signs: Set[int],
) -> tuple[list[Part | Prose], Known, Known, bool]:
    items: list[Part | Prose] = []
    signed = [at for at, band in enumerate(bands) if not signs.isdisjoint(band.places)]
    part: Part | None = None
    starts = {header.first: header for header in headers}
    body_size = 0.0
    index, refused = 0, -1
    while index < len(bands):
        band = bands[index]
        header = starts.get(index)
        if header is not None:
            columns = known[header.signature]
            part = Part(page, header, columns, source=header)
            items.append(part)
            current = (header, columns)
            latest = current if columns.value else latest
            body_size = size_of(bands[header.last + 1 : header.last + 12])
            index = header.last + 1
            continue
        if part is not None:
            columns = part.columns
            # a table of conclusions may name the themes in a column of their own
            named = columns.kind == "conclusions" and columns.count > 2 and index + 1 not in starts
            named = named and is_theme(band.text) and band.text[-1] != ":"  # "Aanpak:" begins another section
            if (
                (not named and is_heading(bands, index, body_size, columns.left))
                or is_prose(band, columns, page)
                or is_below(bands, index, starts, columns, page, body_size)
            ):
                if part.header is None and not part.bands:
                    # what stands here is a heading, for all its place below a theme's name
                    items.remove(part)
                    refused = index
                part = None
            else:
                part.bands.append(band)
                index += 1
                continue
        source = None
        if index != refused:
            source = _resumed(
                page, bands, index, starts, current, latest, open_end, body_size, before, words, signed
            )
        if source is not None:
            source = set_otherwise(
                *source, page, to_heading(bands, index, starts, source[1], body_size), words
            )
        if source is not None:
            part = Part(page, None, source[1], source=source[0])
            items.append(part)
            current = source
            body_size = body_size or size_of(bands[index : index + 12])
            continue
        if items and isinstance(items[-1], Prose):
            items[-1].bands.append(band)
        else:
            items.append(Prose(page, [band]))
        index += 1
    return items, current, latest, part is not None if bands else open_end


def _resumed(
    page: Page,
    bands: Sequence[Run],
    index: int,
    starts: dict[int, HeaderRow],
    current: Known,
    latest: Known,
    open_end: bool,
    body_size: float,
    before: Sequence[Run],
    words: WordTable,
    signed: Sequence[int],
) -> Known:
    """The header row, printed earlier, under which a table begins or goes on here; None when no table does.

    ``current`` is the last one printed, ``latest`` the last one of a table with marks: a theme's table may leave it out.
    ``before`` are the bands of the page before; ``signed`` are the places of bands with marks or what may be some.
    """
    concluding = current is not None and current[0].kind == "conclusions"
    sign = bisect_left(signed, index)
    near = sign < len(signed) and signed[sign] < index + _ROW
    if not (near or open_end or concluding) or is_legend(bands[index].text):
        return None
    above = bands[index - 1].text if index else ""
    if current is not None and concluding and is_theme(above) and above[-1] != ":":
        # one header row for all themes, whose names stand between the rows; "Aanpak:" begins another section
        columns = current[1]
        below = to_heading(bands, index, starts, columns, body_size)
        fits = not any(columns.crossed(band) for band in below[:3])
        fits = fits and not any(word.mark or word.text in LONE for band in below for word in band.words)
        if fits and not is_heading(bands, index, body_size, columns.left):
            return current if _fits(bands, index, starts, columns, body_size) else None
    for known in (current, latest) if latest is not current else (current,):
        if known is None or is_heading(bands, index, body_size, known[1].left):
            continue
        at_top = (
            open_end and known is current and (index == 0 or _under_headings(bands, index, known[1], before))
        )
        if not (near or at_top):
            continue
        columns = known[1]
        if at_top or (index and _only_headings(bands[:index])):
            limit = min((at for at in starts if at > index), default=len(bands))
            columns = moved_aside(columns, bands[index:limit], before)
        if _resumes(bands, index, columns, at_top) and (
            not at_top or _fits(bands, index, starts, columns, body_size)
        ):
            return known if columns is known[1] else (known[0], columns)
    if near and latest is not None and is_theme(above):
        return told_alone(*latest, page, to_heading(bands, index, starts, latest[1], body_size), words)
    return None


def _only_headings(bands: Sequence[Run]) -> bool:
    """Whether bands are names of themes and sections, and nothing else."""
    return all(is_theme(band.text) or HEADINGS.match(band.text) for band in bands)


def _under_headings(bands: Sequence[Run], index: int, columns: Columns, before: Sequence[Run]) -> bool:
    """Whether only repeated headings stand above, and the text begins where findings do: a row goes on below its theme's name.

    Where the page ``before`` has the same theme's name, the text may begin where indicators do as well.
    """
    headings = _only_headings(bands[:index])
    column = columns.of(bands[index].x0 + 0.6)
    if not headings or column >= columns.value > 0:
        return headings
    theme = next((band.text for band in reversed(bands[:index]) if is_theme(band.text)), "")
    last = next((band.text for band in reversed(before) if is_theme(band.text)), None)
    return columns.value > 0 and column == columns.indicator and last == theme


def _fits(
    bands: Sequence[Run], index: int, starts: dict[int, HeaderRow], columns: Columns, body_size: float
) -> bool:
    """Whether what follows at the top of a page keeps to the columns of the table that the page before ended with."""
    seen = crossing = 0
    for number in range(index, min(index + 12, len(bands))):
        if number in starts or is_heading(bands, number, body_size, columns.left):
            break
        seen += 1
        crossing += columns.crossed(bands[number]) > 0
    return crossing <= seen // 4


def _is_boxed(grids: Sequence[Grid], seams: Sequence[Sequence[Seam]], level: bool) -> bool:
    """Whether each part of a table is one row between rulings: a line closes most, and no mark shows another row within.

    Where marks are not ``level`` with the beginning of their rows, more of them than a cell mostly has do: one in a follow-up.
    """
    several = any(
        seam.above and (seam.begins or parts_marks(grid, seam))
        for grid, some in zip(grids, seams, strict=True)
        for seam in some
    )
    if not level:
        few = 1 if grids[0].columns.kind == "followup" else _FEW
        several = several or any(len(marks) > few for grid in grids for marks in grid.marks)
    return not several and 2 * sum(map(is_closed, grids)) > len(grids)


def _hold_several(grids: Sequence[Grid]) -> bool:
    """Whether many stretches between rulings have several marks in a column: the rulings part criteria, and no rows."""
    single = several = 0
    for grid in grids:
        for low, high in pairwise([grid.top - 1e3, *grid.lines, grid.bottom + 1e3]):
            most = max(sum(low < mark.mid < high for mark in marks) for marks in grid.marks)
            single, several = single + (most == 1), several + (most > 1)
    return several > max(_FEW, _BLOCKS * (single + several))


def _resuming(items: Sequence[Part | Prose]) -> Iterator[Part]:
    """A page's first part of a table, where no theme's name stands above it: it may begin with the rest of a row."""
    for item in items:
        if isinstance(item, Part):
            yield item
            return
        if any(is_theme(band.text) for band in item.bands):
            return


def _join_first(part: Part) -> None:
    """Put the first row of a table below another on its page to the row below where it has no indicator: it is no rest of a row
    of the page before, but the first of several texts beside indicators that are centred.
    """
    if len(part.rows) > 1 and part.columns.indicator < part.columns.value:
        above, below = part.rows[:2]
        if not above.cells[part.columns.indicator] and any(below.cells[part.columns.indicator]):
            below.cells = [[*upper, *lower] for upper, lower in zip(above.cells, below.cells, strict=True)]
            del part.rows[0]


def _cut_all(parts: Sequence[Part], first: set[int], last: set[int], words: WordTable) -> None:
    """Work out the rows of all parts, with what parts of one form tell about each other.

    ``first`` and ``last`` are the identities of what may go on from the page before, and of what ends a page.
    """
    grids: list[Grid] = []
    for part in parts:
        top = part.header.bottom if part.header else (part.bands[0].top - 2 if part.bands else 0.0)
        bottom = max((band.bottom for band in part.bands), default=top)
        grids.append(Grid(part.page, part.columns, top, bottom))
    fill_grids(grids, [part.bands for part in parts], words)
    pools: dict[tuple[object, ...], list[int]] = {}
    steps: dict[float, list[float]] = {}
    for number, part in enumerate(parts):
        pools.setdefault((part.columns.kind, part.columns.count), []).append(number)
        steps.setdefault(grids[number].size, []).extend(grids[number].steps)
    for numbers in pools.values():
        seams = [find_seams(grids[number]) for number in numbers]
        pool = [grids[number] for number in numbers]
        level = pool[0].columns.value == 0 or is_level(pool)
        # where most run over all columns, those over the findings alone lie beside a cell of several indicators
        if level and sum(len(grid.finding_lines) - len(grid.lines) for grid in pool) > 0:
            for grid in pool:
                grid.lines = sorted([*grid.lines, *grid.finding_lines])
        gap = row_gap(pool, seams)
        ruled = is_ruled(pool, seams) or _is_boxed(pool, seams, level)
        pitch = usual_pitch(steps[pool[0].size], 0.0)
        ruled = ruled and (level or not _hold_several(pool))
        place = None if level else placing(pool)
        at_begin = marks_begin_texts(pool)
        for number, some in zip(numbers, seams, strict=True):
            parts[number].pitch = grids[number].pitch
            known = None
            if place is not None:
                # where cells are centred or at the bottom, only rulings tell rows without looking at all their cells
                resumed, open_end = id(parts[number]) in first, id(parts[number]) in last
                known = (
                    grids[number].lines
                    if ruled
                    else centred_cuts(grids[number], some, gap, place, resumed=resumed, open_end=open_end)
                )
            at_end = place is not None and place.below is not None
            centred = place is not None and place.below is None and not place.inline
            ends_page = id(parts[number]) in last
            parts[number].rows = cut_rows(
                grids[number], some, ruled, gap, pitch, known, at_end, at_begin, centred, ends_page
            )
            if number and parts[number].header and parts[number - 1].page is parts[number].page:
                _join_first(parts[number])
        ends = [number for number in numbers if id(parts[number]) not in last and parts[number].bands]
        if ruled and ends and all(is_closed(grids[number]) for number in ends):
            for number in numbers:
                parts[number].open_end = id(parts[number]) in last and not is_closed(grids[number])
