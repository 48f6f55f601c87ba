"""The functions of pdfium that the fast reader calls, without the conversion of arguments that ctypes would do.

Calls are most of what a page costs, and converting arguments is most of what a call costs. Functions without declared
arguments take whole numbers below 2**31 as they are, and pointers as references that are made once (``reference``,
``Rows``): a third of the price of typed pointers. Those with declared arguments take plain addresses. Where only what they
write counts, their result is not asked for either.
"""

from __future__ import annotations

import ctypes
from collections import deque
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw

INT, POINTER, FLOAT, ADDRESS = ctypes.c_int, ctypes.c_void_p, ctypes.c_float, ctypes.c_size_t


def _function(symbol: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(symbol, ctypes.c_void_p).value or 0)


def _long(symbol: Any, result: Any) -> Any:
    """As ``_function`` without declared arguments, for work that may take long: other threads go on meanwhile."""
    return ctypes.CFUNCTYPE(result)(ctypes.cast(symbol, ctypes.c_void_p).value or 0)


load_page = _long(raw.FPDF_LoadPage, ADDRESS)
close_page = _long(raw.FPDF_ClosePage, None)
page_box = _function(raw.FPDF_GetPageBoundingBox, None)
rotation = _function(raw.FPDFPage_GetRotation, INT)
load_text = _long(raw.FPDFText_LoadPage, ADDRESS)
close_text = _long(raw.FPDFText_ClosePage, None)
count_chars = _function(raw.FPDFText_CountChars, INT)
loose_box = _function(raw.FPDFText_GetLooseCharBox, None)
unicode = _function(raw.FPDFText_GetUnicode, ctypes.c_uint)
has_no_unicode = _function(raw.FPDFText_HasUnicodeMapError, INT)
origin = _function(raw.FPDFText_GetCharOrigin, None)
is_generated = _function(raw.FPDFText_IsGenerated, INT)
is_hyphen = _function(raw.FPDFText_IsHyphen, INT)
text = _function(raw.FPDFText_GetText, INT)
text_object = _function(raw.FPDFText_GetTextObject, ADDRESS)
char_matrix = _function(raw.FPDFText_GetMatrix, None)
font_size = _function(raw.FPDFText_GetFontSize, ctypes.c_double)
count_objects = _function(raw.FPDFPage_CountObjects, INT)
object = _function(raw.FPDFPage_GetObject, ADDRESS)
object_matrix = _function(raw.FPDFPageObj_GetMatrix, INT)
count_annotations = _function(raw.FPDFPage_GetAnnotCount, INT)
annotation = _function(raw.FPDFPage_GetAnnot, ADDRESS)
annotation_kind = _function(raw.FPDFAnnot_GetSubtype, INT)
annotation_flags = _function(raw.FPDFAnnot_GetFlags, INT)
annotation_box = _function(raw.FPDFAnnot_GetRect, None)
close_annotation = _function(raw.FPDFPage_CloseAnnot, None)
form_count = _function(raw.FPDFFormObj_CountObjects, INT)
form_object = _function(raw.FPDFFormObj_GetObject, ADDRESS)

font = _function(raw.FPDFTextObj_GetFont, ADDRESS, POINTER)
font_name = _function(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, POINTER, POINTER, ctypes.c_size_t)
font_embedded = _function(raw.FPDFFont_GetIsEmbedded, INT, POINTER)
object_color = _function(raw.FPDFPageObj_GetFillColor, INT, *[POINTER] * 5)
text_mode = _function(raw.FPDFTextObj_GetTextRenderMode, INT, POINTER)
object_type = _function(raw.FPDFPageObj_GetType, INT, POINTER)
object_bounds = _function(raw.FPDFPageObj_GetBounds, INT, POINTER, POINTER, POINTER, POINTER, POINTER)
clip_path = _function(raw.FPDFPageObj_GetClipPath, ADDRESS, POINTER)
clip_count = _function(raw.FPDFClipPath_CountPaths, INT, POINTER)
clip_segments = _function(raw.FPDFClipPath_CountPathSegments, INT, POINTER, INT)
clip_segment = _function(raw.FPDFClipPath_GetPathSegment, ADDRESS, POINTER, INT, INT)
segments = _function(raw.FPDFPath_CountSegments, INT, POINTER)
segment = _function(raw.FPDFPath_GetPathSegment, ADDRESS, POINTER, INT)
draw_mode = _function(raw.FPDFPath_GetDrawMode, None, POINTER, POINTER, POINTER)
stroke_width = _function(raw.FPDFPageObj_GetStrokeWidth, None, POINTER, POINTER)
path_matrix = _function(raw.FPDFPageObj_GetMatrix, None, POINTER, POINTER)
point = _function(raw.FPDFPathSegment_GetPoint, None, POINTER, POINTER, POINTER)
kind = _function(raw.FPDFPathSegment_GetType, INT, POINTER)
closes = _function(raw.FPDFPathSegment_GetClose, INT, POINTER)


def reference(address: int) -> Any:
    """A pointer to this address, as functions without declared arguments take it."""
    return ctypes.byref(ctypes.c_char.from_address(address))


class Rows:
    """Memory that pdfium writes numbers to: what a function tells of many characters, through references that are kept."""

    def __init__(self, number: Any, width: int, pointers: int = 1, count: int = 2048) -> None:
        size = np.dtype(number).itemsize * width
        block = (ctypes.c_char * (size * count))()
        self._values: npt.NDArray[Any] = np.frombuffer(memoryview(block), number).reshape(count, width)
        self._pointers = [
            [ctypes.byref(block, at) for at in range(size * part // pointers, size * count, size)]
            for part in range(pointers)
        ]

    def told(
        self, function: Callable[..., None], pages: list[Any], places: list[int]
    ) -> npt.NDArray[np.float64]:
        """What ``function`` tells of each character: one row per page (a reference) and place on it; zeros for nothing."""
        count, width = self._values.shape
        rows = np.empty((len(places), width))
        for begin in range(0, len(places), count):
            end = min(begin + count, len(places))
            self._values[: end - begin] = 0
            deque(map(function, pages[begin:end], places[begin:end], *self._pointers), 0)
            rows[begin:end] = self._values[: end - begin]
        return rows


BOXES = Rows(np.float32, 4)
MATRICES = Rows(np.float32, 6)
POINTS = Rows(np.float64, 2, pointers=2)
