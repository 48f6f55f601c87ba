"""Where things stand in their source: boxes on PDF pages, spans in decoded text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Anchor:
    """All the places of one thing: it may cross lines, columns and pages.

    ``boxes`` is empty for text, ``spans`` is empty for PDF. Anchors are merged by union, never computed again.
    """

    boxes: tuple[Box, ...] = ()
    spans: tuple[Span, ...] = ()

    @staticmethod
    def merge(anchors: Iterable[Anchor]) -> Anchor:
        """One box per page and column (boxes that overlap horizontally), spans in reading order, neighbours joined."""
        boxes: list[Box] = []
        spans: list[Span] = []
        for anchor in anchors:
            for box in anchor.boxes:
                for index, have in enumerate(boxes):
                    if have.page == box.page and min(have.x1, box.x1) > max(have.x0, box.x0):
                        boxes[index] = have.union(box)
                        break
                else:
                    boxes.append(box)
            for span in anchor.spans:
                if spans and spans[-1].end == span.start:
                    spans[-1] = Span(spans[-1].start, span.end)
                else:
                    spans.append(span)
        return Anchor(tuple(boxes), tuple(spans))

    @property
    def page(self) -> int | None:
        """1-based page of the first box; None for text."""
        return self.boxes[0].page if self.boxes else None
