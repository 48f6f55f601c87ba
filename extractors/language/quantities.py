"""Quantities, durations and dates, by one pattern each over the text.

A quantity is a number (digits or words, single, a range or a list) with a unit of the table below, and what qualifies it:
"ongeveer 25 tot 40 gezinnen", "maximaal 40 uur", "6 uur per week". Hours are an amount of work and so a quantity, unless
"binnen" or "na" makes them a term. Ages ("jonger dan achttien jaar") are quantities with the unit ``levensjaar``.
The qualifier sets which ends of the range are known: "maximaal" only the upper, "minimaal" only the lower; "ongeveer",
"bijna" and "ruim" say that the number is rounded, and both ends are that number.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import groupby
from typing import Final, NamedTuple

from ggsr_extract.extractors.language.units import (
    LOWER_BOUNDS,
    MONTHS_SHORT,
    NUMBER_WORDS,
    TIMES,
    UNITS,
    UPPER_BOUNDS,
)
from ggsr_extract.models.months import MONTHS


def _alternatives(words: list[str]) -> str:
    """A pattern for the words, longest first, that shares their beginnings: trying them one by one is slow."""
    return _branches(sorted(set(words)))


def _first_letter(word: str) -> str:
    return word[0]


def _branches(words: Sequence[str]) -> str:
    """The pattern for sorted words; an empty one makes the rest optional."""
    optional = "" in words
    parts: list[str] = []
    for letter, group in groupby((w for w in words if w), key=_first_letter):
        rests = [w[1:] for w in group]
        parts.append(re.escape(letter) + (_branches(rests) if rests != [""] else ""))
    if not optional and len(parts) == 1:
        return parts[0]
    return f"(?:{'|'.join(parts)}){'?' if optional else ''}"


_NUM = rf"\d{{1,3}}(?:\.\d{{3}})++(?:,\d++)?|\d++(?:,\d++)?(?:\s+(?:miljoen|miljard|mln\.?))?|(?:{_alternatives(list(NUMBER_WORDS))})(?!\w)"
_QUALIFIER = (
    r"(?:(?:na|binnen)\s+)?(?:gemiddeld genomen|gemiddeld|ongeveer|circa|ca\.|plusminus|bijna|ruim|maximaal|minimaal|minstens|hooguit|hoogstens|"
    r"ten hoogste|ten minste|tenminste|meer dan|minder dan|niet meer dan|langer dan|zo['’]n|rond de|max\.|min\.|uiterlijk|in totaal|na|binnen)\s+"
)
_RANGE = rf"(?P<a>{_NUM})(?:(?:\s*(?:(?:en|tot) (?:maximaal|hooguit|hoogstens)|tot en met|t/m|tot|à|a|of|en|-|–)\s*)(?P<b>{_NUM}))?"
_LIST = rf"(?P<list>(?:{_NUM})(?:,\s*(?:{_NUM}))+\s+(?:en|of)\s+(?:{_NUM}))"
_ADJECTIVE = r"(?:\s+(?:of meer|á|verschillende|betrokken|kwetsbare|andere|complexe|volle|extra|grote|kleine|nieuwe|deelnemende|unieke|thuiswonende?|[a-z]{4,}(?:ige|ische|elijke|bare)))?"
_UNIT = rf"(?P<unit>{_alternatives([*UNITS, *TIMES])})(?!\w)(?!-)"
_PER = r"(?P<per>\s+(?:per|in de|in het|in een)\s+(?:gezin|week|maand|jaar|dag|kwartaal|coach|regisseur|gezinscoach|medewerker|hulpverlener|kind|fte|professional|casemanager|traject|team|wijk)|\s*p(?:\.\s?w\.|/w)(?!\w))?"
_AMOUNT = re.compile(rf"{_RANGE}{_ADJECTIVE}\s*{_UNIT}{_PER}", re.I)
_LISTED_AMOUNT = re.compile(rf"{_LIST}{_ADJECTIVE}\s*{_UNIT}{_PER}", re.I)
_OR_MORE = re.compile(r"\bof meer\b", re.I)
_HALF = re.compile(
    rf"(?P<half>half|halve|driekwart|kwart)\s+(?P<unit>jaar|uur|dag|maand|week)(?!\w){_PER}", re.I
)
_VAGUE = re.compile(r"(?:enkele|paar)\s+(?P<unit>minuten|uren|dagen|weken|maanden|jaren)(?!\w)", re.I)
_BEFORE = re.compile(rf"(?<![\w-])(?:{_QUALIFIER})$", re.I)
#: Last words of the patterns for what stands before a number; a look at them saves most searches.
_QUALIFIED: Final = (
    "genomen",
    "gemiddeld",
    "ongeveer",
    "circa",
    "ca.",
    "plusminus",
    "bijna",
    "ruim",
    "maximaal",
    "minimaal",
    "minstens",
    "hooguit",
    "hoogstens",
    "hoogste",
    "minste",
    "dan",
    "zo'n",
    "zo’n",
    "de",
    "max.",
    "min.",
    "uiterlijk",
    "totaal",
    "na",
    "binnen",
)
_AGED: Final = ("onder", "boven", "vanaf", "dan", "leeftijd", "leeftijdsgroep", "tussen", "van", "tot", "de")
_PARTED: Final = (
    "begin",
    "medio",
    "eind",
    "einde",
    "voorjaar",
    "najaar",
    "zomer",
    "herfst",
    "winter",
    "kwartaal",
    "helft",
    "van",
    "q1",
    "q2",
    "q3",
    "q4",
)
_ARTICLES: Final = ("een", "één")
#: The last two letters of such words, under the first of them.
_LAST_LETTERS: Final = {
    ends[0]: frozenset(word[-2:] for word in ends) for ends in (_QUALIFIED, _AGED, _PARTED, _ARTICLES)
}
_ARTICLE = re.compile(r"(?<!\w)(?:een|één)\s+$", re.I)
_CANDIDATE = re.compile(
    rf"(?<![\w.,-])(?:\d|(?:{_alternatives([*NUMBER_WORDS, *TIMES, *MONTHS, *MONTHS_SHORT, 'half', 'halve', 'driekwart', 'kwart', 'enkele', 'paar'])})(?!\w))",
    re.I,
)
_AGE_BEFORE = re.compile(
    r"(?:(?<!\w)(?:onder|boven|vanaf|jonger dan|ouder dan|leeftijd(?:sgroep)?(?:\s+(?:van|tussen|tot))*|tussen|kind(?:eren)?\s+(?:van|tot)|jongeren\s+(?:van|tot)|jeugdigen\s+(?:van|tot))\s+(?:de\s+)?)$",
    re.I,
)
_ANY_NUMBER = re.compile(_NUM, re.I)
_EURO = re.compile(r"€\s?$")
_FRACTIONAL: Final = frozenset("hHdDkKeEpP")  #: first letters of what :func:`_fraction` finds
_FRACTIONS: Final = {"half": 0.5, "halve": 0.5, "kwart": 0.25, "driekwart": 0.75}
_AGE_AFTER = re.compile(r"^\s+(?:oud|oude|(?:en|of) (?:ouder|jonger))\b", re.I)
#: The name of a working method, no quantities.
_ONE_PLAN = re.compile(r"(?:1|één|een) gezin,? (?:1|één|een) plan|(?:1|één) plan\b", re.I)
_MONEY = re.compile(rf"(?P<a>{_NUM})(?:,-|,–)?{_PER}", re.I)
_PART_BEFORE = re.compile(
    r"(?<!\w)(?:begin|medio|eind|einde|voorjaar|najaar|zomer|herfst|winter|(?:eerste|tweede|derde|vierde) kwartaal(?: van)?|"
    r"(?:eerste|tweede) helft(?: van)?|Q[1-4]|[1-4]e kwartaal(?: van)?|[12]e helft(?: van)?)\s+$",
    re.I,
)
_YEAR = r"(?:19[89]|20[0-4])\d"
_A_YEAR = re.compile(_YEAR)
#: Characters within which a number ends and the comma of a list follows.
_LONGEST_NUMBER: Final = 40
_MONTH = rf"(?:{'|'.join(MONTHS)}|(?:{'|'.join(MONTHS_SHORT)})(?!\w)\.?)"
_MONTH_NUMBERS: Final = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3}
_SCALES: Final = {"miljoen": 1e6, "mln": 1e6, "miljard": 1e9}
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


@lru_cache(maxsize=1024)
def _number(text: str) -> float:
    text = text.lower().replace("€", "").strip()
    if text in NUMBER_WORDS:
        return NUMBER_WORDS[text]
    number, _, scale = text.partition(" ")
    return float(number.replace(".", "").replace(",", ".")) * _SCALES.get(scale.strip().rstrip("."), 1)


def _per(match: re.Match[str]) -> str:
    """For what the amount is, as " per week", or nothing."""
    per: str | None = match["per"]
    if not per:
        return ""
    word = per.split()[-1].lower()
    return f" per {'week' if word[-1] in './' or word.endswith('w') else word}"


@lru_cache(maxsize=1024)
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
    if not qualifier or low != high:
        return low, high
    text = " ".join(qualifier.lower().split())
    if text.endswith(UPPER_BOUNDS):
        return None, high
    if text.endswith(LOWER_BOUNDS):
        return low, None
    return low, high


def _before(pattern: re.Pattern[str], text: str, at: int, ends: tuple[str, ...] = ()) -> str:
    """What ``pattern`` matches directly before ``at``, or nothing; ``ends`` are the words that it can end with."""
    if ends:
        last = text[at - 3 : at].lower()
        if last[2:] == " " and last[1] != " " and last[:2] not in _LAST_LETTERS[ends[0]]:
            return ""  # a look at two letters spares most of the others
        if not text[max(0, at - 20) : at].rstrip().lower().endswith(ends):
            return ""
    begin = max(0, at - 40)
    match = pattern.search(text, begin, at)
    return match.group() if match else ""


def _counted(text: str, at: int) -> Amount | None:
    """The number with a unit at ``at``: a quantity, an age or a duration."""
    listed = _LISTED_AMOUNT.match(text, at) if text.find(",", at, at + _LONGEST_NUMBER) >= 0 else None
    match = listed or _AMOUNT.match(text, at)
    if match is None:
        return None
    printed = match["unit"].lower()
    if printed in ("gezin", "plan") and _ONE_PLAN.match(text, at):
        return None
    values = [
        _number(v) for v in (_ANY_NUMBER.findall(listed["list"]) if listed else match.group("a", "b")) if v
    ]
    if not listed and _A_YEAR.fullmatch(match["a"]):  # "in 2013 gezinnen"
        return None
    qualifier = _before(_BEFORE, text, at, _QUALIFIED)
    if (
        values == [1.0]
        and not match["a"].isdigit()
        and not qualifier
        and (printed not in TIMES or printed == "uur")
    ):
        return None  # an article, or "één regisseur"
    start = at - len(qualifier)
    low, high = min(values), max(values)
    after = text[match.end() : match.end() + 20]
    if (
        printed in TIMES
        and not match["per"]
        and (printed != "uur" or qualifier.lower().startswith(("na ", "binnen ")))
    ):
        unit = TIMES[printed]
        lead = _before(_AGE_BEFORE, text, start, _AGED)
        if unit == "jaar" and (lead or low == 0 or _AGE_AFTER.match(after)):
            bound = " ".join(lead.lower().split()) or qualifier
            return _amount("QUANTITY", match, *_bounded(bound, low, high), "levensjaar", start)
        return _amount("DURATION", match, *_bounded(qualifier, low, high), unit, start)
    unit = (UNITS.get(printed) or TIMES[printed]) + _per(match)
    if "meer" in match.group().lower() and _OR_MORE.search(match.group()):
        return _amount("QUANTITY", match, low, None, unit, start)
    return _amount("QUANTITY", match, *_bounded(qualifier, low, high), unit, start)


def _money(text: str, at: int) -> Amount | None:
    """An amount after a euro sign: "maximaal € 500,- per gezin"."""
    sign = _before(_EURO, text, at) if "€" in text[max(0, at - 2) : at] else ""
    match = _MONEY.match(text, at) if sign else None
    if match is None:
        return None
    value, start = _number(match["a"]), at - len(sign)
    qualifier = _before(_BEFORE, text, start, _QUALIFIED)
    low, high = _bounded(qualifier, value, value)
    return _amount("QUANTITY", match, low, high, f"euro{_per(match)}", start - len(qualifier))


def _fraction(text: str, at: int) -> Amount | None:
    """ "een half jaar", "enkele weken"."""
    if text[at] not in _FRACTIONAL:
        return None
    match = _HALF.match(text, at)
    vague = _VAGUE.match(text, at) if match is None else None
    if match is None and vague is None:
        return None
    article = _before(_ARTICLE, text, at, _ARTICLES)
    if match is None:
        match = vague
        if match is None or (match.group().lower().startswith("paar") and not article):
            return None
        unit = TIMES.get(match["unit"].lower(), "uur")
        return Amount("DURATION", at - len(article), match.end(), f"enkele {unit}", None, None, unit)
    at -= len(article)
    qualifier = _before(_BEFORE, text, at, _QUALIFIED)
    value = _FRACTIONS[match["half"].lower()]
    unit = TIMES[match["unit"].lower()]
    label = "QUANTITY" if unit == "uur" else "DURATION"
    return _amount(label, match, *_bounded(qualifier, value, value), unit, at - len(qualifier))


def _date(text: str, at: int) -> Amount | None:
    """A date, a month, a year or a range of years."""
    match = _DATE.match(text, at)
    if match is None:
        return None
    if match.lastgroup == "y4":
        return Amount(
            "DATE",
            at - len(_before(_PART_BEFORE, text, at, _PARTED)),
            match.end(),
            match.group(),
            None,
            None,
            None,
        )
    d, m, y, dd, mm, yy, m2, y2, begin, end, _ = match.groups()
    month = m or m2
    number = _MONTH_NUMBERS[month.lower()[:3]] if month else int(mm or 0)
    year = y or yy or y2
    day = d or dd
    if begin:
        normal = f"{begin}/{end}"
    elif number > 12 or (day and int(day) > 31):
        return None
    elif day:
        normal = f"{year or '-'}-{number:02d}-{int(day):02d}"
    else:
        normal = f"{year}-{number:02d}"
    return Amount("DATE", at, match.end(), normal, None, None, None)


def _amount_at(text: str, at: int) -> Amount | None:
    item = _counted(text, at) or _fraction(text, at) or _money(text, at)
    if item is None:
        article = _before(_ARTICLE, text, at, _ARTICLES)
        item = _counted(text, at - len(article)) if article else None
    return item


def amounts(text: str, places: Iterable[tuple[int, bool, bool]] | None = None) -> list[Amount]:
    """Quantities, durations and dates of a text, not overlapping, in order; offsets in characters.

    ``places`` are the places where a number, a month or a unit of time begins, ascending, and whether a date and whether
    an amount can stand there; they are looked for when not given.
    """
    kept: list[Amount] = []
    end = 0
    if places is None:
        places = ((m.start(), True, True) for m in _CANDIDATE.finditer(text))
    for at, dated, counted in places:
        if at < end:
            continue
        item = _date(text, at) if dated else None
        if item is None and counted:
            item = _amount_at(text, at)
        if item is not None and item.start >= end:
            kept.append(item)
            end = item.end
    return kept
