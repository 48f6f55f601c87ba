"""Factsheets in text that break off: a download or a copy that stopped in the middle of a sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from ggsr_extract.extractors.factsheet.dumps.withheld import without_mark, without_text
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Factsheet, Statement

_CONTENT = frozenset({"criterion", "indicator", "mark", "finding", "remark", "conclusion"})


_GOES_ON = re.compile(
    r"(?:[,(-]|(?<!\w)(?:aan|als|bij|dat|de|deze|die|door|een|en|het|in|is|met|naar|of|om|op|over|te|tot|tussen|uit|van|voor|"
    r"waar|wordt|worden|zijn|zoals))\s*$"
)
"""What no sentence ends with."""


def broken_off(sheet: Factsheet, *, open_end: bool) -> Factsheet:
    """The factsheet of a text whose last line has no end (``open_end``) or stops within a sentence, with what that leaves in doubt.

    What comes last in a whole factsheet is a sentence's end, or the page's margin. Where it is neither, the rest is missing:
    the last statement's text is not whole, and what stands behind the end may decide which column or indicator its mark is for.
    """
    last = sheet.lines[-1] if sheet.lines else None
    if last is None or last.role not in _CONTENT or not (open_end or _GOES_ON.search(last.fragment.text)):
        return sheet
    if ended(last.fragment.text):
        return replace(sheet, statements=_without_second_cross(sheet.statements))
    end = " ".join(last.fragment.text.split()[-6:])
    told = Check(
        "truncated",
        "The text breaks off in the middle of a sentence; what came after it is missing.",
        value=end,
    )
    stated = list(sheet.statements)
    if stated and last.role != "conclusion":
        stated[-1] = _doubted(stated)
    return replace(sheet, statements=tuple(stated), checks=(*sheet.checks, told))


def _without_second_cross(stated: Sequence[Statement]) -> tuple[Statement, ...]:
    """Without a last X that was taken for the later year's though a column is missing: what was to come may be that year's."""
    if not stated or stated[-1].mark != "X" or not _second(stated):
        return tuple(stated)
    return (*stated[:-1], without_mark(without_text(stated[-1])))


def _second(stated: Sequence[Statement]) -> bool:
    """Whether the last statement is the last of a row that should have more: it may stand in a column before the later year's."""
    item = stated[-1]
    earlier = stated[-2] if len(stated) > 1 and stated[-2].indicators == item.indicators else None
    return earlier is not None and earlier.approach is None and earlier.year < item.year


def _doubted(stated: list[Statement]) -> Statement:
    item = stated[-1]
    before = stated[-2] if len(stated) > 1 else item
    if (
        item.mark is None
        and before.mark == "√"
        and before.indicators == item.indicators
        and before.year < item.year
    ):
        # what begins behind it is no cell of its row: the √ is the later year's
        stated[-2] = without_mark(without_text(before))
    alone = any(check.code == "column_inferred" for check in item.checks)
    if (_second(stated) and item.mark != "√") or (alone and item.mark == "√"):
        return without_mark(without_text(item))
    if item.assignment != "own":  # marks of other indicators of the block may be missing
        item = without_mark(item)
    told = Check("truncated", "The text breaks off here; what is left of this statement is given.", "finding")
    return replace(item, checks=(*item.checks, told))
