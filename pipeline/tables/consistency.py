"""What must hold among the rows of one document. Pure: rows in, problems out.

What is checked follows from the contract: counts, 30 rows per assessed approach, statements and their remarks, places,
lines that hold every character once, and texts that are made of the letters on their lines.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from ggsr_extract.models.checks import CHECKS
from ggsr_extract.models.framework import framework
from ggsr_extract.models.verdicts import VERDICT_OF, outcome_of
from ggsr_extract.pipeline.shown import shown
from ggsr_extract.pipeline.tables.meant import meant

Row = dict[str, Any]
Tables = Mapping[str, Sequence[Row]]
SLACK = 0.5
"""Points by which rounded boxes may stand out of what holds them."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong: in which dataset, where (document and row), and what."""

    dataset: str
    where: str
    what: str

    def __str__(self) -> str:
        return shown(f"{self.dataset}: {self.where}: {self.what}")


def document_problems(tables: Tables) -> list[Problem]:
    """Everything that is wrong within one document; ``tables`` holds its rows of every dataset."""
    rules: tuple[Callable[[Tables], Iterator[Problem]], ...] = (
        _counts,
        _assessed,
        _findings,
        _statements,
        _followups,
        _language,
        _checks,
        _places,
        _lines,
        _texts,
    )
    return [problem for rule in rules for problem in rule(tables)]


def letters(text: str | None) -> str:
    """Letters and digits only: what line breaks, hyphens, bullets and quotation marks leave untouched."""
    return "".join(char for char in unicodedata.normalize("NFKC", text or "") if char.isalnum())


def _source(tables: Tables) -> str:
    return str(tables["documents"][0]["source"])


def _finding_name(tables: Tables, row: Row) -> str:
    return f"{_source(tables)}, {row['approach'] or 'approach unknown'}, {row['year']}, indicator {row['indicator_id']}"


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
                "documents", _source(tables), f"{name} is {document[name]}, but the rows give {count}"
            )
    codes = sorted({row["code"] for row in tables["checks"]})
    if document["checks"] != codes:
        yield Problem(
            "documents", _source(tables), f"checks is {document['checks']}, but its rows give {codes}"
        )


def _assessed(tables: Tables) -> Iterator[Problem]:
    if tables["documents"][0]["kind"] != "toezichtonderzoek":
        return
    expected = [item.indicator_id for item in framework().indicators]
    for approach in tables["approaches"]:
        rows = [row for row in tables["findings"] if row["approach_id"] == approach["approach_id"]]
        where = f"{_source(tables)}, {approach['name']}"
        counts = Counter(row["indicator_id"] for row in rows)
        missing = [indicator for indicator in expected if not counts[indicator]]
        if missing:
            yield Problem("findings", where, f"no row for indicator {', '.join(missing)}")
        for indicator, count in counts.items():
            noted = all("row_duplicate" in row["checks"] for row in rows if row["indicator_id"] == indicator)
            if count > 1 and not noted:
                yield Problem(
                    "findings", where, f"{count} rows for indicator {indicator} without a check row_duplicate"
                )


def _findings(tables: Tables) -> Iterator[Problem]:
    document = tables["documents"][0]
    names = {row["approach_id"]: row["name"] for row in tables["approaches"]}
    wording = framework().by_id
    for row in tables["findings"]:
        where = _finding_name(tables, row)
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


def _statements(tables: Tables) -> Iterator[Problem]:
    remarks: dict[str, list[str]] = {}
    for row in sorted(tables["remarks"], key=lambda row: (row["statement_id"], row["position"])):
        remarks.setdefault(row["statement_id"], []).append(row["text"])
    for statement_id, rows in _by(tables["findings"], "statement_id").items():
        read = [row for row in rows if "corrected" not in row["checks"]]
        if not read:
            continue
        first = read[0]
        where = _finding_name(tables, first)
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
        if first["assignment"] == "own" and len(rows) > 1:
            yield Problem(
                "findings", where, f"assignment is own, but the statement covers {len(rows)} indicators"
            )
        if first["let_op"] != remarks.get(statement_id, []):
            yield Problem("remarks", where, "its rows are not what let_op says")


def _followups(tables: Tables) -> Iterator[Problem]:
    findings = {row["finding_id"]: row for row in tables["findings"]}
    for row in tables["followups"]:
        where = f"{_source(tables)}, {row['approach'] or 'approach unknown'}, indicator {row['indicator_id']}"
        for side in ("before", "after"):
            finding = findings.get(row[f"finding_id_{side}"])
            if finding is not None and finding["verdict"] != row[f"verdict_{side}"]:
                yield Problem(
                    "followups", where, f"verdict_{side} is not that of finding {finding['finding_id']}"
                )
            if finding is not None and finding["indicator_id"] != row["indicator_id"]:
                yield Problem("followups", where, f"finding_id_{side} is about {finding['indicator_id']}")
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


def _language(tables: Tables) -> Iterator[Problem]:
    owners = {
        "finding": {row["statement_id"] for row in tables["findings"]},
        "remark": {row["remark_id"] for row in tables["remarks"]},
        "conclusion": {row["conclusion_id"] for row in tables["conclusions"]},
        "description": {row["approach_id"] for row in tables["approaches"]},
        "respondent": {row["approach_id"] for row in tables["approaches"]},
        "context": {row["document_id"] for row in tables["documents"]},
    }
    texts = {}
    for row in tables["sentences"]:
        where = f"{_source(tables)}, sentence {row['sentence_id']}"
        texts[row["sentence_id"]] = row["text"]
        if row["owner_id"] not in owners.get(row["owner"], ()):
            yield Problem(
                "sentences", where, f"owner_id {row['owner_id']} is no {row['owner']} of this document"
            )
        if len(row["tokens"]) != len(row["lemmas"]):
            yield Problem("sentences", where, f"{len(row['tokens'])} tokens but {len(row['lemmas'])} lemmas")
    for row in tables["mentions"]:
        text = texts.get(row["sentence_id"])
        if text is not None and text[row["start"] : row["end"]] != row["text"]:
            where = f"{_source(tables)}, mention {row['mention_id']}"
            yield Problem(
                "mentions", where, f"{row['text']!r} does not stand at {row['start']}..{row['end']}"
            )


def _checks(tables: Tables) -> Iterator[Problem]:
    owned: dict[str, set[str]] = {}
    ids = {
        "document": {row["document_id"] for row in tables["documents"]},
        "finding": {row["finding_id"] for row in tables["findings"]},
        "conclusion": {row["conclusion_id"] for row in tables["conclusions"]},
    }
    for row in tables["checks"]:
        where = f"{_source(tables)}, {row['code']}"
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
                _finding_name(tables, row),
                f"checks is {row['checks']}, its rows in checks say otherwise",
            )


def _places(tables: Tables) -> Iterator[Problem]:
    document = tables["documents"][0]
    pages = document["page_count"]
    end = max((row["span"]["end"] for row in tables["lines"] if row["span"]), default=0)
    placed = [
        *(("findings", _finding_name(tables, row), row) for row in tables["findings"]),
        *(
            ("conclusions", f"{_source(tables)}, conclusion {row['conclusion_id']}", row)
            for row in tables["conclusions"]
        ),
        *(
            (
                "lines",
                _line_name(tables, row),
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
        where = _line_name(tables, row)
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
    for statement_id, rows in _by(tables["findings"], "statement_id").items():
        first = next((row for row in rows if "corrected" not in row["checks"]), None)
        if first is not None and first["text"] is not None:
            yield from _made_of(
                "findings",
                _finding_name(tables, first),
                first["text"],
                on_lines.get(("finding", statement_id), ""),
            )
    for row in tables["remarks"]:
        own = on_lines.get(("remark", row["remark_id"]), "") or on_lines.get(
            ("remark", row["statement_id"]), ""
        )
        if letters(row["text"]) not in own:
            where = f"{_source(tables)}, remark {row['remark_id']}"
            yield Problem("remarks", where, f"text {_short(row['text'])} is not on its lines")
    for row in tables["conclusions"]:
        where = f"{_source(tables)}, conclusion {row['conclusion_id']}"
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


def _line_name(tables: Tables, row: Row) -> str:
    page = f"page {row['page']}, " if row["page"] is not None else ""
    return f"{_source(tables)}, {page}line {row['line_number']}"


def _by(rows: Iterable[Row], column: str) -> dict[str, list[Row]]:
    groups: dict[str, list[Row]] = {}
    for row in rows:
        groups.setdefault(row[column], []).append(row)
    return groups


def _visible(text: str) -> int:
    return len("".join(text.split()))
