"""The functions of pdfium that the fast reader calls, with plain addresses as arguments.

That is half the cost of typed pointers, and the calls are most of what a page costs.
"""

from __future__ import annotations

import ctypes
from typing import Any

import pypdfium2.raw as raw

INT, POINTER, FLOAT = ctypes.c_int, ctypes.c_void_p, ctypes.c_float


def _function(symbol: Any, result: Any, *arguments: Any) -> Any:
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(symbol, ctypes.c_void_p).value or 0)


count_chars = _function(raw.FPDFText_CountChars, INT, POINTER)
loose_box = _function(raw.FPDFText_GetLooseCharBox, INT, POINTER, INT, POINTER)
unicode = _function(raw.FPDFText_GetUnicode, ctypes.c_uint, POINTER, INT)
has_no_unicode = _function(raw.FPDFText_HasUnicodeMapError, INT, POINTER, INT)
origin = _function(raw.FPDFText_GetCharOrigin, INT, POINTER, INT, POINTER, POINTER)
is_hyphen = _function(raw.FPDFText_IsHyphen, INT, POINTER, INT)
text = _function(raw.FPDFText_GetText, INT, POINTER, INT, INT, POINTER)
text_object = _function(raw.FPDFText_GetTextObject, POINTER, POINTER, INT)
char_matrix = _function(raw.FPDFText_GetMatrix, INT, POINTER, INT, POINTER)
font_size = _function(raw.FPDFText_GetFontSize, ctypes.c_double, POINTER, INT)
font = _function(raw.FPDFTextObj_GetFont, POINTER, POINTER)
font_name = _function(raw.FPDFFont_GetBaseFontName, ctypes.c_size_t, POINTER, POINTER, ctypes.c_size_t)
font_embedded = _function(raw.FPDFFont_GetIsEmbedded, INT, POINTER)
count_objects = _function(raw.FPDFPage_CountObjects, INT, POINTER)
object = _function(raw.FPDFPage_GetObject, POINTER, POINTER, INT)
form_count = _function(raw.FPDFFormObj_CountObjects, INT, POINTER)
form_object = _function(raw.FPDFFormObj_GetObject, POINTER, POINTER, ctypes.c_ulong)
object_type = _function(raw.FPDFPageObj_GetType, INT, POINTER)
object_matrix = _function(raw.FPDFPageObj_GetMatrix, INT, POINTER, POINTER)
object_bounds = _function(raw.FPDFPageObj_GetBounds, INT, POINTER, POINTER, POINTER, POINTER, POINTER)
segments = _function(raw.FPDFPath_CountSegments, INT, POINTER)
segment = _function(raw.FPDFPath_GetPathSegment, POINTER, POINTER, INT)
point = _function(raw.FPDFPathSegment_GetPoint, INT, POINTER, POINTER, POINTER)
kind = _function(raw.FPDFPathSegment_GetType, INT, POINTER)
closes = _function(raw.FPDFPathSegment_GetClose, INT, POINTER)
draw_mode = _function(raw.FPDFPath_GetDrawMode, INT, POINTER, POINTER, POINTER)
fill_color = _function(raw.FPDFPageObj_GetFillColor, INT, POINTER, POINTER, POINTER, POINTER, POINTER)
stroke_width = _function(raw.FPDFPageObj_GetStrokeWidth, INT, POINTER, POINTER)
