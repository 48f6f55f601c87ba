"""The fast reader: pages by way of pdfium, through as few calls as will do.

pdfium gives characters one at a time, and a call from Python costs more than the answer. So each character is asked for
its box only; font, size and baseline are asked once per text object, and everything else is worked out in arrays.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Sequence
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as raw
from ggsr_extract.extractors.readers.drawing import (
    Bounds,
    Drawing,
    Matrix,
    Path,
    Point,
    curve,
    placed,
    shown,
    times,
    unit_square,
)
from ggsr_extract.extractors.readers.fonts import plain_font_name
from ggsr_extract.extractors.readers.glyphs import UNMAPPED
from ggsr_extract.extractors.readers.pages import make_page
from ggsr_extract.extractors.readers.shapes import Look
from ggsr_extract.extractors.readers.words import ACCENT_CODES, Glyphs, Run, is_white, reading_angle
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.limits import PdfLimits

_LOOK_PIXELS = 48
"""How many pixels the longer side of a rendered box gets."""
_DEEPEST = 12
"""Forms within forms that are followed."""


def _function(symbol: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with plain addresses as arguments, which is half the cost of typed pointers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(symbol, ctypes.c_void_p).value or 0)


_int, _ptr, _float = ctypes.c_int, ctypes.c_void_p, ctypes.c_float
_count_chars = _function(raw.FPDFText_CountChars, _int, _ptr)
_loose_box = _function(raw.FPDFText_GetLooseCharBox, _int, _ptr, _int, _ptr)
_unicode = _function(raw.FPDFText_GetUnicode, ctypes.c_uint, _ptr, _int)
_has_no_unicode = _function(raw.FPDFText_HasUnicodeMapError, _int, _ptr, _int)
_origin = _function(raw.FPDFText_GetCharOrigin, _int, _ptr, _int, _ptr, _ptr)
_is_hyphen = _function(raw.FPDFText_IsHyphen, _int, _ptr, _int)
_text = _function(raw.FPDFText_GetText, _int, _ptr, _int, _int, _ptr)
_text_object = _function(raw.FPDFText_GetTextObject, _ptr, _ptr, _int)
_char_matrix = _function(raw.FPDFText_GetMatrix, _int, _ptr, _int, _ptr)
_font_size = _function(raw.FPDFText_GetFontSize, ctypes.c_double, _ptr, _int)
_font = _function(raw.FPDFTextObj_GetFont, _ptr, _ptr)
_font_name = _function(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, _ptr, _ptr, ctypes.c_size_t)
_font_embedded = _function(raw.FPDFFont_GetIsEmbedded, _int, _ptr)
_count_objects = _function(raw.FPDFPage_CountObjects, _int, _ptr)
_object = _function(raw.FPDFPage_GetObject, _ptr, _ptr, _int)
_form_count = _function(raw.FPDFFormObj_CountObjects, _int, _ptr)
_form_object = _function(raw.FPDFFormObj_GetObject, _ptr, _ptr, ctypes.c_ulong)
_object_type = _function(raw.FPDFPageObj_GetType, _int, _ptr)
_object_matrix = _function(raw.FPDFPageObj_GetMatrix, _int, _ptr, _ptr)
_object_bounds = _function(raw.FPDFPageObj_GetBounds, _int, _ptr, _ptr, _ptr, _ptr, _ptr)
_segments = _function(raw.FPDFPath_CountSegments, _int, _ptr)
_segment = _function(raw.FPDFPath_GetPathSegment, _ptr, _ptr, _int)
_point = _function(raw.FPDFPathSegment_GetPoint, _int, _ptr, _ptr, _ptr)
_kind = _function(raw.FPDFPathSegment_GetType, _int, _ptr)
_closes = _function(raw.FPDFPathSegment_GetClose, _int, _ptr)
_draw_mode = _function(raw.FPDFPath_GetDrawMode, _int, _ptr, _ptr, _ptr)
_fill_color = _function(raw.FPDFPageObj_GetFillColor, _int, _ptr, _ptr, _ptr, _ptr, _ptr)
_stroke_width = _function(raw.FPDFPageObj_GetStrokeWidth, _int, _ptr, _ptr)


def read(
    data: bytes, limits: PdfLimits, pages: range | None, about: Sequence[tuple[float, bool]]
) -> tuple[int, str | None, tuple[Page, ...]]:
    """Page count, title and pages. ``about`` gives each page's /UserUnit and whether it is damaged, where that is known."""
    document = _opened(data)
    try:
        count = len(document)
        if count > limits.max_pages:
            raise Refusal("pdf_limit", f"{count} pages")
        if count < 1:
            raise Refusal("pdf_broken", "no pages")
        chosen = pages if pages is not None else range(count)
        plain = (1.0, False)
        read_pages = tuple(
            _page(document, index, limits, *(about[index] if index < len(about) else plain))
            for index in chosen
            if index < count
        )
        return count, document.get_metadata_value("Title") or None, read_pages
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        code = "pdf_password" if "password" in str(fault).lower() else "pdf_broken"
        raise Refusal(code) from fault


def _page(document: Any, index: int, limits: PdfLimits, unit: float, damaged: bool) -> Page:
    try:
        page = document[index]
    except pypdfium2.PdfiumError:
        return Page(index + 1, 0.0, 0.0, (), problems=(f"page {index + 1} is damaged: it cannot be loaded",))
    try:
        frame, width, height = _frame(page, unit)
        address = _address(page)
        problems = [f"page {index + 1} is damaged: its content cannot be unpacked"] if damaged else []
        if _count_objects(address) > limits.max_objects:
            raise Refusal("pdf_limit", f"more than {limits.max_objects} objects on page {index + 1}")
        collector = _Collector(limits)
        collector.collect(address, frame)
        try:
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            return Page(index + 1, width, height, (), problems=(f"page {index + 1} is damaged: no text",))
        try:
            if _count_chars(_address(text_page)) > limits.max_chars_per_page:
                raise Refusal("pdf_limit", f"more than {limits.max_chars_per_page} characters on a page")
            glyphs, known = _glyphs(_address(text_page), frame)
            if collector.lost(known):
                problems.append(f"page {index + 1}: pdfium leaves out text of a font without widths")
        finally:
            text_page.close()
        look = _Look(page, unit)
        return make_page(index + 1, width, height, glyphs, collector.drawing(), look, problems, limits)
    finally:
        page.close()


def _address(thing: Any) -> int:
    return ctypes.cast(thing.raw, _ptr).value or 0


def _frame(page: Any, unit: float) -> tuple[Matrix, float, float]:
    """From user space to the page as shown, and its width and height."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    rotation = page.get_rotation() % 360
    width, height = (box.right - box.left) * unit, (box.top - box.bottom) * unit
    frame = shown((box.left, box.bottom, box.right, box.top), rotation, unit)
    return (frame, height, width) if rotation in (90, 270) else (frame, width, height)


def _glyphs(text_page: int, frame: Matrix) -> tuple[Glyphs, set[int]]:
    """The glyphs of a page, and the text objects that they come from."""
    count = _count_chars(text_page)
    if count <= 0:
        none = np.empty(0)
        return Glyphs(none.astype(np.uint32), none, none, none, none.astype(np.int64)), set()
    code = _codes(text_page, count)
    runs = _Runs(text_page, frame)
    returned = (code[:-1] == 13) & (code[1:] == 10)
    drawn = np.flatnonzero(~(np.append(returned, False) | np.append(False, returned)))
    place = runs.places(code, drawn)
    drawn = drawn[place[drawn] != runs.added]
    code, place = code[drawn], place[drawn]
    angle = np.array([run.angle for run in runs.runs], dtype=np.float64)[place]
    x0, x1 = _extents(text_page, code, drawn, place, frame, angle)
    base = np.array(runs.bases)[place]
    return Glyphs(code, x0, x1, base, place, runs.runs), runs.objects


def _extents(
    text_page: int,
    code: npt.NDArray[np.uint32],
    drawn: npt.NDArray[np.int64],
    place: npt.NDArray[np.int64],
    frame: Matrix,
    angle: npt.NDArray[np.float64],
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Begin and end of each character along its reading direction.

    Within a word of one text object the letters follow each other, so only the boxes of its first and last letter are
    asked for and the rest is spread evenly between; white space stands, without width, at the end of what is before it.
    Where that cannot hold (the last letter stands before the first, or accents have glyphs of their own) each character is
    asked for.
    """
    white = is_white(code)
    edge = np.ones(len(code), dtype=bool)
    edge[1:] = white[1:] | white[:-1] | (place[1:] != place[:-1]) | (drawn[1:] != drawn[:-1] + 1)
    first = np.flatnonzero(edge)
    last = np.append(first[1:], len(code)) - 1
    count = last - first + 1
    inked = ~white[first]
    asked = np.union1d(first[inked], last[inked])
    if np.isin(code, ACCENT_CODES).any():
        asked = np.flatnonzero(~white)
    x0, x1 = np.zeros(len(code)), np.zeros(len(code))
    x0[asked], x1[asked] = _boxes(text_page, drawn[asked], frame, angle[asked])
    if not angle.any():
        _set_overhang(text_page, code, drawn, x0, frame, first)
    advance = (x1[last] - x0[first]) / count
    backwards = inked & (count > 1) & (advance < 0.5 * (x1[first] - x0[first]) / count)
    if backwards.any() or len(asked) == np.count_nonzero(~white):
        asked = np.flatnonzero(~white)
        x0[asked], x1[asked] = _boxes(text_page, drawn[asked], frame, angle[asked])
        if not angle.any():
            _set_overhang(text_page, code, drawn, x0, frame, asked)
        _part_pieces(x0, x1, code, place)
    else:
        nth = np.arange(len(code)) - np.repeat(first, count)
        step, begin = np.repeat(advance, count), np.repeat(x0[first], count)
        inner = np.repeat(inked & (count > 1), count)
        x0[inner] = (begin + nth * step)[inner]
        x1[inner] = (begin + (nth + 1) * step)[inner]
    ahead = np.maximum.accumulate(np.where(white, -1, np.arange(len(code))))
    x0[white] = x1[white] = np.where(ahead[white] >= 0, x1[ahead[white]], 0.0)
    return x0, x1


def _boxes(
    text_page: int, characters: npt.NDArray[np.int64], frame: Matrix, angle: npt.NDArray[np.float64]
) -> tuple[npt.NDArray[np.float64], npt.NDArray[np.float64]]:
    """Begin and end of the boxes of these characters along their reading direction."""
    boxes = np.zeros((len(characters), 4), dtype=np.float32)
    start = boxes.ctypes.data
    end = start + 16 * len(characters)
    for _ in map(_loose_box, repeat(text_page), characters.tolist(), range(start, end, 16)):
        pass
    left, top, right, bottom = (boxes[:, side].astype(np.float64) for side in range(4))
    return _along(left, top, right, bottom, frame, angle)


def _codes(text_page: int, count: int) -> npt.NDArray[np.uint32]:
    buffer = np.zeros(count + 1, dtype="<u2")
    written = _text(text_page, 0, count, buffer.ctypes.data) - 1
    if written == count and not np.any((buffer >= 0xD800) & (buffer < 0xE000)):
        return buffer[:count].astype(np.uint32)
    return np.fromiter(map(_unicode, repeat(text_page), range(count)), dtype=np.uint32, count=count)


def _along(left: Any, top: Any, right: Any, bottom: Any, frame: Matrix, angle: Any) -> tuple[Any, Any]:
    """Begin and end of each box along its reading direction."""
    a, b, c, d, e, f = frame
    xa, ya = a * left + c * bottom + e, b * left + d * bottom + f
    xb, yb = a * right + c * top + e, b * right + d * top + f
    if not angle.any():
        return np.minimum(xa, xb), np.maximum(xa, xb)
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    ends = [xa * cosine + ya * sine, xb * cosine + yb * sine]
    return np.minimum(*ends), np.maximum(*ends)


_OVERHANGING = np.array([ord(letter) for letter in "jJ"], dtype=np.uint32)


def _set_overhang(
    text_page: int,
    code: npt.NDArray[np.uint32],
    drawn: npt.NDArray[np.int64],
    x0: npt.NDArray[np.float64],
    frame: Matrix,
    which: npt.NDArray[np.int64],
) -> None:
    """Begin letters that reach far back under their neighbour (j) where the pen stood, as the other reader does."""
    values = (ctypes.c_double * 2)()
    at = ctypes.addressof(values)
    for i in which[np.isin(code[which], _OVERHANGING)].tolist():
        if _origin(text_page, int(drawn[i]), at, at + 8):
            x0[i] = placed(frame, values[0], values[1])[0]


def _part_pieces(x0: Any, x1: Any, code: Any, place: Any) -> None:
    """Letters of one ligature glyph share its box; each gets its part, in place."""
    same = (x0[1:] == x0[:-1]) & (x1[1:] == x1[:-1]) & (place[1:] == place[:-1]) & (code[1:] != 32)
    if not same.any():
        return
    starts = np.flatnonzero(same & ~np.concatenate([[False], same[:-1]]))
    for begin in starts.tolist():
        end = begin + 1
        while end < len(x0) - 1 and same[end]:
            end += 1
        number = end - begin + 1
        edges = np.linspace(x0[begin], x1[begin], number + 1)
        x0[begin : end + 1], x1[begin : end + 1] = edges[:-1], edges[1:]


class _Runs:
    """The text objects of a page as runs, with the baseline of each."""

    def __init__(self, text_page: int, frame: Matrix) -> None:
        self.runs: list[Run] = []
        self.bases: list[float] = []
        self._text_page = text_page
        self._frame = frame
        self._numbers: dict[int, int] = {}
        self._fonts: dict[int, tuple[str, bool]] = {}
        self._unmapped: set[int] = set()
        self._values = (_float * 6)()
        self._values_at = ctypes.addressof(self._values)

    def places(self, code: npt.NDArray[np.uint32], drawn: npt.NDArray[np.int64]) -> npt.NDArray[np.int64]:
        """The run of each character. pdfium gives the characters of an object in one stretch, so the object is asked for
        at both ends of a line only, and in between where those differ. Codes that are no Unicode are replaced in place.
        """
        place = np.zeros(len(code), dtype=np.int64)
        if not len(drawn):
            self.runs, self.bases = [Run("", 1.0)], [0.0]
            return place
        breaks = np.flatnonzero(drawn[1:] != drawn[:-1] + 1)
        starts = drawn[np.append(0, breaks + 1)].tolist()
        ends = drawn[np.append(breaks, len(drawn) - 1)].tolist()
        for begin, end in zip(starts, ends, strict=True):
            self._stretch(place, begin, self._at(begin), end, self._at(end))
        odd = drawn[code[drawn] < 32]
        if self._unmapped:
            odd = np.union1d(odd, drawn[np.isin(place[drawn], sorted(self._unmapped))])
        for at in odd.tolist():
            if _has_no_unicode(self._text_page, at):
                code[at] += UNMAPPED
            elif code[at] == 2 and _is_hyphen(self._text_page, at):
                code[at] = 0x2D
        return place

    @property
    def added(self) -> int:
        """The run of characters that pdfium adds where it sees a gap: they have no text object."""
        return self._numbers.get(0, -1)

    @property
    def objects(self) -> set[int]:
        """The text objects that characters come from."""
        return set(self._numbers)

    def _stretch(self, place: npt.NDArray[np.int64], begin: int, first: int, end: int, last: int) -> None:
        """Fill in the runs of characters ``begin`` to ``end``, whose objects are known at both ends."""
        if first == last and (first or begin == end):
            place[begin : end + 1] = self._number(begin, first)
        elif end - begin == 1:
            place[begin], place[end] = self._number(begin, first), self._number(end, last)
        else:
            middle = (begin + end) // 2
            between = self._at(middle)
            self._stretch(place, begin, first, middle, between)
            self._stretch(place, middle, between, end, last)

    def _at(self, index: int) -> int:
        return _text_object(self._text_page, index) or 0

    def _number(self, at: int, thing: int) -> int:
        number = self._numbers.get(thing)
        if number is None:
            number = self._numbers[thing] = len(self.runs)
            self._add(at, thing)
            if _has_no_unicode(self._text_page, at):
                self._unmapped.add(number)
        return number

    def _add(self, at: int, thing: int) -> None:
        values = self._values
        _char_matrix(self._text_page, at, self._values_at)
        a, b, c, d, e, f = times(
            (values[0], values[1], values[2], values[3], values[4], values[5]), self._frame
        )
        size = abs(_font_size(self._text_page, at)) * (abs(d) if c == 0 else math.hypot(c, d))
        font = (_font(thing) if thing else None) or 0
        known = self._fonts.get(font)
        if known is None:
            known = self._fonts[font] = (_name(font), bool(font and _font_embedded(font) == 1))
        angle = 0 if b == 0 and a > 0 else reading_angle(a, b)
        turn = math.radians(angle)
        self.runs.append(Run(known[0], size, angle, known[1]))
        self.bases.append(f if angle == 0 else f * math.cos(turn) - e * math.sin(turn))


def _name(font: int) -> str:
    if not font:
        return ""
    size = _font_name(font, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    _font_name(font, ctypes.addressof(buffer), size)
    return plain_font_name(buffer.value.decode("utf-8", "replace"))


class _Collector:
    """Paths and images of a page, also within forms."""

    def __init__(self, limits: PdfLimits) -> None:
        self._limits = limits
        self._paths: list[Path] = []
        self._images: list[Bounds] = []
        self._texts: list[int] = []
        self._seen = 0

    def drawing(self) -> Drawing:
        """What was found."""
        return Drawing(tuple(self._paths), tuple(self._images))

    def collect(self, page: int, frame: Matrix) -> None:
        """Go through all objects of a page."""
        for at in range(_count_objects(page)):
            self._take(_object(page, at), frame, 0)

    def lost(self, known: set[int]) -> bool:
        """Whether a text object gave no character because pdfium takes it to be without width."""
        sides = (_float * 4)()
        at = ctypes.addressof(sides)
        return any(
            thing not in known
            and _object_bounds(thing, at, at + 4, at + 8, at + 12)
            and abs(sides[2] - sides[0]) < 0.01
            for thing in self._texts
        )

    def _take(self, thing: int, frame: Matrix, depth: int) -> None:
        kind = _object_type(thing)
        if kind == raw.FPDF_PAGEOBJ_TEXT:
            self._texts.append(thing)
        elif kind == raw.FPDF_PAGEOBJ_PATH:
            self._path(thing, frame)
        elif kind == raw.FPDF_PAGEOBJ_IMAGE:
            self._images.append(unit_square(times(_matrix(thing), frame)))
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = times(_matrix(thing), frame)
            for at in range(_form_count(thing)):
                self._seen += 1
                if self._seen > self._limits.max_objects:
                    raise Refusal("pdf_limit", f"more than {self._limits.max_objects} objects on a page")
                self._take(_form_object(thing, at), inner, depth + 1)

    def _path(self, thing: int, frame: Matrix) -> None:
        number = _segments(thing)
        mode, stroke = _int(), _int()
        _draw_mode(thing, ctypes.addressof(mode), ctypes.addressof(stroke))
        if number < 2 or not (mode.value or stroke.value):
            return
        self._seen += number
        if self._seen > 10 * self._limits.max_objects:
            raise Refusal("pdf_limit", "more path segments on a page than the limit")
        matrix = times(_matrix(thing), frame)
        pieces, straight = _pieces(thing, number, matrix)
        width = None
        if stroke.value:
            value = _float()
            _stroke_width(thing, ctypes.addressof(value))
            width = value.value * math.sqrt(abs(matrix[0] * matrix[3] - matrix[1] * matrix[2]))
        if pieces:
            self._paths.append(Path(pieces, _color(thing) if mode.value else None, width, straight))


def _pieces(thing: int, number: int, matrix: Matrix) -> tuple[tuple[tuple[Point, ...], ...], bool]:
    x, y = _float(), _float()
    at_x, at_y = ctypes.addressof(x), ctypes.addressof(y)
    pieces: list[list[Point]] = []
    controls: list[Point] = []
    straight = True
    for at in range(number):
        segment = _segment(thing, at)
        _point(segment, at_x, at_y)
        point = placed(matrix, x.value, y.value)
        kind = _kind(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO or not pieces:
            pieces.append([point])
        elif kind == raw.FPDF_SEGMENT_BEZIERTO:
            straight = False
            controls.append(point)
            if len(controls) == 3:
                pieces[-1].extend(curve(pieces[-1][-1], *controls))
                controls = []
        else:
            pieces[-1].append(point)
        if _closes(segment):
            pieces[-1].append(pieces[-1][0])
    return tuple(tuple(piece) for piece in pieces if len(piece) > 1), straight


def _color(thing: int) -> tuple[float, float, float]:
    """The fill colour as RGB; patterns count as grey."""
    values = (ctypes.c_uint * 4)()
    start = ctypes.addressof(values)
    if not _fill_color(thing, start, start + 4, start + 8, start + 12):
        return (0.5, 0.5, 0.5)
    return (round(values[0] / 255, 3), round(values[1] / 255, 3), round(values[2] / 255, 3))


def _matrix(thing: int) -> Matrix:
    values = (_float * 6)()
    _object_matrix(thing, ctypes.addressof(values))
    return (values[0], values[1], values[2], values[3], values[4], values[5])


class _Look:
    """Renders small boxes of one page; ``unit`` is its /UserUnit, which pdfium leaves out of its own measures."""

    def __init__(self, page: Any, unit: float) -> None:
        self._page = page
        self._unit = unit

    def __call__(self, box: Bounds) -> npt.NDArray[np.uint8] | None:
        width, height = self._page.get_size()
        x0, top, x1, bottom = (side / self._unit for side in box)
        longest = max(x1 - x0, bottom - top)
        margin = 0.06 * longest
        crop = tuple(max(0.0, side - margin) for side in (x0, height - bottom, width - x1, top))
        if longest <= 0 or crop[0] + crop[2] >= width - 0.5 or crop[1] + crop[3] >= height - 0.5:
            return None
        bitmap = self._page.render(scale=_LOOK_PIXELS / longest, crop=crop, may_draw_forms=False)
        try:
            pixels = bitmap.to_numpy()
            return np.array(
                pixels if pixels.ndim == 3 else pixels[..., None].repeat(3, axis=2), dtype=np.uint8
            )
        finally:
            bitmap.close()


class Renderer:
    """A document opened for looking at parts of its pages; ``close`` it after use."""

    def __init__(self, document: Any) -> None:
        self._document = document
        self._pages: dict[int, Any] = {}

    @classmethod
    def open(cls, data: bytes) -> Renderer | None:
        """None where pdfium cannot open the document."""
        try:
            return cls(_opened(data))
        except Refusal:
            return None

    def look(self, index: int, unit: float) -> Look | None:
        """What renders parts of a page (0-based) with this /UserUnit; None where pdfium cannot load it."""
        try:
            if index not in self._pages:
                self._pages[index] = self._document[index]
        except (pypdfium2.PdfiumError, IndexError):
            return None
        return _Look(self._pages[index], unit)

    def close(self) -> None:
        """Close all pages and the document."""
        for page in self._pages.values():
            page.close()
        self._document.close()
