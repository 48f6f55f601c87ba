"""Lemmas from simplemma's Dutch table, with rules for what the table lacks.

The table knows about 370,000 forms but few of the compounds that care policy makes up. A form that is not in it is cut in a
known first part (perhaps with a linking s) and the longest known last part, and that part is lemmatised:
"samenwerkingsafspraken" is "samenwerkings" and "afspraken", so "samenwerkingsafspraak". Names and acronyms stay as printed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Final

from ggsr_extract.extractors.language.words import abbreviations, lemmatable

#: Forms that the table takes for another word class than these texts mean.
OVERRIDES: Final[Mapping[str, str]] = {
    "jongere": "jongere",
    "jongeren": "jongere",
    "ondervraagde": "ondervraagde",
    "ondervraagden": "ondervraagde",
    "betrokkene": "betrokkene",
    "betrokkenen": "betrokkene",
    "leden": "lid",
    "gezinsleden": "gezinslid",
    "aanpakken": "aanpak",
    "wegen": "weg",
    "gebruiken": "gebruik",
    "buren": "buur",
    "risico's": "risico",
    "risico’s": "risico",
    # infinitives that the table takes for plurals of nouns
    **{
        v: v
        for v in (
            "voeren",
            "wachten",
            "stellen",
            "delen",
            "lopen",
            "spelen",
            "zetten",
            "hoeven",
            "gelden",
            "zorgen",
            "pakken",
            "monitoren",
            "meten",
            "melden",
            "sturen",
            "regelen",
            "sluiten",
            "zitten",
            "bellen",
            "vallen",
            "stoppen",
            "trekken",
            "wijzen",
            "inkopen",
            "stemmen",
            "leren",
        )
    },
    # words that the table takes for forms of a verb or of another word
    **{
        w: w
        for w in (
            "kaart",
            "sprake",
            "name",
            "knel",
            "huur",
            "reden",
            "alle",
            "allen",
            "den",
            "ten",
            "ter",
            "des",
            "verder",
            "hoeverre",
            "voorhanden",
            "macht",
            "gaande",
            "start",
            "beperkt",
            "bekend",
            "eerste",
            "overleg",
            "aanwezig",
            "verantwoord",
            "kosten",
            "bereid",
            "eigen",
            "leidend",
            "voldoende",
            "volgens",
            "bezoek",
            "werk",
            "vervolg",
            "steun",
            "gebruik",
            "bereik",
            "contact",
            "maatje",
            "acht",
            "vinger",
            "werker",
            "keten",
            "op",
        )
    },
    # irregular forms that the table takes for another verb or a noun
    "boden": "bieden",
    "geboden": "bieden",
    "gaven": "geven",
    "gedragen": "dragen",
    "geleden": "lijden",
    "gestaan": "staan",
    "geweten": "weten",
    "gewezen": "wijzen",
    "lagen": "liggen",
    "schreven": "schrijven",
    "stonden": "staan",
    "intensieve": "intensief",
    "welzijn": "welzijn",
    "staat": "staan",
    "enkele": "enkele",
    "uitgewerkt": "uitwerken",
    "outreachende": "outreachend",
    "aanwezige": "aanwezig",
    "aanwezigen": "aanwezige",
    "verantwoorde": "verantwoord",
    "beperkte": "beperkt",
    "ouders": "ouder",
    "doelen": "doel",
    "eisen": "eis",
    "plannen": "plan",
    "partners": "partner",
    "coaches": "coach",
    "geen": "geen",
    "géén": "geen",
    "wél": "wel",
    "níet": "niet",
    "best": "goed",
}
_ABBREVIATIONS: Final = frozenset(abbreviations.ALL)
_PARTICIPLE: Final = re.compile(r"(\w{2,}(?:[^i]end|aand|oend))e?")
_ADVERB: Final = re.compile(
    r"(?:hier|daar|waar|er)(?:aan|bij|binnen|boven|buiten|door|heen|in|langs|mee|na|naar|naast|om|onder|op|over|tegen|toe|tussen|uit|van|vandaan|voor)"
)
_PAST: Final = re.compile(
    r"(?P<first>aan|achter|af|bij|binnen|door|in|mee|na|om|onder|op|over|rond|samen|terug|toe|uit|vast|voor|weg)?ge(?P<stem>\w{3,})"
)
_LONG_VOWEL: Final = re.compile(r"([aeou])\1(\w)$")
_MIN_HEAD: Final = 3
_MIN_TAIL: Final = 4
_LONG: Final = 10
#: Letters of the longest word, and more.
_LONGEST: Final = 100
_SURE_TAIL: Final = 5  #: a last part this long is believed behind any first part
_ENDINGS: Final = (
    ("heden", "heid"),
    ("ieën", "ie"),
    ("eeën", "ee"),
    ("'s", ""),
    ("’s", ""),
    ("eurs", "eur"),
    ("ers", "er"),
    ("ingen", "ing"),
)


def known(form: str) -> bool:
    """Whether the table has this lower-case form."""
    return form in OVERRIDES or form in lemmatable.dutch()


def _looked_up(form: str) -> str | None:
    lemma = OVERRIDES.get(form) or lemmatable.dutch().get(form)
    if not lemma:
        return None
    participle = _PARTICIPLE.fullmatch(form)
    if participle and lemma.endswith("n") and len(form) > 5:
        return participle[1]  # "volgende" is "volgend", as an adjective
    return lemma.replace("_", "")  # the table marks separable verbs ("vast_leggen")


def _participle(form: str) -> str | None:
    """The infinitive of a participle that the table lacks ("getoetst", "teruggemeld", "geïnformeerd"), or None."""
    parts = _PAST.fullmatch(form)
    if parts is None:
        return None
    stem = parts["stem"].replace("ï", "i").replace("ë", "e")
    stem = stem[:-1] if stem.endswith(("de", "te")) else stem
    for cut in (stem, stem[:-1]) if stem[-1] in "dt" else ():
        shorter = _LONG_VOWEL.sub(r"\1\2", cut)
        for verb in (f"{shorter}en", f"{cut}en", f"{cut}{cut[-1:]}en"):
            found = _looked_up(verb) if len(verb) > 4 else None
            if found:  # also that of a past tense ("informeerden"), or of a noun
                return (parts["first"] or "") + (found if found.endswith("en") else verb)
    return None


def _adjective(form: str) -> str | None:
    """The form without ending of an inflected adjective that the table lacks ("exacte"), or None."""
    bare = form[:-1]
    return bare if form[-1:] == "e" and len(bare) > 3 and _looked_up(bare) == bare else None


def _compound(form: str, strict: bool = False) -> str | None:
    """The lemma of a compound by its last known part, or None; ``strict`` wants its first part known too."""
    cut = form.rfind("-")
    if 0 < cut < len(form) - _MIN_TAIL:
        tail = form[cut + 1 :]
        return form[: cut + 1] + (_looked_up(tail) or _compound(tail) or tail)
    table = lemmatable.dutch()
    for at in range(_MIN_HEAD, len(form) - _MIN_TAIL + 1):
        head, tail = form[:at], form[at:]
        lemma = _looked_up(tail)
        if lemma is None:
            continue
        # The last part is a noun: a lemma that is longer or starts otherwise is that of a verb or of a comparative.
        stem = max(len(lemma) - 2, 2)
        if len(lemma) > len(tail) or lemma[:stem] != tail[:stem]:
            lemma = tail
        linked = head in table or (head[-1] == "s" and head[:-1] in table)
        if linked or (not strict and len(tail) >= _SURE_TAIL and at > _MIN_HEAD):
            return head + lemma
    return None


@cache
def lemma(form: str) -> str:
    """The lemma of a word form as printed; punctuation, numbers and unknown names are their own lemma."""
    lower = form.lower()
    if not form.isalpha() and not any(c.isalpha() for c in form):
        return form
    if lower in _ABBREVIATIONS:
        return lower
    if form[1:] != lower[1:] and "-" not in form:
        return form
    found = _looked_up(lower)
    if found is not None:
        return found
    if _ADVERB.fullmatch(lower):
        return lower
    if form.isupper():
        return form
    head, dash, tail = form.rpartition("-")
    if dash and tail and any(c.isupper() for c in head):
        return head + dash + lemma(tail) if tail[0].islower() else form
    found = _participle(lower) or _adjective(lower)
    if found is not None:
        return found
    if len(form) > _LONGEST:
        return form
    found = _compound(
        lower, strict=form != lower and len(form) < _LONG
    )  # a short unknown name is no compound
    if found is not None:
        return found
    for ending, instead in _ENDINGS:
        if lower.endswith(ending) and form == lower and len(lower) > len(ending) + 2:
            return lower[: -len(ending)] + instead
    return form
