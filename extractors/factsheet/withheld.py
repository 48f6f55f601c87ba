"""What is left of a statement where a dump does not tell a part of it: null, and a check that says why."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Statement


def without_text(item: Statement) -> Statement:
    """Without text and remarks, and a check that says so."""
    if not item.text and not item.remarks:
        return item
    check = Check(
        "text_uncertain",
        "The dump tore its rows apart; whether this text is whole and this row's cannot be told, so it is null.",
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
        "The dump tore its rows apart; whether this mark is this row's cannot be told; mark and verdict are null.",
        "finding",
    )
    return replace(item, mark=None, checks=_with(item, check))


def _with(item: Statement, check: Check) -> tuple[Check, ...]:
    return item.checks if any(have.code == check.code for have in item.checks) else (*item.checks, check)
