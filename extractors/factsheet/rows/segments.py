"""Marks and lines of one cell to segments: which lines belong to which mark."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace
from enum import Enum
from itertools import combinations, pairwise
from math import comb

from ggsr_extract.extractors.factsheet.rows.rowblock import Item, Segment
from ggsr_extract.extractors.factsheet.rows.wording import norm

_SENTENCE_END = re.compile(r"[.?!:;…][)\]’'”\"*]*\s*$")
_FIRST_SENTENCE = re.compile(r"(?<=[.?!:;])\s+(?=[A-ZÀ-Þ‘“\"'])")
_REMARK = re.compile(r"\s*[(\[*_]*\s*let\s*op\b", re.IGNORECASE)
_CLEARLY = 0.3  # of an indicator's words: by how much the best way to deal texts out is better than others
_WAYS = 400
"""In so many ways the lines of a block are cut for a try."""
_STOP = {"de", "het", "een", "van", "voor", "en", "is", "zijn", "wordt", "worden", "aan", "bij", "dat", "die", "in", "op", "te", "met", "er", "aanpak", "gemeente", "netwerkpartners", "gezin", "ggsr"}  # fmt: skip


class MarkOrder(Enum):
    """Where a text dump puts a mark: before its text, after its text's first line, or after its text."""

    BEFORE = "before"
    SECOND = "second"
    AFTER = "after"


def mark_order(streams: Sequence[Sequence[Item]]) -> MarkOrder:
    """How a dump orders marks and texts, from all its rows: one tool did them all."""
    before = second = after = whole = 0
    for stream in streams:
        marks = [index for index, item in enumerate(stream) if item.mark]
        if not marks or len(stream) == len(marks):
            continue
        lead, tail = marks[0], len(stream) - 1 - marks[-1]
        if lead == 0:
            before += 1
        elif lead == 1 and tail:
            # a first line that ends a sentence may as well be all of a statement with its mark behind it
            second += not ended(stream[0].fragment.text)
        elif tail == 0:
            after += lead > 1
            whole += lead == 1
    # texts of one line have their marks behind them in both of the other orders
    after += 0 if second else whole
    if before >= max(second, after):
        return MarkOrder.BEFORE
    return MarkOrder.SECOND if second >= after else MarkOrder.AFTER


def segments(
    stream: Sequence[Item], order: MarkOrder, hints: Sequence[str] = (), *, several: bool = False
) -> list[Segment]:
    """Deal the lines of a cell to its marks. ``hints`` are the wordings of the indicators that the cell is about.

    ``several``: the stream holds more than one column; then text before the first mark is a statement without a mark.
    """
    marks = [index for index, item in enumerate(stream) if item.mark]
    if not marks:
        return [Segment(None, tuple(stream))] if stream else []
    if several and order is MarkOrder.BEFORE and marks[0] > 0:
        return [Segment(None, tuple(stream[: marks[0]])), *segments(stream[marks[0] :], order, hints)]
    if several and order is MarkOrder.AFTER and any(map(_remarks_on, stream, stream[1:])):
        return _with_remarks(stream, order, hints)
    if several and order is MarkOrder.AFTER and marks[-1] < len(stream) - 1:
        last = Segment(None, tuple(stream[marks[-1] + 1 :]))
        return [*segments(stream[: marks[-1] + 1], order, hints, several=True), last]
    if len(marks) == 1:
        lines = tuple(item for item in stream if not item.mark)
        # what is met now was not met before: that statement, without a mark, may stand before the one with its mark behind it
        met = stream[marks[0]].mark == "√"
        torn = several and met and order is MarkOrder.AFTER and not one_paragraph(lines)
        return [Segment(stream[marks[0]], lines, torn=torn)]
    if order is MarkOrder.AFTER:
        turned = [
            Segment(part.mark, part.lines[::-1], part.certain)
            for part in _before(stream[::-1], hints[::-1], turned=True)
        ]
        return turned[::-1]
    if order is MarkOrder.SECOND and not stream[0].mark:
        cuts = [0] + [index - 1 for index in marks[1:]] + [len(stream)]
        parts = [stream[a:b] for a, b in pairwise(cuts)]
        if all(sum(bool(item.mark) for item in part) == 1 for part in parts):
            return [
                Segment(
                    next(item for item in part if item.mark), tuple(item for item in part if not item.mark)
                )
                for part in parts
            ]
    found = _before(stream, hints, several=several)
    texts = [part for part in found if part.lines]
    if not several and any(map(_within_sentence, texts, texts[1:])):
        # marks listed over a page break are level with lines of another's text
        listed = sorted(stream, key=lambda item: item.mark is None)
        return _before(listed, hints)
    return found


def _within_sentence(above: Segment, below: Segment) -> bool:
    """Whether the lines of a page that one mark has go on with a sentence of those that another has."""
    first = below.lines[0]
    return first.fragment.line.page is not None and _goes_on(above.lines[-1], first)


def _goes_on(above: Item, item: Item) -> bool:
    """Whether a line certainly goes on with the sentence of the line above."""
    text = item.fragment.text.strip()
    return not ended(above.fragment.text) and (text[:1].islower() or text[:1].isdecimal())


def _remarks_on(mark: Item, item: Item) -> bool:
    """Whether a remark stands right behind a mark: it is one on the statement that ends with the mark."""
    return mark.mark is not None and item.mark is None and begins_remark(item.fragment.text)


def _with_remarks(stream: Sequence[Item], order: MarkOrder, hints: Sequence[str]) -> list[Segment]:
    """The statements of several columns whose marks stand after their texts, with the remarks behind the marks.

    A remark ends at the next paragraph that is none; where none begins, the next statement's text cannot be told from it.
    """
    plain: list[Item] = []
    remarks: dict[int, list[Item]] = {}
    torn: set[int] = set()
    index, count = 0, 0
    while index < len(stream):
        item = stream[index]
        plain.append(item)
        count += item.mark is not None
        index += 1
        if index == len(stream) or not _remarks_on(item, stream[index]):
            continue
        end = index + 1
        while end < len(stream) and (
            not stream[end].mark and (not stream[end].gap or begins_remark(stream[end].fragment.text))
        ):
            end += 1
        remarks[count - 1] = list(stream[index:end])
        if end < len(stream) and stream[end].mark:
            torn |= {count - 1, count}
        index = end
    found = segments(plain, order, hints, several=True)
    return [
        replace(
            part,
            lines=(*part.lines, *remarks.get(at, ())),
            torn=part.torn or at in torn,
        )
        for at, part in enumerate(found)
    ]


def _before(
    stream: Sequence[Item], hints: Sequence[str], *, turned: bool = False, several: bool = False
) -> list[Segment]:
    """Marks stand before their text; marks listed together share the text after them, cut into paragraphs.

    ``turned``: the stream runs backwards (marks stand after their text); ``several``: it holds more than one column. Then a mark
    alone on its line before one that has its text on its own is that of a cell without a text.
    """
    result: list[Segment] = []
    lead: list[Item] = []
    index = 0
    while index < len(stream) and not stream[index].mark:
        lead.append(stream[index])
        index += 1
    while index < len(stream):
        run = []
        while index < len(stream) and stream[index].mark:
            run.append(stream[index])
            index += 1
        lines = lead
        lead = []
        if several and not lines and index < len(stream) and _on_line(run[-1], stream[index]):
            while len(run) > 1 and not _on_line(run[0], run[1]):
                result.append(Segment(run.pop(0), ()))
        while index < len(stream) and not stream[index].mark:
            lines.append(stream[index])
            index += 1
        if len(run) == 1:
            result.append(Segment(run[0], tuple(lines)))
        else:
            parts, certain = split_paragraphs(
                lines[::-1] if turned else lines, len(run), hints[::-1] if turned else hints
            )
            if turned:
                parts = [part[::-1] for part in parts[::-1]]
            result.extend(Segment(mark, tuple(part), certain) for mark, part in zip(run, parts, strict=True))
    return result


def _on_line(item: Item, other: Item) -> bool:
    return item.fragment.line is other.fragment.line


def overlap(wording: str, text: str) -> float:
    """How much of an indicator's content words returns in a text, 0..1, by word stems of five letters."""
    stems = content_stems(wording)
    have = {norm(word)[:5] for word in text.split()}
    return len(stems & have) / len(stems) if stems else 0.0


def content_stems(text: str) -> set[str]:
    """The stems, of five letters, of a text's content words."""
    return {norm(word)[:5] for word in text.split() if norm(word) not in _STOP}


def split_paragraphs(
    lines: Sequence[Item], count: int, hints: Sequence[str] = ()
) -> tuple[list[list[Item]], bool]:
    """Cut lines into ``count`` paragraphs, and say whether the cuts are sure.

    The cuts are where printed gaps are, or where a sentence ends on a short line, if there are as many as needed; else where
    the next sentence takes up the next indicator's words. Sure: a gap, or a sentence behind it that has words of an indicator
    that its paragraph covers; a finding may have paragraphs of its own, and the last line of another may be full.
    """
    if count <= 1:
        return [list(lines)], True
    width = max((len(item.fragment.text.strip()) for item in lines), default=1) or 1
    shortness: dict[int, float] = {}
    for index in range(1, len(lines)):
        text = lines[index - 1].fragment.text.strip()
        following = lines[index].fragment.text.strip()
        if _SENTENCE_END.search(text) and (
            lines[index].gap or following[:1].isupper() or following[:1] in "‘'“\"0123456789"
        ):
            shortness[index] = 1.0 if lines[index].gap else 1.0 - len(text) / width
    gaps = [
        index
        for index in range(1, len(lines))
        if lines[index].gap and not _goes_on(lines[index - 1], lines[index])
    ]
    if len(gaps) == count - 1:
        return _cut(lines, gaps), True
    if len(shortness) == count - 1 and len(hints) == count and ended(lines[-1].fragment.text):
        # the one way in which each mark, and so each indicator, has a text that is a sentence
        return _cut(lines, sorted(shortness)), True
    strong = [index for index, value in shortness.items() if value > 0.15]
    if len(strong) == count - 1:
        parts = _cut(lines, strong)
        return parts, _taken_up(parts, hints)
    options = (strong if len(strong) >= count - 1 else sorted(shortness))[:14]
    ways = comb(len(options), count - 1)
    # where each indicator has its mark, only the texts are in question, and none can be told where there is more than one way
    if not 0 < ways <= (1 if len(hints) == count else _WAYS):
        return [list(lines)] + [[] for _ in range(count - 1)], False
    best = max(
        combinations(options, count - 1),
        key=lambda cuts: (
            round(_fit(_cut(lines, list(cuts)), hints) + sum(shortness[cut] for cut in cuts), 6),
            [-cut for cut in cuts],
        ),
    )
    parts = _cut(lines, list(best))
    return parts, _taken_up(parts, hints)


def ended(text: str) -> bool:
    """Whether a text ends with a sentence."""
    return bool(_SENTENCE_END.search(text))


_POINT = re.compile(r"\s*(?:[-–—•·▪*\uf0b7]|\d{1,2}[.)]|[a-z][.)])\s+\S")


def ends_list(lines: Sequence[Item]) -> bool:
    """Whether lines end with a list that was announced, whose points are no sentences: the last line is one of them."""
    texts = [item.fragment.text.strip() for item in lines]
    points = [at for at, text in enumerate(texts) if _POINT.match(text)]
    return (
        len(points) > 1
        and points[-2:] == [len(texts) - 2, len(texts) - 1]
        and not texts[-2].endswith((".", "?", "!"))
        and any(at and texts[at - 1].endswith(":") for at in points)
    )


def begins_remark(text: str) -> bool:
    """Whether a line begins with LET OP, in whatever letters."""
    return bool(_REMARK.match(text))


def one_paragraph(lines: Sequence[Item]) -> bool:
    """Whether lines can be no more than one paragraph: none but the last ends a sentence before one that begins."""
    return not any(
        _SENTENCE_END.search(before.fragment.text) and not item.fragment.text.strip()[:1].islower()
        for before, item in pairwise(lines)
    )


def paragraphs(lines: Sequence[Item]) -> list[list[Item]]:
    """Lines cut where a printed gap stands behind a sentence's end; a remark is no paragraph of its own."""
    gaps = [
        at
        for at in range(1, len(lines))
        if lines[at].gap
        and ended(lines[at - 1].fragment.text)
        and not begins_remark(lines[at].fragment.text)
        and not lines[at].fragment.text.strip()[:1].islower()
    ]
    return _cut(lines, gaps) if lines else []


def _cut(lines: Sequence[Item], cuts: list[int]) -> list[list[Item]]:
    edges = [0, *cuts, len(lines)]
    return [list(lines[a:b]) for a, b in pairwise(edges)]


def _fit(parts: list[list[Item]], hints: Sequence[str]) -> float:
    """How well the paragraphs take up the wordings of the indicators that they would cover."""
    if len(hints) < len(parts):
        return 0.0
    texts = [plain_text(part) for part in parts]
    starts = [*deal(hints, texts), len(hints)]
    return sum(
        max(overlap(hints[index], text) for index in range(starts[at], starts[at + 1]))
        for at, text in enumerate(texts)
    )


def _taken_up(parts: list[list[Item]], hints: Sequence[str]) -> bool:
    """Whether the first sentence of each paragraph behind the first has words of an indicator that it would cover."""
    if len(hints) < len(parts):
        return False
    texts = [plain_text(part) for part in parts]
    starts = [*deal(hints, texts), len(hints)]
    return all(
        any(
            overlap(hints[index], _FIRST_SENTENCE.split(text)[0])
            for index in range(starts[at], starts[at + 1])
        )
        for at, text in enumerate(texts[1:], start=1)
    )


def plain_text(lines: Sequence[Item]) -> str:
    """The words of lines, for comparison: words that are broken at a line's end are whole."""
    return re.sub(
        r"(?<=[^\W\d_])[-\u00ad\u2010] (?=[a-zà-ÿ])",
        "",
        " ".join(item.fragment.text.strip() for item in lines),
    )


def deal(hints: Sequence[str], texts: Sequence[str]) -> list[int]:
    """For each text, the first of the indicators (in order) that it covers: each covers at least one, in print order.

    The cut with the greatest overlap of words wins; between equals, the earlier texts cover more.
    """
    count, total = len(texts), len(hints)
    alike = [[overlap(hint, text) for hint in hints] for text in texts]
    best: tuple[float, tuple[int, ...]] | None = None
    for cuts in combinations(range(1, total), count - 1):
        edges = (0, *cuts, total)
        score = sum(sum(alike[part][edges[part] : edges[part + 1]]) for part in range(count))
        candidate = (round(score, 6), edges[:-1])
        if best is None or candidate > best:
            best = candidate
    return list(best[1]) if best else list(range(count))


def told_apart(hints: Sequence[str], texts: Sequence[str]) -> list[tuple[int, ...]]:
    """For each of the indicators (in order) the texts that may cover it: one where all cuts (see `deal`) say so whose overlap of
    words is nearly the greatest, and where the text has a word of what it covers; else several.
    """
    count, total = len(texts), len(hints)
    alike = [[overlap(hint, text) for hint in hints] for text in texts]
    cuts = [(0, *some, total) for some in combinations(range(1, total), count - 1)]
    scores = [sum(sum(alike[part][a:b]) for part, (a, b) in enumerate(pairwise(edges))) for edges in cuts]
    near = [edges for edges, score in zip(cuts, scores, strict=True) if score > max(scores) - _CLEARLY]
    found: list[tuple[int, ...]] = []
    for at in range(total):
        parts = sorted({bisect_right(edges, at) - 1 for edges in near})
        part = parts[0]
        speaks = all(any(alike[part][edges[part] : edges[part + 1]]) for edges in near)
        found.append(tuple(parts) if len(parts) > 1 or speaks else tuple(range(count)))
    return found
