"""Rows that white space alone parts, and whose wordings or marks say that they are one: parts of a block."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.tables.parts import Part
from ggsr_extract.extractors.layout.tables.rows import DraftRow
from ggsr_extract.extractors.layout.wording import begins_indicator, ends_indicator

_SEVERAL = 2  # marks of a row with more than indicators


def join_wordings(parts: Sequence[Part]) -> None:
    """Put a row without any finding into the row above.

    Every row has a finding, but the indicators of a block may take more room than the text that they share, and stand as far
    apart as rows do.
    """
    for part in parts:
        if part.columns.kind == "conclusions":
            continue
        indicator = part.columns.indicator
        kept: list[DraftRow] = []
        for row in part.rows:
            if kept and not row.parted and _is_wording(row.cells, indicator):
                kept[-1].cells[indicator] += row.cells[indicator]
            else:
                kept.append(row)
        part.rows = _with_their_marks(kept, part) if part.columns.kind == "findings" else kept


def _with_their_marks(rows: list[DraftRow], part: Part) -> list[DraftRow]:
    """Put a row with more marks than indicators and one beside it with fewer together, where these then do for all: the rows of
    one block, whose texts are centred beside its indicators, or a cut between two that was made too high or too low.
    """
    value, indicator = part.columns.value, part.columns.indicator
    marks = [len([run for run in row.cells[value] if run.mark]) for row in rows]
    several = [at for at, some in enumerate(marks) if some >= _SEVERAL]
    if all(_begun(rows[at].cells[indicator]) > marks[at] for at in several):
        return rows
    labels = [_wordings(row.cells[indicator]) for row in rows]
    kept: list[DraftRow] = []
    counts: list[tuple[int, int]] = []
    for row, some, words in zip(rows, marks, labels, strict=True):
        if kept and not row.parted:
            above, over = counts[-1]
            odd = (above > over > 0 and words > some > 0) or (some > words > 0 and over > above > 0)
            if odd and above + some <= over + words:
                for cell, more in zip(kept[-1].cells, row.cells, strict=True):
                    cell += more
                kept[-1].joined = kept[-1].joined or row.joined
                counts[-1] = (above + some, over + words)
                continue
        kept.append(row)
        counts.append((some, words))
    return kept


def _begun(runs: Sequence[Run]) -> int:
    """How many lines of a cell may begin an indicator."""
    texts = [run.text for run in runs]
    return len([at for at in range(len(texts)) if begins_indicator(" ".join(texts[at : at + 3]))])


def _wordings(runs: Sequence[Run]) -> int:
    """How many indicators begin in the lines of a cell, each at its top or below the end of another."""
    texts = [run.text for run in runs]
    count = 0
    for at in range(len(texts)):
        first = at == 0 or ends_indicator(" ".join(texts[max(at - 3, 0) : at]))
        count += first and begins_indicator(" ".join(texts[at : at + 3]))
    return count


def _is_wording(cells: Sequence[Sequence[Run]], indicator: int) -> bool:
    return bool(cells[indicator]) and sum(map(bool, cells)) == 1
