"""Conclusions from flat text, which lost the columns "Wat gaat goed?" and "Wat kan beter?"."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.separated import cells
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.parts import ConclusionPart
from ggsr_extract.extractors.factsheet.statements.sides import Piece, sides, trust
from ggsr_extract.extractors.language.favour.aspects import aspect, leaning
from ggsr_extract.extractors.language.favour.subjects import Told, backing
from ggsr_extract.extractors.language.words.joining import join, join_text
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Conclusion, Statement
from ggsr_extract.models.framework import framework
from ggsr_extract.models.source import Fragment
from ggsr_extract.models.verdicts import VERDICT_OF

_ROOM, _WITHIN = 0.9, 0.45
"""How probable it is that a paragraph begins behind a sentence that ends where the next word had room, or had none."""
#: So many lines that all end a sentence are no broken ones.
_SOME_LINES = 6
#: How a line ends that ends a sentence.
SENTENCE_END = (".", "?", "!", ".’", ".'", ".”", '."', ".)")


#: Within a line, a word that begins sentences behind one that ends none, or the rest of a sentence behind the end of one.
_SEAM = re.compile(
    r"[a-z,][-\u2010\u00ad]? (?:De|Het|Er|Om|Voor|Dit|Dat|Via|Omdat|Daarnaast|Hierdoor|Hiervoor|Zolang|Zonder) [a-z]"
    r"|[a-z]{5}\. [a-z]{2}"
)
_POINT = re.compile(r"\s*[-–•▪●*\uf0a7\uf0b7]\s")


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines up to one that ends a sentence; ``opens``: a paragraph starts here (a printed gap, or a short line before).

    ``edge``: how probable it is that one starts here, 0..1.
    """

    fragments: tuple[Fragment, ...]
    opens: bool
    edge: float = 1.0


def _is_point(entry: Entry) -> bool:
    """Whether a line begins a point of a list."""
    return entry.line is not None and bool(_POINT.match(entry.line.text))


def _goes_on(entry: Entry) -> bool:
    """Whether a line goes on with the sentence of the line before, also where a page ends between them."""
    return entry.text[:1].islower() and not _is_point(entry)


def _units(lines: Sequence[Entry], width: int, *, whole: bool) -> list[_Unit]:
    """Lines of flat text to the smallest parts that can be a paragraph: a sentence ends at a line's end.

    ``width``: characters of the longest line of the conclusions; ``whole``: each of their lines is a paragraph.
    """
    result: list[_Unit] = []
    current: list[Fragment] = []
    opens, edge = True, 1.0
    for index, entry in enumerate(lines):
        if index:
            before = lines[index - 1].text
            if not _goes_on(entry) and (entry.gap or before.endswith(SENTENCE_END) or _is_point(entry)):
                result.append(_Unit(tuple(current), opens, edge))
                room = width - len(before) - 1.2 * len(entry.text.split(" ", 1)[0]) - 2
                opens = whole or entry.gap or _is_point(entry) or len(before) < 0.8 * width
                current, edge = [], 1.0 if opens else _ROOM if room > 0 else _WITHIN
        current.extend(entry.fragments)
    return [*result, _Unit(tuple(current), opens, edge)] if current else result


Findings = Mapping[str, Sequence[Told]]
"""The findings of an approach that have a verdict, per theme."""


def told(stated: Sequence[Statement], approach: int | None) -> Findings:
    """The findings of an approach, for what its conclusions say of them."""
    known = framework().by_id
    result: dict[str, list[Told]] = defaultdict(list)
    for item in stated:
        if item.approach == approach and item.mark:
            remarks = tuple(remark.text for remark in item.remarks)
            for match in item.indicators:
                result[known[match.indicator_id].theme_id].append(
                    Told(match.indicator_id, VERDICT_OF[item.mark], item.text, remarks)
                )
    return result


@dataclass(frozen=True, slots=True)
class Reading:
    """Conclusions of one theme with what tells their aspects.

    ``findings`` are those of the theme; ``follows``: how far a factsheet's conclusions follow its findings, see :func:`.sides.trust`.
    """

    part: ConclusionPart
    units: tuple[_Unit, ...]
    pieces: tuple[Piece, ...]
    findings: Sequence[Told]
    follows: float


def readings(
    approaches: Sequence[tuple[Sequence[ConclusionPart], Findings]], vocabulary: Vocabulary
) -> list[list[Reading]]:
    """The conclusions of each approach of a factsheet, read with what all of them have in common."""
    lines = [entry.text for parts, _ in approaches for part in parts for entry in part.lines]
    width = max(map(len, lines), default=0)
    whole = len(lines) >= _SOME_LINES and all(line.endswith(SENTENCE_END) for line in lines)
    result = []
    for parts, findings in approaches:
        found = []
        for part in _whole(_arranged(parts)):
            own = findings.get(part.theme_id, ()) if part.theme_id else ()
            units = _units(part.lines, width, whole=whole)
            known = part.theme_id is None or part.aspect is not None
            pieces = () if known else tuple(_piece(unit, own, vocabulary) for unit in units)
            found.append(Reading(part, tuple(units), pieces, own, 1.0))
        result.append(found)
    follows = trust([piece for found in result for item in found for piece in item.pieces])
    return [[replace(item, follows=follows) for item in found] for found in result]


def _arranged(parts: Sequence[ConclusionPart]) -> Sequence[ConclusionPart]:
    """The parts with their own themes, where a dump prints the columns of the conclusions on all themes one after the other.

    Two headings "Wat gaat goed?" without a theme's between them show it. Their order tells the themes where there are as many
    of them, then as many "Wat kan beter?", and as many themes together before or behind them; else nothing does.
    """
    order = [part.heading for part in parts if part.heading]
    if ("goed", "goed") not in pairwise(order):
        return _of_one_theme(parts)
    themes = [part.theme_id for part in parts if part.heading == "theme"]
    count = len(themes)
    columns = ["goed"] * count + ["beter"] * count
    listed = ["theme"] * count
    told = [part for part in parts if part.lines]
    if (
        order in (listed + columns, columns + listed)
        and len(told) > 1
        and all(part.heading in ("goed", "beter") for part in told)
    ):
        own = iter([*themes, *themes])
        return [
            part if part.heading == "theme" else replace(part, theme_id=next(own), aspect=part.heading)
            for part in parts
            if part.heading
        ]
    return [replace(part, lost=bool(part.lines)) for part in parts]


def _of_one_theme(parts: Sequence[ConclusionPart]) -> list[ConclusionPart]:
    """The parts, without what stands under "Wat gaat goed?" of a theme right behind that of another: it may be either's, or of the other column."""
    if ("beter", "beter") not in pairwise(part.heading for part in parts if part.heading):
        return list(parts)
    empty = [
        first.heading == "goed" and theme.heading == "theme" and not first.lines and not theme.lines
        for first, theme in pairwise(parts)
    ]
    return [
        replace(part, lost=True) if part.heading == "goed" and part.lines and stacked else part
        for part, stacked in zip(parts, [False, False, *empty], strict=False)
    ]


def _whole(parts: Sequence[ConclusionPart]) -> list[ConclusionPart]:
    """The parts, joined where a new page printed the header of the table again in the middle of a sentence."""
    result: list[ConclusionPart] = []
    for part in parts:
        last = result[-1] if result else None
        if (
            last is not None
            and (last.theme_id, last.aspect, last.separated) == (part.theme_id, part.aspect, part.separated)
            and last.lines
            and part.lines
            and not last.lines[-1].text.endswith(SENTENCE_END)
            and _goes_on(part.lines[0])
        ):
            result[-1] = replace(last, lines=[*last.lines, *part.lines])
        else:
            result.append(part)
    return result


def flat_conclusions(
    read: Sequence[Reading], approach: int, vocabulary: Vocabulary, ledger: Ledger, first: int
) -> list[Conclusion]:
    """Conclusions of one approach from flat text."""
    result: list[Conclusion] = []
    for item in read:
        if item.part.theme_id is None and not item.part.lost:
            # lines under no theme's heading stay unclaimed
            continue
        if item.part.lost or item.part.theme_id is None or _of_both_columns(item.part):
            for entry in item.part.lines:
                ledger.claim(entry.fragments, "conclusion")
            continue
        theme = item.part.theme_id
        for fragments, kind, printed in _decided(item, vocabulary):
            text = join(fragments, vocabulary)
            ledger.claim(fragments, "conclusion", ("conclusion", first + len(result)))
            result.append(
                Conclusion(
                    approach,
                    theme,
                    len(result),
                    kind,
                    "layout" if printed else "content",
                    text.text,
                    text.anchor(),
                    () if printed else (_doubt(kind),),
                )
            )
    return result


def withheld(read: Sequence[Reading]) -> list[Check]:
    """What to say of lines that no conclusion can be told of."""
    lost = Check(
        "aspect_unknown",
        "The dump prints the headings of the conclusions apart from their paragraphs, which are in `lines` only.",
    )
    return [lost] * any(item.part.lost for item in read) + [
        Check(
            "aspect_unknown",
            f"Lines of the conclusions on theme {item.part.theme_id} hold words of both columns; they are in `lines` only.",
            value=item.part.theme_id,
        )
        for item in read
        if item.part.theme_id is not None and not item.part.lost and _of_both_columns(item.part)
    ]


def _of_both_columns(part: ConclusionPart) -> bool:
    """Whether lines hold a piece of each column, with but a space between: a sentence begins within one of the other column.

    No conclusion can be told of such lines.
    """
    return (
        part.aspect is None and not part.separated and any(_SEAM.search(entry.text) for entry in part.lines)
    )


def _decided(read: Reading, vocabulary: Vocabulary) -> Iterator[tuple[Sequence[Fragment], str | None, bool]]:
    """The paragraphs of a part with their aspect, and whether it is printed (a heading or a column) or read from the wording."""
    part = read.part
    rows = _separated(part.lines) if part.separated else None
    if rows is not None:
        for fragments, kind in rows:
            if kind is None:
                text = join_text(fragments, vocabulary)
                kind, _ = aspect(text, [item.verdict for item in read.findings])
                yield fragments, kind, False
            else:
                yield fragments, kind, True
        return
    printed = part.aspect is not None
    kinds = [part.aspect] * len(read.units) if printed else sides(read.pieces, read.findings, read.follows)
    for fragments, kind in _paragraphs(read.units, kinds):
        yield fragments, kind, printed


def _piece(unit: _Unit, findings: Sequence[Told], vocabulary: Vocabulary) -> Piece:
    text = join_text(unit.fragments, vocabulary)
    return Piece(text, unit.edge, leaning(text), backing(text, findings))


def _doubt(kind: str | None) -> Check:
    if kind:
        message = "The flat text lost the columns; the aspect was decided from the wording and the findings of the theme."
        return Check("aspect_inferred", message, "conclusion")
    message = (
        "Neither the wording nor the findings of the theme tell whether this goes well or can be better."
    )
    return Check("aspect_unknown", message, "conclusion")


def _separated(lines: Sequence[Entry]) -> list[tuple[list[Fragment], str | None]] | None:
    """Paragraphs of lines whose cells tabs or bars hold apart: the cell tells the aspect.

    A line goes on with its cell's last paragraph until a sentence has ended. A line without a separator goes on with the
    last cell; where a sentence has ended there, the line can also be the first cell of a row whose separator at the end was
    trimmed, so that its aspect is None. None for all: no line has a separator, only the header row kept its own.
    """
    rows = [(entry, cells(entry.line)) for entry in lines if entry.line is not None]
    if all(len(found) < 2 for _, found in rows):
        return None
    result: list[tuple[list[Fragment], str | None]] = []
    open_: dict[str | None, list[Fragment]] = {}
    side: str | None = "goed"
    begun = False
    for entry, found in rows:
        begun = begun or len(found) > 1
        for number, fragment in enumerate(found):
            if fragment is None:
                continue
            kind = side if len(found) < 2 else "beter" if number else "goed"
            paragraph = open_.get(kind)
            if paragraph is None or entry.gap or paragraph[-1].text.endswith(SENTENCE_END):
                kind = None if begun and len(found) < 2 else kind
                paragraph = open_[kind] = []
                result.append((paragraph, kind))
            paragraph.append(fragment)
            side = kind
    return result


def _paragraphs(
    units: Sequence[_Unit], kinds: Sequence[str | None]
) -> list[tuple[list[Fragment], str | None]]:
    """Units to paragraphs: a new one where one opens, and where the aspect changes."""
    result: list[tuple[list[Fragment], str | None]] = []
    for unit, kind in zip(units, kinds, strict=True):
        if result and not unit.opens and result[-1][1] == kind:
            result[-1][0].extend(unit.fragments)
        else:
            result.append((list(unit.fragments), kind))
    return result
