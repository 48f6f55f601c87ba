"""Dumps that space the words of a line by measured distances: where the words stood on the page.

Some tools print as many spaces before a word as letters of that word's own mean width fit in the gap before it, and do not
keep to one grid. A column then begins at another character in each line, and only the widths of letters tell where.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from functools import cache

_MEAN = 500.0  # thousandths of the text size that one unit of length is: about a letter
_OTHER = 560.0  # letters and signs that a table does not hold
_SIGNS = {"’": "'", "‘": "'", "“": "''", "”": "''", "–": "0", "‐": "-", "\u00ad": "-", "\u00a0": " "}
_WIDE = 3  # spaces that hold cells apart
_NEAR = 2  # lines above and below in which a cell of the same column is looked for
_CLOSE = 1.2  # units apart at which measured cells begin at one place
_LEAST = 8  # cells from which on it can be told
_ON_GRID = 0.45  # part of the cells that begin right below others; of dumps on a grid it is more than half
_BETTER = 0.08  # by how much more of them the measured places must agree

_TABLES: tuple[Mapping[int, str], ...] = (
    # ARIAL
    {
        191: "'",
        222: "ijl",
        278: "ftI .,:;/!",
        333: "r()-",
        500: "cksvxyzJ",
        556: "abdeghnopquL0123456789?",
        611: "FTZ",
        667: "ABEKPSVXY&",
        722: "wCDHNRU",
        778: "GOQ",
        833: "mM",
        944: "W",
    },
    # TIMES
    {
        180: "'",
        250: " .,",
        278: "ijlt:;/",
        333: "frI()-!",
        389: "sJ",
        444: "acez?",
        500: "bdghknopquvxy0123456789",
        556: "FPS",
        611: "ELTZ",
        667: "BCR",
        722: "wADGHKNOQUVXY",
        778: "m&",
        889: "M",
        944: "W",
    },
    # CALIBRI
    {
        220: "'",
        230: "il ",
        240: "j",
        250: "I.,",
        270: ":;",
        300: "f()",
        310: "-",
        320: "J",
        330: "!",
        340: "t",
        350: "r",
        390: "s/",
        400: "z",
        420: "cL",
        430: "x",
        450: "vy",
        460: "kFS?",
        470: "gZ",
        480: "a",
        490: "ETY",
        500: "e",
        510: "0123456789",
        520: "bdhnpquKPX",
        530: "oC",
        540: "BR",
        570: "V",
        580: "A",
        620: "DH",
        630: "G",
        640: "U",
        650: "N",
        660: "O",
        670: "Q",
        680: "&",
        720: "w",
        800: "m",
        860: "M",
        890: "W",
    },
    # VERDANA
    {
        280: "ijl'",
        300: "IJ",
        320: " .,",
        340: ":;/",
        350: "f",
        360: "-",
        390: "t()",
        400: "!",
        410: "r",
        520: "sz",
        530: "?",
        550: "c",
        560: "L",
        580: "kF",
        590: "vxy",
        600: "P",
        610: "aoTY",
        620: "e",
        630: "hnuE",
        640: "bdgpqS0123456789",
        660: "K",
        680: "AVXZ",
        690: "B",
        700: "CR",
        730: "U",
        750: "HN",
        770: "D",
        780: "G&",
        790: "OQ",
        820: "w",
        860: "M",
        970: "m",
        990: "W",
    },
)
"""Widths of letters in thousandths of the text size, of the kinds of type that such documents are set in: of Helvetica (as
in Arial), Times, Carlito (as in Calibri) and DejaVu Sans (as in Verdana)."""


class Ruler:
    """Measures words of one kind of type, in units of about a letter."""

    def __init__(self, table: Mapping[int, str]) -> None:
        self._widths = {letter: width / _MEAN for width, letters in table.items() for letter in letters}
        self.space = self._widths[" "]
        self._words: dict[str, float] = {}

    def width(self, word: str) -> float:
        """How wide a word is."""
        known = self._words.get(word)
        if known is None:
            known = self._words[word] = sum(map(self._letter, word))
        return known

    def _letter(self, letter: str) -> float:
        width = self._widths.get(letter)
        if width is None:
            plain = _SIGNS.get(letter) or unicodedata.normalize("NFD", letter)[0]
            width = sum(self._widths.get(part, _OTHER / _MEAN) for part in plain)
            self._widths[letter] = width
        return width

    def gap(self, spaces: int, word: str, *, first: bool = False) -> float:
        """How wide the gap of some spaces before a word is; before a line's ``first`` word stands no ordinary space."""
        return self.space if spaces == 1 and not first else spaces * self.width(word) / len(word)


def ruler_of(lines: Sequence[Sequence[tuple[int, str]]]) -> Ruler | None:
    """What measures the words of a dump that spaces them by measured distances; None for one on a grid of characters.

    Each line holds, per word, how many spaces stand before it, and the word.
    """
    grid, count = _agreeing(lines, None)
    if count < _LEAST or grid > _ON_GRID * count:
        return None
    known = rulers()
    best = max(range(len(known)), key=lambda at: (_agreeing(lines, known[at])[0], -at))
    agreeing, _ = _agreeing(lines, known[best])
    return known[best] if agreeing > grid + _BETTER * count else None


@cache
def rulers() -> tuple[Ruler, ...]:
    """The rulers of the kinds of type that are known."""
    return tuple(Ruler(table) for table in _TABLES)


def _agreeing(lines: Sequence[Sequence[tuple[int, str]]], ruler: Ruler | None) -> tuple[float, int]:
    """How many cells behind a wide gap begin where one of the lines around them does, and how many there are.

    Of measured places, those that agree better count for more: up to one.
    """
    begins = [sorted(_begins(line, ruler)) for line in lines]
    agree, count = 0.0, 0
    for number, own in enumerate(begins):
        if len(own) < 2:
            continue
        around = begins[max(number - _NEAR, 0) : number] + begins[number + 1 : number + 1 + _NEAR]
        count += len(own) - 1
        for x in own[1:]:
            off = min([_off(other, x) for other in around if other], default=_CLOSE)
            agree += 1 - off / _CLOSE if ruler and off < _CLOSE else off == 0
    return agree, count


def _begins(line: Sequence[tuple[int, str]], ruler: Ruler | None) -> list[float]:
    """Where the cells of a line begin: its first word, and each one behind a wide gap."""
    found: list[float] = []
    x = 0.0
    for spaces, word in line:
        x += ruler.gap(spaces, word, first=not found) if ruler else spaces
        if spaces >= _WIDE or not found:
            found.append(x)
        x += ruler.width(word) if ruler else len(word)
    return found


def _off(places: Sequence[float], x: float) -> float:
    """How far a place is from the nearest of some places in order."""
    at = bisect_left(places, x)
    return min(abs(x - place) for place in places[max(at - 1, 0) : at + 1])
