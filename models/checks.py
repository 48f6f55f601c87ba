"""Doubts that travel with the result, and refusals that become rejects: one catalogue of codes each.

The tables here are the single source; docs/checks.md is made from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Severity(StrEnum):
    """How much a doubt matters; a document with an ``error`` counts as read in part."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"


@dataclass(frozen=True, slots=True)
class CheckCode:
    """A kind of doubt: its stable code, severity, and what it means and what was done."""

    code: str
    severity: Severity
    meaning: str


@dataclass(frozen=True, slots=True)
class Check:
    """One doubt about one thing. ``owner`` is ``document``, ``finding``, ``conclusion`` or ``line``."""

    code: str
    message: str
    owner: str = "document"
    owner_id: str | None = None
    page: int | None = None
    value: str | None = None

    @property
    def severity(self) -> Severity:
        """As the catalogue says."""
        return CHECKS[self.code].severity


def _catalogue(*rows: tuple[str, Severity, str]) -> dict[str, CheckCode]:
    return {code: CheckCode(code, severity, meaning) for code, severity, meaning in rows}


CHECKS: dict[str, CheckCode] = _catalogue(
    ("mark_missing", Severity.WARNING, "No mark is printed for the statement; mark and verdict are null."),
    (
        "mark_unknown",
        Severity.ERROR,
        "A mark glyph cannot be told; mark and verdict are null, the glyph is in `value`.",
    ),
    (
        "mark_signs",
        Severity.INFO,
        "The whole text has other signs in the places of marks, such as V, + and -, or Ja and Nee; they are read as √ and X. `value` names them.",
    ),
    (
        "signs_respelt",
        Severity.INFO,
        "Signs that a tool garbled (UTF-8 read as Windows-1252, Mac Roman or a code page of DOS), wrote as codes of web pages, put within words or before each line are read as what they stand for; `lines` keeps them. `value` shows some.",
    ),
    (
        "mark_surplus",
        Severity.WARNING,
        "More marks than indicators stand in the block; which mark belongs to which text cannot be told.",
    ),
    (
        "mark_conflict",
        Severity.WARNING,
        "Marks of both kinds stand in a block and the text does not tell which indicator each covers; mark and verdict are null.",
    ),
    (
        "remark_uncertain",
        Severity.WARNING,
        "The text dump printed remarks (LET OP) apart from their statements; whether this one has any cannot be told.",
    ),
    (
        "mark_uncertain",
        Severity.WARNING,
        "The text dump tore its rows apart; whether the mark is this row's cannot be told; mark and verdict are null.",
    ),
    (
        "mark_inferred",
        Severity.INFO,
        "The block has fewer marks than indicators, or the text dump prints the columns in turns; which mark covers which was worked out from order and wording.",
    ),
    ("text_missing", Severity.WARNING, "A mark is printed without an explanation."),
    (
        "text_uncertain",
        Severity.WARNING,
        "The text dump tore marks and explanations apart; which explanation belongs to which mark cannot be told, so it is null.",
    ),
    (
        "text_mark_conflict",
        Severity.INFO,
        "The explanation reads as the opposite of the printed mark; both are given as printed.",
    ),
    (
        "row_missing",
        Severity.ERROR,
        "An indicator of the framework has no statement in an approach that was assessed, so it has no row.",
    ),
    (
        "row_duplicate",
        Severity.ERROR,
        "An indicator has more than one statement in the same approach and year; all are kept.",
    ),
    ("match_low", Severity.WARNING, "The printed indicator differs much from the framework's wording."),
    (
        "column_unknown",
        Severity.INFO,
        "The flat text cannot tell in which 2013 column the statement stands; the approach is null.",
    ),
    (
        "approach_unknown",
        Severity.WARNING,
        "The follow-up names several approaches and does not say whose table this is; the approach is null.",
    ),
    (
        "column_inferred",
        Severity.WARNING,
        "The flat text holds one statement in a row of two years; its year was worked out from its mark: X is what was to be improved, √ can only be later.",
    ),
    (
        "aspect_unknown",
        Severity.WARNING,
        "Neither wording nor findings tell whether a conclusion is about what goes well or what can be better, or its lines hold words of both columns.",
    ),
    (
        "aspect_inferred",
        Severity.INFO,
        "The flat text lost the columns of the conclusions; the aspect was decided from the wording and the findings.",
    ),
    (
        "unclaimed_text",
        Severity.WARNING,
        "Lines that no part of the factsheet claims; they are in `lines` with role `unclaimed`.",
    ),
    ("truncated", Severity.ERROR, "The factsheet ends in the middle of an approach."),
    ("marks_lost", Severity.ERROR, "A whole table has no mark; the text dump lost them."),
    (
        "municipality_unknown",
        Severity.WARNING,
        "The municipality is not printed or not in the table of municipalities.",
    ),
    (
        "municipality_inferred",
        Severity.WARNING,
        "The municipality is printed in no title, heading, margin or introduction; the explanations of findings name it.",
    ),
    ("published_unknown", Severity.INFO, "No month and year of publication is printed."),
    (
        "encoding_guessed",
        Severity.INFO,
        "The text is not valid UTF-8; it was read as Windows-1252, as Mac Roman, as a code page of DOS or as UTF-8 with letters of Windows-1252, whichever gives words.",
    ),
    (
        "encoding_damaged",
        Severity.WARNING,
        "The text holds characters that show a damaged encoding, or letters for which a PDF tells no character (U+FFFD); `lines` keeps them as read.",
    ),
    (
        "letters_inferred",
        Severity.INFO,
        "The PDF's fonts do not name some letters that they draw; they were told from the Dutch words that they stand in. `value` shows them.",
    ),
    ("duplicate_bytes", Severity.INFO, "Another file holds the same bytes; it gives no second row."),
    (
        "same_factsheet",
        Severity.INFO,
        "Another document holds the same factsheet (kind, municipality, approaches and month, where it is printed, agree), such as a PDF beside its text; both are kept, and all but one of them have this check.",
    ),
    ("approach_unnamed", Severity.WARNING, "Findings are printed without the name of their approach."),
    (
        "introduction_mixed",
        Severity.WARNING,
        "The text dump printed lines of two columns as one where an approach is introduced; respondents, families and description cannot be told and are empty.",
    ),
    (
        "reader_fallback",
        Severity.INFO,
        "The fast PDF reader's result failed its own checks; the reference reader gave the result.",
    ),
    ("page_damaged", Severity.ERROR, "A page could not be read; what stands on it is missing."),
    (
        "page_picture",
        Severity.WARNING,
        "A page shows a picture and no text, as a scan does: what can be read on it is missing. An OCR program can give it a text layer.",
    ),
    (
        "page_copied",
        Severity.INFO,
        "A page repeats an earlier one word for word in the same places; it was read once.",
    ),
    (
        "pages_missing",
        Severity.WARNING,
        "The numbers that pages print leave some out: what stands on those pages is missing.",
    ),
    (
        "pages_reordered",
        Severity.WARNING,
        "The pages stand in another order than the numbers that they print; they were read in the order of those.",
    ),
    (
        "text_unseen",
        Severity.INFO,
        "A page holds text that it does not show (not painted, white on white, or on a layer that is off); it was left out.",
    ),
    (
        "text_layer",
        Severity.WARNING,
        "A page's text is a layer that is not shown, as OCR programs lay on scans: letters and marks may be misread.",
    ),
    (
        "files_unread",
        Severity.WARNING,
        "Files are attached to the PDF; they are not read. `value` names them.",
    ),
    (
        "followup_differs",
        Severity.INFO,
        "The follow-up repeats a text or mark of 2013 otherwise than the 2013 factsheet has it.",
    ),
    ("corrected", Severity.INFO, "A person corrected this value; the original stands in the manifest."),
)


class ExitCode(IntEnum):
    """Exit codes of every command."""

    OK = 0
    PARTIAL = 1
    USAGE = 2
    NOTHING = 3
    INTERRUPTED = 130


@dataclass(frozen=True, slots=True)
class RejectCode:
    """A reason why an input gives no factsheet: stable code, the stage that refuses, meaning and remedy."""

    code: str
    stage: str
    meaning: str
    remedy: str


def _rejects(*rows: tuple[str, str, str, str]) -> dict[str, RejectCode]:
    return {code: RejectCode(code, stage, meaning, remedy) for code, stage, meaning, remedy in rows}


REJECTS: dict[str, RejectCode] = _rejects(
    ("empty", "read", "The file is empty.", "Fetch it again from its source."),
    (
        "unreadable",
        "read",
        "The file cannot be opened.",
        "Check that it exists and that you may read it, and run again.",
    ),
    ("binary", "read", "The file is neither text nor PDF.", "Convert it to PDF or text, or exclude it."),
    ("too_large", "read", "The file is larger than the limit.", "Raise --max-bytes, or split it."),
    (
        "pdf_broken",
        "read",
        "The PDF is broken and cannot be opened.",
        "Open and save it with a PDF program, or fetch it again.",
    ),
    (
        "pdf_password",
        "read",
        "The PDF needs a password.",
        "Remove the password with a PDF program and run again.",
    ),
    (
        "pdf_no_text",
        "read",
        "The PDF shows no text that can be read.",
        "Make a text layer with an OCR program and run again.",
    ),
    (
        "pdf_limit",
        "read",
        "The PDF exceeds a limit on pages, objects or characters.",
        "Raise the limit (--max-pages, --max-objects) if you trust the file, or exclude it.",
    ),
    (
        "text_limit",
        "read",
        "The text is larger than a factsheet can be.",
        "Split it into one file per factsheet, or exclude it.",
    ),
    (
        "not_a_factsheet",
        "parse",
        "Nothing in it looks like a factsheet of STJ.",
        "Exclude it, or check that it is the right file.",
    ),
    (
        "no_findings",
        "parse",
        "It looks like a factsheet, but no finding could be read.",
        "Look at a PDF with `ggsr-extract inspect`; check that a text is whole.",
    ),
    (
        "several_factsheets",
        "parse",
        "The file holds more than one factsheet.",
        "Split it into one file per factsheet, so that no municipality gets the findings of another.",
    ),
    (
        "archive_broken",
        "read",
        "The archive is broken.",
        "Pack or fetch it again; what stands before the damage, and files next to it, were processed.",
    ),
    (
        "archive_limit",
        "read",
        "The archive exceeds a limit on members, bytes or growth.",
        "Unpack it yourself if you trust it, and give the folder.",
    ),
    (
        "archive_member",
        "read",
        "This member of an archive is not read.",
        "Pack it as a plain file with a plain name and without a password.",
    ),
    (
        "archive_nested",
        "read",
        "It is an archive in an archive.",
        "Unpack the outer archive and give the folder.",
    ),
    ("timeout", "run", "Reading took longer than --timeout.", "Raise --timeout, or look at the file."),
    (
        "memory",
        "run",
        "Reading needed more memory than --max-memory.",
        "Raise --max-memory, or look at the file.",
    ),
    ("crashed", "run", "The process that read it died.", "Report the file; all other files were processed."),
    (
        "internal",
        "run",
        "A fault of the program stopped this file.",
        "Report the message; all other files were processed.",
    ),
)


class Refusal(Exception):  # noqa: N818 - a refusal is an outcome, not a programming error
    """An input that gives no factsheet; becomes a row of ``rejects``."""

    def __init__(self, code: str, detail: str = "") -> None:
        super().__init__(code, detail)
        self.code = code
        self.detail = detail

    def __reduce__(self) -> tuple[type[Refusal], tuple[str, str]]:
        return Refusal, (self.code, self.detail)

    def __str__(self) -> str:
        return f"{self.message} ({self.code})"

    @property
    def message(self) -> str:
        """One clear sentence, with what to do."""
        entry = REJECTS[self.code]
        detail = " ".join(self.detail.split())  # what a library says of a fault may have several lines
        detail = f" ({detail})" if detail else ""
        return f"{entry.meaning.rstrip('.')}{detail}. {entry.remedy}"
