"""Blocks of a dump's table lines that are cut into cells: the cuts checked against all of a document's, and words moved to one
place per column.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ggsr_extract.extractors.layout.text.cells import Cells
from ggsr_extract.extractors.layout.text.measured import rulers
from ggsr_extract.extractors.layout.text.tokens import Token
from ggsr_extract.extractors.layout.text.wrapped import ColumnLines

_SPREAD = 3  # tables are drawn this many times wider, so that no column's drift reaches the next


@dataclass(slots=True)
class Block:
    """Lines of a table that follow each other: the header row above them, and the cell of each of their words."""

    lines: list[list[Token]]
    header: list[tuple[str, float]]
    cut: list[list[int]]
    heads: bool

    @property
    def form(self) -> tuple[str, ...]:
        """What the columns of its table hold."""
        return tuple(key for key, _ in self.header)


def settle_cuts(blocks: Sequence[Block]) -> None:
    """Move cuts that lines do not allow, by how wide the columns of the document's tables are."""
    columns: dict[tuple[str, ...], ColumnLines] = {}
    below = [block for block in blocks if not block.heads]
    for block in below:
        columns.setdefault(block.form, ColumnLines(block.form, rulers())).add(block.lines, block.cut)
    wrapping = {form: own.settled() for form, own in columns.items()}
    for block in below:
        wrapping[block.form].settle(block.lines, block.cut)


def give_places(block: Block, slack: float) -> None:
    """Give every word of a block its place."""
    starts = [column for _, column in block.header]
    cells = Cells(starts, slack)
    for tokens, found in zip(block.lines, block.cut, strict=True):
        cells.remember(tokens, found)
        origin = 0.0
        for token, cell, before in zip(tokens, found, [-1, *found], strict=False):
            if block.heads and tokens is not block.lines[0]:
                origin = starts[cell]
            elif cell != before:
                origin = cells.origin(token, cell)
            token.x = _SPREAD * starts[cell] + max(token.column - origin, -starts[0])
