"""What must hold among the rows of one document. Pure: rows in, problems out.

What is checked follows from the contract: counts, positions, 30 rows per assessed approach, statements and their remarks,
follow-ups, sentences of their texts, checks, and (``traced``) the way back to the source.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath

from ggsr_extract.models.checks import CHECKS
from ggsr_extract.models.factsheet import FOLLOW_UP, INSPECTION
from ggsr_extract.models.framework import framework
from ggsr_extract.models.verdicts import VERDICT_OF, outcome_of
from ggsr_extract.pipeline.quality.problems import Problem, Tables, finding_name, rows_by, source_of
from ggsr_extract.pipeline.quality.traced import letters, traced

_POSITIONS: dict[str, tuple[str, ...]] = {
    "approaches": (),
    "remarks": ("statement_id",),
    "conclusions": ("approach_id", "theme_id", "aspect"),
    "sentences": ("owner", "owner_id"),
}
"""Datasets whose rows have a position, and the columns within whose values it counts."""


def document_problems(tables: Tables) -> list[Problem]:
    """Everything that is wrong within one document; ``tables`` holds its rows of every dataset."""
    rules: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
        _document,
        _counts,
        _positions,
        _assessed,
        _findings,
        _conclusions,
        _statements,
        _followups,
        _sentences,
        _mentions,
        _checks,
        traced,
    )
    return [problem for rule in rules for problem in rule(tables)]


def _document(tables: Tables) -> Iterator[Problem]:
    document = tables["documents"][0]
    if document["file_name"] != PurePosixPath(document["source"]).name:
        yield Problem(
            "documents", source_of(tables), f"file_name is {document['file_name']}, not its source's"
        )
    if document["published"] is not None and document["published"].day != 1:
        yield Problem(
            "documents", source_of(tables), f"published is {document['published']}, not the first of a month"
        )


def _counts(tables: Tables) -> Iterator[Problem]:
    document = tables["documents"][0]
    lines = tables["lines"]
    counted = {
        "approach_count": len(tables["approaches"]),
        "finding_count": len(tables["findings"]),
        "char_count": sum(_visible(row["text"]) for row in lines),
        "unclaimed_char_count": sum(_visible(row["text"]) for row in lines if row["role"] == "unclaimed"),
    }
    for name, count in counted.items():
        if document[name] != count:
            yield Problem(
                "documents", source_of(tables), f"{name} is {document[name]}, but the rows give {count}"
            )
    codes = sorted({row["code"] for row in tables["checks"]})
    if document["checks"] != codes:
        yield Problem(
            "documents", source_of(tables), f"checks is {document['checks']}, but its rows give {codes}"
        )


def _positions(tables: Tables) -> Iterator[Problem]:
    for dataset, within in _POSITIONS.items():
        for values, rows in rows_by(tables[dataset], *within).items():
            have = [row["position"] for row in rows]
            if have != list(range(len(rows))):
                where = ", ".join(map(str, (source_of(tables), *values)))
                yield Problem(dataset, where, f"position is {', '.join(map(str, have))}; it counts from 0")


def _assessed(tables: Tables) -> Iterator[Problem]:
    if tables["documents"][0]["kind"] != INSPECTION:
        return
    expected = [item.indicator_id for item in framework().indicators]
    noted = Counter(row["value"] for row in tables["checks"] if row["code"] == "row_missing")
    for approach in tables["approaches"]:
        rows = [row for row in tables["findings"] if row["approach_id"] == approach["approach_id"]]
        where = f"{source_of(tables)}, {approach['name']}"
        counts = Counter(row["indicator_id"] for row in rows)
        absent = [indicator for indicator in expected if not counts[indicator]]
        missing = [indicator for indicator in absent if not noted[indicator]]
        noted.subtract(absent)
        if missing:
            yield Problem("findings", where, f"no row for indicator {', '.join(missing)}")
        for indicator, count in counts.items():
            told = all("row_duplicate" in row["checks"] for row in rows if row["indicator_id"] == indicator)
            if count > 1 and not told:
                yield Problem(
                    "findings", where, f"{count} rows for indicator {indicator} without a check row_duplicate"
                )


def _findings(tables: Tables) -> Iterator[Problem]:
    document = tables["documents"][0]
    names = {row["approach_id"]: row["name"] for row in tables["approaches"]}
    wording = framework().by_id
    for row in tables["findings"]:
        where = finding_name(tables, row)
        item = wording.get(row["indicator_id"])
        if item is not None:
            for name in ("theme_id", "theme", "criterion_id", "criterion", "indicator"):
                if row[name] != getattr(item, name):
                    yield Problem("findings", where, f"{name} is {row[name]!r}, not the framework's")
        for name in ("municipality", "municipality_code"):
            if row[name] != document[name]:
                yield Problem("findings", where, f"{name} is {row[name]!r}, in documents {document[name]!r}")
        if row["approach"] != names.get(row["approach_id"]):
            yield Problem("findings", where, f"approach is not the name of approach_id {row['approach_id']}")
        if row["verdict"] != VERDICT_OF.get(row["mark"]):
            yield Problem(
                "findings", where, f"verdict {row['verdict']} does not follow from mark {row['mark']}"
            )


def _conclusions(tables: Tables) -> Iterator[Problem]:
    for row in tables["conclusions"]:
        if row["theme"] != framework().themes.get(row["theme_id"]):
            where = f"{source_of(tables)}, conclusion {row['conclusion_id']}"
            yield Problem("conclusions", where, f"theme is {row['theme']!r}, not the framework's")


def _statements(tables: Tables) -> Iterator[Problem]:
    remarks: dict[str, list[str]] = {}
    for row in sorted(tables["remarks"], key=lambda row: (row["statement_id"], row["position"])):
        remarks.setdefault(row["statement_id"], []).append(row["text"])
    for (statement_id,), rows in rows_by(tables["findings"], "statement_id").items():
        read = [row for row in rows if "corrected" not in row["checks"]]
        if not read:
            continue
        first = read[0]
        where = finding_name(tables, first)
        for name in ("approach_id", "year", "mark", "text", "let_op", "page", "spans", "boxes", "assignment"):
            if any(row[name] != first[name] for row in read):
                yield Problem(
                    "findings", where, f"{name} differs among the findings of statement {statement_id}"
                )
        if any(row["statement_size"] != len(rows) for row in rows):
            yield Problem(
                "findings",
                where,
                f"statement_size is {first['statement_size']}, but the statement has {len(rows)} rows",
            )
        if (first["assignment"] == "own" and len(rows) > 1) or (
            first["assignment"] == "shared" and len(rows) == 1
        ):
            yield Problem(
                "findings",
                where,
                f"assignment is {first['assignment']}, but the statement covers {len(rows)} indicators",
            )
        if first["let_op"] != remarks.get(statement_id, []):
            yield Problem("remarks", where, "its rows are not what let_op says")


def _followups(tables: Tables) -> Iterator[Problem]:
    findings = {row["finding_id"]: row for row in tables["findings"]}
    names = {row["name"] for row in tables["approaches"]}
    for row in tables["followups"]:
        where = (
            f"{source_of(tables)}, {row['approach'] or 'approach unknown'}, indicator {row['indicator_id']}"
        )
        for side in ("before", "after"):
            finding = findings.get(row[f"finding_id_{side}"])
            if finding is not None and finding["verdict"] != row[f"verdict_{side}"]:
                yield Problem(
                    "followups", where, f"verdict_{side} is not that of finding {finding['finding_id']}"
                )
            if finding is not None and finding["indicator_id"] != row["indicator_id"]:
                yield Problem("followups", where, f"finding_id_{side} is about {finding['indicator_id']}")
        if row["approach"] is not None and row["approach"] not in names:
            yield Problem("followups", where, "approach is the name of none of its approaches")
        if row["outcome"] != outcome_of(row["verdict_before"], row["verdict_after"]):
            yield Problem("followups", where, f"outcome {row['outcome']} does not follow from the verdicts")
        repeated = findings.get(row["finding_id_before"])
        compared = (
            row["source_finding_id"] is not None and repeated is not None and repeated["text"] is not None
        )
        if compared != (row["agreement"] is not None):
            yield Problem(
                "followups", where, "agreement is given exactly when there are two texts to compare"
            )
    if tables["documents"][0]["kind"] == FOLLOW_UP:
        named = {row[f"finding_id_{side}"] for row in tables["followups"] for side in ("before", "after")}
        for row in tables["findings"]:
            if row["finding_id"] not in named:
                yield Problem("followups", finding_name(tables, row), "no row is about this finding")


def _sentences(tables: Tables) -> Iterator[Problem]:
    owners = {
        "finding": {row["statement_id"] for row in tables["findings"]},
        "remark": {row["remark_id"] for row in tables["remarks"]},
        "conclusion": {row["conclusion_id"] for row in tables["conclusions"]},
        "description": {row["approach_id"] for row in tables["approaches"]},
        "respondent": {row["approach_id"] for row in tables["approaches"]},
        "context": {row["document_id"] for row in tables["documents"]},
    }
    for row in tables["sentences"]:
        where = f"{source_of(tables)}, sentence {row['sentence_id']}"
        if row["owner_id"] not in owners.get(row["owner"], ()):
            yield Problem(
                "sentences", where, f"owner_id {row['owner_id']} is no {row['owner']} of this document"
            )
        if len(row["tokens"]) != len(row["lemmas"]):
            yield Problem("sentences", where, f"{len(row['tokens'])} tokens but {len(row['lemmas'])} lemmas")
    cut = {
        owner: "".join(row["text"] for row in rows)
        for owner, rows in rows_by(tables["sentences"], "owner", "owner_id").items()
    }
    for owner, text in _owned(tables).items():
        if letters(text) != letters(cut.get(owner)):
            yield Problem(
                "sentences",
                f"{source_of(tables)}, {owner[0]} {owner[1]}",
                "they are not the sentences of its text",
            )


def _owned(tables: Tables) -> dict[tuple[str, str], str]:
    """The texts that are cut into sentences, by owner; without what a person corrected, whose sentences are those of the source."""
    texts: dict[tuple[str, str], str] = {}
    for row in tables["findings"]:
        if row["text"] is not None and "corrected" not in row["checks"]:
            texts["finding", row["statement_id"]] = row["text"]
    texts.update((("remark", row["remark_id"]), row["text"]) for row in tables["remarks"])
    texts.update((("conclusion", row["conclusion_id"]), row["text"]) for row in tables["conclusions"])
    for row in tables["approaches"]:
        texts["description", row["approach_id"]] = row["description"] or ""
        texts["respondent", row["approach_id"]] = "".join(row["respondents"])
    return texts


def _mentions(tables: Tables) -> Iterator[Problem]:
    texts = {row["sentence_id"]: row["text"] for row in tables["sentences"]}
    for row in tables["mentions"]:
        where = f"{source_of(tables)}, mention {row['mention_id']}"
        text = texts.get(row["sentence_id"])
        if text is not None and text[row["start"] : row["end"]] != row["text"]:
            yield Problem(
                "mentions", where, f"{row['text']!r} does not stand at {row['start']}..{row['end']}"
            )
        low, high = row["value_min"], row["value_max"]
        if low is not None and high is not None and low > high:
            yield Problem("mentions", where, f"value_min {low:g} is more than value_max {high:g}")
        if (row["unit"] is None) != (low is None and high is None):
            yield Problem("mentions", where, "unit is given exactly when there is a value")


def _checks(tables: Tables) -> Iterator[Problem]:
    owned: dict[str, set[str]] = {}
    ids = {
        "document": {row["document_id"] for row in tables["documents"]},
        "finding": {row["finding_id"] for row in tables["findings"]},
        "conclusion": {row["conclusion_id"] for row in tables["conclusions"]},
    }
    for row in tables["checks"]:
        where = f"{source_of(tables)}, {row['code']}"
        if row["code"] in CHECKS and row["severity"] != CHECKS[row["code"]].severity:
            yield Problem("checks", where, f"severity is {row['severity']}, not the catalogue's")
        if row["owner"] in ids and row["owner_id"] is not None and row["owner_id"] not in ids[row["owner"]]:
            yield Problem(
                "checks", where, f"owner_id {row['owner_id']} is no {row['owner']} of this document"
            )
        if row["owner"] == "finding" and row["owner_id"] is not None:
            owned.setdefault(row["owner_id"], set()).add(row["code"])
    for row in tables["findings"]:
        if set(row["checks"]) != owned.get(row["finding_id"], set()):
            yield Problem(
                "findings",
                finding_name(tables, row),
                f"checks is {row['checks']}, its rows in checks say otherwise",
            )


def _visible(text: str) -> int:
    return len("".join(text.split()))
