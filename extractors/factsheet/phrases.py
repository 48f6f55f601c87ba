"""The fixed phrases that STJ prints in every factsheet: headings, header rows, formulae, running headers and footers."""

from __future__ import annotations

import re
from functools import cache

from ggsr_extract.extractors.factsheet.rows.wording import Progress, advance, label_tokens, openings
from ggsr_extract.extractors.factsheet.sections.entries import squeeze
from ggsr_extract.models.framework import framework
from ggsr_extract.models.months import MONTHS, SHORT
from rapidfuzz import fuzz

_MONTH = "|".join(MONTHS)
DATE_LINE = re.compile(
    rf"^(?:datum\s*:?\s*|(?:datum\s*:?\s*)?\d{{1,2}}\s+|[A-Z][\w' -]{{2,30}},\s*)?({_MONTH}|(?:{'|'.join(SHORT)}|sept)\b\.?)\s+(20\d\d)$",
    re.IGNORECASE,
)
"""A line that is a month and a year. With a place and a day it is the date of a letter, which may be bound with a factsheet."""
DATE_IN_NUMBERS = re.compile(
    r"^(?:datum\s*:?\s*)?(?:\d{1,2}[-/.])?(0?[1-9]|1[0-2])[-/.](20\d\d)$", re.IGNORECASE
)
"""A line that is a month and a year in numbers, with or without a day."""
FOOTER_DATE = re.compile(
    rf"\b({_MONTH})\s+(20\d\d)\s*(?:[|/·•–\[(-]?\s*(?:pagina\b|blz\b\.?|p\.)?\s*\d{{1,3}}(?:\s*(?:van|of|/)\s*\d{{1,3}})?\s*[|\])–-]?|[|/·•–-])?\s*$",
    re.IGNORECASE,
)
"""A month and a year that end a line, but for the number of a page."""

TITLE = re.compile(
    r"^uitkomsten\s+(?P<follow>verbeterpunten\s+)?(?:van het\s+)?toezichtonderzoek\b\s*(?P<name>.*)$",
    re.IGNORECASE,
)
_FOOTER = re.compile(
    rf"^(?:uitkomsten\b.*-\s*samenwerkend toezicht jeugd\b.*"
    rf"|(?:.{{0,90}}\s)?(?:{_MONTH})\s+20\d\d\s*\|\s*\d{{1,3}}"
    rf"|samenwerkend toezicht jeugd\s*\|\s*\d{{1,3}}|(?:.{{0,90}}\|\s*)?pagina\s+\d{{1,3}}(?:\s+van\s+\d{{1,3}})?|\d{{1,3}}\s*\|.{{0,100}}samenwerkend toezicht jeugd.*)$",
    re.IGNORECASE,
)
PAGE_NUMBER = re.compile(r"^[-–|\s]*\d{1,3}(?:\s*(?:van|/)\s*\d{1,3})?[-–|\s]*$", re.IGNORECASE)
CONTINUED = re.compile(
    r"^(?:vervolg\s+(?:van\s+)?(?:de\s+)?(?:bevindingen|uitkomsten|conclusies?|tabel|toeleiding|gezin centraal|aanpak|samenwerking|continu|beschrijving)\b[^.]{0,80}"
    r"|(?:bevindingen|uitkomsten|conclusies?)(?:\s+(?:toezichtonderzoek|verbeterpunten))?\s*[–—(-]\s*vervolg\s*\)?)$",
    re.IGNORECASE,
)
RUNNING = (
    "Vervolg bevindingen toezichtonderzoek",
    "Vervolg uitkomsten verbeterpunten",
    "Vervolg conclusie",
    "Uitkomsten toezichtonderzoek",
    "Uitkomsten verbeterpunten toezichtonderzoek",
    "Samenwerkend Toezicht Jeugd",
)
"""The running headers and footers in STJ's own words, of which ``CONTINUED`` and ``TITLE`` know other forms too."""
# Some dumps put the running header and the footer of a page on one line.
APPROACH = re.compile(
    r"^(?:naam\s+(?:van\s+de\s+)?)?aanpak(?:\s*:\s*|\s+[–—-]\s+|\s+(?=[‘“„]\w[^’”]*[’”]$))(?P<name>.*?)(?:\s+(?:uitkomsten\b.*-\s*samenwerkend toezicht jeugd\b|vervolg\s+bevindingen\b).*)?$",
    re.IGNORECASE,
)
APPROACH_UNMARKED = re.compile(r"^(?:Aanpak|AANPAK)\s+(?P<name>\W?[A-ZÀ-Þ0-9].{1,60}?)\s*$")
"""A running header with nothing between "Aanpak" and the name: one only where it returns, or names a known approach."""
PREDECESSORS = re.compile(r"^\(\s*20\d\d\s*:\s*(?P<names>.*?)\)?\s*$")
FORMULA = re.compile(
    r"vragenlijst\s+(?:betreffende|over|voor)\s+deze\s+aanpak|de gemeente heeft de vragenlijst|vragenlijst\s+is\s+ingevuld\s+door",
    re.IGNORECASE,
)
_WHO = r"(?:de\s+)?(?:volgende\s+)?(?:netwerk)?(?:partners|organisaties|instellingen|partijen)"
RESPONDENTS_BEGIN = re.compile(
    rf"ingevuld\s+door\s*:?\s*$|(?:is|zijn)\s+ingevuld\s+door\s*:|ingevuld\s+door\s+(?:de gemeente en\s+(?:door\b\s*)?)?(?:{_WHO})?\s*:",
    re.IGNORECASE,
)
RESPONDENTS_ON_LINE = re.compile(r"\bingevuld\s+door\b[^:]*:\s*(?=\S)|^\s*door\s*:\s*(?=\S)", re.IGNORECASE)
"""What stands before the first respondent on the same line."""
RESPONDENTS_FOLLOW = re.compile(rf"(?:door\s+)?{_WHO}\s*:$", re.IGNORECASE)
"""What may stand on a line of its own before the list of respondents."""
RESPONDENTS_END = re.compile(
    r"^(?:deze|de|genoemde|bovenstaande)\s+(?:(?:\d|twee|drie|vier|vijf)\s+)?(?:netwerk)?(?:partners?|organisaties?|instelling(?:en)?|partij(?:en)?)"
    r"\s+(?:is|zijn)\s+(?:door\s+(?:de\s+)?gemeente\s+)?(?:aangedragen|aangegeven|voorgedragen|genoemd)",
    re.IGNORECASE,
)
TESTED = re.compile(
    r"samenwerkend toezicht jeugd(?:\s*\(stj\))?\s+heeft\s+(?:de\s+aanpak\s+)?[‘'“\"„](?P<name>.+?)[’'”\"]\s+(?:op beleidsniveau\s+)?getoetst",
    re.IGNORECASE,
)
DESCRIPTION = re.compile(r"^beschrijving(?:\s+(?:van\s+de\s+)?aanpak)?\s*:?$", re.IGNORECASE)
DESCRIPTION_BEHIND = re.compile(r"(?!^aanpak\b)\w\W+Beschrijving$", re.IGNORECASE)
"""The heading of the column beside it, at the end of a line."""
FINDINGS = re.compile(
    r"^(?:bevindingen(?:\s+toezichtonderzoek)?|bevindingen\s+van\s+het\s+toezicht\w*)$", re.IGNORECASE
)
CONCLUSION = re.compile(r"^conclusies?(?:\s+(?:toezichtonderzoek|per thema))?$", re.IGNORECASE)
FOLLOW_UP = re.compile(r"^uitkomsten\s+verbeterpunten$", re.IGNORECASE)
_OPENINGS = (
    ("description", DESCRIPTION),
    ("findings", FINDINGS),
    ("conclusion", CONCLUSION),
    ("follow_up", FOLLOW_UP),
)
HEADING = re.compile(
    r"^(?:inleiding|ontwikkeling(?:en)?(?:\s+(?:in\s+)?20\d\d)?|context(?:\s+\S+){1,4}|samenvatting|colofon|leeswijzer|achtergrond|vervolg)$",
    re.IGNORECASE,
)
_ASPECTS = (
    ("goed", re.compile(r"^wat gaat (?:er )?goed\s*\??$", re.IGNORECASE)),
    ("beter", re.compile(r"^wat kan (?:er )?beter\s*\??$", re.IGNORECASE)),
    ("both", re.compile(r"^wat gaat (?:er )?goed\s*\??\s*wat kan (?:er )?beter\s*\??$", re.IGNORECASE)),
)
_ASPECT_BEGINS = re.compile(r"[\s|]*wat[\s|]", re.IGNORECASE)

IMPRINT = re.compile(
    r"^(?:colofon|(?:een |dit is een )?uitgave van\b.*|postbus\s+\d+.*|samenwerkend toezicht jeugd(?:\s*\(stj\))?|©.*"
    r"|(?:https?://|www\.)\S+|\S+@\S+\.\w+|(?:telefoon|tel\.?|e-mail|bezoekadres|postadres)\s*:?\s.*"
    # what a message ends with
    r"|(?:(?:met )?(?:vriendelijke|hartelijke) )?groet(?:en|jes)?\b.{0,30}|m\.?v\.?g\.?,?|hoogachtend,?|verzonden (?:vanaf|met|via)\b.*"
    r"|(?:deze e-?mail|dit (?:e-?mail)?bericht)\s+(?:is|en|kan|bevat|met)\b.*|(?:van|aan|onderwerp|verzonden|datum)\s*:\s.*"
    r"|-- ?|[-_=*]{3,}(?:[^-_=*]{1,60}[-_=*]{3,})?|disclaimer\s*:?"
    # what a page on the web ends with, and a print of it
    r"|(?:terug )?naar (?:boven|top)|terug|(?:privacy(?:verklaring|beleid)?|cookies?|sitemap|contact|toegankelijkheid|home|proclaimer|copyright)"
    r"(?:\s*[|/•·].*)?"
    # what is bound with a factsheet
    r"|(?:bestuurlijke )?reactie (?:van )?(?:de )?gemeente(?: \w+){0,3}|bijlagen?(?: \d{1,2})?(?:\s*[:–-]\s.*)?"
    r"|deel deze pagina\b.*|(?:laatst|voor het laatst) (?:gewijzigd|bijgewerkt)\b.*|(?:afgedrukt|geprint|gedownload|geraadpleegd|opgehaald)\s+(?:op|van|door)\b.*"
    r"|(?:printdatum|afdrukdatum)\s*:\s.*)$",
    re.IGNORECASE,
)
"""The lines with which begins what stands behind the last table: the publisher's name and address, what a message, a page
on the web or a print ends with, or what is bound with a factsheet."""
# Beginnings of the paragraphs that are the same in every factsheet: where one of them comes, a table is over.
_FORMULAE = tuple(
    phrase.casefold()
    for phrase in (
        "Samenwerkend Toezicht Jeugd (STJ) verstaat onder",
        "Kinderen van dat gezin lopen hierdoor",
        "In deze factsheet leest u",
        "Meer informatie over het toezichtonderzoek",
        "Deze netwerkpartners zijn aangedragen",
        "Deze netwerkpartner is aangedragen",
        "Deze thema's zijn verder uitgewerkt",
        "Hieronder leest u een conclusie",
        "In het kader van dit toezichtonderzoek",
        "Samenwerkend Toezicht Jeugd vraagt de gemeente",
        "Samenwerkend Toezicht Jeugd heeft",
        "De gemeente heeft de vragenlijst betreffende",
    )
)
_TOLD_APART = 24
"""Characters after which the beginning of a formula is that of no other text."""
_FORMULAE_BY_START = {
    start: tuple(phrase for phrase in _FORMULAE if phrase.startswith(start))
    for start in {phrase[:_TOLD_APART] for phrase in _FORMULAE}
}
_HEADER_WORDS = {
    "criteria",
    "criterium",
    "criterion",
    "indicator",
    "indicatoren",
    "bevinding",
    "bevindingen",
    "indicatoren/",
    "toelichting",
}
HEADER_ROWS = ("Criteria Indicatoren Bevindingen", "Indicator 2013", "Wat gaat goed? Wat kan beter?")
"""The header rows of the tables of findings, of follow-ups and of conclusions, in STJ's own words."""
_LAST_HEADER_WORDS = ("bevindingen", "bevinding", "toelichting", "oordeel", "score")
_YEAR = re.compile(r"\b(20\d\d)(?:\b|(?=[A-Z][a-z]))")
_YEARS_WORD = r"(?:bevinding(?:en)?|oordeel|beoordeling|situatie|stand|uitkomst(?:en)?|resultaa?te?n?)"
_WORD_AND_YEAR = re.compile(rf"^\W*\w+(?:\W+{_YEARS_WORD})?\W+20\d\d\b", re.IGNORECASE)
_BEFORE_YEAR = re.compile(rf"(?:^|\s){_YEARS_WORD}(?:\s+in)?\s*$", re.IGNORECASE)
_NAME_AND_YEAR = re.compile(
    r"^\W*aanpak\s*:?\s+(?P<name>\D.*?)\s*\(\s*(?P<year>20\d\d)\s*\)\s*$", re.IGNORECASE
)
_THEME_NUMBER = re.compile(r"^(?:thema\s*)?(?:\d\s*[.:)]?\s+|(?:i{1,3}|iv|v)\s*[.:)]\s+)")
_THEME_WORD = re.compile(r"^thema\s*:?\s*")
_THEME_NAMES = {"continuïteit": "continu", "continuiteit": "continu"}
"""The noun beside the adjective that the framework has."""
_LONGEST_THEME_LINE = 60
"""Characters: more than a theme's name has with all that may stand beside it."""


def is_footer(text: str) -> bool:
    """A footer with the title, the publisher, the month and a page number, or a part of one."""
    plain = text.casefold()
    told = "|" in text or "pagina" in plain or "toezicht jeugd" in plain
    return told and bool(_FOOTER.match(text))


def begins_formula(text: str) -> bool:
    """Whether a line begins one of the paragraphs that are the same in every factsheet."""
    start = squeeze(text).casefold().replace("’", "'")
    return any(
        start.startswith(phrase) or phrase.startswith(start)
        for phrase in _FORMULAE_BY_START.get(start[:_TOLD_APART], ())
    )


def theme_of(text: str) -> str | None:
    """The id of the theme whose name is the whole line (a letter or two may differ), else None.

    A heading has a capital and no full stop; the last word of a finding may be a theme's name ("aanpak."). In small capitals,
    any of its letters may count as a capital.
    """
    if len(text) > _LONGEST_THEME_LINE or text.rstrip().endswith((".", ",", ";")):
        return None
    if not any(char.isupper() or char.isdigit() for char in text):
        return None
    plain = text.strip(" :|").casefold()
    plain = _THEME_NUMBER.sub("", plain)
    plain = _THEME_WORD.sub("", plain)
    plain = _THEME_NAMES.get(plain, plain)
    theme = _theme_lines().get(plain)
    if theme is None and len(plain) >= 6:
        for name, theme_id in _theme_names():
            if abs(len(plain) - len(name)) <= 2 and fuzz.ratio(plain, name) >= 88:
                return theme_id
    return theme


@cache
def _theme_names() -> tuple[tuple[str, str], ...]:
    return tuple((theme.casefold(), theme_id) for theme_id, theme in framework().themes.items())


@cache
def _theme_lines() -> dict[str, str]:
    """What lines say that hold a theme's name to the letter."""
    return {
        line: theme_id
        for name, theme_id in _theme_names()
        for line in (name, f"de {name}", f"{name} (vervolg)", f"vervolg {name}")
    }


def opening(text: str) -> str | None:
    """Which part of a factsheet a heading opens: ``description``, ``findings``, ``conclusion``, or ``follow_up`` findings; None for any other line."""
    if text[:1] not in "BbCcUu":
        return None
    return next((kind for kind, pattern in _OPENINGS if pattern.match(text)), None)


def begins_label(text: str) -> bool:
    """Whether a line begins with the framework's wording: all of it, or at least two words."""
    words = label_tokens(text)
    return any(
        taken.last == len(words) or taken.progress.word >= 2
        for label in (openings(words, 0) if words else ())
        for taken in advance(label, Progress(), words, 0)
    )


def opens_factsheet(text: str) -> bool:
    """Whether a line begins the definition of the families that every factsheet opens with."""
    return text.casefold().startswith(_FORMULAE[0])


def present_name(line: str) -> str | None:
    """The name in a line "Aanpak: name (2013: earlier names)", without the brackets; None for any other line."""
    match = APPROACH.match(line)
    return re.sub(r"\(\s*20\d\d\s*:.*$", "", match["name"]).strip() or None if match else None


def aspect_heading(text: str) -> str | None:
    """Which aspect a line or a header cell announces: ``goed``, ``beter``, or ``both`` on one line; bars between cells count as space."""
    if not _ASPECT_BEGINS.match(text):
        return None
    plain = " ".join(text.replace("|", " ").split())
    return next((kind for kind, pattern in _ASPECTS if pattern.match(plain)), None)


_GLUED_ROW = re.compile(r"(?:Criteri(?:a|um)|Indicator(?:en)?)(?=[A-Z\d])")
_GLUED_CELL = re.compile(
    r"(?<=\w)(?=20\d\d)|(?<=20\d\d)(?=[A-ZÀ-Þ])|(?<=[a-z])(?=Indicator|Bevinding|Toelichting|Oordeel|Score)"
)


def _cells_apart(text: str) -> str:
    """A header row with spaces between its cells, where a tool printed none: "CriteriaIndicatorenBevindingen"."""
    return _GLUED_CELL.sub(" ", text) if _GLUED_ROW.match(text) else text


def is_header_row(text: str) -> bool:
    """A header row of a findings or follow-up table, or a cell of one: nothing but its words, years and names after years."""
    text = _cells_apart(text)
    words = text.casefold().replace("|", " ").split()
    if not words or words[0].strip(".:;,") not in _HEADER_WORDS:
        return False
    other = sum(word.strip(".:;,") not in _HEADER_WORDS for word in words)
    # "Criteria en indicatoren Oordeel Toelichting": a word or two more, and no sentence
    titled = len(words) - other >= 3 and other <= 2 and words[-1][-1].isalpha()
    # a text may break off within the last
    cut = len(words) > 1 and other == 1 and any(word.startswith(words[-1]) for word in _HEADER_WORDS)
    return not other or titled or cut or bool(_WORD_AND_YEAR.match(text))


def ends_header_row(text: str) -> bool:
    """Whether the last word of a findings table's header row has come: that of the column of findings."""
    return text.casefold().rstrip(" .:|").endswith(_LAST_HEADER_WORDS)


def header_columns(text: str) -> list[tuple[int, str | None]]:
    """Years and the names after them in a follow-up's header row; words before a year, as in "Situatie 2014", are no name.

    In "Aanpak name (2013)" the name stands before the year.
    """
    if "20" not in text:
        return []
    text = _cells_apart(text)
    named = _NAME_AND_YEAR.match(text)
    if named:
        return [(int(named["year"]), squeeze(named["name"]))]
    parts = [_BEFORE_YEAR.sub(" ", part) for part in _YEAR.split(text)]
    return [
        (int(parts[index]), squeeze(parts[index + 1]).strip(" |:–-\t") or None)
        for index in range(1, len(parts) - 1, 2)
    ]
