"""Pages printed on paper larger than they are, or in letters of another size than books have.

To the layout, a page ends a margin's width beside its text, and the text of a document is of about the usual size: what it
measures in points means the same everywhere.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from statistics import median

from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.page.moving import moved_page
from ggsr_extract.models.source import Page, Word

_BLANK = 0.16  # of the paper's width or height: no page has so much white space left of its text or above it
_MARGIN = 0.1  # of the text's width or height
_SMALLEST, _USUAL, _LARGEST = 6.0, 9.5, 14.0  # points of letters as documents have them


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Pages without the paper around them; for each number of a page how far its corner is from the paper's, in points, and
    how many times as large as on paper all is.
    """

    pages: tuple[Page, ...]
    corner: Mapping[int, tuple[float, float]]
    scale: float

    def put_back(self, runs: Sequence[Run], pages: Sequence[int]) -> None:
        """Move runs of these pages (by their numbers) to where they stand on the paper, in place."""
        for run, number in zip(runs, pages, strict=True):
            left, top = self.corner.get(number, (0.0, 0.0))
            run.x0, run.x1 = run.x0 / self.scale + left, run.x1 / self.scale + left
            run.top, run.bottom = run.top / self.scale + top, run.bottom / self.scale + top


def trimmed(pages: Sequence[Page]) -> Trimmed | None:
    """The pages without the paper around them where all of one size begin far from its corner, in letters of the usual size; None where there is
    nothing to change, as nearly always.
    """
    sizes: dict[tuple[float, float], list[Page]] = defaultdict(list)
    for page in pages:
        # scanned or trimmed pages of one document differ by less
        sizes[round(page.width, -1), round(page.height, -1)].append(page)
    sides = {page.number: (0.0, 0.0, page.width, page.height) for page in pages}
    cuts = set()
    for some in sizes.values():
        # one page alone may end anywhere
        if len(some) > 1 and _begins_late(some):
            cuts |= {page.number for page in some}
            sides |= dict.fromkeys([page.number for page in some], _sides(some))
    scale = _scale(pages)
    if not cuts and scale == 1.0:
        return None
    return Trimmed(
        tuple([_cut(page, sides[page.number], scale) for page in pages]),
        {number: (left, top) for number, (left, top, _, _) in sides.items()},
        scale,
    )


def _scale(pages: Sequence[Page]) -> float:
    """What makes the letters of a document as large as usual: 1 where they are about that."""
    first = next((page for page in pages if page.words), None)
    for some in ([first] if first else [], pages):  # the first page nearly always tells
        sizes = [word.size for page in some for word in page.words]
        usual = median(sizes) if sizes else _USUAL
        if _SMALLEST <= usual <= _LARGEST:
            return 1.0
    return _USUAL / usual


def _begins_late(pages: Sequence[Page]) -> bool:
    """Whether no word of any page stands near the left side, or none near the top; the first few words tell that one does.

    Short pages and lines leave the other two sides blank.
    """
    left, top = _BLANK * pages[0].width, _BLANK * pages[0].height
    words = [page.words for page in pages]
    return any(words) and not (
        any(word.x0 < left for word in chain.from_iterable(words))
        and any(word.top < top for word in chain.from_iterable(words))
    )


def _sides(pages: Sequence[Page]) -> tuple[float, float, float, float]:
    """Where pages end at the left, above, at the right and below, in points of the paper."""
    words: list[Word] = [word for page in pages for word in page.words]
    left, right = min(word.x0 for word in words), max(word.x1 for word in words)
    top, bottom = min(word.top for word in words), max(word.bottom for word in words)
    beside, above = _MARGIN * (right - left), _MARGIN * (bottom - top)
    return (
        max(0.0, left - beside),
        max(0.0, top - above),
        min(min(page.width for page in pages), right + beside),
        min(min(page.height for page in pages), bottom + above),
    )


def _cut(page: Page, sides: tuple[float, float, float, float], scale: float) -> Page:
    left, top, right, bottom = sides
    moved = moved_page(page, left, top, scale)
    return replace(moved, width=(right - left) * scale, height=(bottom - top) * scale)
