"""How good a result is: datasets against label files that people made.

The form of a label file and every measure are described in docs/evaluating.md. All measures are counted, so that the
overall figures are those of all labelled rows together and not means of means.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ggsr_extract.models.table import Row
from ggsr_extract.pipeline.quality.labels import ApproachLabel, FindingLabel, Labels, read_labels

NEEDED = ("documents", "approaches", "findings", "conclusions", "mentions")


@dataclass(frozen=True, slots=True)
class Share:
    """So many out of so many. Of nothing, all are right."""

    hit: int = 0
    of: int = 0

    @property
    def value(self) -> float:
        """0..1."""
        return 1.0 if self.of == 0 else self.hit / self.of

    def __add__(self, other: Share) -> Share:
        return Share(self.hit + other.hit, self.of + other.of)


SHARES = ("doc", "mark", "text", "let_op", "own", "page", "concl", "concl_exact", "appr")
NAMES = ("org", "cite")


@dataclass(frozen=True, slots=True)
class Score:
    """The measures of one document, or of several together.

    ``documents`` is how many of the labelled documents the datasets hold. ``shares`` has the measures of ``SHARES``
    that apply and ``org_p``, ``org_r``, ``cite_p``, ``cite_r``; ``counts`` has ``rows``, ``missing``, ``extra`` and ``appr_extra``; ``edits`` is the number
    of wrong characters out of the labelled ones. ``differences`` says each in words.
    """

    documents: Share
    shares: Mapping[str, Share] = field(default_factory=dict)
    counts: Mapping[str, int] = field(default_factory=dict)
    edits: Share = Share()
    differences: tuple[str, ...] = ()
    name_differences: tuple[str, ...] = ()

    @property
    def exact(self) -> bool:
        """Whether everything is as labelled, names of organisations and documents apart."""
        return self.documents.hit == self.documents.of and not self.differences

    def as_dict(self) -> dict[str, float | int]:
        """All measures under their names; those that do not apply are left out."""
        if not self.documents.hit:
            return {"found": self.documents.value}
        return {
            "found": self.documents.value,
            **dict(self.counts),
            **{name: share.value for name, share in self.shares.items()},
            "cer": self.edits.hit / self.edits.of if self.edits.of else 0.0,
        }


@dataclass(frozen=True, slots=True)
class Evaluation:
    """The score of every label file, by the file name of its document, and of all together."""

    documents: Mapping[str, Score]
    overall: Score

    def as_dict(self) -> dict[str, Any]:
        """For JSON."""
        return {
            "documents": {source: score.as_dict() for source, score in self.documents.items()},
            "overall": self.overall.as_dict(),
        }


def evaluate(parsed: str | Path, labels: Sequence[Path]) -> Evaluation:
    """Scores the datasets in ``parsed`` against label files, or folders of them.

    Raises NoRelease and StoreError for the datasets, ValueError for a label file that is not one.
    """
    import pyarrow as pa
    import pyarrow.compute as pc
    from ggsr_extract.pipeline.frames.load import read_release

    wanted = [read_labels(path) for path in label_files(labels)]
    _, tables = read_release(parsed, NEEDED)
    ids: dict[str, list[str]] = {}
    for row in tables["documents"].select(["file_name", "document_id"]).to_pylist():
        ids.setdefault(row["file_name"], []).append(row["document_id"])
    asked = {found[0] for item in wanted if len(found := ids.get(item.source, [])) == 1}
    data: dict[str, dict[str, list[Row]]] = {document: {name: [] for name in NEEDED} for document in asked}
    labelled = pa.array(sorted(asked), pa.string())
    for name in NEEDED:  # of a large archive, a few documents are labelled
        for row in tables[name].filter(pc.is_in(tables[name]["document_id"], labelled)).to_pylist():
            data[row["document_id"]][name].append(row)
    scores: dict[str, Score] = {}
    for item in wanted:
        found = ids.get(item.source, [])
        if len(found) == 1:
            scores[item.source] = score(item, data[found[0]])
        else:
            scores[item.source] = _not_found(item, len(found))
    return Evaluation(scores, total(scores.values()))


def label_files(paths: Iterable[Path]) -> Iterator[Path]:
    """The files themselves, and the ``.json`` files of folders in alphabetical order."""
    for path in paths:
        yield from sorted(path.glob("*.json")) if path.is_dir() else [path]


def score(labels: Labels, tables: Mapping[str, Sequence[Row]]) -> Score:
    """Scores the rows of one document."""
    notes: list[str] = []
    names: list[str] = []
    findings = _Findings(labels, tables["findings"], notes)
    shares = {"doc": _document(labels, tables["documents"][0], notes), **findings.shares()}
    shares |= _conclusions(labels, tables["conclusions"], tables["approaches"], notes)
    shares["appr"], more = _approaches(labels, tables["approaches"], notes)
    shares |= _mentions(labels, tables["mentions"], names)
    counts = {
        "rows": findings.rows,
        "missing": findings.missing,
        "extra": findings.extra,
        "appr_extra": more,
    }
    return Score(Share(1, 1), shares, counts, findings.edits, tuple(notes), tuple(names))


def _not_found(labels: Labels, rows: int) -> Score:
    """A document that is not there, or twice: all that was labelled in it is missing."""
    nothing: dict[str, Sequence[Row]] = dict.fromkeys(
        ("findings", "conclusions", "approaches", "mentions"), ()
    )
    missing = score(labels, {**nothing, "documents": [dict.fromkeys(("kind", "municipality", "published"))]})
    what = f"document {labels.source}: {rows} rows in documents"
    shares = {**missing.shares, "doc": Share(0, missing.shares["doc"].of)}
    return replace(missing, documents=Share(0, 1), shares=shares, differences=(what,), name_differences=())


def total(scores: Iterable[Score]) -> Score:
    """The measures of several documents together: all their rows count alike."""
    documents, edits = Share(), Share()
    shares: dict[str, Share] = {}
    counts: dict[str, int] = {}
    notes: list[str] = []
    names: list[str] = []
    for item in scores:
        documents, edits = documents + item.documents, edits + item.edits
        for name, share in item.shares.items():
            shares[name] = shares.get(name, Share()) + share
        for name, count in item.counts.items():
            counts[name] = counts.get(name, 0) + count
        notes.extend(item.differences)
        names.extend(item.name_differences)
    order = [*SHARES, *(f"{name}_{kind}" for name in NAMES for kind in "pr")]
    ordered = {name: shares[name] for name in order if name in shares}
    return Score(documents, ordered, counts, edits, tuple(notes), tuple(names))


def squeeze(text: str | None) -> str:
    """The text in Unicode's composed form with single spaces; null is empty."""
    return re.sub(r"\s+", " ", unicodedata.normalize("NFC", text or "")).strip()


_QUOTES = str.maketrans("‘’“”", "''\"\"")


def name_key(text: str | None) -> str:
    """Comparison form of a name: no case, white space, quotation marks or end punctuation."""
    return re.sub(r"[\s\"']+", "", squeeze(text).lower().translate(_QUOTES)).strip(".,;:")


def distance(one: str, other: str) -> int:
    """The least number of characters to insert, delete or replace."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.distance(one, other)


def _document(labels: Labels, row: Row, notes: list[str]) -> Share:
    published = None if row["published"] is None else str(row["published"])[:7]
    got = (row["kind"], row["municipality"], published)
    want = (labels.kind, labels.municipality, labels.published)
    if got != want:
        notes.append(f"document: want {want} got {got}")
    return Share(sum(a == b for a, b in zip(got, want, strict=True)), 3)


class _Findings:
    """One labelled row after the other against the findings under the same approach, year and indicator."""

    def __init__(self, labels: Labels, rows: Sequence[Row], notes: list[str]) -> None:
        self.labels, self.notes = labels, notes
        self.rows = self.missing = self.mark = self.text = self.let_op = self.own = self.page = self.paged = 0
        self.edits = Share()
        have: dict[tuple[str, int, str], list[Row]] = {}
        for row in rows:
            key = (name_key(row["approach"]), row["year"], row["indicator_id"])
            have.setdefault(key, []).append(row)
        for label in labels.findings:
            for indicator in label.indicators:
                key = (name_key(label.approach), label.year, indicator)
                left = have.get(key, [])
                self._compare(key, label, left.pop(0) if left else None)
        self.extra = sum(len(left) for left in have.values())
        for key, left in have.items():
            notes.extend(f"not expected {key}: {squeeze(row['text'])[:60]!r}" for row in left)

    def shares(self) -> dict[str, Share]:
        result = {name: Share(getattr(self, name), self.rows) for name in ("mark", "text", "let_op", "own")}
        return {**result, "page": Share(self.page, self.paged)} if self.paged else result

    def _compare(self, key: object, label: FindingLabel, row: Row | None) -> None:
        self.rows += 1
        length = len(squeeze(label.text))
        if row is None:
            self.missing += 1
            self.edits += Share(length, length)
            self.notes.append(f"missing row {key}")
            return
        got = squeeze(row["text"])
        label = self._accepted(label, got)
        text = squeeze(label.text)
        self.edits += Share(min(distance(got, text), max(len(text), 1)), length)
        self.text += self._same(f"text {key}", text, got)
        self.mark += self._same(f"mark {key}", label.mark, row["mark"])
        remarks = [squeeze(remark) for remark in label.let_op]
        self.let_op += self._same(f"let_op {key}", remarks, [squeeze(remark) for remark in row["let_op"]])
        if label.page is not None:
            self.paged += 1
            self.page += self._same(f"page {key}", label.page, row["page"])
        self.own += self._same(f"assignment {key}", label.assignment, row["assignment"])

    def _accepted(self, label: FindingLabel, got: str) -> FindingLabel:
        """In a block whose marks had to be assigned, any statement of the block is right: the one that was taken."""
        every = self.labels.findings
        block = (label.approach, label.year, "inferred")
        if label.assignment != "inferred":
            return label
        for other in every:
            near = abs(every.index(other) - every.index(label)) <= 2
            if (
                near
                and (other.approach, other.year, other.assignment) == block
                and squeeze(other.text) == got
            ):
                label = other
        return label

    def _same(self, what: str, want: object, got: object) -> bool:
        if want != got:
            self.notes.append(f"{what}\n    want {want!r}\n    got  {got!r}")
        return want == got


def _conclusions(
    labels: Labels, rows: Sequence[Row], approaches: Sequence[Row], notes: list[str]
) -> dict[str, Share]:
    """Paragraphs joined per approach, theme and aspect; nothing where the labels have none."""
    if not labels.conclusions:
        return {}
    names = {row["approach_id"]: row["name"] for row in approaches}
    got: dict[tuple[str, str, str | None], list[str]] = {}
    for row in rows:
        key = (name_key(names.get(row["approach_id"])), row["theme_id"], row["aspect"])
        got.setdefault(key, []).append(squeeze(row["text"]))
    want: dict[tuple[str, str, str | None], list[str]] = {}
    for item in labels.conclusions:
        want.setdefault((name_key(item.approach), item.theme, item.aspect), []).append(squeeze(item.text))
    right = length = exact = 0
    for key, paragraphs in want.items():
        one, other = " ".join(paragraphs), " ".join(got.get(key, []))
        length += len(one)
        exact += one == other
        right += max(0, len(one) - distance(one, other))
        if one != other:
            notes.append(f"conclusion {key}\n    want {one!r}\n    got  {other!r}")
    notes.extend(f"conclusion not expected {key}" for key in got if key not in want)
    return {"concl": Share(right, length), "concl_exact": Share(exact, len(want))}


def _approaches(labels: Labels, rows: Sequence[Row], notes: list[str]) -> tuple[Share, int]:
    have = {name_key(row["name"]): row for row in rows}
    good = 0
    for label in labels.approaches:
        row = have.get(name_key(label.name))
        if row is None:
            notes.append(f"approach missing {label.name!r}")
            continue
        for name, want, got in _facts(label, row):
            good += want == got
            if want != got:
                notes.append(f"approach {label.name!r} {name}\n    want {want!r}\n    got  {got!r}")
    known = sum(name_key(label.name) in have for label in labels.approaches)
    return Share(good, 4 * len(labels.approaches)), len(have) - known


def _facts(label: ApproachLabel, row: Row) -> tuple[tuple[str, object, object], ...]:
    return (
        ("name", squeeze(label.name), squeeze(row["name"])),
        ("respondents", [squeeze(x) for x in label.respondents], [squeeze(x) for x in row["respondents"]]),
        ("families", label.families, row["families"]),
        ("description", squeeze(label.description), squeeze(row["description"])),
    )


def _mentions(labels: Labels, rows: Sequence[Row], notes: list[str]) -> dict[str, Share]:
    shares: dict[str, Share] = {}
    for name, code, wanted, either in (
        ("org", "ORG", labels.organisations, labels.organisations_optional),
        ("cite", "DOC", labels.documents, labels.documents_optional),
    ):
        want = {name_key(text) for text in wanted}
        optional = {name_key(text) for text in either} - want
        got = {name_key(row["text"]) for row in rows if row["label"] == code} - optional
        hit = len(want & got)
        shares[f"{name}_p"], shares[f"{name}_r"] = Share(hit, len(got)), Share(hit, len(want))
        notes.extend(f"{name} missed: {text}" for text in sorted(want - got))
        notes.extend(f"{name} not in the labels: {text}" for text in sorted(got - want))
    return shares


def as_json(result: Evaluation) -> str:
    """The evaluation as a JSON text."""
    return json.dumps(result.as_dict(), ensure_ascii=False, indent=1)


_HEADS: tuple[str, ...] = (
    "rows",
    "missing",
    "extra",
    "mark",
    "text",
    "cer",
    "let_op",
    "own",
    "page",
    "concl",
    "appr",
    "doc",
)
_HEADS += ("org_p", "org_r", "cite_p", "cite_r")


def as_table(result: Evaluation, show: int = 0) -> str:
    """The evaluation for people: one line per document and one for all; up to ``show`` differences under each."""
    lines = [["", *_HEADS]]
    below: list[list[str]] = [[]]
    for source, item in [*result.documents.items(), ("all", result.overall)]:
        values = item.as_dict()
        found = item.documents.hit > 0
        lines.append(
            [
                source,
                *(_cell(values.get(name)) if found else "not found" * (name == "rows") for name in _HEADS),
            ]
        )
        notes = [] if item is result.overall else [*item.differences, *item.name_differences]
        more = [f"... and {len(notes) - show} more"] if show and len(notes) > show else []
        below.append([*notes[:show], *more])
    widths = [max(len(line[i]) for line in lines) for i in range(len(lines[0]))]
    text = []
    for line, notes in zip(lines, below, strict=True):
        cells = [
            line[0].ljust(widths[0]),
            *(cell.rjust(w) for cell, w in zip(line[1:], widths[1:], strict=True)),
        ]
        text.append("  ".join(cells).rstrip())
        text.extend(f"    {note}" for note in notes)
    return "\n".join(text)


def _cell(value: float | int | None) -> str:
    if value is None:
        return "-"
    return str(value) if isinstance(value, int) else f"{value:.3f}"
