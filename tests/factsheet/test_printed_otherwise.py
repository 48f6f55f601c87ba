"""The same factsheets with headings, running headers and marks as other departments and tools print them: the same rows."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from pathlib import Path

import pytest
from ggsr_extract.extractors.factsheet.about.municipalities import load
from ggsr_extract.extractors.factsheet.parse import parse_text
from ggsr_extract.extractors.readers.text import decode, split_lines
from ggsr_extract.models.factsheet import Factsheet

from tests.places import ROOT

TEXTS = sorted((ROOT / "data" / "raw").rglob("*.txt"))
THEMES = ("Toeleiding", "Gezin centraal", "Aanpak", "Samenwerking", "Continu")


def _headings(change: Callable[[int, str], str]) -> Callable[[str], str]:
    """Change the themes' names where they stand alone on a line; given are the number from 1 and the name."""
    pattern = re.compile(rf"(?m)^([ \t]*)({'|'.join(THEMES)})[ \t]*$")
    return lambda text: pattern.sub(lambda m: m[1] + change(THEMES.index(m[2]) + 1, m[2]), text)


def _lines(pattern: str, new: str) -> Callable[[str], str]:
    return lambda text: re.sub(pattern, new, text, flags=re.MULTILINE)


def _marks(meets: str, improve: str) -> Callable[[str], str]:
    return lambda text: re.sub(r"(?m)(?<!\S)X(?=\s|$)", improve, text.replace("√", meets))


IMPRINT = "\n\nColofon\n\nUitgave van de inspecties\nPostbus 12\n1000 AA Ergens\nwww.toezicht.example\n"
REACTION = "\n\nReactie van de gemeente\n\nDe gemeente herkent het beeld en gaat aan de slag.\n"
CHANGES: dict[str, Callable[[str], str]] = {
    "numbered themes": _headings(lambda number, name: f"{number}. {name}"),
    "Roman numbers": _headings(lambda number, name: f"{['I', 'II', 'III', 'IV', 'V'][number - 1]}. {name}"),
    "the word theme": _headings(lambda number, name: f"Thema {number}: {name}"),
    "capitals": _headings(lambda _, name: name.upper()),
    "colons": _headings(lambda _, name: f"{name}:"),
    "a noun": _headings(lambda _, name: name.replace("Continu", "Continuïteit")),
    "an article": _headings(lambda _, name: name.replace("Aanpak", "De aanpak")),
    "header row in the singular": _lines(r"^Criteria Indicatoren Bevindingen", "Criterium Indicator Bevinding"),
    "header row cell by cell": _lines(r"^Criteria Indicatoren Bevindingen", "Criteria\nIndicatoren\nBevindingen"),
    "no header rows": _lines(r"^Criteria Indicatoren Bevindingen.*\n", ""),
    "continued behind": _lines(r"^Vervolg bevindingen toezichtonderzoek", "Bevindingen toezichtonderzoek (vervolg)"),
    "continued with a dash": _lines(r"^Vervolg (uitkomsten verbeterpunten)", r"\g<1> - vervolg"),
    "approach with a dash": _lines(r"^Aanpak: *(?=\S)", "Aanpak – "),
    "approach without a colon": _lines(r"^Aanpak: *(?=\S)", "Aanpak "),
    "name of the approach": _lines(r"^Aanpak: *(?=\S)", "Naam aanpak: "),
    "both aspects with er": _lines(r"^Wat gaat goed\? Wat kan beter\?", "Wat gaat er goed? Wat kan er beter?"),
    "aspects on two lines": _lines(r"^Wat gaat goed\? Wat kan beter\?", "Wat gaat goed?\nWat kan beter?"),
    "check marks": _marks("✓", "✗"),
    "boxes": _marks("☑", "☒"),
    "operators": _marks("√", "⊗"),
    "legacy symbols": _marks("🮱", "🗷"),
    "private use": _marks("\uf0fc", "\uf0fb"),
    "letters of Wingdings": _marks("ü", "û"),
    "a letter of Symbol": _marks("Ö", "X"),
    "a letter of another alphabet": _marks("√", "\u0425"),
    "marks with a full stop": _marks("√.", "X."),
    "marks without a space": _lines(r"^(√|X) (?=[A-Z][a-z])", r"\g<1>"),
    "an imprint at the end": lambda text: text + IMPRINT,
    "a reaction at the end": lambda text: text + REACTION,
    "an annex at the end": lambda text: text + REACTION.replace("Reactie van de gemeente", "Bijlage 1: Deelnemers"),
    "no-break spaces": lambda text: text.replace(" ", "\u00a0"),
}  # fmt: skip


@cache
def _text(path: Path) -> str:
    return decode(path.read_bytes())[0].replace("\r\n", "\n")


def _parsed(text: str) -> Factsheet:
    return parse_text(split_lines(text), load())


def _rows(sheet: Factsheet) -> list[object]:
    return [
        [(item.name, item.respondents, item.families) for item in sheet.approaches],
        [
            (item.approach, item.year, [m.indicator_id for m in item.indicators], item.mark, item.text)
            for item in sheet.statements
        ],
        [(item.approach, item.theme_id, item.aspect, item.text) for item in sheet.conclusions],
    ]


@pytest.mark.parametrize("name", CHANGES)
def test_the_rows_stay(name: str) -> None:
    changed = 0
    for path in TEXTS:
        text = _text(path)
        other = CHANGES[name](text)
        if other != text:
            changed += 1
            assert _rows(_parsed(other)) == _rows(_parsed(text)), path.name
    assert changed, "nothing in the sample archive is printed in a way that can be changed"
