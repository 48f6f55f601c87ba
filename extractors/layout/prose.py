"""Running text outside tables: one or two columns, paragraphs and headings as blocks in reading order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise

from ggsr_extract.extractors.layout.lines import Run, gather, median, ranked, run_of
from ggsr_extract.extractors.layout.wording import HEADINGS, aspect_of, is_theme
from ggsr_extract.models.source import Fill, Page

_INDENT = 0.12  # of the page's width, that a list may be set in by
_LEVEL = 0.2  # of a line's height, that lines of two columns stand beside each other at least
_WHAT = "Wat"  # the first word of "Wat gaat goed?"
_APART = 0.9  # of the text size, that a heading stands left of its text
_LARGER = 1.15  # times the usual size: a heading's


def prose_blocks(stretches: Sequence[tuple[Sequence[Run], Page]]) -> list[list[list[Run]]]:
    """Blocks of each stretch of bands without tables, column by column; given with their pages, in reading order.

    A stretch with too few lines to tell has the columns of the others where its lines begin and end as theirs do.
    """
    gutters = [_gutter(bands, page) for bands, page in stretches]
    known = [x for x, _ in Counter(gutter for gutter in gutters if gutter is not None).most_common()]
    return [
        _blocks(bands, page, _known_gutter(bands, known) if gutter is None and known else gutter)
        for (bands, page), gutter in zip(stretches, gutters, strict=True)
    ]


def _blocks(bands: Sequence[Run], page: Page, gutter: float | None) -> list[list[Run]]:
    blocks: list[list[Run]] = []
    if gutter is None:
        return _paragraphs(list(bands), page.fills)
    zone: list[Run] = []
    for band in bands:
        if _crosses(band, gutter):
            blocks += _two_columns(zone, gutter, page)
            zone = []
            blocks += _paragraphs([band], page.fills)
        else:
            zone.append(band)
    blocks += _two_columns(zone, gutter, page)
    return _rejoin(blocks)


def _gutter(bands: Sequence[Run], page: Page) -> float | None:
    """The left edge of a second column: where many lines begin after a wide gap, in the middle of the page."""
    starts: Counter[int] = Counter()
    lefts: Counter[int] = Counter()
    for at, band in enumerate(bands):
        right = None
        for word in band.words if band.widest > 0.89 else band.words[:1]:
            apart = right is None or word.x0 - right > 0.9 * word.size
            if apart and page.width * 0.3 < word.x0 < page.width * 0.72:
                starts[round(word.x0)] += 1
                lefts[round(word.x0)] += right is not None or _overlaps_left(bands, at)
            right = word.x1
    best = None
    for x in sorted(starts):
        score = sum(starts[x + d] for d in (-1, 0, 1))
        beside = sum(lefts[x + d] for d in (-1, 0, 1))
        if score >= 4 and beside >= 2 and (best is None or score > best[0]):
            best = (score, x)
    if best is None:
        return None
    x = best[1]
    for left in sorted(starts):
        # most lines of the second column may be those of a list, set in from its edge
        score = sum(starts[left + d] for d in (-1, 0, 1))
        near = x - _INDENT * page.width < left < x - 1
        if near and score >= 4 and 3 * sum(_crosses(band, left) for band in bands) <= score:
            return float(left)
    return float(x) if sum(_crosses(band, x) for band in bands) < best[0] else None


def _overlaps_left(bands: Sequence[Run], at: int) -> bool:
    """Whether a line that begins in the middle of the page stands between the levels of lines that end left of it."""
    band = bands[at]
    above = at > 0 and bands[at - 1].x1 < band.x0 and bands[at - 1].bottom > band.top + _LEVEL * band.height
    below = at + 1 < len(bands) and bands[at + 1].x1 < band.x0
    return above or (below and bands[at + 1].top < band.bottom - _LEVEL * band.height)


def _known_gutter(bands: Sequence[Run], known: Sequence[float]) -> float | None:
    """The first of ``known`` left edges of second columns at which two lines begin beside others, or one where no line crosses it."""
    for x in known:
        beside = sum(_begins_beside(band, x) for band in bands)
        if beside > 1 or (beside and not any(_crosses(band, x) for band in bands)):
            return x
    return None


def _begins_beside(band: Run, gutter: float) -> bool:
    """Whether a band has a word that begins at the gutter, well behind another."""
    return any(
        abs(word.x0 - gutter) <= 1.5 and word.x0 - before.x1 > 0.9 * word.size
        for before, word in pairwise(band.words)
    )


def _crosses(band: Run, gutter: float) -> bool:
    """Whether the text of a band runs on over the gutter."""
    before = None
    for word in band.words:
        if word.x0 < gutter - 3:
            if word.x1 > gutter - 1:
                return True
            before = word
        else:
            return before is not None and word.x0 - before.x1 < 0.6 * max(word.size, 1.0)
    return False


def _two_columns(bands: Sequence[Run], gutter: float, page: Page) -> list[list[Run]]:
    end = len(bands)
    usual = median([band.size for band in bands], 0.0)
    plain = 2 * sum(band.bold for band in bands) < len(bands)
    while end and bands[end - 1].x1 < gutter and _heads_all(bands[end - 1], usual, plain):
        end -= 1
    if end < len(bands) and any(word.x0 >= gutter - 3 for band in bands[:end] for word in band.words):
        # headings of what comes below both columns
        return _two_columns(bands[:end], gutter, page) + _paragraphs(bands[end:], page.fills)
    words = ranked(bands)
    left = [word for word in words if word.x0 < gutter - 3]
    right = [word for word in words if word.x0 >= gutter - 3]
    return _paragraphs(gather(left), page.fills) + _paragraphs(gather(right), page.fills)


def _heads_all(band: Run, usual: float, plain: bool) -> bool:
    """Whether a line below the second column's end is a heading: by its wording, or set larger or bolder than the text."""
    set_off = band.size > _LARGER * usual or (plain and band.bold)
    return set_off or bool(HEADINGS.match(band.text)) or is_theme(band.text)


def _paragraphs(runs: Sequence[Run], fills: Sequence[Fill]) -> list[list[Run]]:
    """Cut runs of one column where the gap, the size or the weight changes, or an info box begins or ends."""
    if not runs:
        return []
    runs, headings = _without_side_headings(runs)
    steps = [b.mid - a.mid for a, b in pairwise(runs) if b.mid - a.mid < 3 * a.height]
    pitch = median(steps, 1.3 * runs[0].height)
    pitch = min(pitch, sorted(steps)[len(steps) // 3] if steps else pitch)
    blocks = [[runs[0]]]
    for before, run in pairwise(runs):
        same = abs(before.size - run.size) < 0.4 and before.bold == run.bold
        usual = max(pitch, 1.25 * run.height if run.size > 11 else 0.0)
        parted = headings and (id(before) in headings or id(run) in headings)
        if same and run.mid - before.mid < 1.3 * usual and not (parted or _edge_between(before, run, fills)):
            blocks[-1].append(run)
        else:
            blocks.append([run])
    return blocks


def _without_side_headings(runs: Sequence[Run]) -> tuple[Sequence[Run], set[int]]:
    """The runs with each "Wat gaat goed?" that stands left of its conclusions, or that their first line begins with in bold, as a
    run of its own before them; and the identities of these.
    """
    if not any(run.words[0].text == _WHAT for run in runs):
        return runs, set()
    kept: list[Run] = []
    headings: set[int] = set()
    taken = 0  # words at the beginning of the next run that a heading of two lines has
    for at, run in enumerate(runs):
        if taken:
            run, taken = _part(run, taken), 0
        elif run.words[0].text == _WHAT:
            cut = _side_heading(run)
            more = 0 if cut or at + 1 == len(runs) else _second_line(run, runs[at + 1])
            if cut or more:
                words, places = run.words[: cut or 2], list(run.places[: cut or 2])
                if more:
                    words, places = (
                        words + runs[at + 1].words[:more],
                        places + list(runs[at + 1].places[:more]),
                    )
                kept.append(run_of(words, None, places))
                headings.add(id(kept[-1]))
                run, taken = _part(run, cut or 2), more
        kept.append(run)
    return kept, headings


def _part(run: Run, first: int) -> Run:
    """What is left of a run from one of its words on."""
    return run_of(run.words[first:], None, run.places[first:])


def _side_heading(run: Run) -> int:
    """How many words of a run are a heading of conclusions with text behind it, set apart from it or bolder; 0 where none are."""
    words = run.words
    for end in (3, 4):
        if len(words) > end and aspect_of(" ".join([word.text for word in words[:end]])):
            apart = words[end].x0 - words[end - 1].x1 > _APART * words[end].size
            return end if apart or (all(word.bold for word in words[:end]) and not words[end].bold) else 0
    return 0


def _second_line(run: Run, below: Run) -> int:
    """How many words of the run below end a heading of two lines that stands left of text; 0 where none do."""
    words, more = run.words, below.words
    if len(words) < 3 or len(more) < 2 or below.mid - run.mid > 2 * run.height:
        return 0
    beside = abs(words[2].x0 - more[1].x0) < 1.5 and words[2].x0 - words[1].x1 > _APART * words[2].size
    heading = f"{words[0].text} {words[1].text} {more[0].text}"
    return int(beside and abs(words[0].x0 - more[0].x0) < 1.5 and aspect_of(heading) is not None)


def _edge_between(before: Run, run: Run, fills: Sequence[Fill]) -> bool:
    for fill in fills:
        if fill.x0 - 1 <= run.x0 <= fill.x1:
            for y in (fill.top, fill.bottom):
                if before.mid < y < run.mid:
                    return True
    return False


def _rejoin(blocks: list[list[Run]]) -> list[list[Run]]:
    """Full-width lines were handled one at a time: put those of one paragraph together again."""
    joined: list[list[Run]] = []
    for block in blocks:
        if joined:
            before, run = joined[-1][-1], block[0]
            same = abs(before.size - run.size) < 0.4 and before.bold == run.bold
            near = 0 < run.mid - before.mid < 1.45 * run.height
            if (
                same
                and near
                and before.x1 - before.x0 > 3 * (run.x0 - before.x0)
                and abs(run.x0 - before.x0) < 2 * run.size
            ):
                joined[-1] = [*joined[-1], *block]
                continue
        joined.append(block)
    return joined
