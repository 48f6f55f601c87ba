"""Text dumps that keep the layout: columns side by side, held apart by spaces. Character cells become points.

Such dumps place each block of lines on a grid of its own (the same column drifts by several characters from one table
row to the next), so cells are told per block of lines between blank lines, near the header row's places, and are moved
to one place per column before the layout for pages takes over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import chain, pairwise, takewhile

from ggsr_extract.extractors.layout.document import arrange
from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.text.blocks import Block, give_places, settle_cuts
from ggsr_extract.extractors.layout.text.cells import cut_block, header_cells, is_prose
from ggsr_extract.extractors.layout.text.coarse import is_coarse, marks_lead, mend, together
from ggsr_extract.extractors.layout.text.glue import words_of
from ggsr_extract.extractors.layout.text.measured import Ruler, ruler_of
from ggsr_extract.extractors.layout.text.overlaid import printed_lines
from ggsr_extract.extractors.layout.text.tokens import Token
from ggsr_extract.extractors.layout.textmarks import glued_mark, glyph_mark
from ggsr_extract.extractors.layout.wording import HEADINGS, LONE, header_key, is_theme
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.source import Line, Page, PagedDocument, Word

CELL_WIDTH = 5.0  # points per character
LINE_HEIGHT = 12.0  # points per line, of which 10 are letters
_LETTERS = 10.0
_SLACK = 1.2  # cells that a measured place may be off
_TOKEN = re.compile(r"\S+")
_WIDE = re.compile(r"\S {2,}\S")
_GAP = re.compile(r" {3,}")
_NUMBERED = re.compile(r"(\d{1,3})\W*$")
_NUMBERS = re.compile(r"\W*(\d{1,3}) *(?:[|–-] *)?[^\W\d]")
_DIGITS = re.compile(r"\d+")
_FEW = 2  # numbers that count on may be chance; more are those of pages
_TAIL = 4  # lines at each edge of a page among which running headers and footers are looked for


_Header = list[tuple[str, float]] | None
"""What each cell of a header row names, and the character cell that it begins in."""


@dataclass(slots=True)
class _Row:
    number: int
    tokens: list[Token]


_TYPED = re.compile(r"(?<=[.?!:;])  (?! )|^\S{1,2}  (?! )")
"""Two spaces as people type them behind a sentence or a mark: no gap between cells."""


def is_layout_text(lines: Sequence[Line]) -> bool:
    """Whether a text holds a header row and rows whose cells stand side by side, held apart by runs of spaces, or
    below each other where the grid has no room for that.
    """
    filled = [line for line in lines if line.text.strip()]
    if not any(_header_cells(_tokens(line)) for line in filled if _WIDE.search(line.text)):
        return False
    wide = sum(bool(_WIDE.search(_TYPED.sub(" ", line.text.strip(" ")))) for line in filled)
    return wide > 0.15 * len(filled) or is_coarse([_tokens(line) for line in lines])


def _tokens(line: Line, ruler: Ruler | None = None) -> list[Token]:
    """The words of a line with the character cells that they begin in; tabs run to the next multiple of eight."""
    found: list[Token] = []
    shift = 0
    last = 0
    for match in _TOKEN.finditer(line.text):
        reached = last + shift
        for index in range(last, match.start()):
            if line.text[index] == "\t":
                shift += 7 - (index + shift) % 8
        word, last = match.group(), match.end()
        column: float = match.start() + shift
        width: float = len(word)
        gap = match.start() + shift - reached
        if ruler is not None:
            column = (found[-1].end if found else 0.0) + ruler.gap(gap, word, first=not found)
            width = ruler.width(word)
        token = Token(word, column, line.start + match.start(), gap, width)
        apart = not found or gap > 1
        split = len(word) > 1 and glued_mark(word) and (apart or not word[0].isalpha())
        found += token.parted(1) if split else (token,)
    return found


def _header_cells(tokens: Sequence[Token]) -> list[tuple[str, float]] | None:
    """What the cells of a header row name and where they begin, if a line is one."""
    cells: list[tuple[str, float]] = []
    for index, token in enumerate(tokens):
        key = header_key(token.text)
        if key is None and token.text.casefold() == "wat" and index + 1 < len(tokens):
            key = "aspect"
        # right behind another cell's words, what names a column begins a cell: one not named yet, or the same year again
        close = key in ("indicator", "finding") and all(key != other for other, _ in cells)
        close = close or (key == "year" and any(token.text == other.text for other in tokens[:index]))
        if key is not None and (token.gap >= 2 or index == 0 or close):
            cells.append((key, token.column))
    keys = [key for key, _ in cells]
    named = "indicator" in keys and ("finding" in keys or "year" in keys)
    return cells if named or keys == ["aspect", "aspect"] else None


def _pages(text: str) -> tuple[list[list[_Row]], float]:
    """Lines with words, per page, and how far places that are the same may be apart. Form feeds part pages; where there are
    none, footers with the next page's number do.
    """
    pages: list[list[_Row]] = [[]]
    end = 0
    top = 0
    lines = split_lines(text)
    words = [_tokens(line) for line in lines]
    ruler = ruler_of([[(token.gap, token.text) for token in own] for own in words])
    printed = [[own] for own in words]
    if ruler is not None:
        words = [_tokens(line, ruler) for line in lines]
        inside = _in_tables(words)
        cut = iter(printed_lines([own for own, within in zip(words, inside, strict=True) if within], ruler))
        printed = [next(cut) if within else [own] for own, within in zip(words, inside, strict=True)]
    breaks = set() if "\f" in text.strip() else _numbered_breaks(lines)
    for number, line in enumerate(lines):
        if "\f" in text[end : line.start] or number in breaks:
            pages.append([])
            top = number
        end = line.start + len(line.text)
        for tokens in filter(None, printed[number]):
            pages[-1].append(_Row(number - top, tokens))
            top -= len(printed[number]) > 1
    for rows in pages:
        _part_headings(rows)
    return pages, _SLACK if ruler is not None else 0.0


def _in_tables(lines: Sequence[list[Token]]) -> list[bool]:
    """Whether each line stands below a header row, before what begins another section."""
    found: list[bool] = []
    within = False
    for tokens in lines:
        if tokens:
            closes = _closes(_Row(0, tokens))
            within = (within or _header_cells(tokens) is not None) and not closes
        found.append(within)
    return found


def _part_headings(rows: Sequence[_Row]) -> None:
    """Put a blank line above a theme's name right below a table: a header row right below tells that the next table begins."""
    shift = 0
    last = -1
    for row, below in pairwise([*rows, None]):
        if row is None:
            break
        near = row.number == last + 1
        last = row.number
        if near and below is not None and _is_heading(row) and _header_cells(below.tokens) is not None:
            shift += 1
        row.number += shift


def _numbered_breaks(lines: Sequence[Line]) -> set[int]:
    """Positions of lines that a page begins with: behind footers, or at running headers, that return with the next number."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for position, line in enumerate(lines):
        for match in filter(None, (_NUMBERED.search(line.text), _NUMBERS.match(line.text))):
            rest = line.text[: match.start(1)] + line.text[match.end(1) :]
            if not line.text[match.end(1) :].strip():
                rest = _GAP.split(rest.strip())[-1]  # the approach may run along beside it
            key = _DIGITS.sub("#", "".join(rest.split()))
            groups.setdefault(key, []).append((position, int(match.group(1))))
    for key, found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        steps = [after[1] - before[1] for before, after in pairwise(found)]
        alone = not key and len(found) > _FEW
        if (len(key) > 4 or alone) and steps and all(step == 1 for step in steps):
            at_top = sum(_blanks(lines, at, 1) - _blanks(lines, at, -1) for at, _ in found) > 0
            return {at if at_top else at + 1 for at, _ in found}
    return set()


def _blanks(lines: Sequence[Line], position: int, step: int) -> int:
    """How many blank lines stand right below a line (``step`` 1) or above it (-1); none where the text ends."""
    count = 1
    while 0 <= position + count * step < len(lines):
        if lines[position + count * step].text.strip():
            return count - 1
        count += 1
    return 0


def _running(pages: Sequence[Sequence[_Row]]) -> set[int]:
    """The identities of lines that return at the top or the end of pages; those at the end are moved to one height, below all else."""
    lowest = max((row.number for rows in pages for row in rows), default=0)
    heads = _returning(pages)
    feet = _returning([rows[::-1] for rows in pages])
    for tail in feet:
        for place, row in enumerate(tail):
            row.number = lowest + 5 - place
    return {id(row) for row in chain.from_iterable([*heads, *feet])}


def _returning(pages: Sequence[Sequence[_Row]]) -> list[list[_Row]]:
    """Of the lines of each page, from one edge inwards, those up to the first that returns at that edge of no other page.

    The end of a table's row may return as well: without a blank line before the table, lines must have a number or return
    on more pages.
    """
    seen = Counter(chain.from_iterable({_key(row) for row in rows[:_TAIL]} for rows in pages))
    found = []
    most = max(_FEW, len(pages) // 2)
    for rows in pages:
        kept = list(takewhile(lambda row: _runs(row, seen, most), rows[:_TAIL]))
        inner = rows[len(kept)].number if len(kept) < len(rows) else -9
        while (
            kept
            and abs(kept[-1].number - inner) < 2
            and "#" not in _key(kept[-1])
            and seen[_key(kept[-1])] <= _FEW
        ):
            inner = kept.pop().number
        found.append(kept)
    return found


def _runs(row: _Row, seen: Counter[str], most: int) -> bool:
    """Whether a line may run along the pages: it returns, and is no part of what stands right above a table.

    What ends a sentence may return at the ends of pages as text does: it must do so on more than ``most``.
    """
    key = _key(row)
    least = 2 if len(key) > 4 else _FEW + 1
    if key.endswith(".") and "#" not in key:
        least = most + 1
    return seen[key] >= least and not _is_heading(row) and _header_cells(row.tokens) is None


def _key(row: _Row) -> str:
    return _DIGITS.sub("#", "".join(token.text for token in row.tokens))


def _blocks(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows that follow each other without a blank line; header rows and headings stand alone."""
    blocks: list[list[_Row]] = []
    alone = True
    for row in rows:
        single = _header_cells(row.tokens) is not None or _is_heading(row)
        apart = not blocks or row.number - blocks[-1][-1].number > 1
        if not apart and alone and _is_rest_of_marks(blocks[-1][-1], row):
            blocks[-1].append(row)
            continue
        if alone or single or apart:
            blocks.append([row])
        else:
            blocks[-1].append(row)
        alone = single
    return blocks


def _is_rest_of_marks(header: _Row, row: _Row) -> bool:
    """Whether a line is a sign that ends a header cell which names both marks, as "√/" does in a narrow column."""
    return (
        len(row.tokens) == 1
        and row.tokens[0].text in LONE
        and any(
            token.text[-1] == "/" and token.column - 1 < row.tokens[0].column < token.end + 1
            for token in header.tokens
        )
    )


def _is_heading(row: _Row) -> bool:
    text = " ".join(token.text for token in row.tokens)
    return row.tokens[0].column < 4 and (is_theme(text) or _closes(row))


def _closes(row: _Row) -> bool:
    """Whether a line begins another section, so that no table goes on after it."""
    text = " ".join(token.text for token in row.tokens)
    return bool(HEADINGS.match(text)) or text.casefold() in ("aanpak:", "aanpakken:")


def _cut(
    rows: Sequence[_Row], state: _Header, running: set[int], slack: float, words: Container[str]
) -> tuple[list[Block], _Header]:
    """The blocks of a page's tables, cut into cells; ``state`` is the header row of a table that is still open."""
    found: list[Block] = []
    for block in _blocks([row for row in rows if id(row) not in running]):
        header = _header_cells(block[0].tokens)
        if header is not None:
            state = header
        elif _is_heading(block[0]):
            if _closes(block[0]):
                state = None
            continue
        lines = [row.tokens for row in block]
        starts = [column for _, column in state or ()]
        if state is None or (header is None and is_prose(lines, starts)):
            continue
        cut = (
            [header_cells(line, starts) for line in lines]
            if header
            else cut_block(lines, starts, [key for key, _ in state], words, slack)
        )
        found.append(Block(lines, state, cut, header is not None))
    return found, state


def _draw_together(rows: Sequence[_Row], blocks: Sequence[Block], running: set[int]) -> None:
    """Move lines of a page up to those that they are printed beside, and what is below them as much."""
    below = [block for block in blocks if not block.heads]
    lead = marks_lead(block.lines for block in below)
    beside = {
        id(line)
        for block in below
        for line, same in zip(block.lines, together(block.lines, block.cut, lead=lead), strict=True)
        if same
    }
    shift = last = 0
    for row in rows:
        if id(row) in running:
            continue
        if id(row.tokens) in beside:
            shift = row.number - last
        row.number -= shift
        last = row.number


def _build(text: str) -> tuple[tuple[Page, ...], dict[int, tuple[int, int]]]:
    """Pages, and per word (by identity) its offset and length in the text."""
    pages: list[Page] = []
    offsets: dict[int, tuple[int, int]] = {}
    state: _Header = None
    grid, slack = _pages(text)
    running = _running(grid)
    height = max((row.number + 2 for rows in grid for row in rows), default=1) * LINE_HEIGHT
    blocks: list[Block] = []
    vocabulary = words_of(row.tokens for rows in grid for row in rows)
    coarse = is_coarse([row.tokens for rows in grid for row in rows])
    for rows in grid:
        found, state = _cut(rows, state, running, slack, vocabulary)
        blocks += found
        if coarse:
            for block in found:
                mend(block.lines, block.cut, [column for _, column in block.header])
            _draw_together(rows, found, running)
    settle_cuts(blocks)
    for block in blocks:
        give_places(block, slack)
    for number, rows in enumerate(grid, start=1):
        words: list[Word] = []
        for row in rows:
            top = row.number * LINE_HEIGHT
            for token in row.tokens:
                at = token.x * CELL_WIDTH
                for place, part in _parts(token.text):
                    letter = CELL_WIDTH * token.width / len(token.text)
                    x0, x1 = at + place * letter, at + (place + len(part)) * letter
                    word = Word(part, x0, top, x1, top + _LETTERS, _LETTERS, "", glyph_mark(part))
                    offsets[id(word)] = (token.offset + place, len(part))
                    words.append(word)
        width = max((word.x1 for word in words), default=0.0)
        pages.append(Page(number, width + CELL_WIDTH, height, tuple(words)))
    return tuple(pages), offsets


def _parts(token: str) -> list[tuple[int, str]]:
    """A token, or a mark and what links it to its text ("√:"), each with its place in the token."""
    linked = len(token) == 2 and token[1] in ":.)" and glyph_mark(token[0])
    return [(0, token[0]), (1, token[1])] if linked else [(0, token)]


def layout_text(text: str) -> PagedDocument:
    """The layout of a dump: as for pages, but each line is a slice of the text.

    ``Line.start`` is the offset in ``text``, ``Line.text`` the exact characters there (runs of spaces inside a cell stay),
    ``Line.number`` the number of the text's line (several cells may share it), ``Line.page`` and ``Line.box`` None.
    """
    pages, offsets = _build(text)
    numbers = [line.start for line in split_lines(text)]

    def make(run: Run) -> Line:
        begin = min(offsets[id(word)][0] for word in run.words)
        end = max(sum(offsets[id(word)]) for word in run.words)
        return Line(_line_number(numbers, begin), None, text[begin:end], begin, None, run.mark)

    return arrange(pages, lambda runs, _: [make(run) for run in runs])


def _line_number(starts: Sequence[int], offset: int) -> int:
    return bisect_right(starts, offset)
