"""The approaches of a factsheet: which there are, and which one each part and each column is about."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.about.approaches import (
    present_and_earlier,
    respondents,
    same_approach,
    slip,
    whole_name,
)
from ggsr_extract.extractors.factsheet.about.families import families
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.rowblock import Column
from ggsr_extract.extractors.factsheet.rows.tables import year_columns
from ggsr_extract.extractors.factsheet.rows.wording import norm
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.parts import Part, Sections
from ggsr_extract.extractors.factsheet.statements.columns import ColumnOf
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Approach


@dataclass(slots=True)
class Named:
    """The approaches of the factsheet in order, for each part the position of its approach (None: not told), and doubts."""

    approaches: list[Approach]
    of_part: list[int | None]
    checks: list[Check]


def findings_approaches(
    found: Sections,
    described: Sequence[str],
    entries: Sequence[Entry],
    vocabulary: Vocabulary,
    ledger: Ledger,
) -> Named:
    """Approaches of a findings factsheet: one per heading; parts of the same name are one approach.

    ``described`` holds the description of each part as running text, empty where it has none.
    """
    fallback = _tested_names(entries) if any(not part.name for part in found.parts) else []
    headed = {norm(part.name) for part in found.parts if part.name}
    approaches: list[Approach] = []
    of_part: list[int | None] = []
    checks: list[Check] = []
    for index, part in enumerate(found.parts):
        name = part.name or _running(part.headers)
        if name is None and index < len(fallback) and norm(fallback[index]) not in headed:
            name = fallback[index]
        if name is None and not headed:
            name = _running(found.approach_lines)
        if name is None:
            checks.append(_unnamed())
            name = ""
        position = next((item.position for item in approaches if norm(item.name) == norm(name)), None)
        description = described[index] or None
        if part.mixed:
            checks.append(
                Check("introduction_mixed", f"Lines of two columns stand as one where {name} is introduced.")
            )
        names_of = respondents(part.respondents, vocabulary)
        if position is None:
            position = len(approaches)
            approaches.append(
                Approach(position, name, (), names_of, families(description or ""), description)
            )
        for entry in part.description:
            ledger.claim(entry.fragments, "description", ("approach", position))
        for entry in part.respondents:
            ledger.claim(entry.fragments, "respondent", ("approach", position))
        of_part.append(position)
    return Named(approaches, of_part, checks)


def _running(lines: Sequence[str]) -> str | None:
    """The name that most running headers print; None where none does."""
    names = [m["name"] for line in lines if (m := phrases.APPROACH.match(line)) and m["name"]]
    return Counter(names).most_common(1)[0][0] if names else None


def _tested_names(entries: Sequence[Entry]) -> list[str]:
    text = " ".join(entry.text for entry in entries)
    names: list[str] = []
    for match in phrases.TESTED.finditer(text):
        if match["name"] not in names:
            names.append(match["name"])
    return names


def follow_up_approaches(found: Sections, context: Sequence[str]) -> Named:
    """Approaches of a follow-up: the present ones, then the earlier ones that its columns or headings name.

    One present approach is the rule; where the tables stand under the names of several, each has its own part.
    """
    checks: list[Check] = []
    lines, prose = found.approach_lines, " ".join(context)
    presents = _distinct([part.present for part in found.parts if part.present])
    if len(presents) < 2:
        listed = _distinct([name for line in lines if (name := phrases.present_name(line))])
        columns = _printed_columns(found.parts) or found.columns
        present, earlier = present_and_earlier(lines, columns, prose)
        if len(listed) > 1 and not presents:
            # they are listed once, and no table says whose it is
            return _nobodys(listed, earlier, len(found.parts))
        if present is None:
            checks.append(_unnamed())
        presents, before = [present or ""], [earlier]
    else:
        before = []
        for name in presents:
            own = [part for part in found.parts if part.present and same_approach(part.present, name)]
            about = _lines_about(name, lines)
            before.append(present_and_earlier(about, _printed_columns(own), prose)[1])
    known = {norm(name) for name in presents}
    before = [tuple(name for name in names if norm(name) not in known) for names in before]
    approaches = [Approach(index, name, before[index]) for index, name in enumerate(presents)]
    for name in _distinct([name for names in before for name in names], exactly=True):
        approaches.append(Approach(len(approaches), name))
    whose: list[int | None] = [
        0
        if len(presents) == 1
        else next((n for n, name in enumerate(presents) if same_approach(part.present or "", name)), None)
        for part in found.parts
    ]
    return Named(approaches, whose, checks)


def whole_names(approaches: Sequence[Approach], texts: Sequence[str]) -> list[Approach]:
    """Approaches with their names as the document's ``texts`` print them, see ``whole_name``."""
    return [
        replace(
            item,
            name=whole_name(item.name, texts),
            predecessors=tuple([whole_name(name, texts) for name in item.predecessors]),
        )
        for item in approaches
    ]


def _nobodys(listed: Sequence[str], earlier: Sequence[str], parts: int) -> Named:
    names = [*listed, *(name for name in earlier if norm(name) not in {norm(have) for have in listed})]
    approaches = [Approach(index, name) for index, name in enumerate(names)]
    return Named(approaches, [None] * parts, [_unnamed()])


def _unnamed() -> Check:
    return Check("approach_unnamed", "Findings are printed without the name of their approach.")


def columns_of(columns: Sequence[Column], named: Named, part: int, follow_up: bool) -> list[ColumnOf]:
    """What each column of a table in part number ``part`` is about."""
    if not follow_up:
        return [ColumnOf(column.year, named.of_part[part]) for column in columns]
    latest = max(column.year for column in columns)
    present = named.of_part[part]
    if present is None:
        return [ColumnOf(column.year, None) for column in columns]
    before = {norm(name) for name in named.approaches[present].predecessors}
    result = []
    for column in columns:
        position: int | None = present
        if column.year < latest or len({c.year for c in columns}) == 1:
            earlier = [item.position for item in named.approaches if norm(item.name) in before]
            by_name = [
                item.position
                for item in named.approaches
                if column.name and norm(item.name) == norm(column.name)
            ]
            cut_off = [
                item.position
                for item in named.approaches
                if column.name and norm(item.name) in before and norm(item.name).startswith(norm(column.name))
            ]
            misprinted = [
                item.position
                for item in named.approaches
                if column.name and norm(item.name) in before and slip(column.name, item.name)
            ]
            if by_name:
                position = by_name[0]
            elif len(misprinted) == 1:
                position = misprinted[0]
            elif len(cut_off) == 1:
                position = cut_off[0]
            elif len(earlier) > 1:
                position = None
            else:
                position = earlier[0] if earlier else present
        result.append(ColumnOf(column.year, position))
    return result


def _distinct(names: Sequence[str], exactly: bool = False) -> list[str]:
    """The names without repetitions, in order; printed slips and cut ends count as repetitions unless ``exactly``."""
    result: list[str] = []
    for name in names:
        if not any(
            norm(name) == norm(have) or (not exactly and same_approach(name, have)) for have in result
        ):
            result.append(name)
    return result


def _lines_about(name: str, lines: Sequence[str]) -> list[str]:
    """The lines "Aanpak: name" of one approach, with those between brackets that follow them."""
    result: list[str] = []
    whose = ""
    for line in lines:
        whose = phrases.present_name(line) or whose
        if same_approach(whose, name):
            result.append(line)
    return result


def _printed_columns(parts: Sequence[Part]) -> list[Column]:
    """The different columns that the header rows of the parts print, in reading order.

    A column that one row misprints is the one that others print more often and that no row prints beside it.
    """
    rows = [list(line.columns) for part in parts for line in part.region]
    rows += [[column for _, column in year_columns(table)] for part in parts for table, _ in part.tables]
    times = Counter(column for row in rows for column in row)

    def meant(column: Column) -> Column:
        others = (
            other
            for other, often in times.most_common()
            if often > times[column]
            and other.year == column.year
            and slip(column.name or "", other.name or "")
            and not any(column in row and other in row for row in rows)
        )
        return next(others, column)

    return list(dict.fromkeys(map(meant, times)))
