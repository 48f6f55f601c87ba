"""Entries to sections: per approach its respondents, description, tables and conclusions; and the prose around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import takewhile

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import RegionLine
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.rows.separated import cells
from ggsr_extract.extractors.factsheet.rows.wording import label_tokens
from ggsr_extract.extractors.factsheet.sections.brokenoff import broken_label
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.furniture import (
    ApproachHeading,
    approach_headings,
    furniture,
    imprint,
    in_brackets,
    running,
)
from ggsr_extract.extractors.factsheet.sections.headerlines import HeaderLines
from ggsr_extract.extractors.factsheet.sections.introduction import Introduction
from ggsr_extract.extractors.factsheet.sections.parts import ConclusionPart, Part, Sections
from ggsr_extract.extractors.factsheet.sections.presentnames import PresentNames, names_end_pages
from ggsr_extract.extractors.factsheet.sections.titles import inside_sentence, title_end
from ggsr_extract.extractors.factsheet.sections.unheaded import UnheadedApproaches
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS
from ggsr_extract.extractors.layout.textmarks import find_marks
from ggsr_extract.extractors.layout.wording import is_legend, is_note
from ggsr_extract.models.source import Cell, Fragment, TableBlock


def sections(entries: Sequence[Entry], ledger: Ledger) -> Sections:
    """Walk the entries once, claim headings, formulae and margins in the ledger, and collect the rest per section."""
    return _Walk(entries, ledger).run()


class _Walk:
    def __init__(self, entries: Sequence[Entry], ledger: Ledger) -> None:
        self.entries, self.ledger = entries, ledger
        headings = approach_headings(entries)
        self.roles = furniture(entries, headings)
        self.end, self.end_role = broken_label(entries, self.roles) or (len(entries), "")
        self.by_first: dict[int, ApproachHeading] = {heading.first: heading for heading in headings}
        self.out = Sections([], [], [], [], [], (), False, len(headings))
        self.state = "context"
        self.theme: str | None = None
        self.page_break = False
        self.header = HeaderLines()
        self.prose: list[Entry] = []
        self.waiting: list[str] = []
        self.headers: dict[tuple[int, int | None], tuple[Cell, ...]] = {}
        self.present = PresentNames(self.out, behind=names_end_pages(entries, self.roles))
        self.unheaded = UnheadedApproaches(self.out, entries)
        self.introduction = Introduction(entries)
        self.note: int | None = None  # the last entry of a note
        self.whole_title = True

    def run(self) -> Sections:
        index = 0
        while index < len(self.entries):
            index = self._step(index)
        self._end_prose()
        self.present.end()
        self.out.columns = self.header.columns
        return self.out

    def _claim(self, entry: Entry, role: str) -> None:
        self.ledger.claim(entry.fragments, role)

    def _end_prose(self) -> None:
        if self.prose:
            self.out.context.append(self.prose)
            self.prose = []

    def _step(self, index: int) -> int:
        entry = self.entries[index]
        if entry.table is not None:
            self._table(entry.table)
            return index + 1
        if index >= self.end and self.state in ("table", "conclusion"):
            self._claim(entry, self.end_role)
            return index + 1
        if index in self.by_first:
            heading = self.by_first[index]
            self._end_prose()
            self.out.parts.append(Part(heading.name))
            for at in range(heading.first, heading.last):
                self._claim(self.entries[at], "heading")
            self.state, self.page_break, self.waiting = "formula", True, []
            return heading.last
        if index in self.roles:
            self._margin(entry, self.roles[index])
            return index + 1
        torn = entry.text == "o" and index + 1 < len(self.entries)
        if (torn or not entry.text.strip("-–—•*· ")) and not (entry.line and find_marks(entry.line.text)):
            # bullets that a dump tore off their lines
            self._claim(entry, "boilerplate")
            return index + 1
        end = title_end(self.entries, index)
        if end > index and not inside_sentence(self.entries, index):
            self._title(self.entries[index:end])
            return end
        if self._heading(index, entry):
            return index + 1
        self._content(index, entry)
        return index + 1

    def _margin(self, entry: Entry, role: str) -> None:
        self.page_break = True
        self.out.margins.append(entry)
        unmarked = phrases.APPROACH_UNMARKED.match(entry.text)
        count = len(self.out.approach_lines)
        if unmarked and role == "running_header":
            self.out.approach_lines.append(f"Aanpak: {unmarked['name']}")
        elif phrases.APPROACH.match(entry.text) or phrases.PREDECESSORS.match(entry.text):
            self.out.approach_lines.append(entry.text)
        elif (
            self.out.approach_lines
            and role == "running_header"
            and not phrases.CONTINUED.match(entry.text)
            and entry.region == "body"
            and not phrases.TITLE.match(entry.text)
        ):
            self.out.approach_lines[-1] += " " + entry.text
        if self.out.parts:
            self.out.part.headers.extend(self.out.approach_lines[count:])
        self._claim(entry, role)

    def _title(self, lines: Sequence[Entry]) -> None:
        self._end_prose()
        text = " ".join(entry.text for entry in lines)
        match = phrases.TITLE.match(text)
        self.out.follow_up |= bool(match and match["follow"]) and not self.out.parts
        for entry in lines:
            self.out.titles.append(entry)
            self._claim(entry, "title")
        self.whole_title = not text.casefold().endswith("toezichtonderzoek")
        if self.state in ("context", "title_name") or not self.whole_title:
            self.state = "title_name"

    def _heading(self, index: int, entry: Entry) -> bool:
        """Claim a heading or a header row and change the state; False for anything else."""
        text = entry.text
        opened = phrases.opening(text)
        if opened == "description" and self.state in _BEFORE_DESCRIPTION:
            self.unheaded.described()
            return self._open(entry, "description")
        if opened == "findings":
            self.unheaded.introduced(index)
            if self.state != "table":
                return self._open(entry, "findings_intro")
        if opened == "conclusion":
            self.theme, self.waiting = None, []
            return self._open(entry, "conclusion_intro")
        if opened == "follow_up":
            self.out.follow_up = True
            return self._open(entry, "findings_intro")
        theme = phrases.theme_of(text)
        again = theme is not None and theme == self.theme and self.page_break and self.state == "table"
        if theme and (again or self._is_theme_heading(index)):
            self._end_prose()
            self.theme, self.page_break = theme, True
            self._claim(entry, "heading")
            if self.state in ("conclusion", "conclusion_intro"):
                self.waiting.append(theme)
                self.state = "conclusion"
                self.out.part.conclusions.append(ConclusionPart(theme, None, heading="theme"))
            else:
                self.state = "table"
            return True
        if phrases.is_header_row(text) or self.header.goes_on(entry):
            self._header(entry)
            return True
        self.header.end()
        if (
            _drawn(entry)
            and (self.header.separators or "|" in text or len(text) > _DRAWN)
            and self.state in _IN_TABLES
        ):
            self._claim(entry, "table_header")
            return True
        return self._aspect_heading(index, entry)

    def _open(self, entry: Entry, state: str) -> bool:
        self._end_prose()
        self._claim(entry, "heading")
        self.state, self.page_break = state, True
        return True

    def _is_theme_heading(self, index: int) -> bool:
        """A theme's name on a line of its own is a heading where a header row, a table or the framework's wording follows."""
        for at in range(index + 1, min(index + 12, len(self.entries))):
            following = self.entries[at]
            if at in self.roles or is_legend(following.text) or _drawn(following):
                continue
            if following.table is not None or phrases.is_header_row(following.text):
                return True
            if phrases.aspect_heading(following.text):
                return True
            if self.state in ("conclusion", "conclusion_intro"):
                return phrases.theme_of(following.text) is not None
            words = label_tokens(following.text)
            capital = bool(words) and following.text[words[0].begin].isupper()
            labelled = capital and phrases.begins_label(following.text)
            return labelled and self.state in ("table", "findings_intro")
        return self.state in ("conclusion",)

    def _header(self, entry: Entry) -> None:
        self._end_prose()
        self._claim(entry, "table_header")
        self.header.take(entry)
        if self.header.follow_up:
            self.out.follow_up = True
        self.unheaded.table(self.theme)
        self.state, self.page_break = "table", True

    def _aspect_heading(self, index: int, entry: Entry) -> bool:
        """ "Wat gaat goed?" and "Wat kan beter?", on one line or on two.

        Some dumps give all left columns before the right ones: a "Wat kan beter?" belongs to the first theme that has none
        where as many of these headings follow each other as there are such themes.
        """
        kind = phrases.aspect_heading(entry.text)
        if kind is None:
            return False
        self._claim(entry, "table_header")
        conclusions = self.out.part.conclusions
        if kind == "both":
            self.waiting = [theme for theme in self.waiting if theme != self.theme]
            separated = entry.line is not None and len(cells(entry.line)) > 1
            conclusions.append(ConclusionPart(self.theme, None, separated, heading=kind))
        elif kind == "goed":
            conclusions.append(ConclusionPart(self.theme, "goed", heading=kind))
        else:
            if self._betters(index) < len(self.waiting):
                self.waiting = []  # the themes before have nothing that can be better
            theme = self.waiting.pop(0) if self.waiting else self.theme
            # nothing was printed since the theme's other heading: both columns come now
            silent = takewhile(lambda part: not part.lines, reversed(conclusions))
            adjacent = any(part.aspect == "goed" and part.theme_id == theme for part in silent)
            conclusions.append(ConclusionPart(theme, None if adjacent else "beter", heading=kind))
        self.state = "conclusion"
        return True

    def _betters(self, index: int) -> int:
        """How many headings "Wat kan beter?" follow before one of another kind, this one among them."""
        count = 0
        for entry in self.entries[index:]:
            kind = phrases.aspect_heading(entry.text)
            if kind == "beter":
                count += 1
            elif kind or phrases.theme_of(entry.text) or phrases.opening(entry.text):
                break
        return count

    def _content(self, index: int, entry: Entry) -> None:
        line = entry.line
        if line is None:
            return
        if self.state == "title_name":
            self.state = "context"
            goes_on = not self.whole_title or (not entry.gap and entry.text.split()[0] in _PARTICLES)
            if goes_on and len(entry.text.split()) <= 4 and not entry.text.endswith("."):
                self.out.titles.append(entry)
                self._claim(entry, "title")
                return
        if (
            self.state in ("table", "conclusion")
            and (entry.gap or self.page_break or index == 0)
            and phrases.begins_formula(entry.text)
        ):
            self.unheaded.introduced(index)
            self.state = "findings_intro" if phrases.TESTED.search(entry.text) else "context"
        elif (
            self.state in ("table", "conclusion")
            and (entry.gap or self.page_break or ended(self.entries[index - 1].text))
            and imprint(self.entries, index)
        ):
            self.state = "context"
        if self.state in ("table", "conclusion") and (
            is_legend(entry.text) or in_brackets(self.entries, index)
        ):
            self._claim(entry, "boilerplate")
            return
        if self.state in ("table", "conclusion") and self.out.part.tables and self._is_note(index, entry):
            self.note = index
            self._passage(entry, "context")
            return
        if self.state == "table":
            self.present.before_table()
            self.out.part.region.append(
                RegionLine(
                    line,
                    entry.gap,
                    self.page_break,
                    self.header.columns,
                    self.header.separators,
                    len(self.out.margins),
                )
            )
            self.page_break = False
            return
        if self.state == "conclusion":
            conclusions = self.out.part.conclusions
            if not conclusions:
                conclusions.append(ConclusionPart(self.theme, None))
            conclusions[-1].lines.append(entry)
            return
        self._prose(index, entry)

    def _prose(self, index: int, entry: Entry) -> None:
        text = entry.text
        if self.state in _INTRODUCED:
            self.state = self.introduction.state_at(index, self.state, self.out.part)
            if self.state == "mixed":
                self._mix(self.out.part)
        if self.state == "formula" and phrases.RESPONDENTS_BEGIN.search(self._after_line_before(entry)):
            self.state = "respondents"
            self._passage(entry, "boilerplate")
            begun = phrases.RESPONDENTS_ON_LINE.search(entry.line.text) if entry.line else None
            if begun:
                self.out.part.respondents.append(entry.behind(begun.end()))
            return
        if self.state == "respondents":
            if not self.out.part.respondents and phrases.RESPONDENTS_FOLLOW.match(text):
                self._passage(entry, "boilerplate")
                return
            ends = phrases.RESPONDENTS_END.match(running(self.entries, index, 2))
            if not ends and not phrases.begins_formula(text):
                self.out.part.respondents.append(entry)
                return
            self.state = "after_respondents"
        tested = self.state == "description" and entry.key.startswith("samenwerkend toezicht jeugd")
        if tested and self.unheaded.introduced(index):
            # the heading of the findings is lost
            self.state = "findings_intro"
        if self.state == "description":
            self.out.part.description.append(entry)
            return
        if self.state in ("formula", "after_respondents", "findings_intro", "conclusion_intro"):
            self._passage(entry, "boilerplate")
            return
        if phrases.HEADING.match(text) and len(text) < 60:
            self._end_prose()
            self._claim(entry, "heading")
            return
        if phrases.DATE_LINE.match(text) or phrases.DATE_IN_NUMBERS.match(text):
            self._end_prose()
            self.out.margins.append(entry)
            self._claim(entry, "title")
            return
        self._passage(entry, "context")

    def _mix(self, part: Part) -> None:
        """Take back what was read of an introduction in which lines of two columns stand as one."""
        for entry in (*part.respondents, *part.description):
            self._claim(entry, "context")
        part.respondents, part.description, part.mixed = [], [], True

    def _is_note(self, index: int, entry: Entry) -> bool:
        """Whether a line below a table that layout has read is of a note about it."""
        return is_note(entry.text) or (self.note == index - 1 and not entry.gap)

    def _passage(self, entry: Entry, role: str) -> None:
        if entry.gap:
            self._end_prose()
        self.prose.append(entry)
        self._claim(entry, role)

    def _after_line_before(self, entry: Entry) -> str:
        """A line's text behind the last words of the line before it in its paragraph: a phrase may be broken between them, also within a word."""
        before = self.prose[-1].text if self.prose and not entry.gap else ""
        if before.endswith(tuple(HYPHENS)):
            return before[-_WORDS:-1] + entry.text
        return f"{before[-_WORDS:]} {entry.text}"

    def _table(self, table: TableBlock) -> None:
        self._end_prose()
        for cell in table.header:
            self.ledger.claim([Fragment(line, 0, len(line.text)) for line in cell.lines], "table_header")
        form = len(table.header), table.indicator
        if any(cell.lines for cell in table.header):
            self.headers[form] = table.header
        elif form in self.headers:
            # the header row is not printed again: it is that of the last table with the same columns
            table = replace(table, header=self.headers[form])
        header = [" ".join(line.text for line in cell.lines) for cell in table.header]
        if any(phrases.aspect_heading(text) for text in header):
            self.state = "conclusion"
        else:
            self.state = "table"
            years = [column for text in header for column in phrases.header_columns(text + " ")]
            if years:
                self.out.follow_up = True
            self.unheaded.table(self.theme)
        self.present.before_table()
        self.out.part.tables.append((table, self.theme))


_IN_TABLES = ("table", "conclusion", "findings_intro", "conclusion_intro")
_DRAWN = 9  # signs of which a line that is longer is a drawn one
_WORDS = 20  # characters that hold the last words of a line
_INTRODUCED = ("formula", "respondents", "after_respondents", "description")
_BEFORE_DESCRIPTION = ("formula", "respondents", "after_respondents", "context")
# Small words inside a municipality's name: with one of them, a title's second line goes on with the name.
_PARTICLES = {"aan", "bij", "de", "den", "en", "op", "ter", "van"}


def _drawn(entry: Entry) -> bool:
    """Whether a line holds nothing but a rule between the rows of a table, drawn with hyphens and bars."""
    return entry.line is not None and not entry.text.strip("|-=+: ")
