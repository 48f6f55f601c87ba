"""Running headers and footers: lines at the outer edge of pages that return on other pages, and page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field

from ggsr_extract.extractors.layout.lines import Run, run_of, split_wide
from ggsr_extract.extractors.layout.wording import (
    HEADINGS,
    IMPRINT,
    NUMBERED,
    PAGE_NUMBER,
    RUNNING,
    VERVOLG,
    aspect_of,
    begins_indicator,
    header_key,
    is_criterion,
    is_legend,
    is_theme,
    squeeze,
)
from ggsr_extract.models.source import Page

_ZONE = 0.16  # of the page's height, at each end
_DRIFT = 8.0  # points that a running line may move between pages
_INITIALS = 5  # letters that are a word
_OFTEN = 4  # other pages
_SAYS = 4  # words that say what a mark means, at most
_DIGITS = re.compile(r"\d+")
# STJ's footer prints its title and publisher beside the page's number.
_TITLE = re.compile(r"toezichtonderzoek|samenwerkend toezicht jeugd", re.I)
_INTRO = re.compile(r"^(de )?aanpak(ken)?\W*$", re.I)


@dataclass(slots=True)
class Margins:
    """What stands in the margins of one page, and the words that remain."""

    header: list[Run] = field(default_factory=list)
    footer: list[Run] = field(default_factory=list)
    body: list[Run] = field(default_factory=list)


def split_margins(pages: Sequence[Page], bands: Sequence[list[Run]]) -> list[Margins]:
    """Take running lines off each page's bands (runs over the page's full width)."""
    places: Places = defaultdict(list)
    pieces: list[list[tuple[int, Run]]] = []
    for index, (page, page_bands) in enumerate(zip(pages, bands, strict=True)):
        mine: list[tuple[int, Run]] = []
        for number, band in enumerate(page_bands):
            if page.height * _ZONE < band.mid < page.height * (1 - _ZONE):
                continue
            for piece in split_wide(band, 1.3):
                mine.append((number, piece))
                places[_key(piece.text)].append((index, piece))
        pieces.append(mine)
    return [
        _split(index, page, page_bands, mine, places)
        for index, (page, page_bands, mine) in enumerate(zip(pages, bands, pieces, strict=True))
    ]


Places = dict[str, list[tuple[int, Run]]]
"""Lines at the edges of pages by their text without its numbers: each with the position of its page."""


def _key(text: str) -> str:
    return _DIGITS.sub("#", text.casefold().replace(" ", ""))


def _returns(piece: Run, index: int, places: Places) -> bool:
    """Whether a line stands at about the same height on a page nearby, and is no part of a table or of the headings."""
    text = piece.text
    if len(text) < 5 or is_theme(text) or HEADINGS.match(text) or _INTRO.match(text):
        return False
    if begins_indicator(text) or is_criterion(text):
        return False  # the tables of several approaches may stand alike
    if piece.words[0].mark is not None and len(piece.words) > _SAYS and not is_legend(text):
        return False  # a finding's first line
    first = piece.words[0].text
    if (first[:1] != "(" and header_key(first) is not None) or text.casefold().startswith(("wat ", "let op")):
        return False
    others = [
        page for page, other in places[_key(text)] if page != index and abs(other.mid - piece.mid) < _DRIFT
    ]
    signs = {word.mark for word in piece.words}
    if None not in signs:
        # a row's mark at the head of pages; the sign of a house style is no known one, and on most of them
        return signs == {"?"} and len(set(others)) >= _OFTEN
    return any(abs(page - index) <= 2 for page in others) or len(set(others)) >= 2


def _counts(piece: Run, index: int, places: Places) -> bool:
    """Whether a number goes up from page to page at one place: it numbers them, whatever stands beside it."""
    if not PAGE_NUMBER.match(piece.text):
        return False
    value = _value(piece)
    return any(
        page != index
        and abs(other.mid - piece.mid) < _DRIFT
        and min(abs(other.x0 - piece.x0), abs(other.x1 - piece.x1)) < _DRIFT
        and _value(other) - value == page - index
        for page, other in places[_key(piece.text)]
    )


def _value(piece: Run) -> int:
    """The first number of a line."""
    found = _DIGITS.search(piece.text)
    return int(found.group()) if found else 0


def _split(
    index: int,
    page: Page,
    bands: list[Run],
    pieces: Sequence[tuple[int, Run]],
    places: Places,
) -> Margins:
    """Lines count as margin from the page's edge inwards, up to the first that does not."""
    result = Margins()
    taken: dict[int, list[Run]] = defaultdict(list)
    top = [item for item in pieces if item[1].mid < page.height / 2]
    bottom = [item for item in reversed(pieces) if item[1].mid >= page.height / 2]
    for items, found in ((top, result.header), (bottom, result.footer)):
        stopped: float | None = None
        numbered, heading = -1, False
        header_rows = {
            number
            for number, piece in items
            if len(piece.words) < 4
            and (
                any(header_key(word.text) in ("indicator", "criterion") for word in piece.words)
                or (piece.words[0].text[:1] in ("W", "w") and aspect_of(piece.text))
            )
        }
        for place, (number, piece) in enumerate(items):
            if stopped is not None and abs(piece.mid - stopped) > (0.4 if heading else 1.2) * piece.height:
                break
            inner = [other for _, other in items[place + 1 : place + 9]]
            if place == 0 and _has_number(piece):
                numbered = number
            beside = number == numbered and bool(_TITLE.search(piece.text) or _has_number(piece))
            beside = beside or (items is bottom and _stands_below(piece, inner))
            if beside or (
                number not in header_rows
                and _is_margin(piece, index, places, place == 0)
                and (VERVOLG.match(piece.text) or not _goes_on(piece, inner, index, places))
            ):
                found.append(piece)
                taken[number].append(piece)
            elif stopped is None:
                stopped = piece.mid
                # below a table's header row stands more of it, or its body
                heading = header_key(piece.words[0].text) is not None
    result.footer.reverse()
    for number, band in enumerate(bands):
        gone = taken.get(number)
        if not gone:
            result.body.append(band)
            continue
        drop = {id(word) for piece in gone for word in piece.words}
        kept = [i for i, word in enumerate(band.words) if id(word) not in drop]
        if kept:
            rest = run_of([band.words[i] for i in kept], None, [band.places[i] for i in kept])
            result.body.append(rest)
    return result


def _has_number(piece: Run) -> bool:
    return bool(PAGE_NUMBER.match(piece.text) or NUMBERED.search(piece.text))


def _stands_below(piece: Run, inner: Sequence[Run]) -> bool:
    """Whether a line that STJ prints at the foot of pages stands well below the text: one page alone does not repeat it."""
    if not _is_foot(piece.text):
        return False
    above = next((other for other in inner if not _is_foot(other.text)), None)
    top = min([piece.top, *[other.top for other in inner if _is_foot(other.text)]])
    return above is None or top - above.bottom > piece.height


def _is_foot(text: str) -> bool:
    return bool(RUNNING.match(text) or IMPRINT.match(text))


def _is_margin(piece: Run, index: int, places: Places, outermost: bool) -> bool:
    text = piece.text
    if (outermost and _has_number(piece)) or _counts(piece, index, places):
        return True
    if _is_logo(piece, index, places):
        return True
    return bool(VERVOLG.match(text)) or (len(squeeze(text)) > 3 and _returns(piece, index, places))


def _is_logo(piece: Run, index: int, places: Places) -> bool:
    """Whether initials stand at exactly the same place on a page nearby: those of a publisher, as "STJ"."""
    text = piece.text
    return (
        1 < len(text) < _INITIALS
        and text.isalpha()
        and text.isupper()
        and any(
            0 < abs(page - index) <= 2 and abs(other.mid - piece.mid) < 1 and abs(other.x0 - piece.x0) < 1
            for page, other in places[_key(text)]
        )
    )


def _goes_on(piece: Run, inner: Sequence[Run], index: int, places: Places) -> bool:
    """Whether a line of the body follows at the usual distance, if need be after others that return as well: then the line is
    the end of a paragraph or a cell.
    """
    for place, other in enumerate(inner, start=1):
        near = abs(other.mid - piece.mid) < 1.7 * max(piece.height, other.height)
        over = min(piece.x1, other.x1) > max(piece.x0, other.x0)
        if near and over and abs(other.size - piece.size) < 1:
            return not _returns(other, index, places) or _goes_on(other, inner[place:], index, places)
    return False
