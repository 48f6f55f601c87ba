"""What changed between two parsed folders, finding by finding."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from ggsr_extract.models.framework import in_order
from ggsr_extract.pipeline.outcome import Row
from ggsr_extract.pipeline.store.opened import RowsOfDocuments, opened

COMPARED = ("verdict", "text", "let_op")
"""Columns of a finding that are compared: the verdict, the explanation and the remarks."""
_NEEDED = {
    "documents": ("document_id", "source"),
    "findings": ("document_id", "municipality", "approach", "year", "indicator_id", *COMPARED),
}


@dataclass(frozen=True, slots=True)
class Change:
    """One difference. ``what`` is ``added`` or ``removed`` (the finding is in one folder only), ``verdict``, ``text`` or
    ``remark``; ``old`` and ``new`` are the values, None where there is none. ``source`` is the new one, if any.
    """

    what: str
    source: str
    municipality: str | None
    approach: str | None
    year: int
    indicator_id: str
    old: str | None
    new: str | None


@dataclass(frozen=True, slots=True)
class Difference:
    """All differences, in the order of sources, years, approaches and indicators; ``renamed`` are (old, new) sources."""

    documents_added: tuple[str, ...]
    documents_removed: tuple[str, ...]
    renamed: tuple[tuple[str, str], ...]
    changes: tuple[Change, ...]
    unchanged: int

    def __bool__(self) -> bool:
        return bool(self.documents_added or self.documents_removed or self.renamed or self.changes)

    def to_data(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return asdict(self)

    def __str__(self) -> str:
        return "\n".join(_readable(self))


def diff(old: str | Path, new: str | Path) -> Difference:
    """Compares two output folders or URLs. Documents belong together by content, or else by source.

    A finding of one is that of the other when approach, year and indicator are the same. Raises NoRelease and StoreError.
    """
    changes: list[Change] = []
    unchanged = 0
    with opened(old, _NEEDED) as olds, opened(new, _NEEDED) as news:
        before, after = _sources(olds), _sources(news)
        pairs, renamed = _pairs(before, after)
        ones, others = (RowsOfDocuments(files["findings"], _NEEDED["findings"]) for files in (olds, news))
        for one, other in sorted(pairs, key=lambda pair: after[pair[1]]):
            found, same = _findings(ones.of(one), others.of(other), after[other])
            changes += found
            unchanged += same
    paired_old, paired_new = {one for one, _ in pairs}, {other for _, other in pairs}
    return Difference(
        documents_added=tuple(sorted(source for key, source in after.items() if key not in paired_new)),
        documents_removed=tuple(sorted(source for key, source in before.items() if key not in paired_old)),
        renamed=renamed,
        changes=tuple(changes),
        unchanged=unchanged,
    )


def _sources(files: Mapping[str, pq.ParquetFile]) -> dict[str, str]:
    """The source of each document, under its id."""
    table = files["documents"].read(list(_NEEDED["documents"]), use_threads=False)
    return {row["document_id"]: row["source"] for row in table.to_pylist()}


def _pairs(
    before: Mapping[str, str], after: Mapping[str, str]
) -> tuple[list[tuple[str, str]], tuple[tuple[str, str], ...]]:
    pairs = [(key, key) for key in before if key in after]
    renamed = sorted((before[key], after[key]) for key, _ in pairs if before[key] != after[key])
    by_source = {source: key for key, source in after.items() if key not in before}
    pairs += [
        (key, by_source[source]) for key, source in before.items() if key not in after and source in by_source
    ]
    return pairs, tuple(renamed)


def _findings(before: Iterable[Row], after: Iterable[Row], source: str) -> tuple[list[Change], int]:
    old, new = _keyed(before), _keyed(after)
    changes: list[Change] = []
    unchanged = 0
    for key in sorted(old.keys() | new.keys(), key=_order):
        one, other = old.get(key), new.get(key)
        row = other or one
        assert row is not None

        def change(what: str, was: str | None, now: str | None, row: Row = row) -> Change:
            return Change(
                what,
                source,
                row["municipality"],
                row["approach"],
                row["year"],
                row["indicator_id"],
                was,
                now,
            )

        if one is None or other is None:
            changes.append(
                change(
                    "removed" if other is None else "added",
                    None if one is None else _summary(one),
                    None if other is None else _summary(other),
                )
            )
            continue
        found = [
            change(name, one[name], other[name]) for name in ("verdict", "text") if one[name] != other[name]
        ]
        found += [change("remark", was, now) for was, now in _remarks(one["let_op"], other["let_op"])]
        changes += found
        unchanged += not found
    return changes, unchanged


def _keyed(rows: Iterable[Row]) -> dict[tuple[Any, ...], Row]:
    keyed: dict[tuple[Any, ...], Row] = {}
    for row in rows:
        number = 0
        while (key := (row["approach"], row["year"], row["indicator_id"], number)) in keyed:
            number += 1
        keyed[key] = row
    return keyed


def _order(key: tuple[Any, ...]) -> tuple[Any, ...]:
    approach, year, indicator, number = key
    return year, approach or "", in_order(indicator), number


def _remarks(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[str | None, str | None]]:
    matcher = difflib.SequenceMatcher(a=old, b=new, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            continue
        gone, come = list(old[start:end]), list(new[begin:stop])
        for index in range(max(len(gone), len(come))):
            yield (gone[index] if index < len(gone) else None, come[index] if index < len(come) else None)


def _summary(row: Row) -> str:
    return f"{row['verdict'] or 'no verdict'}: {row['text'] or 'no text'}"


def _readable(difference: Difference) -> Iterator[str]:
    for source in difference.documents_added:
        yield f"document added: {source}"
    for source in difference.documents_removed:
        yield f"document removed: {source}"
    for old, new in difference.renamed:
        yield f"document renamed: {old} is now {new}"
    last = None
    for change in difference.changes:
        if change.source != last:
            yield f"{change.source} ({change.municipality or 'municipality unknown'})"
            last = change.source
        yield f"  {change.approach or 'approach unknown'}, {change.year}, {change.indicator_id}: {_said(change)}"
    documents = len(difference.documents_added) + len(difference.documents_removed) + len(difference.renamed)
    told = f"{documents} documents added, removed or renamed; " if documents else ""
    yield f"{told}{len(difference.changes)} {'difference' if len(difference.changes) == 1 else 'differences'}, {difference.unchanged} findings unchanged"


def _said(change: Change) -> str:
    if change.what in {"added", "removed"}:
        return f"{change.what}: {change.new or change.old}"
    if change.what == "verdict":
        return f"verdict {change.old or 'none'} -> {change.new or 'none'}"
    if change.old is None or change.new is None:
        return f"{change.what} {'added' if change.old is None else 'removed'}: {change.new or change.old}"
    return f"{change.what}: {marked_words(change.old, change.new)}"


def marked_words(old: str, new: str) -> str:
    """Both texts in one: words that went stand in [-...-], words that came in {+...+}; long equal runs are cut short."""
    before, after = old.split(), new.split()
    parts: list[str] = []
    matcher = difflib.SequenceMatcher(a=before, b=after, autojunk=False)
    for kind, start, end, begin, stop in matcher.get_opcodes():
        if kind == "equal":
            words = before[start:end]
            parts.append(" ".join(words if len(words) <= 8 else [*words[:3], "...", *words[-3:]]))
            continue
        if start < end:
            parts.append(f"[-{' '.join(before[start:end])}-]")
        if begin < stop:
            parts.append(f"{{+{' '.join(after[begin:stop])}+}}")
    return " ".join(parts)
