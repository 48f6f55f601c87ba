"""A PDF to what is believed of its pages: the same stages as a run, kept before anything becomes a row."""

from __future__ import annotations

from dataclasses import dataclass

from ggsr_extract.extractors.layout.document import layout
from ggsr_extract.extractors.readers.pdf import read_pdf
from ggsr_extract.models.checks import REJECTS, Refusal
from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.pipeline.documents import FAST
from ggsr_extract.pipeline.inspect.panel import Facts
from ggsr_extract.pipeline.inspect.view import PageView, views
from ggsr_extract.pipeline.runner import Options, parse


@dataclass(frozen=True, slots=True)
class Inspected:
    """What is said of the document, all its pages, and why it gave no factsheet (None where it did)."""

    facts: Facts
    pages: tuple[PageView, ...]
    refusal: Refusal | None = None


def inspected(file_name: str, data: bytes, options: Options) -> Inspected:
    """Read a PDF as a run does. What reads well but is no factsheet is given with its refusal and all its lines unclaimed.

    Raises :class:`Refusal` where the PDF itself cannot be read.
    """
    sheet: Factsheet | None = None
    refusal: Refusal | None = None
    engine = FAST if options.engine == "auto" else options.engine
    try:
        read = parse(file_name, data, options)
        sheet, engine = read.sheet, read.facts.reader
    except Refusal as caught:
        if REJECTS[caught.code].stage != "parse":
            raise
        refusal = caught
    source = read_pdf(data, engine=engine)
    pages = views(source.pages, layout(source.pages), sheet)
    facts = Facts(
        file_name,
        source.page_count,
        engine,
        tuple(item.name for item in sheet.approaches) if sheet is not None else (),
        REJECTS[refusal.code].meaning if refusal is not None else None,
    )
    return Inspected(facts, pages, refusal)
