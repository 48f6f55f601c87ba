"""The reference reader: pages by way of pdfplumber and pdfminer, character by character in Python.

Slower than pdfium by far, but it sees every character code and glyph name. What it finds goes through the same glyph,
word, rule and shape modules as the fast reader's, so that both give the same pages.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import pdfplumber
from ggsr_extract.extractors.readers.drawn.drawing import (
    Bounds,
    Matrix,
    shown,
)
from ggsr_extract.extractors.readers.drawn.shapes import Look
from ggsr_extract.extractors.readers.letters.unseen import (
    mirror_writing,
    without_mirrored,
    without_unseen,
)
from ggsr_extract.extractors.readers.letters.words import words_of
from ggsr_extract.extractors.readers.limits import from_text, inflates
from ggsr_extract.extractors.readers.pages import check_size, make_page
from ggsr_extract.extractors.readers.plumber.bounds import bound_strings
from ggsr_extract.extractors.readers.plumber.device import Device, box_of
from ggsr_extract.extractors.readers.plumber.fonts import Fonts
from ggsr_extract.extractors.readers.plumber.layers import Interpreter, layers_off
from ggsr_extract.extractors.readers.skew import looking_askew, straightened
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page
from pdfminer.pdfdocument import PDFPasswordIncorrect
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef, PDFStream, resolve1

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.limits import PdfLimits


bound_strings()


def read(
    data: bytes, limits: PdfLimits, pages: range | None, look: Callable[[int, float], Look | None]
) -> tuple[int, str | None, tuple[Page, ...]]:
    """Page count, title and pages. ``look`` gives, per page (0-based) and its /UserUnit, what renders a part of it."""
    with _quiet():
        try:
            document = pdfplumber.open(io.BytesIO(data), password="")
            found = list(islice(PDFPage.create_pages(document.doc), limits.max_pages + 1))
        except Exception as fault:
            code = "pdf_password" if _is_about_password(fault) else "pdf_broken"
            raise Refusal(code) from fault
        try:
            if len(found) > limits.max_pages:
                raise Refusal("pdf_limit", f"more than {limits.max_pages} pages")
            if not found:
                raise Refusal("pdf_broken", "no pages")
            title, off = document.metadata.get("Title"), layers_off(document.doc)
            read_pages = tuple(
                _page(found[index], index, limits, look, off)
                for index in (pages if pages is not None else range(len(found)))
                if index < len(found)
            )
            return len(found), str(title) if title else None, read_pages
        finally:
            document.stream.close()


@contextmanager
def _quiet() -> Iterator[None]:
    """pdfminer logs what it repairs; a damaged page is reported as a problem of the page instead."""
    logger = logging.getLogger("pdfminer")
    before = logger.level
    logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        logger.setLevel(before)


def _is_about_password(fault: BaseException | None) -> bool:
    seen = 0
    while fault is not None and seen < 10:
        if isinstance(fault, PDFPasswordIncorrect) or any(
            isinstance(a, PDFPasswordIncorrect) for a in fault.args
        ):
            return True
        fault, seen = fault.__cause__ or fault.__context__, seen + 1
    return False


def _page(
    page: Any, index: int, limits: PdfLimits, look: Callable[[int, float], Look | None], off: frozenset[int]
) -> Page:
    box, rotation, unit = (0.0, 0.0, 612.0, 792.0), 0, 1.0
    problems: list[str] = []
    if is_damaged(page):
        problems.append(f"page {index + 1} is damaged: its content cannot be unpacked")
    try:
        box, rotation, unit = _frame(page)
    except Exception as fault:
        problems.append(f"page {index + 1} is damaged: {type(fault).__name__}")
    width, height = (box[2] - box[0]) * unit, (box[3] - box[1]) * unit
    if rotation in (90, 270):
        width, height = height, width
    check_size(index + 1, width, height, limits)
    size, frame = (round(width, 3), round(height, 3)), shown(box, rotation, unit)
    device, trouble = _rendered(page, frame, limits, off)
    seen = look(index, unit)
    skew = device.skew()
    if skew:
        device, trouble = _rendered(page, straightened(frame, skew, size), limits, off)
        seen = seen and looking_askew(seen, skew, size)
    if trouble:
        problems.append(f"page {index + 1} is damaged: {trouble}")
    drawing = device.drawing()
    glyphs, unseen, layered = without_unseen(device.glyphs(), [drawing])
    glyphs, mirrored = without_mirrored(glyphs, 1)
    if mirrored[0]:
        problems.append(mirror_writing(index + 1, mirrored[0]))
    words, embedded = words_of(glyphs, [size])[0], partial(glyphs.runs.embedded_on, 0)
    made = make_page(index + 1, *size, words, embedded, drawing, seen, problems)
    return replace(made, unseen=unseen[0] + device.unseen, layer=layered[0], skew=skew)


def _rendered(page: Any, frame: Matrix, limits: PdfLimits, off: frozenset[int]) -> tuple[Device, str]:
    """What is on a page, and the name of the fault at which pdfminer gave up, if it did."""
    device = Device(Fonts(), limits, off)
    try:
        interpreter = Interpreter(device.rsrcmgr, device)
        interpreter.render_contents(page.resources, page.contents, ctm=frame)
        device.add_annotations(page.annots, frame)
    except Refusal:
        raise
    except Exception as fault:
        return device, type(fault).__name__
    return device, ""


def _frame(page: Any) -> tuple[Bounds, int, float]:
    """The box that is shown (crop box within media box), /Rotate and /UserUnit."""
    media = box_of(page.attrs.get("MediaBox")) or (0.0, 0.0, 612.0, 792.0)
    crop = box_of(page.attrs.get("CropBox")) or media
    both = (max(media[0], crop[0]), max(media[1], crop[1]), min(media[2], crop[2]), min(media[3], crop[3]))
    box = both if both[0] < both[2] and both[1] < both[3] else media
    turn = resolve1(page.attrs.get("Rotate", 0))
    rotation = int(turn) // 90 * 90 % 360 if isinstance(turn, (int, float)) else 0
    unit = resolve1(page.attrs.get("UserUnit", 1))
    return box, rotation, float(unit) if isinstance(unit, (int, float)) and 0 < unit < 1000 else 1.0


def is_damaged(page: Any) -> bool:
    """Whether a page's content is not there, or is deflated and cannot be inflated to its end."""
    if isinstance(page.attrs.get("Contents"), PDFObjRef) and page.contents == [None]:
        return True
    for item in page.contents:
        content = resolve1(item)
        if not isinstance(content, PDFStream):
            if isinstance(item, PDFObjRef):
                return True
            continue
        if content.decipher is not None or content.rawdata is None:
            continue
        filters = [getattr(name, "name", name) for name, _ in content.get_filters()]
        data = content.rawdata
        if filters[:1] in (["ASCII85Decode"], ["A85"]):
            filters, data = filters[1:], from_text(data)
        if filters in (["FlateDecode"], ["Fl"]) and not inflates(data):
            return True
    return False


def about_pages(data: bytes, most: int) -> list[tuple[float, bool]]:
    """Of each page (the first ``most``) its /UserUnit and whether it is damaged: what pdfium does not tell. Empty where pdfminer fails."""
    with _quiet():
        try:
            document = pdfplumber.open(io.BytesIO(data), password="")
            pages = islice(PDFPage.create_pages(document.doc), most)
            return [(_frame(page)[2], is_damaged(page)) for page in pages]
        except Exception:
            return []


def has_layers_off(data: bytes) -> bool:
    """Whether some layer of a PDF is off when it is opened; False where pdfminer fails."""
    with _quiet():
        try:
            return bool(layers_off(pdfplumber.open(io.BytesIO(data), password="").doc))
        except Exception:
            return False
