"""What a file says that a text object is to be read as (/ActualText), where pdfium turns that around.

A program that breaks a ligature at a soft hyphen says what its glyph stands for. Where the glyph's own number happens to be that
of a letter of Hebrew or Arabic, pdfium reads what is said from right to left.
"""

from __future__ import annotations

import codecs
import ctypes

import numpy as np
import numpy.typing as npt
import pypdfium2.raw as raw
from ggsr_extract.extractors.readers.letters.resolve import SOFT_HYPHEN
from ggsr_extract.extractors.readers.letters.runs import Ints

_LONGEST = 64  # bytes: no ligature stands for more


def turn_back(code: npt.NDArray[np.uint32], run: Ints, objects: list[int]) -> None:
    """Put the letters of a text object with a soft hyphen between two of them into the order in which the file says them.

    ``code`` and ``run`` have one entry per character (``code`` is changed in place), ``objects`` one address per run.
    """
    soft = np.flatnonzero(code[1:-1] == ord(SOFT_HYPHEN)) + 1
    inner = soft[(run[soft - 1] == run[soft]) & (run[soft + 1] == run[soft])]
    if not len(inner):
        return
    begins = np.append(0, np.flatnonzero(run[1:] != run[:-1]) + 1)
    ends = np.append(begins[1:], len(run))
    for at in np.unique(np.searchsorted(begins, inner, side="right") - 1).tolist():
        begin, end = int(begins[at]), int(ends[at])
        letters = code[begin:end].tolist()[::-1]
        if end - begin < _LONGEST / 2 and letters == _said(objects[int(run[begin])]):
            code[begin:end] = letters


def _said(thing: int) -> list[int] | None:
    """The characters as which a text object is to be read; None where the file does not say."""
    at = ctypes.cast(thing, raw.FPDF_PAGEOBJECT)
    for number in range(raw.FPDFPageObj_CountMarks(at)):
        mark = raw.FPDFPageObj_GetMark(at, number)
        buffer, size = (ctypes.c_ubyte * _LONGEST)(), ctypes.c_ulong()
        if raw.FPDFPageObjMark_GetParamBlobValue(mark, b"ActualText", buffer, _LONGEST, size):
            said = bytes(buffer)[: size.value]
            text = (
                said[2:].decode("utf-16-be", "replace")
                if said[:2] == codecs.BOM_UTF16_BE
                else said.decode("latin-1")
            )
            return [ord(letter) for letter in text]
    return None
