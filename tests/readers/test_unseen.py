"""Text that a PDF holds but does not show: left out, but for the text layer of a scan."""

from __future__ import annotations

import pytest
from ggsr_extract.extractors.readers.pdf import ENGINES, read_pdf
from ggsr_extract.models.source import Page

from tests.readers.pdf_builder import Pdf, show

SEEN = show(50, 200, b"De gemeente kent alle gezinnen die hulp nodig hebben.")
OLD = show(50, 197, b"Dit is de oude tekst.")
LAYER = b"/OCProperties<</OCGs[3 0 R]/D<</OFF[%s]>>>>"
CLEAR = b"/ExtGState<</Clear<</ca 0>>>>"
GROUP = b"<</Type/OCG/Name(oud)>>"


@pytest.fixture(params=ENGINES)
def engine(request: pytest.FixtureRequest) -> str:
    return str(request.param)


def read(pdf: Pdf, engine: str) -> Page:
    return read_pdf(pdf.build(), engine=engine).pages[0]


def text(page: Page) -> str:
    return " ".join(word.text for word in page.words)


@pytest.mark.parametrize(
    "before", [b"3 Tr ", b"1 g ", b"1 1 1 rg ", b"/Clear gs ", b"0.05 0 0 0.05 50 190 cm "]
)
def test_text_that_is_not_seen_is_left_out(engine: str, before: bytes) -> None:
    page = read(Pdf([SEEN + b"q " + before + OLD + b"Q"], resources=CLEAR), engine)
    assert text(page) == "De gemeente kent alle gezinnen die hulp nodig hebben."
    assert page.unseen == 17


@pytest.mark.parametrize("ground", [b"0 0.2 0.6 rg 40 190 300 20 re f 1 g ", b"0 g 1 Tr 1 g "])
def test_white_text_that_stands_out_is_kept(engine: str, ground: bytes) -> None:
    page = read(Pdf([show(50, 100, b"Een regel.") + b"q " + ground + OLD + b"Q"]), engine)
    assert "Dit is de oude tekst." in text(page)
    assert page.unseen == 0


def test_the_text_layer_of_a_scan_is_read(engine: str) -> None:
    page = read(Pdf([show(50, 280, b"Scan 7") + b"3 Tr " + SEEN]), engine)
    assert text(page).endswith("De gemeente kent alle gezinnen die hulp nodig hebben.")
    assert (page.unseen, page.layer) == (0, True)
    assert not read(Pdf([SEEN + b"3 Tr " + OLD]), engine).layer


def test_text_with_a_copy_of_it_under_it_is_read_once(engine: str) -> None:
    """pdfium gives the first of two that are the same alone, though nobody sees that."""
    more = show(50, 100, b"Een regel.")
    page = read(Pdf([more + b"q 3 Tr " + SEEN + b"Q " + SEEN]), engine)
    assert text(page) == "De gemeente kent alle gezinnen die hulp nodig hebben. Een regel."


@pytest.mark.parametrize("off", [b"3 0 R", b""])
def test_layers_that_are_off_are_left_out_by_the_reader_that_knows_them(engine: str, off: bytes) -> None:
    form = (b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]/OC 3 0 R", OLD)
    data = Pdf([SEEN + b"/C Do"], xobjects={"C": form}, catalogue=LAYER % off, extra=[GROUP])
    page = read(data, engine)
    if engine == "pdfium":
        assert bool(page.problems) == bool(off)
    else:
        assert ("oude" in text(page)) != bool(off)
        assert page.unseen == (17 if off else 0)


VIEW = b"/OCProperties<</OCGs[3 0 R 4 0 R]/D<</AS[<</Event/View/OCGs[3 0 R 4 0 R]/Category[/View]>>]>>>>"
UNSEEN_GROUP = b"<</Type/OCG/Name(oud)/Usage<</View<</ViewState/OFF>>>>>>"


@pytest.mark.parametrize(
    ("member", "shown"),
    [
        (b"3 0 R", False),
        (b"4 0 R", True),
        (b"<</Type/OCMD/OCGs[3 0 R 4 0 R]>>", True),
        (b"<</Type/OCMD/OCGs[3 0 R 4 0 R]/P/AllOn>>", False),
        (b"<</Type/OCMD/OCGs 4 0 R/P/AnyOff>>", False),
        (b"<</Type/OCMD/OCGs[3 0 R 4 0 R]/P/AllOff>>", False),
        (b"<</Type/OCMD/VE[/And 4 0 R[/Not 3 0 R]]>>", True),
        (b"<</Type/OCMD/VE[/Or 3 0 R[/Not 4 0 R]]>>", False),
    ],
)
def test_layers_show_as_their_use_and_what_is_said_of_several_together_tells(
    member: bytes, shown: bool
) -> None:
    form = (b"/Type/XObject/Subtype/Form/BBox[0 0 400 300]/OC " + member, OLD)
    data = Pdf([SEEN + b"/C Do"], xobjects={"C": form}, catalogue=VIEW, extra=[UNSEEN_GROUP, GROUP])
    assert ("oude" in text(read(data, "pdfplumber"))) == shown
    assert read(data, "pdfium").problems


FILLED = b"1 0.9 0.9 rg 40 188 300 20 re f "
MULTIPLY = b"/ExtGState<</Over<</BM/Multiply>>>>"
GREY = (b"/Type/XObject/Subtype/Image/Width 1/Height 1/BitsPerComponent 8/ColorSpace/DeviceGray", b"\xc0")
MARK = show(30, 230, b"X")


@pytest.mark.parametrize("cover", [FILLED, b"q 300 0 0 20 40 190 cm /I Do Q "])
def test_text_that_something_opaque_lies_on_is_left_out(cover: bytes) -> None:
    page = read(
        Pdf([OLD + cover + show(50, 230, b"De gemeente kent alle gezinnen.")], xobjects={"I": GREY}), "pdfium"
    )
    assert text(page) == "De gemeente kent alle gezinnen."
    assert page.unseen == 17


@pytest.mark.parametrize(
    "content",
    [FILLED + OLD, b"q /Over gs " + OLD + FILLED + b"Q", OLD + b"q 0 0 5 5 re W n " + FILLED + b"Q"],
)
def test_text_on_a_ground_or_under_what_shows_it_is_kept(content: bytes) -> None:
    page = read(Pdf([show(50, 100, b"Een regel.") + content], resources=MULTIPLY), "pdfium")
    assert "Dit is de oude tekst." in text(page)
    assert not page.unseen


@pytest.mark.parametrize(
    ("clip", "seen"), [(b"20 220 100 40 re W n ", True), (b"200 20 40 40 re W n ", False)]
)
def test_a_mark_that_a_clip_path_leaves_out_is_not_read(clip: bytes, seen: bool) -> None:
    page = read(Pdf([SEEN + b"q " + clip + MARK + b"Q"]), "pdfium")
    assert ("X" in [word.text for word in page.words]) == seen
    assert page.unseen == (not seen)


SHADE = (GREY[0], b"\xff")
FULL, SMALL = b"q 400 0 0 300 0 0 cm /I Do Q ", b"q 60 0 0 40 20 240 cm /I Do Q "
LETTER = b"3 3 m 6 9 l 9 3 l f "
"""A letter drawn as an outline."""


@pytest.mark.parametrize(
    ("content", "picture"),
    [
        (b"", False),
        (SMALL, False),
        (FULL, True),
        (FULL + show(180, 8, b"Pagina 3"), True),
        (FULL + show(50, 150, b"Factsheet"), False),
        (b"".join(b"q 1 0 0 1 %d 100 cm " % (3 * n) + LETTER + b"Q " for n in range(120)), True),
    ],
)
def test_a_page_that_shows_nothing_but_a_picture_says_so(content: bytes, picture: bool, engine: str) -> None:
    other = show(50, 150, b"De gemeente kent alle gezinnen.")
    _, page = read_pdf(Pdf([other, content], xobjects={"I": SHADE}).build(), engine=engine).pages
    assert page.picture == picture
