"""One document through the stages: bytes to rows. Never raises for bad input."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ggsr_extract.extractors.readers.kinds import is_pdf
from ggsr_extract.models.checks import REJECTS, Check, Refusal
from ggsr_extract.models.factsheet import Factsheet
from ggsr_extract.models.language import OwnedText, Sentence
from ggsr_extract.pipeline.lean import few_collections
from ggsr_extract.pipeline.outcome import Outcome
from ggsr_extract.pipeline.tables.tabulate import DIGITS, DocumentFacts, Tabulator

if TYPE_CHECKING:
    from spacy.language import Language

STAGES = {"read": "12", "layout": "13", "parse": "13", "language": "10", "tabulate": "3"}
"""The stages in order, each with the version of its rules: part of the key for incremental runs."""

_ENGINES = ("auto", "pdfium", "pdfplumber")

try:
    VERSION = version("ggsr-extract")
except PackageNotFoundError:
    VERSION = "0.1.0"


@dataclass(frozen=True, slots=True)
class Options:
    """What decides the rows of a document besides its bytes.

    ``max_bytes`` of a file, ``max_pages`` of a PDF and ``max_objects`` (drawn things) on one of its pages: what passes them
    is refused. The other limits of PDFs are fixed, see ``PdfLimits``.
    """

    engine: str = "auto"
    nlp_model: str | None = None
    municipalities: str | None = None
    max_bytes: int = 200_000_000
    max_pages: int = 500
    max_objects: int = 20_000

    def as_dict(self) -> Mapping[str, Any]:
        """For the manifest and the rules key. Raises OSError when the file of municipalities cannot be read."""
        if not self.municipalities:
            return asdict(self)
        digest = hashlib.sha256(Path(self.municipalities).read_bytes()).hexdigest()
        return {**asdict(self), "municipalities_sha256": digest}

    def check(self) -> None:
        """Raises ValueError, which says what to do, when an engine, a file or a pipeline that is named cannot be used."""
        if self.engine not in _ENGINES:
            raise ValueError(f"There is no engine {self.engine!r}. Choose one of {', '.join(_ENGINES)}.")
        try:
            _municipality_codes(self.municipalities)
        except (OSError, ValueError) as fault:
            raise ValueError(f"The municipalities cannot be read: {fault}. Check --municipalities.") from None
        if self.nlp_model is not None:
            try:
                _nlp(self.nlp_model)
            except Exception as fault:  # of a foreign pipeline, all kinds
                told = next(iter(f"{fault}".splitlines()), type(fault).__name__).rstrip(".")
                raise ValueError(
                    f"The pipeline {self.nlp_model} cannot be used: {told}. Install it, or leave --nlp-model out."
                ) from None


@dataclass(frozen=True, slots=True)
class Read:
    """A parsed document with what is known of its file, before language."""

    facts: DocumentFacts
    sheet: Factsheet


@lru_cache(maxsize=2)
def _nlp(model: str | None) -> Language:
    from ggsr_extract.extractors.language.pipeline import build

    return build(model)


def warm(model: str | None) -> None:
    """Loads what every document needs, so that the first one does not pay for it."""
    from ggsr_extract.extractors.language.analyse import analyse
    from ggsr_extract.extractors.language.words.vocabulary import known

    known("gezin")
    text = OwnedText("context", "", "De wijkteams van de gemeente overlegden in 2013 niet met de gezinnen.")
    analyse([text], nlp=_nlp(model), municipalities=_municipality_codes(None))


def process(source: str, data: bytes | Refusal, options: Options) -> Outcome:
    """The rows of one input. ``data`` is a refusal when its bytes could not be read."""
    with few_collections():
        return _process(source, data, options)


def _process(source: str, data: bytes | Refusal, options: Options) -> Outcome:
    timings: dict[str, float] = {}
    digest = None if isinstance(data, Refusal) else hashlib.sha256(data).hexdigest()
    document_id = digest[:DIGITS] if digest else None
    try:
        if isinstance(data, Refusal):
            raise data
        read = parse(source, data, options, timings, digest)
        started = time.perf_counter()
        tabulator = Tabulator(read.facts, read.sheet)
        sentences = _language(tabulator, read.sheet, options)
        timings["language"] = time.perf_counter() - started
        started = time.perf_counter()
        tables = tabulator.tables(sentences, _doubts(tabulator, read.sheet, sentences))
        timings["tabulate"] = time.perf_counter() - started
        return Outcome(source, digest, document_id, tables, timings)
    except Refusal as refusal:
        return rejected(source, digest, refusal, timings)
    except MemoryError:
        return rejected(source, digest, Refusal("memory"), timings)
    except Exception as error:  # a fault of ours must not stop the run; it is told as what it is
        return rejected(
            source, digest, Refusal("internal", f"{type(error).__name__}: {error}"[:300]), timings
        )


def rejected(source: str, digest: str | None, refusal: Refusal, timings: Mapping[str, float]) -> Outcome:
    """The outcome of an input that gave no factsheet."""
    document_id = digest[:DIGITS] if digest else None
    row = {
        "source": source,
        "file_name": source.rsplit("/", 1)[-1],
        "document_id": document_id,
        "stage": REJECTS[refusal.code].stage,
        "error": refusal.code,
        "message": refusal.message,
    }
    return Outcome(source, digest, document_id, {"rejects": [row]}, timings)


def parse(
    source: str,
    data: bytes,
    options: Options,
    timings: dict[str, float] | None = None,
    digest: str | None = None,
) -> Read:
    """Bytes to a factsheet: the reader is chosen by content. Raises :class:`Refusal`.

    ``digest`` is the SHA-256 of the bytes in hexadecimal, where it is known.
    """
    clock = timings if timings is not None else {}
    if is_pdf(data):
        from ggsr_extract.extractors.readers.pdf import PdfLimits
        from ggsr_extract.pipeline.documents import parse_pdf

        limits = PdfLimits(max_pages=options.max_pages, max_objects=options.max_objects)
        sheet, reader, pages = parse_pdf(data, options.engine, options.municipalities, clock, limits)
        media = "application/pdf"
    else:
        from ggsr_extract.pipeline.documents import parse_text

        sheet, reader, pages = parse_text(data, options.municipalities, clock)
        media = "text/plain"
    document_id = (digest or hashlib.sha256(data).hexdigest())[:DIGITS]
    facts = DocumentFacts(document_id, source, source.rsplit("/", 1)[-1], media, reader, pages, VERSION)
    return Read(facts, sheet)


def _language(tabulator: Tabulator, sheet: Factsheet, options: Options) -> tuple[Sentence, ...]:
    from ggsr_extract.extractors.language.analyse import analyse

    names = _municipality_codes(options.municipalities)
    if sheet.municipality and sheet.municipality not in names:
        names = {**names, sheet.municipality: sheet.municipality_code or ""}
    respondents = [name for approach in sheet.approaches for name in approach.respondents]
    approaches = [approach.name for approach in sheet.approaches]
    return analyse(
        tabulator.owned_texts(),
        nlp=_nlp(options.nlp_model),
        respondents=respondents,
        municipalities=names,
        approaches=approaches,
    )


@lru_cache(maxsize=2)
def _municipality_codes(path: str | None) -> Mapping[str, str]:
    """Code of every municipality under its name and other names."""
    from ggsr_extract.extractors.factsheet.about.municipalities import load

    return {
        name: entry.code
        for entry in load(Path(path) if path else None).entries
        for name in (entry.name, *entry.aliases)
    }


def _doubts(tabulator: Tabulator, sheet: Factsheet, sentences: tuple[Sentence, ...]) -> list[Check]:
    """Statements whose wording and mark pull in opposite directions."""
    from ggsr_extract.extractors.language.favour.polarity import contradicts

    owned: dict[str, list[Sentence]] = {}
    for sentence in sentences:
        if sentence.owner == "finding":
            owned.setdefault(sentence.owner_id, []).append(sentence)
    checks = []
    for index, item in enumerate(sheet.statements):
        about = owned.get(tabulator.statement_ids[index], [])
        if item.mark and about and contradicts(item.mark, about):
            checks.append(
                Check(
                    "text_mark_conflict",
                    f"The text reads as the opposite of its mark {item.mark}; both are given as printed.",
                    "finding",
                    str(index),
                )
            )
    return checks
