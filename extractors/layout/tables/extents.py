"""Where tables begin and end on each page, with and without a header row of their own."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import chain

import numpy as np
from ggsr_extract.extractors.layout.lines import Run, places_of
from ggsr_extract.extractors.layout.tables.columns import Columns, fit
from ggsr_extract.extractors.layout.tables.cutting import cut_all
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
from ggsr_extract.extractors.layout.tables.markcolumns import openings
from ggsr_extract.extractors.layout.tables.parts import Part, Prose
from ggsr_extract.extractors.layout.wording import HEADINGS, LONE, is_criterion, is_legend, is_theme
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Page, Rule

Known = tuple[HeaderRow, Columns] | None
_ROW = 12  # lines within which an indicator's first line and its mark stand
_TALLEST = 40  # lines of a row


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
    cut_all([item for items in result for item in items if isinstance(item, Part)], first, last, words)
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
    opened = openings(bodies)
    for key, place in alone.items():
        if place + 1 < len(pages):
            header, pool, _, _ = pools[key]
            pool += _goes_on_with(bodies[place + 1], headers[place + 1], header.spans[0][0])
    return {
        key: fit(header, pool, words.some(places_of(pool)), rules, width, opened)
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
                or (columns.kind == "conclusions" and not named and _names_theme(bands, index))
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


def _names_theme(bands: Sequence[Run], index: int) -> bool:
    """Whether a line is the name of a theme and nothing else: no paragraph of conclusions is."""
    band = bands[index]
    alone = index + 1 == len(bands) or bands[index + 1].top > band.bottom - 0.15 * band.height
    return alone and is_theme(band.text) and band.text[-1] != ":" and not goes_on(bands, index)


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
    above = bands[index - 1].text if index else ""
    near = sign < len(signed) and signed[sign] < index + (_TALLEST if is_theme(above) else _ROW)
    if not (near or open_end or concluding) or is_legend(bands[index].text):
        return None
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


def _resuming(items: Sequence[Part | Prose]) -> Iterator[Part]:
    """A page's first part of a table, where no theme's name stands above it: it may begin with the rest of a row."""
    for item in items:
        if isinstance(item, Part):
            yield item
            return
        if any(is_theme(band.text) for band in item.bands):
            return
