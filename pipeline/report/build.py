"""Writes the report: a folder of plain files that a browser opens from disk."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import jinja2
from ggsr_extract.pipeline.inputs.originals import Originals
from ggsr_extract.pipeline.report import dutch
from ggsr_extract.pipeline.report.data import Release, read
from ggsr_extract.pipeline.report.overview import attention, columns, script
from ggsr_extract.pipeline.report.pages import PageMaker
from ggsr_extract.pipeline.report.pictures import Picture, draw
from ggsr_extract.pipeline.store.errors import StoreError, writing

MARKER = "over-dit-rapport.txt"
"""The file by which a folder is known to hold a report, which may be replaced."""
_ABOUT = (
    "Gemaakt met `ggsr-extract report`. Open index.html. Deze map wordt bij een volgend rapport vervangen.\n"
)


@dataclass(frozen=True, slots=True)
class Written:
    """What was written: documents, findings, pictures of pages, sources that were not found, size in bytes."""

    documents: int
    findings: int
    pictures: int
    missing: tuple[str, ...]
    bytes: int


def build(parsed: str | Path, out: Path, sources: str | Path | None = None) -> Written:
    """Makes the report of the datasets in ``parsed``; replaces an earlier report in ``out``.

    With ``sources``, the pages of PDFs found below it are drawn. Raises NoRelease and StoreError, also when ``out``
    holds something else than a report.
    """
    if out.exists() and not (out / MARKER).is_file() and (not out.is_dir() or any(out.iterdir())):
        raise StoreError(f"{out} holds other files than a report. Give an empty or new folder with --out.")
    release = read(parsed)
    out = out.absolute()  # the folder one works in has no name of its own
    staging = out.with_name(f".{out.name}.{os.getpid()}.tmp")
    shutil.rmtree(staging, ignore_errors=True)
    try:
        with (
            writing(out, "pages"),
            nullcontext() if sources is None else Originals(sources) as originals,
        ):
            written = _write(release, staging, originals)
            shutil.rmtree(out, ignore_errors=True)
            os.replace(staging, out)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return written


def _write(release: Release, out: Path, originals: Originals | None) -> Written:
    (out / "factsheets").mkdir(parents=True)
    (out / "gegevens").mkdir()
    environment = _environment()
    data, texts = columns(release)
    _put(out / "gegevens/overzicht.js", script("GGSR_DATA", data))
    _put(out / "gegevens/teksten.js", script("GGSR_TEXTS", texts))
    _put(out / "gegevens/onderwerpen.js", script("GGSR_TOPICS", data["topics"]))
    for entry in sorted(files(__package__).joinpath("static").iterdir(), key=lambda entry: entry.name):
        if entry.name.endswith((".css", ".js")):
            _put(out / "vast" / entry.name, entry.read_text(encoding="utf-8"))
    overview = environment.get_template("index.html").render(
        root="", release=release, totals=_totals(release), attention=attention(release)
    )
    _put(out / "index.html", overview)
    places = {
        row["finding_id"]: document.id for document in release.documents for row in document.rows("findings")
    }
    template = environment.get_template("factsheet.html")
    missing: list[str] = []
    drawn = 0
    for index, document in enumerate(release.documents):
        pictures: Sequence[Picture] = ()
        if originals is not None and document.row["media_type"] == "application/pdf":
            found = originals.find(document.row)
            if found is None:
                missing.append(document.row["source"])
            else:
                pictures = draw(document, found, out)
        drawn += len(pictures)
        page = PageMaker(document, places, release.originals).page()
        before = release.documents[index - 1] if index else None
        after = release.documents[index + 1] if index + 1 < len(release.documents) else None
        text = template.render(
            root="../", release=release, page=page, pictures=pictures, before=before, after=after
        )
        _put(out / f"factsheets/{document.id}.html", text)
    _put(out / MARKER, _ABOUT)
    size = sum(path.stat().st_size for path in out.rglob("*") if path.is_file())
    return Written(len(release.documents), len(places), drawn, tuple(missing), size)


def _environment() -> jinja2.Environment:
    environment = jinja2.Environment(
        loader=jinja2.PackageLoader(__package__ or "", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=jinja2.StrictUndefined,
    )
    environment.filters.update(
        number=dutch.number, month=dutch.month, check=dutch.check_label, reject=dutch.reject_label
    )
    environment.globals.update(
        kinds=dutch.KINDS,
        severities=dutch.SEVERITIES,
        assignments=dutch.ASSIGNMENTS,
        outcomes=dutch.OUTCOMES,
        aspects=dutch.ASPECTS,
        verdicts=dutch.VERDICTS,
        labels=dutch.LABELS,
        readers=dutch.READERS,
        count=dutch.count,
        percent=dutch.percent,
    )
    return environment


def _totals(release: Release) -> dict[str, int]:
    """The key figures: each factsheet counts once, also where two files hold it (``again``: so many more documents)."""
    municipalities: set[str] = set()
    verdicts: Counter[str | None] = Counter()
    outcomes: Counter[str] = Counter()
    approaches = documents = 0
    for document in release.documents:
        if document.again:
            continue
        documents += 1
        municipalities |= {document.row["municipality"]} - {None}
        findings = document.rows("findings")
        verdicts.update(row["verdict"] for row in findings)
        approaches += len({row["approach"] for row in findings})
        outcomes.update(row["outcome"] for row in document.rows("followups"))
    return {
        "documents": documents,
        "again": len(release.documents) - documents,
        "municipalities": len(municipalities),
        "approaches": approaches,
        "findings": verdicts.total(),
        "good": verdicts["voldoet"],
        "bad": verdicts["verbeterpunt"],
        "none": verdicts[None],
        "rejects": len(release.rejects),
        "solved": outcomes["opgelost"],
        "followups": outcomes.total(),
    }


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")
