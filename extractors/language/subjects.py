"""Which findings of a theme a paragraph speaks of, and whether those meet the norm.

The conclusions sum up the findings of their theme: what is praised there has mostly been found in order, what can be better
has mostly been found wanting. A paragraph speaks of a finding when it names what the indicator is about, in the framework's
words or in those that inspectors use for it ("nazorg" for care that gets a sequel), or repeats words of its explanation.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from ggsr_extract.extractors.language.cues import favour

#: What the indicators are about: how words of it begin or go on, in lower case.
_ABOUT: Final[dict[str, str]] = {
    "1.1.1": r"\bdefinitie|omschrijv|doelgroepbepaling|afbakening|criteria|dezelfde gezinnen|zelfde doelgroep|verstaan onder|onder een",
    "1.1.2": r"\baantal(?:len)? gezinnen|\bomvang|hoeveel gezinnen|\btelling|\bcijfers|\bschatting|\braming|populatie|zicht op (?:de )?(?:doelgroep|gezinnen|groep)|nulmeting|\bin kaart|\bregistr",
    "1.2.1": r"meldpunt|\bloket|\bingang|\btoegang|waar .{0,40}(?:terecht|aangemeld|aanmelden)|aanmeldroute|aanmeldprocedure|weg naar",
    "1.2.2": r"\bmeld(?:t|en|er|ers|ing|ingen)\b|aanmelding|\bbereik|\bsignaler|vindplaats|zorgmijd|huisarts|onderwijs|school|scholen",
    "2.1.1": r"eigen kracht|zelfredzaam|sterke kanten|zelf k(?:an|unnen)|eigen regie|zelf oplos|krachten|mogelijkheden van het gezin",
    "2.1.2": r"sociale? netwerk|\bnetwerk van (?:het|een) gezin|familie|vriend|\bburen|omgeving van het gezin|netwerkberaad|netwerkkaart|eigen kracht-conferentie|vrijwillig",
    "2.1.3": r"\bbehoefte|hulpvraag|\bvraag van het gezin|\bwens|wat het gezin (?:zelf )?(?:wil|nodig)|vraaggericht|aanbod|inspraak|stem van",
    "3.1.1": r"beleid",
    "3.1.2": r"\bvisie",
    "3.1.3": r"\bdoel(?:en|stelling\w*)?\b",
    "3.1.4": r"resultaten|bijgehouden|monitor|registr|uitkomsten",
    "3.1.5": r"evalu",
    "3.1.6": r"evalu|verantwoording|resultaten",
    "3.1.7": r"bijgesteld|bijstell|aangepast|evaluatie",
    "3.2.1": r"één regisseur|centrale persoon|\bregie\b|vaste? (?:contactpersoon|gezicht|begeleider|\w*regisseur|\w*coach|\w*coördinator)|(?:regisseur|coach|manager|coördinator)\b",
    "3.2.2": r"doorzettingsmacht|doorzettings|doorpakken|knopen|afdwingen|bevoegd|aansturen|aan te sturen|zeggenschap",
    "3.2.3": r"caseload|toegerust|opleiding|opgeleid|scholing|intervisie|deskundig|selectie|functie-?eisen|werkdruk|uren vrij|ervaren",
    "3.3.1": r"\bplan\b|\bplannen\b|gezinsplan",
    "3.3.2": r"leefgebied|gezinsleden|hele gezin|schulden|huisvesting|integra|inkomen|totale",
    "3.4.1": r"outreach|huisbezoek|achter de voordeur|\bthuis\b|\baan huis|erop af|zelf op gezinnen af",
    "3.4.2": r"loslaten|losgelaten|\bdwang|\bdrang|meewerk|vasthoud|afgesloten|afhaak|afhaken|niet meer wil|volgehouden|afwijst",
    "4.1.1": r"\bregie\b|regierol|regiefunctie|regiehouder|\bregisseert|stuurt|sturing|wethouder|coördinatie",
    "4.1.2": r"opschal|opgeschaald|stagn|escal|vastloop|vastlop|loopt .{0,20}vast",
    "4.2.1": r"partijen zijn|alle partijen|relevante partijen|betrokken partijen|deelnem|doet niet mee|doen niet mee|verbonden aan|aangesloten|ontbreken partijen|aan tafel|\bggz\b|politie|onderwijs|woningcorporatie|huisarts",
    "4.2.2": r"afspra|convenant|protocol|overeenkomst|vastgelegd|vastlegging|op papier|schriftelijk|geformaliseerd|formaliser",
    "4.2.3": r"bevoegd|mandaat|beslissing|beslissen|ruggespraak|besluit",
    "4.3.1": r"informatie|privacy|beroepsgeheim|gegevens|geheimhouding",
    "5.1.1": r"\bduur\b|\buren\b|\btermijn|einddatum|looptijd|zo ?lang|afgesloten|eindigt|stopt|beëindig|maanden|continuïteit",
    "5.2.1": r"wacht|beschikbaar|capaciteit|direct terecht|voorrang|plaats voor|bezetting|op tijd",
    "5.3.1": r"nazorg|vervolg|terugval|waakvlam|na afloop|na (?:het )?afsluit|na afrond|monitoren van|vinger aan de pols|daarna",
}
_SENTENCE_END: Final = re.compile(r"(?<=[.!?;])\s+")
_WORD: Final = re.compile(r"[^\W\d_]{4,}")
_STEM: Final = 7  #: so many first letters tell one word from another, whatever its ending
#: Words that stand in findings of all kinds.
_EVERYWHERE: Final = """
aanpak alle allen andere antwoord antwoorden betreft betrokken betrokkenen binnen daar daarbij daardoor deze doen door eigen elke enkele
geeft geven gezin gezinnen gemeente gemeentelijke goed goede heeft hebben hierin hierdoor hiervoor hulp ieder iedere kunnen maar mede meer
meerdere moeten naar netwerkpartner netwerkpartners niet nodig omdat ondersteuning ondervraagden organisatie organisaties over partij
partijen partner partners sprake tijdens tussen vanuit veel verschillende volgens voor waar waarin wanneer werken wordt worden zelf zich
zijn zoals zodat zonder zorg zowel
"""
_COMMON: Final = frozenset(word[:_STEM] for word in _EVERYWHERE.split())
_NAMED = 1.0  #: what naming the subject of an indicator weighs
_REPEATED = 1.3  #: what repeating words of an explanation or a remark weighs at most
_ASIDE = 0.4  #: the same for a sentence of it that does not say what the verdict says
_NOTHING = 1.0  #: weight of there being no such evidence at all


@dataclass(frozen=True, slots=True)
class Told:
    """A finding of a theme: its verdict (``voldoet`` or ``verbeterpunt``), its explanation and its remarks."""

    indicator_id: str
    verdict: str
    text: str = ""
    remarks: tuple[str, ...] = ()


def backing(text: str, findings: Sequence[Told]) -> float:
    """How far the findings that ``text`` speaks of meet the norm: from -1 (none does) to 1 (all do), 0 where it speaks of none."""
    lower = text.lower()
    words = _stems(lower)
    known = Counter(stem for item in findings for stem in _stems(item.text.lower()))
    sums = {"voldoet": 0.0, "verbeterpunt": 0.0}
    for item in findings:
        if item.verdict not in sums:
            continue
        if _about(item.indicator_id).search(lower):
            sums[item.verdict] += _NAMED
        for sentence in _SENTENCE_END.split(item.text):
            shared = words & _stems(sentence.lower())
            if shared:
                speaks = (favour(sentence) >= 0) == (item.verdict == "voldoet")
                sums[item.verdict] += (_REPEATED if speaks else _ASIDE) * _overlap(shared, known)
        for remark in item.remarks:
            sums["verbeterpunt"] += _REPEATED * _overlap(words & _stems(remark.lower()), known)
    good, bad = sums["voldoet"], sums["verbeterpunt"]
    return (good - bad) / (good + bad + _NOTHING)


@cache
def _about(indicator_id: str) -> re.Pattern[str]:
    return re.compile(_ABOUT.get(indicator_id, r"(?!)"))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text)) - _COMMON


def _overlap(shared: frozenset[str], known: Counter[str]) -> float:
    """How much shared words tell, 0..1: those that stand in one explanation alone tell most."""
    return min(1.0, sum(1.0 / max(known[stem], 1) ** 2 for stem in shared) / 3)
