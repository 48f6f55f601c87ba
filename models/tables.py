"""THE contract: every dataset, each column once, with type, meaning, unit, Dutch term and when it is null.

The columns of the datasets about language and reading stand in ``models.reading``, those that several share in
``models.columns``. Arrow schemas, checks on writing, the data dictionary in the docs, ``datapackage.json`` and the Croissant description are
all made from here. Rows of all datasets stand in the order of their documents (by ``source``), then in reading order.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import pyarrow as pa
from ggsr_extract.models.checks import CHECKS
from ggsr_extract.models.columns import (
    INTEGER,
    KINDS,
    NUMBER,
    STRING,
    STRINGS,
    count,
    document,
    finding,
    framework_columns,
    indicator_id,
    municipality,
    page,
    places,
    position,
    theme,
)
from ggsr_extract.models.reading import DOUBTS, LINES, MENTIONS, REFUSALS, SENTENCES
from ggsr_extract.models.table import Column, ContractError, Row, Table, arrow_schema, rows_to_arrow
from ggsr_extract.models.verdicts import MARKS, OUTCOMES, VERDICTS

__all__ = ["TABLES", "Column", "ContractError", "Row", "Table", "arrow_schema", "to_arrow"]

DOCUMENTS = Table(
    "documents",
    "one row per factsheet that was read",
    "The factsheets, with what their cover says and how well they were read.",
    (
        Column("document_id", STRING, "First 16 hexadecimal digits of the SHA-256 of the file's bytes."),
        Column(
            "source",
            STRING,
            "Path below the input folder, or URI; of copies with the same bytes, the first in alphabetical order.",
        ),
        Column("file_name", STRING, "Last part of the source."),
        Column("media_type", STRING, "What the bytes are, such as text/plain or application/pdf."),
        Column(
            "reader",
            STRING,
            "The reader that gave the result: text, text-layout, pdfium, pdfplumber or a later one.",
        ),
        Column(
            "kind",
            STRING,
            "toezichtonderzoek: the factsheet with findings; verbeterpunten: the follow-up on the improvement points.",
            enum=KINDS,
            dutch="soort factsheet",
        ),
        Column("title", STRING, "Title as printed.", "no title is printed", dutch="titel"),
        *municipality(),
        Column(
            "published",
            pa.date32(),
            "Month of publication, as the first day of that month.",
            "no month and year are printed",
            dutch="publicatiedatum",
        ),
        Column(
            "page_count",
            INTEGER,
            "Number of pages.",
            "the source is text without pages",
            minimum=0,
            unit="pages",
        ),
        count("approach_count", "Number of its rows in approaches.", "rows"),
        count("finding_count", "Number of its rows in findings.", "rows"),
        count("char_count", "Characters read that are not white space.", "characters"),
        count("unclaimed_char_count", "Of these, the characters on lines with role unclaimed.", "characters"),
        Column(
            "checks",
            STRINGS,
            "The different codes of its rows in checks, in alphabetical order.",
            enum=tuple(CHECKS),
        ),
        Column("extractor_version", STRING, "Version of the program that read it."),
    ),
    key=("document_id",),
)

APPROACHES = Table(
    "approaches",
    "one row per approach that a factsheet names",
    "What was inspected. Earlier approaches that the columns of a follow-up name have rows of their own.",
    (
        Column("approach_id", STRING, "Id of the approach, made from its document and position."),
        document(),
        position("among the approaches of its document"),
        Column(
            "name",
            STRING,
            "Name as the columns or headings print it; empty when none is printed.",
            dutch="aanpak",
        ),
        Column(
            "predecessors",
            STRINGS,
            "For a follow-up's present approach, the names of the earlier ones.",
            dutch="voorgangers",
        ),
        Column("respondents", STRINGS, "Who filled in the questionnaire, as printed.", dutch="respondenten"),
        Column(
            "families",
            INTEGER,
            "Number of families that it supports now, as printed.",
            "no number is printed",
            minimum=0,
            unit="families",
            dutch="gezinnen",
        ),
        Column("description", STRING, "Description as printed.", "none is printed", dutch="beschrijving"),
    ),
    key=("approach_id",),
)

FINDINGS = Table(
    "findings",
    "one row per indicator, approach and year",
    "The verdicts, each with its explanation, place and doubts. An approach that was fully assessed has 30 rows.",
    (
        Column("finding_id", STRING, "Id of the finding."),
        document(),
        *municipality(),
        Column(
            "approach_id",
            STRING,
            "The approach that the verdict is on.",
            "it cannot be told which one, see checks",
            references=("approaches", "approach_id"),
        ),
        Column("approach", STRING, "Name of that approach.", "approach_id is null", dutch="aanpak"),
        *framework_columns(references=True),
        Column(
            "indicator_printed",
            STRING,
            "The indicator as this factsheet prints it.",
            "the factsheet does not print it",
        ),
        Column(
            "match_score",
            NUMBER,
            "How well the printed wording matches the framework's; 1 is equal.",
            "the factsheet does not print the indicator",
            minimum=0,
            maximum=1,
        ),
        Column(
            "year", INTEGER, "Year of the verdict.", minimum=2000, maximum=2100, unit="year", dutch="jaar"
        ),
        Column(
            "mark",
            STRING,
            "The printed mark, whatever its glyph.",
            "none is printed, or it cannot be told",
            enum=MARKS,
            dutch="vinkje of kruisje",
        ),
        Column(
            "verdict",
            STRING,
            "What the mark says: √ is voldoet (meets), X is verbeterpunt (improvement point).",
            "mark is null",
            enum=VERDICTS,
            dutch="oordeel",
        ),
        Column(
            "text",
            STRING,
            "The explanation, verbatim and without its remarks; line breaks, line-end hyphens and runs of spaces resolved.",
            "none is printed, or it cannot be told which one belongs here",
            dutch="toelichting",
        ),
        Column(
            "let_op",
            STRINGS,
            "The remarks after LET OP: in the statement, in order.",
            dutch="LET OP-opmerkingen",
        ),
        Column("statement_id", STRING, "The printed statement; findings that share one have the same id."),
        Column(
            "statement_size",
            INTEGER,
            "How many indicators the statement covers.",
            minimum=1,
            unit="indicators",
        ),
        Column(
            "assignment",
            STRING,
            "own: one indicator with its own mark; shared: a block printed with exactly one mark; inferred: a block with"
            " more than one mark but fewer marks than indicators, so that which mark covers which was worked out.",
            enum=("own", "shared", "inferred"),
        ),
        page("the mark, or of the text's first line where no mark is printed"),
        *places("the statement"),
        Column(
            "checks",
            STRINGS,
            "Codes of everything doubtful about this row, as in checks.",
            enum=tuple(CHECKS),
        ),
    ),
    key=("finding_id",),
)

REMARKS = Table(
    "remarks",
    "one row per LET OP remark",
    "What follows LET OP: in a statement: something to mind that does not change the verdict.",
    (
        Column("remark_id", STRING, "Id of the remark."),
        Column(
            "statement_id",
            STRING,
            "The statement that it stands in.",
            references=("findings", "statement_id"),
        ),
        document(),
        position("among the remarks of its statement"),
        Column("text", STRING, "The remark, verbatim, without the words LET OP:.", dutch="LET OP-opmerking"),
    ),
    key=("remark_id",),
)

CONCLUSIONS = Table(
    "conclusions",
    "one row per paragraph under Wat gaat goed? or Wat kan beter?",
    "The conclusions per theme: what goes well and what can be better.",
    (
        Column("conclusion_id", STRING, "Id of the conclusion."),
        document(),
        Column(
            "approach_id", STRING, "The approach that it is about.", references=("approaches", "approach_id")
        ),
        *theme(),
        position("among the paragraphs of its approach, theme and aspect"),
        Column(
            "aspect",
            STRING,
            "goed: it stands under the heading Wat gaat goed? (what goes well); beter: under Wat kan beter? (what can be better).",
            "the wording does not tell",
            enum=("goed", "beter"),
        ),
        Column(
            "aspect_basis",
            STRING,
            "layout: read from the column; content: the flat text lost the column, decided from the wording.",
            enum=("layout", "content"),
        ),
        Column("text", STRING, "The paragraph, verbatim.", dutch="conclusie"),
        page("its first line"),
        *places("the paragraph"),
    ),
    key=("conclusion_id",),
)

FOLLOWUPS = Table(
    "followups",
    "one row per indicator that a follow-up reports on",
    "What became of the improvement points of 2013, joined to the municipality's own 2013 factsheet where there is one.",
    (
        document("The follow-up."),
        municipality()[0],
        Column(
            "approach",
            STRING,
            "Name of the present approach.",
            "it cannot be told which one, see checks",
            dutch="aanpak",
        ),
        indicator_id(),
        Column("indicator", STRING, "The indicator in the framework's words."),
        Column(
            "verdict_before",
            STRING,
            "Verdict of 2013, as the follow-up repeats it.",
            "no 2013 mark is printed, or it cannot be told",
            enum=VERDICTS,
        ),
        Column(
            "verdict_after",
            STRING,
            "Verdict of the follow-up.",
            "no mark is printed, or it cannot be told",
            enum=VERDICTS,
        ),
        Column(
            "outcome",
            STRING,
            "opgelost: verbeterpunt became voldoet; niet_opgelost: it did not; onbekend: a verdict is missing, or there was no"
            " verbeterpunt.",
            enum=OUTCOMES,
        ),
        finding("finding_id_before", "The follow-up's finding for 2013.", "the follow-up has none"),
        finding("finding_id_after", "The follow-up's new finding.", "the follow-up has none"),
        finding(
            "source_finding_id",
            "The same finding in the municipality's own 2013 factsheet.",
            "the archive does not hold that factsheet, or it cannot be told which finding is meant",
        ),
        Column(
            "agreement",
            NUMBER,
            "How far the text that the follow-up repeats from 2013 equals the 2013 factsheet's own; 1 is equal.",
            "source_finding_id or the text of finding_id_before is null",
            minimum=0,
            maximum=1,
        ),
    ),
    key=("document_id", "approach", "indicator_id", "finding_id_before", "finding_id_after"),
)

FRAMEWORK = Table(
    "framework",
    "one row per indicator",
    "The framework of the inspection: 5 themes, 13 criteria, 30 indicators.",
    framework_columns(references=False),
    key=("indicator_id",),
    per_document=False,
)

TABLES: dict[str, Table] = {
    table.name: table
    for table in (
        DOCUMENTS,
        APPROACHES,
        FINDINGS,
        REMARKS,
        CONCLUSIONS,
        FOLLOWUPS,
        SENTENCES,
        MENTIONS,
        LINES,
        FRAMEWORK,
        DOUBTS,
        REFUSALS,
    )
}


def to_arrow(name: str, rows: Iterable[Mapping[str, object]]) -> pa.Table:
    """Rows of the named dataset as an Arrow table under its schema.

    Raises KeyError for a dataset that does not exist and ContractError for rows that break its contract.
    """
    return rows_to_arrow(TABLES[name], rows)
