"""Text and PDF documents to factsheets: which reader, which layout, and when to read again."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

from ggsr_extract.extractors.factsheet.municipalities import MunicipalityTable, load
from ggsr_extract.extractors.factsheet.parse import parse_text as parse_flat
from ggsr_extract.extractors.readers.text import read_text
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.factsheet import Factsheet

Parsed = tuple[Factsheet, str, int | None]


def _table(path: str | None) -> MunicipalityTable:
    return load(Path(path) if path else None)


def parse_text(data: bytes, municipalities: str | None, timings: dict[str, float]) -> Parsed:
    """A text file to a factsheet, the reader's name and no page count. Raises :class:`Refusal`."""
    started = time.perf_counter()
    source = read_text(data)
    head = source.text.lstrip("\ufeff \t\r\n")[:200].casefold()
    if head.startswith(("{", "[", "<!doctype", "<html", "<?xml")):
        raise Refusal("not_a_factsheet", "it is a data file or a web page")
    timings["read"] = time.perf_counter() - started
    started = time.perf_counter()
    sheet = parse_flat(source.lines, _table(municipalities))
    timings["parse"] = time.perf_counter() - started
    return replace(sheet, checks=(*source.checks, *sheet.checks)), "text", None
