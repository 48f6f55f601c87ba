"""How an approach is introduced: who filled in the questionnaire, and what the approach is.

STJ sets the two side by side. Most tools give one after the other; some give their paragraphs in turns, and some the lines of both as one
line, of which nothing can be told.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.furniture import running
from ggsr_extract.extractors.factsheet.sections.parts import Part

_PROSE = 3
"""Lines of a paragraph that is no name, if a sentence ends in it."""
_SENTENCE_ENDS = re.compile(r"[^\W\d_]{3}\.(?:\s+[A-ZÀ-Þ‘“„]|$)")


class Introduction:
    """Which part of an approach's introduction each line belongs to."""

    def __init__(self, entries: Sequence[Entry]) -> None:
        self._entries = entries
        self._part: Part | None = None
        self._in_turns = False  # the description, or its heading, came before the last lines on respondents

    def state_at(self, index: int, state: str, part: Part) -> str:
        """The state of the walk in which a line of prose is read; ``mixed`` where it holds parts of both columns.

        ``state`` is that of the line before, and ``part`` the approach with what was read of it.
        """
        if part is not self._part:
            above = self._entries[index - 1].text if index else ""
            self._part, self._in_turns = part, bool(phrases.DESCRIPTION.match(above))
        entry, turned = self._entries[index], state
        if state in ("formula", "respondents") and phrases.DESCRIPTION_BEHIND.search(entry.text):
            return "mixed"
        if state == "description":
            turned = self._out_of_description(index, part)
        elif state == "respondents" and part.respondents and self._is_prose(index):
            turned = "description"
        elif state == "after_respondents" and self._in_turns and entry.gap:
            turned = state if phrases.begins_formula(entry.text) else "description"
        self._in_turns |= turned != state
        return turned

    def _out_of_description(self, index: int, part: Part) -> str:
        """The state of a line behind the heading of a description: STJ's own paragraphs are no part of it."""
        entry = self._entries[index]
        if phrases.RESPONDENTS_END.match(running(self._entries, index, 2)):
            begins = entry.gap or ended(self._entries[index - 1].text) or not part.description
            return "after_respondents" if begins else "mixed"
        asked = "vragenlijst" in f"{self._entries[index - 1].key} {entry.key}"
        return "mixed" if asked and phrases.RESPONDENTS_BEGIN.search(entry.text) else "description"

    def _is_prose(self, index: int) -> bool:
        """Whether a paragraph of several lines begins here in which a sentence ends, and which is not STJ's own."""
        if phrases.RESPONDENTS_END.match(running(self._entries, index, 2)):
            return False
        first, *rest = self._entries[index : index + 2 * _PROSE]
        lines = [first.text, *(entry.text for entry in takewhile(lambda entry: not entry.gap, rest))]
        return first.gap and len(lines) >= _PROSE and any(map(_SENTENCE_ENDS.search, lines))
