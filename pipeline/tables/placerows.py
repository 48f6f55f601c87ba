"""Rows that tell places: the boxes of statements and conclusions, and the dataset ``lines``, by far the most rows of a document.

They are made field by field.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from ggsr_extract.models.factsheet import ClassifiedLine
from ggsr_extract.models.provenance import Anchor, Box
from ggsr_extract.models.records import Records

_DECIMALS = 2
"""Of a point: a hundredth is finer than anything is printed."""
_MANY = 32


def line_records(document_id: str, lines: Sequence[ClassifiedLine], owners: Sequence[str | None]) -> Records:
    """The rows of a document's lines, one or more; ``owners`` holds the id of what each is part of."""
    fragments = [item.fragment for item in lines]
    whole = [fragment.line for fragment in fragments]
    boxes = [line.box for line in whole]
    places: Sequence[Any] = boxes
    spans: Sequence[Any] = boxes
    printed = [box for box in boxes if box is not None]
    if len(printed) == len(boxes):
        places, spans = box_records(printed), [None] * len(boxes)
    else:
        places = [None if box is None else next(iter(box_records([box]))) for box in boxes]
        spans = [
            {"start": line.start + fragment.begin, "end": line.start + fragment.end}
            if line.box is None
            else None
            for line, fragment in zip(whole, fragments, strict=True)
        ]
    return Records(
        {
            "document_id": [document_id] * len(lines),
            "page": [line.page for line in whole],
            "line_number": [line.number for line in whole],
            "text": [fragment.text for fragment in fragments],
            "box": places,
            "span": spans,
            "role": [item.role for item in lines],
            "owner_id": owners,
        }
    )


def box_records(boxes: Sequence[Box]) -> Records:
    """Boxes as the datasets hold them."""
    return Records(
        {
            "page": [box.page for box in boxes],
            "x0": rounded([box.x0 for box in boxes]),
            "top": rounded([box.top for box in boxes]),
            "x1": rounded([box.x1 for box in boxes]),
            "bottom": rounded([box.bottom for box in boxes]),
        }
    )


def box_lists(anchors: Sequence[Anchor]) -> Iterator[list[dict[str, Any]]]:
    """The boxes of each anchor as the datasets hold them."""
    made = iter(box_records([box for anchor in anchors for box in anchor.boxes]))
    return ([next(made) for _ in anchor.boxes] for anchor in anchors)


def rounded(values: list[float]) -> list[float]:
    """What ``round`` gives for each value, to hundredths."""
    if len(values) < _MANY:
        return [round(value, _DECIMALS) for value in values]
    import numpy as np

    hundredths = np.array(values) * 10**_DECIMALS
    whole = np.rint(hundredths)
    result: list[float] = (whole / 10**_DECIMALS).tolist()
    # close to the middle between two, the product's own rounding could decide
    for index in np.flatnonzero(np.abs(hundredths - whole) > 0.5 - 1e-6).tolist():
        result[index] = round(values[index], _DECIMALS)
    return result
