"""What is left of a statement where a dump or a page does not tell a part of it: null, and a check that says why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from ggsr_extract.extractors.factsheet.dumps.soundness import begun, broken_word, stolen
from ggsr_extract.extractors.factsheet.rows.rowblock import RowBlock
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Statement

_TORN = frozenset(("text_uncertain", "mark_uncertain"))
_MOST = 2 / 3
"""The share of a table's statements that may be torn while the others are still trusted."""
_NEARLY_ALL = 0.8
"""The share of texts that end with a sentence where one that does not lacks its end."""


def without_text(item: Statement) -> Statement:
    """Without text and remarks, and a check that says so."""
    if not item.text and not item.remarks:
        return item
    check = Check(
        "text_uncertain",
        "The rows were torn apart; whether this text is whole and this row's cannot be told, so it is null.",
        "finding",
    )
    return replace(item, text="", remarks=(), checks=_with(item, check))


def without_remarks(item: Statement) -> Statement:
    """Without remarks, and a check that says that it may have some."""
    if not item.text and not item.remarks:
        return item
    check = Check(
        "remark_uncertain",
        "The dump prints remarks apart from their statements; whether this one has any cannot be told.",
        "finding",
    )
    return replace(item, remarks=(), checks=_with(item, check))


def without_mark(item: Statement) -> Statement:
    """Without a mark, and a check that says so."""
    if item.mark is None:
        return item
    check = Check(
        "mark_uncertain",
        "The rows were torn apart; whether this mark is this row's cannot be told; mark and verdict are null.",
        "finding",
    )
    return replace(item, mark=None, checks=_with(item, check))


def without_cut_sentences(stated: Sequence[Statement]) -> list[Statement]:
    """Without marks and texts of neighbours in a column of which one begins within the sentence that the other leaves open.

    STJ's explanations are whole sentences: where none ends between two rows, the rows do not meet there. Where both are of
    a block of indicators with but one sort of mark, it is theirs wherever they meet.
    """
    columns: dict[tuple[int | None, int], list[int]] = {}
    for index, item in enumerate(stated):
        columns.setdefault((item.approach, item.year), []).append(index)
    cut: set[int] = set()
    unmarked: set[int] = set()
    for indices in columns.values():
        for above, below in pairwise(indices):
            last = stated[above].remarks[-1].text if stated[above].remarks else stated[above].text
            if last and not ended(last) and stated[below].text[:1].islower():
                cut |= {above, below}
                kinds = {(stated[at].mark, stated[at].assignment) for at in (above, below)}
                if kinds not in ({("√", "inferred")}, {("X", "inferred")}):
                    unmarked |= {above, below}
    left = [without_text(item) if index in cut else item for index, item in enumerate(stated)]
    return [without_mark(item) if index in unmarked else item for index, item in enumerate(left)]


def _with(item: Statement, check: Check) -> tuple[Check, ...]:
    return item.checks if any(have.code == check.code for have in item.checks) else (*item.checks, check)


def without_remains(stated: Sequence[Statement]) -> list[Statement]:
    """Without marks and texts where most statements were torn: a table whose layout was not understood tells none of them."""
    torn = sum(any(check.code in _TORN for check in item.checks) for item in stated)
    if torn <= _MOST * len(stated):
        return list(stated)
    return [without_mark(without_text(item)) for item in stated]


def without_parts(stated: Sequence[Statement], rows: Sequence[RowBlock]) -> list[Statement]:
    """The statements of rows whose cells the file tells, without texts whose beginning or end a program put elsewhere.

    That a text has no end says so only where nearly all others have one.
    """
    texts = [item.text for item in stated if item.text]
    all_end = sum(map(ended, texts)) >= _NEARLY_ALL * len(texts)
    return [
        item
        if begun(item, row)
        and (not all_end or ended(item.text or "."))
        and not broken_word(item.text)
        and not stolen(item, row)
        else without_text(item)
        for item, row in zip(stated, rows, strict=True)
    ]
