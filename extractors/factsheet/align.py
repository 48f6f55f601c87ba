"""Which words of flat text are the framework's wording: a beam search over the lines of a run of tables.

In flat text the columns are lost: criterion, indicator, mark and finding follow each other in an order that depends on the
tool that dumped them, broken over lines and interleaved. What does not change is the framework's wording. Each line is read
as ``[criterion words] [indicator words] [mark] [finding]``, each part optional; the search keeps the readings in which the
labels come out whole, each indicator at most once, and gives the best. Scores are in letters that agree.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ggsr_extract.extractors.factsheet.wording import Advance, Label, Progress, advance, labels, tokens

_BEAM = 32
_DEVIATION = 3.0
_START = 2.0
_FIRST_OF_PARAGRAPH = 3.0
_MID_SENTENCE = 8.0
_TAIL = 5.0
_TORN = 25.0
_RESUME_AFTER_TEXT = 14.0
_IN_ORDER = 1.5
_AGAIN = 5.0


@dataclass(frozen=True, slots=True)
class FlatLine:
    """A line of a table region as the search needs it.

    ``limit`` is the offset of its first mark (or its length): labels stand before it. ``opens`` says that what stands
    before is complete (a sentence's end, a mark, a paragraph gap); ``page_break`` that a running header, a footer or a
    header row stands between this line and the one before.
    """

    text: str
    limit: int
    opens: bool
    page_break: bool


@dataclass(frozen=True, slots=True)
class Chunk:
    """Characters ``begin`` to ``end`` of a line that are words of the label ``label_id``; ``starts`` where it begins."""

    label_id: str
    begin: int
    end: int
    starts: bool


@dataclass(frozen=True, slots=True)
class Alignment:
    """Chunks per line."""

    chunks: tuple[tuple[Chunk, ...], ...]


@dataclass(frozen=True, slots=True)
class _Open:
    label: Label
    progress: Progress
    letters: int

    @property
    def complete(self) -> bool:
        return self.progress.word >= len(self.label.words)

    @property
    def missing(self) -> int:
        words = self.label.words
        return sum(map(len, words[self.progress.word :])) - self.progress.char


@dataclass(frozen=True, slots=True)
class _State:
    score: float
    criterion: _Open | None
    indicator: _Open | None
    used: int
    last: int
    torn: bool
    since: int
    parent: _State | None
    line: int
    chunks: tuple[Chunk, ...]

    def key(self) -> tuple[object, ...]:
        return (
            self.criterion and (self.criterion.label.id, self.criterion.progress),
            self.indicator and (self.indicator.label.id, self.indicator.progress),
            self.used,
            self.torn,
        )


def _closing(item: _Open | None) -> float:
    """What it costs to leave a label as it is: nothing when whole, all its letters when most of it is missing."""
    if item is None or item.complete:
        return 0.0
    share = item.missing / item.label.letters
    if share <= 0.25:
        return float(item.missing)
    return item.letters * 1.5 + 8.0


class _Words:
    """The words of one line up to its first mark, with what was already worked out about them."""

    def __init__(self, line: FlatLine) -> None:
        self.words = [token for token in tokens(line.text) if token.end <= line.limit]
        self._starts: dict[tuple[bool, int], list[tuple[Label, Advance]]] = {}
        self._more: dict[tuple[int, Progress, int], tuple[Advance, ...]] = {}

    def starts(self, indicator: bool, first: int) -> list[tuple[Label, Advance]]:
        """The labels whose wording can begin at word ``first``."""
        key = (indicator, first)
        if key not in self._starts:
            self._starts[key] = [
                (label, taken)
                for label in labels()
                if label.is_indicator == indicator
                for taken in advance(label, _NOTHING_READ, self.words, first)
            ]
        return self._starts[key]

    def more(self, item: _Open, first: int) -> tuple[Advance, ...]:
        """How an open label can go on at word ``first``."""
        key = (item.label.position, item.progress, first)
        if key not in self._more:
            self._more[key] = advance(item.label, item.progress, self.words, first)
        return self._more[key]


_NOTHING_READ = Progress()


def align(lines: Sequence[FlatLine]) -> Alignment:
    """Find criteria and indicators in the lines of one approach's tables, each indicator at most once."""
    start = _State(0.0, None, None, 0, -1, False, 0, None, -1, ())
    beam = [start]
    for number, line in enumerate(lines):
        words = _Words(line)
        best: dict[tuple[object, ...], _State] = {}
        for state in beam:
            for following in _readings(state, number, line, words):
                key = following.key()
                if key not in best or following.score > best[key].score:
                    best[key] = following
        beam = sorted(best.values(), key=lambda item: -item.score)[:_BEAM]
    final = max(beam, key=lambda item: item.score - _closing(item.indicator) - _closing(item.criterion))
    return _trace(final, len(lines))


_Partial = tuple[_State, int, tuple[Chunk, ...]]


def _readings(state: _State, number: int, line: FlatLine, words: _Words) -> list[_State]:
    """All readings of one line after a state."""
    if line.page_break and state.since:
        state = replace(state, since=0)
    nothing = _State(
        state.score, state.criterion, state.indicator, state.used, state.last, False,
        state.since + bool(line.text.strip()), state if state.chunks else state.parent, number, (),
    )  # fmt: skip
    if not words.words:
        return [nothing]
    results = [nothing]
    frontier: list[_Partial] = [(state, 0, ())]
    for wanted in ("criterion", "indicator", "indicator", "indicator", "indicator"):
        grown: list[_Partial] = []
        for before, first, chunks in frontier:
            if first < len(words.words):
                grown.extend(_extend(before, wanted, line, words, first, chunks))
        results.extend(
            _finish(after, state, number, line, words, first, chunks) for after, first, chunks in grown
        )
        frontier = (frontier if wanted == "criterion" else []) + grown
    return results




def _extend(
    state: _State, wanted: str, line: FlatLine, words: _Words, first: int, chunks: tuple[Chunk, ...]
) -> list[_Partial]:
    """Read a label's words from ``first`` on: more of the open one, or the start of another."""
    indicator = wanted == "indicator"
    current = state.indicator if indicator else state.criterion
    found: list[_Partial] = []
    if (
        current is not None
        and not current.complete
        and not (chunks and chunks[-1].label_id == current.label.id)
    ):
        for taken in words.more(current, first):
            cost = 0.0
            if state.since and not state.torn:
                cost = _RESUME_AFTER_TEXT
            found.append(_take(state, current, taken, words, first, chunks, cost, starts=False))
    if (
        chunks
        and indicator
        and chunks[-1].label_id.count(".") == 2
        and not (state.indicator and state.indicator.complete)
    ):
        return found
    closing = _START + _closing(current)
    if not chunks:
        closing += -_FIRST_OF_PARAGRAPH if line.opens else _MID_SENTENCE
    for label, taken in words.starts(indicator, first):
        cost = closing - (_IN_ORDER if label.position > state.last else 0.0)
        if state.used >> label.position & 1:
            if indicator:
                continue
            # a criterion may be printed again in each of its rows
            cost += _AGAIN
        found.append(
            _take(state, _Open(label, _NOTHING_READ, 0), taken, words, first, chunks, cost, starts=True)
        )
    return found


def _take(
    state: _State,
    item: _Open,
    taken: Advance,
    words: _Words,
    first: int,
    chunks: tuple[Chunk, ...],
    cost: float,
    *,
    starts: bool,
) -> _Partial:
    deviations = taken.progress.cost - item.progress.cost
    opened = _Open(item.label, taken.progress, item.letters + taken.letters)
    score = state.score + taken.letters - deviations * _DEVIATION - cost
    chunk = Chunk(item.label.id, words.words[first].begin, words.words[taken.last - 1].end, starts)
    after = _State(
        score,
        state.criterion if item.label.is_indicator else opened,
        opened if item.label.is_indicator else state.indicator,
        state.used | (1 << item.label.position),
        item.label.position if item.label.is_indicator else state.last,
        state.torn,
        state.since,
        state.parent,
        state.line,
        state.chunks,
    )
    return after, taken.last, (*chunks, chunk)


def _finish(
    after: _State,
    before: _State,
    number: int,
    line: FlatLine,
    words: _Words,
    last: int,
    chunks: tuple[Chunk, ...],
) -> _State:
    """Close a line: words may be left over, which are a finding's; then a mark should stand before them."""
    score = after.score
    torn = last < len(words.words)
    if torn:
        item = after.indicator if chunks[-1].label_id.count(".") == 2 else after.criterion
        if before.torn:
            score -= 1.0
        elif item is not None and item.complete:
            score -= _TAIL
        else:
            # columns side by side on one line: then the mark stands between the label and the finding
            score -= _TORN
    elif line.limit < len(line.text):
        torn = not (after.indicator is None or after.indicator.complete)
    return _State(
        score, after.criterion, after.indicator, after.used, after.last, torn, 0,
        before if before.chunks else before.parent, number, chunks,
    )  # fmt: skip


def _trace(final: _State, count: int) -> Alignment:
    chunks: list[tuple[Chunk, ...]] = [()] * count
    state: _State | None = final
    while state is not None:
        if state.chunks:
            chunks[state.line] = state.chunks
        state = state.parent
    return Alignment(tuple(chunks))
