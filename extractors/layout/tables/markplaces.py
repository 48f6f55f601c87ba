"""Where marks go among the texts of one row: before the lines that they are level with, or at whose middles they stand."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, ends_sentence
from ggsr_extract.extractors.layout.tables.markcolumns import opening

#: Of the distance between lines: how much lower white space below paragraphs sets marks at most.
_BELOW_MIDDLE = 0.8


def place_marks(
    texts: list[Run],
    marks: list[Run],
    pitch: float,
    by_level: bool = False,
    going_on: bool = False,
    at_begin: bool = False,
) -> list[Run]:
    """Marks stand before the lines that they are level with; one mark alone stands first, unless ``by_level``.

    A mark on a line of its own, level with none, stands before the paragraph below it. ``going_on``: the first line goes on
    with a sentence of the page before, so what is level with a later one is below that sentence. ``at_begin``: marks are level
    with the first lines of their texts, also where no more space than between lines stands above these.
    """
    if not marks:
        return texts
    if not texts or (len(marks) == 1 and not by_level):
        return [*marks, *texts]
    starts = {0} | {i for i in range(1, len(texts)) if texts[i].mid - texts[i - 1].mid > 1.2 * pitch}
    starts_in_order = sorted(starts)
    slots: dict[int, list[Run]] = {}
    for mark in marks:
        place = min(range(len(texts)), key=lambda i: (abs(texts[i].mid - mark.mid), i))
        apart = abs(texts[place].mid - mark.mid) > 0.6 * pitch
        below = next((i for i in starts_in_order if texts[i].mid > mark.mid), None) if apart else None
        if below is not None:
            place = below
        elif place not in starts and not (
            (by_level or at_begin) and _opens(texts, place, mark, pitch, going_on or at_begin)
        ):
            before = max(i for i in starts if i <= place)
            listed = len(starts) >= len(marks) and not ends_sentence(texts[place - 1].text, texts[place].text)
            # marks below each other, each for a paragraph further down
            if before not in slots or listed or _runs_on(texts, place):
                place = before
        slots.setdefault(place, []).append(mark)
    placed = [mark for place in sorted(slots) for mark in slots[place]]
    out_of_order = any(above.mid > mark.mid + 0.5 * pitch for above, mark in pairwise(placed))
    several = any(len(some) > 1 for some in slots.values())
    if out_of_order or (several and _are_listed(texts, marks, starts_in_order, pitch)):
        slots = {0: marks}
    result: list[Run] = []
    for index, run in enumerate(texts):
        result += slots.get(index, [])
        result.append(run)
    return result


def _opens(texts: Sequence[Run], place: int, mark: Run, pitch: float, going_on: bool) -> bool:
    """Whether a line that a mark is level with begins a text: a sentence ends above it, with a little more space between."""
    above, run = texts[place - 1], texts[place]
    level = abs(run.mid - mark.mid) < 0.2 * pitch
    apart = going_on or run.mid - above.mid > 1.06 * pitch
    return level and apart and ends_sentence(above.text, run.text)


def _are_listed(texts: Sequence[Run], marks: Sequence[Run], starts: Sequence[int], pitch: float) -> bool:
    """Whether marks, some of which stand beside one paragraph, are a list: there are as many paragraphs, and each begins no higher
    than its mark.
    """
    begins = [at for at in starts if texts[at].words[0] not in opening(texts[at])]
    return len(begins) == len(marks) and all(
        mark.mid < texts[at].mid + 0.6 * pitch for at, mark in zip(begins, marks, strict=True)
    )


def _runs_on(texts: Sequence[Run], place: int) -> bool:
    """Whether a line goes on with the sentence above it: no sentence ends there, and its first word had no room in that line."""
    above, word = texts[place - 1], texts[place].words[0]
    room = max(run.x1 for run in texts) - above.x1
    return not ends_sentence(above.text, texts[place].text) and word.x1 - word.x0 > room


def marks_first(texts: Sequence[Run], marks: Sequence[Run], pitch: float) -> list[Run] | None:
    """Marks that stand level with the last line of their texts before the first one, in reading order.

    None where the first of several is level with the first line, and text stands below the last: these begin their texts.
    """
    result: list[Run] = []
    begin = 0
    for mark in marks:
        end = bisect_right([run.mid for run in texts], mark.mid + 0.5 * pitch)
        result += [mark, *texts[begin:end]]
        begin = end
    if len(marks) > 1 and 0 < begin < len(texts) and abs(marks[0].mid - texts[0].mid) < 0.5 * pitch:
        return None
    return [*result, *texts[begin:]]


def may_be_centred(texts: Sequence[Run], marks: Sequence[Run], pitch: float, at_begin: bool) -> bool:
    """Whether several marks may stand at the middle of their texts: a text stands above the first, or one is level with no
    line at which a text may begin (as none does with a remark), though not nearly all marks of the table are.
    """
    if len(marks) < 2 or not texts:
        return False
    starts = [
        run.mid
        for at, run in enumerate(texts)
        if (at == 0 or ends_sentence(texts[at - 1].text, run.text)) and run.words[0] not in opening(run)
    ]
    odd = any(all(abs(mark.mid - start) > 0.2 * pitch for start in starts) for mark in marks)
    return marks[0].mid - texts[0].mid > 0.6 * pitch or (odd and not at_begin)


def by_middles(texts: Sequence[Run], marks: Sequence[Run], pitch: float, open_end: bool) -> list[Run] | None:
    """Each mark before the lines whose middle it stands at, where these are all lines, one text below the other; else None.

    White space that a paragraph has below it sets all marks as much lower. Where the last text goes on on the next page
    (``open_end``), its mark may stand anywhere in it.
    """
    placed = _at_middles(texts, marks, pitch, open_end, 0.0)
    if placed is None and marks and texts:
        ends = [i for i in range(len(texts) - 1) if texts[i + 1].mid - texts[i].mid > 1.2 * pitch]
        lower = [marks[0].mid - (texts[0].mid + texts[end].mid) / 2 for end in ends]
        for by in sorted(each for each in lower if 0.4 * pitch < each < _BELOW_MIDDLE * pitch):
            placed = placed or _at_middles(texts, marks, pitch, open_end, by)
    return placed


def _at_middles(
    texts: Sequence[Run], marks: Sequence[Run], pitch: float, open_end: bool, lower: float
) -> list[Run] | None:
    """As `by_middles`, where marks stand so many points below the middles."""
    result: list[Run] = []
    begin = 0
    for mark in marks:
        if begin == len(texts):
            return None
        last = 2 * (mark.mid - lower) - texts[begin].mid
        if open_end and mark is marks[-1] and begin and mark.mid > texts[begin].mid - 0.4 * pitch:
            return [*result, mark, *texts[begin:]]
        end = min(range(begin, len(texts)), key=lambda i: abs(texts[i].mid - last)) + 1
        ended = end == len(texts) or ends_sentence(texts[end - 1].text, texts[end].text)
        if not ended or abs(texts[end - 1].mid - last) > 0.4 * pitch:
            return None
        result += [mark, *texts[begin:end]]
        begin = end
    return result if begin == len(texts) else None
