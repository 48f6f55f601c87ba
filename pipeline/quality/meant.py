"""The lines of a document as they were read: with the signs that a tool garbled as what they stand for."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.factsheet.dumps.respelt import respelt
from ggsr_extract.models.source import Line
from ggsr_extract.models.table import Row


def meant(document: Row, rows: Sequence[Row]) -> list[str]:
    """The text of each row of ``lines``, spelt as the program read it (check ``signs_respelt``); otherwise as it stands there."""
    if "signs_respelt" not in document["checks"] or any(row["span"] is None for row in rows):
        return [row["text"] for row in rows]
    pieces: dict[int, list[Row]] = {}
    for row in sorted(rows, key=lambda row: row["span"]["start"]):
        pieces.setdefault(row["line_number"], []).append(row)
    lines = []
    for number, own in pieces.items():
        start, text = own[0]["span"]["start"], ""
        for row in own:
            text = text.ljust(row["span"]["start"] - start) + row["text"]
        lines.append(Line(number, None, text, start))
    spelt = {line.number: line for line in respelt(lines)}
    texts = []
    for row in rows:
        line, span = spelt[row["line_number"]], row["span"]
        texts.append(line.text[span["start"] - line.start : span["end"] - line.start])
    return texts
