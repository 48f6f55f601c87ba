"""Conclusions: paragraphs under "Wat gaat goed?" and "Wat kan beter?"."""

from __future__ import annotations

import itertools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ggsr_extract.extractors.factsheet.entries import Entry
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows import Item
from ggsr_extract.extractors.factsheet.sections import ConclusionPart
from ggsr_extract.extractors.language.aspects import aspect
from ggsr_extract.extractors.language.hyphens import Vocabulary, join
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Conclusion
from ggsr_extract.models.source import Cell, Fragment, TableBlock

_SENTENCE_END = (".", "?", "!", ".’", ".'", ".”", '."', ".)")


@dataclass(frozen=True, slots=True)
class _Unit:
    """Lines up to one that ends a sentence; ``opens``: a paragraph starts here (a printed gap, or a short line before)."""

    fragments: tuple[Fragment, ...]
    opens: bool


def _units(lines: Sequence[Entry]) -> list[_Unit]:
    """Lines of flat text to the smallest parts that can be a paragraph: a sentence ends at a line's end."""
    width = max((len(entry.text) for entry in lines), default=0)
    result: list[_Unit] = []
    current: list[Fragment] = []
    opens = True
    for index, entry in enumerate(lines):
        if index:
            before = lines[index - 1].text
            ended = before.endswith(_SENTENCE_END) and not entry.text[:1].islower()
            if entry.gap or ended:
                result.append(_Unit(tuple(current), opens))
                current, opens = [], entry.gap or len(before) < 0.8 * width
        current.extend(entry.fragments)
    return [*result, _Unit(tuple(current), opens)] if current else result


def flat_conclusions(
    parts: Sequence[ConclusionPart],
    approach: int,
    verdicts: Mapping[str, Sequence[str]],
    vocabulary: Vocabulary,
    ledger: Ledger,
    first: int,
) -> list[Conclusion]:
    """Conclusions of one approach from flat text. ``verdicts`` holds the verdicts of its findings per theme."""
    result: list[Conclusion] = []
    for part in parts:
        if part.theme_id is None:
            # lines under no theme's heading stay unclaimed
            continue
        theme = part.theme_id
        units = _units(part.lines)
        texts = [join(unit.fragments, vocabulary).text for unit in units]
        kinds = [part.aspect] * len(units) if part.aspect else _aspects(texts, verdicts.get(theme, ()))
        for fragments, kind in _paragraphs(units, kinds):
            text = join(fragments, vocabulary)
            checks = []
            if not part.aspect:
                code, message = (
                    (
                        "aspect_inferred",
                        "The flat text lost the columns; the aspect was decided from the wording.",
                    )
                    if kind
                    else (
                        "aspect_unknown",
                        "The wording does not tell whether this goes well or can be better.",
                    )
                )
                checks.append(Check(code, message, "conclusion"))
            ledger.claim(fragments, "conclusion", ("conclusion", first + len(result)))
            result.append(
                Conclusion(
                    approach,
                    theme,
                    len(result),
                    kind,
                    "layout" if part.aspect else "content",
                    text.text,
                    text.anchor(),
                    tuple(checks),
                )
            )
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


def _aspects(texts: Sequence[str], verdicts: Sequence[str]) -> list[str | None]:
    """The aspect of each paragraph: what goes well stands in the left column and so comes first.

    The cut between the two is put where the wordings of both sides agree best with it.
    """
    found = [aspect(text, verdicts) for text in texts]
    weights = []
    for kind, confidence in found:
        weight = 2 * confidence - 1
        weights.append(weight if kind == "goed" else -weight if kind == "beter" else 0.0)
    best = max(
        range(len(texts) + 1), key=lambda cut: (round(sum(weights[:cut]) - sum(weights[cut:]), 6), cut)
    )
    return [
        None
        if weights[index] == 0.0 and _loose(weights, index, best)
        else ("goed" if index < best else "beter")
        for index in range(len(texts))
    ]


def _loose(weights: Sequence[float], index: int, cut: int) -> bool:
    """Whether a paragraph without a cue of its own stands at the cut, so that its neighbours do not decide either."""
    if index < cut:
        return not any(weight > 0 for weight in weights[index + 1 : cut])
    return not any(weight < 0 for weight in weights[cut:index])


def table_conclusions(
    table: TableBlock, theme: str | None, approach: int, vocabulary: Vocabulary, ledger: Ledger, first: int
) -> list[Conclusion]:
    """Conclusions of one theme from its table: the column tells the aspect. Without a theme, its lines stay unclaimed."""
    result: list[Conclusion] = []
    if theme is None:
        return result
    for column, cell in enumerate(table.header):
        heading = " ".join(line.text for line in cell.lines).casefold()
        kind = "goed" if "goed" in heading else "beter" if "beter" in heading else None
        if kind is None:
            continue
        for row in table.rows:
            for fragments in _cell_paragraphs(row.cells[column]):
                text = join(fragments, vocabulary)
                ledger.claim(fragments, "conclusion", ("conclusion", first + len(result)))
                result.append(
                    Conclusion(approach, theme, len(result), kind, "layout", text.text, text.anchor())
                )
    return result


def _cell_paragraphs(cell: Cell) -> list[list[Fragment]]:
    starts = sorted({0, *cell.paragraphs}) if cell.lines else []
    edges = [*starts, len(cell.lines)]
    return [
        [Fragment(line, 0, len(line.text)) for line in cell.lines[a:b]]
        for a, b in itertools.pairwise(edges)
        if a < b
    ]


def cell_items(cell: Cell) -> list[Item]:
    """The marks and lines of a findings cell as items."""
    return [
        Item(Fragment(line, 0, len(line.text)), line.mark, index in cell.paragraphs)
        for index, line in enumerate(cell.lines)
    ]
