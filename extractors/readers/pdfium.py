"""The fast reader: pages by way of pdfium, through as few calls as will do.

pdfium gives characters one at a time. A Python call costs more than the answer, so a character is asked for its box only,
and its font, size and baseline once per text object.
"""

from __future__ import annotations

import ctypes
import math
from itertools import repeat
from typing import TYPE_CHECKING, Any

import numpy as np
import pypdfium2
import pypdfium2.raw as raw

from ggsr_extract.extractors.readers.words import Glyphs, Run, is_white, words_of
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Fill, Page, Rule

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.pdf import PdfLimits


def _function(symbol: Any, result: Any, *arguments: Any) -> Any:
    """The same C function with plain addresses as arguments, which is half the cost of typed pointers."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(symbol, ctypes.c_void_p).value)


_int, _ptr, _float = ctypes.c_int, ctypes.c_void_p, ctypes.c_float
_loose_box = _function(raw.FPDFText_GetLooseCharBox, _int, _ptr, _int, _ptr)
_unicode = _function(raw.FPDFText_GetUnicode, ctypes.c_uint, _ptr, _int)
_text = _function(raw.FPDFText_GetText, _int, _ptr, _int, _int, _ptr)
_text_object = _function(raw.FPDFText_GetTextObject, _ptr, _ptr, _int)
_char_matrix = _function(raw.FPDFText_GetMatrix, _int, _ptr, _int, _ptr)
_font_size = _function(raw.FPDFText_GetFontSize, ctypes.c_double, _ptr, _int)
_font = _function(raw.FPDFTextObj_GetFont, _ptr, _ptr)
_font_name = _function(raw.FPDFFont_GetBaseFontName, ctypes.c_ulong, _ptr, _ptr, ctypes.c_ulong)
_count_objects = _function(raw.FPDFPage_CountObjects, _int, _ptr)
_object = _function(raw.FPDFPage_GetObject, _ptr, _ptr, _int)
_form_count = _function(raw.FPDFFormObj_CountObjects, _int, _ptr)
_form_object = _function(raw.FPDFFormObj_GetObject, _ptr, _ptr, ctypes.c_ulong)
_object_type = _function(raw.FPDFPageObj_GetType, _int, _ptr)
_object_matrix = _function(raw.FPDFPageObj_GetMatrix, _int, _ptr, _ptr)
_segments = _function(raw.FPDFPath_CountSegments, _int, _ptr)
_segment = _function(raw.FPDFPath_GetPathSegment, _ptr, _ptr, _int)
_point = _function(raw.FPDFPathSegment_GetPoint, _int, _ptr, _ptr, _ptr)
_kind = _function(raw.FPDFPathSegment_GetType, _int, _ptr)
_closes = _function(raw.FPDFPathSegment_GetClose, _int, _ptr)
_draw_mode = _function(raw.FPDFPath_GetDrawMode, _int, _ptr, _ptr, _ptr)
_fill_color = _function(raw.FPDFPageObj_GetFillColor, _int, _ptr, _ptr, _ptr, _ptr, _ptr)
_stroke_width = _function(raw.FPDFPageObj_GetStrokeWidth, _int, _ptr, _ptr)

Matrix = tuple[float, float, float, float, float, float]


def _times(m: Matrix, n: Matrix) -> Matrix:
    """First ``m``, then ``n``."""
    a, b, c, d, e, f = m
    p, q, r, s, t, u = n
    return (a * p + b * r, a * q + b * s, c * p + d * r, c * q + d * s, e * p + f * r + t, e * q + f * s + u)


def shown(left: float, bottom: float, right: float, top: float, rotation: int) -> Matrix:
    """From user space to points from the top left of the page as shown; ``rotation`` is /Rotate in degrees."""
    if rotation == 90:
        return (0.0, 1.0, 1.0, 0.0, -bottom, -left)
    if rotation == 180:
        return (-1.0, 0.0, 0.0, 1.0, right, -bottom)
    if rotation == 270:
        return (0.0, -1.0, -1.0, 0.0, top, right)
    return (1.0, 0.0, 0.0, -1.0, -left, top)


def read(data: bytes, limits: PdfLimits, pages: range | None) -> tuple[int, str | None, tuple[Page, ...]]:
    """Page count, title and pages."""
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        code = "pdf_password" if "password" in str(fault).lower() else "pdf_broken"
        raise Refusal(code) from fault
    try:
        count = len(document)
        if count > limits.max_pages:
            raise Refusal("pdf_limit", f"{count} pages")
        read_pages = []
        for index in pages if pages is not None else range(count):
            read_pages.append(_page(document, index, limits))
        title = document.get_metadata_value("Title") or None
        return count, title, tuple(read_pages)
    finally:
        document.close()


def _page(document: Any, index: int, limits: PdfLimits) -> Page:
    page = document[index]
    try:
        address = ctypes.cast(page.raw, _ptr).value
        box = raw.FS_RECTF()
        raw.FPDF_GetPageBoundingBox(page.raw, box)
        rotation = page.get_rotation()
        frame = shown(box.left, box.bottom, box.right, box.top, rotation)
        width, height = box.right - box.left, box.top - box.bottom
        if rotation in (90, 270):
            width, height = height, width
        text_page = page.get_textpage()
        try:
            words = words_of(_glyphs(ctypes.cast(text_page.raw, _ptr).value, frame))
        finally:
            text_page.close()
        rules, fills = _drawn(address, frame)
        words = [w for w in words if w.x1 > 0 and w.x0 < width and w.bottom > 0 and w.top < height]
        return Page(index + 1, width, height, tuple(words), tuple(rules), tuple(fills))
    finally:
        page.close()


def _glyphs(text_page: Any, frame: Matrix) -> Glyphs:
    count = raw.FPDFText_CountChars(ctypes.cast(text_page, raw.FPDF_TEXTPAGE))
    if count <= 0:
        return Glyphs(*(np.empty(0, dtype=kind) for kind in (np.uint32, float, float, float, np.int64)))
    code = _codes(text_page, count)
    boxes = np.empty((count, 4), dtype=np.float32)
    start = boxes.ctypes.data
    list(map(_loose_box, repeat(text_page), range(count), range(start, start + 16 * count, 16)))
    place, runs = _runs(text_page, code, frame)
    left, top, right, bottom = (boxes[:, i].astype(np.float64) for i in range(4))
    generated = (left == right) & (top == bottom)
    code, place = code[~generated], place[~generated]
    corners = [a[~generated] for a in (left, top, right, bottom)]
    x0, x1 = _along(corners, frame, np.array([run.angle for run, _ in runs], dtype=np.float64)[place])
    base = np.array([each for _, each in runs])[place]
    return Glyphs(code, x0, x1, base, place, [run for run, _ in runs])


def _along(corners: list[Any], frame: Matrix, angle: Any) -> tuple[Any, Any]:
    left, top, right, bottom = corners
    a, b, c, d, e, f = frame
    xa, ya = a * left + c * bottom + e, b * left + d * bottom + f
    xb, yb = a * right + c * top + e, b * right + d * top + f
    if not angle.any():
        return np.minimum(xa, xb), np.maximum(xa, xb)
    sine, cosine = np.sin(np.radians(angle)), np.cos(np.radians(angle))
    ends = [x * cosine + y * sine for x in (xa, xb) for y in (ya, yb)]
    return np.minimum.reduce(ends), np.maximum.reduce(ends)


def _codes(text_page: Any, count: int) -> Any:
    buffer = np.zeros(count + 1, dtype="<u2")
    written = _text(text_page, 0, count, buffer.ctypes.data) - 1
    if written == count:
        return buffer[:count].astype(np.uint32)
    return np.fromiter(map(_unicode, repeat(text_page), range(count)), dtype=np.uint32, count=count)


def _runs(text_page: Any, code: Any, frame: Matrix) -> tuple[Any, list[tuple[Run, float]]]:
    """Which run each character belongs to, asked at the ends of words only; and each run with its baseline."""
    white = is_white(code)
    first = np.ones(len(code), dtype=bool)
    first[1:] = white[1:] != white[:-1]
    starts = np.flatnonzero(first).tolist()
    ends = [*starts[1:], len(code)]
    place = np.zeros(len(code), dtype=np.int64)
    numbers: dict[int, int] = {}
    runs: list[tuple[Run, float]] = []
    fonts: dict[int, str] = {}

    def number(at: int, thing: int) -> int:
        if thing not in numbers:
            numbers[thing] = len(runs)
            runs.append(_run(text_page, at, thing, frame, fonts))
        return numbers[thing]

    for begin, end in zip(starts, ends, strict=True):
        if white[begin] and end - begin > 1:
            things = [(at, _text_object(text_page, at) or 0) for at in range(begin, end)]
        else:
            thing = _text_object(text_page, begin) or 0
            if end - begin == 1 or (_text_object(text_page, end - 1) or 0) == thing:
                place[begin:end] = number(begin, thing)
                continue
            things = [(at, _text_object(text_page, at) or 0) for at in range(begin, end)]
        for at, thing in things:
            place[at] = number(at, thing)
    return place, runs


def _run(text_page: Any, at: int, thing: int, frame: Matrix, fonts: dict[int, str]) -> tuple[Run, float]:
    if not thing:
        return Run("", 1.0), 0.0
    values = (_float * 6)()
    _char_matrix(text_page, at, ctypes.addressof(values))
    a, b, c, d, e, f = _times(tuple(values), frame)  # type: ignore[arg-type]
    size = _font_size(text_page, at) * math.hypot(c, d)
    angle = round(math.degrees(math.atan2(b, a))) % 360
    if angle in (359, 1):
        angle = 0
    base = f if angle == 0 else f * math.cos(math.radians(angle)) - e * math.sin(math.radians(angle))
    font = _font(thing) or 0
    if font not in fonts:
        fonts[font] = _name(font)
    return Run(fonts[font], abs(size), angle), base


def _name(font: int) -> str:
    if not font:
        return ""
    size = _font_name(font, None, 0)
    buffer = ctypes.create_string_buffer(size + 1)
    _font_name(font, ctypes.addressof(buffer), size)
    name = buffer.value.decode("utf-8", "replace")
    return name[7:] if len(name) > 7 and name[6] == "+" and name[:6].isupper() else name


def _drawn(page: int, frame: Matrix) -> tuple[list[Rule], list[Fill]]:
    rules: list[Rule] = []
    fills: list[Fill] = []
    for at in range(_count_objects(page)):
        _draw(_object(page, at), frame, rules, fills, 0)
    return rules, fills


def _draw(thing: int, frame: Matrix, rules: list[Rule], fills: list[Fill], depth: int) -> None:
    kind = _object_type(thing)
    if kind == raw.FPDF_PAGEOBJ_FORM and depth < 8:
        inner = _times(_matrix(thing), frame)
        for at in range(_form_count(thing)):
            _draw(_form_object(thing, at), inner, rules, fills, depth + 1)
    if kind != raw.FPDF_PAGEOBJ_PATH:
        return
    number = _segments(thing)
    if number < 2 or number > 400:
        return
    a, b, c, d, e, f = _times(_matrix(thing), frame)
    x, y = _float(), _float()
    px, py = ctypes.addressof(x), ctypes.addressof(y)
    mode, stroke = _int(), _int()
    _draw_mode(thing, ctypes.addressof(mode), ctypes.addressof(stroke))
    lines: list[list[tuple[float, float]]] = []
    for at in range(number):
        segment = _segment(thing, at)
        _point(segment, px, py)
        point = (a * x.value + c * y.value + e, b * x.value + d * y.value + f)
        kind = _kind(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return
        if kind == raw.FPDF_SEGMENT_MOVETO or not lines:
            lines.append([point])
        else:
            lines[-1].append(point)
        if _closes(segment) and stroke.value:
            lines[-1].append(lines[-1][0])
    color = None
    if mode.value:
        rgba = (ctypes.c_uint * 4)()
        start = ctypes.addressof(rgba)
        if _fill_color(thing, start, start + 4, start + 8, start + 12):
            color = (round(rgba[0] / 255, 3), round(rgba[1] / 255, 3), round(rgba[2] / 255, 3))
    for points in lines:
        xs, ys = [p[0] for p in points], [p[1] for p in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        wide, tall = box[2] - box[0], box[3] - box[1]
        if color is not None and not stroke.value and min(wide, tall) <= 3 and max(wide, tall) > 6:
            rules.append(Rule(*box))
            continue
        if color is not None and wide > 3 and tall > 3:
            fills.append(Fill(*box, color))
        if stroke.value:
            for (xa, ya), (xb, yb) in zip(points, points[1:], strict=False):
                if min(abs(xa - xb), abs(ya - yb)) < 0.6 and max(abs(xa - xb), abs(ya - yb)) > 6:
                    rules.append(Rule(min(xa, xb), min(ya, yb), max(xa, xb), max(ya, yb)))
        elif color is not None and wide > 6 and tall > 6:
            x0, y0, x1, y1 = box
            rules += [Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1)]


def _matrix(thing: int) -> Matrix:
    values = (_float * 6)()
    _object_matrix(thing, ctypes.addressof(values))
    return tuple(values)  # type: ignore[return-value]
