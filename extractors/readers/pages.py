"""From what a reader found on a page to the page that goes on to the layout: the part that both readers share."""

from __future__ import annotations

import re
from collections.abc import Callable

from ggsr_extract.extractors.readers.drawn.drawing import Drawing
from ggsr_extract.extractors.readers.drawn.forms import ink_of, told, turned_upright, without_neighbours
from ggsr_extract.extractors.readers.drawn.rules import rules_and_fills
from ggsr_extract.extractors.readers.drawn.shapes import Look, shapes_of, shapes_to_scale
from ggsr_extract.extractors.readers.letters.glyphs import is_pictogram_font, mark_of_glyph
from ggsr_extract.extractors.readers.letters.words import Written
from ggsr_extract.extractors.readers.limits import PdfLimits
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page, Word
from ggsr_extract.models.verdicts import MARKS

_LOOKS = 4
"""How many printed places of an unknown glyph are looked at on a page."""

_MARGIN, _MUCH, _OUTLINES = 0.1, 0.4, 100
"""The share of a page's height that is margin, the share of a page that a scan fills at least, and paths as many as letters."""
_SMALL, _USUAL, _LARGE = 5.0, 9.0, 15.0
"""Points: what most words of a page are set in, be it small or large print, and what they most often are."""


def check_size(number: int, width: float, height: float, limits: PdfLimits) -> None:
    """Raise ``Refusal`` (``pdf_limit``) for a page that is larger than the limit; sides in points."""
    if max(width, height) > limits.max_side:
        raise Refusal("pdf_limit", f"page {number} is more than {limits.max_side:g} points wide or high")


def make_page(
    number: int,
    width: float,
    height: float,
    written: Written,
    embedded: Callable[[], set[str]],
    drawing: Drawing,
    look: Look | None,
    problems: list[str],
) -> Page:
    """A page from its words and what is drawn on it; shapes that lie wholly outside are left out.

    ``embedded`` tells the names of the page's fonts whose glyphs are in the file.
    """
    words = written.words
    if look is not None and any(words[i].mark == "?" for i in written.signs):
        words = _seen(words, embedded(), look, written.reading)
    if look is not None and written.icons:
        words = _with_icons(words, written, look)
    rules, fills = rules_and_fills(drawing.paths, width, height)
    signs, scale = [words[i] for i in written.signs], _scale(words)
    if not words:
        shapes = []  # a page without text has no marks to tell
    elif scale == 1.0:
        shapes = shapes_of(drawing, signs, look, written.reading)
    else:
        shapes = shapes_to_scale(drawing, signs, look, written.reading, scale)
    on_page = tuple(s for s in shapes if s.x1 > 0 and s.x0 < width and s.bottom > 0 and s.top < height)
    return Page(
        number,
        width,
        height,
        tuple(words),
        tuple(rules),
        tuple(fills),
        on_page,
        tuple(problems),
        written.reading,
        picture=_is_picture(words, drawing, width, height),
    )


def _is_picture(words: list[Word], drawing: Drawing, width: float, height: float) -> bool:
    """Whether a page shows a picture or outlines, and no word but in its upper and lower margins."""
    if not drawing.images and len(drawing.paths) < _OUTLINES:
        return False
    if any(_MARGIN * height < (word.top + word.bottom) / 2 < (1 - _MARGIN) * height for word in words):
        return False
    shown = (
        max(0.0, min(x1, width) - max(x0, 0.0)) * max(0.0, min(bottom, height) - max(top, 0.0))
        for x0, top, x1, bottom in drawing.images
    )
    return max(shown, default=0.0) >= _MUCH * width * height or len(drawing.paths) >= _OUTLINES


def _scale(words: list[Word]) -> float:
    """How many times larger than usual a page's text is set: 1 unless the whole page was made far larger or smaller."""
    sizes = sorted([word.size for word in words[:: 1 + len(words) // 64]])
    middle = sizes[len(sizes) // 2] if sizes else _SMALL
    return 1.0 if _SMALL <= middle <= _LARGE else middle / _USUAL


def _seen(words: list[Word], embedded: set[str], look: Look, reading: int) -> list[Word]:
    """Pictograms that neither code nor name tells, told by what their embedded font draws.

    Each glyph is looked at a few times at most. Where its form tells nothing, the code of a pictogram font may.
    """
    unknown = [word for word in words if word.mark == "?" and word.font in embedded]
    places: dict[tuple[object, ...], list[Word]] = {}
    for word in unknown:
        places.setdefault(_glyph(word), []).append(word)
    known = {glyph: _told_by_form(found[:_LOOKS], look, reading) for glyph, found in places.items()}
    return [
        word._replace(mark=known[_glyph(word)]) if word.mark == "?" and _glyph(word) in known else word
        for word in words
    ]


def _glyph(word: Word) -> tuple[object, ...]:
    """What the places of one glyph share; where nothing names it, each place is one of its own."""
    return (word.font, word.text) if " " <= word.text[0] != "\ufffd" else (word.font, word.x0, word.top)


def _with_icons(words: list[Word], written: Written, look: Look) -> list[Word]:
    """Single letters of fonts for signs, told by what is drawn in their place; letters that draw no mark are none."""
    places: dict[tuple[str, str], list[Word]] = {}
    for word in words:
        if word.font in written.icons and len(word.text) == 1 and word.mark is None:
            places.setdefault((word.font, word.text), []).append(word)
    known = {glyph: _told_by_form(found[:_LOOKS], look, written.reading) for glyph, found in places.items()}
    result = []
    for place, word in enumerate(words):
        mark = known.get((word.font, word.text)) if word.mark is None else None
        if mark in MARKS:
            word = word._replace(mark=mark)
            written.signs.append(place)
        result.append(word)
    return result


def _told_by_form(words: list[Word], look: Look, reading: int) -> str | None:
    """What the places of a glyph show; ``?`` where one shows a check and another a cross."""
    form: str | None = "?"
    verdicts = set()
    for word in words:
        pixels = look((word.x0, word.top, word.x1, word.bottom))
        if pixels is not None:
            ink = turned_upright(without_neighbours(ink_of(pixels)), reading)
            across = word.bottom - word.top if reading in (90, 270) else word.x1 - word.x0
            form = told(ink, across / word.size)
        if form in MARKS:
            verdicts.add(form)
    if verdicts:
        return verdicts.pop() if len(verdicts) == 1 else "?"
    code = re.fullmatch(r"\(cid:(\d+)\)", words[0].text)
    if code and is_pictogram_font(words[0].font):
        return mark_of_glyph(int(code[1]), True, words[0].font)[0]
    return form
