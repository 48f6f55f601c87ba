"""Lines or pages to a factsheet: the stages of the text side, in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from functools import cached_property
from itertools import pairwise

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.about.approaches import announced, present_and_earlier
from ggsr_extract.extractors.factsheet.about.metadata import published
from ggsr_extract.extractors.factsheet.about.municipalities import MunicipalityTable, detect
from ggsr_extract.extractors.factsheet.about.naming import (
    Named,
    columns_of,
    findings_approaches,
    follow_up_approaches,
    whole_names,
)
from ggsr_extract.extractors.factsheet.dumps.apart import columns_apart
from ggsr_extract.extractors.factsheet.dumps.blocks import deal_blocks, joined_columns
from ggsr_extract.extractors.factsheet.dumps.disorder import withhold
from ggsr_extract.extractors.factsheet.dumps.displaced import centred
from ggsr_extract.extractors.factsheet.dumps.eaten import without_eaten_hyphens
from ggsr_extract.extractors.factsheet.dumps.inorder import keeps_lines, told_in_order, with_told
from ggsr_extract.extractors.factsheet.dumps.paired import with_pairs
from ggsr_extract.extractors.factsheet.dumps.regroup import lines_shared, regroup
from ggsr_extract.extractors.factsheet.dumps.strays import printed_apart
from ggsr_extract.extractors.factsheet.dumps.tablemarks import full_tables, marks_behind, torn_tables
from ggsr_extract.extractors.factsheet.dumps.torn import (
    by_gaps,
    cells_at_gaps,
    gaps_before_marks,
    may_hold_unmarked,
    mend,
    side_by_side,
)
from ggsr_extract.extractors.factsheet.dumps.yearcolumns import years_in_turn
from ggsr_extract.extractors.factsheet.dumps.yearheads import with_whole_headers
from ggsr_extract.extractors.factsheet.missing import missing, unclaimed
from ggsr_extract.extractors.factsheet.refusals import refuse_remains, refuse_without_rows
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.emptycells import with_empty_cells
from ggsr_extract.extractors.factsheet.rows.flat import rows
from ggsr_extract.extractors.factsheet.rows.rowblock import RowBlock
from ggsr_extract.extractors.factsheet.rows.segments import MarkOrder, mark_order, segments
from ggsr_extract.extractors.factsheet.rows.tables import is_conclusions, table_rows
from ggsr_extract.extractors.factsheet.sections.entries import Entry, flat_entries, paged_entries
from ggsr_extract.extractors.factsheet.sections.parts import Part, Sections
from ggsr_extract.extractors.factsheet.sections.several import openings
from ggsr_extract.extractors.factsheet.sections.walk import sections
from ggsr_extract.extractors.factsheet.spelling import spelling
from ggsr_extract.extractors.factsheet.statements.columns import ColumnOf, leaves_later_empty
from ggsr_extract.extractors.factsheet.statements.conclusions import table_conclusions
from ggsr_extract.extractors.factsheet.statements.doubts import repeated, with_unknown_approach
from ggsr_extract.extractors.factsheet.statements.flatconclusions import (
    flat_conclusions,
    readings,
    told,
    withheld,
)
from ggsr_extract.extractors.factsheet.statements.statements import Context, statements
from ggsr_extract.extractors.language.words.joining import join_text
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.models.checks import Check, Refusal
from ggsr_extract.models.factsheet import FOLLOW_UP, INSPECTION, Conclusion, Factsheet, Statement
from ggsr_extract.models.source import Line, PagedDocument


def parse_text(lines: Sequence[Line], municipalities: MunicipalityTable) -> Factsheet:
    """A factsheet from the lines of a flat text. Raises :class:`Refusal` ``not_a_factsheet``, ``no_findings`` or ``several_factsheets``."""
    spelt = spelling(lines)
    return spelt.as_read(_Parse(flat_entries(spelt.written), spelt.written, municipalities).run())


def parse_pages(document: PagedDocument, municipalities: MunicipalityTable) -> Factsheet:
    """A factsheet from what layout made of its pages. Raises :class:`Refusal` ``not_a_factsheet``, ``no_findings`` or ``several_factsheets``."""
    return _Parse(paged_entries(document), document.lines, municipalities).run()


class _Parse:
    def __init__(
        self, entries: Sequence[Entry], lines: Sequence[Line], municipalities: MunicipalityTable
    ) -> None:
        self.entries, self.lines, self.municipalities = entries, lines, municipalities
        self.ledger = Ledger()
        self.vocabulary = Vocabulary.of(line.text for line in lines)
        self.checks: list[Check] = []

    def run(self) -> Factsheet:
        self._refuse_several()
        return self._read()

    def _read(self) -> Factsheet:
        found = sections(self.entries, self.ledger)
        context = [
            join_text([f for entry in paragraph for f in entry.fragments], self.vocabulary)
            for paragraph in found.context
        ]
        if found.follow_up:
            _, earlier = present_and_earlier(found.approach_lines, (), " ".join(context))
            found = replace(found, parts=with_whole_headers(found.parts, earlier, self.ledger))
        blocks = with_empty_cells([self._rows(part) for part in found.parts])
        refuse_without_rows(found, blocks, self.entries)
        described = [
            join_text([f for entry in part.description for f in entry.fragments], self.vocabulary)
            for part in found.parts
        ]
        named = (
            follow_up_approaches(found, context)
            if found.follow_up
            else findings_approaches(found, described, self.entries, self.vocabulary, self.ledger)
        )
        self.checks.extend(named.checks)
        stated = repeated(self._statements(found, blocks, named))
        refuse_remains(stated)
        concluded = self._conclusions(found, named, stated)
        texts = [
            *(entry.text for entry in self.entries),
            *context,
            *described,
            *(item.text for item in stated),
        ]
        approaches = whole_names(named.approaches, texts)
        month = published([entry.text for entry in found.margins])
        town, code = self._municipality(found, [*context, *described], stated, month)
        if month is None:
            self.checks.append(Check("published_unknown", "No month and year of publication is printed."))
        self.checks.extend(missing(named.approaches, stated, announced(context), follow_up=found.follow_up))
        title = join_text([f for entry in found.titles[:2] for f in entry.fragments], self.vocabulary) or None
        classified = self.ledger.lines(self.lines)
        self.checks.extend(unclaimed(classified))
        return Factsheet(
            FOLLOW_UP if found.follow_up else INSPECTION, title, town, code, month, tuple(approaches), tuple(stated), tuple(concluded), tuple(context), classified, tuple(self.checks),
        )  # fmt: skip

    def _rows(self, part: Part) -> list[RowBlock]:
        found = (
            table_rows([table for table, _ in part.tables if not is_conclusions(table)], self.ledger)
            if part.tables
            else []
        )
        if part.region:
            found.extend(rows(part.region, self.ledger))
        return found

    def _refuse_several(self) -> None:
        """Raise where the file holds factsheets of different municipalities or kinds: their rows must not be mixed."""
        starts = openings(self.entries)
        if len(starts) == 1:
            return
        held: dict[tuple[str, str | None], None] = {}
        for first, last in pairwise([*starts, len(self.entries)]):
            entries = self.entries[first:last]
            lines = [entry.line for entry in entries if entry.line is not None]
            with suppress(Refusal):
                sheet = _Parse(entries, lines, self.municipalities)._read()
                held[sheet.kind, sheet.municipality] = None
        if len(held) > 1:
            raise Refusal(
                "several_factsheets", " and ".join(f"{kind} of {town or '?'}" for kind, town in held)
            )

    def _statements(
        self, found: Sections, blocks: Sequence[Sequence[RowBlock]], named: Named
    ) -> list[Statement]:
        order = mark_order([row.stream for part in blocks for row in part if row.cells is None])
        context = Context(self.vocabulary, self.ledger, order)
        result: list[Statement] = []
        origins: list[RowBlock] = []
        behind: dict[tuple[int, str], str] = {}
        for part, part_rows in enumerate(blocks):
            behind |= marks_behind(part_rows)
            flat = any(row.cells is None for row in part_rows)
            whole = self._put_right(part_rows, order) if flat else part_rows
            context.later_empty = leaves_later_empty(whole)
            if flat and self.apart:
                context.torn, context.full = torn_tables(whole), full_tables(whole)
            for row in whole:
                for label in row.labels:
                    self.ledger.claim(label.fragments, "indicator", ("finding", len(result)))
                columns = columns_of(row.columns, named, part, found.follow_up)
                context.present = named.of_part[part]
                result.extend(statements(row, columns, context, len(result)))
                origins.extend([row] * (len(result) - len(origins)))
        loose = frozenset(
            entry.page
            for part in found.parts
            for entry in part.region
            if len(entry.line.text.split()) > 2 and not self.ledger.knows(entry.line)
        )
        flat = any(row.cells is None for row in origins)
        sure = withhold(
            result,
            origins,
            order,
            loose=loose,
            apart=flat and self.apart,
            follow_up=found.follow_up,
            told=behind,
            centred=flat and centred(blocks),
        )
        if flat:
            sure = self._put_beside(blocks, sure, origins, context)
            sure = without_eaten_hyphens(sure, origins, self.vocabulary)
        return [with_unknown_approach(item) for item in sure]

    def _put_beside(
        self,
        blocks: Sequence[Sequence[RowBlock]],
        stated: Sequence[Statement],
        rows: Sequence[RowBlock],
        context: Context,
    ) -> list[Statement]:
        """The statements, with what the order of each column tells of those that lack their mark or text."""
        if all(item.mark and item.text for item in stated) or not keeps_lines(self.entries):
            return list(stated)
        told = {place: found for part in blocks for place, found in told_in_order(part).items()}

        def read(index: int, row: RowBlock) -> Statement:
            item = stated[index]
            return statements(row, (ColumnOf(item.year, item.approach),), context, index)[0]

        return with_told(stated, rows, told, read, boxed=self.apart)

    @cached_property
    def apart(self) -> bool:
        """Whether a dump prints each cell as a block of its own."""
        return printed_apart(self.entries)

    def _put_right(self, rows: Sequence[RowBlock], order: MarkOrder) -> list[RowBlock]:
        """The rows of one part of flat text, with what the dump moved or tore put back."""
        years = years_in_turn(rows, self.ledger)
        dealt = [
            *(row for row in years if row.settled),
            *columns_apart([row for row in years if not row.settled], self.ledger, apart=self.apart),
        ]
        told = [row for row in dealt if row.settled]
        rest = with_pairs(
            _mended(
                self._dealt(regroup(joined_columns([row for row in dealt if not row.settled]), self.ledger)),
                order,
            )
        )
        if not told:
            return rest
        return sorted([*told, *rest], key=lambda row: row.labels[0].fragments[0].line.start)

    def _dealt(self, rows: Sequence[RowBlock]) -> Sequence[RowBlock]:
        """The rows of one part, with its blocks dealt out anew where the dump prints by place."""
        beside = lines_shared(rows)
        return deal_blocks(rows, self.ledger, beside=beside) if beside or self.apart else rows

    def _conclusions(self, found: Sections, named: Named, stated: Sequence[Statement]) -> list[Conclusion]:
        read = readings(
            [
                (part.conclusions, told(stated, approach))
                for part, approach in zip(found.parts, named.of_part, strict=True)
            ],
            self.vocabulary,
        )
        result: list[Conclusion] = []
        for index, part in enumerate(found.parts):
            approach = named.of_part[index]
            if approach is None:
                continue
            for table, theme in part.tables:
                if is_conclusions(table):
                    result.extend(
                        table_conclusions(table, theme, approach, self.vocabulary, self.ledger, len(result))
                    )
            result.extend(flat_conclusions(read[index], approach, self.vocabulary, self.ledger, len(result)))
            self.checks.extend(withheld(read[index]))
        counts: Counter[tuple[object, ...]] = Counter()
        numbered = []
        for conclusion in result:
            key = (conclusion.approach, conclusion.theme_id, conclusion.aspect)
            numbered.append(replace(conclusion, position=counts[key]))
            counts[key] += 1
        return numbered

    def _municipality(
        self, found: Sections, prose: Sequence[str], stated: Sequence[Statement], month: date | None
    ) -> tuple[str | None, str | None]:
        texts = [" ".join(entry.text for entry in found.titles)] + [entry.text for entry in found.margins]
        texts += [entry.text for entry in self.entries if phrases.HEADING.match(entry.text)]
        texts += prose
        town, code = detect(texts, self.municipalities, month)
        if town is None:
            town, code = detect([item.text for item in stated], self.municipalities, month)
            if code is None:
                town = None
            else:
                message = f"Only the explanations of findings name the municipality: {town}."
                self.checks.append(Check("municipality_inferred", message, value=town))
        if code is None:
            message = "The municipality is not printed or not in the table of municipalities."
            self.checks.append(Check("municipality_unknown", message, value=town))
        return town, code


def _mended(rows: Sequence[RowBlock], order: MarkOrder) -> list[RowBlock]:
    """Rows of flat text with more than one column: their statements found, and pieces put back that the dump tore off."""
    torn = [row for row in rows if row.cells is None and len(row.columns) > 1]
    found = [segments(row.stream, order, several=True) for row in torn]
    for index, row in enumerate(torn):
        alike = [other.stream for other in torn if len(other.columns) == len(row.columns)]
        cells = by_gaps(row.stream) if cells_at_gaps(alike, len(row.columns)) else []
        if len(found[index]) < len(cells) <= len(row.columns):
            # a cell without a mark
            found[index] = cells
        elif may_hold_unmarked(found[index], row.columns, gaps=gaps_before_marks(alike)):
            found[index] = [*found[index][:-1], replace(found[index][-1], torn=True)]
    found = [
        [replace(segment, torn=True) for segment in own] if side_by_side(row.stream) else own
        for row, own in zip(torn, found, strict=True)
    ]
    whole = iter(mend([segment for row_segments in found for segment in row_segments]))
    mended = iter(
        [
            replace(row, mended=tuple(next(whole) for _ in row_segments))
            for row, row_segments in zip(torn, found, strict=True)
        ]
    )
    return [next(mended) if row.cells is None and len(row.columns) > 1 else row for row in rows]
