"""The month of publication, as a footer or the cover prints it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.models.months import MONTHS, SHORT


def published(margins: Sequence[str]) -> date | None:
    """First day of the month that a footer or the cover prints; None when they print none.

    Dates in running prose are none: they tell of visits and numbers.
    """
    for text in margins:
        match = phrases.DATE_LINE.match(text) or phrases.FOOTER_DATE.search(text)
        if match:
            return date(int(match.group(2)), _number(match.group(1).casefold()), 1)
        if match := phrases.DATE_IN_NUMBERS.match(text):
            return date(int(match.group(2)), int(match.group(1)), 1)
    return None


def _number(month: str) -> int:
    """The number of a month by its name or its first letters."""
    return (MONTHS.index(month) if month in MONTHS else SHORT.index(month[:3])) + 1
