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

import math
import re
from collections.abc import Iterable, Iterator, Sequence

from ggsr_extract.extractors.language.favour.cuetable import CueTable, Openings
from ggsr_extract.extractors.language.favour.cuewords import BLAME, PRAISE, WISH
from ggsr_extract.extractors.language.negation import NEGATORS

_SENTENCE_END = re.compile(r"(?<=[.!?;])\s+(?=[^a-z\s])")
#: Where clauses part: a comma or white space before a conjunction, a comma, colon or semicolon before white space, a lone dash.
_CLAUSE = re.compile(
    r"(?:[,:;]|(?<!\s)\s)(?:(?<!:)\s*(?=(?:maar|echter|terwijl|mits|hoewel|ofschoon|ondanks|omdat|aangezien)\b)|(?<!\s)\s+|(?<=\s)\s*-\s+)"
)
_CONTRAST = re.compile(r"(?:maar|mits|echter|toch)\b(?! ook)")
_HOWEVER = re.compile(r"\bechter\b")
_CONCESSION = re.compile(r"(?:hoewel|ofschoon|ook al|al (?:is|zijn|heeft|hebben|kan|kunnen))\b")
#: "Ondanks de krappe bezetting": what is so all the same; what the sentence says of it stands outside.
_DESPITE = re.compile(r"\b(?:ondanks|niettegenstaande)\s+(?:dat\b[^.,;]*|(?:[^\s,;.]+\s+){2}[^\s,;.]+)")
#: What a concession tells of the clause that it yields to: the opposite of what it says itself.
_YIELDS = 0.5
_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")

#: What denies, and words that do so only of how well something goes.
_NEGATORS = NEGATORS | {"zonder", "onvoldoende"}
#: Words right after "niet" that make it no denial: "niet alleen ... maar ook", "niet zozeer", "niet vrijblijvend".
_NO_DENIAL = re.compile(
    r"\bniet\s+(?:zonder|alleen(?! (?:voor|staan))|slechts|enkel|uitsluitend|zozeer|vrijblijvend\w*|in het minst|meer dan (?:\d+|twee|drie|vier|vijf|zes|acht|tien|twaalf))\b|\bniet te vergeten\b|\bwel (?:en|of) niet\b|\bal dan niet\b",
)
#: What is bad in itself, so that denying it praises.
_BAD = re.compile(
    r"\b(?:verschil(?:len)? van (?:mening|inzicht)|problemen|probleem|wachtlijst\w*|wachttijd\w*|knelpunt\w*|belemmering\w*|twijfel\w*|klacht\w*|"
    r"obstakel\w*|hobbels?|bezwa(?:ar|ren)|drempels?|onduidelijkhe(?:id|den)|misverstand\w*|discussie|verrassing\w*|"
    r"schotten|overlap|risico['’]?s?|tekortkoming\w*|verbeterpunt\w*|beletsel\w*|limiet|maximum|maximale|einddatum|in de steek|\w*termijn|gebonden|conflict\w*|druk|dubbele? (?:hulp|werk)|(?:te )?wachten|wacht|losgelaten|stop(?:t|pen)|ophoudt|"
    r"beëindigd|afgesloten|af te sluiten)\b",
)
#: What belongs to a noun: "gezinnen met kinderen onder vier jaar".
_PHRASE = r"(?:\s+(?:in|met|uit|van|binnen|zonder|bij|voor|op|onder)(?:\s+[\w-]+){1,4}?)?"
#: A relative clause without a comma behind it ends where its verb meets the one of the sentence: "die zorg mijden blijven".
_RELATIVE = (
    r"(?:(?!\b\w+(?:en|t) (?:blijven|blijft|worden|wordt|krijgen|krijgt|komen|komt|vallen|valt|verdwijnen|verdwijnt|raken|raakt|hoeven|hoeft)\b)"
    r"[^.,;])*(?:,\s+(?:en|of|maar|die|dat|omdat|waar\w*)\b[^.,;]*)*"
)
#: A clause that describes families or children; a denial in it is no verdict on the approach.
_ABOUT_FAMILY = re.compile(
    rf"\b(?:gezinnen|ouders?|jongeren|kinderen|mensen|cliënten|gezinsleden){_PHRASE},?\s+(?:die|wie)\b{_RELATIVE}|"
    rf"\b(?:gezin|kind|gezinnetje){_PHRASE},?\s+dat\b{_RELATIVE}|"
    r"\b(?:als|wanneer|indien|zodra)\s+(?:het|een|de|deze|zij|ze)?\s*(?:gezin(?:nen)?|ouders?|jongeren|zij|ze)\b[^.,;]*",
)
#: What is denied to say what is so instead: "niet over maar met het gezin".
_CORRECTED = re.compile(
    r"\b(?:niet|geen)\s(?:[^\s,;:.]+\s){1,5}maar\b(?! (?:niet|geen|nog|wel))|,? en niet (?!de (?:vraag|behoefte|wens))(?:de|het|een|die|wat|vanuit|op|in) [\w-]+"
)

#: A question within a sentence asserts nothing: "is niet te zeggen of de aanpak werkt".
_ASKED = re.compile(
    r"\b(?:bepalen|zeggen|beoordelen|vast ?(?:te )?stellen|weten|inschatten|in te schatten|na te gaan|nagaan|de vraag|onduidelijk|onbekend|onzeker)"
    r"\s+(?:of|in hoeverre)\b[^.,;]*"
)
#: What something is done instead of is not what is done.
_INSTEAD = re.compile(r"\bin plaats van\b[^.,;]*")
#: What happens without something else happening is neither.
_WITHOUT = re.compile(r"\bzonder dat\b[^.,;]*")

_FINITE = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|blijkt|blijken|blijft|blijven|lijkt|lijken|"
    r"komt|komen|staat|staan|bestaat|bestaan|krijgt|krijgen|ontbreekt|ontbreken|laat|laten|vindt|vinden|ligt|liggen)\b"
)
#: A clause that begins so has its subject behind its verb, or is a subordinate one.
_ADJUNCT = re.compile(
    r"\s*(?:dankzij|zonder|door|in|bij|met|van|vanuit|via|uit|op|voor|tijdens|na|naast|volgens|binnen|onder|over|als|om|dat|wanneer|omdat|"
    r"doordat|zodat|die|waar\w*|en|of|maar)\b"
)
#: Between two sentences: "de subsidie stopt en een besluit is er niet".
_AND = re.compile(r"\ben (?=(?:de|het|een|er|dat|dit|daar|hier) )")
#: Right before what is good: there is little of it.
_SCANT = re.compile(r"\b(?:te )?(?:weinig|beperkte?|geringe?|matige?) (?:\w+e )?$")
#: What all agree on is no wish: "zijn het erover eens dat hulp moet aansluiten"; nor is what was brought about.
_AGREED = re.compile(
    r"\b(?:eens|onderschrij(?:ft|ven)|afgesproken|uitgangspunt is|overtuigd)(?:\s+ervan)?,?\s+dat\b[^.;]*|"
    r"(?<!kan )(?<!kunnen )(?<!moet )(?<!moeten )\b(?:leiden|leidt|leidde|leidden|geleid) (?:\w+ ){0,3}?tot (?:\w+ ){0,2}?verbetering\w*"
)
#: "Om wachtlijsten te voorkomen".
_IN_ORDER = re.compile(r"\bom\b[^.,;]*$")
_TO_AVERT = re.compile(
    r"[^.,;]{0,60}?\bte (?:voorkom|vermijd|beperk|verkort|vermind|verhelp|verklein|bestrijd|ondervang|signaler|bespreek|besprek)\w*"
)
#: What is missing is named in praise: "het ontbreken van een eenduidige omschrijving".
_LACK = re.compile(
    r"\b(?:ontbreken van|gebrek aan|gemis (?:aan|van)|ontbreekt het (?:\w+ ){0,3}aan|afhankelijk van|ten koste van|te (?:weinig|kort|klein|krap|laag|beperkt)(?: \w+){0,2} om)\b"
)
_LACKING = 40  #: characters after it that name what is missing

#: A condition asserts nothing: "spreken elkaar aan als afspraken niet worden nagekomen".
_CONDITION = re.compile(
    r"(?:^|,\s)(?:ook |juist |zelfs )?als\s[^.,;]*|^wie\s[^.,;]*,|^[^.,;]+,(?= dan\b)|\bbij (?:stagnatie|twijfel|problemen|knelpunten|conflicten|terugval|vastgelopen \w+)\b|\b(?:wanneer|indien|zodra|mocht(?:en)?)\s[^.,;]*|"
    r"(?<!partijen )(?<!organisaties )(?<!partners )(?<!instellingen )(?<!instanties )\bals (?=(?:de|het|er|dat|dit|deze|die|zij|ze|hij|iemand|niemand|geen|\w+en)\b[^.,;]*\b(?:niet|geen|nooit|niets|niemand)\b)[^.,;]*",
)
_CONDITIONAL = ("als ", "wie ", "bij ", "wanneer ", "indien ", "zodra ", "mocht", ", dan ")
#: What is done where it is needed is no wish.
_AS_NEEDED = re.compile(
    r"\b(?:als (?:het|dat) (?:echt )?moet|(?:indien|waar|wanneer|zo|(?:als|wanneer) (?:dat|dit|het)|zo ?lang (?:als )?(?:dat |dit )?)\s*nodig(?: is)?)\b"
)
#: "Wachttijden komen nauwelijks voor": the denial comes after what is bad.
_DENIED_BAD = re.compile(
    r"\b(?:problemen|knelpunten|wachttijden|wachtlijsten|belemmeringen|klachten|misverstanden)\s+(?:komen|zijn|doen|treden)"
    r"\s+(?:\w+\s+){0,3}?(?:niet|nauwelijks|nooit)\b(?=(?:\s+\w+){0,2}[\s.!;]*$)|"
    r"\bvan (?:\w+ )?(?:problemen|wachtlijst\w*|wachttijd\w*|knelpunten|belemmeringen|overlap|uitval)\b[^.;]{0,40}\bgeen sprake\b|"
    r"\b(?:loslaten|uitval|overlap|dubbele? \w+) kom(?:t|en) [^.;]{0,60}\b(?:niet|nauwelijks|nooit) (?:meer )?voor\b|"
    r"\b(?:twijfel|problemen|knelpunten|wachttijden|misverstanden)\b[^.;]{0,40}\b(?:niet|nauwelijks|nooit) (?:meer )?(?:voorkom(?:t|en)|aan de orde)",
)

_PRAISES, _BLAMES, _WISHES = CueTable(PRAISE), CueTable(BLAME), CueTable(WISH)
_OPENINGS = Openings((_PRAISES, _BLAMES, _WISHES), _NEGATORS)
_NEGATING = _OPENINGS.of_words

#: What keeps a bad thing from happening counts as a negator of it.
_PREVENTS = frozenset(
    ["voorkomt", "voorkomen", "voorkómt", "vermijdt", "vermijden", "verhindert", "verhelpt"]
)
_MAY_PREVENT = re.compile(r"\bv(?:oork|ermijd|erh)")
_SCOPE = 6  #: words after a negator that it can deny within its clause
_SHORT_SCOPE = 3  #: the same for "zonder", which denies only what it governs
_DENIAL = 1.3  #: what a denial weighs that denies nothing good or bad
_CAP = 3.0  #: most that one sentence can weigh
_LONGEST = 5_000  #: characters; nobody writes a longer sentence, and patterns that look ahead in it would take for ever


def _blank(match: re.Match[str]) -> str:
    return " " * len(match.group())


def _asked(match: re.Match[str]) -> str:
    """What asks, without the question."""
    asks = re.split(r"\s(?=of |in hoeverre )", match.group())[0]
    return asks.ljust(len(match.group()))


def _sentences(text: str) -> Iterator[str]:
    """The sentences of a text in lower case."""
    for printed in _SENTENCE_END.split(text):
        for begin in range(0, len(printed), _LONGEST):
            yield printed[begin : begin + _LONGEST].lower()


def _clauses(sentence: str) -> Iterator[tuple[int, str, float]]:
    """The sentence's clauses, each with its place and how much it weighs (contrast raises, a concession has none of its own)."""
    begin = 0
    for end, after in [*((m.start(), m.end()) for m in _CLAUSE.finditer(sentence)), (len(sentence), 0)]:
        clause = sentence[begin:end]
        head = clause.lstrip()
        if _CONTRAST.match(head) or ("echter" in head and _HOWEVER.search(head)):
            weight = 1.5
        elif _CONCESSION.match(head):
            weight = 0.0
        else:
            weight = 1.0
        if head:
            yield begin, clause, weight
        begin = after


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

    def denied(self, start: int, end: int = 0) -> bool:
        """Whether a negator denies what stands at ``start``; those up to ``end`` are a part of it ("nog niet")."""
        negators = self.negators
        if not negators:
            return False
        at = next((i for i, (_, e, _) in enumerate(self.words) if e > start), len(self.words))
        reach = ((i, _SHORT_SCOPE if self.words[i][2] == "zonder" else _SCOPE) for i in negators)
        if any(0 < at - i <= most for i, most in reach):
            return True
        last = negators[-1]
        # "is er (nu) niet" denies all that stands before it
        there = any(word == "er" for _, _, word in self.words[max(0, last - 2) : last])
        scope = len(self.words) if there else _SCOPE
        own = max((m.end() for m in _AND.finditer(self.clause)), default=0) if self.final else 0
        return self.final and self.words[last][0] >= end and 0 < last - at <= scope and start >= own

    def prevented(self, start: int) -> bool:
        """Whether something keeps what stands at ``start`` from happening."""
        return bool(_MAY_PREVENT.search(self.clause)) and any(
            w in _PREVENTS and 0 < start - e <= 60 for _, e, w in self.words
        )

    def averted(self, start: int) -> bool:
        """Whether the clause is about averting it: "geen afspraken om wachten te voorkomen" denies the agreements."""
        if any(w.startswith(("voorkom", "voorkóm", "vermijd")) for _, e, w in self.words if e <= start):
            return True
        return bool(_IN_ORDER.search(self.clause, 0, start)) and bool(_TO_AVERT.match(self.clause, start))


def _is_subject(clause: str, start: int, against: Sequence[int]) -> bool:
    """Whether what stands at ``start`` is a part of what the clause's verb is said of, and something ``against`` it stands behind the verb.

    "Heldere afspraken zijn niet gemaakt": what is denied or blamed is what the praising word describes.
    """
    if not against or max(against) < start or _ADJUNCT.match(clause):
        return False
    verb = _FINITE.search(clause)
    return verb is not None and start < verb.start() < max(against)


def _clause_score(clause: str, openings: Sequence[tuple[int, str]], wished: bool) -> float:
    if "niet" in clause:
        clause = _NO_DENIAL.sub(_blank, clause)
    denying = any(opening in _NEGATING for _, opening in openings)
    if denying and _DENIED_BAD.search(clause):
        return 1.2
    denials = _Denials(clause, [opening for _, opening in openings])
    negators = denials.negators
    words = denials.words if negators else []
    score = 0.0
    used = False  # a negator that hits a cue has had its say
    praises = _PRAISES.find(clause, openings)
    lack = _LACK.search(clause) if praises else None
    blames = _BLAMES.find(clause, openings)
    against = [*(words[i][0] for i in negators), *(cue.start for cue in blames)] if praises else []
    named, cleared = 0.0, False
    for cue in praises:
        within = any(cue.start < words[i][0] < cue.end for i in negators)
        used = used or (within and cue.denying)
        if lack and lack.start() < cue.start < lack.end() + _LACKING:
            used = used or within
        elif denials.denied(cue.start, cue.end) or (within and not cue.denying):
            score -= min(cue.weight + 0.6, 1.6) if not used else 0.3
            used = True
        elif _SCANT.search(clause, 0, cue.start):
            score -= cue.weight
        elif not wished and _is_subject(clause, cue.start, against):
            named += cue.weight
        elif not wished:
            score += cue.weight
    for cue in blames:
        within = not cue.denying and any(cue.start < words[i][0] < cue.end for i in negators)
        if denials.prevented(cue.start):
            score += 0.6
        elif (within or denials.denied(cue.start, cue.end)) and not denials.averted(cue.start):
            score += 0.6
            used = cleared = True
        else:
            score -= cue.weight
    if not negators:
        return score
    if any(denials.denied(m.start()) and not denials.averted(m.start()) for m in _BAD.finditer(clause)):
        score += 1.2
        used = cleared = True
    if cleared:
        score += named
    if not used:
        score -= _DENIAL * (0.4 if denials.words[negators[0]][2] == "zonder" else 1.0)
    return score


def objects(text: str) -> bool:
    """Whether anything in ``text`` (a blame, a wish, a denial) can speak against what it is about; else :func:`favour` is not
    below 0.
    """
    for sentence in _sentences(text):
        openings = _OPENINGS.find(sentence)
        if any(opening in _NEGATING for _, opening in openings):
            return True
        if _BLAMES.find(sentence, openings) or _WISHES.find(sentence, openings):
            return True
    return False


def favour(text: str) -> float:
    """How favourable ``text`` is, in log-odds; see the module's text. Empty text gives 0."""
    total = 0.0
    for lowered in _sentences(text):
        needed = "nodig" in lowered or "moet" in lowered
        sentence = _AS_NEEDED.sub(_blank, lowered) if needed else lowered
        openings = _OPENINGS.find(sentence)
        if not openings:
            continue
        wishes = _WISHES.find(sentence, openings)
        agreed = _AGREED.search(sentence) if wishes else None
        if agreed:
            wishes = [cue for cue in wishes if not agreed.start() <= cue.start < agreed.end()]
        denying = any(opening in _NEGATING for _, opening in openings)
        if not (denying or wishes or _PRAISES.find(sentence, openings) or _BLAMES.find(sentence, openings)):
            continue
        neutral = _ABOUT_FAMILY.sub(_blank, sentence)
        if any(word in neutral for word in _CONDITIONAL):
            neutral = _CONDITION.sub(_blank, neutral)
        if " of " in neutral or " in hoeverre " in neutral:
            neutral = _ASKED.sub(_asked, neutral)
        if denying:
            neutral = _CORRECTED.sub(_blank, _WITHOUT.sub(_blank, neutral))
        if "in plaats van" in neutral:
            neutral = _INSTEAD.sub(_blank, neutral)
        if "danks" in neutral or "niettegen" in neutral:
            neutral = _DESPITE.sub(_blank, neutral)
        score = 0.0
        for begin, clause, weight in _clauses(neutral):
            own = [(at - begin, opening) for at, opening in openings if 0 <= at - begin < len(clause)]
            if own:
                said = _clause_score(clause, own, bool(wishes))
                score += weight * said if weight else math.copysign(_YIELDS, -said) if said else 0.0
        if wishes:
            score -= sum(sorted((cue.weight for cue in wishes), reverse=True)[:2])
        total += max(-_CAP, min(_CAP, score))
    return total
