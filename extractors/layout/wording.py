"""The few printed words that layout leans on: header rows, themes, and beginnings of the framework's indicators."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from ggsr_extract.models import signs
from ggsr_extract.models.framework import framework
from ggsr_extract.models.months import MONTHS
from ggsr_extract.models.verdicts import IMPROVE, MEETS
from rapidfuzz import fuzz, process

_EDGE = re.compile(r"^\W+|\W+$")
_YEAR = re.compile(r"^20[12]\d$")
_SQUEEZE = re.compile(r"[^0-9a-z]+")
VERVOLG = re.compile(r"^vervolg\s+(bevinding|uitkomst|conclusie|aanpak)", re.I)
PAGE_NUMBER = re.compile(r"^(pagina|blz\.?|p\.?)?\W*\d{1,3}\W*((van|of|/)\W*\d{1,3})?\W*$", re.I)
NUMBERED = re.compile(
    r"(\s\|\s*|\b(pagina|blz\.?)\s+)\d{1,3}(\s*(van|/)\s*\d{1,3})?$|^(pagina\s+|blz\.?\s*)?\d{1,3}\s*\|\s",
    re.I,
)
RUNNING = re.compile(r"^(aanpak\s?:\s?\S.*|\(\s?20\d\d\s?:.*\))$", re.I)
"""What runs along the pages of an approach: its name, or in brackets those of the approaches that it came from."""
IMPRINT = re.compile(
    r"^(uitkomsten\s+(verbeterpunten\s+)?toezichtonderzoek\b.*|samenwerkend toezicht jeugd|"
    rf"({'|'.join(MONTHS)})\s+20\d\d)$",
    re.I,
)
"""What STJ prints at a page's foot: the factsheet's title, its publisher, or when it was published."""
HEADINGS = re.compile(r"^(conclusies?|bevindingen( toezichtonderzoek)?|uitkomsten verbeterpunten)$", re.I)
_SIGN = r"\W*(?:[vVxX]\b)?\W*"
_LEGEND = re.compile(
    rf"^(?:legenda\b)?{_SIGN}(?:voldoet{_SIGN}(?:een )?verbeterpunt|(?:een )?verbeterpunt{_SIGN}voldoet)\W*[vVxX]?\W*$",
    re.I,
)


def is_legend(text: str) -> bool:
    """Whether a line says what the marks of a table mean, with or without the marks."""
    return "erbeterpunt" in text and _LEGEND.match(text) is not None


_NOTE = re.compile(r"^(bron(nen)?|noot|noten)\s?:\s?\S", re.I)


def is_note(text: str) -> bool:
    """Whether a line begins a note below a table: it tells what the table is made from."""
    return _NOTE.match(text) is not None


_ASPECT = re.compile(r"^\W*wat\s+(gaat|ging|kan|moet)\b.{0,12}?\b(goed|beter)\W*$", re.I)

THEMES = re.compile(r"^thema('s|’s)?\W*$", re.I)
"""The header cell over the themes in a table of conclusions on all of them."""

TICKS = signs.CHECKS | signs.LOST_CHECKS | {"v", "V"}
CROSSES = signs.CROSSES | signs.LOST_CROSSES | {"x", "X", "×"}
LONE = TICKS | CROSSES
"""Single letters and signs that may be marks."""


def mark_named(text: str) -> str | None:
    """Which mark a word of a header row says a column of marks is for; None for other words."""
    word = text.casefold()
    if text in TICKS or word in ("voldoet", "ja"):
        return MEETS
    return IMPROVE if text in CROSSES or word == "nee" or word.startswith("verbeter") else None


FIRST = frozenset("CcIiWw(")
"""What the words begin with that header rows are told by."""

THEME_COLUMN = ("thema", "themas", "thema's", "thema’s")
"""What the heading of a column of themes says, in small letters."""

_KEYS = {
    "criteria": "criterion",
    "criterium": "criterion",
    "indicatoren": "indicator",
    "indicator": "indicator",
}
_KEYS |= {"bevindingen": "finding", "bevinding": "finding"}
_KEYS |= {"nr": "number", "nummer": "number", "no": "number"}
_ROWS = ("indicator", "criterion")
_LONGEST = 40  # letters of a word that names a column, with all signs around it
_CUT_OFF = 6  # letters of a heading that no other word begins with
HYPHENS = "-\u2010\u2011\u00ad"
"""What words that go on on the next line end with."""
VALUES = ("finding", "year")
"""Keys of columns that hold findings."""


@lru_cache(maxsize=4096)
def header_key(text: str) -> str | None:
    """Which column a header word names: ``criterion``, ``indicator``, ``finding``, ``year`` or ``number``; None for other words."""
    if text == "#":
        return "number"
    if len(text) > _LONGEST:
        return None
    word = _EDGE.sub("", text).casefold()
    key = _KEYS.get(word)
    if key is not None:
        return key
    if _YEAR.match(word):
        return "year"
    if (len(word) > 3 and text[-1] in HYPHENS) or len(word) >= _CUT_OFF:
        # broken over two lines, in narrow cells of some programs without a hyphen
        key = next((key for known, key in _KEYS.items() if known.startswith(word)), None)
        if key is not None or text[-1] in HYPHENS:
            return key
    if 7 <= len(word) <= 13 and word[0] in "cib":
        for known, key in _KEYS.items():
            if known[0] == word[0] and len(known) > 6 and fuzz.ratio(known, word) >= 88:
                return key
    return None


@lru_cache(maxsize=8192)
def may_name(text: str) -> bool:
    """Whether a header row may be told by this word of it."""
    if text[:1] not in FIRST or not text:
        return False
    word = text.casefold()
    return word.startswith("wat") or names_rows(word)


def names_rows(word: str) -> bool:
    """Whether a word in small letters names the column of criteria or of indicators, be it cut off at its line's end."""
    return len(word) > 4 and (len(word) > 6 or word[-1] in HYPHENS) and header_key(word) in _ROWS


def aspect_of(text: str) -> str | None:
    """Which aspect a header cell of a table of conclusions announces: ``goed`` or ``beter``; None for other text."""
    found = _ASPECT.match(text)
    return found[2].casefold() if found else None


def squeeze(text: str) -> str:
    """Letters and digits only, in lower case: wording without line breaks, hyphens, accents' neighbours and marks."""
    return _SQUEEZE.sub("", text.casefold().replace("é", "e").replace("ö", "o").replace("ë", "e"))


@cache
def themes() -> frozenset[str]:
    """Names of the framework's themes, squeezed, also with their article ("De aanpak")."""
    names = {squeeze(name) for name in framework().themes.values()}
    return frozenset(names | {"de" + name for name in names} | {"thema" + name for name in names})


@cache
def _initials() -> frozenset[str]:
    return frozenset(name[:1] for name in themes())


@cache
def _indicators() -> tuple[str, ...]:
    return tuple(squeeze(item.indicator) for item in framework().indicators)


@lru_cache(maxsize=64)
def _heads(length: int) -> tuple[str, ...]:
    """The beginnings of the framework's indicators."""
    return tuple(full[:length] for full in _indicators())


_NUMBER = re.compile(r"^[\W\d]*(?:[a-z][.):]\s+)?", re.I)
"""What numbers or letters the items of a list, and bullets."""


@lru_cache(maxsize=2048)
def begins_indicator(text: str) -> bool:
    """Whether a text begins like one of the framework's 30 indicators (small differences in wording allowed)."""
    text = _NUMBER.sub("", text, count=1)
    printed = squeeze(text[:64])
    if len(printed) < 28:
        printed = squeeze(text)
    return len(printed) >= 8 and _is_head(printed[:28])


@lru_cache(maxsize=8192)
def _is_head(printed: str) -> bool:
    if printed[:16] in _heads(min(len(printed), 16)):
        return True
    heads = _heads(len(printed))
    return process.extractOne(printed, heads, scorer=fuzz.ratio, score_cutoff=86) is not None


@lru_cache(maxsize=4096)
def is_theme(text: str) -> bool:
    """Whether a line is the name of a theme, be it with its number. In small capitals, any of its letters may count as a capital."""
    initial = text[:1]
    numbered = initial in _THEME_NUMBERS and text[1:2] in _BEHIND_NUMBER
    if initial.isascii() and initial.lower() not in _initials() and not numbered:
        return False
    if len(text) > _LONGEST_THEME or not any(map(str.isupper, text)):
        return False
    name = squeeze(text)
    if name in themes():
        return True
    name = name[5:] if name[:5] == "thema" else name
    return name[:1] in _THEME_NUMBERS and name[1:] in themes()


_THEME_NUMBERS, _BEHIND_NUMBER = tuple("12345"), tuple(".):")
_LONGEST_THEME = 40  # characters, with room for what a heading adds


@cache
def _criteria() -> frozenset[str]:
    return frozenset(squeeze(name) for name in framework().criteria.values())


@cache
def _criterion_words() -> frozenset[str]:
    return frozenset(name.split()[0].casefold() for name in framework().criteria.values())


def begins_criterion(word: str) -> bool:
    """Whether a word is the first one of a criterion's name."""
    return word.casefold() in _criterion_words()


@lru_cache(maxsize=4096)
def is_criterion(text: str) -> bool:
    """Whether a line is the wording of a criterion, or the first line of a long one; it may have a number."""
    printed = squeeze(_NUMBER.sub("", text, count=1))
    return printed in _criteria() or (
        len(printed) > 12 and any(name.startswith(printed) for name in _criteria())
    )


@lru_cache(maxsize=2048)
def ends_indicator(text: str) -> bool:
    """Whether a text ends like one of the framework's indicators."""
    printed = squeeze(text)
    tail = printed[-24:]
    return any(full.endswith(tail[-12:]) or fuzz.ratio(full[-24:], tail) >= 86 for full in _indicators())
