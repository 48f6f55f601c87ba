"""The datasets about language and reading: sentences, mentions, lines, checks and rejects."""

from __future__ import annotations

import pyarrow as pa
from ggsr_extract.models.checks import CHECKS, REJECTS, Severity
from ggsr_extract.models.columns import (
    BOX,
    INTEGER,
    NUMBER,
    ROLES,
    SPAN,
    STRING,
    STRINGS,
    document,
    page,
    position,
)
from ggsr_extract.models.table import Column, Table

SENTENCES = Table(
    "sentences",
    "one row per sentence",
    "All texts, cut into sentences, with tokens, lemmas and topics.",
    (
        Column("sentence_id", STRING, "Id of the sentence."),
        document(),
        Column(
            "owner",
            STRING,
            "What the text is: finding, remark, conclusion, description, respondent (a name in the list of respondents)"
            " or context (all other prose and cover text).",
            enum=("finding", "remark", "conclusion", "description", "respondent", "context"),
        ),
        Column(
            "owner_id",
            STRING,
            "Id of that statement (finding), remark, conclusion, approach (description, respondent) or document (context).",
        ),
        position("among the sentences of its owner"),
        Column("text", STRING, "The sentence, verbatim."),
        Column("tokens", STRINGS, "Its tokens (words and punctuation)."),
        Column("lemmas", STRINGS, "The lemma of each token; as many as tokens."),
        Column("negated", pa.bool_(), "Whether it holds a negation."),
        Column("topics", STRINGS, "Codes of the topics that it is about."),
    ),
    key=("sentence_id",),
)

MENTIONS = Table(
    "mentions",
    "one row per mention",
    "What the sentences name: organisations, documents, places, quantities, durations and dates.",
    (
        Column("mention_id", STRING, "Id of the mention."),
        Column(
            "sentence_id",
            STRING,
            "The sentence that it stands in.",
            references=("sentences", "sentence_id"),
        ),
        document(),
        Column(
            "label",
            STRING,
            "ORG: organisation; DOC: cited plan, nota, report or covenant; GPE: municipality or region; QUANTITY: a number"
            " of families, hours, cases; DURATION; DATE.",
            enum=("ORG", "DOC", "GPE", "QUANTITY", "DURATION", "DATE"),
        ),
        Column("text", STRING, "The words as printed."),
        Column("normalized", STRING, "Canonical form."),
        Column("start", INTEGER, "First character in the sentence's text.", minimum=0, unit="characters"),
        Column("end", INTEGER, "End, exclusive, in the sentence's text.", minimum=0, unit="characters"),
        Column(
            "value_min", NUMBER, "Lowest value meant, in unit.", "the mention has no value, or no lowest one"
        ),
        Column(
            "value_max",
            NUMBER,
            "Highest value meant, in unit.",
            "the mention has no value, or no highest one",
        ),
        Column("unit", STRING, "What value_min and value_max count.", "the mention has no value"),
    ),
    key=("mention_id",),
)

LINES = Table(
    "lines",
    "one row per line that was read, or per part of a line with a role of its own",
    "Every line and what became of it: each character of the source that is not white space is on exactly one row.",
    (
        document(),
        page("the line"),
        Column(
            "line_number",
            INTEGER,
            "Number of the line, from 1: in the file for text, on its page for PDF.",
            minimum=1,
        ),
        Column("text", STRING, "The characters, as read."),
        Column(
            "box",
            BOX,
            "Where the line stands, from the page's top left.",
            "the source is text",
            unit="points",
        ),
        Column(
            "span",
            SPAN,
            "Where the characters stand in the decoded source text: start, and end exclusive.",
            "the source is PDF",
            unit="characters",
        ),
        Column("role", STRING, "What the line is.", enum=ROLES),
        Column(
            "owner_id",
            STRING,
            "Id of the statement, remark, conclusion or approach that it is part of.",
            "it is part of none",
        ),
    ),
)

DOUBTS = Table(
    "checks",
    "one row per doubt",
    "Everything doubtful: what it is, where, and what was done.",
    (
        document("The document that it is about."),
        Column("code", STRING, "Stable code of the doubt.", enum=tuple(CHECKS)),
        Column(
            "severity",
            STRING,
            "How much it matters; a document with an error was read in part.",
            enum=tuple(str(severity) for severity in Severity),
        ),
        Column("owner", STRING, "What it is about.", enum=("document", "finding", "conclusion", "line")),
        Column("owner_id", STRING, "Id of that thing.", "the thing has no id of its own"),
        page("the doubt", "the source is text, or the doubt is about no page"),
        Column("message", STRING, "One sentence: what is doubtful and what was done."),
        Column("value", STRING, "The odd value as read.", "there is no such value"),
    ),
)

REFUSALS = Table(
    "rejects",
    "one row per input that gave no factsheet",
    "The inputs that were refused, why, and what to do about it.",
    (
        Column("source", STRING, "Path below the input folder, or URI."),
        Column("file_name", STRING, "Last part of the source."),
        Column(
            "document_id",
            STRING,
            "First 16 hexadecimal digits of the SHA-256 of the file's bytes.",
            "the bytes could not be read",
        ),
        Column("stage", STRING, "The stage that refused it.", enum=("read", "parse", "run")),
        Column("error", STRING, "Stable code of the reason.", enum=tuple(REJECTS)),
        Column("message", STRING, "One sentence, with what to do."),
    ),
    key=("source",),
)
