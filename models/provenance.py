"""Where things stand in their source: boxes on PDF pages, spans in decoded text."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import NamedTuple


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in points from the page's top left as it is shown (rotation applied).

    ``page`` is 1-based.
    """

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    def union(self, other: Box) -> Box:
        """The smallest box around both; both must stand on the same page."""
        if self.page != other.page:
            raise ValueError(f"boxes on pages {self.page} and {other.page} have no union")
        return Box(
            self.page,
            min(self.x0, other.x0),
            min(self.top, other.top),
            max(self.x1, other.x1),
            max(self.bottom, other.bottom),
        )


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start`` to ``end`` (exclusive) of the decoded source text."""

    start: int
    end: int


class Anchor(NamedTuple):
    """All the places of one thing: it may cross lines, columns and pages.

    ``boxes`` is empty for text, ``spans`` is empty for PDF. Anchors are merged by union, never computed again.
    """

    boxes: tuple[Box, ...] = ()
    spans: tuple[Span, ...] = ()

    @staticmethod
    def merge(anchors: Iterable[Anchor]) -> Anchor:
        """One box per page and column (boxes that overlap horizontally), spans in reading order, neighbours joined."""
        # what a box grows to is kept as numbers, and made a Box once
        grown: list[tuple[int, float, float, float, float]] = []
        spans: list[Span] = []
        for anchor in anchors:
            for box in anchor.boxes:
                left, right = box.x0, box.x1
                for index, (page, x0, top, x1, bottom) in enumerate(grown):
                    overlap = left < x1 and x0 < right and left < right and x0 < x1
                    if overlap and page == box.page:
                        grown[index] = (
                            page,
                            left if left < x0 else x0,
                            box.top if box.top < top else top,
                            right if right > x1 else x1,
                            box.bottom if box.bottom > bottom else bottom,
                        )
                        break
                else:
                    grown.append((box.page, left, box.top, right, box.bottom))
            for span in anchor.spans:
                if spans and spans[-1].end == span.start:
                    spans[-1] = Span(spans[-1].start, span.end)
                else:
                    spans.append(span)
        return Anchor(tuple([Box(*place) for place in grown]), tuple(spans))

    @property
    def page(self) -> int | None:
        """1-based page of the first box; None for text."""
        return self.boxes[0].page if self.boxes else None


class Piece(NamedTuple):
    """Characters of a cleaned text that come, letter by letter, from a source line.

    ``at`` is the offset in the cleaned text, ``length`` in characters; ``start`` is the offset in the source (see
    :class:`~ggsr_extract.models.source.Line`); ``anchor`` is the place of the whole fragment it came from.
    """

    at: int
    length: int
    start: int
    anchor: Anchor


_at = itemgetter(Piece._fields.index("at"))


@dataclass(frozen=True, slots=True)
class MappedText:
    """A cleaned text that carries the way back to its source.

    Line breaks, line-end hyphens and runs of spaces are resolved; every other character comes from exactly one piece, and
    the pieces stand in its order.
    """

    text: str
    pieces: tuple[Piece, ...]

    def origin(self, index: int) -> int | None:
        """Source offset of character ``index``; None for a space that stands for a line break."""
        for piece in self.pieces:
            if piece.at <= index < piece.at + piece.length:
                return piece.start + index - piece.at
        return None

    def anchor(self, start: int = 0, end: int | None = None) -> Anchor:
        """The places of characters ``start`` to ``end`` (exclusive): boxes of their lines, exact spans of text."""
        if start == 0 and end is None and self.pieces and not self.pieces[0].anchor.spans:
            return Anchor.merge([piece.anchor for piece in self.pieces if piece.at < len(self.text)])
        stop = len(self.text) if end is None else end
        places = []
        for piece in self._within(start, stop):
            low, high = max(start, piece.at), min(stop, piece.at + piece.length)
            if low >= high:
                continue
            if piece.anchor.spans:
                offset = piece.start - piece.at
                places.append(Anchor(spans=(Span(low + offset, high + offset),)))
            else:
                places.append(piece.anchor)
        return Anchor.merge(places)

    def _within(self, start: int, end: int) -> Sequence[Piece]:
        """The pieces that characters from ``start`` to ``end`` may come from."""
        first = bisect_right(self.pieces, start, key=_at)
        return self.pieces[max(first - 1, 0) : bisect_left(self.pieces, end, lo=first, key=_at)]

    def slice(self, start: int, end: int) -> MappedText:
        """The part from ``start`` to ``end`` (exclusive), without white space at its ends."""
        part = self.text[start:end]
        start += len(part) - len(part.lstrip())
        end = start + len(part.strip())
        pieces = []
        for piece in self._within(start, end):
            low, high = max(start, piece.at), min(end, piece.at + piece.length)
            if low < high:
                pieces.append(Piece(low - start, high - low, piece.start + low - piece.at, piece.anchor))
        return MappedText(self.text[start:end], tuple(pieces))
