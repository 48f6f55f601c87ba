"""Rows of Markdown to tables: which rows are header rows, to which column each cell belongs, and which rows are one.

The rules for rows follow from how programs make Markdown of a page: they part a heading or a header word over cells, put the
theme's name below a table into its last row, and begin a new table after a page break, often within a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile

from ggsr_extract.extractors.layout.markdown.cells import (
    Cell,
    Piece,
    Row,
    cells_of,
    has_bar,
    is_delimiter,
    parts_of,
    pieces_of,
    text_of,
    within_sentence,
)
from ggsr_extract.extractors.layout.wording import (
    VALUES,
    aspect_of,
    begins_indicator,
    header_key,
    is_theme,
    squeeze,
    themes,
)
from ggsr_extract.models.source import FILLING, Line

_TAIL = 6
"""Letters by which the name of a theme is known whose first ones are lost."""
_UNNAMED = re.compile(r"Col\d+|Unnamed: \d+")
"""What programs write over a column that has no name."""
_YEAR_AND_NAME = re.compile(r"20[12]\d[A-Z]")
_OTHER = "other"
"""The key of a column whose name tells nothing."""
_JOINED = "+"
"""Instead of a key: the cell goes on with the words of the one before."""


@dataclass(slots=True)
class Table:
    """A header row and the rows below it, one cell per column.

    ``keys`` say what each column holds (see ``wording.header_key``, or ``aspect``), ``columns`` to which column each printed cell
    belongs; the cells of ``header`` are empty where a table goes on without a header row, ``before`` is then the table above.
    """

    keys: Sequence[str]
    columns: Sequence[int]
    header: Row
    rows: list[Row] = field(default_factory=list)
    before: Table | None = None

    def place(self, key: str) -> int | None:
        """The first column of a kind."""
        return self.keys.index(key) if key in self.keys else None

    def joined(self, row: Row) -> Row:
        """The cells of a row as one per column; marks in a cell of their own come first."""
        cells: Row = [[] for _ in self.keys]
        for at, cell in enumerate(row):
            column = self.columns[min(at, len(self.columns) - 1)]
            alone = all(mark is not None for _, mark in parts_of(cell))
            cells[column] = [*cell, *cells[column]] if alone else [*cells[column], *cell]
        return cells

    def put(self, row: Row) -> Cell:
        """Go on with a row; what goes on with the row or the criterion above stands there. The name of a theme that stands in
        the row's cells is handed back.
        """
        cells = self.joined(row)
        heading = _taken_theme(cells)
        rows = self.rows or (self.before.rows if self.before else [])
        if rows and self.place("indicator") is None:
            _join(
                rows[-1],
                cells,
                [at for at, _ in enumerate(cells) if within_sentence(rows[-1][at], cells[at])],
            )
        elif rows and self._one_row(rows[-1], cells):
            _join(rows[-1], cells, range(len(cells)))
        criteria = self.place("criterion")
        if criteria is not None and _goes_on(cells[criteria]):
            begun = next((other for other in reversed(rows) if other[criteria]), None)
            if begun is not None:
                _join(begun, cells, [criteria])
        if any(cells):
            self.rows.append(cells)
        return heading

    def _one_row(self, above: Row, cells: Row) -> bool:
        """Whether a row goes on with the one above: with its indicator, or with a sentence of each of its findings."""
        criteria, indicators = self.place("criterion"), self.place("indicator")
        named = [cells[at] for at in (criteria, indicators) if at is not None and cells[at]]
        if all(map(_goes_on, named)):
            return True
        values = [at for at, key in enumerate(self.keys) if key in VALUES and cells[at]]
        return bool(values) and all(within_sentence(above[at], cells[at]) for at in values)


def _join(above: Row, cells: Row, places: Sequence[int]) -> None:
    """Put cells of a row to those of the row above."""
    for at in places:
        above[at] += cells[at]
        cells[at] = []


def _goes_on(cell: Cell) -> bool:
    """Whether a cell's words go on with those of the cell above."""
    text = text_of(cell)
    return text[:1].islower() and not begins_indicator(text)


def tables_and_text(lines: Sequence[Line]) -> list[Piece | Table]:
    """Running text and tables in their order. Rows without a header row above them go on with the table before, where their cells are
    those of its columns; else they are text.
    """
    found: list[Piece | Table] = []
    last: Table | None = None
    at = 0
    while at < len(lines):
        line = lines[at]
        if at + 1 == len(lines) or not has_bar(line) or not is_delimiter(lines[at + 1]):
            found += pieces_of(line.number, line.start, line.text)
            at += 1
            continue
        framed = lines[at + 1].text.lstrip().startswith("|")
        printed = list(takewhile(has_bar, (lines[index] for index in range(at, len(lines)))))
        at += len(printed)
        rows = [cells_of(line, framed=framed) for line in printed if not is_delimiter(line)]
        table: Table | None = None
        for place, row in enumerate(rows):
            if (heading := _heading(row)) is not None:
                found.append(heading)
                table = None
                continue
            if (named := _named(row)) is not None:
                above, header, row = _parted(row)
                found += above
                keys, columns = _columns(named, list(_until_header(rows, place + 1)))
                table = Table(keys, columns, [])
                table.header = table.joined(_whole(header, named))
            elif table is None and (table := _resumed(last, rows, place)) is None:
                found += [piece for cell in row for piece in cell]
                continue
            below = table.put(row)
            if table is not last:
                found.append(table)
                last = table
            found += below
    return [piece for item in found for piece in _with_rows(item)]


def _with_rows(item: Piece | Table) -> Sequence[Piece | Table]:
    """A table whose rows a program did not find is its header row as running text; one that only went on with a row above is nothing."""
    if isinstance(item, Piece) or item.rows:
        return [item]
    return [piece for cell in item.header for piece in cell]


def _until_header(rows: Sequence[Row], place: int) -> Iterator[Row]:
    """The rows from one on up to the next header row or heading."""
    for at in range(place, len(rows)):
        if _named(rows[at]) is not None or _heading(rows[at]) is not None:
            return
        yield rows[at]


def _heading(row: Row) -> Piece | None:
    """The name of a theme that fills a row alone."""
    pieces = [piece for cell in row for piece in cell if not _UNNAMED.fullmatch(piece.text)]
    return pieces[0] if len(pieces) == 1 and is_theme(pieces[0].text) else None


def _key(text: str) -> str | None:
    """What a header cell's column holds; None where the words name none."""
    if aspect_of(text):
        return "aspect"
    first = text.split(" ")[0]
    key = header_key(first)
    if key == "year" or _YEAR_AND_NAME.match(first):
        return "year"
    return key if first == text else None


def _label(cell: Cell) -> tuple[int, int]:
    """From which piece up to which a header cell names its column: those in bold from the one that does.

    A program may have put the heading above the table before them, and the first row of the table behind them.
    """
    begin = next((at for at, piece in enumerate(cell) if piece.bold and _key(piece.text)), None)
    if begin is None:
        return 0, len(cell)
    return begin, begin + len(list(takewhile(lambda piece: piece.bold, cell[begin:])))


def _parted(row: Row) -> tuple[Cell, Row, Row]:
    """What stands above the names of the columns in a header row, these names, and what stands below them."""
    labels = [(cell, *_label(cell)) for cell in row]
    above = [piece for cell, begin, _ in labels for piece in cell[:begin]]
    shown = [[p for p in cell[begin:end] if not _UNNAMED.fullmatch(p.text)] for cell, begin, end in labels]
    return above, shown, [cell[end:] for cell, _, end in labels]


def _named(row: Row) -> list[str | None] | None:
    """What each cell of a header row names, None for an empty cell; None for other rows.

    Words may run on over two cells ("Bevi|ndingen").
    """
    texts = [text_of(cell[slice(*_label(cell))]) for cell in row]
    named: list[str | None] = []
    for at, text in enumerate(texts):
        before = texts[at - 1] if at and named[-1] != _JOINED else ""
        following = texts[at + 1] if at + 1 < len(texts) else ""
        key = _key(text) or (_key(text + following) if text and following else None)
        if before and text and _is_rest(before, text):
            named.append(_JOINED)
        else:
            named.append(key or (_OTHER if text and not _UNNAMED.fullmatch(text) else None))
    return named if "indicator" in named or named.count("aspect") > 1 else None


def _is_rest(before: str, text: str) -> bool:
    """Whether a header cell's words go on with those of the cell before."""
    begun, whole = _key(before), _key(before + text)
    if whole is None or _key(text) is not None:
        return False
    return begun is None or (text[0].islower() and begun == whole)


def _whole(row: Row, named: Sequence[str | None]) -> Row:
    """A header row whose words stand in one cell each; signs of no width stand for the bar and what else parted them."""
    cells = [list(cell) for cell in row]
    for at, name in enumerate(named):
        if name == _JOINED:
            begun, rest = cells[at - 1].pop(), cells[at].pop(0)
            text = begun.text.ljust(rest.start - begun.start, FILLING) + rest.text
            cells[at - 1].append(replace(begun, text=text))
    return cells


def _columns(named: Sequence[str | None], rows: Sequence[Row]) -> tuple[list[str], list[int]]:
    """The keys of a table's columns, and the column of each cell.

    A cell without a name goes with the one before or behind it, and so do marks under a heading of their own. Where no cell
    names findings, they are where most text is.
    """
    named = list(named)
    first = named.index("indicator") + 1 if "indicator" in named else len(named)
    if not any(name in VALUES for name in named[first:]):
        others = [at for at in range(first, len(named)) if named[at] == _OTHER]
        lengths = {at: sum(len(text_of(row[at])) for row in rows if at < len(row)) for at in others}
        if others:
            named[max(others, key=lambda at: (lengths[at], -at))] = "finding"
    for at in range(first, len(named)):
        if named[at] == _OTHER and not _holds_text(rows, at):
            named[at] = None
    keys: list[str] = []
    columns: list[int] = []
    for at, name in enumerate(named):
        if name is not None and name != _JOINED:
            keys.append(name)
        elif name is None and at >= first and _is_open(named, first, rows, at):
            keys.append(_OTHER)
        ahead = not keys or (name is None and at >= first and _goes_ahead(named, first, rows, at))
        columns.append(len(keys) if ahead else len(keys) - 1)
    return keys, columns


def _goes_ahead(named: Sequence[str | None], first: int, rows: Sequence[Row], at: int) -> bool:
    """Whether a cell without a name, behind the indicators, goes with the one behind it: it holds marks, and they are that one's.

    They are if the one before has marks in its own cell, or is none of findings; where neither has, marks stand left of all
    texts or right of all.
    """
    if at + 1 == len(named) or named[at + 1] in (None, _JOINED) or _holds_text(rows, at):
        return False
    before, behind = _holds_marks(rows, at - 1), _holds_marks(rows, at + 1)
    return before > behind if before != behind else named[first] is None


def _is_open(named: Sequence[str | None], first: int, rows: Sequence[Row], at: int) -> bool:
    """Whether marks in a cell without a name may be those of the findings before it as well as of those behind it."""
    ends = at + 1 == len(named) or named[first] is None or named[-1] is None
    if ends or named[at - 1] not in VALUES or named[at + 1] not in VALUES or _holds_text(rows, at):
        return False
    return _holds_marks(rows, at) and not _holds_marks(rows, at - 1) and not _holds_marks(rows, at + 1)


def _holds_marks(rows: Sequence[Row], at: int) -> bool:
    """Whether cells of a place hold marks."""
    return any(mark is not None for row in rows if at < len(row) for _, mark in parts_of(row[at]))


def _holds_text(rows: Sequence[Row], at: int) -> bool:
    """Whether the cells of a place hold anything but marks."""
    return any(mark is None for row in rows if at < len(row) for _, mark in parts_of(row[at]))


def _resumed(last: Table | None, rows: Sequence[Row], place: int) -> Table | None:
    """A table that goes on below other text without a header row; None where its cells are not those of the table before.

    Marks may stand in cells of their own in one of the two and before their text in the other.
    """
    if last is None:
        return None
    count, columns = len(rows[place]), list(last.columns)
    if count != len(columns):
        own = list(_until_header(rows, place))
        filled = (any(at < len(row) and row[at] for row in own) for at in range(count))
        apart = [held and not _holds_text(own, at) for at, held in enumerate(filled)]
        columns = [min(at - sum(apart[:at]), len(last.keys) - 1) for at in range(count)]
        if count - sum(apart) != len(last.keys):
            return None
    return Table(last.keys, columns, [[] for _ in last.keys], before=last)


def _taken_theme(cells: Row) -> Cell:
    """Take the name of a theme out of the cells of the row above it, in which a program put it, be it in parts.

    It stands in bold below their text; of a name in parts, the first letters may be lost.
    """
    parts = [cell[-1] for cell in cells if cell and cell[-1].bold]
    name = squeeze("".join(part.text for part in parts))
    if not any(name == theme or (len(name) >= _TAIL and theme.endswith(name)) for theme in themes()):
        return []
    for cell in cells:
        if cell and cell[-1].bold:
            cell.pop()
    return parts
