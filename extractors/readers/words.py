"""Glyphs to words, from geometry alone: shared by both PDF readers.

Glyphs come in the order in which they were drawn; words are made from where they stand. All distances that decide are
relative to the font size (em), so that large headings and small print are cut by the same rules.
"""

from __future__ import annotations

import math
import unicodedata
from dataclasses import dataclass, field, fields
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
from ggsr_extract.models.source import Word

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

WORD_GAP = 0.14
"""Em. A wider gap parts two words even where no space is drawn; the narrowest spaces of justified text are near 0.16."""
SPACE_GAP = 0.02
"""Em. A gap with a drawn space in it parts two words as soon as it is open at all."""
LINE_TOLERANCE = 0.15
"""Em. Glyphs of one word share their baseline to within this."""
ASCENT, DESCENT = 0.78, 0.22
"""Em above and below the baseline that a word's box covers. One nominal box for all fonts: what fonts declare differs
between the readers and is often wrong."""

_WHITE = (
    9,
    10,
    11,
    12,
    13,
    32,
    0x85,
    0xA0,
    0x1680,
    *range(0x2000, 0x200B),
    0x2028,
    0x2029,
    0x202F,
    0x205F,
    0x3000,
)
_NOTHING = (0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2060, 0xFEFF)
_WHITE_TABLE = np.zeros(0x3001, dtype=bool)
_WHITE_TABLE[list(_WHITE)] = True
_SPACING_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
}
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
ACCENT_CODES = np.array([*range(0x300, 0x370), *(ord(accent) for accent in _SPACING_ACCENTS)])
SOFT_HYPHEN = "\u00ad"


@dataclass(frozen=True, slots=True)
class Run:
    """What the glyphs of one piece of drawn text share: font (no subset prefix), size in points as shown, reading direction
    in degrees (clockwise as shown; 0 is upright), and whether the font's glyphs are in the file.
    """

    font: str
    size: float
    angle: int = 0
    embedded: bool = False


@dataclass(slots=True)
class Glyphs:
    """The glyphs of a page in drawing order, as columns.

    ``x0`` and ``x1`` run along the reading direction of the glyph's run and ``base`` across it (downwards): for upright
    text they are points from the page's left and top. ``code`` is the Unicode code point as the reader gives it, or
    ``UNMAPPED`` plus the character code.
    """

    code: npt.NDArray[np.uint32]
    x0: Floats
    x1: Floats
    base: Floats
    run: Ints
    runs: list[Run] = field(default_factory=list)


def words_of(glyphs: Glyphs) -> list[Word]:
    """Words of a page, in reading order within a line; lines from top to bottom per reading direction."""
    if not len(glyphs.code):
        return []
    angles = np.array([run.angle for run in glyphs.runs], dtype=np.int64)
    found: list[Word] = []
    for angle in sorted(set(angles.tolist())):
        chosen = np.flatnonzero(angles[glyphs.run] == angle)
        if len(chosen):
            found.extend(_words_one_way(glyphs, chosen, angle))
    return found


def reading_angle(a: float, b: float) -> int:
    """The reading direction of text whose matrix starts with ``a`` and ``b``; a degree off upright counts as upright."""
    angle = round(math.degrees(math.atan2(b, a))) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= 1 else angle


def is_white(code: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which code points are white space (also non-breaking and thin)."""
    return _WHITE_TABLE[np.where(code < 0x3001, code, 0)]


@dataclass(slots=True)
class _Columns:
    """The glyphs of one reading direction, line by line from left to right."""

    code: npt.NDArray[np.uint32]
    x0: Floats
    x1: Floats
    base: Floats
    run: Ints
    size: Floats
    mark: npt.NDArray[np.int8]
    line: Ints

    def take(self, chosen: Ints) -> _Columns:
        """Some of the rows."""
        return _Columns(
            self.code[chosen],
            self.x0[chosen],
            self.x1[chosen],
            self.base[chosen],
            self.run[chosen],
            self.size[chosen],
            self.mark[chosen],
            self.line[chosen],
        )


def _words_one_way(glyphs: Glyphs, chosen: Ints, angle: int) -> list[Word]:
    code, base, run = glyphs.code[chosen], glyphs.base[chosen], glyphs.run[chosen]
    size = np.array([max(each.size, 0.1) for each in glyphs.runs])[run]
    mark = _marks(code, run, glyphs.runs)
    every = _Columns(code, glyphs.x0[chosen], glyphs.x1[chosen], base, run, size, mark, _lines(base, size))
    every = every.take(np.lexsort((every.x0, every.line)))

    white = is_white(every.code)
    kept = np.flatnonzero(~white & ~_repeated(every))
    if not len(kept):
        return []
    letters, spaces = every.take(kept), np.cumsum(white)[kept]
    em = letters.size.copy()
    em[1:] = np.maximum(letters.size[1:], letters.size[:-1])
    gap = np.full(len(em), np.inf)
    gap[1:] = (letters.x0[1:] - _reached(letters)[:-1]) / em[1:]
    gap[1:][letters.line[1:] != letters.line[:-1]] = np.inf
    spaced = np.zeros(len(em), dtype=bool)
    spaced[1:] = spaces[1:] != spaces[:-1]
    gap = _without_tracking(gap, spaced)
    _set_accents(letters)
    start = _starts(letters, em, gap, spaced)
    _join_single_letters(letters, gap, start)
    return _build(letters, gap, start, glyphs.runs, angle)


def _reached(letters: _Columns) -> Floats:
    """How far a line is inked up to and with each letter: an accent may end before the letter that it stands on."""
    reached = np.maximum(letters.x1, letters.x0)
    same = letters.line[1:] == letters.line[:-1]
    reached[1:] = np.where(same, np.maximum(reached[1:], reached[:-1]), reached[1:])
    return reached


def _starts(
    letters: _Columns, em: Floats, gap: Floats, spaced: npt.NDArray[np.bool_]
) -> npt.NDArray[np.bool_]:
    """Which letters begin a word."""
    mark, run, base, unmapped = letters.mark, letters.run, letters.base, letters.code >= UNMAPPED
    start = (gap > WORD_GAP) | (spaced & (gap > SPACE_GAP)) | (mark > 0)
    start[1:] |= (mark[:-1] > 0) | (np.abs(base[1:] - base[:-1]) > LINE_TOLERANCE * em[1:])
    start[1:] |= (run[1:] != run[:-1]) & (unmapped[1:] != unmapped[:-1])
    start[0] = True
    return start


def _marks(code: npt.NDArray[np.uint32], run: Ints, runs: list[Run]) -> npt.NDArray[np.int8]:
    """1 for √, 2 for X, 3 for a pictogram that cannot be told, 0 for text."""
    found: str | None
    mark = np.zeros(len(code), dtype=np.int8)
    pictorial = np.array([is_pictogram_font(each.font) for each in runs], dtype=bool)[run]
    unusual = (code > 0x2100) & (code < UNMAPPED)
    for i in np.flatnonzero((pictorial | unusual) & ~is_white(code)).tolist():
        value = int(code[i])
        if pictorial[i] and value >= UNMAPPED and runs[run[i]].embedded:
            found = "?"
        elif pictorial[i]:
            found, text = mark_of_glyph(value % UNMAPPED, value >= UNMAPPED, runs[run[i]].font)
            code[i] = text
        else:
            found = mark_of_character(chr(value))
        mark[i] = _MARK_NUMBER[found]
    return mark


_MARK_NUMBER: dict[str | None, int] = {None: 0, "√": 1, "X": 2, "?": 3}
_MARK_NAME: tuple[str | None, ...] = (None, "√", "X", "?")


def _lines(base: Floats, size: Floats) -> Ints:
    """The number of the line each glyph stands on: baselines that lie within a quarter em of the line's first."""
    rounded = np.round(base, 2)
    levels, where = np.unique(rounded, return_inverse=True)
    tallest = np.zeros(len(levels))
    np.maximum.at(tallest, where, size)
    number = np.empty(len(levels), dtype=np.int64)
    current, first, allowed = -1, -math.inf, 0.0
    for i, (level, height) in enumerate(zip(levels.tolist(), tallest.tolist(), strict=True)):
        if level - first > allowed:
            current, first, allowed = current + 1, level, 0.25 * height
        number[i] = current
    return number[where]


def _repeated(every: _Columns) -> npt.NDArray[np.bool_]:
    """Glyphs that draw the same letter once more in nearly the same place (fake bold, shadows)."""
    repeated = np.zeros(len(every.code), dtype=bool)
    for back in (1, 2, 3):
        if len(every.code) <= back:
            break
        here, before = slice(back, None), slice(None, -back)
        repeated[back:] |= (
            (every.code[here] == every.code[before])
            & (every.line[here] == every.line[before])
            & (every.x0[here] - every.x0[before] < 0.5 * (every.x1[before] - every.x0[before]))
            & (np.abs(every.base[here] - every.base[before]) < 0.12 * every.size[here])
        )
    return repeated


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


def _set_accents(letters: _Columns) -> None:
    """Turn accents that are drawn as glyphs of their own into combining marks behind the letter that they stand over."""
    code, x0, x1 = letters.code, letters.x0, letters.x1
    unusual = np.flatnonzero(_UNUSUAL_TABLE[np.minimum(code, 0x2B0)])
    for i in unusual[np.isin(code[unusual], ACCENT_CODES)].tolist():
        middle = (x0[i] + x1[i]) / 2
        for other in (i - 1, i + 1):
            if not (0 <= other < len(code) and letters.line[other] == letters.line[i]):
                continue
            if x0[other] < middle < x1[other] and code[other] < UNMAPPED and chr(int(code[other])).isalpha():
                accent = ord(_SPACING_ACCENTS.get(chr(int(code[i])), chr(int(code[i]))))
                if other < i:
                    code[i] = accent
                else:
                    code[i], code[other] = code[other], accent
                break


def _join_single_letters(letters: _Columns, gap: Floats, start: npt.NDArray[np.bool_]) -> None:
    """Undo the cuts within words whose letters were typed with a space between each, in place.

    Four or more letters in a row that each stand alone, with gaps of at most two sizes: the small one lies between letters,
    the large one (half as large again, or more) between words.
    """
    first = np.flatnonzero(start)
    length = np.diff(np.append(first, len(start)))
    alone = np.zeros(len(first), dtype=bool)
    single = first[length == 1]
    alone[length == 1] = [code < UNMAPPED and chr(code).isalpha() for code in letters.code[single].tolist()]
    alone &= letters.mark[first] == 0
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
    letters: _Columns, gap: Floats, start: npt.NDArray[np.bool_], runs: list[Run], angle: int
) -> list[Word]:
    code, size, base = letters.code, letters.size, letters.base
    first = np.flatnonzero(start)
    spread = np.full(len(code) + len(first), 32, dtype=np.uint32)
    spread[np.arange(len(code)) + np.cumsum(start)] = np.where(_encodable(code), code, 0xFFFD)
    texts = spread.astype("<u4").tobytes().decode("utf-32-le")[1:].split(" ")
    mark = letters.mark[first]

    unmapped = code[first]
    for i in np.flatnonzero(unmapped >= UNMAPPED).tolist():
        if len(texts[i]) == 1:
            texts[i] = f"(cid:{int(unmapped[i]) - UNMAPPED})"
            mark[i] = mark[i] or _MARK_NUMBER["?"]
    unusual = _UNUSUAL_TABLE[np.minimum(code, 0x2B0)]
    special = np.add.reduceat(unusual.astype(np.int64), first) > 0
    after = np.append(gap[first[1:]], np.inf)
    for i in np.flatnonzero(special & (mark == 0)).tolist():
        texts[i] = _resolved(texts[i], bool(after[i] > 0.6))

    largest = np.maximum.reduceat(size, first)
    sides = turned(
        np.minimum.reduceat(letters.x0, first),
        np.minimum.reduceat(base, first) - ASCENT * largest,
        np.maximum.reduceat(letters.x1, first),
        np.maximum.reduceat(base, first) + DESCENT * largest,
        angle,
    )
    columns = [np.round(side, 3).tolist() for side in (*sides, largest)]
    fonts = [runs[which].font for which in letters.run[first].tolist()]
    signs = [
        _MARK_NAME[kind] or ("X" if text == "×" else None) for kind, text in zip(mark, texts, strict=True)
    ]
    words = _made(texts, *columns, fonts, signs)
    return words if all(texts) else [word for word in words if word.text]


_SETTERS = tuple(getattr(Word, each.name).__set__ for each in fields(Word))


def _made(*columns: list[Any]) -> list[Word]:
    """Words from one list per field. Filling the slots column by column takes a fifth of the time of as many calls of a
    frozen dataclass, and words are what a page has most of.
    """
    words = [Word.__new__(Word) for _ in columns[0]]
    for put, column in zip(_SETTERS, columns, strict=True):
        for _ in map(put, words, column):
            pass
    return words


_UNUSUAL_TABLE = np.zeros(0x2B1, dtype=bool)
_UNUSUAL_TABLE[[*range(32), 0x5E, 0x60, 0xA8, 0xAD, 0xB4, 0xB8, 0x2B0]] = True


def _encodable(code: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    return np.asarray((code < 0xD800) | ((code > 0xDFFF) & (code <= 0x10FFFF)))


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
