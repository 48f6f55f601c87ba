"""Cells of one line of a dump that keeps the layout: the cheapest way to cut its words into columns.

A cut costs more the farther it stands from where its column begins (below its header, or where the lines above in the same
block began) and when only one space stands there; a wide gap inside a cell costs as well (justified text has such), and so
does text that runs far into the next column.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache

from ggsr_extract.extractors.layout.text.glue import HANG, REACH, is_wording, part_glued, part_met
from ggsr_extract.extractors.layout.text.tokens import Token, is_mark
from ggsr_extract.extractors.layout.wording import squeeze
from ggsr_extract.models.framework import framework

_FAR = 0.7  # per character that a cell begins away from its column
_SINGLE = 10.0  # a cut at a single space
_DOUBLE = 1.5  # a cut at two spaces
_OVER = 0.3  # per character that a word reaches into the next column, per word at most _OVER_MOST
_OVER_MOST = 6.0
_INSIDE = 6.0  # a mark that stands inside a cell, not at its beginning
_LED = 14.0  # the same where no word in small letters follows it
_UNMARKED = 4.0  # text in a cell without a mark, beside cells with one
_ALIGNED = 1.0  # a cut at one space where the line above or below in the same block is cut
_SHORT = 0.5  # per character that such a cut is left of where other lines of the cell begin
_LATE = 3.0  # per character that it is right of there
_CAPITAL = 4.0  # off the cost of such a cut where the first line of a cell begins with a capital
_GLUED = 8.0  # words without a space between them in one cell
_NOWHERE = 10**9


def _small(token: Token) -> bool:
    return token.text[:1].islower()


def header_cells(tokens: Sequence[Token], starts: Sequence[float]) -> list[int]:
    """The cell of each word of a header row."""
    return [max(sum(token.column >= start for start in starts) - 1, 0) for token in tokens]


def is_prose(lines: Sequence[Sequence[Token]], starts: Sequence[float]) -> bool:
    """Whether most lines of a block run on over the first columns without a gap."""
    if len(starts) < 2:
        return True
    running = 0
    for tokens in lines:
        gaps = [token.gap for token in tokens[1:]]
        long = tokens[0].column < starts[1] - 4 and tokens[-1].end > starts[1] + 15
        running += long and max(gaps, default=1) < 2 and not any(is_mark(token) for token in tokens)
    return 2 * running > len(lines)


class Cells:
    """Cuts the lines of one block; where cells began is remembered for the lines below.

    Places that are no farther than ``slack`` apart may be the same: measured ones are not exact.
    """

    def __init__(self, starts: Sequence[float], slack: float = 0.0) -> None:
        self.starts = list(starts)
        self.slack = slack
        self.texts: dict[int, float] = {}
        self.marks: dict[int, float] = {}
        self.below: dict[int, float] = {}

    def origin(self, token: Token, cell: int) -> float:
        """The column of the block's grid that is moved to the cell's left edge: a mark's place, or left of the text."""
        if is_mark(token) and cell:
            return token.column
        if cell in self.marks:
            return token.column - max(self.texts.get(cell, token.column) - self.marks[cell], 2)
        return token.column

    def _distance(self, token: Token, cell: int) -> float:
        start = self.starts[cell]
        if is_mark(token) and cell:
            known = self.marks.get(cell)
            if known is not None:
                return abs(token.column - known) * _FAR
            return max(start - 2 - token.column, token.column - start - HANG, 0) * _FAR
        unmarked = _UNMARKED if self.marks and cell > min(self.marks) - 1 and cell not in self.marks else 0.0
        loose = (
            unmarked + max(start - 1 - token.column, token.column - start - (HANG if cell else 0), 0) * _FAR
        )
        places = self._known(cell)
        return min([abs(token.column - place) * _FAR for place in places] + [loose + 3.0 * bool(places)])

    def _enter(self, token: Token, cell: int, gap: int, sign: bool) -> float:
        """What a cut before a word costs.

        Lines whose cells stand close together are set as one: what is on the right begins where other lines of its cell do,
        or left of it where the letters on the left take less room than those of the lines that hold the columns apart.
        """
        cut = 0.0 if sign or gap > 2 else (_DOUBLE if gap == 2 else _SINGLE)
        known = self._known(cell)
        if sign or gap > 2 or not known:
            return cut + self._distance(token, cell)
        late = _LATE if gap else _SHORT  # without a space, the words on the left ran over the edge
        off = [max(abs(token.column - at) - self.slack, 0) * (1 if token.column > at else -1) for at in known]
        away = min(_SHORT * max(-far, 0) + late * max(far, 0) for far in off)
        narrow = cut / 2 + away if away else min(cut, _ALIGNED)
        if cell not in self.texts and token.text[:1].isupper():
            narrow = max(narrow - _CAPITAL, 0.0)
        return narrow if gap < 2 else min(narrow, cut + self._distance(token, cell))

    def _known(self, cell: int) -> list[float]:
        """Where the lines above and below begin in a cell."""
        return [where[cell] for where in (self.texts, self.below) if cell in where]

    def of(self, tokens: Sequence[Token]) -> list[int]:
        """The cell of each word of a line."""
        count = len(self.starts)
        infinite = 1e9
        costs = [self._distance(tokens[0], cell) + self._over(tokens[0], cell) for cell in range(count)]
        trace: list[list[int]] = []
        for index in range(1, len(tokens)):
            token, before = tokens[index], tokens[index - 1]
            gap = token.gap
            sign = is_mark(token)
            stay = 0.0 if gap < 2 or is_mark(before) else min((gap - 1) * 2.0, 30.0)
            stay = stay if gap or is_mark(before) else _GLUED
            stay += (
                (_INSIDE if index + 1 < len(tokens) and _small(tokens[index + 1]) else _LED) if sign else 0.0
            )
            following: list[float] = []
            origins: list[int] = []
            best, best_cell = infinite, 0
            for cell in range(count):
                over = self._over(token, cell)
                remain = costs[cell] + stay
                enter = best + self._enter(token, cell, gap, sign) if cell else infinite
                if enter < remain:
                    following.append(enter + over)
                    origins.append(best_cell)
                else:
                    following.append(remain + over)
                    origins.append(cell)
                if costs[cell] < best:
                    best, best_cell = costs[cell], cell
            trace.append(origins)
            costs = following
        cell = min(range(count), key=lambda c: (costs[c], c))
        found = [cell]
        for origins in reversed(trace):
            cell = origins[cell]
            found.append(cell)
        found.reverse()
        self.remember(tokens, found)
        return found

    def _over(self, token: Token, cell: int) -> float:
        if cell + 1 >= len(self.starts):
            return 0.0
        beyond = token.end - self.starts[cell + 1]
        return min(beyond * _OVER, _OVER_MOST) if beyond > 0 else 0.0

    def remember(self, tokens: Sequence[Token], found: Sequence[int]) -> None:
        """Keep where the cells of a line begin."""
        before = -1
        signed = False
        for index, (token, cell) in enumerate(zip(tokens, found, strict=True)):
            if cell != before or signed:
                signed = is_mark(token) and cell > 0
                if signed:
                    self.marks.setdefault(cell, token.column)
                elif index == 0 or token.gap > 1:
                    self.texts[cell] = token.column
            before = cell


def cut_block(
    lines: Sequence[list[Token]],
    starts: Sequence[float],
    keys: Sequence[str],
    words: Container[str],
    slack: float = 0.0,
) -> list[list[int]]:
    """The cell of each word of the lines of a block; ``keys`` say what the header row names, ``words`` are those of the
    document, ``slack`` see ``Cells``.

    They are told twice: the second time also by where the lines below begin, and where a column's edge has no gap, by what
    the framework's wording says of the words left of it.
    """
    cells = Cells(starts, slack)
    found = [cells.of(tokens) for tokens in lines]
    begins = [_begins(tokens, own) for tokens, own in zip(lines, found, strict=True)]
    part_glued(lines, found, begins, words)
    cells = Cells(starts, slack)
    settled = []
    for number, tokens in enumerate(lines):
        cells.below = {}
        for later in reversed(begins[number + 1 : number + 1 + REACH]):
            cells.below |= later
        settled.append(cells.of(tokens))
    for column, key in enumerate(keys):
        if key in ("criterion", "indicator"):
            _by_wording(lines, settled, begins, column, _wordings(key))
    return settled


def _begins(tokens: Sequence[Token], found: Sequence[int]) -> dict[int, float]:
    """Where the cells of a line begin that evidently do: first on the line, behind a wide gap, or at a mark."""
    result: dict[int, float] = {}
    for index, (token, cell) in enumerate(zip(tokens, found, strict=True)):
        if cell and (index == 0 or token.gap > 2 or is_mark(token)):
            result.setdefault(cell, token.column)
    return result


def _by_wording(
    lines: Sequence[list[Token]],
    found: Sequence[list[int]],
    begins: Sequence[dict[int, float]],
    column: int,
    wordings: Sequence[str],
) -> None:
    """Cut lines behind the words of an indicator (or criterion) in ``column`` where its wording says so, in place.

    Only lines whose words run on over the column's edge, or stand close to it: ``begins`` are the places where the cells of
    lines begin.
    """
    for number, (tokens, cells) in enumerate(zip(lines, found, strict=True)):
        places = [index for index, cell in enumerate(cells) if cell == column]
        if not places:
            continue
        first, last = places[0], places[-1]
        near = begins[max(number - REACH, 0) : number + REACH + 1]
        edge = min([at for line in near for cell, at in line.items() if cell > column], default=_NOWHERE)
        beyond = tokens[last + 1 : last + 2]
        if any(is_mark(token) for token in beyond):
            continue
        if tokens[last].end + 1 < edge and all(token.gap > 2 for token in beyond):
            continue
        following = ""
        for later, own in zip(lines[number + 1 :], found[number + 1 :], strict=True):
            following = next((t.text for t, cell in zip(later, own, strict=True) if cell == column), "")
            if following:
                break
        end = len(tokens)
        fits = [
            at
            for at in sorted(range(first + 1, end + 1), key=lambda at: (abs(at - last - 1), -at))
            if (at == end or tokens[at].gap < 2 or at == last + 1)
            and all(token.gap < 3 for token in tokens[first + 1 : at])
            and not any(is_mark(token) for token in tokens[first:at])
            and is_wording([token.text for token in tokens[first:at]], following, wordings)
        ]
        if not fits:
            part_met(tokens, cells, (first, last), following, wordings)
        if not fits or fits[0] == last + 1:
            continue
        for index in range(first, max(fits[0], last + 1)):
            cells[index] = column if index < fits[0] else column + 1


@cache
def _wordings(key: str) -> tuple[str, ...]:
    labels = [item.indicator for item in framework().indicators]
    return tuple(squeeze(text) for text in (labels if key == "indicator" else framework().criteria.values()))
