"""Quantities, durations and dates, by one pattern each over the text.

A quantity is a number (digits or words, single, a range or a list) with a unit of the table below, and what qualifies it:
"ongeveer 25 tot 40 gezinnen", "maximaal 40 uur", "6 uur per week". Hours are an amount of work and so a quantity, unless
"binnen" or "na" makes them a term. Ages ("jonger dan achttien jaar") are quantities with the unit ``levensjaar``.
The qualifier sets which ends of the range are known: "maximaal" only the upper, "minimaal" only the lower; "ongeveer",
"bijna" and "ruim" say that the number is rounded, and both ends are that number.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

_ONES = [
    "nul",
    "een",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
]
_TENS = {
    "twintig": 20,
    "dertig": 30,
    "veertig": 40,
    "vijftig": 50,
    "zestig": 60,
    "zeventig": 70,
    "tachtig": 80,
    "negentig": 90,
}
_WORDS: dict[str, float] = {w: float(n) for n, w in enumerate(_ONES)} | {
    w: float(n) for w, n in _TENS.items()
}
for _ten, _value in _TENS.items():
    for _one, _name in enumerate(_ONES[1:10], 1):
        _WORDS[_name + ("ën" if _name.endswith("e") else "en") + _ten] = float(_value + _one)
_WORDS |= {
    "één": 1.0,
    "anderhalf": 1.5,
    "anderhalve": 1.5,
    "honderd": 100.0,
    "duizend": 1000.0,
    "driehonderd": 300.0,
    "tweehonderd": 200.0,
    "vierhonderd": 400.0,
    "vijfhonderd": 500.0,
}

#: Printed unit (plural or singular) to its canonical singular.
_UNITS: dict[str, str] = {}
for _row in [
    "gezin gezinnen multiprobleemgezinnen probleemgezinnen meerpersoonshuishoudens",
    "huishouden huishoudens",
    "kind kinderen",
    "jongere jongeren",
    "jeugdige jeugdigen",
    "uur uren",
    "dagdeel dagdelen",
    "fte fte's fte’s",
    "casus casussen",
    "zaak zaken",
    "traject trajecten",
    "cliënt cliënten",
    "inwoner inwoners",
    "persoon personen",
    "ouder ouders",
    "volwassene volwassenen",
    "melding meldingen",
    "aanmelding aanmeldingen",
    "partij partijen",
    "organisatie organisaties",
    "instelling instellingen",
    "instantie instanties",
    "partner partners",
    "netwerkpartner netwerkpartners",
    "ketenpartner ketenpartners",
    "ondervraagde ondervraagden",
    "medewerker medewerkers",
    "hulpverlener hulpverleners",
    "professional professionals",
    "gezinscoach gezinscoaches",
    "coach coaches",
    "regisseur regisseurs",
    "casemanager casemanagers",
    "team teams",
    "wijkteam wijkteams",
    "wijk wijken",
    "gemeente gemeenten gemeentes",
    "leefgebied leefgebieden",
    "plaats plaatsen",
    "plek plekken",
    "school scholen",
    "contact contacten",
    "contactmoment contactmomenten",
    "contacten",
    "gesprek gesprekken",
    "huisbezoek huisbezoeken",
    "bezoek bezoeken",
    "moment momenten",
    "keer maal",
    "procent %",
    "euro €",
    "leefjaar",
    "aanpak aanpakken",
    "deelnemer deelnemers",
    "plan plannen",
    "overleg overleggen",
    "bijeenkomst bijeenkomsten",
    "vrijwilliger vrijwilligers",
    "domein domeinen",
    "stap stappen",
    "fase fases fasen",
    "criterium criteria",
    "thema thema's thema’s",
    "doelstelling doelstellingen",
    "indicator indicatoren",
    "vraag vragen",
    "woning woningen",
    "aanpakken",
    "loket loketten",
]:
    _first, *_rest = _row.split()
    for _form in (_first, *_rest):
        _UNITS.setdefault(_form, _first)
_UNITS |= {
    "gezinnen": "gezin",
    "multiprobleemgezinnen": "gezin",
    "probleemgezinnen": "gezin",
    "meerpersoonshuishoudens": "huishouden",
    "contacten": "contact",
    "aanpakken": "aanpak",
    "%": "procent",
    "€": "euro",
    "maal": "keer",
}
_TIMES: dict[str, str] = {
    "minuut": "minuut", "minuten": "minuut", "uur": "uur", "dag": "dag", "dagen": "dag", "werkdag": "dag", "werkdagen": "werkdag", "week": "week", "weken": "week",
    "maand": "maand", "maanden": "maand", "kwartaal": "kwartaal", "kwartalen": "kwartaal", "jaar": "jaar", "jaren": "jaar", "etmaal": "dag",
}  # fmt: skip
_TIMES["werkdag"] = "werkdag"
_MONTHS: Final = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]

_UPPER: Final = frozenset(
    [
        "maximaal",
        "hooguit",
        "hoogstens",
        "ten hoogste",
        "minder dan",
        "niet meer dan",
        "uiterlijk",
        "binnen",
        "max.",
        "max",
        "jonger dan",
        "onder de",
        "tot",
    ]
)
_LOWER: Final = frozenset(
    [
        "minimaal",
        "minstens",
        "ten minste",
        "tenminste",
        "meer dan",
        "vanaf",
        "min.",
        "langer dan",
        "ouder dan",
        "boven de",
        "in ieder geval",
    ]
)


def _alternatives(words: list[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_NUM = rf"(?:€\s?)?\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?|(?:{_alternatives(list(_WORDS))})(?!\w)"
_QUALIFIER = (
    r"(?:(?:na|binnen)\s+)?(?:gemiddeld genomen|gemiddeld|ongeveer|circa|ca\.|plusminus|bijna|ruim|maximaal|minimaal|minstens|hooguit|hoogstens|"
    r"ten hoogste|ten minste|tenminste|meer dan|minder dan|niet meer dan|langer dan|zo['’]n|rond de|max\.|min\.|uiterlijk|in totaal|na|binnen)\s+"
)
_RANGE = rf"(?P<a>{_NUM})(?:(?:\s*(?:tot en met|t/m|tot|à|a|of|en|-|–)\s*)(?P<b>{_NUM}))?"
_LIST = rf"(?P<list>(?:{_NUM})(?:,\s*(?:{_NUM}))+\s+(?:en|of)\s+(?:{_NUM}))"
_ADJECTIVE = r"(?:\s+(?:of meer|á|verschillende|betrokken|kwetsbare|andere|complexe|volle|extra|grote|kleine|nieuwe|deelnemende|unieke|thuiswonende?|[a-z]{4,}(?:ige|ische|elijke|bare)))?"
_UNIT = rf"(?P<unit>{_alternatives([*_UNITS, *_TIMES])})(?!\w)(?!-)"
_PER = r"(?P<per>\s+(?:per|in de|in het|in een)\s+(?:gezin|week|maand|jaar|dag|kwartaal|coach|regisseur|gezinscoach|medewerker|hulpverlener|kind|fte|professional|casemanager|traject|team|wijk))?"
_AMOUNT = re.compile(
    rf"(?<![\w.,-])(?P<q>{_QUALIFIER})?(?:{_LIST}|{_RANGE}){_ADJECTIVE}\s*{_UNIT}{_PER}", re.I
)
_HALF = re.compile(
    rf"(?<![\w-])(?P<q>{_QUALIFIER})?(?P<art>een\s+)?(?P<half>half|halve|driekwart|kwart)\s+(?P<unit>jaar|uur|dag|maand|week)(?!\w){_PER}"
    rf"|(?<![\w-])(?P<q2>{_QUALIFIER})?(?P<vague>enkele|een paar|een aantal|meerdere|verschillende)\s+(?P<unit2>minuten|uren|dagen|weken|maanden|jaren)(?!\w)",
    re.I,
)
_AGE_BEFORE = re.compile(
    r"(?:\b(?:onder|boven|vanaf|jonger dan|ouder dan|leeftijd(?:sgroep)?(?:\s+(?:van|tussen|tot))*|tussen|kind(?:eren)?\s+(?:van|tot)|jongeren\s+(?:van|tot)|jeugdigen\s+(?:van|tot))\s+(?:de\s+)?)$",
    re.I,
)
_AGE_AFTER = re.compile(r"^\s+(?:oud|oude|en ouder|en jonger)\b", re.I)
#: The name of a working method, no quantities.
_ONE_PLAN = re.compile(r"(?:1|één|een) gezin,? (?:1|één|een) plan|(?:1|één) plan\b", re.I)
_MONEY = re.compile(rf"(?<!\w)€\s?(?P<a>{_NUM})(?:,-|,–)?{_PER}", re.I)
_YEAR = r"(?:19[89]|20[0-4])\d"
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_DATE = re.compile(
    rf"(?<![\w-])(?:"
    rf"(?P<d>\d{{1,2}})\s+(?P<m>{_MONTH})(?:\s+(?P<y>{_YEAR}))?"
    rf"|(?P<dd>\d{{1,2}})[-/](?P<mm>\d{{1,2}})[-/](?P<yy>{_YEAR})"
    rf"|(?P<part>begin|medio|eind|einde|voorjaar|najaar|zomer|herfst|winter|(?:eerste|tweede|derde|vierde) kwartaal(?: van)?|(?:eerste|tweede) helft(?: van)?)\s+(?P<y3>{_YEAR})"
    rf"|(?P<m2>{_MONTH})\s+(?P<y2>{_YEAR})"
    rf"|(?P<from>{_YEAR})\s*(?:-|–|/|tot en met|t/m|tot)\s*(?P<to>{_YEAR})"
    rf"|(?P<y4>{_YEAR})"
    rf")(?![\w]|-\d)",
    re.I,
)


class Amount(NamedTuple):
    """A quantity, duration or date by its place in the text, with its canonical form."""

    label: str
    start: int
    end: int
    normalized: str
    low: float | None
    high: float | None
    unit: str | None


def _number(text: str) -> float:
    text = text.lower().replace("€", "").strip()
    if text in _WORDS:
        return _WORDS[text]
    return float(text.replace(".", "").replace(",", "."))


def _plain(value: float | None) -> str:
    return "" if value is None else f"{value:g}" if value < 1e6 else f"{value:.0f}"


def _amount(
    label: str, match: re.Match[str], low: float | None, high: float | None, unit: str, start: int
) -> Amount:
    if low == high:
        span = _plain(low)
    else:
        span = f"{_plain(low)}..{_plain(high)}"
    return Amount(label, start, match.end(), f"{span} {unit}".strip(), low, high, unit)


def _bounded(qualifier: str, low: float, high: float) -> tuple[float | None, float | None]:
    words = qualifier.lower().split()
    text = " ".join(words)
    if any(text.endswith(w) for w in _UPPER) and low == high:
        return None, high
    if any(text.endswith(w) for w in _LOWER) and low == high:
        return low, None
    return low, high


def _amounts(text: str) -> list[Amount]:
    found: list[Amount] = []
    for match in _AMOUNT.finditer(text):
        qualifier = match["q"] or ""
        printed = match["unit"].lower()
        if match["list"]:
            values = [_number(v) for v in re.findall(_NUM, match["list"], re.I)]
        else:
            values = [_number(v) for v in (match["a"], match["b"]) if v]
        low, high = min(values), max(values)
        start = match.start()
        if (
            len(values) == 1
            and values[0] == 1
            and match["a"]
            and match["a"].lower() in ("een", "één")
            and not qualifier
            and (printed not in _TIMES or (match["a"].lower() == "een" and printed == "uur"))
        ):
            continue  # an article, or "één regisseur"
        years = re.fullmatch(_YEAR, match["a"] or "")  # "in 2013 gezinnen"
        if years or _ONE_PLAN.match(text, start):
            continue
        before, after = text[:start], text[match.end() :]
        if printed in _TIMES and (printed != "uur" or re.match(r"(?:na|binnen)\b", qualifier, re.I)):
            unit = _TIMES[printed]
            if unit == "jaar" and (_AGE_BEFORE.search(before) or _AGE_AFTER.match(after)):
                bound = re.search(r"(onder|jonger dan|tot|boven|ouder dan|vanaf)\s+(?:de\s+)?$", before, re.I)
                ages = _bounded(
                    (bound[1] + " de" if bound and bound[1].lower() in ("onder", "boven") else bound[1])
                    if bound
                    else qualifier,
                    low,
                    high,
                )
                found.append(_amount("QUANTITY", match, *ages, "levensjaar", start))
            elif unit == "jaar" and values[0] == 0:
                found.append(_amount("QUANTITY", match, low, high, "levensjaar", start))
            else:
                found.append(_amount("DURATION", match, *_bounded(qualifier, low, high), unit, start))
            continue
        unit = _UNITS.get(printed) or _TIMES[printed]
        if match["per"]:
            unit = f"{unit} per {match['per'].split()[-1].lower()}"
        if re.search(r"\bof meer\b", match.group(), re.I):
            found.append(_amount("QUANTITY", match, low, None, unit, start))
        else:
            found.append(_amount("QUANTITY", match, *_bounded(qualifier, low, high), unit, start))
    for match in _MONEY.finditer(text):
        value = _number(match["a"])
        unit = f"euro per {match['per'].split()[-1].lower()}" if match["per"] else "euro"
        found.append(_amount("QUANTITY", match, value, value, unit, match.start()))
    for match in _HALF.finditer(text):
        if match["half"]:
            value = {"half": 0.5, "halve": 0.5, "kwart": 0.25, "driekwart": 0.75}[match["half"].lower()]
            unit = _TIMES[match["unit"].lower()]
            label = "QUANTITY" if unit == "uur" else "DURATION"
            found.append(
                _amount(label, match, *_bounded(match["q"] or "", value, value), unit, match.start())
            )
        else:
            unit = _TIMES.get(match["unit2"].lower(), "uur")
            found.append(Amount("DURATION", match.start(), match.end(), f"enkele {unit}", None, None, unit))
    return found


def _dates(text: str) -> list[Amount]:
    found: list[Amount] = []
    for match in _DATE.finditer(text):
        got = match.groupdict()
        month = got["m"] or got["m2"]
        number = _MONTHS.index(month.lower()) + 1 if month else int(got["mm"] or 0)
        year = got["y"] or got["yy"] or got["y2"] or got["y3"] or got["y4"]
        day = got["d"] or got["dd"]
        if got["from"]:
            normal = f"{got['from']}/{got['to']}"
        elif number > 12 or (day and int(day) > 31):
            continue
        elif year and day:
            normal = f"{year}-{number:02d}-{int(day):02d}"
        elif day:
            normal = f"--{number:02d}-{int(day):02d}"
        elif number:
            normal = f"{year}-{number:02d}"
        else:
            normal = str(year)
        found.append(Amount("DATE", match.start(), match.end(), normal, None, None, None))
    return found


def amounts(text: str) -> list[Amount]:
    """Quantities, durations and dates of a text, not overlapping, in order; offsets in characters."""
    found = sorted([*_amounts(text), *_dates(text)], key=lambda a: (a.start, -(a.end - a.start), a.label))
    kept: list[Amount] = []
    for item in found:
        if kept and item.start < kept[-1].end:
            if item.end - item.start > kept[-1].end - kept[-1].start:
                kept[-1] = item
            continue
        kept.append(item)
    return kept
