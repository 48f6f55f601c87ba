"""Lemmas from simplemma's Dutch table, with rules for what the table lacks.

The table knows about 370,000 forms but few of the compounds that care policy makes up. A form that is not in it is cut in a
known first part (perhaps with a linking s) and the longest known last part, and that part is lemmatised:
"samenwerkingsafspraken" is "samenwerkings" and "afspraken", so "samenwerkingsafspraak". Names and acronyms stay as printed.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from simplemma.strategies.dictionaries.dictionary_factory import DEFAULT_DICTIONARY_FACTORY

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
_MIN_HEAD: Final = 3
_MIN_TAIL: Final = 3
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


@cache
def _table() -> Mapping[str, str]:
    return DEFAULT_DICTIONARY_FACTORY.get_dictionary("nl")


def known(form: str) -> bool:
    """Whether the table has this lower-case form."""
    return form in OVERRIDES or form in _table()


def _looked_up(form: str) -> str | None:
    lemma = OVERRIDES.get(form) or _table().get(form)
    # The table marks separable verbs ("vast_leggen").
    return lemma.replace("_", "") if lemma else None


def _compound(form: str) -> str | None:
    """The lemma of a compound by its last known part, or None."""
    cut = form.rfind("-")
    if 0 < cut < len(form) - _MIN_TAIL:
        tail = form[cut + 1 :]
        return form[: cut + 1] + (_looked_up(tail) or _compound(tail) or tail)
    table = _table()
    for at in range(_MIN_HEAD, len(form) - _MIN_TAIL + 1):
        head, tail = form[:at], form[at:]
        lemma = _looked_up(tail)
        # A lemma that starts otherwise ("gemaakt", "beter") would be one of a verb or comparative: no last part of a noun.
        if lemma is None or lemma[:2] != tail[:2]:
            continue
        if (
            head in table
            or (head[-1] == "s" and head[:-1] in table)
            or (at > 5 and _compound(head) is not None)
        ):
            return head + lemma
    return None


@cache
def lemma(form: str) -> str:
    """The lemma of a word form as printed; punctuation, numbers and unknown names are their own lemma."""
    lower = form.lower()
    if not any(c.isalpha() for c in form):
        return form
    if any(c.isupper() for c in form[1:]) and "-" not in form:
        return form
    found = _looked_up(lower)
    if found is not None:
        return found
    if form.isupper():
        return form
    head, dash, tail = form.rpartition("-")
    if dash and tail and any(c.isupper() for c in head):
        return head + dash + lemma(tail) if tail[0].islower() else form
    found = _compound(lower)
    if found is not None:
        return found
    for ending, instead in _ENDINGS:
        if lower.endswith(ending) and form == lower and len(lower) > len(ending) + 2:
            return lower[: -len(ending)] + instead
    return form
