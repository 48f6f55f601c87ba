"""The number of families that an approach supports, from its description."""

from __future__ import annotations

import re

from ggsr_extract.extractors.language.units import NUMBER_WORDS

NUMBERS = {word: int(value) for word, value in NUMBER_WORDS.items() if value >= 1 and value.is_integer()}
_AMOUNT = rf"(?P<number>\d{{1,3}}(?:\.\d{{3}})+|\d{{1,4}}|{'|'.join(NUMBERS)})"
_COUNT = re.compile(
    rf"\b(?P<range>tussen\s+(?:de\s+)?[\w.]+\s+en\s+(?:de\s+)?|\d[\d.]*\s*(?:tot|à|a|of|[-–])\s*(?:ongeveer\s+|circa\s+)?)?\b{_AMOUNT}\s+"
    r"(?:van\s+(?:de|deze|die)\s+)?(?:[a-zà-ÿ]+e\s+){0,2}?(?:\(?(?:multiprobleem|probleem|risico|ggsr)\)?[- ]?)?(?:gezinnen|huishoudens|gezin)\b",
    re.IGNORECASE,
)
_NOW_WORDS = "op dit moment|momenteel|nu|inmiddels"
_ABOUT = r"(?:ongeveer\s+|circa\s+|ruim\s+)?"
# "Het aantal gezinnen dat nu hulp krijgt is 52", "Op dit moment zijn dat er 40".
_COUNT_AFTER = re.compile(
    rf"\b(?:aantal\s+gezinnen\b[^.]*?\b(?:is|was|bedraagt|bedroeg)|(?:{_NOW_WORDS})\s+zijn\s+(?:het|dat)\s+er|(?:het|dat)\s+zijn\s+er\s+(?:{_NOW_WORDS}))\s+{_ABOUT}{_AMOUNT}\b",
    re.IGNORECASE,
)
# "Nu gaat het om 40 gezinnen"
_COUNT_NOW = re.compile(
    rf"\bgaat\s+(?:het\s+)?(?:{_NOW_WORDS}|thans)\s+om\s+{_ABOUT}{_AMOUNT}\s+gezinnen\b", re.IGNORECASE
)
# "Er zijn 200 gezinnen in beeld, van wie er 75 ondersteuning krijgen", "Hiervan krijgen er nu 48 hulp".
_COUNT_OF_THEM = re.compile(
    r"\b(?:van wie|waarvan|hiervan|daarvan|gezinnen(?=\s+(?:worden|werden|krijgen|kregen|ontvangen)\s+er\s))\s+"
    rf"(?:(?:krijg\w*|kregen|ontvang\w*|worden|werden|zijn|nemen|er|{_NOW_WORDS}|ongeveer|circa)\s+){{0,4}}"
    rf"{_AMOUNT}\b(?!\s*(?:%|procent|kinderen|jaar|uur))",
    re.IGNORECASE,
)
# The number of families that are supported now: who gets support, as in "Op dit moment krijgen 30 gezinnen ondersteuning".
_SUPPORTED = re.compile(
    r"\b(?:krijg\w*|kreeg|kregen|ontvang\w*|ontving\w*|ondersteun\w*|begeleid\w*|geholpen|gecoacht|bijgestaan|bereik\w*|bereikt\w*|in zorg|deelnem\w*|deelgenomen|neemt\b.*\bdeel|(?:nemen|namen|nam)\b.*\bdeel|(?:doen|deden)\b.*\bmee|gebruik van|lopen|loopt|in behandeling|onder \w*(?:regie|begeleiding|toezicht)|bediend|behandeld|aangemeld|opgenomen|actief|betrokken|caseload|in (?:een )?traject|(?:hulp|zorg|ondersteuning|begeleiding) aan|hebben\b.*\been (?:\w+ )?plan(?!\s+nodig)|(?:(?:hebben|hadden)\b.*\been|met een) \w*(?:coach|regisseur|manager|begeleider|coördinator|houder))\b",
    re.IGNORECASE,
)
_NOW = re.compile(
    r"\b(?:op dit moment|momenteel|thans|nu|inmiddels|actueel|(?:begin|medio|eind) (?:20\d\d|januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december)|(?:per|op) \d{1,2} \w+ 20\d\d|ten tijde van|in (?:januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december) 20\d\d|sinds 20\d\d|tot nu toe)\b",
    re.IGNORECASE,
)
_YEARLY = re.compile(
    r"\b(?:jaarlijks\w*|per jaar|ieder jaar|elk jaar|op jaarbasis|maximaal|minimaal|capaciteit|plaats voor|ruimte voor|schat\w*|per (?:gezinscoach|regisseur|coach|hulpverlener|medewerker)|voldoen)\b",
    re.IGNORECASE,
)
_EACH_YEAR = re.compile(r"\b(?:jaarlijks\w*|per jaar)\b", re.IGNORECASE)
_IN_A_YEAR = re.compile(r"\bin\s+(?:het jaar\s+)?20\d\d\b", re.IGNORECASE)
"""What was counted in a year that is past is no number of now."""
_WORKER = r"[\w-]*(?:coach|regisseur|manager|begeleider|coördinator|hulpverlener|werker|consulent)"
_ONE_WORKER = re.compile(
    rf"\b(?:(?:een|één|elke?|iedere?|de)\s+(?:[\w-]+\s+)?{_WORKER}\s+(?:heeft|krijgt|begeleidt|ondersteunt|helpt|bedient)|per\s+(?:{_WORKER}|[\w-]*(?:team|wijk|buurt|gebied|kern))\b|"
    r"caseload\s+(?:van|bedraagt|is)\s+(?!de\b|het\b|een\b)\w+|die\s+(?:elk|ieder)|tegelijk(?:ertijd)?|gelijktijdig)\b",
    re.IGNORECASE,
)
"""How many families one worker has."""
_AIM = re.compile(
    r"\b(?:streven|streeft|doel|beoogt|wil|willen|kunnen|kan|zullen|zal|moeten|richt zich|bedoeld)\b",
    re.IGNORECASE,
)
_SINCE = re.compile(
    r"\bsinds\b.*\b(?:zijn|hebben)\b.*\b(?:begeleid|geholpen|ondersteund|doorlopen|gehad|gekregen)\b",
    re.IGNORECASE,
)
"""All families that were ever supported."""
_KNOWN_ONLY = re.compile(
    r"\s+(?:(?:zijn|waren|werden|worden)\s+)?(?:aangemeld|in beeld|bekend|op de wachtlijst)\b", re.IGNORECASE
)
"""Behind a number: these families are known, which says less than that families are supported."""
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-ZÀ-Ý‘“'\"(])|;\s+")


def families(description: str) -> int | None:
    """The number of families now supported, as the description prints it; None when it prints none or more than one can be meant.

    Ranges, yearly numbers, estimates and capacities are none.
    """
    told: list[tuple[int, int]] = []
    for sentence in _SENTENCE.split(description):
        for match in _counts(sentence):
            word = match["number"].casefold()
            value = NUMBERS[word] if word in NUMBERS else int(word.replace(".", ""))
            is_year = len(word) == 4 and 1990 <= value <= 2030
            rank = None if value == 1 or is_year else _rank(match, sentence)
            if rank is not None:
                told.append((rank, value))
    best = max((rank for rank, _ in told), default=0)
    values = {value for rank, value in told if rank == best}
    return values.pop() if len(values) == 1 else None


def _rank(match: re.Match[str], sentence: str) -> int | None:
    """How directly a number in a sentence tells of families that are supported now; None where it is another number."""
    if match.re is _COUNT and match["range"]:
        return None
    if match.re is _COUNT_OF_THEM and not _SUPPORTED.search(match.group() + sentence[match.end() :]):
        # "krijgen nu 33 gezinnen hulp, van wie 21 in de stad wonen"
        return None
    now = bool(_NOW.search(sentence))
    before, behind = sentence[: match.start()], sentence[match.end() :]
    after = match.re in (_COUNT_AFTER, _COUNT_NOW)
    around = before[-30:] + match.group() + behind[:25].split("(")[0]
    if _EACH_YEAR.search(around) or not (after or _SUPPORTED.search(sentence)):
        return None
    if _ONE_WORKER.search(sentence) or _SINCE.search(sentence):
        return None
    if not now and (_AIM.search(before) or _YEARLY.search(before) or _IN_A_YEAR.search(before)):
        return None
    aside = before.count("(") > before.count(")") + match.group().startswith("(")
    return (
        (3 if match.re is _COUNT_OF_THEM else 2 if now or after else 1)
        - aside
        - bool(_KNOWN_ONLY.match(behind))
    )


def _counts(sentence: str) -> list[re.Match[str]]:
    """What reads as a number of families; sentences without the words that go with it need not be searched."""
    small = sentence.casefold()
    found: list[re.Match[str]] = []
    if "gezin" in small or "huishoudens" in small:
        found.extend(_COUNT.finditer(sentence))
    if "aantal" in small or "zijn" in small:
        found.extend(_COUNT_AFTER.finditer(sentence))
    if "gaat" in small:
        found.extend(_COUNT_NOW.finditer(sentence))
    if any(word in small for word in ("van wie", "arvan", "iervan", " er ")):
        found.extend(_COUNT_OF_THEM.finditer(sentence))
    return found
