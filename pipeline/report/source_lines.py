"""The source beside a factsheet's page: its lines, and which statement or conclusion owns which part of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ggsr_extract.pipeline.report.data import Document
from ggsr_extract.pipeline.report.marked import Run, runs

_EXACT = frozenset({"mark", "finding", "remark", "conclusion"})
"""Roles whose characters the spans of statements and conclusions name one by one."""
_QUIET = frozenset({"running_header", "footer", "boilerplate"})
_LOUD = frozenset({"title", "heading", "table_header"})


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the source with its number; ``style`` is x (unclaimed), q (quiet), h (heading) or empty."""

    number: int
    style: str
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class SourcePage:
    """The lines of a page; ``number`` is None for text."""

    number: int | None
    lines: tuple[Line, ...]


def source_pages(document: Document, numbers: Mapping[str, int]) -> tuple[SourcePage, ...]:
    """The lines of a document page by page. ``numbers`` are those of statements, conclusions and approaches, by id."""
    spans = _spans(document, numbers)
    owners = dict(numbers)
    for statement, remarks in document.remarks_of.items():
        for row in remarks:
            owners[row["remark_id"]] = numbers[statement]
    pages: dict[int | None, list[Line]] = {}
    for row in document.rows("lines"):
        number = owners.get(row["owner_id"]) if row["owner_id"] else None
        if row["span"] is not None and row["role"] in _EXACT:
            start, end = row["span"]["start"], row["span"]["end"]
            near = [span for span in spans if span[0] < end and span[1] > start]
            parts = runs(row["text"], start, near)
        else:
            parts = (Run(row["text"], () if number is None else (number,)),)
        pages.setdefault(row["page"], []).append(Line(row["line_number"], _style(row["role"]), parts))
    return tuple(SourcePage(number, tuple(_joined(lines))) for number, lines in pages.items())


def _spans(document: Document, numbers: Mapping[str, int]) -> list[tuple[int, int, int]]:
    found: dict[tuple[int, int, int], None] = {}
    for name, key in (("findings", "statement_id"), ("conclusions", "conclusion_id")):
        for row in document.rows(name):
            for span in row["spans"]:
                found[(span["start"], span["end"], numbers[row[key]])] = None
    return sorted(found)


def _joined(lines: Iterable[Line]) -> Iterable[Line]:
    """Parts of one line that the dataset cut by role stand side by side again."""
    last: Line | None = None
    for line in lines:
        if last is not None and last.number == line.number:
            last = Line(last.number, last.style or line.style, (*last.runs, *line.runs))
            continue
        if last is not None:
            yield _merged(last)
        last = line
    if last is not None:
        yield _merged(last)


def _merged(line: Line) -> Line:
    """Neighbours of the same owners as one run; the white space around them goes along, and at the end goes away."""
    result: list[Run] = []
    for part in line.runs:
        if result and (part.owners == result[-1].owners or not part.text.strip()):
            result[-1] = Run(result[-1].text + part.text, result[-1].owners)
        elif result and not result[-1].text.strip():
            result[-1] = Run(result[-1].text + part.text, part.owners)
        else:
            result.append(part)
    if result:
        result[-1] = Run(result[-1].text.rstrip(), result[-1].owners)
    return Line(line.number, line.style, tuple(result))


def _style(role: str) -> str:
    if role == "unclaimed":
        return "x"
    return "q" if role in _QUIET else "h" if role in _LOUD else ""
