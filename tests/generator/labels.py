"""Labels of a generated factsheet, in the form of hand-made ones (one entry per printed statement)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from tests.generator.boilerplate import MINISTRY
from tests.generator.content import TITLE, Row, Sheet, Statement

Place = tuple[int, tuple[float, float, float, float]]
"""Page of the mark (1-based) and its box in points from the page's top left: x0, top, x1, bottom."""


def _text(paragraphs: tuple[str, ...]) -> str:
    return " ".join(" ".join(paragraphs).split())


def _approach(sheet: Sheet, row: Row, item: Statement, columns_known: bool) -> str | None:
    """Null where flat text holds only one statement of 2013 in a row with two such columns."""
    if (
        len(row.cells) == 3
        and item.year == 2013
        and not columns_known
        and sum(1 for cell in row.cells[:2] if cell) < 2
    ):
        return None
    return sheet.approaches[item.column].name


def labels(
    sheet: Sheet,
    source: str,
    columns_known: bool = True,
    published: bool = True,
    sender: bool = False,
    places: Mapping[int, Place] | None = None,
) -> dict[str, Any]:
    """The labels of ``sheet`` as printed in the file ``source``.

    ``columns_known`` is False for flat text, ``published`` False where month and year are not printed, ``sender`` True
    where the cover names the ministry. ``places`` has the place of each mark under the statement's id().
    """
    findings: list[dict[str, Any]] = []
    for approach in sheet.approaches:
        for table in approach.tables:
            for row in table.rows:
                for cell in row.cells:
                    for item in cell:
                        entry: dict[str, Any] = {
                            "approach": _approach(sheet, row, item, columns_known),
                            "theme": row.theme_id,
                            "year": item.year,
                            "indicators": list(item.indicators),
                            "assignment": item.assignment,
                            "mark": item.mark,
                            "text": _text(item.paragraphs),
                            "let_op": list(item.let_op),
                        }
                        if places is not None:
                            page, box = places[id(item)]
                            entry["page"] = page
                            entry["mark_bbox"] = [round(v, 1) for v in box] if item.mark else None
                        findings.append(entry)
    before = (f"{TITLE['toezichtonderzoek']} {sheet.municipality}",) if sheet.kind == "verbeterpunten" else ()
    return {
        "source": source,
        "kind": sheet.kind,
        "municipality": sheet.municipality,
        "published": sheet.published if published else None,
        "approaches": [
            {
                "name": approach.name,
                "respondents": list(approach.respondents),
                "families": approach.families,
                "description": _text(approach.description) or None,
            }
            for approach in sheet.approaches
        ],
        "findings": findings,
        "conclusions": [
            {"approach": approach.name, "theme": part.theme_id, "aspect": aspect, "text": text}
            for approach in sheet.approaches
            for part in approach.conclusions
            for aspect, texts in (("goed", part.goed), ("beter", part.beter))
            for text in texts
        ],
        "organisations": [*sheet.organisations, *((" ".join(MINISTRY),) if sender else ())],
        "documents": [*sheet.documents, *before],
        "organisations_optional": ["CBS", "STJ", "Samenwerkend Toezicht Jeugd", "politie"],
        "documents_optional": ["toetsingskader", "toetsingskader GGSR"],
    }
