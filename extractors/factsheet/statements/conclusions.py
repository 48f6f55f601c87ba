"""Conclusions: paragraphs under "Wat gaat goed?" and "Wat kan beter?"."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ggsr_extract.extractors.factsheet.phrases import aspect_heading, theme_of
from ggsr_extract.extractors.factsheet.roles import Ledger
from ggsr_extract.extractors.factsheet.rows.cells import whole
from ggsr_extract.extractors.factsheet.rows.separated import cells
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.parts import ConclusionPart
from ggsr_extract.extractors.language.aspects import aspect
from ggsr_extract.extractors.language.joining import join
from ggsr_extract.extractors.language.vocabulary import Vocabulary
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import Conclusion
from ggsr_extract.models.source import Cell, Fragment, Line, TableBlock, TableRow

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
        for fragments, kind, printed in _decided(part, verdicts.get(theme, ()), vocabulary):
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


def _decided(
    part: ConclusionPart, verdicts: Sequence[str], vocabulary: Vocabulary
) -> Iterator[tuple[Sequence[Fragment], str | None, bool]]:
    """The paragraphs of a part with their aspect, and whether it is printed (a heading or a column) or read from the wording."""
    if part.separated:
        rows = _separated(part.lines)
        if rows is not None:
            for fragments, kind in rows:
                if kind is None:
                    kind, _ = aspect(join(fragments, vocabulary).text, verdicts)
                    yield fragments, kind, False
                else:
                    yield fragments, kind, True
            return
    units = _units(part.lines)
    texts = [join(unit.fragments, vocabulary).text for unit in units]
    kinds = [part.aspect] * len(units) if part.aspect else _aspects(texts, verdicts)
    for fragments, kind in _paragraphs(units, kinds):
        yield fragments, kind, part.aspect is not None


def _doubt(kind: str | None) -> Check:
    if kind:
        message = "The flat text lost the columns; the aspect was decided from the wording."
        return Check("aspect_inferred", message, "conclusion")
    message = "The wording does not tell whether this goes well or can be better."
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
            if paragraph is None or entry.gap or paragraph[-1].text.endswith(_SENTENCE_END):
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


_BOTH = 0.5
"""How much speaks for a theme of several paragraphs having some of both aspects: more than for a paragraph without a cue."""


def _aspects(texts: Sequence[str], verdicts: Sequence[str]) -> list[str | None]:
    """The aspect of each paragraph: what goes well stands in the left column and so comes first.

    The cut between the two is put where the wordings of both sides agree best with it.
    """
    found = [aspect(text, verdicts) for text in texts]
    weights = []
    for kind, confidence in found:
        weight = 2 * confidence - 1
        weights.append(weight if kind == "goed" else -weight if kind == "beter" else 0.0)
    inner = range(1, len(texts))
    best = max(
        range(len(texts) + 1),
        key=lambda cut: (
            round(sum(weights[:cut]) - sum(weights[cut:]) + (_BOTH if cut in inner else 0.0), 6),
            cut,
        ),
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
    """Conclusions from a table: the column tells the aspect. Those without a theme stay unclaimed.

    The theme is the given one, or in a table on all themes what the first cell of each row names.
    """
    result: list[Conclusion] = []
    kinds = [aspect_heading(" ".join(line.text for line in cell.lines)) for cell in table.header]
    for column, kind in enumerate(kinds):
        if kind is None:
            continue
        reach = max((_right(line) for row in table.rows for line in row.cells[column].lines), default=0.0)
        for row in table.rows:
            about = theme if kinds[0] else _row_theme(row, ledger)
            if about is None:
                continue
            for fragments in _cell_paragraphs(row.cells[column], reach):
                text = join(fragments, vocabulary)
                ledger.claim(fragments, "conclusion", ("conclusion", first + len(result)))
                result.append(
                    Conclusion(approach, about, len(result), kind, "layout", text.text, text.anchor())
                )
    return result


def _row_theme(row: TableRow, ledger: Ledger) -> str | None:
    """The theme that the first cell of a row names, in a table of conclusions on all themes."""
    fragments = whole(row.cells[0].lines)
    found = theme_of(" ".join(fragment.text for fragment in fragments))
    if found:
        ledger.claim(fragments, "heading")
    return found


def _right(line: Line) -> float:
    """Where a line ends: in points, or in characters where the source has no places."""
    return len(line.text) if line.box is None else line.box.x1


def _ends_early(line: Line, following: Line, reach: float) -> bool:
    """Whether a sentence ends with a line though the next line's first word had room on it: there a paragraph ends.

    ``reach`` is where the longest line of the column ends.
    """
    word = following.text.split(" ", 1)[0]
    if not line.text.endswith(_SENTENCE_END) or not word[:1].isupper():
        return False
    box = following.box
    letter = 1.0 if box is None else (box.x1 - box.x0) / len(following.text)
    return _right(line) + letter * (1.2 * len(word) + 2) < reach


def _cell_paragraphs(cell: Cell, reach: float) -> list[list[Fragment]]:
    """The paragraphs of a cell of conclusions: they begin where the layout says and where the line above ends early."""
    if not cell.lines:
        return []
    early = [
        index
        for index, (line, following) in enumerate(itertools.pairwise(cell.lines), start=1)
        if _ends_early(line, following, reach)
    ]
    fragments = whole(cell.lines)
    edges = [*sorted({0, *cell.paragraphs, *early}), len(cell.lines)]
    return [fragments[a:b] for a, b in itertools.pairwise(edges) if a < b]
