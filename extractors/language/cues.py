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
from collections.abc import Iterable
from itertools import pairwise

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^a-z\s])")
#: Where clauses part: a comma or white space before a conjunction, a comma or colon before white space, a lone dash.
_CLAUSE = re.compile(
    r"[,:\s](?:(?<!:)\s*(?=(?:maar|echter|terwijl|hoewel|ofschoon|ondanks|omdat|aangezien)\b)|(?<!\s)\s+|(?<=\s)\s*-\s+)"
)
_CONTRAST = re.compile(r"(?:maar|echter|toch)\b(?! ook)")
_HOWEVER = re.compile(r"\bechter\b")
_CONCESSION = re.compile(r"(?:hoewel|ofschoon|ondanks)\b")
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
)
#: What is bad in itself, so that denying it praises.
_BAD = re.compile(
    r"\b(?:problemen|probleem|wachtlijst\w*|wachttijd\w*|knelpunt\w*|belemmering\w*|twijfel\w*|klacht\w*|"
    r"obstakel\w*|hobbels?|bezwa(?:ar|ren)|drempels?|onduidelijkhe(?:id|den)|misverstand\w*|discussie|verrassing\w*|"
    r"schotten|overlap|risico['’]?s?|tekortkoming\w*|verbeterpunt\w*|(?:te )?wachten|wacht|losgelaten|stop(?:t|pen)|ophoudt|"
    r"beëindigd|afgesloten|af te sluiten)\b",
)
#: A clause that describes families or children; a denial in it is no verdict on the approach.
_ABOUT_FAMILY = re.compile(
    r"\b(?:gezin(?:nen|netje)?|ouders?|jongeren|kind(?:eren)?|mensen|cliënten|gezinsleden)\b[^.;:]{0,60}?"
    r"(?:,\s*|\s+)(?:die|dat|wie)\b[^.;]*|"
    r"\b(?:als|wanneer|indien|zodra)\s+(?:het|een|de|deze|zij|ze)?\s*(?:gezin(?:nen)?|ouders?|jongeren|zij|ze)\b[^.,;]*",
)

#: A condition asserts nothing: "spreken elkaar aan als afspraken niet worden nagekomen".
_CONDITION = re.compile(
    r"\b(?:als|wanneer|indien|zodra|mocht(?:en)?)\s(?=[^.,;]*\b(?:niet|geen|nooit|niets|niemand)\b)[^.,;]*",
)
#: "Wachttijden komen nauwelijks voor": the denial comes after what is bad.
_DENIED_BAD = re.compile(
    r"\b(?:problemen|knelpunten|wachttijden|wachtlijsten|belemmeringen|klachten|misverstanden)\s+(?:komen|zijn|doen|treden)"
    r"\s+(?:\w+\s+){0,3}?(?:niet|nauwelijks|nooit)\b(?=(?:\s+\w+){0,2}\s*$)|"
    r"\b(?:twijfel|problemen|knelpunten|wachttijden|misverstanden)\b[^.;]{0,40}\b(?:niet|nauwelijks|nooit) (?:meer )?(?:voorkom(?:t|en)|aan de orde)",
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


_OPENING = 3  #: so many first letters of a word decide which cues are tried at it


def _alternatives(pattern: str) -> list[str]:
    """The alternatives of a pattern, cut at each bar that stands outside brackets."""
    cuts, depth = [-1], 0
    for at, c in enumerate(pattern):
        depth += (c == "(") - (c == ")")
        if c == "|" and not depth:
            cuts.append(at)
    cuts.append(len(pattern))
    return [pattern[begin + 1 : end] for begin, end in pairwise(cuts)]


def _openings(pattern: str) -> set[str]:
    """The first letters of the words that a pattern's matches begin with, :data:`_OPENING` of each at most."""
    found: set[str] = set()
    for branch in _alternatives(pattern):
        heads, at = {""}, 0
        while at < len(branch) and min(map(len, heads)) < _OPENING:
            if branch.startswith("(?:", at):
                depth, end = 1, at + 3
                while depth:
                    depth += (branch[end] == "(") - (branch[end] == ")")
                    end += 1
                parts = _openings(branch[at + 3 : end - 1])
            elif branch[at].isalpha() or branch[at] == " ":
                end, parts = at + 1, {branch[at]}
            elif branch.startswith("\\b", at):
                end, parts = at + 2, {" "}
            else:
                raise ValueError(f"cannot tell how the words of {pattern!r} begin")
            optional = branch[end : end + 1] == "?"
            heads = {h + p for h in heads for p in parts} | (heads if optional else set())
            at = end + optional
        found |= {head[:_OPENING].partition(" ")[0] for head in heads}
    return found


class _Cues:
    """The cues of one opening; compiled when a word first begins so."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._weights: list[float] = []
        self._pattern: re.Pattern[str] | None = None

    def add(self, pattern: str, weight: float) -> None:
        """One more cue."""
        self._parts.append(pattern)
        self._weights.append(weight)

    def at(self, text: str, start: int) -> tuple[int, float] | None:
        """The end and weight of the first cue that stands at ``start``."""
        if self._pattern is None:
            self._pattern = re.compile("|".join(self._parts))
        match = self._pattern.match(text, start)
        return match and (match.end(), self._weights[(match.lastindex or 1) - 1])


class _Table:
    """Cues with their weights, found by the first letters of a word: trying all of them at each word is slow."""

    def __init__(self, rows: tuple[tuple[str, float], ...]) -> None:
        self.under: dict[str, _Cues] = {}
        for row, weight in rows:
            anchor = "^" if row.startswith("^") else ""
            for cue in _alternatives(row.removeprefix("^")):
                for opening in sorted(_openings(cue)):
                    self.under.setdefault(opening, _Cues()).add(f"{anchor}({cue})(?!\\w)", weight)

    def find(self, text: str, openings: Iterable[tuple[int, str]]) -> list[tuple[int, float]]:
        """Start and weight of each cue in a text, left to right; ``openings`` are those of :func:`_openings_in` the text."""
        found: list[tuple[int, float]] = []
        under, done = self.under, 0
        for at, opening in openings:
            if opening in under and at >= done:
                hit = under[opening].at(text, at)
                if hit is not None:
                    done, weight = hit
                    found.append((at, weight))
        return found


_PRAISES, _BLAMES, _WISHES = _Table(_PRAISE), _Table(_BLAME), _Table(_WISH)
_STARTS = re.compile(rf"(\w{{1,{_OPENING}}})\w*")


def _openings_in(text: str) -> list[tuple[int, str]]:
    """Where each word of a text begins, and its first letters."""
    return [(m.start(), m[1]) for m in _STARTS.finditer(text)]


#: What keeps a bad thing from happening counts as a negator of it.
_PREVENTS = frozenset(
    ["voorkomt", "voorkomen", "voorkómt", "vermijdt", "vermijden", "verhindert", "verhelpt"]
)
_NEGATING = frozenset(word[:_OPENING] for word in _NEGATORS)
_SCOPE = 6  #: words after a negator that it can deny within its clause
_SHORT_SCOPE = 3  #: the same for "zonder", which denies only what it governs
_CAP = 3.0  #: most that one sentence can weigh


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _clauses(sentence: str) -> list[tuple[str, float]]:
    """The sentence's clauses, each with how much it weighs (contrast raises, concession lowers)."""
    out: list[tuple[str, float]] = []
    for clause in _CLAUSE.split(sentence):
        head = clause.lstrip()
        if _CONTRAST.match(head) or ("echter" in head and _HOWEVER.search(head)):
            weight = 1.5
        elif _CONCESSION.match(head):
            weight = 0.3
        else:
            weight = 1.0
        if head:
            out.append((clause, weight))
    return out


class _Denials:
    """What the negators of one clause deny."""

    def __init__(self, clause: str, openings: Iterable[str]) -> None:
        self.clause = clause
        self._words: list[tuple[int, int, str]] | None = None
        self.negators: list[int] = []
        self.final = False
        if not _NEGATING.isdisjoint(openings):
            self.negators = [i for i, (_, _, w) in enumerate(self.words) if w in _NEGATORS]
            #: "Die helderheid is er niet" denies what stands before it.
            self.final = bool(self.negators) and self.negators[-1] == len(self.words) - 1

    @property
    def words(self) -> list[tuple[int, int, str]]:
        """Start, end and form of each word."""
        if self._words is None:
            self._words = [(m.start(), m.end(), m.group()) for m in _WORD.finditer(self.clause)]
        return self._words

    def denied(self, start: int) -> bool:
        """Whether a negator denies what stands at ``start``."""
        negators = self.negators
        if not negators:
            return False
        at = next((i for i, (_, e, _) in enumerate(self.words) if e > start), len(self.words))
        reach = ((i, _SHORT_SCOPE if self.words[i][2] == "zonder" else _SCOPE) for i in negators)
        return any(0 < at - i <= most for i, most in reach) or (
            self.final and 0 < negators[-1] - at <= _SCOPE
        )

    def prevented(self, start: int) -> bool:
        """Whether something keeps what stands at ``start`` from happening."""
        return any(w in _PREVENTS and 0 < start - e <= 60 for _, e, w in self.words)

    def averted(self, start: int) -> bool:
        """Whether the clause is about averting it: "geen afspraken om wachten te voorkomen" denies the agreements."""
        return any(w.startswith(("voorkom", "voorkóm", "vermijd")) for _, e, w in self.words if e <= start)


def _clause_score(clause: str, wished: bool) -> float:
    if "niet" in clause:
        clause = _NO_DENIAL.sub(_blank, clause)
    if _DENIED_BAD.search(clause):
        return 1.2
    openings = _openings_in(clause)
    denials = _Denials(clause, [opening for _, opening in openings])
    negators = denials.negators
    score = 0.0
    used = False  # a negator that hits a cue has had its say
    for start, weight in _PRAISES.find(clause, openings):
        if denials.denied(start):
            score -= min(weight + 0.6, 1.6) if not used else 0.3
            used = True
        elif not wished:
            score += weight
    for start, weight in _BLAMES.find(clause, openings):
        if denials.prevented(start):
            score += 0.6
        elif denials.denied(start) and not denials.averted(start):
            score += 0.6
            used = True
        else:
            score -= weight
    if not negators:
        return score
    if any(denials.denied(m.start()) and not denials.averted(m.start()) for m in _BAD.finditer(clause)):
        score += 1.2
        used = True
    if not used:
        score -= 1.1 * (0.4 if denials.words[negators[0]][2] == "zonder" else 1.0)
    return score


def favour(text: str) -> float:
    """How favourable ``text`` is, in log-odds; see the module's text. Empty text gives 0."""
    total = 0.0
    for printed in _SENTENCE_END.split(text):
        sentence = printed.lower()
        wishes = _WISHES.find(sentence, _openings_in(sentence))
        neutral = _CONDITION.sub(_blank, _ABOUT_FAMILY.sub(_blank, sentence))
        score = 0.0
        for clause, weight in _clauses(neutral):
            score += weight * _clause_score(clause, bool(wishes))
        if wishes:
            score -= sum(sorted((w for _, w in wishes), reverse=True)[:2])
        total += max(-_CAP, min(_CAP, score))
    return total
