"""Approaches: how many there are, their names, and who filled in the questionnaire."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from ggsr_extract.extractors.factsheet import phrases
from ggsr_extract.extractors.factsheet.about.families import NUMBERS
from ggsr_extract.extractors.factsheet.rows.rowblock import Column
from ggsr_extract.extractors.factsheet.rows.wording import norm
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.language.words.hyphens import keeps_hyphen
from ggsr_extract.extractors.language.words.joining import join_text
from ggsr_extract.extractors.language.words.vocabulary import Vocabulary
from rapidfuzz import fuzz
from rapidfuzz.distance import OSA

# How many approaches the introduction announces: "In deze factsheet staan twee aanpakken."
_ANNOUNCED = re.compile(
    r"\bin deze factsheet\b[^.]{0,80}?\b(?P<number>twee|drie|vier|[2-4])\b[^.]{0,40}?\baanpakken\b",
    re.IGNORECASE,
)


def announced(context: Iterable[str]) -> int:
    """How many approaches the introduction says that the factsheet is about; 0 where it does not say."""
    numbers = [match["number"].lower() for text in context for match in _ANNOUNCED.finditer(text)]
    return max((NUMBERS.get(number) or int(number) for number in numbers), default=0)


def respondents(lines: Sequence[Entry], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Names in the list of respondents, one per line, or all in one sentence; a line that goes on with the one before is joined to it."""
    groups: list[list[Entry]] = []
    ends = [at for at, entry in enumerate(lines) if entry.text.endswith(".")]
    # behind the phrase, up to a full stop
    sentence = bool(lines) and lines[0].begin > 0 and ends == [len(lines) - 1]
    for entry in lines:
        bullet = bool(_BULLET.match(_raw(entry)))
        pointed = bool(groups) and all(_BULLET.match(_raw(group[0])) for group in groups)
        continues = bool(
            groups
            and not bullet
            and not entry.gap
            and (
                pointed
                or sentence
                or (entry.text[:1].islower() and not _SMALL_FIRST.match(entry.text))
                or entry.text[:1] in "(&/"
                or groups[-1][-1].text.endswith(("-", "/", ",", " en", "&", "‐"))
                or _ENDS_NO_NAME.search(groups[-1][-1].text)
                or (_COMMA.search(groups[-1][0].text) and _width(groups[-1][-1]) > _LONG)
            )
        )
        if continues:
            groups[-1].append(entry)
        else:
            groups.append([entry])
    names: list[str] = []
    for group in groups:
        text = join_text([fragment for entry in group for fragment in entry.fragments], vocabulary)
        text = _BULLET.sub("", text).strip(" ;")
        if text.endswith(".") and not re.search(r"\b(?![A-Z]{2,3}\.)\w{1,3}\.$", text):
            text = text[:-1]
        if text:
            names.append(text)
    return tuple(_listed(names[0]) if len(names) == 1 else names)


def _raw(entry: Entry) -> str:
    return "".join(fragment.text for fragment in entry.fragments).strip()


_BULLET = re.compile(r"^(?:[-–*•▪\uf000-\uf0ff]\s*|\d{1,2}[.)]\s+)")
_ENDS_NO_NAME = re.compile(r"\s(?:[Dd]e|[Hh]et|[Dd]en|[Dd]er|van|voor|en|in|op|te|bij|aan)$")
_SMALL_FIRST = re.compile(r"[a-zà-ÿ]+[A-ZÀ-Þ]")
"""A name that begins small and has a capital within its first word."""
_LONG = 40
"""Characters: a line in which a list of names is more likely to go on than to end."""
_COMMA = re.compile(r"[,;]\s+(?![^()]*\))")
_LAST_COMMA = re.compile(
    r"(?<!-)\s+en\s+(?!(?:Gezin|Jeugd(?!-)|Zorg|Welzijn|Gezondheid|Onderwijs|Veiligheid|Omstreken)\b)(?=\w)"
)


def _width(entry: Entry) -> int:
    """How many characters its line has."""
    return len(entry.line.text.strip()) if entry.line else 0


_TWO_NAMES = re.compile(
    r"(?<!-)\s+en\s+(?=(?:De|Het|Stichting|Bureau|Vereniging|Woonstichting|Woningstichting|Politie|Leger des Heils)\s[A-ZÀ-Þ\w])|"
    r"\s+en\s+(?:(?:de|het)\s+)?(?=[A-ZÀ-Þ]{2,}\b)|(?<=\b[A-ZÀ-Þ]{3})\s+en\s+(?:(?:de|het)\s+)?(?=[A-ZÀ-Þ])"
)
"""Two names with "en" between that is no part of a name ("Jeugd en Gezin"): behind it stands a word that names of organisations
begin with, or one beside it is an abbreviation."""


def _listed(sentence: str) -> list[str]:
    """The names in a sentence: with commas between them, and "en" before the last or more than one comma; else one name."""
    if "," not in sentence and len(two := _TWO_NAMES.split(sentence)) == 2:
        return two
    *before, last = _COMMA.split(sentence)
    names = [*before, *_LAST_COMMA.split(last, maxsplit=1)]
    # one comma may be a name's own: "GGD Oost, afdeling Jeugd"
    several = len(names) > 2 or (len(names) == 2 and bool(before) and names[1][:1].isupper())
    return [re.sub(r"^(?:de|het)\s+(?=\S)", "", name) for name in names] if before and several else [sentence]


def whole_name(name: str, texts: Iterable[str]) -> str:
    """A printed name as the rest of the document prints it most often, where capitals, small capitals or a line's end changed it.

    Only a name in capitals, one with capitals inside words and one with a line-end hyphen are looked up in ``texts``. Where
    those do not hold the name, a hyphen is resolved like any at a line's end.
    """
    broken = _BROKEN.search(name)
    if not broken and not name.isupper() and not _INNER_CAPITAL.search(name):
        return name
    letters = norm(name)
    found: Counter[str] = Counter()
    for text in texts:
        words = text.split()
        for first in range(len(words)):
            run, last = "", first
            while last < len(words) and len(run) < len(letters):
                run += norm(words[last])
                last += 1
            if run == letters:
                found[_bare(" ".join(words[first:last]))] += 1
    usual = [
        form
        for form, _ in found.most_common()
        if not form[:1].islower() and not form.isupper() and not _BROKEN.search(form)
    ]
    if usual:
        return usual[0]
    if broken is None:
        return name
    keep, _ = keeps_hyphen(
        name[: broken.start()].rpartition(" ")[2], name[broken.end() :].split()[0], Vocabulary()
    )
    return name[: broken.start()] + ("-" if keep else "") + name[broken.end() :]


def _bare(form: str) -> str:
    """A name without what stands around it in a sentence; brackets of its own stay: "Thuishulp (IPT)"."""
    form = form.strip(_AROUND)
    for opening, closing in ("()", "[]"):
        around = form[:1] == opening and form[-1:] == closing
        if around or form.count(opening) != form.count(closing):
            form = form.removeprefix(opening).removesuffix(closing)
    return form.strip(_AROUND)


_INNER_CAPITAL = re.compile(r"[a-zà-ÿ][A-ZÀ-Þ]|[A-ZÀ-Þ]{2}[a-zà-ÿ]")
_BROKEN = re.compile(r"(?<=\w)[-\u00ad\u2010] (?=\w)(?!en |of )")
_AROUND = " .,;:‘’“”\"'„"


def same_approach(name: str, other: str) -> bool:
    """Whether two printed names are one approach's: alike but for a slip, or one is cut off where a running header's line ends."""
    first, second = norm(name), norm(other)
    if not first or not second:
        return False
    return first.startswith(second) or second.startswith(first) or fuzz.ratio(first, second) >= 85


def slip(name: str, other: str) -> bool:
    """Whether one letter sets two printed names apart, in a word of five letters or more: one of them is misprinted.

    Numbers and short words tell approaches apart ("Team 1", "Team Oost") and are no slips.
    """
    words = list(zip(name.casefold().split(), other.casefold().split(), strict=False))
    differ = [(one, two) for one, two in words if one != two]
    if len(name.split()) != len(other.split()) or len(differ) != 1:
        return False
    one, two = differ[0]
    return one.isalpha() and two.isalpha() and min(len(one), len(two)) >= 5 and OSA.distance(one, two) == 1


def present_and_earlier(
    lines: Sequence[str], columns: Sequence[Column], prose: str
) -> tuple[str | None, tuple[str, ...]]:
    """A follow-up's present approach and the earlier ones, from "Aanpak: name (2013: names)" and from its columns' names.

    Earlier names are given as the columns print them, in column order; then those that only the heading names.
    """
    present: str | None = None
    before: list[str] = []
    for line in lines:
        inner = re.search(r"\(\s*20\d\d\s*:\s*(.*?)\)?\s*$", line)
        present = present or phrases.present_name(line)
        if inner and not before:
            whole = inner.group(1).strip()
            # "A en B" may be one name: then the prose quotes it as one
            quoted = re.search(rf"[‘'“\"„]{re.escape(whole)}[’'”\"]", prose, re.IGNORECASE)
            before = (
                [whole]
                if quoted
                else [part.strip() for part in re.split(r",\s*|\s+en\s+", whole) if part.strip()]
            )
    names = [column.name for column in columns if column.name and column.year < max(c.year for c in columns)]
    latest = max((column.year for column in columns), default=0)
    early = [column for column in columns if column.year < latest]
    if len(names) > 1 and len(names) == len(early):
        # the columns name them all, and "A en B" in the heading cannot be cut wrongly
        before = []
    unique: list[str] = []
    for name in [*names, *(name for name in before if not any(slip(name, have) for have in names))]:
        if name and norm(name) not in {norm(have) for have in unique} and not _cut_off(name, names):
            unique.append(name)
    if present is None:
        found = re.search(r"\bde aanpak(?:ken)?\s+[‘'“\"„]([^’'”\"]{2,80})[’'”\"]", prose)
        present = found.group(1) if found else None
    return present, tuple(unique)


def _cut_off(name: str, names: Sequence[str]) -> bool:
    """Whether a name is the beginning of a longer one among ``names``, by whole words: a header cell lost its last line."""
    return any(other.casefold().startswith(f"{name.casefold()} ") for other in names)


def apart(names: Sequence[str]) -> list[str]:
    """The different approaches among printed names."""
    result: list[str] = []
    for name in names:
        if not any(same_approach(name, have) for have in result):
            result.append(name)
    return result
