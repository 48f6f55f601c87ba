"""Statements of one cell to the indicators of its row: each its own, one for several, or told from the wording."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby, pairwise

from ggsr_extract.extractors.factsheet.rows.rowblock import CONFLICT, Item, PrintedLabel, Segment
from ggsr_extract.extractors.factsheet.rows.segments import (
    MarkOrder,
    deal,
    ended,
    overlap,
    paragraphs,
    plain_text,
    told_apart,
)
from ggsr_extract.extractors.factsheet.statements.columns import untold
from ggsr_extract.models.factsheet import IndicatorMatch
from ggsr_extract.models.framework import criterion_id

_LARGEST_BLOCK = 4
"""Indicators that STJ prints as one block, at most."""


def assign(
    matches: tuple[IndicatorMatch, ...], found: list[Segment], hints: Sequence[str]
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]]:
    """Which indicators each segment covers, and how that is known."""
    count = len(matches)
    if not found:
        return [(matches, Segment(None, ()), "own" if count == 1 else "shared")]
    if len(found) == 1 and not several_criteria(matches):
        return [(matches, found[0], "own" if count == 1 else "shared")]
    if len(found) == count and all(segment.certain for segment in found) and not _listed(matches, found):
        return [((match,), segment, "own") for match, segment in zip(matches, found, strict=True)]
    if len(found) == count and several_criteria(matches):
        # as many marks as indicators, in their order; only the texts were torn from them
        return [
            ((match,), replace(segment, torn=True), "own")
            for match, segment in zip(matches, found, strict=True)
        ]
    if several_criteria(matches):
        # a block never goes beyond its criterion: the dump printed the columns of several rows one after the other
        return [((match,), untold(found if index == 0 else ()), "own") for index, match in enumerate(matches)]
    if len(found) == count:
        # as many marks as indicators, but which of the texts are whose is not told
        return [
            ((match,), replace(segment, torn=segment.torn or not segment.certain), "own")
            for match, segment in zip(matches, found, strict=True)
        ]
    if len(found) > count:
        return [(matches, _merge(found), "own" if count == 1 else "shared")]
    if count > _LARGEST_BLOCK and all(segment.mark and _on_page(segment.mark) for segment in found):
        # two blocks without a line or white space between them: whose marks are fewer cannot be told
        return _told(matches, found, told_apart(hints, [plain_text(segment.lines) for segment in found]))
    uncertain = not all(segment.certain for segment in found)
    if uncertain and len({segment.mark.mark for segment in found if segment.mark}) > 1:
        # neither where a text ends nor which mark covers an indicator is printed
        torn = [replace(segment, torn=True) for segment in found]
        spare = count - len(found)
        return _told(
            matches,
            torn,
            [tuple(range(max(0, at - spare), min(at, len(found) - 1) + 1)) for at in range(count)],
        )
    texts = [plain_text(segment.lines) for segment in found]
    starts = [*deal(hints, texts), count]
    return [
        (
            matches[starts[index] : starts[index + 1]],
            replace(segment, torn=segment.torn or not segment.certain),
            "inferred",
        )
        for index, segment in enumerate(found)
    ]


def _told(
    matches: tuple[IndicatorMatch, ...], found: Sequence[Segment], may: Sequence[tuple[int, ...]]
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]]:
    """What is told where ``may`` gives for each indicator the segments that may cover it; of the rest only marks on which those agree."""
    kept = {parts[0] for parts in may if len(parts) == 1}
    result: list[tuple[tuple[IndicatorMatch, ...], Segment, str]] = []
    for parts, group in groupby(range(len(matches)), key=may.__getitem__):
        covered = tuple([matches[at] for at in group])
        segment = found[parts[0]]
        if len(parts) > 1:
            segment = _merge(
                [replace(found[at], lines=() if at in kept else found[at].lines) for at in parts]
            )
            kept.update(parts)
        result.append((covered, segment, "inferred"))
    return result


def unmarked(
    matches: tuple[IndicatorMatch, ...],
    found: Sequence[Segment],
    cell: Sequence[Item],
    hints: Sequence[str],
    order: MarkOrder,
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]] | None:
    """What a block may be that has a paragraph per indicator, but fewer marks: a mark may cover several indicators, or one be missing.

    Each indicator whose paragraph takes up its words gets what both would give it, and none does where a mark has no text. None where the block can have but one reading.
    """
    count = len(matches)
    if not 0 < len(found) < count or several_criteria(matches):
        return None
    split = [paragraphs(segment.lines) for segment in found]
    texts = [plain_text(lines) for parts in split for lines in parts]
    if len(texts) != count:
        return None
    if not all(split):  # a mark without a text, and yet a paragraph for each indicator
        return [((match,), untold(() if at else found), "own") for at, match in enumerate(matches)]
    owners = [index for index, parts in enumerate(split) for _ in parts]
    starts = [*deal(hints, [plain_text(segment.lines) for segment in found]), count]
    covering = [index for index in range(len(found)) for _ in range(starts[index], starts[index + 1])]
    places = {id(item): at for at, item in enumerate(cell)}
    marked = set()
    for index, (segment, parts) in enumerate(zip(found, split, strict=True)):
        mark = places.get(id(segment.mark), -1)
        before = [places.get(id(lines[0]), mark) < mark for lines in parts]
        own = sum(before) - 1 if order is MarkOrder.AFTER else min(sum(before), len(parts) - 1)
        marked.add(owners.index(index) + max(own, 0))
    if not all(overlap(hints[at], texts[at]) for at in range(count) if at not in marked):
        return None
    result: list[tuple[tuple[IndicatorMatch, ...], Segment, str]] = []
    for at, match in enumerate(matches):
        segment = found[owners[at]]
        told = at in marked and covering[at] == owners[at]
        first = owners[at] not in owners[:at]
        part = replace(segment, torn=segment.torn or len(split[owners[at]]) > 1)
        result.append(((match,), part if told else untold([segment] if first else ()), "own"))
    return result


def parted(
    labels: Sequence[PrintedLabel], matches: tuple[IndicatorMatch, ...], segment: Segment
) -> list[tuple[tuple[IndicatorMatch, ...], Segment, str]] | None:
    """What a block may be instead that a dump prints with one mark: rows without a blank line between, of which the lower has none.

    There an indicator begins level with a sentence of the text, below a line with room for the first word of it.
    """
    lines = [item.fragment for item in segment.lines]
    widest = max([len(line.text) for line in lines], default=0)
    for at, label in enumerate(labels[1:], 1):
        number = label.fragments[0].line.number
        for above, line in pairwise(lines):
            if line.line.page is not None or line.line.number != number:
                continue
            full = len(above.text) + len(line.text.split()[0]) >= widest
            if not full and ended(above.text) and not line.text.strip()[:1].islower():
                whole = [(matches[:at], replace(segment, torn=True)), (matches[at:], untold(()))]
                return [(some, part, "own" if len(some) == 1 else "shared") for some, part in whole]
    return None


def _listed(matches: Sequence[IndicatorMatch], found: Sequence[Segment]) -> bool:
    """Whether a dump listed the indicators of several rows, then their marks, then texts without a gap between them."""
    return several_criteria(matches) and not all(
        segment.lines and segment.lines[0].gap for segment in found[1:]
    )


def _on_page(item: Item) -> bool:
    return item.fragment.line.page is not None


def several_criteria(matches: Sequence[IndicatorMatch]) -> bool:
    """Whether indicators are of more than one criterion, as no block of STJ's is."""
    return len(matches) > 1 and len({criterion_id(match.indicator_id) for match in matches}) > 1


def _merge(found: Sequence[Segment]) -> Segment:
    """Marks that cannot be dealt out: one statement; its mark only where all marks agree, its text cannot be told."""
    kinds = {segment.mark.mark for segment in found if segment.mark}
    marks = [segment.mark for segment in found if segment.mark]
    lines = tuple(item for segment in found for item in segment.lines)
    if len(kinds) == 1:
        return Segment(marks[0], lines, certain=False, torn=True)
    return Segment(Item(marks[0].fragment, CONFLICT), lines, certain=False, torn=True)
