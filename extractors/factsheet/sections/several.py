"""Whether a file holds more than one factsheet, such as a binder or a dump of a whole folder."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.sections.entries import Entry

_COVER = 15
"""Lines that a cover can print before the opening formula: publisher, title, approach, month."""


def openings(entries: Sequence[Entry]) -> list[int]:
    """Where factsheets begin: 0, and the cover before each opening formula that comes after tables, or the formula itself.

    Every factsheet of STJ opens with its definition of the families, and prints it nowhere else.
    """
    starts = [0]
    for index, entry in enumerate(entries):
        if not phrases.opens_factsheet(entry.text):
            continue
        tables = [at for at in range(starts[-1], index) if _of_a_table(entries[at])]
        if tables:
            first = max(tables[-1] + 1, index - _COVER)
            cover = [at for at in range(first, index) if phrases.TITLE.match(entries[at].text)]
            starts.append(cover[0] if cover else index)
    return starts


def _of_a_table(entry: Entry) -> bool:
    return entry.table is not None or phrases.is_header_row(entry.text)
