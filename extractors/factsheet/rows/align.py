"""Which words of flat text are the framework's wording: a beam search over the lines of a run of tables.

In flat text the columns are lost: criterion, indicator, mark and finding follow each other in an order that depends on the
tool that dumped them, broken over lines and interleaved. What does not change is the framework's wording. Each line is read
as ``[criterion words] [indicator words] [mark] [finding]``, each part optional; the search keeps the readings in which the
labels come out whole, each indicator at most once, and gives the best. Scores are in letters that agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate, compress
from math import inf
from typing import NamedTuple

from ggsr_extract.extractors.factsheet.rows.linewords import FlatLine, LineWords, Open, opened_label
from ggsr_extract.extractors.factsheet.rows.wording import labels

_BEAM = 32
_DEVIATION = 3.0
_START = 2.0
_FIRST_OF_PARAGRAPH = 3.0
_MID_SENTENCE = 8.0
_TAIL = 5.0
_TORN = 25.0
_RESUME_AFTER_TEXT = 14.0
_RESUME_AFTER_MARK = 40.0
_FEW_BETWEEN = 3
_IN_ORDER = 1.5
_AGAIN = 5.0
_MOST_BEGINNING = _FIRST_OF_PARAGRAPH + _IN_ORDER - _START
"""The most that a line can add to a score beside the letters of its words: only its first label can begin a paragraph."""
_STALE = 8
_STOPS = (".", "?", "!", ":", ";", ")", "’", "”", "'", '"')


# The search makes some ten thousand of each of the following: tuples cost a third of other values.


class Chunk(NamedTuple):
    """Characters ``begin`` to ``end`` of a line that are words of the label ``label_id``; ``starts`` where it begins."""

    label_id: str
    begin: int
    end: int
    starts: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Chunks per line."""

    chunks: tuple[tuple[Chunk, ...], ...]


class _State(NamedTuple):
    """A reading of the lines so far; ``line`` is the last line that holds words of a label, with its ``chunks``."""

    score: float
    criterion: Open | None
    indicator: Open | None
    used: int
    last: int
    torn: bool
    parent: _State | None
    line: int
    chunks: tuple[Chunk, ...]

    def promise(self, number: int) -> float:
        """The score, less what labels cost that were left open lines before line ``number``: they are hardly read on."""
        score = self.score
        for item in (self.criterion, self.indicator):
            if item is not None and item.missing and item.line < number - _STALE:
                score -= item.closing
        return score

    def key(self) -> tuple[object, ...]:
        """States with the same key have the same future."""
        criterion, indicator = self.criterion, self.indicator
        waiting = (criterion is not None and criterion.missing) or (
            indicator is not None and indicator.missing
        )
        return (
            (criterion.label.position, criterion.progress.word, criterion.progress.char)
            if criterion
            else None,
            (indicator.label.position, indicator.progress.word, indicator.progress.char)
            if indicator
            else None,
            self.used,
            self.torn,
            self.line if waiting else -1,
        )


def align(lines: Sequence[FlatLine], used: frozenset[str] = frozenset()) -> Alignment:
    """Find criteria and indicators in the lines of one approach's tables, each indicator at most once.

    ``used`` are the indicators that are known to stand elsewhere.
    """
    taken = sum(1 << label.position for label in labels() if label.id in used)
    beam = [_State(0.0, None, None, taken, -1, False, None, -1, ())]
    # where the page begins, and its last line with a mark so far
    fresh, passed = 0, -1
    # how many lines before each have a mark
    marked = [0, *accumulate(line.limit < len(line.text) for line in lines)]
    for number, line in enumerate(lines):
        if number and lines[number - 1].limit < len(lines[number - 1].text):
            passed = number - 1
        if line.page_break:
            fresh, passed = number, -1
        words = LineWords(line, number)
        hopeful = _hopeful(words, beam) if words.words else ()
        if not hopeful and not (words.words and words.may_begin):
            continue
        best = {state.key(): state for state in reversed(beam)}
        # the states of a full beam stay: what scores less than the last of them has no place
        floor = beam[-1].promise(number) if len(beam) == _BEAM else -inf
        for state in hopeful:
            for following in _readings(state, number, fresh, marked, passed, line, words, floor):
                key = following.key()
                have = best.get(key)
                if have is None or following.score > have.score:
                    best[key] = following
            if len(best) >= 2 * _BEAM:
                promises = [item.promise(number) for item in best.values()]
                floor = sorted(promises)[-_BEAM]
                best = dict(compress(best.items(), [promise >= floor for promise in promises]))
        beam = sorted(best.values(), key=lambda item: -item.promise(number))[:_BEAM]
    # a label in which the text is cut off has no rest that could be missing
    cut = len(lines) - 1 if lines and not lines[-1].text.rstrip().endswith(_STOPS) else len(lines)
    final = max(beam, key=lambda state: _final_score(state, cut))
    return _trace(final, len(lines))


def _hopeful(words: LineWords, beam: Sequence[_State]) -> Sequence[_State]:
    """The states after which a reading of the line can have words of a label."""
    return [
        state
        for state in beam
        if words.may_begin & ~state.used
        or words.may_begin == -1
        or _goes_on(state.criterion, words)
        or _goes_on(state.indicator, words)
    ]


def _goes_on(item: Open | None, words: LineWords) -> bool:
    return item is not None and item.missing > 0 and bool(words.more(item, 0))


def _final_score(state: _State, cut: int) -> float:
    """The score, less what labels cost that were left open before line ``cut``."""
    left = (item for item in (state.criterion, state.indicator) if item and item.line < cut)
    return state.score - sum(item.closing for item in left)


_Partial = tuple[_State, int, tuple[Chunk, ...]]


def _readings(
    state: _State,
    number: int,
    fresh: int,
    marked: Sequence[int],
    passed: int,
    line: FlatLine,
    words: LineWords,
    floor: float,
) -> list[_State]:
    """The readings of one line after a state that have words of a label, as far as they can score ``floor`` or more."""
    if state.score + words.letters_from[0] + _MOST_BEGINNING < floor:
        return []
    # lines between the last words of a label and this one, since the last page break
    first_between = max(state.line + 1, fresh)
    torn = state.torn and state.line == number - 1
    resuming = 0.0
    if number > first_between and not torn:
        # cells that share their middle have a line or two of each other's between
        crossed = number > first_between + _FEW_BETWEEN and marked[number] > marked[first_between]
        resuming = _RESUME_AFTER_MARK if crossed else _RESUME_AFTER_TEXT
    results: list[_State] = []
    frontier: list[_Partial] = [(state, 0, ())]
    for wanted in ("criterion", "indicator", "indicator", "indicator", "indicator"):
        grown: list[_Partial] = []
        for before, first, chunks in frontier:
            if first < len(words.words):
                grown.extend(
                    _extend(
                        before, wanted == "indicator", line, words, first, chunks, resuming, passed, floor
                    )
                )
        for after, first, chunks in grown:
            reading = _finish(after, state, torn, number, line, words, first, chunks, floor)
            if reading is not None:
                results.append(reading)
        frontier = (frontier if wanted == "criterion" else []) + grown
        if not frontier:
            break
    return results


def _extend(
    state: _State,
    indicator: bool,
    line: FlatLine,
    words: LineWords,
    first: int,
    chunks: tuple[Chunk, ...],
    resuming: float,
    passed: int,
    floor: float,
) -> list[_Partial]:
    """Read a label's words from ``first`` on: more of the open one, or the start of another."""
    current = state.indicator if indicator else state.criterion
    found: list[_Partial] = []
    if current is not None and current.missing and not (chunks and chunks[-1].label_id == current.label.id):
        # a mark stands behind its last line, though another label's words are right above
        far = words.number > current.line + 1 + _FEW_BETWEEN and passed > current.line
        resumed = resuming or (_RESUME_AFTER_MARK if far else 0.0)
        if first == 0 and words.capital:
            resumed += _MID_SENTENCE
        for taken in words.more(current, first):
            cost = resumed + (taken.progress.cost - current.progress.cost) * _DEVIATION
            if state.score + taken.letters - cost + words.letters_from[taken.last] < floor:
                continue
            opened = opened_label(current.label, taken, current.letters, words.number)
            found.append(
                _take(state, opened, taken.letters - cost, words, first, taken.last, chunks, starts=False)
            )
    if (
        chunks
        and indicator
        and chunks[-1].label_id.count(".") == 2
        and not (state.indicator and not state.indicator.missing)
    ):
        return found
    begun = words.starts(indicator, first)
    if indicator and first == 0 and words.late and (line.opens or _just_ended(state, words.number)):
        begun = [*begun, *words.late]
    if not begun:
        return found
    closing = _START + (current.closing if current else 0.0)
    if not chunks:
        # an indicator does not stand in a sentence where the line before is the end of a criterion
        beside = (
            indicator
            and not resuming
            and not state.torn
            and state.criterion is not None
            and not state.criterion.missing
            and bool(state.chunks)
            and state.chunks[-1].label_id == state.criterion.label.id
        )
        follows = beside or (indicator and _just_ended(state, words.number))
        closing += -_FIRST_OF_PARAGRAPH if line.opens else 0.0 if follows else _MID_SENTENCE
    # what a reading must gain; the words after it can give no more than their letters
    needed = floor - state.score + closing - _IN_ORDER
    for opened, last, deviations, letters in [item for item in begun if item.most >= needed]:
        position = opened.label.position
        cost = closing + deviations * _DEVIATION - (_IN_ORDER if position > state.last else 0.0)
        if state.used >> position & 1:
            if indicator:
                continue
            # a criterion may be printed again in each of its rows
            cost += _AGAIN
        if state.score + letters - cost < floor:
            continue
        found.append(_take(state, opened, opened.letters - cost, words, first, last, chunks, starts=True))
    return found


def _just_ended(state: _State, number: int) -> bool:
    """Whether the line before ``number`` ends with the last words of a criterion or an indicator."""
    if not state.chunks or state.torn or state.line != number - 1:
        return False
    item = state.indicator if state.chunks[-1].label_id.count(".") == 2 else state.criterion
    return item is not None and item.nearly_whole


def _take(
    state: _State,
    opened: Open,
    gain: float,
    words: LineWords,
    first: int,
    last: int,
    chunks: tuple[Chunk, ...],
    *,
    starts: bool,
) -> _Partial:
    label = opened.label
    chunk = Chunk(label.id, words.words[first].begin, words.words[last - 1].end, starts)
    after = _State(
        state.score + gain,
        state.criterion if label.is_indicator else opened,
        opened if label.is_indicator else state.indicator,
        state.used | (1 << label.position),
        label.position if label.is_indicator else state.last,
        state.torn,
        state.parent,
        state.line,
        state.chunks,
    )
    return after, last, (*chunks, chunk)


def _finish(
    after: _State,
    before: _State,
    was_torn: bool,
    number: int,
    line: FlatLine,
    words: LineWords,
    last: int,
    chunks: tuple[Chunk, ...],
    floor: float,
) -> _State | None:
    """Close a line: words may be left over, which are a finding's; then a mark should stand before them. None below ``floor``."""
    score = after.score
    torn = last < len(words.words)
    if torn:
        item = after.indicator if chunks[-1].label_id.count(".") == 2 else after.criterion
        if was_torn:
            score -= 1.0
        elif item is not None and not item.missing:
            score -= _TAIL
        else:
            # columns side by side on one line: then the mark stands between the label and the finding
            score -= _TORN
        if chunks[-1].starts and item is not None and item.letters <= 3:
            # no label's first line is an article alone, beside a finding
            score -= _TORN
    elif line.limit < len(line.text):
        torn = after.indicator is not None and after.indicator.missing > 0
    if score < floor:
        return None
    return _State(
        score, after.criterion, after.indicator, after.used, after.last, torn, before, number, chunks
    )


def _trace(final: _State, count: int) -> Alignment:
    chunks: list[tuple[Chunk, ...]] = [()] * count
    state: _State | None = final
    while state is not None:
        if state.chunks:
            chunks[state.line] = state.chunks
        state = state.parent
    return Alignment(tuple(chunks))
