"""Pages printed on paper larger than they are: to the layout, a page ends a margin's width beside its text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain

from ggsr_extract.extractors.layout.lines import Run
from ggsr_extract.extractors.layout.page.moving import moved_page
from ggsr_extract.models.source import Page, Word

_BLANK = 0.16  # of the paper's width or height: no page has so much white space at a side
_MARGIN = 0.1  # of the text's width or height


@dataclass(frozen=True, slots=True)
class Trimmed:
    """Pages without the paper around them, and for each number of a page how far its corner is from the paper's, in points."""

    pages: tuple[Page, ...]
    corner: Mapping[int, tuple[float, float]]

    def put_back(self, runs: Sequence[Run], pages: Sequence[int]) -> None:
        """Move runs of these pages (by their numbers) to where they stand on the paper, in place."""
        for run, number in zip(runs, pages, strict=True):
            left, top = self.corner.get(number, (0.0, 0.0))
            run.x0 += left
            run.x1 += left
            run.top += top
            run.bottom += top


def trimmed(pages: Sequence[Page]) -> Trimmed | None:
    """The pages without wide white space that all of one size have at a side; None where none has, as nearly always."""
    sizes: dict[tuple[float, float], list[Page]] = defaultdict(list)
    for page in pages:
        # scanned or trimmed pages of one document differ by less
        sizes[round(page.width, -1), round(page.height, -1)].append(page)
    cuts: dict[int, tuple[float, float, float, float]] = {}
    for some in sizes.values():
        # one page alone may end anywhere
        if len(some) > 1 and _is_blank_at_a_side(some):
            sides = _sides(some)
            cuts |= {page.number: sides for page in some}
    if not cuts:
        return None
    return Trimmed(
        tuple([_cut(page, cuts[page.number]) if page.number in cuts else page for page in pages]),
        {number: (left, top) for number, (left, top, _, _) in cuts.items()},
    )


def _is_blank_at_a_side(pages: Sequence[Page]) -> bool:
    """Whether no word of any page stands near one of the sides; the first few words tell that one does."""
    width, height = pages[0].width, pages[0].height
    words = [page.words for page in pages]
    return any(words) and not (
        any(word.x0 < _BLANK * width for word in chain.from_iterable(words))
        and any(word.top < _BLANK * height for word in chain.from_iterable(words))
        and any(word.x1 > (1 - _BLANK) * width for word in chain.from_iterable(words))
        and any(word.bottom > (1 - _BLANK) * height for word in chain.from_iterable(words))
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


def _cut(page: Page, sides: tuple[float, float, float, float]) -> Page:
    left, top, right, bottom = sides
    return replace(moved_page(page, left, top), width=right - left, height=bottom - top)
