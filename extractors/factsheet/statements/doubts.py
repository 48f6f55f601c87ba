"""What is doubtful about a statement, as checks of its findings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ggsr_extract.extractors.factsheet.rows.rowblock import CONFLICT, Item, Segment
from ggsr_extract.models.checks import Check
from ggsr_extract.models.factsheet import IndicatorMatch, Statement
from ggsr_extract.models.signs import UNKNOWN

LOW_MATCH = 0.8
"""A printed indicator whose score is lower differs much from the framework's."""

_UNTOLD = re.compile(r"\ufffd|\(cid:\d+\)")
"""Letters that no font names, within a word and alone."""


def doubts(
    matches: Sequence[IndicatorMatch], segment: Segment, assignment: str, *, explained: bool, text: str
) -> tuple[Check, ...]:
    """The checks of the statement that a segment makes about the indicators in ``matches``.

    ``assignment`` is that of the contract (``own``, ``shared``, ``inferred``); ``explained`` says whether a text or a
    remark was read with its mark; ``text`` is what stands beside it, remarks and all.
    """
    found = tuple(_doubts(matches, segment, assignment, explained))
    if segment.torn or not _UNTOLD.search(text):
        return found
    words = ", ".join(word for word in text.split() if _UNTOLD.search(word))
    message = (
        "The file tells no character for some letters of the text; U+FFFD or their code stands for them."
    )
    return (*found, _of_finding("encoding_damaged", message, words))


def repeated(stated: Sequence[Statement]) -> list[Statement]:
    """The statements, with a check at each that is about an indicator of which another of the same approach and year is too."""
    seen = Counter(key for item in stated for key in _about(item))
    if not any(count > 1 for count in seen.values()):
        return list(stated)
    return [
        replace(
            item,
            checks=(
                *item.checks,
                *(
                    _of_finding(
                        "row_duplicate",
                        f"Indicator {key[2]} has {seen[key]} statements for one approach in {key[1]}; all are kept.",
                        key[2],
                    )
                    for key in _about(item)
                    if seen[key] > 1
                ),
            ),
        )
        for item in stated
    ]


def with_unknown_approach(item: Statement) -> Statement:
    """The statement, with a check where its approach cannot be told: one of several of 2013, or of those that are judged now."""
    if item.approach is not None:
        return item
    if item.present is None:
        code, what = (
            "approach_unknown",
            "Several approaches are named and none above this table; the approach is null.",
        )
    else:
        code, what = (
            "column_unknown",
            "The text cannot tell in which 2013 column this stands; the approach is null.",
        )
    return replace(item, checks=(*item.checks, _of_finding(code, what)))


def _about(item: Statement) -> list[tuple[int, int, str]]:
    """What a statement judges: approach, year and indicator; nothing where the approach cannot be told."""
    if item.approach is None:
        return []
    return [(item.approach, item.year, match.indicator_id) for match in item.indicators]


def _doubts(
    matches: Sequence[IndicatorMatch], segment: Segment, assignment: str, explained: bool
) -> Iterator[Check]:
    if segment.mark is None:
        yield _of_finding("mark_missing", "No mark is printed here; mark and verdict are null.")
    elif segment.mark.mark == UNKNOWN:
        yield _unknown_glyph(segment.mark)
    elif segment.mark.mark == CONFLICT:
        yield _of_finding(
            "mark_conflict", "Both √ and X are printed for one indicator; mark and verdict are null."
        )
    elif not segment.certain and assignment != "inferred":
        yield _of_finding(
            "text_uncertain" if assignment == "own" else "mark_surplus",
            "The dump tore marks and paragraphs apart; they were put together by order and wording.",
        )
    if assignment == "inferred" and not (segment.mark and segment.mark.mark == CONFLICT):
        yield _of_finding(
            "mark_inferred",
            "Fewer marks than indicators: which mark covers which was worked out from the wording.",
        )
    if segment.torn:
        yield _of_finding(
            "text_uncertain",
            "The dump tore the texts of several statements apart; this one's cannot be told and is null.",
        )
    elif segment.mark is not None and not explained:
        yield _of_finding("text_missing", "A mark is printed without an explanation.")
    for match in matches:
        if match.score < LOW_MATCH:
            yield _of_finding(
                "match_low",
                f"The printed indicator differs from the framework's {match.indicator_id} (score {match.score:.2f}).",
                match.printed,
            )


def _unknown_glyph(mark: Item) -> Check:
    sign = mark.fragment.text.strip()
    codes = "".join(f"U+{ord(char):04X}" for char in sign[:3])
    glyph = sign if sign.startswith("(cid:") else codes or "a drawn mark"
    return _of_finding(
        "mark_unknown", f"The mark glyph {glyph} cannot be told; mark and verdict are null.", glyph
    )


def _of_finding(code: str, message: str, value: str | None = None) -> Check:
    return Check(code, message, "finding", value=value)
