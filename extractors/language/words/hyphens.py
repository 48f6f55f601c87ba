"""Whether a hyphen at a line's end belongs to the word, decided per break.

The evidence, in this order: the form of the two halves (abbreviations, names, numbers, elided compounds), the document's
own unbroken words, a Dutch lexicon.
"""

from __future__ import annotations

import re
import unicodedata

from ggsr_extract.extractors.language.words.vocabulary import (
    HYPHENS,
    LOST_HYPHENS,
    WORD,
    Vocabulary,
    is_compound,
    known,
)

UNTOLD = "\ufffd"
"""A sign of which the font does not tell what it is, as the soft hyphen of a font that has none."""
# "jeugd- en opvoedhulp": the words that may follow the first half of an elided compound.
_ELISION = {
    "en",
    "of",
    "en/of",
    "als",
    "dan",
    "tot",
    "noch",
    "maar",
    "t/m",
    "naar",
    "respectievelijk",
    "resp.",
    "dan wel",
    "c.q.",
    "tegen",
    "versus",
}
# Vowels that would be read as one sound across the border keep their hyphen in Dutch ("duo-inzet", "zee-egel").
_CLASH = {"aa", "ae", "ai", "au", "ee", "ei", "eu", "ie", "ii", "ij", "oe", "oi", "oo", "ou", "ui", "uu"}
_PARTS = re.compile(r"[-\u2010\u2011/(\[]")
_INFLECTED = re.compile(r"(?:lijke|lijkse|ige|ische|bare|zame|loze|ele|ale|ieve|aire|euze|ende|[ks]se)$")
"""Ends of inflected adjectives."""
_APART = frozenset(("ex", "niet", "non", "oud", "sociaal"))
"""First parts that keep their hyphen unless the whole is a word of its own ("oud-bewoner", "sociaal-emotionele")."""
_LAWS = frozenset(("Wmo", "Awbz", "Wjz", "Wlz", "Zvw", "Wgbo", "Wbp", "Wwb", "Wpg", "Bopz", "Wia", "Wajong"))
"""Laws by their initials, which are no words."""
_INITIALS = frozenset(
    [
        "hbo",
        "mbo",
        "vmbo",
        "havo",
        "vwo",
        "roc",
        "ggz",
        "ggd",
        "lvb",
        "wmo",
        "awbz",
        "ots",
        "jgz",
        "amk",
        "amw",
        "cjg",
        "rmc",
        "mpg",
        "cao",
        "ozb",
        "uwv",
        "aup",
        "pgb",
    ]
)
"""What initials stand for also in small letters: "hbo-niveau", "ggz-instelling"."""


def keeps_hyphen(left: str, right: str, vocabulary: Vocabulary) -> tuple[bool, bool]:
    """Whether ``left-`` + ``right`` keeps its hyphen, and whether the evidence decides it.

    ``left`` is what stands before the hyphen up to the last space, slash or bracket, ``right`` the first word of the next line.
    """
    # Only the last part of a compound that has hyphens of its own takes part ("Zon-net-" + "werkoverleg").
    last = _PARTS.split(left)[-1]
    first = WORD.match(right)
    if not last or not first:
        return True, True
    head, tail = last.casefold(), first.group().casefold()
    joined, hyphened = head + tail, f"{head}-{tail}"
    as_one = vocabulary.count(joined) + vocabulary.count(left.casefold() + tail)
    as_two = vocabulary.count(hyphened) + vocabulary.count(f"{left.casefold()}-{tail}")
    if as_one != as_two:
        return as_two > as_one, True
    if last[-1].isdigit() or right[0].isdigit():
        return True, True
    initials = last[:2].isupper() or last in _LAWS or last in _INITIALS
    if len(last) > 1 and initials and not first.group().isupper():
        # an abbreviation: "LVB-instellingen", "GGz-instellingen", "Wmo-loket"
        return True, True
    if right[0].isupper() and not last.isupper():
        return True, True
    if known(joined):
        return False, True
    if not vocabulary.breaks_words:
        return True, True
    if vocabulary.hyphens_all(head):
        # the document prints other words that begin so with a hyphen, and none without
        return True, True
    if head in _APART and known(tail):
        return True, True
    if len(head) >= 6 and _INFLECTED.search(head) and known(head) and known(tail):
        # an inflected adjective is no first half of a Dutch compound; a noun on e is ("politie-" + "inzet")
        return True, True
    if head[-1] + unicodedata.normalize("NFD", tail)[0] in _CLASH and known(head) and known(tail):
        return True, True
    if vocabulary.count(tail) or known(tail) or is_compound(joined):
        return False, True
    return False, is_compound(joined) or not known(head)


def at_line_end(last: str, run: str, vocabulary: Vocabulary) -> tuple[bool, str]:
    """What stands between a line's last run and the next line's first: whether a space, and what becomes of the last character."""
    end = last[-1]
    if end == "/" and len(last) > 1:
        return False, end
    if end == "\u00ad" or (end == UNTOLD and _parts_word(last, run, vocabulary)):
        return False, ""
    if end not in HYPHENS + LOST_HYPHENS or len(last) < 2 or not (last[-2].isalnum() or last[-2] in ")]/"):
        return True, end
    shown = "-" if end in LOST_HYPHENS else end
    word = run.strip("()[]{}.,;:!?\"'‘’“”").casefold()
    left = last[:-1].lstrip("()[]{}\"'‘’“”«„")
    if last[-2:-1] == "/":
        return False, shown
    if word in _ELISION and not _last_half(left, word, vocabulary):
        return True, shown
    keep, _ = keeps_hyphen(left, run, vocabulary)
    return False, shown if keep else ""


def _last_half(left: str, word: str, vocabulary: Vocabulary) -> bool:
    """Whether "en", "of" and the like are the last half of a broken word, not the next word after an elided compound.

    Dutch breaks "zor-gen", never "zorg-en": a last half that begins with a vowel follows a vowel ("partij-en").
    """
    joined = left.casefold() + word
    if joined in ("zoals", "evenals"):
        return True
    if word[0] in "aeiou" and left[-1].casefold() not in "aeiouyj":
        return False
    if vocabulary.count(joined) or vocabulary.count(left.casefold()):
        return vocabulary.count(joined) > 0
    return len(left) > 3 and known(joined)


def _parts_word(last: str, run: str, vocabulary: Vocabulary) -> bool:
    """Whether a sign that nothing tells parts a word at a line's end: the halves make one."""
    half, rest = last[:-1].casefold(), WORD.match(run)
    if not half[-1:].isalpha() or rest is None or not rest.group()[0].islower():
        return False
    joined = half.lstrip("([{\"'‘’“”«„") + rest.group()
    return vocabulary.count(joined) > 0 or known(joined)
