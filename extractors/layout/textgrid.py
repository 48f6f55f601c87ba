"""Text dumps that keep the layout: columns side by side, held apart by spaces. Character cells become points.

Such dumps place each block of lines on a grid of its own (the same column drifts by several characters from one table
row to the next), so cells are told per block of lines between blank lines, near the header row's places, and are moved
to one place per column before the layout for pages takes over.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from ggsr_extract.extractors.factsheet.rows.marks import glyph_mark
from ggsr_extract.extractors.layout.document import arrange
from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.textcells import Cells, Token, header_cells, is_prose
from ggsr_extract.extractors.layout.wording import HEADINGS, header_key, is_theme
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.source import Line, Page, PagedDocument, Word

CELL_WIDTH = 5.0  # points per character
LINE_HEIGHT = 12.0  # points per line, of which 10 are letters
_LETTERS = 10.0
_SPREAD = 3  # tables are drawn this many times wider, so that no column's drift reaches the next
_TOKEN = re.compile(r"\S+")
_WIDE = re.compile(r"\S {2,}\S")
_NUMBERED = re.compile(r"(\d{1,3})\W*$")
_DIGITS = re.compile(r"\d+")
_FEW = 2  # numbers that count on may be chance; more are those of pages
_TAIL = 4  # lines at the end of a page among which running footers are looked for


@dataclass(slots=True)
class _Row:
    number: int
    tokens: list[Token]


def is_layout_text(lines: Sequence[Line]) -> bool:
    """Whether a text holds a header row and rows whose cells stand side by side, held apart by runs of spaces."""
    filled = [line for line in lines if line.text.strip()]
    if not any(_header_starts(_tokens(line)) for line in filled if _WIDE.search(line.text)):
        return False
    wide = sum(bool(_WIDE.search(line.text.strip(" "))) for line in filled)
    return wide > 0.15 * len(filled)


def _tokens(line: Line) -> list[Token]:
    """The words of a line with the character cells that they begin in; tabs run to the next multiple of eight."""
    found: list[Token] = []
    shift = 0
    last = 0
    for match in _TOKEN.finditer(line.text):
        for index in range(last, match.start()):
            if line.text[index] == "\t":
                shift += 7 - (index + shift) % 8
        last = match.end()
        found.append(Token(match.group(), match.start() + shift, line.start + match.start()))
    return found


def _header_starts(tokens: Sequence[Token]) -> list[int] | None:
    """Where the cells of a header row begin, if a line is one."""
    cells: list[tuple[str, int]] = []
    end = -9
    for index, token in enumerate(tokens):
        if token.column - end >= 2 or index == 0:
            key = header_key(token.text)
            if key is None and token.text.casefold() == "wat" and index + 1 < len(tokens):
                key = "aspect"
            if key is not None:
                cells.append((key, token.column))
        end = token.end
    keys = [key for key, _ in cells]
    if keys == ["aspect", "aspect"]:
        return [column for _, column in cells]
    if "indicator" in keys and ("finding" in keys or "year" in keys):
        return [column for _, column in cells]
    return None


def _pages(text: str) -> list[list[_Row]]:
    """Lines with words, per page. Form feeds part pages; where there are none, footers with the next page's number do."""
    pages: list[list[_Row]] = [[]]
    end = 0
    top = 0
    lines = split_lines(text)
    breaks = set() if "\f" in text.strip() else _numbered_ends(lines)
    for number, line in enumerate(lines):
        if "\f" in text[end : line.start] or number - 1 in breaks:
            pages.append([])
            top = number
        end = line.start + len(line.text)
        tokens = _tokens(line)
        if tokens:
            pages[-1].append(_Row(number - top, tokens))
    return pages


def _numbered_ends(lines: Sequence[Line]) -> set[int]:
    """Positions of lines that return with a number at their end that grows by one: footers."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for position, line in enumerate(lines):
        match = _NUMBERED.search(line.text)
        if match:
            key = _DIGITS.sub("#", "".join(line.text[: match.start()].split()))
            groups.setdefault(key, []).append((position, int(match.group(1))))
    for key, found in sorted(groups.items(), key=lambda item: (-len(item[1]), item[0])):
        steps = [after[1] - before[1] for before, after in pairwise(found)]
        alone = not key and len(found) > _FEW
        if (len(key) > 8 or alone) and steps and all(step == 1 for step in steps):
            return {position for position, _ in found}
    return set()


def _sink_footers(pages: Sequence[Sequence[_Row]]) -> set[int]:
    """Move lines that return at the end of pages to one height, below all else; gives their identities."""
    seen: Counter[str] = Counter()
    for rows in pages:
        seen.update({_key(row) for row in rows[-_TAIL:]})
    lowest = max((row.number for rows in pages for row in rows), default=0)
    found: set[int] = set()
    for rows in pages:
        for row in rows[-_TAIL:]:
            numbered = _key(row) == "#" and row is rows[-1] and seen["#"] > _FEW
            if numbered or (seen[_key(row)] > 1 and len(_key(row)) > 4 and not _is_heading(row)):
                found.add(id(row))
        tail = [row for row in rows[-_TAIL:] if id(row) in found]
        for place, row in enumerate(tail):
            row.number = lowest + 6 - len(tail) + place
    return found


def _key(row: _Row) -> str:
    return _DIGITS.sub("#", "".join(token.text for token in row.tokens))


def _blocks(rows: Sequence[_Row]) -> list[list[_Row]]:
    """Rows that follow each other without a blank line; header rows and headings stand alone."""
    blocks: list[list[_Row]] = []
    alone = True
    for row in rows:
        single = _header_starts(row.tokens) is not None or _is_heading(row)
        if alone or single or row.number - blocks[-1][-1].number > 1:
            blocks.append([row])
        else:
            blocks[-1].append(row)
        alone = single
    return blocks


def _is_heading(row: _Row) -> bool:
    text = " ".join(token.text for token in row.tokens)
    return row.tokens[0].column < 4 and (is_theme(text) or _closes(row))


def _closes(row: _Row) -> bool:
    """Whether a line begins another section, so that no table goes on after it."""
    text = " ".join(token.text for token in row.tokens)
    return bool(HEADINGS.match(text)) or text.casefold() in ("aanpak:", "aanpakken:")


def _place(rows: Sequence[_Row], state: list[int] | None, footers: set[int]) -> list[int] | None:
    """Give every word of a page its place; ``state`` is where the header of a table that is still open has its cells."""
    for row in rows:
        if id(row) in footers:
            for token in row.tokens:
                token.x = token.column
    for block in _blocks([row for row in rows if id(row) not in footers]):
        header = _header_starts(block[0].tokens)
        if header is not None:
            state = header
        elif _is_heading(block[0]):
            for token in block[0].tokens:
                token.x = token.column
            if _closes(block[0]):
                state = None
            continue
        prose = header is None and (state is None or is_prose([row.tokens for row in block], state))
        cells = Cells(state or [0])
        for row in block:
            for token in row.tokens:
                token.x = token.column
            if prose or state is None:
                continue
            found = header_cells(row.tokens, state) if row is block[0] and header else cells.of(row.tokens)
            origin = 0
            for token, cell, before in zip(row.tokens, found, [-1, *found], strict=False):
                if cell != before:
                    origin = cells.origin(token, cell)
                token.x = _SPREAD * state[cell] + max(token.column - origin, -state[0])
    return state


def _build(text: str) -> tuple[tuple[Page, ...], dict[int, tuple[int, int]]]:
    """Pages, and per word (by identity) its offset and length in the text."""
    pages: list[Page] = []
    offsets: dict[int, tuple[int, int]] = {}
    state: list[int] | None = None
    grid = _pages(text)
    footers = _sink_footers(grid)
    height = max((row.number + 2 for rows in grid for row in rows), default=1) * LINE_HEIGHT
    for number, rows in enumerate(grid, start=1):
        state = _place(rows, state, footers)
        words: list[Word] = []
        for row in rows:
            top = row.number * LINE_HEIGHT
            for token in row.tokens:
                at = token.x * CELL_WIDTH
                for place, part in _parts(token.text):
                    x0, x1 = at + place * CELL_WIDTH, at + (place + len(part)) * CELL_WIDTH
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
