"""Conclusions from tables: paragraphs under "Wat gaat goed?" and "Wat kan beter?"."""

from __future__ import annotations

import itertools

from ggsr_extract.extractors.factsheet.phrases import aspect_heading, theme_of
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.cells import whole
from ggsr_extract.extractors.factsheet.statements.flatconclusions import SENTENCE_END
from ggsr_extract.extractors.language.words.joining import join
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.models.factsheet import Conclusion
from ggsr_extract.models.source import Cell, Fragment, Line, TableBlock, TableRow


def table_conclusions(
    table: TableBlock, theme: str | None, approach: int, vocabulary: Vocabulary, ledger: Ledger, first: int
) -> list[Conclusion]:
    """Conclusions from a table: the column tells the aspect. Those without a theme stay unclaimed.

    The theme is the given one, or in a table on all themes what the first cell of each row names.
    """
    result: list[Conclusion] = []
    kinds = [aspect_heading(" ".join(line.text for line in cell.lines)) for cell in table.header]
    for column, kind in enumerate(kinds):
        if kind is None:
            continue
        reach = max((_right(line) for row in table.rows for line in row.cells[column].lines), default=0.0)
        for row in table.rows:
            about = theme if kinds[0] else _row_theme(row, ledger)
            if about is None:
                continue
            for fragments in _cell_paragraphs(row.cells[column], reach):
                text = join(fragments, vocabulary)
                ledger.claim(fragments, "conclusion", ("conclusion", first + len(result)))
                result.append(
                    Conclusion(approach, about, len(result), kind, "layout", text.text, text.anchor())
                )
    return result


def _row_theme(row: TableRow, ledger: Ledger) -> str | None:
    """The theme that the first cell of a row names, in a table of conclusions on all themes."""
    fragments = whole(row.cells[0].lines)
    found = theme_of(" ".join(fragment.text for fragment in fragments))
    if found:
        ledger.claim(fragments, "heading")
    return found


def _right(line: Line) -> float:
    """Where a line ends: in points, or in characters where the source has no places."""
    return len(line.text) if line.box is None else line.box.x1


def _ends_early(line: Line, following: Line, reach: float) -> bool:
    """Whether a sentence ends with a line though the next line's first word had room on it: there a paragraph ends.

    ``reach`` is where the longest line of the column ends.
    """
    word = following.text.split(" ", 1)[0]
    if not line.text.endswith(SENTENCE_END) or not word[:1].isupper():
        return False
    box = following.box
    letter = 1.0 if box is None else (box.x1 - box.x0) / len(following.text)
    return _right(line) + letter * (1.2 * len(word) + 2) < reach


def _cell_paragraphs(cell: Cell, reach: float) -> list[list[Fragment]]:
    """The paragraphs of a cell of conclusions: they begin where the layout says and where the line above ends early."""
    if not cell.lines:
        return []
    early = [
        index
        for index, (line, following) in enumerate(itertools.pairwise(cell.lines), start=1)
        if _ends_early(line, following, reach)
    ]
    fragments = whole(cell.lines)
    edges = [*sorted({0, *cell.paragraphs, *early}), len(cell.lines)]
    return [fragments[a:b] for a, b in itertools.pairwise(edges) if a < b]
