"""Views to pictures, drawn with pdfplumber's page images (Pillow) over the page as pdfium renders it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, cast

import pypdfium2
from ggsr_extract.models.provenance import Box
from ggsr_extract.pipeline.inspect import palette
from ggsr_extract.pipeline.inspect.panel import Facts, beside, plain
from ggsr_extract.pipeline.inspect.view import Group, PageView, RoleBox
from pdfplumber.display import PageImage
from PIL import Image, ImageFont

if TYPE_CHECKING:
    from pdfplumber.page import Page as PlumberPage

_MAX_PIXELS = 5_000
"""The longer side of a page's picture is never longer, whatever the page's measures say."""
_NONE = (0, 0, 0, 0)
_LABEL_POINTS = 5.5
Corners = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class _Shown:
    """What pdfplumber's image must know of a page.

    pdfplumber measures from the media box and leaves cropped and odd boxes to the caller; the picture shows what a viewer
    shows, so all boxes are the page as shown, from (0, 0).
    """

    page_number: int
    bbox: Corners
    is_original: bool = True

    @property
    def mediabox(self) -> Corners:
        """The page as shown."""
        return self.bbox

    @property
    def cropbox(self) -> Corners:
        """The page as shown."""
        return self.bbox


def pictures(
    data: bytes, pages: Sequence[PageView], facts: Facts, dpi: int = 150
) -> Iterator[tuple[PageView, Image.Image]]:
    """Each page's picture: the page at the top left, ``dpi`` pixels to 72 points, and what was read drawn over it.

    To its right stands a panel with the legend. A page that cannot be rendered is drawn on white.
    """
    with _opened(data) as document:
        for view in pages:
            yield view, picture(_rendered(document, view, dpi), view, facts, dpi)


def picture(page: Image.Image, view: PageView, facts: Facts, dpi: int = 150) -> Image.Image:
    """The rendered page with its view drawn over it, and the panel beside it."""
    shown = _Shown(view.number, (0.0, 0.0, view.width, view.height))
    canvas = PageImage(cast("PlumberPage", shown), original=page, resolution=dpi)
    _lines(canvas, view)
    _tables(canvas, view)
    for group in view.groups:
        _group(canvas, group)
    for line in view.lines:
        if line.mark is not None:
            _mark(canvas, line)
    for line in view.lines:
        if line.role == "unclaimed":
            _outline(canvas, line.box, palette.ROLE_COLORS["unclaimed"], 3, 2.5)
    return beside(canvas.annotated, view, facts, canvas.scale)


@contextmanager
def _opened(data: bytes) -> Iterator[Any]:
    try:
        document = pypdfium2.PdfDocument(data, password="")
    except pypdfium2.PdfiumError:
        yield None
        return
    try:
        yield document
    finally:
        document.close()


def _rendered(document: Any, view: PageView, dpi: int) -> Image.Image:
    scale = min(dpi / 72, _MAX_PIXELS / max(view.width, view.height, 1.0))
    try:
        page = document[view.number - 1]
        # Where a page has a /UserUnit pdfium leaves it out of its measures, pages.width has it.
        bitmap = page.render(scale=scale * view.width / page.get_width(), may_draw_forms=False)
        image = cast("Image.Image", bitmap.to_pil()).convert("RGB")
        bitmap.close()
        page.close()
        return image
    except (pypdfium2.PdfiumError, TypeError, ZeroDivisionError):
        return Image.new(
            "RGB", (max(1, round(view.width * scale)), max(1, round(view.height * scale))), "white"
        )


def _lines(canvas: PageImage, view: PageView) -> None:
    for line in view.lines:
        color = palette.ROLE_COLORS[line.role]
        loud = line.role == "unclaimed"
        canvas.draw_rect(
            _corners(line.box), fill=(*color, 110 if loud else 60), stroke=(*color, 230), stroke_width=1
        )


def _tables(canvas: PageImage, view: PageView) -> None:
    for cell in view.cells:
        color = palette.HEADER_CELL if cell.header else palette.CELL
        _outline(canvas, cell.box, color, 2 if cell.header else 1, 1.5)
    for row in view.rows:
        _outline(canvas, row.box, palette.ROW, 1, 3.0)
        _label(canvas, view.width, row.box.top - 3.0, row.label, palette.ROW)


def _group(canvas: PageImage, group: Group) -> None:
    color = palette.GROUP if group.kind == "statement" else palette.CONCLUSION
    _outline(canvas, group.box, color, 2, 2.2)
    label = group.label
    if group.kind == "statement" and group.mark is None:
        label += " no mark"
    if group.doubts:
        label += " (" + ", ".join(group.doubts) + ")"
    _label(
        canvas,
        group.box.x1 + 2.2,
        group.box.top - 2.2,
        label,
        palette.DOUBT if group.doubts or group.mark == "?" else color,
        above=True,
    )


def _mark(canvas: PageImage, line: RoleBox) -> None:
    """The mark's own box filled with its colour, and left of it the sign that was read, larger than printed."""
    mark = line.mark or "?"
    color = palette.MARK_COLORS[mark]
    box = line.box
    canvas.draw_rect(_corners(box), fill=(*color, 130), stroke=(*color, 255), stroke_width=2)
    side = min(max(box.bottom - box.top, 7.0), 12.0)
    right, middle = box.x0 - 2.5, (box.top + box.bottom) / 2
    left, top, bottom = right - side, middle - side / 2, middle + side / 2
    width = max(2, round(1.4 * canvas.scale))
    if mark == "√":
        points = [(left, middle), (left + side * 0.35, bottom), (right, top)]
        canvas.draw_line(points, stroke=color, stroke_width=width)
    elif mark == "X":
        canvas.draw_line([(left, top), (right, bottom)], stroke=color, stroke_width=width)
        canvas.draw_line([(left, bottom), (right, top)], stroke=color, stroke_width=width)
    else:
        font = ImageFont.load_default(size=max(6.0, side * canvas.scale))
        place = (left * canvas.scale, (top - 1) * canvas.scale)
        canvas.draw.text(place, "?", fill=color, font=font, stroke_width=1)


def _outline(canvas: PageImage, box: Box, color: palette.Color, width: int, pad: float) -> None:
    corners = (box.x0 - pad, box.top - pad, box.x1 + pad, box.bottom + pad)
    canvas.draw_rect(corners, fill=_NONE, stroke=(*color, 255), stroke_width=width)


def _corners(box: Box) -> Corners:
    return (box.x0, box.top, box.x1, box.bottom)


def _label(
    canvas: PageImage, right: float, top: float, text: str, color: palette.Color, above: bool = False
) -> None:
    """A small tag whose top right corner (``above``: bottom right) is the place, moved into the page where it sticks out."""
    font = ImageFont.load_default(size=max(6.0, _LABEL_POINTS * canvas.scale))
    words = plain(text)
    x0, y0, x1, y1 = canvas.draw.textbbox((0, 0), words, font=font)
    pad = canvas.scale
    width, height = x1 - x0 + 2 * pad, y1 - y0 + 2 * pad
    size = canvas.annotated.size
    x = min(max(right * canvas.scale - width, 0), max(size[0] - width, 0))
    y = top * canvas.scale - (height if above else 0)
    y = min(max(y, 0), max(size[1] - height, 0))
    canvas.draw.rectangle((x, y, x + width, y + height), fill=(255, 255, 255, 200), outline=(*color, 255))
    canvas.draw.text((x + pad - x0, y + pad - y0), words, fill=color, font=font)
