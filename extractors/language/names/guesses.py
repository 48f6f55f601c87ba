"""Whether the wording around a capitalised word of no list tells that it names an organisation.

In running Dutch only names keep a capital in mid-sentence. Of those, organisations are what something is done by, with or
through ("aldus Lichtpunt", "via het OPG"), and what reports, offers or thinks something ("Lichtpunt meldt ..."); methods and
places stand behind other words ("getraind in", "in de wijken").
"""

from __future__ import annotations

from typing import Final

from ggsr_extract.extractors.language.names.parts import ARTICLES, NameReader, unknown_word
from ggsr_extract.extractors.language.names.words import LEADS, LINKING, TAKING_PART
from ggsr_extract.extractors.language.words.flags import (
    ACRONYM,
    AGENT,
    BELONGING,
    CUE,
    NEAR_CUE,
    PROPER,
    UNKNOWN,
    VOUCHES,
)

#: Before a word behind "met", "bij", "van" or "door" that is a way of working, or what a place stands behind.
_NO_BODY: Final = ("werk", "gewerkt", "train", "getraind", "method", "gebruik", "ervaring", "start", "begonnen", "wijk", "kern", "inwoner", "bewoner", "jongeren", "gezin", "volgens", "systeem", "instrument", "programma", "project", "cursus", "aanpak", "pilot", "model", "familie", "heer", "mevrouw")  # fmt: skip
#: Before the subject of a clause.
_BEFORE_SUBJECT: Final = frozenset([";", ":", "of", "maar", "terwijl", "dat", "omdat", "ook", "Ook", "Alleen", "alleen", "want", "echter", "Verder", "zowel", "Zowel", "noch", "als"])  # fmt: skip
#: Before what does it ("Verder doet Lichtpunt een aanbod").
_INVERTED: Final = frozenset(["doet", "levert", "verzorgt", "organiseert", "ontwikkelt", "meldt"])
#: Before an article and an acronym of no list.
_TO: Final = frozenset(["naar", "aan", "op", "tussen", "en", "van", "bij"])
_BOTH: Final = frozenset(["zowel", "Zowel"])
#: These lead to examples of what was named before.
_LISTING: Final = frozenset(["meer", "andere", "o.a.", "zoals", "waaronder"])
#: Behind these also what is a capitalised ordinary word is a name; behind the others of its kind only what is none.
_SURE: Final = frozenset(["volgens", "Volgens", "aldus", "zegt", "namens", "door"])


def described(reader: NameReader, end: int) -> bool:
    """Whether what ends before ``end`` is said to be a kind ("Lichtpunt, de woningcorporatie, meldt")."""
    forms = reader.forms
    return (
        end + 2 < reader.size
        and forms[end] == ","
        and forms[end + 1] in ARTICLES
        and bool(reader.flags[end + 2] & (CUE | NEAR_CUE))
    )


def inverted(reader: NameReader, first: int) -> bool:
    """Whether before an unknown word at ``first`` stands a verb whose subject it can be ("Zo nodig levert Lichtpunt hulp")."""
    at = first - 1
    return reader.forms[at] in _INVERTED and at not in reader.starts and bool(reader.flags[first] & UNKNOWN)


def acts(reader: NameReader, first: int, end: int) -> bool:
    """Whether what stands from ``first`` to ``end`` (exclusive) in mid-sentence does what organisations do."""
    forms, at = reader.forms, first - 1
    if end >= reader.size or not reader.flags[end] & AGENT:
        return False
    if forms[at].lower() in ARTICLES:
        if at in reader.starts:
            return True
        at -= 1
    if forms[at] in ("en", ","):  # several do it, or this is another clause
        several = forms[end].endswith("en")
        return several if reader.capital(at - 1) else not several or forms[at] == "en"
    return forms[at] in _BEFORE_SUBJECT


def takes_part(reader: NameReader, first: int, end: int) -> bool:
    """Whether what stands from ``first`` to ``end`` is said to take part.

    "wordt Lichtpunt ingeschakeld", "zowel Lichtpunt als Zonnedal", "van Lichtpunt tot de politie".
    """
    forms = reader.forms
    if forms[first - 1].lower() == "zowel" or (
        forms[first - 1] == "als" and not _BOTH.isdisjoint(reader.view.before(first, 7))
    ):
        return True
    if forms[first - 1] in _BEFORE_SUBJECT and forms[end] in ("wordt", "is", "worden", "zijn"):
        return not TAKING_PART.isdisjoint(reader.view.behind(end, 4))
    if forms[first - 1] in ("wordt", "is", "worden", "zijn"):
        return not TAKING_PART.isdisjoint(reader.view.behind(end, 2))
    return forms[first - 1].lower() == "van" and "tot" in reader.view.behind(end, 5)


def fronted(reader: NameReader, first: int, end: int) -> bool:
    """Whether a preposition that begins the sentence leads to what stands from ``first`` to ``end``, by what comes behind.

    "Met Lichtpunt zijn afspraken gemaakt" as "afspraken met Lichtpunt" in another order.
    """
    at = first - 1 - (reader.forms[first - 1] in ("de", "het"))
    if at not in reader.starts or reader.forms[first].lower().startswith(_NO_BODY):
        return False
    cues = LINKING.get(reader.forms[at].lower())
    return cues is not None and not cues.isdisjoint(reader.view.behind(end, 7))


def listed_with(reader: NameReader, first: int) -> bool:
    """Whether what begins at ``first`` stands in a list behind plain items, to which a preposition leads.

    "samenwerking tussen de gemeente, de politie en Lichtpunt"
    """
    forms, at = reader.forms, first - 1
    for _ in range(4):
        if forms[at] not in (",", "en"):
            break
        at -= 1
        if not (forms[at].isalpha() and forms[at].islower()):
            return False
        at -= 1 + (forms[at - 1] in ARTICLES)
    cues = LINKING.get(forms[at]) if at < first - 1 else None
    return cues is not None and not cues.isdisjoint(w.lower() for w in reader.view.before(at, 3))


def vouched(reader: NameReader, first: int, end: int) -> bool:
    """Whether what stands from ``first`` to ``end`` is what something is done by, with or through."""
    forms, flags = reader.forms, reader.flags
    at = first - 1
    article = forms[at] in ("de", "het")
    if article:
        at -= 1
    if article and end == first + 1 and flags[first] & ACRONYM and forms[at] in _TO:
        return True  # "wachten op het OPG"
    if not flags[at] & VOUCHES:
        return False
    listing = forms[at] in _LISTING
    while forms[at].lower() in LEADS:
        at -= 1  # "gesloten met onder meer Lichtpunt"
    if listing and not flags[at] & VOUCHES:
        return any(flags[k] & (CUE | BELONGING) for k in range(max(at - 8, 0), at + 1))
    if forms[at] == "van" and LINKING["van"].isdisjoint(w.lower() for w in reader.view.before(at, 3)):
        return False
    unknown = all(flags[k] & UNKNOWN for k in (first, end - 1)) and any(
        flags[k] & PROPER for k in range(first, end)
    )
    if "&" in forms[first:end] and forms[first] not in reader.words.sectors:
        unknown = True  # "via Rust & Meer"
    if not unknown and (article or forms[at] not in _SURE or unknown_word(forms[first]) or end - first > 1):
        return False
    before = reader.view.before(at, 4)
    return not any(word.lower().startswith(_NO_BODY) for word in before)
