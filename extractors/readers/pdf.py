"""PDF bytes to pages of words, ruling lines, shading and drawn marks: one entry, two engines."""

from __future__ import annotations

from dataclasses import dataclass

from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page

ENGINES = ("pdfium", "pdfplumber")


@dataclass(frozen=True, slots=True)
class PdfLimits:
    """What a PDF may cost before it is refused (``pdf_limit``)."""

    max_pages: int = 500
    max_chars_per_page: int = 100_000
    max_objects: int = 50_000


@dataclass(frozen=True, slots=True)
class PdfSource:
    """A PDF as read: its pages, and how many characters other than white space they hold."""

    pages: tuple[Page, ...]
    page_count: int
    engine: str
    char_count: int
    title: str | None = None


def read_pdf(
    data: bytes,
    *,
    engine: str = "pdfium",
    limits: PdfLimits = PdfLimits(),  # noqa: B008 - frozen
    pages: range | None = None,
) -> PdfSource:
    """Read a PDF; ``pages`` (0-based) restricts which. Raises ``Refusal``."""
    from ggsr_extract.extractors.readers import pdfium

    count, title, read = pdfium.read(data, limits, pages)
    chars = sum(len(word.text) for page in read for word in page.words)
    if not chars:
        raise Refusal("pdf_no_text")
    return PdfSource(read, count, engine, chars, title)
