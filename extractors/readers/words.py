"""Glyphs to words, from geometry alone: shared by both PDF readers.

Glyphs come in the order in which they were drawn; words are made from where they stand. All distances that decide are
relative to the font size (em), so that large headings and small print are cut by the same rules. Several pages are worked
on at once: most steps cost as much for ten pages as for one.
"""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers.glyphs import (
    UNMAPPED,
    is_pictogram_font,
    mark_of_character,
    mark_of_glyph,
)
from ggsr_extract.extractors.readers.runs import (
    SPACING_ACCENTS,
    Bools,
    Floats,
    Glyphs,
    Ints,
    Runs,
    is_accent,
    is_white,
)
from ggsr_extract.models.bulk import tuples_in_bulk
from ggsr_extract.models.source import Word

WORD_GAP = 0.14
"""Em. A wider gap parts two words even where no space is drawn; the narrowest spaces of justified text are near 0.16."""
SPACE_GAP = 0.02
"""Em. A gap with a drawn space in it parts two words as soon as it is open at all."""
LINE_TOLERANCE = 0.15
"""Em. Glyphs of one word share their baseline to within this."""
ASCENT, DESCENT = 0.78, 0.22
"""Em above and below the baseline that a word's box covers. One nominal box for all fonts: what fonts declare differs
between the readers and is often wrong."""

_LINE = 65_536.0
"""Points. More than any page is wide: lines one after the other on one scale, so that one sort does."""

_NOTHING = (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
"""Characters without ink and without width."""
_LIGATURES: dict[int, str] = {
    0xFB00: "ff",
    0xFB01: "fi",
    0xFB02: "fl",
    0xFB03: "ffi",
    0xFB04: "ffl",
    0xFB05: "st",
    0xFB06: "st",
}
_LIGATURE_TABLE = str.maketrans({**_LIGATURES, **dict.fromkeys(_NOTHING, "")})
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Written:
    """The words of a page, in reading order within a line, lines from top to bottom per reading direction; and the places
    among them of those that are marks or pictograms.
    """

    words: list[Word]
    signs: list[int]


def words_of(glyphs: Glyphs, sizes: Sequence[tuple[float, float]]) -> list[Written]:
    """The words of each page. ``sizes`` are the pages' widths and heights: what lies wholly outside is left out."""
    found = [Written([], []) for _ in sizes]
    if not len(glyphs.code):
        return found
    angles = sorted(set(glyphs.runs.angle.tolist()))
    for angle in angles:
        chosen = glyphs
        if len(angles) > 1:
            of_angle = np.flatnonzero((glyphs.runs.angle == angle)[glyphs.run])
            chosen = Glyphs(
                glyphs.code[of_angle],
                glyphs.x0[of_angle],
                glyphs.x1[of_angle],
                glyphs.run[of_angle],
                glyphs.runs,
            )
        if len(chosen.code):
            _words_one_way(chosen, angle, sizes, found)
    return found


@dataclass(slots=True)
class _Letters:
    """The inked glyphs of one reading direction, line by line from left to right."""

    code: npt.NDArray[np.uint32]
    x0: Floats
    x1: Floats
    base: Floats
    run: Ints
    size: Floats
    mark: npt.NDArray[np.int8]
    line: Ints


def _words_one_way(
    glyphs: Glyphs, angle: int, sizes: Sequence[tuple[float, float]], found: Sequence[Written]
) -> None:
    runs = glyphs.runs
    run_size = np.maximum(runs.size, 0.1)
    line = _lines(runs, run_size, angle)[glyphs.run]
    code, mark = _marks(glyphs.code, glyphs.run, runs)
    order = np.argsort(line * _LINE + np.clip(glyphs.x0, -0.4 * _LINE, 0.4 * _LINE), kind="stable")
    code, x0, x1, run, line = code[order], glyphs.x0[order], glyphs.x1[order], glyphs.run[order], line[order]
    white = is_white(code)
    dropped = white.copy()
    dropped[_repeated(code, x0, x1, line, run, runs.base, run_size)] = True
    kept = np.flatnonzero(~dropped)
    if not len(kept):
        return
    run = run[kept]
    letters = _Letters(
        code[kept], x0[kept], x1[kept], runs.base[run], run, run_size[run], mark[order[kept]], line[kept]
    )
    em = letters.size.copy()
    em[1:] = np.maximum(em[1:], em[:-1])
    first = np.append(True, letters.line[1:] != letters.line[:-1])
    gap = np.full(len(em), np.inf)
    gap[1:] = (letters.x0[1:] - _reached(letters)[:-1]) / em[1:]
    gap[first] = np.inf
    spaces = np.cumsum(white)[kept]
    spaced = np.append(False, spaces[1:] != spaces[:-1])
    gap = _without_tracking(gap, spaced)
    _set_accents(letters)
    start = _starts(letters, em, gap, spaced)
    _join_single_letters(letters, gap, start)
    _build(letters, gap, start, runs, angle, sizes, found)


def _reached(letters: _Letters) -> Floats:
    """How far a line is inked up to and with each letter: an accent may end before the letter that it stands on."""
    reached = np.maximum(letters.x1, letters.x0)
    same = letters.line[1:] == letters.line[:-1]
    reached[1:] = np.where(same, np.maximum(reached[1:], reached[:-1]), reached[1:])
    return reached


def _starts(
    letters: _Letters, em: Floats, gap: Floats, spaced: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which letters begin a word."""
    mark, run, base, unmapped = letters.mark, letters.run, letters.base, letters.code >= UNMAPPED
    start = (gap > WORD_GAP) | (spaced & (gap > SPACE_GAP)) | (mark > 0)
    start[1:] |= (mark[:-1] > 0) | (np.abs(base[1:] - base[:-1]) > LINE_TOLERANCE * em[1:])
    start[1:] |= (run[1:] != run[:-1]) & (unmapped[1:] != unmapped[:-1])
    start[0] = True
    return start


def _marks(
    code: npt.NDArray[np.uint32], run: Ints, runs: Runs
) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.int8]]:
    """The codes to keep, and 1 for √, 2 for X, 3 for a pictogram that cannot be told, 0 for text."""
    found: str | None
    mark = np.zeros(len(code), dtype=np.int8)
    pictorial = [is_pictogram_font(font.name) for font in runs.fonts]
    asked = (code > 0x2100) & (code < UNMAPPED)
    if any(pictorial):
        asked |= np.array(pictorial)[runs.font][run]
    which = np.flatnonzero(asked)
    which = which[~is_white(code[which])]
    if not len(which):
        return code, mark
    code = code.copy()
    for i, value, place in zip(
        which.tolist(), code[which].tolist(), runs.font[run[which]].tolist(), strict=True
    ):
        font = runs.fonts[place]
        if pictorial[place] and value >= UNMAPPED and font.embedded:
            found = "?"
        elif pictorial[place]:
            found, text = mark_of_glyph(value % UNMAPPED, value >= UNMAPPED, font.name)
            code[i] = text
        else:
            found = mark_of_character(chr(value))
        mark[i] = _MARK_NUMBER[found]
    return code, mark


_MARK_NUMBER: dict[str | None, int] = {None: 0, "√": 1, "X": 2, "?": 3}
_MARK_NAME: tuple[str | None, ...] = (None, "√", "X", "?")


def _lines(runs: Runs, size: Floats, angle: int) -> Ints:
    """The number of the line each run of a reading direction stands on: baselines that lie within a quarter em of the
    line's first. Lines of later pages have higher numbers.
    """
    chosen = np.flatnonzero(runs.angle == angle)
    rounded, pages, sizes = np.round(runs.base[chosen], 2), runs.page[chosen], size[chosen]
    order = np.lexsort((-sizes, rounded, pages))
    numbers = []
    current, page, level, first, allowed = -1, -1, -math.inf, -math.inf, 0.0
    for height, here, sheet in zip(
        sizes[order].tolist(), rounded[order].tolist(), pages[order].tolist(), strict=True
    ):
        if sheet != page or (here != level and here - first > allowed):
            current, first, allowed = current + 1, here, 0.25 * height
        page, level = sheet, here
        numbers.append(current)
    number = np.zeros(len(size), dtype=np.int64)
    number[chosen[order]] = numbers
    return number


def _repeated(
    code: npt.NDArray[np.uint32], x0: Floats, x1: Floats, line: Ints, run: Ints, base: Floats, size: Floats
) -> Ints:
    """Glyphs that draw the same letter once more in nearly the same place (fake bold, shadows); ``base`` and ``size`` are
    those of each run.
    """
    found = []
    for back in (1, 2, 3):
        same = np.flatnonzero((code[back:] == code[:-back]) & (line[back:] == line[:-back]))
        here, before = same + back, same
        close = x0[here] - x0[before] < 0.5 * (x1[before] - x0[before])
        here, before = here[close], before[close]
        level = np.abs(base[run[here]] - base[run[before]]) < 0.12 * size[run[here]]
        found.append(here[level])
    return np.concatenate(found)


def _without_tracking(gap: Floats, spaced: npt.NDArray[np.bool_]) -> Floats:
    """Gaps with the even distance of letters that are spaced apart taken off.

    A stretch of a line (gaps below one em) counts as spaced apart when most of its letters stand at one and the same
    distance from each other; ordinary text has no distance between the letters of its words.
    """
    wide = ~spaced & (gap > 0.06) & (gap < 1.0)
    if np.count_nonzero(wide) < 2:
        return gap
    result = gap.copy()
    first = np.flatnonzero(gap >= 1.0)
    apart = np.add.reduceat((~spaced & (gap < 1.0)).astype(np.int64), first)
    loose = np.add.reduceat(wide.astype(np.int64), first)
    ends = np.append(first[1:], len(gap))
    for which in np.flatnonzero((apart >= 2) & (loose >= 0.6 * apart)).tolist():
        inner = np.arange(first[which] + 1, ends[which])
        letters = inner[~spaced[inner]]
        usual = float(np.median(gap[letters]))
        even = np.count_nonzero(np.abs(gap[letters] - usual) < 0.07)
        if usual > 0.06 and even >= max(2, 0.6 * len(letters)):
            result[inner] -= usual
    return result


def _set_accents(letters: _Letters) -> None:
    """Turn accents that are drawn as glyphs of their own into combining marks behind the letter that they stand over."""
    code, x0, x1 = letters.code, letters.x0, letters.x1
    for i in np.flatnonzero(is_accent(code)).tolist():
        middle = (x0[i] + x1[i]) / 2
        for other in (i - 1, i + 1):
            if not (0 <= other < len(code) and letters.line[other] == letters.line[i]):
                continue
            if x0[other] < middle < x1[other] and code[other] < UNMAPPED and chr(int(code[other])).isalpha():
                accent = ord(SPACING_ACCENTS.get(chr(int(code[i])), chr(int(code[i]))))
                if other < i:
                    code[i] = accent
                else:
                    code[i], code[other] = code[other], accent
                break


def _join_single_letters(letters: _Letters, gap: Floats, start: npt.NDArray[np.bool_]) -> None:
    """Undo the cuts within words whose letters were typed with a space between each, in place.

    Four or more letters in a row that each stand alone, with gaps of at most two sizes: the small one lies between letters,
    the large one (half as large again, or more) between words.
    """
    first = np.flatnonzero(start)
    length = np.diff(np.append(first, len(start)))
    alone = (length == 1) & (letters.mark[first] == 0)
    if not (alone[3:] & alone[2:-1] & alone[1:-2] & alone[:-3]).any():
        return
    single = letters.code[first[alone]].tolist()
    alone[alone] = [code < UNMAPPED and chr(code).isalpha() for code in single]
    edges = np.flatnonzero(np.diff(np.concatenate([[False], alone, [False]]).astype(np.int8)))
    for begin, end in zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True):
        stretch = first[begin:end]
        cuts = [0, *(np.flatnonzero(gap[stretch[1:]] > 1.2) + 1).tolist(), len(stretch)]
        for a, b in pairwise(cuts):
            inner = stretch[a + 1 : b]
            if len(inner) < 3:
                continue
            small = float(gap[inner].min())
            near = gap[inner] <= 1.3 * small
            if np.count_nonzero(near) >= 3 and np.all(near | (gap[inner] >= 1.5 * small)):
                start[inner[near]] = False


def _build(
    letters: _Letters,
    gap: Floats,
    start: Bools,
    runs: Runs,
    angle: int,
    sizes: Sequence[tuple[float, float]],
    found: Sequence[Written],
) -> None:
    """Add the words to what was found on each page."""
    code = letters.code
    first = np.flatnonzero(start)
    texts = _texts(code, start, len(first))
    mark = letters.mark[first]

    unmapped = code[first]
    for i in np.flatnonzero(unmapped >= UNMAPPED).tolist():
        if len(texts[i]) == 1:
            texts[i] = f"(cid:{int(unmapped[i]) - UNMAPPED})"
            mark[i] = mark[i] or _MARK_NUMBER["?"]
    number = np.cumsum(start) - 1
    after = np.append(gap[first[1:]], np.inf)
    special = number[_UNUSUAL_TABLE[np.minimum(code, 0x2028)]]
    for i in sorted(set(special[mark[special] == 0].tolist())):
        texts[i] = _resolved(texts[i], bool(after[i] > 0.6))
    for i in number[code == 0xD7].tolist():
        if not mark[i] and texts[i] == "×":
            mark[i] = _MARK_NUMBER["X"]
    signs: list[str | None] = [None] * len(texts)
    signed = np.flatnonzero(mark)
    for i in signed.tolist():
        signs[i] = _MARK_NAME[mark[i]]

    _, largest = _extremes(letters.size, start, first)
    lowest, highest = _extremes(letters.base, start, first)
    right = np.maximum.reduceat(letters.x1, first)
    top, bottom = lowest - ASCENT * largest, highest + DESCENT * largest
    sides = turned(letters.x0[first], top, right, bottom, angle)
    x0, top, x1, bottom, largest = np.round((*sides, largest), 3)
    run = letters.run[first]
    page = runs.page[run]
    width, height = np.array(sizes, dtype=np.float64).T[:, page]
    shown = (x1 > 0) & (x0 < width) & (bottom > 0) & (top < height)
    names = np.array([font.name for font in runs.fonts], dtype=object)
    fonts = names[runs.font[run]].tolist()
    numbers = (each.tolist() for each in (x0, top, x1, bottom, largest))
    words = tuples_in_bulk(Word, texts, *numbers, fonts, signs)
    if not shown.all() or not all(texts):
        kept = [i for i, each in enumerate(shown.tolist()) if each and texts[i]]
        words, page, signed = [words[i] for i in kept], page[kept], np.flatnonzero(mark[kept])
    ends = np.searchsorted(page, np.arange(len(found)), side="right")
    begins = np.append(0, ends[:-1])
    for mine, begin, end in zip(found, begins.tolist(), ends.tolist(), strict=True):
        here = signed[(signed >= begin) & (signed < end)]
        mine.signs.extend((here + len(mine.words) - begin).tolist())
        mine.words.extend(words[begin:end])


def _extremes(values: Floats, start: Bools, first: Ints) -> tuple[Floats, Floats]:
    """Least and largest value in each word; most often all are the same."""
    if np.any((values[1:] != values[:-1]) & ~start[1:]):
        return np.minimum.reduceat(values, first), np.maximum.reduceat(values, first)
    return values[first], values[first]


def _texts(code: npt.NDArray[np.uint32], start: npt.NDArray[np.bool_], count: int) -> list[str]:
    """The letters of each word; what is no Unicode as a replacement character."""
    spread = np.full(len(code) + count, 32, dtype="<u4")
    encodable = (code < 0xD800) | ((code > 0xDFFF) & (code <= 0x10FFFF))
    spread[np.arange(len(code)) + np.cumsum(start)] = np.where(encodable, code, 0xFFFD)
    return spread.tobytes().decode("utf-32-le")[1:].split(" ")


_UNUSUAL_TABLE = np.zeros(0x2029, dtype=bool)
"""What may have to be resolved in a word: not the quotation marks and dashes of U+2010 to U+2027."""
_UNUSUAL_TABLE[[*range(32), 0x5E, 0x60, 0xA8, 0xAD, 0xB4, 0xB8, *range(0x2B0, 0x2010), 0x2028]] = True


def turned(left: Any, top: Any, right: Any, bottom: Any, angle: int) -> tuple[Any, Any, Any, Any]:
    """Boxes of text that reads at ``angle`` degrees (clockwise), back in the page's own directions."""
    if angle == 0:
        return left, top, right, bottom
    sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
    xs = [x * cosine - y * sine for x in (left, right) for y in (top, bottom)]
    ys = [x * sine + y * cosine for x in (left, right) for y in (top, bottom)]
    return np.minimum.reduce(xs), np.minimum.reduce(ys), np.maximum.reduce(xs), np.maximum.reduce(ys)


def _resolved(text: str, at_end: bool) -> str:
    """A word with ligatures, soft hyphens and accents resolved; a soft hyphen at the end of a line is a hyphen."""
    text = text.replace("\x02", "-").replace("\ufffe", "-").translate(_LIGATURE_TABLE)
    if SOFT_HYPHEN in text:
        if at_end and text.endswith(SOFT_HYPHEN):
            text = text[:-1] + "-"
        text = text.replace(SOFT_HYPHEN, "")
    text = "".join(c if c >= " " else "\ufffd" for c in text)
    return unicodedata.normalize("NFC", text)
