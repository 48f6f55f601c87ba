"""Whether each value of a document can be traced: places within pages and text, lines that hold every character once, and
texts that are made of the letters on their lines. Pure: rows in, problems out."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise

from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.quality.meant import meant
from ggsr_extract.pipeline.quality.problems import (
    Problem,
    Tables,
    finding_name,
    line_name,
    rows_by,
    source_of,
)

SLACK = 0.5
"""Points by which rounded boxes may stand out of what holds them."""


def letters(text: str | None) -> str:
    """Letters and digits only: what line breaks, hyphens, bullets and quotation marks leave untouched."""
    return "".join(char for char in unicodedata.normalize("NFKC", text or "") if char.isalnum())


def traced(tables: Tables) -> Iterator[Problem]:
    """What of one document cannot be traced; ``tables`` holds its rows of every dataset."""
    yield from _places(tables)
    yield from _placed(tables)
    yield from _lines(tables)
    yield from _texts(tables)


def _places(tables: Tables) -> Iterator[Problem]:
    document = tables["documents"][0]
    pages = document["page_count"]
    end = max((row["span"]["end"] for row in tables["lines"] if row["span"]), default=0)
    placed = [
        *(("findings", finding_name(tables, row), row) for row in tables["findings"]),
        *(
            ("conclusions", f"{source_of(tables)}, conclusion {row['conclusion_id']}", row)
            for row in tables["conclusions"]
        ),
        *(
            (
                "lines",
                line_name(tables, row),
                {"boxes": [row["box"]] if row["box"] else [], "spans": [], **row},
            )
            for row in tables["lines"]
        ),
    ]
    edges = _edges(tables["lines"])
    for dataset, where, row in placed:
        if row["page"] is not None and pages is not None and not 1 <= row["page"] <= pages:
            yield Problem(dataset, where, f"page {row['page']} is not one of the {pages} pages")
        for box in row["boxes"]:
            fault = _box_fault(box, pages, edges)
            if fault:
                yield Problem(dataset, where, fault)
        for span in row["spans"]:
            if not 0 <= span["start"] < span["end"] <= end:
                yield Problem(
                    dataset,
                    where,
                    f"span {span['start']}..{span['end']} is not within the text's {end} characters",
                )


def _placed(tables: Tables) -> Iterator[Problem]:
    """Text has spans and no pages, a document with pages has boxes and no spans; nothing that is printed is without a place."""
    paged = tables["documents"][0]["page_count"] is not None
    if any((row["page"] is not None) != paged for row in tables["lines"]):
        said = "given" if paged else "null"
        yield Problem("documents", source_of(tables), f"page_count is {said}, but its lines say otherwise")
        return
    printed = [
        *(
            ("findings", finding_name(tables, row), row)
            for row in tables["findings"]
            if (row["mark"] or row["text"]) and "corrected" not in row["checks"]
        ),
        *(
            ("conclusions", f"{source_of(tables)}, conclusion {row['conclusion_id']}", row)
            for row in tables["conclusions"]
        ),
    ]
    for dataset, where, row in printed:
        for name, have in (
            ("page", row["page"] is not None),
            ("boxes", bool(row["boxes"])),
            ("spans", not row["spans"]),
        ):
            if have != paged:
                kind = "with" if paged else "without"
                yield Problem(
                    dataset, where, f"{name} is {row[name]}, which cannot be of a source {kind} pages"
                )


def _edges(lines: Iterable[Row]) -> dict[int, tuple[float, float, float, float]]:
    """Per page, the box around all its lines: nothing that was read from it can stand outside."""
    edges: dict[int, tuple[float, float, float, float]] = {}
    for row in lines:
        if (box := row["box"]) is None:
            continue
        have = edges.get(box["page"], (box["x0"], box["top"], box["x1"], box["bottom"]))
        edges[box["page"]] = (
            min(have[0], box["x0"]),
            min(have[1], box["top"]),
            max(have[2], box["x1"]),
            max(have[3], box["bottom"]),
        )
    return edges


def _box_fault(
    box: Row, pages: int | None, edges: Mapping[int, tuple[float, float, float, float]]
) -> str | None:
    name = f"box {box['x0']},{box['top']},{box['x1']},{box['bottom']} on page {box['page']}"
    if not (box["x0"] <= box["x1"] and box["top"] <= box["bottom"]):
        return f"{name} is turned inside out"
    if box["page"] < 1 or (pages is not None and box["page"] > pages):
        return f"{name} is on none of the {pages} pages"
    around = edges.get(box["page"])
    if around is None or not (
        box["x0"] >= around[0] - SLACK
        and box["top"] >= around[1] - SLACK
        and box["x1"] <= around[2] + SLACK
        and box["bottom"] <= around[3] + SLACK
    ):
        return f"{name} is outside of what was read from that page"
    return None


def _lines(tables: Tables) -> Iterator[Problem]:
    owners = {
        *(row["statement_id"] for row in tables["findings"]),
        *(row["remark_id"] for row in tables["remarks"]),
        *(row["conclusion_id"] for row in tables["conclusions"]),
        *(row["approach_id"] for row in tables["approaches"]),
    }
    spans: list[tuple[int, int, str]] = []
    for row in tables["lines"]:
        where = line_name(tables, row)
        if (row["box"] is None) == (row["span"] is None):
            yield Problem("lines", where, "a line has either a box or a span")
        if row["owner_id"] is not None and row["owner_id"] not in owners:
            yield Problem("lines", where, f"owner_id {row['owner_id']} is nothing of this document")
        if row["span"] is not None:
            start, end = row["span"]["start"], row["span"]["end"]
            spans.append((start, end, where))
            if end - start != len(row["text"]):
                yield Problem(
                    "lines", where, f"span {start}..{end} does not fit its {len(row['text'])} characters"
                )
    spans.sort()
    for (_, end, first), (start, _, second) in pairwise(spans):
        if start < end:
            yield Problem(
                "lines", second, f"characters {start}..{end} are also on {first.rpartition(', ')[2]}"
            )


def _texts(tables: Tables) -> Iterator[Problem]:
    on_lines: dict[tuple[str, str], str] = {}
    for row, text in zip(tables["lines"], meant(tables["documents"][0], tables["lines"]), strict=True):
        if row["owner_id"] is not None:
            key = (row["role"], row["owner_id"])
            on_lines[key] = on_lines.get(key, "") + letters(text)
    for (statement_id,), rows in rows_by(tables["findings"], "statement_id").items():
        first = next((row for row in rows if "corrected" not in row["checks"]), None)
        if first is not None and first["text"] is not None:
            yield from _made_of(
                "findings",
                finding_name(tables, first),
                first["text"],
                on_lines.get(("finding", statement_id), ""),
            )
    for row in tables["remarks"]:
        if letters(row["text"]) not in on_lines.get(("remark", row["remark_id"]), ""):
            where = f"{source_of(tables)}, remark {row['remark_id']}"
            yield Problem("remarks", where, f"text {_short(row['text'])} is not on its lines")
    for row in tables["conclusions"]:
        where = f"{source_of(tables)}, conclusion {row['conclusion_id']}"
        yield from _made_of(
            "conclusions", where, row["text"], on_lines.get(("conclusion", row["conclusion_id"]), "")
        )


def _made_of(dataset: str, where: str, text: str, own: str) -> Iterator[Problem]:
    wanted = letters(text)
    if wanted == own:
        return
    if wanted in own:
        yield Problem(dataset, where, f"its lines hold more letters than text {_short(text)}")
    else:
        yield Problem(dataset, where, f"text {_short(text)} is not on its lines")


def _short(text: str) -> str:
    return repr(text if len(text) <= 60 else f"{text[:57]}...")
