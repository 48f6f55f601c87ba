"""Datasets against the source files themselves: nothing lost, nothing outside its page."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.inputs.originals import Originals
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.quality.problems import Problem
from ggsr_extract.pipeline.quality.traced import SLACK
from ggsr_extract.pipeline.store.reading import DocumentReader

Compared = Callable[[str, bool], None]
"""Told of the source of each document, and whether its lines could be compared with it."""


def source_problems(place: Path, sources: str | Path, compared: Compared | None = None) -> Iterator[Problem]:
    """What the lines of each document leave out or make up; sources that changed or are not found are only told."""
    with Originals(sources) as originals:
        for tables in DocumentReader(place):
            document = tables["documents"][0]
            data = originals.find(document)
            if compared is not None:
                compared(document["source"], data is not None)
            if data is None:
                continue
            if document["media_type"] == "application/pdf":
                yield from _pages(document, tables["lines"], data)
            else:
                yield from _characters(document, tables["lines"], data)


def _characters(document: Row, lines: list[Row], data: bytes) -> Iterator[Problem]:
    from ggsr_extract.extractors.readers.text import decode

    source = document["source"]
    try:
        text, _ = decode(data)
    except Refusal as refusal:
        yield Problem("lines", source, f"the source cannot be decoded ({refusal.code})")
        return
    at = 0
    for row in sorted((row for row in lines if row["span"]), key=lambda row: row["span"]["start"]):
        start, end = row["span"]["start"], row["span"]["end"]
        if left := text[at:start].strip():
            yield Problem(
                "lines", f"{source}, before line {row['line_number']}", f"{left[:60]!r} is on no line"
            )
        if text[start:end] != row["text"]:
            yield Problem(
                "lines",
                f"{source}, line {row['line_number']}",
                f"the source has {text[start:end][:60]!r} at its span",
            )
        at = max(at, end)
    if left := text[at:].strip():
        yield Problem("lines", f"{source}, after the last line", f"{left[:60]!r} is on no line")


def _pages(document: Row, lines: list[Row], data: bytes) -> Iterator[Problem]:
    import pypdfium2
    from ggsr_extract.extractors.readers.pdf import user_units

    source = document["source"]
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as fault:
        yield Problem("documents", source, f"the source cannot be opened ({fault})")
        return
    try:
        if len(pdf) != document["page_count"]:
            yield Problem(
                "documents",
                source,
                f"page_count is {document['page_count']}, the source has {len(pdf)} pages",
            )
        units = dict(enumerate(user_units(data)))
        sizes = [
            tuple(units.get(index, 1.0) * side for side in pdf.get_page_size(index))
            for index in range(len(pdf))
        ]
    finally:
        pdf.close()
    for row in lines:
        box = row["box"]
        if box is None or not 1 <= box["page"] <= len(sizes):
            continue
        width, height = sizes[box["page"] - 1]
        inside = (
            box["x0"] >= -SLACK
            and box["top"] >= -SLACK
            and box["x1"] <= width + SLACK
            and box["bottom"] <= height + SLACK
        )
        if not inside:
            where = f"{source}, page {box['page']}, line {row['line_number']}"
            yield Problem("lines", where, f"its box is outside the page of {width:g} by {height:g} points")
