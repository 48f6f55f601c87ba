"""From what a reader found on a page to the page that goes on to the layout: the part that both readers share."""

from __future__ import annotations

from dataclasses import replace

from ggsr_extract.extractors.readers.drawing import Drawing
from ggsr_extract.extractors.readers.limits import PdfLimits
from ggsr_extract.extractors.readers.rules import rules_and_fills
from ggsr_extract.extractors.readers.shapes import Look, ink_of, shapes_of, told
from ggsr_extract.extractors.readers.words import Glyphs, words_of
from ggsr_extract.models.checks import Refusal
from ggsr_extract.models.source import Page, Word


def make_page(
    number: int,
    width: float,
    height: float,
    glyphs: Glyphs,
    drawing: Drawing,
    look: Look | None,
    problems: list[str],
    limits: PdfLimits,
) -> Page:
    """Words, rules, fills and shapes of a page; what lies wholly outside the page as shown is left out.

    Raises ``Refusal`` (``pdf_limit``) for a page that is larger than the limit.
    """
    if max(width, height) > limits.max_side:
        raise Refusal("pdf_limit", f"page {number} is more than {limits.max_side:g} points wide or high")
    width, height = round(width, 3), round(height, 3)
    words = [w for w in words_of(glyphs) if w.x1 > 0 and w.x0 < width and w.bottom > 0 and w.top < height]
    if look is not None and any(word.mark == "?" for word in words):
        words = _seen(words, {run.font for run in glyphs.runs if run.embedded}, look)
    rules, fills = rules_and_fills(drawing.paths, width, height)
    shapes = shapes_of(drawing, words, look)
    on_page = tuple(s for s in shapes if s.x1 > 0 and s.x0 < width and s.bottom > 0 and s.top < height)
    return Page(number, width, height, tuple(words), tuple(rules), tuple(fills), on_page, tuple(problems))


def _seen(words: list[Word], embedded: set[str], look: Look) -> list[Word]:
    """Pictograms that neither code nor name tells, told by what their embedded font draws; each glyph is looked at once."""
    known: dict[tuple[str, str], str] = {}
    result = []
    for word in words:
        if word.mark == "?" and word.font in embedded:
            key = (word.font, word.text)
            if key not in known:
                pixels = look((word.x0, word.top, word.x1, word.bottom))
                form = None if pixels is None else told(ink_of(pixels), (word.x1 - word.x0) / word.size)
                known[key] = form if form in ("√", "X") else "?"
            word = replace(word, mark=known[key])
        result.append(word)
    return result
