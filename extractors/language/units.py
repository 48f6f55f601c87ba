"""Numbers in words, units and months, as the patterns for quantities know them. Add a unit here to have it counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

_ONES: Final = "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien zeventien achttien negentien"
_TENS: Final = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_HUNDREDS: Final = {
    "honderd": 100,
    "tweehonderd": 200,
    "driehonderd": 300,
    "vierhonderd": 400,
    "vijfhonderd": 500,
    "duizend": 1000,
}


def _number_words() -> dict[str, float]:
    ones = _ONES.split()
    words = {word: float(value) for value, word in enumerate(ones)}
    words |= {word: float(value) for word, value in (*_TENS.items(), *_HUNDREDS.items())}
    for ten, value in _TENS.items():
        for one, name in enumerate(ones[1:10], 1):
            words[name + ("ën" if name.endswith("e") else "en") + ten] = float(value + one)
    return words | {"één": 1.0, "anderhalf": 1.5, "anderhalve": 1.5}


#: Numbers in words to their values.
NUMBER_WORDS: Final[Mapping[str, float]] = _number_words()

#: Things that are counted: canonical form first, then the forms that mean the same.
_COUNTED: Final = """
gezin gezinnen multiprobleemgezinnen probleemgezinnen | huishouden huishoudens meerpersoonshuishoudens | kind kinderen | jongere jongeren
jeugdige jeugdigen | ouder ouders | volwassene volwassenen | persoon personen | inwoner inwoners | cliënt cliënten | deelnemer deelnemers
vrijwilliger vrijwilligers | medewerker medewerkers | hulpverlener hulpverleners | professional professionals | coach coaches
gezinscoach gezinscoaches | regisseur regisseurs | casemanager casemanagers | ondervraagde ondervraagden | partner partners
netwerkpartner netwerkpartners | ketenpartner ketenpartners | partij partijen | organisatie organisaties | instelling instellingen
instantie instanties | school scholen | gemeente gemeenten gemeentes | team teams | wijkteam wijkteams | wijk wijken | loket loketten
uur uren | dagdeel dagdelen | fte fte's fte’s | casus casussen | zaak zaken | traject trajecten | melding meldingen | aanmelding aanmeldingen
plaats plaatsen | plek plekken | woning woningen | contact contacten | contactmoment contactmomenten | gesprek gesprekken
huisbezoek huisbezoeken | bezoek bezoeken | moment momenten | overleg overleggen | bijeenkomst bijeenkomsten | keer maal x
procent % | euro € | aanpak aanpakken | plan plannen | leefgebied leefgebieden | domein domeinen | stap stappen | fase fases fasen
criterium criteria | thema thema's thema’s | doelstelling doelstellingen | indicator indicatoren | vraag vragen
"""


def _units() -> dict[str, str]:
    groups = [group.split() for line in _COUNTED.splitlines() for group in line.split("|")]
    return {form: group[0] for group in groups if group for form in group}


#: Printed unit to its canonical form.
UNITS: Final[Mapping[str, str]] = _units()

#: Printed unit of time to its canonical form.
TIMES: Final[Mapping[str, str]] = {
    "minuut": "minuut",
    "minuten": "minuut",
    "uur": "uur",
    "etmaal": "dag",
    "dag": "dag",
    "dagen": "dag",
    "werkdag": "werkdag",
    "werkdagen": "werkdag",
    "week": "week",
    "weken": "week",
    "maand": "maand",
    "maanden": "maand",
    "mnd": "maand",
    "kwartaal": "kwartaal",
    "kwartalen": "kwartaal",
    "jaar": "jaar",
    "jaren": "jaar",
}

#: How months are shortened, a full stop behind them or not.
MONTHS_SHORT: Final = ("jan", "febr", "feb", "mrt", "apr", "aug", "sept", "sep", "okt", "nov", "dec")

#: After these only the upper end of a quantity is known.
UPPER_BOUNDS: Final = (
    "maximaal", "max.", "hooguit", "hoogstens", "ten hoogste", "minder dan", "niet meer dan", "uiterlijk", "binnen", "jonger dan", "onder de", "tot",
)  # fmt: skip
#: After these only the lower end is known.
LOWER_BOUNDS: Final = (
    "minimaal", "min.", "minstens", "ten minste", "tenminste", "meer dan", "vanaf", "langer dan", "ouder dan", "boven de", "in ieder geval",
)  # fmt: skip
