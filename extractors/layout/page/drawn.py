"""Drawn things as words without letters, so that one kind of thing stands in cells."""

from __future__ import annotations

from collections.abc import Sequence

from ggsr_extract.extractors.layout.wording import CROSSES
from ggsr_extract.models.source import Page, Shape, Word
from ggsr_extract.models.verdicts import MARKS

_TALL, _LARGE = 0.5, 2.0  # of the size of marks: a list's bullets are smaller, frames of cells larger
_SEVERAL = 3
_NEAR = 3.0  # points between the middles of marks of one column


def drawn_marks(pages: Sequence[Page]) -> list[tuple[Word, ...]]:
    """The drawn marks of each page.

    A disc, a box or another plain thing is a mark that cannot be told where it stands below or above marks, as tall as
    these, or in a document that shows no column of marks at all, written or drawn. Nothing is written over it.
    """
    if all(shape.mark in MARKS for page in pages for shape in page.shapes):
        return [tuple(map(_word, page.shapes)) for page in pages]
    signs = [_word(shape) for page in pages for shape in page.shapes if shape.mark in MARKS]
    signs += [word for page in pages for word in page.words if word.mark in MARKS or word.text in CROSSES]
    middles = [_middle(word) for word in signs]
    signs = [word for word in signs if _in_place(word, middles)]
    tall = _TALL * min((word.size for word in signs), default=0.0)
    large = _LARGE * max((word.size for word in signs), default=0.0)

    def is_mark(shape: Shape, page: Page) -> bool:
        if shape.mark:
            return shape.mark in MARKS or not _is_around(shape, page.words)
        across, down = shape.x1 - shape.x0, shape.bottom - shape.top
        if signs and (down < tall or max(across, down) > large or not _in_place(shape, middles)):
            return False
        return not _is_behind(shape, page.words)

    return [tuple(_word(shape) for shape in page.shapes if is_mark(shape, page)) for page in pages]


def _is_around(shape: Shape, words: Sequence[Word]) -> bool:
    """Whether the middle of something written stands within a shape: it is a frame."""
    return any(
        shape.x0 < _middle(word) < shape.x1 and shape.top < (word.top + word.bottom) / 2 < shape.bottom
        for word in words
    )


def _is_behind(shape: Shape, words: Sequence[Word]) -> bool:
    """Whether something is written over a shape: it is shading."""
    return any(
        word.x0 < shape.x1 and shape.x0 < word.x1 and word.top < shape.bottom and shape.top < word.bottom
        for word in words
    )


def _middle(thing: Shape | Word) -> float:
    return (thing.x0 + thing.x1) / 2


def _in_place(thing: Shape | Word, middles: Sequence[float]) -> bool:
    """Whether several marks stand at this place of their lines: more than a legend shows."""
    middle = _middle(thing)
    return sum(abs(middle - other) < _NEAR for other in middles) >= _SEVERAL


def _word(shape: Shape) -> Word:
    return Word(
        "", shape.x0, shape.top, shape.x1, shape.bottom, shape.bottom - shape.top, mark=shape.mark or "?"
    )
