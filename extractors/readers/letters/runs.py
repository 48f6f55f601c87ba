"""The glyphs of pages as columns: what both PDF readers give, and words are made of."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

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
_WHITE_TABLE = np.zeros(0x3002, dtype=bool)
_WHITE_TABLE[list(_WHITE)] = True
SPACING_ACCENTS = {
    "´": "\u0301",
    "`": "\u0300",
    "¨": "\u0308",
    "ˆ": "\u0302",
    "^": "\u0302",
    "˜": "\u0303",
    "¸": "\u0327",
}
"""Accents with a place of their own, and the combining marks that they stand for."""
ASKEW = 5.0
"""Degrees: no paper lies further askew."""
_FEW = 3
COLUMN = 4
"""Lines that begin below each other where a column does."""
PAGE = 1e6
"""Points, more than any page is wide: keeps places on several pages apart."""
_ACCENT_TABLE = np.zeros(0x371, dtype=bool)
_ACCENT_TABLE[[*range(0x300, 0x370), *(ord(accent) for accent in SPACING_ACCENTS)]] = True


class Font(NamedTuple):
    """A font's name (no subset prefix), and whether its glyphs are in the file."""

    name: str
    embedded: bool


@dataclass(slots=True)
class Runs:
    """Pieces of drawn text whose glyphs share a font and a baseline, as columns.

    ``font`` is the place of a run's font among ``fonts``; ``size`` is in points as shown; ``angle`` is the reading direction
    in degrees (clockwise as shown; 0 is upright); ``base`` is the baseline, measured across the reading direction
    (downwards); ``page`` counts from 0; ``painting`` says how it is painted (see `unseen`), ``mirrored`` whether its letters
    are shown as in a mirror.
    """

    fonts: list[Font]
    font: Ints
    size: Floats
    angle: Ints
    base: Floats
    page: Ints
    painting: npt.NDArray[np.int8]
    mirrored: Bools

    def embedded_on(self, page: int) -> set[str]:
        """The names of the fonts of a page whose glyphs are in the file."""
        used = (self.fonts[i] for i in np.unique(self.font[self.page == page]).tolist())
        return {font.name for font in used if font.embedded}


@dataclass(slots=True)
class Glyphs:
    """The glyphs of some pages in drawing order, in pieces: letters of one run that follow each other without a gap.

    ``code`` are the letters, each a Unicode code point as the reader gives it, or ``UNMAPPED`` plus the character code. All
    else is one row per piece: ``count`` says how many letters it takes up (1 for white space); ``x0`` and ``x1`` run along
    the reading direction of the piece's run: for upright text they are points from the page's left; the letters between are
    spread evenly. ``run`` is the place of its run among ``runs``.
    """

    code: npt.NDArray[np.uint32]
    count: Ints
    x0: Floats
    x1: Floats
    run: Ints
    runs: Runs

    def icon_fonts(self) -> frozenset[str]:
        """The names of fonts in the file that set nothing but a few letters, each by itself: most likely their glyphs are
        signs, though their codes are letters'.
        """
        fonts, font = self.runs.fonts, self.runs.font[self.run]
        alone = np.bincount(font, minlength=len(fonts)) > 0
        alone &= np.bincount(font[self.count > 1], minlength=len(fonts)) == 0
        alone &= [each.embedded for each in fonts]
        if not alone.any():
            return frozenset()
        letters = self.code[self.first()]
        found = {
            fonts[i].name
            for i in np.flatnonzero(alone).tolist()
            if len(drawn := np.unique(letters[font == i])) <= _FEW
            and all(code < 128 and chr(code).isalnum() for code in drawn.tolist())
        }
        return frozenset(
            found - {each.name for each, icon in zip(fonts, alone.tolist(), strict=True) if not icon}
        )

    def edges(self) -> Floats:
        """Where each run begins, NaN for one that begins where fewer than four of its page do: no column begins there."""
        begin = np.full(len(self.runs.page), np.nan)
        used, at = np.unique(self.run, return_index=True)
        begin[used] = self.x0[at]
        place = self.runs.page[used] * PAGE + np.round(begin[used], 1)
        _, which, count = np.unique(place, return_inverse=True, return_counts=True)
        begin[used[count[which] < COLUMN]] = np.nan
        return begin

    def first(self) -> Ints:
        """Where each piece begins among the letters."""
        return np.cumsum(self.count) - self.count

    def picked(self, which: Ints) -> Glyphs:
        """Some of the pieces, in this order."""
        count = self.count[which]
        begin = np.cumsum(count) - count
        letters = np.arange(int(count.sum())) + np.repeat(self.first()[which] - begin, count)
        return Glyphs(self.code[letters], count, self.x0[which], self.x1[which], self.run[which], self.runs)

    def broken(self, which: Bools) -> Glyphs:
        """With some of the pieces broken up into pieces of one letter each."""
        parts = np.where(which, self.count, 1)
        nth = np.arange(int(parts.sum())) - np.repeat(np.cumsum(parts) - parts, parts)
        step, begin = np.repeat((self.x1 - self.x0) / parts, parts), np.repeat(self.x0, parts)
        return Glyphs(
            self.code,
            np.repeat(np.where(which, 1, self.count), parts),
            begin + nth * step,
            np.where(np.repeat(parts, parts) > 1, begin + (nth + 1) * step, np.repeat(self.x1, parts)),
            np.repeat(self.run, parts),
            self.runs,
        )


def reading_angle(a: float, b: float, size: float = 1.0) -> int:
    """The reading direction of text whose matrix starts with ``a`` and ``b``; up to ``ASKEW`` off upright counts as upright.

    A font whose ``size`` is negative reads the other way: its letters are turned by half a circle.
    """
    angle = round(math.degrees(math.atan2(b, a)) + (180 if size < 0 else 0)) % 360
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= ASKEW else angle


def is_white(code: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which code points are white space (also non-breaking and thin)."""
    return _WHITE_TABLE[np.minimum(code, 0x3001)]


def is_accent(code: npt.NDArray[np.uint32]) -> npt.NDArray[np.bool_]:
    """Which code points are accents by themselves: combining ones, and those that keep a place of their own."""
    return _ACCENT_TABLE[np.minimum(code, 0x370)]
