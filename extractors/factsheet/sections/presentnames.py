"""Whose table comes next in a follow-up of several present approaches, told by the lines "Aanpak: name" between its tables."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.about.approaches import apart, same_approach
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.parts import Part, Sections
from ggsr_extract.extractors.layout.textmarks import find_marks


def names_end_pages(entries: Sequence[Entry], roles: Mapping[int, str]) -> bool:
    """Whether the lines "Aanpak: name" of a flat text stand at the ends of their pages.

    They do where one stands behind the last mark, and where what follows most of them begins with a space, as the text of each
    page does in some dumps, while they do not.
    """
    lines = [
        index
        for index, role in roles.items()
        if role == "running_header" and phrases.present_name(entries[index].text)
    ]
    if not lines or any(entry.table is not None for entry in entries):
        return False
    marked = [
        index for index, entry in enumerate(entries) if entry.line is not None and find_marks(entry.line.text)
    ]
    if not marked:
        return False
    first, last = min(lines), max(lines)
    if last > marked[-1]:
        return True
    spaced = sum(_spaced(entries[_next(entries, roles, index)]) for index in lines)
    again = sum(same_approach(_name(entries[first]), _name(entries[index])) for index in lines)
    return again > 1 and 2 * spaced > len(lines) and not any(_spaced(entries[index]) for index in lines)


def _name(entry: Entry) -> str:
    return phrases.present_name(entry.text) or ""


def _spaced(entry: Entry) -> bool:
    return entry.line is not None and entry.line.text[:1] == " "


def _next(entries: Sequence[Entry], roles: Mapping[int, str], index: int) -> int:
    """The next entry that is neither a footer nor goes on with a running header, "(2013: names)" for one."""
    at = min(index + 1, len(entries) - 1)
    while at < len(entries) - 1 and (
        phrases.PREDECESSORS.match(entries[at].text) or roles.get(at) == "footer"
    ):
        at += 1
    return at


class PresentNames:
    """Begins a new part of ``found`` where its approach lines name another present approach than that of the part before."""

    def __init__(self, found: Sections, *, behind: bool) -> None:
        """``behind``: the names stand at the ends of their pages, see `names_end_pages`."""
        self._found = found
        self._lines = 0  # approach lines that were looked at
        self._rows = (0, 0)  # lines and tables of the part up to its last name
        self._behind = behind
        self._may_be_behind = False  # whether rows came before the first name

    def before_table(self) -> None:
        """Before a table begins or goes on: a new part where a line has named another approach since the last one.

        Several new names since the last table, as on a cover, tell nothing about the table that comes. Where the lines stand
        at the end of their pages, a name is that of the rows since the line before; where they may stand there, a new name
        leaves open whose those are: they have a part of their own without a name.
        """
        found = self._found
        lines, self._lines = found.approach_lines[self._lines :], len(found.approach_lines)
        if not found.follow_up or found.heading_count:
            return
        names = [name for line in lines if (name := phrases.present_name(line))]
        if not names:
            return
        if self._behind:
            self._name_rows(names)
            return
        part, (first, table) = found.part, self._rows
        self._rows = (len(part.region), len(part.tables))
        name, known = names[-1], part.present
        if known is None:
            if len(apart(names)) == 1 or any(same_approach(name, other) for other in names[:-1]):
                part.present = name
                self._may_be_behind = bool(part.region or part.tables)
        elif not same_approach(known, name) and len(apart([known, *names])) == 2:
            if self._may_be_behind and not any(same_approach(known, other) for other in names):
                self._part(None, first, table)
            found.parts.append(Part(None, name))
            self._rows = (0, 0)

    def end(self) -> None:
        """Behind the last table: a name at the end of the last page is that of its rows."""
        if self._behind:
            self.before_table()

    def _name_rows(self, names: Sequence[str]) -> None:
        """Give the rows since the last name the one that stands behind them; none of several."""
        part, (first, table) = self._found.part, self._rows
        if len(part.region) == first and len(part.tables) == table:
            return
        name = names[0] if len(apart(names)) == 1 else None
        if (first, table) == (0, 0):
            part.present = name
        elif part.present is None or name is None or not same_approach(part.present, name):
            part = self._part(name, first, table)
        self._rows = (len(part.region), len(part.tables))

    def _part(self, name: str | None, line: int, table: int) -> Part:
        """A part of their own for the rows from a line and a table on."""
        before = self._found.part
        made = Part(None, name, region=before.region[line:], tables=before.tables[table:])
        del before.region[line:], before.tables[table:]
        self._found.parts.append(made)
        return made
