"""Layout: pages whose text runs sideways or upside down as they are shown are read as if they were turned."""

from __future__ import annotations

from dataclasses import replace

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.extractors.readers.pdf import ENGINES, read_pdf
from ggsr_extract.models.source import Page, Rule

from tests.layout.words import FINDINGS, finding, header, level, marks, page, rows, texts, wording
from tests.readers.pdf_builder import Pdf, show

Sides = tuple[float, float, float, float]
WIDTH, HEIGHT = 595.0, 842.0


def as_shown(sides: Sides, angle: int) -> Sides:
    """A box of an upright page of 595 x 842 points, on the page that shows it turned clockwise by an angle."""
    x0, top, x1, bottom = sides
    return {
        90: (HEIGHT - bottom, x0, HEIGHT - top, x1),
        180: (WIDTH - x1, HEIGHT - bottom, WIDTH - x0, HEIGHT - top),
        270: (top, WIDTH - x1, bottom, WIDTH - x0),
    }[angle]


def shown(upright: Page, angle: int) -> Page:
    sideways = angle != 180
    words = [
        word._replace(**dict(zip(("x0", "top", "x1", "bottom"), as_shown(word[1:5], angle), strict=True)))
        for word in upright.words
    ]
    rules = [Rule(*as_shown((rule.x0, rule.top, rule.x1, rule.bottom), angle)) for rule in upright.rules]
    size = (HEIGHT, WIDTH) if sideways else (WIDTH, HEIGHT)
    return replace(
        upright, width=size[0], height=size[1], words=tuple(words), rules=tuple(rules), reading=angle
    )


@pytest.mark.parametrize("angle", [90, 180, 270])
def test_turned_pages_give_the_rows_of_upright_ones_with_places_as_shown(angle: int) -> None:
    words = header(60, FINDINGS) + wording("1.1.2", 180, 90) + finding(90, "√", "De cijfers zijn bekend.")
    words += wording("1.2.1", 180, 160) + finding(160, "X", "Er is geen nummer.")
    upright = page(1, words, [level(80), level(150), level(220)])
    plain, turned = layout([upright]), layout([shown(upright, angle)])
    assert [(marks(row), texts(row)) for row in rows(turned)] == [
        (marks(row), texts(row)) for row in rows(plain)
    ]
    for line, other in zip(plain.lines, turned.lines, strict=True):
        assert line.box is not None
        assert other.box is not None
        box = (line.box.x0, line.box.top, line.box.x1, line.box.bottom)
        assert (other.box.x0, other.box.top, other.box.x1, other.box.bottom) == pytest.approx(
            as_shown(box, angle), abs=0.02
        )


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("angle", [0, 90, 180, 270])
def test_readers_tell_in_which_direction_a_page_reads(engine: str, angle: int) -> None:
    lines = [show(50, 200 - 20 * n, b"De gemeente kent de gezinnen") for n in range(3)]
    data = Pdf([b" ".join(lines)], page=b"/Rotate %d" % angle).build()
    assert [found.reading for found in read_pdf(data, engine=engine).pages] == [angle]
