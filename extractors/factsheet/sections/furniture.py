"""Running headers and footers: what returns on every page and is no part of the running text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ggsr_extract.extractors.factsheet.phrases import (
    APPROACH,
    APPROACH_UNMARKED,
    CONTINUED,
    FOLLOW_UP,
    FORMULA,
    IMPRINT,
    PAGE_NUMBER,
    PREDECESSORS,
    TITLE,
    aspect_heading,
    begins_formula,
    is_footer,
    is_header_row,
    opening,
    theme_of,
)
from ggsr_extract.extractors.factsheet.rows.wording import norm
from ggsr_extract.extractors.factsheet.sections.entries import Entry
from ggsr_extract.extractors.factsheet.sections.pagenumbers import PAGE_LINES, number_pages
from ggsr_extract.extractors.language.words.vocabulary import HYPHENS
from ggsr_extract.extractors.layout.textmarks import find_marks
from ggsr_extract.models.framework import framework
from ggsr_extract.models.months import MONTHS
from rapidfuzz import fuzz

_REACH = 5
_WORDINGS = frozenset(
    norm(words) for item in framework().indicators for words in (item.criterion, item.indicator)
)
_ALIKE = 80
_QUOTES = (("‘", "’"), ("“", "”"), ("„", "”"), ("'", "'"), ('"', '"'))
_JOINING = {
    "aan",
    "bij",
    "de",
    "een",
    "en",
    "het",
    "in",
    "met",
    "naar",
    "of",
    "om",
    "op",
    "te",
    "van",
    "voor",
}


@dataclass(frozen=True, slots=True)
class ApproachHeading:
    """A heading "Aanpak:" with the name after it: entries ``first`` to ``last`` (exclusive)."""

    first: int
    last: int
    name: str


def approach_headings(entries: Sequence[Entry]) -> list[ApproachHeading]:
    """Headings that open an approach: "Aanpak:", its name, and the formula on who filled in the questionnaire.

    The colon may be missing: the formula tells. As in the 2013 factsheets, the name stands on the line after "Aanpak:" or behind it; running headers repeat both on one
    line but are not followed by the formula.
    """
    found = []
    for index, entry in enumerate(entries):
        match = APPROACH.match(entry.text) or APPROACH_UNMARKED.match(entry.text)
        if not match and entry.key != "aanpak":
            continue
        parts = [match["name"]] if match and match["name"] else []
        last = index + 1
        for at in range(index + 1, min(index + 1 + _REACH, len(entries))):
            following = entries[at]
            if following.line is None:
                break
            if FORMULA.search(_ahead(entries, at)):
                if parts:
                    found.append(ApproachHeading(index, last, _unquoted(" ".join(parts).strip())))
                break
            if (
                is_footer(following.text)
                or following.region != "body"
                or APPROACH.match(following.text)
                or (entry.region != "body" and _may_head(following))
                or len(parts) >= 3
            ):
                break
            if opening(following.text) != "description":
                # sorted by where they stand, the heading of the column beside comes before the formula
                parts.append(following.text)
            last = at + 1
    return found


def _may_head(entry: Entry) -> bool:
    """Whether a line without a colon may begin an approach's heading."""
    return entry.key == "aanpak" or APPROACH_UNMARKED.match(entry.text) is not None


def _unquoted(name: str) -> str:
    """A name without the quotation marks that stand around all of it."""
    inner = name[1:-1]
    quoted = (name[:1], name[-1:]) in _QUOTES and not any(sign in inner for pair in _QUOTES for sign in pair)
    return inner if quoted else name


def _ahead(entries: Sequence[Entry], index: int) -> str:
    return (
        running(entries, index, 3) if entries[index].key.startswith(("de gemeente", "de vragenlijst")) else ""
    )


def running(entries: Sequence[Entry], index: int, count: int) -> str:
    """The text of ``count`` lines from ``index`` on, with the words whole that a hyphen breaks between them."""
    text = ""
    for entry in entries[index : index + count]:
        broken = text.endswith(tuple(HYPHENS)) and entry.text[:1].islower()
        text = text[:-1] + entry.text if broken else f"{text} {entry.text}".lstrip()
    return text


def in_brackets(entries: Sequence[Entry], index: int) -> bool:
    """Whether a line is a sign alone between two brackets of the lines around, as where a dump breaks "voldoet (√) dan wel"."""
    return (
        0 < index < len(entries) - 1
        and len(entries[index].text) == 1
        and entries[index - 1].text.endswith("(")
        and entries[index + 1].text.startswith(")")
    )


def furniture(entries: Sequence[Entry], headings: Sequence[ApproachHeading]) -> dict[int, str]:
    """Roles ``running_header`` and ``footer`` of entries, by their index.

    ``Vervolg ...`` and ``Aanpak: name`` outside a heading are running headers wherever the dump puts them (some put them at
    the end of a page's text); a line that returns in the page margins is one as well.
    """
    roles: dict[int, str] = {}
    inside = {index for heading in headings for index in range(heading.first, heading.last)}
    names = {norm(heading.name) for heading in headings}
    unmarked = _unmarked(entries, names)
    titles = 0
    seen: dict[str, int] = {}
    for index, entry in enumerate(entries):
        if entry.line is None or index in inside:
            continue
        if entry.region in ("header", "footer"):
            roles[index] = "running_header" if entry.region == "header" else "footer"
        elif is_footer(entry.text):
            roles[index] = "footer"
        elif CONTINUED.match(entry.text) or PREDECESSORS.match(entry.text):
            roles[index] = "running_header"
        elif TITLE.match(entry.text) and len(entry.text) < 90 and not entry.text.endswith("."):
            titles += 1
            if titles > 1 and entry.key in seen:
                roles[index] = "running_header"
            seen[entry.key] = index
        elif index in unmarked:
            roles[index] = "running_header"
        elif (match := APPROACH.match(entry.text)) and not (not match["name"] and _is_theme(entries, index)):
            count = seen.get(entry.key, 0)
            seen[entry.key] = count + 1
            named = match["name"] or (entries[index + 1].text if index + 1 < len(entries) else "")
            if norm(named) in names or count or not headings or match["name"]:
                roles[index] = "running_header"
        elif roles.get(index - 1) == "running_header":
            previous = APPROACH.match(entries[index - 1].text)
            if previous and (
                norm(previous["name"] + entry.text) in names
                or (not headings and _goes_on(previous["name"], entry))
            ):
                roles[index] = "running_header"
    roles |= dict.fromkeys(_numbered(entries, roles), "footer")
    number_pages(entries, roles)
    roles |= dict.fromkeys(_publisher(entries, roles), "footer")
    roles |= dict.fromkeys(_returning(entries, roles, len(headings)), "footer")
    return roles


_STAMP = re.compile(
    r"(?:(?:https?://|www\.)\S+(?: \d{1,3}(?:/\d{1,3})?)?|file:/\S+(?: \S+){0,5}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}(?:,? \d{1,2}[:.]\d\d(?:[:.]\d\d)?(?: [ap]m)?)?|"
    r"(?:strikt )?vertrouwelijk|concept(?:versie)?|definitief|definitieve versie|voor intern gebruik)",
    re.IGNORECASE,
)
"""What programs print on each page: an address, the time of printing, the state of a document."""
_OFTEN = 3


def _returning(entries: Sequence[Entry], roles: Mapping[int, str], approaches: int) -> set[int]:
    """Lines that return from page to page: what programs stamp on pages, and any words that stand beside a header or footer
    each time, more often than there are ``approaches``, whose tables have the same words.
    """
    places: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        if (
            entry.line is not None
            and index not in roles
            and not entry.text.endswith((",", ";", ".", "?", "!"))
        ):
            places.setdefault(entry.key, []).append(index)
    found: set[int] = set()
    for indices in places.values():
        if len(indices) < 2:
            continue
        text = entries[indices[0]].text
        beside = all(at - 1 in roles or at + 1 in roles for at in indices)
        # a title page or the last one may be short
        far = 2 * sum(b - a >= PAGE_LINES for a, b in pairwise(indices)) >= len(indices) - 1
        often = len(indices) >= max(_OFTEN, approaches + 1)
        stamped = bool(_STAMP.fullmatch(text)) and (beside or (often and far))
        if stamped or (beside and often and not text[:1].islower() and not _of_table(text)):
            found.update(indices)
    return found


def _of_table(text: str) -> bool:
    """Whether a line may be of a table that is printed over several pages: headings, criteria, marks."""
    return (
        theme_of(text) is not None
        or is_header_row(text)
        or aspect_heading(text) is not None
        or opening(text) is not None
        or bool(find_marks(text))
        or any(
            norm(text) in wording or fuzz.partial_ratio(norm(text), wording) > _ALIKE for wording in _WORDINGS
        )
    )


def _publisher(entries: Sequence[Entry], roles: Mapping[int, str]) -> set[int]:
    """Lines with the publisher's name alone that return beside the number of a page, and the numbers."""
    found: list[set[int]] = []
    for index, entry in enumerate(entries):
        if entry.key in _PUBLISHER and entry.line is not None and index not in roles:
            beside = {at for at in (index - 1, index + 1) if _numbers_page(entries, roles, at)}
            if beside:
                found.append({index, *beside})
    return set().union(*found) if len(found) > 1 else set()


def _numbers_page(entries: Sequence[Entry], roles: Mapping[int, str], index: int) -> bool:
    if not 0 <= index < len(entries) or entries[index].line is None:
        return False
    return bool(PAGE_NUMBER.match(entries[index].text)) and roles.get(index) in (None, "footer")


def _unmarked(entries: Sequence[Entry], names: set[str]) -> set[int]:
    """Lines "Aanpak Name": running headers where the name is known, or where none is and the line returns."""
    found: dict[str, list[int]] = {}
    for index, entry in enumerate(entries):
        match = APPROACH_UNMARKED.match(entry.text) if entry.text[:6] in ("Aanpak", "AANPAK") else None
        if match and entry.line is not None and theme_of(entry.text) is None:
            found.setdefault(norm(match["name"]), []).append(index)
    return {
        index
        for name, places in found.items()
        if name in names or (not names and len(places) > 1)
        for index in places
    }


def _is_theme(entries: Sequence[Entry], index: int) -> bool:
    """Whether "Aanpak:" is the theme's heading: a header row or the conclusion's headings stand behind it."""
    following = entries[index + 1].text if index + 1 < len(entries) else ""
    return is_header_row(following) or aspect_heading(following) is not None


def _goes_on(name: str, entry: Entry) -> bool:
    """Whether a line carries on a name that a follow-up prints over two lines: nothing stands after "Aanpak:", or a joining word ends it."""
    if name and name.casefold().split()[-1] not in _JOINING and not name.endswith(("-", "&", ",", "/")):
        return False
    text = entry.text
    return (
        len(text.split()) <= 8
        and not text.endswith((".", ":", "?"))
        and theme_of(text) is None
        and not is_header_row(text)
        and not CONTINUED.match(text)
        and not TITLE.match(text)
        and not FOLLOW_UP.match(text)
    )


_PUBLISHER = ("samenwerkend toezicht jeugd", "samenwerkend toezicht jeugd (stj)")


_NUMBER_BEHIND = re.compile(
    rf"(?:[|/•·–—-]|\b(?:pagina|pag\.|blz\.)|toezicht jeugd(?: \(stj\))?|\b(?:{'|'.join(MONTHS)}) 20\d\d)\s*(\d{{1,3}})$",
    re.IGNORECASE,
)
"""A number at the end of a line, behind a bar, a dash, the word for a page, the publisher's name or the month of publication."""
_NUMBER_AHEAD = re.compile(
    r"^(?:pagina|pag\.|blz\.)?\s*(\d{1,3})\s*(?:[|/•·–—-]|(?=uitkomsten\b|samenwerkend toezicht))",
    re.IGNORECASE,
)
"""The same at the beginning of a line, before a bar, a dash, the title or the publisher's name."""
_WORD = re.compile(r"[^\W\d_]{3}")
_TOLD = re.compile(
    r"uitkomsten (?:verbeterpunten )?toezichtonderzoek|samenwerkend toezicht jeugd|\bstj\b.*\bfactsheet\b|\bfactsheet\b.*\bstj\b"
)


def _numbered(entries: Sequence[Entry], roles: Mapping[int, str]) -> set[int]:
    """Lines whose words return from page to page, with a number behind or before them that counts on by one."""
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for index, entry in enumerate(entries):
        key = entry.key
        if entry.line is None or index in roles:
            continue
        match = (_NUMBER_BEHIND.search(key) if key[-1:].isdigit() else None) or (
            _NUMBER_AHEAD.match(key) if key[:1].isdigit() or key[:1] in "pb" else None
        )
        if match:
            words = key[: match.start(1)], key[match.end(1) :]
            if _WORD.search("".join(words)):
                found.setdefault(words, []).append((index, int(match[1])))
    return {
        index
        for words, places in found.items()
        if len(places) > 1
        and all(n - m == 1 for (_, m), (_, n) in pairwise(places))
        # a page of long lines has few; the title or the publisher's name stands in no table
        and (_TOLD.search("".join(words)) or all(b - a >= PAGE_LINES for (a, _), (b, _) in pairwise(places)))
        for index, _ in places
    }


def imprint(entries: Sequence[Entry], index: int) -> bool:
    """Whether what stands behind the last table begins here: no mark, table or heading of a table comes any more."""
    text = entries[index].text
    return bool(IMPRINT.match(text) or begins_formula(text)) and not any(
        entry.table is not None
        or is_header_row(entry.text)
        or aspect_heading(entry.text)
        or (entry.line is not None and find_marks(entry.line.text))
        for entry in entries[index:]
    )
