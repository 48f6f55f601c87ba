"""The fast reader: pages by way of pdfium."""

from __future__ import annotations

import ctypes
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pypdfium2
import pypdfium2.raw as raw
from ggsr_extract.extractors.readers import pdfium_calls as calls
from ggsr_extract.extractors.readers.drawing import (
    Bounds,
    Matrix,
    shown,
)
from ggsr_extract.extractors.readers.pages import make_page
from ggsr_extract.extractors.readers.pdfium_drawing import Collector
from ggsr_extract.extractors.readers.pdfium_text import glyphs_of
from ggsr_extract.extractors.readers.shapes import Look
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.limits import PdfLimits

_LOOK_PIXELS = 48
"""How many pixels the longer side of a rendered box gets."""


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
        if calls.count_objects(address) > limits.max_objects:
            raise Refusal("pdf_limit", f"more than {limits.max_objects} objects on page {index + 1}")
        collector = Collector(limits)
        collector.collect(address, frame)
        try:
            text_page = page.get_textpage()
        except pypdfium2.PdfiumError:
            return Page(index + 1, width, height, (), problems=(f"page {index + 1} is damaged: no text",))
        try:
            if calls.count_chars(_address(text_page)) > limits.max_chars_per_page:
                raise Refusal("pdf_limit", f"more than {limits.max_chars_per_page} characters on a page")
            glyphs, known = glyphs_of(_address(text_page), frame)
            if collector.lost(known):
                problems.append(f"page {index + 1}: pdfium leaves out text of a font without widths")
        finally:
            text_page.close()
        look = _Look(page, unit)
        return make_page(index + 1, width, height, glyphs, collector.drawing(), look, problems, limits)
    finally:
        page.close()


def _address(thing: Any) -> int:
    return ctypes.cast(thing.raw, calls.POINTER).value or 0


def _frame(page: Any, unit: float) -> tuple[Matrix, float, float]:
    """From user space to the page as shown, and its width and height."""
    box = raw.FS_RECTF()
    raw.FPDF_GetPageBoundingBox(page.raw, box)
    rotation = page.get_rotation() % 360
    width, height = (box.right - box.left) * unit, (box.top - box.bottom) * unit
    frame = shown((box.left, box.bottom, box.right, box.top), rotation, unit)
    return (frame, height, width) if rotation in (90, 270) else (frame, width, height)


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
