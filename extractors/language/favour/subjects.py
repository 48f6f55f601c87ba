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
from math import fsum
from typing import Final

from ggsr_extract.extractors.language.favour.cues import favour

#: What the indicators are about: how words of it begin or go on, in lower case.
_ABOUT: Final[dict[str, str]] = {
    "1.1.1": r"\bdefinitie|omschrijv|doelgroepbepaling|afbakening|afgebakend|criteria|kenmerken|welke gezinnen|dezelfde gezinnen|zelfde doelgroep|"
    r"verstaan onder|onder een gezin|tot de doelgroep",
    "1.1.2": r"\baantal(?:len)?\b|\bomvang|hoeveel gezinnen|\btelling|\bcijfers|\bschatting|\braming|populatie|zicht op (?:de )?(?:doelgroep|gezinnen|groep)|"
    r"nulmeting|\bin kaart|\bregistr|inventaris|gegevens over",
    "1.2.1": r"meldpunt|\bloket|\bingang|\btoegang|\bplek|\broute|kanalen|waar .{0,40}(?:terecht|aangemeld|aanmelden)|aanmeldroute|aanmeldprocedure|weg naar",
    "1.2.2": r"\bmeld(?:t|en|er|ers|ing|ingen)\b|aangemeld|aanmeld|toeleiding|\bbereik|\bsignaler|vindplaats|zorgmijd|verwijz|verwijs|huisarts|onderwijs|school|scholen",
    "2.1.1": r"kracht|zelfredzaam|sterke kanten|zelf k(?:an|unnen)|eigen regie|zelf oplos|mogelijkheden van het gezin|oplossingen",
    "2.1.2": r"netwerk|familie|vriend|\bburen|bekenden|omgeving|vrijwillig|eigen kracht-conferentie",
    "2.1.3": r"\bbehoefte|\bvra(?:ag|gen)\b|vraaggericht|\bwens|\bdoelen|wat het gezin (?:zelf )?(?:wil|nodig)|aanbod|inspraak|inbreng|\bstem\b|tempo",
    "3.1.1": r"beleid|\bnota\b",
    "3.1.2": r"\bvisie",
    "3.1.3": r"\bdoel(?:en|stelling\w*)?\b",
    "3.1.4": r"resultaten|bijgehouden|monitor|registr|uitkomsten|gemeten|effect",
    "3.1.5": r"[eë]valu",
    "3.1.6": r"[eë]valu|verantwoording|resultaten",
    "3.1.7": r"bijgesteld|bijstell|aangepast|aanpassing|evaluatie",
    "3.2.1": r"één (?:\w+)?(?:regisseur|coach|manager|begeleider|coördinator)|centrale persoon|één persoon|\bregie\b|aanspreekpunt|contactpersoon|"
    r"vaste? (?:gezicht|begeleider|\w*regisseur|\w*coach|\w*coördinator)|op elkaar af|coördineert",
    "3.2.2": r"doorzettings|doorpakken|knopen|afdwingen|bevoegd|aansturen|aan te sturen|zeggenschap",
    "3.2.3": r"caseload|toegerust|opleiding|opgeleid|scholing|geschoold|training|intervisie|deskundig|selectie|functie-?(?:eisen|profiel)|werkdruk|uren vrij|ervaren",
    "3.3.1": r"\bplan\b|\bplannen\b|gezinsplan",
    "3.3.2": r"leefgebied|gezinsleden|hele gezin|schulden|huisvesting|integra|inkomen|totale|terreinen|domeinen",
    "3.4.1": r"outreach|huisbezoek|achter de voordeur|\bthuis\b|\baan huis|erop af|zelf op gezinnen af|bezoek",
    "3.4.2": r"loslaten|losgelaten|niet los|\bdwang|\bdrang|meewerk|vasthoud|vastgehouden|onttrek|weiger|afgesloten|afhaak|afhaken|niet meer wil|volgehouden|afwijst",
    "4.1.1": r"\bregie\b|regierol|regiefunctie|regiehouder|\bregisseert|stuurt|sturing|aansturing|wethouder|coördinatie|zit .{0,30}voor\b|voorgezeten",
    "4.1.2": r"opschal|opgeschaald|stagn|escal|vastloop|vastlop|vastgelopen|loopt .{0,20}vast|hoger niveau|aan zet",
    "4.2.1": r"partijen zijn|alle partijen|relevante partijen|betrokken partijen|deelnem|neemt deel|doet niet mee|doen niet mee|verbonden aan|aangesloten|aangehaakt|"
    r"vertegenwoordigd|partner in|ontbreken partijen|aan tafel|\bggz\b|politie|onderwijs|woningcorporatie|huisarts",
    "4.2.2": r"afspra|convenant|protocol|overeenkomst|vastgelegd|vastlegging|op papier|schriftelijk|geformaliseerd|formaliser",
    "4.2.3": r"bevoegd|mandaat|beslissing|beslissen|ruggespraak|besluit",
    "4.3.1": r"informatie|privacy|beroepsgeheim|gegevens|geheimhouding|\bdelen\b|gedeeld|uitwissel",
    "5.1.1": r"\bduur\b|\buren\b|\btermijn|eindtermijn|einddatum|looptijd|zo ?lang|doorgaat|loopt door|afgesloten|eindigt|stopt|beëindig|maanden|gemaximeerd|continuïteit",
    "5.2.1": r"wacht|beschikbaar|capaciteit|direct terecht|voorrang|\bplaats|\bplek\b|bezetting|op tijd|instrom",
    "5.3.1": r"nazorg|vervolg|terugval|waakvlam|na afloop|na (?:het )?afsluit|na afrond|na beëindiging|monitoren van|vinger aan de pols|daarna|terugkom",
}
#: Words that are used of an indicator's subject among others: within a theme they tell which of its findings is meant.
_HINTS: Final[dict[str, str]] = {
    "1.1.1": r"doelgroep|om welke gezinnen|bedoeld",
    "1.1.2": r"doelgroep|overzicht|\blijst|\binzicht|gegevens|bestand|\bzicht op|in beeld|monitor",
    "1.2.1": r"meld(?:t|en|er|ers|ing|ingen|punt)\b|\baanmeld|terecht|\bvinden|loket",
    "1.2.2": r"in beeld|organisaties|partijen|wijkteam|politie|corporatie",
    "2.1.1": r"\bzelf\b|stimuler|afhankelijk|overgenomen|over te nemen|\bneemt\b[^.]{0,60}\bover\b|\bnemen\b[^.]{0,60}\bover\b|touwtjes|wat goed gaat|verantwoordelijk|versterk",
    "2.1.2": r"\bkring\b|\bbuur|steunfig|mantelzorg|grootouder|kennissen|sociale",
    "2.1.3": r"perspectief|beleving|mening|gehoord|luister|aan tafel|aanwezig|maatwerk|\bkeuze|\bkie[sz]|instemming|samenspraak|\bplan|besluit|beslis|serieus|"
    r"\blast\b|hulpvraag|\bkinderen|jeugdigen|gesprek|samen met",
    "3.1.1": r"programma|prioriteit|raad\b|college\b",
    "3.1.2": r"gedeelde|gezamenlijk|uitgangspunten|eens\b",
    "3.1.3": r"gezamenlijk|beoog|beogen|bereiken|bereikt",
    "3.1.4": r"cijfers|oplever|nulmeting|\bmeten|opbrengst|rendement|meetbaar|in beeld gebracht|effect",
    "3.1.5": r"besproken|bespreken|terugblik|netwerkpartners",
    "3.1.6": r"onderzoek|jaarverslag|rapportage|de gemeente",
    "3.1.7": r"aanbeveling|verbeterpunt|wijziging|bijgestuurd|bijsturing|\blessen|geleerd|verbeter",
    "3.2.1": r"regisseur|\bcoach|coördinator|meerdere hulpverleners|verschillende hulpverleners|bij wie|hulpverlener",
    "3.2.2": r"\bmacht\b|mandaat|overtuig|aanspre|tot actie|ingrijp|regisseur|besluit",
    "3.2.3": r"kennis|ervaring|\beisen|competent|gekwalificeerd|belast|\bregisseurs|gezinnen per|begeleid\w* (?:gemiddeld |maximaal |ruim |wel )?\w+ gezinnen",
    "3.3.1": r"dossier|stemmen\b[^.]{0,60}\baf\b|afgestemd|afstemm|samenhang|langs elkaar|dubbel",
    "3.3.2": r"kinderen|ouders|schooluitval|verslaving|werk en|problemen",
    "3.4.1": r"\bdeur\b|opzoek|\bzoek|kantoor|op pad|komen bij",
    "3.4.2": r"medewerking|uit beeld|weiger|stopt|beëindig|opgeven|gesloten|volhard|blijven",
    "4.1.1": r"rol van de gemeente|\brol\b|^de gemeente|initiatief|verantwoordelijkheid|trekker|coördinator|op afstand|stuur",
    "4.1.2": r"knelpunt|impasse|doorbr|directeur|burgemeester|wethouder|stuurgroep|er niet uit|\blukt",
    "4.2.1": r"doen mee|doet mee|\bnetwerk|partners|benader|ontbre|gemist|\boverleg|verslaving|psychiatrie|jeugdzorg|justitie|woning|corporatie|betrokken|betrek|"
    r"sluiten\b[^.]{0,60}\baan\b|sluit\b[^.]{0,60}\baan\b|school|scholen|schuldhulp|organisaties",
    "4.2.2": r"bestuurlijk|ondertekend|getekend|vrijblijvend|verwacht|geborgd|nagekomen|samenwerk",
    "4.2.3": r"namens|leidinggevende|\bruimte|zelfstandig|manager|medewerkers",
    "4.3.1": r"vertell|dossier|informer|toestemming|protocol|terugkoppel|op de hoogte",
    "5.1.1": r"budget|financier|verleng|\btijd\b|afbouw|afgebouwd|bezuinig|subsidie|opgelost|beheersbaar",
    "5.2.1": r"kantoor|avond|weekend|\bweken|\bdagen|\bsnel|vervang|aanbod|flexibel|\binzet|\bstart|coaches|personeel|bereikbaar",
    "5.3.1": r"overdracht|overgedragen|overdrag|vangnet|opnieuw|indicatie|\bvolgen|gevolgd|afsluiting|afgesloten|\bterug|uitstroom|weer\b|afrond",
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
#: What naming the subject of an indicator weighs, and a word that is used of it among others.
_NAMED, _HINTED = 1.0, 0.5
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
        elif _hints(item.indicator_id).search(lower):
            sums[item.verdict] += _HINTED
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
def _hints(indicator_id: str) -> re.Pattern[str]:
    return re.compile(_HINTS.get(indicator_id, r"(?!)"))


@cache
def _about(indicator_id: str) -> re.Pattern[str]:
    return re.compile(_ABOUT.get(indicator_id, r"(?!)"))


def _stems(text: str) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in _WORD.findall(text)) - _COMMON


def _overlap(shared: frozenset[str], known: Counter[str]) -> float:
    """How much shared words tell, 0..1: those that stand in one explanation alone tell most."""
    return min(1.0, fsum(1.0 / max(known[stem], 1) ** 2 for stem in shared) / 3)
