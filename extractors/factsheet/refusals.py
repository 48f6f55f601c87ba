"""What looks like a factsheet, or like none, and of which nothing could be read that can be trusted."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.factsheet.rows.rowblock import RowBlock
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.parts import Sections
from ggsr_extract.extractors.factsheet.statements.doubts import LOW_MATCH
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.factsheet import Statement
from ggsr_extract.models.framework import framework

_NAMED = 5
"""Indicators to the letter, more than a text about the framework names in passing."""
_LONG = 500
"""Letters of a line on average, more than any page is wide."""
_FEW = 8  # indicators: what is left of a table that could not be read


def refuse_without_rows(
    found: Sections, blocks: Sequence[Sequence[RowBlock]], entries: Sequence[Entry]
) -> None:
    """Raise ``Refusal`` where no row was found: ``no_findings`` for what has two signs of a factsheet, else ``not_a_factsheet``."""
    labels = sum(len(row.labels) for part in blocks for row in part)
    if labels >= 2 or (labels and (found.titles or found.heading_count)):
        return
    signs = (
        bool(found.titles)
        + bool(found.heading_count)
        + any(part.description for part in found.parts)
        + found.follow_up
    )
    signs += any("toezicht" in entry.key and "jeugd" in entry.key for entry in entries)
    raise Refusal("no_findings" if signs >= 2 else "not_a_factsheet")


def named_only(text: str) -> Refusal | None:
    """The refusal of a text of which nothing was read though it names indicators to the letter; None where it names hardly any."""
    words = " ".join(text.split())
    named = sum(item.indicator in words for item in framework().indicators)
    if named < _NAMED:
        return None
    if len(words) > _LONG * (1 + len(text.splitlines())):
        return Refusal("no_findings", "its lines were joined: dump it anew with its line breaks")
    return Refusal("no_findings", f"it names {named} indicators, but not in the tables of a factsheet")


def refuse_remains(stated: Sequence[Statement]) -> None:
    """Raise ``Refusal`` (``no_findings``) where few indicators were found and none reads as the framework's: most likely other
    text was taken for them.
    """
    scores = [match.score for item in stated for match in item.indicators]
    if len(scores) < _FEW and all(score < LOW_MATCH for score in scores):
        raise Refusal("no_findings", "no indicator reads as in the framework")
