"""Words of an indicator that the search for its wording did not know: they are found by where they stand.

A factsheet may print an indicator otherwise than the framework does, by a word or by half a line. The search by words then
leaves printed words over, which would be taken for a finding's. Three places tell that they are the indicator's: between two
lines of it, at its end up to the mark or the next paragraph, and before it from the paragraph's first word on. A whole
paragraph may be an indicator of which too little is printed alike for the search to begin. Each is taken only where the
indicator is then more like the framework's than without it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ggsr_extract.extractors.factsheet.rows.align import Alignment, Chunk
from ggsr_extract.extractors.factsheet.rows.linewords import FlatLine
from ggsr_extract.extractors.factsheet.rows.segments import ended
from ggsr_extract.extractors.factsheet.rows.wording import (
    Label,
    group_abbreviated,
    label_tokens,
    labels,
    norm,
)
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS
from ggsr_extract.extractors.layout.textmarks import find_marks
from rapidfuzz import fuzz

_BETTER = 2.0
"""By how many points of a hundred an indicator must become more alike by words at its ends."""
_ENCLOSED = -2.0
"""The same for words between two of its lines, which can hardly be another's."""
_REPLACED = -10.0
"""The same for about as many letters as are missing, between its last word and the mark, or two of its lines."""
_LONGER, _SPARE = 1.7, 3
"""How much longer than what is missing such words may be, and by how many letters."""
_FEW, _BESIDE = 16, 3
"""So many letters are a few words; behind so many lines of indicators more of them stand by chance."""
_ADDED, _CLAUSE = -20.0, 30
"""The same for words before the mark that begin no sentence, and so many letters of them."""
_ALIKE = 70.0
"""How alike an indicator must be in the end."""
_WHOLE = 78.0
"""How alike a paragraph must be to an indicator of which the search found nothing."""
_NO_SENTENCE = 72.0
"""The same for one that ends as no sentence does."""
_AHEAD = 12.0
"""How much more alike it must be to that indicator than to any other that is left."""


@dataclass(frozen=True, slots=True, order=True)
class _Piece:
    """Characters ``begin`` to ``end`` of line ``line`` (0-based in the region)."""

    line: int
    begin: int
    end: int


def regain(lines: Sequence[FlatLine], found: Alignment) -> Alignment:
    """The alignment with the words that belong to indicators by their place."""
    by_label: dict[str, list[_Piece]] = {}
    for number, chunks in enumerate(found.chunks):
        for chunk in chunks:
            if chunk.label_id.count(".") == 2:
                by_label.setdefault(chunk.label_id, []).append(_Piece(number, chunk.begin, chunk.end))
    taken = [list(chunks) for chunks in found.chunks]
    indicators = {label.id: label for label in labels() if label.is_indicator}
    beside = _beside(lines, taken)
    for id_, pieces in by_label.items():
        label = indicators[id_]
        pieces = _without_sentence_end(lines, taken, label, pieces)
        pieces = _with_enclosed(lines, taken, label, pieces, beside=beside)
        pieces = _with_end(lines, taken, label, pieces, beside=beside)
        _with_beginning(lines, taken, label, pieces)
    _whole(lines, taken, [label for id_, label in indicators.items() if id_ not in by_label])
    return Alignment(tuple(map(tuple, taken)))


def _letters(lines: Sequence[FlatLine], pieces: Sequence[_Piece]) -> str:
    return group_abbreviated("".join(_words(lines[item.line].text, item) for item in sorted(pieces)))


def _words(text: str, piece: _Piece) -> str:
    """The letters of a piece, without the number that a department prints before an indicator."""
    if text[: piece.begin].strip():
        return norm(text[piece.begin : piece.end])
    return "".join(token.norm for token in label_tokens(text[: piece.end]))


def _likeness(lines: Sequence[FlatLine], label: Label, pieces: Sequence[_Piece]) -> float:
    return fuzz.ratio(_letters(lines, pieces), "".join(label.words))


def _gain(lines: Sequence[FlatLine], label: Label, pieces: Sequence[_Piece], more: Sequence[_Piece]) -> float:
    """How many points more alike the indicator becomes; a loss of all where it is not alike even then."""
    after = _likeness(lines, label, [*pieces, *more])
    return after - _likeness(lines, label, pieces) if after >= _ALIKE else -100.0


def _free(
    lines: Sequence[FlatLine], taken: Sequence[Sequence[Chunk]], number: int, begin: int = 0
) -> _Piece | None:
    """What stands in a line from ``begin`` on up to its first mark, unless it is a label's or nothing."""
    line = lines[number]
    limit = min([line.limit, *(mark.begin for mark in find_marks(line.text, begin))])
    if any(chunk.end > begin for chunk in taken[number]) or not norm(line.text[begin:limit]):
        return None
    return _Piece(number, begin, limit)


def _add(
    taken: list[list[Chunk]], label: Label, pieces: Sequence[_Piece], more: Sequence[_Piece]
) -> list[_Piece]:
    """Take pieces for a label's; only the first piece of all is where it starts."""
    everything = sorted([*pieces, *more])
    for item in more:
        taken[item.line].append(Chunk(label.id, item.begin, item.end, starts=False))
        taken[item.line].sort(key=lambda chunk: chunk.begin)
    first = everything[0]
    for number in {item.line for item in everything}:
        taken[number] = [
            chunk._replace(starts=(number, chunk.begin) == (first.line, first.begin))
            if chunk.label_id == label.id
            else chunk
            for chunk in taken[number]
        ]
    return everything


def _without_sentence_end(
    lines: Sequence[FlatLine], taken: list[list[Chunk]], label: Label, pieces: list[_Piece]
) -> list[_Piece]:
    """Without last words that end a finding's sentence: it happens to go on with words that the print leaves out."""
    if len(pieces) < 2:
        return pieces
    before, last = pieces[-2:]
    between = range(before.line + 1, last.line)
    if (
        not lines[last.line].text[: last.end].endswith(".")
        or lines[last.line].opens
        or not any(lines[k].opens and not taken[k] for k in between)
        or _likeness(lines, label, pieces[:-1]) < _ALIKE
    ):
        return pieces
    taken[last.line] = [chunk for chunk in taken[last.line] if chunk.begin != last.begin]
    return pieces[:-1]


def _beside(lines: Sequence[FlatLine], taken: Sequence[Sequence[Chunk]]) -> bool:
    """Whether a dump prints other columns beside the lines of indicators, with nothing but a space between."""
    rests = sum(
        len(norm(line.text[chunks[-1].end : line.limit])) > _FEW
        for line, chunks in zip(lines, taken, strict=True)
        if chunks
    )
    return rests > _BESIDE


def _with_enclosed(
    lines: Sequence[FlatLine],
    taken: list[list[Chunk]],
    label: Label,
    pieces: list[_Piece],
    *,
    beside: bool,
) -> list[_Piece]:
    """With what stands between two lines of the indicator, where no mark and no other label does."""
    for before, after in pairwise(pieces):
        between = range(before.line + 1, after.line)
        if (
            before.line == after.line
            or len(between) > 2
            or any(lines[k].limit < len(lines[k].text) for k in (before.line, *between))
            or any(lines[k].page_break or taken[k] for k in between)
        ):
            continue
        rest = _free(lines, taken, before.line, before.end)
        more = [item for item in (rest, *(_free(lines, taken, k) for k in between)) if item]
        # a few words at the end of a line whose next one goes on with the indicator, and no end of a finding's sentence
        whole = any(ended(lines[item.line].text[: item.end]) for item in more)
        added = not beside and not between and not whole and len(_letters(lines, more)) <= _FEW
        needed = _REPLACED if added or _fills(lines, label, pieces, more) else _ENCLOSED
        if more and _gain(lines, label, pieces, more) >= needed:
            pieces = _add(taken, label, pieces, more)
    return pieces


def _fills(lines: Sequence[FlatLine], label: Label, pieces: Sequence[_Piece], more: Sequence[_Piece]) -> bool:
    """Whether words are about as long as those that an indicator misses."""
    wanted = label.letters - len(_letters(lines, pieces))
    return wanted >= 3 and len(_letters(lines, more)) <= _LONGER * wanted + _SPARE


def _with_end(
    lines: Sequence[FlatLine],
    taken: list[list[Chunk]],
    label: Label,
    pieces: list[_Piece],
    *,
    beside: bool,
) -> list[_Piece]:
    """With what follows its last word up to a mark, a label or the next paragraph."""
    last = pieces[-1]
    rest = _free(lines, taken, last.line, last.end)
    more = [rest] if rest else []
    number = last.line
    closed = _marked(lines, number, last.end)
    while not closed and number + 1 < len(lines) and taken[last.line][-1].end <= last.end:
        number += 1
        item = None if lines[number].opens else _free(lines, taken, number)
        # behind words that end no sentence, only a gap lets another paragraph begin
        gap = bool(more) and lines[number].opens and not lines[number].page_break
        closed = _marked(lines, number) or _begins(taken[number]) or gap
        if item is None:
            break
        more.append(item)
    # right before the mark or the next of a block: the last words in other words, or what is left of a broken one
    broken = lines[last.line].text[: last.end].endswith(tuple(HYPHENS))
    fills = closed and (broken or _fills(lines, label, pieces, more))
    # a finding begins with a capital: a few words before its mark that do not are the indicator's, whatever they say
    added = closed and not beside and _few_more(lines, more)
    needed = _ADDED if added else _REPLACED if fills else _BETTER
    if more and _gain(lines, label, pieces, more) >= needed:
        return _add(taken, label, pieces, more)
    return pieces


def _few_more(lines: Sequence[FlatLine], more: Sequence[_Piece]) -> bool:
    """Whether pieces are a few words that go on with a wording and end no sentence."""
    texts = [lines[item.line].text[item.begin : item.end].strip() for item in more]
    return (
        bool(texts)
        and (texts[0][:1].islower() or texts[0].split()[0] == "GGSR")
        and not any(map(ended, texts))
        and len(_letters(lines, more)) <= _CLAUSE
    )


def _marked(lines: Sequence[FlatLine], number: int, begin: int = 0) -> bool:
    """Whether a mark stands in the line from ``begin`` on."""
    return bool(find_marks(lines[number].text, begin))


def _begins(chunks: Sequence[Chunk]) -> bool:
    """Whether a line begins with an indicator's first words."""
    return bool(chunks) and chunks[0].starts and chunks[0].label_id.count(".") == 2


def _with_beginning(
    lines: Sequence[FlatLine], taken: list[list[Chunk]], label: Label, pieces: list[_Piece]
) -> None:
    """With the lines before its first word, from the paragraph's first on."""
    number, more = pieces[0].line, []
    while number > 0 and not lines[number].opens and not taken[number - 1]:
        number -= 1
        item = _free(lines, taken, number)
        if item is None or lines[number].limit < len(lines[number].text):
            return
        more.append(item)
    if more and _gain(lines, label, pieces, more) >= _BETTER:
        _add(taken, label, pieces, more)


def _whole(lines: Sequence[FlatLine], taken: list[list[Chunk]], left: Sequence[Label]) -> None:
    """Paragraphs that are an indicator of which the search found nothing."""
    for paragraph in list(_paragraphs(lines, taken)):
        printed = _letters(lines, paragraph)
        ranked = sorted(
            ((fuzz.ratio(printed, "".join(label.words)), label.position) for label in left), reverse=True
        )
        last = paragraph[-1]
        sentence = ended(lines[last.line].text[: last.end])
        if not ranked or ranked[0][0] < (_WHOLE if sentence else _NO_SENTENCE):
            continue
        if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < _AHEAD:
            continue
        label = labels()[ranked[0][1]]
        _add(taken, label, (), paragraph)
        left = [item for item in left if item is not label]


def _paragraphs(lines: Sequence[FlatLine], taken: Sequence[Sequence[Chunk]]) -> Iterator[list[_Piece]]:
    """Runs of lines without labels and marks, from one that opens up to a mark or the next that opens."""
    run: list[_Piece] = []
    for number, line in enumerate(lines):
        if line.opens and run:
            yield run
            run = []
        item = _free(lines, taken, number)
        before = taken[number - 1][-1:] if number else ()
        if item is None or not (run or line.opens or before):
            if run and (_marked(lines, number) or _begins(taken[number])):
                yield run
            run = []
            continue
        run.append(item)
        if line.limit < len(line.text):
            yield run
            run = []
    if run:
        yield run
