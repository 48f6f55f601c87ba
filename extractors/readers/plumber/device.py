"""What pdfminer's interpreter finds on a page: characters as columns, paths and images."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
from ggsr_extract.extractors.readers.drawn.drawing import (
    HIDDEN,
    Bounds,
    Drawing,
    Matrix,
    Path,
    Point,
    curve,
    placed,
    times,
    unit_square,
)
from ggsr_extract.extractors.readers.letters.glyphs import UNMAPPED
from ggsr_extract.extractors.readers.letters.runs import (
    Bools,
    Floats,
    Font,
    Glyphs,
    Ints,
    Runs,
    is_accent,
    is_white,
    reading_angle,
)
from ggsr_extract.extractors.readers.letters.unseen import (
    PAINTED,
    PALE,
    UNPAINTED,
    WHITE,
)
from ggsr_extract.extractors.readers.plumber.fonts import Fonts
from ggsr_extract.extractors.readers.skew import skew_of, skew_of_layer
from ggsr_extract.models.checks import Refusal
from pdfminer.pdfdevice import PDFTextDevice
from pdfminer.pdftypes import resolve1

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.limits import PdfLimits

_SHOWN = frozenset(("Widget", "Stamp", "Ink", "FreeText", "Line", "Polygon", "PolyLine"))
"""Annotations that may show a mark."""
_FLAT, _ACCENT = 0.05, 0.3  # em: the most that a combining accent goes on by, and how wide it is drawn
_NEAR = 0.12  # em between letters of a word
_PLAIN_SPACES = ("DeviceGray", "DeviceRGB", "DeviceCMYK", "CalGray", "CalRGB", "ICCBased")
"""Colour spaces whose numbers say how white a colour is."""


class Device(PDFTextDevice):
    """Collects characters, paths and images in points from the page's top left, but for those on layers that are ``off``.

    ``layers`` says of all marked content that is open whether its layer is off, ``unseen`` how many letters that left out;
    ``alpha`` is how opaque the form is drawn that is open (0 to 1); ``says`` what letter or ligature open marked content is to be read as
    (/ActualText), if it says so; ``directions`` in which letters read, see `skew`.
    """

    def __init__(self, fonts: Fonts, limits: PdfLimits, off: frozenset[int]) -> None:
        super().__init__(fonts)
        self.limits = limits
        self.ctm: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
        self._about = fonts.about
        self._outer: list[Matrix] = []
        self._rows: list[tuple[int, float, float, int]] = []
        self._runs: list[tuple[Font, float, int, float, int, bool]] = []
        self._mode = 0
        self.off = off
        self.layers: list[bool] = []
        self.says: list[str | None] = []
        self.shaded = False
        self.alpha = 1.0
        self.unseen = 0
        self.directions: list[tuple[float, float]] = []
        self._numbers: dict[tuple[object, ...], int] = {}
        self._paths: list[Path] = []
        self._images: list[Bounds] = []

    def glyphs(self) -> Glyphs:
        """All characters as columns."""
        code, x0, x1, run = zip(*self._rows, strict=True) if self._rows else ((), (), (), ())
        font, size, angle, base, painting, mirrored = (
            zip(*self._runs, strict=True) if self._runs else ((), (), (), (), (), ())
        )
        places = {each: place for place, each in enumerate(dict.fromkeys(font))}
        letters = np.array(code, dtype=np.uint32)
        begin, end = np.array(x0, dtype=np.float64), np.array(x1, dtype=np.float64)
        of_run = np.array(run, dtype=np.int64)
        em = np.array(size, dtype=np.float64)
        first = np.flatnonzero(_apart(letters, begin, end, of_run, em))
        return Glyphs(
            letters,
            np.diff(np.append(first, len(letters))),
            begin[first],
            end[np.append(first[1:], len(letters))[: len(first)] - 1],
            of_run[first],
            Runs(
                list(places),
                np.array([places[each] for each in font], dtype=np.int64),
                em,
                np.array(angle, dtype=np.int64),
                np.array(base, dtype=np.float64),
                np.zeros(len(font), dtype=np.int64),
                np.array(painting, dtype=np.int8),
                np.array(mirrored, dtype=bool),
            ),
        )

    def skew(self) -> float:
        """By how many degrees the text runs askew, see `skew`."""
        if any(a and b for a, b in self.directions):
            return skew_of(self.directions)
        places = [(left, *self._runs[run][3:5]) for _, left, _, run in self._rows]
        if not places or any(painting != UNPAINTED for _, _, painting in places):
            return 0.0
        x, y, _ = zip(*places, strict=True)
        return skew_of_layer(np.array(x), np.array(y))

    def drawing(self) -> Drawing:
        """All paths and images."""
        return Drawing(tuple(self._paths), tuple(self._images), self.shaded)

    def add_annotations(self, listed: Any, frame: Matrix) -> None:
        """Take the annotations of a page that may show a mark for images; see `Drawing`."""
        found = resolve1(listed)
        for item in found[: self.limits.max_objects] if isinstance(found, list) else ():
            about = resolve1(item)
            if not isinstance(about, dict):
                continue
            kind, flags = resolve1(about.get("Subtype")), resolve1(about.get("F", 0))
            box = box_of(about.get("Rect"))
            hidden = isinstance(flags, int) and flags & HIDDEN
            if getattr(kind, "name", None) in _SHOWN and box is not None and not hidden:
                left, bottom, right, top = box
                self._images.append(
                    unit_square(times((right - left, 0.0, 0.0, top - bottom, left, bottom), frame))
                )

    def begin_figure(self, name: str, bbox: Any, matrix: Matrix) -> None:
        """A form or image starts; pdfminer sets the matrix for what is in it."""
        del name, bbox
        self._outer.append(self.ctm)
        self.ctm = times(matrix, self.ctm)

    def end_figure(self, name: str) -> None:
        """A form or image ends."""
        del name
        self.ctm = self._outer.pop()

    def render_image(self, name: str, stream: Any) -> None:
        """An image fills the unit square."""
        del name, stream
        if any(self.layers):
            return
        self._images.append(unit_square(self.ctm))
        self._count(len(self._images))

    def paint_path(self, gstate: Any, stroke: bool, fill: bool, evenodd: bool, path: Sequence[Any]) -> None:
        """A path is stroked or filled."""
        del evenodd
        pieces, straight = _pieces(path, self.ctm)
        if not pieces or any(self.layers):
            return
        a, b, c, d, _, _ = self.ctm
        width = float(gstate.linewidth or 0) * math.sqrt(abs(a * d - b * c)) if stroke else None
        self._paths.append(Path(pieces, _rgb(gstate.ncolor) if fill else None, width, straight))
        self._count(len(self._paths))

    def _count(self, objects: int) -> None:
        if objects > self.limits.max_objects:
            raise Refusal("pdf_limit", f"more than {self.limits.max_objects} objects on a page")

    def render_string(self, textstate: Any, seq: Any, ncs: Any, graphicstate: Any) -> None:
        """A string of characters; each has runs of its own, as pdfium has a text object."""
        self._mode = textstate.render
        self._numbers = {}
        super().render_string(textstate, seq, ncs, graphicstate)

    def render_char(
        self,
        matrix: Matrix,
        font: Any,
        fontsize: float,
        scaling: float,
        rise: float,
        cid: int,
        ncs: Any,
        graphicstate: Any,
    ) -> float:
        """One character; gives its advance."""
        about = self._about[id(font)][1]
        advance = float(font.char_width(cid) * fontsize * scaling)
        text = about.character(font, cid)
        if text in (None, "\x00", "\u00ad") and self.says:
            text = self.says[-1] or text
        a, b, c, d, _, _ = matrix
        self.directions.append((a, b))
        angle = reading_angle(a, b, fontsize)
        size = abs(fontsize) * math.hypot(c, d)
        sine, cosine = math.sin(math.radians(angle)), math.cos(math.radians(angle))
        (xa, ya), (xb, yb) = placed(matrix, 0, rise), placed(matrix, advance, rise)
        begin, end = sorted((xa * cosine + ya * sine, xb * cosine + yb * sine))
        if text and end - begin < _FLAT * size and unicodedata.combining(text[0]):
            begin = end - _ACCENT * size  # it is drawn over the letter before
        base = ya * cosine - xa * sine
        if any(self.layers):
            self.unseen += bool(text is None or text.strip())
            return advance
        painting = UNPAINTED if self._mode == 3 or graphicstate.alpha * self.alpha == 0 else PAINTED
        if self._mode == 0 and ncs.name in _PLAIN_SPACES and min(_rgb(graphicstate.ncolor)) > PALE:
            painting = WHITE
        mirrored = a * d > b * c
        key = (id(font), round(size, 4), angle, base, painting, mirrored)
        if key not in self._numbers:
            self._numbers[key] = len(self._runs)
            self._runs.append((Font(about.name, about.embedded), size, angle, base, painting, mirrored))
        letters = [ord(c) for c in text] if text else [UNMAPPED + cid]
        for i, code in enumerate(letters):
            left = begin + (end - begin) * i / len(letters)
            right = begin + (end - begin) * (i + 1) / len(letters)
            self._rows.append((code, left, right, self._numbers[key]))
        if len(self._rows) > self.limits.max_chars_per_page:
            raise Refusal("pdf_limit", f"more than {self.limits.max_chars_per_page} characters on a page")
        return advance


def _apart(code: npt.NDArray[np.uint32], x0: Floats, x1: Floats, run: Ints, em: Floats) -> Bools:
    """Which characters begin a piece, as pdfium makes them: words of one run. In runs whose letters do not all go on about where
    the one before ends, each is a piece. ``em`` is the size of each run.
    """
    apart = np.ones(len(code), dtype=bool)
    alone = is_white(code) | is_accent(code)
    apart[1:] = (run[1:] != run[:-1]) | alone[1:] | alone[:-1]
    far = np.flatnonzero(~apart[1:] & (np.abs(x0[1:] - x1[:-1]) > _NEAR * em[run[1:]])) + 1
    return apart | np.isin(run, run[far])


def _pieces(path: Sequence[Any], ctm: Matrix) -> tuple[tuple[tuple[Point, ...], ...], bool]:
    pieces: list[list[Point]] = []
    straight = True
    for operator, *numbers in path:
        points = [placed(ctm, x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=False)]
        if operator == "m" or not pieces:
            pieces.append(points[-1:])
        elif operator == "h":
            pieces[-1].append(pieces[-1][0])
        elif operator == "l":
            pieces[-1].append(points[0])
        else:
            straight = False
            here = pieces[-1][-1]
            first = here if operator == "v" else points[0]
            second = points[-1] if operator == "y" else points[-2]
            pieces[-1].extend(curve(here, first, second, points[-1]))
    return tuple(tuple(piece) for piece in pieces if len(piece) > 1), straight


def _rgb(color: Any) -> tuple[float, float, float]:
    """A fill colour as RGB; patterns count as grey."""
    values = (
        [color]
        if isinstance(color, (int, float))
        else list(color)
        if isinstance(color, (list, tuple))
        else []
    )
    if not values or not all(isinstance(value, (int, float)) for value in values):
        return (0.5, 0.5, 0.5) if color is not None else (0.0, 0.0, 0.0)
    parts = [min(max(float(value), 0.0), 1.0) for value in values]
    if len(parts) == 3:
        red, green, blue = parts
    elif len(parts) == 4:
        red, green, blue = ((1 - part) * (1 - parts[3]) for part in parts[:3])
    else:
        red = green = blue = parts[0]
    return (round(red, 3), round(green, 3), round(blue, 3))


def box_of(value: Any) -> Bounds | None:
    """Left, bottom, right and top of a rectangle in a PDF (also an indirect one); None where it is none."""
    value = resolve1(value)
    if not isinstance(value, (list, tuple)) or len(value) != 4:
        return None
    sides = [resolve1(side) for side in value]
    if not all(isinstance(side, (int, float)) for side in sides):
        return None
    left, right = sorted((float(sides[0]), float(sides[2])))
    bottom, top = sorted((float(sides[1]), float(sides[3])))
    return (left, bottom, right, top) if left < right and bottom < top else None
