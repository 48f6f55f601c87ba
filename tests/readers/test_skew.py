"""Pages that lie askew, as a scan's text layer does: read as straight ones, with what is made of them where it stands."""

from __future__ import annotations

import math

import pytest
from ggsr_extract.extractors.layout import layout
from ggsr_extract.extractors.readers.pdf import ENGINES, read_pdf
from ggsr_extract.extractors.readers.skew import askew, skew_of
from ggsr_extract.models.source import Page

from tests.readers.pdf_builder import Pdf, show

SIZE = (400.0, 300.0)


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def lying(content: bytes, degrees: float) -> Pdf:
    """A page of 400 x 300 points whose content was turned clockwise about the middle."""
    cosine, sine = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    x, y = 200.0, 150.0
    numbers = (cosine, -sine, sine, cosine, x - x * cosine - y * sine, y + x * sine - y * cosine)
    return Pdf([b" ".join(b"%f" % each for each in numbers) + b" cm " + content])


def read(pdf: Pdf, engine: str) -> Page:
    (page,) = read_pdf(pdf.build(), engine=engine).pages
    return page


CONTENT = b"".join(
    show(40, 250 - 14 * n, b"De gemeente kent alle gezinnen en telt ze in %d." % (2001 + n))
    for n in range(12)
)
RULE = b"0.5 w 40 260 m 360 260 l S "


@pytest.mark.parametrize("degrees", [0.3, -0.8, 2.0, -3.5])
def test_a_page_askew_is_read_as_a_straight_one(degrees: float, engine: str) -> None:
    straight = read(lying(RULE + CONTENT, 0.0), engine)
    page = read(lying(RULE + CONTENT, degrees), engine)
    assert (straight.skew, page.skew) == (0.0, pytest.approx(degrees, abs=0.01))
    assert [word.text for word in page.words] == [word.text for word in straight.words]
    for word, other in zip(page.words, straight.words, strict=True):
        assert word[1:5] == pytest.approx(
            other[1:5], abs=0.8
        )  # pdfium gives upright boxes of slanted letters
    ((rule,), (other_rule,)) = page.rules, straight.rules
    assert (rule.x0, rule.top, rule.x1, rule.bottom) == pytest.approx(
        (other_rule.x0, other_rule.top, other_rule.x1, other_rule.bottom), abs=0.1
    )


@pytest.mark.parametrize("degrees", [0.4, -1.5, 3.0])
def test_a_scans_text_layer_whose_words_stand_level_on_lines_askew(degrees: float, engine: str) -> None:
    def layer(degrees: float) -> Page:
        content = b"3 Tr "
        for n in range(12):
            for at, word in enumerate((b"De", b"gemeente", b"telt", b"alle", b"gezinnen", b"in", b"%d" % n)):
                x, y = 52.0 * at - 160, 100.0 - 14 * n
                turn = math.radians(-degrees)
                there = (
                    x * math.cos(turn) - y * math.sin(turn) + 200,
                    x * math.sin(turn) + y * math.cos(turn) + 150,
                )
                content += b"BT /F 10 Tf %f %f Td (%s) Tj ET " % (*there, word)
        return read(Pdf([content]), engine)

    straight, page = layer(0.0), layer(degrees)
    assert (straight.skew, page.skew) == (0.0, pytest.approx(degrees, abs=0.1))
    assert [line.text for line in layout([page]).lines] == [line.text for line in layout([straight]).lines]


def test_lines_of_a_page_askew_have_the_places_where_they_stand(engine: str) -> None:
    straight, page = (read(lying(CONTENT, degrees), engine) for degrees in (0.0, 1.5))
    for line, plain in zip(layout([page]).lines, layout([straight]).lines, strict=True):
        assert line.text == plain.text
        assert line.box is not None
        assert plain.box is not None
        box = (plain.box.x0, plain.box.top, plain.box.x1, plain.box.bottom)
        there = (line.box.x0, line.box.top, line.box.x1, line.box.bottom)
        assert there == pytest.approx(askew(box, 1.5, SIZE), abs=0.8)


def test_a_check_mark_that_is_drawn_on_a_page_askew_is_told(engine: str) -> None:
    check = b"1.2 w 320 120 m 323 117 l 330 126 l S "
    page = read(lying(CONTENT + show(340, 118, b"Ja.") + check, 2.0), engine)
    assert [shape.mark for shape in page.shapes] == ["√"]


def test_slanted_print_across_a_straight_page_leaves_it_straight(engine: str) -> None:
    slanted = b"q 0.9998 0.0209 -0.0209 0.9998 0 0 cm " + show(40, 20, b"CONCEPT") + b"Q "
    assert read(lying(slanted + CONTENT, 0.0), engine).skew == 0.0


@pytest.mark.parametrize(
    ("directions", "skew"),
    [
        ([], 0.0),
        ([(1.0, 0.0)] * 5, 0.0),
        ([(0.0, 0.0)], 0.0),
        ([(1.0, 0.01)] * 5, math.degrees(math.atan2(0.01, 1.0))),
        ([(-0.01, 1.0)] * 5, math.degrees(math.atan2(0.01, 1.0))),
        ([(1.0, 0.01)] * 5 + [(1.0, 0.0)] * 4, 0.0),
        ([(1.0, 0.2)] * 5, 0.0),
        ([(1.0, 0.0001)] * 5, 0.0),
    ],
)
def test_how_far_text_is_off_a_right_angle(directions: list[tuple[float, float]], skew: float) -> None:
    assert skew_of(directions) == pytest.approx(skew)
