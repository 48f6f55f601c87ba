"""Pages of PDFs as pictures, from the sources when a person gives them."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ggsr_extract.pipeline.report.data import Document

SCALE = 1.5
"""Pixels per point: an A4 page becomes about 890 by 1260 pixels."""
QUALITY = 55
"""Of WebP, 0..100."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's picture: its number, file below the report, and width and height of the page in points."""

    number: int
    file: str
    width: float
    height: float


def draw(document: Document, data: bytes, out: Path) -> tuple[Picture, ...]:
    """Writes the pictures of a PDF below ``out`` and tells where; nothing for what no longer opens."""
    import pypdfium2
    from ggsr_extract.extractors.readers.pdf import user_units

    pictures: list[Picture] = []
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError:
        return ()
    try:
        units = dict(enumerate(user_units(data)))
        for index in range(len(pdf)):
            page = pdf[index]
            unit = units.get(index, 1.0)
            width, height = page.get_size()
            file = f"paginas/{document.id}/{index + 1}.webp"
            target = out / file
            target.parent.mkdir(parents=True, exist_ok=True)
            scale = min(unit * SCALE, 4000 / max(width, height, 1))
            image = page.render(scale=scale, may_draw_forms=False).to_pil()
            image.convert("RGB").save(target, "WEBP", quality=QUALITY, method=4)
            pictures.append(Picture(index + 1, file, round(unit * width, 2), round(unit * height, 2)))
            page.close()
    finally:
        pdf.close()
    return tuple(pictures)
