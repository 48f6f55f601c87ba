"""Tables of findings without any header row: their columns are told by the framework's wording and by what stands beside it."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, piece_starts, places_of, split_wide
from ggsr_extract.extractors.layout.tables.columns import Columns, fit
from ggsr_extract.extractors.layout.tables.headers import HeaderRow
from ggsr_extract.extractors.layout.tables.markcolumns import openings
from ggsr_extract.extractors.layout.wording import CROSSES, LONE, begins_indicator, is_criterion, is_legend
from ggsr_extract.extractors.layout.wordtable import WordTable
from ggsr_extract.models.source import Page, Rule, Word
from ggsr_extract.models.verdicts import MARKS

_GAP = 0.9  # of the text size: cells stand wider apart
_FEWEST = 5  # indicators that begin at one left edge
_ROW = 6  # lines that are looked at for each indicator
_SEVERAL = 0.1  # of the rows in which two marks stand on a line, at most
_SAME = 3.0  # points within which cells of a column begin
_APART = 12.0  # points that columns stand apart, at least
_FARTHEST = 100.0  # points that inner and outer margins differ, at most
_LINES = 30  # that tell how far a page's text stands aside
_AS_BEFORE = 0.8  # of the cells' lines begin where some did on the page before, moved aside


def assumed(
    pages: Sequence[Page], bodies: Sequence[Sequence[Run]], words: WordTable, few: bool = False
) -> tuple[HeaderRow, Columns] | None:
    """A header row as if it were printed, and its columns: of criteria, where there are any, be it behind the others or between
    them, of indicators and of findings.

    None where fewer than two columns can be told, and where marks stand in several: only a header row says what years these
    are about. Of a ``few`` rows, all must begin at one edge.
    """
    rows: list[tuple[int, int, list[Run], int]] = []
    for place, bands in enumerate(bodies):
        for number, band in enumerate(bands):
            pieces = split_wide(band, _GAP)
            at = next((i for i, piece in enumerate(pieces) if begins_indicator(piece.text)), None)
            if at is not None:
                rows.append((place, number, pieces, at))
    least = min(_FEWEST, len(rows)) if few else _FEWEST
    indicator = _edge([pieces[at].x0 for _, _, pieces, at in rows], least)
    if indicator is None:
        return None
    rows = [row for row in rows if abs(row[2][row[3]].x0 - indicator) < _SAME]
    beside = [pieces[at + 1].x0 for _, _, pieces, at in rows if at + 1 < len(pieces)]
    finding = _edge([x for x in beside if x > indicator + _APART], least)
    said = [piece for _, _, pieces, at in rows for piece in pieces[at + 1 :]]
    told = finding is not None and any(len(p.words) > 1 and p.x0 > finding - _SAME for p in said)
    close = [] if told else _lefts(bodies, rows, indicator)
    finding = close[-1] if close else finding
    several = sum(
        sum(_is_sign(word) for piece in pieces for word in piece.words) > 1 for _, _, pieces, _ in rows
    )
    if finding is None or several > _SEVERAL * len(rows):
        return None
    criteria = [
        pieces[0].x0
        for _, _, pieces, at in rows
        if at and pieces[0].x0 < indicator - _APART and is_criterion(pieces[0].text)
    ] or close[:-1]
    behind = [
        piece.x0
        for _, _, pieces, at in ([] if criteria else rows)
        for piece in pieces[at + 2 :]
        if piece.x0 > finding + _APART and is_criterion(piece.text)
    ]
    keys: tuple[str, ...] = ("criterion",) * bool(criteria) + ("indicator", "finding")
    lefts = [*criteria[:1], indicator, finding]
    between = [p.x0 for _, _, pieces, at in rows for p in pieces[at + 1 : at + 2] if is_criterion(p.text)]
    if not criteria and len(between) > 1 and max(between) - min(between) < _SAME:
        right = [p.x0 for _, _, pieces, at in rows for p in pieces[at + 1 : at + 3]]
        beyond = _edge([x for x in right if x > between[0] + _APART], least)
        if beyond is not None:
            keys, lefts = ("indicator", "criterion", "finding"), [indicator, between[0], beyond]
    if len(behind) > 1 and max(behind) - min(behind) < _SAME:
        keys, lefts = (*keys, "criterion"), [*lefts, behind[0]]
    cells = tuple([(Word("", x, 0.0, x + 1, 0.0),) for x in lefts])
    header = HeaderRow("findings", keys, cells, 0.0, 0.0, 0, 0)
    pool = {
        (place, each): band
        for place, number, _, _ in rows
        for each, band in enumerate(bodies[place][number : number + _ROW], number)
    }
    rules = [
        Rule(rule.x0, rule.top, rule.x1, rule.bottom)
        for place in sorted({row[0] for row in rows})
        for rule in pages[place].rules
        if rule.x1 - rule.x0 < 2.5 and rule.bottom - rule.top > 20
    ]
    width = max(page.width for page in pages)
    return header, fit(
        header,
        list(pool.values()),
        words.some(sorted(places_of(pool.values()))),
        rules,
        width,
        openings(bodies),
    )


def _lefts(
    bodies: Sequence[Sequence[Run]], rows: Sequence[tuple[int, int, list[Run], int]], indicator: float
) -> list[float]:
    """Where criteria, if there are any, and findings begin in a table whose columns stand as close as words of justified text:
    at what places right of the indicators' edge (and left of it) a word begins as often as there are rows, and oftener than
    at any other.
    """
    if len(rows) < _FEWEST:
        return []
    lines = {(place, at) for place, number, _, _ in rows for at in range(number, number + _ROW)}
    bands = [bodies[place][at] for place, at in sorted(lines) if at < len(bodies[place])]
    begins = Counter(round(word.x0, 1) for band in bands for word in band.words if not _is_sign(word))
    right = {x: count for x, count in begins.items() if x > indicator + 2 * _APART}
    left = {x: count for x, count in begins.items() if x < indicator - _APART}
    finding = max(right, key=lambda x: right[x], default=None)
    if finding is None or right[finding] < len(rows):
        return []
    first = [bodies[place][number] for place, number, _, _ in rows]
    if 2 * sum(any(abs(word.x0 - finding) < 1 for word in band.words) for band in first) < len(rows):
        return []  # wording runs on over that edge
    criterion = max(left, key=lambda x: left[x], default=None)
    return [finding] if criterion is None or left[criterion] < _FEWEST else [criterion, finding]


def set_otherwise(
    header: HeaderRow, columns: Columns, page: Page, bands: Sequence[Run], words: WordTable
) -> tuple[HeaderRow, Columns] | None:
    """A header row and its columns for ``bands`` of a table without one of its own, in which marks may stand elsewhere.

    They are those given where marks stand as they do below that header row, else what ``told_alone`` finds.
    """
    signs = _signs(bands)
    known = sum(any(abs(x - stand) < _SAME for stand in columns.seen) for x in signs)
    if not columns.seen or not signs or 2 * known >= len(signs):
        return header, columns
    return told_alone(header, columns, page, bands, words)


def told_alone(
    header: HeaderRow, columns: Columns, page: Page, bands: Sequence[Run], words: WordTable
) -> tuple[HeaderRow, Columns] | None:
    """A header row as if it were printed above ``bands``, and its columns, where these are not those of the last one printed
    (``header``, ``columns``): the indicators' wording tells them, or each column of findings begins with its marks.
    """
    found = assumed([page], [bands], words, few=True) if header.kind == "findings" else None
    if found is not None and _beside(found[1], bands):
        return found
    lefts = [x for before, x in pairwise([-_APART, *_signs(bands)]) if x - before >= _APART]
    value = columns.value
    elsewhere = columns.order or columns.marks_right or columns.front
    if value != 1 or elsewhere or len(lefts) != columns.findings:
        return None
    if lefts[0] < header.spans[0][0] + _APART:
        return None  # marks left of the indicators begin no column of findings
    starts = [*(x for x, _ in header.spans[:value]), *lefts]
    cells = tuple([(Word("", x, 0.0, x + 1, 0.0),) for x in starts])
    moved = HeaderRow(header.kind, header.keys, cells, 0.0, 0.0, 0, 0)
    upright = [rule for rule in page.rules if rule.x1 - rule.x0 < 2.5]
    return moved, fit(
        moved, bands, words.some(sorted(places_of(bands))), upright, page.width, openings([bands])
    )


def _beside(columns: Columns, bands: Sequence[Run]) -> bool:
    """Whether marks stand where the columns say that they do, most of them."""
    told = [columns.marked(word) for band in bands for word in band.words if word.mark in MARKS]
    return 2 * sum(told) >= len(told)


def _signs(bands: Sequence[Run]) -> list[float]:
    """Where signs that may be marks begin, from left to right."""
    return sorted(
        word.x0
        for band in bands
        if not is_legend(band.text)
        for word in band.words
        if word.mark in MARKS or word.text in CROSSES
    )


def moved_aside(columns: Columns, bands: Sequence[Run], before: Sequence[Run]) -> Columns:
    """The columns of a table that goes on with ``bands``, moved where these stand further right or left than those of the page
    ``before``: inner and outer margins may differ. The lines of its cells tell that.
    """
    here = [x for band in bands[:_LINES] for x in piece_starts(band, _GAP)]
    there = Counter([round(x) for band in before for x in piece_starts(band, _GAP)])
    known = sorted([x for x, count in there.items() if count > 1])

    def begin(by: float) -> int:
        nearest = [bisect_right(known, x - by - 1) for x in here]
        return sum([at < len(known) and known[at] < x - by + 1 for at, x in zip(nearest, here, strict=True)])

    if 2 * begin(0) > len(here):
        return columns
    first = Counter(map(round, here)).most_common(1)
    moves = [x - y for x, _ in first for y in known if abs(x - y) < _FARTHEST]
    by = max(moves, key=lambda by: (begin(by), -abs(by)), default=0)
    enough = begin(by) >= max(_AS_BEFORE * len(here), 4)
    return columns.moved(by) if enough and abs(by) > _SAME else columns


def _edge(positions: Sequence[float], least: int) -> float | None:
    """Where most cells of a column begin, ``least`` of them or more."""
    counts = Counter(round(x, 1) for x in positions)
    best = max(counts, key=lambda x: (sum(counts[y] for y in counts if abs(y - x) < _SAME), -x), default=None)
    if best is None or sum(counts[y] for y in counts if abs(y - best) < _SAME) < least:
        return None
    return best


def _is_sign(word: Word) -> bool:
    return word.mark is not None or word.text in LONE
