"""Text and PDF documents to factsheets: which reader, which layout, and when to read again."""

from __future__ import annotations

import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from ggsr_extract.extractors.factsheet.about.municipalities import MunicipalityTable, load
from ggsr_extract.extractors.factsheet.dumps.ending import broken_off
from ggsr_extract.extractors.factsheet.pageorder import (
    missing,
    printed_numbers,
    printed_order,
    without_copies,
)
from ggsr_extract.extractors.factsheet.parse import parse_pages
from ggsr_extract.extractors.factsheet.parse import parse_text as parse_flat
from ggsr_extract.extractors.factsheet.refusals import named_only
from ggsr_extract.extractors.factsheet.spelling import spelling
from ggsr_extract.extractors.layout.markdown.document import is_markdown, markdown_text
from ggsr_extract.extractors.layout.text.grid import is_layout_text, layout_text
from ggsr_extract.extractors.readers.kinds import attachments, foreign
from ggsr_extract.extractors.readers.text import read_text
from ggsr_extract.models.checks import Check, Refusal, Severity
from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.pipeline.pagechecks import page_checks

if TYPE_CHECKING:
    from ggsr_extract.extractors.readers.pdf import PdfLimits
    from ggsr_extract.models.source import Page

Parsed = tuple[Factsheet, str, int | None]
_WITHOUT_ROWS = ("no_findings", "not_a_factsheet")
FAST, REFERENCE = "pdfium", "pdfplumber"


def _table(path: str | None) -> MunicipalityTable:
    return load(Path(path) if path else None)


def parse_text(data: bytes, municipalities: str | None, timings: dict[str, float]) -> Parsed:
    """A text file to a factsheet, the reader's name and no page count. Raises :class:`Refusal`.

    A dump that keeps the layout (columns side by side) goes the way of the pages; where that leaves doubts, the text is read
    as a flat one as well, which counts where the columns lost a part of the tables.
    """
    started = time.perf_counter()
    if kind := foreign(data):
        raise Refusal("binary", f"it is {kind}")
    source = read_text(data)
    head = source.text.lstrip("\ufeff \t\r\n")[:200].casefold()
    if head.startswith(("{", "[", "<!doctype", "<html", "<?xml")):
        raise Refusal("not_a_factsheet", "it is a data file or a web page")
    marked_up = is_markdown(source.lines)
    keeps_layout = marked_up or is_layout_text(source.lines)
    _add(timings, "read", started)
    results: list[tuple[Factsheet, str]] = []
    refusal: Refusal | None = None
    if keeps_layout:
        started = time.perf_counter()
        spelt = spelling(source.lines, markup=True)
        document = markdown_text(spelt.written) if marked_up else layout_text(spelt.text(source.text))
        _add(timings, "layout", started)
        started = time.perf_counter()
        try:
            sheet = parse_pages(document, _table(municipalities))
            changed = marked_up or spelt.written != spelt.read
            results.append((spelt.as_read(sheet) if changed else sheet, "text-layout"))
        except Refusal as caught:
            refusal = caught
        _add(timings, "parse", started)
    if not results or _doubted(results[0][0]):
        started = time.perf_counter()
        try:
            results.append((parse_flat(source.lines, _table(municipalities)), "text"))
        except Refusal as caught:
            refusal = refusal or caught
        _add(timings, "parse", started)
    if not results:
        refusal = refusal or Refusal("not_a_factsheet")
        raise (named_only(source.text) if refusal.code in _WITHOUT_ROWS else None) or refusal
    chosen = 1 if len(results) > 1 and _lost_rows(results[0][0], results[1][0], certain=marked_up) else 0
    sheet, reader = results[chosen]
    sheet = broken_off(sheet, open_end=source.open_end)
    return replace(sheet, checks=(*source.checks, *sheet.checks)), reader, None


def parse_pdf(
    data: bytes,
    engine: str,
    municipalities: str | None,
    timings: dict[str, float],
    limits: PdfLimits | None = None,
) -> Parsed:
    """A PDF to a factsheet, the reader that gave it and the page count. Raises :class:`Refusal`.

    With engine ``auto`` the fast reader goes first; where its result fails its own checks, the reference reader reads the
    document again, and the better result counts.
    """
    if engine != "auto":
        return _read(data, engine, municipalities, timings, limits)
    refusal: Refusal | None = None
    first: Parsed | None = None
    try:
        first = _read(data, FAST, municipalities, timings, limits)
        if not _faults(first[0]) and not _guessed(first[0]):
            return first
    except Refusal as caught:
        from ggsr_extract.extractors.readers.pdf import NAMELESS

        if caught.code not in (*_WITHOUT_ROWS, "pdf_broken") and caught.detail != NAMELESS:
            raise
        refusal = caught
    try:
        second = _read(data, REFERENCE, municipalities, timings, limits)
    except Refusal:
        if first is None:
            raise refusal or Refusal("pdf_broken") from None
        return first
    sheet, engine, count = second
    if first is not None:
        # what the reference reader does not tell: pages that it passes over as if they had never been there, and attachments
        passed = (first[2] or 0) > (count or 0)
        codes = {"files_unread", "page_damaged"} if passed else {"files_unread"}
        told = [check for check in first[0].checks if check.code in codes]
        sheet, count = replace(sheet, checks=(*told, *sheet.checks)), first[2] if passed else count
    if first is not None and (_faults(first[0]) + _guessed(first[0]) <= _faults(sheet) + _guessed(sheet)):
        return first
    check = Check(
        "reader_fallback",
        "The fast reader's result failed its own checks; the reference reader gave this one.",
    )
    return replace(sheet, checks=(check, *sheet.checks)), engine, count


def _read(
    data: bytes, engine: str, municipalities: str | None, timings: dict[str, float], limits: PdfLimits | None
) -> Parsed:
    from ggsr_extract.extractors.readers.pdf import read_pdf

    started = time.perf_counter()
    source = read_pdf(data, engine=engine, limits=limits)
    _add(timings, "read", started)
    pages, copies = without_copies(source.pages)
    try:
        sheet = _understood(pages, municipalities, timings)
    except Refusal as refusal:
        if not source.attached:
            raise
        raise Refusal(refusal.code, attachments(source.attached)) from None
    numbers = printed_numbers(sheet.lines)
    as_bound = [page.number for page in pages]
    order = printed_order(numbers, as_bound)
    absent = tuple(
        Check("pages_missing", f"Between the pages numbered {first} and {second} pages are missing.")
        for first, second in missing([numbers.get(page) for page in order or as_bound])
    )
    if order:
        place = {number: at for at, number in enumerate(order)}
        with suppress(Refusal):
            again = _understood(sorted(pages, key=lambda page: place[page.number]), municipalities, timings)
            if _faults(again) <= _faults(sheet):
                about = "The pages were read in the order of the numbers that they print."
                reordered = Check("pages_reordered", about, value=", ".join(map(str, order)))
                sheet = replace(again, checks=(reordered, *again.checks))
    told = (*page_checks(source, copies), *absent)
    return replace(sheet, checks=(*told, *sheet.checks)), engine, source.page_count


def _understood(pages: Sequence[Page], municipalities: str | None, timings: dict[str, float]) -> Factsheet:
    """Pages in this order to a factsheet. Raises :class:`Refusal`."""
    from ggsr_extract.extractors.layout.document import layout

    started = time.perf_counter()
    document = layout(pages)
    _add(timings, "layout", started)
    started = time.perf_counter()
    sheet = parse_pages(document, _table(municipalities))
    _add(timings, "parse", started)
    return sheet


def _add(timings: dict[str, float], stage: str, started: float) -> None:
    timings[stage] = timings.get(stage, 0.0) + time.perf_counter() - started


def _faults(sheet: Factsheet) -> int:
    """How much is wrong with a result: errors (an indicator that comes more than once is one), and words that nothing claims."""
    errors = sum(check.severity is Severity.ERROR for check in sheet.checks)
    repeated = set()
    for item in sheet.statements:
        for check in item.checks:
            if check.code == "row_duplicate":
                repeated.add((item.approach, item.year, check.value))
            elif check.severity is Severity.ERROR:
                errors += 1
    unclaimed = sum(len(item.fragment.text.split()) for item in sheet.lines if item.role == "unclaimed")
    return 10 * (errors + len(repeated)) + unclaimed


def _guessed(sheet: Factsheet) -> int:
    """How much of a PDF's text its fonts do not name for a reader: the other one looks into the fonts themselves for it."""
    return 10 * len({check.code for check in sheet.checks} & {"letters_inferred", "encoding_damaged"})


_LOST_FAULTS = 50


def _lost_rows(paged: Factsheet, flat: Factsheet, *, certain: bool) -> bool:
    """Whether the reading by columns lost rows that the flat one has. Short of that it counts, doubts and all: its cells are
    known, and a flat reading of columns side by side can give a text to the wrong row without a sign.

    ``certain``: the file tells the cells, and faults are its own.
    """
    rows, all_rows = (sum(len(item.indicators) for item in sheet.statements) for sheet in (paged, flat))
    return rows < 0.9 * all_rows or (not certain and _faults(paged) - _faults(flat) > _LOST_FAULTS)


def _doubted(sheet: Factsheet) -> bool:
    """Whether a reading of a text leaves faults, or warnings about findings."""
    return _faults(sheet) > 0 or any(
        check.severity is Severity.WARNING for item in sheet.statements for check in item.checks
    )
