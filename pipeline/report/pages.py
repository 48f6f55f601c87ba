"""What the page of one factsheet shows: statements in the order of the framework, and the source beside them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ggsr_extract.models.framework import in_order, theme_id
from ggsr_extract.models.table import Row
from ggsr_extract.pipeline.report.data import Document
from ggsr_extract.pipeline.report.dutch import check_label
from ggsr_extract.pipeline.report.marked import Piece, marked
from ggsr_extract.pipeline.report.source_lines import SourcePage, source_pages


@dataclass(frozen=True, slots=True)
class Doubt:
    """One check, in Dutch, with the message of the program."""

    code: str
    severity: str
    label: str
    message: str


@dataclass(frozen=True, slots=True)
class Indicator:
    """One finding's indicator; ``printed`` only where it differs from the framework's wording."""

    finding_id: str
    id: str
    wording: str
    printed: str | None
    score: float | None


@dataclass(frozen=True, slots=True)
class Statement:
    """One printed statement, or the part of it that is shown here. ``number`` ties it to its place in the source.

    ``approach_number`` is the approach's number on the page, -1 when it is not known.
    """

    number: int
    indicators: tuple[Indicator, ...]
    approach: str | None
    approach_number: int
    year: int
    mark: str | None
    verdict: str | None
    text: tuple[Piece, ...]
    remarks: tuple[tuple[Piece, ...], ...]
    assignment: str
    size: int
    page: int | None
    boxes: str
    doubts: tuple[Doubt, ...]
    corrected: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """One paragraph of conclusions."""

    number: int
    text: tuple[Piece, ...]
    aspect: str | None
    page: int | None
    boxes: str
    doubts: tuple[Doubt, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The statements and conclusions of one theme on one approach and year."""

    approach: str | None
    year: int | None
    statements: tuple[Statement, ...]
    conclusions: tuple[Conclusion, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """One or more indicators of a follow-up: what was found before and after."""

    before: tuple[Statement, ...]
    after: tuple[Statement, ...]
    outcome: str
    agreement: float | None
    source: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class Theme:
    """One theme: groups for a factsheet, pairs for a follow-up."""

    id: str
    name: str
    groups: tuple[Group, ...]
    pairs: tuple[Pair, ...]


@dataclass(frozen=True, slots=True)
class Approach:
    """What is known of an approach."""

    number: int
    name: str
    predecessors: tuple[str, ...]
    respondents: tuple[str, ...]
    families: int | None
    description: tuple[Piece, ...]


@dataclass(frozen=True, slots=True)
class Page:
    """All that the template needs."""

    document: Row
    name: str
    approaches: tuple[Approach, ...]
    themes: tuple[Theme, ...]
    years: tuple[int, ...]
    doubts: tuple[Doubt, ...]
    sources: tuple[SourcePage, ...]


class PageMaker:
    """Makes the page of one document.

    ``places`` tells of every finding of the archive the document that holds it; ``originals`` the values that a
    correction replaced, by finding.
    """

    def __init__(
        self, document: Document, places: Mapping[str, str], originals: Mapping[str, Sequence[Row]]
    ) -> None:
        self.document, self.places, self.originals = document, places, originals
        owners = [row["statement_id"] for row in document.rows("findings")]
        owners += [row["conclusion_id"] for row in document.rows("conclusions")]
        owners += [row["approach_id"] for row in document.rows("approaches")]
        self.numbers = {owner: number for number, owner in enumerate(dict.fromkeys(owners))}
        self.findings = {row["finding_id"]: row for row in document.rows("findings")}
        self.doubts: dict[str, list[Doubt]] = {}
        for row in document.rows("checks"):
            doubt = Doubt(row["code"], row["severity"], check_label(row["code"]), row["message"])
            self.doubts.setdefault(row["owner_id"] or document.id, []).append(doubt)

    def page(self) -> Page:
        """The whole page."""
        document = self.document
        rows = document.rows("findings")
        return Page(
            document=document.row,
            name=document.name,
            approaches=tuple(self._approach(row) for row in document.rows("approaches")),
            themes=tuple(self._themes()),
            years=tuple(sorted({row["year"] for row in rows})),
            doubts=tuple(dict.fromkeys(self.doubts.get(document.id, ()))),
            sources=source_pages(document, self.numbers),
        )

    def _approach(self, row: Row) -> Approach:
        return Approach(
            self.numbers[row["approach_id"]],
            row["name"],
            tuple(row["predecessors"]),
            tuple(row["respondents"]),
            row["families"],
            self._marked(row["description"] or "", row["approach_id"]),
        )

    def _marked(self, text: str, owner: str) -> tuple[Piece, ...]:
        return marked(text, self.document.sentences_of.get(owner, ()), self.document.mentions_of)

    def _themes(self) -> Iterable[Theme]:
        rows = [*self.document.rows("findings"), *self.document.rows("conclusions")]
        names = {row["theme_id"]: row["theme"] for row in rows}
        follows = bool(self.document.rows("followups"))
        for theme in sorted(names):
            groups = () if follows else tuple(self._groups(theme))
            pairs = tuple(self._pairs(theme)) if follows else ()
            if follows:
                loose = tuple(self._conclusions(theme, None))
                groups = (Group(None, None, (), loose),) if loose else ()
            yield Theme(theme, names[theme], groups, pairs)

    def _groups(self, theme: str) -> Iterable[Group]:
        """Approaches in their order on the cover, then what stands under no approach."""
        rows = [row for row in self.document.rows("findings") if row["theme_id"] == theme]
        keys = list(dict.fromkeys((row["approach_id"], row["year"]) for row in rows))
        seen = {approach for approach, _ in keys}
        for row in self.document.rows("conclusions"):
            if row["theme_id"] == theme and row["approach_id"] not in seen:
                seen.add(row["approach_id"])
                keys.append((row["approach_id"], None))
        names = {row["approach_id"]: row["name"] for row in self.document.rows("approaches")}
        told: set[str | None] = {None}  # a conclusion always has its approach
        for approach, year in keys:
            own = [row for row in rows if (row["approach_id"], row["year"]) == (approach, year)]
            conclusions = () if approach in told else tuple(self._conclusions(theme, approach))
            told.add(approach)
            yield Group(names.get(approach), year, tuple(self._statements(own)), conclusions)

    def _statements(self, rows: Iterable[Row]) -> Iterable[Statement]:
        together: dict[object, list[Row]] = {}
        for row in sorted(rows, key=_framework_order):  # a correction sets a finding apart from its statement
            same = (row["statement_id"], row["mark"], row["text"], tuple(row["let_op"]))
            together.setdefault(same, []).append(row)
        for own in together.values():
            yield self._statement(own)

    def _statement(self, rows: Sequence[Row]) -> Statement:
        first = rows[0]
        doubts = [doubt for row in rows for doubt in self.doubts.get(row["finding_id"], ())]
        return Statement(
            number=self.numbers[first["statement_id"]],
            indicators=tuple(
                Indicator(
                    row["finding_id"],
                    row["indicator_id"],
                    row["indicator"],
                    row["indicator_printed"] if _differs(row) else None,
                    row["match_score"],
                )
                for row in rows
            ),
            approach=first["approach"],
            approach_number=-1 if first["approach_id"] is None else self.numbers[first["approach_id"]],
            year=first["year"],
            mark=first["mark"],
            verdict=first["verdict"],
            text=self._marked(first["text"] or "", first["statement_id"]),
            remarks=tuple(self._remarks(first)),
            assignment=first["assignment"],
            size=first["statement_size"],
            page=first["page"],
            boxes=_boxes(first["boxes"]),
            doubts=tuple(dict.fromkeys(doubts)),
            corrected=tuple(note for row in rows for note in self.originals.get(row["finding_id"], ())),
        )

    def _remarks(self, finding: Row) -> Iterable[tuple[Piece, ...]]:
        owners = {
            row["text"]: row["remark_id"] for row in self.document.remarks_of.get(finding["statement_id"], ())
        }
        for text in finding["let_op"]:
            yield self._marked(text, owners.get(text, ""))

    def _conclusions(self, theme: str, approach: str | None) -> Iterable[Conclusion]:
        rows = [
            row
            for row in self.document.rows("conclusions")
            if row["theme_id"] == theme and approach in (None, row["approach_id"])
        ]
        rank = {"goed": 0, "beter": 1, None: 2}
        for row in sorted(rows, key=lambda row: (rank[row["aspect"]], row["position"])):
            yield Conclusion(
                self.numbers[row["conclusion_id"]],
                self._marked(row["text"], row["conclusion_id"]),
                row["aspect"],
                row["page"],
                _boxes(row["boxes"]),
                tuple(self.doubts.get(row["conclusion_id"], ())),
            )

    def _pairs(self, theme: str) -> Iterable[Pair]:
        """Indicators with the same statements before and after stand together."""
        by_indicator: dict[str, list[Row]] = {}
        for row in self.document.rows("followups"):
            if theme_id(row["indicator_id"]) == theme:
                by_indicator.setdefault(row["indicator_id"], []).append(row)
        together: dict[object, list[str]] = {}
        for indicator, rows in sorted(by_indicator.items(), key=lambda item: in_order(item[0])):
            key = (self._statement_ids(rows, "before"), self._statement_ids(rows, "after"))
            together.setdefault(key, []).append(indicator)
        for indicators in together.values():
            rows = [row for indicator in indicators for row in by_indicator[indicator]]
            outcomes = list(dict.fromkeys(row["outcome"] for row in rows))
            agreements = [row["agreement"] for row in rows if row["agreement"] is not None]
            source = next((row["source_finding_id"] for row in rows if row["source_finding_id"]), None)
            place = self.places.get(source) if source else None
            yield Pair(
                tuple(self._side(rows, "before")),
                tuple(self._side(rows, "after")),
                outcomes[0] if len(outcomes) == 1 else "",
                min(agreements, default=None),
                (place, source) if place and source else None,
            )

    def _statement_ids(self, rows: Iterable[Row], side: str) -> tuple[str, ...]:
        ids = [row[f"finding_id_{side}"] for row in rows]
        return tuple(
            sorted({self.findings[finding]["statement_id"] for finding in ids if finding in self.findings})
        )

    def _side(self, rows: Iterable[Row], side: str) -> Iterable[Statement]:
        ids = dict.fromkeys(row[f"finding_id_{side}"] for row in rows)
        return self._statements([self.findings[finding] for finding in ids if finding in self.findings])


def _differs(row: Row) -> bool:
    printed = row["indicator_printed"]
    return bool(printed) and printed.rstrip(". ") != row["indicator"].rstrip(". ")


def _framework_order(row: Row) -> tuple[object, ...]:
    return (in_order(row["indicator_id"]), row["year"], row["approach"] or "")


def _boxes(boxes: Sequence[Row]) -> str:
    return ";".join(
        ",".join(f"{box[name]:g}" for name in ("page", "x0", "top", "x1", "bottom")) for box in boxes
    )
