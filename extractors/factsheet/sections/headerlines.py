"""Header rows of tables in flat text, which stand on one line or on several, and the columns that they tell."""

from __future__ import annotations

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.rows.rowblock import Column
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.layout.textmarks import find_marks

_MOST_LINES = 8  # of a header row
_MOST_WORDS = 5  # of a further line of one


class HeaderLines:
    """The header row that was read last, line by line.

    ``columns`` are those with marks, ``separators`` tells whether tabs or bars hold the row's cells apart, ``follow_up``
    whether the row names years, as only those of follow-ups do.
    """

    def __init__(self) -> None:
        self.columns: tuple[Column, ...] = (Column(2013),)
        self.separators = False
        self.follow_up = False
        self._lines = 0

    def end(self) -> None:
        """What comes now is no header row's."""
        self._lines = 0

    def goes_on(self, entry: Entry) -> bool:
        """Whether a line is a further one of an open header row: a year with or without a name, or the second line of a name."""
        text = entry.text
        if (
            not self._lines
            or find_marks(text)
            or phrases.begins_label(text)
            or len(text.split()) > _MOST_WORDS
            or text.endswith(".")
        ):
            return False
        words = [word.strip(".:") for word in text.casefold().split()]
        years = phrases.header_columns(text + " ")
        if years or (words and words[0].isdigit() and len(words[0]) == 4):
            return True
        # A year column's name goes on, or follows its year on a line of its own, until the latest year has come.
        earliest = min(column.year for column in self.columns)
        return self._lines == 1 or (self.columns[-1].year == earliest and self._lines < _MOST_LINES)

    def take(self, entry: Entry) -> None:
        """Read a line of a header row: its first, or one that goes on."""
        text = entry.text
        first = phrases.is_header_row(text) and not self._lines
        found = [Column(year, name) for year, name in phrases.header_columns(text + " ")]
        if not found and text.isdigit() and len(text) == 4:
            found = [Column(int(text))]
        if first:
            self.columns = tuple(found) or (Column(2013),)
            self.separators = entry.line is not None and any(
                char in entry.line.text.strip() for char in "\t|"
            )
            self.follow_up = bool(found)
        elif found:
            self.columns = (*self.columns, *found) if self.follow_up else tuple(found)
            self.follow_up = True
        elif self.follow_up:
            last = self.columns[-1]
            name = f"{last.name} {text}" if last.name else text
            self.columns = (*self.columns[:-1], Column(last.year, name))
        self._lines = 0 if self._is_whole(text) else self._lines + 1

    def _is_whole(self, text: str) -> bool:
        """Whether the row is complete with the line that was read: a findings table's when its last word has come, a
        follow-up's when its latest year has, with a name for each column of the years before that needs one.
        """
        if not self.follow_up:
            return phrases.ends_header_row(text)
        *early, last = self.columns
        told = len(early) == 1 or all(column.name for column in early)
        return last.name is None and bool(early) and told and all(c.year < last.year for c in early)
