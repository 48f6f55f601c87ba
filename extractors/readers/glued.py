"""Where a tool put the texts of two pages, or of two cells, together without a line break between."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise

from ggsr_extract.extractors.language.words.vocabulary import known
from ggsr_extract.models.framework import framework
from ggsr_extract.models.signs import CHECKS, CROSSES

# What STJ prints at the top of a page, right behind the last character of the page before: a tool put the pages' texts together
# without a line break between.
_GLUED_HEADING = re.compile(
    r"(?<=[a-z\u00e0-\u00ff\d.?!:)\u2019\u201d])"
    r"(?=Aanpak:[ \t\r\n]|Bevindingen toezichtonderzoek|Vervolg (?:bevindingen|conclusie|uitkomsten)|"
    r"Uitkomsten (?:toezichtonderzoek|verbeterpunten)|Criteria[ \t]+Indicatoren|Indicator[ \t]+2013|"
    r"(?:Toeleiding|Gezin centraal|Samenwerking|Continu|Aanpak|Conclusie|Beschrijving)[ \t]*$)",
    re.MULTILINE,
)
_GLUED_NUMBER = re.compile(r"(?<=\D)\d{1,3}(?=[^\W\d_a-z\u00df-\u00ff]| {4,}\S)")
_WORD = re.compile(r"[^\W\d_]{3}")
# A page's number alone in its foot, far to the right of the page's left edge, and right behind it the next page's first line.
_GLUED_ALONE = re.compile(
    r"^(?P<foot> {20,}[-–|]? ?)(?P<number>\d{1,3})(?=[^\W\d_]|[\u2022•(‘“]| {2,}\S)", re.MULTILINE
)
# A running line of words and a page's number, far apart, behind the last line of the page before.
_GLUED_BEHIND = re.compile(
    r"(?P<gap>(?<! ) |\n|\A) {9,}(?P<words>[^\W\d_](?:\S| \S){5,90}) {3,}(?P<number>\d{1,3})[ ]*$",
    re.MULTILINE,
)
_PAGES = 3
"""How many numbers that count on are those of pages."""
_SIGNS = "".join(sorted(CHECKS | CROSSES | {"×"}))
_BEFORE_SIGN = re.compile(rf"(?<=[^\W\d_]|[.?!)’”])(?=[{_SIGNS}][ \t]{{0,2}}[A-ZÀ-Þ‘“])")
_BEFORE_LETTER = re.compile(r"(?P<word>[^\W\d_]+|[.?!)’”])(?=(?P<letter>[xX])[ \t]{1,2}[A-ZÀ-Þ‘“])")
_BULLET = re.compile(r"(?<=\S)(?=[\u2022\u25aa][ \t]*$)", re.MULTILINE)
"""The bullets of a list behind its text, which some tools print apart from it."""
_CELLS = 3
"""So many signs between two words tell that a tool puts cells together."""


def glued(text: str) -> set[int]:
    """The offsets at which what stands on one line in a text begins anew."""
    return _pages(text) | _cells(text) | {match.start() for match in _BULLET.finditer(text)}


def _cells(text: str) -> set[int]:
    """Where a table's cell begins right behind the one before: at a mark, at the framework's wording, and behind a sentence or
    an abbreviation in capitals. Only where marks stand between words, as no hand writes them.
    """
    found = {match.start() for match in _BEFORE_SIGN.finditer(text)}
    if len(found) < _CELLS:
        return set()
    found |= {
        match.end() for match in _BEFORE_LETTER.finditer(text) if _is_apart(match["word"], match["letter"])
    }
    return found | {match.start() for match in _cell_begins().finditer(text)}


def _is_apart(word: str, letter: str) -> bool:
    """Whether an x behind a word is none of its letters."""
    return (
        not word.isalpha()
        or word[-1].isupper() != letter.isupper()
        or (known(word) and not known(word + letter))
    )


@cache
def _cell_begins() -> re.Pattern[str]:
    beginnings = {
        " ".join(wording.split()[:2])
        for item in framework().indicators
        for wording in (item.indicator, item.criterion)
        if " " in wording
    }
    wordings = "|".join(map(re.escape, sorted(beginnings)))
    return re.compile(
        rf"(?<=[a-zà-ÿ.])(?=(?:{wordings})\b)"
        r"|(?<=[a-zà-ÿ]{2}[.?!])(?=[A-ZÀ-Þ] ?[a-zà-ÿ]+ )|(?<=[A-Z]{3})(?=[A-ZÀ-Þ][a-wyzà-ÿ][a-zà-ÿ]* )"
    )


def _pages(text: str) -> set[int]:
    """Where a page's text begins right behind that of the page before: at a heading, or behind the number in a footer.

    A footer is told by its words, which return with higher numbers; numbers without words, and running lines behind a page's
    last line, by counting on from page to page.
    """
    found = {match.start() for match in _GLUED_HEADING.finditer(text)}
    numbered: dict[str, list[re.Match[str]]] = {}
    start = 0
    for line in text.split("\n"):
        end, word = start + len(line), _WORD.search(line)
        # the number may also stand at the beginning of the next line, alone with what is glued to it
        match = _GLUED_NUMBER.search(text, start + word.end() + 1, end + 5) if word else None
        if match and match.start() <= end + 1:
            numbered.setdefault(" ".join(text[start : match.start()].split()), []).append(match)
        start = end + 1
    for matches in numbered.values():
        numbers = [int(match.group()) for match in matches]
        if len(numbers) > 1 and all(a < b for a, b in pairwise(numbers)):
            found |= {match.end() for match in matches}
    alone = list(_GLUED_ALONE.finditer(text))
    if _counting(alone):
        found |= {match.end() for match in alone}
    behind: dict[str, list[re.Match[str]]] = {}
    for match in _GLUED_BEHIND.finditer(text):
        behind.setdefault(match["words"], []).append(match)
    for matches in behind.values():
        if _counting(matches):
            found |= {match.end("gap") for match in matches if match["gap"] == " "}
    return found


def _counting(matches: Sequence[re.Match[str]]) -> bool:
    """Whether numbers are those of pages: several, each by one higher than the one before."""
    numbers = [int(match["number"]) for match in matches]
    return len(numbers) >= _PAGES and all(after - before == 1 for before, after in pairwise(numbers))
