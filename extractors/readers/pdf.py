"""PDF bytes to pages of words, ruling lines, shading and drawn marks: one entry, two engines.

pdfium is fast and the default; pdfplumber (pdfminer) is the reference. Neither is safe to use from several threads at
once; separate processes are fine.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import attrgetter

from ggsr_extract.extractors.readers.drawn.shapes import Look
from ggsr_extract.extractors.readers.kinds import attachments, several, without_text
from ggsr_extract.extractors.readers.letters.coded import UNNAMED_LETTER
from ggsr_extract.extractors.readers.letters.unnamed import Unnamed, with_letters
from ggsr_extract.extractors.readers.limits import Findings, PdfLimits, look_through
from ggsr_extract.extractors.readers.pdfium import reader as pdfium
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page

__all__ = ["ENGINES", "NAMELESS", "PdfLimits", "PdfSource", "read_pdf", "user_units"]

ENGINES = ("pdfium", "pdfplumber")
NAMELESS = "its fonts do not tell which letters they draw"
"""Why a PDF is refused whose letters have no names: a reader that looks into the fonts may find some."""


@dataclass(frozen=True, slots=True)
class PdfSource:
    """A PDF as read.

    ``pages`` are those that were asked for, ``page_count`` counts all; ``char_count`` is the number of characters other
    than white space on ``pages``; ``title`` is what the file's own metadata says; ``attached`` are the names of files attached
    to it, which are not read (pdfium alone tells them); ``unnamed`` is what became of letters that its fonts do not name.
    """

    pages: tuple[Page, ...]
    page_count: int
    engine: str
    char_count: int
    title: str | None = None
    attached: tuple[str, ...] = ()
    unnamed: Unnamed = field(default_factory=Unnamed)


def read_pdf(
    data: bytes,
    *,
    engine: str = "pdfium",
    limits: PdfLimits | None = None,
    pages: range | None = None,
) -> PdfSource:
    """Read a PDF with one of the ``ENGINES``; ``pages`` (0-based) restricts which.

    A page that cannot be read is given empty, with the reason in ``Page.problems``. Raises ``Refusal`` with code
    ``pdf_broken``, ``pdf_password``, ``pdf_no_text`` (nothing on any page is text), ``pdf_limit`` or ``several_factsheets``
    (several PDFs in one file), and ``ValueError`` for an unknown engine.
    """
    limits = limits or PdfLimits()
    if several(data):
        raise Refusal("several_factsheets", "it is several PDFs, one behind the other")
    findings = look_through(data, limits)
    if engine == "pdfium":
        count, title, read, attached = _by_pdfium(data, limits, pages, findings)
    elif engine == "pdfplumber":
        count, title, read = _by_pdfplumber(data, limits, pages)
        attached = ()
    else:
        raise ValueError(f"unknown engine {engine!r}; choose from {', '.join(ENGINES)}")
    text = "".join(map(attrgetter("text"), chain.from_iterable(page.words for page in read)))
    if pages is None and not text and any(page.problems for page in read):
        raise Refusal("pdf_broken", read[0].problems[0] if read[0].problems else "")
    unnamed = Unnamed()
    if UNNAMED_LETTER.search(text):
        read, unnamed = with_letters(read)
    if pages is None and 2 * (unnamed.left + text.count("\ufffd")) >= len(text):
        raise _without_letters(data, text, findings, attached)
    return PdfSource(read, count, engine, len(text), title, attached, unnamed)


def _by_pdfium(
    data: bytes, limits: PdfLimits, pages: range | None, findings: Findings
) -> tuple[int, str | None, tuple[Page, ...], tuple[str, ...]]:
    """Page count, title, pages and names of attached files, with the other reader asked for what pdfium does not tell."""
    about: list[tuple[float, bool]] = []
    if findings.user_unit or findings.damaged:
        from ggsr_extract.extractors.readers.plumber.reader import about_pages

        about = about_pages(data, limits.max_pages)
    count, title, read, attached = pdfium.read(data, limits, pages, about)
    if findings.layers:
        from ggsr_extract.extractors.readers.plumber.reader import has_layers_off

        if has_layers_off(data):
            read = tuple([_with_problem(page, "pdfium reads text of layers that are off") for page in read])
    if not about and any(map(_blank, read)) and not all(map(_blank, read)):
        read = _with_missing_contents(read, data, limits)
    return count, title, read, attached


def _with_problem(page: Page, problem: str) -> Page:
    return replace(page, problems=(*page.problems, f"page {page.number}: {problem}"))


def _by_pdfplumber(
    data: bytes, limits: PdfLimits, pages: range | None
) -> tuple[int, str | None, tuple[Page, ...]]:
    """Page count, title and pages; pdfium renders what marks are told from, and is opened for that where it is needed."""
    from ggsr_extract.extractors.readers.plumber import reader as plumber

    with ExitStack() as stack:
        opened: list[pdfium.Renderer | None] = []

        def look(index: int, unit: float) -> Look | None:
            if not opened:
                opened.append(pdfium.Renderer.open(data))
                if opened[0] is not None:
                    stack.callback(opened[0].close)
            return opened[0].look(index, unit) if opened[0] is not None else None

        return plumber.read(data, limits, pages, look)


def _without_letters(data: bytes, text: str, findings: Findings, attached: Sequence[str]) -> Refusal:
    """Why nothing of a PDF can be read."""
    if text and findings.damaged:
        return Refusal("pdf_broken", "its fonts are damaged, as where a program changed its line ends")
    if text:
        return Refusal("pdf_no_text", NAMELESS)
    reason = attachments(attached) or without_text(data)
    if not reason and pdfium.holds_letters(data):
        reason = "its pages hold letters but show none: print it anew so that they are seen"
    return Refusal("pdf_no_text", reason or "it has no text layer: it is a scan or pictures")


def user_units(data: bytes) -> list[float]:
    """The /UserUnit of each page, by which pdfium's measures must be multiplied to be points; empty where no page has one."""
    try:
        if not look_through(data, PdfLimits()).user_unit:
            return []
    except Refusal:
        return []
    from ggsr_extract.extractors.readers.plumber.reader import about_pages

    return [unit for unit, _ in about_pages(data, PdfLimits().max_pages)]


def _blank(page: Page) -> bool:
    return not (page.words or page.rules or page.fills or page.shapes or page.problems)


def _with_missing_contents(pages: tuple[Page, ...], data: bytes, limits: PdfLimits) -> tuple[Page, ...]:
    """Pages on which pdfium finds nothing, told as damaged where that is because their contents are not in the file."""
    from ggsr_extract.extractors.readers.plumber import reader as plumber

    lost = [damaged for _, damaged in plumber.about_pages(data, limits.max_pages)]
    return tuple(
        replace(page, problems=(f"page {page.number} is damaged: its content is not in the file",))
        if _blank(page) and page.number <= len(lost) and lost[page.number - 1]
        else page
        for page in pages
    )
