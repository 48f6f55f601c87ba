"""Whose table comes next in a follow-up of several present approaches, told by the lines "Aanpak: name" between its tables."""

from __future__ import annotations

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.about.approaches import apart, same_approach
from ggsr_extract.extractors.factsheet.sections.parts import Part, Sections


class PresentNames:
    """Begins a new part of ``found`` where its approach lines name another present approach than that of the part before."""

    def __init__(self, found: Sections) -> None:
        self._found = found
        self._lines = 0  # approach lines that were looked at
        self._rows = (0, 0)  # lines and tables of the part up to its last name
        self._behind = False  # whether names stand behind their rows, at the ends of pages

    def before_table(self) -> None:
        """Before a table begins or goes on: a new part where a line has named another approach since the last one.

        Several new names since the last table, as on a cover, tell nothing about the table that comes. Where the lines stand
        at the end of their pages, a new name leaves open whose the rows since the line before are: those have a part of
        their own without a name.
        """
        found = self._found
        lines, self._lines = found.approach_lines[self._lines :], len(found.approach_lines)
        if not found.follow_up or found.heading_count:
            return
        names = [name for line in lines if (name := phrases.present_name(line))]
        if not names:
            return
        part, (first, table) = found.part, self._rows
        self._rows = (len(part.region), len(part.tables))
        name, known = names[-1], part.present
        if known is None:
            if len(apart(names)) == 1 or any(same_approach(name, other) for other in names[:-1]):
                part.present = name
                self._behind = bool(part.region or part.tables)
        elif not same_approach(known, name) and len(apart([known, *names])) == 2:
            if self._behind and not any(same_approach(known, other) for other in names):
                found.parts.append(Part(None, None, region=part.region[first:], tables=part.tables[table:]))
                del part.region[first:], part.tables[table:]
            found.parts.append(Part(None, name))
            self._rows = (0, 0)
