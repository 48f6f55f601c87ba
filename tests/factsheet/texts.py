"""Flat texts of factsheets, and what is read of them."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.factsheet.about.municipalities import load
from ggsr_extract.extractors.factsheet.parse import parse_text
from ggsr_extract.extractors.readers.text import split_lines
from ggsr_extract.models.factsheet import Factsheet, Statement
from ggsr_extract.models.framework import framework

HEAD = "Uitkomsten toezichtonderzoek Zandwijk\n\nAanpak:\nSamen Thuis\n\nDe gemeente heeft de vragenlijst betreffende deze aanpak ingevuld en is ingevuld door:\nStichting De Vlonder\n\nBeschrijving\n\nOp dit moment krijgen 31 gezinnen hulp.\n\nBevindingen toezichtonderzoek\n\nToeleiding\n\nCriteria Indicatoren Bevindingen\n\n"
WORDING = {item.indicator_id: item.indicator for item in framework().indicators}


def parsed(text: str) -> Factsheet:
    return parse_text(split_lines(text), load())


def found(text: str, *indicators: str) -> list[Statement]:
    sheet = parsed(HEAD + text)
    return [item for item in sheet.statements if item.indicators[0].indicator_id in indicators]


def codes(item: Statement) -> list[str]:
    return [check.code for check in item.checks]


def block(*indicators: str) -> str:
    return "\n".join(WORDING[indicator] for indicator in indicators) + "\n"


def kinds(items: Sequence[Statement]) -> list[tuple[str | None, str, str]]:
    return [(item.mark, item.text, item.assignment) for item in items]
