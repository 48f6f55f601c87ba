"""Marks in the lines of a table's cells: what begins or ends a line, or stands alone on it."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Iterable, Sequence

from ggsr_extract.extractors.layout.lines import Run, ends_sentence, run_of
from ggsr_extract.extractors.layout.tables.columns import Columns
from ggsr_extract.extractors.layout.tables.seams import Grid
from ggsr_extract.extractors.layout.wording import CROSSES, LONE
from ggsr_extract.models.source import Word
from ggsr_extract.models.verdicts import MARKS

_LEVEL = 0.2  # of the distance between lines
_ENOUGH, _MOST = 6, 0.9  # marks that tell where all stand, and the share of them that must
_LINKS = frozenset((":", ".", ")", "-", "–", "—", "−", "•", "·", "=>", "->"))
"""What may stand between a mark and its text, and belongs to neither."""


def may_be_mark(word: Word, columns: Columns) -> bool:
    """Whether a word is a mark, or a letter or sign that may be one."""
    return word.mark is not None or _letter(word) in LONE or _untold(word, columns)


def _untold(word: Word, columns: Columns) -> bool:
    """Whether a sign that cannot be told may be a mark: a dot or box that stands for one, or a glyph without any letter."""
    return word.mark not in MARKS and (
        word.text in columns.signs or word.text == "\ufffd" or word.text.startswith("(cid:")
    )


def _letter(word: Word) -> str:
    """A word without what links a mark to its text: "X:" is a mark as X is."""
    return word.text[0] if len(word.text) == 2 and word.text[1] in ":.)" else word.text


def marks_end_texts(columns: Iterable[Sequence[Run]]) -> bool:
    """Whether a document's marks stand right behind the sentences of their texts, and hardly any begins a line."""
    lines = [run.words for runs in columns for run in runs if len(run.words) > 1]
    begin = sum(_signs(words[0]) for words in lines)
    end = sum(_signs(words[-1]) and ends_sentence(words[-2].text, "") for words in lines)
    return end > 4 * begin


def marks_begin_texts(grids: Sequence[Grid]) -> bool:
    """Whether marks are level with lines at which texts may begin, nearly all of them: marks that are centred are not."""
    marked = level = 0
    for grid in grids:
        for texts, marks in zip(grid.texts, grid.marks, strict=True):
            middles = [run.mid for run in texts]
            for mark in marks:
                marked += 1
                at = bisect_left(middles, mark.mid - _LEVEL * grid.pitch)
                if at < len(middles) and middles[at] < mark.mid + _LEVEL * grid.pitch:
                    level += at == 0 or ends_sentence(texts[at - 1].text, texts[at].text)
    return marked >= _ENOUGH and level >= _MOST * marked


def _signs(word: Word) -> bool:
    return word.mark in MARKS or (word.mark is None and word.text in LONE)


def take_marks(run: Run, columns: Columns, behind: bool, texts: list[Run], marks: list[Run]) -> None:
    """A mark is the first (or, where marks stand at the right or ``behind`` their texts, the last) thing on its line, or alone on it."""
    words = run.words
    where = -1 if columns.marks_right or behind else 0
    for place in (where, -1 - where):
        word = words[place]
        verdict = (
            "?"
            if _untold(word, columns) and place == where
            else _verdict(word, words, place, place == where, columns.stands, columns.ticks)
        )
        if verdict is not None:
            if columns.sides is not None:
                verdict = columns.sides.mark(word, verdict)
            linked = place == 0 and len(words) > 2 and words[1].text in _LINKS
            sign, rest = (words[: 1 + linked], words[1 + linked :]) if place == 0 else ([word], words[:-1])
            marks.append(run_of(sign, verdict))
            if rest:
                texts.append(run_of(rest))
            return
    texts.append(run)


def link(texts: list[Run], marks: list[Run]) -> None:
    """Give what links a mark to its text to a mark right before it that is drawn a little higher or lower than the line, in place."""
    alone = [place for place, mark in enumerate(marks) if len(mark.words) == 1]
    for at, run in enumerate(texts) if alone else ():
        first = run.words[0]
        if first.text not in _LINKS or len(run.words) == 1:
            continue
        for place in alone:
            mark = marks[place]
            near = 0 <= first.x0 - mark.x1 + 1 < 1.5 * max(first.size, 1.0)
            if near and mark.top < first.bottom and mark.bottom > first.top:
                marks[place] = run_of([*mark.words, first], mark.mark)
                texts[at] = run_of(run.words[1:])
                break


def _verdict(
    word: Word, words: Sequence[Word], place: int, usual: bool, stands: frozenset[int], ticks: bool
) -> str | None:
    alone = len(words) == 1
    em, gap = word.size, math.inf
    if not alone:
        text = words[1] if place == 0 else words[-2]
        gap = text.x0 - word.x1 if place == 0 else word.x0 - text.x1
        em = text.size if text.size < em else em  # marks may be in larger print
    em = max(em, 1.0)
    if word.mark is not None:
        return word.mark if usual or gap > 0.9 * em or round(word.x0) in stands else None
    letter = _letter(word)
    if letter not in LONE:
        return None
    if not usual and gap < 1.2 * em:
        return None
    tick = letter not in CROSSES
    if alone:
        beside = True
    elif place == 0:
        linked = words[1].text in _LINKS and len(words) > 2
        after = words[1 + linked].text.lstrip("‘'“\"„")
        # before a number a sign alone is one of multiplication: "x 2", but "X: 2 jaar"
        begins = after[:1].isupper() or (after[:1].isdigit() and (linked or letter != word.text))
        # a V may as well be the first letter of a word for the other verdict
        beside = begins and (letter != "V" or ticks)
    else:
        beside = ends_sentence(words[-2].text, "")
    if gap > 0.5 * em or beside:
        return "√" if tick else "X"
    return None
