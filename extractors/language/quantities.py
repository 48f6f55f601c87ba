"""Quantities, durations and dates, by one pattern each over the text.

A quantity is a number (digits or words, single, a range or a list) with a unit of the table below, and what qualifies it:
"ongeveer 25 tot 40 gezinnen", "maximaal 40 uur", "6 uur per week". Hours are an amount of work and so a quantity, unless
"binnen" or "na" makes them a term. Ages ("jonger dan achttien jaar") are quantities with the unit ``levensjaar``.
The qualifier sets which ends of the range are known: "maximaal" only the upper, "minimaal" only the lower; "ongeveer",
"bijna" and "ruim" say that the number is rounded, and both ends are that number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
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
    "x": "keer",
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


_NUM = rf"\d{{1,3}}(?:\.\d{{3}})+(?:,\d+)?|\d+(?:,\d+)?|(?:{_alternatives(list(_WORDS))})(?!\w)"
_QUALIFIER = (
    r"(?:(?:na|binnen)\s+)?(?:gemiddeld genomen|gemiddeld|ongeveer|circa|ca\.|plusminus|bijna|ruim|maximaal|minimaal|minstens|hooguit|hoogstens|"
    r"ten hoogste|ten minste|tenminste|meer dan|minder dan|niet meer dan|langer dan|zo['’]n|rond de|max\.|min\.|uiterlijk|in totaal|na|binnen)\s+"
)
_RANGE = rf"(?P<a>{_NUM})(?:(?:\s*(?:(?:en|tot) (?:maximaal|hooguit|hoogstens)|tot en met|t/m|tot|à|a|of|en|-|–)\s*)(?P<b>{_NUM}))?"
_LIST = rf"(?P<list>(?:{_NUM})(?:,\s*(?:{_NUM}))+\s+(?:en|of)\s+(?:{_NUM}))"
_ADJECTIVE = r"(?:\s+(?:of meer|á|verschillende|betrokken|kwetsbare|andere|complexe|volle|extra|grote|kleine|nieuwe|deelnemende|unieke|thuiswonende?|[a-z]{4,}(?:ige|ische|elijke|bare)))?"
_UNIT = rf"(?P<unit>{_alternatives([*_UNITS, *_TIMES])})(?!\w)(?!-)"
_PER = r"(?P<per>\s+(?:per|in de|in het|in een)\s+(?:gezin|week|maand|jaar|dag|kwartaal|coach|regisseur|gezinscoach|medewerker|hulpverlener|kind|fte|professional|casemanager|traject|team|wijk))?"
_AMOUNT = re.compile(rf"(?:{_LIST}|{_RANGE}){_ADJECTIVE}\s*{_UNIT}{_PER}", re.I)
_HALF = re.compile(rf"(?P<half>half|halve|driekwart|kwart)\s+(?P<unit>jaar|uur|dag|maand|week)(?!\w){_PER}", re.I)
_VAGUE = re.compile(r"(?:enkele|paar)\s+(?P<unit>minuten|uren|dagen|weken|maanden|jaren)(?!\w)", re.I)
_BEFORE = re.compile(rf"(?<![\w-])(?:{_QUALIFIER})$", re.I)
_ARTICLE = re.compile(r"(?<!\w)(?:een|één)\s+$", re.I)
_CANDIDATE = re.compile(rf"(?<![\w.,-])(?:\d|(?:{_alternatives([*_WORDS, *_TIMES, *_MONTHS, 'half', 'halve', 'driekwart', 'kwart', 'enkele', 'paar'])})(?!\w))", re.I)
_AGE_BEFORE = re.compile(
    r"(?:(?<!\w)(?:onder|boven|vanaf|jonger dan|ouder dan|leeftijd(?:sgroep)?(?:\s+(?:van|tussen|tot))*|tussen|kind(?:eren)?\s+(?:van|tot)|jongeren\s+(?:van|tot)|jeugdigen\s+(?:van|tot))\s+(?:de\s+)?)$",
    re.I,
)
_ANY_NUMBER = re.compile(_NUM, re.I)
_EURO = re.compile(r"€\s?$")
_FRACTIONS: Final = {"half": 0.5, "halve": 0.5, "kwart": 0.25, "driekwart": 0.75}
_AGE_AFTER = re.compile(r"^\s+(?:oud|oude|(?:en|of) (?:ouder|jonger))\b", re.I)
#: The name of a working method, no quantities.
_ONE_PLAN = re.compile(r"(?:1|één|een) gezin,? (?:1|één|een) plan|(?:1|één) plan\b", re.I)
_MONEY = re.compile(rf"(?P<a>{_NUM})(?:,-|,–)?{_PER}", re.I)
_PART_BEFORE = re.compile(
    r"(?<!\w)(?:begin|medio|eind|einde|voorjaar|najaar|zomer|herfst|winter|(?:eerste|tweede|derde|vierde) kwartaal(?: van)?|"
    r"(?:eerste|tweede) helft(?: van)?)\s+$",
    re.I,
)
_YEAR = r"(?:19[89]|20[0-4])\d"
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_DATE = re.compile(
    rf"(?:"
    rf"(?P<d>\d{{1,2}})\s+(?P<m>{_MONTH})(?:\s+(?P<y>{_YEAR}))?"
    rf"|(?P<dd>\d{{1,2}})[-/](?P<mm>\d{{1,2}})[-/](?P<yy>{_YEAR})"
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


def _before(pattern: re.Pattern[str], text: str, at: int) -> str:
    """What ``pattern`` matches directly before ``at``, or nothing."""
    match = pattern.search(text, max(0, at - 40), at)
    return match.group() if match else ""


def _counted(text: str, at: int) -> Amount | None:
    """The number with a unit at ``at``: a quantity, an age or a duration."""
    match = _AMOUNT.match(text, at)
    if match is None or _ONE_PLAN.match(text, at):
        return None
    printed = match["unit"].lower()
    listed = match["list"]
    values = [_number(v) for v in (_ANY_NUMBER.findall(listed) if listed else (match["a"], match["b"])) if v]
    if match["a"] and re.fullmatch(_YEAR, match["a"]):  # "in 2013 gezinnen"
        return None
    qualifier = _before(_BEFORE, text, at)
    if values == [1.0] and not match["a"].isdigit() and not qualifier and (printed not in _TIMES or printed == "uur"):
        return None  # an article, or "één regisseur"
    start = at - len(qualifier)
    low, high = min(values), max(values)
    after = text[match.end() : match.end() + 20]
    if printed in _TIMES and (printed != "uur" or qualifier.lower().startswith(("na ", "binnen "))):
        unit = _TIMES[printed]
        lead = _before(_AGE_BEFORE, text, start)
        if unit == "jaar" and (lead or low == 0 or _AGE_AFTER.match(after)):
            bound = " ".join(lead.lower().split()) or qualifier
            return _amount("QUANTITY", match, *_bounded(bound, low, high), "levensjaar", start)
        return _amount("DURATION", match, *_bounded(qualifier, low, high), unit, start)
    unit = _UNITS.get(printed) or _TIMES[printed]
    if match["per"]:
        unit = f"{unit} per {match['per'].split()[-1].lower()}"
    if re.search(r"\bof meer\b", match.group(), re.I):
        return _amount("QUANTITY", match, low, None, unit, start)
    return _amount("QUANTITY", match, *_bounded(qualifier, low, high), unit, start)


def _money(text: str, at: int) -> Amount | None:
    """An amount after a euro sign."""
    match = _MONEY.match(text, at)
    sign = _before(_EURO, text, at)
    if match is None or not sign:
        return None
    value = _number(match["a"])
    unit = f"euro per {match['per'].split()[-1].lower()}" if match["per"] else "euro"
    return _amount("QUANTITY", match, value, value, unit, at - len(sign))


def _fraction(text: str, at: int) -> Amount | None:
    """"een half jaar", "enkele weken"."""
    match = _HALF.match(text, at)
    article = _before(_ARTICLE, text, at)
    if match is None:
        match = _VAGUE.match(text, at)
        if match is None or (match.group().lower().startswith("paar") and not article):
            return None
        unit = _TIMES.get(match["unit"].lower(), "uur")
        return Amount("DURATION", at - len(article), match.end(), f"enkele {unit}", None, None, unit)
    at -= len(article)
    qualifier = _before(_BEFORE, text, at)
    value = _FRACTIONS[match["half"].lower()]
    unit = _TIMES[match["unit"].lower()]
    label = "QUANTITY" if unit == "uur" else "DURATION"
    return _amount(label, match, *_bounded(qualifier, value, value), unit, at - len(qualifier))


def _date(text: str, at: int) -> Amount | None:
    """A date, a month, a year or a range of years."""
    match = _DATE.match(text, at)
    if match is None:
        return None
    got = match.groupdict()
    month = got["m"] or got["m2"]
    number = _MONTHS.index(month.lower()) + 1 if month else int(got["mm"] or 0)
    year = got["y"] or got["yy"] or got["y2"] or got["y4"]
    day = got["d"] or got["dd"]
    if got["from"]:
        normal = f"{got['from']}/{got['to']}"
    elif number > 12 or (day and int(day) > 31):
        return None
    elif day:
        normal = f"{year or '-'}-{number:02d}-{int(day):02d}"
    elif number:
        normal = f"{year}-{number:02d}"
    else:
        normal = str(year)
        at -= len(_before(_PART_BEFORE, text, at))
    return Amount("DATE", at, match.end(), normal, None, None, None)


def amounts(text: str, starts: Iterable[int] | None = None) -> list[Amount]:
    """Quantities, durations and dates of a text, not overlapping, in order; offsets in characters.

    ``starts`` are the places where a number, a month or a unit of time begins, ascending; they are looked for when not given.
    """
    kept: list[Amount] = []
    for at in starts if starts is not None else (m.start() for m in _CANDIDATE.finditer(text)):
        if kept and at < kept[-1].end:
            continue
        article = _before(_ARTICLE, text, at)
        item = (
            _date(text, at)
            or _counted(text, at)
            or _fraction(text, at)
            or _money(text, at)
            or (_counted(text, at - len(article)) if article else None)
        )
        if item is not None and not (kept and item.start < kept[-1].end):
            kept.append(item)
    return kept
