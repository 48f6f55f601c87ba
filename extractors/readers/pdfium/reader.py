"""The fast reader: pages by way of pdfium."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, suppress
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

import numpy as np
import numpy.typing as npt
import pypdfium2
from ggsr_extract.extractors.readers.drawn.drawing import Bounds, Matrix, shown
from ggsr_extract.extractors.readers.drawn.shapes import Look
from ggsr_extract.extractors.readers.kinds import ended
from ggsr_extract.extractors.readers.letters.runs import Glyphs
from ggsr_extract.extractors.readers.letters.unseen import mirror_writing, without_mirrored, without_unseen
from ggsr_extract.extractors.readers.letters.words import words_of
from ggsr_extract.extractors.readers.limits import PdfLimits
from ggsr_extract.extractors.readers.pages import check_size, make_page
from ggsr_extract.extractors.readers.pdfium import calls
from ggsr_extract.extractors.readers.pdfium.covered import covered, paint_copies, visible
from ggsr_extract.extractors.readers.pdfium.drawing import Collector, drawings_of
from ggsr_extract.extractors.readers.pdfium.text import TextPage, glyphs_of, skew_of_text
from ggsr_extract.extractors.readers.skew import looking_askew, straightened
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page

_BATCH = 48_000
"""Characters and drawn things on pages that are worked on together: about twenty ordinary pages."""
_LOOK_PIXELS = 48
"""How many pixels the longer side of a rendered box gets."""


def read(
    data: bytes, limits: PdfLimits, pages: range | None, about: Sequence[tuple[float, bool]]
) -> tuple[int, str | None, tuple[Page, ...], tuple[str, ...]]:
    """Page count, title, pages, and the names of files that are attached. ``about`` gives each page's /UserUnit and whether it is damaged, where that is known."""
    document = _opened(data)
    try:
        count = len(document)
        if count > limits.max_pages:
            raise Refusal("pdf_limit", f"{count} pages, the limit is {limits.max_pages}")
        attached = tuple(
            document.get_attachment(index).get_name() for index in range(document.count_attachments())
        )
        if count < 1:
            raise Refusal("pdf_broken", "no pages")
        chosen = pages if pages is not None else range(count)
        read_pages = tuple(_pages(document, [i for i in chosen if i < count], limits, about))
        return count, document.get_metadata_value("Title") or None, read_pages, attached
    finally:
        document.close()


def _opened(data: bytes) -> Any:
    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        told = str(fault).lower()
        if "password" in told:
            raise Refusal("pdf_password") from fault
        if "security" in told:
            raise Refusal(
                "pdf_password", "it is locked with a certificate or in a way that is not known"
            ) from fault
        raise Refusal("pdf_broken", "" if ended(data) else "its end is missing: it was cut off") from fault


def holds_letters(data: bytes) -> bool:
    """Whether any page holds letters, be it that they are not shown."""
    try:
        document = _opened(data)
    except Refusal:
        return False
    try:
        return any(document[index].get_textpage().get_text_range().strip() for index in range(len(document)))
    except pypdfium2.PdfiumError:
        return False
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page that is open, with all but its words."""

    number: int
    size: tuple[float, float]
    collector: Collector
    text: TextPage
    look: Look
    problems: list[str]
    skew: float


def _pages(
    document: Any, indices: Sequence[int], limits: PdfLimits, about: Sequence[tuple[float, bool]]
) -> Iterator[Page]:
    waiting = list(reversed(indices))
    while waiting:
        with ExitStack() as stack:
            batch: list[Page | _Sheet] = []
            weight = 0
            while waiting and weight < _BATCH:
                index = waiting.pop()
                unit, damaged = about[index] if index < len(about) else (1.0, False)
                opened = _open_page(document, index, limits, unit, damaged, stack)
                batch.append(opened)
                if isinstance(opened, _Sheet):
                    weight += opened.collector.count + opened.text.count
            yield from _made(batch)


def _open_page(
    document: Any, index: int, limits: PdfLimits, unit: float, damaged: bool, stack: ExitStack
) -> Page | _Sheet:
    """A page with its drawing, for as long as the stack is open; an empty page where pdfium cannot load it."""
    number = index + 1
    address = calls.load_page(document.raw, index)
    if not address:
        return Page(number, 0.0, 0.0, (), problems=(f"page {number} is damaged: it cannot be loaded",))
    page = calls.reference(address)
    stack.callback(calls.close_page, page)
    frame, width, height = _frame(page, unit)
    check_size(number, width, height, limits)
    address = calls.load_text(page)
    if not address:
        return Page(number, width, height, (), problems=(f"page {number} is damaged: no text",))
    text_page = calls.reference(address)
    stack.callback(calls.close_text, text_page)
    text = TextPage(text_page, calls.count_chars(text_page), frame)
    if text.count > limits.max_chars_per_page:
        raise Refusal("pdf_limit", f"more than {limits.max_chars_per_page} characters on a page")
    size = (round(width, 3), round(height, 3))
    look = _look(document, index, unit, stack)
    skew = skew_of_text(text)
    if skew:
        text = replace(text, frame=straightened(frame, skew, size))
        look = looking_askew(look, skew, size)
    collector = Collector(limits)
    collector.collect(page, number, text.frame)
    problems = [f"page {number} is damaged: its content cannot be unpacked"] if damaged else []
    return _Sheet(number, size, collector, text, look, problems, skew)


def _look(document: Any, index: int, unit: float, stack: ExitStack) -> Look:
    """What renders boxes of a page; it is opened once more for that, when it is looked at first."""
    opened: list[_Look] = []

    def look(box: Bounds) -> npt.NDArray[np.uint8] | None:
        if not opened:
            page = _page_with_fields(document, index)
            stack.callback(page.close)
            opened.append(_Look(page, unit))
        return opened[0](box)

    return look


def _page_with_fields(document: Any, index: int) -> Any:
    """A page for rendering, with the check boxes of its form."""
    with suppress(pypdfium2.PdfiumError):
        document.init_forms()
    return document[index]


def _made(batch: Sequence[Page | _Sheet]) -> Iterator[Page]:
    """The pages of a batch, those that could not be read in their places."""
    sheets = [item for item in batch if isinstance(item, _Sheet)]
    glyphs, known = glyphs_of([sheet.text for sheet in sheets])
    drawings = drawings_of([sheet.collector for sheet in sheets])
    objects = set(known)
    if glyphs.runs.painting.any():
        paint_copies(glyphs, known, [thing for sheet in sheets for thing in sheet.collector.missing(objects)])
    glyphs, unseen, layered = without_unseen(glyphs, drawings)
    glyphs, mirrored = without_mirrored(glyphs, len(sheets))
    glyphs = _without_covered(glyphs, known, sheets, unseen)
    words = words_of(glyphs, [sheet.size for sheet in sheets])
    place = 0
    for item in batch:
        if isinstance(item, Page):
            yield item
            continue
        problems = list(item.problems)
        if item.collector.lost(objects):
            problems.append(f"page {item.number}: pdfium leaves out text of a font without widths")
        if mirrored[place]:
            problems.append(mirror_writing(item.number, mirrored[place]))
        embedded = partial(glyphs.runs.embedded_on, place)
        page = make_page(
            item.number, *item.size, words[place], embedded, drawings[place], item.look, problems
        )
        if unseen[place] or layered[place] or item.skew:
            page = replace(page, unseen=unseen[place], layer=layered[place], skew=item.skew)
        yield page
        place += 1


def _without_covered(
    glyphs: Glyphs, objects: Sequence[int], sheets: Sequence[_Sheet], unseen: list[int]
) -> Glyphs:
    """The glyphs without those that something lies on or a clip path leaves out; adds their letters to ``unseen``."""
    lost: list[int] = []
    pieces = visible(glyphs, len(sheets))
    for place, sheet in enumerate(sheets):
        order = sheet.collector.order() if sheet.collector.covers else {}
        found = covered(glyphs, objects, pieces[place], order, sheet.collector.covers, sheet.look)
        unseen[place] += int(glyphs.count[found].sum())
        lost += found.tolist()
    return glyphs.picked(np.delete(np.arange(len(glyphs.run)), lost)) if lost else glyphs


def _frame(page: Any, unit: float) -> tuple[Matrix, float, float]:
    """From user space to the page as shown, and its width and height."""
    box = (calls.FLOAT * 4)()
    calls.page_box(page, box)
    left, top, right, bottom = box
    rotation = calls.rotation(page) * 90 % 360
    width, height = (right - left) * unit, (top - bottom) * unit
    frame = shown((left, bottom, right, top), rotation, unit)
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
        bitmap = self._page.render(scale=_LOOK_PIXELS / longest, crop=crop)
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
                self._pages[index] = _page_with_fields(self._document, index)
        except (pypdfium2.PdfiumError, IndexError):
            return None
        return _Look(self._pages[index], unit)

    def close(self) -> None:
        """Close all pages and the document."""
        for page in self._pages.values():
            page.close()
        self._document.close()
