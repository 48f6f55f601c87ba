"""What a generated factsheet says, apart from how it is printed."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from ggsr_extract.models.framework import framework

TITLE = {
    "toezichtonderzoek": "Uitkomsten toezichtonderzoek",
    "verbeterpunten": "Uitkomsten verbeterpunten toezichtonderzoek",
}

MUNICIPALITIES = (
    "Zandwijk", "Oudervoorde", "Lindermeer", "Kerkdrecht", "Waterhoeve", "Nieuw-Akkerstede", "Veen aan de Vliet", "Broekland",
    "Hoogerwoude", "Rietkapelle", "Ambachtsdam", "Oosterhaven", "Stelmonde", "Graswolde", "Den Elzen", "'s-Gravenmeer",
    "Duinvliet", "Molenaarsdijk", "Westerkogge", "Bergerveen", "Kolhoorn", "Tolberg", "Vaartzicht", "Schorrenland",
)  # fmt: skip
APPROACHES = (
    "Samen Sterk Thuis", "Gezin op Koers", "Rust in Huis", "De Vaste Hand", "Achter de Voordeur", "Thuis aan Zet",
    "Regie per Gezin", "Buurtgericht Begeleiden", "Opvoeden Doe Je Samen", "Eén Gezin Voorop", "Intensieve Gezinsbegeleiding",
    "Kansrijk Wonen en Opvoeden", "Doorpakken", "Wijkcoaches en Gezinsregisseurs", "Stap voor Stap",
)  # fmt: skip
ORGANISATIONS = (
    "Stichting De Vlonder", "Jeugdhuis Noordzij", "Zorggroep Elzenhof", "Thuiszorg Het Baken", "MEE", "Bureau Jeugdzorg",
    "het Veiligheidshuis", "Stichting Kompas Oost", "Maatschappelijk Werk De Brink", "de GGD", "Opvoedpunt Polderrand",
    "Gezinshulp De Linde", "Stichting Wegwijs", "Welzijnsgroep Anker", "Jeugdzorg Tij",
)  # fmt: skip
DOCUMENTS = (
    "Beleidsplan jeugd {j}-{k}", "Kadernota Zorg voor gezinnen", "Convenant Samen voor het gezin {j}", "Jaarverslag {a} {j}",
    "Projectplan {a}", "Uitvoeringsprogramma Opgroeien {j}-{k}", "Evaluatie {a}, december {j}", "Werkboek {a}",
)  # fmt: skip
ROLES = ("gezinscoach", "gezinsregisseur", "casemanager", "gezinsbegeleider", "zorgcoördinator")
QUARTERS = ("de Noordrand", "Plan Oost", "de Muntbuurt", "Het Hof", "de Vogelwijk", "Kreekzijde")
MONTHS = ("Januari", "Februari", "Maart", "April", "Mei", "Juni", "Juli", "Augustus", "September", "Oktober", "November", "December")  # fmt: skip
QUOTES = (("‘", "’"), ("“", "”"), ("'", "'"), ('"', '"'))


@dataclass(frozen=True, slots=True)
class Statement:
    """One printed mark (or none) with its paragraphs and remarks; ``column`` is the position of its approach in the factsheet."""

    indicators: tuple[str, ...]
    column: int
    year: int
    mark: str | None
    paragraphs: tuple[str, ...]
    let_op: tuple[str, ...] = ()
    let_op_label: str = "LET OP:"
    assignment: str = "own"


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table: indicators as printed and, per column of findings, the statements of its cell."""

    theme_id: str
    criterion_id: str
    printed: tuple[tuple[str, str], ...]
    cells: tuple[tuple[Statement, ...], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The rows under one theme heading. ``columns`` holds the header of each column of findings."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Conclusion:
    """The paragraphs about one theme under "Wat gaat goed?" and "Wat kan beter?"."""

    theme_id: str
    goed: tuple[str, ...]
    beter: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Approach:
    """An approach with everything that is printed about it alone; tables are empty for those that columns only name."""

    name: str
    respondents: tuple[str, ...] = ()
    families: int | None = None
    description: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    conclusions: tuple[Conclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole factsheet. In a follow-up the tables stand in the first approach, and ``previous`` names the 2013 ones printed after it."""

    kind: str
    municipality: str
    month: str
    year: int
    approaches: tuple[Approach, ...]
    context: tuple[str, ...]
    previous: tuple[str, ...] = ()
    organisations: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()

    @property
    def title(self) -> str:
        return f"{TITLE[self.kind]} {self.municipality}"

    @property
    def published(self) -> str:
        return f"{self.year}-{MONTHS.index(self.month) + 1:02d}"

    def statements(self) -> Iterator[Statement]:
        for approach in self.approaches:
            for table in approach.tables:
                for row in table.rows:
                    for cell in row.cells:
                        yield from cell


def bare(organisation: str) -> str:
    """The name without its article."""
    return organisation.removeprefix("het ").removeprefix("de ")


@cache
def sentences() -> dict[str, Any]:
    """The sentence templates."""
    return tomllib.loads(Path(__file__).with_name("sentences.toml").read_text(encoding="utf-8"))


@dataclass(slots=True)
class Writer:
    """Fills sentence templates for one factsheet and remembers which organisations and documents it named."""

    rng: random.Random
    municipality: str
    approach: str = ""
    role: str = "gezinscoach"
    organisations: dict[str, None] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    pool: tuple[str, ...] = ()
    used: set[str] = field(default_factory=set)
    years: tuple[int, ...] = (2010, 2011, 2012, 2013)
    coming: int = 2014

    def __post_init__(self) -> None:
        self.pool = tuple(self.rng.sample(ORGANISATIONS, 6))

    def fill(self, template: str, **more: object) -> str:
        """The template with its slots filled; the first letter is a capital."""
        rng = self.rng
        org, org2 = rng.sample(self.pool, 2)
        year = rng.choice(self.years)
        title = rng.choice(DOCUMENTS).format(a=self.approach, j=year, k=year + 3)
        left, right = rng.choice(QUOTES[:2])
        doc = rng.choice(
            (f"de nota {left}{title}{right}", f"het stuk {left}{title}{right}", f"{left}{title}{right}")
        )
        for slot, name in (("{org}", org), ("{org2}", org2)):
            if slot in template:
                self.organisations[bare(name)] = None
        if "GGZ" in template.split():
            self.organisations["GGZ"] = None
        if "{doc}" in template:
            self.documents[title] = None
        text = template.format(
            gem=self.municipality, aanpak=self.approach, rol=self.role, org=org, org2=org2, doc=doc, jaar=year, straks=self.coming,
            n=rng.randint(12, 95), m=rng.randint(3, 14), wijk=rng.choice(QUARTERS), **more,
        )  # fmt: skip
        text = re.sub(
            r"(?<=[a-z]\. )(het Veiligheidshuis|de GGD)", lambda m: m[0][0].upper() + m[0][1:], text
        )
        return text[0].upper() + text[1:]

    def pick(self, templates: Iterable[str]) -> str:
        """One template, filled; one that was not used yet where there is any."""
        options = list(templates)
        fresh = [item for item in options if item not in self.used] or options
        chosen = self.rng.choice(fresh)
        self.used.add(chosen)
        return self.fill(chosen)


_INDICATOR = {item.indicator_id: item for item in framework().indicators}
_TYPOS = (
    ("met een gezamenlijk", "met en gezamenlijk"),
    ("Uitgangspunt bij de aanpak is", "Uitgangspunt is"),
    ("de aanpak voor GGSR", "de aanpak GGSR"),
    ("waar gezinnen voor", "waar de gezinnen voor"),
    ("Netwerkpartners hebben", "De netwerkpartners hebben"),
    ("geformuleerd ten aanzien van", "geformuleerd t.a.v."),
    ("aan de aanpak", "aan deze aanpak"),
)


def wording(rng: random.Random, indicator_id: str, rate: float) -> str:
    """The indicator as printed: mostly the framework's words, at ``rate`` with a small slip as in the real ones."""
    text = _INDICATOR[indicator_id].indicator
    if rng.random() < rate:
        for old, new in rng.sample(_TYPOS, len(_TYPOS)):
            if old in text:
                text = text.replace(old, new)
                break
        else:
            text += "."
    return text


def criterion(indicator_id: str) -> str:
    """The id of the indicator's criterion."""
    return _INDICATOR[indicator_id].criterion_id


def theme(indicator_id: str) -> str:
    """The id of the indicator's theme."""
    return _INDICATOR[indicator_id].theme_id
