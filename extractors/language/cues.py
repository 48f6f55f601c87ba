"""How favourable a Dutch inspection text is, from its wording: cues, negation with scope, contrast and wishes.

Plain regular expressions over sentences and clauses, without spaCy, so that the factsheet parser can use it cheaply.
The score is in log-odds: positive for "this is in order", negative for "this is missing or must be better", 0 for
text that says neither.

Where the rules come from: a verdict in such texts is carried by (1) words that praise or blame ("helder", "risico"),
(2) negation, which blames by default ("is niet geregeld") but praises when what is denied is bad ("geen wachtlijsten"),
(3) wishes ("het is van belang dat ...", "zou moeten"), which say that something is not there yet and turn every praising
word in their sentence into what is wished for, and (4) contrast: what follows "maar" or "echter" weighs more, what
follows "hoewel" less. Negations in a clause that describes the families ("gezinnen die geen hulp willen") say nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^a-z\s])")
_CLAUSE = re.compile(
    r"(?:,\s*|\s+)(?=(?:maar|echter|terwijl|hoewel|ofschoon|ondanks|omdat|aangezien)\b)|[,:]\s+|\s+-\s+", re.I
)
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

_NEGATORS = frozenset(
    [
        "geen",
        "géén",
        "niet",
        "níet",
        "nooit",
        "niets",
        "nergens",
        "niemand",
        "nauwelijks",
        "noch",
        "zonder",
        "evenmin",
        "amper",
    ]
)
#: Words right after "niet" that make it no denial: "niet alleen ... maar ook", "niet zozeer", "niet vrijblijvend".
_NO_DENIAL = re.compile(
    r"\bniet\s+(?:alleen|slechts|enkel|uitsluitend|zozeer|vrijblijvend\w*|in het minst)\b|\bniet te vergeten\b",
    re.I,
)
#: What is bad in itself, so that denying it praises.
_BAD = re.compile(
    r"\b(?:problemen|probleem|wachtlijst\w*|wachttijd\w*|knelpunt\w*|belemmering\w*|twijfel\w*|klacht\w*|"
    r"obstakel\w*|hobbels?|bezwa(?:ar|ren)|drempels?|onduidelijkhe(?:id|den)|misverstand\w*|discussie|verrassing\w*|"
    r"schotten|overlap|risico['’]?s?|tekortkoming\w*|verbeterpunt\w*|(?:te )?wachten|wacht|losgelaten|stop(?:t|pen)|ophoudt|"
    r"beëindigd|afgesloten|af te sluiten)\b",
    re.I,
)
#: A clause that describes families or children; a denial in it is no verdict on the approach.
_ABOUT_FAMILY = re.compile(
    r"\b(?:gezin(?:nen|netje)?|ouders?|jongeren|kind(?:eren)?|mensen|cliënten|gezinsleden)\b[^.;:]{0,60}?"
    r"(?:,\s*|\s+)(?:die|dat|wie)\b[^.;]*|"
    r"\b(?:als|wanneer|indien|zodra)\s+(?:het|een|de|deze|zij|ze)?\s*(?:gezin(?:nen)?|ouders?|jongeren|zij|ze)\b[^.,;]*",
    re.I,
)

#: A condition asserts nothing: "spreken elkaar aan als afspraken niet worden nagekomen".
_CONDITION = re.compile(
    r"\b(?:als|wanneer|indien|zodra|mocht(?:en)?)\s(?=[^.,;]*\b(?:niet|geen|nooit|niets|niemand)\b)[^.,;]*",
    re.I,
)
#: "Wachttijden komen nauwelijks voor": the denial comes after what is bad.
_DENIED_BAD = re.compile(
    r"\b(?:problemen|knelpunten|wachttijden|wachtlijsten|belemmeringen|klachten|misverstanden)\s+(?:komen|zijn|doen|treden)"
    r"\s+(?:\w+\s+){0,3}?(?:niet|nauwelijks|nooit)\b(?=(?:\s+\w+){0,2}\s*$)|"
    r"\b(?:twijfel|problemen|knelpunten|wachttijden|misverstanden)\b[^.;]{0,40}\b(?:niet|nauwelijks|nooit) (?:meer )?(?:voorkom(?:t|en)|aan de orde)",
    re.I,
)

_PRAISE: tuple[tuple[str, float], ...] = (
    (r"goed(?:e)?(?!\s*keur)", 1.2),
    (r"helder(?:e|heid)?|eenduidig(?:e|heid)?", 1.3),
    (r"duidelijk(?:e)?", 1.0),
    (r"voldoende", 1.0),
    (r"positief|positieve|tevreden|enthousiast\w*|waardevol\w*|prettig\w*|sterk(?:e punt(?:en)?)?", 1.4),
    (r"succesvol\w*|effectief|effectieve|adequa(?:at|te)|soepel|vlot|snelle?", 1.1),
    (
        r"geregeld|vastgelegd|vastgesteld\w*|geborgd|gewaarborgd|verankerd|ingebed|geformaliseerd\w*|ingericht",
        0.9,
    ),
    (
        r"afgestemd|bijgehouden|gevolgd|gemonitord|geëvalueerd|besproken|geformuleerd|uitgewerkt|opgesteld|gerealiseerd",
        0.7,
    ),
    (r"bekend(?:heid)?|vindbaar|bereikbaar|beschikbaar", 0.8),
    (r"centraal|uitgangspunt|leidend", 0.8),
    (
        r"gezamenlijk(?:e|heid)?|gemeenschappelijk(?:e)?|eensgezind\w*|unaniem|dezelfde|eenzelfde|hetzelfde",
        0.7,
    ),
    (r"in beeld|zicht op|oog voor|aandacht voor|korte lijnen|op één lijn", 0.8),
    (r"gebruik gemaakt|maakt gebruik|maken gebruik|gewerkt|werken nauw|nauw samen|intensief samen", 0.6),
    (
        r"bevorder(?:t|en|d)|versterk(?:t|en)|stimule(?:ert|ren|erd)|ondersteun(?:t|d)|benut(?:ten|te)?|activeren|geactiveerd",
        0.6,
    ),
    (r"de nadruk op|de nadruk ligt", 0.7),
    (r"betrokken|aangesloten|verbonden|participe(?:ert|ren)|deelneemt|nemen deel", 0.5),
    (r"beschikken over|beschikt over|hebben de bevoegdheid|mandaat", 0.5),
    (
        r"altijd|structureel|wekelijks|tweewekelijks|maandelijks|periodiek|jaarlijks|alle (?:betrokkenen|partijen|partners|netwerkpartners)|iedereen",
        0.4,
    ),
    (r"flexib(?:el|ele)|maatwerk|laagdrempelig\w*|outreachend\w*|vasthoudend\w*|integra(?:al|le)", 0.6),
    (r"(?:stopt|stoppen|wacht|wachten|eindigt) niet|geen (?:enkel )?gezin hoeft", 1.9),
    (r"lukt|slaagt|slagen|weten te", 0.7),
    (r"voorrang|waakvlam\w*|nazorg (?:is|wordt)|vinger aan de pols", 0.4),
    (r"verbeterd|opgelost|vooruitgang|winst", 0.6),
)

_BLAME: tuple[tuple[str, float], ...] = (
    (r"onvoldoende|onduidelijk(?:heid|heden)?|onbekend|ongewis|onzeker(?:heid)?", 1.8),
    (
        r"ontbre(?:ekt|ken|kende?)|ontbrak(?:en)?|gemist|gemis|schort|tekort(?:schiet)?|tekortkoming\w*|ontoereikend\w*",
        1.7,
    ),
    (
        r"(?:een|het|dat|dit|met|groot|kan tot een) risico|risico['’]?s? (?:op|dat|met zich|voor|ontstaat)|risicovol",
        1.4,
    ),
    (
        r"in het geding|onder druk|op het spel|kwetsbare? (?:punt|schakel)|kwetsbaar(?:heid)? (?:maakt|van de aanpak)",
        1.8,
    ),
    (r"(?:is|blijft|rijst) (?:het |nog )?de vraag|de vraag (?:is|rijst|blijft)|vraagtekens?", 1.5),
    (r"opmerkelijk|zorgelijk|zorgwekkend|jammer|helaas|teleurstellend|kwalijk", 1.2),
    (
        r"verschillend(?:e)? (?:beeld|gedacht|opvatting|antwoord|mening|verwachting|definitie|omschrijving)\w*|"
        r"(?:denken|geven|zijn) (?:hier |er )?(?:verschillend|verdeeld)|verdeeldheid|tegenstrijdig\w*|lopen uiteen|"
        r"uiteenlopende?|loopt uiteen|variër(?:en|t)|wisselend\w*|andere verwachtingen|van elkaar af",
        1.2,
    ),
    (r"(?:nog )?te (?:weinig|beperkt|gering)", 1.4),
    (r"beperkt(?:e)?|gering(?:e)?|weinig|te (?:lang|laat|vaak|veel|smal|vrijblijvend)\w*|matig|summier", 0.9),
    (
        r"versnipper\w*|vrijblijvendheid|stagneert|stagnatie op ?treedt|blijft (?:\w+ )?achter|valt (?:\w+ )?weg|afhankelijk van (?:de )?person\w*",
        1.2,
    ),
    (r"knelpunten? (?:is|zijn|vormt|vormen|in|bij|blijft)|knelt|bottleneck|struikelblok", 1.2),
    (
        r"losgelaten|los te laten|(?:verdwijnen|verdwijnt|raken|raakt|uit) (?:\w+ ){0,6}uit (?:beeld|zicht)|onderbelicht|achterwege|onderschat|"
        r"(?:hangt|hangen) (?:sterk )?af van|tussen wal en schip|vastloop\w*|vastlop\w*",
        1.3,
    ),
    (
        r"ten koste|keerzijde|nadeel|nadelen|zwak(?:ke|te)?|zwakke plek\w*|gebrek(?:kig\w*)? ?(?:aan)?|hia(?:at|ten)|leemte\w*|"
        r"moeizaam|moeizame|traag|trage|vertraging\w*|overbelast\w*|werkdruk|wisseling\w*|onbenut\w*|dubbel werk|langs elkaar heen|"
        r"mondeling\w*|blij(?:ft|ven) liggen|verlie(?:st|zen)|kwetsbaar|niet meer dan|tijdelijk",
        1.1,
    ),
    (
        r"(?:bij|met|door) (?:verschillende|meerdere) (?:personen|plannen|regisseurs|loketten|hulpverleners)|meerdere plannen",
        1.0,
    ),
    (
        r"(?:ervaren|ervaart|ondervinden|stuiten op|lopen tegen) (?:\w+ )?(?:drempels?|problemen|belemmeringen|knelpunten|obstakels)",
        1.3,
    ),
    (r"moeilijk|lastig|ingewikkeld", 0.6),
    (r"wachten|wacht", 0.7),
    (r"geen consistent beeld|geen overeenstemming|oneens", 1.5),
    (r"nog (?:niet|geen|onvoldoende|te)|vooralsnog|evenmin", 0.5),
)

#: Wishes: what they speak of is not there yet.
_WISH: tuple[tuple[str, float], ...] = (
    (
        r"(?:is|blijft|lijkt|zijn|was)\b[^.;]{0,90}?\b(?:van (?:groot |wezenlijk )?belang|belangrijk|essentieel|cruciaal|noodzakelijk|"
        r"wenselijk|raadzaam|gewenst|nodig|zaak|relevant|aan te bevelen|onontbeerlijk|zinvol|verstandig|een voorwaarde|vereist)",
        1.9,
    ),
    (r"(?:van belang|belangrijk|noodzakelijk|wenselijk|nodig|relevant) is (?:het |om |dat )", 1.5),
    (r"zou(?:den)?\b", 1.5),
    (r"(?:moet|moeten|dient|dienen)\b(?! wachten)", 0.9),
    (r"verdien(?:t|en)|behoe(?:ft|ven)|(?:vraagt|vragen) (?:\w+ ){0,3}(?:om|aandacht)", 1.7),
    (
        r"aandachtspunt\w*|verbeterpunt\w*(?!\s+(?:(?:worden|zijn|werden)\s+)?(?:\w+\s+)?(?:meegenomen|opgepakt|verwerkt|doorgevoerd|besproken|opgelost))|ontwikkelpunt\w*|verbetering\w*|aanbeveling\w*|punt van aandacht|voor verbetering vatbaar",
        1.7,
    ),
    (
        r"(?:kan|kunnen|mag|mogen)\b[^.,;]{0,60}?\b(?:beter|steviger|explicieter|scherper|duidelijker|vaker|meer|verbeterd|versterkt|aangescherpt|"
        r"uitgebreid|geformaliseerd|verder)",
        1.7,
    ),
    (
        r"beter (?:en \w+ )?(?:worden|vastgelegd|geregeld|benut|vastleggen|regelen|benutten|afstemmen|afgestemd|informeren|betrekken|te)",
        1.2,
    ),
    (r"(?:adviseert|adviseren|beveelt|bevelen|roept|wijst)\b[^.;]{0,40}\b(?:om|aan|op)\b", 1.4),
    (
        r"(?:is|er is|blijft) (?:meer|extra|verdere|nadere) (?:aandacht|afstemming|duidelijkheid|inzet|uitwerking|sturing|regie|zicht)|"
        r"meer (?:aandacht|duidelijkheid|afstemming|helderheid|zicht|regie|eenduidigheid)\b",
        1.3,
    ),
    (r"(?:kan|kunnen|mag|mogen)\b[^.,;]{0,60}?\b\w{4,}er (?:worden|zijn|kunnen|\w+en)", 1.7),
    (
        r"(?:winst|ruimte|kansen) (?:is |valt |zijn |liggen )?(?:er )?(?:\w+ )?(?:te|voor) (?:behalen|winnen|verbetering|benutten)",
        2.4,
    ),
    (r"doe(?:t|n) er (?:goed|verstandig|wijs) aan", 2.2),
    (r"voorwaarde|randvoorwaarde|vereiste", 0.9),
    (
        r"^(?:maak|zorg|leg|regel|stel|betrek|formuleer|borg|bepaal|ontwikkel|geef|neem|organiseer|spreek|evalueer|benut)\b",
        1.8,
    ),
    (r"(?:voorkomt|voorkomen|ondervangt|verkleint|verkleinen)\b[^.;]{0,30}\brisico['’]?s?", 0.8),
)


@dataclass(frozen=True, slots=True)
class _Table:
    """One alternation of cues with named groups, and the weight of each group."""

    pattern: re.Pattern[str]
    weights: tuple[float, ...]

    def find(self, text: str) -> list[tuple[int, int, float]]:
        """Start, end and weight of each cue in the text, left to right."""
        return [
            (m.start(), m.end(), self.weights[(m.lastindex or 1) - 1]) for m in self.pattern.finditer(text)
        ]


def _table(rows: tuple[tuple[str, float], ...]) -> _Table:
    parts = (r if r.startswith("^") else rf"\b(?:{r})(?!\w)" for r, _ in rows)
    return _Table(re.compile("|".join(f"({p})" for p in parts), re.I), tuple(w for _, w in rows))


_PRAISES, _BLAMES, _WISHES = _table(_PRAISE), _table(_BLAME), _table(_WISH)
#: What keeps a bad thing from happening counts as a negator of it.
_PREVENTS = frozenset(
    ["voorkomt", "voorkomen", "voorkómt", "vermijdt", "vermijden", "verhindert", "verhelpt"]
)
_SCOPE = 6  #: words after a negator that it can deny within its clause
_SHORT_SCOPE = 3  #: the same for "zonder", which denies only what it governs
_CAP = 3.0  #: most that one sentence can weigh


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _clauses(sentence: str) -> list[tuple[str, float]]:
    """The sentence's clauses, each with how much it weighs (contrast raises, concession lowers)."""
    out: list[tuple[str, float]] = []
    for clause in _CLAUSE.split(sentence):
        head = clause.lower().lstrip()
        if re.match(r"(?:maar|echter|toch)\b(?! ook)", head) or re.search(r"\bechter\b", head):
            weight = 1.5
        elif re.match(r"(?:hoewel|ofschoon|ondanks)\b", head):
            weight = 0.3
        else:
            weight = 1.0
        if clause.strip():
            out.append((clause, weight))
    return out


def _clause_score(clause: str, wished: bool) -> float:
    clause = _NO_DENIAL.sub(_blank, clause)
    if _DENIED_BAD.search(clause):
        return 1.2
    words = [(m.start(), m.end(), m.group().lower()) for m in _WORD.finditer(clause)]
    negators = [i for i, (_, _, w) in enumerate(words) if w in _NEGATORS]

    final = (
        bool(negators) and negators[-1] == len(words) - 1
    )  # "die helderheid is er niet" denies what stands before it

    def denied(start: int) -> bool:
        at = next((i for i, (_, e, _) in enumerate(words) if e > start), len(words))
        reach = ((i, _SHORT_SCOPE if words[i][2] == "zonder" else _SCOPE) for i in negators)
        return any(0 < at - i <= most for i, most in reach) or (final and 0 < negators[-1] - at <= _SCOPE)

    def prevented(start: int) -> bool:
        return any(w in _PREVENTS and 0 < start - e <= 60 for _, e, w in words)

    def averted(start: int) -> bool:
        """Whether the clause is about averting it: "geen afspraken om wachten te voorkomen" denies the agreements."""
        return any(w.startswith(("voorkom", "voorkóm", "vermijd")) for _, e, w in words if e <= start)

    score = 0.0
    used = False  # a negator that hits a cue has had its say
    for start, _, weight in _PRAISES.find(clause):
        if denied(start):
            score -= min(weight + 0.6, 1.6) if not used else 0.3
            used = True
        elif not wished:
            score += weight
    for start, _, weight in _BLAMES.find(clause):
        if prevented(start):
            score += 0.6
        elif denied(start) and not averted(start):
            score += 0.6
            used = True
        else:
            score -= weight
    bad = [m.start() for m in _BAD.finditer(clause)]
    if any(denied(b) and not averted(b) for b in bad):
        score += 1.2
        used = True
    if negators and not used:
        score -= 1.1 * (0.4 if words[negators[0]][2] == "zonder" else 1.0)
    return score


def favour(text: str) -> float:
    """How favourable ``text`` is, in log-odds; see the module's text. Empty text gives 0."""
    total = 0.0
    for sentence in _SENTENCE_END.split(text):
        wishes = _WISHES.find(sentence)
        neutral = _CONDITION.sub(_blank, _ABOUT_FAMILY.sub(_blank, sentence))
        score = sum(w * _clause_score(c, bool(wishes)) for c, w in _clauses(neutral))
        score -= sum(sorted((w for _, _, w in wishes), reverse=True)[:2])
        total += max(-_CAP, min(_CAP, score))
    return total
