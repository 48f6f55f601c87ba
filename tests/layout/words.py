"""Pages of words for the tests of the layout, and what to look at in what comes of them."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.models.framework import framework
from ggsr_extract.models.source import Page, PagedDocument, Rule, TableBlock, TableRow, Word

LEFTS = (60.0, 180.0, 320.0)
BOLD = "Arial-Bold"


def line(x: float, top: float, text: str, font: str = "Arial", mark: str | None = None) -> list[Word]:
    """Words of one line of 9 points, half a text size per letter."""
    words = []
    for part in text.split():
        words.append(Word(part, x, top, x + 4.5 * len(part), top + 9, 9.0, font, mark))
        x += 4.5 * len(part) + 2.5
    return words


def header(top: float, cells: Sequence[str], lefts: Sequence[float] = LEFTS) -> list[Word]:
    return [word for x, text in zip(lefts, cells, strict=True) for word in line(x, top, text, BOLD)]


def level(y: float, x0: float = 55.0) -> Rule:
    return Rule(x0, y, 540.0, y)


def wording(id_: str, x: float, top: float) -> list[Word]:
    """An indicator's wording, three words to a line, 11 points apart."""
    parts = framework().by_id[id_].indicator.split()
    lines = [" ".join(parts[at : at + 3]) for at in range(0, len(parts), 3)]
    return [word for n, text in enumerate(lines) for word in line(x, top + 11 * n, text)]


def finding(top: float, mark: str | None, text: str, x: float = 320.0) -> list[Word]:
    marked = line(x, top, mark, mark=mark) if mark else []
    return [*marked, *line(x + 14, top, text)]


def page(number: int, words: list[Word], rules: Sequence[Rule] = ()) -> Page:
    return Page(number, 595.0, 842.0, tuple(words), tuple(rules))


def tables(document: PagedDocument) -> list[TableBlock]:
    return [block for block in document.blocks if isinstance(block, TableBlock)]


def rows(document: PagedDocument) -> list[TableRow]:
    return [row for table in tables(document) for row in table.rows]


def marks(row: TableRow, column: int = -1) -> list[str]:
    return [text.mark for text in row.cells[column].lines if text.mark]


def texts(row: TableRow, column: int = -1) -> str:
    return " ".join(text.text for text in row.cells[column].lines if not text.mark)


FINDINGS = ("Criteria", "Indicatoren", "Bevindingen")
