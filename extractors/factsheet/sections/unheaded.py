"""Where the next approach of a findings factsheet begins whose opening page, with its heading, is not in the file."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.about.approaches import same_approach
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.furniture import running
from ggsr_extract.extractors.factsheet.sections.parts import Part, Sections

_LINES = 8
"""So many lines hold the sentence that names the approach which was tested, below its heading."""
_FIRST, _LATE = "1", "4"


class UnheadedApproaches:
    """Begins a new part of ``found`` where another approach is introduced, or its first table comes behind the last ones of another."""

    def __init__(self, found: Sections, entries: Sequence[Entry]) -> None:
        self._found, self._entries = found, entries
        self._tested: str | None = None
        self._reached = ""  # the last theme whose table was read of the part
        self._part: Part | None = None
        self._left: str | None = None  # the theme reached in the part before, while no other one is met

    def described(self) -> None:
        """At the heading of a description: one behind tables is that of another approach."""
        self._begin()

    def introduced(self, index: int) -> bool:
        """At the heading of the findings or the first line below it: another approach may be named there. Whether one is named."""
        match = phrases.TESTED.search(running(self._entries, index, _LINES))
        if match is None:
            return False
        before, self._tested = self._tested, match["name"]
        known = self._found.part.name or before
        if known is not None and not same_approach(known, match["name"]):
            self._begin()
        return True

    def table(self, theme: str | None) -> None:
        """Before a table: that of the first theme behind one of the last themes is another approach's.

        A header row may stand above the first theme of an approach, so that the last one of the approach before still counts.
        """
        if self._found.part is not self._part:
            self._enter(self._found.part)
        if theme == self._left:
            return
        self._left = None
        if theme == _FIRST and self._reached >= _LATE:
            self._begin()
        self._reached = max(self._reached, theme or "")

    def _enter(self, part: Part) -> None:
        self._part, self._left, self._reached = part, self._reached, ""

    def _begin(self) -> None:
        part = self._found.part
        if not self._found.follow_up and (part.region or part.tables):
            self._found.parts.append(Part(None))
            self._enter(self._found.part)
