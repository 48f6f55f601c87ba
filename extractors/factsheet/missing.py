"""What a factsheet should hold and does not, or holds and nothing claims: doubts about the whole."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Approach, ClassifiedLine, Statement
from ggsr_extract.models.framework import framework

_SHOWN = 80  # characters of unclaimed text in a check


def missing(
    approaches: Sequence[Approach], stated: Sequence[Statement], announced: int, *, follow_up: bool
) -> Iterator[Check]:
    """Tables without marks; in a factsheet that is no follow-up also indicators without a row, a torn end, and approaches
    that are ``announced`` (how many) and not there.
    """
    if stated and not any(item.mark for item in stated):
        yield Check("marks_lost", "No mark is printed in any table; the dump lost them.")
    if follow_up:
        return
    every = [item.indicator_id for item in framework().indicators]
    for approach in approaches:
        own = [item for item in stated if item.approach == approach.position]
        have = {match.indicator_id for item in own for match in item.indicators}
        absent = [indicator for indicator in every if indicator not in have]
        if absent and absent == every[-len(absent) :]:
            message = f"The tables of {approach.name!r} end before indicator {absent[0]}."
            yield Check("truncated", message, value=absent[0])
        for indicator in absent:
            message = f"Indicator {indicator} has no statement for {approach.name!r}."
            yield Check("row_missing", message, value=indicator)
    if announced > len(approaches):
        message = (
            f"{announced} approaches are announced, and {len(approaches)} read; the rest may be cut off."
        )
        yield Check("truncated", message, value=str(announced))


def unclaimed(lines: Sequence[ClassifiedLine]) -> Iterator[Check]:
    """That lines have no role, where some have none."""
    texts = [item.fragment.text for item in lines if item.role == "unclaimed"]
    if texts:
        message = f"{len(texts)} lines belong to no part of the factsheet; they are in `lines` as unclaimed."
        yield Check("unclaimed_text", message, value=texts[0].strip()[:_SHOWN])
