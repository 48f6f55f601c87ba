"""Dumps on a grid too coarse for their letters: what would stand on other words of its line stands on a line of its own.

A mark then stands alone, its text on the next line, the words of the next column on the one after that.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ggsr_extract.extractors.layout.text.tokens import Token, is_mark

_AFTER = 4  # characters right of a mark that its text begins at most
_NEXT = 2  # lines below a mark in which its text is looked for
_LEAST = 4  # marks from which on it can be told
_PART = 0.3  # part of the marks whose texts stand below them


def is_coarse(lines: Sequence[Sequence[Token]]) -> bool:
    """Whether the texts of many marks stand on the lines below them, a little to the right."""
    count = apart = 0
    for number, tokens in enumerate(lines):
        for at, token in enumerate(tokens):
            if not is_mark(token):
                continue
            count += 1
            if at + 1 == len(tokens) or is_mark(tokens[at + 1]):
                below = [
                    other
                    for line in lines[number + 1 : number + 1 + _NEXT]
                    for place, other in enumerate(line)
                    if place == 0 or other.gap > 1  # elsewhere a word of any text may stand so
                ]
                apart += any(0 < other.column - token.column <= _AFTER for other in below)
    return count >= _LEAST and apart > _PART * count


def marks_lead(blocks: Iterable[Sequence[Sequence[Token]]]) -> bool:
    """Whether blocks begin with a line of marks alone rather than with a line above such a one."""
    lead = follow = 0
    for lines in blocks:
        first, second = (
            bool(line) and all(map(is_mark, line)) for line in (*lines[:2], *[[]] * (2 - len(lines[:2])))
        )
        lead, follow = lead + first, follow + (second and not first)
    return lead >= follow


def together(lines: Sequence[Sequence[Token]], cut: Sequence[Sequence[int]], *, lead: bool) -> list[bool]:
    """Whether each line of a block is printed at the height of the one before: it holds what that one does not.

    Where marks ``lead``, they begin a line.
    """
    found: list[bool] = []
    held: set[tuple[int, bool]] = set()
    for tokens, cells in zip(lines, cut, strict=True):
        own = {(cell, is_mark(token) and cell > 0) for token, cell in zip(tokens, cells, strict=True)}
        late = any(mark and (cell, False) in held for cell, mark in own)
        begins = all(mark for _, mark in own) if lead else late
        same = bool(held) and not begins and own.isdisjoint(held)
        held = held | own if same else own
        found.append(same)
    return found


def mend(lines: Sequence[Sequence[Token]], cut: Sequence[list[int]], starts: Sequence[float]) -> None:
    """Take back cuts at a single space where no line of the cell begins, in place: on such a grid cells begin at one place."""
    begins: dict[int, set[float]] = {cell: {start} for cell, start in enumerate(starts)}
    for tokens, cells in zip(lines, cut, strict=True):
        for at, (token, cell) in enumerate(zip(tokens, cells, strict=True)):
            if at == 0 or token.gap > 1:
                begins[cell].add(token.column)
    for tokens, cells in zip(lines, cut, strict=True):
        for at in range(1, len(tokens)):
            token, cell = tokens[at], cells[at]
            if cell == cells[at - 1] or token.gap > 1 or is_mark(token):
                continue
            if all(abs(token.column - place) > 1 for place in begins[cell]):
                end = next((end for end in range(at, len(cells)) if cells[end] != cell), len(cells))
                cells[at:end] = [cells[at - 1]] * (end - at)
