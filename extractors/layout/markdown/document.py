"""Markdown with tables to a document of text blocks and tables.

The cells are known, so nothing is measured: rows are rows of a table block, and the printed lines of a cell, which a ``<br>``
parts, are lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ggsr_extract.extractors.layout.markdown.cells import (
    Part,
    Piece,
    ends_sentence,
    is_delimiter,
    parts_of,
    text_of,
)
from ggsr_extract.extractors.layout.markdown.tables import Table, tables_and_text
from ggsr_extract.extractors.layout.wording import begins_indicator
from ggsr_extract.models.signs import UNKNOWN
from ggsr_extract.models.source import Block, Cell, Line, PagedDocument, TableBlock, TableRow, TextBlock

_UNMARKED = ("criterion", "indicator", "number", "aspect")
"""Kinds of columns that hold no marks."""
_LEAST, _WHOLE = 3, 0.6
"""Rows that tell how tables are printed, and the part of them in which an indicator begins."""


def is_markdown(lines: Sequence[Line]) -> bool:
    """Whether a text holds Markdown tables of findings with whole rows. Where most are not, a program that found no rows on
    the page printed each line as a row.
    """
    if not any(map(is_delimiter, lines)):
        return False
    tables = [item for item in tables_and_text(lines) if isinstance(item, Table)]
    begun = [
        begins_indicator(text_of(row[place]))
        for table in tables
        if (place := table.place("indicator")) is not None
        for row in table.rows
        if row[place]
    ]
    return len(begun) >= _LEAST and sum(begun) >= _WHOLE * len(begun)


def markdown_text(lines: Sequence[Line]) -> PagedDocument:
    """The blocks of a Markdown text in its own order, without pages.

    Each line is a slice of the text but for signs of Markdown within it, which are spaces: ``Line.start`` is its offset in the
    text, ``Line.number`` the number of the text's line, which all lines of a row share. What only shapes the text (bars, asterisks,
    hashes) is on no line.
    """
    made: list[Line] = []

    def line(piece: Piece, mark: str | None = None) -> Line:
        made.append(Line(piece.number, None, piece.text, piece.start, None, mark))
        return made[-1]

    blocks: list[Block] = []
    for item in tables_and_text(lines):
        if isinstance(item, Piece):
            blocks.append(TextBlock((line(item),)))
            continue
        header = tuple([Cell(tuple([line(piece) for piece in cell])) for cell in item.header])
        rows = [
            TableRow(tuple([_cell(cell, [line(*part) for part in cell]) for cell in row]))
            for row in _with_marks(item)
        ]
        blocks.append(TableBlock(header, tuple(rows), item.place("indicator"), certain=True))
    return PagedDocument(tuple(blocks), tuple(made), 0)


def _cell(parts: Sequence[Part], lines: Sequence[Line]) -> Cell:
    """A cell whose paragraphs begin with its first text, behind marks and behind empty lines."""
    begins = [
        at
        for at, (piece, mark) in enumerate(parts)
        if mark is None and (piece.gap or at == 0 or parts[at - 1][1] is not None)
    ]
    return Cell(tuple(lines), tuple(begins))


def _with_marks(table: Table) -> list[list[list[Part]]]:
    """The cells of each row with the marks of findings apart, each before the text that it is a verdict on."""
    rows = [
        [parts_of(cell, marks=key not in _UNMARKED) for key, cell in zip(table.keys, row, strict=True)]
        for row in table.rows
    ]
    _take_signs(
        cell for row in rows for key, cell in zip(table.keys, row, strict=True) if key not in _UNMARKED
    )
    signed = [cell for row in rows for cell in row if any(mark is not None for _, mark in cell)]
    behind = sum(cell[-1][1] is not None for cell in signed)
    before = sum(cell[0][1] is not None for cell in signed)
    return [[_led(cell, behind=behind > before) for cell in row] for row in rows]


def _take_signs(cells: Iterable[list[Part]]) -> None:
    """Where most cells without a mark begin with a line of a single sign, it is a mark that the text does not tell: a letter or a box
    that a program printed for it.
    """
    unmarked = [cell for cell in cells if cell and all(mark is None for _, mark in cell)]
    signs = [cell for cell in unmarked if len(cell) > 1 and len(cell[0][0].text) == 1]
    if len(signs) > len(unmarked) / 2:
        for cell in signs:
            cell[0] = (cell[0][0], UNKNOWN)


def _led(cell: list[Part], *, behind: bool) -> list[Part]:
    """A cell with each mark before its text. The only mark of a cell is that of all its text; ``behind``: marks stand behind it.

    Where a mark stands within a sentence, or text before the first one, the program put it beside the line that it is level with:
    then all come first.
    """
    marks = [at for at, (_, mark) in enumerate(cell) if mark is not None]
    within = any(
        0 < at < len(cell) - 1 and cell[at - 1][1] is None and not ends_sentence(cell[at - 1][0])
        for at in marks
    )
    out_of_place = bool(marks) and not behind and cell[0][1] is None
    if len(marks) == 1 or within or out_of_place:
        return [*(cell[at] for at in marks), *(part for part in cell if part[1] is None)]
    if not marks or not behind:
        return cell
    begins = [0, *(at + 1 for at in marks)]
    led = [part for begin, at in zip(begins, marks, strict=False) for part in (cell[at], *cell[begin:at])]
    return [*led, *cell[begins[-1] :]]
