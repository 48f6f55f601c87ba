"""Label files: what a person read in a factsheet, checked at the door. The form is described in docs/evaluating.md."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ggsr_extract.models.columns import KINDS
from ggsr_extract.models.framework import framework
from ggsr_extract.models.tables import TABLES
from ggsr_extract.models.verdicts import MARKS

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@dataclass(frozen=True, slots=True)
class ApproachLabel:
    """One approach: name, who filled in the questionnaire, number of families, description."""

    name: str
    respondents: tuple[str, ...]
    families: int | None
    description: str | None


@dataclass(frozen=True, slots=True)
class FindingLabel:
    """One statement on one or more indicators. ``page`` (from 1) is None for text, and where it does not count."""

    approach: str | None
    year: int
    indicators: tuple[str, ...]
    assignment: str
    mark: str | None
    text: str
    let_op: tuple[str, ...]
    page: int | None


@dataclass(frozen=True, slots=True)
class ConclusionLabel:
    """One paragraph of conclusions under a theme and an aspect (goed, beter)."""

    approach: str
    theme: str
    aspect: str
    text: str


@dataclass(frozen=True, slots=True)
class Labels:
    """All labels of one document; ``source`` is its file name. Optional names count neither way."""

    source: str
    kind: str
    municipality: str | None
    published: str | None
    approaches: tuple[ApproachLabel, ...]
    findings: tuple[FindingLabel, ...]
    conclusions: tuple[ConclusionLabel, ...]
    organisations: tuple[str, ...]
    documents: tuple[str, ...]
    organisations_optional: tuple[str, ...] = ()
    documents_optional: tuple[str, ...] = ()


def read_labels(path: Path) -> Labels:
    """The labels in a file. Raises ValueError that names the file and what is wrong in it, and OSError."""
    if path.exists() and not path.is_file():  # a pipe would keep us for ever
        raise ValueError(f"{path} is not a label file: it is no plain file.")
    try:
        return parse_labels(json.loads(path.read_text(encoding="utf-8")))
    except (ValueError, RecursionError) as fault:
        what = "it is not UTF-8 text" if isinstance(fault, UnicodeDecodeError) else fault
        raise ValueError(f"{path} is not a label file: {what}. docs/evaluating.md tells the form.") from fault


def parse_labels(raw: object) -> Labels:
    """Labels from decoded JSON.

    Raises ValueError that names the place of what is missing, of the wrong type or no value of the datasets, which could
    never agree with them: a mark "V", a theme "Samenwerking".
    """
    top = _Item(raw, "the file")
    assignments = TABLES["findings"].column("assignment").enum
    aspects = TABLES["conclusions"].column("aspect").enum
    published = top.maybe_text("published")
    if published is not None and not _MONTH.fullmatch(published):
        raise ValueError(f"the file has {published!r} as 'published': write year and month, as 2013-09")
    return Labels(
        source=top.text("source"),
        kind=top.text("kind", KINDS),
        municipality=top.maybe_text("municipality"),
        published=published,
        approaches=tuple(
            ApproachLabel(
                item.text("name"),
                item.texts("respondents"),
                item.maybe_number("families"),
                item.maybe_text("description"),
            )
            for item in top.items("approaches")
        ),
        findings=tuple(
            FindingLabel(
                item.maybe_text("approach"),
                item.number("year"),
                item.texts("indicators", framework().by_id),
                item.text("assignment", assignments),
                item.maybe_text("mark", MARKS),
                item.maybe_text("text") or "",
                item.texts("let_op"),
                item.maybe_number("page"),
            )
            for item in top.items("findings")
        ),
        conclusions=tuple(
            ConclusionLabel(
                item.text("approach"),
                item.text("theme", framework().themes),
                item.text("aspect", aspects),
                item.text("text"),
            )
            for item in top.items("conclusions")
        ),
        organisations=top.texts("organisations"),
        documents=top.texts("documents"),
        organisations_optional=top.texts("organisations_optional", required=False),
        documents_optional=top.texts("documents_optional", required=False),
    )


class _Item:
    """A JSON object with a name for messages. Values that are ``allowed`` may be any where none are named."""

    def __init__(self, raw: object, where: str) -> None:
        if not isinstance(raw, Mapping):
            raise ValueError(f"{where} is not an object")
        self.raw: Mapping[str, Any] = raw
        self.where = where

    def text(self, name: str, allowed: Collection[str] = ()) -> str:
        value = self.raw.get(name)
        if not isinstance(value, str):
            raise ValueError(f"{self.where} has no text {name!r}")
        return self._known(name, value, allowed)

    def maybe_text(self, name: str, allowed: Collection[str] = ()) -> str | None:
        return None if self.raw.get(name) is None else self.text(name, allowed)

    def _known(self, name: str, value: str, allowed: Collection[str]) -> str:
        if allowed and value not in allowed:
            raise ValueError(f"{self.where} has {value!r} in {name!r}: write one of {', '.join(allowed)}")
        return value

    def number(self, name: str) -> int:
        value = self.raw.get(name)
        if not isinstance(value, int) or isinstance(value, bool):
            raise ValueError(f"{self.where} has no whole number {name!r}")
        return value

    def maybe_number(self, name: str) -> int | None:
        return None if self.raw.get(name) is None else self.number(name)

    def _list(self, name: str) -> list[Any]:
        value = self.raw.get(name)
        if not isinstance(value, list):
            raise ValueError(f"{self.where} has no list {name!r}")
        return value

    def texts(self, name: str, allowed: Collection[str] = (), required: bool = True) -> tuple[str, ...]:
        if not required and name not in self.raw:
            return ()
        values = self._list(name)
        if not all(isinstance(value, str) for value in values):
            raise ValueError(f"{self.where} has something else than texts in {name!r}")
        return tuple(self._known(name, value, allowed) for value in values)

    def items(self, name: str) -> list[_Item]:
        return [_Item(value, f"{name}[{index}]") for index, value in enumerate(self._list(name))]
