"""Archives and reports of them, for the tests of the report."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from ggsr_extract.models.checks import Refusal
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.runner import Options, process, rejected
from ggsr_extract.pipeline.store.state import Input
from ggsr_extract.pipeline.store.store import Store

from tests.pipeline.made import RULES, VERSION, factsheet, followup
from tests.places import RAW

PDF = "duinvliet-2015.pdf"
HOSTILE = '<script>window.pwned=1</script><img src=x onerror="window.pwned=2">"\'&lt;]]></script>\u2028'


def archive() -> list[Outcome]:
    """Two factsheets and a follow-up about one municipality, one with hostile texts, a real PDF, and a refusal."""
    first = factsheet("zeldenrust-2013.txt", "eerste")
    return [
        first,
        factsheet("oostwold.txt", "ander", municipality="Oostwold", flip=["1.1.1", "3.1.4"]),
        followup("zeldenrust-2015.txt", "later", "eerste"),
        hostile(),
        process(PDF, (RAW / PDF).read_bytes(), Options()),
        rejected("scan.pdf", "ab" * 32, Refusal("pdf_no_text"), {}),
    ]


def hostile() -> Outcome:
    """A factsheet with markup and script in every text that comes from it."""
    made = factsheet("kwaad.txt", "kwaad", municipality=f"Kwaadwijk {HOSTILE}", approach=f"Aanpak {HOSTILE}")
    tables: dict[str, list[dict[str, Any]]] = {
        name: [dict(row) for row in rows] for name, rows in made.tables.items()
    }
    texts = {"findings": "text", "conclusions": "text", "lines": "text", "documents": "title"}
    for name, column in texts.items():
        for row in tables[name]:
            row[column] = f"{row[column]} {HOSTILE}"
    for row in tables["findings"]:
        row["indicator_printed"] = HOSTILE
    for row in tables["mentions"]:
        row["normalized"] = HOSTILE
    for row in tables["checks"]:
        row["message"] = row["value"] = HOSTILE
    return Outcome(made.source, made.content_hash, made.document_id, tables)


def release(folder: Path, outcomes: Sequence[Outcome]) -> Path:
    """A release of outcomes."""
    with Store(folder).begin(VERSION, RULES, {}) as job:
        job.plan([Input(item.source, item.content_hash, 1) for item in outcomes])
        for item in outcomes:
            job.add(item)
        job.commit()
    return folder
